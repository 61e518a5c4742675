/* Answers that add to a list: texts, nodes, touchpoints in their short form. */
#include "base/i18n.h"
#include "base/text.h"
#include "guide/guide_private.h"
#include "model/edit/per_persona.h"
#include "model/value_list.h"

enum {
    LIST_LIMIT = 3 * ANSWER_LIMIT, /* bytes of a list of texts, which each answer writes anew */
    TWICE_LOOK = 1000              /* the last so many items are compared with a new one */
};

static void say_twice(struct slice text, struct buf *message)
{
    if (!message->len)
        buf_addf(message, _("\"%.*s\" is there twice now; .undo takes it back"), SLICE_ARG(text));
}

/* Appends the items that were typed to the list; false where there are none. */
static bool read_texts(
    const struct ask *ask, struct slice text, struct buf *list, struct buf *message)
{
    struct buf item = BUF_INIT, word = BUF_INIT, why = BUF_INIT;
    size_t before = list->len;
    bool good = true;
    while (good && value_next_typed(&text, ";\\", &item)) {
        struct slice rest = buf_slice(list), other;
        buf_clear(&word);
        good = expand_word(ask->field, buf_slice(&item), &word, &why);
        while (value_next_item(&rest, &other))
            if (slice_equal_fold(other, buf_slice(&word)))
                say_twice(other, message);
        if (!message->len)
            answer_say(buf_slice(&item), buf_slice(&word), message);
        value_add_item(list, buf_slice(&word));
    }
    if (!good) {
        buf_clear(message);
        buf_add_slice(message, buf_slice(&why));
    } else if (list->len == before) {
        buf_adds(message, _("write something between the semicolons; an empty line ends the list"));
    } else if (list->len > LIST_LIMIT) {
        buf_clear(message);
        buf_adds(message, _("the list is full; an empty line ends it"));
        good = false;
    }
    buf_release(&item);
    buf_release(&word);
    buf_release(&why);
    return good && list->len > before;
}

static enum answered add_texts(struct guide *guide, struct slice text, struct buf *message)
{
    const struct slot *slot = &guide->state->position;
    const struct ask *ask = slot_ask(guide, slot);
    struct buf list = BUF_INIT;
    buf_add_slice(&list, node_get(slot->node, ask->field));
    bool good = read_texts(ask, text, &list, message);
    if (good) {
        guide_begin(guide);
        edit_set(guide->undo, slot->node, ask->field, buf_slice(&list));
        guide_end(guide);
    }
    buf_release(&list);
    return good ? ANSWER_ADDED : ANSWER_REFUSED;
}

static void add_pains(struct guide *guide, struct node *touchpoint, struct slice pains)
{
    struct map *map = guide_map(guide);
    struct slice text;
    while (value_next_item(&pains, &text)) {
        struct node *pain = node_new(map, KIND_PAIN);
        node_put(map, pain, PAIN_TEXT, text);
        edit_insert(guide->undo, touchpoint, pain, (size_t)-1);
    }
}

static struct node *new_touchpoint(
    struct guide *guide, const struct short_form *form, struct node *stage)
{
    struct map *map = guide_map(guide);
    struct node *node = node_new(map, KIND_TOUCHPOINT);
    struct buf emotion = BUF_INIT;
    node_put(map, node, TOUCHPOINT_NAME, buf_slice(&form->name));
    if (form->channel.len)
        node_put(map, node, TOUCHPOINT_CHANNEL, buf_slice(&form->channel));
    touchpoint_emotion_with(map, node, NULL, form->emotion, &emotion);
    if (emotion.len)
        node_put(map, node, TOUCHPOINT_EMOTION, buf_slice(&emotion));
    edit_insert(guide->undo, stage, node, (size_t)-1);
    add_pains(guide, node, buf_slice(&form->pains));
    buf_release(&emotion);
    return node;
}

static void say_if_twice(const struct node *added, struct buf *message)
{
    struct node_list list = node_children(added->parent, node_list_field(added));
    uint32_t first = list.count > TWICE_LOOK ? list.count - TWICE_LOOK : 0;
    for (uint32_t i = first; i < list.count; i++)
        if (list.items[i] != added &&
            slice_equal_fold(node_headline(list.items[i]), node_headline(added))) {
            say_twice(node_headline(added), message);
            return;
        }
}

static enum answered add_touchpoint(struct guide *guide, struct slice text, struct buf *message)
{
    struct short_form form;
    short_form_init(&form);
    bool good = short_form_parse(&form, text, message);
    if (good) {
        guide_begin(guide);
        say_if_twice(new_touchpoint(guide, &form, guide->state->position.node), message);
        guide_forget_kind(guide, KIND_TOUCHPOINT);
        guide_forget_kind(guide, KIND_PAIN);
        guide_end(guide);
        if (!message->len && !slice_equal(text, buf_slice(&form.name)))
            short_form_describe(&form, message);
    }
    short_form_release(&form);
    return good ? ANSWER_ADDED : ANSWER_REFUSED;
}

/* The ideas of a pain lie in its touchpoint. */
static enum answered add_node(struct guide *guide, struct slice text, struct buf *message)
{
    const struct slot *slot = &guide->state->position;
    enum node_kind kind = field_def(slot_ask(guide, slot)->field)->child;
    struct map *map = guide_map(guide);
    bool of_pain = slot->node->kind == KIND_PAIN;
    struct node *node = node_new(map, kind);
    node_put(map, node, kind_def(kind)->headline, text);
    if (of_pain)
        node_put(map, node, IDEA_PAIN, slice_of(slot->node->id));
    guide_begin(guide);
    edit_insert(guide->undo, of_pain ? slot->node->parent : slot->node, node, (size_t)-1);
    say_if_twice(node, message);
    guide_forget_kind(guide, kind);
    guide_end(guide);
    return ANSWER_ADDED;
}

/* --- several in a line --- */

static bool preview_node(const struct guide *guide, struct slice text, struct buf *out)
{
    const struct field_def *def = field_def(slot_ask(guide, &guide->state->position)->field);
    if (def->child != KIND_TOUCHPOINT)
        return true;
    struct short_form form;
    short_form_init(&form);
    bool good = short_form_parse(&form, text, out);
    if (good && !slice_equal(text, buf_slice(&form.name)))
        short_form_describe(&form, out);
    short_form_release(&form);
    return good;
}

/* What a customer said is taken word for word. */
static bool is_one(const struct guide *guide, struct slice text)
{
    const struct field_def *def = field_def(slot_ask(guide, &guide->state->position)->field);
    return def->child == KIND_QUOTE || !text.len || !memchr(text.data, ';', text.len);
}

/* "2: TV ad: web, +1; Search"; refuses where one of them can't be used. */
static bool preview_nodes(const struct guide *guide, struct slice text, struct buf *out)
{
    struct buf name = BUF_INIT, said = BUF_INIT, one = BUF_INIT;
    int count = 0;
    bool good = true;
    while (good && value_next_typed(&text, ";", &name)) {
        buf_clear(&one);
        good = preview_node(guide, buf_slice(&name), &one);
        buf_adds(&said, count++ ? "; " : "");
        buf_add_slice(&said, one.len ? buf_slice(&one) : buf_slice(&name));
    }
    if (!good)
        buf_add_slice(out, buf_slice(&one));
    else if (!count)
        buf_adds(out, _("write something between the semicolons; an empty line ends the list"));
    else if (count > 1)
        buf_addf(out, "%d: %s", count, said.data);
    else
        buf_add_slice(out, buf_slice(&said));
    buf_release(&name);
    buf_release(&said);
    buf_release(&one);
    return good && count;
}

static enum answered add_one(struct guide *guide, struct slice text, struct buf *message)
{
    const struct field_def *def = field_def(slot_ask(guide, &guide->state->position)->field);
    return def->child == KIND_TOUCHPOINT ? add_touchpoint(guide, text, message)
                                         : add_node(guide, text, message);
}

/* All of them or none, and undone at once. */
static enum answered add_nodes(struct guide *guide, struct slice text, struct buf *message)
{
    struct buf name = BUF_INIT, said = BUF_INIT;
    if (!preview_nodes(guide, text, message))
        return ANSWER_REFUSED;
    undo_begin(guide->undo);
    while (value_next_typed(&text, ";", &name))
        add_one(guide, buf_slice(&name), &said);
    undo_end(guide->undo);
    buf_release(&name);
    buf_release(&said);
    return ANSWER_ADDED;
}

enum answered answer_item(struct guide *guide, struct slice text, struct buf *message)
{
    const struct field_def *def = field_def(slot_ask(guide, &guide->state->position)->field);
    if (def->type == FIELD_LIST)
        return add_texts(guide, text, message);
    return is_one(guide, text) ? add_one(guide, text, message) : add_nodes(guide, text, message);
}

bool preview_item(const struct guide *guide, struct slice text, struct buf *out)
{
    const struct ask *ask = slot_ask(guide, &guide->state->position);
    struct buf list = BUF_INIT;
    if (field_def(ask->field)->type == FIELD_LIST) {
        bool some = read_texts(ask, text, &list, out);
        buf_release(&list);
        return some;
    }
    return is_one(guide, text) ? preview_node(guide, text, out) : preview_nodes(guide, text, out);
}
