#include "app/canvas/key.h"

#include "base/text.h"

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

/* "F7" */
static uint32_t function_key(struct slice label)
{
    if (label.len < 2 || label.len > 3 || label.data[0] != 'F')
        return K_NONE;
    uint32_t number = 0;
    for (size_t i = 1; i < label.len; i++)
        if (label.data[i] < '0' || label.data[i] > '9')
            return K_NONE;
        else
            number = number * 10 + (uint32_t)(label.data[i] - '0');
    return number >= 1 && number <= 12 ? K_F1 + number - 1 : K_NONE;
}

/* "C-x": a letter, or one of @ [ \ ] ^ _ */
static uint32_t control_key(struct slice label)
{
    bool control = label.len == 3 && slice_begins_fold(label, SLICE("c-"));
    char letter = control ? label.data[2] : 0;
    return control && letter >= '@' && letter <= 'z' ? K_CTRL(letter) : K_NONE;
}

static uint32_t named_key(struct slice label)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (slice_equal_fold(label, slice_of(names[i].name)))
            return names[i].code;
    uint32_t code = function_key(label);
    return code ? code : control_key(label);
}

uint32_t key_of_label(struct slice label)
{
    uint32_t code = named_key(label);
    struct slice rest = label;
    if (code || !label.len)
        return code;
    uint32_t first = utf8_next(&rest);
    uint32_t second = rest.len ? utf8_next(&rest) : K_NONE;
    bool shown = first > ' ' && first != 0xFFFD && (!second || (second > ' ' && second != 0xFFFD));
    if (!shown || rest.len)
        return K_NONE;
    /* Two keys fit into one code where they are of the basic plane. */
    return !second ? first : first < 0x8000 && second <= 0xFFFF ? K_PAIR(first, second) : K_NONE;
}
