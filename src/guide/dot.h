/*
 * What is no answer but asked of the guide itself: a word behind a dot, the same in both front
 * ends. A text that begins with a dot is typed with two.
 */
#ifndef CJM_GUIDE_DOT_H
#define CJM_GUIDE_DOT_H

#include "guide/guide.h"

enum dot {
    DOT_NONE,    /* no dot command: an answer */
    DOT_DONE,    /* done by the engine; `message` may say what */
    DOT_REFUSED, /* `message` says why */
    /* For the front end: */
    DOT_HELP,    /* the dot commands, and how the question is answered */
    DOT_EXPLAIN, /* guide_add_explanation() */
    DOT_SHOW,    /* the map as it is */
    DOT_AGENDA,
    DOT_SILENT,
    DOT_QUIT
};

struct dot_command {
    const char *name;     /* "back" */
    const char *argument; /* "[MINUTES]"; NULL: none */
    const char *help;     /* marked for translation */
    enum dot (*run)(struct guide *guide, struct slice argument, struct buf *message);
    enum dot dot; /* what it is for the front end, where run is NULL */
};

/* Ends in a row without a name. Help and manual are made from it: back, skip, unknown, next,
 * rest, step, undo, redo, park, template, preset, pause, more, silent, agenda, explain, show,
 * help, quit. */
extern const struct dot_command dot_commands[];

/* Carries out a line that begins with a dot; names may be shortened where that is unambiguous.
 * DOT_NONE for every other line; `*line` loses the first of two dots. */
enum dot dot_run(struct guide *guide, struct slice *line, struct buf *message);

#endif
