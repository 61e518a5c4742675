/* The map as a picture: the poster, or slides. */
#include "export/poster/svg.h"
#include "base/i18n.h"
#include "export/picture/picture.h"
#include "export/poster/poster.h"

static enum status write_svg(const struct map *map, const struct export_options *options,
    struct buf *out, struct diags *diags)
{
    const struct poster_options wanted = { .size = options->size,
        .lanes = options->lanes,
        .path = options->path,
        .persona = options->persona };
    struct draw draw = { 0 };
    struct poster *poster = poster_new(map, &wanted, diags);
    if (!poster)
        return STATUS_BAD;
    for (size_t i = 0; i < poster_pages(poster); i++) {
        if (i && !export_end_page(options, out))
            break;
        svg_add_page(poster, i, &draw, out);
    }
    draw_release(&draw);
    poster_free(poster);
    return STATUS_OK;
}

const struct export_format export_svg = {
    .name = "svg",
    .endings = (const char *const[]){ "svg", NULL },
    .help = N_("the map as a poster, a file a page"),
    .takes = (const char *const[]){ "size", "slides", "lanes", "page", "persona", NULL },
    .write = write_svg,
};

const struct export_format export_slides = {
    .name = "slides",
    .help = N_("the map as slides: a PDF, or an SVG or PNG file each"),
    .takes = (const char *const[]){ "slides", "lanes", "page", "persona", NULL },
    .size = POSTER_SLIDES,
    .usual = "pdf",
    .write = write_svg,
};
