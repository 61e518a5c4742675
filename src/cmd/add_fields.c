/* What was given to cjm-tui add, set in nodes and added below them. */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/text.h"
#include "cmd/add.h"
#include "insight/comment.h"
#include "model/edit/per_persona.h"
#include "model/lane.h"
#include "model/value_list.h"
#include "store/own_field.h"

struct slice add_given(const struct addition *add, const char *option)
{
    const char *value = option_value(add->arguments, option);
    return value ? text_trim(slice_of(value)) : SLICE_NONE;
}

bool add_says_of(const struct addition *add, enum node_kind kind)
{
    for (size_t i = 0; i < add->arguments->options->count; i++) {
        enum field field = add->arguments->options->rows[i].field;
        if (add->arguments->values[i] && field && field_def(field)->kind == kind)
            return true;
    }
    return false;
}

bool add_complain(struct addition *add, const char *option, const char *what)
{
    diags_add(add->diags, NULL, 0, 0, "--%s: %s", option, what);
    return false;
}

static bool read_value(enum field field, struct slice text, struct buf *out, struct buf *why)
{
    struct buf item = BUF_INIT;
    if (field_def(field)->type != FIELD_LIST)
        return field_parse(field, text, clock_now(&clock_system), out, why);
    while (value_next_typed(&text, ";\\", &item))
        value_add_item(out, buf_slice(&item));
    buf_release(&item);
    if (!out->len)
        buf_adds(why, _("is empty; give a text, or leave the option out"));
    return out->len > 0;
}

bool add_takes_emotion(struct addition *add, const struct node *node, const char *option)
{
    return add->persona || !has_emotions_per_persona(node) ||
           add_complain(add, option,
               _("each persona has its own emotion here; say whose it is with --persona"));
}

static void store(struct addition *add, struct node *node, enum field field, struct slice value)
{
    if (add->persona && field == emotion_field(node))
        touchpoint_set_emotion(add->undo, node, add->persona->id, atoi(value.data));
    else
        edit_set(add->undo, node, field, value);
}

static bool set_field(struct addition *add, struct node *node, const struct option_row *row)
{
    if (row->field == emotion_field(node) && !add_takes_emotion(add, node, row->name))
        return false;
    struct buf parsed = BUF_INIT, why = BUF_INIT;
    bool good = read_value(row->field, add_given(add, row->name), &parsed, &why);
    if (good)
        store(add, node, row->field, buf_slice(&parsed));
    else
        add_complain(add, row->name, why.data);
    buf_release(&parsed);
    buf_release(&why);
    return good;
}

/* The node that has the lane of that key: this one, one that it lies in, or the persona. */
static struct node *node_of_lane(
    struct addition *add, struct node *node, struct slice key, struct lane *lane)
{
    const struct map *map = add->undo->map;
    while (node && !lane_of_key(map, (enum node_kind)node->kind, key, lane))
        node = node->parent;
    if (!node && add->persona && lane_of_key(map, KIND_PERSONA, key, lane))
        node = add->persona;
    return node;
}

/* "KEY=VALUE" */
static bool set_lane(struct addition *add, struct node *node, struct slice text)
{
    const char *sign = memchr(text.data, '=', text.len);
    struct slice key = { text.data, sign ? (size_t)(sign - text.data) : text.len };
    struct lane lane;
    struct buf value = BUF_INIT, why = BUF_INIT;
    node = node_of_lane(add, node, text_trim(key), &lane);
    bool good = sign && node;
    if (good && lane.def.type == FIELD_LIST)
        value_add_item(&value, text_trim(slice_from(text, key.len + 1)));
    else if (good)
        good = def_parse(&lane.def, text_trim(slice_from(text, key.len + 1)),
            clock_now(&clock_system), &value, &why);
    else
        buf_addf(&why, _("there is no lane \"%.*s\" in the map"), SLICE_ARG(key));
    if (good)
        lane_set(add->undo, node, &lane, buf_slice(&value));
    else
        add_complain(add, "set", why.data);
    buf_release(&value);
    buf_release(&why);
    return good;
}

bool add_set_lanes(struct addition *add, struct node *node)
{
    struct slice rest = add_given(add, "set");
    struct buf item = BUF_INIT;
    bool good = true;
    while (value_next_typed(&rest, ";\\", &item))
        good = set_lane(add, node, buf_slice(&item)) && good;
    buf_release(&item);
    return good;
}

static bool refuse_alone(struct addition *add, const char *needed, const char *option)
{
    struct buf why = BUF_INIT;
    buf_addf(&why, _("needs the option --%s too"), needed);
    add_complain(add, option, why.data);
    buf_release(&why);
    return false;
}

bool add_set_fields(struct addition *add, struct node *node, enum node_kind kind)
{
    const struct kind_def *def = kind_def(kind);
    bool good = true;
    for (size_t i = 0; i < add->arguments->options->count; i++) {
        const struct option_row *row = &add->arguments->options->rows[i];
        if (!add->arguments->values[i] || row->field < def->first || row->field >= def->end ||
            !row->field || (row->field == def->headline && kind != KIND_MAP))
            continue;
        good = (node ? set_field(add, node, row) : refuse_alone(add, def->name, row->name)) && good;
    }
    return good;
}

/* --- what is new --- */

static struct node *insert(
    struct addition *add, struct node *parent, enum node_kind kind, struct slice headline)
{
    struct node *node = node_new(add->undo->map, kind);
    struct buf to = BUF_INIT;
    node_put(add->undo->map, node, kind_def(kind)->headline, headline);
    if (kind == KIND_COMMENT)
        comment_add_named(headline, &to);
    if (to.len)
        node_put(add->undo->map, node, COMMENT_FOR, buf_slice(&to));
    buf_release(&to);
    edit_insert(add->undo, parent, node, (size_t)-1);
    buf_addf(&add->ids, "%s\n", node->id);
    return node;
}

struct node *add_named(
    struct addition *add, struct node *parent, enum node_kind kind, struct slice name)
{
    struct name_index index = { 0 };
    name_index_begin(&index, parent, field_of_child((enum node_kind)parent->kind, kind));
    struct node *node = name_index_find(&index, name);
    name_index_release(&index);
    return node ? node : insert(add, parent, kind, name);
}

static bool goes_below(const struct node *parent, enum node_kind kind)
{
    return parent && field_of_child((enum node_kind)parent->kind, kind) < FIELD_COUNT;
}

/* --- comments --- */

static bool may_have_comments(enum node_kind kind)
{
    return field_of_child(kind, KIND_COMMENT) < FIELD_COUNT;
}

void add_comment_kinds(struct buf *out)
{
    for (enum node_kind kind = 0; kind < KIND_COUNT; kind++)
        if (may_have_comments(kind))
            text_add_item(out, slice_of(kind_def(kind)->name));
}

/* What the comment is on; KIND_COUNT: on what all is for. */
static enum node_kind commented_kind(const struct addition *add)
{
    struct slice word = add_given(add, "comment-on");
    enum node_kind kind = 0;
    while (kind < KIND_COUNT &&
           !(may_have_comments(kind) && slice_equal_fold(word, slice_of(kind_def(kind)->name))))
        kind++;
    return kind;
}

bool add_comment_on(struct addition *add, struct node *node)
{
    struct slice text = add_given(add, "comment");
    if (!node || !text.data || commented_kind(add) != (enum node_kind)node->kind)
        return true;
    add->commented = true;
    return add_set_fields(add, insert(add, node, KIND_COMMENT, text), KIND_COMMENT);
}

bool add_check_comment(struct addition *add)
{
    enum node_kind kind = commented_kind(add);
    struct slice word = add_given(add, "comment-on");
    struct buf why = BUF_INIT, kinds = BUF_INIT;
    if (!word.data || add->commented)
        return true;
    add_comment_kinds(&kinds);
    if (kind == KIND_COUNT)
        buf_addf(&why, _("\"%1$s\" is not allowed; allowed: %2$s"), word.data, kinds.data);
    else
        buf_addf(&why, _("needs the option --%s too"),
            add_given(add, "comment").data ? kind_def(kind)->name : "comment");
    add_complain(add, "comment-on", why.data);
    buf_release(&why);
    buf_release(&kinds);
    return false;
}

/* --- what is below --- */

/* Where there is no parent for it, the option `needed` is what it lacks. */
static bool add_child(
    struct addition *add, struct node *parent, enum node_kind kind, const char *needed)
{
    const char *option = kind_def(kind)->name;
    struct slice text = add_given(add, option);
    if (text.data && !goes_below(parent, kind))
        return refuse_alone(add, needed, option);
    struct node *node = text.data ? insert(add, parent, kind, text) : NULL;
    bool good = add_set_fields(add, node, kind) && add_comment_on(add, node);
    return (kind != KIND_METRIC || add_child(add, node, KIND_READING, "metric")) && good;
}

bool add_children(struct addition *add, struct node *parent)
{
    static const struct {
        enum node_kind kind;
        const char *needed;
    } children[] = { { KIND_PAIN, "stage" }, { KIND_IDEA, "stage" }, { KIND_QUOTE, "stage" },
        { KIND_METRIC, "stage" }, { KIND_VISIT, "touchpoint" }, { KIND_COMMENT, "stage" } };
    bool good = true;
    for (size_t i = 0; i < sizeof children / sizeof *children; i++) {
        enum node_kind kind = children[i].kind;
        if (kind == KIND_COMMENT && add_given(add, "comment-on").data)
            continue;
        bool goes = goes_below(parent, kind); /* a persona has no metrics: they are the map's */
        struct node *node = goes ? parent : add->undo->map->root;
        good = add_child(add, node, kind, children[i].needed) && good;
    }
    return good;
}

bool add_note(struct addition *add)
{
    return add_child(add, add->undo->map->root, KIND_NOTE, "note");
}
