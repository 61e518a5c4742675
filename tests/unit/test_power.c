/* The power fails at any moment of a session: what is left opens, and has each edit that was
 * acknowledged more than a second before. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "base/clock.h"
#include "base/mem.h"
#include "session/session.h"
#include "store/store.h"
#include "support.h"
#include "unit/power_disk.h"

TestSuite(power, .timeout = 3000);

enum { EDITS = 120, EDIT_MS = 35, SAVE_EACH = 50, BOUND_MS = 1000, STATES = 400, SAID = 5 };

static const struct session_system system_power = {
    .calls = &power_calls, .journal_large = 900, .no_threads = true
};

/* When each note was said to be kept, and how many calls were made by then. */
static struct {
    int64_t time;
} acknowledged[EDITS];

static void nap(int ms)
{
    nanosleep(&(struct timespec){ .tv_nsec = ms * 1000000L }, NULL);
}

static void add_note(struct session *session, int number)
{
    struct undo *undo = &session->undo;
    struct buf text = BUF_INIT;
    struct node *note = node_new(undo->map, KIND_NOTE);
    buf_addf(&text, "note %d.", number);
    node_put(undo->map, note, NOTE_TEXT, buf_slice(&text));
    edit_insert(undo, undo->map->root, note, (size_t)-1);
    buf_release(&text);
    acknowledged[number].time = clock_ms();
}

/* Somebody types all the time, and the map is saved now and then, the journal begun anew. */
static void play(const char *path)
{
    struct session session;
    struct diags diags = DIAGS_INIT;
    cr_assert_eq(session_open(&session,
                     &(struct session_options){
                         .path = path, .max_size = STORE_MAX_SIZE, .system = &system_power },
                     &diags),
        STATUS_OK);
    for (int i = 0; i < EDITS; i++) {
        add_note(&session, i);
        nap(EDIT_MS);
        session_update(&session);
        if (i % SAVE_EACH == SAVE_EACH - 1)
            cr_expect_eq(session_save(&session, false, &diags), STATUS_OK);
    }
    session_close(&session);
    diags_release(&diags);
}

static size_t notes_of(const struct map *map, int number)
{
    size_t count = 0;
    struct node_list list = node_children(map->root, MAP_PARKING);
    char text[32];
    snprintf(text, sizeof text, "note %d.", number);
    for (size_t i = 0; i < list.count; i++)
        count += slice_is(node_get(list.items[i], NOTE_TEXT), text);
    return count;
}

static size_t lost, refused, foreign;

static void look_at(const char *path, size_t calls, const char *what)
{
    struct session session;
    struct diags diags = DIAGS_INIT;
    int64_t crash = power_time(calls - 1);
    if (session_open(&session,
            &(struct session_options){
                .path = path, .max_size = STORE_MAX_SIZE, .use = SESSION_PASS },
            &diags) != STATUS_OK) {
        if (++refused <= SAID)
            cr_expect_fail(
                "%s: does not open: %s", what, diags.count ? diags.items[0].text : "no message");
        diags_release(&diags);
        return;
    }
    /* It was all this program, and nobody else. */
    bool merged = session.conflicts.count || strstr(session.notice.data, "another program");
    if (merged && ++foreign <= SAID)
        cr_expect_fail("%s: %s", what, session.notice.data);
    for (int i = 0; i < EDITS && acknowledged[i].time; i++) {
        size_t count = notes_of(&session.map, i);
        bool due = acknowledged[i].time + BOUND_MS < crash;
        if ((due ? count != 1 : count > 1) && ++lost <= SAID)
            cr_expect_fail("%s: note %d is there %zu times, %ld ms old", what, i, count,
                (long)(crash - acknowledged[i].time));
    }
    session_close(&session);
    diags_release(&diags);
}

/* Else the file would have edits that no journal knows: whose they are would be forgotten. */
static void expect_flushed_first(size_t begun)
{
    size_t replaced = 0;
    for (size_t at = begun; at < power_count(); at++)
        if (power_renames_to(at, "map.yaml")) {
            replaced++;
            cr_expect_not(power_unsynced(at, ".map.yaml.cjm/journal"),
                "call %zu: the file is replaced before the journal is flushed", at);
        }
    cr_expect_eq(replaced, (size_t)(EDITS / SAVE_EACH));
}

static const char *const losses[LOSS_KINDS] = { "all kept", "dropped", "torn", "mixed", "names" };

Test(power, fails_at_any_moment)
{
    char *folder = test_folder();
    struct buf path = BUF_INIT;
    buf_addf(&path, "%s/map.yaml", folder);
    test_write(path.data, SLICE("cjm: 1\ntitle: T\n"));
    const char *wanted = getenv("CJM_POWER_STATES");
    size_t states = wanted ? strtoul(wanted, NULL, 10) : STATES;
    power_begin(folder);
    size_t begun = power_count();
    play(path.data);
    size_t calls = power_count() - begun;
    cr_assert_gt(calls, 100u, "%zu calls", calls);
    expect_flushed_first(begun);
    lost = refused = foreign = 0;
    for (size_t state = 0; state < states; state++) {
        char *left = test_folder();
        struct buf map = BUF_INIT, what = BUF_INIT;
        size_t at = begun + 1 + (size_t)((double)state / (double)states * (double)(calls - 1));
        enum power_loss loss = (enum power_loss)(state % LOSS_KINDS);
        buf_addf(&map, "%s/map.yaml", left);
        buf_addf(&what, "call %zu, %s", at, losses[loss]);
        power_crash(at, loss, (unsigned)state, left);
        look_at(map.data, at, what.data);
        buf_release(&map);
        buf_release(&what);
        test_remove_folder(left);
    }
    cr_expect(!lost && !refused && !foreign,
        "%zu states: %zu lost, %zu do not open, %zu as if changed by others", states, lost, refused,
        foreign);
    power_end();
    buf_release(&path);
    test_remove_folder(folder);
}
