/* Styles and themes: what the tables say is understood, and what fewer colours make of it. */
#include <criterion/criterion.h>

#include "app/canvas/style.h"

static struct look looks_of(const char *theme, enum palette palette, enum style style)
{
    struct styles styles = { .changes = 0 };
    struct look looks[STYLE_COUNT];
    styles_set_theme(&styles, theme_of_name(slice_of(theme)));
    styles_looks(&styles, palette, looks);
    return looks[style];
}

Test(style, every_theme_has_a_look_for_every_style_within_its_colours)
{
    static const short most[PALETTE_COUNT] = { 0, 8, 16, 256 };
    for (int theme = 0; theme_name(theme); theme++)
        for (enum palette palette = 0; palette < PALETTE_COUNT; palette++)
            for (enum style style = 0; style < STYLE_COUNT; style++) {
                struct look look = looks_of(theme_name(theme), palette, style);
                cr_expect(look.fg < most[palette] && look.bg < most[palette], "%s %d %s",
                    theme_name(theme), palette, style_name(style));
            }
    cr_expect_eq(looks_of("dark", PALETTE_256, STYLE_DOWN2).fg, 208);
    cr_expect(looks_of("light", PALETTE_16, STYLE_DOWN2).bold);
    cr_expect_eq(looks_of("contrast", PALETTE_256, STYLE_NORMAL).bg, 0);
    cr_expect_eq(looks_of("contrast", PALETTE_NONE, STYLE_NORMAL).bg, COLOR_OWN);
    cr_expect(looks_of("mono", PALETTE_256, STYLE_SELECT).reverse);
}

static double luminance(unsigned rgb)
{
    static const double parts[3] = { 0.0722, 0.7152, 0.2126 };
    double sum = 0;
    for (int i = 0; i < 3; i++) {
        double part = (rgb >> 8 * i & 0xFF) / 255.0; /* of sRGB, within 0.002 */
        sum += parts[i] * part * (part * (part * 0.305306 + 0.682171) + 0.012523);
    }
    return sum;
}

static double contrast(unsigned a, unsigned b)
{
    double x = luminance(a) + 0.05, y = luminance(b) + 0.05;
    return x > y ? x / y : y / x;
}

/* As much as VIEWS promises; the terminal's own colours are taken to be black and white. */
Test(style, every_text_can_be_read_on_its_ground)
{
    static const struct {
        const char *theme;
        unsigned text, ground;
        double least;
    } rows[] = { { "dark", 0xd0d0d0, 0x121212, 5.4 }, { "light", 0x202020, 0xffffff, 4.5 },
        { "contrast", 0xffffff, 0x000000, 7 } };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        for (enum style style = 0; style < STYLE_COUNT; style++) {
            struct look look = looks_of(rows[i].theme, PALETTE_256, style);
            double found = contrast(look.fg == COLOR_OWN ? rows[i].text : color_rgb(look.fg),
                look.bg == COLOR_OWN ? rows[i].ground : color_rgb(look.bg));
            cr_expect_geq(
                found, rows[i].least, "%s %s %.1f", rows[i].theme, style_name(style), found);
        }
}

/* Of eight colours, which are the same in each theme, and of sixteen on black. */
Test(style, nothing_is_as_bright_or_dark_as_its_ground)
{
    cr_expect_eq(looks_of("light", PALETTE_8, STYLE_UP1).fg, 6);
    cr_expect_eq(looks_of("light", PALETTE_8, STYLE_DIM).fg, COLOR_OWN);
    cr_expect_eq(looks_of("dark", PALETTE_8, STYLE_DIM).fg, COLOR_OWN);
    cr_expect_eq(looks_of("contrast", PALETTE_16, STYLE_DIM).fg, 15);
}

Test(style, what_the_user_says_of_a_style_holds_in_every_theme)
{
    struct styles styles = { .changes = 0 };
    struct look look, looks[STYLE_COUNT];
    cr_assert(look_parse(slice_of("fg=208  bg=default bold"), &look, NULL));
    styles_set_own(&styles, STYLE_PAIN, &look);
    styles_set_theme(&styles, theme_of_name(slice_of("light")));
    styles_looks(&styles, PALETTE_256, looks);
    cr_expect(looks[STYLE_PAIN].fg == 208 && looks[STYLE_PAIN].bold);
    styles_looks(&styles, PALETTE_16, looks);
    cr_expect_eq(looks[STYLE_PAIN].fg, 3, "%d", looks[STYLE_PAIN].fg);
    styles_looks(&styles, PALETTE_NONE, looks);
    cr_expect(looks[STYLE_PAIN].fg == COLOR_OWN && looks[STYLE_PAIN].bold);
    cr_expect_eq(styles.changes, 2);
}

Test(style, a_background_of_the_users_own_is_that_of_all)
{
    struct styles styles = { .theme = theme_of_name(slice_of("dark")) };
    struct look look, looks[STYLE_COUNT];
    cr_assert(look_parse(slice_of("fg=230 bg=235"), &look, NULL));
    styles_set_own(&styles, STYLE_NORMAL, &look);
    styles_looks(&styles, PALETTE_256, looks);
    cr_expect(looks[STYLE_TITLE].fg == 230 && looks[STYLE_TITLE].bg == 235);
    cr_expect(looks[STYLE_PAIN].fg == 203 && looks[STYLE_PAIN].bg == 235);
    cr_expect_neq(looks[STYLE_SELECT].bg, 235);
    styles_looks(&styles, PALETTE_NONE, looks);
    cr_expect(looks[STYLE_PAIN].bg == COLOR_OWN);
}

Test(style, a_look_that_says_nothing_is_refused_with_its_word)
{
    static const char *const wrong[] = { "fg=256", "fg=", "fg=-1", "bold fg=12x", "blink",
        "bg=99999999999", "=" };
    struct look look;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct buf why = BUF_INIT;
        cr_expect_not(look_parse(slice_of(wrong[i]), &look, &why), "%s", wrong[i]);
        cr_expect_gt(why.len, 10);
        buf_release(&why);
    }
    cr_expect(look_parse(slice_of(""), &look, NULL));
    cr_expect(look_parse(slice_of("fg=cyan normal underline"), &look, NULL) && look.underline);
    cr_expect_eq(look.fg, 6);
}

Test(style, the_theme_follows_what_the_terminal_says_of_itself)
{
    cr_expect_str_eq(theme_name(theme_for("0;15")), "light");
    cr_expect_str_eq(theme_name(theme_for("0;default;7")), "light");
    cr_expect_str_eq(theme_name(theme_for("15;0")), "dark");
    cr_expect_str_eq(theme_name(theme_for("")), "dark");
    cr_expect_str_eq(theme_name(theme_for(NULL)), "dark");
    cr_expect_eq(theme_of_name(slice_of("darkest")), -1);
    cr_expect_eq(style_of_name(slice_of("up3")), STYLE_COUNT);
}
