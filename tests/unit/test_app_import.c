/* Data of a file come to the open map, after a look at what that does. */
#include <criterion/criterion.h>
#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#include "app/core/state.h"
#include "store/store.h"
#include "support.h"
#include "unit/app_support.h"

static const char shop[] = "cjm: 1\ntitle: Shop\npersonas: [Ann]\nstages:\n  - name: Buy\n"
                           "    touchpoints:\n      - name: Pay\n        emotion: -2\n";

static void add_file(const struct fixture *f, const char *name, const char *text)
{
    struct buf path = BUF_INIT;
    buf_addf(&path, "%s/%s", f->folder, name);
    test_write(path.data, slice_of(text));
    buf_release(&path);
}

/* ":import FOLDER/FILE OPTIONS", and Enter. */
static void type_import(struct fixture *f, const char *file, const char *options)
{
    struct buf line = BUF_INIT;
    buf_addf(&line, ":import %s/%s%s\r", f->folder, file, options);
    type(f, line.data);
    buf_release(&line);
}

static size_t count_of(const struct fixture *f, enum node_kind kind)
{
    const struct map *map = &f->app->session.map;
    size_t count = 0;
    for (const struct node *node = map->root; node; node = node_next(node, map->root))
        count += node->kind == kind;
    return count;
}

Test(import_view, shows_the_plan_and_is_one_undo)
{
    struct fixture f;
    struct buf before = BUF_INIT, after = BUF_INIT;
    open_map(&f, shop);
    draw(&f, 80, 24);
    store_canonical(&f.app->session.map, &before);
    add_file(&f, "like us.csv",
        "Timestamp,Like us?,Why\n2026-03-01,9,Fast\n2026-03-02,12,\n2026-03-03,3,Slow\n");
    const char *options = " --at Buy/Pay --kind nps --column \"Like us?\" --quotes=Why";
    type_import(&f, "like us.csv", options);
    cr_expect(shows(&f, "What the import would do") && shows(&f, "like us.csv: survey, UTF-8"));
    cr_expect(shows(&f, "quote 2, metric 1") && shows(&f, "like us.csv:3: \"12\" is no score"));
    cr_expect_eq(f.app->session.undo.count, 0, "a look changes nothing");
    type(&f, "\033");
    cr_expect(!shows(&f, "What the import would do"));
    cr_expect_eq(f.app->session.undo.count, 0);
    type_import(&f, "like us.csv", options);
    type(&f, "\r");
    cr_expect(shows(&f, "imported: ") && shows(&f, "; new: 2 quotes, 1 metric"));
    cr_expect_eq(count_of(&f, KIND_QUOTE), 2);
    cr_expect_eq(count_of(&f, KIND_METRIC), 1);
    type_import(&f, "like us.csv", options);
    cr_expect(shows(&f, "There is nothing to import"));
    type(&f, "\033u");
    store_canonical(&f.app->session.map, &after);
    cr_expect_str_eq(after.data, before.data, "one undo takes all of it back");
    buf_release(&before);
    buf_release(&after);
    close_map(&f);
}

Test(import_view, says_why_not)
{
    static const struct {
        const char *file, *options, *said;
    } rows[] = {
        { "none.csv", "", "none.csv" },
        { "j.mmd", "", "a map is not added to a map that is there" },
        { "j.csv", " --colour red", "there is no option --colour here" },
        { "j.csv", " --most", "--most: \"\" is no number from 1 on" },
        { "j.csv", " --scale 7..1", "--scale: \"7..1\" is no scale such as 1..7" },
        { "j.csv", " --place here", "--place: \"here\" is not NAME=PLACE" },
        { "j.csv", " --as pains", "not \"pains\"" },
        { "", "", "is a folder" },
    };
    struct fixture f;
    open_map(&f, shop);
    draw(&f, 80, 24);
    add_file(&f, "j.mmd", "journey\na: 1\n");
    add_file(&f, "j.csv", "Summary,Component,URL\nSlow,Pay,TEA-1\n");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        type_import(&f, rows[i].file, rows[i].options);
        cr_expect(shows(&f, rows[i].said), "%s", rows[i].said);
        type(&f, "\033");
    }
    type(&f, ":import\r");
    cr_expect(shows(&f, "name a file: \":import FILE\""));
    type(&f, "\033:import /nowhere.csv\r");
    cr_expect(shows(&f, "there is no file of this name; check the name"));
    type(&f, "\033");
    type(&f, "\033");
    type(&f, ":import -\r");
    cr_expect(shows(&f, "\"-\" is not a file here"));
    type(&f, "\033");
    cr_expect_eq(f.app->session.undo.count, 0);
    close_map(&f);
}

/* What is long scrolls, and what can't be taken says why, line by line. */
Test(import_view, scrolls_in_every_window)
{
    struct fixture f;
    struct buf text = BUF_INIT;
    open_map(&f, shop);
    draw(&f, 40, 12);
    buf_adds(&text, "Timestamp,Like us?\n");
    for (int i = 0; i < 40; i++)
        buf_addf(&text, "2026-03-01,%d\n", 11 + i);
    add_file(&f, "like.csv", text.data);
    type_import(&f, "like.csv", " --kind nps --column \"Like us?\"");
    cr_expect(shows(&f, "There is nothing to import") && shows(&f, " more lines"));
    type(&f, "\r");
    cr_expect(shows(&f, "there is nothing to import"));
    type(&f, "G");
    cr_expect(shows(&f, "like.csv:41:") && !shows(&f, " more lines"));
    for (int width = 40; width < 200; width += 13)
        for (int height = 12; height < 60; height += 5)
            draw(&f, width, height);
    type(&f, "gg\033");
    cr_expect(!shows(&f, "There is nothing"));
    buf_release(&text);
    close_map(&f);
}

/* --- what takes long --- */

static void sleep_ms(int ms)
{
    nanosleep(&(struct timespec){ .tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000L }, NULL);
}

/* The process beside this one takes longer than one waits for it. */
static void be_slow(void)
{
    sleep_ms(1300);
}

/* A survey that is too large to be read between two keys. */
static void add_large_file(const struct fixture *f, const char *name)
{
    struct buf text = BUF_INIT;
    buf_adds(&text, "Timestamp,Like us?,Why\n");
    for (int i = 0; i < 40000; i++)
        buf_addf(&text, "2026-03-%02d,%d,Said by number %d\n", i % 28 + 1, i % 11, i);
    add_file(f, name, text.data);
    buf_release(&text);
}

static const char large_options[] = " --at Buy/Pay --kind nps --column \"Like us?\" --quotes=Why";

static void begin_large(struct fixture *f)
{
    type_import(f, "large.csv", large_options);
    draw(f, 120, 24);
    cr_expect(shows(f, "reading for 1 s: ") && shows(f, "/large.csv; C-c stops it"));
    cr_expect(!shows(f, "What the import would do"));
}

Test(import_view, keys_go_on_while_a_large_file_is_read)
{
    struct fixture f;
    open_map(&f, shop);
    add_large_file(&f, "large.csv");
    cr_assert_eq(pthread_atfork(NULL, NULL, be_slow), 0);
    begin_large(&f);
    type_import(&f, "large.csv", large_options);
    cr_expect(shows(&f, "/large.csv is not read yet; C-c stops it"));
    type(&f, "\033+"); /* the plan is for another map then: it is made again */
    tick_until(&f, "What the import would do");
    cr_expect(shows(&f, "quote 20, metric 1"));
    type(&f, "\r");
    draw(&f, 120, 24);
    cr_expect_eq(count_of(&f, KIND_QUOTE), 0);
    tick_until(&f, "What the import would do");
    type(&f, "\r");
    cr_expect(shows(&f, "; new: 20 quotes, 1 metric"));
    cr_expect_eq(count_of(&f, KIND_QUOTE), 20);
    type(&f, "u");
    cr_expect_eq(count_of(&f, KIND_QUOTE) + count_of(&f, KIND_METRIC), 0, "one undo takes it back");
    close_map(&f);
}

Test(import_view, does_not_come_between_what_is_typed)
{
    struct fixture f;
    open_map(&f, shop);
    add_large_file(&f, "large.csv");
    cr_assert_eq(pthread_atfork(NULL, NULL, be_slow), 0);
    begin_large(&f);
    type(&f, "?");
    tick_until(&f, "/large.csv is read; \":import\" shows what it would do");
    type(&f, "\033:import\r");
    cr_expect(shows(&f, "What the import would do"));
    type(&f, "\033");
    begin_large(&f);
    close_map(&f); /* does not wait for it */
}

Test(import_view, reading_a_large_file_is_stopped)
{
    struct fixture f;
    open_map(&f, shop);
    add_large_file(&f, "large.csv");
    cr_assert_eq(pthread_atfork(NULL, NULL, be_slow), 0);
    begin_large(&f);
    press(&f, K_CTRL('c'));
    draw(&f, 120, 24);
    cr_expect(shows(&f, "stopped: nothing was imported from ") && app_tick(f.app) == -1);
    type(&f, ":import\r");
    cr_expect(shows(&f, "name a file: "));
    cr_expect_eq(f.app->session.undo.count, 0);
    close_map(&f);
}

/* A level below may still show the plan of an import that was done. */
Test(import_view, a_plan_that_is_gone_shows_nothing)
{
    struct fixture f;
    open_map(&f, shop);
    draw(&f, 80, 24);
    add_file(&f, "like.csv", "Timestamp,Like us?,Why\n2026-03-01,9,Fast\n");
    type_import(&f, "like.csv", large_options);
    type(&f, "?");
    type_import(&f, "like.csv", large_options);
    type(&f, "\r");
    cr_expect(shows(&f, "imported: "));
    type(&f, "\033");
    draw(&f, 80, 24);
    cr_expect(shows(&f, "There is nothing to import"));
    type(&f, "\r\033");
    close_map(&f);
}

Test(import_view, completes_files_and_options)
{
    struct fixture f;
    struct completions found = { 0 };
    open_map(&f, shop);
    type(&f, ":");
    f.app->prompt.complete(f.app, SLICE("import j.csv --k"), &found);
    cr_assert_eq(found.count, 1);
    cr_expect_str_eq(found.items[0], "--kind ");
    cr_expect_eq(found.start, strlen("import j.csv "));
    completions_clear(&found);
    struct buf line = BUF_INIT;
    buf_addf(&line, "import %s/ma", f.folder);
    f.app->prompt.complete(f.app, buf_slice(&line), &found);
    cr_assert_eq(found.count, 1);
    cr_expect(strstr(found.items[0], "/map.yaml"));
    completions_clear(&found);
    free(found.items);
    buf_release(&line);
    close_map(&f);
}
