#ifndef CJM_APP_VIEWS_SETTINGS_H
#define CJM_APP_VIEWS_SETTINGS_H

struct app;

/* Shows what can be set, and what it is set to. */
void settings_show(struct app *app);

#endif
