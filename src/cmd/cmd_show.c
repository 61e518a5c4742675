/* cjm-tui show MAP */
#include "app/app.h"
#include "app/grid/print.h"
#include "base/i18n.h"
#include "cmd/cmd.h"
#include "cmd/print.h"

static void add_widths(struct buf *out)
{
    buf_addf(out, _("%1$d to %2$d; by default the terminal's, or %3$d"), PRINT_WIDTH_MIN,
        PRINT_WIDTH_MAX, PRINT_WIDTH_DEFAULT);
}

/* clang-format off */
static const struct option_row option_rows[] = {
    { .name = "width", .argument = "N", .help = N_("columns"), .add_values = add_widths },
    { .name = "words", .help = N_("in words instead of a picture, one thing a line") },
    { .name = "" },
};
/* clang-format on */

static enum status run(const struct arguments *arguments, struct diags *diags)
{
    const char *given = option_value(arguments, "width");
    int width = given ? print_parse_width(given) : print_width();
    if (width < PRINT_WIDTH_MIN) {
        diags_add(diags, NULL, 0, 0, _("--width: \"%1$s\" is not allowed; allowed: %2$d to %3$d"),
            given, PRINT_WIDTH_MIN, PRINT_WIDTH_MAX);
        return STATUS_BAD;
    }
    struct app_options options = {
        .clock = &clock_system,
        .path = arguments->operands[0],
        .max_size = arguments->max_size,
        .read_only = true,
    };
    enum status status;
    struct app *app = app_open(&options, diags, &status);
    if (!app)
        return status;
    struct buf text = BUF_INIT;
    if (option_value(arguments, "words"))
        app_print_told(app, &text);
    else
        app_print(app, width, arguments->ascii, &text);
    app_close(app);
    return print_text(arguments, &text, diags);
}

/* clang-format off */
const struct subcommand cmd_show = {
    .name = "show", .operands = "MAP", .least = 1, .most = 1,
    .help = N_("print the grid and the curve as plain text"), .options = option_rows, .run = run,
};
