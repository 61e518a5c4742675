/* The guide's pane beside the rest of the program, and its time. */
#include <criterion/criterion.h>
#include <string.h>

#include "pane_support.h"
#include "support.h"

/* --- over and beside other things --- */

Test(app_guide_beside, parks_a_note_from_anywhere)
{
    static const char *const places[] = { "", "aBox", "/word", ":set go", "Ae", "i",
        "iHalf a text" };
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        struct fixture f;
        struct buf before = BUF_INIT;
        open_map(&f, shop);
        type(&f, places[i]);
        struct prompt *prompt = app_prompt(f.app);
        if (prompt)
            buf_add_slice(&before, buf_slice(&prompt->text));
        struct key key = { .code = K_F9 };
        if (prompt)
            cr_expect(app_prompt_key(f.app, &key));
        else
            app_key(f.app, &key);
        type(&f, "Rename the newsletter?");
        expect(&f, "For the parking lot: Rename the newsletter?");
        if (prompt)
            cr_expect(app_prompt_key(f.app, &key), "F9 above itself");
        type(&f, "\r");
        if (prompt) {
            expect_typed(&f, before.data);
        } else {
            cr_expect_null(app_prompt(f.app));
            expect(&f, "Added to the parking lot (F7)");
        }
        struct diags diags = DIAGS_INIT;
        cr_expect_eq(app_save_all(f.app, &diags), STATUS_OK);
        diags_release(&diags);
        expect_in_file(&f, "Rename the newsletter?");
        buf_release(&before);
        close_map(&f);
    }
}

Test(app_guide_beside, keeps_a_text_that_was_begun)
{
    struct fixture f;
    begin(&f, shop, "thoughts");
    type(&f, "Is my mon\033");
    expect(&f, "i continues the guide");
    type(&f, "j+2i");
    expect_typed(&f, "Is my mon");
    expect(&f, "Awareness / TV ad");
    cr_expect(app_prompt_key(f.app, &(struct key){ .code = K_PAGE_DOWN }));
    expect_typed(&f, "");
    type(&f, "Other");
    cr_expect(app_prompt_key(f.app, &(struct key){ .code = K_PAGE_UP }));
    expect_typed(&f, "Is my mon");
    cr_expect(app_prompt_key(f.app, &(struct key){ .code = K_F1 }));
    draw(&f, 80, 24);
    expect(&f, "Find out which questions");
    type(&f, "\033");
    expect_typed(&f, "Is my mon");
    type(&f, "ey gone?\r");
    expect_typed(&f, "Other");
    expect_in_file(&f, "Is my money gone?");
    type(&f, "\033");
    struct diags diags = DIAGS_INIT;
    cr_expect_eq(app_save_all(f.app, &diags), STATUS_OK);
    diags_release(&diags);
    expect_in_file(&f, "thinking: Other");
    close_map(&f);
}

Test(app_guide_beside, follows_what_is_done_in_the_grid)
{
    struct fixture f;
    begin(&f, shop, "feelings");
    press(&f, K_ESC);
    type(&f, "ll0i");
    expect(&f, "Awareness / TV ad");
    type(&f, "12");
    expect(&f, "Purchase / Order mail");
    press(&f, K_ESC);
    type(&f, "k");
    type(&f, "ddi");
    expect(&f, "─ 3 of 3 ─");
    press(&f, K_ESC);
    type(&f, "uui");
    expect(&f, "Awareness / Search");
    close_map(&f);
}

Test(app_guide_beside, has_an_agenda_to_go_by)
{
    struct fixture f;
    begin(&f, shop, "feelings");
    press(&f, K_CTRL('g'));
    expect(&f, "▌ 7 Feelings");
    expect(&f, " in all                                      90 "); /* nobody goes back stage but in
                                                                       a blueprint */
    type(&f, "jjj");
    press(&f, K_ENTER);
    expect(&f, "\n─ 10 Evidence ─");
    close_map(&f);
}

/* A text that is typed at once, and whether Enter or Esc follows. */
static void type_something(struct fixture *f, uint32_t random)
{
    static const char *const texts[] = { "", "x", "1 2", "-1", "+2w", "5", ".back", ".undo",
        ".redo", ".next", ".step", ".step 7", ".preset quick", ".preset full", ".park A note",
        ".silent", ".help", ".agenda", ".quit", ".template seven-stages", "Pay @web -1 !card",
        "One\nTwo\n@x", ".unknown", "Μάρθα" };
    struct prompt *prompt = app_prompt(f->app);
    buf_adds(&prompt->text, texts[random % (sizeof texts / sizeof *texts)]);
    prompt->cursor = prompt->text.len;
    app_prompt_changed(f->app);
    draw(f, 80, 24);
    if (random / 32 % 8 && app_prompt_accept(f->app))
        return;
    buf_clear(&prompt->text);
    prompt->cursor = 0;
    if (random / 512 % 2)
        app_prompt_cancel(f->app);
}

Test(app_guide_beside, survives_any_keys, .timeout = 60)
{
    static const uint32_t keys[] = { 'g', 'i', 'q', 'u', '1', '2', '5', '-', '+', 'd', '.', '?',
        'j', ' ', 'z', 'a', 'b', 'y', '=', '0', '9', K_PASTE, K_LEFT, K_RIGHT, K_CTRL('_'), K_ENTER,
        K_ESC, K_UP, K_DOWN, K_PAGE_UP, K_PAGE_DOWN, K_BACKSPACE, K_F1, K_F3, K_F9, K_F10, K_F12,
        K_CTRL('g'), K_CTRL('t'), K_CTRL('r') };
    struct fixture f;
    struct diags diags = DIAGS_INIT;
    uint64_t state = 11;
    open_map(&f, shop);
    for (int i = 0; i < 4000; i++) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        uint32_t random = (uint32_t)(state >> 33);
        struct key key = { .code = keys[random % (sizeof keys / sizeof *keys)],
            .text = SLICE("u\nq") };
        if (f.app->guide)
            f.app->guide->typed_at -= random / 5 % 600; /* ms */
        if (!app_prompt(f.app))
            app_key(f.app, &key);
        else if (random / 64 % 3 || (key.code >= 0x20 && key.code < K_SPECIAL))
            type_something(&f, random / 256);
        else
            app_prompt_key(f.app, &key);
        pass_time((int)(random / 128 % 40));
        app_ticked(f.app);
        draw(&f, 38 + (int)(random / 7 % 170), 10 + (int)(random / 11 % 45));
        if (random % 100 == 0)
            app_rested(f.app);
    }
    cr_expect_eq(
        app_save_all(f.app, &diags), STATUS_OK, "%s", diags.count ? diags.items[0].text : "");
    diags_release(&diags);
    close_map(&f);
}

/* --- time --- */

Test(app_guide_beside, shows_the_time_and_ticks_seldom)
{
    struct fixture f;
    begin(&f, shop, "feelings");
    expect(&f, "10:00 left");
    cr_expect_eq(app_tick(f.app), 10000);
    pass_time(7);
    draw(&f, 80, 24);
    expect(&f, "10:00 left");
    cr_expect_eq(app_tick(f.app), 3000);
    pass_time(3 + 8 * 60 + 50);
    draw(&f, 80, 24);
    expect(&f, "1:00 left!");
    press(&f, K_CTRL('t'));
    expect(&f, "6:00 left");
    pass_time(6 * 60 + 125);
    draw(&f, 80, 24);
    expect(&f, "over by 2:00");
    press(&f, K_F10);
    expect(&f, "paused");
    cr_expect_eq(app_tick(f.app), -1);
    press(&f, K_ESC);
    cr_expect_eq(app_tick(f.app), -1);
    type(&f, "i");
    expect(&f, "paused");
    press(&f, K_F10);
    pass_time(60);
    draw(&f, 80, 24);
    expect(&f, "over by 3:00");
    press(&f, K_ESC);
    cr_expect_eq(app_tick(f.app), -1);
    close_map(&f);
}

Test(app_guide_beside, goes_on_with_the_time_that_was_used)
{
    struct fixture f;
    struct diags diags = DIAGS_INIT;
    enum status status;
    begin(&f, shop, "feelings");
    pass_time(400);
    type(&f, "2");
    press(&f, K_CTRL('t'));
    pass_time(100);
    press(&f, K_F10);
    pass_time(1000);
    press(&f, K_ESC);
    type(&f, "q");
    struct app_options options = f.app->options;
    options.path = f.path.data;
    app_close(f.app);
    f.app = app_open(&options, &diags, &status);
    cr_assert_not_null(f.app);
    pass_time(1000);
    type(&f, "i");
    expect(&f, "paused, 6:40 left");
    press(&f, K_F10);
    pass_time(40);
    draw(&f, 80, 24);
    expect(&f, "6:00 left");
    pass_time(310);
    draw(&f, 80, 24);
    expect(&f, "0:50 left!");
    struct slice text = SLICE("pasted");
    app_key(f.app, &(struct key){ .code = K_PASTE, .text = text });
    draw(&f, 80, 24);
    expect(&f, "That is text; . puts it into a line");
    diags_release(&diags);
    close_map(&f);
}

Test(app_guide_beside, times_a_silent_round)
{
    struct fixture f;
    begin(&f, shop, "pains");
    cr_expect(app_prompt_key(f.app, &(struct key){ .code = K_F12 }));
    draw(&f, 80, 24);
    expect(&f, "silent: 0 notes, 3:00 left");
    expect(&f, "██████");
    cr_expect_eq(app_tick(f.app), 10000);
    pass_time(149);
    cr_expect_eq(app_tick(f.app), 1000);
    pass_time(1);
    draw(&f, 80, 24);
    expect(&f, "silent: 0 notes, 0:30 left");
    pass_time(30);
    app_ticked(f.app);
    draw(&f, 80, 24);
    expect(&f, "The time is over");
    expect_not(&f, "██████");
    close_map(&f);
}

static bool file_has(const struct fixture *f, const char *text)
{
    struct buf file = BUF_INIT;
    test_read(f->path.data, &file);
    bool has = strstr(file.data, text);
    buf_release(&file);
    return has;
}

Test(app_guide_beside, keeps_the_time_of_a_long_talk)
{
    struct fixture f;
    begin(&f, shop, "pains");
    pass_time(59);
    app_ticked(f.app);
    app_rested(f.app);
    cr_expect(!file_has(&f, "used: "), "the file is left alone for a minute");
    pass_time(1);
    app_ticked(f.app);
    app_rested(f.app);
    cr_expect(file_has(&f, "used: 60"));
    close_map(&f);
}

/* A skip of a question looks at no touchpoint of a large map. */
Test(app_guide, the_same_persona_is_not_looked_at_anew)
{
    enum { MARK = 7000 };
    struct fixture f;
    open_map(&f, "cjm: 1\ntitle: T\npersonas: [Anna]\nstages:\n  - name: A\n"
                 "    touchpoints: [{name: B, emotion: 1}]\n");
    press(&f, 'i');
    draw(&f, 80, 24);
    f.app->summary.touchpoints += MARK;
    for (int i = 0; i < 6; i++) {
        press(&f, K_PAGE_DOWN);
        draw(&f, 80, 24);
    }
    cr_expect_eq(f.app->summary.touchpoints, MARK + 1);
    close_map(&f);
}
