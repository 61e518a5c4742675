#include "app/start/preview.h"

#include <string.h>

#include "app/canvas/small_curve.h"
#include "app/core/draw.h"
#include "base/i18n.h"
#include "base/text.h"
#include "insight/priority.h"
#include "insight/review.h"

enum {
    ROOMY = 20,             /* rows: each stage can have its own */
    READ_MOST = 512 * 1024, /* bytes: what a key may cost */
    CURVE_ROWS = 5,
    CURVE_ROWS_ROOMY = 9
};

bool preview_read(struct preview *preview, const char *of, bool of_template)
{
    if (preview->of == of)
        return false;
    preview->of = of;
    preview->of_template = of_template;
    if (of_template)
        glance_template(&preview->glance, of);
    else
        glance_file(&preview->glance, of, READ_MOST);
    return true;
}

void preview_release(struct preview *preview)
{
    glance_release(&preview->glance);
    preview->of = NULL;
}

/* --- its texts --- */

static void add_stages(const struct map *map, struct buf *out)
{
    struct node_list stages = node_children(map->root, MAP_STAGES);
    struct buf names = BUF_INIT;
    for (uint32_t i = 0; i < stages.count; i++) {
        text_add_item(&names, node_headline(stages.items[i]));
    }
    if (names.len)
        buf_addf(out, _("Stages: %s"), names.data);
    buf_release(&names);
}

static size_t count_kind(const struct map *map, enum node_kind kind)
{
    size_t count = 0;
    for (const struct node *node = map->root; node; node = node_next(node, map->root))
        count += node->kind == kind;
    return count;
}

static size_t count_prompts(const struct map *map)
{
    struct node_list stages = node_children(map->root, MAP_STAGES);
    size_t count = 0;
    for (uint32_t i = 0; i < stages.count; i++) {
        struct slice rest = node_get(stages.items[i], STAGE_ASK), item;
        while (value_next_item(&rest, &item))
            count++;
    }
    return count;
}

static void add_questions(const struct map *map, struct buf *out)
{
    size_t prompts = count_prompts(map), own = count_kind(map, KIND_QUESTION);
    if (prompts)
        buf_addf(
            out, _n("%zu question in the stages", "%zu questions in the stages", prompts), prompts);
    if (own) {
        buf_adds(out, prompts ? ", " : "");
        buf_addf(out, _n("%zu question of the guide", "%zu questions of the guide", own), own);
    }
}

static void add_samples(const struct map *map, bool with_samples, struct buf *out)
{
    size_t touchpoints = count_kind(map, KIND_TOUCHPOINT);
    if (!touchpoints)
        return;
    buf_addf(out,
        with_samples ? _n("%zu sample is kept; s leaves it out",
                           "%zu samples are kept; s leaves them out", touchpoints)
                     : _n("%zu sample is left out; s keeps it",
                           "%zu samples are left out; s keeps them", touchpoints),
        touchpoints);
}

/* --- the picture --- */

/* Each stage with its goal. */
static void draw_stages(const struct map *map, struct flow *flow)
{
    struct node_list stages = node_children(map->root, MAP_STAGES);
    for (uint32_t i = 0; i < stages.count; i++) {
        struct buf text = BUF_INIT;
        buf_addf(&text, "%u ", i + 1);
        buf_add_slice(&text, node_headline(stages.items[i]));
        if (node_has(stages.items[i], STAGE_GOAL)) {
            buf_adds(&text, ": ");
            buf_add_slice(&text, node_get(stages.items[i], STAGE_GOAL));
        }
        flow_text(flow, 2, STYLE_NORMAL, buf_slice(&text));
        buf_release(&text);
    }
}

/* A template without scores. */
static void draw_outline(const struct map *map, bool with_samples, struct flow *flow)
{
    struct buf stages = BUF_INIT, questions = BUF_INIT, samples = BUF_INIT;
    bool has_about = node_has(map->root, MAP_ABOUT), roomy = flow->area.height >= ROOMY;
    int most = flow->area.height > 4 ? 3 : 1;
    add_stages(map, &stages);
    add_questions(map, &questions);
    add_samples(map, with_samples, &samples);
    flow_text(flow, most, STYLE_TITLE, node_get(map->root, has_about ? MAP_ABOUT : MAP_TITLE));
    flow->area.y += roomy;
    if (roomy)
        draw_stages(map, flow);
    else
        flow_text(flow, most, STYLE_NORMAL, buf_slice(&stages));
    flow->area.y += roomy;
    if (flow->area.height > 1 || !samples.len)
        flow_text(flow, most, STYLE_NORMAL, buf_slice(&questions));
    flow_text(flow, most, STYLE_NORMAL, buf_slice(&samples));
    buf_release(&stages);
    buf_release(&questions);
    buf_release(&samples);
}

/* Two blanks part what stands side by side. */
static void add_apart(struct buf *out)
{
    buf_adds(out, out->len ? "  " : "");
}

static void add_personas(const struct map *map, struct buf *out)
{
    struct node_list personas = node_children(map->root, MAP_PERSONAS);
    for (uint32_t i = 0; i < personas.count; i++)
        text_add_item(out, node_headline(personas.items[i]));
}

static size_t open_pains(const struct map *map)
{
    size_t count = 0;
    for (const struct node *node = map->root; node; node = node_next(node, map->root))
        count += node->kind == KIND_PAIN && !action_done(node);
    return count;
}

static void add_figures(const struct glance *glance, time_t now, bool ascii, struct buf *out)
{
    const struct map *map = &glance->map;
    size_t touchpoints = count_kind(map, KIND_TOUCHPOINT), pains = open_pains(map);
    char next[DATE_SIZE];
    add_personas(map, out);
    buf_adds(out, !out->len ? "" : ascii ? "  -  " : "  ·  ");
    buf_addf(out, _n("%zu touchpoint", "%zu touchpoints", touchpoints), touchpoints);
    add_apart(out);
    buf_addf(out, _n("%zu pain open", "%zu pains open", pains), pains);
    if (!review_next(map, next))
        return;
    add_apart(out);
    if (glance_overdue(glance, now))
        glance_add_age(glance, now, out);
    else
        buf_addf(out, _("next review %s"), next);
}

static void add_sentence(const struct map *map, struct buf *out)
{
    static const enum field fields[] = { MAP_ABOUT, MAP_SCENARIO, MAP_TITLE };
    for (size_t i = 0; i < sizeof fields / sizeof *fields && !out->len; i++)
        buf_add_slice(out, node_get(map->root, fields[i]));
}

static void take_rows(struct flow *flow, int rows)
{
    flow->area.y += rows;
    flow->area.height -= rows;
}

static void draw_curve(const struct map *map, struct flow *flow)
{
    int rows = flow->area.height >= ROOMY ? CURVE_ROWS_ROOMY : CURVE_ROWS;
    struct area curve = flow->area;
    if (flow->area.height < rows + 1 || !small_curve_tells(map, NULL))
        return;
    curve.height = rows;
    draw_small_curve(flow->canvas, curve, map, NULL);
    take_rows(flow, rows);
}

/* What the curve's last lines are for. */
static void draw_last(
    const struct preview *preview, bool with_samples, time_t now, struct flow *flow)
{
    const struct map *map = &preview->glance.map;
    struct buf questions = BUF_INIT, text = BUF_INIT;
    if (preview->of_template) {
        add_questions(map, &questions);
        add_samples(map, with_samples, &text);
    } else {
        add_figures(&preview->glance, now, flow->canvas->ascii, &text);
    }
    flow_text(flow, flow->area.height > 4 ? 3 : 1, STYLE_NORMAL, buf_slice(&text));
    flow_text(flow, flow->area.height, STYLE_NORMAL, buf_slice(&questions));
    buf_release(&questions);
    buf_release(&text);
}

static void draw_journey(
    const struct preview *preview, bool with_samples, time_t now, struct flow *flow)
{
    const struct map *map = &preview->glance.map;
    bool roomy = flow->area.height >= ROOMY;
    struct buf sentence = BUF_INIT;
    add_sentence(map, &sentence);
    flow_text(flow, roomy ? 4 : 1, STYLE_NORMAL, buf_slice(&sentence));
    take_rows(flow, roomy);
    draw_curve(map, flow);
    draw_small_stages(flow->canvas, flow->area, map);
    take_rows(flow, 1 + roomy);
    draw_last(preview, with_samples, now, flow);
    take_rows(flow, roomy);
    if (roomy)
        draw_stages(map, flow);
    buf_release(&sentence);
}

static void draw_part(const struct map *map, struct flow *flow)
{
    struct buf sentence = BUF_INIT;
    add_sentence(map, &sentence);
    flow_text(flow, flow->area.height > 4 ? 4 : 1, STYLE_NORMAL, buf_slice(&sentence));
    flow_text(flow, flow->area.height, STYLE_DIM,
        slice_of(_("This file is too large to be shown here. Enter opens it.")));
    buf_release(&sentence);
}

void draw_preview(const struct preview *preview, bool with_samples, time_t now,
    struct canvas *canvas, struct area area)
{
    const struct glance *glance = &preview->glance;
    struct flow flow = { canvas, area };
    if (glance->why.len)
        flow_text(&flow, area.height, STYLE_WARN, buf_slice(&glance->why));
    else if (glance->part)
        draw_part(&glance->map, &flow);
    else if (preview->of_template && !small_curve_tells(&glance->map, NULL))
        draw_outline(&glance->map, with_samples, &flow);
    else
        draw_journey(preview, with_samples, now, &flow);
}
