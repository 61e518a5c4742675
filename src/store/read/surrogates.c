#include "store/read/surrogates.h"

#include <stdint.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"

enum { HALF = 6, PAIR = 2 * HALF };

/* Four hexadecimal digits; UINT32_MAX: no such. */
static uint32_t hex(const char *digits)
{
    uint32_t number = 0;
    for (int i = 0; i < 4; i++) {
        const char *digit = strchr("0123456789abcdef", digits[i] | 0x20);
        if (!digits[i] || !digit)
            return UINT32_MAX;
        number = number << 4 | (uint32_t)(digit - "0123456789abcdef");
    }
    return number;
}

bool surrogates_is_half(struct slice text)
{
    return text.len > 4 && text.data[0] == 'u' && hex(text.data + 1) >> 11 == 0xD800 >> 11;
}

/* The character of the pair that begins there; 0: none does. */
static uint32_t pair_at(struct slice text)
{
    if (text.len < PAIR || memcmp(text.data, "\\u", 2) != 0 ||
        memcmp(text.data + HALF, "\\u", 2) != 0)
        return 0;
    uint32_t high = hex(text.data + 2), low = hex(text.data + HALF + 2);
    if (high >> 10 != 0xD800 >> 10 || low >> 10 != 0xDC00 >> 10)
        return 0;
    return 0x10000 + ((high & 0x3FF) << 10) + (low & 0x3FF);
}

/* Goes to the next backslash that none before it makes a plain one; false at the end. */
static bool next_escape(struct slice text, size_t *at)
{
    const char *found;
    while (*at < text.len && (found = memchr(text.data + *at, '\\', text.len - *at))) {
        *at = (size_t)(found - text.data);
        if (*at + 1 < text.len && found[1] != '\\')
            return true;
        *at += 2;
    }
    return false;
}

char *surrogates_hide(struct slice text)
{
    char *copy = NULL;
    for (size_t at = 0; next_escape(text, &at);) {
        if (!pair_at(slice_from(text, at))) {
            at += 2;
            continue;
        }
        if (!copy)
            copy = mem_copy_slice(text);
        memcpy(copy + at, "\\u0000\\u0000", PAIR);
        at += PAIR;
    }
    return copy;
}

/* Nothing but a pair leaves zero bytes in a text of a map; where something did, they stay. */
static void show_quoted(struct slice raw, struct slice scalar, struct buf *out)
{
    for (size_t at = 0; next_escape(raw, &at);) {
        uint32_t c = pair_at(slice_from(raw, at));
        at += c ? PAIR : 2;
        const char *zero = c ? memchr(scalar.data, '\0', scalar.len) : NULL;
        if (!zero)
            continue;
        buf_add(out, scalar.data, (size_t)(zero - scalar.data));
        buf_add_codepoint(out, c);
        scalar = slice_from(scalar, (size_t)(zero - scalar.data) + 2);
    }
    buf_add_slice(out, scalar);
}

/* Elsewhere a backslash is a backslash, each in its order. */
static void show_plain(struct slice raw, struct slice scalar, struct buf *out)
{
    size_t start = out->len, in_raw = 0;
    buf_add_slice(out, scalar);
    for (size_t i = start; i < out->len; i++) {
        if (out->data[i] != '\\')
            continue;
        const char *found = memchr(raw.data + in_raw, '\\', raw.len - in_raw);
        if (!found)
            return;
        in_raw = (size_t)(found - raw.data) + 1;
        if (pair_at(slice_from(raw, in_raw - 1)) && out->len - i >= PAIR)
            memcpy(out->data + i, found, PAIR);
    }
}

static bool has_pair(struct slice raw)
{
    for (size_t at = 0; next_escape(raw, &at);) {
        if (pair_at(slice_from(raw, at)))
            return true;
        at += 2;
    }
    return false;
}

bool surrogates_show(struct slice raw, struct slice scalar, bool quoted, struct buf *out)
{
    if (!has_pair(raw))
        return false;
    if (quoted)
        show_quoted(raw, scalar, out);
    else
        show_plain(raw, scalar, out);
    return true;
}
