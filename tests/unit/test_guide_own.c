/* Steps, questions and guides of the team's own. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "guide_support.h"
#include "model/edit/per_persona.h"
#include "store_support.h"
#include "support.h"

/* --- own steps --- */

#define OWN                                                                      \
    "guide:\n"                                                                   \
    "  - step: persona\n"                                                        \
    "    questions:\n"                                                           \
    "      - {text: \"Τι θέλουν;\", for: persona.needs, needed: true}\n" \
    "  - step: έλεγχος\n"                                                 \
    "    name: Έλεγχος\n"                                                 \
    "    minutes: 7\n"                                                           \
    "    questions:\n"                                                           \
    "      - {text: \"Ποιος φταίει;\", for: stage.owner}\n"

Test(guide_own, own_steps_and_questions)
{
    struct table table;
    struct guide_question question;
    struct buf title = BUF_INIT;
    table_open_shop(&table, OWN);
    cr_expect_eq(guide_step_count(table.guide), 16);
    cr_expect_str_eq(table_asked(&table), "persona.needs anna");
    cr_assert(guide_question(table.guide, &question));
    cr_expect(slice_is(question.text, "Τι θέλουν;"));
    cr_expect(slice_is(guide_current_step(table.guide).name, "Persona"), "what is not said stays");
    table_answer(&table, "ησυχία");
    table_answer(&table, "");
    cr_expect_str_eq(table_asked(&table), "stage.owner look", "behind the step before it");
    guide_add_title(table.guide, &title);
    cr_expect_str_eq(title.data, "Step 3 of 16: 15 Έλεγχος");
    cr_expect_eq(guide_left(table.guide), 7 * 60);
    expect_same_place(&table);
    expect_undo(&table, "Άννα");
    guide_leave(table.guide);
    expect_same_place(&table);
    expect_round_trip(&table.map, "own steps");
    buf_release(&title);
    table_close(&table);
}

Test(guide_own, definitions_that_make_no_sense)
{
    static const struct {
        const char *question, *why;
    } rows[] = {
        { "{text: Q, for: persona.goals, pick: 3}", "pick" },
        { "{text: Q, for: map.goal, pick: 1}", "pick" },
        { "{text: Q, for: touchpoint.moment, pick: 3, of: moment}", "pick" },
        { "{text: Q, for: persona.goals, of: chosen}", "of: chosen" },
        { "{text: Q, for: pain.severity, of: moment}", "of: chosen" },
        { "{text: Q}", "for" },
        { "{text: Q, for: map.asked}", "for" },
        { "{text: Q, for: step.name}", "for" },
        { "{text: Q, for: map.cjm}", "for" },
        { "{text: Q, for: pain.personas}", "for" },
        { "{text: Q, for: idea.pain}", "for" },
        { "{text: Q, for: quote.persona}", "for" },
        { "{text: Q, for: map.guide}", "for" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf text = BUF_INIT;
        struct map map;
        struct undo undo;
        struct diags diags = DIAGS_INIT;
        buf_addf(&text, "%sguide:\n  - step: pains\n    questions:\n      - %s\n", table_shop,
            rows[i].question);
        read_map(&map, buf_slice(&text));
        undo_init(&undo, &map);
        struct guide *guide = guide_new(&undo, NULL, &clock_system, &diags);
        cr_expect(!guide, "%s", rows[i].question);
        cr_assert_eq(diags.count, 1);
        cr_expect(strstr(diags.items[0].text, rows[i].why), "%s", diags.items[0].text);
        cr_expect_eq(diags.items[0].line, 21, "%zu", diags.items[0].line);
        guide_free(guide);
        diags_release(&diags);
        undo_release(&undo);
        map_release(&map);
        buf_release(&text);
    }
}

/* --- guides of the user --- */

static void open_with_guide(struct table *table, const char *folder, const char *guide)
{
    struct buf path = BUF_INIT;
    buf_addf(&path, "%s/cjm-tui", folder);
    mkdir(path.data, 0700);
    buf_adds(&path, "/templates");
    mkdir(path.data, 0700);
    buf_adds(&path, "/guide.yaml");
    test_write(path.data, slice_of(guide));
    table_data = folder;
    table_open_shop(table, "");
    buf_release(&path);
}

Test(guide_own, a_guide_of_the_user_replaces_the_usual_one)
{
    struct table table;
    struct guide_question question;
    char *folder = test_folder();
    open_with_guide(&table, folder,
        "cjm: 1\n"
        "title: Ο οδηγός\n"
        "guide:\n"
        "  - step: feelings\n"
        "    name: Συναισθήματα\n"
        "  - step: σχόλια\n"
        "    questions:\n"
        "      - {for: map.notes, needed: true}\n");
    cr_expect_eq(guide_step_count(table.guide), 2);
    cr_expect_str_eq(table_asked(&table), "touchpoint.emotion ad", "its questions are the usual");
    struct guide_step step = guide_current_step(table.guide);
    cr_expect(slice_is(step.name, "Συναισθήματα"));
    cr_expect_eq(step.number, 7);
    cr_expect_eq(step.box, 600);
    guide_next_step(table.guide);
    cr_expect_str_eq(table_asked(&table), "map.notes map");
    cr_assert(guide_question(table.guide, &question));
    cr_expect(slice_is(question.text, "What else should readers know?"));
    expect_same_place(&table);
    table_answer(&table, "Τίποτα");
    cr_expect_str_eq(table_asked(&table), "end");
    table_close(&table);
    test_remove_folder(folder);
}

Test(guide_own, a_broken_guide_of_the_user_is_reported_and_the_usual_one_used)
{
    static const char *const guides[] = {
        "cjm: 1\ntitle: G\nguide:\n  - step: frame\n    questions:\n      - {for: map.nonsense}\n",
        "cjm: 1\ntitle: G\nguide:\n  - step: vote\n    questions: [{for: map.goal, pick: 2}]\n",
        "cjm: 1\ntitle: G\nguide:\n  - step: frame\n    questions: [\n",
        "cjm: 1\ntitle: G\nguide: []\n",
        "cjm: 1\ntitle: G\nguide:\n  - name: Nameless\n",
        "",
    };
    for (size_t i = 0; i < sizeof guides / sizeof *guides; i++) {
        struct table table;
        struct diags diags = DIAGS_INIT;
        char *folder = test_folder();
        open_with_guide(&table, folder, guides[i]);
        cr_expect_eq(guide_step_count(table.guide), 15, "%s", guides[i]);
        guide_free(table.guide);
        table.guide = guide_new(&table.undo, NULL, &table.clock, &diags);
        cr_assert(table.guide);
        cr_expect_geq(diags.count, 1, "%s", guides[i]);
        for (size_t j = 0; j < diags.count; j++)
            cr_expect(diags.items[j].file && strstr(diags.items[j].file, "guide.yaml"), "%s: %s",
                guides[i], diags.items[j].text);
        diags_release(&diags);
        table_close(&table);
        test_remove_folder(folder);
    }
}
