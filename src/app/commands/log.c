/* Commands about what was done: the log. */
#include <config.h>

#include "app/commands/run.h"
#include "app/views/log.h"
#include "base/i18n.h"

RUN(log)
{
    (void)self;
    struct buf why = BUF_INIT;
    if (!app->open)
        app_error(app, "%s", _("no map is open"));
    else if (argument.len && !export_protocol(app, argument, forced, &why))
        app_error(app, "%s", why.data);
    else if (!argument.len && app_top(app)->view != &view_log)
        app_push(app, &view_log, NULL);
    buf_release(&why);
}
