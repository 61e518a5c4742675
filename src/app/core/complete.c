#include "app/core/complete.h"

#include <dirent.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "app/core/state.h"

enum { COMPLETIONS_MAX = 200, WALK_MAX = 20000 };

void complete_word(struct completions *out, struct slice word, struct slice typed)
{
    if (!word.len || !slice_begins_fold(word, typed) || out->count >= COMPLETIONS_MAX)
        return;
    for (size_t i = 0; i < out->count; i++)
        if (slice_is(word, out->items[i]))
            return;
    completions_add(out, word);
}

/* Fields of one key share their words, as owners of pains, ideas and stages do; but a touchpoint
 * is not named like a persona. */
static bool same_words(enum field a, enum field b)
{
    return a == b || (strcmp(field_def(a)->key, field_def(b)->key) == 0 &&
                         kind_def(field_def(a)->kind)->headline != a);
}

static void add_used(
    const struct map *map, enum field field, struct slice typed, struct completions *out)
{
    size_t walked = 0;
    for (struct node *node = map->root; node && walked < WALK_MAX;
         node = node_next(node, map->root), walked++)
        for (size_t i = 0; i < node->value_count; i++) {
            const struct value *value = &node->values[i];
            struct slice rest = { value->data, value->len }, item;
            if (value->field >= FIELD_COUNT || !same_words(value->field, field))
                continue;
            while (value_next_item(&rest, &item))
                complete_word(out, item, typed);
        }
}

static void add_words(enum field field, struct slice typed, struct completions *out)
{
    const char *const *word = field_def(field)->words;
    for (; word && *word; word++)
        complete_word(out, slice_of(*word), typed);
}

static void add_ids(
    const struct map *map, enum field field, struct slice typed, struct completions *out)
{
    struct node_list personas = node_children(map->root, MAP_PERSONAS);
    if (field != PAIN_PERSONAS && field != QUOTE_PERSONA && field != TOUCHPOINT_EMOTION)
        return;
    for (uint32_t i = 0; i < personas.count; i++)
        complete_word(out, slice_of(personas.items[i]->id), typed);
}

/* Where the word that is being typed begins: behind the last ";" of a list, "," of emotions. */
static size_t word_start(enum field field, struct slice before)
{
    enum field_type type = field_def(field)->type;
    char separator = type == FIELD_LIST ? ';' : ',';
    size_t start = before.len;
    if (type != FIELD_LIST && type != FIELD_PER_PERSONA)
        return 0;
    while (start > 0 && before.data[start - 1] != separator)
        start--;
    while (start < before.len && before.data[start] == ' ')
        start++;
    return start;
}

void complete_value(struct app *app, enum field field, struct slice typed, struct completions *out)
{
    add_words(field, typed, out);
    add_used(&app->session.map, field, typed, out);
}

void complete_field(void *context, struct slice before, struct completions *out)
{
    struct app *app = context;
    enum field field = app->ask.field;
    size_t start = word_start(field, before);
    struct slice typed = slice_from(before, start);
    add_ids(&app->session.map, field, typed, out);
    complete_value(app, field, typed, out);
    out->start += start;
}

void complete_headline(void *context, struct slice before, struct completions *out)
{
    struct app *app = context;
    enum field headline = kind_def(field_def(app->ask.field)->child)->headline;
    if (before.len)
        add_used(&app->session.map, headline, before, out);
}

/* The entries of one folder; a folder gets a slash so that completion can go on. */
static void add_entries(
    const char *folder, struct slice typed, struct slice prefix, struct completions *out)
{
    DIR *dir = opendir(folder);
    struct buf path = BUF_INIT;
    for (struct dirent *entry; dir && (entry = readdir(dir));) {
        struct stat st;
        if (!slice_begins_fold(slice_of(entry->d_name), typed) ||
            (entry->d_name[0] == '.' && (!typed.len || typed.data[0] != '.')))
            continue;
        buf_clear(&path);
        buf_addf(&path, "%s/%s", folder, entry->d_name);
        bool is_folder = stat(path.data, &st) == 0 && S_ISDIR(st.st_mode);
        buf_clear(&path);
        buf_add_slice(&path, prefix);
        buf_addf(&path, "%s%s", entry->d_name, is_folder ? "/" : "");
        if (out->count < COMPLETIONS_MAX)
            completions_add(out, buf_slice(&path));
    }
    if (dir)
        closedir(dir);
    buf_release(&path);
}

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

void complete_file(void *context, struct slice before, struct completions *out)
{
    (void)context;
    size_t split = before.len;
    while (split > 0 && before.data[split - 1] != '/')
        split--;
    struct buf folder = BUF_INIT;
    buf_add(&folder, before.data, split);
    if (!split)
        buf_adds(&folder, ".");
    add_entries(folder.data, slice_from(before, split), (struct slice){ before.data, split }, out);
    if (out->count)
        qsort(out->items, out->count, sizeof *out->items, compare_texts);
    buf_release(&folder);
}
