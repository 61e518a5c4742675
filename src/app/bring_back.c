#ifdef HAVE_CONFIG_H
#include <config.h>
#endif

#include "app/bring_back.h"

#include "app/run.h"
#include "app/state.h"
#include "base/i18n.h"
#include "insight/overwrite.h"

void bring_back_release(struct app *app)
{
    struct bring_back *back = &app->bring_back;
    buf_release(&back->id);
    buf_release(&back->headline);
    buf_release(&back->mine);
    buf_release(&back->theirs);
    back->any = false;
}

void bring_back_note(struct app *app, const struct edit *edit)
{
    struct bring_back *back = &app->bring_back;
    bring_back_release(app);
    back->any = true;
    back->field = (enum field)edit->field;
    buf_adds(&back->id, edit->node->id);
    buf_add_slice(&back->headline, node_headline(edit->node));
    buf_add_slice(&back->mine, edit->before);
    buf_add_slice(&back->theirs, edit->after);
}

/* The node was removed: the text must not be lost with it. */
static void park(struct app *app)
{
    const struct bring_back *back = &app->bring_back;
    struct map *map = &app->session.map;
    struct node *note = node_new(map, KIND_NOTE);
    struct buf text = BUF_INIT;
    buf_addf(&text, "%s: %s: ", back->headline.data, field_def(back->field)->key);
    field_to_line(back->field, buf_slice(&back->mine), &text);
    node_put(map, note, NOTE_TEXT, buf_slice(&text));
    edit_insert(&app->session.undo, map->root, note, (size_t)-1);
    app_message(app, _("\"%s\" was removed; what you wrote is in the parking lot (F7)"),
        back->headline.data);
    buf_release(&text);
}

static void set_back(struct app *app, struct node *node)
{
    const struct bring_back *back = &app->bring_back;
    struct buf value = BUF_INIT;
    struct slice now = node_get(node, back->field);
    overwrite_mend(back->field, buf_slice(&back->mine), buf_slice(&back->theirs), now, &value);
    if (node_has(node, back->field) && slice_equal(now, buf_slice(&value))) {
        app_message(app, _("%s of \"%.*s\" is what you wrote"), field_def(back->field)->key,
            SLICE_ARG(node_headline(node)));
    } else {
        edit_set(&app->session.undo, node, back->field, buf_slice(&value));
        app_message(app, _("brought back: %s of \"%.*s\""), field_def(back->field)->key,
            SLICE_ARG(node_headline(node)));
    }
    buf_release(&value);
}

RUN(bring_back)
{
    (void)self, (void)argument, (void)forced;
    struct bring_back *back = &app->bring_back;
    if (!app->open || !back->any) {
        app_error(app, "%s", _("nobody wrote over a text of yours"));
        return;
    }
    struct node *node = map_find(&app->session.map, buf_slice(&back->id));
    if (node && (enum node_kind)node->kind == field_def(back->field)->kind)
        set_back(app, node);
    else
        park(app);
    back->any = false;
}
