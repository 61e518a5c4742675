/* Finding a text in the map, and finding it again. */
#include <criterion/criterion.h>

#include "app_support.h"
#include "support.h"

static const char map[] = "cjm: 1\n"
                          "title: A shop\n"
                          "stages:\n"
                          "  - name: Look\n"
                          "    touchpoints: [Advert, Shop window, Search]\n"
                          "  - name: Buy\n"
                          "    touchpoints: [Checkout, Shop mail, Parcel]\n"
                          "parking: [{text: Close the shop}]\n";

static void expect_at(const struct fixture *f, const char *name)
{
    struct buf mark = BUF_INIT, out = BUF_INIT;
    buf_addf(&mark, "▌%s", name);
    picture(f, &out);
    cr_expect(shows(f, mark.data), "not at \"%s\" in\n%s", name, out.data);
    buf_release(&mark);
    buf_release(&out);
}

/* Enter alone in the line looks for what was looked for last. */
Test(app_find, repeats_the_last_text)
{
    struct fixture f;
    open_map(&f, map);
    draw(&f, 80, 24);
    expect_at(&f, "Advert");
    type(&f, "/shop\r");
    expect_at(&f, "Shop window");
    type(&f, "/\r");
    expect_at(&f, "Shop mail");
    cr_expect(shows(&f, "/shop"), "it says what it looked for");
    type(&f, "N");
    expect_at(&f, "Shop window");
    type(&f, ":find\r\r");
    expect_at(&f, "Shop mail");
    type(&f, "/parcel\033");
    expect_at(&f, "Shop mail");
    type(&f, "N/\r");
    expect_at(&f, "Shop mail");
    close_map(&f);
}

Test(app_find, does_nothing_without_a_last_text)
{
    struct fixture f;
    open_map(&f, map);
    draw(&f, 80, 24);
    type(&f, "j");
    expect_at(&f, "Shop window");
    type(&f, "/\r");
    expect_at(&f, "Shop window");
    cr_expect_null(app_prompt(f.app));
    cr_expect_not(shows(&f, "nowhere"));
    type(&f, "n");
    expect_at(&f, "Shop window");
    cr_expect(shows(&f, "no text to find yet"));
    close_map(&f);
}

/* What is nowhere is said, and looked for again all the same. */
Test(app_find, says_what_is_nowhere)
{
    struct fixture f;
    open_map(&f, map);
    draw(&f, 80, 24);
    type(&f, "/zebra\r");
    cr_expect(shows(&f, "\"zebra\" is not in the map"));
    expect_at(&f, "Advert");
    type(&f, "j/\r");
    cr_expect(shows(&f, "\"zebra\" is not in the map"));
    expect_at(&f, "Shop window");
    type(&f, "/SEARCH\r");
    expect_at(&f, "Search");
    type(&f, "n");
    expect_at(&f, "Search");
    type(&f, "/advert\r");
    expect_at(&f, "Advert");
    close_map(&f);
}
