/* The first line of the screen: the map, its state, and who is here. */
#include <string.h>
#include <time.h>

#include "app/conductor.h"
#include "app/core/draw.h"
#include "app/grid/grid.h"
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

static void add_columns(const struct app *app, const char *separator, struct buf *out)
{
    const struct grid_state *grid = app->grid;
    size_t stages = node_child_count(app->session.map.root, MAP_STAGES);
    if (!app_on_grid(app) || (size_t)grid->shown_stages >= stages)
        return;
    if (out->len)
        buf_adds(out, separator);
    buf_addf(out, _("stages %zu-%zu of %zu"), grid->first_stage + 1,
        grid->first_stage + (size_t)grid->shown_stages, stages);
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

enum { TITLE_LEAST = 12 };

/* The right part of the header: with little room it leaves off what is told elsewhere, too. */
static void add_state(
    const struct app *app, const char *separator, int width, int title, struct buf *out)
{
    struct buf columns = BUF_INIT;
    add_columns(app, separator, &columns);
    int most = width - TITLE_LEAST - text_width(buf_slice(&columns));
    int room = width - title - text_width(buf_slice(&columns));
    rounds_add_state(app, out);
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
        if (out->len)
            buf_clear(&columns);
        add_role(app, separator, true, out);
        add_people(app, separator, 0, out);
    }
    if (columns.len && out->len)
        buf_adds(out, separator);
    buf_add_slice(out, buf_slice(&columns));
    buf_release(&columns);
}

void draw_header(struct app *app, struct canvas *canvas)
{
    struct buf left = BUF_INIT, right = BUF_INIT;
    const char *separator = canvas->ascii ? " - " : " · ";
    add_title(app, canvas->ascii, &left);
    const struct node *root = app->session.map.root;
    bool facts = app->depth > 1 && app_top(app)->node == root;
    if (facts || !app_on_grid(app))
        buf_addf(&left, "%s%s", separator, facts ? _("Facts") : _(app_main_view(app)->title));
    add_state(app, separator, canvas->width - 7, text_width(buf_slice(&left)), &right);
    int width = text_width(buf_slice(&right));
    canvas_text(canvas, 1, 0, canvas->width - width - 4, STYLE_TITLE, buf_slice(&left));
    draw_at_end(canvas, canvas->width - 1, 0, STYLE_NORMAL, buf_slice(&right));
    buf_release(&left);
    buf_release(&right);
}
