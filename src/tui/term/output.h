/*
 * What goes to the terminal, and how: curses writes to a file that nobody else sees, and from
 * there its bytes go out together with the program's own, a picture in one write, never waiting
 * for a terminal that does not read. So a stalled line stops neither keys nor a save.
 */
#ifndef CJM_TUI_TERM_OUTPUT_H
#define CJM_TUI_TERM_OUTPUT_H

#include <stdbool.h>
#include <stdio.h>
#include <sys/types.h>

#include "base/buf.h"

struct output {
    int fd;             /* the terminal, opened anew so as not to block */
    FILE *curses;       /* where curses writes */
    off_t taken;        /* how much of that was taken over, or forgotten */
    struct buf raw;     /* what was taken over, as curses wrote it */
    struct buf pending; /* on its way from `sent` on */
    size_t sent;
    int rows; /* 0: no line feed may move the cursor, see shorten.h */
};

/* False, with errno, if that can't be set up; then it may not be used. */
bool output_open(struct output *output);
void output_close(struct output *output);
/* Adds bytes of the program's own, behind what curses wrote before output_collect(). */
void output_add(struct output *output, struct slice bytes);
/* Takes over what curses wrote since the last time; or forgets it. */
void output_collect(struct output *output);
void output_forget(struct output *output);
/* Sends what the terminal takes; true when all is out, also when the terminal is gone. */
bool output_flush(struct output *output);
/* Sends all, as long as the terminal goes on reading. */
void output_drain(struct output *output);

#endif
