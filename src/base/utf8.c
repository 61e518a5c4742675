#include "base/text.h"

/* Length of the code point at the front, 0 where there is none. */
static size_t utf8_decode(struct slice text, uint32_t *codepoint)
{
    const unsigned char *s = (const unsigned char *)text.data;
    if (text.len == 0)
        return 0;
    if (s[0] < 0x80) {
        *codepoint = s[0];
        return 1;
    }
    size_t len = s[0] < 0xC2 ? 0 : s[0] < 0xE0 ? 2 : s[0] < 0xF0 ? 3 : s[0] < 0xF5 ? 4 : 0;
    if (len == 0 || len > text.len)
        return 0;
    uint32_t point = s[0] & (0xFFU >> (len + 1));
    for (size_t i = 1; i < len; i++) {
        if ((s[i] & 0xC0) != 0x80)
            return 0;
        point = point << 6 | (s[i] & 0x3F);
    }
    static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
    if (point < least[len] || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF))
        return 0;
    *codepoint = point;
    return len;
}

uint32_t utf8_next(struct slice *rest)
{
    uint32_t point = 0xFFFD;
    size_t len = utf8_decode(*rest, &point);
    if (rest->len)
        *rest = slice_from(*rest, len ? len : 1);
    return point;
}

/* Whole files go through here: eight bytes at a time. */
size_t utf8_ascii_length(struct slice text)
{
    size_t at = 0;
    uint64_t eight;
    for (; text.len - at >= sizeof eight; at += sizeof eight) {
        memcpy(&eight, text.data + at, sizeof eight);
        if (eight & UINT64_C(0x8080808080808080))
            break;
    }
    while (at < text.len && !((unsigned char)text.data[at] & 0x80))
        at++;
    return at;
}

size_t utf8_valid_length(struct slice text)
{
    size_t at = 0;
    while (at < text.len) {
        uint32_t point;
        at += utf8_ascii_length(slice_from(text, at));
        if (at == text.len)
            break;
        size_t len = utf8_decode(slice_from(text, at), &point);
        if (len == 0)
            break;
        at += len;
    }
    return at;
}
