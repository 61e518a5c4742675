/* Tables of Markdown. */
#include "base/text.h"
#include "import/read/markdown.h"

bool markdown_is_rule(struct slice line)
{
    size_t dashes = 0, bars = 0;
    line = text_trim(line);
    for (size_t i = 0; i < line.len; i++) {
        char c = line.data[i];
        dashes += c == '-';
        bars += c == '|';
        if (c != '-' && c != '|' && c != ':' && c != ' ' && c != '\t')
            return false;
    }
    return dashes && bars;
}

/* Takes a cell off the front, up to a bar that is not escaped and not in code. */
static struct slice next_cell(struct slice *rest)
{
    size_t i = 0;
    bool code = false;
    for (; i < rest->len && (rest->data[i] != '|' || code); i++) {
        if (rest->data[i] == '\\' && i + 1 < rest->len)
            i++;
        else if (rest->data[i] == '`')
            code = !code && memchr(rest->data + i + 1, '`', rest->len - i - 1);
    }
    i = i < rest->len ? i : rest->len;
    struct slice cell = { rest->data, i };
    *rest = slice_from(*rest, i < rest->len ? i + 1 : i);
    return cell;
}

static void add_row(struct slice line, size_t number, struct buf *text, struct table *table)
{
    line = text_trim(line);
    if (line.len && *line.data == '|')
        line = slice_from(line, 1);
    table_add_row(table, number);
    for (size_t count = 0; line.len && count < TABLE_WIDTH_MAX; count++) {
        struct slice cell = next_cell(&line);
        size_t start = text->len;
        markdown_add_plain(text_trim(cell), text);
        table_add_cell(table, start, text->len - start);
    }
}

size_t markdown_take_table(
    struct slice first, struct slice *rest, size_t line, struct buf *text, struct table *table)
{
    struct slice next, ahead = *rest;
    size_t taken = 1;
    slice_next_line(&ahead, &next);
    *rest = ahead;
    add_row(first, line, text, table);
    while (slice_next_line(&ahead, &next) && memchr(next.data, '|', next.len)) {
        taken++;
        add_row(next, line + taken, text, table);
        *rest = ahead;
    }
    table->text = text->data;
    return taken;
}
