/*
 * The start screen, without a map: the maps opened last, a new one, templates and examples. What a
 * row tells of a file is read once, when the row is first shown, and bounded.
 */
#include "app/start/start.h"

#include <glob.h>
#include <stdlib.h>
#include <string.h>

#include "app/core/ask.h"
#include "app/core/complete.h"
#include "app/core/draw.h"
#include "app/core/list_pane.h"
#include "app/start/preview.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "session/recent.h"
#include "store/template.h"

enum {
    BESIDE_MIN = 100,       /* columns: there is room for the preview beside the list */
    UNDER_MIN = 60,         /* columns, */
    UNDER_ROWS = 20,        /* and rows: below it */
    UNDER = 9,              /* rows of it, with its rule */
    TALL = 32,              /* rows: all is unfolded */
    RECENT_SHOWN = 8,       /* more would hide what is below */
    GLANCE_MOST = 64 * 1024 /* bytes of a file, for its row */
};

enum entry_kind {
    ENTRY_RECENT,
    ENTRY_GUIDED,
    ENTRY_NEW,
    ENTRY_FILE,
    ENTRY_EXAMPLES, /* what is behind it unfolds */
    ENTRY_EXAMPLE,
    ENTRY_TEMPLATES,
    ENTRY_TEMPLATE
};

struct entry {
    enum entry_kind kind;
    char *of;         /* a path, a template's name; NULL: neither */
    bool looked;      /* at the file */
    bool broken;      /* it can't be read */
    bool late;        /* its review */
    struct buf title; /* on the row; */
    struct buf state; /* at its end */
    struct buf about; /* what else it can be found by */
};

enum fold { FOLD_BY_ROOM, FOLD_OPEN, FOLD_CLOSED };

struct start {
    struct entry *entries;
    size_t count, cap;
    size_t *rows; /* the entries that are shown */
    size_t row_count, row_cap;
    bool tall;                           /* the screen was, when drawn last */
    enum fold folds[ENTRY_TEMPLATE + 1]; /* of what unfolds */
    struct preview preview;
    bool with_samples;
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
        struct entry *entry = add_entry(start, ENTRY_TEMPLATE, list.entries[i].name);
        buf_adds(&entry->title, entry->of);
        add_words(&names, entry->of);
    }
    buf_addf(&start->entries[at].state, "%zu: %s", list.count, names.len ? names.data : "");
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

static enum entry_kind fold_of(enum entry_kind kind)
{
    return kind == ENTRY_EXAMPLE ? ENTRY_EXAMPLES : ENTRY_TEMPLATES;
}

static bool is_fold(const struct entry *entry)
{
    return entry->kind == ENTRY_EXAMPLES || entry->kind == ENTRY_TEMPLATES;
}

static bool is_in_fold(const struct entry *entry)
{
    return entry->kind == ENTRY_EXAMPLE || entry->kind == ENTRY_TEMPLATE;
}

/* Who has no maps yet sees the examples at once. */
static bool is_open(const struct start *start, enum entry_kind fold)
{
    bool first = fold == ENTRY_EXAMPLES && start->entries[0].kind != ENTRY_RECENT;
    return start->folds[fold] == FOLD_BY_ROOM ? start->tall || first
                                              : start->folds[fold] == FOLD_OPEN;
}

static void set_rows(struct start *start)
{
    start->row_count = 0;
    for (size_t i = 0; i < start->count; i++) {
        const struct entry *entry = &start->entries[i];
        if (is_in_fold(entry) && !is_open(start, fold_of(entry->kind)))
            continue;
        MEM_GROW(start->rows, start->row_count + 1, start->row_cap);
        start->rows[start->row_count++] = i;
    }
}

/* The row of an entry, or the one that it is folded into. */
static int row_of(const struct start *start, size_t entry)
{
    int row = 0;
    while (row + 1 < (int)start->row_count && start->rows[row + 1] <= entry)
        row++;
    return row;
}

static struct start *start_of(struct app *app)
{
    struct start *start = app->start;
    if (start)
        return start;
    start = app->start = mem_zalloc(sizeof *start);
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
    set_rows(start);
    return start;
}

static struct entry *entry_at(struct app *app, int row)
{
    struct start *start = start_of(app);
    return &start->entries[start->rows[row < (int)start->row_count ? row : 0]];
}

static struct entry *selected_entry(struct app *app)
{
    return entry_at(app, app_top(app)->row);
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
    const char *heading = heading_of(entry_at(app, row));
    return row && strcmp(heading_of(entry_at(app, row - 1)), heading) == 0 ? NULL : heading;
}

/* --- what the rows tell --- */

static void tell(struct entry *entry, const struct glance *glance, time_t now)
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

static void look_at(struct app *app, struct entry *entry)
{
    struct glance glance = { .read = false };
    if (entry->looked || !entry->of)
        return;
    if (entry->kind == ENTRY_TEMPLATE)
        glance_template(&glance, entry->of);
    else
        glance_file(&glance, entry->of, GLANCE_MOST);
    tell(entry, &glance, clock_now(app->options.clock));
    glance_release(&glance);
}

/* A path too long for the line loses its front: the file's name is what tells maps apart. */
static void draw_title(const struct list_row *at, int from, int width, const struct entry *entry)
{
    struct slice title = buf_slice(&entry->title);
    struct buf text = BUF_INIT;
    bool is_path = entry->of && strcmp(title.data, entry->of) == 0;
    while (is_path && title.len && text_width(title) + (text.len > 0) > width) {
        title = slice_from(title, text_after(title, 0));
        if (!text.len)
            buf_adds(&text, canvas_ellipsis(at->canvas));
    }
    buf_add_slice(&text, title);
    row_text(at, from, width, buf_slice(&text));
    buf_release(&text);
}

static void draw_fold_sign(
    const struct list_row *at, const struct start *start, const struct entry *entry)
{
    int x = at->area.x + 2 + text_width(buf_slice(&entry->title));
    enum line sign = is_open(start, entry->kind) ? LINE_DOWN : LINE_RIGHT;
    canvas_fill(at->canvas, x, at->area.y, 1, at->style, canvas_line(at->canvas, sign));
}

static void draw_row(struct app *app, const struct level *level, const struct list_row *at)
{
    struct entry *entry = entry_at(app, at->row);
    int from = is_in_fold(entry) ? 3 : 1, width = at->area.width - from;
    (void)level;
    if (entry->kind != ENTRY_TEMPLATE)
        look_at(app, entry);
    int most = width * 2 / 3, title = text_width(buf_slice(&entry->title)) + 2;
    int state = text_width(buf_slice(&entry->state));
    if (is_fold(entry) && width - title - 2 < most)
        most = width - title - 2;
    state = state < most ? state : most;
    enum style style = entry->broken || entry->late ? STYLE_WARN : STYLE_DIM;
    draw_title(at, from, state ? width - state - 2 : width, entry);
    canvas_text(at->canvas, at->area.x + from + width - state, at->area.y, state,
        at->selected ? STYLE_SELECT : style, buf_slice(&entry->state));
    if (is_fold(entry))
        draw_fold_sign(at, start_of(app), entry);
}

/* --- the picture --- */

/* Takes the room for the preview from the list's, and draws its rule. No room: an empty area. */
static struct area split_area(struct canvas *canvas, struct area *list, struct slice title)
{
    struct area preview = *list;
    if (list->width >= BESIDE_MIN) {
        list->width = list->width / 2 - 2;
        preview.x = list->width + 3;
        preview.width -= list->width + 4;
        for (int y = 0; y < list->height; y++)
            canvas_fill(
                canvas, preview.x - 2, list->y + y, 1, STYLE_NORMAL, canvas_line(canvas, LINE_V));
        canvas_text(canvas, preview.x, preview.y, preview.width, STYLE_TITLE, title);
        preview.y += 2;
        preview.height -= 2;
        return preview;
    }
    if (list->width < UNDER_MIN || list->height < UNDER_ROWS)
        return (struct area){ 0, 0, 0, 0 };
    list->height -= UNDER;
    int line = list->y + list->height;
    canvas_fill(canvas, list->x, line, list->width, STYLE_NORMAL, canvas_line(canvas, LINE_H));
    int width = canvas_text(canvas, 2, line, list->width - 4, STYLE_TITLE, title);
    if (width) {
        canvas_fill(canvas, 1, line, 1, STYLE_NORMAL, ' ');
        canvas_fill(canvas, 2 + width, line, 1, STYLE_NORMAL, ' ');
    }
    return (struct area){ list->x + 1, line + 1, list->width - 1, UNDER - 1 };
}

static const char *sentence_of(const struct entry *entry)
{
    static const char *const sentences[] = {
        [ENTRY_GUIDED] = N_(
            "The guide asks one question after the other, about who travels and what "
            "happens to them. Each answer goes into the map at once."),
        [ENTRY_NEW] = N_("An empty map in a file of its own. You can start the guide in it later."),
        [ENTRY_FILE] = N_("Any map on this computer, by the name of its file."),
        [ENTRY_EXAMPLES] = N_(
            "Worked maps of other businesses. Each opens as a copy, so that you can "
            "change it freely."),
    };
    return _(sentences[entry->kind]);
}

static void preview_selected(struct app *app, struct entry *entry)
{
    struct preview *preview = &app->start->preview;
    if (preview_read(preview, entry->of, entry->kind == ENTRY_TEMPLATE))
        tell(entry, &preview->glance, clock_now(app->options.clock));
}

static void draw_pane(
    struct app *app, const struct entry *entry, struct canvas *canvas, struct area area)
{
    const struct start *start = app->start;
    struct flow flow = { canvas, area };
    if (entry->of)
        draw_preview(
            &start->preview, start->with_samples, clock_now(app->options.clock), canvas, area);
    else if (entry->kind == ENTRY_TEMPLATES)
        flow_text(&flow, area.height, STYLE_NORMAL, buf_slice(&entry->state));
    else
        flow_text(&flow, area.height, STYLE_NORMAL, slice_of(sentence_of(entry)));
}

static void draw_title_line(struct app *app, struct canvas *canvas, int y)
{
    const struct start *start = app->start;
    size_t recent = 0, late = 0;
    struct buf state = BUF_INIT;
    for (; recent < start->count && start->entries[recent].kind == ENTRY_RECENT; recent++)
        late += start->entries[recent].late;
    if (late)
        buf_addf(&state, _("%1$zu recent, %2$zu overdue"), recent, late);
    else if (recent)
        buf_addf(&state, _("%zu recent"), recent);
    int width = text_width(buf_slice(&state));
    canvas_text(canvas, 1, y, canvas->width - width - 4, STYLE_TITLE,
        slice_of(_("cjm-tui customer journey maps")));
    draw_at_end(canvas, canvas->width - 1, y, STYLE_DIM, buf_slice(&state));
    buf_release(&state);
}

/* All is unfolded where there is room; the cursor stays where it is. */
static void set_tall(struct start *start, struct level *level, bool tall)
{
    if (start->tall == tall)
        return;
    size_t entry = start->rows[level->row < (int)start->row_count ? level->row : 0];
    start->tall = tall;
    set_rows(start);
    level->row = row_of(start, entry);
}

static void draw_start(
    struct app *app, struct level *level, struct canvas *canvas, struct area area)
{
    struct start *start = start_of(app);
    struct area list = area;
    set_tall(start, level, area.height >= TALL);
    struct entry *entry = entry_at(app, level->row);
    look_at(app, entry);
    bool pane = area.width >= BESIDE_MIN || (area.width >= UNDER_MIN && area.height >= UNDER_ROWS);
    if (pane && entry->of)
        preview_selected(app, entry);
    struct area preview = split_area(canvas, &list, buf_slice(&entry->title));
    if (pane)
        draw_pane(app, entry, canvas, preview);
    list.height--;
    list.width--;
    draw_list(app, level, canvas, list);
    draw_title_line(app, canvas, area.y - 1);
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

static void turn_fold(struct start *start, enum entry_kind fold)
{
    start->folds[fold] = is_open(start, fold) ? FOLD_CLOSED : FOLD_OPEN;
    set_rows(start);
}

static void begin(struct app *app, bool guided)
{
    struct start *start = start_of(app);
    struct entry *entry = selected_entry(app);
    look_at(app, entry);
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
        turn_fold(start, entry->kind);
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
        look_at(app, entry);
        if (text_pattern_find(&pattern, buf_slice(&entry->title)) != (size_t)-1 ||
            text_pattern_find(&pattern, buf_slice(&entry->about)) != (size_t)-1)
            found = next;
    }
    text_pattern_release(&pattern);
    if (found == start->count)
        return false;
    const struct entry *entry = &start->entries[found];
    if (is_in_fold(entry) && !is_open(start, fold_of(entry->kind)))
        turn_fold(start, fold_of(entry->kind));
    level->row = row_of(start, found);
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
    look_at(app, entry);
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
    preview_release(&start->preview);
    release_entry(entry);
    memmove(entry, entry + 1, (--start->count - at) * sizeof *entry);
    set_rows(start);
}

const struct view view_start = {
    .title = N_("Start"),
    .context = IN_START,
    .draw = draw_start,
    .rows = start_rows,
    .draw_row = draw_row,
    .heading = start_heading,
    .close_headings = true,
    .enter = enter_start,
    .find = find_start,
};

/* clang-format off */
const struct command start_commands[] = {
    { .keys = { K_ENTER, 'e' }, .contexts = IN_START, .section = SECTION_FILE, .hint = N_("open"),
      .rank = HINT_OWN, .help = N_("on the start screen: open what is selected, or begin with it"),
      .run = run_enter },
    { .keys = { 'i' }, .contexts = IN_START, .section = SECTION_FILE, .hint = N_("guide"),
      .rank = HINT_OWN, .help = N_("on the start screen: open what is selected with the guide"),
      .run = run_start_guided },
    { .keys = { 's' }, .contexts = IN_START, .section = SECTION_FILE, .hint = N_("samples"),
      .rank = HINT_OWN,
      .help = N_("on the start screen: begin with a template's samples, or without them"),
      .run = run_samples },
    { .keys = { K_PAIR('d', 'd'), K_DELETE }, .contexts = IN_START, .section = SECTION_FILE,
      .help = N_("on the start screen: take a recent map off the list; its file stays"),
      .announce = announce_drop, .run = run_drop },
    { .help = NULL },
};
/* clang-format on */
