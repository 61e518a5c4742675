/* What is around the journey. */
#include "base/i18n.h"
#include "base/text.h"
#include "export/html/html.h"
#include "export/poster/svg.h"
#include "insight/priority.h"
#include "insight/review.h"
#include "model/lane.h"
#include "model/value_record.h"
#include "model/value_word.h"
#include "store/own_field.h"

/* --- texts --- */

void html_add(struct buf *out, const char *before, struct slice text, const char *behind)
{
    if (!text.len)
        return;
    buf_adds(out, before);
    xml_add_text(out, text);
    buf_adds(out, behind);
}

void html_add_long(struct buf *out, struct slice text)
{
    struct slice line;
    const char *between = "";
    while (slice_next_line(&text, &line)) {
        buf_adds(out, between);
        xml_add_text(out, line);
        between = "<br>";
    }
}

void html_add_date(struct buf *out, struct slice date)
{
    html_add(out, "<time>", date, "</time>");
}

/* Items of a list, or names of what the ids are of. */
static void add_items(struct poster *poster, enum field field, struct slice list, struct buf *out)
{
    struct slice item;
    const char *between = "";
    while (value_next_item(&list, &item)) {
        const struct node *named = field_names(field) == KIND_COUNT ? NULL
                                                                    : map_find(poster->map, item);
        buf_adds(out, between);
        xml_add_text(out, named ? node_headline(named) : word_text(item));
        between = "; ";
    }
}

void html_add_value(struct poster *poster, enum field field, struct slice value, struct buf *out)
{
    const struct field_def *def = field_def(field);
    struct buf text = BUF_INIT;
    if (def->type == FIELD_LIST || (def->type == FIELD_TEXTS && value_is_list(value)))
        add_items(poster, field, value, out);
    else if (def->type == FIELD_BOOLEAN)
        buf_adds(out, slice_is(value, "true") ? _("yes") : _("no"));
    else if (def->type == FIELD_DATE)
        html_add_date(out, value);
    else if (def->type == FIELD_RECORD)
        record_to_line(def, value, &text);
    else if (def->type == FIELD_CHOICE || def->type == FIELD_TEXTS)
        xml_add_text(out, word_text(value));
    else
        html_add_long(out, value);
    xml_add_text(out, buf_slice(&text));
    buf_release(&text);
}

/* --- facts --- */

static void begin_fact(struct buf *out, const char *label)
{
    html_add(out, "<div><dt>", slice_of(label), "</dt><dd>");
}

static void add_review(struct poster *poster, struct buf *out)
{
    char next[DATE_SIZE];
    struct slice reviewed = node_get(poster->map->root, MAP_REVIEWED);
    bool again = review_next(poster->map, next);
    if (!reviewed.len)
        return;
    begin_fact(out, _("Reviewed"));
    html_add_date(out, reviewed);
    if (again) {
        buf_addf(out, " · %s ", _("next review"));
        html_add_date(out, slice_of(next));
    }
    buf_adds(out, "</dd></div>");
}

static void add_map_facts(struct poster *poster, struct buf *out)
{
    static const enum field fields[] = { MAP_GOAL, MAP_TRIGGER, MAP_EXPECTS, MAP_BEGINS, MAP_ENDS,
        MAP_OWNER };
    struct node_list metrics = node_children(poster->map->root, MAP_METRICS);
    size_t before = out->len;
    buf_adds(out, "<dl class=\"facts\">");
    size_t empty = out->len;
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        struct slice value = node_get(poster->map->root, fields[i]);
        if (!value.len)
            continue;
        begin_fact(out, _(field_def(fields[i])->label));
        html_add_long(out, value);
        buf_adds(out, "</dd></div>");
    }
    add_review(poster, out);
    for (uint32_t i = 0; i < metrics.count; i++) {
        buf_adds(out, "<div><dt>");
        xml_add_text(out, node_headline(metrics.items[i]));
        buf_adds(out, "</dt><dd>");
        html_add(out, "<b>", metric_value(poster, metrics.items[i]), "</b> ");
        xml_add_text(out, metric_target(poster, metrics.items[i]));
        buf_adds(out, "</dd></div>");
    }
    if (out->len == empty)
        buf_cut(out, before);
    else
        buf_adds(out, "</dl>");
}

/* --- personas --- */

static bool is_told_apart(enum field field)
{
    static const enum field fields[] = { PERSONA_NAME, PERSONA_AGE, PERSONA_ROLE,
        PERSONA_BUYING_ROLE, PERSONA_QUOTE, PERSONA_EVIDENCE, PERSONA_SOURCE, PERSONA_PHOTO,
        PERSONA_PORTRAIT, PERSONA_ASSUMED };
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (fields[i] == field)
            return true;
    return false;
}

static void add_list(
    const struct node *persona, enum field field, struct slice list, struct buf *out)
{
    struct slice item, assumed = node_get(persona, PERSONA_ASSUMED);
    buf_adds(out, "<ul>");
    while (value_next_item(&list, &item)) {
        buf_adds(out, "<li>");
        xml_add_text(out, word_text(item));
        if (value_has_item(assumed, item) ||
            value_has_item(assumed, slice_of(field_def(field)->key)))
            buf_addf(out, " (%s)", _("assumed"));
        buf_adds(out, "</li>");
    }
    buf_adds(out, "</ul>");
}

static void add_persona_facts(struct poster *poster, const struct node *persona, struct buf *out)
{
    const struct kind_def *kind = kind_def(KIND_PERSONA);
    buf_adds(out, "<dl>");
    for (enum field field = kind->first; field < kind->end; field++) {
        struct slice value = node_get(persona, field);
        if (is_told_apart(field) || !value.len || !field_is_shown(field))
            continue;
        begin_fact(out, _(field_def(field)->label));
        if (field_def(field)->type == FIELD_LIST)
            add_list(persona, field, value, out);
        else
            html_add_value(poster, field, value, out);
        buf_adds(out, "</dd></div>");
    }
    enum field own;
    for (size_t i = 0; (own = own_field_at(poster->map, persona, i)) != FIELD_UNKNOWN; i++) {
        struct buf value = BUF_INIT;
        own_field_show_of(poster->map, persona, own, &value);
        if (value.len) {
            html_add(
                out, "<div><dt>", own_field_label(poster->map, KIND_PERSONA, own), "</dt><dd>");
            html_add(out, "", buf_slice(&value), "</dd></div>");
        }
        buf_release(&value);
    }
    buf_adds(out, "</dl>");
}

static void add_evidence_of(const struct node *persona, struct buf *out)
{
    struct slice evidence = word_text(node_get(persona, PERSONA_EVIDENCE));
    struct slice source = node_get(persona, PERSONA_SOURCE);
    if (!evidence.len && !source.len)
        return;
    buf_addf(out, "<p class=\"meta\">%s: ", _("Evidence"));
    xml_add_text(out, evidence);
    html_add(out, evidence.len ? " · " : "", source, "");
    buf_adds(out, "</p>");
}

/* The photo, or as on the poster somebody's head. */
static void add_portrait(struct poster *poster, const struct person *person, struct buf *out)
{
    enum { RADIUS = 78, ROOM = RADIUS + 3 };
    if (person->photo) {
        buf_adds(out, "<img class=\"face\" alt=\"\" src=\"");
        photo_add_data(person->photo, out);
        buf_adds(out, "\">");
        return;
    }
    struct draw draw = { .widths = &poster->widths, .line_percent = poster->ruler.line_percent };
    draw_portrait_of(&draw, 0, 0, RADIUS, person, poster->people_count == 1);
    buf_addf(out, "<svg class=\"face\" viewBox=\"%d %d %d %d\" aria-hidden=\"true\">", -ROOM, -ROOM,
        2 * ROOM, 2 * ROOM);
    for (size_t i = 0; i < draw.count; i++)
        svg_add_mark(out, &draw.marks[i]);
    buf_adds(out, "</svg>");
    draw_release(&draw);
}

static void add_person(struct poster *poster, const struct person *person, struct buf *out)
{
    const struct node *node = person->node;
    buf_adds(out, "<section class=\"person\" id=\"p-");
    xml_add_text(out, slice_of(node->id));
    if (poster->people_count > 1)
        buf_addf(out, "\" style=\"--pc:#%06X\">", (unsigned)person->colour);
    else
        buf_adds(out, "\">");
    add_portrait(poster, person, out);
    buf_adds(out, "<h2>");
    xml_add_text(out, node_headline(node));
    html_add(out, " · ", node_get(node, PERSONA_AGE), "");
    buf_adds(out, "</h2>");
    struct slice role = node_get(node, PERSONA_ROLE);
    struct slice buying = word_text(node_get(node, PERSONA_BUYING_ROLE));
    if (role.len || buying.len) {
        html_add(out, "<p class=\"role\">", role.len ? role : buying, "");
        html_add(out, " · ", role.len ? buying : SLICE_NONE, "");
        buf_adds(out, "</p>");
    }
    html_add(out, "<p class=\"q\">“", node_get(node, PERSONA_QUOTE), "”</p>");
    add_persona_facts(poster, node, out);
    add_evidence_of(node, out);
    buf_adds(out, "</section>");
}

void html_add_header(struct poster *poster, struct buf *out)
{
    const struct node *root = poster->map->root;
    buf_addf(out, "<a class=\"skip\" href=\"#map\">%s</a><header>", _("To the map"));
    html_add(out, "<p class=\"kind\">", poster_kind(poster), "</p>");
    html_add(out, "<h1>", node_get(root, MAP_TITLE), "</h1>");
    html_add(out, "<p class=\"lead\">", node_get(root, MAP_SCENARIO), "</p>");
    html_add(out, "<p class=\"lead\">", node_get(root, MAP_ABOUT), "</p>");
    add_map_facts(poster, out);
    buf_adds(out, poster->people_count ? "<div class=\"people\">" : "");
    for (size_t i = 0; i < poster->people_count; i++)
        add_person(poster, &poster->people[i], out);
    buf_adds(out, poster->people_count ? "</div>" : "");
    buf_adds(out, "</header>");
}

/* --- below the journey --- */

/* A link to the node's touchpoint. */
static void add_place(const struct poster *poster, const struct node *node, struct buf *out)
{
    const struct column *column = NULL;
    int number = node_number(poster, node, &column);
    buf_adds(out, "<td>");
    if (number)
        buf_addf(out, "<a href=\"#t%d\">%d</a>", number, number);
    buf_adds(out, "</td>");
}

static void add_actions(struct poster *poster, struct buf *out)
{
    const char *const heads[] = { "", _("Idea"), _("Owner"), _("Due"), _("Metric") };
    if (!poster->action_count)
        return;
    html_add(out, "<h2>", slice_of(_("Next steps")), "</h2><table class=\"list\"><thead><tr>");
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        buf_addf(out, i ? "<th scope=\"col\">%s</th>" : "<td>%s</td>", heads[i]);
    buf_adds(out, "</tr></thead><tbody>");
    for (size_t i = 0; i < poster->action_count; i++) {
        const struct node *idea = poster->actions[i];
        buf_adds(out, "<tr>");
        add_place(poster, idea, out);
        buf_adds(out, "<th scope=\"row\">");
        xml_add_text(out, node_headline(idea));
        buf_adds(out, "</th><td>");
        xml_add_text(out, node_get(idea, IDEA_OWNER));
        buf_adds(out, "</td><td>");
        html_add_date(out, node_get(idea, IDEA_DUE));
        html_add(out, "", node_has(idea, IDEA_DUE) ? SLICE_NONE : slice_of(_("no date")), "");
        buf_adds(out, "</td><td>");
        xml_add_text(out, node_get(idea, IDEA_METRIC));
        html_add(out, " → ", node_get(idea, IDEA_TARGET), "");
        buf_adds(out, "</td></tr>");
    }
    buf_adds(out, "</tbody></table>");
}

static void add_pains(struct poster *poster, struct buf *out)
{
    const char *const heads[] = { "", _("Pain"), _("Severity"), _("Priority") };
    if (!poster->pain_count)
        return;
    html_add(out, "<section><h2>", slice_of(_("Pains")), "</h2><table class=\"list\"><thead><tr>");
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        buf_addf(out, i ? "<th scope=\"col\">%s</th>" : "<td>%s</td>", heads[i]);
    buf_adds(out, "</tr></thead><tbody>");
    for (size_t i = 0; i < poster->pain_count; i++) {
        buf_adds(out, "<tr>");
        add_place(poster, poster->pains[i], out);
        buf_adds(out, "<th scope=\"row\">");
        xml_add_text(out, node_headline(poster->pains[i]));
        buf_adds(out, "</th><td>");
        html_add_severity(poster->pains[i], out);
        buf_adds(out, "</td><td class=\"r\">");
        pain_add_priority(poster->pains[i], out);
        buf_adds(out, "</td></tr>");
    }
    buf_adds(out, "</tbody></table></section>");
}

static void add_evidence(struct poster *poster, struct buf *out)
{
    static const char *const kinds[] = { "research", "partial", "assumption" };
    int counts[3] = { 0 }, all = (int)poster->touchpoint_count;
    if (!all)
        return;
    poster_count_evidence(poster, counts);
    html_add(out, "<section><h2>", slice_of(_("Evidence")),
        "</h2><div class=\"bar\" aria-hidden=\"true\">");
    for (int i = 0; i < 2; i++)
        buf_addf(out, "<i class=\"%s\" style=\"width:%d%%\"></i>", i ? "b" : "a",
            (int)((int64_t)counts[i] * 100 / all));
    buf_adds(out, "</div><p>");
    for (int i = 0; i < 3; i++) {
        html_add(out, i ? " · " : "", word_text(slice_of(kinds[i])), "");
        buf_addf(out, " %d / %d", counts[i], all);
    }
    buf_adds(out, "</p></section>");
}

static void add_parking(const struct poster *poster, struct buf *out)
{
    struct node_list notes = node_children(poster->map->root, MAP_PARKING);
    if (!notes.count)
        return;
    html_add(out, "<section><h2>", slice_of(_(field_def(MAP_PARKING)->label)), "</h2><ul>");
    for (uint32_t i = 0; i < notes.count; i++) {
        const struct node *note = notes.items[i];
        buf_adds(out, "<li>");
        html_add_long(out, node_headline(note));
        if (node_has(note, NOTE_BY) || node_has(note, NOTE_DATE))
            buf_adds(out, " <span class=\"meta\">");
        html_add(out, "", node_get(note, NOTE_BY), node_has(note, NOTE_DATE) ? " · " : "");
        html_add_date(out, node_get(note, NOTE_DATE));
        buf_adds(
            out, node_has(note, NOTE_BY) || node_has(note, NOTE_DATE) ? "</span></li>" : "</li>");
    }
    buf_adds(out, "</ul></section>");
}

static void add_footer(struct poster *poster, struct buf *out)
{
    const struct node *root = poster->map->root;
    struct slice reviewed = node_get(root, MAP_REVIEWED);
    buf_adds(out, "<footer><p>");
    xml_add_text(out, node_get(root, MAP_TITLE));
    html_add(out, " · ", node_get(root, MAP_OWNER), "");
    if (reviewed.len) {
        buf_addf(out, " · %s ", _("Reviewed"));
        html_add_date(out, reviewed);
    }
    buf_adds(out, " · cjm-tui</p></footer>");
}

void html_add_page(struct poster *poster, bool parking, struct buf *out)
{
    const char *language = poster_language(poster);
    buf_adds(out, "<!DOCTYPE html>\n<html lang=\"");
    xml_add_text(out, slice_of(*language ? language : "en"));
    buf_adds(out, "\"><head><meta charset=\"utf-8\">"
                  "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
                  "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                  "style-src 'unsafe-inline'; img-src data:\">"
                  "<meta name=\"generator\" content=\"cjm-tui\"><title>");
    xml_add_text(out, node_get(poster->map->root, MAP_TITLE));
    buf_adds(out, "</title>");
    html_add_style(poster->column_count, out);
    buf_adds(out, "</head><body>\n");
    html_add_header(poster, out);
    buf_adds(out, "<main>");
    html_add_journey(poster, out);
    add_actions(poster, out);
    buf_adds(out, "<div class=\"two\">");
    add_pains(poster, out);
    add_evidence(poster, out);
    buf_adds(out, "</div>");
    if (parking)
        add_parking(poster, out);
    buf_adds(out, "</main>");
    add_footer(poster, out);
    buf_adds(out, "</body></html>\n");
}
