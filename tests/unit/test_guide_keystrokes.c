/* How much has to be typed for what is in the map then: the worked journeys, a line an answer. */
#include <criterion/criterion.h>

#include "base/text.h"
#include "store/store.h"
#include "support.h"

enum { MOST_FOR_100 = 130 }; /* keystrokes for so many characters of content */

/* Line ends count, as the key Enter does. */
static size_t characters(struct slice text)
{
    size_t count = 0;
    for (; text.len; count++)
        utf8_next(&text);
    return count;
}

/* "anna NUL -2 NUL ben NUL 0 NUL", or one number: the scores alone. */
static size_t scores(struct slice value)
{
    struct slice item;
    size_t count = 0;
    if (!memchr(value.data, '\0', value.len))
        return characters(value);
    while (value_next_item(&value, &item) && value_next_item(&value, &item))
        count += characters(item);
    return count;
}

static size_t items(struct slice value)
{
    struct slice item;
    size_t count = 0;
    while (value_next_item(&value, &item))
        count += characters(item);
    return count;
}

/* What the program writes by itself is no content; a choice is worth one character. */
static size_t content_of(const struct value *value)
{
    static const enum field own[] = { MAP_CJM, MAP_PRESET, MAP_ASKED, IDEA_PAIN };
    struct slice text = { value->data, value->len };
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (value->field == own[i])
            return 0;
    switch (field_def(value->field)->type) {
    case FIELD_CHOICE:
    case FIELD_BOOLEAN:
        return 1;
    case FIELD_PER_PERSONA:
        return scores(text);
    case FIELD_LIST:
        return items(text);
    default:
        return characters(text);
    }
}

static size_t content(const struct map *map)
{
    size_t count = 0;
    for (const struct node *node = map->root; node; node = node_next(node, map->root))
        for (size_t i = 0; i < node->value_count; i++)
            if (node->kind != KIND_STEP && node->kind != KIND_QUESTION)
                count += content_of(&node->values[i]);
    return count;
}

Test(guide_keystrokes, are_few_for_what_is_in_the_map)
{
    static const char *const names[] = { "retail", "travel", "banking" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct buf path = BUF_INIT, answers = BUF_INIT;
        struct diags diags = DIAGS_INIT;
        struct map map;
        map_begin(&map);
        buf_addf(&path, TEST_PATH("tests/data/guide/%s.answers"), names[i]);
        test_read(path.data, &answers);
        buf_clear(&path);
        buf_addf(&path, TEST_PATH("tests/data/guide/%s.yaml"), names[i]);
        cr_assert_eq(store_read(&map, path.data, STORE_MAX_SIZE, &diags), STATUS_OK);
        size_t typed = characters(buf_slice(&answers)), there = content(&map);
        cr_expect(there > 1000 && 100 * typed < MOST_FOR_100 * there,
            "%s: %zu keystrokes for %zu characters", names[i], typed, there);
        cr_log_info("%s: %zu keystrokes for %zu characters", names[i], typed, there);
        map_release(&map);
        diags_release(&diags);
        buf_release(&path);
        buf_release(&answers);
    }
}
