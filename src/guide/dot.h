/*
 * What is no answer but asked of the guide itself: a word behind a dot, or "?" alone for
 * ".unknown", the same in both front ends. A text that begins with a dot is typed with two.
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

/* Ends in a row without a name. Help, completion and manual are made from it. */
extern const struct dot_command dot_commands[];

/* Is the line a dot command so far, be there one of that name or not? */
bool dot_is(struct slice line);
/* What stands behind its dot, which may be full-width or ideographic, up to a blank, and behind
 * that. False: it is none, or "?". */
bool dot_split(struct slice line, struct slice *name, struct slice *argument);
/* The command that is meant by the line so far; NULL where it is none, or may be several. */
const struct dot_command *dot_of(struct slice line);

/* Carries out a dot command; names may be shortened where that is unambiguous.
 * DOT_NONE for every other line; `*line` loses the first of two dots. */
enum dot dot_run(struct guide *guide, struct slice *line, struct buf *message);

/* Completes a line like guide_complete(), be it an answer or a dot command. (dot_complete.c) */
size_t dot_complete(const struct guide *guide, struct slice typed, const struct completer *to);

#endif
