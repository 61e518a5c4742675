#include "store/read/wide_colon.h"

#include <string.h>

#include "base/i18n.h"

/* The bytes of the one at the beginning; 0: there is none. */
static size_t wide_colon_length(struct slice text)
{
    bool wide = text.len >= 3 && (memcmp(text.data, "\xEF\xBC\x9A", 3) == 0 ||
                                     memcmp(text.data, "\xEF\xB9\x95", 3) == 0);
    return wide ? 3 : 0;
}

static bool is_key(struct slice word, enum node_kind kind)
{
    if (kind < KIND_COUNT)
        return field_of_key(kind, word) != FIELD_UNKNOWN;
    for (enum node_kind any = 0; any < KIND_COUNT; any++)
        if (field_of_key(any, word) != FIELD_UNKNOWN)
            return true;
    return false;
}

static size_t skip_back(struct slice text, size_t at, const char *set)
{
    while (at > 0 && text.data[at - 1] && strchr(set, text.data[at - 1]))
        at--;
    return at;
}

/* Nothing but what may stand in front of a key: the beginning of a line, dashes, brackets. */
static bool may_begin_key(const struct source *source, size_t at)
{
    size_t front = skip_back(source->text, at, " \t");
    if (front < at || front == source->start)
        front = skip_back(source->text, front, " \t-?");
    return front == source->start || strchr("\n{[,", source->text.data[front - 1]);
}

/* The key in front of a colon. */
static struct slice key_before(const struct source *source, size_t colon)
{
    struct slice text = source->text, none = SLICE("");
    size_t end = skip_back(text, colon, " \t");
    bool quoted = end > 1 && strchr("'\"", text.data[end - 1]);
    end -= quoted;
    size_t begin = skip_back(text, end, "abcdefghijklmnopqrstuvwxyz0123456789_-");
    while (begin < end && text.data[begin] == '-')
        begin++;
    bool fits = !quoted || (begin > 0 && text.data[begin - 1] == text.data[end]);
    if (!fits || !may_begin_key(source, begin - quoted))
        return none;
    return (struct slice){ text.data + begin, end - begin };
}

/* The next one; `end` where there is none. */
static size_t find(struct slice text, size_t at, size_t end)
{
    while (at < end && !wide_colon_length(slice_from(text, at))) {
        const char *next = memchr(text.data + at + 1, '\xEF', end - at - 1);
        at = next ? (size_t)(next - text.data) : end;
    }
    return at;
}

bool wide_colon_is_in(struct slice text)
{
    return find(text, 0, text.len) < text.len;
}

static void report(struct source *source, size_t at, struct slice key)
{
    size_t len = wide_colon_length(slice_from(source->text, at));
    struct buf colon = BUF_INIT, name = BUF_INIT;
    buf_add(&colon, source->text.data + at, len);
    buf_add_slice(&name, key);
    /* TRANSLATORS: 1: the colon, 2: a key such as "name". */
    source_error(source, at, _("a full-width colon (%1$s) behind %2$s; write ':' and a space"),
        colon.data, name.data);
    buf_release(&colon);
    buf_release(&name);
}

bool wide_colon_report(struct source *source, size_t begin, size_t end, enum node_kind kind)
{
    for (size_t at = find(source->text, begin, end); at < end;
         at = find(source->text, at + 1, end)) {
        struct slice key = key_before(source, at);
        if (key.len && is_key(key, kind)) {
            report(source, at, key);
            return true;
        }
    }
    return false;
}

bool wide_colon_report_any(struct source *source, size_t begin, size_t end)
{
    size_t at = find(source->text, begin, end);
    if (at < end)
        report(source, at, (struct slice){ source->text.data + begin, at - begin });
    return at < end;
}
