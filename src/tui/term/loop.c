#include "tui/term/loop.h"

#include <errno.h>
#include <unistd.h>

#include "base/clock.h"
#include "tui/term/signals.h"

/* So many reads of a flood of keys go before a picture in between. */
enum { READS_UNPAINTED = 16, READ_SIZE = 4096 };

bool loop_save(struct loop *loop)
{
    loop->status = app_save_all(loop->app, loop->diags) == STATUS_OK ? STATUS_OK : STATUS_SYSTEM;
    return loop->status == STATUS_OK;
}

/* What came of a paste that the line was cut in is kept as a typed text is. */
static void take_cut_paste(struct loop *loop)
{
    struct prompt *prompt = app_prompt(loop->app);
    struct key key;
    keys_end(&loop->keys);
    while (keys_next(&loop->keys, true, &key)) {
        if (key.code != K_PASTE || !prompt)
            continue;
        buf_splice(&prompt->text, prompt->cursor, 0, key.text);
        prompt->cursor += key.text.len;
    }
}

void loop_end(struct loop *loop)
{
    if (loop->ended)
        return;
    loop->ended = true;
    take_cut_paste(loop);
    loop_save(loop);
}

/* No answer to a key, or one that takes few bytes: a letter of a line that is typed. */
static bool is_urgent(const struct loop *loop)
{
    return loop->urgent || app_prompt(loop->app);
}

static void paint(struct loop *loop)
{
    loop->canvas.ascii = loop->ascii;
    loop->canvas.boxes = loop->boxes;
    loop->canvas.shades = loop->ascii ? 0 : term_shades(loop->term);
    int width = term_width(loop->term), height = term_height(loop->term);
    if (!app_only_moved(loop->app) || loop->canvas.width != width || loop->canvas.height != height)
        canvas_reset(&loop->canvas, width, height);
    app_draw(loop->app, &loop->canvas);
    int64_t now = clock_ms();
    loop->waiting = !is_urgent(loop) && pace_streams(&loop->pace, now);
    pace_painted(&loop->pace, term_present(loop->term, &loop->canvas, loop->waiting), now);
    loop->dirty = loop->urgent = false;
    loop->unpainted = 0;
}

static void read_keys(struct loop *loop)
{
    char bytes[READ_SIZE];
    ssize_t len = read(STDIN_FILENO, bytes, sizeof bytes);
    loop->idle_since = loop->begun_at = clock_ms();
    pace_key(&loop->pace, loop->idle_since);
    if (len > 0)
        keys_feed(&loop->keys, bytes, (size_t)len, loop->idle_since);
    else if (len == 0 || (errno != EINTR && errno != EAGAIN))
        loop_end(loop);
    loop->unpainted++;
}

static void look_at_others(struct loop *loop)
{
    loop->looked_at = clock_ms();
    if (app_others(loop->app))
        loop->dirty = loop->urgent = true;
}

/* After a stop, asked for or not. */
static void go_on(struct loop *loop)
{
    term_resume(loop->term);
    look_at_others(loop);
}

void loop_suspend(struct loop *loop)
{
    app_pausing(loop->app);
    term_pause(loop->term);
    signals_stop_group();
    go_on(loop);
    loop->dirty = true;
}

static void handle_signals(struct loop *loop)
{
    unsigned flags = signals_take();
    if (flags & (FLAG_TERMINATE | FLAG_HANGUP))
        loop_end(loop);
    else if (flags & FLAG_STOP)
        loop_suspend(loop);
    else if (flags & FLAG_CONTINUED)
        go_on(loop);
    if (flags & FLAG_RESIZED)
        term_resize(loop->term);
    if (flags)
        loop->dirty = loop->urgent = true;
}

/* --- timers: all say in how many ms they are over, -1: they do not run --- */

static int left_of(int64_t since, int period)
{
    int64_t gone = clock_ms() - since;
    return period < 0 ? -1 : gone >= period ? 0 : period - (int)gone;
}

/* Until a key that has begun is taken as it is. */
static int patience_left(const struct loop *loop)
{
    return left_of(loop->begun_at, keys_patience(&loop->keys, loop->escape_delay));
}

/* Until the map saves itself: what a clock or others do is no sign of life. */
static int rest_left(const struct loop *loop)
{
    return left_of(loop->idle_since, app_rest(loop->app));
}

/* Until a clock on the screen shows another time. The app tells it anew at each wait, in seconds:
 * the soonest that it told counts, or frequent keys would put it off for ever. */
static int tick_left(struct loop *loop)
{
    int tick = app_tick(loop->app);
    int64_t now = clock_ms();
    if (tick < 0)
        loop->tick_at = 0;
    else if (!loop->tick_at || now + tick < loop->tick_at)
        loop->tick_at = now + tick;
    return tick < 0 ? -1 : loop->tick_at > now ? (int)(loop->tick_at - now) : 0;
}

/* Until what others do may be looked at again. */
static int gap_left(const struct loop *loop)
{
    return app_watch(loop->app) < 0 ? -1 : left_of(loop->looked_at, app_watch_gap(loop->app));
}

/* Until a picture may be painted, if one is due. */
static int picture_left(const struct loop *loop)
{
    if (!loop->dirty && !loop->waiting)
        return -1;
    return is_urgent(loop) ? 0 : pace_left(&loop->pace, !loop->dirty, clock_ms());
}

/* Nothing was typed for so long as the app wanted: it saves. Or its clock goes on. */
static void use_time(struct loop *loop)
{
    bool ticks = tick_left(loop) == 0, rests = rest_left(loop) == 0;
    if (rests)
        app_rested(loop->app);
    if (ticks) {
        app_ticked(loop->app);
        loop->tick_at = 0;
    }
    if (ticks || rests)
        loop->dirty = true;
}

/* --- all of it --- */

/* Waits for keys, signals, what others do, and the timers; if a picture is due for room for it. */
static struct readiness wait_for_all(struct loop *loop)
{
    int picture = picture_left(loop);
    bool due = picture == 0 || !term_flush(loop->term);
    int gap = gap_left(loop);
    int timeout = clock_soonest(
        patience_left(loop), clock_soonest(rest_left(loop), tick_left(loop)));
    timeout = clock_soonest(timeout, picture > 0 ? picture : -1);
    timeout = clock_soonest(timeout, gap > 0 ? gap : app_watch_wait(loop->app));
    return signals_wait(
        due ? term_output(loop->term) : -1, gap > 0 ? -1 : app_watch(loop->app), timeout);
}

/*
 * Waits for whatever comes first and sees to it; paints if that is due and the terminal takes it.
 * True: the time in which a key that has begun may go on is over.
 */
static bool step(struct loop *loop)
{
    struct readiness ready = wait_for_all(loop);
    handle_signals(loop);
    if (loop->ended)
        return false;
    if (ready.input && !(ready.output && loop->unpainted >= READS_UNPAINTED)) {
        read_keys(loop);
        return false;
    }
    if (ready.gone && !ready.input) {
        loop_end(loop);
        return false;
    }
    if (!ready.input && patience_left(loop) == 0) {
        loop->begun_at = clock_ms();
        return true;
    }
    if (ready.news || app_watch_wait(loop->app) == 0)
        look_at_others(loop);
    use_time(loop);
    if (ready.output && term_flush(loop->term) && picture_left(loop) == 0)
        paint(loop);
    return false;
}

/* 0: none. */
static unsigned prompt_number(struct app *app)
{
    const struct prompt *prompt = app_prompt(app);
    return prompt ? prompt->number : 0;
}

bool loop_key(struct loop *loop, struct key *key)
{
    loop->dirty = true;
    bool late = false;
    unsigned number = prompt_number(loop->app);
    /* Where others, or a clock, opened or closed a line, the next key is for that. */
    while (!loop->ended && prompt_number(loop->app) == number) {
        if (keys_next(&loop->keys, late, key))
            return true;
        late = step(loop);
    }
    return false;
}
