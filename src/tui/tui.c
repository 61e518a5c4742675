#include "tui/tui.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "tui/editor.h"
#include "tui/line/line.h"
#include "tui/term/loop.h"
#include "tui/term/signals.h"
#include "tui/term/term.h"

enum { ESCAPE_DELAY_MS = 25, ESCAPE_DELAY_MAX_MS = 5000 };

static int escape_delay(void)
{
    const char *text = getenv("ESCDELAY");
    int delay = text ? atoi(text) : 0;
    return delay > 0 && delay <= ESCAPE_DELAY_MAX_MS ? delay : ESCAPE_DELAY_MS;
}

static void serve(struct loop *loop, enum app_request request)
{
    if (request == REQUEST_REPAINT)
        term_repaint(loop->term);
    else if (request == REQUEST_SUSPEND)
        loop_suspend(loop);
    else if (request == REQUEST_EDITOR)
        editor_run(loop);
}

/* An Alt key is no Esc with a key behind it, which would leave and then do something. */
static void pass_key(struct loop *loop)
{
    struct key key;
    struct buf name = BUF_INIT;
    if (!loop_key(loop, &key))
        return;
    if (key.code != K_ESC || !loop->keys.meta) {
        app_key(loop->app, &key);
    } else if (loop_key(loop, &key)) {
        key_label(key.code, &name);
        app_say(loop->app, SAY_ERROR, _("The key Alt-%s has no function here; ? shows the keys"),
            name.data ? name.data : "");
    }
    buf_release(&name);
}

static void run(struct loop *loop)
{
    struct line_editor *line = line_new(loop);
    while (!loop->ended && !app_ending(loop->app)) {
        if (app_prompt(loop->app))
            line_edit(line);
        else
            pass_key(loop);
        serve(loop, app_request(loop->app));
    }
    line_free(line);
}

bool tui_check(struct diags *diags)
{
    return term_check(diags);
}

/* The Linux console's fonts have boxes and hardly a sign. */
static bool is_console(void)
{
    const char *name = getenv("TERM");
    return name && strncmp(name, "linux", 5) == 0;
}

enum status tui_run(struct app *app, const struct tui_options *options, struct diags *diags)
{
    struct term_options how = { .ascii_only = options->ascii_only, .color = options->color };
    bool ascii = options->ascii || options->ascii_only, console = !ascii && is_console();
    struct loop loop = { .app = app,
        .ascii = ascii || console,
        .boxes = console,
        .escape_delay = escape_delay(),
        .status = STATUS_OK,
        .diags = diags };
    signals_start();
    loop.term = term_open(&how, diags);
    if (!loop.term) {
        signals_end();
        return STATUS_SYSTEM;
    }
    keys_init(&loop.keys);
    term_teach(&loop.keys);
    run(&loop);
    if (!loop.ended)
        app_part(app, diags);
    term_close(loop.term);
    signals_end();
    keys_release(&loop.keys);
    canvas_release(&loop.canvas);
    return loop.status;
}
