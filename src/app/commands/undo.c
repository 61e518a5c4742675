/* Undo and redo, and what there is to say of them. */
#include "app/grid/grid.h"
#include "app/people/people.h"
#include "base/i18n.h"
#include "base/text.h"

enum { NAME_WIDTH = 40 };

/* Where an edit happened: its node, or what stands in its place now. */
static struct node *place_of(const struct edit *edit)
{
    if (edit->node->parent || edit->op == EDIT_SET)
        return edit->node;
    struct node *parent = edit->op == EDIT_INSERT ? edit->new_parent : edit->old_parent;
    uint32_t index = edit->op == EDIT_INSERT ? edit->new_index : edit->old_index;
    enum field list = field_of_child(parent->kind, edit->node->kind);
    struct node *before = index ? node_child(parent, list, index - 1) : NULL;
    return before ? before : parent;
}

static const char *author_of(const struct app *app, size_t edit)
{
    return people_author(app, app->session.undo.edits[edit - 1].author);
}

/* What stays as it is, and why; empty: all was done. */
static void add_what_stays(const struct app *app, struct buf *out)
{
    const struct undo *undo = &app->session.undo;
    const struct edit *kept = undo->kept ? &undo->edits[undo->kept - 1] : NULL;
    if (out->len && (kept || undo->overwritten))
        buf_adds(out, "; ");
    if (kept) {
        struct buf name = BUF_INIT;
        buf_add_slice(&name, node_headline(kept->node));
        if (undo->kept_unfit)
            buf_addf(out, _("\"%s\" stays, because values would not fit their lane"), name.data);
        else if (undo->kept_by)
            buf_addf(out, _("\"%1$s\" stays, because %2$s has added to it; dd deletes it"),
                name.data, author_of(app, undo->kept_by));
        else if (!node_in_tree(undo->map, kept->node))
            buf_addf(out, _("\"%s\" stays deleted: another persona has its id; delete that first"),
                name.data);
        else
            buf_addf(out, _("\"%s\" stays, because its old place was removed"), name.data);
        buf_release(&name);
    } else if (undo->overwritten && undo->overwriter) {
        buf_addf(out, _("the later change by %s stays"), author_of(app, undo->overwriter));
    } else if (undo->overwritten) {
        buf_adds(out, _("the later change by another program stays"));
    }
}

static void show_edit(struct app *app, const struct edit *edit, const char *done, const char *none)
{
    struct buf message = BUF_INIT;
    if (edit) {
        if (app_on_grid(app))
            grid_reveal(app, place_of(edit));
        grid_check_detail(app);
        buf_adds(&message, done);
        /* Not what the guide and rounds keep for themselves. */
        bool silent = edit->op == EDIT_SET && !field_is_shown((enum field)edit->field);
        if (!silent && !node_up(edit->node, KIND_STEP)) {
            buf_adds(&message, ": ");
            text_clip(&message, node_headline(edit->node), NAME_WIDTH, "…");
        }
    }
    add_what_stays(app, &message);
    app_say(app, SAY_DONE, "%s", message.len ? message.data : none);
    buf_release(&message);
}

/* As often as was counted; the last edit, or NULL where there was none at all. */
static const struct edit *repeated(
    struct app *app, const struct edit *(*act)(struct undo *undo), int *done)
{
    const struct edit *last = NULL, *edit;
    int times = app->typed.count ? app->typed.count : 1;
    for (*done = 0; times-- && (edit = act(&app->session.undo)); (*done)++)
        last = edit;
    return last;
}

/* Of several the last one is named: that is where the cursor is. */
static void say_how_many(struct app *app, int done)
{
    if (done > 1) /* TRANSLATORS: how many changes were undone or redone. */
        app_say_more(app, _("%d changes in all"), done);
}

RUN(undo)
{
    int done;
    const struct edit *last = repeated(app, undo_undo, &done);
    show_edit(app, last, _("undone"), _("nothing to undo"));
    say_how_many(app, done);
}

RUN(redo)
{
    int done;
    const struct edit *last = repeated(app, undo_redo, &done);
    show_edit(app, last, _("redone"), _("nothing to redo"));
    say_how_many(app, done);
}

/* clang-format off */
const struct command undo_commands[] = {
    { .name = "undo", .keys = { 'u' }, .contexts = IN_MAP | IN_END | EDITS,
      .section = SECTION_EDIT, .counts = true, .hint = N_("undo"), .help = N_("undo the last change"),
      .run = run_undo },
    { .keys = { K_CTRL('_') }, .contexts = IN_MAP | IN_GUIDE | IN_END | EDITS,
      .section = SECTION_EDIT, .counts = true,
      .help = N_("the same, also where no letter is a command (.undo)"),
      .run = run_undo },
    { .name = "redo", .keys = { K_CTRL('r') }, .contexts = IN_MAP | IN_GUIDE | IN_END | EDITS,
      .section = SECTION_EDIT, .counts = true, .help = N_("redo what was undone"),
      .run = run_redo },
    { .help = NULL },
};
/* clang-format on */
