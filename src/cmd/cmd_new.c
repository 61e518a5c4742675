/* cjm-tui new MAP */
#include "base/i18n.h"
#include "base/text.h"
#include "cmd/cmd.h"
#include "cmd/print.h"
#include "session/session.h"

/* clang-format off */
static const struct option_row option_rows[] = {
    { .name = "title",
        .argument = "TITLE",
        .help = N_("the map's title; by default the file's name") },
    { .name = "template", .argument = "NAME",
      .help = N_("begin with a template's stages and questions; \"templates\" lists them") },
    { .name = "keep-samples",
      .help = N_("keep the template's personas and touchpoints, marked as assumption") },
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
            diags, NULL, _("--keep-samples needs a template; choose one with --template"));
    if (wanted.title && !*wanted.title)
        return print_refusal(diags, "--title", _("is empty; give a text, or leave the option out"));
    enum status status = session_create(path, &wanted, diags);
    if (status != STATUS_OK || slice_is(slice_of(path), "-"))
        return status;
    struct buf text = BUF_INIT, visible = BUF_INIT, argument = BUF_INIT;
    text_add_visible(&visible, slice_of(path));
    print_add_argument(&argument, path);
    /* TRANSLATORS: both are the file. */
    buf_addf(&text, _("Created %1$s. To open it: cjm-tui %2$s"), visible.data, argument.data);
    buf_add_char(&text, '\n');
    buf_release(&visible);
    buf_release(&argument);
    return print_text(arguments, &text, diags);
}

/* clang-format off */
const struct subcommand cmd_new = {
    .name = "new", .operands = "MAP", .least = 1, .most = 1,
    .help = N_("create a map"), .options = option_rows, .run = run,
};
