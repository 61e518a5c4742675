/* The time on the screen: the box of the step, and the silent round. */
#include <stdio.h>
#include <string.h>

#include "app/guide/pane.h"
#include "app/people/rounds.h"
#include "base/i18n.h"
#include "guide/guide.h"

/* Between two pictures of a clock. Seconds in figures would be one write each on a slow line, and
 * nobody plans a workshop by them. */
enum { TICK = 10, FIGURE_WIDTH = 5, FIGURE_ROWS = 5, FIGURES = 4 };

/* Up to the next whole tick. */
static int rounded(int seconds)
{
    return (seconds + TICK - 1) / TICK * TICK;
}

enum { TIME_MAX = 16 };

/* "7:20" */
static const char *minutes_of(int seconds, char text[TIME_MAX])
{
    snprintf(text, TIME_MAX, "%d:%02d", seconds / 60, seconds % 60);
    return text;
}

/* What a clock shows. */
struct shown {
    int left; /* of the step's box, in seconds; negative: over */
    bool paused;
    bool known;
};

#define PAUSED_WORD " paused"

/* The clock of another: "7:20", "-2:00", "7:20 paused", and perhaps something behind that. */
static struct shown read_clock(const char *text)
{
    struct shown shown = { 0 };
    bool over = *text == '-';
    text += over;
    int minutes, seconds, used = 0;
    if (sscanf(text, "%5d:%2d%n", &minutes, &seconds, &used) < 2 || !used || minutes < 0 ||
        seconds < 0)
        return shown;
    int time = minutes * 60 + seconds;
    shown.known = true;
    shown.paused = strncmp(text + used, PAUSED_WORD, strlen(PAUSED_WORD)) == 0;
    shown.left = over ? -time : time;
    return shown;
}

bool guide_is_clock(const char *text)
{
    return read_clock(text).known;
}

static struct shown shown_of(const struct guide_pane *pane)
{
    if (guide_follows(pane->engine))
        return read_clock(pane->clock);
    return (
        struct shown){ guide_left(pane->engine), guide_current_step(pane->engine).paused, true };
}

static void tell_clock(const struct shown *shown, struct buf *out)
{
    bool over = shown->paused ? shown->left < 0 : shown->left <= -TICK;
    int time = shown->left < 0 ? -shown->left : shown->left;
    char text[TIME_MAX];
    if (!shown->paused)
        time = over ? time / TICK * TICK : rounded(shown->left < 0 ? 0 : time);
    buf_addf(
        out, "%s%s%s", over ? "-" : "", minutes_of(time, text), shown->paused ? PAUSED_WORD : "");
}

void guide_tell_clock(const struct guide_pane *pane, char *out, size_t size)
{
    struct shown shown = shown_of(pane);
    struct buf text = BUF_INIT;
    tell_clock(&shown, &text);
    snprintf(out, size, "%s", text.data);
    buf_release(&text);
}

void guide_add_clock(const struct app *app, bool brief, struct buf *out)
{
    struct shown shown = shown_of(app->guide);
    int left = shown.left, silent = rounds_left(app);
    char time[TIME_MAX];
    if (!shown.known && silent <= 0)
        return;
    if (silent > 0)
        buf_addf(out, silent <= SILENT_WARNING ? _("silent: %s left!") : _("silent: %s left"),
            minutes_of(rounds_shown(silent), time));
    else if (brief)
        tell_clock(&shown, out);
    else if (shown.paused)
        buf_addf(out, left < 0 ? _("paused, over by %s") : _("paused, %s left"),
            minutes_of(left < 0 ? -left : left, time));
    else if (left <= -TICK)
        buf_addf(out, _("over by %s"), minutes_of(-left / TICK * TICK, time));
    else
        buf_addf(out, left <= BOX_WARNING ? _c("time", "%s left!") : _c("time", "%s left"),
            minutes_of(rounded(left < 0 ? 0 : left), time));
}

/* Seconds until what is shown of the time is another. */
static int next_change(int left)
{
    return left > 0 ? (left - 1) % TICK + 1 : TICK - -left % TICK;
}

int guide_pane_tick(const struct app *app)
{
    const struct guide_pane *pane = app->guide;
    if (!pane || !pane->entered)
        return -1;
    /* One follows: the other one's clock tells. */
    if (guide_follows(pane->engine) || guide_current_step(pane->engine).paused)
        return -1;
    int alarm = guide_next_alarm(pane->engine), next = next_change(guide_left(pane->engine));
    return alarm > 0 && alarm < next ? alarm : next;
}

/* Of a long talk about one question, a dead battery may cost so many seconds. */
enum { NOTED_EVERY = 60 };

void guide_pane_ticked(struct app *app)
{
    const struct guide_pane *pane = app->guide;
    if (pane && pane->entered && clock_now(app->session.clock) - pane->noted >= NOTED_EVERY)
        guide_pane_note(app);
}

/* --- large figures --- */

static const char *const figures[][FIGURE_ROWS] = {
    { "###", "# #", "# #", "# #", "###" }, { "  #", "  #", "  #", "  #", "  #" },
    { "###", "  #", "###", "#  ", "###" }, { "###", "  #", "###", "  #", "###" },
    { "# #", "# #", "###", "  #", "  #" }, { "###", "#  ", "###", "  #", "###" },
    { "###", "#  ", "###", "# #", "###" }, { "###", "  #", "  #", "  #", "  #" },
    { "###", "# #", "###", "# #", "###" }, { "###", "# #", "###", "  #", "###" },
    { " ", "#", " ", "#", " " }, /* the colon */
};

static int draw_figure(struct canvas *canvas, int x, int y, int figure)
{
    int width = 0;
    for (int row = 0; row < FIGURE_ROWS; row++)
        for (width = 0; figures[figure][row][width]; width++)
            if (figures[figure][row][width] == '#')
                canvas_fill(
                    canvas, x + 2 * width, y + row, 2, STYLE_TITLE, canvas->ascii ? '#' : 0x2588);
    return 2 * width + 2;
}

int draw_silent_time(int left, struct canvas *canvas, struct area area)
{
    int shown = rounds_shown(left);
    int width = 3 * 8 + 4;
    if (left <= 0 || area.height < FIGURE_ROWS || area.width < 2 * width)
        return 0;
    int x = area.x + area.width - width;
    x += draw_figure(canvas, x, area.y, shown / 60 % 10);
    x += draw_figure(canvas, x, area.y, 10);
    x += draw_figure(canvas, x, area.y, shown % 60 / 10);
    draw_figure(canvas, x, area.y, shown % 10);
    return width + 2;
}
