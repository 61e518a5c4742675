/*
 * The map knows its schema and base, not its edits.
 *
 * The map: a tree of nodes. A node has a kind, an id that is unique in the map and never changes,
 * fields and lists of child nodes.
 *
 * A field's value is text, whatever its type: what the file has, unquoted and decoded. Two types
 * hold several texts in one value: a list is its items, each ended by a NUL byte; a per-persona
 * value is either one number or pairs of persona id and number, each ended by a NUL. (Texts never
 * hold a NUL otherwise: the reader refuses them.) So edits, undo, journal and merge know one form.
 *
 * Nodes and texts live in the map's arena until the map is released; a removed node keeps its
 * memory and can come back. The tree changes through model/edit/edit.h alone; the functions below
 * that build are for nodes that are not in the tree yet, and for readers.
 */
#ifndef CJM_MODEL_MAP_H
#define CJM_MODEL_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/slice.h"
#include "model/schema.h"
#include "model/unknown.h"

/* One field of a node. `data` is NUL-terminated behind `len`. */
struct value {
    const char *data;
    uint32_t len;
    uint16_t field;   /* enum field; from FIELD_UNKNOWN on: see model/unknown.h */
    uint16_t key_len; /* then data begins with the key of this length and a NUL */
};

/* The children of a node in one of its list fields. Of many edits without a look at the list the
 * slots alone know; `items` follow when somebody looks (node_children(), node_list_at()). */
struct node_list {
    struct node **items;
    struct list_slot *slots; /* the root (model/list_slot.h); NULL: not needed yet */
    uint32_t count, cap;
    uint16_t field; /* enum field */
    bool stale;     /* the items are not what the slots are */
    bool seen;      /* somebody looked since the last edit */
};

struct node {
    struct node *parent; /* NULL: the root, or not in the tree */
    const char *id;
    struct value *values;    /* in the order of the file */
    struct node_list *lists; /* likewise */
    union {
        struct list_slot *slot;     /* in its parent's list; NULL: the list has none yet */
        const struct id_table *ids; /* of a map's root, by which its nodes are found */
    };
    uint32_t begin, end; /* where it stands in map->source; end 0: nowhere */
    uint32_t revision;   /* of the map, when it or a node below last changed */
    uint32_t index_hint; /* where node_index() begins to look; not exact */
    uint16_t value_count, value_cap;
    uint8_t list_count, list_cap;
    uint8_t kind;            /* enum node_kind */
    uint8_t explicit_id : 1; /* the source has "id:" for it */
    uint8_t own_id : 1;      /* and has it since it was read: no person wrote it */
    uint8_t was_removed : 1; /* it is in map->removed */
};

struct id_table {
    struct node **slots; /* open addressing; a power of two of them */
    uint64_t *hashes;    /* of the ids in the slots; 0: the slot is free */
    size_t count, size;
    struct twins *twins;   /* which suffixes are taken; NULL: none was needed yet */
    struct node **changed; /* of another name or place than when all ids were right */
    size_t changed_count, changed_cap;
    bool all_changed;
    struct node **own; /* to which a save gave an id; it may be gone again */
    size_t own_count, own_cap;
};

/* A node that was taken out of the tree; it may be back. */
struct removed {
    struct node *node;
    struct removed *next;
};

struct map {
    struct arena arena;
    struct node *root;
    struct id_table *ids;
    struct key_table keys;
    uint32_t revision;        /* grows by one with every edit */
    uint32_t source_revision; /* of the map when it was equal to `source` */
    char *source;             /* the text of the file it was read from; owned; may be NULL */
    size_t source_len;
    size_t kept_len; /* behind it: the lines of nodes that are not in the tree, for their return */
    /* The memory of the source before this one, for the next: to ask the system for that of a large
     * text takes as long as to fill it. `source_cap` 0: not known. */
    char *spare;
    size_t source_cap, spare_cap;
    struct removed *removed;
    /* Reads the YAML text of an own key as a value of a lane; the reader of files gives it. NULL:
     * there is none, and all values are right. */
    bool (*own_read)(
        const struct field_def *def, struct slice yaml, struct buf *out, struct buf *why);
    bool new_ids; /* some node lost its id to another, and the source does not have its new one */
};

/* Of a node out of the tree: it differs from its kept lines. */
#define REVISION_DIFFERS UINT32_MAX

/* An empty map: a root without fields. */
void map_begin(struct map *map);
void map_release(struct map *map);

/* The text of the file that it was read from; may be empty. */
static inline struct slice map_source(const struct map *map)
{
    return (struct slice){ map->source, map->source_len };
}

/* A key that the schema does not know, and its YAML. */
struct slice unknown_key(const struct value *value);
struct slice unknown_yaml(const struct value *value);
/* May it get one more key that the schema does not know? */
bool node_may_have_own_key(const struct node *node);
/* The text of a field: empty where it is not set. Valid until the map is released. */
struct slice node_get(const struct node *node, enum field field);
/* The first of the texts in a field: the main one. */
struct slice node_first(const struct node *node, enum field field);
bool node_has(const struct node *node, enum field field);
/* Its integer value, or `otherwise` where it is not set or no integer. */
int node_int(const struct node *node, enum field field, int otherwise);
/* All of `text` as an integer; false where it is none. */
bool parse_int(const char *text, int *out);
bool node_flag(const struct node *node, enum field field);
/* Title, name or text. */
struct slice node_headline(const struct node *node);

/* Takes the next item off the front of a list value; false at the end. */
bool value_next_item(struct slice *rest, struct slice *item);
/* Does a value of "a text or a list" hold a list? */
bool value_is_list(struct slice value);
/* Is the item in a list value? */
bool value_has_item(struct slice list, struct slice wanted);
/* Appends an item to a list value. */
void value_add_item(struct buf *list, struct slice item);

/* The children in a list field; an empty list (items NULL) where there is none. */
struct node_list node_children(const struct node *node, enum field field);
struct node *node_child(const struct node *node, enum field field, size_t index);
/* The list of that number: as node_children(). */
struct node_list node_list_at(const struct node *node, size_t number);
size_t node_child_count(const struct node *node, enum field field);
/* Its place in its parent's list. */
size_t node_index(const struct node *node);
/* The list field of the parent that holds nodes of this kind. */
enum field node_list_field(const struct node *node);
/* The nearest node upwards, itself included, of that kind; NULL where there is none. */
struct node *node_up(struct node *node, enum node_kind kind);
/* The node of that id that is in the tree; NULL where there is none. */
struct node *map_find(const struct map *map, struct slice id);
/* The same in the tree of that root. */
struct node *root_find(const struct node *root, struct slice id);
/* Walks the tree in document order: the node after `node` below `top`; NULL at the end. */
struct node *node_next(const struct node *node, const struct node *top);

/* --- building: for nodes that are not in the tree, and for readers --- */

/* A node without id, fields and parent. */
struct node *node_new(struct map *map, enum node_kind kind);
/* Sets a field, copying the text; at its end in file order if it is new. Empty texts are kept. */
void node_put(struct map *map, struct node *node, enum field field, struct slice text);
/* Sets a key that the schema does not know. */
void node_put_unknown(struct map *map, struct node *node, struct slice key, struct slice yaml);
/* A copy of a node of another map and of all below it, with unknown keys too. An id that was
 * written for it goes along where it is free; others are derived when it comes into the tree. */
struct node *node_copy(struct map *map, const struct node *from);
/* Removes a field. */
void node_drop(struct node *node, enum field field);
/* The parent's own list of that field, made where there is none. */
struct node_list *node_list_of(struct map *map, struct node *parent, enum field field);
/* Puts a child into its list at `index` (or at the end, if larger). Does not give it an id. */
void node_attach(struct map *map, struct node *parent, struct node *child, size_t index);
/* Takes it out of its parent's list. */
void node_detach(struct node *child);

#endif
