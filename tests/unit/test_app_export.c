#include <criterion/criterion.h>

#include "support.h"
#include "unit/app_support.h"

static const char shop[] = "cjm: 1\ntitle: Shop\npersonas: [Ann]\nstages:\n  - name: Buy\n"
                           "    touchpoints:\n      - name: Pay\n        emotion: -2\n";

static void expect_text(const struct fixture *f, const char *name, const char *want)
{
    struct buf path = BUF_INIT, text = BUF_INIT;
    buf_addf(&path, "%s/%s", f->folder, name);
    test_read(path.data, &text);
    cr_expect_str_eq(text.data, want, "%s", name);
    buf_release(&path);
    buf_release(&text);
}

Test(export_view, lists_the_formats_and_asks_for_the_file)
{
    struct fixture f;
    open_map(&f, shop);
    draw(&f, 80, 24);
    type(&f, "x");
    cr_expect(shows(&f, "Export the map as") && shows(&f, "▌markdown    Markdown for wikis"));
    cr_expect(shows(&f, " mermaid     a journey diagram"));
    for (int i = 0; i < 20 && !shows(&f, "▌csv "); i++) {
        type(&f, "j");
        draw(&f, 80, 24);
    }
    type(&f, "\r");
    cr_expect(shows(&f, "Export to: ") && shows(&f, "map.csv"));
    type(&f, "\r");
    cr_expect(shows(&f, "map.csv; csv does not hold everything"));
    expect_text(&f, "map.csv", "Stage,Touchpoint,Emotion\r\nBuy,Pay,-2\r\n");
    type(&f, "x\033");
    cr_expect(!shows(&f, "Export the map as"));
    for (int width = 40; width < 200; width += 13)
        for (int height = 12; height < 60; height += 5) {
            type(&f, "x");
            draw(&f, width, height);
            type(&f, "\033");
        }
    close_map(&f);
}

Test(export_view, takes_a_format_by_its_name)
{
    struct fixture f;
    struct buf line = BUF_INIT;
    open_map(&f, shop);
    draw(&f, 80, 24);
    buf_addf(&line, ":export mermaid %s/m.txt\r", f.folder);
    type(&f, line.data);
    expect_text(&f, "m.txt", "journey\n  title Shop\n  section Buy\n    Pay: 1: Ann\n");
    type(&f, ":export json\r");
    cr_expect(shows(&f, "Export to: ") && shows(&f, "map.json"));
    type(&f, "\033");
    type(&f, ":export ics a.ics\r");
    cr_expect(shows(&f, "there are no actions"));
    type(&f, "\033:export nothing\r");
    cr_expect(shows(&f, "no format has this ending"));
    buf_release(&line);
    close_map(&f);
}
