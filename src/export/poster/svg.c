#include "export/poster/svg.h"

#include <string.h>

#include "base/text.h"

#define EACH UINT64_C(0x0101010101010101)

/* Bytes that are one, eight at a time; above one that is, others may seem to be. */
static inline uint64_t bytes_that_are(uint64_t eight, char c)
{
    uint64_t other = eight ^ (uint64_t)c * EACH;
    return (other - EACH) & ~other;
}

static inline bool are_plain(const char *text)
{
    uint64_t eight;
    memcpy(&eight, text, sizeof eight);
    uint64_t others = eight | (eight - ' ' * EACH) | bytes_that_are(eight, 0x7F);
    others |= bytes_that_are(eight | 2 * EACH, '>') | bytes_that_are(eight | 4 * EACH, '&');
    return !(others & 0x80 * EACH);
}

/* How many bytes at the front stand for themselves: nearly all of most texts. */
static size_t plain_length(struct slice text)
{
    /* A bit for each: all of ASCII but control characters and & < > ". */
    static const uint64_t plain[4] = { UINT64_C(0xAFFFFFBB00000000), UINT64_MAX >> 1 };
    size_t len = 0;
    while (text.len - len >= sizeof(uint64_t) && are_plain(text.data + len))
        len += sizeof(uint64_t);
    for (; len < text.len; len++) {
        unsigned char c = (unsigned char)text.data[len];
        if (!(plain[c / 64] >> c % 64 & 1))
            break;
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

/* Nearly all of a file is numbers, each too short for a call of its own: they are put where they
 * stay, into room that is there for a whole mark. What it has of its own is far shorter. */
static char *begin_mark(struct buf *out)
{
    enum { ROOM = 640 };
    buf_reserve(out, ROOM);
    return out->data + out->len;
}

static void end_mark(struct buf *out, char *end)
{
    *end = '\0';
    out->len = (size_t)(end - out->data);
}

static inline char *put(char *at, const char *text)
{
    size_t len = strlen(text);
    memcpy(at, text, len);
    return at + len;
}

static inline char *put_pair(char *at, unsigned number)
{
    static const char pairs[] = "0001020304050607080910111213141516171819"
                                "2021222324252627282930313233343536373839"
                                "4041424344454647484950515253545556575859"
                                "6061626364656667686970717273747576777879"
                                "8081828384858687888990919293949596979899";
    memcpy(at, pairs + 2 * (size_t)number, 2);
    return at + 2;
}

static char *put_whole(char *at, unsigned number)
{
    if (number >= 100)
        return put_pair(put_whole(at, number / 100), number % 100);
    if (number >= 10)
        return put_pair(at, number);
    *at = (char)('0' + number);
    return at + 1;
}

/* Most have three or four digits. */
static inline char *put_int(char *at, int number)
{
    unsigned rest = number < 0 ? 0U - (unsigned)number : (unsigned)number;
    if (number < 0)
        *at++ = '-';
    if (rest >= 1000 && rest < 10000)
        return put_pair(put_pair(at, rest / 100), rest % 100);
    if (rest < 100 || rest >= 10000)
        return put_whole(at, rest);
    *at = (char)('0' + rest / 100);
    return put_pair(at + 1, rest % 100);
}

static inline char *put_number(char *at, const char *name, int number)
{
    at = put_int(put(at, name), number);
    *at = '"';
    return at + 1;
}

/* Six digits, all of them at once: one in each byte. */
static inline void put_hex(char *at, uint32_t colour)
{
    uint64_t halves = (colour & 0xFFF) | (uint64_t)(colour >> 12 & 0xFFF) << 24;
    uint64_t digits = (halves & 0xF00000F) | (halves & UINT64_C(0xF00000F0)) << 4 |
                      (halves & UINT64_C(0xF00000F00)) << 8;
    uint64_t letters = (digits + 6 * EACH) >> 4 & EACH;
    digits += '0' * EACH + ('A' - '9' - 1) * letters;
    at[0] = (char)(digits >> 40);
    at[1] = (char)(digits >> 32);
    at[2] = (char)(digits >> 24);
    at[3] = (char)(digits >> 16);
    at[4] = (char)(digits >> 8);
    at[5] = (char)digits;
}

static inline char *put_colour(char *at, const char *name, uint32_t colour)
{
    at = put(at, name);
    if (colour == COLOUR_NONE)
        return put(at, "none\"");
    *at++ = '#';
    put_hex(at, colour);
    at += 6;
    *at = '"';
    return at + 1;
}

static char *put_paint(char *at, const struct paint *paint)
{
    at = put_colour(at, " fill=\"", paint->fill);
    if (paint->stroke == COLOUR_NONE)
        return put(at, "/>\n");
    at = put_colour(at, " stroke=\"", paint->stroke);
    at = put_number(at, " stroke-width=\"", paint->width);
    if (paint->dash)
        at = put(put(put(at, " stroke-dasharray=\""), paint->dash), "\"");
    return put(at, "/>\n");
}

/* --- marks --- */

static void add_rect(struct buf *out, const struct mark *mark)
{
    char *at = put_number(begin_mark(out), "<rect x=\"", mark->box.x);
    at = put_number(at, " y=\"", mark->box.y);
    at = put_number(at, " width=\"", mark->box.width);
    at = put_number(at, " height=\"", mark->box.height);
    if (mark->radius)
        at = put_number(at, " rx=\"", mark->radius);
    end_mark(out, put_paint(at, &mark->paint));
}

static void add_circle(struct buf *out, const struct mark *mark)
{
    char *at = put_number(begin_mark(out), "<circle cx=\"", mark->box.x);
    at = put_number(at, " cy=\"", mark->box.y);
    at = put_number(at, " r=\"", mark->radius);
    end_mark(out, put_paint(at, &mark->paint));
}

void svg_add_steps(struct buf *out, const struct step *steps, size_t count)
{
    enum { ROOM = 6 * 12 + 1 }; /* six numbers with a blank or a letter before each */
    buf_reserve(out, count * ROOM);
    char *at = out->data + out->len;
    for (size_t i = 0; i < count; i++) {
        size_t numbers = steps[i].kind == 'C' ? 6 : steps[i].kind == 'Z' ? 0 : 2;
        *at++ = steps[i].kind;
        for (size_t k = 0; k < numbers; k++) {
            if (k)
                *at++ = ' ';
            at = put_int(at, steps[i].x[k]);
        }
    }
    end_mark(out, at);
}

static void add_path(struct buf *out, const struct mark *mark)
{
    buf_adds(out, "<path d=\"");
    svg_add_steps(out, mark->steps, mark->count);
    char *at = put(begin_mark(out), "\"");
    end_mark(out, put_paint(at, &mark->paint));
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

static char *put_type(char *at, const struct type *type)
{
    at = put_number(at, " font-size=\"", type->size);
    at = put_colour(at, " fill=\"", type->ink);
    if (type->style & TYPE_BOLD)
        at = put(at, " font-weight=\"700\"");
    if (type->style & TYPE_ITALIC)
        at = put(at, " font-style=\"italic\"");
    if (type->style & TYPE_MIDDLE)
        at = put(at, " text-anchor=\"middle\"");
    if (type->style & TYPE_END)
        at = put(at, " text-anchor=\"end\"");
    if (type->style & TYPE_HALO)
        at = put(at, " stroke=\"#FFFFFF\" stroke-width=\"10\" paint-order=\"stroke\"");
    return put(at, ">");
}

static void add_line(struct buf *out, int x, int y, const struct text_line *line)
{
    char *at = put_number(begin_mark(out), "<tspan x=\"", x);
    at = put_number(at, " y=\"", y);
    end_mark(out, put(at, ">"));
    xml_add_text(out, line->text);
    buf_adds(out, line->blank ? " </tspan>" : "</tspan>");
}

/* A paragraph is one text, so that copying it and reading it aloud give whole sentences. */
static void add_text(struct buf *out, const struct mark *mark)
{
    char *at = put_number(begin_mark(out), "<text x=\"", mark->box.x);
    at = put_number(at, " y=\"", mark->box.y);
    end_mark(out, put_type(at, &mark->type));
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

void svg_add_page(struct poster *poster, size_t page, struct draw *draw, struct buf *out)
{
    poster_draw(poster, page, draw);
    add_root(poster, page, out);
    for (size_t i = 0; i < draw->count; i++)
        svg_add_mark(out, &draw->marks[i]);
    buf_adds(out, "</g>\n</svg>\n");
}
