/* The program on a terminal. */
#ifndef CJM_TUI_TUI_H
#define CJM_TUI_TUI_H

#include "app/app.h"

struct tui_options {
    bool ascii;      /* boxes and curve in ASCII */
    bool ascii_only; /* the terminal takes no UTF-8 at all (locale_setup() said so) */
    bool color;      /* as far as the terminal has colours */
};

/*
 * Runs the program on the terminal until it ends, or the terminal does; what can be saved is
 * saved then. STATUS_SYSTEM with a message if there is no terminal that can show a screen, or
 * if the save on SIGTERM or SIGHUP failed.
 */
enum status tui_run(struct app *app, const struct tui_options *options, struct diags *diags);

/* Can the terminal show a screen at all? False with a message: before a file is made for it. */
bool tui_check(struct diags *diags);

#endif
