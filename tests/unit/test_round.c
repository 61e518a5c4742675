/* What the map says of a round, and what becomes of notes and votes. */
#include "guide/round.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/mem.h"
#include "store/store.h"

static const char text[] = "cjm: 1\n"
                           "title: A shop\n"
                           "stages:\n"
                           "  - name: Find\n"
                           "    touchpoints:\n"
                           "      - name: Advert\n"
                           "        pains:\n"
                           "          - text: Too loud\n"
                           "            votes: 7\n"
                           "          - text: Too long\n"
                           "            votes: 2\n"
                           "          - text: Too late\n"
                           "parking:\n"
                           "  - text: Rename it?\n";

struct open_map {
    struct map map;
    struct undo undo;
};

static void open_text(struct open_map *open, const char *round)
{
    struct diags diags = DIAGS_INIT;
    map_begin(&open->map);
    cr_assert_eq(store_read_text(&open->map, "x", slice_of(text), &diags), STATUS_OK);
    undo_init(&open->undo, &open->map);
    edit_set(&open->undo, open->map.root, MAP_ROUND, slice_of(round));
    diags_release(&diags);
}

static void close_text(struct open_map *open)
{
    undo_release(&open->undo);
    map_release(&open->map);
}

Test(round, is_read_from_the_map)
{
    static const struct {
        const char *value, *again; /* NULL: the same; "": it is none */
    } rows[] = {
        { "silent 4f parking", NULL },
        { "silent 4f stages", NULL },
        { "silent 4f touchpoints find", NULL },
        { "silent 4f pains advert", NULL },
        { "silent 4f ideas too-loud", NULL },
        { "silent 4f pains gone", "silent 4f parking" },
        { "vote 4f pains 3", NULL },
        { "vote 4f ideas 20 against", NULL },
        { "", "" },
        { "silent", "" },
        { "silent 4f", "" },
        { "silent 4f title", "" },
        { "silent 4f guide", "" },
        { "silent 4F parking", "" },
        { "silent 4f\x1b[2J parking", "" },
        { "silent aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa parking", "" },
        { "silent 4f touchpoints advert", "" },
        { "vote 4f pains", "" },
        { "vote 4f pains 0", "" },
        { "vote 4f pains 21", "" },
        { "vote 4f pains -3", "" },
        { "vote 4f pains 3 for", "" },
        { "vote 4f quotes 3", "" },
        { "revealed vote 4f pains 3", "" },
        { "dance 4f pains 3", "" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct open_map open;
        struct round round;
        struct buf out = BUF_INIT;
        const char *wanted = rows[i].again ? rows[i].again : rows[i].value;
        open_text(&open, rows[i].value);
        bool good = round_read(&open.map, &round);
        if (good)
            round_add(&round, &out);
        cr_expect_eq(good, *wanted != '\0', "%s", rows[i].value);
        cr_expect(slice_is(buf_slice(&out), wanted), "%s: %s", rows[i].value, out.data);
        buf_release(&out);
        close_text(&open);
    }
}

static void put_note(struct private_notes *private, const char *round, const char *note)
{
    MEM_GROW(private->notes, private->note_count + 1, private->note_cap);
    private->notes[private->note_count] = (struct private_note){ .text = mem_copy_string(note) };
    strcpy(private->notes[private->note_count++].round, round);
}

static void put_votes(struct private_notes *private, const char *round, const char *id, int count)
{
    MEM_GROW(private->votes, private->vote_count + 1, private->vote_cap);
    private->votes[private->vote_count] = (struct private_votes){ .id = mem_copy_string(id),
        .count = count };
    strcpy(private->votes[private->vote_count++].round, round);
}

Test(round, merges_each_note_once)
{
    struct open_map open;
    struct round round;
    struct private_notes anna = { 0 }, ben = { 0 };
    struct round_notes notes = { 0 };
    open_text(&open, "silent 4f parking");
    cr_assert(round_read(&open.map, &round));
    put_note(&anna, "4f", "Queue at  the till");
    put_note(&anna, "4f", "RENAME it?");
    put_note(&anna, "3e", "of another round");
    put_note(&ben, "4f", "queue at the TILL");
    put_note(&ben, "4f", "A sign");
    put_note(&ben, "4f", "ЧЕРГА");
    put_note(&anna, "4f", "Черга");
    for (int again = 0; again < 2; again++) {
        round_collect(&notes, &round, &anna);
        round_collect(&notes, &round, &ben);
        cr_expect_eq(round_merge(&open.undo, &round, &notes), again ? 0 : 3);
        round_notes_release(&notes);
    }
    struct node_list parking = node_children(open.map.root, MAP_PARKING);
    cr_assert_eq(parking.count, 4);
    cr_expect(slice_is(node_headline(parking.items[1]), "A sign"), "in order, not by author");
    private_notes_release(&anna);
    private_notes_release(&ben);
    close_text(&open);
}

/* Touchpoints and pains are understood as everywhere; what is there already is not added again. */
Test(round, reads_notes_in_the_short_form)
{
    static const struct {
        const char *round, *note, *also;
        size_t added;
        const char *last, *channel; /* of the last child, or its severity */
    } rows[] = {
        { "silent 4f touchpoints find", "Ad @web -1 !slow !!3", "AD @WEB -1 !slow", 2, "Ad",
            "web" },
        { "silent 4f touchpoints find", "Ad -1 !slow !!3", "ad  -1 !slow !!3", 1, "ad", "" },
        { "silent 4f touchpoints find", "advert", "Advert !too loud", 0, "Advert", "" },
        { "silent 4f touchpoints find", "Advert @web", "Advert @app", 2, "Advert", "web" },
        { "silent 4f touchpoints find", "@web", "!", 2, "@web", "" }, /* no form: as it is */
        { "silent 4f pains advert", "Queue !!4", "queue", 2, "Queue", "4" },
        { "silent 4f pains advert", "Too late !!", "Too late", 1, "Too late !!", "" },
        { "silent 4f ideas advert", "Ad @web -1", "ad @web  -1", 1, "ad @web  -1", "" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct open_map open;
        struct round round;
        struct private_notes anna = { 0 };
        open_text(&open, rows[i].round);
        cr_assert(round_read(&open.map, &round), "%s", rows[i].round);
        put_note(&anna, "4f", rows[i].note);
        put_note(&anna, "4f", rows[i].also);
        for (int again = 0; again < 2; again++) {
            struct round_notes notes = { 0 };
            round_collect(&notes, &round, &anna);
            size_t count = round_merge(&open.undo, &round, &notes);
            cr_expect_eq(count, again ? 0 : rows[i].added, "%s: %zu", rows[i].note, count);
            round_notes_release(&notes);
        }
        struct node_list list = node_children(round.node, round.list);
        const struct node *last = list.items[list.count - 1];
        cr_expect(slice_is(node_headline(last), rows[i].last), "%s: %s", rows[i].note,
            node_headline(last).data);
        enum field field = last->kind == KIND_PAIN ? PAIN_SEVERITY : TOUCHPOINT_CHANNEL;
        if (last->kind != KIND_IDEA)
            cr_expect(slice_is(node_get(last, field), rows[i].channel), "%s", rows[i].note);
        private_notes_release(&anna);
        close_text(&open);
    }
}

static int votes_of(const struct open_map *open, const char *id)
{
    return node_int(map_find(&open->map, slice_of(id)), PAIN_VOTES, -100);
}

Test(round, counts_votes_as_far_as_they_are_allowed)
{
    struct open_map open;
    struct round round;
    struct private_notes anna = { 0 }, ben = { 0 }, eve = { 0 };
    struct round_tallies tallies;
    open_text(&open, "vote 4f pains 3 against");
    cr_assert(round_read(&open.map, &round));
    put_votes(&anna, "4f", "too-loud", 2);
    put_votes(&anna, "4f", "gone", 3);
    put_votes(&anna, "4f", "too-long", -1);
    put_votes(&ben, "4f", "too-long", -1);
    put_votes(&ben, "3e", "too-loud", 3);
    put_votes(&eve, "4f", "too-loud", 99);
    put_votes(&eve, "4f", "too-long", 99);
    round_tallies_init(&tallies, &open.map, &round);
    round_count(&tallies, &round, &anna);
    round_count(&tallies, &round, &ben);
    round_count(&tallies, &round, &eve);
    cr_expect_eq(round_used(&open.map, &round, &anna), 3);
    cr_expect_eq(tallies.voters, 3);
    cr_expect_eq(tallies.done, 2);
    undo_begin(&open.undo);
    round_store(&open.undo, &round, &tallies);
    undo_end(&open.undo);
    cr_expect_eq(votes_of(&open, "too-loud"), 5, "nobody has more than three");
    cr_expect_eq(votes_of(&open, "too-long"), -2, "a sum below 0 is stored");
    cr_expect_eq(votes_of(&open, "too-late"), -100);
    undo_undo(&open.undo);
    cr_expect_eq(votes_of(&open, "too-loud"), 7, "undo brings the earlier result back");
    round_tallies_release(&tallies);
    round.against = false;
    cr_expect_eq(round_used(&open.map, &round, &ben), 0);
    private_notes_release(&anna);
    private_notes_release(&ben);
    private_notes_release(&eve);
    close_text(&open);
}
