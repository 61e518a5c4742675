#include "base/i18n.h"
#include "cmd/cmd.h"

const struct option_row common_options[] = {
    { .name = "ascii", .help = N_("draw boxes, marks and curve in plain ASCII") },
    { .name = "no-color", .help = N_("no colours") },
    { .name = "max-size",
        .argument = "SIZE",
        .help = N_("read files of at most SIZE bytes (64M; K, M, G may follow)") },
    { .name = "help", .letter = 'h', .help = N_("say how it is used") },
    { .name = "version", .letter = 'V', .help = N_("say which version this is") },
    { .name = "" },
};

const struct subcommand *const subcommands[] = {
#define SUBCOMMAND(name) &cmd_##name,
#include "cmd/table.h"
#undef SUBCOMMAND
    NULL,
};
