/*
 * Characters above U+FFFF as JSON writes them: "\ud83d\ude00", two halves that libyaml does not
 * take. It is given a copy of the text in which two zero bytes, "\u0000\u0000", stand for each
 * pair, so that all places stay what they are; what it makes of that is put right where a scalar is
 * taken.
 */
#ifndef CJM_STORE_READ_SURROGATES_H
#define CJM_STORE_READ_SURROGATES_H

#include "base/buf.h"

/* The copy, to be freed; NULL: there is no pair in it. */
char *surrogates_hide(struct slice text);
/* Appends the text of a scalar. `raw`: what the file has of it; `quoted`: in double quotes, where
 * alone a pair is a character. False, and nothing appended: no pair is in it. */
bool surrogates_show(struct slice raw, struct slice scalar, bool quoted, struct buf *out);
/* Is it one half, from "u" on? */
bool surrogates_is_half(struct slice text);

#endif
