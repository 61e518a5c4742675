/* What can be chosen: words, numbers, or nodes of which some are picked. */
#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "guide/guide_private.h"
#include "insight/priority.h"
#include "model/edit/per_persona.h"
#include "model/value_word.h"
#include "store/own_field.h"

void options_release(struct option_list *options)
{
    free(options->items);
    free(options->nodes);
    buf_release(&options->text);
    *options = (struct option_list){ .text = BUF_INIT };
}

/* Begins an option; its label is appended to list->text, which moves while it grows, until the next
 * one. */
static struct buf *begin_option(struct option_list *list, const char *key, bool chosen)
{
    if (list->count)
        buf_add_char(&list->text, '\0');
    MEM_GROW(list->items, list->count + 1, list->cap);
    list->items[list->count++].chosen = chosen;
    buf_adds(&list->text, key);
    buf_add_char(&list->text, '\0');
    return &list->text;
}

static struct buf *begin_numbered(struct option_list *list, int number, bool chosen)
{
    char key[16];
    snprintf(key, sizeof key, "%d", number);
    return begin_option(list, key, chosen);
}

/* What the emotions mean, from the lowest one on. */
static const char *const emotion_words[] = { N_("very bad"), N_("bad"), N_("neutral"), N_("good"),
    N_("very good") };

/* The text is where it stays: keys and labels are found in it. */
static void finish(struct option_list *list, bool emotions)
{
    const char *at = list->text.data;
    for (size_t i = 0; i < list->count; i++) {
        list->items[i].word = emotions ? _(emotion_words[i]) : "";
        list->items[i].key = at;
        at += strlen(at) + 1;
        list->items[i].label = slice_of(at);
        at += strlen(at) + 1;
    }
}

/* In the one form of its type. */
static void value_of(const struct slot *slot, const struct ask *ask, struct buf *out)
{
    if (ask->lane)
        lane_get(slot->node, ask->lane, out);
    else
        buf_add_slice(out, node_get(slot->node, ask->field));
}

static void add_words(struct option_list *list, const struct slot *slot, const struct ask *ask)
{
    struct buf now = BUF_INIT;
    int number = 0;
    value_of(slot, ask, &now);
    for (const char *const *word = ask->def->words; *word; word++)
        buf_adds(begin_numbered(list, ++number, value_has_item(buf_slice(&now), slice_of(*word))),
            word_of_field(ask->field, slice_of(*word)).data);
    buf_release(&now);
}

static void add_yes_no(struct option_list *list, const struct slot *slot, enum field field)
{
    struct slice now = node_get(slot->node, field);
    buf_adds(begin_option(list, "y", slice_is(now, "true")), _("yes"));
    buf_adds(begin_option(list, "n", slice_is(now, "false")), _("no"));
}

static void add_numbers(struct option_list *list, const struct slot *slot, const struct ask *ask)
{
    struct buf now = BUF_INIT;
    value_of(slot, ask, &now);
    for (int number = ask->def->low; number <= ask->def->high; number++) {
        char text[16];
        snprintf(text, sizeof text, "%d", number);
        buf_adds(begin_numbered(list, number, slice_is(buf_slice(&now), text)), text);
    }
    buf_release(&now);
}

/* A score is typed as it is said. */
static void add_emotions(struct option_list *list, const struct slot *slot, enum field field)
{
    const struct field_def *def = field_def(field);
    int now = touchpoint_emotion(slot->node, slot->persona ? slot->persona->id : NULL);
    for (int emotion = def->low; emotion <= def->high; emotion++) {
        char key[16];
        snprintf(key, sizeof key, emotion ? "%+d" : "%d", emotion);
        buf_adds(begin_option(list, key, now == emotion), key);
    }
}

/* --- picks --- */

void guide_add_path(struct node *node, struct buf *out)
{
    if (!node || node->kind == KIND_MAP)
        return;
    size_t start = out->len;
    guide_add_path(node->parent, out);
    if (out->len > start)
        buf_adds(out, " / ");
    buf_add_slice(out, node_headline(node));
}

static void add_pain_label(struct node *pain, struct buf *out)
{
    buf_add_slice(out, node_headline(pain));
    buf_adds(out, " (");
    guide_add_path(pain->parent, out);
    buf_adds(out, ", ");
    struct buf priority = BUF_INIT;
    pain_add_priority(pain, &priority);
    buf_addf(out, _("priority %s"), priority.data);
    buf_release(&priority);
    buf_add_char(out, ')');
}

static void add_idea_label(struct node *idea, struct buf *out)
{
    int votes = node_int(idea, IDEA_VOTES, 0);
    buf_add_slice(out, node_headline(idea));
    buf_adds(out, " (");
    guide_add_path(idea->parent, out);
    if (votes) {
        buf_adds(out, ", ");
        buf_addf(out, _n("%d vote", "%d votes", (unsigned)votes), votes);
    }
    if (idea_quadrant(idea) != QUADRANT_NONE)
        buf_addf(out, ", %s", quadrant_name(idea_quadrant(idea)));
    buf_add_char(out, ')');
}

static void add_node_label(struct node *node, struct buf *out)
{
    int emotion = touchpoint_emotion(node, NULL);
    guide_add_path(node, out);
    if (emotion != EMOTION_NONE)
        buf_addf(out, emotion ? " %+d" : " %d", emotion);
}

static void add_nodes(
    struct option_list *list, const struct guide *guide, enum node_kind kind, enum field field)
{
    size_t count = pick_candidates(guide, kind, &list->nodes);
    for (size_t i = 0; i < count; i++) {
        struct node *node = list->nodes[i];
        struct buf *out = begin_numbered(list, (int)i + 1, node_flag(node, field));
        if (kind == KIND_PAIN)
            add_pain_label(node, out);
        else if (kind == KIND_IDEA)
            add_idea_label(node, out);
        else
            add_node_label(node, out);
    }
}

void options_read(const struct guide *guide, const struct slot *slot, struct option_list *out)
{
    const struct ask *ask = slot_ask(guide, slot);
    enum field_type type = ask->def->type;
    options_release(out);
    if (ask->pick)
        add_nodes(out, guide, ask->kind, ask->field);
    else if (ask_form(ask) != ANSWER_KEY && ask->def->words)
        add_words(out, slot, ask);
    else if (ask_form(ask) != ANSWER_KEY)
        return;
    else if (type == FIELD_BOOLEAN)
        add_yes_no(out, slot, ask->field);
    else if (type == FIELD_CHOICE)
        add_words(out, slot, ask);
    else if (type == FIELD_PER_PERSONA)
        add_emotions(out, slot, ask->field);
    else
        add_numbers(out, slot, ask);
    finish(out, type == FIELD_PER_PERSONA && !ask->pick);
}

size_t guide_options(struct guide *guide, const struct guide_option **out)
{
    guide_sync(guide);
    if (guide->state->end)
        options_release(&guide->options);
    else
        options_read(guide, &guide->state->position, &guide->options);
    *out = guide->options.items;
    return guide->options.count;
}
