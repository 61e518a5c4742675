/* cjm-tui show MAP */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/app.h"
#include "app/commands/table.h"
#include "app/core/state.h"
#include "app/print/print.h"
#include "base/i18n.h"
#include "base/text.h"
#include "base/user.h"
#include "cmd/cmd.h"
#include "cmd/print.h"
#include "tui/term/term.h"

static void add_widths(struct buf *out)
{
    buf_addf(out, _("%1$d to %2$d; by default the terminal's, or %3$d"), PRINT_WIDTH_MIN,
        PRINT_WIDTH_MAX, PRINT_WIDTH_DEFAULT);
}

static bool is_printed(const struct view *view)
{
    return view->command.name && (view->context & (IN_GRID | IN_LIST));
}

static void add_views(struct buf *out)
{
    for (const struct view *const *view = views; *view; view++)
        if (is_printed(*view))
            text_add_item(out, slice_of((*view)->command.name));
}

/* clang-format off */
static const struct option_row option_rows[] = {
    { .name = "view", .argument = "NAME", .add_values = add_views,
      .help = N_("what is printed; by default the map") },
    { .name = "persona", .argument = "NAMES",
      .help = N_("whose curve, of several with commas; all, or mean") },
    { .name = "path", .argument = "NAME", .help = N_("the curve of that path through the map") },
    { .name = "width", .argument = "N", .help = N_("columns"), .add_values = add_widths },
    { .name = "words", .help = N_("in words instead of a picture, one thing a line") },
    { .name = "" },
};
/* clang-format on */

static const struct view *view_named(const char *name, struct diags *diags)
{
    struct buf names = BUF_INIT;
    for (const struct view *const *view = views; *view; view++)
        if (is_printed(*view) && strcmp((*view)->command.name, name) == 0)
            return *view;
    add_views(&names);
    diags_add(
        diags, NULL, 0, 0, _("--view: \"%1$s\" is not allowed; allowed: %2$s"), name, names.data);
    buf_release(&names);
    return NULL;
}

/* What is asked for by a command of the screen: whose curve, which path. */
static bool choose(
    struct app *app, const struct arguments *arguments, const char *name, struct diags *diags)
{
    const char *value = option_value(arguments, name);
    struct buf line = BUF_INIT, why = BUF_INIT;
    buf_addf(&line, "%s %s", name, value ? value : "");
    bool good = !value || app_command(app, line.data, &why);
    if (!good)
        diags_add(diags, NULL, 0, 0, "--%s: %s", name, why.data);
    buf_release(&line);
    buf_release(&why);
    return good;
}

static void print_view(struct app *app, const struct view *view, const struct arguments *arguments,
    int width, struct buf *out)
{
    bool words = option_value(arguments, "words"), list = view->context != IN_GRID;
    if (list)
        app_show(app, view);
    if (list && words)
        app_tell_list(app, view, out);
    else if (list)
        app_print_list(app, view, width, arguments->ascii, out);
    else if (words)
        app_print_told(app, out);
    else
        app_print(app, width, arguments->ascii, out);
}

/* The picture, and not the words, in the colours of the screen where a terminal reads it. */
static void print_coloured(struct app *app, const struct view *view,
    const struct arguments *arguments, int width, struct buf *out)
{
    struct inks inks = { .off = SLICE_NONE };
    struct buf texts = BUF_INIT;
    if (arguments->color && !option_value(arguments, "words") &&
        term_inks(STDOUT_FILENO, &app->styles, &texts, &inks))
        app->inks = &inks;
    print_view(app, view, arguments, width, out);
    app->inks = NULL;
    buf_release(&texts);
}

static enum status show_with(const struct app_options *options, const struct arguments *arguments,
    const struct view *view, int width, struct diags *diags)
{
    enum status status;
    struct app *app = app_open(options, diags, &status);
    if (!app)
        return status;
    struct buf text = BUF_INIT;
    bool good = choose(app, arguments, "persona", diags) && choose(app, arguments, "path", diags);
    if (good)
        print_coloured(app, view, arguments, width, &text);
    app_close(app);
    if (good)
        return print_text(arguments, &text, diags);
    buf_release(&text);
    return STATUS_BAD;
}

static enum status show(
    const struct arguments *arguments, const struct view *view, int width, struct diags *diags)
{
    struct app_options options = {
        .clock = &clock_system,
        .path = arguments->operands[0],
        .max_size = arguments->max_size,
        .theme = theme_for(getenv("COLORFGBG")),
        .given_theme = arguments->theme,
        .read_only = true,
    };
    struct buf config = BUF_INIT;
    if (arguments->color && isatty(STDOUT_FILENO) &&
        user_folder("XDG_CONFIG_HOME", ".config", &config)) {
        buf_adds(&config, "/config");
        options.config = config.data;
    }
    enum status status = show_with(&options, arguments, view, width, diags);
    buf_release(&config);
    return status;
}

static enum status run(const struct arguments *arguments, struct diags *diags)
{
    const char *given = option_value(arguments, "width"), *name = option_value(arguments, "view");
    int width = given ? print_parse_width(given) : print_width();
    if (width < PRINT_WIDTH_MIN) {
        diags_add(diags, NULL, 0, 0, _("--width: \"%1$s\" is not allowed; allowed: %2$d to %3$d"),
            given, PRINT_WIDTH_MIN, PRINT_WIDTH_MAX);
        return STATUS_BAD;
    }
    const struct view *view = view_named(name ? name : "map", diags);
    return view ? show(arguments, view, width, diags) : STATUS_BAD;
}

/* clang-format off */
const struct subcommand cmd_show = {
    .name = "show", .operands = "MAP", .least = 1, .most = 1,
    .help = N_("print the grid and the curve, or another view, as text"), .options = option_rows, .run = run,
};
