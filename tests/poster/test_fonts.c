/* The poster's texts as pango sets them, in the fonts that people have. */
#include <criterion/criterion.h>
#include <pango/pangocairo.h>

#include "paint/font.h"
#include "support.h"
#include "unit/poster_support.h"

#ifdef __SANITIZE_ADDRESS__
/* As in paint/main.c: the library of fonts keeps what it read. */
int __lsan_is_turned_off(void);
int __lsan_is_turned_off(void)
{
    return 1;
}
#endif

/* --- a font as the judge --- */

struct font {
    cairo_surface_t *surface;
    cairo_t *cairo;
    PangoLayout *layout;
    const char *family; /* NULL: as it is drawn */
};

static void font_open(struct font *font, const char *family, const char *language)
{
    font->surface = cairo_recording_surface_create(CAIRO_CONTENT_COLOR, NULL);
    font->cairo = cairo_create(font->surface);
    font->layout = pango_cairo_create_layout(font->cairo);
    font->family = family;
    font_begin(font->layout, language);
}

static void font_close(struct font *font)
{
    g_object_unref(font->layout);
    cairo_destroy(font->cairo);
    cairo_surface_destroy(font->surface);
}

static void set_font(struct font *font, const struct type *type)
{
    font_set(font->layout, type);
    if (!font->family)
        return;
    PangoFontDescription *other = pango_font_description_copy(
        pango_layout_get_font_description(font->layout));
    pango_font_description_set_family(other, font->family);
    pango_layout_set_font_description(font->layout, other);
    pango_font_description_free(other);
}

/* Of letters that no font here has nothing is known. */
static void look(void *context, const struct mark *mark, size_t line, struct box *ink, int *width)
{
    struct font *font = context;
    PangoRectangle inked, logical;
    set_font(font, &mark->type);
    PangoLayoutLine *set = font_line(font->layout, mark->lines[line].text);
    if (pango_layout_get_unknown_glyphs_count(font->layout))
        return;
    pango_layout_line_get_extents(set, &inked, &logical);
    *ink = (struct box){ PANGO_PIXELS(inked.x), PANGO_PIXELS(inked.y), PANGO_PIXELS(inked.width),
        PANGO_PIXELS(inked.height) };
    *width = PANGO_PIXELS_CEIL(logical.width);
    int taken = mark->lines[line].width;
    cr_expect_leq(*width, taken + taken / 100 + 1, "\"%.*s\" is %d wide, and was taken for %d",
        SLICE_ARG(mark->lines[line].text), *width, taken);
}

/* --- the maps --- */

static void check_all(const char *family, const char *size)
{
    struct font font;
    struct judge judge = { look, &font };
    font_open(&font, family, "");
    check_poster_files(TEST_PATH("examples/*.yaml"), size, &judge);
    check_poster_files(TEST_PATH("examples/templates/*.yaml"), size, &judge);
    check_made_posters(size, &judge);
    font_close(&font);
}

Test(fonts, as_drawn)
{
    check_all(NULL, "auto");
    check_all(NULL, "a3");
    check_all(NULL, "16:9");
}

/* The widest of those that are taken where there is none of the poster's. */
Test(fonts, instead)
{
    check_all("DejaVu Sans", "auto");
    check_all("DejaVu Sans", "a4");
}
