/* The start screen, without a map: a new one, the maps opened last, the examples. */
#ifdef HAVE_CONFIG_H
#include <config.h>
#endif

#include <glob.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/draw.h"
#include "app/recent.h"
#include "app/run.h"
#include "app/state.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"

enum entry_kind { ENTRY_NEW, ENTRY_RECENT, ENTRY_EXAMPLE };

struct entry {
    enum entry_kind kind;
    char *path; /* NULL for a new map */
};

struct start {
    struct entry *entries;
    size_t count, cap;
};

static void add_entry(struct start *start, enum entry_kind kind, const char *path)
{
    MEM_GROW(start->entries, start->count + 1, start->cap);
    start->entries[start->count++] = (struct entry){ kind, path ? mem_copy_string(path) : NULL };
}

static void add_recent(struct start *start)
{
    struct buf text = BUF_INIT;
    recent_read(&text);
    for (char *line = text.data, *end; (end = strchr(line, '\n')); line = end + 1) {
        *end = '\0';
        if (access(line, R_OK) == 0)
            add_entry(start, ENTRY_RECENT, line);
    }
    buf_release(&text);
}

static void add_examples(struct start *start, const char *folder)
{
    glob_t found;
    struct buf pattern = BUF_INIT;
    buf_addf(&pattern, "%s/*.yaml", folder);
    if (glob(pattern.data, 0, NULL, &found) == 0) {
        for (size_t i = 0; i < found.gl_pathc; i++)
            add_entry(start, ENTRY_EXAMPLE, found.gl_pathv[i]);
        globfree(&found);
    }
    buf_release(&pattern);
}

static struct start *start_of(struct app *app)
{
    if (app->start)
        return app->start;
    app->start = mem_zalloc(sizeof *app->start);
    add_entry(app->start, ENTRY_NEW, NULL);
    add_recent(app->start);
    if (app->options.data_dir)
        add_examples(app->start, app->options.data_dir);
    return app->start;
}

void start_free(struct start *start)
{
    if (!start)
        return;
    for (size_t i = 0; i < start->count; i++)
        free(start->entries[i].path);
    free(start->entries);
    free(start);
}

static const char *heading_of(enum entry_kind kind)
{
    static const char *const headings[] = {
        [ENTRY_NEW] = N_("Begin"),
        [ENTRY_RECENT] = N_("Maps opened last"),
        [ENTRY_EXAMPLE] = N_("Examples (opened as a copy)"),
    };
    return _(headings[kind]);
}

/* A path too long for the line loses its front: the file's name is what tells maps apart. */
static void draw_path(
    struct canvas *canvas, int x, int y, int width, enum style style, struct slice path)
{
    struct buf text = BUF_INIT;
    while (text_width(path) + (text.len > 0) > width) {
        size_t next = text_after(path, 0);
        path = slice_from(path, next);
        if (!text.len)
            buf_adds(&text, canvas_ellipsis(canvas));
    }
    buf_add_slice(&text, path);
    canvas_field(canvas, x, y, width, style, buf_slice(&text));
    buf_release(&text);
}

static void draw_entry(
    const struct entry *entry, struct canvas *canvas, struct area area, int y, bool selected)
{
    enum style style = selected ? STYLE_SELECTED : STYLE_NORMAL;
    struct slice text = slice_of(entry->path ? entry->path : _("New map ..."));
    canvas_fill(canvas, area.x + 3, y, 1, style, selected ? canvas_line(canvas, LINE_BAR) : ' ');
    draw_path(canvas, area.x + 4, y, area.width - 6, style, text);
}

/* The line of an entry, headings and the blank lines above them counted. */
static int line_of(const struct start *start, int row)
{
    int line = 0;
    for (int i = 0; i <= row; i++) {
        if (i == 0 || start->entries[i].kind != start->entries[i - 1].kind)
            line += i == 0 ? 1 : 2;
        line++;
    }
    return line - 1;
}

static void draw_start(
    struct app *app, struct level *level, struct canvas *canvas, struct area area)
{
    const struct start *start = start_of(app);
    canvas_text(canvas, area.x + 1, area.y - 1, area.width - 2, STYLE_BOLD,
        slice_of(_("cjm-tui: customer journey maps")));
    struct area list = { area.x, area.y + 1, area.width, area.height - 2 };
    int line = line_of(start, level->row);
    level_scroll(level, level->row ? line : 0, line + 1, list.height);
    for (int row = 0; row < (int)start->count; row++) {
        int at = line_of(start, row) - level->top;
        bool first = row == 0 || start->entries[row].kind != start->entries[row - 1].kind;
        if (first && at >= 1 && at - 1 < list.height)
            canvas_text(canvas, list.x + 2, list.y + at - 1, list.width - 3, STYLE_BOLD,
                slice_of(heading_of(start->entries[row].kind)));
        if (at >= 0 && at < list.height)
            draw_entry(&start->entries[row], canvas, list, list.y + at, row == level->row);
    }
    draw_more_rows(canvas, area.x, area.y + area.height - 1,
        line_of(start, (int)start->count - 1) + 1 - level->top - list.height);
}

static int start_rows(struct app *app, const struct level *level)
{
    (void)level;
    return (int)start_of(app)->count;
}

static void enter_start(struct app *app, struct level *level)
{
    const struct entry *entry = &start_of(app)->entries[level->row];
    if (entry->kind == ENTRY_NEW)
        run_new(app, NULL, SLICE_NONE, false);
    else
        app_load(app, entry->path, entry->kind == ENTRY_EXAMPLE);
}

static bool click_start(struct app *app, struct level *level, struct area area, int x, int y)
{
    const struct start *start = start_of(app);
    (void)x;
    for (int row = 0; row < (int)start->count; row++)
        if (line_of(start, row) - level->top == y - area.y - 1) {
            level->row = row;
            return true;
        }
    return false;
}

const struct view view_start = {
    .title = N_("Start"),
    .place = IN_START,
    .draw = draw_start,
    .rows = start_rows,
    .enter = enter_start,
    .click = click_start,
};
