#include "guide/guide.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "guide/guide_private.h"
#include "store/template.h"

/* --- life --- */

struct guide *guide_new(
    struct undo *undo, const char *path, const struct clock *clock, struct diags *diags)
{
    struct guide *guide = mem_zalloc(sizeof *guide);
    guide->undo = undo;
    guide->clock = clock;
    guide->state = mem_zalloc(sizeof *guide->state);
    guide->state->came_from = SIZE_MAX;
    buf_init(&guide->state->asked);
    buf_init(&guide->file_title);
    if (path)
        buf_add_slice(&guide->file_title, title_of_file(path));
    buf_init(&guide->options.text);
    map_begin(&guide->built_in);
    map_begin(&guide->own);
    if (!guide_read_steps(guide, diags)) {
        guide_free(guide);
        return NULL;
    }
    guide_sync(guide);
    guide_remember_times(guide);
    return guide;
}

void guide_free(struct guide *guide)
{
    if (!guide)
        return;
    guide_free_steps(guide);
    map_release(&guide->built_in);
    map_release(&guide->own);
    for (size_t i = 0; i < KIND_COUNT; i++)
        free(guide->state->rows[i].nodes);
    free(guide->state->helped.nodes);
    for (size_t i = 0; i < sizeof guide->state->ranked / sizeof *guide->state->ranked; i++)
        free(guide->state->ranked[i].rows.nodes);
    buf_release(&guide->state->asked);
    buf_release(&guide->file_title);
    free(guide->state);
    options_release(&guide->options);
    free(guide);
}

void guide_changed(struct guide *guide)
{
    guide_sync(guide);
}

/* --- presets --- */

bool guide_set_preset(struct guide *guide, struct slice preset, struct buf *why)
{
    struct buf word = BUF_INIT;
    bool good = field_parse(MAP_PRESET, text_trim(preset), 0, &word, why);
    if (good && !slice_equal(buf_slice(&word), guide_preset(guide))) {
        edit_set(guide->undo, guide_map(guide)->root, MAP_PRESET, buf_slice(&word));
        guide_sync(guide);
    }
    buf_release(&word);
    return good;
}

/* --- steps --- */

int guide_step_count(const struct guide *guide)
{
    int count = 0;
    guide_sync(guide);
    for (size_t i = 0; i < guide->step_count; i++)
        count += guide->steps[i].in_preset;
    return count;
}

int guide_position(const struct guide *guide)
{
    guide_sync(guide);
    int position = 0;
    for (size_t i = 0; i <= guide->state->position.step && i < guide->step_count; i++)
        position += guide->steps[i].in_preset;
    return position;
}

static struct guide_step describe(const struct guide *guide, struct step *step, int position)
{
    struct counts counts = step_counts(guide, step);
    return (struct guide_step){
        .number = step->number,
        .position = position,
        .key = step->key,
        .name = step->name,
        .purpose = step->purpose,
        .explain = step->explain,
        .done = step->done,
        .box = step_box(guide, step),
        .used = step_used(guide, step),
        .answered = counts.answered,
        .open = counts.open,
        .needed = counts.needed,
        .state = step_state_of(guide, step),
        .absent = step_is_absent(step),
        .current = step == &guide->steps[guide->state->position.step],
        .paused = step->paused,
    };
}

struct guide_step guide_step_at(const struct guide *guide, int position)
{
    guide_sync(guide);
    for (size_t i = 0, seen = 0; i < guide->step_count; i++) {
        seen += guide->steps[i].in_preset;
        if ((int)seen == position)
            return describe(guide, &guide->steps[i], position);
    }
    return (struct guide_step){ .number = -1 };
}

struct guide_step guide_current_step(const struct guide *guide)
{
    guide_sync(guide);
    struct step *step = &guide->steps[guide->state->position.step];
    return describe(guide, step, guide_position(guide));
}

/* The step of that number, key or name; else the only one whose key or name begins so. */
static const struct step *find_step(
    const struct guide *guide, struct slice typed, bool in_preset, bool *several)
{
    const struct step *found = NULL;
    char number[16];
    *several = false;
    for (const struct step *s = guide->steps; s < guide->steps + guide->step_count; s++) {
        snprintf(number, sizeof number, "%d", s->number);
        if (s->in_preset != in_preset)
            continue;
        if (slice_is(typed, number) || slice_equal(typed, s->key) || slice_equal(typed, s->name)) {
            *several = false;
            return s;
        }
        if (!typed.len || (!slice_begins_fold(s->key, typed) && !slice_begins_fold(s->name, typed)))
            continue;
        *several = found != NULL;
        found = s;
    }
    return *several ? NULL : found;
}

/* The first open slot of a step; where none is, its first one: then it is walked through. */
static bool enter_step(struct guide *guide, size_t number)
{
    struct slot slot = { .step = number, .index = SIZE_MAX }, first = slot;
    bool any = false;
    while (slot_next(guide, &slot) && slot.step == number) {
        first = any && !slot_open(guide, &slot) ? first : slot;
        any = true;
        if (slot_open(guide, &slot))
            break;
    }
    if (any)
        guide_set_position(guide, &first);
    return any;
}

/* The preset leaves the step out: how to get it. */
static bool refuse_left_out(const struct guide *guide, const struct step *step, struct buf *why)
{
    struct buf name = BUF_INIT, preset = BUF_INIT;
    buf_addf(&name, "%d %.*s", step->number, SLICE_ARG(step->name));
    buf_add_slice(&preset, guide_preset(guide));
    /* TRANSLATORS: 1: number and name of a step, 2: a word such as quick. */
    buf_addf(why,
        _("the step \"%1$s\" is not part of the preset \"%2$s\"; the preset 90 has it (.preset 90 "
          "or --preset 90)"),
        name.data, preset.data);
    buf_release(&name);
    buf_release(&preset);
    return false;
}

bool guide_go(struct guide *guide, struct slice typed, struct buf *why)
{
    bool several;
    guide_sync(guide);
    typed = text_trim(typed);
    const struct step *step = find_step(guide, typed, true, &several);
    if (!step && !several) {
        const struct step *left_out = find_step(guide, typed, false, &several);
        if (left_out)
            return refuse_left_out(guide, left_out, why);
    }
    if (!step) {
        struct buf name = BUF_INIT;
        text_clip(&name, typed, 40, "…");
        buf_addf(why,
            several ? _("several steps begin with \"%s\"; type more of the name")
                    : _("this workshop has no step \"%s\"; type the number or name of a step"),
            name.data);
        buf_release(&name);
        return false;
    }
    if (enter_step(guide, (size_t)(step - guide->steps)))
        return true;
    buf_addf(why, _("the step \"%.*s\" has nothing to ask yet; answer the steps before it"),
        SLICE_ARG(step->name));
    return false;
}

/* --- moving on and back --- */

/* Goes on without an answer; `unknown`: what the question is about is an assumption. */
static void leave_open(struct guide *guide, bool unknown)
{
    guide_sync(guide);
    const struct slot *slot = &guide->state->position;
    if (guide->state->end)
        return;
    enum field evidence = field_of_key(slot->node->kind, SLICE("evidence"));
    guide_begin(guide);
    /* What was found out before stays: only this one fact is not known. */
    if (unknown && evidence < FIELD_COUNT && !node_has(slot->node, evidence))
        edit_set(guide->undo, slot->node, evidence, SLICE("assumption"));
    if (!slot_answered(guide, slot))
        guide_remember_skip(guide, slot, SKIP_ONE);
    guide_advance(guide);
    guide_end(guide);
}

void guide_skip(struct guide *guide)
{
    leave_open(guide, false);
}

void guide_unknown(struct guide *guide)
{
    leave_open(guide, true);
}

bool guide_back(struct guide *guide)
{
    guide_sync(guide);
    struct slot slot = guide->state->position;
    if (guide->state->end)
        slot = (struct slot){ .step = guide->step_count };
    if (!slot_previous(guide, &slot))
        return false;
    guide_set_position(guide, &slot);
    return true;
}

void guide_pass(struct guide *guide)
{
    guide_sync(guide);
    if (!guide->state->end)
        guide_advance(guide);
}

void guide_next_step(struct guide *guide)
{
    guide_sync(guide);
    struct state *state = guide->state;
    if (state->end)
        return;
    struct step *step = &guide->steps[state->position.step];
    struct slot slot = { .step = state->position.step, .ask = step->ask_count };
    guide_begin(guide);
    if (step_counts(guide, step).open)
        edit_set(guide->undo, step_node(guide, step), STEP_PASSED, SLICE("true"));
    guide_bank_time(guide);
    size_t from = state->position.step;
    if (slot_seek_open(guide, &slot))
        guide_set_position(guide, &slot);
    else
        state->end = true;
    state->came_from = from;
    guide_end(guide);
}

/* --- what belongs to no question --- */

void guide_park(struct guide *guide, struct slice text)
{
    struct buf clean = BUF_INIT;
    text_add_line(text, SIZE_MAX, &clean);
    if (clean.len) {
        edit_park(guide->undo, buf_slice(&clean));
        guide_sync(guide);
    }
    buf_release(&clean);
}

static bool may_replace_stages(struct node_list stages)
{
    for (uint32_t i = 0; i < stages.count; i++)
        if (node_child_count(stages.items[i], STAGE_TOUCHPOINTS))
            return false;
    return true;
}

static void copy_stage(struct guide *guide, const struct node *from)
{
    static const enum field fields[] = { STAGE_NAME, STAGE_GOAL, STAGE_ASK };
    struct map *map = guide_map(guide);
    struct node *stage = node_new(map, KIND_STAGE);
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (node_has(from, fields[i]))
            node_put(map, stage, fields[i], node_get(from, fields[i]));
    edit_insert(guide->undo, map->root, stage, (size_t)-1);
}

static void take_stages(struct guide *guide, const struct map *template)
{
    struct node *root = guide_map(guide)->root;
    struct node_list stages = node_children(template->root, MAP_STAGES);
    const struct slot *position = &guide->state->position;
    bool asked = !guide->state->end && slot_ask(guide, position)->field == MAP_STAGES;
    guide_begin(guide);
    while (node_child_count(root, MAP_STAGES))
        edit_remove(guide->undo, node_child(root, MAP_STAGES, 0));
    for (uint32_t i = 0; i < stages.count; i++)
        copy_stage(guide, stages.items[i]);
    guide_forget_rows(guide);
    if (asked)
        guide_advance(guide);
    else if (!guide->state->end)
        guide_check_position(guide);
    guide_end(guide);
}

bool guide_take_stages(struct guide *guide, struct slice template_name, struct buf *why)
{
    struct diags diags = DIAGS_INIT;
    struct map template;
    guide_sync(guide);
    map_begin(&template);
    enum status status = template_read(&template, text_trim(template_name), &diags);
    bool good = false;
    if (status != STATUS_OK && diags.count)
        diag_format(&diags.items[0], why);
    else if (!node_child_count(template.root, MAP_STAGES))
        buf_adds(why, _("this template has no stages; choose another one"));
    else if (!may_replace_stages(node_children(guide_map(guide)->root, MAP_STAGES)))
        buf_adds(why, _("the stages already have touchpoints; change the stages in the map"));
    else
        good = true;
    if (good)
        take_stages(guide, &template);
    map_release(&template);
    diags_release(&diags);
    return good;
}
