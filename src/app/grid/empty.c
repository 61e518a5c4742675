/* What an empty map says. */
#include "app/core/draw.h"
#include "app/grid/grid.h"
#include "base/i18n.h"
#include "base/text.h"

int draw_empty_grid(struct app *app, const struct grid_plan *plan, struct canvas *canvas)
{
    struct area area = { plan->area.x + 2, plan->rows_y, plan->area.width - 4, plan->area.height };
    struct slice text =
        app_top(app)->view->context == IN_GUIDE
            ? slice_of(_("The map: stages, their touchpoints and the curve will be here."))
            : slice_of(
                  _("No stages yet. A adds one, i starts the guide, :template fills the map."));
    int rows = draw_wrapped(NULL, area, STYLE_NORMAL, text);
    if (!canvas)
        return rows;
    int width = text_width(text), spare = area.width - width;
    area.y += plan->rows > rows ? (plan->rows - rows) / 2 : 0;
    area.x += spare > 0 ? spare / 2 : 0;
    area.height = plan->rows;
    draw_wrapped(canvas, area, STYLE_NORMAL, text);
    return rows;
}
