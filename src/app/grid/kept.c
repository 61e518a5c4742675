#include "app/grid/kept.h"

#include <stdlib.h>

#include "base/mem.h"

struct grid_kept *grid_kept(struct app *app)
{
    if (!app->grid_kept) {
        app->grid_kept = mem_zalloc(sizeof *app->grid_kept);
        app->grid_kept->seen = app->session.map.revision;
    }
    return app->grid_kept;
}

struct stage_trace *grid_kept_trace(struct app *app, size_t stage, int number)
{
    struct grid_kept *kept = grid_kept(app);
    if (!kept->traces)
        kept->traces = mem_zalloc(SCROLLS * OVERLAY_MAX * sizeof *kept->traces);
    return &kept->traces[stage % SCROLLS * OVERLAY_MAX + (size_t)number];
}

void grid_forget(struct app *app)
{
    if (!app->grid_kept)
        return;
    for (size_t i = 0; i < app->grid_kept->cells_cap; i++)
        free(app->grid_kept->cells[i].places);
    free(app->grid_kept->cells);
    trace_forget(app->grid_kept->traces, SCROLLS * OVERLAY_MAX);
    free(app->grid_kept->plan.column);
    free(app->grid_kept->plan.unit);
    free(app->grid_kept->plot.cells);
    free(app->grid_kept->plot.owners);
    free(app->grid_kept->plot.hits);
    free(app->grid_kept);
    app->grid_kept = NULL;
}

/* --- edits --- */

static struct stage_trace *traces_of(struct grid_kept *kept, size_t stage)
{
    return kept->traces ? &kept->traces[stage % SCROLLS * OVERLAY_MAX] : NULL;
}

static void forget_stage(struct grid_kept *kept, struct node *node)
{
    const struct node *stage = node_up(node, KIND_STAGE);
    for (size_t i = 0; stage && i < MEASURED_MAX; i++)
        if (kept->stages[i].stage == stage)
            kept->stages[i].stage = NULL;
    for (size_t i = 0; stage && kept->traces && i < SCROLLS * OVERLAY_MAX; i++)
        if (kept->traces[i].stage == stage)
            kept->traces[i].stage = NULL;
}

static void forget_stages(struct grid_kept *kept)
{
    for (size_t i = 0; i < MEASURED_MAX; i++)
        kept->stages[i].stage = NULL;
    for (size_t i = 0; kept->traces && i < SCROLLS * OVERLAY_MAX; i++)
        kept->traces[i].stage = NULL;
}

/* Does the field decide how many rows a touchpoint takes? */
static bool has_rows(enum field field)
{
    return field == TOUCHPOINT_NAME || field == TOUCHPOINT_DOING || field == TOUCHPOINT_THINKING ||
           field == TOUCHPOINT_EVIDENCE || field == TOUCHPOINT_MAP;
}

/* What is known of the touchpoint's stage stays known. */
static void follow(struct app *app, const struct edit *edit)
{
    struct grid_kept *kept = app->grid_kept;
    const struct node *stage = edit->node->parent;
    size_t index = node_index(stage);
    struct stage_height *height = index < MEASURED_MAX ? &kept->stages[index] : NULL;
    struct stage_trace *traces = traces_of(kept, index);
    if (height && height->stage == stage) {
        height->stage = has_rows((enum field)edit->field) ? NULL : stage;
        height->revision = stage->revision;
    }
    for (int i = 0; traces && i < OVERLAY_MAX; i++)
        if (traces[i].stage == stage)
            trace_edit(&traces[i], &app->session.map, edit);
}

/* Who was not told of all edits knows nothing. */
void grid_edit(struct app *app, const struct edit *edit)
{
    struct grid_kept *kept = app->grid_kept;
    uint32_t revision = app->session.map.revision;
    if (!kept)
        return;
    if (++kept->seen != revision)
        forget_stages(kept);
    kept->seen = revision;
    if (edit->op == EDIT_SET && edit->node->kind == KIND_TOUCHPOINT) {
        follow(app, edit);
        return;
    }
    forget_stage(kept, edit->node);
    if (edit->op != EDIT_SET && edit->old_parent)
        forget_stage(kept, edit->old_parent);
    if (edit->op != EDIT_SET && edit->new_parent)
        forget_stage(kept, edit->new_parent);
}
