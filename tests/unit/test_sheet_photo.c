/* The photo on a persona's sheet: what the other program gives, or does not, becomes cells. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "app/core/state.h"
#include "app_support.h"
#include "support.h"

#ifdef HAVE_CHAFA

/* Two dots by two: red at the left, blue at the right. */
static const char png[] =
    "\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\2\0\0\0\2\x08\2\0\0\0\xFD\xD4\x9A\x73\0\0\0\x10IDAT"
    "\x78\xDA\x63\xF8\xCF\0\4\xFF\x19\x20\x14\0\x1B\xF2\3\xFD\x3E\x97\x5D\xA4\0\0\0\0IEND"
    "\xAE\x42\x60\x82";

static const char people[] = "cjm: 1\ntitle: Team\npersonas:\n"
                             "  - {name: Anna, photo: anna.png, portrait: woman}\n"
                             "  - {name: Ben, portrait: man, photo: none.png}\n"
                             "stages: [{name: Buy, touchpoints: [Pay]}]\n";

static void write_in(const struct fixture *f, const char *name, struct slice bytes)
{
    struct buf path = BUF_INIT;
    buf_addf(&path, "%s/%s", f->folder, name);
    test_write(path.data, bytes);
    buf_release(&path);
}

/* The sheet of the first, by the program that was built, or by what a script says in its place. */
static void open_sheet(struct fixture *f, const char *script, int shades)
{
    open_map(f, people);
    struct buf path = BUF_INIT;
    buf_addf(&path, "%s/painter", f->folder);
    if (script) {
        write_in(f, "painter", slice_of(script));
        cr_assert_eq(chmod(path.data, 0700), 0);
    }
    setenv("CJM_TUI_PAINT", script ? path.data : TEST_BUILT("src/cjm-tui-paint"), 1);
    write_in(f, "anna.png", (struct slice){ png, sizeof png - 1 });
    f->canvas.shades = shades;
    draw(f, 80, 24);
    press(f, K_F3);
    press(f, K_ENTER);
    buf_release(&path);
}

/* As the loop does. */
static void wait_for_photo(struct fixture *f)
{
    for (int i = 0; i < 1000 && app_tick(f->app) >= 0; i++) {
        nanosleep(&(struct timespec){ .tv_nsec = 5 * 1000 * 1000 }, NULL);
        app_ticked(f->app);
    }
    cr_assert_lt(app_tick(f->app), 0, "it is over");
    draw(f, f->canvas.width, f->canvas.height);
}

static const struct cell *cell_at(const struct fixture *f, int x, int y)
{
    return &f->canvas.cells[y * f->canvas.width + x];
}

static int count_colored(const struct fixture *f)
{
    int count = 0;
    for (int i = 0; i < f->canvas.width * f->canvas.height; i++)
        count += f->canvas.cells[i].style == CELL_COLORED;
    return count;
}

#define UNREADABLE "a photo is left out: it cannot be read as a picture"

enum { TOP = 2, LEFT = 2 };

Test(sheet_photo, takes_the_place_of_the_portrait)
{
    struct fixture f;
    open_sheet(&f, NULL, 256);
    cr_expect(shows(&f, ".------.            Anna"), "room is kept while it comes");
    wait_for_photo(&f);
    cr_expect(!shows(&f, ".--."));
    cr_expect_eq(count_colored(&f), 200);
    cr_expect_eq(cell_at(&f, LEFT, TOP)->bg, 196);
    cr_expect_eq(cell_at(&f, LEFT + 19, TOP + 9)->bg, 21);
    draw(&f, 70, 18);
    wait_for_photo(&f);
    cr_expect_eq(count_colored(&f), 72, "a small one on a small screen");
    draw(&f, 59, 18);
    cr_expect_eq(count_colored(&f), 0, "no room, as for a portrait");
    draw(&f, 80, 24);
    wait_for_photo(&f);
    cr_expect_eq(count_colored(&f), 200);
    press(&f, K_TAB);
    wait_for_photo(&f);
    cr_expect_eq(count_colored(&f), 0);
    cr_expect(shows(&f, "( o o )") && shows(&f, "none.png: this photo is left out: No such file"));
    press(&f, K_TAB);
    cr_expect(app_tick(f.app) < 0, "nobody is behind the last one");
    press(&f, K_BACK_TAB);
    press(&f, K_ESC);
    cr_expect_null(f.app->photo, "it is wanted no longer");
    close_map(&f);
}

Test(sheet_photo, has_the_colours_of_the_screen)
{
    struct fixture f;
    open_sheet(&f, NULL, 16);
    wait_for_photo(&f);
    cr_expect_eq(count_colored(&f), 200);
    for (int i = 0; i < 80 * 24; i++)
        cr_expect(f.canvas.cells[i].fg < 16 && f.canvas.cells[i].bg < 16);
    f.canvas.shades = 2;
    draw(&f, 80, 24);
    wait_for_photo(&f);
    cr_expect(!shows(&f, ".--.") && count_colored(&f) == 0);
    type(&f, ":set theme mono\r");
    f.canvas.shades = 256;
    draw(&f, 80, 24);
    wait_for_photo(&f);
    cr_expect(!shows(&f, ".--.") && count_colored(&f) == 0);
    f.canvas.shades = 0;
    draw(&f, 80, 24);
    cr_expect(shows(&f, ".------.    Anna"));
    close_map(&f);
}

Test(sheet_photo, believes_no_strange_cells)
{
    static const struct {
        const char *script, *said;
    } rows[] = {
        { "#!/bin/sh\necho cells; echo 2588 1 1\n", UNREADABLE },
        { "#!/bin/sh\necho cells; yes '1b 1 1' | head -n 200\n", UNREADABLE },
        { "#!/bin/sh\necho cells; yes '4e00 1 1' | head -n 200\n", UNREADABLE },
        { "#!/bin/sh\necho cells; yes '2588 1 1' | head -n 201\n", UNREADABLE },
        { "#!/bin/sh\necho cells; yes '2588 1 x' | head -n 200\n", UNREADABLE },
        { "#!/bin/sh\nyes cells\n", UNREADABLE },
        { "#!/bin/sh\nexit 1\n", UNREADABLE },
        { "#!/bin/sh\necho 'anna.png: broken'\n", "anna.png: broken" },
        { "#!/nowhere\n", NULL },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fixture f;
        open_sheet(&f, rows[i].script, 256);
        wait_for_photo(&f);
        cr_expect(shows(&f, ".------.    Anna") && count_colored(&f) == 0, "%zu", i);
        cr_expect(!rows[i].said || shows(&f, rows[i].said), "%zu", i);
        close_map(&f);
    }
}

/* Keys do not wait for it, and it does not outlive its sheet. */
Test(sheet_photo, is_stopped_with_its_sheet, .timeout = 20)
{
    struct fixture f;
    open_sheet(&f, "#!/bin/sh\nexec sleep 100\n", 256);
    for (int i = 0; i < 3; i++) {
        app_ticked(f.app);
        draw(&f, 80, 24);
        cr_assert(app_tick(f.app) >= 0 && f.app->photo);
    }
    type(&f, "j");
    press(&f, K_ESC);
    cr_expect(!f.app->photo && app_tick(f.app) < 0);
    press(&f, K_ENTER);
    cr_expect_not_null(f.app->photo);
    close_map(&f);
}

#endif
