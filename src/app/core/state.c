#include "app/core/state.h"

#include "base/i18n.h"

bool app_has_node(const struct app *app, const struct node *node)
{
    while (node->parent)
        node = node->parent;
    return node == app->session.map.root;
}

void repeat_note(struct app *app, enum repeat_what what, enum field field, struct slice text)
{
    struct repeat *repeat = &app->repeat;
    repeat->what = what;
    repeat->field = field;
    buf_clear(&repeat->text);
    buf_add_slice(&repeat->text, text);
}

const char *app_persona(const struct app *app)
{
    return app->persona ? app->persona->id : NULL;
}

void app_show_persona(struct app *app, struct node *persona)
{
    app->persona = persona;
    app->scores_for_known = false;
    summary_compute(&app->summary, &app->session.map, app_persona(app), app->summary.path);
}

void app_usual_persona(struct app *app)
{
    struct node_list personas = node_children(app->session.map.root, MAP_PERSONAS);
    app_show_persona(app, personas.count == 1 ? personas.items[0] : NULL);
}

bool app_overlays(const struct app *app)
{
    return !app->persona && node_child_count(app->session.map.root, MAP_PERSONAS) > 1;
}

bool app_only_watches(struct app *app)
{
    bool watches = app->open && session_watches(&app->session);
    if (watches)
        app_say(app, SAY_ERROR,
            _("you can read this map, but not change it; :w FILE saves a copy of your own"));
    return watches;
}
