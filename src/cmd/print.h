/* What subcommands write: to standard output, and messages to standard error. */
#ifndef CJM_CMD_PRINT_H
#define CJM_CMD_PRINT_H

#include <stdio.h>

#include "cmd/cmd.h"

enum { PRINT_WIDTH_DEFAULT = 80 };

/* Writes UTF-8 to standard output and checks that all arrived. */
enum status print_out(struct slice text, struct diags *diags);
/* The same of what somebody else may have written: a terminal gets nothing that it would obey. */
enum status print_data(struct slice text, struct diags *diags);
/* The same for people, in what the terminal takes: ASCII where the locale has no UTF-8. Releases
 * the text. */
enum status print_text(const struct arguments *arguments, struct buf *text, struct diags *diags);
/* Appends a map as it is typed behind the program's name in a shell: no option, one word. */
void print_add_argument(struct buf *out, const char *path);
/* Adds a message of what can't be done, about a file or none (NULL). STATUS_BAD. */
enum status print_refusal(struct diags *diags, const char *file, const char *why);
/* Writes the messages to standard error. */
void print_messages(const struct diags *diags, bool utf8);
enum { PATIENCE_MS = 1000 }; /* before a command says that it is at work */
/* Calls `run`, and while that takes longer than so many ms says on `terminal` that it is at work,
 * on a line that goes away again; NULL: on none. */
void print_while(void (*run)(void *context), void *context, int ms, FILE *terminal);
/* Columns of the terminal that text is for: COLUMNS, the terminal itself, else 80. */
int print_width(void);
/* Columns as they are typed; 0: no number, or more than PRINT_WIDTH_MAX. */
int print_parse_width(const char *text);

#endif
