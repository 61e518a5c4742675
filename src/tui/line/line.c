#include "tui/line/line_private.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"

/* --- what the app does with the line --- */

static void changed(struct line_editor *line)
{
    app_prompt_changed(line->loop->app);
}

/* Why nothing was put into the line: beside it, or where the view has its messages. */
static void say(struct line_editor *line, const char *text)
{
    buf_clear(&line->prompt->message);
    if (line->prompt->in_view)
        app_say(line->loop->app, SAY_DONE, "%s", text);
    else
        buf_adds(&line->prompt->message, text);
}

static void refuse(struct line_editor *line)
{
    say(line, _("Several lines were pasted; only one fits here"));
}

static void say_none(struct line_editor *line)
{
    if (!line->prompt->shown.count)
        say(line, _("Tab has nothing to add here"));
}

static void say_full(struct line_editor *line)
{
    app_say(line->loop->app, SAY_DONE, _("A text has at most %d characters; the rest was left off"),
        LINE_MAX_CHARACTERS);
}

/* Has the app take prompt->text. */
static void take(struct line_editor *line)
{
    HistoryW *history = line_history(line);
    line_widen(line, buf_slice(&line->prompt->text));
    if (!app_prompt_accept(line->loop->app))
        return;
    line->done = true;
    line_remember(history, line->wide);
}

static void give_up(struct line_editor *line)
{
    if (app_prompt_cancel(line->loop->app))
        line->done = true;
}

/* --- keys on their way to the engine --- */

/* Esc alone gives the prompt up, or leaves vi's insert mode; else it begins an Alt key. */
static wchar_t escape(struct line_editor *line)
{
    if (line->loop->keys.meta && loop_key(line->loop, &line->held)) {
        if (line->held.code != K_ENTER)
            return K_ESC;
        line->held.code = K_NONE;
        return PRIVATE_BREAK;
    }
    /* What is listed goes first. */
    if (line->completing)
        return 0;
    if (line_is_vi(line->engine))
        return K_ESC;
    line_cancel(line);
    return 0;
}

/* Is the app still at the prompt that is edited here? */
static bool is_open(const struct line_editor *line)
{
    const struct prompt *prompt = app_prompt(line->loop->app);
    return prompt && prompt == line->prompt && prompt->number == line->number;
}

/* Some commands work while a line is typed, and may end it or open another. */
static bool is_command(struct line_editor *line, const struct key *key)
{
    if ((key->code >= 0x20 && key->code < K_SPECIAL) || !app_prompt_key(line->loop->app, key))
        return false;
    line->done = !is_open(line);
    return true;
}

static wchar_t translate(struct line_editor *line, const struct key *key)
{
    if (app_ignores(line->loop->app, key->code))
        return 0;
    switch (key->code) {
    case K_PASTE:
        line_paste(line, key->text);
        return 0;
    case K_CTRL('z'):
        loop_suspend(line->loop);
        return 0;
    case K_CTRL('l'):
        term_repaint(line->loop->term);
        return 0;
    case K_CTRL('c'):
        line_cancel(line);
        return 0;
    case K_ESC:
        return escape(line);
    }
    if (is_command(line, key))
        return 0;
    if (key->code >= K_SPECIAL)
        return line_private_key(key->code);
    if (key->code >= 0x20 && key->code != K_BACKSPACE && line_length(line) >= LINE_MAX_CHARACTERS) {
        say_full(line);
        return 0;
    }
    return (wchar_t)key->code;
}

static void prefill(struct line_editor *line)
{
    const struct prompt *prompt = line->prompt;
    struct slice text = buf_slice(&prompt->text);
    struct slice behind = slice_from(text, prompt->cursor);
    line_insert(line, text);
    el_cursor(line->engine, -line_count_characters(behind));
}

static bool next_key(struct line_editor *line, struct key *key)
{
    if (!is_open(line))
        return false;
    line_sync(line);
    *key = line->held;
    if (line->held.code == K_NONE && !loop_key(line->loop, key))
        return false;
    line->held.code = K_NONE;
    return is_open(line);
}

static const struct line_front screen_front = {
    .changed = changed,
    .full = say_full,
    .refuse = refuse,
    .accept = take,
    .cancel = give_up,
    .choose = say_none,
    .prefill = prefill,
    .next_key = next_key,
    .translate = translate,
};

/* --- the engine --- */

static bool open_pty(struct line_editor *line)
{
    line->master = posix_openpt(O_RDWR | O_NOCTTY);
    if (line->master < 0)
        return false;
    fcntl(line->master, F_SETFD, FD_CLOEXEC);
    const char *name = NULL;
    if (grantpt(line->master) == 0 && unlockpt(line->master) == 0)
        name = ptsname(line->master);
    line->slave = name ? open(name, O_RDWR | O_NOCTTY | O_CLOEXEC) : -1;
    int null = line->slave >= 0 ? open("/dev/null", O_RDWR | O_CLOEXEC) : -1;
    line->null = null >= 0 ? fdopen(null, "r+") : NULL;
    return line->null != NULL;
}

static void close_pty(struct line_editor *line)
{
    if (line->null)
        fclose(line->null);
    if (line->slave >= 0)
        close(line->slave);
    if (line->master >= 0)
        close(line->master);
    line->null = NULL;
    line->slave = line->master = -1;
}

/* libedit looks the terminal up in terminfo too, which must not change what curses found. */
static EditLine *make_engine(struct line_editor *line)
{
    TERMINAL *before = cur_term;
    EditLine *engine = el_init_fd(
        "cjm-tui", line->null, line->null, line->null, line->slave, line->slave, line->slave);
    if (cur_term != before)
        set_curterm(before);
    return engine;
}

static bool start_engine(struct line_editor *line)
{
    if (line->engine)
        return true;
    if (open_pty(line))
        line->engine = make_engine(line);
    if (!line->engine) {
        app_say(line->loop->app, SAY_DONE, _("No line can be typed: %s"), strerror(errno));
        close_pty(line);
        return false;
    }
    line_set_up(line);
    return true;
}

static void begin(struct line_editor *line)
{
    line->prefilled = false;
    line->done = false;
    line->number = line->prompt->number;
    line->held.code = K_NONE;
    line->history_at = 0;
    line->completing = false;
    el_wset(line->engine, EL_HIST, history_w, line_history(line));
}

void line_edit(struct line_editor *line)
{
    struct app *app = line->loop->app;
    line->prompt = app_prompt(app);
    if (!start_engine(line)) {
        while (app_prompt(app) && !app_prompt_cancel(app)) {
        }
        return;
    }
    begin(line);
    while (!line->done && !line->loop->ended && is_open(line)) {
        int count = 0;
        line->prefilled = false;
        /* A line comes where ~/.editrc binds a key to "ed-newline"; else the keys have done all. */
        if (el_wgets(line->engine, &count) && count > 0 && !line->done && !line->loop->ended &&
            is_open(line))
            take(line);
    }
    line->prompt = NULL;
}

struct line_editor *line_new(struct loop *loop)
{
    struct line_editor *line = mem_zalloc(sizeof *line);
    line->front = &screen_front;
    line->loop = loop;
    line->master = line->slave = -1;
    buf_init(&line->scratch);
    buf_init(&line->typed);
    return line;
}

void line_free(struct line_editor *line)
{
    line_release(line);
    close_pty(line);
    free(line);
}
