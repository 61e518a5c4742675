/* What an import would do, looked at before it is done. (import.c) */
#ifndef CJM_APP_VIEWS_IMPORT_H
#define CJM_APP_VIEWS_IMPORT_H

struct app;

void import_free(struct app *app);

#endif
