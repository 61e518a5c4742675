/*
 * The subcommands in the order of usage and manual: SUBCOMMAND(show) is cmd_show of cmd_show.c.
 * The first opens a map, where no subcommand is named. Included wherever a list of them is made.
 */
SUBCOMMAND(open)
SUBCOMMAND(new)
SUBCOMMAND(guide)
SUBCOMMAND(templates)
SUBCOMMAND(add)
SUBCOMMAND(show)
SUBCOMMAND(export)
SUBCOMMAND(import)
SUBCOMMAND(find)
SUBCOMMAND(diff)
SUBCOMMAND(merge)
