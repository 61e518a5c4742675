/* The poster's layout: nothing is cut, nothing stands over another, everything is there. */
#include <criterion/criterion.h>
#include <glob.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/text.h"
#include "export/export.h"
#include "export/poster/poster.h"
#include "export/poster/svg.h"
#include "store/store.h"
#include "support.h"
#include "unit/store_support.h"

/* --- what stands on the pages --- */

struct shown {
    struct slice *lines;
    size_t count, cap;
};

static int by_address(const void *a, const void *b)
{
    const struct slice *x = a, *y = b;
    return x->data < y->data ? -1 : x->data > y->data;
}

static bool is_blank(uint32_t point)
{
    return point <= ' ' || point == 0x85 || point == 0x3000 || point == 0x2028 || point == 0x2029 ||
           point_width(point, false) == 0;
}

static const char *skip_blanks(const char *at, const char *end)
{
    struct slice rest = { at, (size_t)(end - at) };
    struct slice before = rest;
    while (rest.len && is_blank(utf8_next(&rest)))
        before = rest;
    return before.data;
}

/* Lines are parts of the map's own texts: each byte of the text must be in one. */
static bool is_shown(const struct shown *shown, struct slice text)
{
    const char *at = text.data, *end = text.data + text.len;
    for (size_t i = 0; i < shown->count && text.len; i++) {
        struct slice line = shown->lines[i];
        at = skip_blanks(at, end);
        if (line.data <= at && line.data + line.len > at)
            at = line.data + line.len;
    }
    return !text.len || skip_blanks(at, end) >= end;
}

struct text_box {
    struct box box;
    int size;
    struct slice text;
};

static struct text_box box_of(const struct mark *mark, size_t line)
{
    int width = mark->lines[line].width, size = mark->type.size;
    int x = mark->type.style & TYPE_MIDDLE ? mark->box.x - width / 2
            : mark->type.style & TYPE_END  ? mark->box.x - width
                                           : mark->box.x;
    int y = mark->box.y + (int)line * mark->line_height;
    return (struct text_box){ { x, y - size * 3 / 4, width, size * 95 / 100 }, size,
        mark->lines[line].text };
}

static bool overlap(const struct text_box *a, const struct text_box *b)
{
    int left = a->box.x > b->box.x ? a->box.x : b->box.x;
    int top = a->box.y > b->box.y ? a->box.y : b->box.y;
    int right = a->box.x + a->box.width, bottom = a->box.y + a->box.height;
    int other_right = b->box.x + b->box.width, other_bottom = b->box.y + b->box.height;
    right = right < other_right ? right : other_right;
    bottom = bottom < other_bottom ? bottom : other_bottom;
    int size = a->size < b->size ? a->size : b->size;
    return right - left > size / 4 && bottom - top > size / 4;
}

static void check_boxes(const struct poster *poster, const struct text_box *boxes, size_t count,
    const char *what, size_t page)
{
    for (size_t i = 0; i < count; i++) {
        struct box box = boxes[i].box;
        cr_expect(box.x >= 0 && box.y >= 0 && box.x + box.width <= poster_width(poster) &&
                      box.y + box.height <= poster_height(poster),
            "%s, page %zu: \"%.*s\" leaves the page", what, page + 1, SLICE_ARG(boxes[i].text));
        for (size_t k = i + 1; k < count; k++)
            cr_expect(!overlap(&boxes[i], &boxes[k]), "%s, page %zu: \"%.*s\" over \"%.*s\"", what,
                page + 1, SLICE_ARG(boxes[i].text), SLICE_ARG(boxes[k].text));
    }
}

static void check_page(struct poster *poster, size_t page, const char *what, struct shown *shown)
{
    struct draw draw = { 0 };
    struct text_box *boxes = NULL;
    size_t count = 0, cap = 0;
    poster_draw(poster, page, &draw);
    for (size_t i = 0; i < draw.count; i++)
        for (size_t k = 0; draw.marks[i].kind == MARK_TEXT && k < draw.marks[i].count; k++) {
            const struct mark *mark = &draw.marks[i];
            MEM_GROW(boxes, count + 1, cap);
            boxes[count++] = box_of(mark, k);
            cr_expect_leq(mark->lines[k].width, mark->box.width + mark->type.size,
                "%s, page %zu: \"%.*s\" is wider than its box", what, page + 1,
                SLICE_ARG(mark->lines[k].text));
            MEM_GROW(shown->lines, shown->count + 1, shown->cap);
            shown->lines[shown->count++] = mark->lines[k].text;
        }
    check_boxes(poster, boxes, count, what, page);
    free(boxes);
    draw_release(&draw);
}

static void expect_shown(
    const struct shown *shown, const struct node *node, enum field field, const char *what)
{
    struct slice text = node_get(node, field);
    cr_expect(is_shown(shown, text), "%s: \"%.*s\" is not there", what, SLICE_ARG(text));
}

static void check_texts(const struct map *map, const struct shown *shown, const char *what)
{
    static const enum field fields[] = { TOUCHPOINT_NAME, TOUCHPOINT_DOING, TOUCHPOINT_DECIDES,
        TOUCHPOINT_THINKING, TOUCHPOINT_FEELING, TOUCHPOINT_CHANGE, TOUCHPOINT_FRONT_STAGE,
        TOUCHPOINT_BACK_STAGE, TOUCHPOINT_SUPPORT };
    expect_shown(shown, map->root, MAP_TITLE, what);
    for (const struct node *node = map->root; node; node = node_next(node, map->root)) {
        if (node->kind == KIND_STAGE)
            expect_shown(shown, node, STAGE_NAME, what);
        if (node->kind == KIND_PAIN)
            expect_shown(shown, node, PAIN_TEXT, what);
        if (node->kind == KIND_IDEA)
            expect_shown(shown, node, IDEA_TEXT, what);
        for (size_t i = 0; node->kind == KIND_TOUCHPOINT && i < sizeof fields / sizeof *fields; i++)
            expect_shown(shown, node, fields[i], what);
    }
}

static size_t check_map(const struct map *map, const char *size, const char *what)
{
    struct diags diags = DIAGS_INIT;
    struct shown shown = { 0 };
    struct poster_options options = { .size = size };
    struct poster *poster = poster_new(map, &options, &diags);
    cr_assert_not_null(poster, "%s", what);
    size_t pages = poster_pages(poster);
    for (size_t i = 0; i < pages; i++)
        check_page(poster, i, what, &shown);
    qsort(shown.lines, shown.count, sizeof *shown.lines, by_address);
    check_texts(map, &shown, what);
    free(shown.lines);
    poster_free(poster);
    diags_release(&diags);
    return pages;
}

/* --- the maps that we give away --- */

static void check_files(const char *pattern, const char *size)
{
    glob_t found;
    cr_assert_eq(glob(pattern, 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        struct map map;
        struct diags diags = DIAGS_INIT;
        if (strstr(found.gl_pathv[i], "/guide.yaml"))
            continue;
        map_begin(&map);
        cr_assert_eq(store_read(&map, found.gl_pathv[i], STORE_MAX_SIZE, &diags), STATUS_OK);
        struct buf what = BUF_INIT;
        buf_addf(&what, "%s %s", strrchr(found.gl_pathv[i], '/') + 1, size);
        check_map(&map, size, what.data);
        buf_release(&what);
        map_release(&map);
        diags_release(&diags);
    }
    globfree(&found);
}

Test(poster, examples)
{
    static const char *const sizes[] = { "auto", "a4", "a3", "a2", "a1", "16:9" };
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        check_files(TEST_PATH("examples/*.yaml"), sizes[i]);
}

Test(poster, templates)
{
    check_files(TEST_PATH("examples/templates/*.yaml"), "auto");
    check_files(TEST_PATH("examples/templates/*.yaml"), "16:9");
}

/* --- maps that are hard --- */

/* How a map is made: so many stages with so many touchpoints, whose texts have so many words. */
struct made {
    const char *name;
    int stages, touchpoints, words, title, personas;
    bool scored, pains;
    const char *word;
};

static void add_words(struct buf *text, const struct made *made, int count)
{
    for (int i = 0; i < count; i++)
        buf_addf(text, "%s%s%d", i ? " " : "", made->word, i % 7);
}

static void add_touchpoint(struct buf *text, const struct made *made, int number)
{
    buf_addf(text, "      - name: %s %d\n", made->word, number);
    if (made->scored && number % 5)
        buf_addf(text, "        emotion: %d\n", number * 7 % 5 - 2);
    if (made->words) {
        buf_adds(text, "        doing: ");
        add_words(text, made, made->words);
        buf_adds(text, "\n        channel: shop\n        duration: 5 min\n");
    }
    if (made->pains)
        buf_addf(text,
            "        pains:\n          - text: %s %d hurts\n            severity: 3\n"
            "        ideas:\n          - text: %s %d helps\n        quotes:\n"
            "          - text: So said %s %d\n",
            made->word, number, made->word, number, made->word, number);
}

static void make_map(const struct made *made, struct map *map)
{
    struct buf text = BUF_INIT;
    buf_adds(&text, "cjm: 1\ntitle: The ");
    add_words(&text, made, made->title);
    buf_adds(&text, made->personas ? "\npersonas:\n" : "\n");
    for (int i = 0; i < made->personas; i++)
        buf_addf(&text, "  - name: %s %d\n    goals: [a, b c]\n", made->word, i);
    buf_adds(&text, made->stages ? "stages:\n" : "");
    for (int i = 0, number = 0; i < made->stages; i++) {
        buf_addf(&text, "  - name: %s stage %d\n", made->word, i);
        buf_adds(&text, made->touchpoints ? "    touchpoints:\n" : "");
        for (int k = 0; k < made->touchpoints; k++)
            add_touchpoint(&text, made, ++number);
    }
    read_map(map, buf_slice(&text));
    buf_release(&text);
}

static const struct made mades[] = {
    { "7 x 20", 7, 20, 8, 3, 1, true, true, "word" },
    { "5 x 8", 5, 8, 12, 3, 1, true, true, "word" },
    { "1 x 20", 1, 20, 5, 3, 1, true, false, "word" },
    { "40 x 1", 40, 1, 5, 3, 1, true, true, "word" },
    { "many words", 3, 4, 120, 24, 1, true, true, "word" },
    { "a cell of 4000 words", 1, 1, 4000, 3, 0, true, true, "word" },
    { "no persona", 4, 3, 10, 3, 0, true, true, "word" },
    { "no score", 4, 3, 10, 3, 2, false, true, "word" },
    { "names alone", 4, 3, 0, 3, 0, false, false, "word" },
    { "stages alone", 4, 0, 0, 3, 0, false, false, "word" },
    { "empty", 0, 0, 0, 3, 0, false, false, "word" },
    { "twelve personas", 4, 3, 5, 3, 12, true, true, "word" },
    { "a word of 80 letters", 3, 3, 3, 2, 1, true, true,
        "abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghij" },
    { "Greek", 4, 4, 10, 3, 1, true, true, "καταστήματος" },
    { "Chinese", 4, 4, 10, 3, 1, true, true, "社区菜市场线上下单，" },
    { "Arabic", 4, 4, 10, 3, 1, true, true, "العربية" },
    { "emoji", 4, 4, 10, 3, 1, true, true, "👩‍👩‍👧🎉" },
};

Test(poster, hard_maps)
{
    static const char *const sizes[] = { "auto", "a4", "a3", "16:9" };
    for (size_t i = 0; i < sizeof mades / sizeof *mades; i++)
        for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
            struct map map;
            struct buf what = BUF_INIT;
            make_map(&mades[i], &map);
            buf_addf(&what, "%s, %s", mades[i].name, sizes[k]);
            check_map(&map, sizes[k], what.data);
            buf_release(&what);
            map_release(&map);
        }
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
        cr_expect_gt(check_map(&map, sizes[i], sizes[i]), 3);
    buf_release(&text);
    map_release(&map);
}

/* --- SVG --- */

static void svg_of(const struct map *map, const struct poster_options *options, struct buf *out)
{
    struct diags diags = DIAGS_INIT;
    struct poster *poster = poster_new(map, options, &diags);
    cr_assert_not_null(poster);
    for (size_t i = 0; i < poster_pages(poster); i++)
        svg_add_page(poster, i, out);
    poster_free(poster);
    diags_release(&diags);
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
        cr_assert_eq(format->write(map, &options, &out, &diags), STATUS_OK, "%s", what);
        format->write(map, &options, &again, &diags);
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
    check_map(&map, "a3", "hostile texts");
    map_release(&map);
}

Test(poster, made_maps_are_well_formed)
{
    for (size_t i = 0; i < sizeof mades / sizeof *mades; i++) {
        struct map map;
        make_map(&mades[i], &map);
        check_written(&map, mades[i].name);
        map_release(&map);
    }
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
    enum status status = export_format_named(format)->write(&map, &options, out, diags);
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
