#include "store/read/lines.h"

#include <stdint.h>

#include "store/read/source.h"

size_t line_start(struct slice text, size_t offset)
{
    size_t start = source_line_start(text, offset);
    bool mark = start == 0 && text.len >= 3 && memcmp(text.data, "\xEF\xBB\xBF", 3) == 0;
    return mark && offset >= 3 ? 3 : start;
}

size_t line_column(struct slice text, size_t offset)
{
    return offset - line_start(text, offset);
}

size_t line_next(struct slice text, size_t offset)
{
    return source_next_line(text, offset);
}

static size_t skip_blanks(struct slice text, size_t offset)
{
    while (offset < text.len && (text.data[offset] == ' ' || text.data[offset] == '\t'))
        offset++;
    return offset;
}

static bool at_line_end(struct slice text, size_t offset)
{
    return offset >= text.len || text.data[offset] == '\n' || text.data[offset] == '\r';
}

bool line_is_blank_from(struct slice text, size_t offset)
{
    return at_line_end(text, skip_blanks(text, offset));
}

bool line_is_void_from(struct slice text, size_t offset)
{
    size_t content = skip_blanks(text, offset);
    return at_line_end(text, content) || text.data[content] == '#';
}

static bool is_comment(struct slice text, size_t start, size_t *column)
{
    size_t content = skip_blanks(text, start);
    *column = content - start;
    return content < text.len && text.data[content] == '#';
}

size_t lines_end(struct slice text, size_t end, size_t column)
{
    size_t found = line_next(text, end), comment_column;
    for (size_t at = found; at < text.len; at = line_next(text, at)) {
        if (is_comment(text, at, &comment_column)) {
            if (comment_column <= column)
                break;
            found = line_next(text, at);
        } else if (!line_is_blank_from(text, at)) {
            break;
        }
    }
    return found;
}

size_t lines_begin(struct slice text, size_t offset, size_t column)
{
    size_t found = line_start(text, offset), comment_column;
    while (found > 0) {
        size_t above = line_start(text, found - 1);
        bool comment = is_comment(text, above, &comment_column);
        if (above == found ||
            (comment ? comment_column > column : !line_is_blank_from(text, above)))
            break;
        found = above;
    }
    return found;
}

size_t lines_content_above(struct slice text, size_t offset)
{
    size_t start = line_start(text, offset);
    while (start > 0) {
        size_t above = line_start(text, start - 1);
        if (above == start)
            break;
        if (!line_is_void_from(text, above))
            return above;
        start = above;
    }
    return SIZE_MAX;
}

/* The last "-" of a line that holds nothing else from `start` to `end`; SIZE_MAX where it does. */
static size_t dash_between(struct slice text, size_t start, size_t end)
{
    size_t at = start;
    while (at < end && text.data[at] == ' ')
        at++;
    bool is_dash = at < end && text.data[at] == '-';
    size_t behind = skip_blanks(text, at + 1);
    bool alone = at + 1 < end && (behind >= end || (at_line_end(text, behind)) ||
                                     (behind > at + 1 && text.data[behind] == '#'));
    return is_dash && alone ? at : SIZE_MAX;
}

size_t lines_dash(struct slice text, size_t offset)
{
    size_t start = line_start(text, offset);
    if (skip_blanks(text, start) < offset)
        return dash_between(text, start, offset);
    size_t above = lines_content_above(text, offset);
    size_t dash = above == SIZE_MAX ? SIZE_MAX : dash_between(text, above, line_next(text, above));
    return dash != SIZE_MAX && line_column(text, dash) < offset - start ? dash : SIZE_MAX;
}

size_t lines_item_begin(struct slice text, size_t dash)
{
    size_t column = line_column(text, dash), above = lines_content_above(text, dash);
    if (above == SIZE_MAX)
        return lines_begin(text, dash, column);
    size_t content = skip_blanks(text, above);
    bool is_item = content - above > column ||
                   (content - above == column && text.data[content] == '-') ||
                   text.data[above] == LINES_MARK[0];
    return is_item ? lines_end(text, line_next(text, above) - 1, column)
                   : lines_begin(text, dash, column);
}

size_t lines_separator(struct slice text, size_t offset)
{
    while (offset > 0 && strchr(" \t\r\n", text.data[offset - 1]))
        offset--;
    return offset > 0 && strchr("[,", text.data[offset - 1]) ? offset - 1 : SIZE_MAX;
}

void lines_add_moved(struct buf *out, struct slice text, long by)
{
    while (text.len) {
        size_t len = line_next(text, 0);
        struct slice line = { text.data, len };
        text = slice_from(text, len);
        if (by > 0 && !at_line_end(line, 0))
            buf_add_repeated(out, ' ', (size_t)by);
        for (long left = by; left < 0 && line.len && line.data[0] == ' '; left++)
            line = slice_from(line, 1);
        buf_add_slice(out, line);
    }
}

/* From the back, so that each byte moves once. */
void lines_use_crlf(struct buf *buf, size_t from)
{
    size_t missing = 0;
    for (size_t i = from; i < buf->len; i++)
        missing += buf->data[i] == '\n' && (i == 0 || buf->data[i - 1] != '\r');
    size_t read = buf->len;
    buf_add_repeated(buf, '\n', missing);
    for (size_t write = buf->len; write > read;) {
        char c = buf->data[--read];
        buf->data[--write] = c;
        if (c == '\n' && (read == 0 || buf->data[read - 1] != '\r'))
            buf->data[--write] = '\r';
    }
}
