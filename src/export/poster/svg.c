#include "export/poster/svg.h"

#include "base/text.h"

void xml_add_text(struct buf *out, struct slice text)
{
    while (text.len) {
        struct slice before = text;
        uint32_t point = utf8_next(&text);
        if (point == '&')
            buf_adds(out, "&amp;");
        else if (point == '<')
            buf_adds(out, "&lt;");
        else if (point == '>')
            buf_adds(out, "&gt;");
        else if (point == '"')
            buf_adds(out, "&quot;");
        else if (point < ' ' || point == 0x85 || point == 0x2028 || point == 0x2029)
            buf_adds(out, point_is_dropped(point) ? "" : " ");
        else if (point == 0xFFFD)
            buf_add_codepoint(out, point);
        else if (!point_is_dropped(point))
            buf_add(out, before.data, before.len - text.len);
    }
}

/* --- attributes --- */

static void add_int(struct buf *out, int number)
{
    char digits[12];
    size_t at = sizeof digits;
    unsigned rest = number < 0 ? 0U - (unsigned)number : (unsigned)number;
    do
        digits[--at] = (char)('0' + rest % 10);
    while (rest /= 10);
    if (number < 0)
        digits[--at] = '-';
    buf_add(out, digits + at, sizeof digits - at);
}

/* Nearly all of a file is numbers: printf() would take most of the time. */
static void add_number(struct buf *out, const char *name, int number)
{
    buf_adds(out, name);
    add_int(out, number);
    buf_add_char(out, '"');
}

static void add_hex(struct buf *out, uint32_t colour)
{
    buf_add_char(out, '#');
    for (int shift = 20; shift >= 0; shift -= 4)
        buf_add_char(out, "0123456789ABCDEF"[colour >> shift & 0xF]);
    buf_add_char(out, '"');
}

static void add_colour(struct buf *out, const char *name, uint32_t colour)
{
    buf_adds(out, name);
    if (colour == COLOUR_NONE)
        buf_adds(out, "none\"");
    else
        add_hex(out, colour);
}

static void add_paint(struct buf *out, const struct paint *paint)
{
    add_colour(out, " fill=\"", paint->fill);
    if (paint->stroke == COLOUR_NONE)
        return;
    add_colour(out, " stroke=\"", paint->stroke);
    add_number(out, " stroke-width=\"", paint->width);
    if (paint->dash)
        buf_addf(out, " stroke-dasharray=\"%s\"", paint->dash);
}

/* --- marks --- */

static void add_rect(struct buf *out, const struct mark *mark)
{
    add_number(out, "<rect x=\"", mark->box.x);
    add_number(out, " y=\"", mark->box.y);
    add_number(out, " width=\"", mark->box.width);
    add_number(out, " height=\"", mark->box.height);
    if (mark->radius)
        add_number(out, " rx=\"", mark->radius);
    add_paint(out, &mark->paint);
    buf_adds(out, "/>\n");
}

static void add_circle(struct buf *out, const struct mark *mark)
{
    add_number(out, "<circle cx=\"", mark->box.x);
    add_number(out, " cy=\"", mark->box.y);
    add_number(out, " r=\"", mark->radius);
    add_paint(out, &mark->paint);
    buf_adds(out, "/>\n");
}

void svg_add_steps(struct buf *out, const struct step *steps, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        buf_add_char(out, steps[i].kind);
        size_t numbers = steps[i].kind == 'C' ? 6 : steps[i].kind == 'Z' ? 0 : 2;
        for (size_t k = 0; k < numbers; k++) {
            buf_adds(out, k ? " " : "");
            add_int(out, steps[i].x[k]);
        }
    }
}

static void add_path(struct buf *out, const struct mark *mark)
{
    buf_adds(out, "<path d=\"");
    svg_add_steps(out, mark->steps, mark->count);
    buf_add_char(out, '"');
    add_paint(out, &mark->paint);
    buf_adds(out, "/>\n");
}

/* All of the circle is filled, whatever the photo's form; a transparent one is on white. */
static void add_photo(struct buf *out, const struct mark *mark)
{
    int x = mark->box.x, y = mark->box.y, radius = mark->radius;
    buf_addf(out,
        "<clipPath id=\"%s\"><circle cx=\"%d\" cy=\"%d\" r=\"%d\"/></clipPath>\n"
        "<circle cx=\"%d\" cy=\"%d\" r=\"%d\" fill=\"#FFFFFF\"/>\n",
        mark->id, x, y, radius, x, y, radius);
    buf_addf(out,
        "<image x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" "
        "preserveAspectRatio=\"xMidYMid slice\" clip-path=\"url(#%s)\" href=\"",
        x - radius, y - radius, 2 * radius, 2 * radius, mark->id);
    photo_add_data(mark->photo, out);
    buf_adds(out, "\"/>\n");
}

static void add_type(struct buf *out, const struct type *type)
{
    add_number(out, " font-size=\"", type->size);
    add_colour(out, " fill=\"", type->ink);
    buf_adds(out, type->style & TYPE_BOLD ? " font-weight=\"700\"" : "");
    buf_adds(out, type->style & TYPE_ITALIC ? " font-style=\"italic\"" : "");
    buf_adds(out, type->style & TYPE_MIDDLE ? " text-anchor=\"middle\"" : "");
    buf_adds(out, type->style & TYPE_END ? " text-anchor=\"end\"" : "");
    if (type->style & TYPE_HALO)
        buf_adds(out, " stroke=\"#FFFFFF\" stroke-width=\"10\" paint-order=\"stroke\"");
}

/* A paragraph is one text, so that copying it and reading it aloud give whole sentences. */
static void add_text(struct buf *out, const struct mark *mark)
{
    int x = mark->box.x, y = mark->box.y;
    add_number(out, "<text x=\"", x);
    add_number(out, " y=\"", y);
    add_type(out, &mark->type);
    buf_add_char(out, '>');
    for (size_t i = 0; i < mark->count; i++) {
        if (mark->count > 1) {
            add_number(out, "<tspan x=\"", x);
            add_number(out, " y=\"", y + (int)i * mark->line_height);
            buf_add_char(out, '>');
        }
        xml_add_text(out, mark->lines[i].text);
        if (mark->count > 1)
            buf_adds(out, mark->lines[i].blank ? " </tspan>" : "</tspan>");
    }
    buf_adds(out, "</text>\n");
}

static void add_open(struct buf *out, const struct mark *mark)
{
    buf_adds(out, "<g id=\"");
    xml_add_text(out, slice_of(mark->id));
    buf_adds(out, "\">");
    if (mark->title.len) {
        buf_adds(out, "<title>");
        xml_add_text(out, mark->title);
        buf_adds(out, "</title>");
    }
    buf_add_char(out, '\n');
}

void svg_add_mark(struct buf *out, const struct mark *mark)
{
    static void (*const adds[])(struct buf *, const struct mark *) = { [MARK_RECT] = add_rect,
        [MARK_CIRCLE] = add_circle,
        [MARK_PATH] = add_path,
        [MARK_TEXT] = add_text,
        [MARK_PHOTO] = add_photo,
        [MARK_OPEN] = add_open };
    if (mark->kind == MARK_CLOSE)
        buf_adds(out, "</g>\n");
    else
        adds[mark->kind](out, mark);
}

/* --- the file --- */

static void add_root(struct poster *poster, size_t page, struct buf *out)
{
    int width = poster_width(poster), height = poster_height(poster);
    const char *language = poster_language(poster);
    struct buf words = BUF_INIT;
    buf_adds(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                  "<svg xmlns=\"http://www.w3.org/2000/svg\"");
    buf_addf(out, " width=\"%d.%dmm\" height=\"%d.%dmm\" viewBox=\"0 0 %d %d\"", width / 10,
        width % 10, height / 10, height % 10, width, height);
    if (*language) {
        buf_adds(out, " xml:lang=\"");
        xml_add_text(out, slice_of(language));
        buf_adds(out, "\"");
    }
    buf_adds(out, " role=\"img\" aria-labelledby=\"t d\""
                  " font-family=\"'Noto Sans','Segoe UI','Helvetica Neue',Arial,sans-serif\""
                  " stroke-linecap=\"round\" stroke-linejoin=\"round\">\n<title id=\"t\">");
    xml_add_text(out, node_get(poster_map(poster)->root, MAP_TITLE));
    buf_adds(out, "</title>\n<desc id=\"d\">");
    poster_describe(poster, page, &words);
    xml_add_text(out, buf_slice(&words));
    buf_addf(out, "</desc>\n<g id=\"page-%zu\">\n", page + 1);
    buf_release(&words);
}

void svg_add_page(struct poster *poster, size_t page, struct buf *out)
{
    struct draw draw = { 0 };
    poster_draw(poster, page, &draw);
    add_root(poster, page, out);
    for (size_t i = 0; i < draw.count; i++)
        svg_add_mark(out, &draw.marks[i]);
    buf_adds(out, "</g>\n</svg>\n");
    draw_release(&draw);
}
