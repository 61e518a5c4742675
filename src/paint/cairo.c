#include "paint/cairo.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "paint/font.h"
#include "paint/photo.h"

#define POINTS_A_UNIT (72 / 254.0)
#define PI 3.14159265358979323846

struct painter {
    cairo_t *cairo;
    PangoLayout *layout;
    bool tags; /* of a PDF */
    struct diags *diags;
};

/* --- shapes --- */

static void set_colour(cairo_t *cairo, uint32_t colour)
{
    cairo_set_source_rgb(cairo, (colour >> 16 & 0xFF) / 255.0, (colour >> 8 & 0xFF) / 255.0,
        (colour & 0xFF) / 255.0);
}

static void set_dash(cairo_t *cairo, const char *text)
{
    double lengths[8];
    int count = 0;
    while (text && *text && count < 8) {
        char *end;
        lengths[count++] = (double)strtol(text, &end, 10);
        text = end;
    }
    cairo_set_dash(cairo, lengths, count, 0);
}

/* Fills and strokes the path that stands. */
static void use_paint(cairo_t *cairo, const struct paint *paint)
{
    if (paint->fill != COLOUR_NONE) {
        set_colour(cairo, paint->fill);
        cairo_fill_preserve(cairo);
    }
    if (paint->stroke != COLOUR_NONE) {
        set_colour(cairo, paint->stroke);
        set_dash(cairo, paint->dash);
        cairo_set_line_width(cairo, paint->width);
        cairo_stroke_preserve(cairo);
    }
    cairo_new_path(cairo);
}

static void paint_rect(struct painter *painter, const struct mark *mark)
{
    cairo_t *cairo = painter->cairo;
    double x = mark->box.x, y = mark->box.y, width = mark->box.width, height = mark->box.height;
    double least = width < height ? width : height;
    double radius = mark->radius * 2 > least ? least / 2 : mark->radius;
    if (radius <= 0) {
        cairo_rectangle(cairo, x, y, width, height);
    } else {
        cairo_arc(cairo, x + width - radius, y + radius, radius, -PI / 2, 0);
        cairo_arc(cairo, x + width - radius, y + height - radius, radius, 0, PI / 2);
        cairo_arc(cairo, x + radius, y + height - radius, radius, PI / 2, PI);
        cairo_arc(cairo, x + radius, y + radius, radius, PI, PI * 3 / 2);
        cairo_close_path(cairo);
    }
    use_paint(cairo, &mark->paint);
}

static void paint_circle(struct painter *painter, const struct mark *mark)
{
    cairo_arc(painter->cairo, mark->box.x, mark->box.y, mark->radius, 0, 2 * PI);
    cairo_close_path(painter->cairo);
    use_paint(painter->cairo, &mark->paint);
}

static void paint_path(struct painter *painter, const struct mark *mark)
{
    for (size_t i = 0; i < mark->count; i++) {
        const int *at = mark->steps[i].x;
        switch (mark->steps[i].kind) {
        case 'M':
            cairo_move_to(painter->cairo, at[0], at[1]);
            break;
        case 'L':
            cairo_line_to(painter->cairo, at[0], at[1]);
            break;
        case 'C':
            cairo_curve_to(painter->cairo, at[0], at[1], at[2], at[3], at[4], at[5]);
            break;
        default:
            cairo_close_path(painter->cairo);
        }
    }
    use_paint(painter->cairo, &mark->paint);
}

/* The middle of the photo, as a square; drawn in units, with two dots to each. */
static void paint_photo(struct painter *painter, const struct mark *mark)
{
    cairo_t *cairo = painter->cairo;
    int dots = 4 * mark->radius;
    cairo_surface_t *square = photo_square(mark->photo, dots);
    if (!square) {
        diags_add(
            painter->diags, NULL, 0, 0, _("a photo is left out: it cannot be read as a picture"));
        return;
    }
    cairo_save(cairo);
    cairo_arc(cairo, mark->box.x, mark->box.y, mark->radius, 0, 2 * PI);
    cairo_clip(cairo);
    cairo_translate(cairo, mark->box.x - mark->radius, mark->box.y - mark->radius);
    cairo_scale(cairo, 2.0 * mark->radius / dots, 2.0 * mark->radius / dots);
    cairo_set_source_surface(cairo, square, 0, 0);
    cairo_paint(cairo);
    cairo_restore(cairo);
    cairo_surface_destroy(square);
}

/* --- text --- */

static void paint_line_of_text(
    struct painter *painter, struct slice text, const struct type *type, double x, double y)
{
    PangoRectangle extents;
    PangoLayoutLine *line = font_line(painter->layout, text);
    pango_layout_line_get_extents(line, NULL, &extents);
    double width = (double)extents.width / PANGO_SCALE;
    x -= type->style & TYPE_MIDDLE ? width / 2 : type->style & TYPE_END ? width : 0;
    if (type->style & TYPE_HALO) {
        cairo_move_to(painter->cairo, x, y);
        pango_cairo_layout_line_path(painter->cairo, line);
        use_paint(painter->cairo,
            &(struct paint){ .fill = COLOUR_NONE, .stroke = 0xFFFFFF, .width = 10 });
    }
    set_colour(painter->cairo, type->ink);
    cairo_move_to(painter->cairo, x, y);
    pango_cairo_show_layout_line(painter->cairo, line);
    cairo_new_path(painter->cairo);
}

static void paint_text(struct painter *painter, const struct mark *mark)
{
    font_set(painter->layout, &mark->type);
    if (painter->tags)
        cairo_tag_begin(painter->cairo, "P", NULL);
    for (size_t i = 0; i < mark->count; i++)
        paint_line_of_text(painter, mark->lines[i].text, &mark->type, mark->box.x,
            mark->box.y + (double)i * mark->line_height);
    if (painter->tags)
        cairo_tag_end(painter->cairo, "P");
}

/* --- pages --- */

static void paint_group(struct painter *painter, const struct mark *mark)
{
    if (painter->tags && mark->kind == MARK_OPEN)
        cairo_tag_begin(painter->cairo, "Sect", NULL);
    else if (painter->tags)
        cairo_tag_end(painter->cairo, "Sect");
}

static void paint_page(struct painter *painter, const struct draw *draw)
{
    static void (*const paints[])(struct painter *, const struct mark *) = {
        [MARK_RECT] = paint_rect,
        [MARK_CIRCLE] = paint_circle,
        [MARK_PATH] = paint_path,
        [MARK_TEXT] = paint_text,
        [MARK_PHOTO] = paint_photo,
        [MARK_OPEN] = paint_group,
        [MARK_CLOSE] = paint_group,
    };
    cairo_set_line_cap(painter->cairo, CAIRO_LINE_CAP_ROUND);
    cairo_set_line_join(painter->cairo, CAIRO_LINE_JOIN_ROUND);
    for (size_t i = 0; i < draw->count; i++)
        paints[draw->marks[i].kind](painter, &draw->marks[i]);
}

static void painter_begin(
    struct painter *painter, cairo_surface_t *surface, const struct poster *poster)
{
    painter->cairo = cairo_create(surface);
    painter->layout = pango_cairo_create_layout(painter->cairo);
    font_begin(painter->layout, poster_language(poster));
}

static void painter_end(struct painter *painter)
{
    g_object_unref(painter->layout);
    cairo_destroy(painter->cairo);
}

static cairo_status_t add_bytes(void *context, const unsigned char *data, unsigned length)
{
    buf_add(context, data, length);
    return CAIRO_STATUS_SUCCESS;
}

static enum status end_surface(cairo_surface_t *surface, struct diags *diags)
{
    cairo_surface_finish(surface);
    cairo_status_t status = cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    if (status == CAIRO_STATUS_SUCCESS)
        return STATUS_OK;
    diags_add(diags, NULL, 0, 0, _("cannot draw the picture: %s"), cairo_status_to_string(status));
    return STATUS_SYSTEM;
}

/* --- PDF --- */

/* No date of today: the same map gives the same bytes. */
static void set_metadata(cairo_surface_t *pdf, const struct map *map)
{
    struct slice reviewed = node_get(map->root, MAP_REVIEWED);
    struct buf text = BUF_INIT, date = BUF_INIT;
    font_add_shown(node_get(map->root, MAP_TITLE), &text);
    buf_addf(&date, "%sT00:00:00Z", reviewed.len ? reviewed.data : "2000-01-01");
    cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_TITLE, text.data);
    cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_CREATOR, PACKAGE_NAME);
    cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_CREATE_DATE, date.data);
    buf_release(&text);
    buf_release(&date);
}

/* A line of the outline for each stage: a group whose name begins with "s". */
static void add_outline(cairo_surface_t *pdf, const struct draw *draw, size_t page)
{
    for (size_t i = 0; i < draw->count; i++) {
        const struct mark *mark = &draw->marks[i];
        struct buf name = BUF_INIT, link = BUF_INIT;
        if (mark->kind != MARK_OPEN || mark->id[0] != 's' || !is_digit(mark->id[1]))
            continue;
        font_add_shown(mark->title, &name);
        buf_addf(&link, "page=%zu", page + 1);
        cairo_pdf_surface_add_outline(pdf, CAIRO_PDF_OUTLINE_ROOT, name.data, link.data, 0);
        buf_release(&name);
        buf_release(&link);
    }
}

enum status paint_pdf(struct poster *poster, struct buf *out, struct diags *diags)
{
    struct draw draw = { 0 };
    struct painter painter = { .tags = true, .diags = diags };
    cairo_surface_t *pdf = cairo_pdf_surface_create_for_stream(add_bytes, out,
        poster_width(poster) * POINTS_A_UNIT, poster_height(poster) * POINTS_A_UNIT);
    set_metadata(pdf, poster_map(poster));
    painter_begin(&painter, pdf, poster);
    cairo_scale(painter.cairo, POINTS_A_UNIT, POINTS_A_UNIT);
    for (size_t i = 0; i < poster_pages(poster); i++) {
        poster_draw(poster, i, &draw);
        add_outline(pdf, &draw, i);
        cairo_tag_begin(painter.cairo, "Document", NULL);
        paint_page(&painter, &draw);
        cairo_tag_end(painter.cairo, "Document");
        cairo_show_page(painter.cairo);
    }
    draw_release(&draw);
    painter_end(&painter);
    return end_surface(pdf, diags);
}

/* --- PNG --- */

enum status paint_png(
    struct poster *poster, size_t page, int dpi, struct buf *out, struct diags *diags)
{
    struct draw draw = { 0 };
    struct painter painter = { .tags = false, .diags = diags };
    int64_t width = ((int64_t)poster_width(poster) * dpi + 127) / 254;
    int64_t height = ((int64_t)poster_height(poster) * dpi + 127) / 254;
    if (width * height > PAINT_PIXELS_MOST) {
        diags_add(diags, NULL, 0, 0,
            _("%1$d dots an inch are %2$d megapixels, and %3$d is the most; take fewer with --dpi"),
            dpi, (int)(width * height / 1000000), PAINT_PIXELS_MOST / 1000000);
        return STATUS_BAD;
    }
    cairo_surface_t *image = cairo_image_surface_create(
        CAIRO_FORMAT_RGB24, (int)width, (int)height);
    painter_begin(&painter, image, poster);
    cairo_scale(painter.cairo, dpi / 254.0, dpi / 254.0);
    poster_draw(poster, page, &draw);
    paint_page(&painter, &draw);
    draw_release(&draw);
    painter_end(&painter);
    cairo_surface_flush(image);
    cairo_surface_write_to_png_stream(image, add_bytes, out);
    return end_surface(image, diags);
}
