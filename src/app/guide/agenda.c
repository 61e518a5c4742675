/* Levels above the guide's question: the agenda, the step explained, and the guide's help. */
#include "app/core/draw.h"
#include "app/core/list_pane.h"
#include "app/guide/pane.h"
#include "base/i18n.h"
#include "base/text.h"
#include "guide/dot.h"

enum { FIXED_WIDTH = 43 }; /* of the agenda's columns behind the names */

/* The title with the running clock, and a line below; what is left is for the level. */
static struct area draw_head(struct app *app, struct canvas *canvas, struct area area)
{
    draw_guide_title(app, canvas, area.x + 1, area.y, area.width - 2);
    canvas_fill(canvas, area.x, area.y + 1, area.width, STYLE_NORMAL, canvas_line(canvas, LINE_H));
    return (struct area){ area.x + 1, area.y + 2, area.width - 2, area.height - 2 };
}

/* --- the agenda --- */

static int minutes(int seconds)
{
    return (seconds + 59) / 60;
}

static const char *state_word(const struct guide_step *step)
{
    static const char *const words[] = {
        [STATE_OPEN] = NC_("step", "open"),
        [STATE_DONE] = NC_("step", "done"),
        [STATE_PASSED] = NC_("step", "passed"),
    };
    bool nothing = step->absent || step->state == STATE_WAITING;
    return step->current ? _("now") : nothing ? "-" : i18n_marked(words[step->state]);
}

/* "5 Touchpoints      now    10 min   4 used   3 of 12 open" */
static void draw_step(
    const struct guide_step *step, struct canvas *canvas, struct area area, enum style style)
{
    struct buf text = BUF_INIT;
    int name = area.width - FIXED_WIDTH > 30 ? 30 : area.width - FIXED_WIDTH;
    int count = step->answered + step->open;
    buf_addf(&text, "%2d ", step->number);
    buf_add_slice(&text, step->name);
    canvas_text(canvas, area.x, area.y, name < 16 ? 16 : name, style, buf_slice(&text));
    if (name < 16) {
        canvas_textf(canvas, area.x + 17, area.y, area.width - 17, style, "%-6s %d/%d",
            state_word(step), minutes(step->used), minutes(step->box));
    } else {
        canvas_textf(canvas, area.x + 1 + name, area.y, FIXED_WIDTH - 1, style,
            _("%-7s %3d min %4d used"), state_word(step), minutes(step->box), minutes(step->used));
        int behind = 1 + name + 28;
        if (step->open)
            canvas_textf(canvas, area.x + behind, area.y, area.width - behind, style,
                _("%1$d of %2$d open"), step->open, count);
        else if (step->absent || step->state == STATE_WAITING)
            canvas_textf(canvas, area.x + behind, area.y, area.width - behind, style, "%s",
                step->absent ? _("not for this map") : _("nothing to ask yet"));
    }
    buf_release(&text);
}

static int agenda_rows(struct app *app, const struct level *level)
{
    (void)level;
    return guide_step_count(app->guide->engine);
}

static void draw_total(struct app *app, struct canvas *canvas, struct area area)
{
    int box = 0, used = 0, open = 0;
    for (int i = 1; i <= agenda_rows(app, NULL); i++) {
        struct guide_step step = guide_step_at(app->guide->engine, i);
        box += step.box;
        used += step.used;
        open += step.open;
    }
    canvas_textf(canvas, area.x + 1, area.y, area.width - 1, STYLE_TITLE,
        _("%1$d min planned, %2$d min used. Open questions: %3$d"), minutes(box), minutes(used),
        open);
}

int draw_agenda_lines(struct app *app, struct canvas *canvas, struct area area)
{
    int count = agenda_rows(app, NULL);
    for (int y = 0; canvas && y < count && y < area.height; y++) {
        struct guide_step step = guide_step_at(app->guide->engine, y + 1);
        draw_step(&step, canvas, (struct area){ area.x + 1, area.y + y, area.width - 1, 1 },
            step.current ? STYLE_TITLE : STYLE_NORMAL);
    }
    return count;
}

static void draw_row(struct app *app, const struct level *level, const struct list_row *at)
{
    struct guide_step step = guide_step_at(app->guide->engine, at->row + 1);
    (void)level;
    draw_step(&step, at->canvas, at->area, step.current && !at->selected ? STYLE_TITLE : at->style);
}

static void draw_agenda(
    struct app *app, struct level *level, struct canvas *canvas, struct area area)
{
    struct area list = draw_head(app, canvas, area);
    int count = agenda_rows(app, level);
    list.height -= 2;
    int more = draw_list_rows(app, level, canvas, list);
    draw_more_rows(canvas, area.x, list.y + list.height, more);
    list.y += (count < list.height ? count : list.height) + 1;
    draw_total(app, canvas, list);
}

static void enter_agenda(struct app *app, struct level *level)
{
    struct guide_step step = guide_step_at(app->guide->engine, level->row + 1);
    struct buf why = BUF_INIT;
    if (guide_go(app->guide->engine, step.key, &why))
        app_pop(app);
    else
        app_say(app, SAY_ERROR, "%s", why.data);
    guide_mark_seen(app);
    buf_release(&why);
}

const struct view view_agenda = {
    .title = N_("Agenda"),
    .context = IN_AGENDA,
    .draw = draw_agenda,
    .rows = agenda_rows,
    .draw_row = draw_row,
    .enter = enter_agenda,
};

void guide_show_agenda(struct app *app)
{
    struct guide_step step = guide_current_step(app->guide->engine);
    app_push(app, view_of(app, IN_AGENDA), NULL)->row = step.position - 1;
}

/* --- texts --- */

static void draw_text(struct app *app, struct level *level, struct canvas *canvas, struct area area,
    struct slice text)
{
    struct pen pen = { .area = draw_head(app, canvas, area) };
    int lines = pen_text(&pen, "", STYLE_NORMAL, text);
    pen.area.height--;
    draw_text_scroll(
        level, lines, canvas, (struct area){ area.x, pen.area.y, area.width, pen.area.height });
    pen.canvas = canvas;
    pen.line = -level->top;
    pen_text(&pen, "", STYLE_NORMAL, text);
}

static void draw_explanation(
    struct app *app, struct level *level, struct canvas *canvas, struct area area)
{
    struct buf text = BUF_INIT, spaced = BUF_INIT;
    guide_add_explanation(app->guide->engine, &text);
    struct slice prompts = guide_prompts(app->guide->engine), item;
    while (value_next_item(&prompts, &item))
        buf_addf(&text, "%s %.*s\n", _("To ask in this stage:"), SLICE_ARG(item));
    for (size_t i = 0; i < text.len; i++)
        buf_add_repeated(&spaced, text.data[i], text.data[i] == '\n' ? 2 : 1);
    draw_text(app, level, canvas, area, buf_slice(&spaced));
    buf_release(&text);
    buf_release(&spaced);
}

const struct view view_explanation = {
    .title = N_("The step"),
    .context = IN_HELP,
    .draw = draw_explanation,
};

static void draw_guide_help(
    struct app *app, struct level *level, struct canvas *canvas, struct area area)
{
    struct buf text = BUF_INIT;
    buf_adds(
        &text, _("Type these in the line of an answer; you can shorten them. If one key answers a "
                 "question, press . to open a line. If a text begins with a dot, type two dots. "
                 "The last line of the screen shows the keys, and :help shows all of them."));
    buf_adds(&text, "\n\n");
    for (const struct dot_command *dot = dot_commands; dot->name; dot++)
        buf_addf(&text, ".%s%s%s: %s\n", dot->name, dot->argument ? " " : "",
            dot->argument ? dot->argument : "", _(dot->help));
    draw_text(app, level, canvas, area, buf_slice(&text));
    buf_release(&text);
}

const struct view view_guide_help = {
    .title = N_("The guide's help"),
    .context = IN_HELP,
    .draw = draw_guide_help,
};

void guide_show_explanation(struct app *app)
{
    app_push(app, &view_explanation, NULL);
}

void guide_show_help(struct app *app)
{
    app_push(app, &view_guide_help, NULL);
}

/* clang-format off */
const struct command agenda_commands[] = {
    { .keys = { K_ENTER }, .contexts = IN_AGENDA, .section = SECTION_GUIDE, .hint = N_("go there"),
      .rank = HINT_OWN, .help = N_("in the agenda: go to that step"), .run = run_enter },
    { .help = NULL },
};
/* clang-format on */
