#include "export/markdown_escape.h"

#include <stdint.h>
#include <string.h>

#include "base/text.h"
#include "export/text/out.h"

static bool is_one_of(char c, const char *set)
{
    return c && strchr(set, c);
}

/* --- what would become a link --- */

/* Does `text` begin with `word`, which is in lower case? */
static bool begins(struct slice text, const char *word)
{
    size_t len = strlen(word);
    if (text.len < len)
        return false;
    for (size_t i = 0; i < len; i++)
        if ((is_ascii_letter(text.data[i]) ? text.data[i] | 0x20 : text.data[i]) != word[i])
            return false;
    return true;
}

static bool link_begins(struct slice text)
{
    static const char *const signs[] = { "www.", "[[", "{{" };
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (begins(text, signs[i]))
            return true;
    char next = text.len > 1 ? text.data[1] : ' ';
    switch (text.data[0]) {
    case '@':
        return is_ascii_letter(next) || is_digit(next) || next == '.' || next == '-' ||
               next == '_' || (next & 0x80);
    case '#':
    case '!':
        return is_digit(next);
    case '/':
        return next == '/' && text.len > 2;
    case ':':
        return text.len > 2 && next == '/' && text.data[2] == '/';
    default:
        return begins(text, "gh-") && text.len > 3 && is_digit(text.data[3]);
    }
}

static bool makes_link(struct slice text)
{
    for (; text.len; text = slice_from(text, 1))
        if (is_one_of(text.data[0], ":/[{@#!wWgG") && link_begins(text))
            return true;
    return false;
}

/* --- characters --- */

static void add_safe(struct buf *out, struct slice text)
{
    while (text.len) {
        uint32_t point = out_point(utf8_next(&text));
        if (point)
            buf_add_codepoint(out, point);
    }
}

/* Is there an entity ("&amp;", "&#38;") at the front? */
static bool begins_entity(struct slice text)
{
    enum { LONGEST = 33 };
    size_t i = 1;
    while (i < text.len && i < LONGEST &&
           (is_ascii_letter(text.data[i]) || is_digit(text.data[i]) || text.data[i] == '#'))
        i++;
    return i > 1 && i < text.len && text.data[i] == ';';
}

/* `before`: what stands before it. */
static bool needs_escape(struct slice text, char before, bool after_blank)
{
    char c = text.data[0];
    if (c == '=' || c == '%') /* ==marked==, %%hidden%% */
        return before == c || (text.len > 1 && text.data[1] == c);
    if (c == '&')
        return begins_entity(text);
    if (c == '#')                              /* a closing sequence of a heading */
        return after_blank || (before & 0x80); /* a blank that is not ASCII */
    return c && strchr("\\*_[<~^|$", c);
}

static void add_plain(struct buf *out, struct slice text, bool after_blank)
{
    for (char before = '\0'; text.len; before = text.data[-1]) {
        if (needs_escape(text, before, after_blank))
            buf_add_char(out, '\\');
        after_blank = false;
        if (text.data[0] == '`') /* some parsers take code behind "\`" for markup */
            buf_adds(out, "&#96;");
        else
            buf_add_char(out, text.data[0]);
        text = slice_from(text, 1);
    }
}

/* --- words and lines --- */

/* A part of a word without what code does not hold everywhere; `after_blank`: the word's first. */
static void add_part(struct buf *out, struct slice part, bool after_blank)
{
    if (!makes_link(part)) {
        add_plain(out, part, after_blank);
        return;
    }
    size_t start = 0, end = part.len;
    while (start < end && is_one_of(part.data[start], "(\"'"))
        start++;
    while (end > start && is_one_of(part.data[end - 1], ".,;:!?)\"'"))
        end--;
    add_plain(out, (struct slice){ part.data, start }, after_blank);
    buf_add_char(out, '`');
    buf_add(out, part.data + start, end - start);
    buf_add_char(out, '`');
    add_plain(out, slice_from(part, end), false);
}

static void add_word(struct buf *out, struct slice word)
{
    bool first = true;
    while (word.len) {
        size_t len = 0;
        while (len < word.len && !is_one_of(word.data[len], "`\\|*"))
            len++;
        if (len)
            add_part(out, (struct slice){ word.data, len }, first);
        else
            add_plain(out, (struct slice){ word.data, len = 1 }, first);
        word = slice_from(word, len);
        first = false;
    }
}

/* Where in the word at the front of a line a block mark (list, heading, quote, rule, table) would
 * have to be broken by a backslash; the word's length if nowhere. */
static size_t block_mark(struct slice word)
{
    char c = word.data[0], next = word.len > 1 ? word.data[1] : ' ';
    if (c == '>' || c == '=')
        return 0;
    if ((c == '-' || c == '+') && (next == ' ' || next == c || next == ':'))
        return 0;
    if (c == ':' && next == '-')
        return 0;
    size_t digits = 0;
    while (digits < word.len && is_digit(word.data[digits]))
        digits++;
    bool numbered = digits && digits + 1 == word.len && is_one_of(word.data[digits], ".)");
    return numbered ? digits : word.len;
}

static size_t length_until(struct slice text, char c)
{
    const char *end = text.len ? memchr(text.data, c, text.len) : NULL;
    return end ? (size_t)(end - text.data) : text.len;
}

static void add_line(struct buf *out, struct slice line, bool starts_line)
{
    for (bool first = true; line.len; first = false) {
        struct slice word = { line.data, length_until(line, ' ') };
        line = slice_from(line, word.len);
        while (line.len && line.data[0] == ' ')
            line = slice_from(line, 1);
        if (!first)
            buf_add_char(out, ' ');
        size_t mark = first && starts_line ? block_mark(word) : word.len;
        if (mark < word.len) {
            buf_add(out, word.data, mark);
            buf_add_char(out, '\\');
            buf_add_char(out, word.data[mark]);
            word = slice_from(word, mark + 1);
        }
        add_word(out, word);
    }
}

/* Where else a byte is text: not in all places, but if something else is before it. */
enum place { NOWHERE, BEHIND_NO_BLANK, BEHIND_NO_LINK, BEHIND_ANOTHER };

static enum place place_of(unsigned char c)
{
    static const unsigned char places[256] = { [' '] = BEHIND_NO_BLANK,
        ['.'] = BEHIND_NO_LINK,
        ['-'] = BEHIND_NO_LINK,
        ['%'] = BEHIND_ANOTHER };
    return (enum place)places[c];
}

/* Text in any place: letters and digits, and , ; ' " ? ( ) */
static inline bool is_text_anywhere(unsigned char c)
{
    static const uint64_t those[4] = { UINT64_C(0x8BFF138400000000), UINT64_C(0x07FFFFFE07FFFFFE) };
    return those[c / 64] >> c % 64 & 1;
}

/* Most texts are words and numbers on one line, which nothing has to be done to. */
static bool is_plain(struct slice text, bool starts_line)
{
    char last = ' ';
    if (starts_line && !(text.len && is_ascii_letter(text.data[0])))
        return false;
    for (size_t i = 0; i < text.len; last = text.data[i++]) {
        if (is_text_anywhere((unsigned char)text.data[i]))
            continue;
        enum place place = place_of((unsigned char)text.data[i]);
        bool after_link = (last | 0x20) == 'h' || (last | 0x20) == 'w'; /* "gh-", "www." */
        if (place == NOWHERE || (place == BEHIND_NO_BLANK && last == ' ') ||
            (place == BEHIND_NO_LINK && after_link) ||
            (place == BEHIND_ANOTHER && last == text.data[i]))
            return false;
    }
    return last != ' ';
}

void markdown_escape(struct buf *out, struct slice text, const char *line_break, bool starts_line)
{
    struct buf safe = BUF_INIT;
    bool first = true;
    if (is_plain(text, starts_line)) {
        buf_add_slice(out, text);
        return;
    }
    add_safe(&safe, text);
    for (struct slice rest = buf_slice(&safe); rest.len;) {
        size_t len = length_until(rest, '\n');
        struct slice line = text_trim((struct slice){ rest.data, len });
        rest = slice_from(rest, len < rest.len ? len + 1 : len);
        if (!line.len)
            continue;
        if (!first) {
            buf_adds(out, line_break);
            starts_line = strchr(line_break, '\n');
        }
        add_line(out, line, starts_line);
        first = false;
    }
    buf_release(&safe);
}
