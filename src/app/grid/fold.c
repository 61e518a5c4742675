#include "app/grid/fold.h"

#include "base/i18n.h"
#include "base/text.h"

/* --- which phases are folded --- */

static struct slice phase_of(const struct app *app, size_t stage)
{
    const struct node *node = node_child(app->session.map.root, MAP_STAGES, stage);
    return node ? node_get(node, STAGE_PHASE) : SLICE_NONE;
}

/* FNV-1a; 0 of no name. */
static uint64_t hash_of(struct slice name)
{
    uint64_t hash = 14695981039346656037u;
    for (size_t i = 0; i < name.len; i++)
        hash = (hash ^ (unsigned char)name.data[i]) * 1099511628211u;
    return name.len ? hash : 0;
}

static int fold_of(const struct app *app, size_t stage)
{
    const struct grid_state *grid = app->grid;
    uint64_t hash = grid->folds ? hash_of(phase_of(app, stage)) : 0;
    for (int i = 0; hash && i < grid->folds; i++)
        if (grid->folded[i] == hash)
            return i;
    return -1;
}

bool is_folded(const struct app *app, size_t stage)
{
    return fold_of(app, stage) >= 0;
}

bool fold_set(struct app *app, size_t stage, bool folded)
{
    struct grid_state *grid = app->grid;
    uint64_t hash = hash_of(phase_of(app, stage));
    int at = fold_of(app, stage);
    if (!hash || (folded && at < 0 && grid->folds == FOLDS_MAX))
        return false;
    if (folded && at < 0)
        grid->folded[grid->folds++] = hash;
    else if (!folded && at >= 0)
        grid->folded[at] = grid->folded[--grid->folds];
    grid->fold_changes++;
    return true;
}

/* --- columns --- */

struct run fold_run(const struct app *app, size_t stage)
{
    size_t count = node_child_count(app->session.map.root, MAP_STAGES);
    struct run run = { stage, stage + 1 };
    if (!is_folded(app, stage))
        return run;
    struct slice phase = phase_of(app, stage);
    while (run.begin && slice_equal(phase_of(app, run.begin - 1), phase))
        run.begin--;
    while (run.end < count && slice_equal(phase_of(app, run.end), phase))
        run.end++;
    return run;
}

size_t fold_beside(const struct app *app, size_t stage, long by)
{
    size_t count = node_child_count(app->session.map.root, MAP_STAGES);
    struct run run = fold_run(app, stage);
    for (; by > 0 && run.end < count; by--)
        run = fold_run(app, run.end);
    for (; by < 0 && run.begin; by++)
        run = fold_run(app, run.begin - 1);
    size_t down = app->grid->wanted_row < 0 ? 0 : (size_t)app->grid->wanted_row;
    return down < run.end - run.begin ? run.begin + down : run.end - 1;
}

void fold_add_title(
    const struct app *app, const struct plan_column *column, bool phase_above, struct buf *out)
{
    if (phase_above)
        buf_addf(out, _n("%zu stage", "%zu stages", column->stages), column->stages);
    else
        buf_add_slice(out, phase_of(app, column->stage));
}
