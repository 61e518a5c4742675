/* Questions and answers at the guide's pane. */
#include <criterion/criterion.h>
#include <string.h>

#include "guide/dot.h"
#include "guide_support.h"
#include "pane_support.h"
#include "support.h"

static const char empty[] = "cjm: 1\ntitle: T\n";

/* Behind ":guide": a step, or how long it is to be; what is neither begins nothing. */
Test(app_guide, goes_where_its_command_says)
{
    struct fixture f;
    open_map(&f, empty);
    type(&f, ":guide nowhere\r");
    expect(&f, "this workshop has no step \"nowhere\"");
    expect(&f, "No stages yet.");
    expect_file(&f, empty);
    type(&f, "\033:guide quick\r");
    expect(&f, "\n─ 1 Persona ─");
    cr_expect(slice_is(node_get(app_session(f.app)->map.root, MAP_PRESET), "quick"));
    type(&f, "\033:guide stages\r");
    expect(&f, "Stages ─");
    close_map(&f);
}

/* What an empty map says of it. */
Test(app_guide, takes_the_stages_of_a_template)
{
    struct fixture f;
    open_map(&f, empty);
    type(&f, ":template nope\r");
    expect(&f, "there is no template 'nope'");
    type(&f, "\033:template\r");
    expect(&f, "name a template");
    expect_file(&f, empty);
    type(&f, "\033:template retail\r");
    expect(&f, "the map has the stages of retail now");
    expect(&f, "In the shop");
    type(&f, "u");
    expect(&f, "No stages yet.");
    expect_file(&f, empty);
    close_map(&f);
}

/* --- one key --- */

Test(app_guide, takes_an_emotion_by_one_key)
{
    struct fixture f;
    begin(&f, shop, "feelings");
    expect(&f, "\n─ 7 Feelings ─ 1 of 4 ─");
    expect(&f, "\n Awareness / TV ad\n");
    type(&f, "2");
    expect(&f, "▌Search");
    type(&f, "-");
    expect(&f, "-, now type 1 or 2, or press Enter");
    expect(&f, "  [-1 bad]  0 neutral   +1 good   +2 very good");
    expect(&f, "\n type +1, -2 or 0, or move with the arrows;");
    type(&f, "2");
    expect(&f, "─ 3 of 4 ─");
    expect(&f, "\n Purchase / Checkout\n");
    type(&f, "+1");
    type(&f, "0");
    expect_in_file(&f, "name: TV ad, emotion: 2");
    expect_in_file(&f, "name: Search, emotion: -2");
    expect_in_file(&f, "name: Checkout, emotion: 1");
    expect_in_file(&f, "name: Order mail, emotion: 0");
    close_map(&f);
}

Test(app_guide, takes_a_word_where_a_key_answers)
{
    struct fixture f;
    begin(&f, empty, "frame");
    type(&f, "\r");
    expect(&f, "Which kind of map is it?");
    type(&f, "future\r");
    expect_typed(&f, "future");
    type(&f, "\r");
    expect(&f, "Is it B2C or B2B?");
    type(&f, "b2c\r\r");
    expect(&f, "Who will use this map?");
    expect_typed(&f, "");
    expect_in_file(&f, "kind: future");
    expect_in_file(&f, "market: b2c");
    close_map(&f);
}

Test(app_guide, does_not_know_in_a_line_either)
{
    struct fixture f;
    begin(&f, shop, "touchpoints");
    expect(&f, "Which channel?");
    expect(&f, "Awareness / TV ad");
    type(&f, "?");
    expect(&f, "we don't know: mark as an assumption and continue");
    type(&f, "\r");
    expect(&f, "Awareness / Search");
    expect_in_file(&f, "evidence: assumption");
    close_map(&f);
}

Test(app_guide, shows_the_last_items_whole)
{
    struct fixture f;
    begin(&f, empty, "stages");
    type(&f, "Look around in the shops;Compare what there is on paper;Buy it at last\r");
    type(&f, "Carry it home;Set it up\r");
    expect(&f, "= 2: Carry it home; Set it up");
    expect(&f, "\n Look around in the shops · Compare");
    type(&f, "Watch the first film;Tell the neighbours;Sell the old one\r");
    type(&f, "Wait for the film of the year;Get the cable man in again;Forget the whole of it\r");
    expect(&f, "\n Set it up · Watch the first film");
    close_map(&f);
}

Test(app_guide, has_the_curve_below_feelings_where_a_map_has_no_room)
{
    struct fixture f;
    begin(&f, shop, "feelings");
    draw(&f, 80, 24);
    expect(&f, "\n─ 7 Feelings ─ 1 of 4 ────");
    cr_expect(shows(&f, "┌") && !shows(&f, "└"));
    type(&f, "12");
    expect(&f, "so far     ▆");
    draw(&f, 40, 12);
    expect(&f, "\n─ 7 Feelings ─ 3/4 ────────────");
    expect(&f, "\n -2");
    expect(&f, "●");
    cr_expect(!shows(&f, "┌"));
    draw(&f, 80, 44);
    expect(&f, "┌");
    close_map(&f);
}

Test(app_guide, takes_a_click_on_an_option)
{
    struct fixture f;
    begin(&f, shop, "feelings");
    struct area options = f.app->guide->options;
    app_key(f.app, &(struct key){ .code = K_MOUSE, .x = options.x + 15, .y = options.y });
    expect_in_file(&f, "name: TV ad, emotion: -1");
    draw(&f, 80, 24);
    expect(&f, "▌Search");
    app_key(f.app, &(struct key){ .code = K_MOUSE, .x = options.x + 15, .y = options.y + 3 });
    draw(&f, 80, 24);
    expect(&f, "▌Search");
    close_map(&f);
}

Test(app_guide, goes_back_skips_and_does_not_know)
{
    struct fixture f;
    begin(&f, shop, "feelings");
    type(&f, "1");
    press(&f, K_PAGE_DOWN);
    expect(&f, "Purchase / Checkout");
    press(&f, K_PAGE_UP);
    press(&f, K_BACKSPACE);
    expect(&f, "Awareness / TV ad");
    expect(&f, "[+1 good]");
    press(&f, K_CTRL('_'));
    press(&f, K_CTRL('_'));
    expect_not(&f, "[+1 good]");
    expect(&f, "Awareness / TV ad");
    type(&f, "?");
    expect_in_file(&f, "evidence: assumption");
    close_map(&f);
}

Test(app_guide, takes_a_typed_line_where_a_key_answers)
{
    struct fixture f;
    begin(&f, shop, "feelings");
    type(&f, ".");
    expect_typed(&f, ".");
    type(&f, "mor");
    expect(&f, "= .more [MINUTES]: add minutes");
    type(&f, "e 3\r");
    expect(&f, "13:00 left");
    cr_expect_null(app_prompt(f.app));
    type(&f, ".");
    f.app->prompt.text.len = 0;
    type(&f, "-2\r");
    expect_in_file(&f, "emotion: -2");
    type(&f, ".nonsense\r");
    expect(&f, ".nonsense\"");
    type(&f, "\033");
    cr_expect_null(app_prompt(f.app));
    expect(&f, "How do they feel here?");
    close_map(&f);
}

/* --- lines and lists --- */

Test(app_guide, shows_what_is_understood)
{
    struct fixture f;
    begin(&f, shop, "actions");
    press(&f, K_NONE);
    type(&f, ".step actions\r");
    press(&f, K_NONE);
    struct guide_question question;
    cr_assert(asked(&f, &question));
    while (question.field != STAGE_TOUCHPOINTS && guide_back(engine_of(&f)))
        asked(&f, &question);
    guide_pane_settle(f.app, false);
    type(&f, "Pay @web -1 !card refused");
    expect(&f, "> Pay @web -1 !card refused");
    expect(&f, "= Pay · web · -1 · ! card refused");
    type(&f, "\r");
    expect_in_file(&f, "- text: card refused");
    expect_typed(&f, "");
    close_map(&f);
}

Test(app_guide, shows_what_is_there_and_keeps_or_replaces_it)
{
    struct fixture f;
    begin(&f, shop, "thoughts");
    type(&f, "Why?\r");
    cr_expect(app_prompt_key(f.app, &(struct key){ .code = K_PAGE_UP }));
    expect_typed(&f, "");
    draw(&f, 80, 24);
    expect(&f, "Now: Why?. Enter keeps it, Tab edits it.");
    struct completions completions = { 0 };
    app_prompt(f.app)->complete(app_prompt(f.app)->context, SLICE(""), &completions);
    cr_assert_eq(completions.count, 1);
    cr_expect_str_eq(completions.items[0], "Why?");
    completions_clear(&completions);
    free(completions.items);
    type(&f, "\r");
    expect(&f, "Awareness / Search");
    expect_in_file(&f, "thinking: \"Why?\"");
    cr_expect(app_prompt_key(f.app, &(struct key){ .code = K_PAGE_UP }));
    type(&f, "How?\r");
    expect_in_file(&f, "thinking: \"How?\"");
    close_map(&f);
}

Test(app_guide, offers_suggestions_by_number_and_shows_a_number_once)
{
    struct fixture f;
    begin(&f, shop, "touchpoints");
    expect(&f, "1 web");
    expect(&f, "11 other");
    type(&f, "3");
    expect(&f, "= search");
    type(&f, "\r12\r");
    expect(&f, "! a number is from 1 to 11 here");
    expect_in_file(&f, "name: TV ad, channel: search");
    close_map(&f);
    begin(&f, shop, "5");
    type(&f, ".rest 1\r");
    expect(&f, "= 4 answers: web");
    expect(&f, "How much does it matter to them?");
    expect_not(&f, "1 1");
    expect_not(&f, "Which way to buy is easiest?");
    press(&f, K_PAGE_UP);
    expect(&f, "Now: web. Enter keeps it, Tab edits it.");
    expect(&f, "[1 web]");
    expect(&f, "11 other");
    close_map(&f);
}

/* Each number that stands in the line marks its option, and no other number does. */
Test(app_guide, marks_the_numbers_that_are_typed)
{
    struct fixture f;
    begin(&f,
        "cjm: 1\ntitle: T\nkind: current\nstages:\n  - name: S\n"
        "    touchpoints: [A, B, C, D, E, F, G, H, I, J, K, L]\n",
        "moments");
    expect(&f, "Which touchpoints decide whether the customer stays?");
    expect(&f, " 12 S / L");
    type(&f, "1");
    expect(&f, "▌1 S / A");
    expect_not(&f, "▌12 S");
    type(&f, "2");
    expect(&f, "▌12 S / L");
    expect_not(&f, "▌1 S");
    expect_not(&f, "▌2 S");
    type(&f, " 2");
    expect(&f, "▌12 S / L");
    expect(&f, "▌2 S / B");
    close_map(&f);
}

Test(app_guide, leaves_an_answer_that_is_not_touched)
{
    struct fixture f;
    begin(&f,
        "cjm: 1\ntitle: T\nkind: current\nstages:\n  - name: S\n    touchpoints:\n"
        "      - name: A\n        thinking: |-\n          One\n          two\n      - B\n",
        "thoughts");
    cr_expect(app_prompt_key(f.app, &(struct key){ .code = K_PAGE_UP }));
    draw(&f, 80, 24);
    expect(&f, "One");
    type(&f, "\r");
    type(&f, "Three\r");
    expect_in_file(&f, "thinking: |-\n          One\n          two\n");
    close_map(&f);
}

Test(app_guide, completes_dot_commands)
{
    static const struct {
        const char *typed, *first;
        size_t start, least;
    } table[] = { { ".ag", "agenda", 1, 1 }, { ".", "back", 1, 10 },
        { ".step fe", "feelings", 6, 1 }, { ".template seven", "seven-stages", 10, 1 },
        { ".preset ", "quick", 8, 4 } };
    struct fixture f;
    begin(&f, shop, "thoughts");
    struct prompt *prompt = app_prompt(f.app);
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct completions *shown = &prompt->shown;
        completions_clear(shown);
        prompt->complete(prompt->context, slice_of(table[i].typed), shown);
        cr_expect_geq(shown->count, table[i].least, "%s", table[i].typed);
        cr_expect_eq(shown->start, table[i].start);
        cr_expect_str_eq(shown->items[0], table[i].first);
    }
    prompt->shown.chosen = prompt->shown.count;
    for (int height = 12; height <= 24; height += 6) {
        draw(&f, 40, height);
        cr_expect(shows(&f, "quick  90"), "the list has no room in %d rows", height);
    }
    close_map(&f);
}

Test(app_guide, saves_note_and_answer_at_the_end)
{
    struct fixture f;
    struct diags diags = DIAGS_INIT;
    begin(&f, shop, "thoughts");
    type(&f, "Half an answer");
    cr_expect(app_prompt_key(f.app, &(struct key){ .code = K_F9 }));
    type(&f, "Half a note");
    cr_expect_eq(app_save_all(f.app, &diags), STATUS_OK);
    expect_in_file(&f, "Half an answer");
    expect_in_file(&f, "Half a note");
    diags_release(&diags);
    close_map(&f);
}

Test(app_guide, repeats_an_answer_for_the_rest_by_one_key)
{
    struct fixture f;
    begin(&f, shop, "evidence");
    type(&f, "=");
    expect(&f, "! type an answer for the rest of the row");
    type(&f, "1=");
    expect(&f, "= 3 answers: assumption");
    expect(&f, "What did customers say in this stage?");
    expect_in_file(&f, "name: Order mail, evidence: assumption");
    type(&f, "\033u");
    draw(&f, 80, 24);
    type(&f, "i");
    expect(&f, "\n─ 10 Evidence ─ 2 of 6 ─");
    close_map(&f);
}

Test(app_guide, takes_a_plus_without_shift_for_one)
{
    struct fixture f;
    begin(&f, shop, "feelings");
    type(&f, "1=");
    expect(&f, "+, now type 1 or 2, or press Enter");
    type(&f, "2");
    expect_in_file(&f, "name: Search, emotion: 2");
    expect(&f, "─ 3 of 4 ─");
    close_map(&f);
}

/* The same lines, with some steps back: both keep what Enter keeps, and replace what is typed. */
Test(app_guide, writes_what_line_mode_writes)
{
    static const char *const lines[] = { "My journey", "Halve it", ".back", "", ".back", "Third it",
        ".back", ".back", "q", "1", "2", ".back", "1", "Us", "", "Anna", "Ben", "", ".back", "Cy",
        ".undo", "", "Owner", ".rest Buyer", "a; b", "c", "", ".next", ".st", ".step 0", "", "" };
    struct fixture f;
    struct table table;
    struct buf file = BUF_INIT;
    begin(&f, "cjm: 1\ntitle: map\n", NULL);
    table_data = "/nonexistent";
    table_path = "map.yaml";
    table_open(&table, SLICE("cjm: 1\ntitle: map\n"));
    table.now = 1795269720;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct slice line = slice_of(lines[i]);
        struct buf message = BUF_INIT;
        answer(&f, lines[i]);
        if (dot_run(table.guide, &line, &message) == DOT_NONE)
            cr_expect_neq(guide_answer(table.guide, line, &message), ANSWER_REFUSED, "%s: %s",
                lines[i], message.data);
        buf_release(&message);
    }
    type(&f, "q");
    test_read(f.path.data, &file);
    guide_note(table.guide);
    cr_expect_str_eq(file.data, table_text(&table).data);
    cr_expect(
        strstr(file.data, "title: q\n") && strstr(file.data, "goal: Third it\n"), "%s", file.data);
    buf_release(&file);
    table_close(&table);
    close_map(&f);
}

/* What is done on the way is said, and behind the last question commands still work. */
Test(app_guide, says_what_it_passes_over_and_works_at_the_end)
{
    static const char scored[] = "cjm: 1\ntitle: T\nstages:\n  - name: Buy\n    touchpoints:\n"
                                 "      - {name: Till, emotion: -1, channel: shop}\n";
    struct fixture f;
    struct guide_question question;
    begin(&f, scored, "thoughts");
    type(&f, "Why?\r");
    expect(&f, "= Already done: 7 Feelings. All touchpoints are scored. Look at");
    while (asked(&f, &question))
        guide_next_question(engine_of(&f));
    guide_pane_settle(f.app, false);
    draw(&f, 80, 24);
    expect(&f, "That was the last question.");
    press(&f, K_CTRL('g'));
    expect(&f, "nothing to ask yet");
    expect(&f, "not for this map");
    expect(&f, "\n    in all                                      90 ");
    type(&f, "q");
    type(&f, ".step feelings\r");
    expect(&f, "How do they feel here?");
    press(&f, K_PAGE_DOWN);
    expect(&f, "Which business goal"); /* that was open */
    while (asked(&f, &question))
        guide_next_question(engine_of(&f));
    guide_pane_settle(f.app, false);
    type(&f, ".undo\r");
    expect(&f, "= undone");
    cr_expect(asked(&f, &question));
    close_map(&f);
}

Test(app_guide, redoes_what_was_undone)
{
    struct fixture f;
    begin(&f, shop, "feelings");
    type(&f, "22");
    pass_time(20);
    press(&f, K_CTRL('_'));
    expect(&f, "▌Search");
    pass_time(20);
    press(&f, K_CTRL('r'));
    expect(&f, "▌Checkout");
    expect_in_file(&f, "name: Search, emotion: 2");
    close_map(&f);
}

Test(app_guide, takes_a_pasted_list)
{
    struct fixture f;
    begin(&f, empty, "stages");
    type(&f, "Find\nBuy\n\nUse");
    expect(&f, "> Find");
    type(&f, "\r");
    expect(&f, "┌▌Find");
    expect(&f, "Find · Buy · Use");
    expect_typed(&f, "");
    type(&f, "Tell\r\r");
    expect(&f, "What do they want to achieve in this stage?");
    type(&f, ".undo\r.undo\r.undo\r");
    expect_not(&f, "Find · Buy");
    close_map(&f);
}

Test(app_guide, keeps_what_it_can_not_use_of_a_pasted_list)
{
    struct fixture f;
    begin(&f, shop, "actions");
    struct guide_question question;
    while (asked(&f, &question) && question.field != STAGE_TOUCHPOINTS)
        guide_back(engine_of(&f));
    guide_pane_settle(f.app, false);
    type(&f, "One\nTwo @web !\nThree");
    type(&f, "\r");
    struct prompt *prompt = app_prompt(f.app);
    cr_assert_not_null(prompt);
    if (prompt->text.len)
        cr_expect_str_eq(prompt->text.data, "Two @web !\nThree");
    expect_in_file(&f, "One");
    close_map(&f);
}

/* What a stage has the team ask stands at what is asked about it, and about thoughts in it. */
Test(app_guide, shows_the_questions_of_a_stage)
{
    static const char asks[] = "cjm: 1\n"
                               "title: Buying a TV\n"
                               "stages:\n"
                               "  - name: Awareness\n"
                               "    touchpoints: [TV ad]\n"
                               "  - name: Purchase\n"
                               "    ask: [Which way is easiest?, What takes too long?]\n"
                               "    touchpoints: [Checkout]\n";
    struct fixture f;
    begin(&f, asks, "thoughts");
    expect(&f, "Awareness / TV ad");
    expect_not(&f, "– ");
    answer(&f, "Is it big?");
    expect(&f, "Purchase / Checkout");
    expect(&f, "\n – Which way is easiest?\n – What takes too long?\n");
    f.canvas.ascii = true;
    draw(&f, 80, 24);
    expect(&f, "\n - Which way is easiest?\n - What takes too long?\n");
    f.canvas.ascii = false;
    close_map(&f);
    begin(&f,
        "cjm: 1\ntitle: Buying a TV\nstages: [{name: Purchase, ask: [Which way is easiest?]}]\n",
        "actions");
    expect(&f, "– Which way is easiest?");
    close_map(&f);
    begin(&f, asks, "feelings");
    answer(&f, "2");
    expect(&f, "Purchase / Checkout");
    expect_not(&f, "Which way is easiest?"); /* a key answers */
    close_map(&f);
}

/* In forty columns and twelve rows, too, an item that was added is seen. */
Test(app_guide, shows_the_items_of_a_list_in_the_only_row)
{
    struct fixture f;
    open_map(&f, "cjm: 1\ntitle: A shop\n");
    draw(&f, 40, 12);
    type(&f, "i");
    type(&f, ".preset quick\rAnna\r\rA buyer\r");
    draw(&f, 40, 12);
    cr_assert(shows(&f, "What do they want to achieve?"));
    type(&f, "A set by Saturday\r");
    draw(&f, 40, 12);
    cr_expect(shows(&f, "What do they want to achieve?") && shows(&f, "A set by Saturday"));
    close_map(&f);
}
