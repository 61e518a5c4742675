/* The zoom of the map, which is kept for each map and user. */
#include <stdlib.h>

#include "app/grid/grid.h"
#include "session/recent.h"

static const char *const words[ZOOM_COUNT] = { "", "focus", "overview" };

/* "focus", or how many columns are wide: "3"; the usual zoom is no word. */
static void add_word(const struct grid_state *grid, struct buf *out)
{
    if (grid->wide_wanted)
        buf_addf(out, "%d", grid->wide_wanted);
    else
        buf_adds(out, words[grid->zoom]);
}

void zoom_recall(struct app *app)
{
    struct grid_state *grid = app->grid;
    struct buf word = BUF_INIT;
    look_read(app->session.path, &word);
    int wide = word.len ? atoi(word.data) : 0;
    grid->wide_wanted = wide > 0 && wide < WIDE_MOST ? wide : 0;
    for (int zoom = 1; zoom < ZOOM_COUNT; zoom++)
        if (slice_is(buf_slice(&word), words[zoom]))
            grid->zoom = (enum zoom)zoom;
    buf_release(&word);
}

void zoom_keep(struct app *app)
{
    struct buf was = BUF_INIT, word = BUF_INIT;
    look_read(app->session.path, &was);
    add_word(app->grid, &word);
    if (!slice_equal(buf_slice(&was), buf_slice(&word)))
        look_note(app->session.path, word.len ? word.data : "");
    buf_release(&was);
    buf_release(&word);
}
