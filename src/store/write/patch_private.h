/* Shared by the files of the patch writer. */
#ifndef CJM_STORE_WRITE_PATCH_PRIVATE_H
#define CJM_STORE_WRITE_PATCH_PRIVATE_H

#include "store/write/layout.h"
#include "store/write/patch.h"
#include "store/write/quote.h"
#include "store/write/stored.h"

/* Source bytes to be replaced by a text, or by a node as it is to stand there. */
struct patch {
    size_t begin, end;
    size_t text, text_len; /* in node_patch.text */
    const struct node *node;
    enum flow flow; /* the node stands within [] or {} */
};

/* A node that is being written: [node->begin, tail) of the source, with patches. */
struct node_patch {
    struct patcher *patcher;
    const struct node *node;
    struct layout layout;
    enum flow flow; /* its entries are within {} */
    size_t column;  /* of its keys */
    size_t tail;
    struct patch *patches;
    size_t count, cap;
    struct buf text;
};

/*
 * Appends the node, as it is to stand in place of [node->begin, tail) of the source. Within [] or
 * {} (`flow`) the tail is the node's end; else that of its lines. False: it can't stand there.
 */
bool patch_node(
    struct patcher *patcher, const struct node *node, enum flow flow, size_t tail, struct buf *out);
/* It changed since the source was read. */
bool patch_is_dirty(const struct patcher *patcher, const struct node *node);

/* Starts a patch, whose text is what is appended to node_patch.text until patch_end(). */
void patch_begin(struct node_patch *np, size_t begin, size_t end);
void patch_end(struct node_patch *np);

/* Patches the entries of a node that has keys. False: it must be written anew. */
bool patch_mapping(struct node_patch *np);
/* The same of a name alone: it gets keys when there is more to say. */
bool patch_scalar(struct node_patch *np, enum flow flow);

/* Patches the items of an entry that is a list, here and in the map. False: it can't be done. */
bool patch_children(struct node_patch *np, const struct layout_entry *entry);
bool patch_texts(struct node_patch *np, const struct layout_entry *entry, struct slice value);
/* Appends all children of a new list in block form, each with a line break; or as " [...]". */
bool patch_add_children(struct node_patch *np, enum field field, enum flow flow);
/* They were removed, and stood within [] then. */
bool patch_come_back_in_flow(struct node_patch *np, enum field field);

#endif
