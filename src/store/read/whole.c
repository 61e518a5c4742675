#include "store/read/whole.h"

#include <stdint.h>
#include <string.h>

#include "base/text.h"

static uint64_t each(unsigned byte)
{
    return UINT64_C(0x0101010101010101) * byte;
}

/* Only ' ' to '~' and line feeds? Each step keeps to the bytes: none borrows from its neighbour. */
static bool is_plain(uint64_t word)
{
    uint64_t high = each(0x80), line_feed = word ^ each('\n');
    uint64_t below_space = ~((word | high) - each(' '));
    uint64_t other = ((line_feed & ~high) + ~high) | line_feed;
    return ((word | (word + each(1)) | (below_space & other)) & high) == 0;
}

static bool is_allowed(uint32_t point)
{
    if (point < 0xA0)
        return (point >= ' ' && point < 0x7F) || point == '\n' || point == '\r' || point == '\t' ||
               point == 0x85;
    return point < 0xFFFD || point > 0xFFFF; /* what is no character is decoded as the former */
}

size_t whole_count(struct slice text)
{
    size_t count = 0;
    uint64_t word;
    while (text.len) {
        if (text.len >= sizeof word)
            memcpy(&word, text.data, sizeof word);
        if (text.len >= sizeof word && is_plain(word)) {
            text = slice_from(text, sizeof word);
            count += sizeof word;
        } else if (is_allowed(utf8_next(&text))) {
            count++;
        } else {
            return 0;
        }
    }
    return count;
}

yaml_char_t *whole_give(yaml_parser_t *parser, struct slice text, size_t count)
{
    yaml_char_t *own = parser->buffer.start;
    /* As after the last read of an empty input, which left all of this in the buffer. */
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(parser, (const yaml_char_t *)"", 0);
    parser->buffer.start = parser->buffer.pointer = (yaml_char_t *)(uintptr_t)text.data;
    parser->buffer.last = parser->buffer.end = parser->buffer.start + text.len + 1;
    parser->unread = count + 1;
    parser->eof = 1;
    return own;
}

void whole_end(yaml_parser_t *parser, yaml_char_t *own)
{
    if (own)
        parser->buffer.start = own;
}
