/* Who carries the walkthrough out, in a folder and on a terminal of its own. */
#ifndef CJM_TESTS_WALKER_H
#define CJM_TESTS_WALKER_H

#include "term/terminal.h"
#include "term/walkthrough.h"

struct walker {
    const char *page;
    struct walkthrough walk;
    const struct walk_item *item;
    char *folder;
    long patience; /* milliseconds until a text is missed */
    struct vt vt;
    bool started, ended;
    struct buf seen;    /* the screen before the last keys */
    struct buf problem; /* empty: all is as the page says */
};

/* Does all that the page says, until something is not so: that is in `problem` then. */
void walker_walk(struct walker *walker);

#endif
