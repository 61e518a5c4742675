#include "unit/poster_support.h"

#include <criterion/criterion.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
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
    int width; /* that its place must have */
    int size;
    struct slice text;
};

static struct text_box box_of(const struct judge *judge, const struct mark *mark, size_t line)
{
    int width = mark->lines[line].width, size = mark->type.size;
    struct box ink = { 0, -size * 3 / 4, width, size * 95 / 100 };
    if (judge)
        judge->look(judge->context, mark, line, &ink, &width);
    ink.x += mark->type.style & TYPE_MIDDLE ? mark->box.x - width / 2
             : mark->type.style & TYPE_END  ? mark->box.x - width
                                            : mark->box.x;
    ink.y += mark->box.y + (int)line * mark->line_height;
    return (struct text_box){ ink, width, size, mark->lines[line].text };
}

/* `exact`: the boxes are those of the ink. */
static bool overlap(const struct text_box *a, const struct text_box *b, bool exact)
{
    int left = a->box.x > b->box.x ? a->box.x : b->box.x;
    int top = a->box.y > b->box.y ? a->box.y : b->box.y;
    int right = a->box.x + a->box.width, bottom = a->box.y + a->box.height;
    int other_right = b->box.x + b->box.width, other_bottom = b->box.y + b->box.height;
    right = right < other_right ? right : other_right;
    bottom = bottom < other_bottom ? bottom : other_bottom;
    int size = a->size < b->size ? a->size : b->size, shared = exact ? 2 : size / 4;
    return right - left > shared && bottom - top > shared;
}

static void check_boxes(const struct poster *poster, const struct text_box *boxes, size_t count,
    const struct judge *judge, const char *what, size_t page)
{
    for (size_t i = 0; i < count; i++) {
        struct box box = boxes[i].box;
        cr_expect(box.x >= 0 && box.y >= 0 && box.x + box.width <= poster_width(poster) &&
                      box.y + box.height <= poster_height(poster),
            "%s, page %zu: \"%.*s\" leaves the page", what, page + 1, SLICE_ARG(boxes[i].text));
        for (size_t k = i + 1; k < count; k++)
            cr_expect(!overlap(&boxes[i], &boxes[k], judge != NULL),
                "%s, page %zu: \"%.*s\" over \"%.*s\"", what, page + 1, SLICE_ARG(boxes[i].text),
                SLICE_ARG(boxes[k].text));
    }
}

static bool holds(const struct box *box, int x, int y)
{
    return x >= box->x && y >= box->y && x <= box->x + box->width && y <= box->y + box->height;
}

/* What was drawn last where the text begins: a card, a pill, the ground of a stage. A letter alone
 * is in a shape of its own. */
static void check_ground(const struct draw *draw, size_t mark, const struct text_box *text,
    const char *what, size_t page)
{
    const struct box *ground = NULL, *box = &text->box;
    for (size_t i = 0; i < mark && text->text.len > 1; i++)
        if (draw->marks[i].kind == MARK_RECT &&
            holds(&draw->marks[i].box, box->x + 1, box->y + box->height / 2))
            ground = &draw->marks[i].box;
    cr_expect(!ground || (holds(ground, box->x, box->y) &&
                             holds(ground, box->x + box->width, box->y + box->height)),
        "%s, page %zu: \"%.*s\" leaves its ground", what, page + 1, SLICE_ARG(text->text));
}

static void check_page(struct poster *poster, size_t page, const struct judge *judge,
    const char *what, struct shown *shown)
{
    struct draw draw = { 0 };
    struct text_box *boxes = NULL;
    size_t count = 0, cap = 0;
    poster_draw(poster, page, &draw);
    for (size_t i = 0; i < draw.count; i++)
        for (size_t k = 0; draw.marks[i].kind == MARK_TEXT && k < draw.marks[i].count; k++) {
            const struct mark *mark = &draw.marks[i];
            MEM_GROW(boxes, count + 1, cap);
            boxes[count++] = box_of(judge, mark, k);
            check_ground(&draw, i, &boxes[count - 1], what, page);
            cr_expect_leq(boxes[count - 1].width, mark->box.width + mark->type.size,
                "%s, page %zu: \"%.*s\" is wider than its box", what, page + 1,
                SLICE_ARG(mark->lines[k].text));
            MEM_GROW(shown->lines, shown->count + 1, shown->cap);
            shown->lines[shown->count++] = mark->lines[k].text;
        }
    check_boxes(poster, boxes, count, judge, what, page);
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

size_t check_poster(
    const struct map *map, const char *size, const struct judge *judge, const char *what)
{
    struct diags diags = DIAGS_INIT;
    struct shown shown = { 0 };
    struct poster_options options = { .size = size };
    struct poster *poster = poster_new(map, &options, &diags);
    cr_assert_not_null(poster, "%s", what);
    size_t pages = poster_pages(poster);
    for (size_t i = 0; i < pages; i++)
        check_page(poster, i, judge, what, &shown);
    qsort(shown.lines, shown.count, sizeof *shown.lines, by_address);
    check_texts(map, &shown, what);
    free(shown.lines);
    poster_free(poster);
    diags_release(&diags);
    return pages;
}

/* --- the maps that we give away --- */

void check_poster_files(const char *pattern, const char *size, const struct judge *judge)
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
        check_poster(&map, size, judge, what.data);
        buf_release(&what);
        map_release(&map);
        diags_release(&diags);
    }
    globfree(&found);
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

/* One for all, or of five one each. */
static void add_scores(struct buf *text, const struct made *made, int number)
{
    if (made->personas != 5) {
        buf_addf(text, "        emotion: %d\n", number * 7 % 5 - 2);
        return;
    }
    buf_adds(text, "        emotion: {");
    for (int i = 0; i < 5; i++)
        buf_addf(text, "%s%s-%d: %d", i ? ", " : "", made->word, i, number * (i + 3) % 5 - 2);
    buf_adds(text, "}\n");
}

static void add_touchpoint(struct buf *text, const struct made *made, int number)
{
    buf_addf(text, "      - name: %s %d\n", made->word, number);
    if (made->scored && number % 5)
        add_scores(text, made, number);
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
    { "five personas", 4, 4, 5, 3, 5, true, true, "word" },
    { "twelve personas", 4, 3, 5, 3, 12, true, true, "word" },
    { "a word of 80 letters", 3, 3, 3, 2, 1, true, true,
        "abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghij" },
    { "Greek", 4, 4, 10, 3, 1, true, true, "καταστήματος" },
    { "Chinese", 4, 4, 10, 3, 1, true, true, "社区菜市场线上下单，" },
    { "Arabic", 4, 4, 10, 3, 1, true, true, "العربية" },
    { "emoji", 4, 4, 10, 3, 1, true, true, "👩‍👩‍👧🎉" },
};

const char *make_poster_map(size_t number, struct map *map)
{
    if (number >= sizeof mades / sizeof *mades)
        return NULL;
    make_map(&mades[number], map);
    return mades[number].name;
}

void check_made_posters(const char *size, const struct judge *judge)
{
    struct map map;
    const char *name;
    for (size_t i = 0; (name = make_poster_map(i, &map)); i++) {
        struct buf what = BUF_INIT;
        buf_addf(&what, "%s, %s", name, size);
        check_poster(&map, size, judge, what.data);
        buf_release(&what);
        map_release(&map);
    }
}
