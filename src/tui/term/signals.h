/*
 * Signals: handlers only set flags, and run only within signals_wait(), so that nothing else is
 * ever interrupted. Faults (SIGSEGV and the like) give the terminal back first.
 */
#ifndef CJM_TUI_TERM_SIGNALS_H
#define CJM_TUI_TERM_SIGNALS_H

#include <stdbool.h>

enum signal_flag {
    FLAG_RESIZED = 1,
    FLAG_CONTINUED = 2, /* after a stop: the screen may be another's */
    FLAG_STOP = 4,
    FLAG_TERMINATE = 8,
    FLAG_HANGUP = 16,
    FLAG_CHILD = 32, /* a child ended or stopped */
    FLAG_INTERRUPT = 64
};

/* What the terminal can do now. */
struct readiness {
    bool input, output, gone;
    bool news; /* what was waited for besides can be read */
    bool late; /* the time is over */
};

void signals_start(void);
/* As before signals_start(); also in a child, before exec. */
void signals_end(void);
/* Waits until there is input, or room for output (-1: that does not matter), or something to read
 * from `news` (-1: nothing else), or a signal; at most `timeout` ms, -1: for ever. */
struct readiness signals_wait(int output, int news, int timeout);
/* Lets those in that came while there always was input, which signals_wait() puts first. */
void signals_admit(void);
/* Waits for a signal alone, and gives the flags raised since the last call. */
unsigned signals_pause(void);
/* Gives the flags raised since the last call. */
unsigned signals_take(void);
/* Stops this program and its group, as C-z does; returns when it is continued. */
void signals_stop_group(void);

#endif
