#include "app/core/level.h"

#include "app/core/message.h"
#include "app/core/state.h"
#include "base/i18n.h"

struct level *app_top(struct app *app)
{
    return &app->levels[app->depth - 1];
}

struct level *app_push(struct app *app, const struct view *view, struct node *node)
{
    if (app->depth == LEVELS_MAX)
        app->depth--;
    app->levels[app->depth++] = (struct level){ .view = view, .node = node };
    return app_top(app);
}

void app_push_once(struct app *app, const struct view *view)
{
    if (app_top(app)->view != view)
        app_push(app, view, NULL);
}

bool app_pop(struct app *app)
{
    if (app->depth <= 1)
        return false;
    app->depth--;
    return true;
}

void app_show(struct app *app, const struct view *view)
{
    if (app->depth && app_main_view(app)->left)
        app_main_view(app)->left(app);
    if (app->depth && app_main_view(app) != view)
        app->view_before = app_main_view(app);
    app->depth = 0;
    app_push(app, view, NULL);
}

const struct view *app_main_view(const struct app *app)
{
    return app->levels[0].view;
}

bool app_on_grid(const struct app *app)
{
    return app_main_view(app)->context == IN_GRID;
}

unsigned app_context(struct app *app)
{
    const struct level *level = app_top(app);
    if (app->asking && !app->prompt.in_view)
        return IN_PROMPT;
    return level->view->context_now ? level->view->context_now(app, level) : level->view->context;
}

struct node *app_selected(struct app *app)
{
    struct level *level = app_top(app);
    return app->open && level->view->selected ? level->view->selected(app, level) : NULL;
}

void jump_begin(struct app *app)
{
    app->jumped_from = (struct place){ app_main_view(app), app_selected(app) };
}

void jump_back(struct app *app)
{
    struct place place = app->jumped_from;
    if (!place.view || (place.node && !app_has_node(app, place.node)))
        return;
    jump_begin(app);
    if (app->depth > 1 || app_main_view(app) != place.view)
        app_show(app, place.view);
    if (place.node)
        level_reveal(app, app_top(app), place.node);
}

void level_reveal(struct app *app, struct level *level, struct node *node)
{
    if (level->view->reveal)
        level->view->reveal(app, level, node);
}

const struct view *view_of(const struct app *app, unsigned context)
{
    const struct view *const *view = app->views;
    while ((*view)->context != context)
        view++;
    return *view;
}

const struct view *view_listing(const struct app *app, enum node_kind kind)
{
    for (const struct view *const *view = app->views; *view; view++)
        if ((*view)->lists == kind && kind != KIND_MAP)
            return *view;
    return view_of(app, IN_GRID);
}

void view_show(struct app *app, const struct command *self, struct slice argument, bool forced)
{
    const struct view *const *view = app->views;
    struct node *selected = app_selected(app);
    (void)argument, (void)forced;
    while (&(*view)->command != self)
        view++;
    app_show(app, *view);
    if (app_on_grid(app) && selected)
        level_reveal(app, app_top(app), selected);
    unsigned which = 1u << (view - app->views);
    if (!app_on_grid(app) && !(app->views_seen & which))
        app_say(app, SAY_DONE, "%s", _(self->help));
    app->views_seen |= which;
}
