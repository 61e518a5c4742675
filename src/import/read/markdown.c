#include "import/read/markdown.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/text.h"
#include "import/draft/items.h"

enum { LEVELS = 7 };

/* --- lines --- */

/* The level of a heading, 0: none; `text` becomes what it says. */
static int heading_level(struct slice line, struct slice *text)
{
    int level = 0;
    while ((size_t)level < line.len && level < LEVELS && line.data[level] == '#')
        level++;
    if (!level || level == LEVELS || (size_t)level == line.len || line.data[level] != ' ')
        return 0;
    *text = text_trim(slice_from(line, (size_t)level));
    while (text->len && text->data[text->len - 1] == '#')
        text->len--;
    *text = text_trim(*text);
    return level;
}

/* A list's item; `text` becomes what stands behind its mark. */
static bool is_item(struct slice line, struct slice *text)
{
    size_t i = 0;
    if (line.len > 1 && strchr("-*+", *line.data) && line.data[1] == ' ') {
        *text = text_trim(slice_from(line, 2));
        return true;
    }
    while (i < line.len && i < 4 && is_digit(line.data[i]))
        i++;
    if (!i || i + 1 >= line.len || (line.data[i] != '.' && line.data[i] != ')') ||
        line.data[i + 1] != ' ')
        return false;
    *text = text_trim(slice_from(line, i + 1));
    return true;
}

static bool is_break(struct slice line)
{
    if (line.len < 3 || !strchr("-*_", *line.data))
        return false;
    for (size_t i = 0; i < line.len; i++)
        if (line.data[i] != *line.data && line.data[i] != ' ')
            return false;
    return true;
}

/* "**Label:** text", "**Label**: text" */
static bool is_labelled(struct slice line, struct slice *label, struct slice *text)
{
    enum { LABEL_MAX = 120 };
    if (!slice_begins_fold(line, SLICE("**")))
        return false;
    struct slice rest = slice_from(line, 2);
    size_t end = 0;
    while (end + 1 < rest.len && end < LABEL_MAX &&
           !(rest.data[end] == '*' && rest.data[end + 1] == '*'))
        end++;
    if (end + 1 >= rest.len || end == LABEL_MAX || !end)
        return false;
    *label = (struct slice){ rest.data, end };
    *text = slice_from(rest, end + 2);
    bool inside = label->data[end - 1] == ':';
    size_t wide = strlen("：");
    inside = inside || (end > wide && memcmp(label->data + end - wide, "：", wide) == 0);
    if (!inside && slice_begins_fold(*text, SLICE(":")))
        *text = slice_from(*text, 1);
    else if (!inside && slice_begins_fold(*text, SLICE("：")))
        *text = slice_from(*text, wide);
    else if (!inside)
        return false;
    *text = text_trim(*text);
    return true;
}

/* The sign of a fence; its length is how many of it. */
static size_t fence(struct slice line, char *sign)
{
    size_t len = 0;
    *sign = line.len ? *line.data : '\0';
    while (len < line.len && line.data[len] == *sign && (*sign == '`' || *sign == '~'))
        len++;
    return len >= 3 ? len : 0;
}

/* --- what is where --- */

struct outline {
    size_t headings[LEVELS], stages[LEVELS]; /* how many; those that begin with "Phase 1:" or so */
    size_t tables, labels;
    int stage_level; /* 0: it is all in tables */
};

/* "Phase: Notice", "Step 3: Read", "Phase 2 Wait"; `name` becomes "Notice", or all of it. */
static bool names_stage(const struct draft *draft, struct slice text, struct slice *name)
{
    size_t end = 0;
    while (end < text.len && text.data[end] != ':' && !is_digit(text.data[end]) &&
           !slice_begins_fold(slice_from(text, end), SLICE("：")))
        end++;
    *name = text;
    if (end == text.len || !end)
        return false;
    if (label_of(&draft->lexicon->labels, text_trim((struct slice){ text.data, end })).how !=
        HOW_STAGE)
        return false;
    if (!is_digit(text.data[end]))
        *name = label_trim(slice_from(text, end));
    return name->len > 0;
}

/* A walk through the lines that are in no fence. */
struct lines {
    struct slice rest, line; /* the line is trimmed; */
    size_t number, indent;
    size_t open; /* length of the fence that is open */
    char sign;
};

static bool next_line(struct lines *lines)
{
    struct slice raw;
    while (slice_next_line(&lines->rest, &raw)) {
        char sign;
        lines->number++;
        lines->line = text_trim(raw);
        lines->indent = raw.len ? (size_t)(lines->line.data - raw.data) : 0;
        size_t len = fence(lines->line, &sign);
        if (!lines->open && !len)
            return true;
        if (!lines->open) {
            lines->open = len;
            lines->sign = sign;
        } else if (len >= lines->open && sign == lines->sign && len == lines->line.len) {
            lines->open = 0;
        }
    }
    return false;
}

/* Is it the first line of a table? */
static bool begins_table(const struct lines *lines)
{
    struct slice ahead = lines->rest, next;
    return lines->line.len && memchr(lines->line.data, '|', lines->line.len) &&
           slice_next_line(&ahead, &next) && markdown_is_rule(next);
}

static int choose_stage_level(const struct outline *outline)
{
    size_t stages = 0;
    for (int level = 1; level < LEVELS; level++)
        if (outline->stages[level] > 1)
            return level;
        else
            stages += outline->stages[level];
    if (outline->tables)
        return 0;
    for (int level = 1; level < LEVELS; level++)
        if (stages ? outline->stages[level] > 0
                   : outline->headings[level] > 1 && outline->labels > 1)
            return level;
    return 0;
}

static struct outline find_outline(const struct draft *draft, struct slice text)
{
    struct outline outline = { .tables = 0 };
    struct lines lines = { .rest = text };
    while (next_line(&lines)) {
        struct slice title, label, rest;
        int level = heading_level(lines.line, &title);
        outline.headings[level]++;
        outline.tables += !level && begins_table(&lines);
        if (level)
            outline.stages[level] += names_stage(draft, title, &rest);
        if (level || is_labelled(lines.line, &label, &rest))
            outline.labels += label_of(&draft->lexicon->labels, level ? title : label).how !=
                              HOW_NOTE;
    }
    outline.stage_level = choose_stage_level(&outline);
    return outline;
}

bool markdown_looks_so(struct slice text)
{
    struct lines lines = { .rest = text };
    size_t headings = 0;
    struct slice title;
    while (next_line(&lines)) {
        headings += heading_level(lines.line, &title) > 0;
        if (begins_table(&lines) || headings > 1)
            return true;
    }
    return false;
}

/* --- reading --- */

struct reading {
    struct draft *draft;
    struct outline outline;
    struct lines lines;
    struct draft_place *place;   /* where things belong now */
    struct draft_place *stage;   /* NULL: before the first */
    struct draft_column *column; /* what the label above says; NULL: no label */
    struct buf heading;          /* above texts that are in no place */
    struct buf text;             /* of the paragraph or item that is being read */
    struct draft_column *text_column;
    size_t text_line;
    bool is_item, quoted, seen_table;
};

/* A text in no stage: what the map is about, or a note. */
static void keep_text(struct reading *reading, struct slice text)
{
    struct draft *draft = reading->draft;
    if (!reading->heading.len && !reading->seen_table) {
        draft_add_line(&draft->about, text);
        return;
    }
    if (reading->heading.len) {
        buf_add_char(&reading->heading, ':');
        draft_add_line(&draft->notes, buf_slice(&reading->heading));
        buf_clear(&reading->heading);
    }
    reading->seen_table = true;
    draft_add_line(&draft->notes, text);
}

/* In no stage: a field of the map, or a note with its label. */
static void end_text_of_map(struct reading *reading, struct slice text)
{
    const struct draft_column *column = reading->text_column;
    struct buf labelled = BUF_INIT;
    if (!column || !column->text.len) {
        keep_text(reading, text);
        return;
    }
    if (column->label.how == HOW_FIELD || column->label.how == HOW_PERSONA) {
        draft_cell(
            reading->draft, &reading->draft->map, reading->text_column, text, reading->text_line);
        return;
    }
    buf_addf(&labelled, "%.*s: %.*s", SLICE_ARG(column->text), SLICE_ARG(text));
    draft_add_line(&reading->draft->notes, buf_slice(&labelled));
    buf_release(&labelled);
}

/* An item that is a touchpoint: by its label, or in a stage that has no headings for them. */
static bool names_touchpoint(const struct reading *reading)
{
    if (!reading->is_item || !reading->stage)
        return false;
    if (reading->text_column)
        return reading->text_column->label.how == HOW_TOUCHPOINT;
    return reading->place->kind == KIND_STAGE &&
           !reading->outline.headings[reading->outline.stage_level + 1];
}

static void end_text_of_place(struct reading *reading, struct slice text)
{
    struct draft *draft = reading->draft;
    size_t line = reading->text_line;
    bool doing = reading->place->kind == KIND_TOUCHPOINT && !reading->quoted;
    if (names_touchpoint(reading)) {
        draft->row++;
        draft_touchpoint(draft, reading->stage, text, line);
        return;
    }
    draft_cell(draft, reading->place,
        reading->text_column
            ? reading->text_column
            : draft_column_named(draft, doing ? SLICE("doing") : SLICE("notes"), line),
        text, line);
}

/* The paragraph or item has ended. */
static void end_text(struct reading *reading)
{
    struct buf plain = BUF_INIT;
    markdown_add_plain(buf_slice(&reading->text), &plain);
    struct slice text = text_trim(buf_slice(&plain));
    if (text.len && reading->place == &reading->draft->map)
        end_text_of_map(reading, text);
    else if (text.len)
        end_text_of_place(reading, text);
    buf_release(&plain);
    buf_clear(&reading->text);
    reading->text_column = NULL;
    reading->is_item = reading->quoted = false;
}

static void begin_text(
    struct reading *reading, struct slice text, struct draft_column *column, bool is_item_)
{
    end_text(reading);
    reading->text_line = reading->lines.number;
    reading->text_column = column;
    reading->is_item = is_item_;
    buf_add_slice(&reading->text, text);
}

static struct draft_column *column_of(struct reading *reading, struct slice label)
{
    struct buf plain = BUF_INIT;
    markdown_add_plain(label, &plain);
    struct draft_column *column = draft_column_named(
        reading->draft, label_trim(buf_slice(&plain)), reading->lines.number);
    buf_release(&plain);
    return column;
}

/* --- headings --- */

static void begin_stage(struct reading *reading, struct slice name)
{
    struct draft *draft = reading->draft;
    draft->row++;
    reading->stage = reading->place = draft_stage(draft, name, reading->lines.number, false);
}

static void begin_touchpoint(struct reading *reading, struct slice name)
{
    reading->draft->row++;
    reading->place = draft_touchpoint(reading->draft, reading->stage, name, reading->lines.number);
}

static void take_heading(struct reading *reading, int level, struct slice raw)
{
    struct draft *draft = reading->draft;
    struct buf plain = BUF_INIT;
    struct slice name;
    int stage_level = reading->outline.stage_level;
    end_text(reading);
    reading->column = NULL;
    markdown_add_plain(raw, &plain);
    struct slice text = text_trim(buf_slice(&plain));
    bool is_stage = names_stage(draft, text, &name);
    struct label label = label_of(&draft->lexicon->labels, text);
    bool is_label = label.how != HOW_NOTE && !is_stage;
    buf_clear(&reading->heading);
    if (!draft->title.len && (!stage_level || level < stage_level)) {
        draft->title = draft_name(draft, text);
    } else if (level == stage_level && (is_stage || !draft->title.len || !is_label)) {
        begin_stage(reading, name);
    } else if (stage_level && level < stage_level) {
        if (!reading->stage && level == 1 && !slice_equal(draft->title, text))
            draft_add_line(&draft->notes, text); /* another title is in the front matter */
        reading->place = &draft->map;
        reading->stage = NULL;
        buf_add_slice(&reading->heading, text);
    } else if (reading->stage && level == stage_level + 1 && !is_label) {
        begin_touchpoint(reading, text);
    } else if (reading->stage) {
        if (level == stage_level + 1)
            reading->place = reading->stage;
        reading->column = column_of(reading, raw);
    } else {
        buf_add_slice(&reading->heading, text);
    }
    buf_release(&plain);
}

/* --- tables --- */

static void keep_table(struct reading *reading, const struct table *table)
{
    draft_doubt(reading->draft, table->rows[0].line, "%s",
        _("no two labels of this table are known; it is kept in the notes"));
    for (size_t row = 0; row < table->row_count; row++) {
        struct buf line = BUF_INIT;
        for (size_t i = 0; i < table_width(table, row); i++) {
            if (i)
                buf_adds(&line, " | ");
            buf_add_slice(&line, table_at(table, row, i));
        }
        keep_text(reading, buf_slice(&line));
        buf_release(&line);
    }
}

static void take_table(struct reading *reading)
{
    struct draft *draft = reading->draft;
    struct table table = { 0 };
    struct buf text = BUF_INIT;
    end_text(reading);
    size_t lines = markdown_take_table(
        reading->lines.line, &reading->lines.rest, reading->lines.number, &text, &table);
    reading->lines.number += lines;
    struct table_shape shape = table_shape(draft, &table);
    if (reading->stage) {
        table_read_into(draft, &table, reading->place);
    } else if (shape.kind == TABLE_UNKNOWN) {
        keep_table(reading, &table);
    } else {
        buf_clear(&reading->heading);
        table_read(draft, &table, shape, true);
    }
    reading->seen_table = true;
    table_release(&table);
    buf_release(&text);
}

/* --- the whole --- */

static void take_line(struct reading *reading)
{
    struct slice line = reading->lines.line, text, label;
    int level = heading_level(line, &text);
    if (level) {
        take_heading(reading, level, text);
    } else if (!line.len || is_break(line)) {
        end_text(reading);
    } else if (begins_table(&reading->lines)) {
        take_table(reading);
    } else if (reading->is_item && reading->lines.indent >= 2) {
        buf_add_char(&reading->text, '\n'); /* what hangs on an item belongs to it */
        buf_add_slice(&reading->text, line);
    } else if (is_item(line, &text)) {
        struct slice rest;
        bool labelled = is_labelled(text, &label, &rest);
        begin_text(reading, labelled ? rest : text,
            labelled ? column_of(reading, label) : reading->column, true);
    } else if (is_labelled(line, &label, &text)) {
        struct draft_column *column = column_of(reading, label);
        begin_text(reading, text, column, false);
        reading->column = text.len ? NULL : column;
        if (!text.len)
            reading->text_column = NULL;
    } else {
        bool quoted = *line.data == '>';
        line = quoted ? text_trim(slice_from(line, 1)) : line;
        if (!reading->text.len || quoted != reading->quoted)
            begin_text(reading, SLICE(""), reading->column, false);
        reading->quoted = quoted;
        if (reading->text.len)
            buf_add_char(&reading->text, '\n');
        buf_add_slice(&reading->text, line);
    }
}

/* "title: ..." and what else is between two "---" at the begin. */
static void take_front(struct reading *reading)
{
    struct lines *lines = &reading->lines;
    struct lines before = *lines;
    if (!next_line(lines) || !slice_is(lines->line, "---")) {
        *lines = before;
        return;
    }
    while (next_line(lines) && !slice_is(lines->line, "---"))
        if (slice_begins_fold(lines->line, SLICE("title:"))) {
            struct slice title = text_trim(slice_from(lines->line, 6));
            if (title.len > 1 && strchr("\"'", *title.data))
                title = (struct slice){ title.data + 1, title.len - 2 };
            reading->draft->title = draft_name(reading->draft, title);
        } else {
            draft_add_line(&reading->draft->notes, lines->line);
        }
}

enum status markdown_read(struct draft *draft, struct slice text)
{
    struct reading reading = { .draft = draft,
        .lines = { .rest = text },
        .place = &draft->map,
        .heading = BUF_INIT,
        .text = BUF_INIT };
    reading.outline = find_outline(draft, text);
    if (!reading.outline.stage_level && !reading.outline.tables) {
        draft_doubt(draft, 0, "%s",
            _("no stage is in it: neither a table of a journey, nor headings such as \"Phase: "
              "...\""));
        return STATUS_BAD;
    }
    take_front(&reading);
    while (next_line(&reading.lines))
        take_line(&reading);
    end_text(&reading);
    buf_release(&reading.heading);
    buf_release(&reading.text);
    return STATUS_OK;
}
