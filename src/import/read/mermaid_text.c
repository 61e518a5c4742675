#include "import/read/mermaid_text.h"

#include <stdlib.h>

#include "base/text.h"

enum { ENTITY_MAX = 12 }; /* without the ";" */

/* The length of an entity that the text begins with, "#35;" or "#amp;", or 0. */
size_t mermaid_entity(struct slice text)
{
    size_t end = 1;
    if (!text.len || *text.data != '#')
        return 0;
    for (; end < text.len && end < ENTITY_MAX; end++) {
        char letter = (char)(text.data[end] | 0x20);
        if (!is_digit(text.data[end]) && (letter < 'a' || letter > 'z'))
            break;
    }
    return end > 1 && end < text.len && text.data[end] == ';' ? end + 1 : 0;
}

/* A colon, comma or semicolon, also full-width or ideographic; its length, or 0. */
size_t mermaid_sign(struct slice text, char sign)
{
    static const struct {
        char sign;
        const char *wide;
    } wide[] = { { ':', "：" }, { ',', "，" }, { ',', "、" }, { ';', "；" } };
    if (!text.len || !((unsigned char)*text.data & 0x80))
        return text.len && *text.data == sign;
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        if (wide[i].sign == sign && slice_begins_fold(text, slice_of(wide[i].wide)))
            return strlen(wide[i].wide);
    return 0;
}

/* Takes what is before the next such sign off the front; false at the end. What an entity stands
 * for is no sign. */
bool mermaid_next_part(struct slice *rest, char sign, struct slice *part)
{
    if (!rest->data)
        return false;
    for (size_t i = 0; i < rest->len; i++) {
        char c = rest->data[i];
        if (c != sign && c != '#' && !(c & 0x80))
            continue;
        size_t entity = mermaid_entity(slice_from(*rest, i));
        if (entity) {
            i += entity - 1;
            continue;
        }
        size_t len = mermaid_sign(slice_from(*rest, i), sign);
        if (len) {
            *part = (struct slice){ rest->data, i };
            *rest = slice_from(*rest, i + len);
            return true;
        }
    }
    *part = *rest;
    *rest = SLICE_NONE;
    return true;
}

/* Where the part before this one ends: before the sign between them. */
size_t mermaid_part_end(struct slice text, struct slice part)
{
    size_t behind = (size_t)(part.data - text.data);
    bool wide = (unsigned char)text.data[behind - 1] >= 0x80;
    return behind - (wide ? strlen("：") : 1);
}

static bool add_entity(struct slice name, struct buf *out)
{
    static const struct {
        const char *name, *text;
    } names[] = { { "amp", "&" }, { "lt", "<" }, { "gt", ">" }, { "quot", "\"" }, { "apos", "'" },
        { "nbsp", " " }, { "semi", ";" }, { "colon", ":" }, { "num", "#" }, { "hash", "#" } };
    char *end;
    if (name.len && is_digit(*name.data)) {
        unsigned long point = strtoul(name.data, &end, 10);
        if (end != name.data + name.len || point < ' ' || point > 0x10FFFF ||
            (point >= 0xD800 && point < 0xE000))
            return false;
        buf_add_codepoint(out, (uint32_t)point);
        return true;
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (slice_is(name, names[i].name)) {
            buf_adds(out, names[i].text);
            return true;
        }
    return false;
}

static void add_decoded(struct slice text, struct buf *out)
{
    while (text.len) {
        size_t entity = mermaid_entity(text), taken = 1;
        const char *close = NULL;
        if (slice_begins_fold(text, SLICE("<br")))
            close = memchr(text.data, '>', text.len < 8 ? text.len : 8);
        if (entity && add_entity((struct slice){ text.data + 1, entity - 2 }, out)) {
            taken = entity;
        } else if (close) {
            buf_add_char(out, ' ');
            taken = (size_t)(close - text.data) + 1;
        } else {
            buf_add_char(out, *text.data);
        }
        text = slice_from(text, taken);
    }
}

/* The text with entities decoded and a blank for each "<br>"; it is the draft's where it changed.
 */
struct slice mermaid_decoded(struct draft *draft, struct slice text)
{
    if (!text.len || (!memchr(text.data, '#', text.len) && !memchr(text.data, '<', text.len)))
        return text;
    struct buf out = BUF_INIT;
    add_decoded(text, &out);
    text = draft_copy(draft, text_trim(buf_slice(&out)));
    buf_release(&out);
    return text;
}

/* Does an entity end the line? */
static bool ends_in_entity(struct slice line)
{
    size_t begin = line.len;
    while (begin > 0 && line.len - begin <= ENTITY_MAX && line.data[begin - 1] != '#')
        begin--;
    return begin > 0 && mermaid_entity(slice_from(line, begin - 1)) == line.len - begin + 1;
}

struct slice mermaid_without_end(struct slice line)
{
    while (line.len && line.data[line.len - 1] == ';' && !ends_in_entity(line))
        line = text_trim((struct slice){ line.data, line.len - 1 });
    size_t wide = strlen("；");
    while (line.len >= wide && mermaid_sign(slice_from(line, line.len - wide), ';') == wide)
        line = text_trim((struct slice){ line.data, line.len - wide });
    return line;
}
