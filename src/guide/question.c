/* The question as it is asked, and completion of its answer. */
#include "base/i18n.h"
#include "base/text.h"
#include "guide/guide_private.h"
#include "model/edit/per_persona.h"
#include "model/edit/short_form.h"
#include "store/own_field.h"

enum { WALK_MOST = 20000, OFFERED_MOST = 1000 };

/* --- the question --- */

/* Of all nodes that it is asked of: its place and how many there are. */
static void count_rows(const struct guide *guide, const struct slot *slot, int *index, int *count)
{
    const struct ask *ask = slot_ask(guide, slot);
    struct slot at = *slot;
    *index = *count = 0;
    if (ask->of >= FIELD_COUNT && ask->field != TOUCHPOINT_ONLINE && ask->field != STAGE_EMOTION) {
        *index = (int)slot->index + 1;
        *count = (int)ask_slots(guide, ask);
        return;
    }
    for (at.index = 0; at.index < ask_slots(guide, ask); at.index++) {
        bool applies = slot_fill(guide, &at);
        *count += applies;
        *index += applies && at.index <= slot->index;
    }
}

static void add_item(struct buf *out, int count, const char *between, struct slice item)
{
    if (!out)
        return;
    if (count)
        buf_adds(out, between);
    buf_add_slice(out, item);
}

/* Appends the items of a list that the question asks for (`out` NULL: none); returns how many. */
static int walk_items(const struct guide_question *question, const char *between, struct buf *out)
{
    struct node *node = question->node;
    int count = 0;
    if (field_def(question->field)->type == FIELD_LIST) {
        struct slice rest = node_get(node, question->field), item;
        while (value_next_item(&rest, &item))
            add_item(out, count++, between, item);
        return count;
    }
    bool of_pain = node->kind == KIND_PAIN;
    if (of_pain)
        node = node->parent;
    struct node_list list = node_children(
        node, field_of_child(node->kind, field_def(question->field)->child));
    for (uint32_t i = 0; i < list.count; i++)
        if (!of_pain || idea_is_of(list.items[i], question->node))
            add_item(out, count++, between, node_headline(list.items[i]));
    return count;
}

/* The question that is asked together with it. */
static void find_beside(
    const struct guide *guide, const struct slot *slot, struct guide_question *out)
{
    const struct step *step = &guide->steps[slot->step];
    size_t first, end;
    asks_together(step, slot->ask, &first, &end);
    for (size_t i = first; i < end && !out->beside.len; i++) {
        if (i == slot->ask || !step->asks[i].applies)
            continue;
        out->beside = step->asks[i].text;
        out->beside_field = step->asks[i].field;
        out->second = i < slot->ask;
    }
}

bool guide_question(const struct guide *guide, struct guide_question *out)
{
    guide_sync(guide);
    const struct state *state = guide->state;
    *out = (struct guide_question){ .field = FIELD_UNKNOWN };
    if (state->end)
        return false;
    const struct slot *slot = &state->position;
    const struct ask *ask = slot_ask(guide, slot);
    *out = (struct guide_question){
        .form = ask_form(ask),
        .text = ask->text,
        .hint = ask->hint,
        .node = slot->node,
        .persona = slot->persona,
        .field = ask->field,
        .def = ask->def,
        .needed = ask->needed,
        .answered = slot_answered(guide, slot),
        .most = ask->pick,
    };
    count_rows(guide, slot, &out->index, &out->count);
    find_beside(guide, slot, out);
    if (out->form == ANSWER_LIST)
        out->items = walk_items(out, "", NULL);
    return true;
}

void guide_place(const struct guide *guide, int *place, int *count)
{
    guide_sync(guide);
    const struct slot *slot = &guide->state->position;
    const struct step *step = &guide->steps[slot->step];
    *place = *count = 0;
    for (size_t i = 0, end; !guide->state->end && i < step->ask_count; i = end) {
        struct slot at = { .step = slot->step, .index = slot->index };
        int index, rows;
        asks_together(step, i, &at.ask, &end);
        while (at.ask < end && !step->asks[at.ask].applies)
            at.ask++;
        if (at.ask == end)
            continue;
        count_rows(guide, &at, &index, &rows);
        *place += end <= slot->ask ? rows : i <= slot->ask ? index : 0;
        *count += rows;
    }
}

void guide_add_subject(const struct guide_question *question, struct buf *out)
{
    guide_add_path(question->node, out);
    if (question->persona) {
        buf_adds(out, " (");
        buf_add_slice(out, node_headline(question->persona));
        buf_add_char(out, ')');
    }
}

/* What tells most of a node first. */
static const enum field facts[] = { PERSONA_ROLE, PERSONA_QUOTE, STAGE_GOAL, STAGE_DOING,
    TOUCHPOINT_DOING, TOUCHPOINT_CHANNEL, PAIN_WORKAROUND, PAIN_SOURCE, IDEA_OWNER, IDEA_METRIC };

void guide_add_known(const struct guide_question *question, struct buf *out)
{
    struct slice value, item;
    size_t start = out->len;
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
        if (field_def(facts[i])->kind != question->node->kind || facts[i] == question->field)
            continue;
        for (value = node_get(question->node, facts[i]); value_next_item(&value, &item);) {
            buf_adds(out, out->len > start ? text_semicolon() : "");
            text_add_line(item, SIZE_MAX, out);
        }
    }
}

static void add_chosen(const struct guide *guide, const struct slot *slot, struct buf *out)
{
    struct option_list options = { .text = BUF_INIT };
    size_t start = out->len;
    options_read(guide, slot, &options);
    for (size_t i = 0; i < options.count; i++)
        if (options.items[i].chosen) {
            buf_adds(out, out->len > start ? " " : "");
            buf_adds(out, options.items[i].key);
        }
    options_release(&options);
}

/* As they are typed: "web; phone". */
static void add_texts(struct slice value, struct buf *out)
{
    struct slice item;
    for (bool first = true; value_next_item(&value, &item); first = false) {
        buf_adds(out, first ? "" : text_semicolon());
        buf_add_slice(out, item);
    }
}

void slot_add_value(const struct guide *guide, const struct slot *slot, struct buf *out)
{
    const struct ask *ask = slot_ask(guide, slot);
    if (ask->pick) {
        add_chosen(guide, slot, out);
    } else if (field_def(ask->field)->type == FIELD_PER_PERSONA) {
        int emotion = touchpoint_emotion(slot->node, slot->persona ? slot->persona->id : NULL);
        if (emotion != EMOTION_NONE)
            buf_addf(out, emotion ? "%+d" : "%d", emotion);
    } else if (ask->field > FIELD_UNKNOWN) {
        own_field_show_of(guide_map(guide), slot->node, ask->field, out);
    } else if (ask_form(ask) != ANSWER_LIST) {
        add_texts(node_get(slot->node, ask->field), out);
    }
}

void guide_add_value(const struct guide *guide, struct buf *out)
{
    guide_sync(guide);
    if (!guide->state->end)
        slot_add_value(guide, &guide->state->position, out);
}

void guide_add_items(const struct guide_question *question, const char *between, struct buf *out)
{
    if (question->node && question->form == ANSWER_LIST)
        walk_items(question, between, out);
}

void guide_add_hint(const struct guide_question *question, struct buf *out)
{
    buf_add_slice(out, question->hint);
    if (question->def->type == FIELD_LIST)
        buf_addf(out, "%s%s", question->hint.len ? text_semicolon() : "",
            _("separate several answers with \";\""));
}

void guide_add_now(const struct guide *guide, struct buf *out)
{
    struct buf value = BUF_INIT;
    guide_add_value(guide, &value);
    if (value.len)
        buf_addf(out, _("Now: %s. Enter keeps it, Tab edits it."), value.data);
    buf_release(&value);
}

struct slice guide_prompts(const struct guide *guide)
{
    guide_sync(guide);
    const struct slot *slot = &guide->state->position;
    if (guide->state->end || slot_ask(guide, slot)->pick ||
        (slot->node->kind != KIND_STAGE && slot_ask(guide, slot)->field != TOUCHPOINT_THINKING))
        return SLICE("");
    const struct node *stage = node_up(slot->node, KIND_STAGE);
    return stage ? node_get(stage, STAGE_ASK) : SLICE("");
}

/* --- completion --- */

struct offers {
    struct slice typed;
    const struct completer *to;
    struct slice seen[OFFERED_MOST];
    size_t count;
};

static void offer(struct offers *offers, struct slice text)
{
    if (!text.len || offers->count == OFFERED_MOST || !text_begins_fold(text, offers->typed))
        return;
    for (size_t i = 0; i < offers->count; i++)
        if (slice_equal(offers->seen[i], text))
            return;
    offers->seen[offers->count++] = text;
    offers->to->add(offers->to->context, text);
}

static void offer_words(struct offers *offers, enum field field)
{
    const char *const *word = field_def(field)->words;
    if (field_def(field)->type == FIELD_BOOLEAN) {
        offer(offers, slice_of(_("yes")));
        offer(offers, slice_of(_("no")));
        return;
    }
    for (; word && *word; word++)
        offer(offers, slice_of(*word));
}

/* What the same field has elsewhere. */
static void offer_used(struct offers *offers, const struct map *map, enum field field)
{
    const char *key = field_def(field)->key;
    size_t walked = 0;
    for (struct node *node = map->root; node && walked < WALK_MOST;
         node = node_next(node, map->root), walked++) {
        enum field same = field_of_key(node->kind, slice_of(key));
        if (same != field && (same >= FIELD_COUNT || kind_def(node->kind)->headline == same))
            continue;
        struct slice rest = node_get(node, same), item;
        while (value_next_item(&rest, &item))
            offer(offers, item);
    }
}

/* Where the word begins that is typed: behind "@", the last ";", or all of it. */
static size_t word_start(const struct ask *ask, struct slice typed, bool *channel)
{
    const struct field_def *def = field_def(ask->field);
    size_t start = typed.len;
    *channel = false;
    if (def->type == FIELD_NODES) {
        *channel = def->child == KIND_TOUCHPOINT && short_form_channel(typed, &start);
        return *channel ? start : 0;
    }
    if (def->type != FIELD_LIST && def->type != FIELD_TEXTS)
        return 0;
    while (start > 0 && typed.data[start - 1] != ';' && typed.data[start - 1] != '\n')
        start--;
    while (start < typed.len && typed.data[start] == ' ')
        start++;
    return start;
}

/* What is there, to change it. False where there is nothing. */
static bool offer_value(const struct guide *guide, const struct completer *to)
{
    struct buf value = BUF_INIT;
    guide_add_value(guide, &value);
    bool some = value.len > 0;
    if (some)
        to->add(to->context, buf_slice(&value));
    buf_release(&value);
    return some;
}

size_t guide_complete(const struct guide *guide, struct slice typed, const struct completer *to)
{
    guide_sync(guide);
    if (guide->state->end || (!typed.len && offer_value(guide, to)))
        return 0;
    const struct ask *ask = slot_ask(guide, &guide->state->position);
    bool channel;
    size_t start = word_start(ask, typed, &channel);
    enum field field = ask->field;
    if (channel)
        field = TOUCHPOINT_CHANNEL;
    else if (field_def(field)->type == FIELD_NODES)
        field = kind_def(field_def(field)->child)->headline;
    struct offers offers = { .typed = slice_from(typed, start), .to = to };
    if (ask->pick || (field != ask->field && !channel && !offers.typed.len))
        return start;
    offer_words(&offers, field);
    if (ask_form(ask) != ANSWER_KEY)
        offer_used(&offers, guide_map(guide), field);
    return start;
}
