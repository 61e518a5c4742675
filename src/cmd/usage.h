/* What --help writes, made from the rows of the table. */
#ifndef CJM_CMD_USAGE_H
#define CJM_CMD_USAGE_H

#include "cmd/cmd.h"

/* Appends the help of a subcommand; for the first one the overview of all. */
void usage_add(const struct subcommand *sub, struct buf *out);
/* Adds a message that the word is no subcommand, with the nearest, or with all. */
void usage_refuse(const char *word, struct diags *diags);

#endif
