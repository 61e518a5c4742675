#include "app/views/preview.h"

#include "app/core/draw.h"
#include "base/i18n.h"
#include "base/text.h"
#include "store/template.h"

enum { ROOMY = 20 /* rows: each stage can have its own */ };

void preview_read(struct preview *preview, const char *name)
{
    struct diags diags = DIAGS_INIT;
    if (preview->name == name)
        return;
    preview_release(preview);
    preview->name = name;
    buf_init(&preview->why);
    map_begin(&preview->map);
    if (template_read(&preview->map, slice_of(name), &diags) != STATUS_OK && diags.count)
        diag_format(&diags.items[0], &preview->why);
    diags_release(&diags);
}

void preview_release(struct preview *preview)
{
    if (!preview->name)
        return;
    map_release(&preview->map);
    buf_release(&preview->why);
    preview->name = NULL;
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

static void draw_map(const struct map *map, bool with_samples, struct flow *flow)
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

void draw_preview(
    const struct preview *preview, bool with_samples, struct canvas *canvas, struct area area)
{
    struct flow flow = { canvas, area };
    if (preview->why.len)
        flow_text(&flow, area.height, STYLE_WARN, buf_slice(&preview->why));
    else
        draw_map(&preview->map, with_samples, &flow);
}
