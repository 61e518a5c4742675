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
    /* A key of a per-persona value, before the value; may be NULL. */
    void (*persona)(void *context, struct source *source, struct slice id, size_t offset);
};

/* The source must be initialised. True if there was no error; else source->errors is not 0, or
 * the sink stopped the walk. */
bool walk_map(struct source *source, const struct walk_sink *sink, void *context);

/* A number as the map has it: people write +1 for an emotion, the map knows 1. */
struct slice walk_number(enum field field, struct slice text);
/* From the end of a key to what is behind its colon and the blanks there. */
size_t walk_skip_colon(struct slice text, size_t key_end);
/*
 * The text of a value that the schema does not know, from the character behind its key on to
 * `end`: moved to the left by the `column` of its key, so that it is the same wherever it stands.
 */
void walk_add_raw(struct buf *out, struct slice text, size_t begin, size_t end, size_t column);

#endif
