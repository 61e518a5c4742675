/* The user's own editor for a long text. */
#ifndef CJM_TUI_EDITOR_H
#define CJM_TUI_EDITOR_H

#include "app/app.h"
#include "tui/term.h"

/*
 * Lets $VISUAL, $EDITOR or vi edit app_editor_text() on the terminal, and gives the app the text
 * by app_editor_done(), or a message why there is none.
 */
void editor_run(struct app *app, struct terminal *term);

#endif
