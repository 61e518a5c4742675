/*
 * Lanes of a map's own: a key of the user's, with a type, that from then on is a field like any
 * other. Its value stays in the node as an own key (model/unknown.h); what it means follows from
 * the map's `lanes`.
 */
#ifndef CJM_MODEL_LANE_H
#define CJM_MODEL_LANE_H

#include "model/map.h"

enum { LANES_MAX = 20, LANE_WORDS_MAX = 40 };

struct lane {
    const struct node *node; /* its definition */
    enum node_kind of;
    enum field field; /* above FIELD_UNKNOWN */
    /* Of one of the types text, list, number, choice, date. Its texts lie in the map and are not
     * for translation. */
    struct field_def def;
    const char *words[LANE_WORDS_MAX + 1];
};

/* The lane of the key in nodes of that kind; false: there is none. `out` must not be copied. */
bool lane_of_key(const struct map *map, enum node_kind kind, struct slice key, struct lane *out);
/* The same by its field. */
bool lane_of_field(const struct map *map, enum node_kind kind, enum field field, struct lane *out);
/* The lane at that place among those of the kind; false behind the last. */
bool lane_at(const struct map *map, enum node_kind kind, size_t place, struct lane *out);
/* The lane of a definition, right or not, which need not be in the map. */
void lane_read(const struct map *map, const struct node *node, struct lane *out);
/* Is the definition right? If not, appends a sentence to `why`. */
bool lane_is_good(const struct node *lane, struct buf *why);
/* May a lane of such nodes have that key? If not, appends a sentence to `why`. */
bool lane_key_is_good(enum node_kind of, struct slice key, struct buf *why);
/* Has none of these lanes, `but` left aside, its key in nodes of the same kind? If one has, appends
 * a sentence to `why`. */
bool lane_key_is_free(struct node *const *lanes, size_t count, const struct node *lane,
    const struct node *but, struct buf *why);
/* The fields of a node that are not the schema's: its kind's lanes, set or not, then own keys.
 * FIELD_UNKNOWN behind the last. */
enum field own_field_at(const struct map *map, const struct node *node, size_t place);
/* What the lane is called, or else the key. */
struct slice own_field_label(const struct map *map, enum node_kind kind, enum field field);
/* The key of a value that is above FIELD_UNKNOWN. */
struct slice own_key_of_field(const struct map *map, enum field field);

#endif
