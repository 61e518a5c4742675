#include "export/text/lanes.h"

#include "base/i18n.h"
#include "export/text/out.h"
#include "insight/priority.h"

static const enum field order[] = { TOUCHPOINT_CHANNEL, TOUCHPOINT_TIME, TOUCHPOINT_PLACE,
    TOUCHPOINT_DURATION, TOUCHPOINT_PROPS, TOUCHPOINT_DOING, TOUCHPOINT_DECIDES,
    TOUCHPOINT_FRONT_STAGE, TOUCHPOINT_BACK_STAGE, TOUCHPOINT_PEOPLE, TOUCHPOINT_SUPPORT,
    TOUCHPOINT_TECHNOLOGY, TOUCHPOINT_POLICIES, TOUCHPOINT_THINKING, TOUCHPOINT_FEELING,
    TOUCHPOINT_CHANGE, TOUCHPOINT_QUOTES, TOUCHPOINT_PAINS, TOUCHPOINT_IDEAS, TOUCHPOINT_METRICS };
enum { ORDER_COUNT = sizeof order / sizeof *order };

static enum field field_of_stage(enum field field)
{
    const struct field_def *def = field_def(field);
    return field_of_key(KIND_STAGE, (struct slice){ def->key, def->key_len });
}

static void note_used(const struct node *node, bool used[FIELD_COUNT])
{
    for (size_t i = 0; i < node->value_count; i++)
        if (node->values[i].field < FIELD_COUNT && node->values[i].len)
            used[node->values[i].field] = true;
    for (size_t i = 0; i < node->list_count; i++)
        used[node->lists[i].field] |= node->lists[i].count > 0;
}

static void add_row(struct lanes *lanes, enum field field, const char *label)
{
    lanes->rows[lanes->count++] = (struct lane_row){ field, label };
}

void lanes_find(struct lanes *lanes, const struct map *map)
{
    bool used[FIELD_COUNT] = { false };
    struct lane lane;
    lanes->map = map;
    lanes->count = 0;
    cast_find(&lanes->cast, map);
    for (const struct node *node = map->root; node; node = node_next(node, map->root))
        if (node->kind == KIND_TOUCHPOINT || node->kind == KIND_STAGE)
            note_used(node, used);
    add_row(lanes, FIELD_ID, _(field_def(STAGE_TOUCHPOINTS)->label));
    for (size_t i = 0; i < ORDER_COUNT; i++) {
        enum field of_stage = field_of_stage(order[i]);
        if (used[order[i]] || (of_stage < FIELD_COUNT && used[of_stage]))
            add_row(lanes, order[i], _(field_def(order[i])->label));
    }
    for (size_t i = 0; lane_at(map, KIND_TOUCHPOINT, i, &lane); i++)
        add_row(lanes, lane.field,
            node_get(lane.node, LANE_LABEL).len ? node_get(lane.node, LANE_LABEL).data
                                                : lane.def.key);
}

/* "Checkout (-2) ★ !" */
static void add_touchpoint(
    const struct lanes *lanes, const struct node *touchpoint, struct buf *out)
{
    out_name(out, touchpoint);
    cast_add_emotion(&lanes->cast, touchpoint, " (", ")", out);
    if (node_flag(touchpoint, TOUCHPOINT_MOMENT))
        buf_adds(out, " ★");
    if (pains_open(touchpoint))
        buf_adds(out, " !");
}

/* Adds a line, with the number of its touchpoint if it is one's. */
static void add_line(struct buf *out, size_t number, struct slice text)
{
    size_t start = out->len;
    buf_adds(out, out->len ? "\n" : "");
    if (number) {
        buf_add_number(out, number);
        buf_add_char(out, ' ');
    }
    size_t empty = out->len;
    out_text(out, text, " ");
    if (out->len == empty)
        buf_cut(out, start);
}

static void add_value(const struct lanes *lanes, const struct node *node, enum field field,
    size_t number, struct buf *out)
{
    struct buf text = BUF_INIT;
    struct node_list list = { 0 };
    if (field < FIELD_COUNT && field_def(field)->type == FIELD_LONG_TEXT) { /* most are */
        if (node_has(node, field))
            add_line(out, number, node_get(node, field));
        return;
    }
    if (field < FIELD_COUNT && field_def(field)->type == FIELD_NODES)
        list = node_children(node, field);
    else if (field == FIELD_ID)
        add_touchpoint(lanes, node, &text);
    else
        out_value(&text, lanes->map, node, field, ", ");
    if (text.len)
        add_line(out, number, buf_slice(&text));
    for (uint32_t i = 0; i < list.count; i++) {
        buf_clear(&text);
        out_name(&text, list.items[i]);
        add_line(out, number, buf_slice(&text));
    }
    buf_release(&text);
}

void lanes_add_cell(const struct lanes *lanes, const struct lane_row *row, const struct node *stage,
    size_t number, struct buf *out)
{
    struct node_list touchpoints = node_children(stage, STAGE_TOUCHPOINTS);
    enum field of_stage = row->field < FIELD_COUNT ? field_of_stage(row->field) : FIELD_UNKNOWN;
    if (of_stage < FIELD_COUNT)
        add_value(lanes, stage, of_stage, 0, out);
    for (uint32_t i = 0; i < touchpoints.count; i++)
        add_value(lanes, touchpoints.items[i], row->field, number + i, out);
}
