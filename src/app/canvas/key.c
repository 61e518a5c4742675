#include "app/canvas/key.h"

#include "base/i18n.h"
#include "base/text.h"

static const struct {
    uint32_t code;
    const char *name;
} names[] = {
    { K_TAB, "Tab" },
    { K_ENTER, "Enter" },
    { K_ESC, "Esc" },
    { K_BACKSPACE, "Backspace" },
    { ' ', NC_("key", "Space") },
    { K_UP, NC_("key", "Up") },
    { K_DOWN, NC_("key", "Down") },
    { K_LEFT, NC_("key", "Left") },
    { K_RIGHT, NC_("key", "Right") },
    { K_HOME, "Home" },
    { K_END, "End" },
    { K_PAGE_UP, "PgUp" },
    { K_PAGE_DOWN, "PgDn" },
    { K_INSERT, "Insert" },
    { K_DELETE, "Delete" },
    { K_BACK_TAB, NC_("key", "BackTab") },
};

/* Most are called as it stands on the key, in every language. */
static const char *label_of(const char *name)
{
    return i18n_source(name) == name ? name : i18n_marked(name);
}

void key_label(uint32_t code, struct buf *out)
{
    if (key_first(code)) {
        key_label(key_first(code), out);
        key_label(code & 0xFFFF, out);
        return;
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (names[i].code == code) {
            buf_adds(out, label_of(names[i].name));
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
        if (text_equal_fold(label, slice_of(label_of(names[i].name))) ||
            slice_equal_fold(label, slice_of(i18n_source(names[i].name))))
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

/* --- other keyboards --- */

struct other_key {
    uint32_t typed, key;
};

static uint32_t looked_up(const struct other_key *rows, size_t count, uint32_t code)
{
    for (size_t i = 0; i < count; i++)
        if (rows[i].typed == code)
            return rows[i].key;
    return code;
}

uint32_t key_sign(uint32_t code)
{
    static const struct other_key signs[] = { { 0x3002, '.' }, { 0x3001, '/' }, { 0x300A, '<' },
        { 0x300B, '>' }, { 0x3010, '[' }, { 0x3011, ']' }, { 0x300C, '{' }, { 0x300D, '}' },
        { 0xB7, '`' }, { 0x2018, '\'' }, { 0x2019, '\'' }, { 0x201C, '"' }, { 0x201D, '"' },
        { 0x2026, '^' }, { 0xA5, '$' }, { 0xFFE5, '$' } };
    return code < 0x80 ? code
                       : looked_up(signs, sizeof signs / sizeof *signs, codepoint_narrow(code));
}

uint32_t key_latin(uint32_t code)
{
    /* The capitals are 0x20 before them; that of the final sigma is the sigma. */
    static const struct other_key letters[] = { { 0x3C2, 'w' }, { 0x3B5, 'e' }, { 0x3C1, 'r' },
        { 0x3C4, 't' }, { 0x3C5, 'y' }, { 0x3B8, 'u' }, { 0x3B9, 'i' }, { 0x3BF, 'o' },
        { 0x3C0, 'p' }, { 0x3B1, 'a' }, { 0x3C3, 's' }, { 0x3B4, 'd' }, { 0x3C6, 'f' },
        { 0x3B3, 'g' }, { 0x3B7, 'h' }, { 0x3BE, 'j' }, { 0x3BA, 'k' }, { 0x3BB, 'l' },
        { 0x3B6, 'z' }, { 0x3C7, 'x' }, { 0x3C8, 'c' }, { 0x3C9, 'v' }, { 0x3B2, 'b' },
        { 0x3BD, 'n' }, { 0x3BC, 'm' } };
    bool capital = code >= 0x391 && code <= 0x3A9;
    uint32_t small = capital ? code + 0x20 : code;
    uint32_t latin = looked_up(letters, sizeof letters / sizeof *letters, small);
    return latin == small ? code : capital ? latin - 0x20 : latin;
}
