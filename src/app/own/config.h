/*
 * The configuration file: a line each, "set NAME WORD", "bind KEY COMMAND", "style NAME LOOK",
 * "langmap LETTERS KEYS"; "#" begins a comment. The same lines work behind ":".
 */
#ifndef CJM_APP_OWN_CONFIG_H
#define CJM_APP_OWN_CONFIG_H

#include "app/core/prompt.h"
#include "base/diag.h"

struct app;

struct config_word {
    const char *name;
    const char *argument; /* as help shows it */
    bool (*take)(struct app *app, struct slice argument, struct buf *why);
};

/* Ends in a row without a name. */
extern const struct config_word config_words[];
/* One line; false with a sentence in `why`. */
bool config_line(struct app *app, struct slice line, struct buf *why);
/* All lines of a file. A wrong one is left out, with a message of its line; no file is no mistake.
 */
void config_read(struct app *app, const char *path, struct diags *diags);
/* For completion of what stands behind "style". */
void config_complete_style(struct app *app, struct slice typed, struct completions *out);

#endif
