#include "export/text/speakers.h"

#include <stdint.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "export/text/out.h"

enum { WORDS_MOST = 5 }; /* of a name */

bool speaker_names(enum field field)
{
    return strcmp(field_def(field)->key, "by") == 0 || field == COMMENT_FOR;
}

void speakers_find(struct names *speakers, const struct map *map)
{
    for (const struct node *node = map->root; node; node = node_next(node, map->root)) {
        const struct kind_def *kind = kind_def(node->kind);
        for (enum field field = kind->first; field < kind->end; field++)
            if (speaker_names(field) && node_get(node, field).len)
                names_add_folded(speakers, node_get(node, field));
    }
}

static void add_number(size_t number, struct buf *out)
{
    buf_addf(out, _("Customer %zu"), number + 1);
}

void speakers_add_number(const struct names *speakers, struct slice name, struct buf *out)
{
    add_number(names_find_folded(speakers, name), out);
}

static bool is_of_word(char c)
{
    return is_ascii_letter(c) || is_digit(c) || (c & 0x80);
}

static size_t word_end(struct slice text, size_t at)
{
    while (at < text.len && is_of_word(text.data[at]))
        at++;
    return at;
}

/* The end of the longest name that begins at this word; 0: none does. */
static size_t name_end(
    const struct names *speakers, struct slice text, size_t begin, bool one, size_t *number)
{
    size_t found = 0, end = word_end(text, begin);
    for (int words = 1; words <= WORDS_MOST; words++) {
        struct slice name = { text.data + begin, end - begin };
        size_t is = words > 1 || one ? names_find_folded(speakers, name) : SIZE_MAX;
        if (is != SIZE_MAX) {
            found = end;
            *number = is;
        }
        while (end < text.len && !is_of_word(text.data[end]))
            end++;
        if (end == text.len)
            break;
        end = word_end(text, end);
    }
    return found;
}

size_t speakers_hide(const struct names *speakers, struct slice text, struct buf *out)
{
    size_t count = 0, done = 0, number = 0;
    for (size_t at = 0; speakers->count && at < text.len;) {
        size_t end = is_of_word(text.data[at]) ? word_end(text, at) : at + 1;
        bool addressed = at && text.data[at - 1] == '@' &&
                         (at < 2 || !is_of_word(text.data[at - 2]));
        size_t name = is_of_word(text.data[at]) ? name_end(speakers, text, at, addressed, &number)
                                                : 0;
        if (name) {
            buf_add(out, text.data + done, at - addressed - done);
            add_number(number, out);
            done = end = name;
            count++;
        }
        at = end;
    }
    buf_add(out, text.data + done, text.len - done);
    return count;
}
