/* A growing text. `data` always ends in a NUL that `len` does not count. */
#ifndef CJM_BASE_BUF_H
#define CJM_BASE_BUF_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

struct buf {
    char *data;
    size_t len, cap;
};

extern char buf_empty[1];
#define BUF_INIT        \
    {                   \
        buf_empty, 0, 0 \
    }

void buf_init(struct buf *buf);
/* Frees it; it is empty and usable again. Leaves errno as it is. */
void buf_release(struct buf *buf);
/* Empties it and keeps the memory. */
void buf_clear(struct buf *buf);
/* Room for `more` further bytes. */
void buf_reserve(struct buf *buf, size_t more);
void buf_add(struct buf *buf, const void *data, size_t len);
void buf_add_char(struct buf *buf, char c);
/* In decimal; exports and journals are full of them, and printf() takes its time. */
void buf_add_number(struct buf *buf, uint64_t number);
void buf_add_repeated(struct buf *buf, char c, size_t times);
/* One code point as UTF-8. */
void buf_add_codepoint(struct buf *buf, uint32_t codepoint);
void buf_addf(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_addvf(struct buf *buf, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));
/* Cuts it to `len` bytes. */
void buf_cut(struct buf *buf, size_t len);
/* Replaces `count` bytes at `at` by `text`. */
void buf_splice(struct buf *buf, size_t at, size_t count, struct slice text);

static inline void buf_adds(struct buf *buf, const char *text)
{
    buf_add(buf, text, strlen(text));
}

static inline void buf_add_slice(struct buf *buf, struct slice slice)
{
    buf_add(buf, slice.data, slice.len);
}

static inline struct slice buf_slice(const struct buf *buf)
{
    return (struct slice){ buf->data, buf->len };
}

#endif
