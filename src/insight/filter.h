/*
 * Which nodes of a map answer an expression: "channel=phone emotion<0 !severity>=3 nia". Terms
 * stand for "and". A bare word is looked for in all texts, "!" turns a term around.
 */
#ifndef CJM_INSIGHT_FILTER_H
#define CJM_INSIGHT_FILTER_H

#include <time.h>

#include "base/text.h"
#include "model/map.h"

enum filter_op { FILTER_TEXT, FILTER_IS, FILTER_LESS, FILTER_MOST, FILTER_MORE, FILTER_LEAST };

struct filter_term {
    enum filter_op op;
    bool turned;       /* "!" before it, or "!=" */
    char *key, *value; /* owned; the key of a field or a kind's name, "" of bare words */
    char *date;        /* the value as a date; owned; "" it is none */
    bool is_number;
    double number;
    struct text_pattern needle; /* the value */
};

struct filter {
    struct filter_term *terms; /* owned */
    size_t count, cap;
};

/* Reads an expression for that map, which may have keys of its own; "today" and "+2w" are dates of
 * `now`'s calendar. False with a sentence in `why`, and nothing to release. */
bool filter_parse(
    struct filter *filter, const struct map *map, struct slice text, time_t now, struct buf *why);
void filter_release(struct filter *filter);

/*
 * Does the node answer it? A key that its kind has is its own; one of a kind above is that one's
 * (a pain's channel is its touchpoint's); one of a kind below is any of theirs. Emotions are those
 * of `persona` (an id), or of all (NULL).
 */
bool filter_matches(const struct filter *filter, const struct node *node, const char *persona);

#endif
