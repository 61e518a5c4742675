/* What the user can choose of the program itself: a row each, by ":set NAME WORD" and in the
 * configuration file. */
#ifndef CJM_APP_OWN_SETTINGS_H
#define CJM_APP_OWN_SETTINGS_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/slice.h"

struct app;

enum setting { SETTING_THEME, SETTING_EVIDENCE, SETTING_MOUSE, SETTING_COUNT };

/* The words of SETTING_EVIDENCE and SETTING_MOUSE, by their place. */
enum { EVIDENCE_AUTO, EVIDENCE_ALWAYS, EVIDENCE_NEVER };
enum { MOUSE_ON, MOUSE_OFF };

struct setting_def {
    const char *name;
    const char *(*word)(int place); /* what it can be, the usual first; NULL behind the last */
    const char *help;               /* marked for translation */
};

const struct setting_def *setting_def(enum setting setting);
/* The setting of that name; SETTING_COUNT: none. */
enum setting setting_of_name(struct slice name);
/* The place of its word. */
int setting_value(const struct app *app, enum setting setting);
/* False with a sentence in `why` where it can't be that. */
bool setting_set(struct app *app, enum setting setting, struct slice word, struct buf *why);

#endif
