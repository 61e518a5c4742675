/*
 * The room of the line editor uses tui/term.
 *
 * The line editor of every prompt: libedit, with the user's ~/.editrc, one history a kind of
 * prompt, and completion. libedit never sees the terminal: it edits on a pty of its own that
 * nobody reads, gets its keys from the loop, and the program draws the line.
 */
#ifndef CJM_TUI_LINE_LINE_H
#define CJM_TUI_LINE_LINE_H

#include "tui/term/loop.h"

struct line_editor;

enum { LINE_MAX_CHARACTERS = 1000000 };

/* Costs nothing until the first prompt. `loop` is borrowed. */
struct line_editor *line_new(struct loop *loop);
void line_free(struct line_editor *line);
/* Edits the app's prompt until it is accepted, given up, or gone, or the loop ended. */
void line_edit(struct line_editor *line);

#endif
