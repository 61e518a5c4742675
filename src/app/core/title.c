/* What a map is called: its title, its kind unless it is the usual one, and persona. */
#include "app/core/draw.h"
#include "base/i18n.h"

static const char *kind_words(const struct map *map)
{
    static const struct {
        const char *kind, *words;
    } kinds[] = {
        { "future", N_("future state") },
        { "day", N_("a day") },
        { "blueprint", N_("blueprint") },
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (slice_is(node_get(map->root, MAP_KIND), kinds[i].kind))
            return _(kinds[i].words);
    return NULL;
}

static void add_personas(const struct app *app, const char *separator, struct buf *out)
{
    struct node_list personas = node_children(app->session.map.root, MAP_PERSONAS);
    if (!personas.count)
        return;
    buf_adds(out, separator);
    for (size_t i = 0; i < app->overlay.count; i++) {
        buf_adds(out, i ? ", " : "");
        buf_add_slice(out, node_headline(app->overlay.picked[i]));
    }
    if (app->overlay.count)
        return;
    if (!app->persona && personas.count > 1)
        /* TRANSLATORS: All so many personas are shown at once, or their mean is. */
        buf_addf(out, app->overlay.mean ? _("mean of %u") : _("all %u"), personas.count);
    else
        buf_add_slice(out, node_headline(app->persona ? app->persona : personas.items[0]));
}

void add_title_kind(const struct app *app, bool ascii, struct buf *out)
{
    const struct map *map = &app->session.map;
    if (kind_words(map))
        buf_addf(out, "%s%s", ascii ? " - " : " · ", kind_words(map));
}

void add_title_facts(const struct app *app, bool ascii, struct buf *out)
{
    add_title_kind(app, ascii, out);
    add_personas(app, ascii ? " - " : " · ", out);
}

void add_title(const struct app *app, bool ascii, struct buf *out)
{
    buf_add_slice(out, node_headline(app->session.map.root));
    add_title_facts(app, ascii, out);
}
