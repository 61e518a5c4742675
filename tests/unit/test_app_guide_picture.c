/* What the guide's pane shows around a question. */
#include <criterion/criterion.h>
#include <string.h>

#include "pane_support.h"
#include "support.h"

static const char told[] =
    "cjm: 1\ntitle: T\nstages:\n  - name: Buy\n    goal: Pay and go\n    touchpoints:\n"
    "      - {name: Till, channel: shop, doing: Stands ninth in line}\n"
    "      - {name: Card check, channel: [app, web], emotion: -1}\n";

Test(app_guide_picture, tells_what_is_known_of_the_place)
{
    struct fixture f;
    begin(&f, told, "feelings");
    expect(&f, "\n Buy / Till  Stands ninth in line; shop\n");
    draw(&f, 40, 24);
    expect(&f, "\n Buy / Till\n");
    draw(&f, 80, 24);
    type(&f, "2");
    type(&f, ".step touchpoints\r");
    draw(&f, 80, 24);
    expect(&f, "\n Buy / Till  Stands ninth in line; shop\n"); /* the first importance */
    close_map(&f);
    begin(&f, told, "stages");
    expect(&f, "\n Buy  Pay and go\n");
    press(&f, K_PAGE_UP);
    expect(&f, "\n Buy\n"); /* its goal is what is asked */
    close_map(&f);
}

/* The step and the place in it stand in the line above, and the time, whatever the width. */
Test(app_guide_picture, has_its_place_in_the_rule)
{
    struct fixture f;
    begin(&f, told, "touchpoints");
    expect(&f, "\n─ 5 Touchpoints ─ 3 of 6 ─");
    expect(&f, "─ 10:00 left ─\n");
    draw(&f, 40, 12);
    expect(&f, "\n─ 5 Touchpoints ─ 3/6 ────────── 10:00 ─\n");
    f.canvas.ascii = true;
    draw(&f, 40, 12);
    expect(&f, "\n- 5 Touchpoints - 3/6 ---------- 10:00 -\n");
    f.canvas.ascii = false;
    close_map(&f);
    begin(&f, told, "frame");
    expect(&f, "\n─ 0 Goal and scope ─ 2 of 6 ─");
    close_map(&f);
}

Test(app_guide_picture, says_what_scores_mean_where_it_fits)
{
    struct fixture f;
    begin(&f, told, "feelings");
    type(&f, "2");
    press(&f, K_PAGE_UP);
    press(&f, K_PAGE_UP);
    expect(&f, "\n  -2 very bad   -1 bad   0 neutral   +1 good  [+2 very good]\n");
    press(&f, K_LEFT);
    expect(&f, " 0 neutral  [+1 good]  +2 very good\n");
    draw(&f, 40, 12);
    expect(&f, "\n  -2   -1   0  [+1]  +2\n");
    close_map(&f);
}

Test(app_guide_picture, has_the_steps_example_in_free_rows)
{
    struct fixture f;
    begin(&f, told, "feelings");
    expect_not(&f, "Score as the customer");
    draw(&f, 80, 50);
    expect(&f, "Score as the customer");
    expect(&f, "how does it end?");
    draw(&f, 200, 50);
    expect(&f, "Score as the customer");
    close_map(&f);
}

/* No name of a step is cut in forty columns, nor any figure. */
Test(app_guide_picture, has_whole_rows_in_the_agenda)
{
    static const char *const rows[] = { "\n step                 min used open need\n",
        "\n  0 Goal and scope", "\n 11 Moments of truth    3    0    1    1\n",
        "\n    in all             90 " };
    struct fixture f;
    begin(&f, told, "feelings");
    press(&f, K_CTRL('g'));
    draw(&f, 40, 22);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        expect(&f, rows[i]);
    expect_not(&f, "…");
    draw(&f, 40, 12);
    expect(&f, "\n▌ 7 Feelings           10    0    1    1\n");
    expect(&f, "more lines");
    expect(&f, "\n    in all             90 ");
    draw(&f, 80, 24);
    expect(&f, " T · agenda ");
    expect(
        &f, "\n  9 Back stage                   -               0       0    not for this map\n");
    expect(&f, "\n▌ 7 Feelings                     now            10       0       1       1\n");
    close_map(&f);
}

/* A lane of the map's own is asked for as a field of its type is. */
Test(app_guide_picture, has_one_key_answer_for_a_lane_of_few_values)
{
    static const char lanes[] =
        "cjm: 1\ntitle: T\nlanes:\n"
        "  - {key: mood, type: choice, words: [calm, tense], question: Which mood?}\n"
        "  - {key: load, type: number, low: 1, high: 3, question: How heavy?}\n"
        "  - {key: size, type: number, question: How big?}\n"
        "  - {key: tools, type: list, question: Which tools?}\n"
        "stages:\n  - name: Buy\n    touchpoints:\n"
        "      - {name: Till, channel: shop, importance: 3, impact: 3, when: during}\n";
    struct fixture f;
    begin(&f, lanes, "touchpoints");
    expect(&f, "Which mood?");
    expect(&f, "\n  1 calm   2 tense\n");
    type(&f, "2");
    expect(&f, "How heavy?");
    expect(&f, "\n  1   2   3\n");
    press(&f, K_PAGE_UP);
    expect(&f, "\n  1 calm  [2 tense]\n");
    press(&f, K_PAGE_DOWN);
    type(&f, "3");
    expect(&f, "How big?");
    type(&f, "2.5\r");
    expect(&f, "Which tools?");
    expect(&f, "separate several answers with \";\"");
    type(&f, "saw; file\r");
    expect_in_file(&f, "mood: tense\n");
    expect_in_file(&f, "load: 3\n");
    expect_in_file(&f, "size: 2.5\n");
    expect_in_file(&f, "tools: [saw, file]\n");
    close_map(&f);
}

/* In longer workshops stages are filled as wholes; those that their touchpoints tell have a score.
 */
Test(app_guide_picture, asks_of_stages_as_wholes)
{
    static const char stages[] = "cjm: 1\ntitle: T\npreset: half\nstages:\n"
                                 "  - name: Look\n    touchpoints: [{name: Ad, emotion: 1}]\n"
                                 "  - name: Buy\n";
    static const enum field fields[] = { STAGE_EMOTION, STAGE_PAINS, STAGE_IDEAS };
    size_t counts[sizeof fields / sizeof *fields] = { 0 };
    struct fixture f;
    struct guide_question question;
    begin(&f, stages, "feelings");
    for (int i = 0; i < 100 && asked(&f, &question); i++) {
        for (size_t j = 0; j < sizeof fields / sizeof *fields; j++)
            counts[j] += question.field == fields[j];
        if (question.field != STAGE_EMOTION) {
            guide_skip(engine_of(&f));
            continue;
        }
        cr_expect(slice_is(node_headline(question.node), "Buy"));
        struct buf message = BUF_INIT;
        cr_expect_eq(guide_answer(engine_of(&f), SLICE("-1"), &message), ANSWER_TAKEN);
        buf_release(&message);
    }
    cr_expect_eq(counts[0], 1);
    cr_expect_eq(counts[1], 2);
    cr_expect_eq(counts[2], 2);
    const struct node *buy = node_child(f.app->session.map.root, MAP_STAGES, 1);
    cr_expect(slice_is(node_get(buy, STAGE_EMOTION), "-1"));
    close_map(&f);
}

/* Importance and impact take a key each: what is asked stands above its answers. */
Test(app_guide_picture, asks_two_things_at_once)
{
    struct fixture f;
    begin(&f, told, "touchpoints");
    expect(&f, " 3 of 6 ");
    expect(&f, "\n How much does it matter to them?\n  1   2   3   4   5\n"
               " How much does it change the outcome?\n");
    type(&f, "4");
    expect(&f, " 3 of 6 ");
    expect(&f, "\n How much does it matter to them?  4\n How much does it change the outcome?\n"
               "  1   2   3   4   5\n");
    type(&f, "53");
    expect_in_file(&f, "importance: 4, impact: 5");
    expect(&f, "\n Buy / Card check ");
    expect(&f, "\n How much does it matter to them?  3\n");
    draw(&f, 40, 12);
    expect(&f, "\n How much does it matter to them?  3\n How much does it change the outcome?\n"
               "  1   2   3   4   5\n");
    close_map(&f);
}
