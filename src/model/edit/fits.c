#include "model/edit/fits.h"

#include "base/i18n.h"
#include "base/text.h"
#include "model/edit/per_persona.h"
#include "model/lane.h"
#include "model/unknown.h"

enum {
    NAME_WIDTH = 40,
    PATHS_SAID = 20, /* of those that there are */
    PATHS_LOOKED = 8 /* names that are looked for one by one, before it pays to sort the paths */
};

static void add_why(
    const struct lane *lane, const struct node *node, struct slice reason, struct buf *why)
{
    struct buf name = BUF_INIT;
    text_clip(&name, node_headline(node), NAME_WIDTH, "…");
    /* TRANSLATORS: 1: the name of a lane, 2: of a stage, touchpoint or persona, 3: why, such as
     * "must be 1..5, found 7". */
    buf_addf(why, _("the value of \"%1$s\" at \"%2$s\" does not fit: %3$s"), lane->def.label,
        name.data ? name.data : node->id, reason.data ? reason.data : "");
    buf_release(&name);
}

static bool fits(const struct map *map, const struct node *node, const struct lane *lane,
    struct slice yaml, struct buf *why)
{
    struct buf value = BUF_INIT, reason = BUF_INIT;
    bool good = !map->own_read || map->own_read(&lane->def, yaml, &value, &reason);
    if (!good && why && !why->len)
        add_why(lane, node, buf_slice(&reason), why);
    buf_release(&value);
    buf_release(&reason);
    return good;
}

bool own_value_fits_lane(const struct map *map, const struct node *node, const struct node *lane,
    struct slice key, struct slice yaml, struct buf *why)
{
    struct lane read;
    if (!slice_equal(node_get(lane, LANE_KEY), key))
        return true;
    lane_read(map, lane, &read);
    return (int)read.of != node->kind || fits(map, node, &read, yaml, why);
}

bool own_value_fits(const struct map *map, const struct node *node, struct slice key,
    struct slice yaml, struct buf *why)
{
    struct node_list lanes = node_children(map->root, MAP_LANES);
    for (uint32_t i = 0; i < lanes.count && i < LANES_MAX; i++)
        if (!own_value_fits_lane(map, node, lanes.items[i], key, yaml, why))
            return false;
    return true;
}

bool own_values_fit(const struct map *map, const struct node *top, struct buf *why)
{
    if (!node_child_count(map->root, MAP_LANES))
        return true;
    for (const struct node *node = top; node; node = node_next(node, top))
        for (size_t i = 0; i < node->value_count; i++) {
            const struct value *value = &node->values[i];
            if (value->field > FIELD_UNKNOWN &&
                !own_value_fits(map, node, unknown_key(value), unknown_yaml(value), why))
                return false;
        }
    return true;
}

/* Is it a lane that a file may have in the place of `before`, and do all values that are there fit
 * it? */
static bool lane_fits(
    const struct map *map, const struct node *node, const struct node *before, struct buf *why)
{
    struct node_list lanes = node_children(map->root, MAP_LANES);
    struct lane lane;
    if (!lane_is_good(node, why) || !lane_key_is_free(lanes.items, lanes.count, node, before, why))
        return false;
    lane_read(map, node, &lane);
    for (const struct node *at = map->root; at; at = node_next(at, map->root))
        for (size_t i = 0; at->kind == (int)lane.of && i < at->value_count; i++) {
            const struct value *value = &at->values[i];
            if (value->field > FIELD_UNKNOWN &&
                slice_equal(unknown_key(value), node_get(node, LANE_KEY)) &&
                !fits(map, at, &lane, unknown_yaml(value), why))
                return false;
        }
    return true;
}

static bool set_lane_fits(struct map *map, const struct edit *edit, struct buf *why)
{
    if (edit->field == LANE_LABEL || edit->field == LANE_QUESTION || edit->field > FIELD_UNKNOWN)
        return true;
    struct node *lane = node_copy(map, edit->node);
    if (edit->after.data)
        node_put(map, lane, (enum field)edit->field, edit->after);
    else
        node_drop(lane, (enum field)edit->field);
    return lane_fits(map, lane, edit->node, why);
}

/* --- paths --- */

bool known_paths_have(struct known_paths *known, struct slice name)
{
    struct slice rest = known->paths, path;
    if (known->looked < PATHS_LOOKED) {
        known->looked++;
        return value_has_item(rest, name);
    }
    for (bool none = !known->names.count; none && value_next_item(&rest, &path);)
        names_add(&known->names, path);
    return names_find(&known->names, name) != SIZE_MAX;
}

void known_paths_say(struct slice paths, struct buf *out)
{
    struct slice path;
    for (int i = 0; i <= PATHS_SAID && value_next_item(&paths, &path); i++)
        text_add_item(out, i < PATHS_SAID ? path : SLICE("…"));
}

struct slice known_paths_lack(struct known_paths *known, struct slice names)
{
    struct slice name;
    while (value_next_item(&names, &name))
        if (name.len && !known_paths_have(known, name))
            return name;
    return SLICE_NONE;
}

struct slice unknown_path(struct slice paths, struct slice names)
{
    struct known_paths known = { .paths = paths };
    struct slice unknown = known_paths_lack(&known, names);
    names_release(&known.names);
    return unknown;
}

static void say_path_is_named(const struct node *touchpoint, struct slice path, struct buf *why)
{
    struct buf name = BUF_INIT;
    text_clip(&name, node_headline(touchpoint), NAME_WIDTH, "…");
    /* TRANSLATORS: 1: a touchpoint, 2: a way through the journey. */
    buf_addf(why, _("\"%1$s\" is on the path \"%2$s\": take it off there first"),
        name.data ? name.data : "", path.data);
    buf_release(&name);
}

bool named_paths_fit(const struct node *top, struct slice paths, struct buf *why)
{
    struct known_paths known = { .paths = paths };
    struct slice unknown = SLICE_NONE;
    for (const struct node *node = top; node && !unknown.data; node = node_next(node, top)) {
        if (node->kind != KIND_TOUCHPOINT)
            continue;
        unknown = known_paths_lack(&known, node_get(node, TOUCHPOINT_PATHS));
        if (unknown.data && why)
            say_path_is_named(node, unknown, why);
    }
    names_release(&known.names);
    return !unknown.data;
}

static bool set_paths_fit(const struct map *map, struct slice names, struct buf *why)
{
    struct slice paths = node_get(map->root, MAP_PATHS);
    struct slice unknown = unknown_path(paths, names);
    struct buf known = BUF_INIT;
    if (unknown.data && why)
        known_paths_say(paths, &known);
    if (known.len)
        buf_addf(why,
            _("there is no path \"%1$s\"; add it to the paths of the map, or name one of them: "
              "%2$s"),
            unknown.data, known.data);
    else if (unknown.data && why)
        buf_addf(why, _("there is no path \"%s\"; add it to the paths of the map"), unknown.data);
    buf_release(&known);
    return !unknown.data;
}

/* --- edits --- */

/* No file may have more keys than that in one place. */
static bool personas_fit(struct slice pairs, struct buf *why)
{
    struct slice id, number;
    size_t count = 0;
    while (is_per_persona(pairs) && per_persona_next(&pairs, &id, &number))
        count++;
    if (count > OWN_KEYS_MAX && why)
        buf_addf(why,
            _("at most %d personas can have a number of their own in one place; give one for all"),
            OWN_KEYS_MAX);
    return count <= OWN_KEYS_MAX;
}

static bool set_fits(struct map *map, const struct edit *edit, struct buf *why)
{
    if (!node_in_tree(map, edit->node))
        return true;
    if (edit->field == emotion_field(edit->node))
        return personas_fit(edit->after, why);
    if (edit->field == MAP_PATHS)
        return named_paths_fit(map->root, edit->after, why);
    if (edit->field == TOUCHPOINT_PATHS)
        return set_paths_fit(map, edit->after, why);
    if (edit->node->kind == KIND_LANE)
        return set_lane_fits(map, edit, why);
    if (edit->field <= FIELD_UNKNOWN || !edit->after.data)
        return true;
    struct slice key = edit_key(edit);
    return own_value_fits(map, edit->node, key, slice_from(edit->after, key.len + 1), why);
}

static bool insert_fits(const struct map *map, const struct edit *edit, struct buf *why)
{
    if (!node_in_tree(map, edit->new_parent))
        return true;
    if (edit->node->kind != KIND_LANE)
        return own_values_fit(map, edit->node, why) &&
               named_paths_fit(edit->node, node_get(map->root, MAP_PATHS), why);
    if (node_child_count(map->root, MAP_LANES) < LANES_MAX)
        return lane_fits(map, edit->node, NULL, why);
    if (why)
        buf_addf(why, _("a map has at most %d lanes; remove some"), LANES_MAX);
    return false;
}

bool edit_fits(struct map *map, const struct edit *edit, struct buf *why)
{
    if (edit->op == EDIT_SET)
        return set_fits(map, edit, why);
    return edit->op != EDIT_INSERT || insert_fits(map, edit, why);
}
