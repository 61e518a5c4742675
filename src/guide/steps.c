/* Definitions: which steps there are and what they ask, of templates and of the map itself. */
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "guide/guide_private.h"
#include "model/lane.h"
#include "store/template.h"

enum { STEPS_MOST = 100, MINUTES_OWN = 5 };

/* Where the definitions come from, for messages. */
struct origin {
    const struct map *map;
    const char *file; /* NULL: the map that is open */
    struct diags *diags;
};

struct steps {
    struct step *items;
    size_t count, cap;
};

/* --- questions --- */

static size_t line_of(const struct origin *origin, const struct node *node)
{
    size_t line = 1;
    if (!origin->map->source || !node->end)
        return 0;
    for (size_t i = 0; i < node->begin; i++)
        line += origin->map->source[i] == '\n';
    return line;
}

static bool complain(const struct origin *origin, const struct node *node, const char *what)
{
    /* To find lines takes time, and what is not kept needs none. */
    bool kept = origin->diags->count < DIAGS_MAX;
    diags_add(origin->diags, origin->file, kept ? line_of(origin, node) : 0, 0, "%s", what);
    return false;
}

/* People don't give the version of the format, nor ids: what they typed would mean nobody. */
static bool is_for_people(enum field field)
{
    return field != MAP_CJM && field_names(field) == KIND_COUNT && field_def(field)->label;
}

/* "touchpoint.channel"; the ideas of a pain lie in its touchpoint. */
static bool read_target(struct ask *ask)
{
    struct slice target = ask->target;
    const char *dot = target.len ? memchr(target.data, '.', target.len) : NULL;
    if (!dot)
        return false;
    struct slice name = { target.data, (size_t)(dot - target.data) };
    ask->kind = KIND_MAP;
    while (ask->kind < KIND_STEP && !slice_is(name, kind_def(ask->kind)->name))
        ask->kind++;
    if (ask->kind >= KIND_STEP)
        return false;
    ask->field = slice_is(target, "pain.ideas")
                     ? TOUCHPOINT_IDEAS
                     : field_of_key(ask->kind, slice_from(target, name.len + 1));
    return ask->field < FIELD_COUNT && is_for_people(ask->field);
}

static bool check_ask(const struct origin *origin, const struct node *node, const struct ask *ask)
{
    bool flag = field_def(ask->field)->type == FIELD_BOOLEAN;
    if (ask->pick && !flag)
        return complain(origin, node,
            _("\"pick\" needs a field that is yes or no; remove it, or ask for touchpoint.moment, "
              "pain.chosen or idea.chosen"));
    if (ask->pick && ask->kind == KIND_MAP)
        return complain(
            origin, node, _("there is only one map, so \"pick\" has no meaning here; remove it"));
    if (ask->of >= FIELD_COUNT && node_has(node, QUESTION_OF))
        return complain(origin, node,
            _("use \"of: chosen\" for pains and ideas, and \"of: moment\" for touchpoints"));
    if (ask->pick && ask->of < FIELD_COUNT)
        return complain(origin, node,
            _("\"pick\" offers all of them, so \"of\" has no meaning here; remove it"));
    return true;
}

static bool read_ask(const struct origin *origin, const struct node *node, struct ask *ask)
{
    *ask = (struct ask){
        .text = node_get(node, QUESTION_TEXT),
        .hint = node_get(node, QUESTION_HINT),
        .only = node_get(node, QUESTION_ONLY),
        .target = node_get(node, QUESTION_FOR),
        .of = FIELD_UNKNOWN,
        .pick = node_int(node, QUESTION_PICK, 0),
        .needed = node_flag(node, QUESTION_NEEDED),
        .beside = node_flag(node, QUESTION_BESIDE),
    };
    if (!ask->target.len)
        return complain(origin, node,
            _("the question has no \"for\"; name the field that it asks for, such as "
              "touchpoint.channel"));
    if (!read_target(ask))
        return complain(origin, node,
            _("\"for\" names a field that the guide cannot ask for; choose another one"));
    ask->def = field_def(ask->field);
    if (node_has(node, QUESTION_OF))
        ask->of = field_of_key(ask->kind, node_get(node, QUESTION_OF));
    const char *usual = field_def(ask->field)->question;
    if (!ask->text.len && usual)
        ask->text = slice_of(_(usual));
    return check_ask(origin, node, ask);
}

/* By one key each, of the same nodes. */
static bool is_beside(const struct ask *before, const struct ask *ask)
{
    return before && before->kind == ask->kind && before->of == ask->of &&
           ask_form(before) == ANSWER_KEY && ask_form(ask) == ANSWER_KEY &&
           before->def->type != FIELD_PER_PERSONA && ask->def->type != FIELD_PER_PERSONA;
}

static bool read_asks(const struct origin *origin, const struct node *node, struct step *step)
{
    struct node_list questions = node_children(node, STEP_QUESTIONS);
    bool good = true;
    if (!questions.count)
        return true;
    free(step->asks);
    step->asks = mem_zalloc(questions.count * sizeof *step->asks);
    step->ask_count = questions.count;
    for (uint32_t i = 0; i < questions.count; i++) {
        struct ask *ask = &step->asks[i];
        good = read_ask(origin, questions.items[i], ask) && good;
        if (good && ask->beside && !is_beside(i ? ask - 1 : NULL, ask))
            good = complain(origin, questions.items[i],
                _("\"beside\" needs a question before it that one key answers, too, and that is "
                  "for the same kind of item; remove it"));
    }
    return good;
}

/* --- steps --- */

/* What is said of the step replaces what is known of it. */
static bool overlay(const struct origin *origin, const struct node *node, struct step *step)
{
    const struct {
        enum field field;
        struct slice *text;
    } texts[] = { { STEP_NAME, &step->name }, { STEP_PURPOSE, &step->purpose },
        { STEP_EXPLAIN, &step->explain }, { STEP_DONE, &step->done }, { STEP_ONLY, &step->only } };
    static const enum field minutes[PRESET_COUNT] = { STEP_QUICK, STEP_MINUTES, STEP_HALF,
        STEP_FULL };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (node_has(node, texts[i].field))
            *texts[i].text = node_get(node, texts[i].field);
    for (size_t i = 0; i < PRESET_COUNT; i++)
        step->minutes[i] = node_int(node, minutes[i], step->minutes[i]);
    return read_asks(origin, node, step);
}

static struct step *find_step(const struct steps *steps, struct slice key)
{
    for (size_t i = 0; i < steps->count; i++)
        if (slice_equal(steps->items[i].key, key))
            return &steps->items[i];
    return NULL;
}

static struct step *insert_step(struct steps *steps, size_t index, struct slice key)
{
    MEM_GROW(steps->items, steps->count + 1, steps->cap);
    memmove(&steps->items[index + 1], &steps->items[index],
        (steps->count - index) * sizeof *steps->items);
    steps->count++;
    steps->items[index] =
        (struct step){ .key = key, .minutes = { -1, -1, -1, -1 }, .counted = UINT32_MAX };
    return &steps->items[index];
}

/* What a step of another guide is called and asks, to fall back on. */
static void inherit(struct step *step, const struct step *usual)
{
    struct ask *asks = NULL;
    if (usual->ask_count) {
        asks = mem_alloc(usual->ask_count * sizeof *asks);
        memcpy(asks, usual->asks, usual->ask_count * sizeof *asks);
    }
    *step = *usual;
    step->asks = asks;
}

/* Adds the steps of a map: known ones in their place, others behind the one before them. */
static bool add_steps(const struct origin *origin, const struct steps *usual, struct steps *steps)
{
    struct node_list nodes = node_children(origin->map->root, MAP_GUIDE);
    size_t next = 0;
    bool good = true;
    for (uint32_t i = 0; i < nodes.count; i++) {
        struct node *node = nodes.items[i];
        struct slice key = node_get(node, STEP_STEP);
        struct step *step = find_step(steps, key);
        const struct step *known = find_step(usual, key);
        if (!key.len) {
            good = complain(origin, node,
                _("the step has no \"step\"; add it: it is the step's name in the file"));
            continue;
        }
        if (!step && !node_has(node, STEP_NAME) && !node_child_count(node, STEP_QUESTIONS))
            continue; /* of a guide that is not here: only what it remembered */
        if (!step && steps->count == STEPS_MOST)
            return complain(origin, node, _("there are too many steps; the limit is a hundred"));
        if (!step) {
            step = insert_step(steps, next, key);
            if (known)
                inherit(step, known);
        }
        good = overlay(origin, node, step) && good;
        next = (size_t)(step - steps->items) + 1;
    }
    return good;
}

static void release_steps(struct steps *steps)
{
    for (size_t i = 0; i < steps->count; i++) {
        for (size_t j = 0; j < steps->items[i].ask_count; j++)
            free(steps->items[i].asks[j].lane);
        free(steps->items[i].asks);
        free(steps->items[i].skip_set);
    }
    free(steps->items);
    *steps = (struct steps){ 0 };
}

/* A step's number is its place in the field's list, whatever its place here. */
static void number_steps(struct steps *steps)
{
    const char *const *words = field_def(STEP_STEP)->words;
    int known = 0, own = 0;
    while (words[known])
        known++;
    for (size_t i = 0; i < steps->count; i++) {
        struct step *step = &steps->items[i];
        step->number = 0;
        while (step->number < known && !slice_is(step->key, words[step->number]))
            step->number++;
        if (step->number == known)
            step->number += own++;
        if (!step->name.len)
            step->name = step->key;
    }
}

/* --- reading them --- */

/* The user's own guide, if there is one that can be used, falls back on the built-in one. */
static bool read_own(
    struct guide *guide, const struct steps *usual, struct steps *steps, struct diags *diags)
{
    struct buf path = BUF_INIT;
    bool good = false;
    if (template_own_path(SLICE(TEMPLATE_GUIDE), &path) &&
        template_read(&guide->own, SLICE(TEMPLATE_GUIDE), diags) == STATUS_OK)
        good = add_steps(&(struct origin){ &guide->own, path.data, diags }, usual, steps);
    if (!good)
        release_steps(steps);
    else if (!steps->count)
        diags_add(diags, path.data, 0, 0, "%s",
            _("has no steps under \"guide\"; the usual steps are used"));
    buf_release(&path);
    return good && steps->count;
}

/* The question of a lane ends the step that asks for the other fields of such nodes. */
static void add_lane(struct map *map, const struct node *node, struct steps *steps)
{
    static const char only[] = "90\0half\0full";
    struct lane *lane = mem_zalloc(sizeof *lane);
    lane_read(map, node, lane);
    const char *key = lane->of == KIND_PERSONA ? "persona"
                      : lane->of == KIND_STAGE ? "stages"
                                               : "touchpoints";
    struct buf target = BUF_INIT;
    buf_addf(&target, "%s.%s", kind_def(lane->of)->name, lane->def.key);
    for (size_t i = 0; i < steps->count; i++) {
        struct step *step = &steps->items[i];
        if (!slice_is(step->key, key))
            continue;
        size_t cap = step->ask_count;
        MEM_GROW(step->asks, step->ask_count + 1, cap);
        step->asks[step->ask_count++] = (struct ask){
            .text = slice_of(lane->def.question),
            .only = { only, sizeof only },
            .target = { arena_copy(&map->arena, target.data, target.len), target.len },
            .field = lane->field,
            .def = &lane->def,
            .lane = lane,
            .kind = lane->of,
            .of = FIELD_UNKNOWN,
        };
    }
    buf_release(&target);
}

static void add_lanes(struct map *map, struct steps *steps)
{
    static const enum node_kind kinds[] = { KIND_PERSONA, KIND_STAGE, KIND_TOUCHPOINT };
    struct lane lane;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        for (size_t place = 0; lane_at(map, kinds[i], place, &lane); place++)
            if (lane.def.question)
                add_lane(map, lane.node, steps);
}

bool guide_read_steps(struct guide *guide, struct diags *diags)
{
    struct steps none = { 0 }, usual = { 0 }, steps = { 0 };
    bool good = template_read_built_in(&guide->built_in, SLICE(TEMPLATE_GUIDE), diags) ==
                    STATUS_OK &&
                add_steps(&(struct origin){ &guide->built_in, NULL, diags }, &none, &usual);
    if (good && read_own(guide, &usual, &steps, diags)) {
        release_steps(&usual);
    } else {
        release_steps(&steps);
        steps = usual;
    }
    good = good && add_steps(&(struct origin){ guide_map(guide), NULL, diags }, &none, &steps);
    if (!good)
        release_steps(&steps);
    number_steps(&steps);
    add_lanes(guide_map(guide), &steps);
    guide->steps = steps.items;
    guide->step_count = steps.count;
    return good;
}

void guide_free_steps(struct guide *guide)
{
    struct steps steps = { guide->steps, guide->step_count, guide->step_count };
    release_steps(&steps);
}

/* --- which of them are asked --- */

struct slice guide_preset(const struct guide *guide)
{
    struct slice preset = node_get(guide_map(guide)->root, MAP_PRESET);
    return preset.len ? preset : slice_of(field_def(MAP_PRESET)->words[PRESET_USUAL]);
}

static struct slice or_else(struct slice text, const char *otherwise)
{
    return text.len ? text : slice_of(otherwise);
}

/* PRESET_COUNT: it is none. */
static int preset_of(struct slice word)
{
    const char *const *words = field_def(MAP_PRESET)->words;
    int preset = 0;
    while (words[preset] && !slice_is(word, words[preset]))
        preset++;
    return preset;
}

static bool only_matches(const struct guide *guide, struct slice only)
{
    const struct node *root = guide_map(guide)->root;
    struct slice word, kind = or_else(node_get(root, MAP_KIND), "current");
    struct slice market = or_else(node_get(root, MAP_MARKET), "b2c"), preset = guide_preset(guide);
    if (!only.len)
        return true;
    while (value_next_item(&only, &word))
        if (slice_equal(word, kind) || slice_equal(word, market) || slice_equal(word, preset))
            return true;
    return false;
}

static bool is_in_preset(const struct guide *guide, const struct step *step)
{
    struct slice only = step->only, word;
    if (preset_of(guide_preset(guide)) == PRESET_QUICK && step->minutes[PRESET_QUICK] < 0)
        return false;
    if (only_matches(guide, only))
        return true;
    /* Numbers stay when the kind of map changes, so only presets leave steps out. */
    while (value_next_item(&only, &word))
        if (preset_of(word) == PRESET_COUNT)
            return true;
    return false;
}

void guide_choose_steps(const struct guide *guide)
{
    for (size_t i = 0; i < guide->step_count; i++) {
        struct step *step = &guide->steps[i];
        bool matches = only_matches(guide, step->only);
        step->in_preset = is_in_preset(guide, step);
        for (size_t j = 0; j < step->ask_count; j++)
            step->asks[j].applies = matches && only_matches(guide, step->asks[j].only);
    }
}

bool step_is_absent(const struct step *step)
{
    for (size_t i = 0; i < step->ask_count; i++)
        if (step->asks[i].applies)
            return false;
    return step->ask_count > 0;
}

int step_box(const struct guide *guide, const struct step *step)
{
    /* Own steps without any question may take time. */
    if (step_is_absent(step))
        return step->extra * 60;
    static const int factors[PRESET_COUNT] = { 1, 1, 2, 4 };
    int usual = step->minutes[PRESET_USUAL], preset = preset_of(guide_preset(guide));
    if (preset == PRESET_COUNT)
        preset = PRESET_USUAL;
    int minutes = step->minutes[preset];
    if (minutes < 0)
        minutes = (usual >= 0 ? usual : MINUTES_OWN) * factors[preset];
    return (minutes + step->extra) * 60;
}
