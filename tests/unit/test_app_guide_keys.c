/* Questions that one key answers: which keys do, and what is text. */
#include <criterion/criterion.h>
#include <string.h>

#include "app/core/state.h"
#include "pane_support.h"
#include "session/session.h"
#include "store/store.h"
#include "support.h"

/* A question of each kind that one key answers: a choice, yes or no, a scale, a score. */
static const char map[] = "cjm: 1\n"
                          "title: Buying a TV\n"
                          "personas: [Anna]\n"
                          "stages:\n"
                          "  - name: Awareness\n"
                          "    touchpoints: [TV ad, Search, Shop, Till, Box]\n"
                          "guide:\n"
                          "  - step: own\n"
                          "    name: Own\n"
                          "    questions:\n"
                          "      - {for: map.market, text: Which market?}\n"
                          "      - {for: touchpoint.when, text: When is it?}\n"
                          "      - {for: touchpoint.online, text: Is it online?}\n"
                          "      - {for: touchpoint.importance, text: How important?}\n";

static const struct {
    const char *step, *question;
    int pass; /* questions before it */
} kinds[] = {
    { "own", "Which market?", 0 },
    { "own", "When is it?", 1 },
    { "own", "Is it online?", 6 },
    { "own", "How important?", 11 },
    { "feelings", "How do they feel here?", 0 },
    { "evidence", "evidence", 0 },
};

enum { KINDS = sizeof kinds / sizeof *kinds };

static void begin_kind(struct fixture *f, size_t kind)
{
    begin(f, map, kinds[kind].step);
    for (int i = 0; i < kinds[kind].pass; i++)
        press(f, K_PAGE_DOWN);
    struct guide_question question;
    cr_assert(asked(f, &question) && question.form == ANSWER_KEY, "%s", kinds[kind].question);
    cr_assert(strstr(question.text.data, kinds[kind].question) || kind == KINDS - 1);
}

/* Nobody types for a while. */
static void rest(struct fixture *f)
{
    enum { LONG = 1000 };
    if (f->app->guide)
        f->app->guide->typed_at -= LONG;
    f->app->typed.dropped_at -= LONG;
    f->app->lettered.at -= f->app->lettered.at ? LONG : 0;
}

/* But for the guide's place, which an answer that was taken back has left there. */
static void add_map(const struct fixture *f, struct buf *out)
{
    store_canonical(&f->app->session.map, out);
    const char *asked = strstr(out->data, "asked: ");
    if (asked)
        buf_splice(out, (size_t)(asked - out->data), strcspn(asked, "\n") + 1, SLICE(""));
}

static void expect_untouched(const struct fixture *f, const struct buf *before,
    const struct guide_question *question, const char *typed)
{
    struct buf after = BUF_INIT;
    struct guide_question now;
    add_map(f, &after);
    cr_expect_str_eq(after.data, before->data, "\"%s\" changes the map", typed);
    cr_expect(asked(f, &now) && now.node == question->node && now.field == question->field,
        "\"%s\" goes to another question", typed);
    cr_expect(
        !app_prompt(f->app) && !app_ending(f->app) && app_top(f->app)->view->context == IN_GUIDE,
        "\"%s\" runs a command", typed);
    buf_release(&after);
}

/* Types it at once at a question of the kind, and puts it into a line. */
static void expect_text(size_t kind, const char *typed)
{
    struct fixture f;
    struct buf before = BUF_INIT;
    struct guide_question question;
    begin_kind(&f, kind);
    asked(&f, &question);
    add_map(&f, &before);
    type(&f, typed);
    expect_untouched(&f, &before, &question, typed);
    expect(&f, "That is text; . puts it into a line");
    rest(&f);
    type(&f, ".");
    expect_typed(&f, typed);
    buf_release(&before);
    close_map(&f);
}

Test(app_guide_keys, a_sentence_is_text_whatever_it_begins_with)
{
    for (size_t kind = 0; kind < KINDS; kind++)
        for (char letter = 'a'; letter <= 'z'; letter++) {
            char typed[] = "? queue 2 wx, quit: =?.d";
            typed[0] = letter;
            expect_text(kind, typed);
            typed[0] = (char)(letter - 'a' + 'A');
            expect_text(kind, typed);
        }
}

Test(app_guide_keys, a_text_may_begin_with_figures_and_signs)
{
    static const char *const texts[] = { "3 days later", "2nd visit", "1) first", "7 days",
        "20 minutes", "- a list", "+ more", "-1 is bad", " blank", "0x", "\"so\"", "/find", "(a)" };
    for (size_t kind = 0; kind < KINDS; kind++)
        for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
            expect_text(kind, texts[i]);
}

Test(app_guide_keys, a_paste_is_text)
{
    static const char *const pastes[] = { "u", "1", "+1", "yes", "q\nu\n", "The queue\nis long" };
    for (size_t kind = 0; kind < KINDS; kind++)
        for (size_t i = 0; i < sizeof pastes / sizeof *pastes; i++) {
            struct fixture f;
            struct buf before = BUF_INIT;
            struct guide_question question;
            begin_kind(&f, kind);
            asked(&f, &question);
            add_map(&f, &before);
            app_key(f.app, &(struct key){ .code = K_PASTE, .text = slice_of(pastes[i]) });
            draw(&f, 80, 24);
            expect_untouched(&f, &before, &question, pastes[i]);
            expect(&f, "That is text");
            type(&f, "\r");
            cr_assert_not_null(app_prompt(f.app));
            cr_expect_null(strchr(app_prompt(f.app)->text.data, '\n'));
            buf_release(&before);
            close_map(&f);
        }
}

/* A key after the other, each at once behind the one before. */
Test(app_guide_keys, answer_at_once_however_fast)
{
    static const struct {
        const char *step, *typed, *first, *second;
    } rows[] = {
        { "feelings", "+1-2", "emotion: 1", "emotion: -2" },
        { "feelings", "98", "emotion: -1", "emotion: -2" },
        { "feelings", "20", "emotion: 2", "emotion: 0" },
        { "feelings", "1+2", "emotion: 1", "emotion: 2" },
        { "feelings", "=1-0", "emotion: 1", "emotion: 0" },
        { "feelings", "-\r=\r", "emotion: -1", "emotion: 1" },
        { "feelings", "--\r+-\r", "emotion: -2", "emotion: 0" },
        { "evidence", "23", "evidence: partial", "evidence: research" },
        { "evidence", "r\rP\r", "evidence: research", "evidence: partial" },
        { "evidence", "1=", "evidence: assumption", "evidence: assumption" },
        { "evidence", "2?", "evidence: partial", "evidence: assumption" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fixture f;
        struct buf file = BUF_INIT;
        begin(&f, map, rows[i].step);
        type(&f, rows[i].typed);
        add_map(&f, &file);
        const char *first = strstr(file.data, rows[i].first);
        cr_expect(
            first && strstr(first + 1, rows[i].second), "\"%s\":\n%s", rows[i].typed, file.data);
        buf_release(&file);
        close_map(&f);
    }
}

/* A sign and its figure are one change. */
Test(app_guide_keys, undo_takes_a_score_back_as_a_whole)
{
    struct fixture f;
    begin(&f, map, "feelings");
    type(&f, "-2");
    expect_in_file(&f, "emotion: -2");
    expect(&f, "Awareness / Search");
    press(&f, K_CTRL('_'));
    expect(&f, "Awareness / TV ad");
    struct buf file = BUF_INIT;
    add_map(&f, &file);
    cr_expect_null(strstr(file.data, "emotion"));
    buf_release(&file);
    close_map(&f);
}

Test(app_guide_keys, letters_and_arrows_move_the_mark)
{
    struct fixture f;
    begin_kind(&f, 0);
    type(&f, "b");
    expect(&f, "[1 b2c]");
    rest(&f);
    type(&f, "B");
    expect(&f, "[2 b2b]");
    rest(&f);
    type(&f, "b");
    expect(&f, "[1 b2c]");
    press(&f, K_RIGHT);
    expect(&f, "[2 b2b]");
    press(&f, K_DOWN);
    expect(&f, "[2 b2b]");
    press(&f, K_LEFT);
    press(&f, K_UP);
    expect(&f, "[1 b2c]");
    type(&f, "\r");
    expect_in_file(&f, "market: b2c");
    expect(&f, "When is it?");
    press(&f, K_UP);
    expect(&f, "[3 after]");
    for (int i = 0; i < 5; i++)
        press(&f, K_PAGE_DOWN);
    expect_not(&f, "[3 after]");
    expect(&f, "Is it online?");
    type(&f, "n\r");
    expect_in_file(&f, "online: false");
    close_map(&f);
}

/* A letter that moved is text with the next one: the mark is where it was. */
Test(app_guide_keys, a_letter_of_a_text_moves_nothing)
{
    struct fixture f;
    begin_kind(&f, 1);
    press(&f, K_RIGHT);
    expect(&f, "[1 before]");
    type(&f, "a");
    expect(&f, "[3 after]");
    type(&f, "l");
    expect(&f, "[1 before]");
    rest(&f);
    type(&f, "da");
    rest(&f);
    type(&f, ".");
    expect_typed(&f, "alda");
    close_map(&f);
}

/* Out of the kept text: a line that answers if it can, the parking lot, or nothing. */
Test(app_guide_keys, a_kept_text_has_its_ways_out)
{
    struct fixture f;
    begin_kind(&f, 1);
    type(&f, "durinG\177g\r");
    expect_typed(&f, "during");
    type(&f, "\r");
    expect_in_file(&f, "when: during");
    type(&f, "The queue\r\r");
    expect_typed(&f, "The queue");
    cr_expect(app_prompt_key(f.app, &(struct key){ .code = K_F9 }));
    cr_expect_null(app_prompt(f.app));
    draw(&f, 80, 24);
    expect(&f, "Added to the parking lot (F7)");
    expect_in_file(&f, "The queue");
    type(&f, "The doors");
    press(&f, K_F9);
    cr_expect_null(app_prompt(f.app));
    expect_in_file(&f, "The doors");
    type(&f, "The floor\r\033");
    expect(&f, "The text was dropped");
    type(&f, "The roof\033");
    expect(&f, "The text was dropped");
    rest(&f);
    type(&f, ".");
    expect_typed(&f, ".");
    close_map(&f);
}

/* After a pause keys answer as before; the text stays with its question. */
Test(app_guide_keys, answer_after_a_text)
{
    struct fixture f;
    begin(&f, shop, "feelings");
    type(&f, "The queue");
    rest(&f);
    type(&f, "1");
    expect(&f, "Awareness / Search");
    expect_in_file(&f, "name: TV ad, emotion: 1");
    press(&f, K_PAGE_UP);
    rest(&f);
    type(&f, ".");
    expect_typed(&f, "The queue");
    close_map(&f);
}

/* Letters are text there; each command has another key. */
Test(app_guide_keys, no_letter_is_a_command)
{
    struct fixture f;
    open_map(&f, map);
    for (uint32_t code = ' '; code < K_BACKSPACE; code++) {
        const struct command *command = command_of_key(f.app, code, IN_GUIDE);
        cr_expect(!command || strchr("=?.:", (int)code), "%c", (int)code);
    }
    cr_expect_null(command_of_key(f.app, 'q', IN_CHOICE));
    static const uint32_t others[] = { K_CTRL('_'), K_CTRL('s'), K_CTRL('r'), K_CTRL('g'), K_ESC,
        K_F1, K_F9, K_ENTER, K_PAGE_UP, K_PAGE_DOWN };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        cr_expect_not_null(command_of_key(f.app, others[i], IN_GUIDE));
    close_map(&f);
}

Test(app_guide_keys, the_last_line_names_them)
{
    struct fixture f;
    begin(&f, map, "feelings");
    rest(&f);
    expect(&f, " Enter answer  PgDn skip  PgUp back  = same for the rest  ? unknown  F1 why");
    close_map(&f);
}

/* --- a choice that a form opens --- */

static void open_choice(struct fixture *f)
{
    open_map(f, map);
    draw(f, 80, 24);
    press(f, K_ENTER);
    for (int row = 0; row < 40; row++) {
        if (app_context(f->app) == IN_CHOICE && app_top(f->app)->field == TOUCHPOINT_WHEN)
            return;
        if (app_context(f->app) == IN_CHOICE)
            press(f, K_ESC);
        app_top(f->app)->row = row;
        press(f, K_ENTER);
        if (app_prompt(f->app))
            app_prompt_cancel(f->app);
    }
    cr_assert_fail("no choice");
}

Test(app_guide_keys, a_choice_refuses_a_text_as_a_whole)
{
    for (char letter = 'a'; letter <= 'z'; letter++) {
        struct fixture f;
        struct buf before = BUF_INIT, after = BUF_INIT;
        char typed[] = "? queue 2 jjd: q?\r";
        typed[0] = letter;
        open_choice(&f);
        int row = app_top(f.app)->row;
        add_map(&f, &before);
        type(&f, typed);
        expect(&f, "That was text; nothing was changed");
        add_map(&f, &after);
        cr_expect_str_eq(after.data, before.data);
        cr_expect(app_context(f.app) == IN_CHOICE && app_top(f.app)->row == row, "%s", typed);
        rest(&f);
        app_key(f.app, &(struct key){ .code = K_PASTE, .text = SLICE("after") });
        cr_expect_eq(app_top(f.app)->row, row);
        buf_release(&before);
        buf_release(&after);
        close_map(&f);
    }
}

Test(app_guide_keys, a_letter_moves_in_a_choice)
{
    struct fixture f;
    open_choice(&f);
    const char *const *words = field_def(app_top(f.app)->field)->words;
    for (int i = 0; words[i]; i++) {
        rest(&f);
        type(&f, (char[]){ words[i][0], 0 });
        cr_expect_eq(words[app_top(f.app)->row][0], words[i][0]);
    }
    type(&f, "\r");
    cr_expect_neq(app_context(f.app), IN_CHOICE);
    close_map(&f);
}
