/* The start screen, without a map: a new one, the maps opened last, templates, examples. */
#include "app/views/start.h"

#include <glob.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/core/ask.h"
#include "app/core/list_pane.h"
#include "app/views/preview.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "session/recent.h"
#include "store/template.h"

enum {
    BESIDE_MIN = 100, /* columns: there is room for the preview beside the list */
    UNDER_MOST = 6    /* rows of it under the list */
};

enum { RECENT_SHOWN = 8 }; /* more would hide the templates */

enum entry_kind { ENTRY_NEW, ENTRY_GUIDED, ENTRY_RECENT, ENTRY_TEMPLATE, ENTRY_EXAMPLE };

struct entry {
    enum entry_kind kind;
    char *text; /* a path, a template's name, or what a new map is called */
};

struct start {
    struct entry *entries;
    size_t count, cap;
    struct preview preview;
    bool with_samples;
};

static void add_entry(struct start *start, enum entry_kind kind, const char *text)
{
    MEM_GROW(start->entries, start->count + 1, start->cap);
    start->entries[start->count++] = (struct entry){ .kind = kind, .text = mem_copy_string(text) };
}

static void add_templates(struct start *start)
{
    struct template_list list;
    templates_find(&list, NULL);
    for (size_t i = 0; i < list.count; i++)
        add_entry(start, ENTRY_TEMPLATE, list.entries[i].name);
    templates_release(&list);
}

static void add_recent(struct start *start)
{
    struct buf text = BUF_INIT;
    recent_read(&text);
    int shown = 0;
    for (char *line = text.data, *end; (end = strchr(line, '\n')) && shown < RECENT_SHOWN;
         line = end + 1) {
        *end = '\0';
        if (access(line, R_OK) != 0)
            continue;
        add_entry(start, ENTRY_RECENT, line);
        shown++;
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
    add_entry(app->start, ENTRY_GUIDED, _("New map, with the guide ..."));
    add_entry(app->start, ENTRY_NEW, _("New map ..."));
    add_recent(app->start);
    add_templates(app->start);
    if (app->options.data_dir)
        add_examples(app->start, app->options.data_dir);
    return app->start;
}

void start_free(struct start *start)
{
    if (!start)
        return;
    for (size_t i = 0; i < start->count; i++)
        free(start->entries[i].text);
    free(start->entries);
    preview_release(&start->preview);
    free(start);
}

static const char *heading_of(enum entry_kind kind)
{
    static const char *const headings[] = {
        [ENTRY_GUIDED] = N_("Begin"),
        [ENTRY_NEW] = N_("Begin"),
        [ENTRY_RECENT] = N_("Maps opened last"),
        [ENTRY_TEMPLATE] = N_("Templates"),
        [ENTRY_EXAMPLE] = N_("Examples (opened as a copy)"),
    };
    return _(headings[kind]);
}

static const char *start_heading(struct app *app, int row)
{
    const struct entry *entry = &start_of(app)->entries[row];
    const char *heading = heading_of(entry->kind);
    return row && heading_of(entry[-1].kind) == heading ? NULL : heading;
}

/* A path too long for the line loses its front: the file's name is what tells maps apart. */
static void draw_row(struct app *app, const struct level *level, const struct list_row *at)
{
    struct slice path = slice_of(start_of(app)->entries[at->row].text);
    struct buf text = BUF_INIT;
    (void)level;
    while (text_width(path) + (text.len > 0) > at->area.width) {
        path = slice_from(path, text_after(path, 0));
        if (!text.len)
            buf_adds(&text, canvas_ellipsis(at->canvas));
    }
    buf_add_slice(&text, path);
    row_text(at, 0, at->area.width, buf_slice(&text));
    buf_release(&text);
}

/* Takes the room for the preview from the list's, and draws the line between them. */
static struct area split_area(struct canvas *canvas, struct area *list)
{
    struct area preview = *list;
    if (list->width >= BESIDE_MIN) {
        list->width /= 2;
        preview.x = list->width + 2;
        preview.width -= list->width + 4;
        for (int y = 0; y < list->height; y++)
            canvas_fill(
                canvas, list->width, list->y + y, 1, STYLE_NORMAL, canvas_line(canvas, LINE_V));
        return preview;
    }
    int rows = list->height * 3 / 8;
    rows = rows < UNDER_MOST ? rows : UNDER_MOST;
    list->height -= rows;
    int line = list->y + list->height;
    canvas_fill(canvas, list->x, line, list->width, STYLE_NORMAL, canvas_line(canvas, LINE_H));
    return (struct area){ list->x + 2, line + 1, list->width - 4, rows };
}

static void draw_start(
    struct app *app, struct level *level, struct canvas *canvas, struct area area)
{
    struct start *start = start_of(app);
    const struct entry *entry = &start->entries[level->row];
    struct area list = { area.x, area.y + 1, area.width, area.height - 2 };
    canvas_text(canvas, area.x + 1, area.y - 1, area.width - 2, STYLE_TITLE,
        slice_of(_("cjm-tui: customer journey maps")));
    if (entry->kind == ENTRY_TEMPLATE) {
        struct area preview = split_area(canvas, &list);
        preview_read(&start->preview, entry->text);
        draw_preview(&start->preview, start->with_samples, canvas, preview);
    } else if (list.width >= BESIDE_MIN) {
        list.width /= 2;
    }
    list.width -= 2;
    draw_list(app, level, canvas, list);
}

static int start_rows(struct app *app, const struct level *level)
{
    (void)level;
    return (int)start_of(app)->count;
}

static void begin_with_template(
    struct app *app, const struct start *start, const char *name, bool guided)
{
    struct new_map begins = { .template_name = name, .keep_samples = start->with_samples };
    if (start->preview.name == name && start->preview.why.len) {
        app_say(app, SAY_ERROR, "%s", start->preview.why.data);
        return;
    }
    app_ask_new(app, &begins, guided);
    buf_addf(&app->prompt.hint,
        begins.keep_samples ? _("Begins with the template %s and its samples")
                            : _("Begins with the template %s"),
        name);
}

static void begin(struct app *app, const struct level *level, bool guided)
{
    const struct start *start = start_of(app);
    const struct entry *entry = &start->entries[level->row];
    switch (entry->kind) {
    case ENTRY_GUIDED:
    case ENTRY_NEW:
        app_ask_new(app, &(struct new_map){ 0 }, guided || entry->kind == ENTRY_GUIDED);
        return;
    case ENTRY_TEMPLATE:
        begin_with_template(app, start, entry->text, guided);
        return;
    case ENTRY_RECENT:
    case ENTRY_EXAMPLE:
        ask_open(app, &(struct opening){ entry->text, entry->kind == ENTRY_EXAMPLE, guided });
        return;
    }
}

static void enter_start(struct app *app, struct level *level)
{
    begin(app, level, false);
}

RUN(start_guided)
{
    begin(app, app_top(app), true);
}

RUN(samples)
{
    struct start *start = start_of(app);
    if (start->entries[app_top(app)->row].kind == ENTRY_TEMPLATE)
        start->with_samples = !start->with_samples;
    else
        app_say(app, SAY_ERROR, _("only templates have samples; go to one of them first"));
}

const struct view view_start = {
    .title = N_("Start"),
    .context = IN_START,
    .draw = draw_start,
    .rows = start_rows,
    .draw_row = draw_row,
    .heading = start_heading,
    .enter = enter_start,
};

/* clang-format off */
const struct command start_commands[] = {
    { .keys = { K_ENTER, 'e' }, .contexts = IN_START, .section = SECTION_FILE, .hint = N_("open"),
      .rank = HINT_OWN, .help = N_("on the start screen: open what is selected, or begin with it"),
      .run = run_enter },
    { .keys = { 's' }, .contexts = IN_START, .section = SECTION_FILE, .hint = N_("samples"),
      .rank = HINT_OWN,
      .help = N_("on the start screen: begin with a template's samples, or without them"),
      .run = run_samples },
    { .keys = { 'i' }, .contexts = IN_START, .section = SECTION_FILE, .hint = N_("guide"),
      .rank = HINT_OWN, .help = N_("on the start screen: open what is selected with the guide"),
      .run = run_start_guided },
    { .help = NULL },
};
/* clang-format on */
