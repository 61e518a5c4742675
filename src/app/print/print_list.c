/* A list as plain text, as it is drawn or in words. */
#include "app/core/ask.h"
#include "app/lists/node_list.h"
#include "app/print/print.h"
#include "base/i18n.h"
#include "base/text.h"
#include "insight/priority.h"
#include "insight/review.h"

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

/* What a sentence begins with, in this order; a label stands before what does not explain itself.
 */
static const struct {
    enum field field;
    bool label;
} first_facts[] = {
    { PAIN_SEVERITY, true },
    { PAIN_FREQUENCY, false },
    { PAIN_STATUS, false },
    { PAIN_OWNER, false },
    { PAIN_DUE, false },
    { IDEA_IMPACT, true },
    { IDEA_EFFORT, true },
    { IDEA_STATUS, false },
    { IDEA_OWNER, false },
    { IDEA_DUE, false },
    { QUOTE_BY, false },
    { PERSONA_ROLE, false },
    { NOTE_BY, false },
    { TOUCHPOINT_CHANNEL, false },
    { TOUCHPOINT_EMOTION, false },
};

static bool comes_first(enum field field)
{
    for (size_t i = 0; i < sizeof first_facts / sizeof *first_facts; i++)
        if (first_facts[i].field == field)
            return true;
    return false;
}

/* "due 18 December, 3 days late" */
static void add_due_words(
    const struct app *app, const struct node *node, enum field field, struct buf *out)
{
    char today[DATE_SIZE];
    struct buf day = BUF_INIT;
    struct slice due = node_get(node, field);
    date_of(clock_now(app->options.clock), today);
    int late = action_done(node) ? 0 : date_days(due, slice_of(today));
    if (!date_add_long(app->options.clock, due, &day))
        buf_add_slice(&day, due);
    buf_addf(out, _("due %s"), day.data);
    if (late > 0) {
        buf_adds(out, text_comma());
        buf_addf(out, _n("%d day late", "%d days late", (unsigned long)late), late);
    }
    buf_release(&day);
}

static void add_value_words(
    const struct app *app, const struct node *node, enum field field, struct buf *out)
{
    const char *often = field == PAIN_FREQUENCY ? frequency_name(node_int(node, field, 0)) : NULL;
    if (often)
        buf_adds(out, often);
    else if (field_def(field)->type == FIELD_PER_PERSONA)
        print_feelings(app, node, out);
    else if (field == PAIN_DUE || field == IDEA_DUE)
        add_due_words(app, node, field, out);
    else
        add_value_of(app, node, field, out);
}

static bool is_brief(enum field field)
{
    enum field_type type = field_def(field)->type;
    return type == FIELD_INTEGER || type == FIELD_NUMBER || type == FIELD_CHOICE ||
           type == FIELD_BOOLEAN || type == FIELD_DATE;
}

/* ", severity 4", or ", always" without the label; "; source: rota" of a text; ", chosen". */
static void add_fact(
    const struct app *app, const struct node *node, enum field field, bool label, struct buf *out)
{
    bool yes = field_def(field)->type == FIELD_BOOLEAN && node_flag(node, field);
    bool brief = is_brief(field);
    struct buf text = BUF_INIT;
    if (!node_has(node, field))
        return;
    buf_adds(out, label && !brief ? text_semicolon() : text_comma());
    if (label) {
        field_add_label(field, out);
        buf_adds(out, yes ? "" : brief ? " " : text_colon());
    }
    if (!yes || !label)
        add_value_words(app, node, field, &text);
    text_add_visible(out, buf_slice(&text));
    buf_release(&text);
}

/* "Rank 80: One till open, Pay / The queue, severity 4, always, doing, Ida, due 18 December." */
static void add_node(const struct app *app, const struct node *node, struct buf *out)
{
    const struct kind_def *kind = kind_def(node->kind);
    struct buf text = BUF_INIT;
    if (node->kind == KIND_PAIN) {
        pain_add_priority(node, &text);
        buf_addf(out, _("Rank %s"), text.data);
        buf_adds(out, text_colon());
        buf_clear(&text);
    }
    buf_adds(out, node->kind == KIND_QUOTE ? "\"" : "");
    text_add_visible(out, node_headline(node));
    buf_adds(out, node->kind == KIND_QUOTE ? "\"" : "");
    add_place(node, &text);
    buf_adds(out, text.len ? text_comma() : "");
    text_add_visible(out, buf_slice(&text));
    if (node->kind == KIND_IDEA && idea_quadrant(node) != QUADRANT_NONE)
        buf_addf(out, "%s%s", text_comma(), quadrant_name(idea_quadrant(node)));
    for (size_t i = 0; i < sizeof first_facts / sizeof *first_facts; i++)
        if (first_facts[i].field >= kind->first && first_facts[i].field < kind->end)
            add_fact(app, node, first_facts[i].field, first_facts[i].label, out);
    for (int texts = 0; texts <= 1; texts++)
        for (enum field field = kind->first; field < kind->end; field++)
            if (field != kind->headline && field_def(field)->label && !comes_first(field) &&
                field_def(field)->type != FIELD_NODES && texts == !is_brief(field))
                add_fact(app, node, field, true, out);
    buf_addf(out, "%s\n", text_full_stop());
    buf_release(&text);
}

void app_tell_list(struct app *app, const struct view *view, struct buf *out)
{
    struct level level = { .view = view };
    int rows = view->rows(app, &level);
    text_add_visible(out, node_headline(app->session.map.root));
    buf_addf(out, "%s%s%s\n\n", text_comma(), _(view->title), text_full_stop());
    for (; level.row < rows; level.row++)
        add_node(app, view->selected(app, &level), out);
    if (!rows)
        buf_addf(out, "%s\n", _(view->listing->empty));
}
