#include "base/i18n.h"
#include "cmd/cmd.h"

const struct option_row common_options[] = {
    { .name = "ascii", .help = N_("draw boxes, marks and curve in plain ASCII") },
    { .name = "no-color", .help = N_("use no colours") },
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
