/* The map as a page for browsers and printers. */
#include "export/html/html.h"

#include "base/i18n.h"
#include "export/picture/picture.h"

static enum status write_html(const struct map *map, const struct export_options *options,
    struct buf *out, struct diags *diags)
{
    const struct poster_options wanted = {
        .lanes = options->lanes, .path = options->path, .persona = options->persona
    };
    struct poster *poster = poster_gathered(map, &wanted, diags);
    if (!poster)
        return STATUS_BAD;
    html_add_page(poster, options->parking, out);
    poster_free(poster);
    return STATUS_OK;
}

const struct export_format export_html = {
    .name = "html",
    .endings = (const char *const[]){ "html", "htm", NULL },
    .help = N_("a page for the browser, without scripts, in one file"),
    .takes = (const char *const[]){ "lanes", "persona", "with", NULL },
    .write = write_html,
};
