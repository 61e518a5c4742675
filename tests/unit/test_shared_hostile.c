/* Lines that no honest program writes: whatever comes, the map stays one that can be saved. */
#include <criterion/criterion.h>

#include <stdlib.h>

#include "session/share.h"
#include "store/own_key.h"
#include "store/store.h"
#include "unit/shared_support.h"
#include "unit/store_support.h"

enum { PEOPLE = 3, BIG = 1100 * 1000 };

static struct slice random_line(const struct shared_table *table, uint64_t *state)
{
    return slice_of(table->lines[random_below(state, (unsigned)table->count)].text);
}

/* The tokens of a line, with some taken from another one, left out, doubled or made up. */
static void swap_tokens(
    const struct shared_table *table, struct slice line, uint64_t *state, struct buf *out)
{
    static const char *const odd[] = { "map", "", "-", "=", "4294967295", "999999999", "-1",
        "(stage", "(map", ")", "(", "website", "cjm=2", "title=", "?3:a: b", "?1:&", "=\\x00",
        "=\\xff", "\\", "emotion", "persona", "=ben\\x009\\x00", "step-x", "=2026-02-31", "p0",
        "p1", "1", "2" };
    struct slice other = random_line(table, state);
    struct buf token = BUF_INIT;
    for (buf_clear(&token); edit_token_next(&line, &token); buf_clear(&token)) {
        struct buf theirs = BUF_INIT;
        if (!edit_token_next(&other, &theirs))
            other = random_line(table, state);
        unsigned what = random_below(state, 24);
        if (what == 0)
            edit_token_add(out, buf_slice(&theirs));
        else if (what == 1)
            buf_add_char(out, '\t'),
                buf_adds(out, odd[random_below(state, sizeof odd / sizeof *odd)]);
        else if (what != 2)
            edit_token_add(out, buf_slice(&token));
        if (what == 3)
            edit_token_add(out, buf_slice(&token));
        buf_release(&theirs);
    }
    buf_release(&token);
}

static void flip_bits(struct buf *line, uint64_t *state)
{
    for (unsigned n = random_below(state, 3); n && line->len; n--)
        line->data[random_below(state, (unsigned)line->len)] ^= (char)(1u
                                                                       << random_below(state, 8));
}

/* One that is too long to be taken, or too deep. */
static void add_huge(uint64_t *state, struct buf *out)
{
    buf_adds(out,
        random_below(state, 2) ? "set\tshop\tdoing\t-\t=" : "insert\tmap\t0\t(stage\tx\tname=");
    bool deep = random_below(state, 2);
    for (int i = 0; i < (deep ? BIG / 10 : BIG); i++)
        buf_adds(out, deep ? "\t(stage\tx" : "x");
}

static void mutate(const struct shared_table *table, uint64_t *state, struct buf *out)
{
    buf_clear(out);
    switch (random_below(state, 600) ? random_below(state, 5) : 5) {
    case 0:
        random_text(state, out);
        break;
    case 1:
        buf_addf(out, "%s\tp%u\t%u", random_below(state, 2) ? "undo" : "redo",
            random_below(state, 5), random_below(state, 120));
        break;
    case 2:
        buf_add_slice(out, random_line(table, state));
        flip_bits(out, state);
        break;
    case 5:
        add_huge(state, out);
        break;
    default:
        swap_tokens(table, random_line(table, state), state, out);
    }
}

static void replay(
    struct shared_person *person, unsigned author, uint32_t action, struct slice text)
{
    char token[8] = { 'p', (char)('0' + author), '\0' };
    struct edit edit;
    replay_line(&person->replay,
        &(struct replay_line){ .author = slice_of(token), .action = action, .text = text }, &edit);
}

/* The file's text and the canonical one are read without complaint, and the same map comes of it.
 * (Not in the file: emotions of personas that are not there.) */
static void expect_can_be_saved(const struct map *map, uint64_t seed)
{
    struct map back;
    struct buf text = BUF_INIT, again = BUF_INIT;
    write_map(map, &text);
    read_map(&back, buf_slice(&text));
    map_release(&back);
    buf_clear(&text);
    store_canonical(map, &text);
    read_map(&back, buf_slice(&text));
    store_canonical(&back, &again);
    cr_assert_str_eq(again.data, text.data, "seed %u", (unsigned)seed);
    map_release(&back);
    buf_release(&text);
    buf_release(&again);
}

/* Honest lines, of some actions only half, and others between; one's own undo and redo. */
static void be_attacked(
    struct shared_person *person, const struct shared_table *table, uint64_t *state)
{
    struct buf line = BUF_INIT;
    for (size_t i = 0; i < table->count; i++) {
        const struct shared_line *honest = &table->lines[i];
        if (random_below(state, 8))
            replay(person, (unsigned)(honest->author[1] - '0'), honest->action,
                slice_of(honest->text));
        if (random_below(state, 3) == 0) {
            mutate(table, state, &line);
            bool same = random_below(state, 2);
            replay(person, same ? (unsigned)(honest->author[1] - '0') : random_below(state, 5),
                same ? honest->action : random_below(state, 120), buf_slice(&line));
        }
        if (random_below(state, 4) == 0)
            replay_rest(&person->replay);
        if (random_below(state, 10) == 0)
            random_below(state, 3) ? undo_undo(&person->undo) : undo_redo(&person->undo);
        if (i % 40 == 0)
            expect_can_be_saved(&person->map, *state);
    }
    buf_release(&line);
}

static void attack(uint64_t seed)
{
    uint64_t state = seed;
    struct shared_table table = { 0 }, none = { 0 };
    struct shared_person people[PEOPLE], victim;
    for (int i = 0; i < PEOPLE; i++)
        shared_join(&people[i], &table, i);
    for (int step = 0; step < 150; step++)
        shared_random_step(&people[random_below(&state, PEOPLE)], &state);
    shared_join(&victim, &none, 9);
    victim.undo.recorder = (struct edit_recorder){ 0 };
    victim.replay.reader.own_key = own_key_read;
    replay_adopt(&victim.replay, SLICE("p0"));
    be_attacked(&victim, &table, &state);
    expect_can_be_saved(&victim.map, seed);
    shared_leave(&victim);
    for (int i = 0; i < PEOPLE; i++)
        shared_leave(&people[i]);
    shared_clear(&table);
}

Test(shared_hostile, the_map_can_be_saved_whatever_comes, .timeout = 600)
{
    const char *times = getenv("CJM_SOAK");
    for (int round = 0; round < (times ? atoi(times) : 30); round++)
        attack(21 + (uint64_t)round);
}

/* A value that no file could bring back is not taken. */
Test(shared_hostile, values_are_what_a_file_can_hold)
{
    static const struct {
        const char *line;
        enum edit_text wanted;
    } rows[] = {
        { "set\twebsite\temotion\t-\t=2", EDIT_TEXT_GOOD },
        { "set\twebsite\temotion\t-\t=ben\\x002\\x00", EDIT_TEXT_GOOD },
        { "set\twebsite\temotion\t-\t=ben\\x009\\x00", EDIT_TEXT_BAD },
        { "set\twebsite\temotion\t-\t=ben\\x00", EDIT_TEXT_BAD },
        { "set\twebsite\temotion\t-\t=\\x001\\x00", EDIT_TEXT_BAD },
        { "set\twebsite\temotion\t-\t=7", EDIT_TEXT_BAD },
        { "set\twebsite\temotion\t-\t=glad", EDIT_TEXT_BAD },
        { "set\twebsite\temotion\t-\t=", EDIT_TEXT_BAD },
        { "set\tanna\tgoals\t-\t=a\\x00b\\x00", EDIT_TEXT_GOOD },
        { "set\tanna\tgoals\t-\t=a\\x00b", EDIT_TEXT_BAD },
        { "set\tanna\trole\t-\t=cook", EDIT_TEXT_GOOD },
        { "set\tanna\trole\t-\t=co\\x00ok", EDIT_TEXT_BAD },
        { "set\tanna\trole\t-\t=\xFF", EDIT_TEXT_BAD },
        { "set\twebsite\tmoment\t-\t=true", EDIT_TEXT_GOOD },
        { "set\twebsite\tmoment\t-\t=perhaps", EDIT_TEXT_BAD },
        { "set\twebsite\tpains\t-\t=Slow", EDIT_TEXT_BAD },
        { "set\twebsite\tanswer\t-\t=42", EDIT_TEXT_BAD },
        { "set\tnobody\trole\t-\t=cook", EDIT_TEXT_LOST },
    };
    struct shared_table table = { 0 };
    struct shared_person person;
    shared_join(&person, &table, 0);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct edit edit;
        struct slice line = slice_of(rows[i].line);
        cr_expect_eq(edit_text_read(&person.replay.reader, line, false, &edit), rows[i].wanted,
            "row %zu: %s", i, rows[i].line);
    }
    shared_leave(&person);
    shared_clear(&table);
}

/* Lanes say what own keys may hold; a file where one does not is refused. */
Test(shared_hostile, lanes_and_their_values_are_what_a_file_can_hold)
{
    static const struct {
        const char *line;
        enum edit_text wanted;
    } rows[] = {
        { "set\tmood\tkey\t-\t=A b", EDIT_TEXT_BAD },
        { "set\tmood\tkey\t-\t=name", EDIT_TEXT_BAD },
        { "set\tmood\tkey\t-\t-", EDIT_TEXT_BAD },
        { "set\tmood\twords\t-\t-", EDIT_TEXT_BAD },
        { "set\tmood\twords\t-\t=good\\x00odd\\x00", EDIT_TEXT_GOOD },
        { "set\tmood\tlabel\t-\t=How", EDIT_TEXT_GOOD },
        { "set\tone\t?mood\t-\t=bad", EDIT_TEXT_BAD },
        { "set\tone\t?mood\t-\t=[good]", EDIT_TEXT_BAD },
        { "set\tone\t?mood\t-\t=odd", EDIT_TEXT_GOOD },
        { "set\tone\t?other\t-\t=[good]", EDIT_TEXT_GOOD },
        { "set\tweb\t?cost\t-\t=77", EDIT_TEXT_BAD },
        { "set\tweb\t?cost\t-\t=7", EDIT_TEXT_GOOD },
    };
    struct map map;
    struct undo undo;
    struct replay replay;
    read_map(&map, SLICE("cjm: 1\ntitle: T\nlanes:\n"
                         "  - {key: mood, of: stage, type: choice, words: [good, bad]}\n"
                         "  - {key: cost, type: number, low: 1, high: 9}\n"
                         "stages: [{name: One, touchpoints: [Web]}]\n"));
    undo_init(&undo, &map);
    replay_init(&replay, &undo, "me");
    replay.reader.own_key = own_key_read;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct edit edit;
        enum edit_text result = replay_line(&replay,
            &(struct replay_line){ SLICE("other"), (uint32_t)i + 1, slice_of(rows[i].line) },
            &edit);
        cr_expect_eq(result, rows[i].wanted, "%s", rows[i].line);
        expect_can_be_saved(&map, i);
    }
    replay_release(&replay);
    undo_release(&undo);
    map_release(&map);
}
