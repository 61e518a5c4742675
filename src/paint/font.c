#include "paint/font.h"

#include <pango/pangocairo.h>
#include <string.h>

#include "base/text.h"

void font_add_shown(struct slice text, struct buf *out)
{
    while (text.len) {
        uint32_t point = utf8_next(&text);
        if (point < ' ' || point == 0x85 || point == 0x2028 || point == 0x2029)
            buf_adds(out, point_is_dropped(point) ? "" : " ");
        else if (!point_is_dropped(point))
            buf_add_codepoint(out, point);
    }
}

void font_set(PangoLayout *layout, const struct type *type)
{
    PangoFontDescription *font = pango_font_description_new();
    pango_font_description_set_family(font, "Noto Sans,Segoe UI,Helvetica Neue,Arial,sans-serif");
    pango_font_description_set_absolute_size(font, (double)type->size * PANGO_SCALE);
    pango_font_description_set_weight(
        font, type->style & TYPE_BOLD ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_style(
        font, type->style & TYPE_ITALIC ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
}

PangoLayoutLine *font_line(PangoLayout *layout, struct slice text)
{
    struct buf shown = BUF_INIT;
    font_add_shown(text, &shown);
    pango_layout_set_text(layout, shown.data, (int)shown.len);
    buf_release(&shown);
    return pango_layout_get_line_readonly(layout, 0);
}

void font_begin(PangoLayout *layout, const char *language)
{
    PangoContext *context = pango_layout_get_context(layout);
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context, options);
    pango_cairo_context_set_resolution(context, 72);
    cairo_font_options_destroy(options);
    if (*language)
        pango_context_set_language(
            context, pango_language_from_string(strcmp(language, "zh") == 0 ? "zh-CN" : language));
    pango_layout_set_single_paragraph_mode(layout, TRUE);
}
