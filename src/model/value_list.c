#include "model/value_list.h"

#include "base/text.h"

bool value_next_typed(struct slice *rest, const char *escaped, struct buf *item)
{
    buf_clear(item);
    while (rest->len && !item->len) {
        while (rest->len && rest->data[0] != ';') {
            if (rest->data[0] == '\\' && rest->len > 1 && strchr(escaped, rest->data[1]))
                *rest = slice_from(*rest, 1);
            buf_add_char(item, rest->data[0]);
            *rest = slice_from(*rest, 1);
        }
        if (rest->len)
            *rest = slice_from(*rest, 1);
        struct slice trimmed = text_trim(buf_slice(item));
        buf_splice(item, 0, (size_t)(trimmed.data - item->data), SLICE_NONE);
        buf_cut(item, trimmed.len);
    }
    return item->len > 0;
}
