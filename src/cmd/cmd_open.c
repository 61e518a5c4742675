/* cjm-tui [MAP]: the full screen. */
#ifdef HAVE_CONFIG_H
#include <config.h>
#endif

#include <unistd.h>

#include "app/app.h"
#include "base/i18n.h"
#include "cmd/cmd.h"
#include "tui/tui.h"

/* The installed examples, or those beside a program that was not installed. */
static const char *examples_folder(void)
{
    static const char *const places[] = { DATADIR "/examples", "examples", "../examples" };
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (access(places[i], R_OK) == 0)
            return places[i];
    return NULL;
}

enum status cmd_open(const struct arguments *arguments, struct diags *diags)
{
    const char *path = arguments->operand_count ? arguments->operands[0] : NULL;
    struct app_options options = {
        .clock = &clock_system,
        .path = path,
        .max_size = arguments->max_size,
        .remember = true,
        .data_dir = path ? NULL : examples_folder(),
    };
    struct tui_options tui = {
        .ascii = arguments->ascii,
        .ascii_only = !arguments->utf8,
        .color = arguments->color,
    };
    enum status status;
    struct app *app = app_open(&options, diags, &status);
    if (!app)
        return status;
    if (!arguments->utf8)
        app_message(app, "%s",
            _("this locale has no UTF-8: other letters show as ?, and stay as they are"));
    status = tui_run(app, &tui, diags);
    app_close(app);
    return status;
}
