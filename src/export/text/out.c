#include "export/text/out.h"

#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "model/edit/per_persona.h"
#include "model/value_record.h"
#include "model/value_word.h"
#include "store/own_field.h"

/* --- texts --- */

static bool turns_order(uint32_t point)
{
    return (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
}

uint32_t out_point(uint32_t point)
{
    if (point == '\n' || point == 0x85 || point == 0x2028 || point == 0x2029)
        return '\n';
    if (point == '\t' || point == '\r')
        return ' ';
    if (point < ' ')
        return 0x2400 + point;
    if (point == 0x7F)
        return 0x2421;
    if ((point >= 0x80 && point < 0xA0) || (point & 0xFFFE) == 0xFFFE)
        return 0xFFFD;
    return turns_order(point) ? 0 : point;
}

static bool is_markup(char c, char before, char next, const struct escape *escape)
{
    if (escape->doubled && strchr(escape->doubled, c))
        return before == c || next == c;
    if (escape->joined && strchr(escape->joined, c))
        return next && !strchr(" \t\r\n", next);
    return strchr(escape->chars, c) != NULL;
}

static void add_char(struct buf *out, char c, const struct escape *escape)
{
    buf_adds(out, escape->before);
    if (escape->number)
        buf_addf(out, "%d", c);
    else
        buf_add_char(out, c);
    buf_adds(out, escape->after);
}

/* Letters, digits and single blanks, which are text in every format. */
static size_t plain_length(struct slice text)
{
    size_t i = 0;
    while (i < text.len && (is_ascii_letter(text.data[i]) || is_digit(text.data[i]) ||
                               (text.data[i] == ' ' && i && text.data[i - 1] != ' ')))
        i++;
    while (i && text.data[i - 1] == ' ')
        i--;
    return i;
}

/* Most texts: one line of ASCII without blanks that would go. */
static bool is_one_line(struct slice text)
{
    char before = ' ';
    for (size_t i = 0; i < text.len; before = text.data[i++])
        if (text.data[i] < ' ' || text.data[i] == 0x7F || (text.data[i] == ' ' && before == ' '))
            return false;
    return before != ' ';
}

void out_escaped(struct buf *out, struct slice text, const struct escape *escape)
{
    if (!*escape->chars && is_one_line(text)) {
        buf_add_slice(out, text);
        return;
    }
    const char *blank = NULL; /* what stands before the next character */
    bool begun = false;
    char before = '\0';
    while (text.len) {
        size_t plain = plain_length(text);
        uint32_t raw = plain ? 'a' : utf8_next(&text);
        uint32_t point = escape->bidi && turns_order(raw) ? raw : out_point(raw);
        if (point == '\n')
            blank = escape->line_break;
        else if (point == ' ')
            blank = blank ? blank : " ";
        if (point == '\n' || point == ' ' || !point)
            continue;
        buf_adds(out, begun && blank ? blank : "");
        blank = NULL;
        begun = true;
        if (plain)
            buf_add(out, text.data, plain);
        else if (point < 0x80 &&
                 is_markup((char)point, before, text.len ? *text.data : '\0', escape))
            add_char(out, (char)point, escape);
        else
            buf_add_codepoint(out, point);
        before = point < 0x80 && !plain ? (char)point : '\0';
        text = slice_from(text, plain);
    }
}

void out_text(struct buf *out, struct slice text, const char *line_break)
{
    out_escaped(out, text, &(struct escape){ .chars = "", .line_break = line_break });
}

/* --- nodes --- */

/* Is there anything to see in it? */
static bool is_shown(struct slice text)
{
    while (text.len) {
        uint32_t point = out_point(utf8_next(&text));
        if (point && point != '\n' && codepoint_narrow(point) != ' ')
            return true;
    }
    return false;
}

void out_name(struct buf *out, const struct node *node)
{
    struct slice name = text_trim(node_headline(node));
    buf_add_slice(out, is_shown(name) || !node->id ? name : slice_of(node->id));
}

void out_where(struct buf *out, const struct node *node)
{
    const struct node *above = node->parent;
    if (above->kind == KIND_TOUCHPOINT) {
        out_name(out, above->parent);
        buf_adds(out, " / ");
    }
    if (above->kind != KIND_MAP)
        out_name(out, above);
}

static void add_item(struct buf *out, const struct map *map, enum field field, struct slice text)
{
    enum node_kind kind = field_names(field);
    const struct node *named = kind == KIND_COUNT ? NULL : map_find(map, text);
    if (named && named->kind == kind)
        out_name(out, named);
    else
        value_add_shown_item(field, text, out);
}

static void add_list(struct buf *out, const struct map *map, enum field field, struct slice list,
    const char *between)
{
    struct slice item;
    for (bool first = true; value_next_item(&list, &item); first = false) {
        buf_adds(out, first ? "" : between);
        add_item(out, map, field, item);
    }
}

/* "+1", or "Anna +1, Ben -2". */
static void add_emotions(
    struct buf *out, const struct map *map, struct slice value, const char *between)
{
    struct slice id, number;
    bool several = is_per_persona(value);
    for (bool first = true; several && per_persona_next(&value, &id, &number); first = false) {
        const struct node *persona = map_find(map, id);
        buf_adds(out, first ? "" : between);
        if (persona)
            out_name(out, persona);
        else
            buf_add_slice(out, id);
        buf_addf(out, number.data[0] == '-' || number.data[0] == '0' ? " %s" : " +%s", number.data);
    }
    if (!several)
        buf_addf(out, value.data[0] == '-' || value.data[0] == '0' ? "%s" : "+%s", value.data);
}

void out_value(struct buf *out, const struct map *map, const struct node *node, enum field field,
    const char *between)
{
    struct slice value = field > FIELD_UNKNOWN ? SLICE("") : node_get(node, field);
    const struct field_def *def = field_def(field);
    if (field > FIELD_UNKNOWN)
        own_field_show_of(map, node, field, out);
    else if (!value.len)
        return;
    else if (def->type == FIELD_LIST || (def->type == FIELD_TEXTS && value_is_list(value)))
        add_list(out, map, field, value, between);
    else if (def->type == FIELD_PER_PERSONA)
        add_emotions(out, map, value, between);
    else if (def->type == FIELD_RECORD)
        record_to_line(def, value, out);
    else if (def->type == FIELD_BOOLEAN)
        buf_adds(out, slice_is(value, "true") ? _("yes") : _("no"));
    else
        add_item(out, map, field, value);
}

bool out_is_number(struct slice text)
{
    enum { DIGITS_MAX = 15 };
    struct slice digits = text.len && text.data[0] == '-' ? slice_from(text, 1) : text;
    const char *dot = digits.len ? memchr(digits.data, '.', digits.len) : NULL;
    size_t whole = dot ? (size_t)(dot - digits.data) : digits.len;
    bool good = whole && digits.len <= DIGITS_MAX && (whole == 1 || digits.data[0] != '0') &&
                !(dot && strchr(".0", digits.data[digits.len - 1])) && !slice_is(text, "-0");
    for (size_t i = 0; good && i < digits.len; i++)
        good = is_digit(digits.data[i]) || i == whole;
    return good;
}

void out_tell_left_out(const struct map *map, const char *format, unsigned held,
    const char *besides, struct diags *diags)
{
    bool there[FIELD_COUNT] = { false };
    struct buf names = BUF_INIT;
    for (const struct node *node = map->root; node; node = node_next(node, map->root))
        if (node->parent && !(held >> node->kind & 1))
            there[node_list_field(node)] = true;
    unsigned told = 0;
    for (enum field field = 0; field < FIELD_COUNT; field++) {
        const struct field_def *def = field_def(field);
        if (!there[field] || !def->label || told >> def->child & 1)
            continue;
        text_add_item(&names, slice_of(_u(def->label)));
        told |= 1u << def->child;
    }
    if (besides)
        text_add_item(&names, slice_of(besides));
    if (names.len) /* TRANSLATORS: 1: a format, 2: what it left out: "Personas, Quotes". */
        diags_add(diags, NULL, 0, 0, _u("%1$s does not hold everything; left out: %2$s"), format,
            names.data);
    buf_release(&names);
}

enum status out_refuse_no_actions(struct diags *diags)
{
    diags_add(diags, NULL, 0, 0, "%s",
        _u("there are no actions: no pain or idea is chosen or has an owner, a due date or a "
           "status"));
    return STATUS_BAD;
}
