/* The guide's way through steps again, whole rows at once, and what it says of both. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "guide/dot.h"
#include "guide_support.h"
#include "store_support.h"

#define JOURNEY                          \
    "cjm: 1\n"                           \
    "title: T\n"                         \
    "goal: G\n"                          \
    "personas: [{name: Anna}]\n"         \
    "stages:\n"                          \
    "  - name: Look\n"                   \
    "    touchpoints:\n"                 \
    "      - {name: Ad, emotion: 1}\n"   \
    "      - {name: Web, emotion: -1}\n" \
    "  - name: Buy\n"                    \
    "    touchpoints:\n"                 \
    "      - {name: Till, emotion: 2}\n"

static enum dot run(struct table *table, const char *text, struct buf *message)
{
    struct slice line = slice_of(text);
    buf_clear(message);
    return dot_run(table->guide, &line, message);
}

static void expect_run(struct table *table, const char *line, const char *says)
{
    struct buf message = BUF_INIT;
    enum dot dot = run(table, line, &message);
    cr_expect_eq(dot, DOT_DONE, "%s: %s", line, message.data);
    cr_expect_str_eq(message.data, says, "%s", line);
    buf_release(&message);
}

static void expect_refused(struct table *table, const char *line, const char *says)
{
    struct buf message = BUF_INIT;
    cr_expect_eq(run(table, line, &message), DOT_REFUSED, "%s: %s", line, message.data);
    cr_expect(strstr(message.data, says), "%s: %s", line, message.data);
    buf_release(&message);
}

static void expect_asked(struct table *table, const char *line, const char *asked)
{
    cr_expect_neq(table_answer(table, line), ANSWER_REFUSED, "%s", table_message());
    cr_expect_str_eq(table_asked(table), asked, "after '%s': %s", line, table_asked(table));
}

/* --- a step again --- */

Test(guide_flow, walks_through_a_step_that_is_done)
{
    struct table table;
    table_open(&table, SLICE(JOURNEY));
    cr_assert(guide_go(table.guide, SLICE("feelings"), NULL));
    cr_expect_str_eq(table_asked(&table), "touchpoint.emotion ad");
    expect_asked(&table, "", "touchpoint.emotion web");
    expect_asked(&table, "-2", "touchpoint.emotion till");
    cr_expect_str_eq(table_value(&table, "web", "emotion"), "-2");
    expect_run(&table, ".undo", "undone: Emotion, Web");
    cr_expect_str_eq(table_asked(&table), "touchpoint.emotion web", "with what it had");
    expect_asked(&table, "", "touchpoint.emotion till");
    table_reopen(&table);
    cr_expect_str_eq(table_asked(&table), "touchpoint.emotion till");
    expect_asked(&table, "", "touchpoint.pains ad");
    table_close(&table);
}

/* Left behind the last item of the step's last list, that is no step to walk through again. */
Test(guide_flow, ends_a_list_after_reopening)
{
    struct table table;
    table_open(&table, SLICE("cjm: 1\n"
                             "title: T\n"
                             "preset: quick\n"
                             "asked: touchpoints stage.touchpoints look\n"
                             "stages:\n"
                             "  - name: Look\n"
                             "    touchpoints:\n"
                             "      - {name: Ad, channel: web}\n"));
    cr_expect_str_eq(table_asked(&table), "stage.touchpoints look");
    expect_asked(&table, "", "touchpoint.emotion ad");
    table_close(&table);
}

Test(guide_flow, leaves_the_rest_of_a_step_that_is_done)
{
    struct table table;
    table_open(&table, SLICE(JOURNEY));
    cr_assert(guide_go(table.guide, SLICE("feelings"), NULL));
    expect_run(&table, ".next", "");
    cr_expect_str_eq(table_asked(&table), "touchpoint.pains ad");
    cr_expect(!strstr(table_text(&table).data, "skipped"), "%s", table_text(&table).data);
    table_close(&table);
}

Test(guide_flow, comes_to_what_is_open_before_the_step)
{
    struct table table;
    table_open(&table, SLICE(JOURNEY));
    while (strcmp(table_asked(&table), "end") != 0)
        guide_next_question(table.guide);
    cr_assert(guide_go(table.guide, SLICE("feelings"), NULL));
    expect_asked(&table, "", "touchpoint.emotion web");
    expect_asked(&table, "", "touchpoint.emotion till");
    expect_asked(&table, "", "end");
    expect_refused(&table, ".rest 1", "no more questions");
    cr_expect(guide_back(table.guide), "from the end");
    cr_expect_str_neq(table_asked(&table), "end");
    table_close(&table);
}

Test(guide_flow, asks_again_what_was_skipped_of_a_step)
{
    struct table table;
    table_open(&table, SLICE(JOURNEY "asked: thoughts touchpoint.thinking ad\n"));
    expect_asked(&table, "Why?", "touchpoint.thinking web");
    guide_next_row(table.guide);
    cr_assert(guide_go(table.guide, SLICE("thoughts"), NULL));
    cr_expect_str_eq(table_asked(&table), "touchpoint.thinking ad");
    expect_asked(&table, "", "touchpoint.thinking web");
    expect_asked(&table, "How?", "touchpoint.thinking till");
    expect_asked(&table, "", "touchpoint.pains ad");
    table_close(&table);
}

Test(guide_flow, says_what_has_nothing_to_ask_yet)
{
    struct table table;
    struct buf text = BUF_INIT;
    table_open(&table, SLICE("cjm: 1\ntitle: T\nasked: stages map.stages map\n"));
    expect_asked(&table, "", "map.owner map");
    guide_add_passed_over(table.guide, &text);
    cr_expect_str_eq(text.data, "Nothing to ask yet: 4 Actions to 13 Vote. There are no stages. "
                                "To add them, type .step stages");
    buf_release(&text);
    table_close(&table);
}

Test(guide_flow, says_what_is_not_needed)
{
    struct table table;
    struct buf text = BUF_INIT;
    table_open(&table, SLICE("cjm: 1\ntitle: T\nscenario: S\nasked: scenario map.trigger map\n"));
    cr_expect(!guide_add_optional(table.guide, &text));
    expect_asked(&table, "Rain", "map.expects map");
    cr_expect(guide_add_optional(table.guide, &text));
    cr_expect_str_eq(text.data, "Optional; .step continues");
    buf_release(&text);
    table_close(&table);
}

Test(guide_flow, says_what_was_passed_over)
{
    struct table table;
    struct buf text = BUF_INIT;
    table_open(&table, SLICE(JOURNEY "asked: thoughts touchpoint.thinking till\n"));
    guide_add_passed_over(table.guide, &text);
    cr_expect_str_eq(text.data, "");
    cr_expect(!guide_is_scored(table.guide));
    expect_asked(&table, "Why?", "touchpoint.pains ad");
    guide_add_passed_over(table.guide, &text);
    cr_expect_str_eq(text.data, "Already done: 7 Feelings");
    cr_expect(guide_is_scored(table.guide));
    guide_back(table.guide);
    buf_clear(&text);
    guide_add_passed_over(table.guide, &text);
    cr_expect_str_eq(text.data, "", "nor on the way back");
    buf_release(&text);
    table_close(&table);
}

Test(guide_flow, names_the_preset_that_leaves_a_step_out)
{
    struct table table;
    struct buf why = BUF_INIT;
    table_open(&table, SLICE(JOURNEY "preset: quick\n"));
    cr_expect(!guide_go(table.guide, SLICE("4"), &why));
    cr_expect(
        strstr(why.data, "\"4 Actions\" is not part of the preset \"quick\""), "%s", why.data);
    cr_expect(strstr(why.data, "--preset 90"), "%s", why.data);
    expect_refused(&table, ".step act", "\"14 Act\" is not part");
    expect_refused(&table, ".step 44", "no step \"44\"");
    buf_release(&why);
    table_close(&table);
}

/* --- rows --- */

#define CHANNELS "asked: touchpoints touchpoint.channel ad\n"

Test(guide_flow, one_answer_goes_for_the_rest_of_a_row)
{
    struct table table;
    table_open(&table, SLICE(JOURNEY CHANNELS));
    expect_refused(&table, ".rest", "type an answer");
    expect_refused(&table, ".rest 77", "1 to 11");
    expect_asked(&table, "web", "touchpoint.channel web");
    expect_run(&table, ".rest sh", "2 answers: shop");
    cr_expect_str_eq(table_value(&table, "ad", "channel"), "web");
    cr_expect_str_eq(table_value(&table, "web", "channel"), "shop");
    cr_expect_str_eq(table_value(&table, "till", "channel"), "shop");
    cr_expect_str_eq(table_asked(&table), "touchpoint.importance ad");
    expect_asked(&table, "4", "touchpoint.importance web");
    expect_run(&table, ".rest", "2 answers: 4");
    expect_run(&table, ".undo", "undone: Importance, Web");
    cr_expect_str_eq(table_asked(&table), "touchpoint.importance web", "one action");
    cr_expect_str_eq(table_value(&table, "web", "importance"), "");
    cr_assert(guide_go(table.guide, SLICE("pains"), NULL));
    expect_refused(&table, ".rest nothing", "an answer each");
    table_close(&table);
}

#define PEOPLE                                \
    "cjm: 1\n"                                \
    "title: T\n"                              \
    "goal: G\n"                               \
    "personas: [{name: Anna}, {name: Ben}]\n" \
    "stages:\n"                               \
    "  - name: Look\n"                        \
    "    touchpoints: [Ad, Web, Till]\n"      \
    "asked: feelings touchpoint.emotion web anna\n"

Test(guide_flow, a_row_is_that_of_one_persona)
{
    struct table table;
    table_open(&table, SLICE(PEOPLE));
    expect_run(&table, ".rest -1", "2 answers: -1");
    cr_expect_str_eq(table_asked(&table), "touchpoint.emotion ad ben");
    expect_run(&table, ".undo", "undone: Emotion, Web");
    expect_run(&table, ".next", "");
    cr_expect_str_eq(table_asked(&table), "touchpoint.emotion ad ben");
    table_reopen(&table);
    guide_back(table.guide);
    cr_expect_str_eq(table_asked(&table), "touchpoint.emotion till anna");
    expect_asked(&table, "", "touchpoint.emotion ad ben");
    expect_run(&table, ".undo", "undone");
    expect_run(&table, ".next ALL", "");
    cr_expect_str_eq(table_asked(&table), "touchpoint.pains ad");
    expect_refused(&table, ".next two", ".next all");
    table_close(&table);
}

/* --- what follows on a pick --- */

#define RANKED                                \
    "cjm: 1\n"                                \
    "title: T\n"                              \
    "asked: opportunities pain.chosen map\n"  \
    "stages:\n"                               \
    "  - name: Buy\n"                         \
    "    touchpoints:\n"                      \
    "      - name: Till\n"                    \
    "        importance: 1\n"                 \
    "        pains:\n"                        \
    "          - {text: Mild, severity: 1}\n" \
    "          - {text: Bad, severity: 4}\n"  \
    "        ideas:\n"                        \
    "          - {text: Few, votes: 1}\n"     \
    "          - {text: Many, votes: 9}\n"

Test(guide_flow, what_follows_on_a_pick_has_its_order)
{
    struct table table;
    table_open(&table, SLICE(RANKED));
    expect_asked(&table, "1 2", "pain.ideas bad");
    expect_asked(&table, "", "pain.ideas mild");
    cr_assert(guide_go(table.guide, SLICE("act"), NULL));
    expect_asked(&table, "1 2", "idea.owner many");
    expect_asked(&table, "Lena", "idea.owner few");
    guide_back(table.guide);
    cr_expect_str_eq(table_asked(&table), "idea.owner many");
    table_reopen(&table);
    cr_expect_str_eq(table_asked(&table), "idea.owner few");
    table_close(&table);
}

/* --- undo --- */

/* What others edit at the end leads nobody back to what was passed, but to what is new. */
Test(guide_flow, stays_at_the_end_until_more_is_open)
{
    struct table table;
    table_open(&table, SLICE("cjm: 1\ntitle: T\npreset: quick\nstages:\n  - name: Buy\n"
                             "    touchpoints: [{name: Till, channel: shop, emotion: -1}]\n"));
    struct buf why = BUF_INIT;
    cr_assert(guide_go(table.guide, SLICE("pains"), &why), "%s", why.data);
    for (int i = 0; i < 10 && strcmp(table_asked(&table), "end") != 0; i++)
        guide_next_question(table.guide);
    cr_assert_str_eq(table_asked(&table), "end");
    buf_release(&why);
    struct node *till = map_find(&table.map, SLICE("till"));
    edit_set(&table.undo, till, TOUCHPOINT_DOING, SLICE("Waits"));
    guide_changed(table.guide);
    cr_expect_str_eq(table_asked(&table), "end");
    edit_set(&table.undo, till, TOUCHPOINT_CHANNEL, SLICE_NONE);
    guide_changed(table.guide);
    cr_expect_str_neq(table_asked(&table), "end");
    table_close(&table);
}

Test(guide_flow, undo_says_what_came_or_went)
{
    static const struct {
        const char *asked, *line, *undone;
    } rows[] = {
        { "actions stage.touchpoints look", "TV ad @web -1 !late", "undone: TV ad" },
        { "pains touchpoint.pains ad", "Too loud", "undone: Too loud" },
        { "persona persona.tasks anna", "Eat; Sleep", "undone: Sleep" },
        { "persona persona.role anna", "Owner", "undone: Role, Anna" },
        { "frame map.audience map", "Us", "undone: Audience" },
        { "frame map.audience map", "", "undone" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct table table;
        struct buf text = BUF_INIT;
        buf_addf(&text, "%sasked: %s\n", JOURNEY, rows[i].asked);
        table_open(&table, buf_slice(&text));
        cr_expect_neq(table_answer(&table, rows[i].line), ANSWER_REFUSED, "%s", rows[i].asked);
        expect_run(&table, ".undo", rows[i].undone);
        buf_release(&text);
        table_close(&table);
    }
}

/* --- two questions that are asked together --- */

#define PAIR                                                                     \
    "guide:\n"                                                                   \
    "  - step: touchpoints\n"                                                    \
    "    questions:\n"                                                           \
    "      - {for: touchpoint.channel, text: Which channel?}\n"                  \
    "      - {for: touchpoint.importance, text: How important?, needed: true}\n" \
    "      - {for: touchpoint.impact, text: Which impact?, beside: true}\n"      \
    "      - {for: touchpoint.when, text: When?}\n"                              \
    "asked: touchpoints touchpoint.channel ad\n"

Test(guide_flow, two_questions_are_asked_together)
{
    struct table table;
    struct guide_question question;
    int place, count;
    table_open(&table, SLICE(JOURNEY PAIR));
    expect_asked(&table, "web", "touchpoint.channel web");
    expect_run(&table, ".rest sh", "2 answers: shop");
    cr_expect_str_eq(table_asked(&table), "touchpoint.importance ad");
    guide_question(table.guide, &question);
    cr_expect(slice_is(question.beside, "Which impact?") && !question.second);
    guide_place(table.guide, &place, &count);
    cr_expect(place == 4 && count == 9, "%d of %d", place, count);
    expect_asked(&table, "4", "touchpoint.impact ad");
    guide_question(table.guide, &question);
    cr_expect(slice_is(question.beside, "How important?") && question.second);
    guide_place(table.guide, &place, &count);
    cr_expect(place == 4 && count == 9, "%d of %d", place, count);
    expect_asked(&table, "5", "touchpoint.importance web");
    cr_assert(guide_back(table.guide));
    cr_expect_str_eq(table_asked(&table), "touchpoint.impact ad");
    cr_assert(guide_back(table.guide));
    cr_assert(guide_back(table.guide));
    cr_expect_str_eq(table_asked(&table), "touchpoint.channel till");
    expect_asked(&table, "", "touchpoint.importance web");
    /* A row is that of one of them; the other is asked all the same. */
    expect_run(&table, ".rest 3", "2 answers: 3");
    cr_expect_str_eq(table_asked(&table), "touchpoint.impact web");
    cr_expect_str_eq(table_value(&table, "till", "importance"), "3");
    expect_asked(&table, "2", "touchpoint.impact till");
    expect_run(&table, ".undo", "undone: Impact, Web");
    expect_run(&table, ".next", "");
    cr_expect_str_eq(table_asked(&table), "touchpoint.when ad");
    cr_assert(guide_back(table.guide));
    cr_expect_str_eq(table_asked(&table), "touchpoint.impact till");
    table_close(&table);
}

Test(guide_flow, what_is_asked_together_is_alike)
{
    static const char *const before[] = { "", "      - {for: touchpoint.doing, text: a}\n",
        "      - {for: persona.influence, text: a}\n",
        "      - {for: touchpoint.emotion, text: a}\n" };
    for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
        struct buf text = BUF_INIT;
        struct map map;
        struct undo undo;
        struct clock clock = { 0 };
        struct diags diags = DIAGS_INIT;
        buf_addf(&text,
            "%sguide:\n  - step: touchpoints\n    questions:\n%s"
            "      - {for: touchpoint.impact, text: b, beside: true}\n",
            JOURNEY, before[i]);
        read_map(&map, buf_slice(&text));
        undo_init(&undo, &map);
        cr_expect_null(guide_new(&undo, "T.yaml", &clock, &diags), "row %zu", i);
        cr_expect(diags.count == 1 && strstr(diags.items[0].text, "\"beside\" needs a question"),
            "row %zu", i);
        diags_release(&diags);
        undo_release(&undo);
        map_release(&map);
        buf_release(&text);
    }
}
