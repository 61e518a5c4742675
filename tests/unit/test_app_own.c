/* What the user makes their own: keys, styles, settings, by ":" and by the configuration file. */
#include <criterion/criterion.h>
#include <string.h>
#include <time.h>

#include "app/own/own.h"
#include "app_support.h"
#include "support.h"

static const char map[] = "cjm: 1\n"
                          "title: A shop\n"
                          "stages:\n"
                          "  - name: Look\n"
                          "    touchpoints: [Advert, Search, Ask]\n";

static const char *selected(struct fixture *f)
{
    struct node *node = app_selected(f->app);
    return node ? node_headline(node).data : "nothing";
}

static bool configure(struct fixture *f, const char *line)
{
    struct buf why = BUF_INIT;
    bool good = config_line(f->app, slice_of(line), &why);
    cr_expect(good == !why.len, "%s: %s", line, why.data ? why.data : "");
    buf_release(&why);
    return good;
}

Test(app_own, a_key_does_the_command_that_it_was_given)
{
    struct fixture f;
    open_map(&f, map);
    draw(&f, 80, 24);
    cr_expect(configure(&f, "bind X add Window @shop +1"));
    cr_expect(configure(&f, "bind gx :go-to 3"));
    cr_expect(configure(&f, "bind F12 theme light"));
    type(&f, "gx");
    cr_expect_str_eq(selected(&f), "Ask");
    type(&f, "X");
    draw(&f, 80, 24);
    cr_expect(shows(&f, "Window"));
    press(&f, K_F12);
    cr_expect_eq(f.app->styles.theme, 1);
    close_map(&f);
}

Test(app_own, a_key_that_was_given_away_is_nobodys_second_meaning)
{
    struct fixture f;
    struct buf text = BUF_INIT;
    open_map(&f, map);
    cr_expect(configure(&f, "bind d none"));
    type(&f, "dd");
    draw(&f, 80, 24);
    cr_expect(shows(&f, "Advert") && shows(&f, "The key d has no function here"));
    nanosleep(&(struct timespec){ .tv_nsec = 30000000 }, NULL); /* what came with it is dropped */
    cr_expect(configure(&f, "bind dx theme"), "d is free as the first of two");
    cr_expect(configure(&f, "bind a theme"));
    draw(&f, 80, 24);
    cr_expect_not(shows(&f, "a add"));
    type(&f, "?");
    for (int i = 0; i < 40; i++) {
        draw(&f, 80, 24);
        picture(&f, &text);
        press(&f, K_PAGE_DOWN);
    }
    cr_expect(shows(&f, "Your own keys"));
    cr_expect_null(strstr(text.data, "dd Delete"));
    buf_release(&text);
    close_map(&f);
}

Test(app_own, a_wrong_line_says_what_is_wrong)
{
    static const struct {
        const char *line, *why;
    } rows[] = {
        { "bind", "takes a key and a command" },
        { "bind X", "takes a key and a command" },
        { "bind X nosuch", "no command \"nosuch\"" },
        { "bind X quit now", "takes no argument" },
        { "bind Escape quit", "\"Escape\" is no key" },
        { "bind Esc quit", "cannot be given" },
        { "bind C-c quit", "cannot be given" },
        { "bind ax quit", "\"a\" is a command by itself" },
        { "bind xyz quit", "is no key" },
        { "bind F13 quit", "is no key" },
        { "bind \x01 quit", "is no key" },
        { "style pian fg=1", "no style \"pian\"" },
        { "style pain fg=999", "\"fg=999\"" },
        { "set theme blue", "dark, light, contrast, mono" },
        { "set colour blue", "no setting \"colour\"" },
        { "langmap abc de", "as many letters" },
        { "langmap", "as many letters" },
        { "color 3", "not with \"color\"" },
    };
    struct fixture f;
    open_map(&f, map);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf why = BUF_INIT;
        cr_expect_not(config_line(f.app, slice_of(rows[i].line), &why), "%s", rows[i].line);
        cr_expect(why.data && strstr(why.data, rows[i].why), "%s: %s", rows[i].line, why.data);
        buf_release(&why);
    }
    cr_expect(configure(&f, "") && configure(&f, "  # bind X nosuch") && configure(&f, "#"));
    close_map(&f);
}

Test(app_own, letters_of_another_layout_are_keys_but_stay_letters_in_texts)
{
    struct fixture f;
    open_map(&f, map);
    draw(&f, 80, 24);
    cr_expect(configure(&f, "langmap φγξ agj"));
    press(&f, 0x3BE);
    cr_expect_str_eq(selected(&f), "Search");
    press(&f, 0x3B3);
    press(&f, 0x3B3);
    cr_expect_str_eq(selected(&f), "Advert");
    press(&f, 0x3C6);
    type(&f, "φως\r");
    draw(&f, 80, 24);
    cr_expect(shows(&f, "φως"));
    close_map(&f);
}

/* Without langmap; what the user gave such a letter goes before. */
Test(app_own, greek_letters_are_the_keys_they_are_typed_with)
{
    struct fixture f;
    open_map(&f, map);
    draw(&f, 80, 24);
    type(&f, "ξ");
    cr_expect_str_eq(selected(&f), "Search");
    type(&f, "γγ");
    cr_expect_str_eq(selected(&f), "Advert");
    type(&f, "Γ");
    cr_expect_str_eq(selected(&f), "Ask");
    type(&f, "δδ");
    draw(&f, 80, 24);
    cr_expect(shows(&f, "Ask deleted"));
    type(&f, "θ");
    draw(&f, 80, 24);
    cr_expect(shows(&f, "undone"));
    cr_expect(configure(&f, "bind ξ theme light") && configure(&f, "bind γδ quotes"));
    type(&f, "ξ");
    cr_expect_str_eq(theme_name(f.app->styles.theme), "light");
    type(&f, "γδ");
    draw(&f, 80, 24);
    cr_expect(shows(&f, "quotes"));
    close_map(&f);
}

Test(app_own, signs_of_input_methods_are_the_keys_they_are_typed_with)
{
    static const struct {
        const char *keys, *selected;
    } rows[] = { { "￥", "Pay" }, { "￥…", "Advert" }, { "２ｊ", "Ask" }, { "｝", "Pay" },
        { "：2\r", "Search" }, { "、Pay\r", "Pay" }, { "ｊＧ·", "Search" } };
    static const char two[] = "cjm: 1\ntitle: A shop\nstages:\n"
                              "  - {name: Look, touchpoints: [Advert, Search, Ask]}\n"
                              "  - {name: Buy, touchpoints: [Pay]}\n";
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fixture f;
        open_map(&f, two);
        draw(&f, 80, 24);
        type(&f, rows[i].keys);
        cr_expect_str_eq(selected(&f), rows[i].selected, "%s", rows[i].keys);
        close_map(&f);
    }
}

Test(app_own, a_broken_file_is_said_by_line_and_the_rest_holds)
{
    struct fixture f;
    struct diags diags = DIAGS_INIT;
    struct buf path = BUF_INIT;
    open_map(&f, map);
    buf_addf(&path, "%s/config", f.folder);
    test_write(path.data,
        slice_of("set theme mono\r\nbind X nosuch\nstyle pain bold\n\xff\xfe\nset mouse off"));
    config_read(f.app, path.data, &diags);
    cr_assert_eq(diags.count, 2);
    cr_expect_eq(diags.items[0].line, 2);
    cr_expect_eq(diags.items[1].line, 4);
    cr_expect(strstr(diags.items[0].text, "left out"));
    cr_expect_eq(f.app->styles.theme, theme_of_name(SLICE("mono")));
    cr_expect(f.app->styles.is_own[STYLE_PAIN]);
    cr_expect_eq(setting_value(f.app, SETTING_MOUSE), MOUSE_OFF);
    draw(&f, 80, 24);
    cr_expect(f.canvas.no_mouse);
    diags_release(&diags);
    config_read(f.app, f.folder, &diags);
    cr_expect_eq(diags.count, 1, "a folder is no file");
    diags_release(&diags);
    buf_addf(&path, "-none");
    config_read(f.app, path.data, &diags);
    cr_expect_eq(diags.count, 0, "no file is no mistake");
    diags_release(&diags);
    buf_release(&path);
    close_map(&f);
}

Test(app_own, set_alone_lists_what_there_is)
{
    struct fixture f;
    open_map(&f, map);
    draw(&f, 80, 24);
    type(&f, ":set\r");
    draw(&f, 80, 24);
    cr_expect(shows(&f, "theme dark") && shows(&f, "evidence-marks auto") && shows(&f, "mouse on"));
    press(&f, K_ESC);
    type(&f, ":set mouse off\r");
    cr_expect_eq(setting_value(f.app, SETTING_MOUSE), MOUSE_OFF);
    type(&f, ":set theme blue\r");
    draw(&f, 80, 24);
    cr_expect(shows(&f, "theme cannot be \"blue\""));
    press(&f, K_ESC);
    type(&f, ":set channel shop\r");
    draw(&f, 80, 24);
    cr_expect(shows(&f, "shop"));
    close_map(&f);
}

Test(app_own, a_file_of_twenty_keys_and_a_theme_holds_from_the_start)
{
    static const struct {
        const char *keys, *shown;
    } rows[] = { { "Sr\033gp", "pains" }, { "gi", "ideas" }, { "gq", "quotes" },
        { "gk", "parking lot" }, { "gs", "personas" }, { "gx", "touchpoints" }, { "gm", "┌ Look" },
        { "g9", "Ask" }, { "T", "Ask: channel shop" }, { "I", "Ask: importance 5" },
        { "D", "Ask deleted" }, { "u", "undone" }, { "Q", "Said at the till" },
        { "X", "filter: status=open" }, { "gf", "filter: severity>=3 !status>=fixed" },
        { "O", "only a list can be sorted" }, { "M", "tick the rows" },
        { "U", "no filter any more" }, { "Z", "no function here" } };
    struct fixture f;
    struct look looks[STYLE_COUNT];
    open_map_with(&f, map, TEST_PATH("tests/data/config"));
    draw(&f, 80, 24);
    cr_expect_eq(f.app->messages.count, 0, "%s", f.app->messages.text.data);
    cr_expect_eq(f.app->own->keys.count, 22);
    styles_looks(&f.app->styles, PALETTE_256, looks);
    for (enum style style = 0; style < STYLE_P4; style++)
        cr_expect(f.app->styles.is_own[style], "%s", style_name(style));
    cr_expect(looks[STYLE_PAIN].fg == 208 && looks[STYLE_PAIN].bg == 235);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        type(&f, rows[i].keys);
        cr_expect(shows(&f, rows[i].shown), "%s: no %s", rows[i].keys, rows[i].shown);
        if (app_prompt(f.app))
            type(&f, "\033");
    }
    press(&f, K_F12);
    cr_expect_str_eq(theme_name(f.app->styles.theme), "dark");
    press(&f, K_CTRL('t'));
    cr_expect_str_eq(theme_name(f.app->styles.theme), "light");
    close_map(&f);
}

Test(app_own, each_error_of_a_broken_file_is_said_with_its_line)
{
    static const char *const said[] = { "config:2: there is no command \"nosuch\"",
        "config:3: there is no style \"pian\"", "config:4: \"Escape\" is no key",
        "config:5: there is no setting \"colour\"", "config:6: a line begins with set",
        "config:8: \"fg=999\" says nothing", "config:9: langmap takes two words" };
    struct fixture f;
    open_map_with(&f, map, TEST_PATH("tests/data/broken-config"));
    draw(&f, 300, 24);
    cr_expect(shows(&f, "(and 6 more messages); :set lists them"));
    type(&f, ":set\r");
    draw(&f, 300, 50);
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        cr_expect(shows(&f, said[i]), "%s", said[i]);
    cr_expect_eq(f.app->own->keys.count, 2, "what is right in it holds");
    close_map(&f);
}
