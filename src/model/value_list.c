#include "model/value_list.h"

#include "base/i18n.h"
#include "base/text.h"

char value_sign(void)
{
    /* TRANSLATORS: What people type between the items of a list: one ASCII sign that is no
     * punctuation of the language, such as | where ; is a question mark. */
    return *_c("between items that are typed", ";");
}

void value_add_sign(struct buf *out)
{
    char sign = value_sign();
    buf_addf(out, sign == ';' ? "%c " : " %c ", sign);
}

/* No letter needs a look at the sign. */
static size_t separator_of(struct slice text, char sign)
{
    struct slice rest = text;
    if (!text.len || is_ascii_letter(text.data[0]) || text.data[0] == ' ')
        return 0;
    uint32_t point = codepoint_narrow(utf8_next(&rest));
    return point == '\n' || point == (uint32_t)sign ? text.len - rest.len : 0;
}

size_t value_separator(struct slice text)
{
    return separator_of(text, value_sign());
}

/* Does a quotation begin here that ends on the same line? One inch (5" pipe) begins none. */
static bool begins_quotation(const struct buf *item, struct slice rest)
{
    struct slice line;
    if (rest.data[0] != '"' || (item->len && item->data[item->len - 1] != ' '))
        return false;
    slice_next_line(&rest, &line);
    return memchr(line.data + 1, '"', line.len - 1);
}

/* Takes one item off, empty or not, and what ends it. */
static void take_item(struct slice *rest, char sign, const char *escaped, struct buf *item)
{
    bool quoted = false;
    while (rest->len) {
        size_t separator = quoted ? 0 : separator_of(*rest, sign);
        size_t take = 1;
        if (separator) {
            *rest = slice_from(*rest, separator);
            return;
        }
        if (quoted ? rest->data[0] == '"' : begins_quotation(item, *rest))
            quoted = !quoted;
        if (rest->data[0] == '\\' && rest->len > 1) {
            separator = separator_of(slice_from(*rest, 1), sign);
            if (separator || strchr(escaped, rest->data[1]))
                *rest = slice_from(*rest, 1);
            take = separator ? separator : 1;
        }
        buf_add(item, rest->data, take);
        *rest = slice_from(*rest, take);
    }
}

static bool next_item(struct slice *rest, char sign, const char *escaped, struct buf *item)
{
    buf_clear(item);
    while (rest->len && !item->len) {
        take_item(rest, sign, escaped, item);
        struct slice trimmed = text_trim(buf_slice(item));
        buf_splice(item, 0, (size_t)(trimmed.data - item->data), SLICE_NONE);
        buf_cut(item, trimmed.len);
    }
    return item->len > 0;
}

bool value_next_typed(struct slice *rest, const char *escaped, struct buf *item)
{
    return next_item(rest, value_sign(), escaped, item);
}

bool value_next_written(struct slice *rest, const char *escaped, struct buf *item)
{
    return next_item(rest, ';', escaped, item);
}
