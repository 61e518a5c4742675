/* What an empty map says. */
#include "app/core/draw.h"
#include "app/grid/grid.h"
#include "base/i18n.h"

int draw_empty_grid(struct app *app, const struct grid_plan *plan, struct canvas *canvas)
{
    struct area area = { plan->area.x, plan->rows_y, plan->area.width,
        canvas ? plan->rows : plan->area.height };
    return draw_in_middle(canvas, area,
        app_top(app)->view->context == IN_GUIDE
            ? slice_of(_("The map: stages, their touchpoints and the curve will be here."))
            : slice_of(
                  _("No stages yet. A adds one, i starts the guide, :template fills the map.")));
}
