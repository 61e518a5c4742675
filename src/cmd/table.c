#include "app/canvas/style.h"
#include "base/i18n.h"
#include "base/text.h"
#include "cmd/cmd.h"

static void add_themes(struct buf *out)
{
    for (int i = 0; theme_name(i); i++)
        text_add_item(out, slice_of(theme_name(i)));
}

const struct option_row common_options[] = {
    { .name = "ascii", .help = N_("draw boxes, marks and curve in plain ASCII") },
    { .name = "no-color", .help = N_("use no colours") },
    { .name = "theme",
        .argument = "NAME",
        .help = N_("colours of the screen"),
        .add_values = add_themes },
    { .name = "lang",
        .argument = "LL",
        .help = N_("the language of texts, and of an export's headings, such as el or zh-CN") },
    { .name = "max-size",
        .argument = "SIZE",
        .help = N_(
            "read files of at most SIZE bytes; the number can end in K, M or G (default 64M)") },
    { .name = "help", .letter = 'h', .help = N_("show this help") },
    { .name = "version", .letter = 'V', .help = N_("show the version") },
    { .name = "" },
};

const struct subcommand *const subcommands[] = {
#define SUBCOMMAND(name) &cmd_##name,
#include "cmd/table.h"
#undef SUBCOMMAND
    NULL,
};
