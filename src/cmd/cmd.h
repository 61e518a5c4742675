/*
 * The subcommands: one row and one file each. Parsing, --help and the manual are made from the
 * rows.
 */
#ifndef CJM_CMD_CMD_H
#define CJM_CMD_CMD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"

/* An option "--name", "-l" too where it has a letter, with the argument it takes (NULL: none). */
struct option_row {
    const char *name;
    char letter; /* 0: none */
    const char *argument;
    const char *help; /* marked for translation */
};

enum { OPTIONS_MAX = 40, OPERANDS_MAX = 9 };

/* What was given on the command line, checked so far as the rows can tell. */
struct arguments {
    const char *operands[OPERANDS_MAX];
    size_t operand_count;
    const char *values[OPTIONS_MAX]; /* by the place of the option's row; NULL: not given */
    bool ascii;
    bool color;
    bool utf8;           /* the terminal takes UTF-8 */
    const char *program; /* argv[0] */
    size_t max_size;     /* of a map's file, bytes */
};

struct subcommand {
    const char *name;                 /* "" for opening a map */
    const char *operands;             /* "MAP": as in the usage line */
    size_t least, most;               /* how many of them */
    const char *help;                 /* marked for translation */
    const struct option_row *options; /* ends in a row without a name */
    enum status (*run)(const struct arguments *arguments, struct diags *diags);
    /* Appends what --help tells besides, in lines; NULL: nothing. */
    void (*add_more)(struct buf *out);
};

/* Ends in a row without run. The first is for no subcommand: it opens a map. */
extern const struct subcommand subcommands[];
/* Those that each takes. */
extern const struct option_row common_options[];

extern const struct option_row new_options[], add_options[], show_options[], export_options[];
enum status cmd_open(const struct arguments *arguments, struct diags *diags);
enum status cmd_new(const struct arguments *arguments, struct diags *diags);
enum status cmd_templates(const struct arguments *arguments, struct diags *diags);
enum status cmd_add(const struct arguments *arguments, struct diags *diags);
enum status cmd_show(const struct arguments *arguments, struct diags *diags);
enum status cmd_export(const struct arguments *arguments, struct diags *diags);

extern const struct option_row merge_options[];
enum status cmd_diff(const struct arguments *arguments, struct diags *diags);
enum status cmd_merge(const struct arguments *arguments, struct diags *diags);

extern const struct option_row guide_line_options[];
enum status cmd_guide(const struct arguments *arguments, struct diags *diags);
void guide_add_more(struct buf *out);

/* The value of the option of that name in `rows`, or NULL. */
const char *option_value(
    const struct arguments *arguments, const struct option_row *rows, const char *name);

#endif
