#ifdef HAVE_CONFIG_H
#include <config.h>
#endif

/* The guide's pane on its canvas: keys in, pictures out. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "app/guide_pane.h"
#include "app_support.h"
#include "base/text.h"
#include "guide/dot.h"
#include "guide_support.h"
#include "store/store.h"
#include "support.h"

static const char shop[] = "cjm: 1\n"
                           "title: Buying a TV\n"
                           "kind: current\n"
                           "personas: [Anna]\n"
                           "stages:\n"
                           "  - name: Awareness\n"
                           "    touchpoints: [TV ad, Search]\n"
                           "  - name: Purchase\n"
                           "    ask: [Which way to buy is easiest?]\n"
                           "    touchpoints: [Checkout, Order mail]\n";

static const char empty[] = "cjm: 1\ntitle: T\n";

/* --- a person at the pane --- */

static struct guide *engine_of(const struct fixture *f)
{
    return f->app->guide->engine;
}

static bool asked(const struct fixture *f, struct guide_question *out)
{
    return guide_question(engine_of(f), out);
}

/* The key that chooses what a line would say: its own, or that of the option it names. */
static char key_for(const struct fixture *f, const char *text)
{
    const struct guide_option *options;
    size_t count = guide_options(engine_of(f), &options);
    for (size_t i = 0; i < count; i++)
        if (strcmp(options[i].key, text) == 0 || slice_is(options[i].label, text))
            return options[i].key[0];
    cr_assert_fail("no option \"%s\"", text);
    return 0;
}

/* Answers as a person would with what the question takes; returns the keys pressed. */
static size_t answer(struct fixture *f, const char *text)
{
    struct guide_question question;
    char keys[4] = { 0 };
    bool open = asked(f, &question);
    cr_assert(open, "nothing is asked, at \"%s\"", text);
    if (question.form != ANSWER_KEY || text[0] == '.') {
        type(f, text);
        type(f, "\r");
        return strlen(text) + 1;
    }
    if (!*text)
        keys[0] = '\r';
    else if (question.field == TOUCHPOINT_EMOTION)
        snprintf(keys, sizeof keys, "%s%s", strchr("+-0", text[0]) ? "" : "+", text);
    else
        keys[0] = key_for(f, text);
    type(f, keys);
    return strlen(keys);
}

static void begin(struct fixture *f, const char *map, const char *step)
{
    open_map(f, map);
    type(f, "g");
    if (!step)
        return;
    struct buf why = BUF_INIT;
    cr_assert(guide_go(engine_of(f), slice_of(step), &why), "%s", why.data);
    guide_pane_settle(f->app);
    draw(f, 80, 24);
    buf_release(&why);
}

static void expect(const struct fixture *f, const char *text)
{
    struct buf out = BUF_INIT;
    picture(f, &out);
    cr_expect(shows(f, text), "no \"%s\" in\n%s", text, out.data);
    buf_release(&out);
}

static void expect_not(const struct fixture *f, const char *text)
{
    struct buf out = BUF_INIT;
    picture(f, &out);
    cr_expect(!shows(f, text), "\"%s\" in\n%s", text, out.data);
    buf_release(&out);
}

static void expect_typed(const struct fixture *f, const char *text)
{
    const struct prompt *prompt = app_prompt(f->app);
    cr_expect(prompt && strcmp(prompt->text.data, text) == 0, "in the line: \"%s\", not \"%s\"",
        prompt ? prompt->text.data : "(none)", text);
}

static void expect_in_file(const struct fixture *f, const char *text)
{
    struct buf file = BUF_INIT;
    test_read(f->path.data, &file);
    cr_expect(strstr(file.data, text), "no \"%s\" in\n%s", text, file.data);
    buf_release(&file);
}

/* --- from an empty map to the end --- */

/* Another program that begins on the file as it is now is at the same question. */
static void expect_to_resume(const struct fixture *f)
{
    struct guide_question before, after;
    struct diags diags = DIAGS_INIT;
    enum status status;
    struct app_options options = f->app->options;
    options.path = f->path.data;
    struct app *other = app_open(&options, &diags, &status);
    cr_assert_not_null(other);
    app_key(other, &(struct key){ .code = 'g' });
    bool was_open = asked(f, &before), is_open = guide_question(other->guide->engine, &after);
    cr_assert_eq(was_open, is_open);
    if (is_open) {
        cr_assert_str_eq(before.node->id, after.node->id);
        cr_assert_eq(before.field, after.field, "%s, not %s", field_def(after.field)->key,
            field_def(before.field)->key);
    }
    app_close(other);
    diags_release(&diags);
}

static int rows_with(const struct fixture *f, const char *text)
{
    struct buf row = BUF_INIT;
    int rows = 0;
    for (int y = 0; y < f->canvas.height; y++) {
        buf_clear(&row);
        canvas_row_text(&f->canvas, y, &row);
        rows += strstr(row.data, text) != NULL;
    }
    buf_release(&row);
    return rows;
}

/* What must be seen at each question, at every size, in every locale. */
static void expect_picture(struct fixture *f)
{
    static const int sizes[][2] = { { 80, 24 }, { 200, 50 }, { 40, 12 }, { 120, 30 } };
    struct guide_question question;
    bool open = asked(f, &question);
    for (size_t i = 0; i < 2 * sizeof sizes / sizeof *sizes; i++) {
        f->canvas.ascii = i % 2;
        draw(f, sizes[i / 2][0], sizes[i / 2][1]);
        expect(f, "Step ");
        char words[16];
        snprintf(words, sizeof words, "%.*s", question.text.len < 14 ? (int)question.text.len : 14,
            open ? question.text.data : "That was the");
        expect(f, words);
        if (sizes[i / 2][1] > 12)
            cr_expect(rows_with(f, "+2") && rows_with(f, "-2"), "the curve is not seen");
    }
    f->canvas.ascii = false;
}

static void walk(const char *preset, const char *kind, const char *market)
{
    struct fixture f;
    struct table table;
    struct guide_question question;
    struct buf map = BUF_INIT, file = BUF_INIT;
    buf_addf(&map, "cjm: 1\ntitle: map\npreset: %s\nkind: %s\nmarket: %s\n", preset, kind, market);
    begin(&f, map.data, NULL);
    table_data = "/nonexistent"; /* the built-in steps, for both */
    table_path = "map.yaml";
    table_open(&table, buf_slice(&map));
    table.now = 1795269720;
    int questions = 0;
    for (; asked(&f, &question) && questions < 1000; questions++) {
        const char *text = guide_some_answer(&question);
        if (questions % 5 == 0)
            expect_picture(&f);
        answer(&f, text);
        table_answer(&table, text);
        expect_to_resume(&f);
    }
    expect_picture(&f);
    type(&f, "qq");
    test_read(f.path.data, &file);
    guide_note(table.guide);
    cr_expect_str_eq(file.data, table_text(&table).data, "%s, %s, %s", preset, kind, market);
    cr_expect_gt(questions, 20);
    buf_release(&map);
    buf_release(&file);
    table_close(&table);
    close_map(&f);
}

Test(app_guide, leads_from_an_empty_map_to_the_end)
{
    walk("quick", "current", "b2c");
    walk("90", "blueprint", "b2b");
}

Test(app_guide, leads_through_long_workshops)
{
    walk("half", "day", "b2c");
    walk("full", "future", "b2b");
}

/* --- the worked journeys --- */

/* The lines that hold no seconds. */
static void add_without_times(struct slice text, struct buf *out)
{
    while (text.len) {
        const char *end = memchr(text.data, '\n', text.len);
        size_t len = end ? (size_t)(end - text.data) + 1 : text.len;
        struct slice line = { text.data, len };
        text = slice_from(text, len);
        if (text_find(line, SLICE("used: ")) == (size_t)-1)
            buf_add_slice(out, line);
    }
}

/* Types a line of answers each; returns the keys pressed. */
static size_t enter_all(struct fixture *f, char *answers)
{
    size_t keys = 0;
    for (char *line = answers, *end; (end = strchr(line, '\n')); line = end + 1) {
        *end = '\0';
        keys += answer(f, line);
    }
    return keys;
}

static void journey(const char *name)
{
    struct fixture f;
    struct buf path = BUF_INIT, answers = BUF_INIT, wanted = BUF_INIT, file = BUF_INIT;
    struct buf wanted_text = BUF_INIT, text = BUF_INIT;
    buf_addf(&path, TOP_SRCDIR "/tests/data/guide/%s.answers", name);
    test_read(path.data, &answers);
    size_t lines = answers.len;
    buf_clear(&path);
    buf_addf(&path, TOP_SRCDIR "/tests/data/guide/%s.yaml", name);
    test_read(path.data, &wanted);
    begin(&f, "cjm: 1\ntitle: map\n", NULL);
    size_t keys = enter_all(&f, answers.data);
    type(&f, "qq");
    test_read(f.path.data, &file);
    add_without_times(buf_slice(&wanted), &wanted_text);
    add_without_times(buf_slice(&file), &text);
    cr_expect_str_eq(text.data, wanted_text.data, "%s", name);
    cr_expect_leq(keys, lines, "%s: %zu keys, %zu in lines", name, keys, lines);
    cr_log_info("%s: %zu keys, %zu in lines", name, keys, lines);
    close_map(&f);
    buf_release(&path);
    buf_release(&answers);
    buf_release(&wanted);
    buf_release(&file);
    buf_release(&wanted_text);
    buf_release(&text);
}

Test(app_guide, takes_the_worked_journeys)
{
    journey("retail");
    journey("travel");
    journey("banking");
}

/* --- one key --- */

Test(app_guide, takes_an_emotion_by_one_key)
{
    struct fixture f;
    begin(&f, shop, "feelings");
    expect(&f, "Awareness / TV ad  (1 of 4)");
    type(&f, "5");
    expect(&f, "▌Search");
    type(&f, "-");
    expect(&f, "- and now 1 or 2");
    type(&f, "2");
    expect(&f, "Purchase / Checkout  (3 of 4)");
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
    expect(&f, "Is it B2C or B2B?");
    type(&f, "b2c\r");
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
    expect(&f, "we don't know: an assumption, and on");
    type(&f, "\r");
    expect(&f, "Awareness / Search");
    expect_in_file(&f, "evidence: assumption");
    close_map(&f);
}

Test(app_guide, takes_a_click_on_an_option)
{
    struct fixture f;
    begin(&f, shop, "feelings");
    struct area options = f.app->guide->options;
    app_key(f.app, &(struct key){ .code = K_MOUSE, .x = options.x + 9, .y = options.y });
    expect_in_file(&f, "name: TV ad, emotion: -1");
    draw(&f, 80, 24);
    expect(&f, "▌Search");
    app_key(f.app, &(struct key){ .code = K_MOUSE, .x = options.x + 9, .y = options.y + 3 });
    draw(&f, 80, 24);
    expect(&f, "▌Search");
    close_map(&f);
}

Test(app_guide, goes_back_skips_and_does_not_know)
{
    struct fixture f;
    begin(&f, shop, "feelings");
    type(&f, "x\177");
    expect_not(&f, "does nothing here");
    type(&f, "\033");
    close_map(&f);
    begin(&f, shop, "feelings");
    type(&f, "4 ");
    expect(&f, "Purchase / Checkout");
    press(&f, K_PAGE_UP);
    press(&f, K_BACKSPACE);
    expect(&f, "Awareness / TV ad");
    expect(&f, "▌4 +1");
    type(&f, "uu");
    expect_not(&f, "▌4 +1");
    expect(&f, "Awareness / TV ad");
    type(&f, "?");
    expect_in_file(&f, "evidence: assumption");
    type(&f, "z");
    expect(&f, "z does nothing here; 1, 2, 3, 4, 5 answer");
    close_map(&f);
}

Test(app_guide, takes_a_typed_line_where_a_key_answers)
{
    struct fixture f;
    begin(&f, shop, "feelings");
    type(&f, ".");
    expect_typed(&f, ".");
    type(&f, "mor");
    expect(&f, "= .more [MINUTES]: adds");
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
    expect(&f, "How do they feel?");
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
    guide_pane_settle(f.app);
    type(&f, "Pay @web -1 !card refused");
    expect(&f, "> Pay @web -1 !card refused");
    expect(&f, "= Pay: web, -1, pain: card refused");
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
    expect(&f, "Now: Why?. Enter keeps it, Tab brings it.");
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
    expect(&f, "Now: web. Enter keeps it, Tab brings it.");
    expect(&f, "▌1 web");
    expect(&f, "11 other");
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
    expect(&f, "! write the answer for all that is left");
    type(&f, "1=");
    expect(&f, "= 3 answers: assumption");
    expect(&f, "Step 12 of 15");
    expect_in_file(&f, "name: Order mail, evidence: assumption");
    type(&f, "\033u");
    draw(&f, 80, 24);
    type(&f, "g");
    expect(&f, "Awareness / Search  (2 of 4)");
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
    expect(&f, "= 7 Feelings: done already; all is scored: look where");
    while (asked(&f, &question))
        guide_next_question(engine_of(&f));
    guide_pane_settle(f.app);
    draw(&f, 80, 24);
    expect(&f, "That was the last question.");
    press(&f, K_CTRL('g'));
    expect(&f, "nothing to ask yet");
    expect(&f, "not for this map");
    expect(&f, "90 min planned");
    type(&f, "q");
    type(&f, ".step feelings\r");
    expect(&f, "How do they feel?");
    type(&f, " ");
    expect(&f, "Which business goal"); /* that was open */
    while (asked(&f, &question))
        guide_next_question(engine_of(&f));
    guide_pane_settle(f.app);
    type(&f, ".undo\r");
    expect(&f, "= undone");
    cr_expect(asked(&f, &question));
    close_map(&f);
}

Test(app_guide, redoes_what_was_undone)
{
    struct fixture f;
    begin(&f, shop, "feelings");
    type(&f, "55");
    pass_time(20);
    type(&f, "u");
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
    expect(&f, "What do they do here?");
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
    guide_pane_settle(f.app);
    type(&f, "One\nTwo @web !\nThree");
    type(&f, "\r");
    struct prompt *prompt = app_prompt(f.app);
    cr_assert_not_null(prompt);
    if (prompt->text.len)
        cr_expect_str_eq(prompt->text.data, "Two @web !\nThree");
    expect_in_file(&f, "One");
    close_map(&f);
}

/* --- over and beside other things --- */

Test(app_guide, parks_a_note_from_anywhere)
{
    static const char *const places[] = { "", "aBox", "/word", ":set go", "Ae", "g",
        "gHalf a text" };
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
            expect(&f, "parked; F7 lists what is parked");
        }
        struct diags diags = DIAGS_INIT;
        cr_expect_eq(app_save_all(f.app, &diags), STATUS_OK);
        diags_release(&diags);
        expect_in_file(&f, "Rename the newsletter?");
        buf_release(&before);
        close_map(&f);
    }
}

Test(app_guide, keeps_a_text_that_was_begun)
{
    struct fixture f;
    begin(&f, shop, "thoughts");
    type(&f, "Is my mon\033");
    expect(&f, "g goes on with the guide");
    type(&f, "j5g");
    expect_typed(&f, "Is my mon");
    expect(&f, "Awareness / TV ad");
    cr_expect(app_prompt_key(f.app, &(struct key){ .code = K_PAGE_DOWN }));
    expect_typed(&f, "");
    type(&f, "Other");
    cr_expect(app_prompt_key(f.app, &(struct key){ .code = K_PAGE_UP }));
    expect_typed(&f, "Is my mon");
    cr_expect(app_prompt_key(f.app, &(struct key){ .code = K_F1 }));
    draw(&f, 80, 24);
    expect(&f, "Hear which questions");
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

Test(app_guide, follows_what_is_done_in_the_grid)
{
    struct fixture f;
    begin(&f, shop, "feelings");
    type(&f, "q");
    type(&f, "ll3g");
    expect(&f, "Awareness / TV ad");
    type(&f, "45");
    expect(&f, "Purchase / Order mail");
    type(&f, "qk");
    type(&f, "d");
    type(&f, "g");
    expect(&f, "Purchase / Order mail  (3 of 3)");
    type(&f, "quug");
    expect(&f, "Awareness / Search");
    close_map(&f);
}

Test(app_guide, has_an_agenda_to_go_by)
{
    struct fixture f;
    begin(&f, shop, "feelings");
    press(&f, K_CTRL('g'));
    expect(&f, "▌ 7 Feelings");
    expect(&f, "90 min planned"); /* nobody goes back stage but in a blueprint */
    type(&f, "jjj");
    press(&f, K_ENTER);
    expect(&f, "Step 11 of 15");
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

Test(app_guide, survives_any_keys, .timeout = 60)
{
    static const uint32_t keys[] = { 'g', 'g', 'q', 'u', '1', '2', '5', '-', '+', 'd', '.', '?',
        'j', ' ', 'z', K_ENTER, K_ESC, K_UP, K_DOWN, K_PAGE_UP, K_PAGE_DOWN, K_BACKSPACE, K_F1,
        K_F3, K_F9, K_F10, K_F12, K_CTRL('g'), K_CTRL('t'), K_CTRL('r') };
    struct fixture f;
    struct diags diags = DIAGS_INIT;
    uint64_t state = 11;
    open_map(&f, shop);
    for (int i = 0; i < 4000; i++) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        uint32_t random = (uint32_t)(state >> 33);
        struct key key = { .code = keys[random % (sizeof keys / sizeof *keys)] };
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

Test(app_guide, shows_the_time_and_ticks_seldom)
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
    type(&f, "q");
    cr_expect_eq(app_tick(f.app), -1);
    type(&f, "g");
    expect(&f, "paused");
    press(&f, K_F10);
    pass_time(60);
    draw(&f, 80, 24);
    expect(&f, "over by 3:00");
    type(&f, "q");
    cr_expect_eq(app_tick(f.app), -1);
    close_map(&f);
}

Test(app_guide, goes_on_with_the_time_that_was_used)
{
    struct fixture f;
    struct diags diags = DIAGS_INIT;
    enum status status;
    begin(&f, shop, "feelings");
    pass_time(400);
    type(&f, "5");
    press(&f, K_CTRL('t'));
    pass_time(100);
    press(&f, K_F10);
    pass_time(1000);
    type(&f, "qq");
    struct app_options options = f.app->options;
    options.path = f.path.data;
    app_close(f.app);
    f.app = app_open(&options, &diags, &status);
    cr_assert_not_null(f.app);
    pass_time(1000);
    type(&f, "g");
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
    expect(&f, "a key answers here; . opens a line");
    diags_release(&diags);
    close_map(&f);
}

Test(app_guide, times_a_silent_round)
{
    struct fixture f;
    begin(&f, shop, "pains");
    cr_expect(app_prompt_key(f.app, &(struct key){ .code = K_F12 }));
    draw(&f, 80, 24);
    expect(&f, "silent: 3:00 left");
    expect(&f, "██████");
    cr_expect_eq(app_tick(f.app), 10000);
    pass_time(149);
    cr_expect_eq(app_tick(f.app), 1000);
    pass_time(1);
    draw(&f, 80, 24);
    expect(&f, "silent: 0:30 left!");
    pass_time(30);
    app_ticked(f.app);
    draw(&f, 80, 24);
    expect(&f, "The silent round is over");
    expect_not(&f, "██████");
    close_map(&f);
}
