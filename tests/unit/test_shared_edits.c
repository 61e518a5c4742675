/* Several programs edit the same map, with a list of lines in the place of the journal. */
#include <criterion/criterion.h>

#include <stdlib.h>

#include "unit/shared_support.h"
#include "unit/store_support.h"

enum { PEOPLE_MAX = 4 };

Test(shared_edits, undo_takes_back_only_ones_own)
{
    struct shared_table table = { 0 };
    struct shared_person people[2], *a = &people[0], *b = &people[1];
    shared_join(a, &table, 0);
    shared_join(b, &table, 1);
    shared_set(a, "shop", TOUCHPOINT_DOING, "of a");
    shared_set(b, "shop", TOUCHPOINT_DOING, "of b");
    shared_set(b, "shop", TOUCHPOINT_CHANNEL, "web");
    cr_expect_not_null(undo_undo(&a->undo));
    cr_expect_neq(a->undo.overwritten, 0, "it is told that another has written over it");
    shared_expect_value(a, "shop", TOUCHPOINT_DOING, "of b");
    undo_undo(&b->undo);
    undo_undo(&b->undo);
    cr_expect(
        !node_has(shared_found(b, "shop"), TOUCHPOINT_DOING), "what was below is undone, too");
    undo_redo(&a->undo);
    shared_expect_value(b, "shop", TOUCHPOINT_DOING, "of a");
    cr_expect_null(undo_undo(&b->undo), "what is another's is not undone");
    shared_expect_same(people, 2, "at the end");
    shared_leave(a);
    shared_leave(b);
    shared_clear(&table);
}

Test(shared_edits, what_another_wrote_into_stays)
{
    struct shared_table table = { 0 };
    struct shared_person people[2], *a = &people[0], *b = &people[1];
    shared_join(a, &table, 0);
    shared_join(b, &table, 1);
    shared_set(a, "phone", TOUCHPOINT_CHANNEL, "phone");
    shared_add(a, "one", KIND_TOUCHPOINT, "Kiosk", 0);
    shared_add(b, "kiosk", KIND_PAIN, "No paper", 0);
    cr_expect_not_null(undo_undo(&a->undo));
    cr_expect_neq(a->undo.kept, 0, "it is told that the touchpoint stays");
    shared_found(b, "kiosk");
    cr_expect(
        !node_has(shared_found(b, "phone"), TOUCHPOINT_CHANNEL), "the edit before it is undone");
    undo_undo(&b->undo);
    undo_undo(&a->undo);
    shared_look(b);
    cr_expect_null(map_find(&b->map, SLICE("kiosk")), "nobody else's is in it any more");
    shared_expect_same(people, 2, "at the end");
    shared_leave(a);
    shared_leave(b);
    shared_clear(&table);
}

/* The file must say which one it has by then, though all lines are the old ones. */
Test(shared_edits, a_node_that_came_back_under_another_id_keeps_it)
{
    struct shared_table table = { 0 };
    struct shared_person people[2], *a = &people[0], *b = &people[1];
    shared_join(a, &table, 0);
    shared_join(b, &table, 1);
    edit_remove(&a->undo, shared_found(a, "shop"));
    shared_add(b, "two", KIND_TOUCHPOINT, "Shop", 0);
    shared_look(a);
    undo_undo(&a->undo);
    shared_look(b);
    undo_undo(&b->undo);
    cr_expect_not_null(shared_found(a, "shop-2"));
    shared_expect_same(people, 2, "at the end");
    expect_round_trip(&a->map, "with the id that it has");
    shared_leave(a);
    shared_leave(b);
    shared_clear(&table);
}

/* What she felt goes by her id. */
Test(shared_edits, a_persona_comes_back_under_her_id)
{
    struct shared_table table = { 0 };
    struct shared_person people[2], *a = &people[0], *b = &people[1];
    shared_join(a, &table, 0);
    shared_join(b, &table, 1);
    struct node *anna = shared_found(a, "anna");
    edit_remove(&a->undo, anna);
    shared_add(a, "map", KIND_PERSONA, "Anna", 0);
    shared_set(b, "anna", PERSONA_ROLE, "cook");
    cr_expect_null(undo_undo(&a->undo), "b needs the new one, which has the id");
    cr_expect(a->undo.kept && !anna->parent);
    undo_undo(&b->undo);
    cr_expect_not_null(undo_undo(&a->undo));
    cr_expect_not_null(undo_undo(&a->undo));
    cr_expect_eq(shared_found(a, "anna"), anna);
    shared_expect_same(people, 2, "at the end");
    shared_leave(a);
    shared_leave(b);
    shared_clear(&table);
}

Test(shared_edits, what_was_for_a_removed_node_is_told)
{
    struct shared_table table = { 0 };
    struct shared_person people[2], *a = &people[0], *b = &people[1];
    shared_join(a, &table, 0);
    shared_join(b, &table, 1);
    struct node *shop = shared_found(a, "shop");
    edit_remove(&b->undo, shared_found(b, "shop"));
    edit_set(&a->undo, shop, TOUCHPOINT_DOING, SLICE("Waits"));
    struct node *pain = node_new(&a->map, KIND_PAIN);
    node_put(&a->map, pain, PAIN_TEXT, SLICE("Cold"));
    edit_insert(&a->undo, shop, pain, 0);
    edit_move(&a->undo, shop, shared_found(a, "two"), 0);
    edit_remove(&a->undo, shop);
    cr_expect_str_eq(a->lost.data, "Waits\nCold\n");
    cr_expect_eq(table.count, 1, "nothing of it is written");
    undo_undo(&b->undo);
    cr_expect_eq(shared_found(a, "shop"), shop, "it comes back as itself");
    shared_expect_value(a, "shop", TOUCHPOINT_EMOTION, "2");
    cr_expect_eq(node_index(shop), 1);
    shared_expect_same(people, 2, "at the end");
    shared_leave(a);
    shared_leave(b);
    shared_clear(&table);
}

Test(shared_edits, what_others_come_back_to_stays)
{
    struct shared_table table = { 0 };
    struct shared_person people[3], *a = &people[0], *b = &people[1], *c = &people[2];
    for (int i = 0; i < 3; i++)
        shared_join(&people[i], &table, i);
    shared_add(a, "one", KIND_TOUCHPOINT, "Kiosk", 0);
    shared_add(b, "kiosk", KIND_PAIN, "No paper", 0);
    edit_move(&c->undo, shared_found(c, "no-paper"), shared_found(c, "phone"), 0);
    cr_expect_null(undo_undo(&a->undo), "c's undo needs it");
    cr_expect_not_null(undo_undo(&b->undo), "one who moves what another made doesn't hold it");
    shared_look(c);
    cr_expect_null(map_find(&c->map, SLICE("no-paper")));
    cr_expect_null(undo_undo(&a->undo), "c's move is still there to be undone");
    cr_expect_not_null(undo_undo(&c->undo));
    cr_expect_not_null(undo_undo(&a->undo));
    shared_expect_same(people, 3, "at the end");
    for (int i = 0; i < 3; i++)
        shared_leave(&people[i]);
    shared_clear(&table);
}

Test(shared_edits, each_can_wait_for_what_is_gone)
{
    struct shared_table table = { 0 };
    struct shared_person people[2], *a = &people[0], *b = &people[1];
    shared_join(a, &table, 0);
    shared_join(b, &table, 1);
    edit_remove(&a->undo, shared_found(a, "website"));
    undo_undo(&a->undo);
    shared_look(b);
    undo_begin(&b->undo);
    edit_remove(&b->undo, shared_found(b, "slow-2"));
    edit_remove(&b->undo, shared_found(b, "one"));
    undo_end(&b->undo);
    undo_redo(&a->undo);
    cr_expect_not_null(undo_undo(&b->undo), "the pain's touchpoint is gone, but not the stage's");
    cr_expect_not_null(undo_undo(&a->undo));
    cr_expect_not_null(shared_found(a, "slow-2"));
    shared_expect_same(people, 2, "at the end");
    shared_leave(a);
    shared_leave(b);
    shared_clear(&table);
}

Test(shared_edits, what_others_had_is_moved_out_first)
{
    struct shared_table table = { 0 };
    struct shared_person people[2], *a = &people[0], *b = &people[1];
    shared_join(a, &table, 0);
    shared_join(b, &table, 1);
    shared_set(b, "slow", PAIN_STATUS, "doing");
    shared_look(a);
    undo_begin(&a->undo);
    shared_add(a, "one", KIND_TOUCHPOINT, "Kiosk", 0);
    edit_move(&a->undo, shared_found(a, "slow"), shared_found(a, "kiosk"), 0);
    undo_end(&a->undo);
    cr_expect_not_null(undo_undo(&a->undo), "the pain goes back to where it was");
    shared_expect_value(b, "slow", PAIN_STATUS, "doing");
    shared_expect_same(people, 2, "at the end");
    shared_leave(a);
    shared_leave(b);
    shared_clear(&table);
}

static bool undo_all(struct shared_person *people, int count, uint64_t *state)
{
    bool any = false;
    for (int tries = 0; tries < 8 * count; tries++)
        any = undo_undo(&people[random_below(state, (unsigned)count)].undo) || any;
    for (int i = 0; i < count; i++)
        any = undo_undo(&people[i].undo) || any;
    return any;
}

/* Every kind of edit, undo and redo by all in any order: all have the same map all the time, and
 * when all is undone it is the first one again. */
static void work_together(int rounds, int steps, uint64_t seed)
{
    for (int round = 0; round < rounds; round++) {
        uint64_t state = seed + (uint64_t)round;
        struct shared_table table = { 0 };
        struct shared_person people[PEOPLE_MAX];
        struct buf start = BUF_INIT, end = BUF_INIT;
        for (int i = 0; i < PEOPLE_MAX; i++)
            shared_join(&people[i], &table, i);
        shared_describe_contents(&people[0].map, &start);
        for (int step = 0; step < steps; step++) {
            shared_random_step(&people[random_below(&state, PEOPLE_MAX)], &state);
            if (step % 100 == 0)
                shared_expect_same(people, PEOPLE_MAX, "on the way");
        }
        shared_expect_same(people, PEOPLE_MAX, "before all is undone");
        while (undo_all(people, PEOPLE_MAX, &state))
            ;
        shared_expect_same(people, PEOPLE_MAX, "when all is undone");
        shared_describe_contents(&people[0].map, &end);
        cr_assert_str_eq(end.data, start.data, "round %d", round);
        buf_release(&start);
        buf_release(&end);
        for (int i = 0; i < PEOPLE_MAX; i++)
            shared_leave(&people[i]);
        shared_clear(&table);
    }
}

Test(shared_edits, all_have_the_same_and_undo_it_all, .timeout = 120)
{
    const char *times = getenv("CJM_SOAK");
    work_together(times ? atoi(times) : 200, 400, 7);
    work_together(1, 4000, 3);
}
