#include "app/grid/detail.h"

#include <stdlib.h>

#include "app/core/ask.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "insight/comment.h"
#include "insight/priority.h"
#include "insight/review.h"
#include "insight/stage.h"
#include "model/edit/per_persona.h"
#include "model/lane.h"
#include "store/own_field.h"

/* What the paragraphs are put together with. */
struct writer {
    struct detail *detail;
    const char *separator, *arrow;
    bool ascii;
    const struct clock *clock;
};

static struct detail_item *add_item(
    const struct writer *writer, enum detail_part part, struct node *node)
{
    struct detail *detail = writer->detail;
    MEM_GROW(detail->items, detail->count + 1, detail->cap);
    struct detail_item *item = &detail->items[detail->count++];
    *item = (struct detail_item){ .part = part, .node = node };
    return item;
}

void detail_release(struct detail *detail)
{
    for (size_t i = 0; i < detail->count; i++) {
        buf_release(&detail->items[i].label);
        buf_release(&detail->items[i].text);
        buf_release(&detail->items[i].facts);
    }
    buf_release(&detail->facts);
    free(detail->items);
    *detail = (struct detail){ 0 };
}

/* " · online" */
static void add_fact(const struct writer *writer, struct buf *out, struct slice text)
{
    if (!text.len)
        return;
    buf_adds(out, out->len ? writer->separator : "");
    text_add_visible(out, text);
}

static void add_field_fact(
    const struct writer *writer, struct buf *out, const struct node *node, enum field field)
{
    struct buf text = BUF_INIT;
    if (node_has(node, field))
        field_add_shown(field, node_get(node, field), &text);
    add_fact(writer, out, buf_slice(&text));
    buf_release(&text);
}

/* "importance 5" */
static void add_rating(
    const struct writer *writer, struct buf *out, const struct node *touchpoint, enum field field)
{
    struct buf text = BUF_INIT;
    int rating = node_int(touchpoint, field, 0);
    if (rating)
        buf_addf(&text, field == TOUCHPOINT_IMPACT ? _("impact %d") : _("importance %d"), rating);
    add_fact(writer, out, buf_slice(&text));
    buf_release(&text);
}

/* --- the first line --- */

static void touchpoint_facts(const struct writer *writer, const struct node *touchpoint)
{
    struct buf *out = &writer->detail->facts;
    add_field_fact(writer, out, touchpoint, TOUCHPOINT_CHANNEL);
    if (node_has(touchpoint, TOUCHPOINT_ONLINE))
        add_fact(writer, out,
            slice_of(node_flag(touchpoint, TOUCHPOINT_ONLINE) ? _("online") : _("offline")));
    add_field_fact(writer, out, touchpoint, TOUCHPOINT_WHEN);
    add_field_fact(writer, out, touchpoint, TOUCHPOINT_DURATION);
    add_rating(writer, out, touchpoint, TOUCHPOINT_IMPORTANCE);
    add_rating(writer, out, touchpoint, TOUCHPOINT_IMPACT);
    if (node_flag(touchpoint, TOUCHPOINT_MOMENT))
        add_fact(writer, out, slice_of(_("moment of truth")));
    if (node_has(touchpoint, TOUCHPOINT_EVIDENCE))
        add_field_fact(writer, out, touchpoint, TOUCHPOINT_EVIDENCE);
    else
        add_fact(writer, out, slice_of(_("not said how we know")));
}

/* "sum 3 hours" */
static void add_length(const struct writer *writer, const struct stage_sum *sum)
{
    struct buf length = BUF_INIT, text = BUF_INIT;
    length_add(&sum->length, &length);
    if (sum->timed)
        /* TRANSLATORS: How long the touchpoints of a stage take together. */
        buf_addf(&text, _("sum %s"), length.data);
    add_fact(writer, &writer->detail->facts, buf_slice(&text));
    buf_release(&length);
    buf_release(&text);
}

/* "4 touchpoints · mean +0.5 · 1 week · sum 3 hours · Branch manager": of the path that is shown.
 */
static void stage_facts(
    const struct writer *writer, const struct app *app, const struct node *stage)
{
    struct buf *out = &writer->detail->facts, text = BUF_INIT, mean = BUF_INIT;
    struct stage_sum sum = stage_sum(&app->session.map, stage, app_persona(app), app->summary.path);
    buf_addf(out, _n("%zu touchpoint", "%zu touchpoints", sum.touchpoints), sum.touchpoints);
    if (sum.scored) {
        mean_add(sum.mean, &mean);
        buf_addf(&text, _("mean %s"), mean.data);
    }
    add_fact(writer, out, buf_slice(&text));
    add_field_fact(writer, out, stage, STAGE_DURATION);
    add_length(writer, &sum);
    add_field_fact(writer, out, stage, STAGE_OWNER);
    buf_release(&text);
    buf_release(&mean);
}

/* --- pains, ideas, quotes, metrics --- */

static void set_sign(struct detail_item *item, const char *sign, enum style style, bool solved)
{
    item->sign = sign;
    item->sign_style = solved ? STYLE_DIM : style;
    item->style = solved ? STYLE_DIM : STYLE_NORMAL;
}

/* "18 Dec" */
static void add_day(
    const struct writer *writer, struct buf *out, const struct node *node, enum field field)
{
    struct buf text = BUF_INIT;
    date_add_short(writer->clock, node_get(node, field), &text);
    add_fact(writer, out, buf_slice(&text));
    buf_release(&text);
}

/* "4 always  doing · Branch manager · 18 Dec" */
static void describe_pain(
    const struct writer *writer, const struct node *pain, struct detail_item *item)
{
    const char *often = frequency_name(node_int(pain, PAIN_FREQUENCY, 0));
    struct buf *facts = &item->facts, more = BUF_INIT;
    set_sign(item, "! ", STYLE_PAIN, action_done(pain));
    if (node_has(pain, PAIN_SEVERITY))
        buf_add_slice(facts, node_get(pain, PAIN_SEVERITY));
    if (often)
        buf_addf(facts, "%s%s", facts->len ? " " : "", often);
    add_field_fact(writer, &more, pain, PAIN_STATUS);
    add_field_fact(writer, &more, pain, PAIN_OWNER);
    add_day(writer, &more, pain, PAIN_DUE);
    if (more.len)
        buf_addf(facts, "%s%s", facts->len ? "  " : "", more.data);
    buf_release(&more);
}

static void describe_idea(
    const struct writer *writer, const struct node *idea, struct detail_item *item)
{
    struct buf *facts = &item->facts;
    set_sign(item, writer->ascii ? "-> " : "→ ", STYLE_IDEA, action_done(idea));
    add_fact(writer, facts, slice_of(quadrant_name(idea_quadrant(idea))));
    if (node_flag(idea, IDEA_CHOSEN))
        add_fact(writer, facts, slice_of(_("chosen")));
    add_field_fact(writer, facts, idea, IDEA_OWNER);
    add_day(writer, facts, idea, IDEA_DUE);
}

static void describe_quote(
    const struct writer *writer, const struct node *quote, struct detail_item *item)
{
    buf_splice(&item->text, 0, 0, slice_of(writer->ascii ? "\"" : "“"));
    buf_adds(&item->text, writer->ascii ? "\"" : "”");
    add_field_fact(writer, &item->facts, quote, QUOTE_BY);
}

/* "14 → 4 min" */
static void describe_metric(
    const struct writer *writer, const struct node *metric, struct detail_item *item)
{
    set_sign(item, "# ", STYLE_NORMAL, false);
    text_add_visible(&item->facts, node_get(metric, METRIC_VALUE));
    if (node_has(metric, METRIC_TARGET)) {
        buf_adds(&item->facts, writer->arrow);
        text_add_visible(&item->facts, node_get(metric, METRIC_TARGET));
    }
    if (node_has(metric, METRIC_UNIT)) {
        buf_add_char(&item->facts, ' ');
        text_add_visible(&item->facts, node_get(metric, METRIC_UNIT));
    }
}

/* With its word in front, which tells it from a quote. */
static void describe_comment(
    const struct writer *writer, const struct node *comment, struct detail_item *item)
{
    item->style = comment_is_done(comment) ? STYLE_DIM : STYLE_NORMAL;
    buf_adds(&item->label, _(kind_def(KIND_COMMENT)->name));
    comment_add_facts(writer->clock, comment, writer->separator, &item->facts);
}

/* The children that the pane lists, in this order. */
static const struct {
    enum field field;
    enum detail_part part;
    void (*describe)(
        const struct writer *writer, const struct node *node, struct detail_item *item);
} lists[] = {
    { TOUCHPOINT_PAINS, DETAIL_ACTS, describe_pain },
    { TOUCHPOINT_IDEAS, DETAIL_ACTS, describe_idea },
    { TOUCHPOINT_QUOTES, DETAIL_VOICES, describe_quote },
    { TOUCHPOINT_METRICS, DETAIL_VOICES, describe_metric },
    { TOUCHPOINT_COMMENTS, DETAIL_VOICES, describe_comment },
    { STAGE_PAINS, DETAIL_ACTS, describe_pain },
    { STAGE_IDEAS, DETAIL_ACTS, describe_idea },
    { STAGE_QUOTES, DETAIL_VOICES, describe_quote },
    { STAGE_METRICS, DETAIL_VOICES, describe_metric },
    { STAGE_COMMENTS, DETAIL_VOICES, describe_comment },
};

static void add_child(const struct writer *writer, struct node *node, enum detail_part part,
    void (*describe)(
        const struct writer *writer, const struct node *node, struct detail_item *item))
{
    struct detail_item *item = add_item(writer, part, node);
    buf_add_slice(&item->text, text_trim(node_headline(node)));
    describe(writer, node, item);
}

/* Each with the comments on it below. */
static void add_children(const struct writer *writer, const struct node *subject)
{
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        struct node_list list = node_children(subject, lists[i].field);
        for (uint32_t j = 0; j < list.count; j++) {
            struct node_list comments = comments_of(list.items[j]);
            add_child(writer, list.items[j], lists[i].part, lists[i].describe);
            for (uint32_t k = 0; k < comments.count; k++)
                add_child(writer, comments.items[k], lists[i].part, describe_comment);
        }
    }
}

struct node *detail_node(const struct app *app, int row)
{
    const struct node *subject = grid_subject(app);
    for (size_t i = 0; subject && i < sizeof lists / sizeof *lists; i++) {
        struct node_list list = node_children(subject, lists[i].field);
        for (uint32_t j = 0; j < list.count; j++) {
            struct node_list comments = comments_of(list.items[j]);
            if (row <= (int)comments.count)
                return row < 0 ? NULL : row ? comments.items[row - 1] : list.items[j];
            row -= 1 + (int)comments.count;
        }
    }
    return NULL;
}

/* --- fields --- */

static bool is_told(enum field field)
{
    static const enum field told[] = { TOUCHPOINT_NAME, TOUCHPOINT_CHANNEL, TOUCHPOINT_ONLINE,
        TOUCHPOINT_WHEN, TOUCHPOINT_DURATION, TOUCHPOINT_EMOTION, TOUCHPOINT_IMPORTANCE,
        TOUCHPOINT_IMPACT, TOUCHPOINT_MOMENT, TOUCHPOINT_EVIDENCE, STAGE_NAME, STAGE_DURATION,
        STAGE_OWNER, STAGE_EMOTION };
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        if (told[i] == field)
            return true;
    return false;
}

/* What a field of a journey is called where there is little room: in lower case, as all labels of
 * the pane are. */
static void add_short_label(enum field field, struct buf *out)
{
    static const struct {
        enum field field;
        const char *label;
    } labels[] = {
        { TOUCHPOINT_DOING, N_("does") },
        { TOUCHPOINT_DECIDES, N_("decides") },
        { TOUCHPOINT_THINKING, N_("thinks") },
        { TOUCHPOINT_FEELING, N_("feels") },
        { TOUCHPOINT_SOURCE, N_("source") },
        { STAGE_GOAL, N_("goal") },
        { STAGE_NEEDS, N_("needs") },
        { STAGE_EXPECTS, N_("expects") },
        { STAGE_DOING, N_("does") },
        { STAGE_THINKING, N_("thinks") },
        { STAGE_FEELING, N_("feels") },
    };
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (labels[i].field == field) {
            buf_adds(out, _(labels[i].label));
            return;
        }
    field_add_label(field, out);
}

/* What else is set, a paragraph each. */
static void add_fields(const struct writer *writer, const struct node *subject)
{
    const struct kind_def *kind = kind_def(subject->kind);
    for (enum field f = kind->first; f < kind->end; f++) {
        if (field_def(f)->type == FIELD_NODES || !field_def(f)->label || is_told(f) ||
            !node_has(subject, f))
            continue;
        struct detail_item *item = add_item(writer, DETAIL_FIELDS, NULL);
        add_short_label(f, &item->label);
        field_add_shown(f, node_get(subject, f), &item->text);
    }
}

/* Lanes and own keys, the last ones. */
static void add_own_fields(
    const struct writer *writer, const struct map *map, const struct node *subject)
{
    enum field field;
    for (size_t i = 0; (field = own_field_at(map, subject, i)) > FIELD_UNKNOWN; i++) {
        if (!node_has(subject, field))
            continue;
        struct detail_item *item = add_item(writer, DETAIL_FIELDS, NULL);
        text_add_visible(&item->label, own_field_label(map, (enum node_kind)subject->kind, field));
        own_field_show_of(map, subject, field, &item->text);
    }
}

void detail_fill(
    const struct app *app, const struct node *subject, bool ascii, struct detail *detail)
{
    struct writer writer = { detail, ascii ? " - " : " · ", ascii ? " -> " : " → ", ascii,
        app->options.clock };
    if (subject->kind == KIND_TOUCHPOINT)
        touchpoint_facts(&writer, subject);
    else
        stage_facts(&writer, app, subject);
    add_children(&writer, subject);
    add_fields(&writer, subject);
    add_own_fields(&writer, &app->session.map, subject);
}
