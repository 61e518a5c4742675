#include <config.h>

#include <string.h>

#include "base/i18n.h"
#include "cmd/cmd.h"

static const struct option_row no_options[] = { { NULL, 0, NULL, NULL } };

const struct option_row common_options[] = {
    { "ascii", 0, NULL, N_("draw boxes, marks and curve in plain ASCII") },
    { "no-color", 0, NULL, N_("no colours") },
    { "max-size", 0, "SIZE", N_("read files of at most SIZE bytes (64M; K, M, G may follow)") },
    { "help", 'h', NULL, N_("say how it is used") },
    { "version", 'V', NULL, N_("say which version this is") },
    { NULL, 0, NULL, NULL },
};

const struct subcommand subcommands[] = {
    { "", "[MAP]", 0, 1, N_("open a map on the screen; without MAP a start screen"), no_options,
        cmd_open, NULL },
    { "new", "MAP", 1, 1, N_("make a new map"), new_options, cmd_new, NULL },
    { "guide", "MAP", 1, 1, N_("make or go on with a map by questions, line by line"),
        guide_line_options, cmd_guide, guide_add_more },
    { "templates", "[NAME]", 0, 1, N_("list the templates, or write the file of one"), no_options,
        cmd_templates, NULL },
    { "add", "MAP", 1, 1, N_("add a touchpoint, or to one, without the screen"), add_options,
        cmd_add, NULL },
    { "show", "MAP", 1, 1, N_("write grid and curve as plain text"), show_options, cmd_show, NULL },
    { "export", "MAP", 1, 1, N_("write the map in another format"), export_options, cmd_export,
        NULL },
    { "diff", "A B", 1, 9, N_("tell what differs between two maps; also as git's external diff"),
        no_options, cmd_diff, NULL },
    { "merge", "BASE OURS THEIRS [NAME]", 3, 4,
        N_("bring the changes from BASE to THEIRS into OURS; also as git's merge driver"),
        merge_options, cmd_merge, NULL },
    { NULL, NULL, 0, 0, NULL, NULL, NULL, NULL },
};

const char *option_value(
    const struct arguments *arguments, const struct option_row *rows, const char *name)
{
    for (size_t i = 0; rows[i].name; i++)
        if (strcmp(rows[i].name, name) == 0)
            return arguments->values[i];
    return NULL;
}
