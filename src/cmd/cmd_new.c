/* cjm-tui new MAP */
#include "base/i18n.h"
#include "base/text.h"
#include "cmd/cmd.h"
#include "cmd/print.h"
#include "session/session.h"

/* clang-format off */
static const struct option_row option_rows[] = {
    { .name = "title", .argument = "TITLE", .help = N_("the map's title; else the file's name") },
    { .name = "template", .argument = "NAME",
      .help = N_("begin with a template's stages and questions; \"templates\" lists them") },
    { .name = "keep-samples",
      .help = N_("with the template's personas and touchpoints too, marked as assumption") },
    { .name = "" },
};
/* clang-format on */

static enum status run(const struct arguments *arguments, struct diags *diags)
{
    const char *path = arguments->operands[0];
    struct new_map wanted = {
        .title = option_value(arguments, "title"),
        .template_name = option_value(arguments, "template"),
        .keep_samples = option_value(arguments, "keep-samples"),
    };
    if (wanted.keep_samples && !wanted.template_name)
        return print_refusal(
            diags, NULL, _("--keep-samples keeps those of a template; name one with --template"));
    enum status status = session_create(path, &wanted, diags);
    if (status != STATUS_OK || slice_is(slice_of(path), "-"))
        return status;
    struct buf text = BUF_INIT;
    text_add_visible(&text, slice_of(path));
    buf_adds(&text, _(": made; open it with: cjm-tui "));
    text_add_visible(&text, slice_of(path));
    buf_add_char(&text, '\n');
    return print_text(arguments, &text, diags);
}

/* clang-format off */
const struct subcommand cmd_new = {
    .name = "new", .operands = "MAP", .least = 1, .most = 1,
    .help = N_("make a new map"), .options = option_rows, .run = run,
};
