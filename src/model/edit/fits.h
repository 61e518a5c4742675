/*
 * The map's own lanes (model/lane.h) and the values under their keys go together, and so do the
 * map's paths and those that touchpoints name: a file in which they don't is refused, as one is
 * with too many personas' numbers in one place. So an edit after which it would be is not made,
 * whosever it is.
 */
#ifndef CJM_MODEL_EDIT_FITS_H
#define CJM_MODEL_EDIT_FITS_H

#include "model/edit/edit.h"
#include "model/names.h"

/* Do they after this edit (op, node, field, after and new_parent are filled in)? If not, appends a
 * sentence to `why`, which may be NULL. Takes the time of the map for a lane and for the map's
 * paths, else of the edit. */
bool edit_fits(struct map *map, const struct edit *edit, struct buf *why);
/* Does the YAML text under a key of the node fit all lanes of that key? */
bool own_value_fits(const struct map *map, const struct node *node, struct slice key,
    struct slice yaml, struct buf *why);
/* Do all values of a node, and of what is below it? */
bool own_values_fit(const struct map *map, const struct node *top, struct buf *why);
/* Does it fit this lane, where that is one of its key? */
bool own_value_fits_lane(const struct map *map, const struct node *node, const struct node *lane,
    struct slice key, struct slice yaml, struct buf *why);
/* The first of the names that is none of the paths, both lists; without data: all are there. */
struct slice unknown_path(struct slice paths, struct slice names);

/* The same for many lists of names; begins as { .paths = ... }, and `names` is to be released. */
struct known_paths {
    struct slice paths;
    struct names names; /* of them, once some were looked for */
    int looked;
};

bool known_paths_have(struct known_paths *known, struct slice name);
struct slice known_paths_lack(struct known_paths *known, struct slice names);
/* The first ones of the list, for a sentence. */
void known_paths_say(struct slice paths, struct buf *out);
/* Do a node, and those below it, name these paths alone? If not, appends a sentence to `why`. */
bool named_paths_fit(const struct node *top, struct slice paths, struct buf *why);
/* Would they when the action, whose edits are marked as toggled already, is carried out? */
bool undo_fits(const struct undo *undo, struct action action);

#endif
