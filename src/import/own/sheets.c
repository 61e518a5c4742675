/* Metrics and quotes of our own Markdown, which stand in sections of their own. */
#include "import/own/reading.h"

#include "base/i18n.h"
#include "base/text.h"
#include "import/read/markdown.h"

/* What stands under a label of a metric. */
static void take_metric_cell(struct own_reading *reading, struct draft_place *metric,
    struct slice label, struct slice value, size_t line)
{
    struct draft *draft = reading->draft;
    enum field field = own_field(reading, KIND_METRIC, label);
    if (own_is_called(reading->texts, label, N_("Where"))) {
        reading->where = draft_copy(draft, value);
    } else if (own_is_called(reading->texts, label, N_("Earlier values"))) {
        own_add_readings(reading, metric, value, line);
    } else if (field != FIELD_UNKNOWN) {
        draft_cell(
            draft, metric, own_column(reading, field), own_word(reading, field, value), line);
    } else {
        struct draft_column *column = draft_column_named(draft, label, line);
        column->label = (struct label){ HOW_NOTE, NULL };
        draft_cell(draft, metric, column, value, line);
    }
}

size_t own_take_metrics(struct own_reading *reading, struct slice first, struct slice *rest)
{
    struct draft *draft = reading->draft;
    struct table table = { 0 };
    struct buf text = BUF_INIT;
    size_t lines = markdown_take_table(first, rest, reading->line, &text, &table);
    for (size_t row = 1; row < table.row_count; row++) {
        struct draft_place *metric = draft_place(
            draft, KIND_METRIC, table_at(&table, row, 0), table.rows[row].line);
        reading->where = SLICE("");
        for (size_t i = 1; i < table_width(&table, 0); i++)
            take_metric_cell(
                reading, metric, table_at(&table, 0, i), table_at(&table, row, i), metric->line);
        reading->item = metric;
        own_end_item(reading);
    }
    table_release(&table);
    buf_release(&text);
    return lines;
}

/* "By, Persona, Stage / Touchpoint, 2026-10-07": from the end, as far as each is known. */
static struct draft_place *read_origin(struct own_reading *reading, struct slice text,
    struct slice *by, struct slice *persona, struct slice *date)
{
    enum { LONGEST = 2000 }; /* what is longer is whoever said it */
    struct draft_place *place = NULL;
    struct slice rest = text;
    *by = *persona = *date = SLICE("");
    if (text.len > LONGEST) {
        *by = text;
        return NULL;
    }
    if (rest.len >= 10 && field_accepts(QUOTE_DATE, slice_from(rest, rest.len - 10), NULL)) {
        *date = slice_from(rest, rest.len - 10);
        rest.len = rest.len > 12 ? rest.len - 12 : 0;
    }
    for (size_t i = 0; i < rest.len && !place; i++)
        if (i == 0 || (i > 1 && memcmp(rest.data + i - 2, ", ", 2) == 0)) {
            place = own_find_place(reading, slice_from(rest, i));
            if (place)
                rest.len = i > 1 ? i - 2 : 0;
        }
    for (size_t i = rest.len; i-- > 0 && !persona->len;)
        if (i == 0 || (i > 1 && memcmp(rest.data + i - 2, ", ", 2) == 0)) {
            if (draft_has_persona(reading->draft, slice_from(rest, i))) {
                *persona = slice_from(rest, i);
                rest.len = i > 1 ? i - 2 : 0;
            }
            break;
        }
    *by = rest;
    return place;
}

/* Where the line behind a quote begins that says where it comes from; 0: there is none. Ours has an
 * empty line before it. */
static size_t find_origin(struct slice text)
{
    size_t found = 0, ours = 0;
    for (size_t i = 1; i + 1 < text.len; i++)
        if (text.data[i] == '\n' && slice_begins_fold(slice_from(text, i + 1), SLICE("— "))) {
            found = i;
            ours = text.data[i - 1] == '\n' ? i : ours;
        }
    return ours ? ours : found;
}

void own_end_quote(struct own_reading *reading)
{
    struct draft *draft = reading->draft;
    struct buf plain = BUF_INIT;
    struct slice text, origin = SLICE(""), by, persona, date;
    markdown_add_plain(text_trim(buf_slice(&reading->quote)), &plain);
    text = text_trim(buf_slice(&plain));
    size_t last = reading->section == SECTION_QUOTES ? find_origin(text) : 0;
    if (last) {
        origin = text_trim(slice_from(text, last + strlen("\n— ")));
        text = text_trim((struct slice){ text.data, last });
        while (text.len && text.data[text.len - 1] == '\n')
            text.len--;
    }
    if (text.len && reading->section == SECTION_PERSONAS && reading->place) {
        draft_cell(draft, reading->place, own_column(reading, PERSONA_QUOTE), text, reading->line);
    } else if (text.len && reading->section == SECTION_QUOTES) {
        struct draft_place *place = read_origin(reading, origin, &by, &persona, &date);
        struct draft_place *quote = draft_place(draft, KIND_QUOTE, text, reading->line);
        draft_cell(draft, quote, own_column(reading, QUOTE_BY), by, reading->line);
        draft_cell(draft, quote, own_column(reading, QUOTE_PERSONA), persona, reading->line);
        draft_cell(draft, quote, own_column(reading, QUOTE_DATE), date, reading->line);
        if (!place || place == &draft->map)
            draft_doubt(
                draft, reading->line, "%s", _("a quote has no place; it goes to the parking lot"));
        if (!place || place == &draft->map)
            quote->kind = KIND_NOTE;
        draft_add_child(place ? place : &draft->map, quote);
    }
    buf_clear(&reading->quote);
    buf_release(&plain);
}
