/* What stands within a line of Markdown, as plain text. */
#include <stdlib.h>

#include "base/text.h"
#include "import/read/markdown.h"

static bool is_punctuation(char c)
{
    return c > ' ' && c < 0x7F && !(c >= '0' && c <= '9') && !(c >= 'A' && c <= 'Z') &&
           !(c >= 'a' && c <= 'z');
}

/* A letter or digit of any script. */
static bool is_word(char c)
{
    return (unsigned char)c >= 0x80 || (c > ' ' && c < 0x7F && !is_punctuation(c));
}

/* Is another one near enough to close what this one opens? */
static bool closes(struct slice behind, char mark)
{
    enum { FARTHEST = 2000 };
    size_t most = behind.len < FARTHEST ? behind.len : FARTHEST;
    return most && memchr(behind.data, mark, most);
}

/* At a mark of emphasis: how many bytes of it are none of the text. */
static size_t mark_length(struct slice text, size_t at, int *open)
{
    char mark = text.data[at], before = at ? text.data[at - 1] : ' ';
    size_t len = 1;
    while (at + len < text.len && len < 3 && text.data[at + len] == mark)
        len++;
    char behind = at + len < text.len ? text.data[at + len] : ' ';
    bool inside = mark == '_' && is_word(before) && is_word(behind);
    if (*open && before != ' ' && !inside) {
        *open = 0;
        return len;
    }
    if (!*open && behind != ' ' && !inside && (mark == '*' || !is_word(before)) &&
        closes(slice_from(text, at + len), mark)) {
        *open = 1;
        return len;
    }
    return 0;
}

/* Of which lengths no run of backticks follows any more. */
struct runs {
    bool none[33];
};

static size_t run_length(struct slice text, size_t at)
{
    size_t run = 0;
    while (at + run < text.len && text.data[at + run] == '`')
        run++;
    return run;
}

/* Where the next run of that length is; the text's end: there is none. */
static size_t find_run(struct slice text, size_t at, size_t run, struct runs *runs)
{
    if (run >= sizeof runs->none / sizeof *runs->none || runs->none[run])
        return text.len;
    while (at < text.len) {
        const char *next = memchr(text.data + at, '`', text.len - at);
        at = next ? (size_t)(next - text.data) : text.len;
        size_t here = run_length(text, at);
        if (here == run)
            return at;
        at += here;
    }
    runs->none[run] = true;
    return text.len;
}

/* Appends what is between two equal runs of backticks, or the run where it is no code. */
static size_t add_code(struct slice text, size_t at, struct runs *runs, struct buf *out)
{
    size_t run = run_length(text, at), end = find_run(text, at + run, run, runs);
    if (end == text.len) {
        buf_add(out, text.data + at, run);
        return run;
    }
    /* Of a table's cell: nothing else is escaped in code. */
    for (size_t i = at + run; i < end; i++)
        if (text.data[i] != '\\' || i + 1 == end || text.data[i + 1] != '|')
            buf_add_char(out, text.data[i]);
    return end + run - at;
}

static size_t add_entity(struct slice text, struct buf *out)
{
    static const struct {
        const char *name, *text;
    } entities[] = { { "&amp;", "&" }, { "&lt;", "<" }, { "&gt;", ">" }, { "&quot;", "\"" },
        { "&nbsp;", " " }, { "<br>", "\n" }, { "<br/>", "\n" }, { "<br />", "\n" } };
    size_t digits = 0;
    uint32_t point = 0;
    while (digits < 6 && 2 + digits < text.len && is_digit(text.data[2 + digits]))
        point = point * 10 + (uint32_t)(text.data[2 + digits++] - '0');
    if (slice_begins_fold(text, SLICE("&#")) && point >= ' ' && point < 0xD800 &&
        2 + digits < text.len && text.data[2 + digits] == ';') {
        buf_add_codepoint(out, point);
        return digits + 3;
    }
    for (size_t i = 0; i < sizeof entities / sizeof *entities; i++)
        if (slice_begins_fold(text, slice_of(entities[i].name))) {
            buf_adds(out, entities[i].text);
            return strlen(entities[i].name);
        }
    return 0;
}

void markdown_add_plain(struct slice text, struct buf *out)
{
    int stars = 0, underscores = 0;
    struct runs runs = { { false } };
    for (size_t i = 0; i < text.len;) {
        char c = text.data[i];
        size_t taken = 0;
        if (c == '\\' && i + 1 < text.len && is_punctuation(text.data[i + 1])) {
            buf_add_char(out, text.data[i + 1]);
            taken = 2;
        } else if (c == '`') {
            taken = add_code(text, i, &runs, out);
        } else if (c == '*' || c == '_') {
            taken = mark_length(text, i, c == '*' ? &stars : &underscores);
        } else if (c == '&' || c == '<') {
            taken = add_entity(slice_from(text, i), out);
        }
        if (!taken)
            buf_add_char(out, c);
        i += taken ? taken : 1;
    }
}
