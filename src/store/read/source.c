#include "store/read/source.h"

#include <stdarg.h>

#include "base/i18n.h"
#include "base/text.h"

enum { DIRECTIVES_MAX = 4 };

void source_init(struct source *source, const char *name, struct slice text, struct diags *diags)
{
    bool mark = text.len >= 3 && memcmp(text.data, "\xEF\xBB\xBF", 3) == 0;
    *source = (struct source){
        .name = name,
        .text = text,
        .start = mark ? 3 : 0,
        .diags = diags,
        .at = { mark ? 3 : 0, 1, 1 },
    };
}

/* Line and column of an offset, both from 1; the column in characters. */
static void find_place(struct source *source, size_t offset, size_t *line, size_t *column)
{
    if (offset < source->at.offset || offset > source->text.len) {
        source->at.offset = source->start;
        source->at.line = source->at.column = 1;
    }
    const char *text = source->text.data;
    for (size_t i = source->at.offset; i < offset && i < source->text.len; i++) {
        bool crlf = text[i] == '\r' && i + 1 < source->text.len && text[i + 1] == '\n';
        if (text[i] == '\n' || (text[i] == '\r' && !crlf)) {
            source->at.line++;
            source->at.column = 1;
        } else if ((text[i] & 0xC0) != 0x80) {
            source->at.column++;
        }
    }
    if (offset > source->at.offset)
        source->at.offset = offset;
    *line = source->at.line;
    *column = source->at.column;
}

void source_error(struct source *source, size_t offset, const char *format, ...)
{
    source->errors++;
    if (!source->diags)
        return;
    if (source->diags->count >= DIAGS_MAX) {
        source->diags->left_off++;
        return;
    }
    size_t line, column;
    find_place(source, offset, &line, &column);
    struct buf message = BUF_INIT;
    va_list args;
    va_start(args, format);
    buf_addvf(&message, format, args);
    va_end(args);
    diags_add(source->diags, source->name, line, column, "%s", message.data);
    buf_release(&message);
}

/* --- before libyaml --- */

/* Byte order marks of UTF-16 and UTF-32, or ASCII characters with zero bytes between. */
static bool is_wide(struct slice text)
{
    if (text.len >= 2 &&
        (memcmp(text.data, "\xFF\xFE", 2) == 0 || memcmp(text.data, "\xFE\xFF", 2) == 0))
        return true;
    return text.len >= 4 && (!text.data[0] != !text.data[1]) && (!text.data[2] != !text.data[3]);
}

static bool check_directives(struct source *source)
{
    size_t directives = 0, i = source->start;
    struct slice text = source->text;
    while (i < text.len) {
        if (text.data[i] == '%' && ++directives > DIRECTIVES_MAX) {
            source_error(
                source, i, _("more than %d lines begin with %%; remove them"), DIRECTIVES_MAX);
            return false;
        }
        size_t end = source_next_line(text, i);
        size_t content = i;
        while (content < end && strchr(" \t\r\n", text.data[content]) && text.data[content])
            content++;
        if (content < end && text.data[content] != '#' && text.data[i] != '%')
            return true;
        i = end;
    }
    return true;
}

bool source_check_start(struct source *source)
{
    if (is_wide(source->text)) {
        source_error(source, 0, _("is written in UTF-16 or UTF-32; save it as UTF-8"));
        return false;
    }
    return check_directives(source);
}

/* --- finding the way --- */

size_t source_skip_space(struct slice text, size_t offset, size_t end)
{
    while (offset < end) {
        char c = text.data[offset];
        bool comment = c == '#' && (offset == 0 || strchr(" \t\r\n", text.data[offset - 1]));
        if (comment) {
            const char *line_break = memchr(text.data + offset, '\n', end - offset);
            if (!line_break)
                return end;
            offset = (size_t)(line_break - text.data);
        } else if (c != ' ' && c != '\t' && c != '\r' && c != '\n') {
            return offset;
        }
        offset++;
    }
    return end;
}

size_t source_line_start(struct slice text, size_t offset)
{
    while (offset > 0 && text.data[offset - 1] != '\n')
        offset--;
    return offset;
}

size_t source_next_line(struct slice text, size_t offset)
{
    if (offset >= text.len)
        return text.len;
    const char *line_break = memchr(text.data + offset, '\n', text.len - offset);
    return line_break ? (size_t)(line_break - text.data) + 1 : text.len;
}
