/*
 * What curses writes, in fewer bytes and for more terminals: it sets a color back before it sets
 * all back, begins each style with setting all back, and says row and column of each place.
 */
#ifndef CJM_TUI_TERM_SHORTEN_H
#define CJM_TUI_TERM_SHORTEN_H

#include "base/buf.h"

/* Appends `bytes`, which hold whole sequences: the same picture on the same terminal. `line_feeds`:
 * it has CSI G for columns, and its cursor waits in the last one. */
void shorten(struct slice bytes, bool line_feeds, struct buf *out);

#endif
