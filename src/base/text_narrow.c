/* Full-width signs, letters and digits of an East Asian input method, as their narrow ones. */
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
