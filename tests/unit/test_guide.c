/* The guide's way through its questions. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "guide_support.h"
#include "model/edit/per_persona.h"
#include "store_support.h"
#include "support.h"

static void walk(const char *preset, const char *kind, const char *market)
{
    struct table table;
    struct guide_question question;
    struct buf text = BUF_INIT;
    buf_addf(&text, "cjm: 1\ntitle: T\npreset: %s\nkind: %s\nmarket: %s\n", preset, kind, market);
    table_open(&table, buf_slice(&text));
    int asked = 0;
    for (; guide_question(table.guide, &question); asked++) {
        cr_assert_lt(asked, 2000, "%s never ends: %s", preset, table_asked(&table));
        expect_same_place(&table);
        guide_question(table.guide, &question);
        expect_undo(&table, guide_some_answer(&question));
    }
    for (int i = 1; i <= guide_step_count(table.guide); i++) {
        struct guide_step step = guide_step_at(table.guide, i);
        cr_expect_eq(step.state, STATE_DONE, "%s: step %d", preset, step.number);
        cr_expect_eq(step.open, 0, "%s: step %d", preset, step.number);
    }
    table_reopen(&table);
    cr_expect_str_eq(table_asked(&table), "end");
    expect_round_trip(&table.map, preset);
    cr_log_info("%s: %d questions", preset, asked);
    table_close(&table);
    buf_release(&text);
}

/* Of the guide that is shipped. */
Test(guide, every_preset_ends_complete)
{
    table_data = "/nonexistent";
    walk("quick", "current", "b2c");
    walk("\"90\"", "current", "b2c");
    walk("half", "future", "b2c");
    walk("full", "blueprint", "b2b");
    walk("\"90\"", "day", "b2b");
}

/* --- the place --- */

Test(guide, what_the_file_says_of_the_place_may_be_stale)
{
    static const struct {
        const char *asked, *place;
    } rows[] = {
        { "", "touchpoint.channel ad" },
        { "asked: touchpoints touchpoint.channel pay\n", "touchpoint.channel pay" },
        { "asked: touchpoints touchpoint.importance pay\n", "touchpoint.importance pay" },
        { "asked: frame map.goal map\n", "map.goal map" },
        { "asked: stages map.stages map\n", "map.stages map" },
        { "asked: touchpoints touchpoint.channel gone\n", "touchpoint.channel ad" },
        { "asked: touchpoints touchpoint.channel anna\n", "touchpoint.channel ad" },
        { "asked: touchpoints touchpoint.nonsense pay\n", "touchpoint.channel ad" },
        { "asked: touchpoints\n", "touchpoint.channel ad" },
        { "asked: touchpoints touchpoint.channel\n", "touchpoint.channel ad" },
        { "asked: touchpoints touchpoint.channel pay anna\n", "touchpoint.channel pay" },
        { "asked: feelings touchpoint.emotion pay nobody\n", "touchpoint.emotion pay" },
        { "asked: nonsense touchpoint.channel pay\n", "touchpoint.channel ad" },
        { "asked: \"  \"\n", "touchpoint.channel ad" },
        { "asked: back-stage touchpoint.front_stage pay\n", "touchpoint.evidence ad" },
        { "preset: quick\nasked: frame map.goal map\n", "touchpoint.channel ad" },
        { "guide:\n  - {step: touchpoints, passed: true}\n", "touchpoint.thinking ad" },
        { "guide:\n  - {step: touchpoints, skipped: [touchpoint.channel]}\n",
            "touchpoint.importance ad" },
        { "guide:\n  - {step: touchpoints, skipped: [touchpoint.channel ad, x, touchpoint.channel "
          "gone, \"\"]}\n",
            "touchpoint.channel search" },
        { "guide:\n  - {step: nonsense, skipped: [a], used: 5}\n", "touchpoint.channel ad" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct table table;
        table_open_shop(&table, rows[i].asked);
        cr_expect_str_eq(
            table_asked(&table), rows[i].place, "%s: %s", rows[i].asked, table_asked(&table));
        guide_enter(table.guide);
        table.now += 5;
        guide_leave(table.guide);
        expect_round_trip(&table.map, rows[i].asked);
        table_close(&table);
    }
}

Test(guide, a_row_of_all_stages_comes_before_the_next)
{
    static const char *const ids[] = { "ad", "search", "till", "pay", "bag" };
    struct table table;
    struct guide_question question;
    table_open_shop(&table, "");
    for (int i = 0; i < 5; i++) {
        cr_assert(guide_question(table.guide, &question));
        cr_expect_eq(question.field, TOUCHPOINT_CHANNEL);
        cr_expect_str_eq(question.node->id, ids[i]);
        cr_expect_eq(question.index, i + 1);
        cr_expect_eq(question.count, 5);
        table_answer(&table, "web");
    }
    cr_expect_str_eq(table_asked(&table), "touchpoint.importance ad");
    table_close(&table);
}

Test(guide, skip_back_unknown_and_next)
{
    struct table table;
    table_open_shop(&table, "");
    guide_skip(table.guide);
    cr_expect_str_eq(table_asked(&table), "touchpoint.channel search");
    guide_unknown(table.guide);
    cr_expect_str_eq(table_asked(&table), "touchpoint.channel till");
    cr_expect_str_eq(table_value(&table, "search", "evidence"), "assumption");
    expect_same_place(&table);
    cr_expect(guide_back(table.guide));
    cr_expect_str_eq(table_asked(&table), "touchpoint.channel search");
    cr_expect(guide_back(table.guide));
    cr_expect_str_eq(table_asked(&table), "touchpoint.channel ad", "what was skipped, too");
    table_answer(&table, "web");
    cr_expect_str_eq(table_asked(&table), "touchpoint.channel till");
    expect_undo(&table, "app");
    guide_next_row(table.guide);
    cr_expect_str_eq(table_asked(&table), "touchpoint.importance ad");
    cr_expect(strstr(table_text(&table).data, "skipped: [touchpoint.channel]"));
    cr_expect(!strstr(table_text(&table).data, "touchpoint.channel search"),
        "the row stands for its parts");
    expect_same_place(&table);
    undo_undo(&table.undo);
    guide_next_step(table.guide);
    cr_expect_str_eq(table_asked(&table), "touchpoint.thinking ad");
    guide_back(table.guide);
    guide_next_step(table.guide);
    table_close(&table);
}

Test(guide, what_is_not_known_leaves_what_was_found_out)
{
    struct table table;
    table_open_shop(&table, "");
    undo_begin(&table.undo);
    edit_set(
        &table.undo, map_find(&table.map, SLICE("ad")), TOUCHPOINT_EVIDENCE, SLICE("research"));
    undo_end(&table.undo);
    guide_changed(table.guide);
    guide_unknown(table.guide);
    cr_expect_str_eq(table_value(&table, "ad", "evidence"), "research");
    cr_expect_str_eq(table_asked(&table), "touchpoint.channel search");
    table_close(&table);
}

/* Where the team moved without an answer the map has another place until then. */
static void expect_undo_place(struct table *table, const char *line)
{
    char asked[200];
    snprintf(asked, sizeof asked, "%s", table_asked(table));
    cr_expect_neq(table_answer(table, line), ANSWER_REFUSED);
    cr_expect_str_neq(table_asked(table), asked);
    undo_undo(&table->undo);
    guide_changed(table->guide);
    cr_expect_str_eq(table_asked(table), asked);
}

Test(guide, an_undo_returns_to_where_the_answer_was_given)
{
    struct table table;
    table_open_shop(&table, "");
    table_answer(&table, "web");
    guide_go(table.guide, SLICE("feelings"), NULL);
    expect_undo_place(&table, "+1");
    guide_pass(table.guide);
    expect_undo_place(&table, "-1");
    cr_expect_eq(touchpoint_emotion(map_find(&table.map, SLICE("search")), NULL), EMOTION_NONE);
    guide_pass(table.guide);
    guide_back(table.guide);
    cr_expect_str_eq(table_asked(&table), "touchpoint.emotion search", "what was passed, too");
    expect_undo_place(&table, "0");
    table_close(&table);
}

Test(guide, a_new_map_is_asked_for_its_title_until_it_was)
{
    struct table table;
    table_path = "folder/map.yaml";
    table_open(&table, SLICE("cjm: 1\ntitle: map\n"));
    cr_expect_str_eq(table_asked(&table), "map.title map");
    guide_enter(table.guide);
    table.now += 5;
    guide_leave(table.guide);
    expect_same_place(&table);
    table_close(&table);
    table_open(&table, SLICE("cjm: 1\ntitle: A journey\n"));
    cr_expect_str_eq(table_asked(&table), "map.goal map", "somebody gave it a title");
    table_close(&table);
}

Test(guide, a_step_that_was_passed_is_left_out)
{
    struct table table;
    table_open_shop(&table, "asked: actions stage.touchpoints buy\n"
                            "guide:\n  - {step: touchpoints, passed: true}\n");
    table_answer(&table, "");
    cr_expect_str_eq(table_asked(&table), "touchpoint.thinking ad");
    cr_expect(guide_go(table.guide, SLICE("touchpoints"), NULL), "unless it is asked for");
    table_answer(&table, "web");
    cr_expect_str_eq(table_asked(&table), "touchpoint.channel search");
    expect_same_place(&table);
    table_close(&table);
}

Test(guide, back_leads_through_all_questions)
{
    struct table table;
    int count = 0;
    table_open_shop(&table, "guide:\n  - {step: pains, passed: true}\n");
    cr_expect(guide_go(table.guide, SLICE("act"), NULL));
    while (guide_back(table.guide))
        cr_assert_lt(++count, 1000);
    cr_expect_gt(count, 50);
    cr_expect_str_eq(table_asked(&table), "map.title map");
    cr_expect_eq(table.undo.count, 0, "to look is no change");
    guide_leave(table.guide);
    expect_same_place(&table);
    table_answer(&table, "Another title");
    undo_undo(&table.undo);
    guide_changed(table.guide);
    cr_expect_str_eq(table_asked(&table), "map.title map");
    cr_expect_str_eq(table_value(&table, "map", "title"), "T");
    table_close(&table);
}

Test(guide, steps_by_number_and_name)
{
    static const struct {
        const char *typed, *key; /* NULL: refused */
    } rows[] = {
        { "5", "touchpoints" },
        { " feelings ", "feelings" },
        { "Feel", "feelings" },
        { "moments of truth", "moments" },
        { "s", NULL },
        { "sc", "scenario" },
        { "15", NULL },
        { "-1", NULL },
        { "9", NULL },    /* no blueprint */
        { "vote", NULL }, /* no ideas yet */
        { "", NULL },
        { "nonsense", NULL },
        { "\xff\xfe", NULL },
    };
    struct table table;
    table_open_shop(&table, "");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf why = BUF_INIT;
        bool good = guide_go(table.guide, slice_of(rows[i].typed), &why);
        cr_expect_eq(good, rows[i].key != NULL, "%s: %s", rows[i].typed, why.data);
        if (rows[i].key)
            cr_expect(slice_is(guide_current_step(table.guide).key, rows[i].key));
        else
            cr_expect_gt(why.len, 0);
        buf_release(&why);
    }
    table_close(&table);
}

Test(guide, what_was_skipped_can_be_gone_back_to)
{
    struct table table;
    table_open_shop(&table, "");
    guide_next_row(table.guide);
    guide_next_step(table.guide);
    cr_expect(guide_go(table.guide, SLICE("5"), NULL));
    cr_expect_str_eq(table_asked(&table), "touchpoint.importance ad", "the open ones first");
    guide_next_step(table.guide);
    for (int i = 0; i < 3; i++) {
        guide_go(table.guide, SLICE("5"), NULL);
        while (guide_current_step(table.guide).number == 5)
            guide_next_row(table.guide);
    }
    cr_expect(guide_go(table.guide, SLICE("5"), NULL));
    cr_expect_str_eq(table_asked(&table), "touchpoint.channel ad");
    table_answer(&table, "web");
    cr_expect_str_eq(table_asked(&table), "touchpoint.channel search", "and the next of them");
    table_close(&table);
}

Test(guide, others_change_the_map_meanwhile)
{
    struct table table;
    table_open_shop(&table, "asked: touchpoints touchpoint.channel till\n");
    edit_set(&table.undo, map_find(&table.map, SLICE("till")), TOUCHPOINT_CHANNEL, SLICE("shop"));
    guide_changed(table.guide);
    cr_expect_str_eq(table_asked(&table), "touchpoint.channel pay", "it was answered in the grid");
    edit_remove(&table.undo, map_find(&table.map, SLICE("pay")));
    cr_expect_str_eq(table_asked(&table), "touchpoint.channel bag", "also without being told");
    edit_remove(&table.undo, map_find(&table.map, SLICE("buy")));
    cr_expect_str_eq(table_asked(&table), "touchpoint.importance ad");
    edit_remove(&table.undo, map_find(&table.map, SLICE("look")));
    cr_expect_str_eq(table_asked(&table), "map.owner map");
    while (undo_undo(&table.undo))
        table_asked(&table);
    cr_expect_str_eq(table_asked(&table), "map.owner map", "what it was at is still open");
    table_answer(&table, "Shop team");
    expect_same_place(&table);
    table_close(&table);
}

Test(guide, the_preset_may_change)
{
    struct table table;
    struct buf why = BUF_INIT;
    table_open_shop(&table, "");
    cr_expect_eq(guide_step_count(table.guide), 15);
    cr_expect(!guide_set_preset(table.guide, SLICE("lunch"), &why));
    cr_expect_gt(why.len, 0);
    cr_expect(guide_set_preset(table.guide, SLICE("q"), NULL));
    cr_expect(slice_is(guide_preset(table.guide), "quick"));
    cr_expect_eq(guide_step_count(table.guide), 5);
    cr_expect_eq(guide_current_step(table.guide).position, 3);
    cr_expect_eq(guide_current_step(table.guide).number, 5);
    expect_same_place(&table);
    while (guide_question(table.guide, &(struct guide_question){ 0 }))
        guide_pass(table.guide);
    guide_set_preset(table.guide, SLICE("90"), NULL);
    cr_expect_str_eq(table_asked(&table), "touchpoint.channel ad", "there is something again");
    buf_release(&why);
    table_close(&table);
}

Test(guide, stages_of_a_template)
{
    struct table table;
    struct buf why = BUF_INIT;
    table_open(&table, SLICE("cjm: 1\ntitle: T\nasked: stages map.stages map\n"));
    table_answer(&table, "Mine");
    cr_expect(!guide_take_stages(table.guide, SLICE("nowhere"), &why));
    cr_expect(strstr(why.data, "nowhere"), "%s", why.data);
    cr_expect(guide_take_stages(table.guide, SLICE("five-stages"), NULL));
    cr_expect_eq(node_child_count(table.map.root, MAP_STAGES), 5, "empty ones are replaced");
    cr_expect_str_eq(table_asked(&table), "stage.touchpoints awareness");
    cr_expect_gt(guide_prompts(table.guide).len, 0, "the stage's own questions");
    expect_same_place(&table);
    table_answer(&table, "TV ad");
    buf_clear(&why);
    cr_expect(!guide_take_stages(table.guide, SLICE("five-stages"), &why));
    cr_expect_gt(why.len, 0);
    table_close(&table);
    table_open(&table, SLICE("cjm: 1\ntitle: T\nasked: stages map.stages map\n"));
    cr_expect(guide_take_stages(table.guide, SLICE("five-stages"), NULL));
    undo_undo(&table.undo);
    cr_expect_str_eq(table_asked(&table), "map.stages map");
    table_close(&table);
    buf_release(&why);
}

Test(guide, personas_come_and_go)
{
    struct table table;
    table_open_shop(&table, "asked: feelings touchpoint.emotion pay\n");
    struct node *ben = node_new(&table.map, KIND_PERSONA);
    node_put(&table.map, ben, PERSONA_NAME, SLICE("Ben"));
    edit_insert(&table.undo, table.map.root, ben, 1);
    cr_expect_str_eq(table_asked(&table), "touchpoint.emotion pay anna");
    guide_next_row(table.guide);
    undo_undo(&table.undo);
    for (int i = 0; i < 4; i++)
        table_answer(&table, "+1");
    cr_expect_str_eq(table_asked(&table), "touchpoint.emotion till ben");
    edit_remove(&table.undo, ben);
    cr_expect_str_eq(table_asked(&table), "touchpoint.emotion till");
    expect_same_place(&table);
    table_close(&table);
}

/* --- size --- */

Test(guide, a_hundred_thousand_broken_steps, .timeout = 20)
{
    struct map map;
    struct undo undo;
    struct diags diags = DIAGS_INIT;
    struct buf text = BUF_INIT;
    buf_adds(&text, "cjm: 1\ntitle: T\nguide:\n");
    for (int i = 0; i < 100000; i++)
        buf_addf(&text, "  - name: Step %d\n", i);
    read_map(&map, buf_slice(&text));
    undo_init(&undo, &map);
    cr_expect(!guide_new(&undo, NULL, &clock_system, &diags));
    cr_expect_eq(diags.count, DIAGS_MAX);
    cr_expect_eq(diags.items[DIAGS_MAX - 1].line, 3 + DIAGS_MAX);
    diags_release(&diags);
    undo_release(&undo);
    map_release(&map);
    buf_release(&text);
}

Test(guide, ten_thousand_touchpoints, .timeout = 20)
{
    struct table table;
    struct buf text = BUF_INIT;
    buf_adds(&text, table_shop);
    for (int i = 0; i < 10000; i++)
        buf_addf(&text, "      - {name: Step %d, importance: 1}\n", i);
    table_open(&table, buf_slice(&text));
    size_t before = table.map.arena.taken;
    for (int i = 0; i < 5000; i++)
        table_answer(&table, "web");
    for (int i = 0; i < 5000; i++)
        guide_skip(table.guide);
    cr_expect_str_eq(table_asked(&table), "touchpoint.channel step-9995");
    cr_expect_lt(
        table.map.arena.taken, before + 100u * 1024 * 1024, "%zu", table.map.arena.taken - before);
    expect_same_place(&table);
    table_close(&table);
    buf_release(&text);
}

Test(guide, forty_thousand_pains_with_ideas, .timeout = 20)
{
    enum { PAINS = 40000 };
    struct table table;
    struct buf text = BUF_INIT;
    buf_adds(&text, "cjm: 1\ntitle: T\nstages:\n  - name: Buy\n    touchpoints:\n"
                    "      - name: Till\n        pains:\n");
    for (int i = 0; i < PAINS; i++)
        buf_addf(&text, "          - {text: P%d, chosen: true}\n", i);
    buf_adds(&text, "        ideas:\n");
    for (int i = 1; i < PAINS; i++)
        buf_addf(&text, "          - {text: I%d, pain: p%d}\n", i, i);
    table_open(&table, buf_slice(&text));
    struct guide_step step = guide_step_at(table.guide, 13);
    cr_expect_str_eq(step.key.data, "opportunities");
    cr_expect_eq(
        step.open, 1 + 2 * (PAINS - 1), "an idea for one, impact and effort of all: %d", step.open);
    table_close(&table);
    buf_release(&text);
}

/* --- texts --- */

Test(guide, agenda_and_summary)
{
    static const char *const agenda[] = { "   0 Frame: 5 min, 0:00 used, done. Open questions: 2\n",
        ">  5 Touchpoints: 15 min, 1:05 used, now, open. Open questions: 15, required: 10\n",
        "   9 Back stage: 0 min, 0:00 used, not for this kind of map\n",
        "  13 Vote: 5 min, 0:00 used, nothing to ask yet\n", "     In all: 95 min, 1:05 used\n" };
    static const char *const summary[] = { "6 of 15 steps are done.\n",
        "13 Vote: nothing to ask yet\n",
        "5 Touchpoints: 10 questions are open\n   Which channel?  Look / Ad\n",
        "   7 more questions\n", "14 Act: 3 questions are open\n" };
    struct table table;
    struct buf text = BUF_INIT;
    table_open_shop(&table, "");
    guide_enter(table.guide);
    table.now += 65;
    guide_add_minutes(table.guide, 5);
    guide_add_agenda(table.guide, &text);
    for (size_t i = 0; i < sizeof agenda / sizeof *agenda; i++)
        cr_expect(strstr(text.data, agenda[i]), "%s in:\n%s", agenda[i], text.data);
    buf_clear(&text);
    guide_add_summary(table.guide, &text);
    for (size_t i = 0; i < sizeof summary / sizeof *summary; i++)
        cr_expect(strstr(text.data, summary[i]), "%s in:\n%s", summary[i], text.data);
    buf_clear(&text);
    guide_add_explanation(table.guide, &text);
    cr_expect(strstr(text.data, "Say where each action meets you"));
    cr_expect(strstr(text.data, "Done when: Every touchpoint has a channel"));
    buf_release(&text);
    table_close(&table);
}

Test(guide, questions_for_some_maps_only)
{
    static const struct {
        const char *map, *question;
        bool asked;
    } rows[] = {
        { "kind: current\npreset: \"90\"\n", "opportunities touchpoint.change ad", false },
        { "kind: future\npreset: \"90\"\n", "opportunities touchpoint.change ad", true },
        { "kind: current\npreset: full\n", "opportunities touchpoint.change ad", true },
        { "kind: day\n", "touchpoints touchpoint.time ad", true },
        { "kind: current\n", "touchpoints touchpoint.time ad", false },
        { "market: b2b\n", "persona persona.buying_role anna", true },
        { "market: b2c\n", "persona persona.buying_role anna", false },
        { "", "persona persona.buying_role anna", false },
        { "kind: blueprint\n", "back-stage touchpoint.front_stage ad", true },
        { "", "back-stage touchpoint.front_stage ad", false },
        { "preset: quick\n", "touchpoints stage.touchpoints buy", true },
        { "", "touchpoints stage.touchpoints buy", false },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct table table;
        struct buf text = BUF_INIT;
        const char *question = strchr(rows[i].question, ' ') + 1;
        buf_addf(&text,
            "cjm: 1\ntitle: T\n%sasked: %s\npersonas: [Anna]\nstages:\n"
            "  - name: Buy\n    touchpoints: [Ad]\n",
            rows[i].map, rows[i].question);
        table_open(&table, buf_slice(&text));
        cr_expect_eq(strcmp(table_asked(&table), question) == 0, rows[i].asked, "%s%s: %s",
            rows[i].map, rows[i].question, table_asked(&table));
        buf_release(&text);
        table_close(&table);
    }
}

Test(guide, the_names_of_steps_are_free_for_the_map)
{
    struct table table;
    table_open_shop(&table, "");
    guide_enter(table.guide);
    table.now += 9;
    guide_note(table.guide);
    struct node *node = node_new(&table.map, KIND_TOUCHPOINT);
    node_put(&table.map, node, TOUCHPOINT_NAME, SLICE("Touchpoints"));
    edit_insert(&table.undo, map_find(&table.map, SLICE("buy")), node, 0);
    cr_expect_str_eq(node->id, "touchpoints");
    cr_expect(!strstr(table_text(&table).data, "id:"));
    expect_round_trip(&table.map, "a touchpoint named like a step");
    table_close(&table);
}

/* Who is not there is asked nothing, and what a channel says needs no question. */
Test(guide, asks_nothing_that_is_said_already)
{
    static const char map[] =
        "cjm: 1\ntitle: G\npreset: half\nasked: touchpoints touchpoint.online call\npersonas: "
        "[Anna, Ben]\nstages:\n  - name: Look\n"
        "    touchpoints:\n      - {name: Ad, channel: web, takes_part: [ben]}\n"
        "      - {name: Call, channel: phone}\n"
        "guide:\n  - step: touchpoints\n    questions:\n      - {for: touchpoint.online}\n"
        "      - {for: touchpoint.emotion}\n";
    static const char *const asked[] = { "touchpoint.online call", "touchpoint.emotion call anna",
        "touchpoint.emotion ad ben", "touchpoint.emotion call ben" };
    struct table table;
    table_open(&table, SLICE(map));
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        cr_expect_str_eq(table_asked(&table), asked[i], "%zu: %s", i, table_asked(&table));
        guide_skip(table.guide);
    }
    table_close(&table);
}

Test(guide, asks_for_lanes)
{
    static const char map[] =
        "cjm: 1\ntitle: G\npreset: half\nasked: touchpoints touchpoint.risk ad\n"
        "lanes:\n  - {key: risk, of: touchpoint, type: choice, words: [low, high], "
        "question: How risky is it?}\n  - {key: tags, of: touchpoint, type: list, "
        "question: Which tags?}\n  - {key: quiet, of: touchpoint}\n"
        "stages:\n  - name: Look\n    touchpoints: [Ad]\n";
    struct table table;
    table_open(&table, SLICE(map));
    struct guide_question question;
    cr_assert(guide_question(table.guide, &question));
    cr_expect(slice_is(question.text, "How risky is it?"));
    cr_expect_eq(table_answer(&table, "medium"), ANSWER_REFUSED);
    cr_expect(strstr(table_message(), "low, high"), "%s", table_message());
    cr_expect_eq(table_answer(&table, "hi"), ANSWER_TAKEN);
    cr_assert(guide_question(table.guide, &question));
    cr_expect(slice_is(question.text, "Which tags?"));
    table_answer(&table, "a; b");
    cr_expect(strstr(table_text(&table).data, "        risk: high\n        tags: [a, b]\n"), "%s",
        table_text(&table).data);
    cr_assert(guide_question(table.guide, &question));
    cr_expect_lt(question.field, FIELD_COUNT, "a lane without a question");
    table_close(&table);
}
