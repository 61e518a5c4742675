/* Texts compared and found whatever their case, accents and width. */
#include "base/text.h"

#include <stdlib.h>
#include <utf8proc.h>

#include "base/mem.h"

enum { FOLDED_MAX = 16 };

/*
 * What is compared of a code point: none (an accent) or some. Only the accents of Latin, Greek and
 * Cyrillic are left out: marks of other scripts are letters.
 */
static int fold(uint32_t point, uint32_t out[FOLDED_MAX])
{
    enum { ACCENTS = 0x300, ACCENTS_END = 0x370 };
    utf8proc_int32_t parts[FOLDED_MAX];
    int state = 0, count = 0;
    out[0] = point >= 'A' && point <= 'Z' ? point | 0x20 : point;
    if (point < 0x80)
        return 1;
    utf8proc_ssize_t all = utf8proc_decompose_char((utf8proc_int32_t)codepoint_narrow(point), parts,
        FOLDED_MAX, UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD, &state);
    for (utf8proc_ssize_t i = 0; i < all && i < FOLDED_MAX; i++)
        if (parts[i] < ACCENTS || parts[i] >= ACCENTS_END)
            out[count++] = (uint32_t)parts[i];
    return count;
}

/* --- searching --- */

/* The longest border of each beginning of `needle` (Knuth, Morris and Pratt 1977). */
static void find_borders(const uint32_t *needle, size_t count, size_t *borders)
{
    size_t border = 0;
    borders[0] = 0;
    for (size_t i = 1; i < count; i++) {
        while (border > 0 && needle[border] != needle[i])
            border = borders[border - 1];
        if (needle[border] == needle[i])
            border++;
        borders[i] = border;
    }
}

void text_pattern_init(struct text_pattern *pattern, struct slice needle)
{
    size_t cap = 0;
    *pattern = (struct text_pattern){ .points = NULL };
    MEM_GROW(pattern->points, 1, cap);
    while (needle.len) {
        uint32_t folded[FOLDED_MAX];
        int count = fold(utf8_next(&needle), folded);
        MEM_GROW(pattern->points, pattern->count + FOLDED_MAX, cap);
        for (int i = 0; i < count; i++)
            pattern->points[pattern->count++] = folded[i];
    }
    pattern->borders = mem_alloc((pattern->count + 1) * sizeof *pattern->borders);
    if (pattern->count)
        find_borders(pattern->points, pattern->count, pattern->borders);
    for (uint32_t c = 0; c < 0x80 && pattern->count; c++) {
        uint32_t folded[FOLDED_MAX];
        fold(c, folded);
        pattern->begins_none[c] = folded[0] != pattern->points[0];
    }
}

void text_pattern_release(struct text_pattern *pattern)
{
    free(pattern->points);
    free(pattern->borders);
}

/* Over bytes with which no match begins: most of a map. */
static struct slice skip_others(const struct text_pattern *pattern, struct slice text)
{
    size_t i = 0;
    while (i < text.len && pattern->begins_none[(unsigned char)text.data[i]])
        i++;
    return slice_from(text, i);
}

/* Where a match of so many folded code points begins that ends before byte `end`. */
static size_t match_begin(struct slice text, size_t end, size_t count)
{
    while (end && count) {
        struct slice point = { text.data + end, 0 };
        uint32_t folded[FOLDED_MAX];
        do
            end--;
        while (end && (text.data[end] & 0xC0) == 0x80);
        point = (struct slice){ text.data + end, (size_t)(point.data - (text.data + end)) };
        size_t parts = (size_t)fold(utf8_next(&point), folded);
        count -= parts < count ? parts : count;
    }
    return end;
}

size_t text_pattern_find(const struct text_pattern *pattern, struct slice text)
{
    const uint32_t *points = pattern->points;
    size_t matched = 0;
    for (struct slice rest = text; matched < pattern->count;) {
        uint32_t folded[FOLDED_MAX];
        if (!matched)
            rest = skip_others(pattern, rest);
        if (!rest.len)
            return (size_t)-1;
        int count = fold(utf8_next(&rest), folded);
        for (int i = 0; i < count && matched < pattern->count; i++) {
            while (matched > 0 && points[matched] != folded[i])
                matched = pattern->borders[matched - 1];
            matched += points[matched] == folded[i];
        }
        if (matched == pattern->count)
            return match_begin(text, (size_t)(rest.data - text.data), matched);
    }
    return 0;
}

size_t text_find(struct slice text, struct slice needle)
{
    struct text_pattern pattern;
    text_pattern_init(&pattern, needle);
    size_t found = text_pattern_find(&pattern, text);
    text_pattern_release(&pattern);
    return found;
}

/* --- comparing --- */

static void add_ascii_folded(struct slice text, struct buf *out)
{
    size_t start = out->len;
    buf_add_slice(out, text);
    for (char *c = out->data + start; c < out->data + out->len; c++)
        *c = *c >= 'A' && *c <= 'Z' ? (char)(*c | 0x20) : *c;
}

void text_add_folded(struct slice text, struct buf *out)
{
    while (text.len) {
        size_t ascii = utf8_ascii_length(text);
        if (ascii)
            add_ascii_folded((struct slice){ text.data, ascii }, out);
        text = slice_from(text, ascii);
        if (!text.len)
            return;
        uint32_t folded[FOLDED_MAX];
        int count = fold(utf8_next(&text), folded);
        for (int i = 0; i < count; i++)
            buf_add_codepoint(out, folded[i]);
    }
}

bool text_begins_fold(struct slice text, struct slice beginning)
{
    struct buf x = BUF_INIT, y = BUF_INIT;
    if (slice_begins_fold(text, beginning))
        return true;
    text_add_folded(text, &x);
    text_add_folded(beginning, &y);
    bool begins = x.len >= y.len && slice_equal((struct slice){ x.data, y.len }, buf_slice(&y));
    buf_release(&x);
    buf_release(&y);
    return begins;
}

bool text_equal_fold(struct slice a, struct slice b)
{
    struct buf x = BUF_INIT, y = BUF_INIT;
    if (utf8_ascii_length(a) == a.len && utf8_ascii_length(b) == b.len)
        return slice_equal_fold(a, b);
    text_add_folded(a, &x);
    text_add_folded(b, &y);
    bool equal = slice_equal(buf_slice(&x), buf_slice(&y));
    buf_release(&x);
    buf_release(&y);
    return equal;
}
