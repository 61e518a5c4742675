/*
 * Walks through the YAML of a map: the one place that knows what a map's file may hold. What is
 * found goes to a sink: one builds a map of it, one compares it with a map. All errors are
 * reported, and the walk goes on behind them.
 */
#ifndef CJM_STORE_READ_WALK_H
#define CJM_STORE_READ_WALK_H

#include "model/map.h"
#include "store/read/events.h"

/*
 * Texts are valid during the call. A list's children come between its list_begin and list_end,
 * each as begin, its fields, end.
 */
struct walk_sink {
    /* The child at `index` of the list; NULL: there should be none, the walk stops. With parent
     * NULL: the root. */
    struct node *(*begin)(void *context, struct node *parent, enum field list, size_t index);
    /* Bytes of its own content: behind "- ", without what follows it. */
    void (*end)(void *context, struct node *node, size_t begin, size_t end);
    void (*list_begin)(void *context, struct node *node, enum field list);
    void (*list_end)(void *context, struct node *node, enum field list, size_t count);
    void (*value)(void *context, struct node *node, enum field field, struct slice text);
    void (*unknown)(void *context, struct node *node, struct slice key, struct slice yaml);
    /* False: another node has it. */
    bool (*id)(void *context, struct node *node, struct slice id);
    /* Like `unknown`, and where its key stands; may be NULL. */
    void (*own_key)(
        void *context, const struct node *node, struct slice key, struct slice yaml, size_t offset);
    /* A name of a path of the map, before the touchpoint's value; may be NULL. */
    void (*path)(void *context, struct source *source, struct slice name, size_t offset);
    /* A key of a per-persona value, before the value; may be NULL. */
    void (*persona)(void *context, struct source *source, struct slice id, size_t offset);
};

/* The source must be initialised. True if there was no error; else source->errors is not 0, or
 * the sink stopped the walk. */
bool walk_map(struct source *source, const struct walk_sink *sink, void *context);
/* Where a value that the schema does not know stands in a text. */
struct own_value {
    size_t key_begin, key_end, end;
    bool in_flow; /* within {} */
    bool scalar;
};

/* Appends its text from the character behind its key on, moved to the left by the column of its
 * key, so that it is the same wherever it stands: in block form, too. */
void walk_add_own(struct buf *out, struct slice text, const struct own_value *own);

/* Says why a value is refused, as def_accepts() tells it; `def` may be NULL. */
void refuse_value(struct source *source, size_t offset, const struct field_def *def,
    const char *key, const struct buf *why);

/* A value of a file as the map has it: what else YAML and people write for a word, a number or a
 * boolean, such as Current, +1, 1.0, True or yes, is current, 1 or true there. May be a part of
 * `text`. */
struct slice def_plain_form(const struct field_def *def, struct slice text);
struct slice field_plain_form(enum field field, struct slice text);
/* The same for the value of a key of facts, such as measured. */
struct slice fact_plain_form(struct slice key, struct slice text);

#endif
