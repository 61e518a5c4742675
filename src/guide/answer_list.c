/* Answers that add to a list: texts, or nodes in their short form. */
#include "base/i18n.h"
#include "base/text.h"
#include "guide/guide_private.h"
#include "model/edit/short_form.h"
#include "model/value_list.h"
#include "model/value_word.h"

enum {
    LIST_LIMIT = 3 * ANSWER_LIMIT, /* bytes of a list of texts, which each answer writes anew */
    TWICE_LOOK = 1000              /* the last so many items are compared with a new one */
};

static void say_twice(struct slice text, struct buf *message)
{
    if (!message->len)
        buf_addf(message, _("\"%.*s\" is now there twice; .undo takes it back"), SLICE_ARG(text));
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
        buf_adds(message, _("type something between the semicolons; an empty line ends the list"));
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

/* All of them or none, and undone at once. The ideas of a pain lie in its touchpoint. */
static enum answered add_nodes(struct guide *guide, struct slice text, struct buf *message)
{
    const struct slot *slot = &guide->state->position;
    enum node_kind kind = field_def(slot_ask(guide, slot)->field)->child;
    struct buf said = BUF_INIT, twice = BUF_INIT;
    bool good = short_list_read(kind, text, &said);
    if (good) {
        guide_begin(guide);
        struct node *pain = slot->node->kind == KIND_PAIN ? slot->node : NULL;
        struct node *parent = pain ? pain->parent : slot->node;
        enum field list = field_of_child(parent->kind, kind);
        size_t before = node_child_count(parent, list);
        struct node *last = short_list_insert(guide->undo, parent, kind, (size_t)-1, text);
        size_t count = node_child_count(parent, list);
        for (size_t i = before; pain && i < count; i++)
            edit_set(guide->undo, node_child(parent, list, i), IDEA_PAIN, slice_of(pain->id));
        if (count == before + 1)
            say_if_twice(last, &twice);
        guide_forget_kind(guide, kind);
        guide_forget_kind(guide, KIND_PAIN);
        guide_end(guide);
    }
    if (!good || !message->len)
        buf_add_slice(message, buf_slice(twice.len ? &twice : &said));
    buf_release(&said);
    buf_release(&twice);
    return good ? ANSWER_ADDED : ANSWER_REFUSED;
}

enum answered answer_item(struct guide *guide, struct slice text, struct buf *message)
{
    const struct field_def *def = field_def(slot_ask(guide, &guide->state->position)->field);
    return def->type == FIELD_LIST ? add_texts(guide, text, message)
                                   : add_nodes(guide, text, message);
}

bool preview_item(const struct guide *guide, struct slice text, struct buf *out)
{
    const struct ask *ask = slot_ask(guide, &guide->state->position);
    struct buf list = BUF_INIT;
    if (field_def(ask->field)->type != FIELD_LIST)
        return short_list_read(field_def(ask->field)->child, text, out);
    bool some = read_texts(ask, text, &list, out);
    buf_release(&list);
    return some;
}
