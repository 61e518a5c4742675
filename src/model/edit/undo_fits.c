/* Whether lanes and values, and paths, go together when an action has been undone or done again:
 * looked at before, since an action is toggled as a whole or not at all. */
#include "model/edit/edit_log.h"
#include "model/edit/edit_private.h"
#include "model/edit/fits.h"
#include "model/lane.h"

struct then {
    const struct undo *undo;
    struct action action;
    struct node *lanes[LANES_MAX + 1]; /* copies */
    size_t lane_count;
    struct known_paths paths; /* of the map */
};

bool needs_another(enum field field)
{
    return field > FIELD_UNKNOWN || field == TOUCHPOINT_PATHS;
}

static struct slice value_then(const struct then *then, const struct node *node, enum field field)
{
    const struct edit *edit = log_of_action_about(
        then->undo, then->action, (struct log_key){ node, (uint64_t)field + 1 });
    if (edit)
        return value_now(then->undo, edit);
    return node_has(node, field) ? node_get(node, field) : SLICE_NONE;
}

static void add_lane(struct then *then, const struct node *node)
{
    struct map *map = then->undo->map;
    if (then->lane_count > LANES_MAX)
        return;
    struct node *lane = node_new(map, KIND_LANE);
    const struct kind_def *kind = kind_def(KIND_LANE);
    for (enum field field = kind->first; field < kind->end; field++) {
        struct slice value = value_then(then, node, field);
        if (value.data)
            node_put(map, lane, field, value);
    }
    then->lanes[then->lane_count++] = lane;
}

/* Calls it for what stays in the map. False as soon as one call gives false, as below. */
static bool for_what_stays(
    struct then *then, bool (*visit)(struct then *then, const struct node *node))
{
    struct node *root = then->undo->map->root;
    for (struct node *node = root; node; node = node_next(node, root))
        if (is_within_then(then->undo, then->action, node, root) && !visit(then, node))
            return false;
    return true;
}

/* The same for what the action brings. */
static bool for_what_comes(
    struct then *then, bool (*visit)(struct then *then, const struct node *node))
{
    struct node *root = then->undo->map->root;
    for (const struct edit *edit = log_of_action(then->undo, then->action); edit;
         edit = log_before(then->undo, edit)) {
        bool comes = edit->op != EDIT_SET && !node_in_tree(then->undo->map, edit->node) &&
                     is_within_then(then->undo, then->action, edit->node, root);
        for (struct node *node = comes ? edit->node : NULL; node;
             node = node_next(node, edit->node))
            if (!visit(then, node))
                return false;
    }
    return true;
}

static bool collect_lane(struct then *then, const struct node *node)
{
    if (node->kind == KIND_LANE)
        add_lane(then, node);
    return true;
}

static void collect_lanes(struct then *then)
{
    struct node *root = then->undo->map->root;
    struct node_list lanes = node_children(root, MAP_LANES);
    for (uint32_t i = 0; i < lanes.count; i++)
        if (is_within_then(then->undo, then->action, lanes.items[i], root))
            add_lane(then, lanes.items[i]);
    for_what_comes(then, collect_lane);
}

static bool value_fits(struct then *then, const struct node *node, enum field field)
{
    struct slice value = value_then(then, node, field);
    if (!value.data)
        return true;
    if (field == TOUCHPOINT_PATHS)
        return !known_paths_lack(&then->paths, value).data;
    struct slice key = slice_of(value.data);
    for (size_t i = 0; i < then->lane_count; i++)
        if (!own_value_fits_lane(
                then->undo->map, node, then->lanes[i], key, slice_from(value, key.len + 1), NULL))
            return false;
    return true;
}

static bool values_fit(struct then *then, const struct node *node)
{
    for (size_t i = 0; i < node->value_count; i++)
        if (needs_another((enum field)node->values[i].field) &&
            !value_fits(then, node, (enum field)node->values[i].field))
            return false;
    return true;
}

/* Those that the nodes do not have now. */
static bool set_values_fit(struct then *then)
{
    const struct node *root = then->undo->map->root;
    for (const struct edit *edit = log_of_action(then->undo, then->action); edit;
         edit = log_before(then->undo, edit))
        if (edit->op == EDIT_SET && needs_another((enum field)edit->field) &&
            is_within_then(then->undo, then->action, edit->node, root) &&
            !value_fits(then, edit->node, (enum field)edit->field))
            return false;
    return true;
}

static bool lanes_are_good(const struct then *then)
{
    for (size_t i = 0; i < then->lane_count; i++)
        if (!lane_is_good(then->lanes[i], NULL) ||
            !lane_key_is_free(then->lanes, i, then->lanes[i], NULL, NULL))
            return false;
    return then->lane_count <= LANES_MAX;
}

/* What an action can unsettle: nothing; what it sets and brings; all that there is, by its lanes
 * and paths. */
enum reach { REACH_NONE, REACH_OWN, REACH_ALL };

static enum reach reach_of(const struct undo *undo, struct action action)
{
    struct edit effect;
    enum reach reach = REACH_NONE;
    for (const struct edit *edit = log_of_action(undo, action); edit;
         edit = log_before(undo, edit)) {
        bool own = edit->op == EDIT_SET ? needs_another((enum field)edit->field)
                                        : exists_now(undo, edit->node);
        if (edit->node->kind == KIND_LANE || (edit->op == EDIT_SET && edit->field == MAP_PATHS))
            return REACH_ALL;
        if (own && effect_of(undo, edit, &effect))
            reach = REACH_OWN;
    }
    return reach;
}

bool undo_fits(const struct undo *undo, struct action action)
{
    struct then then = { .undo = undo, .action = action };
    enum reach reach = reach_of(undo, action);
    if (reach == REACH_NONE)
        return true;
    collect_lanes(&then);
    then.paths.paths = value_then(&then, undo->map->root, MAP_PATHS);
    bool fit = lanes_are_good(&then) && set_values_fit(&then) &&
               for_what_comes(&then, values_fit) &&
               (reach == REACH_OWN || for_what_stays(&then, values_fit));
    names_release(&then.paths.names);
    return fit;
}
