#include "insight/filter/near_words.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/nearest.h"
#include "base/text.h"

enum { WALK_MOST = 20000, WORDS_MOST = 50000 };

struct words {
    char **items; /* owned, and so are the words */
    size_t count, cap;
};

static bool is_letter(char c)
{
    return (unsigned char)c >= 0x80 || (c >= 'a' && c <= 'z') || is_digit(c);
}

/* Those of a folded text whose length is near. */
static void add_words(struct words *words, struct slice text, size_t len)
{
    for (size_t at = 0, end; at < text.len && words->count < WORDS_MOST; at = end + 1) {
        for (end = at; end < text.len && is_letter(text.data[end]); end++)
            ;
        size_t found = end - at;
        if (found < 2 || found * 2 < len || found > len * 2)
            continue;
        MEM_GROW(words->items, words->count + 1, words->cap);
        words->items[words->count++] = mem_copy_slice((struct slice){ text.data + at, found });
    }
}

static void collect(const struct map *map, size_t len, struct words *words)
{
    struct buf text = BUF_INIT;
    size_t walked = 0;
    for (const struct node *node = map->root; node && walked < WALK_MOST;
         node = node_next(node, map->root), walked++)
        for (size_t i = 0; i < node->value_count; i++) {
            const struct value *value = &node->values[i];
            if (value->field >= FIELD_COUNT || !field_def(value->field)->label)
                continue;
            buf_clear(&text);
            text_add_folded((struct slice){ value->data, value->len }, &text);
            add_words(words, buf_slice(&text), len);
        }
    buf_release(&text);
}

static int compare(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Each of them once. */
static size_t take_doubles_out(struct words *words, const char **once)
{
    size_t count = 0;
    if (words->count)
        qsort(words->items, words->count, sizeof *words->items, compare);
    for (size_t i = 0; i < words->count; i++)
        if (!count || strcmp(once[count - 1], words->items[i]) != 0)
            once[count++] = words->items[i];
    return count;
}

bool near_words_add(const struct map *map, struct slice word, struct buf *out)
{
    struct words words = { 0 };
    struct buf folded = BUF_INIT;
    text_add_folded(word, &folded);
    collect(map, folded.len, &words);
    const char **once = mem_alloc((words.count + 1) * sizeof *once);
    bool near = nearest_add(buf_slice(&folded), once, take_doubles_out(&words, once), out);
    for (size_t i = 0; i < words.count; i++)
        free(words.items[i]);
    free(words.items);
    free(once);
    buf_release(&folded);
    return near;
}
