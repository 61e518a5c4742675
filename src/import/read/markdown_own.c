#include "import/read/markdown_own.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/text.h"
#include "import/read/markdown.h"
#include "model/ids.h"
#include "model/value_word.h"

enum section {
    SECTION_STAGE, /* whatever has no name of these */
    SECTION_TITLE,
    SECTION_ABOUT,
    SECTION_NEXT,
    SECTION_PERSONAS,
    SECTION_QUOTES,
    SECTION_METRICS,
    SECTION_PARKING,
    SECTION_TOLD /* follows from the rest: journey, curve, pains, ideas */
};

static const struct {
    const char *name; /* marked for translation */
    enum section section;
} sections[] = {
    { N_("About this map"), SECTION_ABOUT },
    { N_("Next steps"), SECTION_NEXT },
    { N_("Personas"), SECTION_PERSONAS },
    { N_("Journey"), SECTION_TOLD },
    { N_("Emotion curve"), SECTION_TOLD },
    { N_("Pain points"), SECTION_TOLD },
    { N_("Ideas"), SECTION_TOLD },
    { N_("Quotes"), SECTION_QUOTES },
    { N_("Metrics"), SECTION_METRICS },
    { N_("Parking lot"), SECTION_PARKING },
};

/* In the language of the export; or in English, as who changed it may have written. */
static bool is_called(const struct catalogue *texts, struct slice text, const char *name)
{
    return slice_is(text, i18n_text_in(texts, name)) || slice_is(text, name);
}

static enum section section_of(const struct catalogue *texts, struct slice name)
{
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
        if (is_called(texts, name, sections[i].name))
            return sections[i].section;
    return SECTION_STAGE;
}

static bool is_own_in(const struct catalogue *texts, struct slice text)
{
    static const char legend_line[] = N_(
        "In brackets: the emotion, from -2 to +2. ★ moment of truth, ! pains.");
    struct slice line, translated = slice_of(i18n_text_in(texts, legend_line));
    bool journey = false, numbered = false, others = false, legend = false;
    while (slice_next_line(&text, &line)) {
        if (slice_begins_fold(line, SLICE("## "))) {
            struct slice name = text_trim(slice_from(line, 3));
            journey = journey || is_called(texts, name, N_("Journey"));
            others = others || section_of(texts, name) != SECTION_STAGE;
        }
        numbered = numbered || slice_begins_fold(line, SLICE("### 1. "));
        legend = legend || slice_is(line, legend_line) || slice_equal(line, translated);
    }
    return journey && (legend || (numbered && others));
}

/* The language of the export that the text is. False: it is none. */
static bool find_texts(struct slice text, const struct catalogue **texts)
{
    *texts = NULL;
    if (is_own_in(NULL, text))
        return true;
    while ((*texts = i18n_next(*texts)))
        if (is_own_in(*texts, text))
            return true;
    return false;
}

bool markdown_is_own(struct slice text)
{
    const struct catalogue *texts;
    return find_texts(text, &texts);
}

/* --- what is being read --- */

struct reading {
    struct draft *draft;
    const struct catalogue *texts; /* that labels are of */
    enum section section;
    struct draft_place *stage, *place; /* NULL: none */
    struct draft_place *item;          /* a pain, idea, metric ... that fields below are of */
    struct draft_column *column;       /* of the text; NULL: it names an item of `kind` */
    struct draft_place *of;            /* whose text it is */
    enum node_kind kind;
    struct buf text;
    size_t text_line, line;
    bool has_text, is_list;
    bool is_drawing;    /* the text stood between fences */
    struct slice fence; /* that is open; empty: none */
    size_t fence_indent;
    struct slice where; /* of the item: "Stage / Touchpoint" */
    struct buf quote;
};

static struct draft_column *column_of(struct reading *reading, enum field field)
{
    const struct field_def *def = field_def(field);
    struct buf name = BUF_INIT;
    buf_addf(&name, "%d %s", (int)def->kind, def->key);
    struct draft_column *column = draft_column_named(
        reading->draft, buf_slice(&name), reading->line);
    column->text = draft_name(reading->draft, slice_of(_(def->label)));
    column->label = (struct label){ field_names(field) == KIND_PERSONA ? HOW_NAMES : HOW_FIELD,
        def->key };
    column->own = column->label.how == HOW_FIELD;
    buf_release(&name);
    return column;
}

/* The field of that label; FIELD_UNKNOWN: none. */
static enum field field_of_label(
    const struct reading *reading, enum node_kind kind, struct slice label)
{
    const struct kind_def *def = kind_def(kind);
    for (enum field field = def->first; field < def->end; field++)
        if (field_def(field)->label && field_def(field)->type != FIELD_NODES &&
            is_called(reading->texts, label, field_def(field)->label))
            return field;
    return FIELD_UNKNOWN;
}

/* The kind whose nodes hang on such a place, each with that label: "Pain". */
static enum node_kind kind_of_label(
    const struct reading *reading, enum node_kind parent, struct slice label)
{
    for (enum node_kind kind = KIND_PERSONA; kind < KIND_LANE; kind++) {
        enum field headline = kind_def(kind)->headline;
        if (field_of_child(parent, kind) != FIELD_UNKNOWN && kind != KIND_TOUCHPOINT &&
            field_def(headline)->label &&
            is_called(reading->texts, label, field_def(headline)->label))
            return kind;
    }
    return KIND_COUNT;
}

/* "Stage / Touchpoint", or a stage; the map itself where it is empty; NULL: there is none. */
static struct draft_place *find_place(struct reading *reading, struct slice where)
{
    struct draft *draft = reading->draft;
    where = text_trim(where);
    if (!where.len)
        return &draft->map;
    enum { LONGEST = 20000 }; /* so that all of it can be tried */
    struct draft_place *place = draft_find_stage(draft, where);
    for (size_t i = 0; !place && i + 3 < where.len && where.len < LONGEST; i++)
        if (memcmp(where.data + i, " / ", 3) == 0) {
            place = draft_find_stage(draft, (struct slice){ where.data, i });
            if (place)
                place = draft_find_touchpoint(draft, place, slice_from(where, i + 3));
        }
    return place;
}

/* --- texts --- */

/* "Ann +1": whose it is, and the number; without a name it is everybody's. */
static struct slice split_emotion(struct slice text, struct slice *whose)
{
    size_t name = text.len;
    while (name && text.data[name - 1] != ' ')
        name--;
    *whose = (struct slice){ text.data, name ? name - 1 : 0 };
    return slice_from(text, name);
}

/* The emotion at the front, up to a comma behind a digit: one with a persona's name before it and a
 * number of ours, since a name may have commas and digits, too; else the first one. */
static struct slice first_emotion(const struct draft *draft, struct slice text)
{
    enum { TRIES_MOST = 100 };
    size_t first = 0, tries = 0;
    for (size_t end = 1; end <= text.len && tries < TRIES_MOST; end++) {
        if (end < text.len && (text.data[end] != ',' || !is_digit(text.data[end - 1])))
            continue;
        struct slice whose, part = { text.data, end },
                            number = split_emotion(text_trim(part), &whose);
        bool ours = number.len && strchr("+-0", *number.data) &&
                    number.len == (*number.data == '0' ? 1 : 2);
        if (whose.len && ours && draft_has_persona(draft, whose))
            return part;
        first = first ? first : end;
        tries++;
    }
    return (struct slice){ text.data, first };
}

/* "+1", or "Ann +1, Ben 0": a column for each. */
static void add_emotions(struct reading *reading, struct slice text)
{
    struct draft *draft = reading->draft;
    while (text.len) {
        struct slice whose, part = first_emotion(draft, text),
                            number = split_emotion(text_trim(part), &whose);
        text = text_trim(slice_from(text, part.len < text.len ? part.len + 1 : part.len));
        struct buf label = BUF_INIT;
        buf_addf(&label, "emotion of %.*s", SLICE_ARG(whose));
        struct draft_column *column = draft_column_named(
            draft, buf_slice(&label), reading->text_line);
        column->label = (struct label){ HOW_EMOTION, "emotion" };
        column->own = true;
        if (whose.len)
            column->persona = draft_persona(draft, whose, reading->text_line)->name;
        column->scale = (struct scale){ -2, 2 };
        draft_cell(draft, reading->of, column, number, reading->text_line);
        buf_release(&label);
    }
}

/* A word of the field as the file has it. */
static struct slice as_word(const struct reading *reading, enum field field, struct slice text)
{
    const char *word = word_meant(reading->texts, field, text);
    return word ? slice_of(word) : text;
}

/* What the export has in one line: words of a list, or a pain's name for its id. */
static struct slice as_field(const struct reading *reading, struct slice text, struct buf *out)
{
    enum field field = field_of_key(reading->of->kind, slice_of(reading->column->label.key));
    const struct field_def *def = field_def(field < FIELD_COUNT ? field : FIELD_UNKNOWN);
    bool list = field < FIELD_COUNT && def->words &&
                (def->type == FIELD_LIST || def->type == FIELD_TEXTS);
    if (field == IDEA_PAIN) {
        id_slug(KIND_PAIN, text, out);
        return buf_slice(out);
    }
    while (text.len && list) {
        size_t end = 0;
        while (end < text.len && !slice_begins_fold(slice_from(text, end), SLICE(", ")))
            end++;
        struct slice item = { text.data, end };
        text = slice_from(text, end < text.len ? end + 2 : end);
        buf_add_slice(out, as_word(reading, field, item));
        if (text.len)
            buf_add_char(out, '\n');
    }
    return list ? buf_slice(out) : field < FIELD_COUNT ? as_word(reading, field, text) : text;
}

static void end_item(struct reading *reading)
{
    struct draft_place *item = reading->item;
    struct slice where = reading->where;
    if (!item)
        return;
    reading->item = NULL;
    reading->where = SLICE("");
    if ((item->kind != KIND_METRIC && item->kind != KIND_NOTE) || reading->place != NULL)
        return;
    struct draft_place *place = find_place(reading, where);
    if (!place)
        draft_doubt(reading->draft, item->line,
            _("\"%s\" is no place of the journey; it is said of all of it"),
            draft_short(reading->draft, where));
    bool holds = place && field_of_child(place->kind, item->kind) != FIELD_UNKNOWN;
    draft_add_child(holds ? place : &reading->draft->map, item);
}

/* That of a place, of one or of each persona; a visit has a number. */
static bool is_emotion(const struct reading *reading)
{
    enum field field = field_of_key(reading->of->kind, slice_of(reading->column->label.key));
    return field < FIELD_COUNT && field_def(field)->type == FIELD_PER_PERSONA;
}

/* "![Ann](ann.png)" is the photo's path. */
static struct slice photo_path(struct slice text)
{
    size_t end = text.len;
    while (end && text.data[end - 1] != '(')
        end--;
    bool photo = slice_begins_fold(text, SLICE("![")) && end && text.data[text.len - 1] == ')';
    return photo ? (struct slice){ text.data + end, text.len - end - 1 } : text;
}

/* The text is complete: a field, or the name of an item. */
static void end_text(struct reading *reading)
{
    struct draft *draft = reading->draft;
    if (!reading->has_text)
        return;
    reading->has_text = false;
    struct buf plain = BUF_INIT;
    struct slice text = buf_slice(&reading->text);
    if (!reading->is_drawing) {
        markdown_add_plain(photo_path(text_trim(text)), &plain);
        text = text_trim(buf_slice(&plain));
    }
    draft->row++;
    if (!reading->column && text.len) {
        end_item(reading);
        reading->item = draft_place(draft, reading->kind, text, reading->text_line);
        if (reading->place)
            draft_add_child(reading->place, reading->item);
    } else if (reading->column && reading->of && is_emotion(reading)) {
        add_emotions(reading, text);
    } else if (reading->column && reading->of) {
        struct buf value = BUF_INIT;
        draft_cell(draft, reading->of, reading->column, as_field(reading, text, &value),
            reading->text_line);
        buf_release(&value);
    }
    buf_release(&plain);
}

static void begin_text(
    struct reading *reading, struct draft_place *of, struct draft_column *column, struct slice text)
{
    reading->of = of;
    reading->column = column;
    reading->text_line = reading->line;
    reading->has_text = true;
    reading->is_list = !text.len;
    reading->is_drawing = false;
    buf_clear(&reading->text);
    buf_add_slice(&reading->text, text);
}

/* --- items --- */

/* "41 (2026-05-01), 38" */
static void add_readings(
    struct reading *reading, struct draft_place *metric, struct slice text, size_t line)
{
    enum { DATE_LEN = 10 };
    struct draft *draft = reading->draft;
    while (text.len) {
        size_t end = 0;
        while (end < text.len && !slice_begins_fold(slice_from(text, end), SLICE(", ")))
            end++;
        struct slice value = text_trim((struct slice){ text.data, end }), date = SLICE("");
        text = slice_from(text, end < text.len ? end + 1 : end);
        if (value.len > DATE_LEN + 2 && value.data[value.len - 1] == ')') {
            date = (struct slice){ value.data + value.len - DATE_LEN - 1, DATE_LEN };
            if (date.data[-1] == '(' && field_accepts(READING_DATE, date, NULL))
                value = text_trim((struct slice){ value.data, value.len - DATE_LEN - 2 });
            else
                date = SLICE("");
        }
        struct draft_place *was = draft_place(draft, KIND_READING, value, line);
        draft_cell(draft, was, column_of(reading, READING_DATE), date, line);
        draft_add_child(metric, was);
    }
}

/* What is no field of the item: where it is, or what a metric was. */
static bool is_told(struct reading *reading, struct slice label, struct slice text)
{
    struct buf plain = BUF_INIT;
    bool where = is_called(reading->texts, label, N_("Where"));
    bool was = reading->item->kind == KIND_METRIC &&
               is_called(reading->texts, label, N_("Earlier values"));
    markdown_add_plain(text, &plain);
    if (where)
        reading->where = draft_copy(reading->draft, buf_slice(&plain));
    else if (was)
        add_readings(reading, reading->item, buf_slice(&plain), reading->line);
    buf_release(&plain);
    return where || was;
}

static void take_label(struct reading *reading, size_t depth, struct slice label, struct slice text)
{
    struct draft *draft = reading->draft;
    end_text(reading);
    struct draft_place *of = depth && reading->item ? reading->item : reading->place;
    if (depth && reading->item && is_told(reading, label, text))
        return;
    if (!of)
        return;
    enum node_kind kind = depth ? KIND_COUNT : kind_of_label(reading, of->kind, label);
    enum field field = field_of_label(reading, of->kind, label);
    if (reading->section == SECTION_NEXT && field != MAP_OWNER)
        return;
    if (kind != KIND_COUNT) {
        reading->kind = kind;
        begin_text(reading, NULL, NULL, text);
    } else if (field != FIELD_UNKNOWN) {
        begin_text(reading, of, column_of(reading, field), text);
    } else {
        struct draft_column *column = draft_column_named(draft, label, reading->line);
        column->label = (struct label){ HOW_NOTE, NULL };
        begin_text(reading, of, column, text);
    }
}

/* "- **Label:** text" */
static bool split_label(struct slice text, struct slice *label, struct slice *rest)
{
    if (!slice_begins_fold(text, SLICE("**")))
        return false;
    for (size_t i = 2; i + 2 < text.len; i++)
        if (memcmp(text.data + i, ":**", 3) == 0) {
            *label = (struct slice){ text.data + 2, i - 2 };
            *rest = text_trim(slice_from(text, i + 3));
            return true;
        }
    return false;
}

static void take_bullet(struct reading *reading, size_t depth, struct slice text)
{
    struct slice label, rest;
    bool of_list = reading->section == SECTION_PARKING || reading->section == SECTION_METRICS;
    if (split_label(text, &label, &rest)) {
        take_label(reading, depth, label, rest);
    } else if (reading->has_text && reading->is_list && depth) {
        if (reading->text.len)
            buf_add_char(&reading->text, '\n');
        buf_add_slice(&reading->text, text);
    } else if (reading->section == SECTION_NEXT) {
        return; /* of chosen ideas, which are told at their places */
    } else if (of_list && !depth) {
        end_text(reading);
        reading->kind = reading->section == SECTION_PARKING ? KIND_NOTE : KIND_METRIC;
        begin_text(reading, NULL, NULL, text);
    } else {
        end_text(reading);
        draft_doubt(reading->draft, reading->line, "%s",
            _("this is not understood; it is kept in the notes"));
        draft_add_line(&reading->draft->notes, text);
    }
}

/* --- metrics and quotes --- */

/* What stands under a label of a metric. */
static void take_metric_cell(struct reading *reading, struct draft_place *metric,
    struct slice label, struct slice value, size_t line)
{
    struct draft *draft = reading->draft;
    enum field field = field_of_label(reading, KIND_METRIC, label);
    if (is_called(reading->texts, label, N_("Where"))) {
        reading->where = draft_copy(draft, value);
    } else if (is_called(reading->texts, label, N_("Earlier values"))) {
        add_readings(reading, metric, value, line);
    } else if (field != FIELD_UNKNOWN) {
        draft_cell(draft, metric, column_of(reading, field), as_word(reading, field, value), line);
    } else {
        struct draft_column *column = draft_column_named(draft, label, line);
        column->label = (struct label){ HOW_NOTE, NULL };
        draft_cell(draft, metric, column, value, line);
    }
}

static size_t take_metrics(struct reading *reading, struct slice first, struct slice *rest)
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
        end_item(reading);
    }
    table_release(&table);
    buf_release(&text);
    return lines;
}

/* "By, Persona, Stage / Touchpoint, 2026-10-07": from the end, as far as each is known. */
static struct draft_place *read_origin(struct reading *reading, struct slice text, struct slice *by,
    struct slice *persona, struct slice *date)
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
            place = find_place(reading, slice_from(rest, i));
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

static void end_quote(struct reading *reading)
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
        draft_cell(draft, reading->place, column_of(reading, PERSONA_QUOTE), text, reading->line);
    } else if (text.len && reading->section == SECTION_QUOTES) {
        struct draft_place *place = read_origin(reading, origin, &by, &persona, &date);
        struct draft_place *quote = draft_place(draft, KIND_QUOTE, text, reading->line);
        draft_cell(draft, quote, column_of(reading, QUOTE_BY), by, reading->line);
        draft_cell(draft, quote, column_of(reading, QUOTE_PERSONA), persona, reading->line);
        draft_cell(draft, quote, column_of(reading, QUOTE_DATE), date, reading->line);
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

/* --- lines --- */

static void take_heading(struct reading *reading, int level, struct slice raw)
{
    struct draft *draft = reading->draft;
    struct buf plain = BUF_INIT;
    end_text(reading);
    end_item(reading);
    markdown_add_plain(raw, &plain);
    struct slice name = text_trim(buf_slice(&plain));
    if (level == 1) {
        draft->title = draft_name(draft, name);
        reading->place = &draft->map; /* its facts follow, where nothing leads */
    } else if (level == 2) {
        reading->section = section_of(reading->texts, name);
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
static void take_drawing(struct reading *reading, struct slice line, struct slice trimmed)
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
static bool open_fence(struct reading *reading, struct slice trimmed, size_t indent)
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

static void take_line(struct reading *reading, struct slice line, struct slice *rest)
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
        end_quote(reading);
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
        if (reading->section == SECTION_METRICS)
            reading->line += take_metrics(reading, line, rest);
    } else if (slice_begins_fold(trimmed, SLICE("- "))) {
        take_bullet(reading, indent / 2, text_trim(slice_from(trimmed, 2)));
    } else if (reading->has_text) {
        buf_add_char(&reading->text, '\n');
        buf_add_slice(&reading->text, trimmed);
    } else if (reading->section == SECTION_NEXT && indent > 2) {
        return; /* goes on with what is told at its place */
    } else if (reading->section != SECTION_TITLE) {
        draft_doubt(reading->draft, reading->line, "%s",
            _("this is not understood; it is kept in the notes"));
        draft_add_line(&reading->draft->notes, trimmed);
    } else {
        draft_add_line(&reading->draft->about, trimmed);
    }
}

void markdown_read_own(struct draft *draft, struct slice text)
{
    struct reading reading = { .draft = draft,
        .section = SECTION_TITLE,
        .text = BUF_INIT,
        .quote = BUF_INIT,
        .where = SLICE(""),
        .fence = SLICE("") };
    struct slice line;
    find_texts(text, &reading.texts);
    draft->table++;
    while (slice_next_line(&text, &line)) {
        reading.line++;
        take_line(&reading, line, &text);
    }
    end_quote(&reading);
    end_text(&reading);
    end_item(&reading);
    buf_release(&reading.text);
    buf_release(&reading.quote);
}
