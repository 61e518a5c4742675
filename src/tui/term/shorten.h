/*
 * What curses writes, in fewer bytes and for more terminals: it says each part of a style by
 * itself, sets a color back before it sets all back, and says row and column of each place.
 */
#ifndef CJM_TUI_TERM_SHORTEN_H
#define CJM_TUI_TERM_SHORTEN_H

#include "base/buf.h"

/* Appends `bytes`, which hold whole sequences: the same picture on the same terminal. `rows`: how
 * many it has, if it has CSI G for columns, and its cursor waits in the last one; else 0. */
void shorten(struct slice bytes, int rows, struct buf *out);

#endif
