/* The text of a field, or of an item, of our own Markdown. */
#include "import/own/reading.h"

#include "base/i18n.h"
#include "base/text.h"
#include "import/read/markdown.h"
#include "model/ids.h"
#include "model/value_word.h"

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
static void add_emotions(struct own_reading *reading, struct slice text)
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
struct slice own_word(const struct own_reading *reading, enum field field, struct slice text)
{
    const char *word = word_meant(reading->texts, field, text);
    return word ? slice_of(word) : text;
}

/* What the export has in one line: words of a list, or a pain's name for its id. */
static struct slice as_field(const struct own_reading *reading, struct slice text, struct buf *out)
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
        buf_add_slice(out, own_word(reading, field, item));
        if (text.len)
            buf_add_char(out, '\n');
    }
    return list ? buf_slice(out) : field < FIELD_COUNT ? own_word(reading, field, text) : text;
}

/* That of a place, of one or of each persona; a visit has a number. */
static bool is_emotion(const struct own_reading *reading)
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
void own_end_text(struct own_reading *reading)
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
        own_end_item(reading);
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

void own_begin_text(struct own_reading *reading, struct draft_place *of,
    struct draft_column *column, struct slice text)
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
