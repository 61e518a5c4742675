/* The pane below a list: the selected node as a whole. */
#include <limits.h>

#include "app/core/ask.h"
#include "app/core/draw.h"
#include "app/lists/node_list.h"
#include "app/people/rounds.h"
#include "base/i18n.h"
#include "base/text.h"
#include "insight/comment.h"
#include "model/value_word.h"

void add_value_of(const struct app *app, const struct node *of, enum field field, struct buf *out)
{
    struct slice value = node_get(of, field);
    const struct node *named = field == IDEA_PAIN || field == QUOTE_PERSONA
                                   ? map_find(&app->session.map, value)
                                   : NULL;
    if (named)
        buf_add_slice(out, node_headline(named));
    else if (field_def(field)->type == FIELD_RECORD || field_def(field)->type == FIELD_PER_PERSONA)
        field_to_line(field, value, out);
    else
        value_add_shown(field, value, text_semicolon(), out);
}

static bool is_votes(enum field field)
{
    return field == PAIN_VOTES || field == IDEA_VOTES;
}

/* What answers a pain. */
static void add_answers(const struct node *pain, bool ascii, struct buf *out)
{
    struct node_list ideas = node_children(
        pain->parent, field_of_child(pain->parent->kind, KIND_IDEA));
    size_t begin = out->len;
    for (uint32_t i = 0; i < ideas.count; i++) {
        if (!slice_is(node_get(ideas.items[i], IDEA_PAIN), pain->id))
            continue;
        buf_adds(out, out->len > begin ? text_semicolon() : ascii ? "-> " : "→ ");
        buf_add_slice(out, node_headline(ideas.items[i]));
    }
    if (out->len > begin)
        buf_add_char(out, '\n');
}

/* Of pains and ideas: "Branch manager - due 18 Dec - Evidence research". */
static void add_facts(const struct app *app, const struct node *node, bool ascii, struct buf *out)
{
    bool pain = node->kind == KIND_PAIN;
    enum field owner = pain ? PAIN_OWNER : IDEA_OWNER, due = pain ? PAIN_DUE : IDEA_DUE;
    const char *between = ascii ? " - " : " · ";
    size_t begin = out->len;
    buf_add_slice(out, node_get(node, owner));
    if (node_has(node, due)) {
        struct buf day = BUF_INIT;
        add_due(&(struct column_at){ .app = app, .node = node }, node_get(node, due), &day);
        buf_adds(out, out->len > begin ? between : "");
        buf_addf(out, _("due %s"), day.data);
        buf_release(&day);
    }
    if (pain && node_has(node, PAIN_EVIDENCE)) {
        buf_adds(out, out->len > begin ? between : "");
        buf_addf(out, _("evidence %s"),
            word_of_field(PAIN_EVIDENCE, node_get(node, PAIN_EVIDENCE)).data);
    }
    if (out->len > begin)
        buf_add_char(out, '\n');
}

/* Of pains and ideas what stands in lines of its own. */
static bool is_told(enum field field)
{
    static const enum field told[] = { PAIN_SEVERITY, PAIN_FREQUENCY, PAIN_OWNER, PAIN_DUE,
        PAIN_EVIDENCE, IDEA_OWNER, IDEA_DUE };
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        if (told[i] == field)
            return true;
    return false;
}

static void add_field(
    const struct app *app, const struct node *node, enum field field, struct buf *out)
{
    buf_addf(out, "%s: ", _(field_def(field)->label));
    add_value_of(app, node, field, out);
    buf_add_char(out, '\n');
}

/* "Comment: TEXT (Ida · 3 Nov)", a line each. */
static void add_comments(
    const struct app *app, const struct node *node, bool ascii, struct buf *out)
{
    struct node_list comments = comments_of(node);
    for (uint32_t i = 0; i < comments.count; i++) {
        struct buf facts = BUF_INIT;
        comment_add_facts(app->options.clock, comments.items[i], ascii ? " - " : " · ", &facts);
        buf_addf(out, "%s: ", _(field_def(COMMENT_TEXT)->label));
        buf_add_slice(out, node_headline(comments.items[i]));
        if (facts.len)
            buf_addf(out, " (%s)", facts.data);
        buf_add_char(out, '\n');
        buf_release(&facts);
    }
}

/* The text, what ranks it, what answers it, and what else is known. */
static void describe(const struct app *app, const struct listing *listing, const struct node *node,
    bool ascii, struct buf *out)
{
    const struct kind_def *kind = kind_def(node->kind);
    int own;
    bool votes = rounds_own_votes(app, node, &own); /* an earlier result would guide the hand */
    buf_add_slice(out, node_headline(node));
    buf_add_char(out, '\n');
    if (listing->formula) {
        listing->formula(node, out);
        buf_add_char(out, '\n');
    }
    if (node->kind == KIND_PAIN || node->kind == KIND_IDEA)
        add_facts(app, node, ascii, out);
    if (node->kind == KIND_PAIN)
        add_answers(node, ascii, out);
    for (enum field f = kind->first; f < kind->end; f++)
        if (field_def(f)->type != FIELD_NODES && field_def(f)->label && node_has(node, f) &&
            f != kind->headline && !(votes && is_votes(f)) && !is_told(f))
            add_field(app, node, f, out);
    add_comments(app, node, ascii, out);
}

/* " Pay / The queue ", on the rule above. */
static void draw_title(struct slice title, struct canvas *canvas, struct area area)
{
    if (!title.len)
        return;
    int width = area.width - 4;
    canvas_text(canvas, area.x, area.y - 1, 1, STYLE_NORMAL, SLICE(" "));
    int end = area.x + 1 + canvas_text(canvas, area.x + 1, area.y - 1, width, STYLE_NORMAL, title);
    canvas_text(canvas, end, area.y - 1, 1, STYLE_NORMAL, SLICE(" "));
}

static void draw_place(const struct node *node, struct canvas *canvas, struct area area)
{
    struct buf place = BUF_INIT;
    add_place(node, &place);
    draw_title(buf_slice(&place), canvas, area);
    buf_release(&place);
}

void draw_no_sheet(enum node_kind kind, struct canvas *canvas, struct area area)
{
    enum field list = FIELD_UNKNOWN;
    for (int parent = 0; parent < KIND_COUNT && list == FIELD_UNKNOWN; parent++)
        list = field_of_child((enum node_kind)parent, kind);
    draw_title(slice_of(_(field_def(list)->label)), canvas, area);
}

static void draw_more(int more, struct canvas *canvas, struct area area)
{
    struct buf text = BUF_INIT;
    buf_add_char(&text, ' ');
    buf_addf(&text, _n("%d more line: Enter", "%d more lines: Enter", (unsigned long)more), more);
    buf_add_char(&text, ' ');
    draw_at_end(canvas, area.x + area.width, area.y + area.height, STYLE_TITLE, buf_slice(&text));
    buf_release(&text);
}

void draw_node_sheet(const struct app *app, const struct listing *listing, const struct node *node,
    struct canvas *canvas, struct area area)
{
    struct area whole = { .width = area.width, .height = INT_MAX };
    struct buf text = BUF_INIT;
    describe(app, listing, node, canvas->ascii, &text);
    draw_place(node, canvas, area);
    int more = draw_wrapped(NULL, whole, STYLE_NORMAL, buf_slice(&text)) - area.height;
    struct flow flow = { canvas, area };
    flow.area.height += more == 1; /* it takes no more room than a line that says so */
    flow_text(&flow, flow.area.height, STYLE_TITLE, node_headline(node));
    draw_wrapped(
        canvas, flow.area, STYLE_NORMAL, slice_from(buf_slice(&text), node_headline(node).len + 1));
    if (more > 1)
        draw_more(more, canvas, area);
    buf_release(&text);
}
