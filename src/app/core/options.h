/* What the program is begun with, and what it asks of the terminal. */
#ifndef CJM_APP_CORE_OPTIONS_H
#define CJM_APP_CORE_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/clock.h"

/* What the terminal layer must do next; app_request() gives it once. */
enum app_request {
    REQUEST_NONE,
    REQUEST_REPAINT, /* paint the whole screen anew */
    REQUEST_SUSPEND, /* stop, as C-z does */
    REQUEST_EDITOR,  /* let $EDITOR edit app_editor_text() */
};

struct session_system;

struct app_options {
    const struct clock *clock;           /* borrowed */
    const struct session_system *system; /* below the sessions, borrowed; NULL: the usual one */
    const char *path;                    /* the map to open; NULL: the start screen */
    size_t max_size;                     /* of a file to read, in bytes */
    const char *data_dir;                /* where the installed examples are; may be NULL */
    bool read_only;          /* only to read it: nothing is written, and nobody is told */
    int theme;               /* of app/canvas/style.h: what fits the terminal */
    const char *given_theme; /* which the configuration does not change; NULL: none */
    const char *config;      /* the configuration file; NULL: none is read */
    bool remember;           /* note what is opened in the list of recent maps */
};

#endif
