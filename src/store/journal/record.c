#include <config.h>

#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <zlib.h>

#include "store/journal/journal_private.h"

static uint32_t checksum(struct slice text)
{
    uLong crc = crc32(0, NULL, 0);
    while (text.len) {
        uInt part = text.len < INT_MAX ? (uInt)text.len : INT_MAX;
        crc = crc32(crc, (const Bytef *)text.data, part);
        text = slice_from(text, part);
    }
    return (uint32_t)crc;
}

/* --- words --- */

static bool take_char(struct slice *rest, char c)
{
    if (!rest->len || rest->data[0] != c)
        return false;
    *rest = slice_from(*rest, 1);
    return true;
}

/* Decimal, without a sign and leading zeros. */
static bool take_number(struct slice *rest, uint64_t *number)
{
    size_t digits = 0;
    *number = 0;
    while (digits < rest->len && rest->data[digits] >= '0' && rest->data[digits] <= '9') {
        *number = *number * 10 + (uint64_t)(rest->data[digits++] - '0');
        if (*number > JOURNAL_NUMBER_MAX)
            return false;
    }
    if (digits == 0 || (digits > 1 && rest->data[0] == '0'))
        return false;
    *rest = slice_from(*rest, digits);
    return true;
}

/* 8 hexadecimal digits. */
static bool take_hex(struct slice *rest, uint32_t *number)
{
    if (rest->len < 8)
        return false;
    *number = 0;
    for (int i = 0; i < 8; i++) {
        const char *digits = "0123456789abcdef";
        const char *digit = rest->data[i] ? strchr(digits, rest->data[i]) : NULL;
        if (!digit)
            return false;
        *number = *number << 4 | (uint32_t)(digit - digits);
    }
    *rest = slice_from(*rest, 8);
    return true;
}

static struct slice take_word(struct slice *rest)
{
    const char *blank = rest->len ? memchr(rest->data, ' ', rest->len) : NULL;
    struct slice word = { rest->data, blank ? (size_t)(blank - rest->data) : rest->len };
    *rest = slice_from(*rest, word.len);
    return word;
}

/* The checksum that a line begins with is that of the rest. */
static bool take_checksum(struct slice *rest)
{
    uint32_t wanted;
    return take_hex(rest, &wanted) && take_char(rest, ' ') && checksum(*rest) == wanted;
}

/* --- marks --- */

struct text_mark text_mark_of(struct slice text)
{
    return (struct text_mark){ text.len, checksum(text) };
}

bool text_mark_equal(struct text_mark a, struct text_mark b)
{
    return a.len == b.len && a.crc == b.crc;
}

void text_mark_add(struct text_mark mark, struct buf *out)
{
    buf_addf(out, "%zu-%08" PRIx32, mark.len, mark.crc);
}

bool text_mark_parse(struct slice text, struct text_mark *mark)
{
    uint64_t len;
    if (!take_number(&text, &len) || len > SIZE_MAX || !take_char(&text, '-') ||
        !take_hex(&text, &mark->crc) || text.len)
        return false;
    mark->len = (size_t)len;
    return true;
}

/* --- lines --- */

bool journal_text_is_valid(struct slice text)
{
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.data[i] < ' ' && text.data[i] != '\t')
            return false;
    return true;
}

bool journal_author_is_valid(struct slice author)
{
    for (size_t i = 0; i < author.len; i++)
        if ((unsigned char)author.data[i] <= ' ' || author.data[i] == 0x7f)
            return false;
    return author.len > 0 && author.len <= JOURNAL_AUTHOR_MAX;
}

/* Puts the checksum in the place that add_place() left for it, and ends the line. */
static size_t add_place(struct buf *out)
{
    buf_adds(out, "00000000 ");
    return out->len;
}

static void finish_line(struct buf *out, size_t start)
{
    char crc[9];
    snprintf(crc, sizeof crc, "%08" PRIx32, checksum(slice_from(buf_slice(out), start)));
    memcpy(out->data + start - 9, crc, 8);
    buf_add_char(out, '\n');
}

void journal_add_first(const struct journal_first *first, struct buf *out)
{
    size_t start = add_place(out);
    buf_addf(out, "cjm-journal 1 %08" PRIx32 ".%" PRIu64 " %" PRIu64 " ", first->generation.id,
        first->generation.number, first->header.seq);
    text_mark_add(first->header.base, out);
    finish_line(out, start);
}

void journal_add_record(const struct journal_record *record, struct buf *out)
{
    size_t start = add_place(out);
    buf_addf(out, "%" PRIu64 " %" PRId64 " ", record->seq, record->time);
    buf_add_slice(out, record->author);
    buf_addf(out, " %" PRIu64 " ", record->action);
    buf_add_slice(out, record->text);
    finish_line(out, start);
}

bool journal_parse_first(struct slice line, struct journal_first *first)
{
    static const struct slice name = SLICE("cjm-journal 1 ");
    if (!take_checksum(&line) || line.len < name.len || memcmp(line.data, name.data, name.len) != 0)
        return false;
    line = slice_from(line, name.len);
    return take_hex(&line, &first->generation.id) && take_char(&line, '.') &&
           take_number(&line, &first->generation.number) && take_char(&line, ' ') &&
           take_number(&line, &first->header.seq) && take_char(&line, ' ') &&
           text_mark_parse(line, &first->header.base);
}

bool journal_parse_record(struct slice line, struct journal_record *record)
{
    uint64_t time;
    if (!take_checksum(&line) || !take_number(&line, &record->seq) || record->seq == 0 ||
        !take_char(&line, ' ') || !take_number(&line, &time) || !take_char(&line, ' '))
        return false;
    record->time = (int64_t)time;
    record->author = take_word(&line);
    if (!journal_author_is_valid(record->author) || !take_char(&line, ' ') ||
        !take_number(&line, &record->action) || !take_char(&line, ' '))
        return false;
    record->text = line;
    return journal_text_is_valid(line);
}
