/* What people do to the grid by hand, and what it shows then. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "app/core/state.h"
#include "app/grid/grid.h"
#include "app_support.h"
#include "base/text.h"
#include "model/edit/per_persona.h"
#include "support.h"

static const char map[] = "cjm: 1\n"
                          "title: A shop\n"
                          "stages:\n"
                          "  - name: Look\n"
                          "    touchpoints: [Advert, Search]\n"
                          "  - name: Buy\n"
                          "    touchpoints: [Checkout, Mail, Parcel]\n";

/* The row of the picture that has the text; the test fails where none has. */
static int row_of(const struct fixture *f, const char *text)
{
    for (int y = 0; y < f->canvas.height; y++) {
        struct buf row = BUF_INIT;
        canvas_row_text(&f->canvas, y, &row);
        bool found = strstr(row.data, text);
        buf_release(&row);
        if (found)
            return y;
    }
    cr_assert_fail("no \"%s\"", text);
    return 0;
}

static void expect_clicked(struct fixture *f, int x, int y, const char *selected)
{
    struct buf mark = BUF_INIT, out = BUF_INIT;
    app_key(f->app, &(struct key){ .code = K_MOUSE, .x = x, .y = y });
    draw(f, 80, 24);
    buf_addf(&mark, "▌%s", selected);
    picture(f, &out);
    cr_expect(shows(f, mark.data), "%d, %d: not \"%s\" in\n%s", x, y, selected, out.data);
    buf_release(&mark);
    buf_release(&out);
}

Test(app_hand, clicks_select_what_they_meet)
{
    enum { LEFT = 5, RIGHT = 60 };
    struct fixture f;
    open_map(&f, map);
    draw(&f, 80, 24);
    int top = row_of(&f, "Advert"), bottom = row_of(&f, "├");
    cr_assert_gt(bottom, row_of(&f, "Parcel"));
    expect_clicked(&f, LEFT, top + 2, "Search");
    expect_clicked(&f, RIGHT, top, "Checkout");
    expect_clicked(&f, RIGHT, top + 1, "Checkout"); /* the blank row that belongs to it */
    expect_clicked(&f, LEFT, top + 4, "Search");    /* below the last */
    expect_clicked(&f, RIGHT, top + 4, "Parcel");
    expect_clicked(&f, LEFT, top - 1, "Look");
    expect_clicked(&f, RIGHT, top - 1, "Buy");
    expect_clicked(&f, RIGHT, top, "Checkout");
    expect_clicked(&f, LEFT, top - 2, "Checkout");    /* the title */
    expect_clicked(&f, LEFT, bottom, "Checkout");     /* a border */
    expect_clicked(&f, LEFT, bottom + 2, "Checkout"); /* the curve */
    close_map(&f);
}

/* A name can't be emptied: the line stays open, and says so. */
Test(app_hand, a_name_is_never_empty)
{
    static const char *const names[] = { "", "   " };
    struct fixture f;
    open_map(&f, map);
    draw(&f, 80, 24);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        type(&f, "e\r");
        struct prompt *prompt = app_prompt(f.app);
        cr_assert_not_null(prompt);
        cr_expect_str_eq(prompt->text.data, "Advert");
        buf_clear(&prompt->text);
        prompt->cursor = 0;
        type(&f, names[i]);
        type(&f, "\r");
        cr_expect_not_null(app_prompt(f.app), "the line is open");
        cr_expect(shows(&f, "this cannot be empty"));
        type(&f, "\033q");
        cr_expect(shows(&f, "▌Advert"));
    }
    close_map(&f);
}

static const char wide[] = "cjm: 1\n"
                           "title: A shop\n"
                           "stages: [One, Two, Three, Four, Five, Six, Seven]\n";

/* The wide columns stay until the cursor enters a narrow one: then that is the second of them. */
Test(app_hand, the_selected_stage_is_always_wide)
{
    static const struct {
        const char *keys, *selected;
        size_t first;
    } rows[] = {
        { "", "One", 0 },
        { "lll", "Four", 0 },
        { "l", "Five", 3 },
        { "ll", "Seven", 3 },
        { "hhh", "Four", 3 },
        { "h", "Three", 0 },
        { "l", "Four", 0 },
    };
    struct fixture f;
    open_map(&f, wide);
    draw(&f, 80, 24);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf mark = BUF_INIT, out = BUF_INIT;
        type(&f, rows[i].keys);
        buf_addf(&mark, "▌%s", rows[i].selected);
        picture(&f, &out);
        cr_expect(shows(&f, mark.data), "%s: not in\n%s", rows[i].selected, out.data);
        cr_expect_eq(f.app->grid->first_stage, rows[i].first, "%s: %zu", rows[i].selected,
            f.app->grid->first_stage);
        buf_release(&mark);
        buf_release(&out);
    }
    close_map(&f);
}

Test(app_hand, the_header_keeps_a_margin)
{
    struct fixture f;
    struct buf row = BUF_INIT;
    open_map(&f, map);
    draw(&f, 80, 24);
    canvas_row_text(&f.canvas, 0, &row);
    cr_expect_eq(strncmp(row.data, " A shop  ", 9), 0, "\"%s\"", row.data);
    const char *state = strstr(row.data, "  all assumed");
    cr_assert_not_null(state);
    cr_expect_eq(state - row.data, 80 - 1 - 13, "\"%s\"", row.data);
    buf_release(&row);
    close_map(&f);
}

Test(app_hand, commands_may_be_typed_full_width)
{
    struct fixture f;
    open_map(&f, map);
    draw(&f, 80, 24);
    type(&f, ":ｐａｒｋｉｎｇ\r");
    cr_expect_str_eq(app_main_view(f.app)->title, "parking lot");
    type(&f, ":３\r");
    cr_expect(shows(&f, "▌Checkout"));
    type(&f, ":ｓｅｔ　owner Ann\r");
    cr_expect(shows(&f, "Checkout: owner Ann"));
    type(&f, ":ｑ！\r");
    cr_expect(app_ending(f.app));
    close_map(&f);
}

Test(app_hand, two_keys_show_a_view)
{
    static const struct {
        const char *keys, *title;
    } views[] = { { "vs", "personas" }, { "vp", "pains" }, { "vi", "ideas" }, { "vq", "quotes" },
        { "vk", "parking lot" }, { "vf", "facts" }, { "vvvv", "parking lot" } };
    struct fixture f;
    open_map(&f, map);
    draw(&f, 80, 24);
    for (size_t i = 0; i < sizeof views / sizeof *views; i++) {
        struct buf header = BUF_INIT;
        buf_addf(&header, " A shop · %s", views[i].title);
        type(&f, views[i].keys);
        cr_expect(shows(&f, header.data), "no \"%s\"", views[i].title);
        buf_release(&header);
    }
    type(&f, "vw");
    cr_expect(shows(&f, "is here"));
    type(&f, "qvm");
    cr_expect_str_eq(app_main_view(f.app)->title, "map");
    close_map(&f);
}

Test(app_hand, scores_are_typed_as_they_are_said)
{
    static const struct {
        const char *keys, *said, *kept;
    } rows[] = {
        { "+", "Advert: · -> +1", "emotion: 1" },
        { "+1", "Advert: · -> +1", "emotion: 1" },
        { "+2", "Advert: · -> +2", "emotion: 2" },
        { "-2", "Advert: · -> -2", "emotion: -2" },
        { "-1", "Advert: · -> -1", "emotion: -1" },
        { "+0", "Advert: · -> 0", "emotion: 0" },
        { "0", "Advert: · -> 0", "emotion: 0" },
        { "0++", "Advert: +1 -> +2", "emotion: 2" },
        { "+2+1", "Advert: +2 -> +1", "emotion: 1" },
        { "+2-1", "Advert: +2 -> -1", "emotion: -1" },
        { "+2++2", "Advert: +2 -> +2", "emotion: 2" },
        { "\uff0b\uff11", "Advert: · -> +1", "emotion: 1" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fixture f;
        open_map(&f, map);
        draw(&f, 80, 24);
        struct slice keys = slice_of(rows[i].keys);
        while (keys.len)
            press(&f, utf8_next(&keys));
        cr_expect(shows(&f, rows[i].said), "%s: not \"%s\": %s", rows[i].keys, rows[i].said,
            f.app->messages.text.data);
        press(&f, 'w');
        struct buf text = BUF_INIT;
        test_read(f.path.data, &text);
        cr_expect(strstr(text.data, rows[i].kept), "%s: %s", rows[i].keys, text.data);
        buf_release(&text);
        close_map(&f);
    }
}

/* The step that a figure replaces is no step of undo. */
Test(app_hand, a_score_is_undone_at_once)
{
    struct fixture f;
    open_map(&f, map);
    draw(&f, 80, 24);
    type(&f, "0-2u");
    cr_expect_eq(touchpoint_emotion(app_selected(f.app), NULL), 0);
    type(&f, "-j2\033k");
    cr_expect_eq(touchpoint_emotion(app_selected(f.app), NULL), -1, "another key ends the sign");
    close_map(&f);
}

/* Where the terminal's cursor stands, for who reads by it: the text that begins there. */
Test(app_hand, the_cursor_stands_where_one_reads)
{
    static const struct {
        const char *keys, *text;
    } rows[] = {
        { "", "▌Advert" },
        { "lj", "▌Mail" },
        { "k", "▌Look" },
        { "\r", "▌Name" },
        { "?", " Moving" },
        { ":log\r", " " },
        { "iGoal\r", " 1 current" },
        { "iGoal\rf", "[2 future]" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        for (int size = 0; size < 2; size++) {
            struct fixture f;
            struct buf row = BUF_INIT;
            open_map(&f, map);
            draw(&f, size ? 80 : 40, size ? 24 : 12);
            type(&f, rows[i].keys);
            draw(&f, size ? 80 : 40, size ? 24 : 12);
            const struct cell *cell =
                &f.canvas.cells[f.canvas.cursor_y * f.canvas.width + f.canvas.cursor_x];
            for (int x = f.canvas.cursor_x; x < f.canvas.width; x++, cell++)
                buf_add_codepoint(&row, cell->points[0]);
            cr_expect(slice_begins_fold(buf_slice(&row), slice_of(rows[i].text)), "%s: %s",
                rows[i].keys, row.data);
            buf_release(&row);
            close_map(&f);
        }
}

/* --- dragging --- */

static void use_mouse(struct fixture *f, enum mouse mouse, int x, int y)
{
    app_key(f->app, &(struct key){ .code = K_MOUSE, .mouse = mouse, .x = x, .y = y });
    draw(f, 80, 24);
}

static const char dragged_map[] = "cjm: 1\n"
                                  "title: T\n"
                                  "stages:\n"
                                  "  - name: Find\n"
                                  "    touchpoints: [{name: Ad}, {name: Web}, {name: Call}]\n"
                                  "  - name: Pay\n"
                                  "    touchpoints: [{name: Till}]\n"
                                  "  - name: Use\n";

/* Stages and their touchpoints in one line. */
static void expect_order(struct fixture *f, const char *wanted)
{
    struct buf out = BUF_INIT;
    const struct node *root = app_session(f->app)->map.root;
    for (const struct node *node = root; node; node = node_next(node, root))
        if (node->kind == KIND_STAGE || node->kind == KIND_TOUCHPOINT)
            buf_addf(&out, "%s%s", node->kind == KIND_STAGE ? "|" : " ", node_headline(node).data);
    cr_expect_str_eq(out.data, wanted);
    buf_release(&out);
}

Test(app_hand, drags_touchpoints)
{
    enum { FIRST = 5, SECOND = 35, THIRD = 65 };
    struct fixture f;
    open_map(&f, dragged_map);
    draw(&f, 80, 24);
    int ad = row_of(&f, "Ad"), web = row_of(&f, "Web"), call = row_of(&f, "Call");
    use_mouse(&f, MOUSE_CLICK, FIRST, ad);
    use_mouse(&f, MOUSE_DRAG, SECOND, ad);
    cr_expect(shows(&f, "let go: Ad goes to Pay, place 1"));
    expect_order(&f, "|Find Ad Web Call|Pay Till|Use");
    use_mouse(&f, MOUSE_DROP, SECOND, ad);
    cr_expect(shows(&f, "Ad is now in Pay, place 1"));
    expect_order(&f, "|Find Web Call|Pay Ad Till|Use");
    use_mouse(&f, MOUSE_DROP, FIRST, ad);
    expect_order(&f, "|Find Web Call|Pay Ad Till|Use");
    type(&f, "u");
    use_mouse(&f, MOUSE_CLICK, FIRST, ad);
    use_mouse(&f, MOUSE_DROP, FIRST, web);
    expect_order(&f, "|Find Web Ad Call|Pay Till|Use");
    use_mouse(&f, MOUSE_CLICK, FIRST, ad);
    use_mouse(&f, MOUSE_DROP, FIRST, call + 1);
    expect_order(&f, "|Find Ad Call Web|Pay Till|Use");
    use_mouse(&f, MOUSE_CLICK, FIRST, ad);
    use_mouse(&f, MOUSE_DROP, THIRD, ad);
    expect_order(&f, "|Find Call Web|Pay Till|Use Ad");
    use_mouse(&f, MOUSE_CLICK, FIRST, ad);
    use_mouse(&f, MOUSE_DROP, THIRD, 23);
    expect_order(&f, "|Find Call Web|Pay Till|Use Ad");
    use_mouse(&f, MOUSE_CLICK, FIRST, 1);
    use_mouse(&f, MOUSE_DROP, THIRD, ad);
    expect_order(&f, "|Find Call Web|Pay Till|Use Ad");
    close_map(&f);
}

/* Many maps are scored by stage. */
Test(app_hand, a_stage_is_scored_as_a_touchpoint_is)
{
    struct fixture f;
    open_map(&f, "cjm: 1\ntitle: T\nstages:\n  - name: Look\n  - name: Buy\n");
    draw(&f, 80, 24);
    type(&f, "+2");
    draw(&f, 80, 24);
    cr_expect(shows(&f, "Look: · -> +2") && shows(&f, "○"));
    type(&f, "-1");
    draw(&f, 80, 24);
    cr_expect(shows(&f, "Look: +2 -> -1"));
    press(&f, 'l');
    type(&f, "-");
    press(&f, 'u');
    press(&f, 'h');
    press(&f, K_BACKSPACE);
    draw(&f, 80, 24);
    cr_expect(shows(&f, "Look: -1 -> ·") && !shows(&f, "○"));
    type(&f, "r8");
    draw(&f, 80, 24);
    cr_expect(shows(&f, "Look: · -> -2") && shows(&f, "○"));
    type(&f, "aWeb\rkr2");
    cr_expect(shows(&f, "Look: -2 -> +2"));
    type(&f, "jr1");
    cr_expect(shows(&f, "Web: · -> +1"));
    close_map(&f);
}

/* Found in the help, which also says how to mark text. */
Test(app_hand, finds_the_mouse_in_the_help)
{
    struct fixture f;
    open_map(&f, dragged_map);
    draw(&f, 80, 24);
    press(&f, K_F1);
    cr_expect(!shows(&f, "Shift"));
    type(&f, "/hold shift\r");
    draw(&f, 80, 24);
    cr_expect(shows(&f, "/hold shift") && shows(&f, "Hold Shift while you drag"));
    type(&f, "/dragging\r");
    cr_expect(shows(&f, "/dragging"), "it goes on from the top");
    type(&f, "/nothing like it\r");
    cr_expect(shows(&f, "is not here") && shows(&f, "Hold Shift while you drag"));
    close_map(&f);
}

/* Where there is room the help stands beside the map; on smaller screens in its place. */
Test(app_hand, reads_the_help_beside_the_map)
{
    struct fixture f;
    open_map(&f, map);
    draw(&f, 160, 24);
    press(&f, '?');
    draw(&f, 160, 24);
    cr_expect(shows(&f, "Advert") && shows(&f, "│ Moving") && shows(&f, "go left"));
    type(&f, "/mark text\r");
    draw(&f, 160, 24);
    cr_expect(shows(&f, "Hold Shift while you drag"));
    draw(&f, 159, 24);
    cr_expect(!shows(&f, "Advert"));
    press(&f, K_ESC);
    draw(&f, 160, 24);
    cr_expect(shows(&f, "Advert") && !shows(&f, "Hold Shift"));
    close_map(&f);
}

/* Which touchpoint is in the first row after that many keys; -1: none of them is on the screen. */
static int first_shown(struct fixture *f, uint32_t key, int count)
{
    char name[16];
    for (int i = 0; i < count; i++) {
        press(f, key);
        draw(f, 80, 24);
    }
    for (int i = 0; i < 30; i++) {
        snprintf(name, sizeof name, "T%02d ", i);
        if (shows(f, name))
            return i;
    }
    return -1;
}

/* The column is painted whole, so it moves a third of its rows and stands still for as many keys.
 */
Test(app_hand, scrolls_by_a_third_of_the_rows)
{
    struct fixture f;
    struct buf text = BUF_INIT;
    buf_adds(&text, "cjm: 1\ntitle: T\nstages:\n  - name: S\n    touchpoints:\n");
    for (int i = 0; i < 30; i++)
        buf_addf(&text, "      - name: T%02d\n        channel: web\n", i);
    open_map(&f, text.data);
    draw(&f, 80, 24);
    int rows = 0, step;
    while (first_shown(&f, 'j', 1) == 0)
        rows++;
    step = (++rows + 2) / 3;
    cr_expect_eq(first_shown(&f, 'j', 0), step);
    cr_expect_eq(first_shown(&f, 'j', step - 1), step, "it stands still");
    cr_expect_eq(first_shown(&f, 'j', 1), 2 * step);
    cr_expect_eq(first_shown(&f, 'G', 1), 30 - rows, "no empty rows below");
    cr_expect_eq(first_shown(&f, 'k', rows), 30 - rows - step);
    close_map(&f);
    buf_release(&text);
}
