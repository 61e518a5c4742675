/* Random answers, moves and edits: the guide never loses its place, and undo leads back. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "guide/dot.h"
#include "guide_support.h"
#include "store_support.h"

enum { ROUNDS = 100, ACTIONS = 60 };

static void answer_randomly(struct table *table, uint64_t *random)
{
    static const char *const lines[] = { "", "1", "-1", "2 1", "w", "yes", "Till @web +1 !queue",
        "a; b", "20 min", "+2w", "b2b", "blueprint", "Anna", ".", "many\nlines", "!" };
    struct buf text = BUF_INIT, message = BUF_INIT;
    if (random_below(random, 4))
        buf_adds(&text, lines[random_below(random, sizeof lines / sizeof *lines)]);
    else
        random_text(random, &text);
    guide_preview(table->guide, buf_slice(&text), &message);
    buf_clear(&message);
    enum answered answered = guide_answer(table->guide, buf_slice(&text), &message);
    cr_assert(answered != ANSWER_REFUSED || message.len, "refused without a word: %s", text.data);
    buf_release(&text);
    buf_release(&message);
}

static void move_randomly(struct table *table, uint64_t *random)
{
    static const char *const lines[] = { ".back", ".back", ".skip", ".unknown", ".next", ".step",
        ".step feelings", ".step 0", ".step 11", ".undo", ".undo", ".redo", ".park it", ".pause",
        ".more", ".preset quick", ".preset full", ".template seven-stages" };
    struct slice line = slice_of(lines[random_below(random, sizeof lines / sizeof *lines)]);
    struct buf message = BUF_INIT;
    dot_run(table->guide, &line, &message);
    buf_release(&message);
}

/* In the grid, or by another program. */
static void edit_randomly(struct table *table, uint64_t *random)
{
    struct node *node = table->map.root;
    for (unsigned i = random_below(random, 30); i > 0; i--) {
        struct node *next = node_next(node, table->map.root);
        node = next ? next : table->map.root;
    }
    if (node->parent && random_below(random, 2))
        edit_remove(&table->undo, node);
    else if (node_has(node, kind_def(node->kind)->headline))
        edit_set(&table->undo, node, kind_def(node->kind)->headline, SLICE("renamed"));
    guide_changed(table->guide);
}

static void act(struct table *table, uint64_t *random)
{
    unsigned what = random_below(random, 20);
    table->now += random_below(random, 100);
    if (what < 11)
        answer_randomly(table, random);
    else if (what < 17)
        move_randomly(table, random);
    else if (what < 18)
        edit_randomly(table, random);
    else if (what < 19)
        guide_pass(table->guide);
    else
        guide_note(table->guide);
}

static void expect_texts(struct table *table)
{
    struct buf text = BUF_INIT;
    const struct guide_option *options;
    guide_add_agenda(table->guide, &text);
    guide_add_summary(table->guide, &text);
    guide_add_value(table->guide, &text);
    guide_options(table->guide, &options);
    guide_next_alarm(table->guide);
    cr_assert_gt(text.len, 0);
    buf_release(&text);
}

/* From the end a guide that is begun anew goes to what was left open. */
static void expect_place(const struct table *table, const char *asked, int round)
{
    if (strcmp(asked, "end") != 0)
        cr_expect_str_eq(table_asked(table), asked, "round %d: %s, was %s\n%s", round,
            table_asked(table), asked, table_text(table).data);
}

Test(guide_random, never_loses_its_place)
{
    uint64_t random = 20261122;
    for (int round = 0; round < ROUNDS; round++) {
        struct table table;
        char asked[300];
        struct buf before = BUF_INIT;
        table_open(&table, SLICE("cjm: 1\ntitle: T\n"));
        buf_add_slice(&before, table_text(&table));
        guide_enter(table.guide);
        for (int i = 0; i < ACTIONS; i++) {
            act(&table, &random);
            expect_texts(&table);
        }
        guide_leave(table.guide);
        snprintf(asked, sizeof asked, "%s", table_asked(&table));
        expect_round_trip(&table.map, asked);
        while (undo_undo(&table.undo))
            guide_changed(table.guide);
        cr_expect_str_eq(table_text(&table).data, before.data, "round %d", round);
        while (undo_redo(&table.undo))
            guide_changed(table.guide);
        table_reopen(&table);
        expect_place(&table, asked, round);
        table_close(&table);
        buf_release(&before);
    }
}
