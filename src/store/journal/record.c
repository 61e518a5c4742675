#include <inttypes.h>

#include "store/journal/crc_line.h"
#include "store/journal/journal_private.h"

/* --- marks --- */

struct text_mark text_mark_of(struct slice text)
{
    return (struct text_mark){ text.len, crc_of(text) };
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

void journal_add_first(const struct journal_first *first, struct buf *out)
{
    size_t start = crc_line_begin(out);
    buf_addf(out, "cjm-journal 1 %08" PRIx32 ".%" PRIu64 " %" PRIu64 " ", first->generation.id,
        first->generation.number, first->header.seq);
    text_mark_add(first->header.base, out);
    crc_line_end(out, start);
    buf_add_char(out, '\n');
}

void journal_add_record(const struct journal_record *record, struct buf *out)
{
    size_t start = crc_line_begin(out);
    buf_add_number(out, record->seq);
    buf_add_char(out, ' ');
    buf_add_number(out, (uint64_t)record->time);
    buf_add_char(out, ' ');
    buf_add_slice(out, record->author);
    buf_add_char(out, ' ');
    buf_add_number(out, record->action);
    buf_add_char(out, ' ');
    buf_add_slice(out, record->text);
    crc_line_end(out, start);
    buf_add_char(out, '\n');
}

bool journal_parse_first(struct slice line, struct journal_first *first)
{
    static const struct slice name = SLICE("cjm-journal 1 ");
    if (!crc_line_check(&line) || line.len < name.len ||
        memcmp(line.data, name.data, name.len) != 0)
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
    if (!crc_line_check(&line) || !take_number(&line, &record->seq) || record->seq == 0 ||
        !take_char(&line, ' ') || !take_number(&line, &time) || !take_char(&line, ' '))
        return false;
    record->time = (int64_t)time;
    record->author = slice_next_word(&line);
    if (!journal_author_is_valid(record->author) || !take_number(&line, &record->action) ||
        !take_char(&line, ' '))
        return false;
    record->text = line;
    return journal_text_is_valid(line);
}
