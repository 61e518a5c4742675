#include "app/core/complete.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "app/core/ask.h"
#include "base/text.h"
#include "model/edit/short_form.h"

enum { COMPLETIONS_MAX = 1000, WALK_MAX = 20000, NAMES_MAX = 20000 };

/* Adds `word` where `name` begins with what is typed: a persona's id is found by its name, too. */
static void complete_by_name(
    struct completions *out, struct slice word, struct slice name, struct slice typed)
{
    if (!word.len || !text_begins_fold(name, typed))
        return;
    for (size_t i = 0; i < out->count; i++)
        if (slice_is(word, out->items[i]))
            return;
    out->cut = out->cut || out->count >= COMPLETIONS_MAX;
    if (!out->cut)
        completions_add(out, word);
}

void complete_word(struct completions *out, struct slice word, struct slice typed)
{
    complete_by_name(out, word, word, typed);
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
    if (field_names(field) != KIND_PERSONA && field_def(field)->type != FIELD_PER_PERSONA)
        return;
    for (uint32_t i = 0; i < personas.count; i++) {
        struct slice id = slice_of(personas.items[i]->id);
        complete_by_name(out, id, id, typed);
        complete_by_name(out, id, node_headline(personas.items[i]), typed);
    }
}

/* Where the word that is being typed begins: behind the last one of these, and blanks. */
static size_t word_start(struct slice before, const char *separators)
{
    size_t start = before.len;
    while (start > 0 && !strchr(separators, before.data[start - 1]))
        start--;
    while (start < before.len && before.data[start] == ' ')
        start++;
    return start;
}

static const char *separators_of(enum field field)
{
    enum field_type type = field_def(field)->type;
    return type == FIELD_LIST || type == FIELD_TEXTS ? ";\n" : type == FIELD_PER_PERSONA ? "," : "";
}

void complete_value(struct app *app, enum field field, struct slice before, struct completions *out)
{
    size_t start = word_start(before, separators_of(field));
    struct slice typed = slice_from(before, start);
    add_ids(&app->session.map, field, typed, out);
    add_words(field, typed, out);
    add_used(&app->session.map, field, typed, out);
    out->start += start;
}

void complete_field(void *context, struct slice before, struct completions *out)
{
    struct app *app = context;
    complete_value(app, app->ask.field, before, out);
}

/* A line of several is a name of its own; behind "@" a touchpoint has its channel. */
void complete_headline(void *context, struct slice before, struct completions *out)
{
    struct app *app = context;
    enum node_kind kind = field_def(app->ask.field)->child;
    size_t start = word_start(before, "\n"), channel;
    if (kind == KIND_TOUCHPOINT && short_form_channel(before, &channel)) {
        complete_value(app, TOUCHPOINT_CHANNEL, slice_from(before, channel), out);
        out->start += channel;
        return;
    }
    add_used(&app->session.map, kind_def(kind)->headline, slice_from(before, start), out);
    out->start += start;
}

void complete_found(void *context, struct slice typed, struct completions *out)
{
    const struct app *app = context;
    for (enum node_kind kind = 0; kind < KIND_COUNT; kind++)
        if (field_def(kind_def(kind)->headline)->label)
            add_used(&app->session.map, kind_def(kind)->headline, typed, out);
}

/* --- what a command takes --- */

static void complete_step(struct app *app, struct slice typed, struct completions *out)
{
    (void)app;
    add_words(STEP_STEP, typed, out);
}

/* The names of the kind that the command is called as, or all. */
static void complete_name(
    struct app *app, const char *command, struct slice typed, struct completions *out)
{
    for (enum node_kind kind = 0; kind < KIND_COUNT; kind++)
        if (strcmp(kind_def(kind)->name, command) == 0) {
            add_used(&app->session.map, kind_def(kind)->headline, typed, out);
            return;
        }
    complete_found(app, typed, out);
}

void complete_argument(struct app *app, const char *command, const char *argument,
    struct slice typed, struct completions *out)
{
    if (strstr(argument, "FILE"))
        complete_file(app, typed, out);
    else if (strstr(argument, "STEP"))
        complete_step(app, typed, out);
    else
        complete_name(app, command, typed, out);
}

/* --- files --- */

static int compare_names(const void *a, const void *b)
{
    const char *x = *(char *const *)a, *y = *(char *const *)b;
    int order = strcasecmp(x, y);
    return order ? order : strcmp(x, y);
}

/* Can a line have it, and give it unchanged? */
static bool can_be_typed(struct slice name)
{
    bool clean = utf8_valid_length(name) == name.len && text_trim(name).len == name.len;
    while (clean && name.len) {
        uint32_t point = utf8_next(&name);
        clean = point >= 0x20 && !(point >= 0x7F && point < 0xA0);
    }
    return clean;
}

static bool is_folder(const char *folder, const char *name)
{
    struct stat st;
    struct buf path = BUF_INIT;
    buf_addf(&path, "%s/%s", folder, name);
    bool is = stat(path.data, &st) == 0 && S_ISDIR(st.st_mode);
    buf_release(&path);
    return is;
}

/* The names in one folder that begin so, in their order. */
static void read_names(const char *folder, struct slice typed, struct completions *out)
{
    DIR *dir = opendir(folder);
    for (struct dirent *entry; dir && (entry = readdir(dir));) {
        struct slice name = slice_of(entry->d_name);
        bool hidden = name.data[0] == '.' && (!typed.len || typed.data[0] != '.');
        if (hidden || !text_begins_fold(name, typed) || !can_be_typed(name))
            continue;
        out->cut = out->count == NAMES_MAX;
        if (out->cut)
            break;
        completions_add(out, name);
    }
    if (dir)
        closedir(dir);
    if (out->count)
        qsort(out->items, out->count, sizeof *out->items, compare_names);
}

static bool is_among(const struct completions *list, size_t count, const char *text)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(list->items[i], text) == 0)
            return true;
    return false;
}

/* A folder gets a slash so that completion can go on. */
static void add_entries(
    const char *folder, struct slice typed, struct slice prefix, struct completions *out)
{
    struct completions names = { 0 };
    struct buf path = BUF_INIT;
    size_t before = out->count;
    read_names(folder, typed, &names);
    for (size_t i = 0; i < names.count; i++) {
        buf_clear(&path);
        buf_add_slice(&path, prefix);
        buf_addf(&path, "%s%s", names.items[i], is_folder(folder, names.items[i]) ? "/" : "");
        if (!is_among(out, before, path.data))
            completions_add(out, buf_slice(&path));
    }
    out->cut = out->cut || names.cut;
    completions_clear(&names);
    free(names.items);
    buf_release(&path);
}

void complete_file(void *context, struct slice before, struct completions *out)
{
    (void)context;
    struct buf folder = BUF_INIT;
    size_t split = before.len;
    if (slice_is(before, "~")) {
        completions_add(out, SLICE("~/"));
        return;
    }
    while (split > 0 && before.data[split - 1] != '/')
        split--;
    add_path((struct slice){ before.data, split }, &folder);
    if (!split)
        buf_adds(&folder, ".");
    add_entries(folder.data, slice_from(before, split), (struct slice){ before.data, split }, out);
    out->hidden = split;
    buf_release(&folder);
}
