/* A text becomes the value of a field. */
#include "base/length.h"
#include "base/text.h"
#include "import/draft/items.h"
#include "import/place/place.h"
#include "model/value_list.h"

/* One line, as a name or a word has it. */
static void add_one_line(struct slice text, struct buf *out)
{
    bool blank = false;
    for (size_t i = 0; i < text.len; i++) {
        bool is_blank = text.data[i] == '\n' || text.data[i] == '\t' || text.data[i] == ' ';
        if (blank && !is_blank && out->len)
            buf_add_char(out, ' ');
        blank = is_blank;
        if (!is_blank)
            buf_add_char(out, text.data[i]);
    }
}

/* The usual word where it is one, whatever its case. */
static struct slice usual_word(enum field field, struct slice text)
{
    for (const char *const *word = field_def(field)->words; word && *word; word++)
        if (text_equal_fold(slice_of(*word), text))
            return slice_of(*word);
    return text;
}

/* Of those that come again one stays. */
static void find_items(struct slice list, struct names *there)
{
    struct slice item;
    while (value_next_item(&list, &item))
        names_add(there, item);
}

/* `there` are the items of a long list; a short one, as most are, is looked through sooner. */
void value_add_once(struct names *there, struct slice word, struct buf *list)
{
    enum { SHORT = 200 };
    if (!word.len || (list->len <= SHORT && value_has_item(buf_slice(list), word)))
        return;
    if (list->len > SHORT && !there->count)
        find_items(buf_slice(list), there);
    size_t before = there->count;
    if (list->len <= SHORT || names_add(there, word) == before)
        value_add_item(list, word);
}

static void add_items(enum field field, struct slice text, struct buf *list)
{
    struct buf item = BUF_INIT;
    struct names there = { 0 };
    while (value_next_written(&text, "", &item))
        value_add_once(&there, usual_word(field, items_without_bullet(buf_slice(&item))), list);
    names_release(&there);
    buf_release(&item);
}

/* A line each. */
static void add_channels(enum field field, struct slice text, struct buf *list)
{
    struct slice line;
    struct names there = { 0 };
    while (slice_next_line(&text, &line))
        value_add_once(&there, usual_word(field, items_without_bullet(line)), list);
    names_release(&there);
}

/* As our own export writes it: texts as they are, an item a line. False: it is none of these. */
static bool add_own_value(enum field field, struct slice text, struct buf *out)
{
    struct slice line;
    enum field_type type = field_def(field)->type;
    if (type == FIELD_LIST || type == FIELD_TEXTS)
        while (slice_next_line(&text, &line))
            value_add_item(out, usual_word(field, line));
    else if (type == FIELD_LENGTH && !out->len && utf8_ascii_length(text) < text.len)
        length_add_plain(text, out); /* units of another language */
    else if ((type == FIELD_TEXT || type == FIELD_LENGTH || type == FIELD_FIGURE) && !out->len)
        buf_add_slice(out, text);
    else
        return false;
    return true;
}

/* As people tick a box of a table. */
static bool is_ticked(enum field field, struct slice text)
{
    return field_def(field)->type == FIELD_BOOLEAN &&
           (slice_equal_fold(text, SLICE("x")) || slice_is(text, "✓") || slice_is(text, "✔") ||
               slice_is(text, "★"));
}

/* Appends to what the field has already; false: the text is none for it, or it has another. */
bool value_add_text(enum field field, struct slice text, bool own, struct buf *out)
{
    struct buf value = BUF_INIT, why = BUF_INIT;
    size_t before = out->len;
    bool good = true;
    if (own && add_own_value(field, text, out))
        return true;
    switch (field_def(field)->type) {
    case FIELD_LONG_TEXT:
        if (out->len)
            buf_add_char(out, '\n');
        buf_add_slice(out, text);
        good = field_accepts(field, buf_slice(out), NULL);
        if (!good)
            buf_cut(out, before);
        break;
    case FIELD_TEXT:
    case FIELD_LENGTH:
    case FIELD_FIGURE:
        if (out->len)
            buf_adds(out, "; ");
        add_one_line(text, out);
        break;
    case FIELD_LIST:
        add_items(field, text, out);
        break;
    case FIELD_TEXTS:
        add_channels(field, text, out);
        break;
    default:
        text = is_ticked(field, text) ? SLICE("true") : text;
        good = field_parse(field, text, 0, &value, &why) &&
               field_accepts(field, buf_slice(&value), NULL) &&
               (!out->len || slice_equal(buf_slice(out), buf_slice(&value)));
        if (good && !out->len)
            buf_add_slice(out, buf_slice(&value));
    }
    buf_release(&value);
    buf_release(&why);
    return good;
}
