/* The silent round: a line for notes, and one's own notes above it. */
#include <string.h>

#include "app/core/command.h"
#include "app/core/draw.h"
#include "app/core/list_pane.h"
#include "app/guide/pane.h"
#include "app/people/rounds.h"
#include "base/i18n.h"
#include "base/text.h"

/* --- the notes --- */

static const struct private_note *note_at(const struct app *app, int row)
{
    const struct rounds *rounds = app->rounds;
    for (size_t i = 0; i < rounds->own.content.note_count; i++) {
        const struct private_note *note = &rounds->own.content.notes[i];
        if (strcmp(note->round, rounds->now.id) == 0 && row-- == 0)
            return note;
    }
    return NULL;
}

static int round_rows(struct app *app, const struct level *level)
{
    (void)level;
    return rounds_kind(app) == ROUND_SILENT
               ? (int)private_notes_count(&app->rounds->own.content, app->rounds->now.id)
               : 0;
}

static void draw_hint(struct app *app, struct canvas *canvas, struct area area)
{
    const char *text = rounds_kind(app) == ROUND_SILENT
                           ? _("Everybody writes alone. Your notes are kept, and nobody sees them "
                               "until they are revealed.")
                           : _("The silent round is over. Esc goes back.");
    draw_wrapped(canvas, area, STYLE_NORMAL, slice_of(text));
}

static void draw_row(struct app *app, const struct level *level, const struct list_row *at)
{
    (void)level;
    row_text(at, 0, at->area.width, slice_of(note_at(app, at->row)->text));
}

/* While a line is typed the last notes are shown, none selected: it covers the lower rows. */
static void draw_notes(
    struct app *app, struct level *level, struct canvas *canvas, struct area area)
{
    int count = round_rows(app, level), row = level->row;
    area.height -= app->asking ? 2 : count > area.height;
    if (app->asking) {
        level_scroll(level, count - 1, count, area.height);
        level->row = -1;
    }
    draw_list(app, level, canvas, area);
    if (app->asking)
        level->row = row;
}

static void draw_round(
    struct app *app, struct level *level, struct canvas *canvas, struct area area)
{
    struct buf title = BUF_INIT, aim = BUF_INIT;
    bool runs = rounds_kind(app) == ROUND_SILENT;
    if (runs)
        round_add_aim(&app->rounds->now, &aim);
    buf_addf(&title, "%s%s%s", _("Silent round"), runs ? ": " : "", aim.data ? aim.data : "");
    if (runs && !rounds_left(app))
        buf_addf(
            &title, " (%s)", _("The time is over. Continue, or wait until the notes are revealed"));
    canvas_text(canvas, area.x + 1, area.y, area.width - 2, STYLE_TITLE, buf_slice(&title));
    canvas_fill(canvas, area.x, area.y + 1, area.width, STYLE_NORMAL, canvas_line(canvas, LINE_H));
    struct area rest = { area.x, area.y + 2, area.width, area.height - 2 };
    rest.width -= draw_silent_time(rounds_left(app), canvas,
        (struct area){ area.x, area.y + 3, area.width - 1, area.height - 6 });
    if (round_rows(app, level))
        draw_notes(app, level, canvas, rest);
    else
        draw_hint(
            app, canvas, (struct area){ rest.x + 1, rest.y + 1, rest.width - 2, rest.height - 1 });
    buf_release(&title);
    buf_release(&aim);
}

static void enter_round(struct app *app, struct level *level)
{
    (void)level;
    if (rounds_kind(app) == ROUND_SILENT)
        round_ask(app);
    else
        app_pop(app);
}

RUN(drop_note)
{
    struct level *level = app_top(app);
    const struct private_note *note = round_rows(app, level) ? note_at(app, level->row) : NULL;
    if (!note) {
        app_say(app, SAY_ERROR, _("there is no note of yours"));
        return;
    }
    struct buf why = BUF_INIT;
    bool kept = own_drop(&app->rounds->own, app->rounds->now.id, note->number);
    if (!rounds_kept(app, kept, &why))
        app_say(app, SAY_ERROR, "%s", why.data);
    buf_release(&why);
}

const struct view view_round = {
    .title = N_("silent round"),
    .context = IN_ROUND,
    .draw = draw_round,
    .rows = round_rows,
    .draw_row = draw_row,
    .enter = enter_round,
};

/* clang-format off */
const struct command round_view_commands[] = {
    { .keys = { 'a', K_ENTER }, .contexts = IN_ROUND | EDITS, .section = SECTION_GUIDE,
      .hint = N_("write"), .rank = HINT_OWN, .help = N_("in a silent round: write more notes"),
      .run = run_enter },
    { .keys = { K_PAIR('d', 'd'), K_DELETE }, .contexts = IN_ROUND | EDITS, .section = SECTION_GUIDE,
      .hint = N_("take back"), .rank = HINT_OWN, .help = N_("remove a note of your own"),
      .run = run_drop_note },
    { .help = NULL },
};
/* clang-format on */
