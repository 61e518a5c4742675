#include "import/own/own.h"

#include "base/i18n.h"
#include "base/text.h"
#include "import/own/reading.h"
#include "import/read/markdown.h"

/* --- labels and bullets --- */

/* What is no field of the item: where it is, or what a metric was. */
static bool is_told(struct own_reading *reading, struct slice label, struct slice text)
{
    struct buf plain = BUF_INIT;
    bool where = own_is_called(reading->texts, label, N_("Where"));
    bool was = reading->item->kind == KIND_METRIC &&
               own_is_called(reading->texts, label, N_("Earlier values"));
    markdown_add_plain(text, &plain);
    if (where)
        reading->where = draft_copy(reading->draft, buf_slice(&plain));
    else if (was)
        own_add_readings(reading, reading->item, buf_slice(&plain), reading->line);
    buf_release(&plain);
    return where || was;
}

static void take_label(
    struct own_reading *reading, size_t depth, struct slice label, struct slice text)
{
    struct draft *draft = reading->draft;
    own_end_text(reading);
    struct draft_place *of = depth && reading->item ? reading->item : reading->place;
    if (depth && reading->item && is_told(reading, label, text))
        return;
    if (!of)
        return;
    enum node_kind kind = depth ? KIND_COUNT : own_kind(reading, of->kind, label);
    enum field field = own_field(reading, of->kind, label);
    if (reading->section == SECTION_NEXT && field != MAP_OWNER)
        return;
    if (kind != KIND_COUNT) {
        reading->kind = kind;
        own_begin_text(reading, NULL, NULL, text);
    } else if (field != FIELD_UNKNOWN) {
        own_begin_text(reading, of, own_column(reading, field), text);
    } else {
        struct draft_column *column = draft_column_named(draft, label, reading->line);
        column->label = (struct label){ HOW_NOTE, NULL };
        own_begin_text(reading, of, column, text);
    }
}

static void keep_line(struct own_reading *reading, struct slice text)
{
    draft_doubt(
        reading->draft, reading->line, "%s", _("this is not understood; it is kept in the notes"));
    draft_add_line(&reading->draft->notes, text);
}

static void take_bullet(struct own_reading *reading, size_t depth, struct slice text)
{
    struct slice label, rest;
    bool of_list = reading->section == SECTION_PARKING || reading->section == SECTION_METRICS;
    if (own_split_label(text, &label, &rest)) {
        take_label(reading, depth, label, rest);
    } else if (reading->has_text && reading->is_list && depth) {
        if (reading->text.len)
            buf_add_char(&reading->text, '\n');
        buf_add_slice(&reading->text, text);
    } else if (reading->section == SECTION_NEXT) {
        return; /* of chosen ideas, which are told at their places */
    } else if (of_list && !depth) {
        own_end_text(reading);
        reading->kind = reading->section == SECTION_PARKING ? KIND_NOTE : KIND_METRIC;
        own_begin_text(reading, NULL, NULL, text);
    } else {
        own_end_text(reading);
        keep_line(reading, text);
    }
}

/* --- lines --- */

static void take_heading(struct own_reading *reading, int level, struct slice raw)
{
    struct draft *draft = reading->draft;
    struct buf plain = BUF_INIT;
    own_end_text(reading);
    own_end_item(reading);
    markdown_add_plain(raw, &plain);
    struct slice name = text_trim(buf_slice(&plain));
    if (level == 1) {
        draft->title = draft_name(draft, name);
        reading->place = &draft->map; /* its facts follow, where nothing leads */
    } else if (level == 2) {
        reading->section = own_section_of(reading->texts, name);
        bool whole = reading->section == SECTION_ABOUT || reading->section == SECTION_NEXT;
        reading->place = whole ? &draft->map : NULL;
        if (reading->section == SECTION_STAGE)
            reading->place = reading->stage = draft_stage(draft, name, reading->line, false);
    } else if (level == 3 && reading->section == SECTION_PERSONAS) {
        reading->place = draft_persona(draft, name, reading->line);
    } else if (level == 3 && reading->section == SECTION_STAGE && reading->stage) {
        size_t i = 0;
        while (i < name.len && is_digit(name.data[i]))
            i++;
        if (i && i + 1 < name.len && name.data[i] == '.')
            name = text_trim(slice_from(name, i + 1));
        draft->row++;
        reading->place = draft_touchpoint(draft, reading->stage, name, reading->line);
    } else {
        reading->place = NULL;
    }
    buf_release(&plain);
}

/* A drawing below its label, up to a fence as long as the one above it. */
static void take_drawing(struct own_reading *reading, struct slice line, struct slice trimmed)
{
    size_t len = reading->fence.len, skip = 0;
    if (trimmed.len >= len && memcmp(trimmed.data, reading->fence.data, len) == 0) {
        reading->fence = SLICE("");
        return;
    }
    while (skip < reading->fence_indent && skip < line.len && line.data[skip] == ' ')
        skip++;
    if (reading->is_drawing)
        buf_add_char(&reading->text, '\n');
    reading->is_drawing = true;
    buf_add_slice(&reading->text, slice_from(line, skip));
}

/* Does a drawing begin here? */
static bool open_fence(struct own_reading *reading, struct slice trimmed, size_t indent)
{
    size_t len = 0;
    while (len < trimmed.len && trimmed.data[len] == '`')
        len++;
    if (len < 3 || !reading->has_text || reading->text.len)
        return false;
    reading->fence = (struct slice){ trimmed.data, len };
    reading->fence_indent = indent;
    return true;
}

/* Of metrics it is all there is; that of chosen ideas is looked at later. */
static void take_row(
    struct own_reading *reading, struct slice line, struct slice trimmed, struct slice *rest)
{
    if (reading->section == SECTION_METRICS)
        reading->line += own_take_metrics(reading, line, rest);
    else if (reading->section != SECTION_NEXT && !markdown_is_rule(trimmed))
        keep_line(reading, trimmed);
}

static void take_line(struct own_reading *reading, struct slice line, struct slice *rest)
{
    struct slice trimmed = text_trim(line);
    if (reading->fence.len) {
        take_drawing(reading, line, trimmed);
        return;
    }
    size_t indent = trimmed.len ? (size_t)(trimmed.data - line.data) : 0;
    int level = 0;
    while ((size_t)level < trimmed.len && trimmed.data[level] == '#')
        level++;
    bool is_quote = trimmed.len && *trimmed.data == '>';
    if (!is_quote && reading->quote.len)
        own_end_quote(reading);
    if (level && level < 7 && (size_t)level < trimmed.len && trimmed.data[level] == ' ' &&
        !indent) {
        take_heading(reading, level, text_trim(slice_from(trimmed, (size_t)level)));
    } else if (reading->section == SECTION_TOLD || !trimmed.len ||
               open_fence(reading, trimmed, indent)) {
        return;
    } else if (is_quote) {
        buf_add_slice(&reading->quote, text_trim(slice_from(trimmed, 1)));
        buf_add_char(&reading->quote, '\n');
    } else if (*trimmed.data == '|') {
        take_row(reading, line, trimmed, rest);
    } else if (slice_begins_fold(trimmed, SLICE("- "))) {
        take_bullet(reading, indent / 2, text_trim(slice_from(trimmed, 2)));
    } else if (reading->has_text) {
        buf_add_char(&reading->text, '\n');
        buf_add_slice(&reading->text, trimmed);
    } else if (reading->section == SECTION_NEXT && indent > 2) {
        return; /* goes on with what is told at its place */
    } else if (reading->section != SECTION_TITLE) {
        keep_line(reading, trimmed);
    } else {
        draft_add_line(&reading->draft->about, trimmed);
    }
}

void markdown_read_own(struct draft *draft, struct slice text)
{
    struct own_reading reading = { .draft = draft,
        .section = SECTION_TITLE,
        .text = BUF_INIT,
        .quote = BUF_INIT,
        .where = SLICE(""),
        .fence = SLICE("") };
    struct slice whole = text, line;
    own_find_texts(text, &reading.texts);
    draft->table++;
    while (slice_next_line(&text, &line)) {
        reading.line++;
        take_line(&reading, line, &text);
    }
    own_end_quote(&reading);
    own_end_text(&reading);
    own_end_item(&reading);
    own_check_told(&reading, whole);
    buf_release(&reading.text);
    buf_release(&reading.quote);
}
