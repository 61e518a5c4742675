#include "store/journal/crc_line.h"

#include <limits.h>
#include <zlib.h>

enum { HEX_LEN = 8 };

static const char hex_digits[] = "0123456789abcdef";

uint32_t crc_of(struct slice text)
{
    uLong crc = crc32(0, NULL, 0);
    while (text.len) {
        uInt part = text.len < INT_MAX ? (uInt)text.len : INT_MAX;
        crc = crc32(crc, (const Bytef *)text.data, part);
        text = slice_from(text, part);
    }
    return (uint32_t)crc;
}

size_t crc_line_begin(struct buf *out)
{
    buf_adds(out, "00000000 ");
    return out->len;
}

void crc_line_end(struct buf *out, size_t start)
{
    uint32_t crc = crc_of(slice_from(buf_slice(out), start));
    char *end = out->data + start - 1;
    for (int i = 1; i <= HEX_LEN; i++, crc >>= 4)
        end[-i] = hex_digits[crc & 15];
}

bool crc_line_check(struct slice *line)
{
    uint32_t wanted;
    return take_hex(line, &wanted) && take_char(line, ' ') && crc_of(*line) == wanted;
}

bool take_char(struct slice *rest, char c)
{
    if (!rest->len || rest->data[0] != c)
        return false;
    *rest = slice_from(*rest, 1);
    return true;
}

bool take_hex(struct slice *rest, uint32_t *number)
{
    if (rest->len < HEX_LEN)
        return false;
    *number = 0;
    for (int i = 0; i < HEX_LEN; i++) {
        const char *digit = rest->data[i] ? strchr(hex_digits, rest->data[i]) : NULL;
        if (!digit)
            return false;
        *number = *number << 4 | (uint32_t)(digit - hex_digits);
    }
    *rest = slice_from(*rest, HEX_LEN);
    return true;
}

bool take_number(struct slice *rest, uint64_t *number)
{
    size_t digits = 0;
    *number = 0;
    while (digits < rest->len && is_digit(rest->data[digits])) {
        *number = *number * 10 + (uint64_t)(rest->data[digits++] - '0');
        if (*number > LINE_NUMBER_MAX)
            return false;
    }
    if (digits == 0 || (digits > 1 && rest->data[0] == '0'))
        return false;
    *rest = slice_from(*rest, digits);
    return true;
}
