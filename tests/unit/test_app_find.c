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
    cr_expect(shows(&f, "2 of 3: Buy / Shop mail"), "it says where it is among all");
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

/* Where it is stands in the last line, what is found is underlined until Esc. */
Test(app_find, shows_what_it_found)
{
    struct fixture f;
    open_map(&f, map);
    draw(&f, 80, 24);
    type(&f, "/SHOP\r");
    cr_expect(shows(&f, "1 of 3: Look / Shop window"));
    size_t found = 0;
    for (int i = 0; i < 80 * 24; i++)
        found += f.canvas.cells[i].style == STYLE_MATCH;
    cr_expect(found >= 8 && found % 4 == 0, "%zu", found);
    press(&f, K_ESC);
    draw(&f, 80, 24);
    for (int i = 0; i < 80 * 24; i++)
        cr_expect_neq(f.canvas.cells[i].style, STYLE_MATCH);
    close_map(&f);
}
