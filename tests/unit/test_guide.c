/* The guide's way through its questions. */
#ifdef HAVE_CONFIG_H
#include <config.h>
#endif

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "guide_support.h"
#include "store_support.h"

#define EMPTY SLICE("cjm: 1\ntitle: T\n")

static void expect_same_place(struct table *table)
{
    char asked[200];
    snprintf(asked, sizeof asked, "%s", table_asked(table));
    table_reopen(table);
    cr_assert_str_eq(table_asked(table), asked, "after reading it again");
}

static void expect_undo(struct table *table, const char *line)
{
    struct buf before = BUF_INIT, after = BUF_INIT;
    char asked[200];
    buf_add_slice(&before, table_text(table));
    snprintf(asked, sizeof asked, "%s", table_asked(table));
    cr_assert(
        table_answer(table, line) != ANSWER_REFUSED, "%s: '%s': %s", asked, line, table_message());
    buf_add_slice(&after, table_text(table));
    undo_undo(&table->undo);
    guide_changed(table->guide);
    cr_assert_str_eq(table_asked(table), asked, "after undoing '%s'", line);
    cr_assert_str_eq(table_text(table).data, before.data);
    undo_redo(&table->undo);
    cr_assert_str_eq(table_text(table).data, after.data);
    buf_release(&before);
    buf_release(&after);
}

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

Test(guide, every_preset_ends_complete)
{
    walk("quick", "current", "b2c");
    walk("\"90\"", "current", "b2c");
    walk("half", "future", "b2c");
    walk("full", "blueprint", "b2b");
    walk("\"90\"", "day", "b2b");
}
