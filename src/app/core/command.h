/*
 * Everything that a user can make the program do: one row each, with its keys, its name behind
 * ":", where it works, and its help. The key line, the help screen, completion and the manual are
 * made from this table.
 */
#ifndef CJM_APP_CORE_COMMAND_H
#define CJM_APP_CORE_COMMAND_H

#include <stdbool.h>
#include <stdint.h>

#include "app/core/prompt.h"
#include "base/slice.h"

struct app;

enum section {
    SECTION_MOVE,
    SECTION_EDIT,
    SECTION_GUIDE,
    SECTION_SEE,
    SECTION_PEOPLE,
    SECTION_FILE,
    SECTION_PROGRAM,
    SECTION_COUNT
};

enum { COMMAND_KEYS = 4 };

struct command {
    const char *name;  /* NULL: by key alone */
    const char *alias; /* a short name, or NULL */
    uint32_t keys[COMMAND_KEYS];
    unsigned contexts;    /* IN_... where the keys work, and EDITS */
    const char *argument; /* "[FILE]": what may follow the name; NULL: nothing */
    enum section section;
    const char *hint; /* a word for the key line, or NULL; this and help for translation */
    const char *help;
    /* `argument` has no data for a key; `forced` is the "!" behind a name. */
    void (*run)(struct app *app, const struct command *self, struct slice argument, bool forced);
    int number; /* a parameter of run */
};

/* Ends in a row without run. */
extern const struct command commands[];
const char *section_title(enum section section);

const struct command *command_of_key(uint32_t code, unsigned context);
/* Runs one, unless it would change a map that one only watches: then says so. */
void command_run(
    struct app *app, const struct command *command, struct slice argument, bool forced);
/* Carries out a line typed behind ":". False with a reason. */
bool command_line(struct app *app, struct slice line, struct buf *why);
/* A text that is typed where something else is asked for: is it such a line, its ":" included?
 * Then says what to do. */
bool command_in_text(struct slice text, struct buf *why);
/* For completion of such a line. */
void command_complete(void *app, struct slice before, struct completions *out);

#endif
