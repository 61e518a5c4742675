/* Who carries the walkthrough out, in a folder and on terminals of its own. */
#ifndef CJM_TESTS_WALKER_H
#define CJM_TESTS_WALKER_H

#include "term/terminal.h"
#include "term/walkthrough.h"

/* A terminal, with the program that was started there last. */
struct window {
    struct vt vt;
    bool started, ended;
    struct buf seen; /* the screen before the last keys, or when the window was left */
};

enum { WALK_WINDOWS = 2 };

struct walker {
    const char *page;
    struct walkthrough walk;
    const struct walk_item *item;
    char *folder;
    long patience; /* milliseconds until a text is missed */
    struct window windows[WALK_WINDOWS];
    struct window *window; /* the one that is used now */
    struct buf problem;    /* empty: all is as the page says */
};

/* Does all that the page says, until something is not so: that is in `problem` then. */
void walker_walk(struct walker *walker);

#endif
