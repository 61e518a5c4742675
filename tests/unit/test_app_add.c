/* What is added in the map, the lists and by command, one or several at a time. */
#include <criterion/criterion.h>
#include <string.h>

#include "app/core/ask.h"
#include "app_support.h"

#define BEGINNING "cjm: 1\ntitle: A shop\n"

#define LOOK BEGINNING "stages:\n  - name: Look\n    touchpoints:\n      - name: Advert\n"
#define SEARCH "      - name: Search\n"

static const char map[] = LOOK SEARCH;

static void expect_prompt(const struct fixture *f, const char *hint, const char *message)
{
    const struct prompt *prompt = app_prompt(f->app);
    cr_assert_not_null(prompt);
    cr_expect_str_eq(prompt->hint.data, hint);
    cr_expect_str_eq(prompt->message.data, message);
}

static void expect_saved(struct fixture *f, const char *wanted)
{
    press(f, K_CTRL('s'));
    expect_file(f, wanted);
}

/* What the keys make of the map; one undo takes it back. */
static void expect_added(const char *keys, const char *wanted)
{
    struct fixture f;
    open_map(&f, map);
    type(&f, keys);
    cr_expect_null(app_prompt(f.app), "%s", keys);
    expect_saved(&f, wanted);
    type(&f, "u");
    expect_saved(&f, map);
    close_map(&f);
}

Test(app_add, takes_lists_and_the_short_form_in_the_map)
{
    static const struct {
        const char *keys, *wanted;
    } rows[] = {
        { "aAd @so -1 !small !!3 !far\r", LOOK "      - name: Ad\n"
                                               "        channel: social\n"
                                               "        emotion: -1\n"
                                               "        pains:\n"
                                               "          - text: small\n"
                                               "            severity: 3\n"
                                               "          - text: far\n" SEARCH },
        { "aA\n\nB；C ;\r", LOOK "      - name: A\n      - name: B\n      - name: C\n" SEARCH },
        { ":add A; B\r", LOOK "      - name: A\n      - name: B\n" SEARCH },
        { "ACompare -1; Buy\r", LOOK SEARCH "  - name: Compare -1\n  - name: Buy\n" },
        { "pslow !!4; dear\r", LOOK "        pains:\n"
                                    "          - text: slow\n"
                                    "            severity: 4\n"
                                    "          - text: dear\n" SEARCH },
        { "\"No; never!\r", LOOK "        quotes:\n          - text: No; never!\n" SEARCH },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        expect_added(rows[i].keys, rows[i].wanted);
}

Test(app_add, signs_comments)
{
    struct fixture f;
    open_map(&f, map);
    type(&f, "CWhy here?\r");
    struct node *stage = node_child(app_session(f.app)->map.root, MAP_STAGES, 0);
    struct node *advert = node_child(stage, STAGE_TOUCHPOINTS, 0);
    struct node *comment = node_child(advert, TOUCHPOINT_COMMENTS, 0);
    cr_assert(comment && shows(&f, "Why here? added"));
    cr_expect(node_has(comment, COMMENT_BY) && node_has(comment, COMMENT_DATE));
    type(&f, "u");
    cr_expect_eq(node_child_count(advert, TOUCHPOINT_COMMENTS), 0, "in one undo");
    close_map(&f);
}

/* To whom it is stands in the text; an address names nobody. */
Test(app_add, tells_from_a_comment_to_whom_it_is)
{
    static const struct {
        const char *keys, *wanted;
    } rows[] = {
        { "C@nia is it so?\r", "nia" },
        { "CIs it so, @nia, (@Tom)?\r", "nia, Tom" },
        { "Cnia@example.org wrote @ noon\r", "" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fixture f;
        open_map(&f, map);
        type(&f, rows[i].keys);
        struct node *stage = node_child(app_session(f.app)->map.root, MAP_STAGES, 0);
        struct node *advert = node_child(stage, STAGE_TOUCHPOINTS, 0);
        struct node *comment = node_child(advert, TOUCHPOINT_COMMENTS, 0);
        cr_assert(comment);
        cr_expect(slice_is(node_get(comment, COMMENT_FOR), rows[i].wanted), "%s", rows[i].keys);
        close_map(&f);
    }
}

Test(app_add, adds_in_the_details_what_they_list)
{
    struct fixture f;
    open_map(&f, map);
    type(&f, "pSlow\r\taDear\r");
    struct node *stage = node_child(app_session(f.app)->map.root, MAP_STAGES, 0);
    cr_expect_eq(node_child_count(node_child(stage, STAGE_TOUCHPOINTS, 0), TOUCHPOINT_PAINS), 2);
    close_map(&f);
}

Test(app_add, takes_lists_in_a_list)
{
    struct fixture f;
    open_map(&f, BEGINNING);
    press(&f, K_F3);
    type(&f, "aAnna; Ben\r");
    expect_saved(&f, BEGINNING "personas:\n  - name: Anna\n  - name: Ben\n");
    cr_expect_eq(app_top(f.app)->row, 1);
    close_map(&f);
}

Test(app_add, says_while_typing_how_it_is_understood)
{
    static const char usual[] = "Checkout page @web -1 !payment fails !!4; next one";
    struct fixture f;
    open_map(&f, map);
    type(&f, "a");
    expect_prompt(&f, usual, "");
    type(&f, "Ad");
    expect_prompt(&f, usual, "");
    type(&f, " @so +1 !small !!3");
    expect_prompt(&f, "Ad · social · +1 · ! small (3)", "");
    type(&f, "; Shop");
    expect_prompt(&f, "2: Ad · social · +1 · ! small (3); Shop", "");
    draw(&f, 60, 20);
    cr_expect(shows(&f, "─ 2: Ad · social · +1 · ! small (3); Shop ─"));
    type(&f, "; @web");
    cr_expect(strstr(app_prompt(f.app)->hint.data, "\"@web\": the name is missing"));
    type(&f, "\r");
    cr_expect(strstr(app_prompt(f.app)->message.data, "\"@web\": the name is missing"));
    cr_expect_eq(f.app->session.undo.count, 0);
    type(&f, " Till\r");
    cr_expect_null(app_prompt(f.app));
    type(&f, "u");
    expect_saved(&f, map);
    close_map(&f);
}

Test(app_add, refuses_what_a_command_gives)
{
    struct fixture f;
    open_map(&f, map);
    type(&f, ":add A; B @x @y\r");
    draw(&f, 80, 20);
    cr_expect(shows(&f, "\"B @x @y\": there are two channels"));
    expect_saved(&f, map);
    close_map(&f);
}

/* A full-width semicolon of an item stays in it, however often the list is edited. */
Test(app_add, keeps_full_width_semicolons_of_a_list)
{
    struct fixture f;
    open_map(&f, BEGINNING "personas:\n  - name: Anna\n    goals: [a；b]\n");
    press(&f, K_F3);
    type(&f, ":set goals 一；二\\；三\r");
    expect_saved(&f, BEGINNING "personas:\n  - name: Anna\n    goals: [一, 二；三]\n");
    struct buf line = BUF_INIT;
    field_to_line(PERSONA_GOALS, SLICE("二；三"), &line);
    cr_expect_str_eq(line.data, "二\\；三");
    buf_release(&line);
    close_map(&f);
}
