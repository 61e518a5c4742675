/* Lists: what is drawn, where a click goes, and how far they scroll. */
#include <criterion/criterion.h>
#include <limits.h>
#include <time.h>

#include "app/core/list_pane.h"
#include "app_support.h"

static const char four[] = "cjm: 1\n"
                           "title: Buying a TV\n"
                           "personas: [Anna, Ben, Cleo]\n"
                           "stages:\n"
                           "  - name: Awareness\n"
                           "    touchpoints:\n"
                           "      - name: TV ad\n"
                           "        pains:\n"
                           "          - text: Too loud\n"
                           "            severity: 2\n"
                           "          - text: Too long\n"
                           "            severity: 4\n";

static void click(struct fixture *f, int x, int y, enum mouse mouse)
{
    app_key(f->app, &(struct key){ .code = K_MOUSE, .x = x, .y = y, .mouse = mouse });
    draw(f, 80, 24);
}

Test(list_pane, selects_what_was_clicked)
{
    struct fixture f;
    open_map(&f, four);
    press(&f, K_F3);
    draw(&f, 80, 24);
    click(&f, 5, 4, MOUSE_CLICK);
    cr_expect_eq(app_top(f.app)->row, 2);
    click(&f, 5, 5, MOUSE_CLICK);
    click(&f, 5, 1, MOUSE_CLICK);
    cr_expect_eq(app_top(f.app)->row, 2, "neither the heading nor what is below is a row");
    click(&f, 5, 3, MOUSE_DOUBLE);
    cr_expect(app_top(f.app)->view->context == IN_SHEET && shows(&f, "2 of 3"));
    close_map(&f);
}

Test(list_pane, finds_rows_below_headings)
{
    struct fixture f;
    open_map(&f, NULL);
    draw(&f, 80, 24);
    click(&f, 8, 3, MOUSE_CLICK);
    cr_expect_eq(app_top(f.app)->row, 1);
    click(&f, 8, 1, MOUSE_CLICK);
    cr_expect_eq(app_top(f.app)->row, 1, "the heading is above the first row");
    click(&f, 8, 2, MOUSE_CLICK);
    cr_expect_eq(app_top(f.app)->row, 0);
    press(&f, K_RIGHT);
    draw(&f, 80, 24);
    cr_expect(app_top(f.app)->row > 1 && shows(&f, "Templates"));
    close_map(&f);
}

Test(list_pane, lists_nodes_anew_when_the_map_changed)
{
    struct fixture f;
    open_map(&f, four);
    press(&f, K_F4);
    draw(&f, 80, 24);
    cr_expect_str_eq(node_headline(app_selected(f.app)).data, "Too long");
    struct node *loud = app_top(f.app)->view->selected(
        f.app, &(struct level){ .view = app_top(f.app)->view, .row = 1 });
    edit_set(&f.app->session.undo, loud, PAIN_SEVERITY, SLICE("5"));
    cr_expect_str_eq(node_headline(app_selected(f.app)).data, "Too loud");
    edit_remove(&f.app->session.undo, loud);
    cr_expect_eq(app_top(f.app)->view->rows(f.app, app_top(f.app)), 1);
    close_map(&f);
}

static int endless_rows(struct app *app, const struct level *level)
{
    (void)app, (void)level;
    return INT_MAX - 1;
}

static void draw_endless(struct app *app, const struct level *level, const struct list_row *at)
{
    struct buf text = BUF_INIT;
    (void)app, (void)level;
    buf_addf(&text, "row %d", at->row);
    row_text(at, 0, at->area.width, buf_slice(&text));
    buf_release(&text);
}

/* A key in a list costs the same, however long it is. */
Test(list_pane, goes_over_the_rows_that_are_seen_alone)
{
    static const struct view view = { .rows = endless_rows, .draw_row = draw_endless };
    struct fixture f;
    open_map(&f, four);
    struct level level = { .view = &view, .row = 1000000000 };
    clock_t began = clock();
    draw(&f, 80, 24);
    draw_list(f.app, &level, &f.canvas, (struct area){ 0, 1, 80, 20 });
    cr_expect(shows(&f, ">row 1000000000") || shows(&f, "▌row 1000000000"));
    cr_expect(shows(&f, "row 999999981") && !shows(&f, "row 1000000001"));
    cr_expect(list_click(f.app, &level, 5, 3));
    cr_expect_eq(level.row, 999999983);
    cr_expect(clock() - began < CLOCKS_PER_SEC / 10);
    close_map(&f);
}
