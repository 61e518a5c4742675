#include "model/value_list.h"

#include "base/text.h"

size_t value_separator(struct slice text)
{
    static const char *const separators[] = { ";", "；", "\n" };
    for (size_t i = 0; i < sizeof separators / sizeof *separators; i++)
        if (slice_begins_fold(text, slice_of(separators[i])))
            return strlen(separators[i]);
    return 0;
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
static void take_item(struct slice *rest, const char *escaped, struct buf *item)
{
    bool quoted = false;
    while (rest->len) {
        size_t separator = quoted ? 0 : value_separator(*rest);
        size_t take = 1;
        if (separator) {
            *rest = slice_from(*rest, separator);
            return;
        }
        if (quoted ? rest->data[0] == '"' : begins_quotation(item, *rest))
            quoted = !quoted;
        if (rest->data[0] == '\\' && rest->len > 1) {
            separator = value_separator(slice_from(*rest, 1));
            if (separator || strchr(escaped, rest->data[1]))
                *rest = slice_from(*rest, 1);
            take = separator ? separator : 1;
        }
        buf_add(item, rest->data, take);
        *rest = slice_from(*rest, take);
    }
}

bool value_next_typed(struct slice *rest, const char *escaped, struct buf *item)
{
    buf_clear(item);
    while (rest->len && !item->len) {
        take_item(rest, escaped, item);
        struct slice trimmed = text_trim(buf_slice(item));
        buf_splice(item, 0, (size_t)(trimmed.data - item->data), SLICE_NONE);
        buf_cut(item, trimmed.len);
    }
    return item->len > 0;
}
