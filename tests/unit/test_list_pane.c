/* Lists: what is drawn, where a click goes, and how far they scroll. */
#include <criterion/criterion.h>

#include "app/core/state.h"
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
