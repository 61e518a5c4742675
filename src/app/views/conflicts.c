/*
 * The conflicts: what was changed here and in the file at once, with both texts. Enter takes the
 * other one. A conflict is settled when its note is no longer in the parking lot.
 */
#include "app/core/draw.h"
#include "app/core/list_pane.h"
#include "base/i18n.h"
#include "base/text.h"
#include "insight/merge/conflict_choice.h"

enum { SIDE_WIDTH = 8, PLACE_FROM = 2 + SIDE_WIDTH };

static struct conflict *conflict_at(struct app *app, int row)
{
    struct conflicts *conflicts = &app->session.conflicts;
    return row >= 0 && (size_t)row < conflicts->count ? &conflicts->items[row] : NULL;
}

static int conflict_rows(struct app *app, const struct level *level)
{
    (void)level;
    return (int)app->session.conflicts.count;
}

static struct node *note_of(struct app *app, const struct conflict *conflict)
{
    struct node *note = conflict->note ? map_find(&app->session.map, slice_of(conflict->note))
                                       : NULL;
    return note && note->kind == KIND_NOTE ? note : NULL;
}

/* --- the picture --- */

static const char *side_word(enum conflict_side side)
{
    static const char *const words[] = {
        [CONFLICT_OURS] = N_("here"),
        [CONFLICT_THEIRS] = N_("file"),
        [CONFLICT_OTHER] = NC_("conflict", "another"),
        [CONFLICT_GONE] = N_("gone"),
    };
    return i18n_marked(words[side]);
}

static void draw_row(struct app *app, const struct level *level, const struct list_row *at)
{
    const struct conflict *conflict = conflict_at(app, at->row);
    const struct map *map = &app->session.map;
    struct buf place = BUF_INIT;
    (void)level;
    conflict_add_place(map, conflict, &place);
    row_text(at, 0, 1, note_of(app, conflict) ? SLICE(" ") : SLICE("x"));
    row_text(at, 2, SIDE_WIDTH - 1, slice_of(side_word(conflict_stands(map, conflict))));
    row_text(at, PLACE_FROM, at->area.width - PLACE_FROM, buf_slice(&place));
    buf_release(&place);
}

/* "Here: -2", wrapped; returns the rows. */
static int draw_text(
    struct canvas *canvas, struct area area, const char *label, struct slice value, bool stands)
{
    struct buf text = BUF_INIT;
    buf_addf(&text, "%s: ", label);
    if (!value.data)
        buf_addf(&text, "(%s)", _("nothing"));
    for (size_t i = 0; i < value.len; i++)
        if (value.data[i])
            buf_add_char(&text, value.data[i]);
        else if (i + 1 < value.len)
            buf_adds(&text, ", ");
    int rows = area.height > 0 ? draw_wrapped(canvas, area, stands ? STYLE_TITLE : STYLE_NORMAL,
                                     buf_slice(&text))
                               : 0;
    buf_release(&text);
    return rows;
}

/* What stood there before both, and both; long ones share the room. */
static void draw_texts(
    struct app *app, const struct conflict *conflict, struct canvas *canvas, struct area area)
{
    enum conflict_side side = conflict_stands(&app->session.map, conflict);
    bool here = conflict->kind == CONFLICT_REMOVED_HERE;
    bool there = conflict->kind == CONFLICT_REMOVED_THERE;
    int end = area.y + area.height;
    area.height = area.height > 4 ? (area.height - 1) / 2 : area.height / 2;
    area.y += draw_text(canvas, area, _("Here"), here ? slice_of(_("removed")) : conflict->ours,
        side == CONFLICT_OURS);
    area.y += draw_text(canvas, area, _("File"), there ? slice_of(_("removed")) : conflict->theirs,
        side == CONFLICT_THEIRS);
    area.height = end - area.y;
    if (!here && !there)
        draw_text(canvas, area, _("Before"), conflict->base, false);
}

static void draw_conflicts(
    struct app *app, struct level *level, struct canvas *canvas, struct area area)
{
    if (!conflict_rows(app, level)) {
        draw_wrapped(canvas,
            (struct area){ area.x + 1, area.y + 1, area.width - 2, area.height - 2 }, STYLE_NORMAL,
            slice_of(_("No conflicts. If another program changes the file while it is open here, "
                       "this list shows what both changed, with both texts. One person here has "
                       "the list; everybody finds the texts in the parking lot (F7).")));
        return;
    }
    canvas_text(canvas, area.x + 1, area.y, area.width - 1, STYLE_TITLE,
        slice_of(_("x Stands  Conflict (x: settled)")));
    struct area sheet = draw_list_and_line(app, level, canvas, area, area.height * 2 / 5);
    draw_texts(app, conflict_at(app, level->row), canvas, sheet);
}

/* --- what keys do --- */

static void drop_note(struct app *app, const struct conflict *conflict)
{
    struct node *note = note_of(app, conflict);
    if (note)
        edit_remove(&app->session.undo, note);
}

static void enter_conflict(struct app *app, struct level *level)
{
    struct conflict *conflict = conflict_at(app, level->row);
    struct undo *undo = &app->session.undo;
    if (!conflict)
        return;
    bool theirs = conflict_stands(&app->session.map, conflict) != CONFLICT_THEIRS;
    undo_begin(undo);
    bool done = conflict_choose(undo, conflict, theirs ? CONFLICT_THEIRS : CONFLICT_OURS);
    if (done)
        drop_note(app, conflict);
    undo_end(undo);
    if (!done)
        app_say(app, SAY_ERROR,
            _("this is no longer in the map; the note in the parking lot (F7) has both texts"));
    else
        app_say(app, SAY_DONE,
            theirs ? _("Now it is as in the file. Enter takes the text from here again")
                   : _("Now it is as it was here. Enter takes the text of the file again"));
}

static struct node *selected_conflict(struct app *app, const struct level *level)
{
    const struct conflict *conflict = conflict_at(app, level->row);
    return conflict ? map_find(&app->session.map, slice_of(conflict->id)) : NULL;
}

const struct view view_conflicts = {
    .title = N_("conflicts"),
    .context = IN_CONFLICTS,
    .draw = draw_conflicts,
    .rows = conflict_rows,
    .draw_row = draw_row,
    .selected = selected_conflict,
    .enter = enter_conflict,
};

RUN(conflicts)
{
    app_push_once(app, &view_conflicts);
}

/* What stands there stays. */
RUN(conflict_dismiss)
{
    struct conflict *conflict = conflict_at(app, app_top(app)->row);
    if (!conflict)
        return;
    drop_note(app, conflict);
    app_say(app, SAY_DONE, _("Settled; u undoes this"));
}

/* clang-format off */
const struct command conflicts_commands[] = {
    { .keys = { K_ENTER }, .contexts = IN_CONFLICTS | EDITS, .section = SECTION_PEOPLE,
      .hint = N_("take the other"), .rank = HINT_OWN,
      .help = N_("in the list of conflicts: take the other text, or the first one again"),
      .run = run_enter },
    { .keys = { K_PAIR('d', 'd'), K_DELETE }, .contexts = IN_CONFLICTS | EDITS, .section = SECTION_PEOPLE,
      .hint = N_("settled"), .rank = HINT_OWN,
      .help = N_("in the list of conflicts: settle it as it is now, and remove its note from the "
                 "parking lot"), .run = run_conflict_dismiss },
    { .name = "conflicts", .section = SECTION_PEOPLE,
      .help = N_("show what was changed both here and in the file by another program, with both "
                 "texts"),
      .run = run_conflicts },
    { .help = NULL },
};
/* clang-format on */
