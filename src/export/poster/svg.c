#include "export/poster/svg.h"

#include <string.h>

#include "base/text.h"

/* How many bytes at the front stand for themselves: nearly all of most texts. */
static size_t plain_length(struct slice text)
{
    size_t len = 0;
    while (len < text.len) {
        unsigned char c = (unsigned char)text.data[len];
        if (c < ' ' || c >= 0x7F || c == '&' || c == '<' || c == '>' || c == '"')
            break;
        len++;
    }
    return len;
}

void xml_add_text(struct buf *out, struct slice text)
{
    for (;;) {
        size_t plain = plain_length(text);
        buf_add(out, text.data, plain);
        text = slice_from(text, plain);
        if (!text.len)
            return;
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

/* A tag in the making: nearly all of a file is numbers, each too short for a call of its own. What
 * the marks have of their own is far shorter than the room. */
struct tag {
    char text[640];
    size_t len;
};

static inline void tag_add(struct tag *tag, const char *text)
{
    size_t len = strlen(text);
    memcpy(tag->text + tag->len, text, len);
    tag->len += len;
}

/* Most have three or four digits. */
static inline void tag_add_int(struct tag *tag, int number)
{
    char *out = tag->text + tag->len;
    unsigned rest = number < 0 ? 0U - (unsigned)number : (unsigned)number;
    if (number < 0)
        *out++ = '-';
    size_t count = rest < 10 ? 1 : rest < 100 ? 2 : rest < 1000 ? 3 : 4;
    for (unsigned above = rest / 10000; above; above /= 10)
        count++;
    for (size_t i = count; i-- > 0; rest /= 10)
        out[i] = (char)('0' + rest % 10);
    tag->len = (size_t)(out - tag->text) + count;
}

static inline void tag_add_number(struct tag *tag, const char *name, int number)
{
    tag_add(tag, name);
    tag_add_int(tag, number);
    tag->text[tag->len++] = '"';
}

static void tag_add_colour(struct tag *tag, const char *name, uint32_t colour)
{
    tag_add(tag, name);
    if (colour == COLOUR_NONE) {
        tag_add(tag, "none\"");
        return;
    }
    tag->text[tag->len++] = '#';
    for (int shift = 20; shift >= 0; shift -= 4)
        tag->text[tag->len++] = "0123456789ABCDEF"[colour >> shift & 0xF];
    tag->text[tag->len++] = '"';
}

static void tag_add_paint(struct tag *tag, const struct paint *paint)
{
    tag_add_colour(tag, " fill=\"", paint->fill);
    if (paint->stroke == COLOUR_NONE)
        return;
    tag_add_colour(tag, " stroke=\"", paint->stroke);
    tag_add_number(tag, " stroke-width=\"", paint->width);
    if (!paint->dash)
        return;
    tag_add(tag, " stroke-dasharray=\"");
    tag_add(tag, paint->dash);
    tag_add(tag, "\"");
}

static void tag_put(const struct tag *tag, struct buf *out)
{
    buf_add(out, tag->text, tag->len);
}

/* --- marks --- */

static void add_rect(struct buf *out, const struct mark *mark)
{
    struct tag tag;
    tag.len = 0;
    tag_add_number(&tag, "<rect x=\"", mark->box.x);
    tag_add_number(&tag, " y=\"", mark->box.y);
    tag_add_number(&tag, " width=\"", mark->box.width);
    tag_add_number(&tag, " height=\"", mark->box.height);
    if (mark->radius)
        tag_add_number(&tag, " rx=\"", mark->radius);
    tag_add_paint(&tag, &mark->paint);
    tag_add(&tag, "/>\n");
    tag_put(&tag, out);
}

static void add_circle(struct buf *out, const struct mark *mark)
{
    struct tag tag;
    tag.len = 0;
    tag_add_number(&tag, "<circle cx=\"", mark->box.x);
    tag_add_number(&tag, " cy=\"", mark->box.y);
    tag_add_number(&tag, " r=\"", mark->radius);
    tag_add_paint(&tag, &mark->paint);
    tag_add(&tag, "/>\n");
    tag_put(&tag, out);
}

void svg_add_steps(struct buf *out, const struct step *steps, size_t count)
{
    struct tag tag;
    tag.len = 0;
    for (size_t i = 0; i < count; i++) {
        size_t numbers = steps[i].kind == 'C' ? 6 : steps[i].kind == 'Z' ? 0 : 2;
        tag.text[tag.len++] = steps[i].kind;
        for (size_t k = 0; k < numbers; k++) {
            if (k)
                tag.text[tag.len++] = ' ';
            tag_add_int(&tag, steps[i].x[k]);
        }
        if (tag.len > sizeof tag.text / 2) {
            tag_put(&tag, out);
            tag.len = 0;
        }
    }
    tag_put(&tag, out);
}

static void add_path(struct buf *out, const struct mark *mark)
{
    struct tag tag;
    tag.len = 0;
    buf_adds(out, "<path d=\"");
    svg_add_steps(out, mark->steps, mark->count);
    tag_add(&tag, "\"");
    tag_add_paint(&tag, &mark->paint);
    tag_add(&tag, "/>\n");
    tag_put(&tag, out);
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

static void tag_add_type(struct tag *tag, const struct type *type)
{
    tag_add_number(tag, " font-size=\"", type->size);
    tag_add_colour(tag, " fill=\"", type->ink);
    if (type->style & TYPE_BOLD)
        tag_add(tag, " font-weight=\"700\"");
    if (type->style & TYPE_ITALIC)
        tag_add(tag, " font-style=\"italic\"");
    if (type->style & TYPE_MIDDLE)
        tag_add(tag, " text-anchor=\"middle\"");
    if (type->style & TYPE_END)
        tag_add(tag, " text-anchor=\"end\"");
    if (type->style & TYPE_HALO)
        tag_add(tag, " stroke=\"#FFFFFF\" stroke-width=\"10\" paint-order=\"stroke\"");
}

static void add_line(struct buf *out, int x, int y, const struct text_line *line)
{
    struct tag tag;
    tag.len = 0;
    tag_add_number(&tag, "<tspan x=\"", x);
    tag_add_number(&tag, " y=\"", y);
    tag_add(&tag, ">");
    tag_put(&tag, out);
    xml_add_text(out, line->text);
    buf_adds(out, line->blank ? " </tspan>" : "</tspan>");
}

/* A paragraph is one text, so that copying it and reading it aloud give whole sentences. */
static void add_text(struct buf *out, const struct mark *mark)
{
    struct tag tag;
    tag.len = 0;
    tag_add_number(&tag, "<text x=\"", mark->box.x);
    tag_add_number(&tag, " y=\"", mark->box.y);
    tag_add_type(&tag, &mark->type);
    tag_add(&tag, ">");
    tag_put(&tag, out);
    if (mark->count == 1)
        xml_add_text(out, mark->lines[0].text);
    for (size_t i = 0; i < mark->count && mark->count > 1; i++)
        add_line(out, mark->box.x, mark->box.y + (int)i * mark->line_height, &mark->lines[i]);
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
