/* Texts made plain: ASCII stand-ins for what a terminal without UTF-8 can't show; full-width signs,
 * letters and digits of an East Asian input method as their narrow ones; texts as one line. */
#include <utf8proc.h>

#include "base/text.h"

/* clang-format off */

/* Every printable ASCII character as a text of one column, and filled up to two. */
#define ASCII_TEXTS(X) \
    X(" "), X("!"), X("\""), X("#"), X("$"), X("%"), X("&"), X("'"), X("("), X(")"), X("*"), \
    X("+"), X(","), X("-"), X("."), X("/"), X("0"), X("1"), X("2"), X("3"), X("4"), X("5"), \
    X("6"), X("7"), X("8"), X("9"), X(":"), X(";"), X("<"), X("="), X(">"), X("?"), X("@"), \
    X("A"), X("B"), X("C"), X("D"), X("E"), X("F"), X("G"), X("H"), X("I"), X("J"), X("K"), \
    X("L"), X("M"), X("N"), X("O"), X("P"), X("Q"), X("R"), X("S"), X("T"), X("U"), X("V"), \
    X("W"), X("X"), X("Y"), X("Z"), X("["), X("\\"), X("]"), X("^"), X("_"), X("`"), X("a"), \
    X("b"), X("c"), X("d"), X("e"), X("f"), X("g"), X("h"), X("i"), X("j"), X("k"), X("l"), \
    X("m"), X("n"), X("o"), X("p"), X("q"), X("r"), X("s"), X("t"), X("u"), X("v"), X("w"), \
    X("x"), X("y"), X("z"), X("{"), X("|"), X("}"), X("~")
#define ONE_COLUMN(text) text
#define TWO_COLUMNS(text) text " "

static const char *const texts[2][0x7F - ' '] = {
    { ASCII_TEXTS(ONE_COLUMN) },
    { ASCII_TEXTS(TWO_COLUMNS) },
};

/* What has no decomposition that helps, in order. */
static const struct {
    uint16_t point;
    char ascii;
} stand_ins[] = {
    { 0x00A1, '!' }, { 0x00A2, 'c' }, { 0x00A3, 'L' }, { 0x00A5, 'Y' }, { 0x00A6, '|' },
    { 0x00A7, 'S' }, { 0x00A8, '"' }, { 0x00A9, 'c' }, { 0x00AB, '<' }, { 0x00AC, '-' },
    { 0x00AE, 'r' }, { 0x00AF, '-' }, { 0x00B0, 'o' }, { 0x00B1, '+' }, { 0x00B4, '\'' },
    { 0x00B7, '.' }, { 0x00B8, ',' }, { 0x00BB, '>' }, { 0x00BF, '?' }, { 0x00C6, 'A' },
    { 0x00D0, 'D' }, { 0x00D7, 'x' }, { 0x00D8, 'O' }, { 0x00DE, 'T' }, { 0x00DF, 's' },
    { 0x00E6, 'a' }, { 0x00F0, 'd' }, { 0x00F7, '/' }, { 0x00F8, 'o' }, { 0x00FE, 't' },
    { 0x0110, 'D' }, { 0x0111, 'd' }, { 0x0126, 'H' }, { 0x0127, 'h' }, { 0x0131, 'i' },
    { 0x0141, 'L' }, { 0x0142, 'l' }, { 0x014A, 'N' }, { 0x014B, 'n' }, { 0x0152, 'O' },
    { 0x0153, 'o' }, { 0x0166, 'T' }, { 0x0167, 't' }, { 0x0490, 'G' }, { 0x0491, 'g' },
    { 0x1E9E, 'S' }, { 0x2010, '-' }, { 0x2011, '-' }, { 0x2012, '-' }, { 0x2013, '-' },
    { 0x2014, '-' }, { 0x2015, '-' }, { 0x2018, '\'' }, { 0x2019, '\'' }, { 0x201A, '\'' },
    { 0x201B, '\'' }, { 0x201C, '"' }, { 0x201D, '"' }, { 0x201E, '"' }, { 0x201F, '"' },
    { 0x2020, '+' }, { 0x2021, '+' }, { 0x2022, '*' }, { 0x2023, '>' }, { 0x2026, '~' },
    { 0x2030, '%' }, { 0x2032, '\'' }, { 0x2033, '"' }, { 0x2039, '<' }, { 0x203A, '>' },
    { 0x2044, '/' }, { 0x20AC, 'E' }, { 0x2190, '<' }, { 0x2191, '^' }, { 0x2192, '>' },
    { 0x2193, 'v' }, { 0x2194, '-' }, { 0x21B5, '/' }, { 0x21D0, '<' }, { 0x21D2, '>' },
    { 0x2212, '-' }, { 0x2215, '/' }, { 0x2217, '*' }, { 0x2219, '.' }, { 0x2248, '~' },
    { 0x2260, '#' }, { 0x2264, '<' }, { 0x2265, '>' }, { 0x25A0, '#' }, { 0x25AA, '*' },
    { 0x25B2, '^' }, { 0x25B6, '>' }, { 0x25B8, '>' }, { 0x25BA, '>' }, { 0x25BC, 'v' },
    { 0x25C0, '<' }, { 0x25C2, '<' }, { 0x25C4, '<' }, { 0x25C6, '*' }, { 0x25CB, 'o' },
    { 0x25CF, 'o' }, { 0x25E6, 'o' }, { 0x2605, '*' }, { 0x2606, '*' }, { 0x2611, 'x' },
    { 0x2612, 'x' }, { 0x2713, 'v' }, { 0x2714, 'v' }, { 0x2715, 'x' }, { 0x2716, 'x' },
    { 0x2717, 'x' }, { 0x2718, 'x' }, { 0x3001, ',' }, { 0x3002, '.' }, { 0x300A, '<' },
    { 0x300B, '>' }, { 0x300C, '"' }, { 0x300D, '"' }, { 0x300E, '"' }, { 0x300F, '"' },
    { 0x3010, '[' }, { 0x3011, ']' },
};

/* Signs in a row: control pictures, letters (ELOT 743 and ISO 9 without their marks), boxes. */
static const struct {
    uint32_t first;
    const char *ascii;
} runs[] = {
    { 0x0391, "AVGDEZITIKLMNXOPR?STYFHPO" },
    { 0x03B1, "avgdezitiklmnxoprsstyfhpo" },
    { 0x0400, "EEDGEZIIJLNCKIUD"
              "ABVGDEZZIIKLMNOPRSTUFHCCSS\"Y'EUA"
              "abvgdezziiklmnoprstufhccss\"y'eua"
              "eedgeziijlnckiud" },
    { 0x2400, "^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^" },
    { 0x2500, "--||--||--||++++"
              "++++++++++++++++"
              "++++++++++++++++"
              "++++++++++++++++"
              "++++++++++++--||"
              "-|++++++++++++++"
              "++++++++++++++++"
              "+/\\X-|-|-|-|-|-|"
              "################"
              "################" },
};

/* clang-format on */

static char stand_in(uint32_t point)
{
    size_t low = 0, high = sizeof stand_ins / sizeof *stand_ins;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (stand_ins[middle].point < point)
            low = middle + 1;
        else
            high = middle;
    }
    return low < sizeof stand_ins / sizeof *stand_ins && stand_ins[low].point == point
               ? stand_ins[low].ascii
               : '\0';
}

static char in_run(uint32_t point)
{
    for (size_t i = 0; i < sizeof runs / sizeof *runs; i++)
        if (point >= runs[i].first && point - runs[i].first < strlen(runs[i].ascii))
            return runs[i].ascii[point - runs[i].first];
    return '\0';
}

static bool is_ascii(utf8proc_int32_t point)
{
    return point >= ' ' && point < 0x7F;
}

/*
 * The ASCII character that a code point is a form of: the base of an accented letter, a full
 * width or superscript form; the first of a ligature of letters. '\0' where there is none.
 */
static char base_character(uint32_t point)
{
    utf8proc_int32_t parts[24];
    int boundary = 0;
    utf8proc_ssize_t count = utf8proc_decompose_char((utf8proc_int32_t)point, parts,
        sizeof parts / sizeof *parts, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT, &boundary);
    if (count < 1 || count > (utf8proc_ssize_t)(sizeof parts / sizeof *parts))
        return '\0';
    bool letter = utf8proc_category(parts[0]) <= UTF8PROC_CATEGORY_LO;
    for (utf8proc_ssize_t i = 1; i < count; i++) {
        bool combines = utf8proc_get_property(parts[i])->combining_class != 0;
        if (!combines && !(letter && is_ascii(parts[i])))
            return '\0';
    }
    return is_ascii(parts[0]) ? (char)parts[0] : in_run((uint32_t)parts[0]);
}

static char ascii_character(uint32_t point)
{
    char c = stand_in(point);
    return c ? c : base_character(point);
}

const char *codepoint_ascii(uint32_t codepoint)
{
    if (codepoint >= ' ' && codepoint < 0x7F)
        return texts[0][codepoint - ' '];
    int width = codepoint_width(codepoint);
    if (width == 0)
        return "";
    char c = ascii_character(codepoint);
    if (!c)
        return width == 1 ? "?" : "??";
    return texts[width - 1][c - ' '];
}

void text_add_ascii(struct buf *out, struct slice text)
{
    while (text.len) {
        uint32_t point = utf8_next(&text);
        if (point < 0x80)
            buf_add_char(out, (char)point);
        else
            buf_adds(out, codepoint_ascii(point));
    }
}

/* --- from elsewhere --- */

uint32_t codepoint_narrow(uint32_t codepoint)
{
    enum {
        FIRST = 0xFF01,
        LAST = 0xFF5E,
        IDEOGRAPHIC_SPACE = 0x3000,
        NO_BREAK_SPACE = 0xA0,
        MINUS = 0x2212
    };
    if (codepoint == IDEOGRAPHIC_SPACE || codepoint == NO_BREAK_SPACE)
        return ' ';
    if (codepoint == MINUS)
        return '-';
    return codepoint >= FIRST && codepoint <= LAST ? codepoint - FIRST + '!' : codepoint;
}

void text_add_narrow(struct slice text, struct buf *out)
{
    size_t ascii = utf8_ascii_length(text);
    buf_add(out, text.data, ascii);
    text = slice_from(text, ascii);
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
