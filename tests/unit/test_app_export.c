#include <criterion/criterion.h>

#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "app/views/exporting.h"
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

/* --- what takes long --- */

enum { SLOWLY = 1300 /* ms: longer than one waits for an export */ };

static enum status write_slowly(const struct map *map, const struct export_options *options,
    struct buf *out, struct diags *diags)
{
    bool fails = options->raw, hangs = options->excel;
    (void)map;
    nanosleep(&(struct timespec){ SLOWLY / 1000, SLOWLY % 1000 * 1000000L }, NULL);
    if (hangs)
        test_hang();
    if (fails)
        diags_add(diags, NULL, 0, 0, "it is Sunday");
    buf_adds(out, "slow");
    return fails ? STATUS_BAD : STATUS_OK;
}

/* In a process of its own, as all that other programs may be needed for. */
static const struct export_format slow = {
    .name = "slow", .is_binary = true, .write = write_slowly
};

static void begin_slow(struct fixture *f, struct export_options options, struct buf *path)
{
    struct buf why = BUF_INIT;
    buf_clear(path);
    buf_addf(path, "%s/slow", f->folder);
    cr_assert(exporting_begin(f->app, &slow, &options, path->data, &why), "%s", why.data);
    draw(f, 120, 24);
    cr_expect(shows(f, "exporting for 1 s: ") && shows(f, "/slow; C-c stops it"));
    cr_expect(!exporting_begin(f->app, &slow, &options, "other", &why));
    cr_expect(strstr(why.data, "/slow is not done yet; C-c stops it"), "%s", why.data);
    buf_release(&why);
}

Test(export_view, keys_go_on_while_an_export_takes_long)
{
    struct fixture f;
    struct buf path = BUF_INIT;
    open_map(&f, shop);
    begin_slow(&f, (struct export_options){ 0 }, &path);
    type(&f, "+"); /* what is changed now is not in it */
    tick_until(&f, "exported: ");
    expect_text(&f, "slow", "slow");
    begin_slow(&f, (struct export_options){ .raw = true }, &path);
    tick_until(&f, "it is Sunday");
    begin_slow(&f, (struct export_options){ 0 }, &path);
    close_map(&f); /* waits for it */
    buf_release(&path);
}

Test(export_view, an_export_that_takes_long_is_stopped)
{
    struct fixture f;
    struct buf path = BUF_INIT;
    open_map(&f, shop);
    draw(&f, 120, 24);
    begin_slow(&f, (struct export_options){ .excel = true }, &path);
    press(&f, K_CTRL('c'));
    draw(&f, 120, 24);
    cr_expect(shows(&f, "stopped: nothing was exported to "));
    cr_expect_eq(access(path.data, F_OK), -1);
    cr_expect_eq(app_tick(f.app), -1);
    type(&f, ":export json ");
    type(&f, path.data);
    type(&f, ".json\r");
    cr_expect(shows(&f, "exported: "));
    close_map(&f);
    buf_release(&path);
}
