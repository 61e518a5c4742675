/* A board for programs that know JSON Canvas: a group a stage, a card a touchpoint. */
#include <stdlib.h>

#include "base/i18n.h"
#include "export/export.h"
#include "export/markdown_escape.h"
#include "export/text/figure.h"
#include "export/text/json.h"
#include "export/text/out.h"
#include "insight/priority.h"
#include "model/edit/per_persona.h"

enum {
    CARD_WIDTH = 360,
    CARD_HEIGHT = 160,
    GAP = 20,
    GROUP_WIDTH = CARD_WIDTH + 2 * GAP,
    GROUP_STEP = GROUP_WIDTH + 2 * GAP,
    HEAD = 40 /* of a group, above its cards */
};

static const char *color_of(const struct node *touchpoint)
{
    switch (touchpoint_emotion(touchpoint, NULL)) {
    case -2:
        return "1"; /* red */
    case -1:
        return "2"; /* orange */
    case 1:
        return "4"; /* green */
    case 2:
        return "5"; /* cyan */
    default:
        return NULL;
    }
}

static void add_number(struct json *json, const char *key, long number)
{
    json_key(json, key);
    buf_addf(json->out, "%ld", number);
}

static void add_place(struct json *json, long x, long y, long width, long height)
{
    add_number(json, "x", x);
    add_number(json, "y", y);
    add_number(json, "width", width);
    add_number(json, "height", height);
}

static void add_string(struct json *json, const char *key, struct slice text)
{
    json_key(json, key);
    json_text(json, text);
}

/* A card's text is Markdown. */
static void add_line(struct buf *out, const char *before, struct slice text)
{
    buf_adds(out, out->len ? "\n" : "");
    buf_adds(out, before);
    markdown_escape(out, text, " ", true);
}

static void add_field(
    struct buf *out, const struct map *map, const struct node *touchpoint, enum field field)
{
    struct buf value = BUF_INIT;
    out_value(&value, map, touchpoint, field, ", ");
    if (value.len)
        add_line(out, "", buf_slice(&value));
    buf_release(&value);
}

static void add_name_line(struct buf *out, const char *before, const struct node *node)
{
    struct buf name = BUF_INIT;
    out_name(&name, node);
    add_line(out, before, buf_slice(&name));
    buf_release(&name);
}

static void add_items(struct buf *out, const struct node *touchpoint, enum field field)
{
    struct node_list list = node_children(touchpoint, field);
    for (uint32_t i = 0; i < list.count; i++)
        add_name_line(out, "- ", list.items[i]);
}

/* "### 7 Gait test", channel, emotion, what they do, pains. */
static void add_card(struct buf *out, const struct map *map, const struct cast *cast,
    const struct node *touchpoint, size_t number)
{
    struct buf name = BUF_INIT;
    out_name(&name, touchpoint);
    buf_addf(out, "### %zu ", number);
    markdown_escape(out, buf_slice(&name), " ", false);
    add_field(out, map, touchpoint, TOUCHPOINT_CHANNEL);
    cast_add_emotion(cast, touchpoint, "\n", "", out);
    add_field(out, map, touchpoint, TOUCHPOINT_DOING);
    add_items(out, touchpoint, TOUCHPOINT_PAINS);
    buf_release(&name);
}

static void begin_node(struct json *json, const char *id, const char *type)
{
    json_item(json);
    json_open(json, '{');
    add_string(json, "id", slice_of(id));
    add_string(json, "type", slice_of(type));
}

static long card_y(size_t number)
{
    return HEAD + GAP + (long)number * (CARD_HEIGHT + GAP);
}

static void add_text_node(
    struct json *json, const char *id, long x, size_t number, const struct buf *text)
{
    begin_node(json, id, "text");
    add_place(json, x, card_y(number), CARD_WIDTH, CARD_HEIGHT);
    add_string(json, "text", buf_slice(text));
}

/* Left of the stages: who they are. */
static void add_personas(struct json *json, const struct map *map)
{
    static const enum field fields[] = { PERSONA_ROLE, PERSONA_QUOTE, PERSONA_GOALS };
    struct node_list personas = node_children(map->root, MAP_PERSONAS);
    for (uint32_t i = 0; i < personas.count; i++) {
        struct buf text = BUF_INIT, name = BUF_INIT;
        out_name(&name, personas.items[i]);
        buf_adds(&text, "### ");
        markdown_escape(&text, buf_slice(&name), " ", false);
        for (size_t k = 0; k < sizeof fields / sizeof *fields; k++)
            add_field(&text, map, personas.items[i], fields[k]);
        add_text_node(json, personas.items[i]->id, -GROUP_STEP, i, &text);
        json_close(json, '}');
        buf_release(&name);
        buf_release(&text);
    }
}

/* Right of them: what there is to do. */
static void add_actions(struct json *json, const struct map *map, size_t place)
{
    struct buf text = BUF_INIT;
    struct node **actions;
    size_t count = actions_by_due(map, &actions);
    buf_addf(&text, "### %s", _("Next steps"));
    for (size_t i = 0; i < count; i++) {
        add_name_line(&text, action_done(actions[i]) ? "- [x] " : "- [ ] ", actions[i]);
        buf_addf(&text, " %s ", action_get(actions[i], ACTION_DUE).data);
        markdown_escape(&text, action_get(actions[i], ACTION_OWNER), " ", false);
    }
    if (count) {
        add_text_node(json, "next:", (long)place * GROUP_STEP, 0, &text);
        json_close(json, '}');
    }
    free(actions);
    buf_release(&text);
}

static void add_stage(struct json *json, const struct node *stage, long place)
{
    struct buf name = BUF_INIT;
    long cards = (long)node_child_count(stage, STAGE_TOUCHPOINTS);
    out_name(&name, stage);
    begin_node(json, stage->id, "group");
    add_place(json, place * GROUP_STEP, 0, GROUP_WIDTH,
        HEAD + GAP + (cards ? cards : 1) * (CARD_HEIGHT + GAP));
    add_string(json, "label", buf_slice(&name));
    json_close(json, '}');
    buf_release(&name);
}

static void add_touchpoints(struct json *json, const struct map *map, const struct cast *cast,
    const struct node *stage, long place, size_t *number)
{
    struct node_list list = node_children(stage, STAGE_TOUCHPOINTS);
    for (uint32_t i = 0; i < list.count; i++) {
        struct buf text = BUF_INIT;
        const char *color = color_of(list.items[i]);
        add_card(&text, map, cast, list.items[i], ++*number);
        add_text_node(json, list.items[i]->id, place * GROUP_STEP + GAP, i, &text);
        if (color)
            add_string(json, "color", slice_of(color));
        json_close(json, '}');
        buf_release(&text);
    }
}

/* From each touchpoint to the next one. */
static void add_edges(struct json *json, const struct map *map)
{
    const struct node *before = NULL;
    struct buf id = BUF_INIT;
    for (const struct node *node = map->root; node; node = node_next(node, map->root)) {
        if (node->kind != KIND_TOUCHPOINT)
            continue;
        if (before) {
            buf_clear(&id);
            buf_addf(&id, "edge:%s", node->id); /* no node has a colon in its id */
            json_item(json);
            json_open(json, '{');
            add_string(json, "id", buf_slice(&id));
            add_string(json, "fromNode", slice_of(before->id));
            add_string(json, "toNode", slice_of(node->id));
            json_close(json, '}');
        }
        before = node;
    }
    buf_release(&id);
}

static enum status canvas_write(const struct map *map, const struct export_options *options,
    struct buf *out, struct diags *diags)
{
    struct node_list stages = node_children(map->root, MAP_STAGES);
    struct json json = { .out = out };
    struct cast cast;
    size_t number = 0;
    (void)options;
    cast_find(&cast, map);
    json_open(&json, '{');
    json_key(&json, "nodes");
    json_open(&json, '[');
    add_personas(&json, map);
    for (uint32_t i = 0; i < stages.count; i++) {
        add_stage(&json, stages.items[i], (long)i);
        add_touchpoints(&json, map, &cast, stages.items[i], (long)i, &number);
    }
    add_actions(&json, map, stages.count);
    json_close(&json, ']');
    json_key(&json, "edges");
    json_open(&json, '[');
    add_edges(&json, map);
    json_close(&json, ']');
    json_close(&json, '}');
    buf_add_char(out, '\n');
    out_tell_left_out(map, "canvas",
        1u << KIND_PERSONA | 1u << KIND_STAGE | 1u << KIND_TOUCHPOINT | 1u << KIND_PAIN, NULL,
        diags);
    return STATUS_OK;
}

const struct export_format export_canvas = {
    .name = "canvas",
    .endings = (const char *const[]){ "canvas", NULL },
    .help = N_("a board in JSON Canvas, a card for each touchpoint"),
    .write = canvas_write,
};
