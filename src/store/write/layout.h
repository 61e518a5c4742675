/*
 * How a node stands in its source: where each of its keys, values and items is, and what they
 * mean. Only the node's own text is parsed; its children are left out, so that a node of ten
 * thousand children costs little. All spans are byte offsets in map->source.
 */
#ifndef CJM_STORE_WRITE_LAYOUT_H
#define CJM_STORE_WRITE_LAYOUT_H

#include "model/map.h"

enum layout_form {
    FORM_NULL, /* no value, or "~" or "null" */
    FORM_SCALAR,
    FORM_LIST, /* "- " on each line */
    FORM_FLOW_LIST,
    FORM_MAPPING,
    FORM_FLOW_MAPPING
};

struct span {
    size_t begin, end;
};

/* An item of a list; of a mapping the keys and values are items one after the other. */
struct layout_item {
    struct span at;
    struct node *child; /* the node of the map that stands here; NULL: none any more */
};

struct layout_entry {
    enum field field; /* also FIELD_ID and FIELD_UNKNOWN */
    struct slice key;
    struct span key_at;
    size_t colon;      /* behind the colon; 0: there is none */
    struct span value; /* empty where there is no value: behind the colon, or the key */
    enum layout_form form;
    struct slice text; /* the value as the map would hold it */
    bool set;          /* it has one */
    bool is_explicit;  /* "? key", whose colon may stand anywhere */
    size_t first_item, item_count;
};

struct layout {
    enum layout_form form;        /* of the node: FORM_SCALAR, FORM_MAPPING or FORM_FLOW_MAPPING */
    struct layout_entry *entries; /* of a scalar: one, for the headline */
    size_t entry_count, entry_cap;
    struct layout_item *items;
    size_t item_count, item_cap;
};

/* `arena` holds the texts. False: the node stands in a form that is not understood here. */
bool layout_init(
    struct layout *layout, const struct map *map, const struct node *node, struct arena *arena);
void layout_release(struct layout *layout);
/* NULL where the node has no such entry. */
const struct layout_entry *layout_find(const struct layout *layout, enum field field);
const struct layout_entry *layout_find_key(const struct layout *layout, struct slice key);

#endif
