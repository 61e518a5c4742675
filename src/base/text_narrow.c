/* What came from elsewhere, made simple: full-width signs, letters and digits of an East Asian
 * input method as their narrow ones, texts as one line. */
#include "base/text.h"

uint32_t codepoint_narrow(uint32_t codepoint)
{
    enum { FIRST = 0xFF01, LAST = 0xFF5E, IDEOGRAPHIC_SPACE = 0x3000, NO_BREAK_SPACE = 0xA0 };
    if (codepoint == IDEOGRAPHIC_SPACE || codepoint == NO_BREAK_SPACE)
        return ' ';
    return codepoint >= FIRST && codepoint <= LAST ? codepoint - FIRST + '!' : codepoint;
}

void text_add_narrow(struct slice text, struct buf *out)
{
    while (text.len)
        buf_add_codepoint(out, codepoint_narrow(utf8_next(&text)));
}

void text_add_line(struct slice text, size_t most, struct buf *out)
{
    size_t start = out->len;
    text = text_trim(text);
    while (text.len && out->len - start < most) {
        struct slice before = text;
        uint32_t c = utf8_next(&text);
        if (c <= 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029)
            buf_add_repeated(out, ' ', out->len > start);
        else if (c == 0xfffd)
            buf_add_codepoint(out, c);
        else
            buf_add(out, before.data, before.len - text.len);
    }
    if (out->len == start)
        return;
    /* Other blanks may have stood beside control characters. */
    struct slice line = text_trim(slice_from(buf_slice(out), start));
    memmove(out->data + start, line.data, line.len);
    buf_cut(out, start + line.len);
}
