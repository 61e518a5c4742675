#include "app/start/picture.h"

#include <string.h>

#include "app/core/draw.h"
#include "app/start/entries.h"
#include "base/i18n.h"
#include "base/text.h"

enum {
    BESIDE_MIN = 100, /* columns: there is room for the preview beside the list */
    UNDER_MIN = 60,   /* columns, */
    UNDER_ROWS = 20,  /* and rows: below it */
    UNDER = 9,        /* rows of it, with its rule */
    TALL = 32         /* rows: all is unfolded */
};

/* --- the rows --- */

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
    enum line sign = start_is_open(start, entry->kind) ? LINE_DOWN : LINE_RIGHT;
    canvas_fill(at->canvas, x, at->area.y, 1, at->style, canvas_line(at->canvas, sign));
}

void draw_start_row(struct app *app, const struct level *level, const struct list_row *at)
{
    struct entry *entry = start_entry_at(app, at->row);
    int from = entry_is_in_fold(entry) ? 3 : 1, width = at->area.width - from;
    (void)level;
    if (entry->kind != ENTRY_TEMPLATE)
        entry_look(app, entry);
    int most = width * 2 / 3, title = text_width(buf_slice(&entry->title)) + 2;
    int state = text_width(buf_slice(&entry->state));
    if (entry_is_fold(entry) && width - title - 2 < most)
        most = width - title - 2;
    /* What begins a map is called so: it gives way to nothing that explains it. */
    if (!entry->of && !entry_is_fold(entry) && title + state > width)
        state = 0;
    state = state < most ? state : most;
    enum style style = entry->broken || entry->late ? STYLE_WARN : STYLE_DIM;
    draw_title(at, from, state ? width - state - 2 : width, entry);
    canvas_text(at->canvas, at->area.x + from + width - state, at->area.y, state,
        at->selected ? STYLE_SELECT : style, buf_slice(&entry->state));
    if (entry_is_fold(entry))
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
        entry_tell(entry, &preview->glance, clock_now(app->options.clock));
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
    start_set_rows(start);
    level->row = start_row_of(start, entry);
}

void draw_start(struct app *app, struct level *level, struct canvas *canvas, struct area area)
{
    struct start *start = start_of(app);
    struct area list = area;
    set_tall(start, level, area.height >= TALL);
    struct entry *entry = start_entry_at(app, level->row);
    entry_look(app, entry);
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
