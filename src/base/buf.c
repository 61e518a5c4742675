#include "base/buf.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"

/* What an empty buf points to: never written to. */
char buf_empty[1];

void buf_init(struct buf *buf)
{
    *buf = (struct buf)BUF_INIT;
}

void buf_release(struct buf *buf)
{
    int error = errno;
    if (buf->cap)
        free(buf->data);
    errno = error;
    buf_init(buf);
}

void buf_clear(struct buf *buf)
{
    buf_cut(buf, 0);
}

void buf_cut(struct buf *buf, size_t len)
{
    if (len >= buf->len)
        return;
    buf->len = len;
    buf->data[len] = '\0';
}

void buf_reserve(struct buf *buf, size_t more)
{
    enum { LEAST = 24 }; /* less takes as much memory */
    if (more >= SIZE_MAX - buf->len)
        mem_exhausted();
    size_t need = buf->len + more + 1;
    if (need <= buf->cap)
        return;
    char *data = buf->cap ? buf->data : NULL;
    buf->data = MEM_GROW(data, need < LEAST ? LEAST : need, buf->cap);
    buf->data[buf->len] = '\0';
}

void buf_add(struct buf *buf, const void *data, size_t len)
{
    if (!len)
        return;
    if (len >= buf->cap - buf->len)
        buf_reserve(buf, len);
    memcpy(buf->data + buf->len, data, len);
    buf->len += len;
    buf->data[buf->len] = '\0';
}

void buf_add_char(struct buf *buf, char c)
{
    if (1 >= buf->cap - buf->len)
        buf_reserve(buf, 1);
    buf->data[buf->len++] = c;
    buf->data[buf->len] = '\0';
}

void buf_add_number(struct buf *buf, uint64_t number)
{
    char digits[3 * sizeof number];
    size_t first = sizeof digits;
    do
        digits[--first] = (char)('0' + number % 10);
    while (number /= 10);
    buf_add(buf, digits + first, sizeof digits - first);
}

void buf_add_repeated(struct buf *buf, char c, size_t times)
{
    if (!times)
        return;
    buf_reserve(buf, times);
    memset(buf->data + buf->len, c, times);
    buf->len += times;
    buf->data[buf->len] = '\0';
}

void buf_add_codepoint(struct buf *buf, uint32_t c)
{
    if (c < 0x80) {
        buf_add_char(buf, (char)c);
    } else if (c < 0x800) {
        buf_add_char(buf, (char)(0xC0 | c >> 6));
        buf_add_char(buf, (char)(0x80 | (c & 0x3F)));
    } else if (c < 0x10000) {
        buf_add_char(buf, (char)(0xE0 | c >> 12));
        buf_add_char(buf, (char)(0x80 | (c >> 6 & 0x3F)));
        buf_add_char(buf, (char)(0x80 | (c & 0x3F)));
    } else {
        buf_add_char(buf, (char)(0xF0 | c >> 18));
        buf_add_char(buf, (char)(0x80 | (c >> 12 & 0x3F)));
        buf_add_char(buf, (char)(0x80 | (c >> 6 & 0x3F)));
        buf_add_char(buf, (char)(0x80 | (c & 0x3F)));
    }
}

void buf_addvf(struct buf *buf, const char *format, va_list args)
{
    enum { USUAL = 120 }; /* what is longer is made twice */
    va_list again;
    va_copy(again, args);
    buf_reserve(buf, USUAL);
    int len = vsnprintf(buf->data + buf->len, buf->cap - buf->len, format, args);
    if (len > 0 && (size_t)len >= buf->cap - buf->len) {
        buf_reserve(buf, (size_t)len);
        vsnprintf(buf->data + buf->len, (size_t)len + 1, format, again);
    }
    if (len > 0)
        buf->len += (size_t)len;
    else
        buf->data[buf->len] = '\0';
    va_end(again);
}

void buf_addf(struct buf *buf, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    buf_addvf(buf, format, args);
    va_end(args);
}

void buf_splice(struct buf *buf, size_t at, size_t count, struct slice text)
{
    buf_reserve(buf, text.len);
    memmove(buf->data + at + text.len, buf->data + at + count, buf->len - at - count);
    if (text.len)
        memcpy(buf->data + at, text.data, text.len);
    buf->len = buf->len - count + text.len;
    buf->data[buf->len] = '\0';
}
