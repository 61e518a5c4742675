/* What was done in a session as Markdown: who changed what and when, and what is left to do. */
#include "insight/history.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "export/markdown.h"
#include "export/markdown_escape.h"

/* Parts of "2026-10-07 09:30". */
enum { DAY = 0, DAY_END = 10, CLOCK = 11, CLOCK_END = 16 };

static void add_time(struct buf *out, time_t time, size_t from, size_t end)
{
    struct tm tm;
    char text[32] = "";
    if (localtime_r(&time, &tm) && strftime(text, sizeof text, "%Y-%m-%d %H:%M", &tm))
        buf_add(out, text + from, end - from);
}

static bool same_day(time_t a, time_t b)
{
    struct buf one = BUF_INIT, other = BUF_INIT;
    add_time(&one, a, DAY, DAY_END);
    add_time(&other, b, DAY, DAY_END);
    bool same = slice_equal(buf_slice(&one), buf_slice(&other));
    buf_release(&one);
    buf_release(&other);
    return same;
}

static bool same_minute(time_t a, time_t b)
{
    return a / 60 == b / 60;
}

/* A change that stands: not one that was undone, nor the undoing. */
static bool stands(const struct history_entry *entry)
{
    return entry->kind == HISTORY_CHANGE && !entry->undone && entry->count;
}

static const struct history_entry *next_standing(const struct history *history, size_t *at)
{
    while (*at < history->count && !stands(&history->entries[*at]))
        ++*at;
    return *at < history->count ? &history->entries[(*at)++] : NULL;
}

/* --- when and who --- */

static void add_when(struct markdown *md, const struct history *history)
{
    size_t at = 0;
    const struct history_entry *first = next_standing(history, &at), *last = first, *entry;
    while ((entry = next_standing(history, &at)))
        last = entry;
    if (!first)
        return;
    markdown_label(md, 0, _("Date"));
    buf_add_char(md->out, ' ');
    add_time(md->out, first->time, DAY, CLOCK_END);
    if (!same_minute(first->time, last->time)) {
        buf_adds(md->out, "–");
        add_time(md->out, last->time, same_day(first->time, last->time) ? CLOCK : DAY, CLOCK_END);
    }
    buf_add_char(md->out, '\n');
}

/* Programs of the same name are one person's. */
static size_t count_changes(const struct history *history, const char *name)
{
    size_t count = 0, at = 0;
    const struct history_entry *entry;
    while ((entry = next_standing(history, &at)))
        if (strcmp(history_name(history, entry), name) == 0)
            count += entry->count;
    return count;
}

static bool was_named(const struct history *history, size_t author)
{
    for (size_t i = 0; i < author; i++)
        if (strcmp(history->authors[i].name, history->authors[author].name) == 0)
            return true;
    return false;
}

static void add_people(struct markdown *md, const struct history *history)
{
    enum { PEOPLE_MOST = 200 };
    const char *between = " ";
    size_t most = history->author_count < PEOPLE_MOST ? history->author_count : PEOPLE_MOST;
    for (size_t i = 0; i < most; i++) {
        const char *name = history->authors[i].name;
        size_t count = was_named(history, i) ? 0 : count_changes(history, name);
        if (!count)
            continue;
        if (*between == ' ')
            markdown_label(md, 0, _c("session", "People"));
        buf_adds(md->out, between);
        markdown_escape(md->out, slice_of(name), " ", false);
        buf_add_char(md->out, ' ');
        buf_addf(md->out, _n("(%zu change)", "(%zu changes)", count), count);
        between = ", ";
    }
    if (*between == ',')
        buf_add_char(md->out, '\n');
}

static void add_left_off(struct markdown *md, const struct history *history)
{
    size_t undone = 0;
    for (size_t i = 0; i < history->count; i++)
        undone += history->entries[i].undone && history->entries[i].count;
    if (undone) {
        markdown_label(md, 0, _("Not in the list"));
        buf_add_char(md->out, ' ');
        buf_addf(md->out, _n("%zu change that was undone", "%zu changes that were undone", undone),
            undone);
        buf_add_char(md->out, '\n');
    }
    if (history->left_off) {
        markdown_label(md, 0, _("Too many for the list"));
        buf_add_char(md->out, ' ');
        buf_addf(md->out, _n("the first %zu change", "the first %zu changes", history->left_off),
            history->left_off);
        buf_add_char(md->out, '\n');
    }
}

/* --- the changes --- */

/* Changes of one person in one minute. */
struct minute {
    const struct history_line **lines;
    size_t count, cap;
};

static void add_minute(struct markdown *md, const char *name, time_t time, struct minute *minute)
{
    markdown_item(md, 0);
    buf_adds(md->out, "**");
    add_time(md->out, time, CLOCK, CLOCK_END);
    buf_add_char(md->out, ' ');
    markdown_escape(md->out, slice_of(name), " ", false);
    buf_adds(md->out, minute->count == 1 ? ":** " : "**\n");
    for (size_t i = 0; i < minute->count; i++) {
        if (minute->count > 1)
            markdown_item(md, 1);
        markdown_escape(md->out, slice_of(minute->lines[i]->text), " ", minute->count > 1);
        buf_add_char(md->out, '\n');
    }
    minute->count = 0;
}

static void gather(struct minute *minute, const struct history_entry *entry)
{
    MEM_GROW(minute->lines, minute->count + entry->count, minute->cap);
    for (size_t i = 0; i < entry->count; i++)
        minute->lines[minute->count++] = &entry->lines[i];
}

static bool goes_on(
    const struct history *history, const struct history_entry *a, const struct history_entry *b)
{
    return strcmp(history_name(history, a), history_name(history, b)) == 0 &&
           same_minute(a->time, b->time);
}

static void add_day_title(struct markdown *md, time_t time)
{
    struct buf day = BUF_INIT;
    add_time(&day, time, DAY, DAY_END);
    markdown_heading(md, 3, day.data);
    buf_release(&day);
}

static void add_changes(struct markdown *md, const struct history *history)
{
    struct minute minute = { NULL, 0, 0 };
    const struct history_entry *first = NULL, *entry;
    size_t at = 0;
    markdown_heading(md, 2, _("Changes"));
    while ((entry = next_standing(history, &at))) {
        if (first && !goes_on(history, first, entry))
            add_minute(md, history_name(history, first), first->time, &minute);
        if (!minute.count) {
            if (first && !same_day(first->time, entry->time))
                add_day_title(md, entry->time);
            first = entry;
        }
        gather(&minute, entry);
    }
    if (first)
        add_minute(md, history_name(history, first), first->time, &minute);
    else
        buf_addf(md->out, "%s\n", _("No changes."));
    free(minute.lines);
}

/* --- what came of it --- */

/* Was the node added, or its field set, in the session? */
static bool came(
    const struct history *history, const struct node *node, enum change_kind kind, enum field field)
{
    const struct history_entry *entry;
    size_t at = 0;
    while ((entry = next_standing(history, &at)))
        for (size_t i = 0; i < entry->count; i++) {
            const struct history_line *line = &entry->lines[i];
            if (line->kind == kind && line->field == field && line->id &&
                strcmp(line->id, node->id) == 0)
                return true;
        }
    return false;
}

static void add_parked(struct markdown *md, const struct history *history)
{
    struct node_list notes = node_children(md->map->root, MAP_PARKING);
    bool any = false;
    for (uint32_t i = 0; i < notes.count; i++) {
        if (!came(history, notes.items[i], CHANGE_ADDED, FIELD_COUNT))
            continue;
        if (!any)
            markdown_heading(md, 2, _(field_def(MAP_PARKING)->label));
        any = true;
        markdown_item(md, 0);
        markdown_headline(md, notes.items[i], true);
        buf_add_char(md->out, '\n');
    }
}

static enum field votes_field(const struct node *node)
{
    return node->kind == KIND_PAIN   ? PAIN_VOTES
           : node->kind == KIND_IDEA ? IDEA_VOTES
                                     : FIELD_COUNT;
}

static int by_votes(const void *a, const void *b)
{
    const struct node *one = *(struct node *const *)a, *other = *(struct node *const *)b;
    return node_int(other, votes_field(other), 0) - node_int(one, votes_field(one), 0);
}

static void add_votes(struct markdown *md, const struct history *history)
{
    struct node **voted = NULL;
    size_t count = 0, cap = 0;
    for (struct node *node = md->map->root; node; node = node_next(node, md->map->root)) {
        enum field field = votes_field(node);
        if (field == FIELD_COUNT || !node_has(node, field) ||
            !came(history, node, CHANGE_SET, field))
            continue;
        MEM_GROW(voted, count + 1, cap);
        voted[count++] = node;
    }
    if (count) {
        qsort(voted, count, sizeof *voted, by_votes);
        markdown_heading(md, 2, _("Votes"));
    }
    for (size_t i = 0; i < count; i++) {
        markdown_item(md, 0);
        buf_addf(md->out, "**%d** ", node_int(voted[i], votes_field(voted[i]), 0));
        markdown_headline(md, voted[i], false);
        buf_adds(md->out, " (");
        markdown_where(md->out, voted[i]);
        buf_adds(md->out, ")\n");
    }
    free(voted);
}

static void add_conflicts(struct markdown *md, const struct conflicts *conflicts)
{
    struct buf text = BUF_INIT;
    if (!conflicts || !conflicts->count)
        return;
    markdown_heading(md, 2, _("Conflicts"));
    for (size_t i = 0; i < conflicts->count; i++) {
        buf_clear(&text);
        conflict_describe(&conflicts->items[i], NULL, &text);
        markdown_item(md, 0);
        markdown_escape(md->out, buf_slice(&text), " ", true);
        buf_add_char(md->out, '\n');
    }
    buf_release(&text);
}

static enum status protocol_write(const struct map *map, const struct export_options *options,
    struct buf *out, struct diags *diags)
{
    const struct history *history = options->history;
    struct buf text = BUF_INIT;
    struct markdown md = { .out = &text, .map = map, .tables = options->layout == LAYOUT_TABLE };
    if (!history) {
        diags_add(diags, NULL, 0, 0, "%s",
            _u("this map has no journal yet, so there is no list of changes; the journal begins "
               "with the first change"));
        return STATUS_BAD;
    }
    buf_addf(&text, "# %s: ", _("Session minutes"));
    markdown_name(&text, map->root, false);
    buf_adds(&text, "\n\n");
    add_when(&md, history);
    add_people(&md, history);
    add_left_off(&md, history);
    add_changes(&md, history);
    add_parked(&md, history);
    add_conflicts(&md, options->conflicts);
    add_votes(&md, history);
    markdown_end(&text, out);
    return STATUS_OK;
}

const struct export_format export_protocol = {
    .name = "protocol",
    .help = N_("minutes: who changed what and when, as Markdown"),
    .tells_history = true,
    .takes = (const char *const[]){ "layout", NULL },
    .write = protocol_write,
};
