#ifdef HAVE_CONFIG_H
#include <config.h>
#endif

#include "tui/loop.h"

#include <errno.h>
#include <time.h>
#include <unistd.h>

#include "tui/signals.h"

/* So many reads of a flood of keys go before a picture in between. */
enum { READS_UNPAINTED = 16, READ_SIZE = 4096 };

static int64_t now_ms(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

bool loop_save(struct loop *loop)
{
    loop->status = app_save_all(loop->app, loop->diags) == STATUS_OK ? STATUS_OK : STATUS_SYSTEM;
    return loop->status == STATUS_OK;
}

void loop_end(struct loop *loop)
{
    if (loop->ended)
        return;
    loop->ended = true;
    loop_save(loop);
}

static void paint(struct loop *loop)
{
    loop->canvas.ascii = loop->ascii;
    canvas_reset(&loop->canvas, term_width(loop->term), term_height(loop->term));
    app_draw(loop->app, &loop->canvas);
    term_present(loop->term, &loop->canvas);
    loop->dirty = false;
    loop->unpainted = 0;
}

static void read_keys(struct loop *loop)
{
    char bytes[READ_SIZE];
    ssize_t len = read(STDIN_FILENO, bytes, sizeof bytes);
    loop->idle_since = now_ms();
    if (len > 0)
        keys_feed(&loop->keys, bytes, (size_t)len, loop->idle_since);
    else if (len == 0 || (errno != EINTR && errno != EAGAIN))
        loop_end(loop);
    loop->unpainted++;
}

void loop_suspend(struct loop *loop)
{
    term_pause(loop->term);
    signals_stop_group();
    term_resume(loop->term);
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
        term_resume(loop->term);
    if (flags & FLAG_RESIZED)
        term_resize(loop->term);
    if (flags)
        loop->dirty = true;
}

/* How long until the map saves itself: what a clock on the screen does is no sign of life. */
static int rest_left(const struct loop *loop)
{
    int rest = app_rest(loop->app);
    int64_t idle = now_ms() - loop->idle_since;
    return rest < 0 ? -1 : idle >= rest ? 0 : rest - (int)idle;
}

/* Nothing came for so long as the app wanted: it saves, or its clock goes on. */
static void use_silence(struct loop *loop)
{
    if (rest_left(loop) == 0)
        app_rested(loop->app);
    app_ticked(loop->app);
    loop->dirty = true;
}

static int soonest(int a, int b)
{
    return a < 0 ? b : b < 0 || a < b ? a : b;
}

/*
 * Paints if that is due and the terminal takes it, else waits for whatever comes first. True: the
 * time in which a key that has begun may go on is over.
 */
static bool step(struct loop *loop)
{
    bool due = loop->dirty || !term_flush(loop->term);
    int patience = keys_patience(&loop->keys, loop->escape_delay);
    int timeout = patience >= 0 ? patience : soonest(rest_left(loop), app_tick(loop->app));
    struct readiness ready = signals_wait(due ? term_output(loop->term) : -1, timeout);
    handle_signals(loop);
    if (loop->ended)
        return false;
    if (ready.late && patience < 0)
        use_silence(loop);
    if (ready.late)
        return patience >= 0;
    if (ready.input && !(ready.output && loop->unpainted >= READS_UNPAINTED))
        read_keys(loop);
    else if (ready.gone)
        loop_end(loop);
    else if (ready.output && term_flush(loop->term) && loop->dirty)
        paint(loop);
    return false;
}

bool loop_key(struct loop *loop, struct key *key)
{
    loop->dirty = true;
    bool late = false;
    while (!loop->ended) {
        if (keys_next(&loop->keys, late, key))
            return true;
        late = step(loop);
    }
    return false;
}
