#include "app/people/bring_back.h"

#include <string.h>

#include "app/core/ask.h"
#include "base/i18n.h"
#include "insight/merge/overwrite.h"

static void drop(struct bring_back *back, size_t i)
{
    struct lost_text *text = &back->texts[i];
    buf_release(&text->id);
    buf_release(&text->headline);
    buf_release(&text->mine);
    buf_release(&text->theirs);
    back->count--;
    memmove(text, text + 1, (back->count - i) * sizeof *text);
}

void bring_back_release(struct app *app)
{
    struct bring_back *back = app->bring_back;
    while (back->count)
        drop(back, back->count - 1);
}

static void keep(struct bring_back *back, const struct edit *edit)
{
    /* Of one field there is one text: what was written last. */
    for (size_t i = back->count; i-- > 0;)
        if (back->texts[i].field == (enum field)edit->field &&
            slice_is(buf_slice(&back->texts[i].id), edit->node->id))
            drop(back, i);
    if (back->count == BRING_BACK_MOST)
        drop(back, 0);
    struct lost_text *text = &back->texts[back->count++];
    *text = (struct lost_text){ .field = (enum field)edit->field };
    buf_adds(&text->id, edit->node->id);
    buf_add_slice(&text->headline, node_headline(edit->node));
    buf_add_slice(&text->mine, edit->before);
    buf_add_slice(&text->theirs, edit->after);
}

/* --- words --- */

void bring_back_note(struct app *app, const struct edit *edit, const char *name)
{
    struct bring_back *back = app->bring_back;
    struct buf key = BUF_INIT, name_of_node = BUF_INIT;
    buf_add_slice(&key, edit_key(edit));
    buf_add_slice(&name_of_node, node_headline(edit->node));
    keep(back, edit);
    if (!messages_drop(&app->messages, back->told_number))
        back->told = 0;
    /* TRANSLATORS: 1: a person, 2: a field, 3: what has the field. */
    back->told_number = app_say(app, SAY_LOST,
        _("%1$s changed \"%2$s\" of \"%3$s\"; F11 restores your text"), name, key.data,
        name_of_node.data);
    buf_release(&key);
    buf_release(&name_of_node);
    back->told = back->told < back->count ? back->told + 1 : back->count;
    if (back->told > 1)
        app_say_more(app,
            _n("%zu more text of yours was replaced", "%zu more texts of yours were replaced",
                back->told - 1),
            back->told - 1);
}

static void tell_more(struct app *app)
{
    if (app->bring_back->count)
        app_say_more(app,
            _n("%zu more text can be restored: F11", "%zu more texts can be restored: F11",
                app->bring_back->count),
            app->bring_back->count);
}

/* The node was removed: the text must not be lost with it. */
static void park(struct app *app, const struct lost_text *back)
{
    struct buf text = BUF_INIT;
    buf_addf(&text, "%s: %s: ", back->headline.data, field_def(back->field)->key);
    field_to_line(back->field, buf_slice(&back->mine), &text);
    edit_park(&app->session.undo, buf_slice(&text));
    app_say(app, SAY_DONE, _("\"%s\" was removed. Your text is in the parking lot (F7)"),
        back->headline.data);
    buf_release(&text);
}

static void set_back(struct app *app, struct node *node, const struct lost_text *back)
{
    struct buf value = BUF_INIT, name = BUF_INIT;
    struct slice now = node_get(node, back->field);
    buf_add_slice(&name, node_headline(node));
    overwrite_mend(back->field, buf_slice(&back->mine), buf_slice(&back->theirs), now, &value);
    if (node_has(node, back->field) && slice_equal(now, buf_slice(&value))) {
        app_say(app, SAY_DONE, _("your text is already there: %1$s, \"%2$s\""),
            field_def(back->field)->key, name.data);
    } else {
        edit_set(&app->session.undo, node, back->field, buf_slice(&value));
        app_say(
            app, SAY_DONE, _("restored: %1$s, \"%2$s\""), field_def(back->field)->key, name.data);
    }
    buf_release(&value);
    buf_release(&name);
}

RUN(bring_back)
{
    struct bring_back *back = app->bring_back;
    if (!back->count) {
        app_say(app, SAY_ERROR, _("nobody has replaced a text of yours"));
        return;
    }
    const struct lost_text *text = &back->texts[back->count - 1];
    struct node *node = map_find(&app->session.map, buf_slice(&text->id));
    if (node && (enum node_kind)node->kind == field_def(text->field)->kind)
        set_back(app, node, text);
    else
        park(app, text);
    drop(back, back->count - 1);
    tell_more(app);
}

/* clang-format off */
const struct command bring_back_commands[] = {
    { .name = "bring-back", .keys = { K_F11 }, .contexts = IN_MAP | IN_TALK | IN_PROMPT | EDITS,
      .section = SECTION_PEOPLE,
      .help = N_("restore a text of yours that another person replaced, the last one first; also "
                 "while you type a line"), .run = run_bring_back },
    { .help = NULL },
};
/* clang-format on */
