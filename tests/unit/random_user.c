#include "random_user.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "app/core/complete.h"
#include "app/core/state.h"
#include "app/guide/pane.h"
#include "base/text.h"
#include "random_edits.h"
#include "store_support.h"

unsigned user_below(struct random_user *user, unsigned most)
{
    return random_below(&user->random, most);
}

/* --- what happened --- */

void user_tell(struct random_user *user, const char *format, ...)
{
    char *told = user->told[user->events++ % TOLD];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(told, TOLD_SIZE, format, arguments);
    va_end(arguments);
    if (getenv("CJM_TRACE"))
        fprintf(stderr, "%d: %s\n", user->events, told);
}

void user_fail(struct random_user *user, const char *format, ...)
{
    struct buf out = BUF_INIT;
    char why[4000];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(why, sizeof why, format, arguments);
    va_end(arguments);
    for (int i = 0; i < TOLD; i++)
        if (*user->told[(user->events + i) % TOLD])
            buf_addf(&out, "%s\n", user->told[(user->events + i) % TOLD]);
    picture(&user->f, &out);
    cr_assert_fail("CJM_SEED=%llu, event %d: %s\n%s", (unsigned long long)user->seed, user->events,
        why, out.data);
    abort();
}

/* --- the screen --- */

static uint32_t at_cursor(const struct canvas *canvas)
{
    return canvas->cells[canvas->cursor_y * canvas->width + canvas->cursor_x].points[0];
}

static bool is_inside(const struct canvas *canvas)
{
    return canvas->cursor_x >= 0 && canvas->cursor_x < canvas->width && canvas->cursor_y >= 0 &&
           canvas->cursor_y < canvas->height;
}

/* In the list on top, not in what lies below it. */
static bool is_in_list(const struct canvas *canvas, const struct area *list)
{
    return canvas->cursor_x >= list->x && canvas->cursor_x < list->x + list->width &&
           canvas->cursor_y >= list->y && canvas->cursor_y < list->y + list->height;
}

enum { MESSAGE_ROWS = 4 };

/* Where a line is typed it is in the line; else on the mark of what is selected. */
static void check_cursor(struct random_user *user)
{
    struct app *app = user->f.app;
    const struct canvas *canvas = &user->f.canvas;
    bool list = app_top(app)->view->rows && app_top(app)->view->rows(app, app_top(app)) > 0;
    bool selects = list || (app_on_grid(app) && app->depth == 1 && app_selected(app));
    /* A long message may cover it until the next key. */
    bool covered = app->messages.count && canvas->cursor_y >= canvas->height - MESSAGE_ROWS;
    if (app->too_small)
        return;
    if (!is_inside(canvas))
        user_fail(user, "the cursor is at %d,%d", canvas->cursor_x, canvas->cursor_y);
    if (app_prompt(app) && !canvas->cursor_seen)
        user_fail(user, "a line is typed, and the cursor is not in it");
    if (app_prompt(app))
        return;
    if (canvas->cursor_seen)
        user_fail(user, "no line is typed, and the cursor is seen");
    if (selects && !covered && at_cursor(canvas) != canvas_line(canvas, LINE_BAR))
        user_fail(user, "something is selected, and the cursor is on no mark of it");
    if (list && app_top(app)->view->draw_row && !is_in_list(canvas, &app_top(app)->list))
        user_fail(user, "the cursor is not in the list");
}

void user_show(struct random_user *user)
{
    draw(&user->f, user->width, user->height);
    check_cursor(user);
}

/* --- keys --- */

static uint32_t random_key(struct random_user *user)
{
    static const uint32_t special[] = { K_TAB, K_ENTER, K_ESC, K_BACKSPACE, K_UP, K_DOWN, K_LEFT,
        K_RIGHT, K_HOME, K_END, K_PAGE_UP, K_PAGE_DOWN, K_INSERT, K_DELETE, K_BACK_TAB, K_F1, K_F2,
        K_F3, K_F4, K_F5, K_F6, K_F7, K_F8, K_F9, K_F10, K_F11, K_F12 };
    static const uint32_t strange[] = { 0x3000, 0xFF01, 0xFF0B, 0xFF0D, 0xFF11, 0xFF1A, 0xFF21,
        0xFF41, 0xFF5E, 0x2212, 0xE4, 0x3B1, 0x4E2D, 0x301, 0x200D, 0x1F600, 0xFFFD, 0xFFFF,
        0x10FFFF, 0xA0, 0xAD, 0x202E, K_NONE, K_SPECIAL };
    const struct command_list *commands = &user->f.app->commands;
    unsigned what = user_below(user, 20);
    /* Lines end. */
    if (app_prompt(user->f.app) && what < 9)
        return what < 5 ? K_ENTER : K_ESC;
    if (what < 9) {
        const uint32_t *keys = commands->items[user_below(user, (unsigned)commands->count)]->keys;
        uint32_t key = keys[user_below(user, COMMAND_KEYS)];
        return key == K_NONE ? keys[0] : key;
    }
    if (what < 11)
        return (unsigned char)PICK(user, "+-0123459+-12rR");
    if (what < 15)
        return PICK(user, special);
    if (what < 16)
        return PICK(user, strange);
    return what < 17 ? 1 + user_below(user, 31) : 0x20 + user_below(user, 95);
}

/* As the line editor does. */
static void edit_line(struct random_user *user, struct prompt *prompt, uint32_t code)
{
    struct buf utf8 = BUF_INIT;
    size_t len = prompt->text.len;
    if (code == K_LEFT || code == K_HOME)
        prompt->cursor = 0;
    else if (code == K_RIGHT || code == K_END)
        prompt->cursor = len;
    if (code == K_BACKSPACE && prompt->cursor) {
        size_t from = prompt->cursor - 1;
        while (from && (prompt->text.data[from] & 0xC0) == 0x80)
            from--;
        buf_splice(&prompt->text, from, prompt->cursor - from, SLICE_NONE);
        prompt->cursor = from;
    } else if (code >= 0x20 && code < K_SPECIAL && code != K_BACKSPACE && code != '/') {
        buf_add_codepoint(&utf8, code);
        buf_splice(&prompt->text, prompt->cursor, 0, buf_slice(&utf8));
        prompt->cursor += utf8.len;
    }
    if (prompt->text.len != len)
        app_prompt_changed(user->f.app);
    buf_release(&utf8);
}

static void complete(struct prompt *prompt)
{
    if (!prompt->complete)
        return;
    completions_clear(&prompt->shown);
    prompt->complete(
        prompt->context, (struct slice){ prompt->text.data, prompt->cursor }, &prompt->shown);
    prompt->shown.chosen = prompt->shown.count;
}

static void press_in_line(struct random_user *user, uint32_t code)
{
    struct app *app = user->f.app;
    struct prompt *prompt = app_prompt(app);
    bool command = code < 0x20 || code >= K_SPECIAL || code == K_BACKSPACE;
    if (code == K_ENTER)
        app_prompt_accept(app);
    else if (code == K_ESC || code == K_CTRL('c'))
        app_prompt_cancel(app);
    else if (code == K_TAB)
        complete(prompt);
    else if (!command || !app_prompt_key(app, &(struct key){ .code = code }))
        edit_line(user, prompt, code);
}

void user_wait(struct random_user *user)
{
    struct app *app = user->f.app;
    int64_t ms = user_below(user, 5) ? 100000 : 0;
    app->typed.dropped_at = clock_ms() - ms;
    if (app->lettered.at)
        app->lettered.at = clock_ms() - ms;
    if (app->guide)
        app->guide->typed_at = clock_ms() - ms;
    if (app->guide && app->guide->moved_at)
        app->guide->moved_at = clock_ms() - ms;
}

void user_press(struct random_user *user, uint32_t code)
{
    struct buf label = BUF_INIT;
    user_wait(user);
    if (key_first(code)) {
        user_press(user, key_first(code));
        code &= 0xFFFF;
    }
    /* Some rounds may last. */
    if ((code == 'q' || code == 'Q' || code == 'Z') && user_below(user, 8))
        code = 'j';
    key_label(code, &label);
    user_tell(user, "%s %s (%x)", app_prompt(user->f.app) ? "in a line:" : "key", label.data, code);
    buf_release(&label);
    if (app_prompt(user->f.app))
        press_in_line(user, code);
    else
        app_key(user->f.app, &(struct key){ .code = code });
    user_show(user);
}

static void any_key(struct random_user *user)
{
    user_press(user, random_key(user));
}

/* A command by its name, which brings it everywhere. */
static void any_command(struct random_user *user)
{
    static const char *const arguments[] = { "", "", "", "1", "3", "99999", "Search", "pains",
        "ideas 3", "vote", "parking", "new.yaml", "map.yaml", "other.md", "stages against",
        "emotion 2", "pains Too slow; Too dear !!3", "name", "name x", "channel web", "Anna",
        "stop", "feelings", "+1", "touchpoints" };
    struct app *app = user->f.app;
    if (app_prompt(app) || !command_of_key(app, ':', app_context(app)))
        return any_key(user);
    const struct command *command = user->named[user_below(user, (unsigned)user->named_count)];
    if ((strchr("qQ", *command->name) || slice_is(slice_of(command->name), "wq")) &&
        user_below(user, 8))
        return any_key(user);
    const char *argument = PICK(user, arguments);
    user_wait(user);
    app_key(app, &(struct key){ .code = ':' });
    struct prompt *prompt = app_prompt(app);
    if (!prompt || prompt->in_view)
        return user_show(user);
    buf_addf(&prompt->text, "%s%s%s", command->name, *argument ? " " : "", argument);
    prompt->cursor = prompt->text.len;
    user_tell(user, ":%s", prompt->text.data);
    app_prompt_changed(app);
    user_show(user);
    app_prompt_accept(app);
    user_show(user);
}

/* --- what is no key --- */

static void any_paste(struct random_user *user)
{
    static const char *const texts[] = { "", "u", "dd", "q\ny\n", "Pay @web -1 !slow !!3",
        "One\nTwo\r\nThree\rFour", "\t\x01\x02", "1", "+1", "\n\n\n", "\xff\xfe\xc3", "中文，内容",
        ":delete\n", "R+1+1+1", "\xef\xbc\x91", "a;b;c" };
    struct app *app = user->f.app;
    struct prompt *prompt = app_prompt(app);
    struct buf text = BUF_INIT, fit = BUF_INIT;
    bool full = false;
    if (user_below(user, 3))
        buf_adds(&text, PICK(user, texts));
    else
        random_text(&user->random, &text);
    if (!user_below(user, 20))
        for (int i = 0; i < 2000; i++)
            buf_addf(&text, "row %d\n", i);
    user_tell(user, "paste %.60s", text.len ? text.data : "");
    user_wait(user);
    if (!prompt) {
        app_key(app, &(struct key){ .code = K_PASTE, .text = buf_slice(&text) });
    } else if (prompt_add_pasted(prompt, buf_slice(&text), 1000000, &fit, &full) && fit.len) {
        buf_splice(&prompt->text, prompt->cursor, 0, buf_slice(&fit));
        prompt->cursor += fit.len;
        app_prompt_changed(app);
    }
    buf_release(&text);
    buf_release(&fit);
    user_show(user);
}

static void any_click(struct random_user *user)
{
    static const enum mouse used[] = { MOUSE_CLICK, MOUSE_WHEEL_UP, MOUSE_WHEEL_DOWN };
    enum mouse mouse = PICK(user, used);
    struct key key = { .code = K_MOUSE,
        .mouse = mouse,
        .x = (int)user_below(user, (unsigned)user->width + 20),
        .y = (int)user_below(user, (unsigned)user->height + 20) };
    user_tell(user, "mouse %d at %d,%d", mouse, key.x, key.y);
    if (!app_prompt(user->f.app))
        app_key(user->f.app, &key);
    user_show(user);
}

static void any_size(struct random_user *user)
{
    static const int sizes[][2] = { { 1, 1 }, { 39, 11 }, { 40, 12 }, { 80, 24 }, { 200, 50 },
        { 40, 100 }, { 400, 12 }, { 1000, 300 }, { 1, 200 }, { 500, 1 } };
    const int *size = PICK(user, sizes);
    bool known = user_below(user, 2);
    user->width = known ? size[0] : 40 + (int)user_below(user, 100);
    user->height = known ? size[1] : 12 + (int)user_below(user, 40);
    user_tell(user, "size %dx%d", user->width, user->height);
    user_show(user);
    if (user->width * user->height > 12000 || user_below(user, 3)) {
        user->width = 80;
        user->height = 24;
        user_show(user);
    }
}

static void any_time(struct random_user *user)
{
    static const int spans[] = { 0, 1, 59, 600, 7200, 86400 };
    int seconds = PICK(user, spans);
    user_tell(user, "%d seconds", seconds);
    pass_time(seconds);
    app_ticked(user->f.app);
    user_show(user);
}

static void any_look(struct random_user *user)
{
    user_tell(user, "look at others");
    app_others(user->f.app);
    user_show(user);
}

/* --- what may change the map --- */

static void any_rest(struct random_user *user)
{
    user_tell(user, "rest");
    app_rested(user->f.app);
    user_show(user);
}

static void other_edits(struct random_user *user)
{
    struct app *app = user->other.app;
    if (!user->joined)
        return any_key(user);
    app_others(app);
    user_tell(user, "another edits");
    if (!user_below(user, 4))
        undo_undo(&app_session(app)->undo);
    else
        random_edit(&user->random, &app_session(app)->undo);
    app_others(app);
    app_others(user->f.app);
    user_show(user);
}

static void double_click(struct random_user *user)
{
    struct key key = { .code = K_MOUSE,
        .mouse = MOUSE_DOUBLE,
        .x = (int)user_below(user, (unsigned)user->width),
        .y = (int)user_below(user, (unsigned)user->height) };
    user_tell(user, "double click at %d,%d", key.x, key.y);
    if (!app_prompt(user->f.app))
        app_key(user->f.app, &key);
    user_show(user);
}

static void serve(struct random_user *user)
{
    struct app *app = user->f.app;
    struct buf text = BUF_INIT;
    if (app_request(app) != REQUEST_EDITOR)
        return;
    user_tell(user, "a text from the editor");
    buf_add_slice(&text, app_editor_text(app));
    random_text(&user->random, &text);
    app_editor_done(app, buf_slice(&text));
    buf_release(&text);
    user_show(user);
}

static const struct {
    unsigned share;
    bool edits; /* it may change the map */
    void (*happen)(struct random_user *user);
} kinds[] = { { 66, true, any_key }, { 12, true, any_command }, { 5, false, any_paste },
    { 3, false, any_click }, { 3, false, any_size }, { 3, false, any_time }, { 2, false, any_look },
    { 1, true, any_rest }, { 4, true, other_edits }, { 1, true, double_click } };

/* The guide notes the time that a step took, and where it is. */
static bool notes_time(const struct undo *undo, size_t from)
{
    for (; from < undo->count; from++)
        if (!node_up(undo->edits[from].node, KIND_STEP) && undo->edits[from].field != MAP_ASKED)
            return false;
    return true;
}

static bool is_on_its_map(const struct random_user *user)
{
    const char *path = user->f.app->session.path;
    return user->f.app->open && path && slice_is(buf_slice(&user->f.path), path);
}

void user_act(struct random_user *user)
{
    unsigned at = user_below(user, 100), i = 0;
    for (; at >= kinds[i].share; i++)
        at -= kinds[i].share;
    const struct session *session = app_session(user->f.app);
    uint32_t revision = session->map.revision;
    size_t edits = session->undo.count;
    /* A click on an option answers. */
    bool answers = kinds[i].happen == any_click && (app_context(user->f.app) & IN_GUIDE);
    kinds[i].happen(user);
    if (!user->shared && !kinds[i].edits && !answers && session->map.revision != revision &&
        !(kinds[i].happen == any_time && notes_time(&session->undo, edits)))
        user_fail(user, "the map was changed by what is no key");
    serve(user);
    user->left = user->left || !is_on_its_map(user);
}

void user_collect_commands(struct random_user *user)
{
    const struct command_list *commands = &user->f.app->commands;
    user->named = calloc(commands->count, sizeof *user->named);
    for (size_t i = 0; i < commands->count; i++)
        if (commands->items[i]->name)
            user->named[user->named_count++] = commands->items[i];
}
