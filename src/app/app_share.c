/* What others do to the map. */
#ifdef HAVE_CONFIG_H
#include <config.h>
#endif

#include "app/state.h"

int app_watch(const struct app *app)
{
    (void)app;
    return -1;
}

int app_watch_wait(const struct app *app)
{
    (void)app;
    return -1;
}

int app_watch_gap(const struct app *app)
{
    (void)app;
    return 1;
}

bool app_others(struct app *app)
{
    (void)app;
    return false;
}
