/* What is drawn of a text: plain characters are taken many at once, with the same result as one by
 * one. */
#include <criterion/criterion.h>
#include <utf8proc.h>

#include "app/canvas/canvas.h"
#include "base/text.h"
#include "unit/store_support.h"

enum { TEXTS = 20000, PIECES_MAX = 12, WIDTH = 14 };

static const char *const pieces[] = { "a", "b", "Zz", "shop", " ", "  ", "~", "\x7F", "\t", "\n",
    "\r", "\r\n", "\u0301", "é", "日", "\u3000", "\u200B", "\u200D", "👍🏽", "🇬🇷", "\xFF",
    "\u1161", "\u00AD", "\u0600" };

static struct slice make_text(uint64_t *state, struct buf *out)
{
    buf_clear(out);
    for (unsigned count = random_below(state, PIECES_MAX); count > 0; count--)
        buf_adds(out, pieces[random_below(state, sizeof pieces / sizeof *pieces)]);
    return buf_slice(out);
}

static int width_one_by_one(struct slice text)
{
    struct grapheme cluster;
    int width = 0;
    while (text_next(&text, &cluster))
        width += cluster.width;
    return width;
}

static bool is_blank_cluster(const struct grapheme *cluster)
{
    struct slice rest = cluster->bytes;
    uint32_t point = utf8_next(&rest);
    return point == ' ' || point == '\t' || point == 0x3000 || point == 0x200B;
}

static void clip_one_by_one(struct buf *out, struct slice text, int width)
{
    struct grapheme cluster;
    int used = 0;
    size_t marked = out->len;
    while (text_next(&text, &cluster)) {
        if (used + cluster.width > width) {
            buf_cut(out, marked);
            buf_adds(out, "…");
            return;
        }
        for (int i = 0; i < cluster.count; i++)
            buf_add_codepoint(out, cluster.points[i]);
        used += cluster.width;
        if (used < width && !is_blank_cluster(&cluster))
            marked = out->len;
    }
}

Test(text_fit, many_at_once_are_as_one_by_one)
{
    uint64_t state = 7;
    struct buf text = BUF_INIT, wanted = BUF_INIT, got = BUF_INIT;
    for (int i = 0; i < TEXTS; i++) {
        struct slice all = make_text(&state, &text);
        int width = (int)random_below(&state, WIDTH) + 1;
        buf_clear(&wanted);
        buf_clear(&got);
        clip_one_by_one(&wanted, all, width);
        int used = text_clip(&got, all, width, "…");
        cr_assert_str_eq(got.data, wanted.data, "\"%s\" in %d", text.data, width);
        cr_assert_eq(used, width_one_by_one(buf_slice(&got)), "\"%s\" in %d", text.data, width);
        cr_assert_eq(text_width(all), width_one_by_one(all), "\"%s\"", text.data);
    }
    buf_release(&text);
    buf_release(&wanted);
    buf_release(&got);
}

static int count_marks(const char *text)
{
    int count = 0;
    while ((text = strstr(text, "\u0301"))) {
        text++;
        count++;
    }
    return count;
}

/* The canvas draws what text_clip() gives, but for the marks that have no room in a cell. */
Test(text_fit, a_canvas_draws_what_is_clipped)
{
    uint64_t state = 8;
    struct canvas canvas = CANVAS_INIT;
    struct buf text = BUF_INIT, wanted = BUF_INIT, got = BUF_INIT;
    for (int i = 0; i < TEXTS; i++) {
        struct slice all = make_text(&state, &text);
        if (count_marks(text.data) >= CELL_POINTS)
            continue;
        canvas_reset(&canvas, WIDTH, 1);
        int x = (int)random_below(&state, 4), width = (int)random_below(&state, WIDTH - 4) + 1;
        int used = canvas_text(&canvas, x, 0, width, STYLE_NORMAL, all);
        buf_clear(&wanted);
        buf_clear(&got);
        buf_add_repeated(&wanted, ' ', (size_t)x);
        cr_assert_eq(text_clip(&wanted, all, width, "…"), used);
        buf_add_char(&wanted, '|');
        canvas_fill(&canvas, x + used, 0, 1, STYLE_NORMAL, '|');
        canvas_row_text(&canvas, 0, &got);
        cr_assert_str_eq(got.data, wanted.data, "\"%s\" in %d", text.data, width);
    }
    canvas_release(&canvas);
    buf_release(&text);
    buf_release(&wanted);
    buf_release(&got);
}

/* What lies over a half of a wide character blanks the other one, whether it is text or a fill. */
Test(text_fit, a_canvas_has_no_half_characters)
{
    static const char *const wanted[] = { "aaa 日日日", " aaa日日日", "日aaa 日日", "日 aaa日日" };
    struct canvas canvas = CANVAS_INIT;
    struct buf got = BUF_INIT;
    for (int fill = 0; fill < 2; fill++)
        for (int x = 0; x < 4; x++) {
            canvas_reset(&canvas, 10, 1);
            buf_clear(&got);
            canvas_text(&canvas, 0, 0, 10, STYLE_NORMAL, slice_of("日日日日日"));
            if (fill)
                canvas_fill(&canvas, x, 0, 3, STYLE_NORMAL, 'a');
            else
                canvas_text(&canvas, x, 0, 3, STYLE_NORMAL, slice_of("aaa"));
            canvas_row_text(&canvas, 0, &got);
            cr_expect_str_eq(got.data, wanted[x], "at %d", x);
        }
    canvas_release(&canvas);
    buf_release(&got);
}

/* The same lines where letters are plain as where each is two bytes. */
static void letters_of_two_bytes(struct slice text, struct buf *out)
{
    buf_clear(out);
    for (size_t i = 0; i < text.len; i++)
        if (is_ascii_letter(text.data[i]))
            buf_adds(out, "é");
        else
            buf_add_char(out, text.data[i]);
}

Test(text_fit, plain_words_break_as_others_do)
{
    uint64_t state = 9;
    struct buf text = BUF_INIT, other = BUF_INIT;
    for (int i = 0; i < TEXTS; i++) {
        struct slice plain = make_text(&state, &text), line, same;
        letters_of_two_bytes(plain, &other);
        struct slice rest = buf_slice(&other);
        int width = (int)random_below(&state, WIDTH) - 1;
        bool hyphen = false, hyphened = false;
        while (text_wrap_hyphen(&plain, width, &line, &hyphen)) {
            cr_assert(text_wrap_hyphen(&rest, width, &same, &hyphened));
            cr_assert_eq(text_width(line), text_width(same), "\"%s\" in %d", text.data, width);
            cr_assert_eq(hyphen, hyphened, "\"%s\" in %d", text.data, width);
        }
        cr_assert_eq(rest.len, 0, "\"%s\" in %d", text.data, width);
    }
    buf_release(&text);
    buf_release(&other);
}

Test(text_fit, what_is_plain)
{
    static const struct {
        const char *text;
        int most, plain;
    } rows[] = {
        { "", 9, 0 },
        { "abc", 9, 3 },
        { "abc", 2, 2 },
        { "abc", 0, 0 },
        { "a b\tc", 9, 3 },
        { "\ta", 9, 0 },
        { "ab\x7F", 9, 2 },
        { "ab\r\n", 9, 2 },
        { "abe\u0301", 9, 2 },
        { "e\u0301", 9, 0 },
        { "ab\u200D", 2, 1 },
        { "éa", 9, 0 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        cr_expect_eq(text_plain(slice_of(rows[i].text), rows[i].most), rows[i].plain, "row %zu", i);
}

/* What has no sign of its own in Unicode takes no column. */
Test(text_fit, what_is_hidden_has_no_width)
{
    for (uint32_t point = 0xA0; point <= 0x10FFFF; point++)
        if (utf8proc_category((utf8proc_int32_t)point) == UTF8PROC_CATEGORY_CF)
            cr_expect_eq(codepoint_width(point), 0, "U+%04X", (unsigned)point);
}
