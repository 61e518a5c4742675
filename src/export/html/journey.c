/* The journey as one table: a column a touchpoint, a row a lane. */
#include <stdlib.h>

#include "base/i18n.h"
#include "base/length.h"
#include "base/mem.h"
#include "export/html/html.h"
#include "export/poster/curve_plot.h"
#include "export/poster/svg.h"
#include "insight/priority.h"
#include "model/edit/per_persona.h"
#include "model/value_word.h"

/* --- heads --- */

static size_t columns_of(const struct part *part)
{
    return part->end - part->first;
}

static void add_colgroups(const struct poster *poster, struct buf *out)
{
    buf_adds(out, "<colgroup><col class=\"lane\"></colgroup>");
    for (size_t i = 0; i < poster->part_count; i++)
        buf_addf(out, "<colgroup span=\"%zu\"></colgroup>", columns_of(&poster->parts[i]));
}

static void add_stage_row(const struct poster *poster, struct buf *out)
{
    buf_addf(out, "<tr class=\"st\"><th class=\"lane\" scope=\"row\">%s</th>", _("Stages"));
    for (size_t i = 0; i < poster->part_count; i++) {
        const struct part *part = &poster->parts[i];
        buf_addf(out,
            "<th scope=\"colgroup\" colspan=\"%zu\" id=\"s%d\" style=\"--sc:#%06X\">"
            "<span class=\"no\">%d</span>",
            columns_of(part), part->number, (unsigned)stage_colour(part), part->number);
        xml_add_text(out, node_headline(part->stage));
        buf_adds(out, "</th>");
    }
    buf_adds(out, "</tr>\n");
}

static const char *evidence_class(struct slice evidence)
{
    return slice_is(evidence, "research")  ? "research"
           : slice_is(evidence, "partial") ? "partial"
                                           : "assumption";
}

static void add_touchpoint_head(const struct column *column, bool first, struct buf *out)
{
    const struct node *node = column->touchpoint;
    const char *class = first ? " class=\"f\"" : "";
    if (!node) {
        buf_addf(out, "<td%s></td>", class);
        return;
    }
    const char *evidence = evidence_class(node_get(node, TOUCHPOINT_EVIDENCE));
    buf_addf(out,
        "<th scope=\"col\" id=\"t%d\"%s><a href=\"#t%d\"><span class=\"n %s\" title=\"%s: ",
        column->number, class, column->number, evidence, _("Evidence"));
    xml_add_text(out, word_text(slice_of(evidence)));
    buf_addf(out, "\">%d</span>", column->number);
    xml_add_text(out, node_headline(node));
    buf_adds(out, "</a>");
    struct slice channel = word_text(node_first(node, TOUCHPOINT_CHANNEL));
    struct buf length = BUF_INIT;
    length_add_shown(node_get(node, TOUCHPOINT_DURATION), &length);
    struct slice duration = buf_slice(&length);
    if (channel.len || duration.len) {
        html_add(out, "<small>", channel.len ? channel : duration, "");
        html_add(out, " · ", channel.len ? duration : SLICE_NONE, "");
        buf_adds(out, "</small>");
    }
    buf_release(&length);
    if (node_flag(node, TOUCHPOINT_MOMENT)) {
        struct slice moment = word_text(node_get(node, TOUCHPOINT_MOMENT_OF));
        html_add(out, "<span class=\"star\">★ ",
            moment.len ? moment : slice_of(_("moment of truth")), "</span>");
    }
    buf_adds(out, "</th>");
}

static void add_touchpoint_row(struct poster *poster, struct buf *out)
{
    buf_addf(out, "<tr class=\"tp\"><th class=\"lane\" scope=\"row\">%s</th>", _("Touchpoints"));
    for (size_t i = 0; i < poster->part_count; i++)
        for (size_t k = poster->parts[i].first; k < poster->parts[i].end; k++)
            add_touchpoint_head(&poster->columns[k], k == poster->parts[i].first, out);
    buf_adds(out, "</tr>");
}

static void begin_row(struct buf *out, const char *class, const char *key, const char *label)
{
    buf_addf(out, "<tr%s", class);
    html_add(out, " id=\"lane-", slice_of(key), "\"");
    buf_adds(out, "><th class=\"lane\" scope=\"row\">");
    xml_add_text(out, slice_of(label));
    buf_adds(out, "</th>");
}

/* --- rows of the stages --- */

static void add_stage_field(
    struct poster *poster, enum field field, const char *label, struct buf *out)
{
    bool any = false;
    for (size_t i = 0; i < poster->part_count; i++)
        any |= node_get(poster->parts[i].stage, field).len > 0;
    if (!any)
        return;
    begin_row(out, " class=\"goal\"", "", label);
    for (size_t i = 0; i < poster->part_count; i++) {
        buf_addf(out, "<td class=\"f\" colspan=\"%zu\">", columns_of(&poster->parts[i]));
        html_add_value(poster, field, node_get(poster->parts[i].stage, field), out);
        buf_adds(out, "</td>");
    }
    buf_adds(out, "</tr>\n");
}

static void add_stage_rows(struct poster *poster, struct buf *out)
{
    const struct kind_def *kind = kind_def(KIND_STAGE);
    add_stage_field(poster, STAGE_GOAL, _("Goals"), out);
    for (enum field field = kind->first; field < kind->end; field++)
        if (field != STAGE_NAME && field != STAGE_GOAL && field != STAGE_EMOTION &&
            field_is_shown(field) && field_def(field)->type != FIELD_NODES)
            add_stage_field(poster, field, _(field_def(field)->label), out);
}

static void add_curve_row(struct poster *poster, struct buf *out)
{
    if (!poster->scored)
        return;
    buf_addf(out,
        "<tr><th class=\"lane\" scope=\"row\">%s<span class=\"meta\">+2 %s<br>−2 %s</span></th>"
        "<td class=\"curve\" colspan=\"%zu\">",
        _("Emotion"), _("very good"), _("very bad"), poster->column_count);
    html_add_curve(poster, out);
    buf_adds(out, "</td></tr>\n");
}

/* --- cards --- */

void html_add_severity(const struct node *pain, struct buf *out)
{
    int severity = node_int(pain, PAIN_SEVERITY, -1);
    if (severity < 0)
        return;
    buf_adds(out, "<span class=\"sev\" role=\"img\" aria-label=\"");
    buf_addf(out, _("severity %d of 4"), severity);
    buf_adds(out, "\">");
    for (int i = 0; i < 4; i++)
        buf_adds(out, i < severity ? "■" : "□");
    buf_adds(out, "</span>");
}

/* The words below a card's text, with dots between them. */
struct meta {
    struct buf *out;
    bool any;
};

static void meta_next(struct meta *meta)
{
    buf_adds(meta->out, meta->any ? " · " : "<span class=\"meta\">");
    meta->any = true;
}

static void meta_add(struct meta *meta, const char *before, struct slice text, const char *behind)
{
    if (!text.len)
        return;
    meta_next(meta);
    html_add(meta->out, before, text, behind);
}

static void add_pain_meta(const struct card *card, struct meta *meta)
{
    static const char *const often[] = { N_("rare"), N_("sometimes"), N_("often"), N_("always") };
    int frequency = node_int(card->node, PAIN_FREQUENCY, 0);
    struct slice status = node_get(card->node, PAIN_STATUS);
    if (node_has(card->node, PAIN_SEVERITY)) {
        meta_next(meta);
        html_add_severity(card->node, meta->out);
    }
    meta_add(meta, "<span class=\"prio\">", card->more[0], "</span>");
    if (frequency >= 1 && frequency <= 4)
        meta_add(meta, "", slice_of(_(often[frequency - 1])), "");
    meta_add(meta, "", slice_is(status, "open") ? SLICE_NONE : word_text(status), "");
    meta_add(meta, "", card->more[1], "");
}

static void add_idea_meta(const struct card *card, struct meta *meta)
{
    bool quick = idea_quadrant(card->node) == QUADRANT_QUICK_WIN;
    meta_add(meta, quick ? "<span class=\"tag win\">" : "<span class=\"tag\">", card->more[0],
        "</span>");
    if (node_flag(card->node, IDEA_CHOSEN))
        meta_add(meta, "✓ ", slice_of(_("chosen")), "");
    meta_add(meta, "", card->more[1], "");
}

static void add_card(const struct poster_lane *lane, const struct card *card, struct buf *out)
{
    static const char *const classes[] = { [LANE_PLAIN] = "",
        [LANE_QUOTES] = "quote",
        [LANE_PAINS] = "pain",
        [LANE_IDEAS] = "idea",
        [LANE_METRICS] = "metric" };
    struct meta meta = { out, false };
    buf_addf(out, "<div class=\"card %s\">", classes[lane->look]);
    html_add_long(out, card->text);
    if (lane->look == LANE_PAINS)
        add_pain_meta(card, &meta);
    else if (lane->look == LANE_IDEAS)
        add_idea_meta(card, &meta);
    else if (lane->look == LANE_QUOTES)
        html_add(out, "<span class=\"by\">", card->more[0], "</span>");
    if (lane->look == LANE_METRICS) {
        html_add(out, "<br><b>", card->more[0], "</b>");
        html_add(out, " ", card->more[1], "");
    }
    buf_adds(out, meta.any ? "</span></div>" : "</div>");
}

/* The cards of a lane, column after column; those of a stage as a whole are in its first one. */
struct dealt {
    const struct card **cards;
    size_t *begins; /* of each column, and behind it the end */
};

static size_t column_of(const struct part *part, const struct card *card)
{
    return card->column == SIZE_MAX ? part->first : card->column;
}

/* Those of a column stay in their order. */
static struct dealt deal(const struct poster *poster, const struct poster_lane *lane)
{
    size_t number = (size_t)(lane - poster->lanes), columns = poster->column_count;
    struct dealt dealt = { mem_alloc((lane->card_count + 1) * sizeof(struct card *)),
        mem_zalloc((columns + 1) * sizeof(size_t)) };
    for (size_t i = 0; i < poster->part_count; i++) {
        const struct part *part = &poster->parts[i];
        for (size_t k = part->cards[2 * number]; k < part->cards[2 * number + 1]; k++)
            dealt.begins[column_of(part, &lane->cards[k])]++;
    }
    for (size_t i = 1; i <= columns; i++)
        dealt.begins[i] += dealt.begins[i - 1];
    for (size_t i = poster->part_count; i-- > 0;) {
        const struct part *part = &poster->parts[i];
        for (size_t k = part->cards[2 * number + 1]; k-- > part->cards[2 * number];)
            dealt.cards[--dealt.begins[column_of(part, &lane->cards[k])]] = &lane->cards[k];
    }
    return dealt;
}

/* --- lanes --- */

static void add_boundary(
    const struct poster *poster, const struct poster_lane *lane, struct buf *out)
{
    const char *class = !lane->dash ? "" : lane->dash[0] == '3' ? " vis" : " int";
    buf_addf(out, "<tr class=\"bound%s\"><th scope=\"rowgroup\" colspan=\"%zu\"><span>", class,
        poster->column_count + 1);
    xml_add_text(out, slice_of(lane->label));
    buf_adds(out, "</span></th></tr>\n");
}

static void add_lane(struct poster *poster, const struct poster_lane *lane, struct buf *out)
{
    if (lane->look == LANE_LINE) {
        add_boundary(poster, lane, out);
        return;
    }
    struct dealt dealt = deal(poster, lane);
    begin_row(out, lane->italic ? " class=\"think\"" : "", lane->key, lane->label);
    for (size_t i = 0; i < poster->part_count; i++)
        for (size_t k = poster->parts[i].first; k < poster->parts[i].end; k++) {
            buf_adds(out, k == poster->parts[i].first ? "<td class=\"f\">" : "<td>");
            if (lane->texts)
                html_add_long(out, lane->texts[k]);
            for (size_t card = dealt.begins[k]; !lane->texts && card < dealt.begins[k + 1]; card++)
                add_card(lane, dealt.cards[card], out);
            buf_adds(out, "</td>");
        }
    buf_adds(out, "</tr>\n");
    free(dealt.begins);
    free(dealt.cards);
}

/* Fields that no lane has. */
static bool is_lane(const struct poster *poster, enum field field)
{
    static const enum field told[] = { TOUCHPOINT_NAME, TOUCHPOINT_EMOTION, TOUCHPOINT_MOMENT,
        TOUCHPOINT_MOMENT_OF, TOUCHPOINT_EVIDENCE, TOUCHPOINT_DURATION };
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        if (told[i] == field)
            return true;
    for (size_t i = 0; i < poster->lane_count; i++)
        if (strcmp(poster->lanes[i].key, field_def(field)->key) == 0)
            return true;
    return false;
}

/* One channel stands in the head; several are told here. */
static bool has_more(const struct node *touchpoint, enum field field)
{
    struct slice value = touchpoint ? node_get(touchpoint, field) : SLICE_NONE;
    return value.len && (field != TOUCHPOINT_CHANNEL || value_is_list(value));
}

/* The fields that some touchpoint has: most have few of all there are. */
static void find_used(const struct poster *poster, bool used[FIELD_COUNT])
{
    for (size_t i = 0; i < poster->column_count; i++) {
        const struct node *node = poster->columns[i].touchpoint;
        for (size_t k = 0; node && k < node->value_count; k++)
            if (node->values[k].field < FIELD_COUNT &&
                has_more(node, (enum field)node->values[k].field))
                used[node->values[k].field] = true;
    }
}

static void add_field_row(struct poster *poster, enum field field, struct buf *out)
{
    begin_row(out, "", field_def(field)->key, _(field_def(field)->label));
    for (size_t i = 0; i < poster->part_count; i++)
        for (size_t k = poster->parts[i].first; k < poster->parts[i].end; k++) {
            const struct node *node = poster->columns[k].touchpoint;
            buf_adds(out, k == poster->parts[i].first ? "<td class=\"f\">" : "<td>");
            if (has_more(node, field))
                html_add_value(poster, field, node_get(node, field), out);
            buf_adds(out, "</td>");
        }
    buf_adds(out, "</tr>\n");
}

void html_add_journey(struct poster *poster, struct buf *out)
{
    const struct kind_def *kind = kind_def(KIND_TOUCHPOINT);
    bool used[FIELD_COUNT] = { false };
    html_add(out, "<h2 id=\"map\">", slice_of(_("The journey")), "</h2>");
    if (!poster->column_count) {
        html_add(out, "<p>", slice_of(_("No stages yet.")), "</p>");
        return;
    }
    buf_addf(out,
        "<div class=\"wall\" tabindex=\"0\" role=\"region\" aria-labelledby=\"map\">"
        "<table class=\"map\" style=\"--n:%zu\">",
        poster->column_count);
    add_colgroups(poster, out);
    buf_adds(out, "<thead>");
    add_stage_row(poster, out);
    add_touchpoint_row(poster, out);
    buf_adds(out, "</thead><tbody>\n");
    add_stage_rows(poster, out);
    add_curve_row(poster, out);
    find_used(poster, used);
    for (size_t i = 0; i < poster->lane_count; i++)
        add_lane(poster, &poster->lanes[i], out);
    for (enum field field = kind->first; field < kind->end; field++)
        if (used[field] && !is_lane(poster, field) && field_is_shown(field) &&
            field_def(field)->type != FIELD_NODES)
            add_field_row(poster, field, out);
    buf_adds(out, "</tbody></table></div>");
}
