/*
 * The subcommands: a file and a row of table.h each. Parsing, --help and the manual are made from
 * what the file's struct subcommand says.
 */
#ifndef CJM_CMD_CMD_H
#define CJM_CMD_CMD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "model/schema.h"

enum { OPTION_NAME_MAX = 32, OPTIONS_MAX = 240, OPERANDS_MAX = 1000 };

/* An option "--name", "-l" too where it has a letter, with the argument it takes (NULL: none). */
struct option_row {
    char name[OPTION_NAME_MAX];
    char letter; /* 0: none */
    const char *argument;
    const char *help;                    /* marked for translation */
    void (*add_values)(struct buf *out); /* appends what it may be; NULL: nothing to list */
    enum field field;                    /* whose value it is; 0: of none */
    enum field values_of; /* whose values it takes too, without setting it; 0: of none */
};

struct option_list {
    struct option_row rows[OPTIONS_MAX + 1]; /* the one behind the last has no name */
    size_t count;
};

/* What was given on the command line, checked so far as the rows can tell. */
struct arguments {
    const char *operands[OPERANDS_MAX];
    size_t operand_count;
    const struct option_list *options; /* of the subcommand */
    const char *values[OPTIONS_MAX];   /* by the place of the option's row; NULL: not given */
    bool ascii;
    bool color;
    const char *theme;   /* its name, checked; NULL: not given */
    const char *lang;    /* a language, if there are texts in it or not; NULL: not given */
    bool utf8;           /* the terminal takes UTF-8 */
    const char *program; /* argv[0] */
    size_t max_size;     /* of a map's file, bytes */
};

struct subcommand {
    const char *name;                              /* "" for opening a map */
    const char *operands;                          /* "MAP": as in the usage line */
    size_t least, most;                            /* how many of them */
    bool asks;                                     /* standard input has answers, and no map */
    const char *help;                              /* marked for translation */
    const struct option_row *options;              /* ends in a row without a name; NULL: none */
    void (*add_options)(struct option_list *list); /* appends those made of a table; or NULL */
    enum status (*run)(const struct arguments *arguments, struct diags *diags);
    void (*add_more)(struct buf *out); /* appends what --help tells besides, in lines; or NULL */
};

#define SUBCOMMAND(name) extern const struct subcommand cmd_##name;
#include "cmd/table.h"
#undef SUBCOMMAND

/* Ends in NULL. The first is for no subcommand: it opens a map. */
extern const struct subcommand *const subcommands[];
/* Those that each takes. */
extern const struct option_row common_options[];

/* --- option.c --- */

void options_of(const struct subcommand *sub, struct option_list *out);
/* Appends an option for each field that people fill in. */
void option_add_fields(struct option_list *list);
/* The value of the option of that name, or NULL. */
const char *option_value(const struct arguments *arguments, const char *name);
/* Writes the name that only this field has: "pain-owner". */
void option_full_name(enum field field, char out[OPTION_NAME_MAX]);
/* Is that the row's name, because an option before it has the short one? */
bool option_is_full(const struct option_row *row);
/* The place of the option of a field by its full name or as much as only it begins with, or by its
 * own name; "_" is as good as "-". -1: there is none. */
int option_find(const struct option_list *list, struct slice name);
/* Appends what --help and manual say of it. */
void option_add_help(const struct option_row *row, struct buf *out);

/* --- usage.c: what --help writes, made from the rows of the table --- */

/* Appends the help of a subcommand; for the first one the overview of all. */
void usage_add(const struct subcommand *sub, struct buf *out);
/* Adds a message that the word is no subcommand, with the nearest, or with all. */
void usage_refuse(const char *word, struct diags *diags);

#endif
