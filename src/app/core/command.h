/*
 * Everything that a user can make the program do: one row each, beside its function, with its keys,
 * its name behind ":", where it works, and its help. The key line, the help screen, completion and
 * the manual are made from the rows. They stand in arrays of their files, which commands/table.c
 * collects.
 */
#ifndef CJM_APP_CORE_COMMAND_H
#define CJM_APP_CORE_COMMAND_H

#include <stdbool.h>
#include <stdint.h>

#include "app/core/prompt.h"
#include "base/slice.h"

struct app;

/* Where a command works. */
enum {
    IN_START = 1,
    IN_GRID = 2,
    IN_DETAIL = 4, /* the pane under the grid */
    IN_LIST = 8,   /* pains, ideas, quotes, parking lot, personas */
    IN_FORM = 16,
    IN_HELP = 32,
    IN_CHOICE = 64,
    IN_SHEET = 128, /* of a persona */
    IN_AGENDA = 256,
    IN_GUIDE = 512,   /* at a question that a key answers, and at the end */
    IN_ANSWER = 1024, /* in the line of an answer */
    IN_SCROLL = 2048, /* in the guide, where a list may be longer than its room */
    IN_PROMPT = 4096, /* in any other line that is typed */
    IN_END = 8192,    /* behind the guide's last question */
    IN_WHO = 16384,   /* in the list of those who are here */
    EDITS = 32768,    /* with a command's contexts: it is not for those who only watch */
    IN_LOG = 65536,
    IN_CONFLICTS = 131072,
    IN_ROUND = 262144,   /* at one's own notes of a silent round */
    IN_FORMATS = 524288, /* in the list of formats to export in */
    IN_IMPORT = 1048576, /* at what an import would do */
    IN_MAP = IN_GRID | IN_DETAIL | IN_LIST | IN_FORM | IN_HELP | IN_SHEET | IN_LOG | IN_CONFLICTS |
             IN_ROUND, /* a map is open */
    IN_MAIN = IN_GRID | IN_DETAIL | IN_LIST,
    IN_TOUCHPOINT = IN_GRID | IN_DETAIL,     /* on a touchpoint or a part of it */
    IN_TALK = IN_GUIDE | IN_ANSWER | IN_END, /* in the guide */
    IN_ALL = 511 | IN_WHO | IN_LOG | IN_CONFLICTS | IN_ROUND | IN_FORMATS | IN_IMPORT
};

enum section {
    SECTION_MOVE,
    SECTION_EDIT,
    SECTION_GUIDE,
    SECTION_SEE,
    SECTION_PEOPLE,
    SECTION_FILE,
    SECTION_PROGRAM,
    SECTION_OWN, /* keys of the user's own */
    SECTION_COUNT
};

enum { COMMAND_KEYS = 4 };

/* Of the hints that work in a context, the key line shows those of a lower rank first. */
enum hint_rank {
    HINT_BACK = -4,
    HINT_OWN, /* what one is there for */
    HINT_GUIDE,
    HINT_EDIT,
    HINT_USUAL,
    HINT_LATE,
    HINT_NAMED /* only where the view names it */
};

struct command {
    const char *name;  /* NULL: by key alone */
    const char *alias; /* a short name, or NULL */
    uint32_t keys[COMMAND_KEYS];
    unsigned contexts;    /* IN_... where the keys work, and EDITS */
    const char *argument; /* "[FILE]": what may follow the name; NULL: nothing */
    enum section section;
    const char *hint; /* a word for the key line, or NULL; this and help for translation */
    enum hint_rank rank;
    const char *typed; /* how the first key is shown with the hint: "+1"; NULL: as it is */
    const char *help;
    bool without_map; /* its name works where no map is open, too */
    bool counts;      /* it does the same as often as app->typed.count says */
    bool moves;       /* the cursor, and does nothing else */
    /* What the last line says while only the first of two keys was typed; NULL: `hint`. */
    void (*announce)(struct app *app, struct buf *out);
    /* `argument` has no data for a key; `forced` is the "!" behind a name. NULL: the key is the
     * line editor's own. */
    void (*run)(struct app *app, const struct command *self, struct slice argument, bool forced);
    int number;       /* a parameter of run */
    const char *line; /* of SECTION_OWN: what it does, as behind ":" */
    /* What the argument may be completed to; NULL: file names if it is a FILE. */
    void (*complete)(struct app *app, struct slice typed, struct completions *out);
};

/* A command's function, from whose parameters it takes what it needs. */
#define RUN(name)                                                   \
    static void run_##name(struct app *app __attribute__((unused)), \
        const struct command *self __attribute__((unused)),         \
        struct slice argument __attribute__((unused)), bool forced __attribute__((unused)))

/* Commands in the order of help and manual. */
struct command_list {
    const struct command **items; /* owned; the commands are borrowed */
    size_t count, cap;
};

void command_list_add(struct command_list *list, const struct command *command);
void command_list_add_first(struct command_list *list, const struct command *command);
void command_list_release(struct command_list *list);

const char *section_title(enum section section);
const struct command *command_of_key(const struct app *app, uint32_t code, unsigned context);
/* A command there of whose two keys it is the first, or NULL. */
const struct command *command_begun_by(const struct app *app, uint32_t code, unsigned context);
/* Is key `k` of the command its key, or did the user give that to another command? */
bool command_has_key(const struct app *app, const struct command *command, int k);
/* The first that it has; K_NONE: none. */
uint32_t command_first_key(const struct app *app, const struct command *command);
/* Enter on what is selected: whatever the view does then. */
void run_enter(struct app *app, const struct command *self, struct slice argument, bool forced);
/* Runs one, unless it would change a map that one only watches: then says so. */
void command_run(
    struct app *app, const struct command *command, struct slice argument, bool forced);
/* Would such a line be carried out? False with a reason. */
bool command_check(const struct app *app, struct slice line, struct buf *why);
/* Carries out a line typed behind ":". False with a reason. */
bool command_line(struct app *app, struct slice line, struct buf *why);
/* A text that is typed where something else is asked for: is it such a line, its ":" included?
 * Then says what to do. */
bool command_in_text(const struct app *app, struct slice text, struct buf *why);
/* For completion of such a line. */
void command_complete(void *app, struct slice before, struct completions *out);

#endif
