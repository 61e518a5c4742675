/* Commands that delete, copy and put elsewhere. */
#ifndef CJM_APP_COMMANDS_COPY_H
#define CJM_APP_COMMANDS_COPY_H

struct app;

/* What was copied or deleted last is forgotten. */
void copied_free(struct app *app);

#endif
