/* What of a map stands on its poster. */
#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "export/poster/layout.h"
#include "insight/priority.h"
#include "insight/stage.h"
#include "insight/summary.h"
#include "model/edit/per_persona.h"

struct slice poster_text(struct poster *poster, const char *format, ...)
{
    char brief[160]; /* nearly all are shorter */
    struct buf text = BUF_INIT;
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int len = vsnprintf(brief, sizeof brief, format, args);
    bool whole = len >= 0 && (size_t)len < sizeof brief;
    if (!whole)
        buf_addvf(&text, format, again);
    va_end(again);
    va_end(args);
    struct slice made = whole ? (struct slice){ brief, (size_t)len } : buf_slice(&text);
    struct slice copy = { arena_copy(&poster->arena, made.data, made.len), made.len };
    buf_release(&text);
    return copy;
}

struct slice poster_join(
    struct poster *poster, struct slice one, struct slice two, struct slice three)
{
    const struct slice parts[] = { one, two, three };
    size_t len = one.len + two.len + three.len;
    char *text = arena_alloc(&poster->arena, len + 1), *at = text;
    for (size_t i = 0; i < 3; i++) {
        if (parts[i].len)
            memcpy(at, parts[i].data, parts[i].len);
        at += parts[i].len;
    }
    *at = '\0';
    return (struct slice){ text, len };
}

struct slice poster_number(struct poster *poster, int number)
{
    char digits[3 * sizeof number];
    size_t first = sizeof digits;
    do
        digits[--first] = (char)('0' + number % 10);
    while (number /= 10);
    size_t len = sizeof digits - first;
    return (struct slice){ arena_copy(&poster->arena, digits + first, len), len };
}

struct slice poster_kind(struct poster *poster)
{
    static const struct {
        const char *word, *kind, *state;
    } kinds[] = {
        { "current", N_("Customer journey map"), N_("current state") },
        { "future", N_("Customer journey map"), N_("future state") },
        { "day", N_("A day in the life"), NULL },
        { "blueprint", N_("Service blueprint"), NULL },
    };
    struct slice word = node_get(poster->map->root, MAP_KIND);
    size_t number = 0;
    while (number < 3 && !slice_is(word, kinds[number].word))
        number++;
    if (number == 3 && !slice_is(word, kinds[3].word))
        number = 0;
    struct slice market = node_get(poster->map->root, MAP_MARKET);
    const char *state = word.len ? kinds[number].state : NULL;
    return poster_text(poster, "%s%s%s%s%s", _(kinds[number].kind), state ? " · " : "",
        state ? _(state) : "", market.len ? " · " : "",
        slice_is(market, "b2b")   ? "B2B"
        : slice_is(market, "b2c") ? "B2C"
                                  : "");
}

/* --- the language --- */

struct scripts {
    size_t kana, hangul, han, greek, letters;
};

static void count_scripts(struct slice text, struct scripts *found)
{
    while (text.len) {
        uint32_t point = utf8_next(&text);
        found->kana += point >= 0x3040 && point <= 0x30FF;
        found->hangul += point >= 0xAC00 && point <= 0xD7A3;
        found->han += point >= 0x4E00 && point <= 0x9FFF;
        found->greek += point >= 0x370 && point <= 0x3FF;
        found->letters += point > 0x40;
    }
}

const char *map_language(const struct map *map)
{
    enum { ENOUGH = 4000 };
    struct scripts found = { 0 };
    if (node_get(map->root, MAP_LANG).len)
        return node_get(map->root, MAP_LANG).data;
    for (const struct node *node = map->root; node && found.letters < ENOUGH;
         node = node_next(node, map->root))
        count_scripts(node_headline(node), &found);
    if (found.kana > 2)
        return "ja";
    if (found.hangul > 2)
        return "ko";
    return 2 * found.han > found.letters ? "zh" : 2 * found.greek > found.letters ? "el" : "";
}

/* --- columns, people --- */

static void add_column(struct poster *poster, const struct node *stage,
    const struct node *touchpoint, size_t *cap, int number)
{
    MEM_GROW(poster->columns, poster->column_count + 1, *cap);
    poster->columns[poster->column_count++] =
        (struct column){ .stage = stage, .touchpoint = touchpoint, .number = number };
}

static void gather_columns(struct poster *poster)
{
    struct node_list stages = node_children(poster->map->root, MAP_STAGES);
    size_t cap = 0;
    int number = 0;
    poster->stage_count = stages.count;
    poster->stage_columns = mem_alloc((stages.count + 1) * sizeof *poster->stage_columns);
    for (uint32_t i = 0; i < stages.count; i++) {
        poster->stage_columns[i] = poster->column_count;
        struct node_list touchpoints = node_children(stages.items[i], STAGE_TOUCHPOINTS);
        for (uint32_t k = 0; k < touchpoints.count; k++)
            add_column(poster, stages.items[i], touchpoints.items[k], &cap, ++number);
        if (!touchpoints.count)
            add_column(poster, stages.items[i], NULL, &cap, 0);
    }
    poster->touchpoint_count = (size_t)number;
}

static void gather_people(struct poster *poster)
{
    static const struct {
        uint32_t colour;
        const char *dash;
    } looks[] = { { 0x0B6FB0, NULL }, { 0xB54200, "36 16" }, { 0x00735C, "10 14" },
        { 0x7B2D7F, "60 16 10 16" }, { 0x3A3F47, "24 12 8 12 8 12" } };
    enum { LOOKS = sizeof looks / sizeof *looks };
    struct node_list people = node_children(poster->map->root, MAP_PERSONAS);
    char letters[LETTERS_MAX + 1];
    persona_letters(poster->map, letters);
    size_t lettered = strlen(letters);
    if (!people.count)
        return;
    poster->people = mem_zalloc(people.count * sizeof *poster->people);
    poster->people_count = people.count;
    for (uint32_t i = 0; i < people.count; i++)
        poster->people[i] = (struct person){
            .node = people.items[i],
            .letter = { i < lettered ? letters[i] : '*', '\0' },
            .colour = people.count > 1 ? looks[i % LOOKS].colour : NAVY,
            .dash = looks[i % LOOKS].dash,
            .shape = (int)(i % LOOKS),
        };
}

void poster_read_photos(struct poster *poster, struct diags *diags)
{
    for (size_t i = 0; i < poster->people_count; i++) {
        struct person *person = &poster->people[i];
        struct slice path = node_get(person->node, PERSONA_PHOTO);
        snprintf(person->photo_id, sizeof person->photo_id, "photo-%zu", i + 1);
        person->photo = path.len ? photo_read(poster->options.path, path, diags) : NULL;
    }
}

const struct person *poster_person(const struct poster *poster, const char *id)
{
    for (size_t i = 0; id && i < poster->people_count; i++)
        if (strcmp(poster->people[i].node->id, id) == 0)
            return &poster->people[i];
    return NULL;
}

/* --- curves --- */

static bool has_any_score(const struct poster *poster, const char *id, bool *own)
{
    bool any = false;
    for (size_t i = 0; i < poster->column_count; i++) {
        const struct column *column = &poster->columns[i];
        double stage;
        *own |= column->touchpoint && has_emotions_per_persona(column->touchpoint);
        any |= column->touchpoint && touchpoint_emotion(column->touchpoint, id) != EMOTION_NONE;
        any |= stage_own_emotion(column->stage, id, &stage);
        if (any && *own)
            break;
    }
    return any;
}

static const struct node *persona_meant(const struct poster *poster)
{
    for (size_t i = 0; poster->options.persona && i < poster->people_count; i++) {
        const struct node *node = poster->people[i].node;
        struct slice name = slice_of(poster->options.persona);
        if (slice_equal(slice_of(node->id), name) || text_equal_fold(node_headline(node), name))
            return node;
    }
    return NULL;
}

static void gather_curves(struct poster *poster)
{
    bool own = false;
    const struct node *only = persona_meant(poster);
    poster->scored = has_any_score(poster, only ? only->id : NULL, &own);
    if (!poster->scored)
        return;
    bool several = own && !only && poster->people_count > 1;
    for (size_t i = 0; several && i < poster->people_count && poster->curve_count < CURVES_MAX;
         i++) {
        const char *id = poster->people[i].node->id;
        if (!has_any_score(poster, id, &own))
            continue;
        poster->curve_of[poster->curve_count] = id;
        poster->curve_person[poster->curve_count++] = &poster->people[i];
    }
    if (!several)
        poster->curve_of[poster->curve_count++] = only ? only->id : NULL;
    struct summary summary;
    summary_compute(&summary, poster->map, poster->curve_of[0], 0);
    poster->high = summary.high;
    poster->low = summary.low;
    poster->end = summary.end;
}

/* --- pains, actions --- */

bool pain_is_worst(const struct poster *poster, const struct node *pain)
{
    for (size_t i = 0; i < WORST_PAINS; i++)
        if (poster->worst[i] == pain)
            return true;
    return false;
}

static void gather_pains(struct poster *poster)
{
    size_t found = 0;
    poster->pain_count = pains_ranked(poster->map, &poster->pains);
    for (size_t i = 0; i < poster->pain_count && found < WORST_PAINS; i++)
        if (!action_done(poster->pains[i]) && pain_priority(poster->pains[i]) > 0)
            poster->worst[found++] = poster->pains[i];
}

struct dated_idea {
    struct node *idea;
    size_t rank;
};

static int by_due(const void *a, const void *b)
{
    const struct dated_idea *x = a, *y = b;
    struct slice one = node_get(x->idea, IDEA_DUE), other = node_get(y->idea, IDEA_DUE);
    int order = !one.len != !other.len ? (one.len ? -1 : 1)
                : one.len              ? strcmp(one.data, other.data)
                                       : 0;
    return order ? order : x->rank < y->rank ? -1 : 1;
}

/* The chosen ideas by date, and by rank where the dates are the same. */
static void gather_actions(struct poster *poster)
{
    size_t count = ideas_chosen(poster->map, &poster->actions);
    struct dated_idea *actions = mem_alloc((count + 1) * sizeof *actions);
    for (size_t i = 0; i < count; i++)
        actions[i] = (struct dated_idea){ .idea = poster->actions[i], .rank = i };
    qsort(actions, count, sizeof *actions, by_due);
    for (size_t i = 0; i < count; i++)
        poster->actions[i] = actions[i].idea;
    free(actions);
    poster->action_count = count;
}

void poster_gather(struct poster *poster)
{
    gather_columns(poster);
    gather_people(poster);
    gather_curves(poster);
    gather_pains(poster);
    gather_actions(poster);
}

int node_number(const struct poster *poster, const struct node *node, const struct column **column)
{
    while (node && node->kind != KIND_TOUCHPOINT)
        node = node->parent;
    if (!node || !poster->column_count)
        return 0;
    size_t first = poster->stage_columns[node_index(node->parent)];
    *column = &poster->columns[first + node_index(node)];
    return (*column)->number;
}
