/*
 * The start screen, without a map: the maps opened last, a new one, templates and examples. What a
 * row tells of a file is read once, when the row is first shown, and bounded.
 */
#include "app/start/start.h"

#include <string.h>

#include "app/core/ask.h"
#include "app/core/complete.h"
#include "app/start/entries.h"
#include "app/start/picture.h"
#include "base/i18n.h"
#include "base/text.h"
#include "session/recent.h"

/* --- the list --- */

static struct entry *selected_entry(struct app *app)
{
    return start_entry_at(app, app_top(app)->row);
}

static int start_rows(struct app *app, const struct level *level)
{
    (void)level;
    return (int)start_of(app)->row_count;
}

static const char *heading_of(const struct entry *entry)
{
    return entry->kind == ENTRY_RECENT    ? _("Recent")
           : entry->kind < ENTRY_EXAMPLES ? _("Begin")
                                          : _("More");
}

static const char *start_heading(struct app *app, int row)
{
    const char *heading = heading_of(start_entry_at(app, row));
    return row && strcmp(heading_of(start_entry_at(app, row - 1)), heading) == 0 ? NULL : heading;
}

/* --- what can be done --- */

static void begin_with_template(
    struct app *app, const struct start *start, const struct entry *entry, bool guided)
{
    struct new_map begins = { .template_name = entry->of, .keep_samples = start->with_samples };
    if (entry->broken) {
        app_say(app, SAY_ERROR, "%s", entry->state.data);
        return;
    }
    app_ask_new(app, &begins, guided);
    buf_addf(&app->prompt.hint,
        begins.keep_samples ? _("Begins with the template %s and its samples")
                            : _("Begins with the template %s"),
        entry->of);
}

static bool named_file(struct app *app, struct slice text, struct buf *message)
{
    struct buf path = BUF_INIT;
    (void)message;
    add_path(text_trim(text), &path);
    if (path.len)
        ask_open(app, &(struct opening){ .path = path.data, .guided = app->ask.guided });
    buf_release(&path);
    return true;
}

static void begin(struct app *app, bool guided)
{
    struct start *start = start_of(app);
    struct entry *entry = selected_entry(app);
    entry_look(app, entry);
    switch (entry->kind) {
    case ENTRY_GUIDED:
    case ENTRY_NEW:
        app_ask_new(app, &(struct new_map){ 0 }, guided || entry->kind == ENTRY_GUIDED);
        return;
    case ENTRY_FILE:
        ask_file(app, _("File to open"), SLICE(""), named_file);
        app->ask.guided = guided;
        return;
    case ENTRY_EXAMPLES:
    case ENTRY_TEMPLATES:
        start_turn_fold(start, entry);
        return;
    case ENTRY_TEMPLATE:
        begin_with_template(app, start, entry, guided);
        return;
    case ENTRY_RECENT:
    case ENTRY_EXAMPLE:
        ask_open(app, &(struct opening){ entry->of, entry->kind == ENTRY_EXAMPLE, guided });
        return;
    }
}

static void enter_start(struct app *app, struct level *level)
{
    (void)level;
    begin(app, false);
}

/* In titles, names and sentences, folded ones too. */
static bool find_start(struct app *app, struct level *level, struct slice text, int direction)
{
    struct start *start = start_of(app);
    struct text_pattern pattern;
    size_t at = start->rows[level->row], found = start->count;
    text_pattern_init(&pattern, text);
    for (size_t i = 1; i <= start->count && found == start->count; i++) {
        size_t next = (direction > 0 ? at + i : at + start->count - i) % start->count;
        struct entry *entry = &start->entries[next];
        entry_look(app, entry);
        if (text_pattern_find(&pattern, buf_slice(&entry->title)) != (size_t)-1 ||
            text_pattern_find(&pattern, buf_slice(&entry->about)) != (size_t)-1)
            found = next;
    }
    text_pattern_release(&pattern);
    if (found == start->count)
        return false;
    const struct entry *entry = &start->entries[found];
    start_unfold(start, entry);
    level->row = start_row_of(start, found);
    return true;
}

RUN(start_guided)
{
    begin(app, true);
}

RUN(samples)
{
    struct start *start = start_of(app);
    if (selected_entry(app)->kind == ENTRY_TEMPLATE)
        start->with_samples = !start->with_samples;
    else
        app_say(app, SAY_ERROR, _("only templates have samples; go to one of them first"));
}

static void announce_drop(struct app *app, struct buf *out)
{
    struct entry *entry = selected_entry(app);
    entry_look(app, entry);
    if (entry->kind == ENTRY_RECENT)
        buf_addf(out, _("d again takes %s off the list; its file stays"), entry->title.data);
    else
        buf_adds(out, _("only a recent map can be taken off the list"));
}

RUN(drop)
{
    struct start *start = start_of(app);
    struct level *level = app_top(app);
    size_t at = start->rows[level->row];
    struct entry *entry = &start->entries[at];
    if (entry->kind != ENTRY_RECENT) {
        app_say(app, SAY_ERROR, _("only a recent map can be taken off the list"));
        return;
    }
    if (!recent_drop(entry->of)) {
        app_say(app, SAY_ERROR, _("the list of recent maps cannot be written"));
        return;
    }
    app_say(app, SAY_DONE, _("%s is off the list; its file is still there"), entry->title.data);
    start_drop(start, at);
}

const struct view view_start = {
    .title = N_("start"),
    .context = IN_START,
    .draw = draw_start,
    .rows = start_rows,
    .draw_row = draw_start_row,
    .heading = start_heading,
    .close_headings = true,
    .enter = enter_start,
    .find = find_start,
};

/* clang-format off */
const struct command start_commands[] = {
    { .keys = { K_ENTER, 'e' }, .contexts = IN_START, .section = SECTION_FILE, .hint = NC_("action", "open"),
      .rank = HINT_OWN, .help = N_("on the start screen: open what is selected, or begin with it"),
      .run = run_enter },
    { .keys = { 'i' }, .contexts = IN_START, .section = SECTION_FILE, .hint = N_("with the guide"),
      .rank = HINT_OWN, .help = N_("on the start screen: open what is selected with the guide"),
      .run = run_start_guided },
    { .keys = { 's' }, .contexts = IN_START, .section = SECTION_FILE, .hint = N_("without samples"),
      .rank = HINT_EDIT,
      .help = N_("on the start screen: begin with a template's samples, or without them"),
      .run = run_samples },
    { .keys = { K_PAIR('d', 'd'), K_DELETE }, .contexts = IN_START, .section = SECTION_FILE,
      .help = N_("on the start screen: take a recent map off the list; its file stays"),
      .announce = announce_drop, .run = run_drop },
    { .help = NULL },
};
/* clang-format on */
