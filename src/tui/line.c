#ifdef HAVE_CONFIG_H
#include <config.h>
#endif

#include "tui/line_private.h"

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

enum {
    HISTORY_SIZE = 500,
    HISTORY_ENTRY_MAX = 1000 /* characters: libedit's own buffer of a line to come back to */
};

/* --- the line, here and there --- */

static const LineInfoW *engine_line(const struct line_editor *line)
{
    return el_wline(line->engine);
}

void line_sync(struct line_editor *line)
{
    const LineInfoW *info = engine_line(line);
    struct prompt *prompt = line->prompt;
    buf_clear(&line->scratch);
    for (const wchar_t *at = info->buffer; at < info->lastchar; at++) {
        if (at == info->cursor)
            prompt->cursor = line->scratch.len;
        buf_add_codepoint(&line->scratch, (uint32_t)*at);
    }
    if (info->cursor >= info->lastchar)
        prompt->cursor = line->scratch.len;
    if (slice_equal(buf_slice(&line->scratch), buf_slice(&prompt->text)))
        return;
    struct buf before = prompt->text;
    prompt->text = line->scratch;
    line->scratch = before;
    app_prompt_changed(line->loop->app);
}

static size_t engine_length(const struct line_editor *line)
{
    const LineInfoW *info = engine_line(line);
    return (size_t)(info->lastchar - info->buffer);
}

static void say_full(struct line_editor *line)
{
    app_message(line->loop->app, _("A text has at most %d characters; the rest was left off"),
        LINE_MAX_CHARACTERS);
}

/* Puts a text as wide characters into line->wide; returns how many. */
static size_t widen(struct line_editor *line, struct slice text)
{
    size_t count = 0;
    MEM_GROW(line->wide, text.len + 1, line->wide_cap);
    while (text.len) {
        uint32_t point = utf8_next(&text);
        if (point)
            line->wide[count++] = (wchar_t)point;
    }
    line->wide[count] = L'\0';
    return count;
}

void line_insert(struct line_editor *line, struct slice text)
{
    if (widen(line, text) && el_winsertstr(line->engine, line->wide) != 0)
        mem_exhausted();
}

/* Appends a pasted character as it may stand in the line, if it may. */
static void add_fit(struct buf *out, uint32_t point, bool multiline)
{
    if (point == '\n' || point == '\r')
        buf_add_char(out, multiline ? '\n' : ' ');
    else if (point == '\t')
        buf_add_char(out, ' ');
    else if (point >= 0x20 && !(point >= 0x7F && point < 0xA0))
        buf_add_codepoint(out, point);
}

/* Inserts what was pasted: line breaks as the prompt takes them, no controls, not too much. */
static void paste(struct line_editor *line, struct slice text)
{
    struct buf fit = BUF_INIT;
    size_t count = engine_length(line);
    for (; text.len && count < LINE_MAX_CHARACTERS; count++) {
        bool crlf = text.len > 1 && text.data[0] == '\r' && text.data[1] == '\n';
        uint32_t point = utf8_next(&text);
        if (!crlf)
            add_fit(&fit, point, line->prompt->multiline);
    }
    line_insert(line, buf_slice(&fit));
    if (text.len)
        say_full(line);
    buf_release(&fit);
}

static int count_characters(struct slice text)
{
    int count = 0;
    while (text.len) {
        utf8_next(&text);
        count++;
    }
    return count;
}

void line_remove_before(struct line_editor *line, size_t bytes)
{
    const struct prompt *prompt = line->prompt;
    struct slice gone = { prompt->text.data + prompt->cursor - bytes, bytes };
    if (bytes)
        el_wdeletestr(line->engine, count_characters(gone));
}

/* --- history --- */

static HistoryW *history_of(struct line_editor *line, enum prompt_history kind)
{
    HistEventW event;
    if (!line->histories[kind]) {
        line->histories[kind] = history_winit();
        if (!line->histories[kind])
            mem_exhausted();
        history_w(line->histories[kind], &event, H_SETSIZE, HISTORY_SIZE);
    }
    return line->histories[kind];
}

/* The line becomes the newest entry; an older equal one goes. */
static void remember(HistoryW *history, const wchar_t *text)
{
    HistEventW event;
    size_t len = wcslen(text);
    if (!len || len > HISTORY_ENTRY_MAX)
        return;
    int found = history_w(history, &event, H_FIRST);
    while (found == 0 && wcscmp(event.str, text))
        found = history_w(history, &event, H_NEXT);
    if (found == 0)
        history_w(history, &event, H_DEL, event.num);
    history_w(history, &event, H_ENTER, text);
}

/* --- the end of a prompt --- */

/* Has the app take prompt->text. */
static void take(struct line_editor *line)
{
    HistoryW *history = history_of(line, line->prompt->history);
    widen(line, buf_slice(&line->prompt->text));
    if (!app_prompt_accept(line->loop->app))
        return;
    line->done = true;
    remember(history, line->wide);
}

void line_accept(struct line_editor *line)
{
    line_sync(line);
    take(line);
}

void line_cancel(struct line_editor *line)
{
    line_sync(line);
    if (app_prompt_cancel(line->loop->app))
        line->done = true;
}

/* --- keys on their way to the engine --- */

bool line_is_vi(EditLine *engine)
{
    const wchar_t *editor = NULL;
    return el_wget(engine, EL_EDITOR, &editor) == 0 && editor && !wcscmp(editor, L"vi");
}

static wchar_t private_key(uint32_t code)
{
    static const struct {
        uint32_t code;
        enum private_key key;
    } table[] = {
        { K_LEFT, PRIVATE_LEFT },
        { K_RIGHT, PRIVATE_RIGHT },
        { K_UP, PRIVATE_UP },
        { K_DOWN, PRIVATE_DOWN },
        { K_HOME, PRIVATE_HOME },
        { K_END, PRIVATE_END },
        { K_DELETE, PRIVATE_DELETE },
        { K_BACK_TAB, PRIVATE_BACK_TAB },
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (table[i].code == code)
            return (wchar_t)table[i].key;
    return 0;
}

/* Esc alone gives the prompt up, or leaves vi's insert mode; else it begins an Alt key. */
static wchar_t escape(struct line_editor *line)
{
    if (line->loop->keys.meta && loop_key(line->loop, &line->held)) {
        if (line->held.code != K_ENTER)
            return K_ESC;
        line->held.code = K_NONE;
        return PRIVATE_BREAK;
    }
    if (line_is_vi(line->engine))
        return K_ESC;
    line_cancel(line);
    return 0;
}

/* Gives what the engine gets for a key; 0: nothing, it is done already or means nothing here. */
static wchar_t translate(struct line_editor *line, const struct key *key)
{
    switch (key->code) {
    case K_PASTE:
        paste(line, key->text);
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
    if (key->code >= K_SPECIAL)
        return private_key(key->code);
    if (key->code >= 0x20 && key->code != K_BACKSPACE &&
        engine_length(line) >= LINE_MAX_CHARACTERS) {
        say_full(line);
        return 0;
    }
    return (wchar_t)key->code;
}

static void forget_completion(struct line_editor *line, wchar_t key)
{
    if (key == K_TAB || key == PRIVATE_BACK_TAB)
        return;
    line->completing = false;
    completions_clear(&line->prompt->shown);
}

static void prefill(struct line_editor *line)
{
    const struct prompt *prompt = line->prompt;
    struct slice text = buf_slice(prompt->text.len ? &prompt->text : &prompt->initial);
    line->prefilled = true;
    line_insert(line, text);
}

static bool next_key(struct line_editor *line, struct key *key)
{
    if (line->held.code == K_NONE)
        return loop_key(line->loop, key);
    *key = line->held;
    line->held.code = K_NONE;
    return true;
}

/* libedit asks for a character: 1 with it, 0 when there is no more. */
static int get_character(EditLine *engine, wchar_t *out)
{
    struct line_editor *line;
    struct key key;
    if (el_wget(engine, EL_CLIENTDATA, &line) != 0)
        return 0;
    if (!line->prefilled)
        prefill(line);
    for (;;) {
        if (line->done || app_prompt(line->loop->app) != line->prompt)
            return 0;
        line_sync(line);
        if (!next_key(line, &key) || app_prompt(line->loop->app) != line->prompt)
            return 0;
        *out = translate(line, &key);
        if (line->done)
            return 0;
        forget_completion(line, *out);
        if (*out)
            return 1;
    }
}

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
        app_message(line->loop->app, _("No line can be typed: %s"), strerror(errno));
        close_pty(line);
        return false;
    }
    el_wset(line->engine, EL_CLIENTDATA, line);
    el_wset(line->engine, EL_GETCFN, get_character);
    el_wset(line->engine, EL_EDITOR, L"emacs"); /* some builds of libedit begin with vi */
    el_source(line->engine, NULL);
    el_wset(line->engine, EL_EDITMODE, 1);
    line_bind_keys(line->engine);
    return true;
}

static void begin(struct line_editor *line)
{
    line->prefilled = false;
    line->done = false;
    line->held.code = K_NONE;
    line->history_at = 0;
    line->completing = false;
    el_wset(line->engine, EL_HIST, history_w, history_of(line, line->prompt->history));
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
    while (!line->done && !line->loop->ended && app_prompt(app) == line->prompt) {
        int count = 0;
        line->prefilled = false;
        /* A line comes where ~/.editrc binds a key to "ed-newline"; else the keys have done all. */
        if (el_wgets(line->engine, &count) && count > 0 && !line->done && !line->loop->ended)
            take(line);
    }
    line->prompt = NULL;
}

struct line_editor *line_new(struct loop *loop)
{
    struct line_editor *line = mem_zalloc(sizeof *line);
    line->loop = loop;
    line->master = line->slave = -1;
    buf_init(&line->scratch);
    buf_init(&line->typed);
    return line;
}

void line_free(struct line_editor *line)
{
    if (line->engine)
        el_end(line->engine);
    close_pty(line);
    for (int i = 0; i < HISTORY_COUNT; i++)
        if (line->histories[i])
            history_wend(line->histories[i]);
    buf_release(&line->scratch);
    buf_release(&line->typed);
    free(line->wide);
    free(line);
}
