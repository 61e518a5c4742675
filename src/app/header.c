/* The first line of the screen: the map, its state, and who is here. */
#include <string.h>
#include <time.h>

#include "app/conductor.h"
#include "app/core/ask.h"
#include "app/core/draw.h"
#include "app/grid/grid.h"
#include "app/lists/pick.h"
#include "app/people/people.h"
#include "app/people/rounds.h"
#include "base/i18n.h"
#include "base/text.h"

static void add_saved(const struct app *app, struct buf *out)
{
    const struct session *session = &app->session;
    enum session_kept kept = session_kept(session);
    struct tm day;
    char text[32] = "";
    if (!session->path)
        buf_adds(out, _("no file"));
    else if (kept == KEPT_IN_MEMORY)
        buf_adds(out, _("only in memory"));
    else if (kept == KEPT_IN_JOURNAL)
        buf_adds(out, _("changed"));
    else if (session->saved_at && localtime_r(&session->saved_at, &day) &&
             strftime(text, sizeof text, "%H:%M", &day))
        buf_addf(out, _("saved %s"), text);
}

/* "15 of 16 known": how much of the map is more than assumed. */
static void add_known(const struct app *app, struct buf *out)
{
    const struct summary *summary = &app->summary;
    if (!summary->touchpoints)
        return;
    if (summary->known)
        buf_addf(out, _("%1$zu of %2$zu known"), summary->known, summary->touchpoints);
    else
        buf_adds(out, _("all assumed"));
}

/* "9 pains, 7 open", "3 notes": of the list that is shown. */
static void add_total(struct app *app, struct buf *out)
{
    const struct view *view = app_main_view(app);
    if (app->depth > 1 || !view->listing)
        return;
    int rows = view->rows(app, &app->levels[0]), rule = view->rule(app, &app->levels[0]);
    unsigned all = (unsigned)rows, open = (unsigned)(rule < 0 ? rows : rule);
    if (all && view->lists == KIND_PAIN)
        buf_addf(out, _n("%1$u pain, %2$u open", "%1$u pains, %2$u open", all), all, open);
    else if (all && view->lists == KIND_IDEA)
        buf_addf(out, _n("%1$u idea, %2$u open", "%1$u ideas, %2$u open", all), all, open);
    else if (all)
        add_count(view->lists, all, out);
}

/* "3 here", with room ": an be" */
static void add_people(const struct app *app, const char *separator, int room, struct buf *out)
{
    const struct participants *people = session_people(&app->session);
    size_t others = people_others(app), shown = 0;
    if (!others)
        return;
    buf_addf(out, "%s", out->len ? separator : "");
    buf_addf(out, _("%zu here"), people->count);
    for (size_t i = 0; i < people->count; i++) {
        const struct participant *who = &people->items[i];
        int needed = 2 + text_width(slice_of(who->initials)) + (shown + 1 < others ? 2 : 0);
        if (who->own)
            continue;
        if (text_width(buf_slice(out)) + needed > room) {
            buf_adds(out, shown ? " +" : "");
            break;
        }
        buf_addf(out, "%s %s", shown ? "" : ":", who->initials);
        shown++;
    }
}

/* What this screen does: "watching", "follows anna", or with little room "follows an". */
static void add_role(const struct app *app, const char *separator, bool brief, struct buf *out)
{
    const struct participant *who = people_find(app, app->people->followed);
    if (session_watches(&app->session))
        buf_addf(out, "%s%s", out->len ? separator : "", _("watching"));
    if (app->people->leads && people_others(app))
        buf_addf(out, "%s%s", out->len ? separator : "", _("you lead"));
    if (!who || !*app->people->followed)
        return;
    buf_adds(out, out->len ? separator : "");
    buf_addf(out, _("follows %s"), brief ? who->initials : who->name);
}

enum { TITLE_LEAST = 12, KNOWN_FROM = 52 };

/* The right part of the header: with little room it leaves off what is told elsewhere, too. */
static void add_state(struct app *app, const char *separator, int width, int title, struct buf *out)
{
    int most = width - TITLE_LEAST, room = width - title;
    rounds_add_state(app, out);
    buf_adds(out, out->len && (app_filters(app) || ticks_count(app)) ? separator : "");
    pick_add_state(app, out);
    buf_adds(out, out->len ? separator : "");
    size_t before = out->len;
    add_saved(app, out);
    if (before && out->len == before)
        buf_cut(out, before - strlen(separator));
    add_role(app, separator, false, out);
    add_people(app, separator, room, out);
    if (text_width(buf_slice(out)) > most) {
        buf_clear(out);
        if (app->session.path && session_at_risk(&app->session))
            add_saved(app, out);
        else
            rounds_add_brief(app, out);
        buf_adds(out, out->len && (app_filters(app) || ticks_count(app)) ? separator : "");
        pick_add_brief(app, out);
        add_role(app, separator, true, out);
        add_people(app, separator, 0, out);
    }
    if (!out->len && app_on_grid(app) && width > KNOWN_FROM)
        add_known(app, out);
    if (!out->len && width > KNOWN_FROM)
        add_total(app, out);
}

/* The title gives way to what stands behind it. */
static void draw_title(struct canvas *canvas, int room, struct slice title, struct slice facts)
{
    int behind = text_width(facts),
        most = room - behind > TITLE_LEAST ? room - behind : TITLE_LEAST;
    int used = canvas_text(canvas, 1, 0, most < room ? most : room, STYLE_TITLE, title);
    canvas_text(canvas, 1 + used, 0, room - used, STYLE_NORMAL, facts);
}

/* What the screen shows; NULL: the map, which needs no name. */
static const char *shown_title(struct app *app)
{
    const struct level *top = app_top(app);
    if (app->depth > 1 && top->node == app->session.map.root)
        return _("facts");
    if (app->depth > 1 &&
        (top->view->context & (IN_HELP | IN_AGENDA | IN_WHO | IN_LOG | IN_CONFLICTS)))
        return _(top->view->title);
    return app_on_grid(app) ? NULL : _(app_main_view(app)->title);
}

/* Whose map it is, where what is shown depends on it. */
static void add_facts(struct app *app, const struct canvas *canvas, bool all, struct buf *out)
{
    if (!all) {
        add_title_kind(app, canvas->ascii, out);
        return;
    }
    add_title_facts(app, canvas->ascii, out);
    grid_add_paths(app, canvas->ascii, out);
}

void draw_header(struct app *app, struct canvas *canvas)
{
    struct buf facts = BUF_INIT, state = BUF_INIT;
    const char *separator = canvas->ascii ? " - " : " · ";
    struct slice title = node_headline(app->session.map.root);
    const char *shown = shown_title(app);
    if (shown)
        buf_addf(&facts, "%s%s", separator, shown);
    add_facts(app, canvas, !shown || app_main_view(app)->lists == KIND_TOUCHPOINT, &facts);
    add_state(app, separator, canvas->width - 7, text_width(title) + text_width(buf_slice(&facts)),
        &state);
    int width = text_width(buf_slice(&state));
    draw_title(canvas, canvas->width - width - (width ? 4 : 1), title, buf_slice(&facts));
    bool at_risk = app->session.path && session_at_risk(&app->session);
    draw_at_end(canvas, canvas->width - 1, 0, at_risk ? STYLE_WARN : STYLE_DIM, buf_slice(&state));
    buf_release(&facts);
    buf_release(&state);
}
