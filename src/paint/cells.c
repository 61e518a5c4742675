#include "paint/cells.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "paint/photo.h"

#ifdef HAVE_CHAFA
#include <chafa.h>

enum {
    DOTS = 8,      /* of the photo to a column */
    GRAIN = 4,     /* dots of one tone: a quarter of a block */
    MOST = 200,    /* columns, rows */
    SOLID = 0x2588 /* nothing of the background is seen */
};

struct shape {
    int columns, rows, shades;
    bool light;
};

/* Blocks and their quarters, which the fonts of terminals have; tones where they are all there is.
 */
static ChafaSymbolMap *choose_symbols(const struct shape *shape)
{
    ChafaSymbolMap *symbols = chafa_symbol_map_new();
    chafa_symbol_map_add_by_range(symbols, ' ', ' ');
    chafa_symbol_map_add_by_range(symbols, 0x2580, 0x2590);
    chafa_symbol_map_add_by_range(symbols, 0x2596, 0x259F);
    if (shape->shades == 2)
        chafa_symbol_map_add_by_range(symbols, 0x2591, 0x2593);
    return symbols;
}

static ChafaCanvas *new_canvas(const struct shape *shape)
{
    ChafaCanvasConfig *config = chafa_canvas_config_new();
    ChafaSymbolMap *symbols = choose_symbols(shape);
    chafa_canvas_config_set_geometry(config, shape->columns, shape->rows);
    chafa_canvas_config_set_symbol_map(config, symbols);
    /* The first 16 colours are the user's: not those that xterm has. */
    chafa_canvas_config_set_canvas_mode(config, shape->shades == 2 ? CHAFA_CANVAS_MODE_FGBG
                                                : shape->shades == 16
                                                    ? CHAFA_CANVAS_MODE_INDEXED_16
                                                    : CHAFA_CANVAS_MODE_INDEXED_240);
    chafa_canvas_config_set_color_space(config, CHAFA_COLOR_SPACE_DIN99D);
    if (shape->shades < 256) /* tones of few colours */
        chafa_canvas_config_set_dither_mode(config, CHAFA_DITHER_MODE_DIFFUSION);
    chafa_canvas_config_set_dither_grain_size(config, GRAIN, GRAIN);
    if (shape->light) {
        chafa_canvas_config_set_fg_color(config, 0x000000);
        chafa_canvas_config_set_bg_color(config, 0xFFFFFF);
    }
    ChafaCanvas *canvas = chafa_canvas_new(config);
    chafa_symbol_map_unref(symbols);
    chafa_canvas_config_unref(config);
    return canvas;
}

/* Red, green and blue of a byte each, in rows without a gap. */
static unsigned char *take_dots(cairo_surface_t *square, int side)
{
    unsigned char *dots = mem_alloc((size_t)side * (size_t)side * 3), *at = dots;
    cairo_surface_flush(square);
    for (int y = 0; y < side; y++) {
        const unsigned char *row = cairo_image_surface_get_data(square) +
                                   y * cairo_image_surface_get_stride(square);
        for (int x = 0; x < side; x++) {
            uint32_t dot;
            memcpy(&dot, row + 4 * x, sizeof dot);
            *at++ = dot >> 16 & 255;
            *at++ = dot >> 8 & 255;
            *at++ = dot & 255;
        }
    }
    return dots;
}

static void add_cell(ChafaCanvas *canvas, const struct shape *shape, int x, int y, struct buf *out)
{
    gunichar point = chafa_canvas_get_char_at(canvas, x, y);
    int fg = 0, bg = 0;
    chafa_canvas_get_raw_colors_at(canvas, x, y, &fg, &bg);
    if (point == SOLID && shape->shades > 2) {
        point = ' ';
        bg = fg;
    }
    if (point == ' ')
        fg = bg;
    buf_addf(out, "%x %d %d\n", (unsigned)point, fg < 0 ? 0 : fg, bg < 0 ? 0 : bg);
}

static void add_cells(cairo_surface_t *square, int side, const struct shape *shape, struct buf *out)
{
    unsigned char *dots = take_dots(square, side);
    ChafaCanvas *canvas = new_canvas(shape);
    chafa_canvas_draw_all_pixels(canvas, CHAFA_PIXEL_RGB8, dots, side, side, side * 3);
    buf_adds(out, "cells\n");
    for (int y = 0; y < shape->rows; y++)
        for (int x = 0; x < shape->columns; x++)
            add_cell(canvas, shape, x, y, out);
    chafa_canvas_unref(canvas);
    free(dots);
}

enum status paint_cells(const char *map, const char *path, const char *size, const char *shades,
    const char *ground, struct buf *out, struct diags *diags)
{
    struct shape shape = { .shades = atoi(shades), .light = strcmp(ground, "light") == 0 };
    if (sscanf(size, "%dx%d", &shape.columns, &shape.rows) != 2 || shape.columns < 1 ||
        shape.rows < 1 || shape.columns > MOST || shape.rows > MOST)
        return STATUS_BAD;
    struct photo *photo = photo_read(map, slice_of(path), diags);
    if (!photo)
        return STATUS_BAD;
    int side = shape.columns * DOTS;
    cairo_surface_t *square = photo_square(photo, side);
    if (square)
        add_cells(square, side, &shape, out);
    else
        diags_add(diags, path, 0, 0, _("this photo is left out: %s"),
            _("it is no PNG or JPEG file, or a broken one"));
    cairo_surface_destroy(square);
    photo_free(photo);
    return square ? STATUS_OK : STATUS_BAD;
}
#else
enum status paint_cells(const char *map, const char *path, const char *size, const char *shades,
    const char *ground, struct buf *out, struct diags *diags)
{
    (void)map, (void)path, (void)size, (void)shades, (void)ground, (void)out, (void)diags;
    return STATUS_BAD;
}
#endif
