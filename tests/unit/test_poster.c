/* The poster's layout: nothing is cut, nothing stands over another, everything is there. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "export/export.h"
#include "export/poster/poster.h"
#include "export/poster/svg.h"
#include "store/store.h"
#include "support.h"
#include "unit/poster_support.h"
#include "unit/store_support.h"

/* --- what stands on the pages --- */

Test(poster, examples)
{
    static const char *const sizes[] = { "auto", "a4", "a3", "a2", "a1", "16:9" };
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        check_poster_files(TEST_PATH("examples/*.yaml"), sizes[i], NULL);
}

Test(poster, templates)
{
    check_poster_files(TEST_PATH("examples/templates/*.yaml"), "auto", NULL);
    check_poster_files(TEST_PATH("examples/templates/*.yaml"), "16:9", NULL);
}

Test(poster, hard_maps)
{
    static const char *const sizes[] = { "auto", "a4", "a3", "16:9" };
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        check_made_posters(sizes[i], NULL);
}

/* Cards that no page has room for go on on the next, also one that alone is higher than a page. */
Test(poster, cards_go_on)
{
    static const char *const sizes[] = { "a3", "a4", "16:9" };
    struct map map;
    struct buf text = BUF_INIT;
    buf_adds(&text, "cjm: 1\ntitle: Pains\nstages:\n  - name: Pay\n    touchpoints:\n"
                    "      - name: Till\n        emotion: -2\n        pains:\n");
    for (int i = 0; i < 300; i++)
        buf_addf(&text, "          - text: It hurts in the way of number %d\n", i);
    buf_adds(&text, "          - text: ");
    for (int i = 0; i < 3000; i++)
        buf_addf(&text, "%sword%d", i ? " " : "", i);
    buf_adds(&text, "\n");
    read_map(&map, buf_slice(&text));
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        cr_expect_gt(check_poster(&map, sizes[i], NULL, sizes[i]), 3);
    buf_release(&text);
    map_release(&map);
}

/* --- SVG --- */

static void svg_of(const struct map *map, const struct poster_options *options, struct buf *out)
{
    struct diags diags = DIAGS_INIT;
    struct draw draw = { 0 };
    struct poster *poster = poster_new(map, options, &diags);
    cr_assert_not_null(poster);
    for (size_t i = 0; i < poster_pages(poster); i++)
        svg_add_page(poster, i, &draw, out);
    draw_release(&draw);
    poster_free(poster);
    diags_release(&diags);
}

/* Small maps as they are to be drawn: look at the pictures before they are taken. */
Test(poster, pictures)
{
    static const char *const names[] = { "bread", "tax" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct map map;
        struct diags diags = DIAGS_INIT;
        struct buf path = BUF_INIT, out = BUF_INIT;
        buf_addf(&path, TEST_PATH("tests/data/posters/%s.yaml"), names[i]);
        map_begin(&map);
        cr_assert_eq(store_read(&map, path.data, STORE_MAX_SIZE, &diags), STATUS_OK);
        svg_of(&map, &(struct poster_options){ 0 }, &out);
        buf_cut(&path, path.len - 4);
        buf_adds(&path, "svg");
        test_golden(path.data, buf_slice(&out));
        buf_release(&path);
        buf_release(&out);
        diags_release(&diags);
        map_release(&map);
    }
}

Test(poster, same_bytes)
{
    struct map map;
    struct buf one = BUF_INIT, other = BUF_INIT;
    struct poster_options options = { .size = "16:9" };
    read_template(&map, "retail");
    svg_of(&map, &options, &one);
    svg_of(&map, &options, &other);
    cr_expect_str_eq(one.data, other.data);
    buf_release(&one);
    buf_release(&other);
    map_release(&map);
}

/* --- well-formed --- */

static bool is_void(struct slice name)
{
    static const char *const names[] = { "meta", "br", "col" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (slice_is(name, names[i]))
            return true;
    return false;
}

static struct slice tag_name(struct slice tag)
{
    size_t len = 0;
    while (len < tag.len && !strchr(" \n/>", tag.data[len]))
        len++;
    return (struct slice){ tag.data, len };
}

/* Tags are closed in their order, and no control character and no bare & is anywhere. */
static void expect_balanced(struct slice text, const char *what)
{
    struct slice open[64];
    size_t depth = 0, roots = 0;
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.data[i];
        cr_assert(c >= ' ' || c == '\n', "%s: control character %d", what, c);
        if (c == '&')
            cr_assert(strncmp(text.data + i, "&amp;", 5) == 0 ||
                          strncmp(text.data + i, "&lt;", 4) == 0 ||
                          strncmp(text.data + i, "&gt;", 4) == 0 ||
                          strncmp(text.data + i, "&quot;", 6) == 0,
                "%s: %.20s", what, text.data + i);
        if (c != '<' || text.data[i + 1] == '?' || text.data[i + 1] == '!')
            continue;
        const char *end = memchr(text.data + i, '>', text.len - i);
        cr_assert_not_null(end, "%s: a tag without an end", what);
        bool closes = text.data[i + 1] == '/';
        struct slice name = tag_name(slice_from(text, i + 1 + closes));
        if (closes) {
            cr_assert(
                depth && slice_equal(open[depth - 1], name), "%s: </%.*s>", what, SLICE_ARG(name));
            depth--;
        } else if (end[-1] != '/' && !is_void(name)) {
            cr_assert_lt(depth, sizeof open / sizeof *open);
            roots += depth == 0;
            open[depth++] = name;
        }
    }
    cr_expect_eq(depth, 0, "%s", what);
    cr_expect_gt(roots, 0, "%s", what);
}

static void check_written(const struct map *map, const char *what)
{
    static const char *const formats[] = { "svg", "slides", "html" };
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        struct buf out = BUF_INIT, again = BUF_INIT;
        struct diags diags = DIAGS_INIT;
        struct export_options options = { 0 };
        const struct export_format *format = export_format_named(formats[i]);
        cr_assert_eq(export_write(format, map, &options, &out, &diags), STATUS_OK, "%s", what);
        export_write(format, map, &options, &again, &diags);
        cr_expect_str_eq(out.data, again.data, "%s, %s: two exports differ", what, formats[i]);
        expect_balanced(buf_slice(&out), what);
        cr_expect_null(strstr(out.data, "<script"), "%s", what);
        cr_expect_eq(utf8_valid_length(buf_slice(&out)), out.len, "%s", what);
        buf_release(&out);
        buf_release(&again);
        diags_release(&diags);
    }
}

/* Every text that a map can hold, in every field. */
Test(poster, hostile_texts)
{
    static const char *const hostile[] = { "<script>alert(1)</script>", "a & b", "\"quoted\"",
        "]]>", "\u202Eright to left\u202C", "\x1B[31mred", "\xC2\x85\u2028next", "\uFEFF\uFFFE",
        "<!-- no -->", "&lt;", "--></svg>", "\u200D\u200B", "" };
    struct map map;
    uint64_t state = 7;
    read_template(&map, "retail");
    for (struct node *node = map.root; node; node = node_next(node, map.root))
        for (size_t i = 0; i < node->value_count; i++) {
            struct buf text = BUF_INIT;
            enum field_type type = node->values[i].field < FIELD_COUNT
                                       ? field_def(node->values[i].field)->type
                                       : FIELD_LIST;
            if (type != FIELD_TEXT && type != FIELD_LONG_TEXT && type != FIELD_LENGTH)
                continue;
            buf_adds(&text, hostile[random_below(&state, sizeof hostile / sizeof *hostile)]);
            random_text(&state, &text);
            node_put(&map, node, node->values[i].field, buf_slice(&text));
            buf_release(&text);
        }
    check_written(&map, "hostile texts");
    check_poster(&map, "a3", NULL, "hostile texts");
    map_release(&map);
}

Test(poster, made_maps_are_well_formed)
{
    struct map map;
    const char *name;
    for (size_t i = 0; (name = make_poster_map(i, &map)); i++) {
        check_written(&map, name);
        map_release(&map);
    }
}

/* Each level of headings comes behind the one above; what is parked comes where it is asked for. */
Test(poster, html_has_what_is_asked_for)
{
    for (int parking = 0; parking < 2; parking++) {
        struct map map;
        struct buf out = BUF_INIT;
        struct diags diags = DIAGS_INIT;
        struct export_options options = { .parking = parking };
        read_map(&map, SLICE("cjm: 1\ntitle: T\npersonas: [{name: Anna}]\n"
                             "parking: [{text: A <name>?, by: Ben, date: 2026-11-02}]\n"));
        cr_assert_eq(export_format_named("html")->write(&map, &options, &out, &diags), STATUS_OK);
        const char *parked = strstr(out.data, "<h2>Parking lot</h2><ul><li>A &lt;name&gt;? <span "
                                              "class=\"meta\">Ben · <time>2026-11-02</time>");
        cr_expect_eq(parked != NULL, parking);
        cr_expect_null(strstr(out.data, "<h3"));
        expect_balanced(buf_slice(&out), "parking");
        buf_release(&out);
        diags_release(&diags);
        map_release(&map);
    }
}

static void export_text(const char *text, const char *format, struct buf *out)
{
    struct map map;
    struct diags diags = DIAGS_INIT;
    struct export_options options = { 0 };
    read_map(&map, slice_of(text));
    cr_assert_eq(export_write(export_format_named(format), &map, &options, out, &diags), STATUS_OK);
    map_release(&map);
    diags_release(&diags);
}

/* The values stand inside of the curve's picture. */
Test(poster, html_curve_is_not_cut)
{
    struct buf out = BUF_INIT;
    export_text("cjm: 1\ntitle: T\nstages:\n  - name: Buy\n    touchpoints:\n      - {name: A, "
                "emotion: -2}\n"
                "      - {name: B, emotion: 2}\n",
        "html", &out);
    const char *at = strstr(out.data, "<svg viewBox=\"0 0 352 250\"");
    cr_assert_not_null(at);
    int values = 0;
    for (; (at = strstr(at, "<text x=")); at++, values++) {
        int x, y, size;
        cr_assert_eq(sscanf(at, "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" font-size=\"%d\"",
                         &x, &y, &size),
            3);
        cr_expect(y >= size && y + size / 4 <= 250, "%d", y);
    }
    cr_expect_eq(values, 2);
    buf_release(&out);
}

/* On paper each touchpoint has room for its words. */
Test(poster, html_fits_on_paper)
{
    static const struct {
        int count;
        const char *size;
    } rows[] = { { 1, "420mm 297mm" }, { 16, "420mm 297mm" }, { 17, "594mm 420mm" },
        { 30, "841mm 594mm" }, { 49, "1189mm 841mm" }, { 140, "3262mm 841mm" },
        { 300, "5080mm 841mm" } };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf text = BUF_INIT, out = BUF_INIT, wanted = BUF_INIT;
        buf_adds(&text, "cjm: 1\ntitle: T\nstages:\n  - name: Buy\n    touchpoints:\n");
        for (int k = 0; k < rows[i].count; k++)
            buf_adds(&text, "      - Pay\n");
        buf_addf(&wanted, "@page{size:%s;margin:10mm}", rows[i].size);
        export_text(text.data, "html", &out);
        cr_expect_not_null(strstr(out.data, wanted.data), "%s", wanted.data);
        buf_release(&text);
        buf_release(&out);
        buf_release(&wanted);
    }
}

/* On narrow cards, too, the check mark stands before its word. */
Test(poster, check_marks_stay_with_their_words)
{
    struct buf text = BUF_INIT, out = BUF_INIT;
    int count = 0;
    buf_adds(&text, "cjm: 1\ntitle: T\nstages:\n  - name: Buy\n    touchpoints:\n");
    for (int i = 0; i < 18; i++)
        buf_addf(&text,
            "      - {name: Pay, pains: [{text: Slow, severity: %d, frequency: %d, status: %s}]}\n",
            1 + i % 4, 1 + i / 4 % 4, i % 2 ? "verified" : "fixed");
    export_text(text.data, "svg", &out);
    for (const char *at = out.data; (at = strstr(at, "stroke=\"#00735C\"")); at++) {
        int mark, word;
        const char *path = at;
        while (*path != '<')
            path--;
        cr_assert_eq(sscanf(path, "<path d=\"M%*d %dL", &mark), 1, "%.80s", path);
        cr_assert_eq(sscanf(strchr(at, '<'), "<text x=\"%*d\" y=\"%d\"", &word), 1, "%.200s", at);
        cr_expect(word > mark && word - mark < 30, "%d, %d", mark, word);
        count++;
    }
    cr_expect_eq(count, 18);
    buf_release(&text);
    buf_release(&out);
}

/* A mark of direction is dropped, and not the letters behind it. */
Test(poster, words_go_on_behind_what_is_dropped)
{
    struct buf out = BUF_INIT;
    export_text("cjm: 1\ntitle: T\nstages:\n  - name: Buy\n    touchpoints:\n"
                "      - {name: Pay, doing: \"this is no\u200Fword\"}\n",
        "svg", &out);
    cr_expect_not_null(strstr(out.data, ">this is noword<"));
    buf_release(&out);
}

struct letter {
    int x, y, size;
};

/* The letters of personas up to the end of the page, white in their shapes. */
static size_t find_letters(const char *at, const char *end, struct letter *out, size_t most)
{
    size_t count = 0;
    while ((at = strstr(at, "<text ")) && at < end) {
        struct letter letter;
        char of;
        at++;
        if (sscanf(at,
                "text x=\"%d\" y=\"%d\" font-size=\"%d\" fill=\"#FFFFFF\" font-weight=\"700\" "
                "text-anchor=\"middle\">%c</text>",
                &letter.x, &letter.y, &letter.size, &of) == 4 &&
            of >= 'A' && of <= 'E') {
            cr_assert_lt(count, most);
            out[count++] = letter;
        }
    }
    return count;
}

/* On slides, too, no persona's mark lies on another's. */
Test(poster, marks_of_several_keep_apart)
{
    enum { MOST = 500 };
    struct buf text = BUF_INIT, out = BUF_INIT;
    static struct letter letters[MOST];
    size_t found = 0;
    buf_adds(&text, "cjm: 1\ntitle: T\npersonas: [Ann, Ben, Cem, Dan, Eve]\nstages:\n");
    for (int stage = 0; stage < 4; stage++) {
        buf_addf(&text, "  - name: S%d\n    touchpoints:\n", stage);
        for (int i = 0; i < 4; i++)
            buf_addf(&text,
                "      - {name: Pay, doing: Waits long, emotion: {ann: %d, ben: %d, cem: %d, dan: "
                "%d, "
                "eve: %d}}\n",
                i - 2, i - 1, i - 1, i % 2 ? i - 1 : 0, i < 3 ? i - 1 : 0);
    }
    export_text(text.data, "slides", &out);
    for (const char *page = out.data, *end; (page = strstr(page, "<svg ")); page = end) {
        end = strstr(page, "</svg>");
        size_t count = find_letters(page, end, letters, MOST);
        for (size_t i = 0; i < count; i++)
            for (size_t k = 0; k < i; k++) {
                struct letter a = letters[i], b = letters[k];
                int apart = a.size * 19 / 10;
                cr_expect(abs(a.x - b.x) >= apart || abs(a.y - b.y) >= apart,
                    "%d,%d is on %d,%d (%d)", a.x, a.y, b.x, b.y, a.size);
            }
        found += count;
    }
    cr_expect_gt(found, 160);
    buf_release(&text);
    buf_release(&out);
}

/* How far they are apart is told where no mark of several side by side is over it. */
Test(poster, the_difference_is_between_the_marks)
{
    enum { MOST = 20 };
    struct letter letters[MOST], told = { 0 };
    struct buf out = BUF_INIT;
    export_text("cjm: 1\ntitle: T\npersonas: [Ann, Ben, Cem, Dan, Eve]\nstages:\n"
                "  - name: S\n    touchpoints:\n"
                "      - {name: Pay, emotion: {ann: 2, ben: 0, cem: 0, dan: 0, eve: -2}}\n",
        "svg", &out);
    const char *word = strstr(out.data, ">Δ4<");
    cr_assert_not_null(word);
    while (strncmp(word, "<text ", 6) != 0)
        word--;
    cr_assert_eq(sscanf(word, "<text x=\"%d\" y=\"%d\"", &told.x, &told.y), 2);
    size_t count = find_letters(out.data, out.data + out.len, letters, MOST);
    cr_expect_gt(count, 4);
    for (size_t i = 0; i < count; i++)
        cr_expect(abs(letters[i].y - told.y) > letters[i].size || letters[i].x < told.x / 2,
            "%d,%d is on %d,%d", letters[i].x, letters[i].y, told.x, told.y);
    buf_release(&out);
}

/* --- options --- */

Test(poster, shows_the_lanes_in_their_order)
{
    struct map map;
    struct buf out = BUF_INIT;
    struct poster_options options = { .size = "a3", .lanes = "pains, doing" };
    read_template(&map, "retail");
    svg_of(&map, &options, &out);
    cr_expect_not_null(strstr(out.data, "lane-pains"));
    cr_expect(strstr(out.data, "lane-pains") < strstr(out.data, "lane-doing"));
    cr_expect_null(strstr(out.data, "lane-ideas"));
    buf_release(&out);
    map_release(&map);
}

Test(poster, refuses_what_there_is_not)
{
    struct map map;
    struct diags diags = DIAGS_INIT;
    struct poster_options options[] = { { .size = "b5" }, { .lanes = "doing,nothing" },
        { .persona = "Nobody" } };
    static const char *const said[] = { "there is no size \"b5\"", "there is no lane \"nothing\"",
        "there is no persona \"Nobody\"" };
    read_template(&map, "retail");
    for (size_t i = 0; i < 3; i++) {
        cr_expect_null(poster_new(&map, &options[i], &diags));
        cr_assert_eq(diags.count, i + 1);
        cr_expect_not_null(strstr(diags.items[i].text, said[i]), "%s", diags.items[i].text);
    }
    diags_release(&diags);
    map_release(&map);
}

/* --- PDF and PNG --- */

static enum status paint(const char *format, int dpi, struct buf *out, struct diags *diags)
{
    struct map map;
    struct export_options options = { .dpi = dpi };
    read_template(&map, "retail");
    enum status status = export_write(export_format_named(format), &map, &options, out, diags);
    map_release(&map);
    return status;
}

static bool begins_with(const struct buf *file, const char *bytes)
{
    return file->len > strlen(bytes) && memcmp(file->data, bytes, strlen(bytes)) == 0;
}

Test(poster, pdf_and_png)
{
    struct diags diags = DIAGS_INIT;
    struct buf pdf = BUF_INIT, again = BUF_INIT, png = BUF_INIT;
    const char *painter = TEST_BUILT("src/cjm-tui-paint");
    if (access(painter, X_OK) != 0)
        cr_skip_test("built without cairo");
    setenv("CJM_TUI_PAINT", painter, 1);
    cr_assert_eq(paint("pdf", 0, &pdf, &diags), STATUS_OK);
    cr_assert_eq(paint("pdf", 0, &again, &diags), STATUS_OK);
    cr_assert_eq(paint("png", 72, &png, &diags), STATUS_OK);
    cr_expect(begins_with(&pdf, "%PDF-"));
    cr_expect(begins_with(&png, "\x89PNG"));
    cr_expect(slice_equal(buf_slice(&pdf), buf_slice(&again)), "two exports differ");
    cr_expect_eq(paint("png", 20, &png, &diags), STATUS_BAD);
    cr_expect_str_eq(diags.items[0].text, "--dpi: 20 is not from 72 to 600");
    buf_release(&pdf);
    buf_release(&again);
    buf_release(&png);
    diags_release(&diags);
}

Test(poster, says_what_is_missing)
{
    struct diags diags = DIAGS_INIT;
    struct buf out = BUF_INIT;
    setenv("CJM_TUI_PAINT", "/nowhere/cjm-tui-paint", 1);
    cr_expect_eq(paint("pdf", 0, &out, &diags), STATUS_BAD);
    cr_assert_eq(diags.count, 1);
    cr_expect_str_eq(diags.items[0].text,
        "pdf needs the program cjm-tui-paint, which is not installed; export to map.svg, then: "
        "rsvg-convert -f pdf -o map.pdf map.svg");
    cr_expect_eq(out.len, 0);
    buf_release(&out);
    diags_release(&diags);
}
