#include "app/views/exporting.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "store/file/beside.h"

enum {
    MANY_NODES = 20000, /* an export of fewer takes no time that one would notice */
    PATIENCE = 1000,    /* ms */
    LOOK = 200
};

struct exporting {
    struct beside *beside;
    char *path;
    int64_t began; /* ms */
    unsigned said; /* number of the message */
};

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

static struct beside *start(struct app *app, const struct export_format *format,
    const struct export_options *options, const char *path)
{
    struct work work = { .map = &app->session.map,
        .format = format,
        .options = *options,
        .text = BUF_INIT,
        .path = path };
    bool here = app->session.map.ids.count < MANY_NODES && !format->is_binary;
    work.options.pages = &work.pages;
    if (!here)
        session_flush(&app->session); /* no thread is at work any more */
    struct beside *beside = beside_start(
        here, &(struct beside_work){ .make = make, .put = put, .context = &work });
    free(work.pages.ends);
    buf_release(&work.text);
    return beside;
}

/* --- what is said --- */

static enum status end(struct app *app, struct diags *diags)
{
    enum status status = beside_end(app->exporting->beside, diags);
    free(app->exporting->path);
    free(app->exporting);
    app->exporting = NULL;
    return status;
}

/* It is over: false, with the reason, if it failed. */
static bool say_end(struct app *app, struct buf *why)
{
    char *path = mem_copy_string(app->exporting->path);
    struct diags diags = DIAGS_INIT;
    struct buf notes = BUF_INIT;
    bool good = end(app, &diags) == STATUS_OK;
    if (diags.count)
        diag_format(&diags.items[0], good ? &notes : why);
    if (good && notes.len)
        app_say(app, SAY_DONE, _("exported: %1$s; %2$s"), path, notes.data);
    else if (good)
        app_say(app, SAY_DONE, _("exported: %s"), path);
    diags_release(&diags);
    buf_release(&notes);
    free(path);
    return good;
}

static void say_running(struct app *app)
{
    struct exporting *exporting = app->exporting;
    exporting->said = app_say(app, SAY_DONE, _("exporting for %1$d s: %2$s; C-c stops it"),
        (int)((clock_ms() - exporting->began) / 1000), exporting->path);
}

bool exporting_begin(struct app *app, const struct export_format *format,
    const struct export_options *options, const char *path, struct buf *why)
{
    if (app->exporting) {
        buf_addf(why, _("the export to %s is not done yet; C-c stops it"), app->exporting->path);
        return false;
    }
    struct exporting *exporting = mem_zalloc(sizeof *exporting);
    app->exporting = exporting;
    exporting->began = clock_ms();
    exporting->path = mem_copy_string(path);
    exporting->beside = start(app, format, options, path);
    if (beside_is_over_in(exporting->beside, PATIENCE))
        return say_end(app, why);
    say_running(app);
    return true;
}

int exporting_wait(const struct app *app)
{
    return app->exporting ? LOOK : -1;
}

void exporting_look(struct app *app)
{
    struct exporting *exporting = app->exporting;
    struct messages *messages = &app->messages;
    struct buf why = BUF_INIT;
    if (!exporting)
        return;
    if (beside_is_over_in(exporting->beside, 0)) {
        if (!say_end(app, &why))
            app_say(app, SAY_ERROR, "%s", why.data);
    } else if (!messages->count || messages_drop(messages, exporting->said)) {
        say_running(app);
    }
    buf_release(&why);
}

bool exporting_stop(struct app *app)
{
    if (!app->exporting)
        return false;
    struct buf why = BUF_INIT;
    char *path = mem_copy_string(app->exporting->path);
    beside_stop(app->exporting->beside);
    if (!say_end(app, &why))
        app_say(app, SAY_DONE, _("stopped: nothing was exported to %s"), path);
    free(path);
    buf_release(&why);
    return true;
}

void exporting_end(struct app *app)
{
    struct diags diags = DIAGS_INIT;
    if (app->exporting)
        end(app, &diags);
    diags_release(&diags);
}
