#include "app/views/exporting.h"

#include <stdlib.h>

#include "app/views/aside.h"
#include "base/i18n.h"

/* --- the work --- */

struct work {
    const struct map *map;
    const struct export_format *format;
    struct export_options options;
    struct export_pages pages;
    struct buf text;
    const char *path;
};

static enum status make(void *context, struct diags *diags)
{
    struct work *work = context;
    return export_write(work->format, work->map, &work->options, &work->text, diags);
}

static enum status put(void *context, struct diags *diags)
{
    struct work *work = context;
    return export_write_files(&work->pages, &work->text, work->path, diags);
}

/* --- what is said --- */

static unsigned say_running(struct app *app, const char *path, int seconds)
{
    return app_say(app, SAY_DONE, _("exporting for %1$d s: %2$s; C-c stops it"), seconds, path);
}

static void add_busy(const char *path, struct buf *out)
{
    buf_addf(out, _("the export to %s is not done yet; C-c stops it"), path);
}

static void say_stopped(struct app *app, const char *path)
{
    app_say(app, SAY_DONE, _("stopped: nothing was exported to %s"), path);
}

static bool over(struct app *app, const char *path, bool late, enum status status,
    const struct diags *diags, struct buf *why)
{
    struct buf notes = BUF_INIT;
    bool good = status == STATUS_OK;
    (void)late;
    if (diags->count)
        diag_format(&diags->items[0], good ? &notes : why);
    if (good && notes.len)
        app_say(app, SAY_DONE, _("exported: %1$s; %2$s"), path, notes.data);
    else if (good)
        app_say(app, SAY_DONE, _("exported: %s"), path);
    buf_release(&notes);
    return good;
}

static const struct aside_kind kind = {
    .say_running = say_running,
    .add_busy = add_busy,
    .say_stopped = say_stopped,
    .over = over,
    .lasts = true,
};

bool exporting_begin(struct app *app, const struct export_format *format,
    const struct export_options *options, const char *path, struct buf *why)
{
    struct work work = { .map = &app->session.map,
        .format = format,
        .options = *options,
        .text = BUF_INIT,
        .path = path };
    if (aside_is_busy(app, why))
        return false;
    work.options.pages = &work.pages;
    bool here = app->session.map.ids->count < MANY_NODES && !format->is_binary;
    bool good = aside_begin(app, &kind, path, here,
        &(struct beside_work){ .make = make, .put = put, .context = &work }, why);
    free(work.pages.ends);
    buf_release(&work.text);
    return good;
}
