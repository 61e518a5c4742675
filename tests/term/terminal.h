/*
 * A terminal for tests: a program on a pty, with libvterm as what its user sees. The program is
 * started as a shell's job is, so that it can be stopped and continued.
 */
#ifndef CJM_TESTS_TERMINAL_H
#define CJM_TESTS_TERMINAL_H

#include <stdbool.h>
#include <sys/types.h>
#include <vterm.h>

#include "base/buf.h"

struct vt {
    int width, height;
    pid_t leader, pid; /* the session's, and the program's */
    int fd;            /* the pty; -1: hung up */
    int news;          /* the leader writes here when the program stops */
    VTerm *vterm;
    VTermScreen *screen;
    struct buf raw; /* all that the program wrote */
    size_t shown;   /* how much of it is on the screen */
};

struct vt_options {
    int width, height;
    const char *const *environment; /* "NAME=value" or "NAME" (unset); NULL ends; may be NULL */
    const char *const *arguments;   /* the program and its arguments; NULL ends */
    int (*run)(void *context);      /* instead of a program */
    void *context;
};

enum { VT_PATIENCE_MS = 10000, VT_QUIET_MS = 60 };

void vt_start(struct vt *vt, const struct vt_options *options);
/* Ends the program if it still runs, and frees all. */
void vt_end(struct vt *vt);

void vt_send(struct vt *vt, const char *bytes);
void vt_send_bytes(struct vt *vt, struct slice bytes);
void vt_resize(struct vt *vt, int width, int height);
void vt_signal(struct vt *vt, int number);
/* Closes the terminal, as a lost line does. */
void vt_hang_up(struct vt *vt);

/* Takes output in until there was none for a while. */
void vt_settle(struct vt *vt);
/* Takes in what there is now; false when the program closed its terminal. */
bool vt_pump(struct vt *vt, int timeout);
/* Until the screen shows the text, or shows it no more, or the program stopped; false: it did not
 * happen in VT_PATIENCE_MS. */
bool vt_wait(struct vt *vt, const char *text);
bool vt_wait_gone(struct vt *vt, const char *text);
bool vt_wait_stopped(struct vt *vt);
/* The exit status; 128 and the signal's number when one ended it. -1: it still runs. */
int vt_wait_exit(struct vt *vt);

bool vt_shows(struct vt *vt, const char *text);
/* A row as UTF-8, without trailing blanks; valid until the next call. */
const char *vt_row(struct vt *vt, int row);
/* The whole screen, for messages; valid until the next call. */
const char *vt_screen(struct vt *vt);

#endif
