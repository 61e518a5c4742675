/* Everybody who is here, a row each. Enter follows. */
#include <string.h>

#include "app/core/list_pane.h"
#include "app/people/people.h"
#include "base/i18n.h"
#include "base/text.h"

enum { INITIALS_WIDTH = 3, NAME_WIDTH = 16, NAME_WIDE = 34, WIDE_FROM = 100 };

static int who_rows(struct app *app, const struct level *level)
{
    (void)level;
    return (int)session_people(&app->session)->count;
}

static void add_word(struct buf *out, bool applies, const char *separator, const char *word)
{
    if (applies)
        buf_addf(out, "%s%s", out->len ? separator : "", word);
}

/* "you · leads · Purchase / 3-D Secure · map" */
static void add_facts(
    const struct app *app, const struct participant *who, bool ascii, struct buf *out)
{
    const char *separator = ascii ? " - " : " · ";
    struct node *node = map_find(&app->session.map, slice_of(who->node));
    struct node *stage = node ? node_up(node, KIND_STAGE) : NULL;
    const struct view *view = people_view(app, who->view);
    add_word(out, who->own, separator, _("you"));
    add_word(
        out, who->own && session_at_risk(&app->session), separator, _("changes only in memory"));
    add_word(out, who->flags & PARTICIPANT_LEADS, separator, _("leads"));
    add_word(out, who->flags & PARTICIPANT_GUIDE, separator, _("has the guide"));
    add_word(out, who->flags & PARTICIPANT_SILENT, separator, _("silent round"));
    add_word(out, who->flags & PARTICIPANT_WATCHES, separator, _("watches"));
    add_word(out, !who->own && strcmp(app->people->followed, who->token) == 0, separator,
        _("you follow"));
    if (stage && stage != node) {
        add_word(out, true, separator, node_headline(stage).data);
        buf_adds(out, " / ");
        buf_add_slice(out,
            node_headline(node_up(node, KIND_TOUCHPOINT) ? node_up(node, KIND_TOUCHPOINT) : node));
    } else if (node && node->parent) {
        add_word(out, true, separator, node_headline(node).data);
    }
    add_word(out, view != NULL, separator, view ? _(view->title) : "");
}

static void draw_row(struct app *app, const struct level *level, const struct list_row *at)
{
    const struct participant *who = &session_people(&app->session)->items[at->row];
    int name = level->list.width < WIDE_FROM ? NAME_WIDTH : NAME_WIDE;
    int facts = INITIALS_WIDTH + name + 1;
    struct buf text = BUF_INIT;
    add_facts(app, who, at->canvas->ascii, &text);
    row_text(at, 0, INITIALS_WIDTH, slice_of(who->initials));
    row_text(at, INITIALS_WIDTH, name, slice_of(who->name));
    row_text(at, facts, at->area.width - facts, buf_slice(&text));
    buf_release(&text);
}

static void draw_who(struct app *app, struct level *level, struct canvas *canvas, struct area area)
{
    int count = who_rows(app, level);
    canvas_textf(canvas, area.x + 1, area.y, area.width - 2, STYLE_TITLE,
        _n("%d person is here", "%d people are here", (unsigned long)count), count);
    canvas_fill(canvas, area.x, area.y + 1, area.width, STYLE_NORMAL, canvas_line(canvas, LINE_H));
    draw_list(app, level, canvas, (struct area){ area.x, area.y + 2, area.width, area.height - 3 });
}

static void enter_who(struct app *app, struct level *level)
{
    const struct participants *people = session_people(&app->session);
    if (level->row < 0 || (size_t)level->row >= people->count)
        return;
    if (people->items[level->row].own)
        app_say(app, SAY_ERROR, _("this is you; follow somebody else"));
    else
        follow_start(app, &people->items[level->row]);
}

const struct view view_who = {
    .title = N_("who is here"),
    .context = IN_WHO,
    .draw = draw_who,
    .rows = who_rows,
    .draw_row = draw_row,
    .enter = enter_who,
};

/* clang-format off */
const struct command who_view_commands[] = {
    { .keys = { K_ENTER }, .contexts = IN_WHO, .section = SECTION_PEOPLE, .hint = N_("follow"),
      .rank = HINT_OWN,
      .help = N_("in the list of who is here: follow the screen of this person"),
      .run = run_enter },
    { .help = NULL },
};
/* clang-format on */
