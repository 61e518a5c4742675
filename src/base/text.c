#include "base/text.h"

#include <limits.h>
#include <stdlib.h>
#include <utf8proc.h>
#include <wchar.h>

#include "base/i18n.h"
#include "base/mem.h"

enum {
    REPLACEMENT = 0xFFFD,
    RETURN_SIGN = 0x21B5,
    CONTROL_PICTURES = 0x2400,
    DELETE_PICTURE = 0x2421,
    NEXT_LINE = 0x85
};

/* --- what is drawn for a code point, and how wide it is --- */

static bool is_line_break(uint32_t point)
{
    return point == '\n' || point == NEXT_LINE || point == 0x2028 || point == 0x2029;
}

static bool is_variation_selector(uint32_t point)
{
    return (point >= 0xFE00 && point <= 0xFE0F) || (point >= 0xE0100 && point <= 0xE01EF) ||
           (point >= 0x180B && point <= 0x180F);
}

/* A sign for a control character; 0 for what is not drawn; else the code point itself. */
static uint32_t drawn_point(uint32_t point)
{
    if (point >= ' ' && point < 0x7F)
        return point;
    if (is_line_break(point))
        return RETURN_SIGN;
    if (point < ' ')
        return point == '\t' ? ' ' : CONTROL_PICTURES + point;
    if (point < 0xA0)
        return point == 0x7F ? DELETE_PICTURE : REPLACEMENT;
    /* Most letters and signs: none among them is hidden. */
    if ((point > 0xAD && point < 0x600) || (point > 0x206F && point < 0xFE00))
        return point;
    if (utf8proc_category((utf8proc_int32_t)point) == UTF8PROC_CATEGORY_CF ||
        is_variation_selector(point))
        return 0;
    return point;
}

/* Columns of a drawn code point; -1 where no character is known. */
static int point_width(uint32_t point)
{
    if (point < 0x7F)
        return 1;
    int width = wcwidth((wchar_t)point);
    if (width >= 0)
        return width > 2 ? 2 : width;
    switch (utf8proc_category((utf8proc_int32_t)point)) {
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_CS:
        return point == REPLACEMENT ? 1 : -1;
    default:
        width = utf8proc_charwidth((utf8proc_int32_t)point);
        return width < 0 ? 0 : width > 2 ? 2 : width;
    }
}

int codepoint_width(uint32_t codepoint)
{
    uint32_t drawn = drawn_point(codepoint);
    if (drawn == 0)
        return 0;
    int width = point_width(drawn);
    return width < 0 ? 1 : width;
}

/* --- clusters --- */

/* What Unicode has as a character of its own, such as a Hangul vowel, but a terminal puts onto the
 * cell before it. */
static bool hangs_on(const struct grapheme *cluster, uint32_t next)
{
    return cluster->count == 1 && cluster->points[0] == ' ' && drawn_point(next) != 0 &&
           codepoint_width(next) == 0;
}

static void grapheme_add(struct grapheme *out, uint32_t codepoint)
{
    uint32_t drawn = drawn_point(codepoint);
    if (drawn == 0 || out->count == GRAPHEME_MAX)
        return;
    int width = point_width(drawn);
    if (width < 0) {
        drawn = REPLACEMENT;
        width = 1;
    }
    if (width == 0 && out->count == 0) { /* it would combine with what stands to the left */
        out->points[out->count++] = ' ';
        out->width = 1;
    }
    out->points[out->count++] = drawn;
    out->width += width;
}

bool text_next(struct slice *rest, struct grapheme *out)
{
    if (rest->len == 0)
        return false;
    const unsigned char *s = (const unsigned char *)rest->data;
    out->bytes.data = rest->data;
    out->count = 0;
    out->width = 0;
    if (s[0] < 0x80 && s[0] != '\r' && (rest->len == 1 || s[1] < 0x80)) {
        out->points[0] = drawn_point(s[0]);
        out->count = out->width = 1;
        out->bytes.len = 1;
        *rest = slice_from(*rest, 1);
        return true;
    }
    uint32_t point = utf8_next(rest);
    if (point == '\r' && rest->len && rest->data[0] == '\n')
        point = utf8_next(rest);
    grapheme_add(out, point);
    utf8proc_int32_t state = 0;
    while (rest->len) {
        struct slice after = *rest;
        uint32_t next = utf8_next(&after);
        if (utf8proc_grapheme_break_stateful(
                (utf8proc_int32_t)point, (utf8proc_int32_t)next, &state) &&
            !hangs_on(out, next))
            break;
        grapheme_add(out, next);
        point = next;
        *rest = after;
    }
    out->bytes.len = (size_t)(rest->data - out->bytes.data);
    return true;
}

/* Are these eight all plain, none below ' ' or above '~'? */
static bool eight_plain(const char *data)
{
    uint64_t eight;
    memcpy(&eight, data, sizeof eight);
    return !(
        (eight | (eight - UINT64_C(0x2020202020202020)) | (eight + UINT64_C(0x0101010101010101))) &
        UINT64_C(0x8080808080808080));
}

int text_plain(struct slice text, int most)
{
    int count = 0, end = text.len < (size_t)most ? (int)text.len : most;
    while (end - count >= 8 && eight_plain(text.data + count))
        count += 8;
    while (count < end && text.data[count] >= ' ' && text.data[count] < 0x7F)
        count++;
    /* What follows may combine with the last one. */
    bool alone = (size_t)count == text.len || (unsigned char)text.data[count] < 0x80;
    return count && !alone ? count - 1 : count;
}

/* The width, or some more than `most`. */
static int width_up_to(struct slice text, int most)
{
    struct grapheme cluster;
    int width = 0, plain;
    for (; text.len && width <= most; text = slice_from(text, (size_t)plain), width += plain) {
        plain = text_plain(text, most - width < INT_MAX ? most - width + 1 : INT_MAX);
        if (plain)
            continue;
        text_next(&text, &cluster);
        width += cluster.width;
    }
    return width;
}

int text_width(struct slice text)
{
    return width_up_to(text, INT_MAX);
}

size_t text_after(struct slice text, size_t at)
{
    if (at >= text.len)
        return text.len;
    struct slice rest = slice_from(text, at);
    struct grapheme cluster;
    text_next(&rest, &cluster);
    return at + cluster.bytes.len;
}

/* Two ASCII characters side by side, save CR LF, are never one cluster: a place to start from. */
static bool certain_boundary(const char *data, size_t at)
{
    unsigned char before = (unsigned char)data[at - 1], here = (unsigned char)data[at];
    return before < 0x80 && here < 0x80 && before != '\r';
}

size_t text_before(struct slice text, size_t at)
{
    if (at > text.len)
        at = text.len;
    if (at == 0)
        return 0;
    size_t start = at - 1;
    while (start > 0 && !certain_boundary(text.data, start))
        start--;
    size_t next = start;
    while (next < at) {
        start = next;
        next = text_after(text, start);
    }
    return start;
}

/* --- drawing into a text --- */

static void add_cluster(struct buf *out, const struct grapheme *cluster)
{
    for (int i = 0; i < cluster->count; i++)
        buf_add_codepoint(out, cluster->points[i]);
}

void text_add_visible(struct buf *out, struct slice text)
{
    struct grapheme cluster;
    while (text_next(&text, &cluster))
        add_cluster(out, &cluster);
}

/* Where a line may break; the no-break spaces are not among them. */
static bool is_blank(uint32_t point)
{
    return point == ' ' || point == '\t' || point == 0x1680 || point == 0x205F || point == 0x3000 ||
           (point >= 0x2000 && point <= 0x200B && point != 0x2007);
}

static uint32_t first_point(struct slice text)
{
    return text.len ? utf8_next(&text) : 0;
}

/* As much of it as leaves room for the mark, and no blanks before that. */
static struct fit cut_off(struct slice text, int width)
{
    struct grapheme cluster;
    int used = text_plain(text, width - 1), kept = used;
    while (kept && text.data[kept - 1] == ' ')
        kept--;
    struct fit fit = { { text.data, (size_t)kept }, kept, true };
    text = slice_from(text, (size_t)used);
    while (text_next(&text, &cluster) && (used += cluster.width) < width)
        if (!is_blank(first_point(cluster.bytes))) {
            fit.text.len = (size_t)(text.data - fit.text.data);
            fit.width = used;
        }
    return fit;
}

struct fit text_fit(struct slice text, int width)
{
    if (width <= 0)
        return (struct fit){ { text.data, 0 }, 0, false };
    int columns = width_up_to(text, width);
    return columns <= width ? (struct fit){ text, columns, false } : cut_off(text, width);
}

int text_clip(struct buf *out, struct slice text, int width, const char *mark)
{
    struct fit fit = text_fit(text, width);
    text_add_visible(out, fit.text);
    buf_adds(out, fit.cut ? mark : "");
    return fit.width + fit.cut;
}

void text_add_item(struct buf *list, struct slice item)
{
    buf_adds(list, list->len ? text_comma() : "");
    buf_add_slice(list, item);
}

const char *text_semicolon(void)
{
    /* TRANSLATORS: What stands between two clauses, or two texts in a row. */
    return _("; ");
}

const char *text_comma(void)
{
    /* TRANSLATORS: What stands between the items of a list in a sentence. */
    return _(", ");
}

const char *text_colon(void)
{
    /* TRANSLATORS: What stands before what a word announces, as in "Lowest: The queue". */
    return _(": ");
}

const char *text_full_stop(void)
{
    /* TRANSLATORS: What ends a sentence. */
    return _c("end of a sentence", ".");
}

void text_clip_pad(struct buf *out, struct slice text, int width, const char *mark)
{
    int used = text_clip(out, text, width, mark);
    if (used < width)
        buf_add_repeated(out, ' ', (size_t)(width - used));
}

/* --- blanks and lines --- */

static bool is_graphic(char c)
{
    return c > ' ' && c < 0x7F;
}

struct slice text_trim(struct slice text)
{
    while (text.len && text.data[0] == ' ')
        text = slice_from(text, 1);
    while (text.len && text.data[text.len - 1] == ' ')
        text.len--;
    if (text.len && is_graphic(text.data[0]) && is_graphic(text.data[text.len - 1]))
        return text; /* so it is with most */
    while (text.len) {
        struct slice after = text;
        uint32_t point = utf8_next(&after);
        if (!is_blank(point) && !is_line_break(point) && point != '\r')
            break;
        text = after;
    }
    while (text.len) {
        size_t start = text.len - 1;
        while (start > 0 && text.len - start < 4 && (text.data[start] & 0xC0) == 0x80)
            start--;
        struct slice last = slice_from(text, start);
        uint32_t point = utf8_next(&last);
        if (last.len || (!is_blank(point) && !is_line_break(point) && point != '\r'))
            break;
        text.len = start;
    }
    return text;
}

/* Takes a line break off the front; false where there is none. */
static bool skip_line_break(struct slice *rest)
{
    struct slice after = *rest;
    uint32_t point = after.len ? utf8_next(&after) : 0;
    if (point == '\r' && after.len && after.data[0] == '\n')
        point = utf8_next(&after);
    if (!is_line_break(point))
        return false;
    *rest = after;
    return true;
}

/* Takes the blanks off the front; returns their columns. */
static int skip_blanks(struct slice *rest)
{
    int columns = 0;
    while (rest->len && is_blank(first_point(*rest)))
        columns += codepoint_width(utf8_next(rest));
    return columns;
}

/* A break between two clusters without a blank: beside a wide one, save where punctuation holds
 * on: a closing bracket or full stop begins no line, an opening bracket ends none. */
static bool breaks_between(const struct grapheme *before, const struct grapheme *after)
{
    if (before->width < 2 && after->width < 2)
        return false;
    switch (utf8proc_category((utf8proc_int32_t)first_point(before->bytes))) {
    case UTF8PROC_CATEGORY_PS:
    case UTF8PROC_CATEGORY_PI:
        return false;
    default:
        break;
    }
    switch (utf8proc_category((utf8proc_int32_t)first_point(after->bytes))) {
    case UTF8PROC_CATEGORY_PE:
    case UTF8PROC_CATEGORY_PF:
    case UTF8PROC_CATEGORY_PO:
        return false;
    default:
        return true;
    }
}

/* The length of a word of plain characters up to a blank or the end; 0: it is none, or too wide. */
static int plain_word(struct slice text, int limit)
{
    int count = 0;
    while (count < limit && (size_t)count < text.len && is_graphic(text.data[count]))
        count++;
    return (size_t)count == text.len || text.data[count] == ' ' ? count : 0;
}

/*
 * Takes what must stay together off the front: a word, or a wide character. Where that is wider
 * than `limit`, as many clusters as fit, one at least; `whole` tells. Returns the columns.
 */
static int take_unbroken(struct slice *rest, int limit, bool *whole)
{
    struct grapheme before = { .width = 0 }, cluster;
    int columns = plain_word(*rest, limit);
    *whole = true;
    if (columns) {
        *rest = slice_from(*rest, (size_t)columns);
        return columns;
    }
    for (struct slice after = *rest; text_next(&after, &cluster); *rest = after) {
        struct slice here = cluster.bytes;
        if (columns || before.bytes.len) {
            if (is_blank(first_point(here)) || skip_line_break(&here) ||
                breaks_between(&before, &cluster))
                break;
            if (columns + cluster.width > limit) {
                *whole = false;
                return columns;
            }
        }
        columns += cluster.width;
        before = cluster;
    }
    return columns;
}

/* A line of plain characters from a word on; false: it has to be looked at more closely. */
static bool wrap_plain(struct slice *rest, int width, struct slice *line)
{
    int count = text_plain(*rest, width + 1);
    bool whole = (size_t)count == rest->len && count <= width;
    int end = whole ? count : width;
    if (!rest->len || rest->data[0] == ' ' || (!whole && count <= width))
        return false;
    while (!whole && end && rest->data[end] != ' ')
        end--;
    *line = (struct slice){ rest->data, (size_t)end };
    while (line->len && line->data[line->len - 1] == ' ')
        line->len--;
    while ((size_t)end < rest->len && rest->data[end] == ' ')
        end++;
    bool clear = line->len && ((size_t)end == rest->len || is_graphic(rest->data[end]));
    *rest = slice_from(*rest, clear ? (size_t)end : 0);
    return clear;
}

bool text_wrap(struct slice *rest, int width, struct slice *line)
{
    if (width > 0 && width < INT_MAX && wrap_plain(rest, width, line))
        return true;
    struct slice at = *rest;
    int used = 0;
    if (at.len == 0)
        return false;
    *line = (struct slice){ at.data, 0 };
    for (;;) {
        used += skip_blanks(&at);
        *rest = at;
        if (at.len == 0 || skip_line_break(rest))
            return true;
        bool whole;
        int columns = take_unbroken(&at, width, &whole);
        if (used + columns > width || !whole) {
            if (line->len)
                return true;
            line->data = rest->data; /* the blanks before it give way */
            used = 0;
        }
        used += columns;
        line->len = (size_t)(at.data - line->data);
        if (!whole) {
            *rest = at;
            return true;
        }
    }
}

/* Does the line end within a word? Beside wide characters there are no words. */
static bool breaks_word(struct slice line, struct slice rest)
{
    struct grapheme before, after;
    if (!line.len || !rest.len || line.data + line.len != rest.data)
        return false;
    struct slice last = slice_from(line, text_before(line, line.len));
    struct slice next = rest;
    return text_next(&last, &before) && text_next(&next, &after) && before.width < 2 &&
           after.width < 2;
}

bool text_wrap_hyphen(struct slice *rest, int width, struct slice *line, bool *hyphen)
{
    struct slice start = *rest;
    *hyphen = false;
    if (!text_wrap(rest, width, line))
        return false;
    if (width < 2 || !breaks_word(*line, *rest))
        return true;
    *hyphen = true;
    *rest = start;
    return text_wrap(rest, width - 1, line);
}
