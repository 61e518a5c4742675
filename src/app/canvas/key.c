#include "app/canvas/key.h"

static const struct {
    uint32_t code;
    const char *name;
} names[] = {
    { K_TAB, "Tab" },
    { K_ENTER, "Enter" },
    { K_ESC, "Esc" },
    { K_BACKSPACE, "Backspace" },
    { ' ', "Space" },
    { K_UP, "Up" },
    { K_DOWN, "Down" },
    { K_LEFT, "Left" },
    { K_RIGHT, "Right" },
    { K_HOME, "Home" },
    { K_END, "End" },
    { K_PAGE_UP, "PgUp" },
    { K_PAGE_DOWN, "PgDn" },
    { K_INSERT, "Insert" },
    { K_DELETE, "Delete" },
    { K_BACK_TAB, "BackTab" },
};

void key_label(uint32_t code, struct buf *out)
{
    if (key_first(code)) {
        key_label(key_first(code), out);
        key_label(code & 0xFFFF, out);
        return;
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (names[i].code == code) {
            buf_adds(out, names[i].name);
            return;
        }
    if (code >= K_F1 && code <= K_F12)
        buf_addf(out, "F%u", code - K_F1 + 1);
    else if (code < 32)
        buf_addf(out, "C-%c", (int)(code + (code <= K_CTRL('z') ? 'a' - 1 : '@')));
    else
        buf_add_codepoint(out, code);
}
