/* The log: who changed what and when in this session, the newest last, as others go on. */
#include "app/views/log.h"

#include <stdlib.h>

#include "app/core/draw.h"
#include "app/core/list_pane.h"
#include "app/grid/grid.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"

struct log_row {
    size_t entry, line;
};

struct log_pane {
    struct history history;
    bool good;         /* there is a journal */
    uint32_t revision; /* of the map, when it was read */
    size_t left_off;   /* entries of the history, then */
    struct log_row *rows;
    size_t count, cap;
    bool several_days;
    int name_width;
};

/* --- what is in it --- */

static void add_time(time_t time, bool with_day, struct buf *out)
{
    struct tm tm;
    char text[32] = "";
    if (localtime_r(&time, &tm))
        with_day ? strftime(text, sizeof text, "%m-%d %H:%M", &tm)
                 : strftime(text, sizeof text, "%H:%M", &tm);
    buf_adds(out, text);
}

static bool same_day(time_t a, time_t b)
{
    struct tm one = { 0 }, other = { 0 };
    localtime_r(&a, &one);
    localtime_r(&b, &other);
    return one.tm_year == other.tm_year && one.tm_yday == other.tm_yday;
}

static const struct history_entry *entry_of(const struct log_pane *log, size_t row)
{
    return &log->history.entries[log->rows[row].entry];
}

static void list_rows(struct log_pane *log)
{
    const struct history *history = &log->history;
    log->count = 0;
    log->name_width = 0;
    for (size_t i = 0; i < history->count; i++) {
        const struct history_entry *entry = &history->entries[i];
        int width = entry->count ? text_width(slice_of(history_name(history, entry))) : 0;
        log->name_width = width > log->name_width ? width : log->name_width;
        MEM_GROW(log->rows, log->count + entry->count, log->cap);
        for (size_t line = 0; line < entry->count; line++)
            log->rows[log->count++] = (struct log_row){ i, line };
    }
    log->several_days = log->count &&
                        !same_day(entry_of(log, 0)->time, entry_of(log, log->count - 1)->time);
}

const struct history *log_history(struct app *app)
{
    struct log_pane *log = app->log;
    bool first = !log;
    if (first) {
        log = app->log = mem_zalloc(sizeof *log);
        history_begin(&log->history, &app->session.map);
    }
    if (first || log->revision != app->session.map.revision) {
        log->revision = app->session.map.revision;
        log->good = session_history(&app->session, &log->history);
        list_rows(log);
    }
    return log->good ? &log->history : NULL;
}

void log_free(struct app *app)
{
    if (!app->log)
        return;
    history_release(&app->log->history);
    free(app->log->rows);
    free(app->log);
    app->log = NULL;
}

static int log_rows(struct app *app, const struct level *level)
{
    (void)level;
    log_history(app);
    return (int)app->log->count;
}

static const struct history_line *line_at(const struct log_pane *log, int row)
{
    if (row < 0 || (size_t)row >= log->count)
        return NULL;
    return &entry_of(log, (size_t)row)->lines[log->rows[row].line];
}

/* --- the picture --- */

/* Who stays at the end sees what comes. */
static void go_along(struct app *app, struct level *level)
{
    int before = app->log ? (int)app->log->count : 0;
    bool at_end = !before || level->row >= before - 1;
    int count = log_rows(app, level);
    if (at_end)
        level->row = count ? count - 1 : 0;
}

static void draw_heading(const struct log_pane *log, struct canvas *canvas, struct area area)
{
    struct buf text = BUF_INIT, time = BUF_INIT;
    add_time(entry_of(log, 0)->time, log->several_days, &time);
    /* TRANSLATORS: 1: how many, 2: a time of day. */
    buf_addf(&text, _n("%1$zu change since %2$s", "%1$zu changes since %2$s", log->count),
        log->count, time.data);
    if (log->history.left_off)
        buf_addf(&text, ". %s", _("Older changes are not shown"));
    canvas_text(canvas, area.x + 1, area.y, area.width - 2, STYLE_TITLE, buf_slice(&text));
    buf_release(&text);
    buf_release(&time);
}

/* Time and name once for what one did in a minute. */
static bool goes_on(const struct log_pane *log, size_t row)
{
    const struct history_entry *entry = entry_of(log, row), *above = entry_of(log, row - 1);
    return entry->author == above->author && entry->time / 60 == above->time / 60;
}

static void draw_row(struct app *app, const struct level *level, const struct list_row *at)
{
    const struct log_pane *log = app->log;
    const struct history_entry *entry = entry_of(log, (size_t)at->row);
    struct list_row row = *at;
    struct buf text = BUF_INIT;
    int most = level->list.width / 5, name = log->name_width < most ? log->name_width : most;
    row.style = entry->undone && !at->selected ? STYLE_DIM : at->style;
    add_time(entry->time, log->several_days, &text);
    int width = text_width(buf_slice(&text));
    if (at->row == level->top || !goes_on(log, (size_t)at->row)) {
        row_text(&row, 0, width, buf_slice(&text));
        row_text(&row, width + 1, name, slice_of(history_name(&log->history, entry)));
    }
    int from = width + 1 + name + 2;
    buf_clear(&text);
    if (entry->undone)
        buf_addf(&text, "(%s) ", _("undone"));
    buf_adds(&text, line_at(log, at->row)->text);
    row_text(&row, from, at->area.width - from, buf_slice(&text));
    buf_release(&text);
}

/* All of the selected line. */
static void draw_whole(const struct log_pane *log, int row, struct canvas *canvas, struct area area)
{
    const struct history_entry *entry = entry_of(log, (size_t)row);
    struct buf text = BUF_INIT;
    add_time(entry->time, true, &text);
    buf_addf(&text, " %s%s%s%s: %s", history_name(&log->history, entry), entry->undone ? " (" : "",
        entry->undone ? _("undone") : "", entry->undone ? ")" : "", line_at(log, row)->text);
    draw_wrapped(canvas, area, STYLE_NORMAL, buf_slice(&text));
    buf_release(&text);
}

static void draw_empty(struct app *app, struct canvas *canvas, struct area area)
{
    draw_wrapped(canvas, (struct area){ area.x + 1, area.y + 1, area.width - 2, area.height - 2 },
        STYLE_NORMAL,
        slice_of(
            app->log->good
                ? _("No changes in this session yet.")
                : _("This map has no journal yet, so there is no list of changes. The journal "
                    "begins with the first change, if you can write to the folder of the map.")));
}

static void draw_log(struct app *app, struct level *level, struct canvas *canvas, struct area area)
{
    go_along(app, level);
    const struct log_pane *log = app->log;
    int whole = area.height / 5 > 2 ? area.height / 5 : 2;
    if (!log->count) {
        draw_empty(app, canvas, area);
        return;
    }
    draw_heading(log, canvas, area);
    struct area sheet = draw_list_and_line(app, level, canvas, area, whole);
    draw_whole(log, level->row, canvas, sheet);
}

/* --- what keys do --- */

static struct node *log_selected(struct app *app, const struct level *level)
{
    const struct history_line *line = app->log ? line_at(app->log, level->row) : NULL;
    return line && line->id ? map_find(&app->session.map, slice_of(line->id)) : NULL;
}

static void enter_log(struct app *app, struct level *level)
{
    struct node *node = log_selected(app, level);
    if (node)
        grid_go_to(app, node);
    else if (app->log && app->log->count)
        app_say(app, SAY_ERROR, _("this is no longer in the map"));
}

static bool find_in_log(struct app *app, struct level *level, struct slice text, int direction)
{
    int count = log_rows(app, level);
    for (int i = 1; i <= count; i++) {
        int row = ((level->row + direction * i) % count + count) % count;
        const char *name = history_name(&app->log->history, entry_of(app->log, (size_t)row));
        if (text_find(slice_of(line_at(app->log, row)->text), text) == (size_t)-1 &&
            text_find(slice_of(name), text) == (size_t)-1)
            continue;
        level->row = row;
        return true;
    }
    return false;
}

const struct view view_log = {
    .title = N_("log"),
    .context = IN_LOG,
    .draw = draw_log,
    .rows = log_rows,
    .draw_row = draw_row,
    .selected = log_selected,
    .enter = enter_log,
    .find = find_in_log,
};

/* clang-format off */
const struct command log_view_commands[] = {
    { .keys = { K_ENTER, 'e' }, .contexts = IN_LOG, .section = SECTION_PEOPLE,
      .hint = N_("go there"), .rank = HINT_OWN, .help = N_("in the log: go to what was changed"),
      .run = run_enter },
    { .help = NULL },
};
/* clang-format on */
