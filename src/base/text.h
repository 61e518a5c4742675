/*
 * UTF-8 text and how it is shown. Every text that reaches a screen goes through text_next(): it
 * gives what may be drawn and how wide that is, whatever the bytes were.
 */
#ifndef CJM_BASE_TEXT_H
#define CJM_BASE_TEXT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/slice.h"

/* Takes a code point off the front of `rest`; 0xFFFD and one byte where it is not UTF-8. */
uint32_t utf8_next(struct slice *rest);
/* How many bytes at its front are ASCII. */
size_t utf8_ascii_length(struct slice text);
/* Offset of the first byte that is not UTF-8 (surrogates and overlong forms are not), or len. */
size_t utf8_valid_length(struct slice text);
/* Columns of a code point as it is drawn: 0, 1 or 2. By wcwidth() where the locale knows it. */
int codepoint_width(uint32_t codepoint);

enum { GRAPHEME_MAX = 8 };

/* What stands in one place on the screen. */
struct grapheme {
    struct slice bytes;            /* the whole cluster in the text */
    uint32_t points[GRAPHEME_MAX]; /* what to draw: safe, visible; may be none (width 0) */
    int count;
    int width; /* columns, 0..2*GRAPHEME_MAX */
};

/*
 * Takes the next grapheme cluster off the front of `rest`; false at the end. Control characters
 * become visible signs (a line break a return sign, a tab a blank), bad bytes U+FFFD; joiners,
 * variation selectors, zero-width spaces and bidi controls are not drawn. Zalgo is cut at
 * GRAPHEME_MAX code points. Marks with nothing to stand on get a blank. A cluster with several
 * characters that take columns (a family, a flag) is as wide as all of them.
 */
bool text_next(struct slice *rest, struct grapheme *out);
/* How many bytes at its front, at most `most`, are what they look like: a column each, no cluster
 * with anything else. Those are most of all texts: what is drawn often takes them at once. */
int text_plain(struct slice text, int most);
/* The width of all of it, in columns. */
int text_width(struct slice text);
/* What of a text is drawn where it has `width` columns. */
struct fit {
    struct slice text; /* ends at a cluster */
    int width;         /* in columns */
    bool cut;          /* a mark of one column goes behind it */
};
struct fit text_fit(struct slice text, int width);
/*
 * Appends what is drawn of `text` in at most `width` columns; what does not fit is cut at a
 * cluster and ends in `mark` (one column: "…" or "~"). Returns the columns used.
 */
int text_clip(struct buf *out, struct slice text, int width, const char *mark);
/* Appends an item to a list for people: what separates it from those before is translated. */
void text_add_item(struct buf *list, struct slice item);
/* What stands between two texts in a row, in the language in use: "; ", or "· " in Greek. */
const char *text_semicolon(void);
/* The same between items, ", "; before what a word announces, ": "; and at a sentence's end, ".".
 */
const char *text_comma(void);
const char *text_colon(void);
const char *text_full_stop(void);
/* The same as text_clip(), filled up with blanks to exactly `width`. */
void text_clip_pad(struct buf *out, struct slice text, int width, const char *mark);
/* Appends all of `text` as drawn: safe for a terminal. */
void text_add_visible(struct buf *out, struct slice text);
/*
 * Takes one line of at most `width` columns off the front of `rest`: breaks at blanks and line
 * breaks, within a word only where the word alone is too wide, beside wide characters anywhere but
 * before closing and behind opening punctuation. The blanks at the break are in neither line. A
 * cluster wider than `width` is a line of its own. False when nothing is left; an empty text gives
 * no line, an empty line in it gives an empty one.
 */
bool text_wrap(struct slice *rest, int width, struct slice *line);
/* The same, with room for a hyphen at the end of the line where a word is broken: `hyphen` tells.
 */
bool text_wrap_hyphen(struct slice *rest, int width, struct slice *line, bool *hyphen);
/* Start of the cluster before byte `at`, or after: for cursor movement. */
size_t text_before(struct slice text, size_t at);
size_t text_after(struct slice text, size_t at);
/*
 * An ASCII stand-in for a code point that can't be shown ("e" for é, "-" for a dash, "?" where
 * there is none), as wide as codepoint_width() says (a wide one gets "??"). For locales without
 * UTF-8.
 */
const char *codepoint_ascii(uint32_t codepoint);
/* Appends all of `text` so; what is ASCII stays as it is, line ends too. */
void text_add_ascii(struct buf *out, struct slice text);
/* Appends at most about `most` bytes of it as one line: control characters become blanks, bad bytes
 * U+FFFD, and there are no blanks around it. */
void text_add_line(struct slice text, size_t most, struct buf *out);
/* The ASCII of a full-width sign, letter or digit; ' ' of an ideographic or no-break space, '-' of
 * a minus sign. What else there is stays. */
uint32_t codepoint_narrow(uint32_t codepoint);
/* Appends all of `text` so. */
void text_add_narrow(struct slice text, struct buf *out);
/* Blanks around it left off. */
struct slice text_trim(struct slice text);
/* Search whatever case, accents and width; offset or (size_t)-1. */
size_t text_find(struct slice text, struct slice needle);
/* The same for many texts: what is wanted is looked at once. */
struct text_pattern {
    uint32_t *points; /* folded */
    size_t *borders, count;
    bool begins_none[256]; /* no match begins with this byte */
};
void text_pattern_init(struct text_pattern *pattern, struct slice needle);
void text_pattern_release(struct text_pattern *pattern);
size_t text_pattern_find(const struct text_pattern *pattern, struct slice text);
/* Appends it in small letters and without accents, as it is compared. */
void text_add_folded(struct slice text, struct buf *out);
/* Is it the same but for case and accents? */
bool text_equal_fold(struct slice a, struct slice b);
/* Does it begin so, whatever case and accents? Every text begins with an empty one. */
bool text_begins_fold(struct slice text, struct slice beginning);

#endif
