#include "model/value_record.h"

#include "base/i18n.h"
#include "base/text.h"
#include "model/map.h"
#include "model/value_list.h"

static const struct field_def keys[] = {
    { .key = "value", .type = FIELD_NUMBER, .low = -2, .high = 2 },
    { .key = "n", .type = FIELD_INTEGER, .low = 0, .high = 999999999 },
    { .key = "date", .type = FIELD_DATE },
    { .key = "source", .type = FIELD_TEXT },
};

static bool is_key(const struct field_def *def, struct slice key)
{
    for (const char *const *word = def->words; *word; word++)
        if (slice_is(key, *word))
            return true;
    return false;
}

const struct field_def *record_key(struct slice key)
{
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (slice_is(key, keys[i].key))
            return &keys[i];
    return NULL;
}

struct slice record_get(struct slice value, const char *key)
{
    struct slice name, text;
    while (value_next_item(&value, &name) && value_next_item(&value, &text))
        if (slice_is(name, key))
            return text;
    return SLICE_NONE;
}

bool record_accepts(
    const struct field_def *def, struct slice key, struct slice text, struct buf *why)
{
    const struct field_def *known = is_key(def, key) ? record_key(key) : NULL;
    return known ? def_accepts(known, text, why) : def_refuse_word(def, key, why);
}

bool record_is_good(const struct field_def *def, struct slice value)
{
    struct slice key, text, rest = value;
    if (!value.len || value.data[value.len - 1] != '\0')
        return false;
    while (value_next_item(&rest, &key))
        if (!value_next_item(&rest, &text) || !record_accepts(def, key, text, NULL) ||
            record_get(value, key.data).data != text.data)
            return false;
    return true;
}

void record_to_line(const struct field_def *def, struct slice value, struct buf *out)
{
    struct slice key, text;
    size_t start = out->len;
    while (value_next_item(&value, &key) && value_next_item(&value, &text)) {
        buf_adds(out, out->len > start ? "; " : "");
        if (!slice_is(key, def->words[0]))
            buf_addf(out, "%s ", key.data);
        buf_add_slice(out, text);
    }
}

/* The key that the item begins with, or the first one; the rest is its text. */
static const char *take_key(const struct field_def *def, struct slice *item)
{
    const char *const *words = def->words;
    for (const char *const *word = words; *word; word++) {
        size_t len = strlen(*word);
        if (slice_begins_fold(*item, slice_of(*word)) && item->len > len &&
            strchr(" :=", item->data[len])) {
            while (len < item->len && strchr(" :=", item->data[len]))
                len++;
            *item = slice_from(*item, len);
            return *word;
        }
    }
    return words[0];
}

bool record_from_line(
    const struct field_def *def, struct slice line, struct buf *out, struct buf *why)
{
    struct buf item = BUF_INIT;
    bool good = true;
    while (good && value_next_written(&line, ";\\", &item)) {
        struct slice text = buf_slice(&item);
        const char *key = take_key(def, &text);
        good = record_accepts(def, slice_of(key), text, why);
        if (good && record_get(buf_slice(out), key).data) {
            if (why)
                buf_addf(why, _("the key '%s' is there twice; remove one"), key);
            good = false;
        }
        value_add_item(out, slice_of(key));
        value_add_item(out, text);
    }
    buf_release(&item);
    return good;
}
