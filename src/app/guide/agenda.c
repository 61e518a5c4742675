/* Levels above the guide's question: the agenda, the step explained, and the guide's help. */
#include "app/core/draw.h"
#include "app/core/list_pane.h"
#include "app/guide/pane.h"
#include "base/i18n.h"
#include "base/text.h"
#include "guide/dot.h"

/* The line with the running clock; what is left is for the level. */
static struct area draw_head(struct app *app, struct canvas *canvas, struct area area)
{
    draw_guide_rule(app, canvas, (struct area){ area.x, area.y, area.width, 1 });
    return (struct area){ area.x, area.y + 1, area.width, area.height - 1 };
}

/* --- the agenda --- */

enum {
    WIDE = 60, /* columns; from here on a row tells the step's state */
    NAME_WIDTH = 32,
    STATE_WIDTH = 9,
    NUMBER_WIDTH = 5,
    NUMBERS = 4
};

/* Where the columns of a row are. */
struct columns {
    int name, state, first, each; /* width of the name; where the state and the numbers begin */
};

static struct columns columns_of(struct area row)
{
    int narrow = row.width - NUMBERS * NUMBER_WIDTH;
    if (row.width < WIDE - 1)
        return (struct columns){ narrow + 1, 0, narrow, NUMBER_WIDTH };
    return (
        struct columns){ NAME_WIDTH - 1, NAME_WIDTH, NAME_WIDTH + STATE_WIDTH, NUMBER_WIDTH + 3 };
}

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

static void put_name(
    struct canvas *canvas, struct area row, enum style style, struct slice name, const char *state)
{
    struct columns at = columns_of(row);
    canvas_text(canvas, row.x, row.y, at.name, style, name);
    if (at.state)
        canvas_text(canvas, row.x + at.state, row.y, STATE_WIDTH - 1, style, slice_of(state));
}

static void put_numbers(
    struct canvas *canvas, struct area row, enum style style, const int *numbers, int count)
{
    struct columns at = columns_of(row);
    for (int i = 0; i < count; i++) {
        struct buf text = BUF_INIT;
        buf_addf(&text, "%d", numbers[i]);
        draw_at_end(canvas, row.x + at.first + (i + 1) * at.each, row.y, style, buf_slice(&text));
        buf_release(&text);
    }
}

static void draw_headings(struct canvas *canvas, struct area row)
{
    /* TRANSLATORS: headings of the agenda's columns, at most 4 columns wide: minutes planned and
     * used, questions open and, of these, needed. */
    static const char *const headings[NUMBERS] = { NC_("agenda", "min"), NC_("agenda", "used"),
        NC_("agenda", "open"), NC_("agenda", "need") };
    struct columns at = columns_of(row);
    put_name(canvas, row, STYLE_DIM, slice_of(_c("agenda", "step")), _c("agenda", "state"));
    for (int i = 0; i < NUMBERS; i++)
        draw_at_end(canvas, row.x + at.first + (i + 1) * at.each, row.y, STYLE_DIM,
            slice_of(i18n_marked(headings[i])));
}

/* " 5 Touchpoints      now        10      4      3      1" */
static void draw_step(
    const struct guide_step *step, struct canvas *canvas, struct area row, enum style style)
{
    const struct columns at = columns_of(row);
    const int numbers[] = { minutes(step->box), minutes(step->used), step->open, step->needed };
    bool says = at.state && (step->absent || step->state == STATE_WAITING);
    struct buf name = BUF_INIT;
    buf_addf(&name, "%2d %.*s", step->number, SLICE_ARG(step->name));
    put_name(canvas, row, style, buf_slice(&name), state_word(step));
    put_numbers(canvas, row, style, numbers, says ? NUMBERS / 2 : NUMBERS);
    if (says) {
        int x = at.first + NUMBERS / 2 * at.each + 4;
        canvas_text(canvas, row.x + x, row.y, row.width - x, style,
            slice_of(step->absent ? _("not for this map") : _("nothing to ask yet")));
    }
    buf_release(&name);
}

static int agenda_rows(struct app *app, const struct level *level)
{
    (void)level;
    return guide_step_count(app->guide->engine);
}

static void draw_total(struct app *app, struct canvas *canvas, struct area row)
{
    int box = 0, used = 0, open = 0, needed = 0;
    for (int i = 1; i <= agenda_rows(app, NULL); i++) {
        struct guide_step step = guide_step_at(app->guide->engine, i);
        box += step.box;
        used += step.used;
        open += step.open;
        needed += step.needed;
    }
    put_numbers(
        canvas, row, STYLE_TITLE, (int[]){ minutes(box), minutes(used), open, needed }, NUMBERS);
    row.x += 3;
    row.width -= 3;
    canvas_text(
        canvas, row.x, row.y, columns_of(row).name, STYLE_TITLE, slice_of(_c("agenda", "in all")));
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
    struct area row = { list.x + 1, list.y, list.width - 1, 1 };
    draw_headings(canvas, row);
    list.y++;
    list.height -= 2;
    list.height -= count > list.height;
    int more = draw_list_rows(app, level, canvas, list);
    draw_more_rows(canvas, area.x, list.y + list.height, more);
    row.y = count > list.height ? area.y + area.height - 1 : list.y + count;
    draw_total(app, canvas, row);
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
    .title = N_("agenda"),
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
    pen.area.x++;
    pen.area.width -= 2;
    int lines = pen_text(&pen, "", STYLE_NORMAL, text);
    pen.area.height--;
    pen.area.height = draw_text_scroll(
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
    .title = N_("the step"),
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
    .title = N_("the guide's help"),
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
