#include "app/start/entries.h"

#include <glob.h>
#include <stdlib.h>
#include <string.h>

#include "app/start/start.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "session/recent.h"
#include "store/template.h"

enum {
    RECENT_SHOWN = 8,       /* more would hide what is below */
    GLANCE_MOST = 64 * 1024 /* bytes of a file, for its row */
};

/* --- what there is --- */

static struct entry *add_entry(struct start *start, enum entry_kind kind, const char *of)
{
    MEM_GROW(start->entries, start->count + 1, start->cap);
    struct entry *entry = &start->entries[start->count++];
    *entry = (struct entry){ .kind = kind, .of = of ? mem_copy_string(of) : NULL };
    buf_init(&entry->title);
    buf_init(&entry->state);
    buf_init(&entry->about);
    return entry;
}

static void add_begin(
    struct start *start, enum entry_kind kind, const char *title, const char *state)
{
    struct entry *entry = add_entry(start, kind, NULL);
    buf_adds(&entry->title, title);
    buf_adds(&entry->state, state);
}

static void add_recent(struct start *start)
{
    struct buf text = BUF_INIT;
    recent_read(&text);
    struct slice rest = buf_slice(&text), line;
    while (start->count < RECENT_SHOWN && slice_next_line(&rest, &line)) {
        text.data[line.data - text.data + (long)line.len] = '\0';
        if (line.len)
            add_entry(start, ENTRY_RECENT, line.data);
    }
    buf_release(&text);
}

static void add_examples(struct start *start, const char *folder)
{
    glob_t found;
    struct buf pattern = BUF_INIT;
    buf_addf(&pattern, "%s/*.yaml", folder);
    if (glob(pattern.data, 0, NULL, &found) == 0) {
        struct entry *fold = add_entry(start, ENTRY_EXAMPLES, NULL);
        buf_adds(&fold->title, _("Examples"));
        buf_addf(
            &fold->state, _n("%zu worked map", "%zu worked maps", found.gl_pathc), found.gl_pathc);
        for (size_t i = 0; i < found.gl_pathc; i++)
            add_entry(start, ENTRY_EXAMPLE, found.gl_pathv[i]);
        globfree(&found);
    }
    buf_release(&pattern);
}

/* "five-stages" as words. */
static void add_words(struct buf *list, const char *name)
{
    buf_adds(list, list->len ? ", " : "");
    for (; *name; name++)
        buf_add_char(list, *name == '-' ? ' ' : *name);
}

static void add_templates(struct start *start)
{
    struct template_list list;
    struct buf names = BUF_INIT;
    templates_find(&list, NULL);
    size_t at = start->count;
    add_begin(start, ENTRY_TEMPLATES, _("Templates"), "");
    for (size_t i = 0; i < list.count; i++) {
        if (strcmp(list.entries[i].name, TEMPLATE_GUIDE) == 0)
            continue; /* no map, but what the guide asks */
        struct entry *entry = add_entry(start, ENTRY_TEMPLATE, list.entries[i].name);
        buf_adds(&entry->title, entry->of);
        add_words(&names, entry->of);
    }
    buf_addf(
        &start->entries[at].state, "%zu: %s", start->count - at - 1, names.len ? names.data : "");
    templates_release(&list);
    buf_release(&names);
}

static void release_entry(struct entry *entry)
{
    free(entry->of);
    buf_release(&entry->title);
    buf_release(&entry->state);
    buf_release(&entry->about);
}

void start_free(struct start *start)
{
    if (!start)
        return;
    for (size_t i = 0; i < start->count; i++)
        release_entry(&start->entries[i]);
    free(start->entries);
    free(start->rows);
    preview_release(&start->preview);
    free(start);
}

/* --- rows --- */

/* What it is behind, or the row itself. */
static enum entry_kind fold_of(enum entry_kind kind)
{
    bool example = kind == ENTRY_EXAMPLE || kind == ENTRY_EXAMPLES;
    return example ? ENTRY_EXAMPLES : ENTRY_TEMPLATES;
}

bool entry_is_fold(const struct entry *entry)
{
    return entry->kind == ENTRY_EXAMPLES || entry->kind == ENTRY_TEMPLATES;
}

bool entry_is_in_fold(const struct entry *entry)
{
    return entry->kind == ENTRY_EXAMPLE || entry->kind == ENTRY_TEMPLATE;
}

/* Who has no maps yet sees the examples at once. */
bool start_is_open(const struct start *start, enum entry_kind fold)
{
    bool first = fold == ENTRY_EXAMPLES && start->entries[0].kind != ENTRY_RECENT;
    return start->folds[fold] == FOLD_BY_ROOM ? start->tall || first
                                              : start->folds[fold] == FOLD_OPEN;
}

void start_set_rows(struct start *start)
{
    start->row_count = 0;
    for (size_t i = 0; i < start->count; i++) {
        const struct entry *entry = &start->entries[i];
        if (entry_is_in_fold(entry) && !start_is_open(start, fold_of(entry->kind)))
            continue;
        MEM_GROW(start->rows, start->row_count + 1, start->row_cap);
        start->rows[start->row_count++] = i;
    }
}

int start_row_of(const struct start *start, size_t entry)
{
    int row = 0;
    while (row + 1 < (int)start->row_count && start->rows[row + 1] <= entry)
        row++;
    return row;
}

struct start *start_of(struct app *app)
{
    struct start *start = app->start;
    if (start)
        return start;
    start = app->start = mem_zalloc(sizeof *start);
    start->with_samples = true;
    add_recent(start);
    bool recent = start->count > 0;
    add_begin(start, ENTRY_GUIDED, _("New map, with the guide"), _("it asks, the map fills"));
    add_begin(start, ENTRY_NEW, _("New map, empty"), "");
    add_begin(start, ENTRY_FILE, _("Open a file ..."), ":open");
    /* The examples are what a first look is at: they are unfolded then, and the last. */
    if (!recent)
        add_templates(start);
    if (app->options.data_dir)
        add_examples(start, app->options.data_dir);
    if (recent)
        add_templates(start);
    start_set_rows(start);
    return start;
}

struct entry *start_entry_at(struct app *app, int row)
{
    struct start *start = start_of(app);
    return &start->entries[start->rows[row < (int)start->row_count ? row : 0]];
}

void start_turn_fold(struct start *start, const struct entry *entry)
{
    enum entry_kind fold = fold_of(entry->kind);
    start->folds[fold] = start_is_open(start, fold) ? FOLD_CLOSED : FOLD_OPEN;
    start_set_rows(start);
}

void start_unfold(struct start *start, const struct entry *entry)
{
    if (entry_is_in_fold(entry) && !start_is_open(start, fold_of(entry->kind)))
        start_turn_fold(start, entry);
}

void start_drop(struct start *start, size_t at)
{
    struct entry *entry = &start->entries[at];
    preview_release(&start->preview);
    release_entry(entry);
    memmove(entry, entry + 1, (--start->count - at) * sizeof *entry);
    start_set_rows(start);
}

/* --- what the rows tell --- */

void entry_tell(struct entry *entry, const struct glance *glance, time_t now)
{
    const struct node *root = glance->map.root;
    entry->looked = true;
    buf_clear(&entry->state);
    entry->broken = glance->why.len > 0;
    entry->late = !entry->broken && glance_overdue(glance, now);
    if (entry->broken)
        buf_add_slice(&entry->state, buf_slice(&glance->why));
    else if (entry->kind == ENTRY_RECENT)
        glance_add_age(glance, now, &entry->state);
    if (entry->kind == ENTRY_TEMPLATE) {
        buf_clear(&entry->about);
        if (glance->read)
            buf_add_slice(&entry->about, node_get(root, MAP_ABOUT));
        return;
    }
    buf_clear(&entry->title);
    if (glance->read)
        buf_add_slice(&entry->title, node_get(root, MAP_TITLE));
    if (!entry->title.len)
        buf_adds(&entry->title, entry->of);
}

void entry_look(struct app *app, struct entry *entry)
{
    struct glance glance = { .read = false };
    if (entry->looked || !entry->of)
        return;
    if (entry->kind == ENTRY_TEMPLATE)
        glance_template(&glance, entry->of);
    else
        glance_file(&glance, entry->of, GLANCE_MOST);
    entry_tell(entry, &glance, clock_now(app->options.clock));
    glance_release(&glance);
}
