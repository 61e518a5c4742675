#include "unit/random_edits.h"
#include "model/edit/per_persona.h"

#include "unit/store_support.h"

static bool (*is_spared)(const struct node *node);

void random_edit_spare(bool (*spared)(const struct node *node))
{
    is_spared = spared;
}

static bool is_free(const struct node *node)
{
    return node->kind != KIND_LANE && (!is_spared || !is_spared(node));
}

static struct node *random_node(uint64_t *state, const struct map *map)
{
    size_t count = 0;
    for (struct node *node = map->root; node; node = node_next(node, map->root))
        count += is_free(node);
    size_t wanted = random_below(state, (unsigned)count);
    struct node *node = map->root;
    while (!is_free(node) || wanted--)
        node = node_next(node, map->root);
    return node;
}

static void random_list(struct node *node, enum field field, uint64_t *state, struct buf *out)
{
    struct slice rest = node_get(node, field), item;
    unsigned left_out = random_below(state, 4);
    for (unsigned i = 0; value_next_item(&rest, &item); i++)
        if (i != left_out)
            value_add_item(out, item);
    if (random_below(state, 2)) {
        struct buf text = BUF_INIT;
        random_text(state, &text);
        value_add_item(out, buf_slice(&text));
        buf_release(&text);
    }
}

void random_value(
    const struct map *map, struct node *node, enum field field, uint64_t *state, struct buf *out)
{
    const struct field_def *def = field_def(field);
    const struct node *persona = node_child(map->root, MAP_PERSONAS, random_below(state, 3));
    switch (def->type) {
    case FIELD_TEXT:
    case FIELD_LONG_TEXT:
        if (def->low)
            buf_adds(out, " o\n/|\\");
        else
            random_text(state, out);
        break;
    case FIELD_LIST:
        random_list(node, field, state, out);
        break;
    case FIELD_TEXTS:
        if (random_below(state, 2))
            random_list(node, field, state, out);
        else
            random_text(state, out);
        break;
    case FIELD_LENGTH:
    case FIELD_FIGURE:
        if (random_below(state, 2))
            random_text(state, out);
        else
            buf_adds(out, "12.5");
        break;
    case FIELD_PATH:
        buf_adds(out, random_below(state, 2) ? "pay.yaml" : "a b/c.yaml#x");
        break;
    case FIELD_RECORD:
        value_add_item(out, SLICE("value"));
        value_add_item(out, random_below(state, 2) ? SLICE("-0.4") : SLICE("1"));
        value_add_item(out, SLICE("source"));
        random_text(state, out);
        buf_add_char(out, '\0');
        break;
    case FIELD_INTEGER:
        buf_addf(
            out, "%d", def->low + (int)random_below(state, (unsigned)(def->high - def->low + 1)));
        break;
    case FIELD_CHOICE:
    case FIELD_BOOLEAN:
        buf_adds(out, def->words[random_below(state, 2)]);
        break;
    case FIELD_DATE:
        buf_adds(out, "2026-02-03");
        break;
    case FIELD_DURATION:
        buf_adds(out, "3 weeks");
        break;
    case FIELD_NUMBER:
        buf_adds(out, "0.5");
        break;
    case FIELD_PER_PERSONA:
        touchpoint_emotion_with(
            map, node, persona ? persona->id : NULL, (int)random_below(state, 5) - 2, out);
        break;
    case FIELD_NODES:
        break;
    }
}

static void random_set(uint64_t *state, struct undo *undo)
{
    struct node *node = random_node(state, undo->map);
    const struct kind_def *kind = kind_def(node->kind);
    enum field field = kind->first + random_below(state, kind->end - kind->first);
    struct buf value = BUF_INIT;
    if (emotion_field(node) < FIELD_COUNT && random_below(state, 2))
        field = emotion_field(node);
    enum field_type type = field_def(field)->type;
    if (type == FIELD_NODES || field == MAP_CJM)
        return;
    random_value(undo->map, node, field, state, &value);
    bool may_be_empty = field_is_text(field) || type == FIELD_LIST;
    bool unset = random_below(state, 5) == 0 || (!value.len && !may_be_empty);
    /* A file must have a title. */
    if (unset && field == MAP_TITLE)
        unset = false;
    edit_set(undo, node, field, unset ? SLICE_NONE : buf_slice(&value));
    buf_release(&value);
}

static void random_insert(uint64_t *state, struct undo *undo)
{
    static const char *const names[] = { "Website", "Website", "Phone", "", "网店", "A b c" };
    struct node *parent = random_node(state, undo->map);
    const struct kind_def *kind = kind_def(parent->kind);
    enum field field = kind->first + random_below(state, kind->end - kind->first);
    if (field_def(field)->type != FIELD_NODES || field == MAP_LANES)
        return;
    struct node *node = node_new(undo->map, field_def(field)->child);
    node_put(
        undo->map, node, kind_def(node->kind)->headline, slice_of(names[random_below(state, 6)]));
    edit_insert(undo, parent, node, random_below(state, 5));
}

static void random_remove(uint64_t *state, struct undo *undo)
{
    struct node *node = random_node(state, undo->map);
    if (node->parent)
        edit_remove(undo, node);
}

static void random_move(uint64_t *state, struct undo *undo)
{
    struct node *node = random_node(state, undo->map);
    struct node *other = random_node(state, undo->map);
    if (!node->parent)
        return;
    if (other->parent && other->kind == node->kind)
        edit_move(undo, node, other->parent, random_below(state, 4));
    else if (other->kind == node->parent->kind)
        edit_move(undo, node, other, random_below(state, 4));
}

void random_edit(uint64_t *state, struct undo *undo)
{
    switch (random_below(state, 10)) {
    case 0:
        random_remove(state, undo);
        break;
    case 1:
    case 2:
        random_move(state, undo);
        break;
    case 3:
    case 4:
    case 5:
        random_insert(state, undo);
        break;
    default:
        random_set(state, undo);
    }
}

static const struct {
    uint16_t field;
    const char *values[5];
} lane_values[] = {
    { LANE_KEY, { "mine", "mine", "yours", "name", "A b" } },
    { LANE_OF, { "stage", "touchpoint", "touchpoint", "persona", NULL } },
    { LANE_TYPE, { "text", "list", "number", "choice", NULL } },
    { LANE_LOW, { "-1", "0", "1", "5", NULL } },
    { LANE_HIGH, { "0", "1", "9", "9", NULL } },
    { LANE_LABEL, { "Mine", "", "Yours", NULL, NULL } },
};

static void random_lane_value(uint64_t *state, size_t row, struct buf *out)
{
    const char *value = lane_values[row].values[random_below(state, 5)];
    buf_adds(out, value ? value : "");
}

static void random_words(uint64_t *state, struct buf *out)
{
    value_add_item(out, SLICE("1"));
    if (random_below(state, 2))
        value_add_item(out, SLICE("red"));
}

static void random_lane(uint64_t *state, struct undo *undo)
{
    struct node *lane = node_new(undo->map, KIND_LANE);
    struct buf value = BUF_INIT;
    for (size_t row = 0; row < 3; row++) {
        buf_clear(&value);
        random_lane_value(state, row, &value);
        if (value.len)
            node_put(undo->map, lane, (enum field)lane_values[row].field, buf_slice(&value));
    }
    if (random_below(state, 2)) {
        buf_clear(&value);
        random_words(state, &value);
        node_put(undo->map, lane, LANE_WORDS, buf_slice(&value));
    }
    edit_insert(undo, undo->map->root, lane, random_below(state, 3));
    buf_release(&value);
}

void random_lane_edit(uint64_t *state, struct undo *undo)
{
    size_t count = node_child_count(undo->map->root, MAP_LANES);
    struct node *lane =
        count ? node_child(undo->map->root, MAP_LANES, random_below(state, (unsigned)count)) : NULL;
    size_t row = random_below(state, sizeof lane_values / sizeof *lane_values + 3);
    struct buf value = BUF_INIT;
    if (!lane || row == 6) {
        random_lane(state, undo);
    } else if (row == 7) {
        edit_remove(undo, lane);
    } else if (row == 8) {
        random_words(state, &value);
        edit_set(undo, lane, LANE_WORDS, random_below(state, 3) ? buf_slice(&value) : SLICE_NONE);
    } else {
        random_lane_value(state, row, &value);
        edit_set(undo, lane, (enum field)lane_values[row].field,
            value.len ? buf_slice(&value) : SLICE_NONE);
    }
    buf_release(&value);
}

void random_unknown_edit(uint64_t *state, struct undo *undo)
{
    static const char *const keys[] = { "mine", "other key" }, *const values[] = { "1", "[a, b]",
        "red" };
    struct node *node = random_node(state, undo->map);
    struct slice key = slice_of(keys[random_below(state, 2)]);
    struct buf text = BUF_INIT;
    buf_add(&text, key.data, key.len + 1);
    buf_adds(&text, values[random_below(state, 3)]);
    enum field field = unknown_field(&undo->map->keys, &undo->map->arena, key);
    edit_set(undo, node, field, random_below(state, 4) ? buf_slice(&text) : SLICE_NONE);
    buf_release(&text);
}
