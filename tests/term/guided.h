/* The guide in line mode on a terminal of a test, with a home folder of its own. */
#ifndef CJM_TESTS_GUIDED_H
#define CJM_TESTS_GUIDED_H

#include "term/terminal.h"

struct guided {
    struct vt vt;
    char *folder;
    struct buf map, home, state, data; /* the map's path; environment */
    size_t seen;                       /* of vt.raw: where the last prompt ended */
    struct buf question;               /* that stands above the prompt */
    struct buf file;
    int width, height; /* 0: 80x24 */
};

/* Makes the folder; the map is not there yet. */
void guided_set_up(struct guided *guided);
void guided_tear_down(struct guided *guided);
/* Starts the program; `term` as in struct vt_options ("TERM=dumb"), `preset` NULL: none. */
void guided_start(struct guided *guided, const char *term, const char *preset);
/* What stands in the map's file now. */
const char *guided_file(struct guided *guided);
/* Assertions that show the screen when they fail: a text is shown; the program ends well. */
void guided_expect(struct guided *guided, const char *text);
void guided_expect_end(struct guided *guided);

#endif
