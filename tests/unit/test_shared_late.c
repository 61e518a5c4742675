/* Some join in the middle: they know the map as it was then, and only what came later. */
#include <criterion/criterion.h>

#include <stdlib.h>

#include "unit/shared_support.h"
#include "unit/store_support.h"

enum { PEOPLE = 5 };

static void leave_all(struct shared_person *people, int count, struct shared_table *table)
{
    shared_expect_same(people, count, "at the end");
    for (int i = 0; i < count; i++)
        shared_leave(&people[i]);
    shared_clear(table);
}

Test(shared_late, an_earlier_edit_undone_stays_undone)
{
    struct shared_table table = { 0 };
    struct shared_person people[2], *a = &people[0], *late = &people[1];
    shared_join(a, &table, 0);
    shared_set(a, "shop", TOUCHPOINT_DOING, "of a");
    shared_join_late(late, &table, 1, a);
    cr_expect_null(undo_undo(&late->undo), "what is another's is not undone");
    shared_set(late, "shop", TOUCHPOINT_DOING, "of late");
    undo_undo(&late->undo);
    shared_expect_value(a, "shop", TOUCHPOINT_DOING, "of a");
    cr_expect_not_null(undo_undo(&a->undo));
    undo_redo(&late->undo);
    shared_expect_value(a, "shop", TOUCHPOINT_DOING, "of late");
    cr_expect_not_null(undo_undo(&late->undo));
    cr_expect(!node_has(shared_found(a, "shop"), TOUCHPOINT_DOING), "of a is still undone");
    undo_redo(&a->undo);
    shared_expect_value(late, "shop", TOUCHPOINT_DOING, "of a");
    leave_all(people, 2, &table);
}

Test(shared_late, a_move_does_not_bring_back_what_was_taken_back)
{
    struct shared_table table = { 0 };
    struct shared_person people[2], *a = &people[0], *late = &people[1];
    shared_join(a, &table, 0);
    shared_add(a, "one", KIND_TOUCHPOINT, "Kiosk", 0);
    shared_join_late(late, &table, 1, a);
    struct node *kiosk = shared_found(late, "kiosk");
    edit_move(&late->undo, kiosk, shared_found(late, "two"), 0);
    cr_expect_not_null(undo_undo(&a->undo), "moving doesn't hold it");
    undo_undo(&late->undo);
    cr_expect_null(kiosk->parent, "it is a's to bring it back");
    cr_expect(undo_modified(&late->undo), "the file has it");
    undo_redo(&a->undo);
    cr_expect_eq(shared_found(late, "kiosk"), kiosk, "it comes back as itself");
    leave_all(people, 2, &table);
}

Test(shared_late, one_who_rejoins_takes_back_what_is_replayed)
{
    struct shared_table table = { 0 };
    struct shared_person people[2], *a = &people[0], *again = &people[1], first;
    shared_join(a, &table, 0);
    shared_join(&first, &table, 7);
    shared_set(&first, "shop", TOUCHPOINT_CHANNEL, "shop");
    shared_join_late(again, &table, 1, a);
    replay_adopt(&again->replay, SLICE("p7"));
    shared_set(&first, "shop", TOUCHPOINT_DOING, "Waits");
    shared_set(a, "phone", TOUCHPOINT_DOING, "Calls");
    shared_set(&first, "phone", TOUCHPOINT_CHANNEL, "phone");
    undo_undo(&first.undo);
    shared_leave(&first);
    shared_look(again);
    cr_expect_not_null(undo_undo(&again->undo));
    cr_expect(!node_has(shared_found(a, "shop"), TOUCHPOINT_DOING));
    cr_expect_null(undo_undo(&again->undo), "what is in the file is done");
    shared_expect_value(a, "phone", TOUCHPOINT_DOING, "Calls");
    undo_redo(&again->undo);
    shared_expect_value(a, "shop", TOUCHPOINT_DOING, "Waits");
    leave_all(people, 2, &table);
}

/* Somebody is replaced by one who joins now; every second time by oneself, who goes on. */
static void replace(
    struct shared_person *people, struct shared_table *table, uint64_t *state, int number)
{
    int old = (int)random_below(state, PEOPLE);
    struct shared_person *other = &people[(old + 1) % PEOPLE], joined;
    shared_join_late(&joined, table, number, other);
    if (random_below(state, 2))
        replay_adopt(&joined.replay, slice_of(people[old].token));
    shared_leave(&people[old]);
    people[old] = joined;
    people[old].undo.recorder.context = &people[old];
    people[old].undo.map = &people[old].map;
    people[old].replay.undo = &people[old].undo;
    people[old].replay.reader.map = people[old].undo.map;
}

static void come_and_go(uint64_t seed, int steps)
{
    uint64_t state = seed;
    struct shared_table table = { 0 };
    struct shared_person people[PEOPLE];
    for (int i = 0; i < PEOPLE; i++)
        shared_join(&people[i], &table, i);
    for (int step = 0; step < steps; step++) {
        shared_random_step(&people[random_below(&state, PEOPLE)], &state);
        if (step % 40 == 39)
            replace(people, &table, &state, 10 + step);
        if (step % 20 == 0)
            shared_expect_same(people, PEOPLE, "on the way");
    }
    for (int i = 0; i < PEOPLE; i++)
        while (undo_undo(&people[i].undo))
            ;
    leave_all(people, PEOPLE, &table);
}

Test(shared_late, all_have_the_same_whoever_comes_and_goes, .timeout = 600)
{
    const char *times = getenv("CJM_SOAK");
    for (int round = 0; round < (times ? atoi(times) : 50); round++)
        come_and_go(11 + (uint64_t)round, 400);
}
