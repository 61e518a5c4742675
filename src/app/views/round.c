/* The silent round: a line for notes, and one's own notes above it. */
#include <config.h>

#include <errno.h>
#include <string.h>

#include "app/core/command.h"
#include "app/core/draw.h"
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
                           ? _("Each one writes alone. What you write is kept, and nobody sees it "
                               "until all is revealed.")
                           : _("The silent round is over. Esc goes back.");
    draw_wrapped(canvas, area, STYLE_NORMAL, slice_of(text));
}

static void draw_notes(
    struct app *app, struct level *level, struct canvas *canvas, struct area area)
{
    int count = round_rows(app, level);
    if (level->row >= count)
        level->row = count ? count - 1 : 0;
    /* While a line is typed the last notes are shown: it covers the lower rows. */
    int rows = area.height - (app->asking ? 2 : 0);
    int row = app->asking && count ? count - 1 : level->row;
    level_scroll(level, row, row + 1, rows < 1 ? 1 : rows);
    for (int i = 0; i < rows && level->top + i < count; i++) {
        const struct private_note *note = note_at(app, level->top + i);
        bool selected = !app->asking && level->top + i == level->row;
        enum style style = selected ? STYLE_SELECTED : STYLE_NORMAL;
        canvas_fill(
            canvas, area.x, area.y + i, 1, style, selected ? canvas_line(canvas, LINE_BAR) : ' ');
        canvas_field(canvas, area.x + 1, area.y + i, area.width - 1, style, slice_of(note->text));
    }
    draw_more_rows(canvas, area.x, area.y + rows - 1, count - level->top - rows);
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
        buf_addf(&title, " (%s)", _("the time is over; go on, or wait for what all wrote"));
    canvas_text(canvas, area.x + 1, area.y, area.width - 2, STYLE_BOLD, buf_slice(&title));
    canvas_fill(canvas, area.x, area.y + 1, area.width, STYLE_DIM, canvas_line(canvas, LINE_H));
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
    if (!own_drop(&app->rounds->own, app->rounds->now.id, note->number))
        app_say(app, SAY_ERROR, _("it can't be kept: %s"), strerror(errno));
    app->rounds->count_due = true;
    app->rounds->counted = 0;
}

static bool click_round(struct app *app, struct level *level, struct area area, int x, int y)
{
    int row = level->top + y - area.y - 2;
    (void)x;
    if (y < area.y + 2 || row >= round_rows(app, level))
        return false;
    level->row = row;
    return true;
}

const struct view view_round = {
    .title = N_("Silent round"),
    .context = IN_ROUND,
    .draw = draw_round,
    .rows = round_rows,
    .enter = enter_round,
    .click = click_round,
};

const struct command round_view_commands[] = {
    { .keys = { 'a', K_ENTER },
        .contexts = IN_ROUND | EDITS,
        .section = SECTION_GUIDE,
        .hint = N_("write"),
        .rank = HINT_OWN,
        .help = N_("in a silent round: write more notes"),
        .run = run_enter },
    { .keys = { 'd', K_DELETE },
        .contexts = IN_ROUND | EDITS,
        .section = SECTION_GUIDE,
        .hint = N_("take back"),
        .rank = HINT_OWN,
        .help = N_("take a note of one's own back"),
        .run = run_drop_note },
    { .help = NULL },
};
