/* Borrowed bytes: a pointer and a length. Not NUL-terminated unless a header says so. */
#ifndef CJM_BASE_SLICE_H
#define CJM_BASE_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

struct slice {
    const char *data;
    size_t len;
};

#define SLICE(literal) ((struct slice){ (literal), sizeof(literal) - 1 })
#define SLICE_NONE ((struct slice){ NULL, 0 })
/* For printf's "%.*s". */
#define SLICE_ARG(slice) (int)(slice).len, (slice).data

static inline bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Of ASCII alone. */
static inline bool is_ascii_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline struct slice slice_of(const char *text)
{
    return (struct slice){ text, text ? strlen(text) : 0 };
}

static inline bool slice_equal(struct slice a, struct slice b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.data, b.data, a.len) == 0);
}

/* Of values that may be not set, which have no data: a text that is set, but empty, is another. */
static inline bool slice_same(struct slice a, struct slice b)
{
    return !a.data == !b.data && slice_equal(a, b);
}

static inline bool slice_is(struct slice a, const char *text)
{
    return slice_equal(a, slice_of(text));
}

static inline struct slice slice_from(struct slice s, size_t start)
{
    return (struct slice){ start ? s.data + start : s.data, s.len - start }; /* of none: none */
}

/* Whatever the case of ASCII letters. Every text begins with an empty one. */
static inline bool slice_begins_fold(struct slice text, struct slice beginning)
{
    return text.len >= beginning.len &&
           (beginning.len == 0 || strncasecmp(text.data, beginning.data, beginning.len) == 0);
}

static inline bool slice_equal_fold(struct slice a, struct slice b)
{
    return a.len == b.len && slice_begins_fold(a, b);
}

/* Takes the word before the next blank off the front of `rest`, and that blank; empty at the end.
 */
static inline struct slice slice_next_word(struct slice *rest)
{
    const char *blank = rest->len ? memchr(rest->data, ' ', rest->len) : NULL;
    struct slice word = { rest->data, blank ? (size_t)(blank - rest->data) : rest->len };
    *rest = slice_from(*rest, word.len + (blank != NULL));
    return word;
}

/* Takes the next line off the front of `rest`, without its line end; false at the end. */
static inline bool slice_next_line(struct slice *rest, struct slice *line)
{
    if (!rest->len)
        return false;
    const char *end = memchr(rest->data, '\n', rest->len);
    *line = (struct slice){ rest->data, end ? (size_t)(end - rest->data) : rest->len };
    *rest = slice_from(*rest, line->len + (end != NULL));
    return true;
}

#endif
