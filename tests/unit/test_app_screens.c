/* The views beside the map as they look, of the example maps that VIEWS draws them with. */
#include <criterion/criterion.h>

#include "app_support.h"
#include "support.h"

#define RETAIL "examples/retail.yaml"
#define B2B "examples/b2b-purchase.yaml"
#define EMPTY "tests/data/screens/empty.yaml"

/* Golden files NAME-WIDTHxHEIGHT.txt; keys are typed first. No map: the start screen. */
static const struct row {
    const char *name, *map, *keys;
    int width, height;
    bool ascii;
} rows[] = {
    { "pains", RETAIL, ":pains\r", 80, 24, false },
    { "pains", RETAIL, ":pains\r", 120, 40, false },
    { "pains", RETAIL, ":pains\r", 40, 12, false },
    { "pains-ascii", RETAIL, ":pains\r", 80, 24, true },
    { "pains-filtered", RETAIL, ":pains\r:filter owner=\"Branch manager\"\r", 80, 24, false },
    { "pains-sorted", RETAIL, ":pains\rSv", 80, 24, false },
    { "pains-ticked", RETAIL, ":pains\r  ", 80, 24, false },
    { "ideas", RETAIL, ":ideas\r", 80, 24, false },
    { "ideas", RETAIL, ":ideas\r", 120, 40, false },
    { "quotes", RETAIL, ":quotes\r", 80, 24, false },
    { "touchpoints", RETAIL, ":touchpoints\r", 80, 24, false },
    { "touchpoints", RETAIL, ":touchpoints\r", 120, 40, false },
    { "personas", B2B, ":personas\r", 80, 24, false },
    { "parking", RETAIL, ":parking\r", 80, 24, false },
    { "no-pains", EMPTY, ":pains\r", 80, 24, false },
    { "no-ideas", EMPTY, ":ideas\r", 40, 12, false },
    { "no-quotes", EMPTY, ":quotes\r", 40, 12, false },
    { "no-parking", EMPTY, ":parking\r", 40, 12, false },
    { "sheet", RETAIL, ":personas\r\r", 80, 24, false },
    { "sheet", RETAIL, ":personas\r\r", 120, 40, false },
    { "sheet", RETAIL, ":personas\r\r", 40, 12, false },
    { "filter", RETAIL, ":filter channel=shop emotion<0\r", 80, 24, false },
    { "found", RETAIL, "/queue\r", 80, 24, false },
    { "guide", RETAIL, ":guide quick\r", 80, 24, false },
    { "guide", RETAIL, ":guide quick\r", 40, 12, false },
    { "guide-feelings", RETAIL, ":guide feelings\r", 80, 24, false },
    { "guide-feelings", RETAIL, ":guide feelings\r", 120, 40, false },
    { "help", RETAIL, "?", 80, 24, false },
    { "help", RETAIL, "?", 40, 12, false },
    { "help", RETAIL, "?", 200, 50, false },
    { "formats", RETAIL, "x", 80, 24, false },
    { "start", NULL, "", 80, 24, false },
    { "start", NULL, "", 40, 12, false },
    { "start", NULL, "", 120, 40, false },
};

static void open_row(struct fixture *f, const struct row *row)
{
    struct buf path = BUF_INIT, text = BUF_INIT;
    buf_addf(&path, "%s/%s", TEST_PATH("."), row->map);
    if (row->map)
        test_read(path.data, &text);
    open_map(f, row->map ? text.data : NULL);
    buf_release(&path);
    buf_release(&text);
}

Test(app_screens, look_as_they_are_drawn)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fixture f;
        struct buf golden = BUF_INIT, out = BUF_INIT;
        const struct row *row = &rows[i];
        buf_addf(&golden, TEST_PATH("tests/data/screens/%s-%dx%d.txt"), row->name, row->width,
            row->height);
        open_row(&f, row);
        draw(&f, row->width, row->height);
        type(&f, row->keys);
        f.canvas.ascii = row->ascii;
        draw(&f, row->width, row->height);
        picture(&f, &out);
        test_golden(golden.data, buf_slice(&out));
        close_map(&f);
        buf_release(&golden);
        buf_release(&out);
    }
}

/* Its picture of the map is today's. */
Test(app_screens, stand_in_the_readme)
{
    struct buf readme = BUF_INIT, map = BUF_INIT;
    test_read(TEST_PATH("README"), &readme);
    test_read(TEST_PATH("tests/data/screens/map-retail-80x24.txt"), &map);
    cr_expect(strstr(readme.data, map.data));
    buf_release(&readme);
    buf_release(&map);
}
