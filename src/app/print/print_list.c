/* A list as plain text, as it is drawn or in words. */
#include "app/core/ask.h"
#include "app/lists/node_list.h"
#include "app/print/print.h"
#include "base/i18n.h"
#include "base/text.h"
#include "insight/priority.h"

enum { PAGE = 500 }; /* rows that are drawn at a time: a list may have any number */

/* The lines of a page, the names of the columns only above the first. */
static void add_page(const struct canvas *canvas, int first, int lines, struct buf *out)
{
    for (int y = first ? 1 : 0; y <= lines; y++) {
        canvas_row_text(canvas, y, out);
        buf_add_char(out, '\n');
    }
}

static void print_rows(struct app *app, struct level *level, int width, bool ascii, struct buf *out)
{
    struct canvas canvas = { .ascii = ascii, .inks = app->inks };
    int rows = level->view->rows(app, level);
    int lines = rows + (level->view->rule(app, level) >= 0);
    lines = rows ? lines : 2; /* of the sentence that there are none */
    for (int first = 0; first < lines; first += PAGE) {
        int page = lines - first < PAGE ? lines - first : PAGE;
        level->top = first;
        canvas_reset(&canvas, width, page + 2);
        level->view->draw(app, level, &canvas, (struct area){ 0, 0, width, page + 2 });
        add_page(&canvas, first, page, out);
    }
    canvas_release(&canvas);
}

void app_print_list(
    struct app *app, const struct view *view, int width, bool ascii, struct buf *out)
{
    struct level level = { .view = view, .row = -1 };
    struct buf title = BUF_INIT;
    struct slice rest, line;
    buf_addf(&title, "%s%s%s", node_headline(app->session.map.root).data, ascii ? " - " : " · ",
        _(view->title));
    rest = buf_slice(&title);
    while (text_wrap(&rest, width, &line))
        print_title(app, line, out);
    print_rows(app, &level, width, ascii, out);
    buf_release(&title);
}

/* --- in words --- */

static void add_fact(const char *label, struct slice value, struct buf *out)
{
    buf_addf(out, "; %s: ", label);
    text_add_visible(out, value);
}

/* "One till open, Pay / The queue; Rank: 80; Severity: 4; Owner: Ida." */
static void add_node(const struct node *node, struct buf *out)
{
    const struct kind_def *kind = kind_def(node->kind);
    struct buf text = BUF_INIT;
    text_add_visible(out, node_headline(node));
    add_place(node, &text);
    buf_adds(out, text.len ? ", " : "");
    text_add_visible(out, buf_slice(&text));
    buf_clear(&text);
    if (node->kind == KIND_PAIN) {
        pain_add_priority(node, &text);
        add_fact(_("Rank"), buf_slice(&text), out);
    }
    for (enum field field = kind->first; field < kind->end; field++) {
        if (field == kind->headline || !field_def(field)->label || !node_has(node, field) ||
            field_def(field)->type == FIELD_NODES)
            continue;
        buf_clear(&text);
        field_add_shown(field, node_get(node, field), &text);
        add_fact(_(field_def(field)->label), buf_slice(&text), out);
    }
    buf_adds(out, ".\n");
    buf_release(&text);
}

void app_tell_list(struct app *app, const struct view *view, struct buf *out)
{
    struct level level = { .view = view };
    int rows = view->rows(app, &level);
    text_add_visible(out, node_headline(app->session.map.root));
    buf_addf(out, ", %s.\n\n", _(view->title));
    for (; level.row < rows; level.row++)
        add_node(view->selected(app, &level), out);
    if (!rows)
        buf_addf(out, "%s\n", _(view->listing->empty));
}
