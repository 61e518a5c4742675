/* Files that a prompt asks for: their names, and new maps. */
#include <stdlib.h>

#include "app/core/ask.h"
#include "app/core/complete.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"

void add_path(struct slice path, struct buf *out)
{
    const char *home = getenv("HOME");
    if (home && path.len > 1 && path.data[0] == '~' && path.data[1] == '/') {
        buf_adds(out, home);
        path = slice_from(path, 1);
    }
    buf_add_slice(out, path);
}

void ask_file(struct app *app, const char *label, struct slice initial,
    bool (*done)(struct app *, struct slice, struct buf *))
{
    app_ask(app, label, HISTORY_COMMANDS, initial, &(struct ask){ .done = done });
    app->prompt.complete = complete_file;
    app->prompt.one_line = true;
}

void ask_open(struct app *app, const struct opening *wanted)
{
    free(app->opening.path);
    app->opening = *wanted;
    app->opening.path = mem_copy_string(wanted->path);
}

bool make_map(struct app *app, struct slice path, const struct new_map *begins, bool guided,
    struct buf *message)
{
    struct buf name = BUF_INIT;
    struct diags diags = DIAGS_INIT;
    add_path(path, &name);
    const char *slash = strrchr(name.data, '/');
    if (path.len && !strchr(slash ? slash : name.data, '.'))
        buf_adds(&name, ".yaml");
    bool made = path.len && session_create(name.data, begins, &diags) == STATUS_OK;
    if (diags.count)
        diag_format(&diags.items[0], message);
    else if (made)
        ask_open(app, &(struct opening){ .path = name.data, .guided = guided });
    diags_release(&diags);
    buf_release(&name);
    return made || !path.len;
}

static bool named_new(struct app *app, struct slice text, struct buf *message)
{
    struct ask ask = app->ask;
    return make_map(app, text_trim(text), &ask.begins, ask.guided, message);
}

void app_ask_new(struct app *app, const struct new_map *begins, bool guided)
{
    ask_file(app, _("File of the new map"), SLICE(""), named_new);
    app->ask.begins = *begins;
    app->ask.guided = guided;
}
