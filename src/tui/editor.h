/* The user's own editor for a long text. */
#ifndef CJM_TUI_EDITOR_H
#define CJM_TUI_EDITOR_H

#include "tui/term/loop.h"

/*
 * Lets $VISUAL, $EDITOR or vi edit app_editor_text() on the terminal, and gives the app the text
 * by app_editor_done(), or a message why there is none. A signal that ends the program saves the
 * map at once; the terminal stays the editor's until it ends, and its text is saved too.
 */
void editor_run(struct loop *loop);

#endif
