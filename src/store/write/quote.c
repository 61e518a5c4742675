#include "store/write/quote.h"

#include <strings.h>

#include "base/text.h"

/* --- what a text looks like --- */

static bool is_one_of(struct slice text, const char *const *words)
{
    for (; *words; words++)
        if (strlen(*words) == text.len && strncasecmp(*words, text.data, text.len) == 0)
            return true;
    return false;
}

static bool all_of(struct slice text, const char *set)
{
    for (size_t i = 0; i < text.len; i++)
        if (!text.data[i] || !strchr(set, text.data[i]))
            return false;
    return text.len > 0;
}

/* 0x1F, 0o17, 0b11 */
static bool is_based_number(struct slice text)
{
    return text.len > 2 && text.data[0] == '0' && strchr("xXoObB", text.data[1]) &&
           all_of(slice_from(text, 2), "0123456789abcdefABCDEF_");
}

/* 12, 1_000, 3.14, .5, 1e3, 12:30:45, with or without a sign */
static bool is_number(struct slice text)
{
    if (text.len && (text.data[0] == '-' || text.data[0] == '+'))
        text = slice_from(text, 1);
    if (is_based_number(text))
        return true;
    size_t digits = 0, i = 0;
    for (; i < text.len && (is_digit(text.data[i]) || strchr("_.:", text.data[i])); i++)
        digits += is_digit(text.data[i]);
    if (!digits || i == text.len)
        return digits > 0;
    if (text.data[i] != 'e' && text.data[i] != 'E')
        return false;
    struct slice exponent = slice_from(text, i + 1);
    if (exponent.len && (exponent.data[0] == '-' || exponent.data[0] == '+'))
        exponent = slice_from(exponent, 1);
    return all_of(exponent, "0123456789_");
}

/* 2026-11-21, and what may follow it in a time stamp */
static bool is_date(struct slice text)
{
    size_t i = 0;
    for (int part = 0; part < 3; part++) {
        size_t start = i;
        while (i < text.len && is_digit(text.data[i]))
            i++;
        if (i == start || (part == 0 && i != 4) || i - start > 4)
            return false;
        if (part < 2 && (i == text.len || text.data[i++] != '-'))
            return false;
    }
    return i == text.len || strchr("Tt ", text.data[i]);
}

/* What some YAML reader takes for something else than a text. */
static bool looks_like_value(struct slice text)
{
    static const char *const words[] = { "~", "null", "true", "false", "yes", "no", "on", "off",
        "y", "n", "=", "<<", ".inf", "+.inf", "-.inf", ".nan", NULL };
    return !text.len || is_one_of(text, words) || is_number(text) || is_date(text);
}

/* --- plain --- */

/* Bytes that no plain text holds here: control characters, and the first bytes of the characters
 * that are checked one by one (U+0080..U+009F, bidi controls, line and paragraph separators,
 * U+FEFF, U+FFFE). */
static bool is_suspect(unsigned char c)
{
    return c < 0x20 || c == 0x7F || c == 0xC2 || c == 0xD8 || c == 0xE2 || c == 0xEF;
}

/* What makes a line look another than it is. */
static bool is_bidi_control(uint32_t c)
{
    return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069);
}

static bool must_escape(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 || c == 0xFEFF ||
           c == 0xFFFD || c == 0xFFFE || c == 0xFFFF || is_bidi_control(c);
}

/* The beginnings of all such. */
bool quote_has_bidi(struct slice text)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.data[i];
        struct slice rest = slice_from(text, i);
        if ((c == 0xD8 || c == 0xE2) && is_bidi_control(utf8_next(&rest)))
            return true;
    }
    return false;
}

static bool has_escapes(struct slice text)
{
    size_t i = 0;
    while (i < text.len && !is_suspect((unsigned char)text.data[i]))
        i++;
    for (struct slice rest = slice_from(text, i); rest.len;)
        if (must_escape(utf8_next(&rest)))
            return true;
    return false;
}

/* A first character that begins something else in YAML. */
static bool begins_otherwise(struct slice text, bool flow)
{
    char first = text.data[0], second = text.len > 1 ? text.data[1] : ' ';
    if (strchr("#&*!|>'\"%@`,[]{}", first))
        return true;
    if (!strchr("-?:", first))
        return false;
    return second == ' ' || (flow && strchr(",[]{}", second)) || (first == '-' && second == '-');
}

/* A full-width colon behind a word of a key's letters: the reader takes it for a slip. */
static bool looks_like_key(struct slice text)
{
    size_t i = 0;
    while (i < text.len && text.data[i] && strchr("abcdefghijklmnopqrstuvwxyz_-", text.data[i]))
        i++;
    while (i && i < text.len && text.data[i] == ' ')
        i++;
    return i && i < text.len && text.data[i] == '\xEF';
}

static bool is_plain(struct slice text, bool flow)
{
    if (!text.len || text.data[0] == ' ' || text.data[text.len - 1] == ' ' ||
        begins_otherwise(text, flow) || looks_like_key(text) || text.data[text.len - 1] == ':')
        return false;
    if (text.len >= 3 && memcmp(text.data, "...", 3) == 0)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.data[i];
        if (c == ':' && (text.data[i + 1] == ' ' || flow))
            return false;
        if (c == '#' && i && text.data[i - 1] == ' ')
            return false;
        if (flow && c && strchr(",[]{}?", c))
            return false;
    }
    return !has_escapes(text);
}

/* --- quotes --- */

static void add_single_quoted(struct buf *out, struct slice text)
{
    buf_add_char(out, '\'');
    for (size_t i = 0; i < text.len; i++) {
        if (text.data[i] == '\'')
            buf_add_char(out, '\'');
        buf_add_char(out, text.data[i]);
    }
    buf_add_char(out, '\'');
}

static void add_escaped(struct buf *out, uint32_t c)
{
    static const struct {
        uint32_t c;
        const char *escape;
    } short_ones[] = { { '\n', "\\n" }, { '\t', "\\t" }, { '\r', "\\r" }, { '"', "\\\"" },
        { '\\', "\\\\" } };
    for (size_t i = 0; i < sizeof short_ones / sizeof *short_ones; i++)
        if (short_ones[i].c == c) {
            buf_adds(out, short_ones[i].escape);
            return;
        }
    if (!must_escape(c))
        buf_add_codepoint(out, c);
    else
        buf_addf(out, "\\u%04X", (unsigned)c);
}

static void add_double_quoted(struct buf *out, struct slice text)
{
    buf_add_char(out, '"');
    while (text.len) {
        size_t i = 0;
        while (i < text.len && text.data[i] != '"' && text.data[i] != '\\' &&
               !is_suspect((unsigned char)text.data[i]))
            i++;
        buf_add(out, text.data, i);
        text = slice_from(text, i);
        if (text.len)
            add_escaped(out, utf8_next(&text));
    }
    buf_add_char(out, '"');
}

static bool is_json_value(struct slice text)
{
    return is_number(text) || slice_is(text, "true") || slice_is(text, "false");
}

void quote_add(struct buf *out, struct slice text, enum quoted kind, enum flow flow)
{
    if (flow == IN_JSON && (kind == QUOTED_TEXT || !is_json_value(text)))
        add_double_quoted(out, text);
    else if (is_plain(text, flow != IN_BLOCK) && (kind == QUOTED_VALUE || !looks_like_value(text)))
        buf_add_slice(out, text);
    else if (text.len && (memchr(text.data, '"', text.len) || memchr(text.data, '\\', text.len)) &&
             !has_escapes(text))
        add_single_quoted(out, text);
    else
        add_double_quoted(out, text);
}

/* --- blocks --- */

bool quote_fits_block(struct slice text)
{
    if (!text.len || !memchr(text.data, '\n', text.len) || strchr(" \t\n", text.data[0]))
        return false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.data[i];
        bool ends = i + 1 == text.len || text.data[i + 1] == '\n';
        if (c == '\n' ? ends && i + 1 == text.len && text.data[i - 1] == '\n'
                      : strchr(" \t", c) && ends)
            return false;
    }
    for (struct slice rest = text; rest.len;) {
        uint32_t c = utf8_next(&rest);
        if (must_escape(c) && c != '\n' && c != '\t')
            return false;
    }
    return true;
}

void quote_add_block(struct buf *out, struct slice text, size_t indent)
{
    bool ends = text.data[text.len - 1] == '\n';
    buf_adds(out, ends ? "|" : "|-");
    if (ends)
        text.len--;
    for (bool more = true; more;) {
        const char *end = memchr(text.data, '\n', text.len);
        size_t len = end ? (size_t)(end - text.data) : text.len;
        buf_add_char(out, '\n');
        if (len)
            buf_add_repeated(out, ' ', indent);
        buf_add(out, text.data, len);
        more = end != NULL;
        text = slice_from(text, more ? len + 1 : len);
    }
}
