#include "app/core/state.h"

#include "app/core/typed_text.h"
#include "base/clock.h"
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

static void show(struct app *app, struct node *persona, struct overlay overlay)
{
    overlay.changes = app->overlay.changes + 1;
    app->persona = persona;
    app->overlay = overlay;
    app->scores_for_known = false;
    app->scores_for = NULL; /* of a map that may be closed */
    struct summary *summary = &app->summary;
    if (!summary->map || summary->stale || summary->persona != app_persona(app))
        summary_compute(summary, &app->session.map, app_persona(app), summary->path);
}

void app_show_persona(struct app *app, struct node *persona)
{
    show(app, persona, (struct overlay){ 0 });
}

void app_show_overlay(struct app *app, struct node *const *personas, size_t count)
{
    struct overlay overlay = { .mean = !count };
    for (; overlay.count < count && overlay.count < OVERLAY_MAX; overlay.count++)
        overlay.picked[overlay.count] = personas[overlay.count];
    show(app, NULL, overlay);
}

void app_keep_persona(struct app *app)
{
    struct overlay now = { .mean = app->overlay.mean };
    for (size_t i = 0; i < app->overlay.count; i++)
        if (app_has_node(app, app->overlay.picked[i]))
            now.picked[now.count++] = app->overlay.picked[i];
    if (app->persona ? app_has_node(app, app->persona) : now.mean || now.count > 1)
        show(app, app->persona, now);
    else
        app_usual_persona(app);
}

void app_usual_persona(struct app *app)
{
    struct node_list personas = node_children(app->session.map.root, MAP_PERSONAS);
    app_show_persona(app, personas.count == 1 ? personas.items[0] : NULL);
}

bool app_overlays(const struct app *app)
{
    return !app->persona && !app->overlay.mean &&
           node_child_count(app->session.map.root, MAP_PERSONAS) > 1;
}

size_t app_overlay(const struct app *app, struct node *out[OVERLAY_MAX])
{
    struct node_list personas = node_children(app->session.map.root, MAP_PERSONAS);
    size_t picked = app->overlay.count, all = picked ? picked : personas.count, count = 0;
    for (; app_overlays(app) && count < all && count < OVERLAY_MAX; count++)
        out[count] = picked ? app->overlay.picked[count] : personas.items[count];
    return count;
}

bool app_only_watches(struct app *app)
{
    bool watches = app->open && session_watches(&app->session);
    if (!watches)
        return false;
    app_say(app, SAY_ERROR,
        _("you can read this map, but not change it; :w FILE saves a copy of your own"));
    app->typed.dropped_at = clock_ms();
    app->typed.drops_for = WATCHED_GAP_MS;
    return true;
}
