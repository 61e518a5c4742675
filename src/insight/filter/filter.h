/*
 * Which nodes of a map answer an expression: "channel=phone emotion<0 !severity>=3 nia". Terms
 * stand for "and". A bare word is looked for in all texts, "!" turns a term around.
 */
#ifndef CJM_INSIGHT_FILTER_FILTER_H
#define CJM_INSIGHT_FILTER_FILTER_H

#include <time.h>

#include "base/text.h"
#include "model/map.h"

enum filter_op { FILTER_TEXT, FILTER_IS, FILTER_LESS, FILTER_MOST, FILTER_MORE, FILTER_LEAST };

struct filter_term {
    enum filter_op op;
    bool turned;          /* "!" before it, or "!=" */
    char *key, *value;    /* owned; the key of a field or a kind's name, "" of bare words */
    char *date;           /* the value as a date; owned; "" it is none */
    enum field_type type; /* of a lane of that key; else FIELD_TEXT */
    char *words;          /* and those of a choice, a list value; owned; NULL */
    size_t words_len;
    unsigned lanes_of; /* the kinds that have a lane of that key, a bit each */
    bool is_number;
    double number;
    struct text_pattern needle; /* the value */
    struct filter *inner; /* what a name stands for, and all that there is then; owned; NULL */
};

struct filter {
    struct filter_term *terms; /* owned */
    size_t count, cap;
};

/* All keys that an expression can have, but those of a map's own; returns how many. */
enum { FILTER_KEYS_MOST = FIELD_COUNT + KIND_COUNT };
size_t filter_keys(const char **names);
/* The field of a key, of a kind's name its headline; FIELD_UNKNOWN: neither. */
enum field filter_field(struct slice key);

/* Words that stand for expressions. */
struct filter_names {
    /* Appends what the word stands for; false: it is a text to find. */
    bool (*find)(void *context, struct slice word, struct buf *out);
    void *context;
};

/* Reads an expression for that map, which may have keys of its own; "today" and "+2w" are dates of
 * `now`'s calendar; `names` may be NULL. False with a sentence in `why`, and nothing to release. */
bool filter_parse(struct filter *filter, const struct map *map, struct slice text, time_t now,
    const struct filter_names *names, struct buf *why);
void filter_release(struct filter *filter);

/*
 * Does the node answer it? A key that its kind has is its own; one of a kind above is that one's
 * (a pain's channel is its touchpoint's); one of a kind below is any of theirs. Emotions are those
 * of `persona` (an id), or of all (NULL).
 */
bool filter_matches(const struct filter *filter, const struct node *node, const char *persona);

/* Is a term about the node itself, and not about one above or below: a word in its own texts, a key
 * that it can have? */
bool filter_is_about(const struct filter *filter, const struct node *node);
/* The text of the node in which a word was found, or else its headline. */
struct slice filter_found(const struct filter *filter, const struct node *node);

/* The first word to find that is in no text of the map; nothing: each is in one. */
struct slice filter_lost_word(const struct filter *filter, const struct map *map);

#endif
