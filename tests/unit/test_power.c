/* The power fails at any moment of a session: what is left opens, and has each edit that was
 * acknowledged more than a second before. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "support.h"
#include "unit/power_play.h"

TestSuite(power, .timeout = 7200);

enum { STATES = 400, STATES_A_PLAY = 500, STATES_UNSYNCED = 150, SAID = 5, BOUND_MS = 1000 };

static const struct session_system system_after = {
    .calls = &power_calls, .journal_large = 1 << 20, .no_threads = true
};

static const char *const losses[LOSS_KINDS] = { "all kept", "dropped", "torn", "mixed", "names" };

/* What is wrong with the folders that were looked at. */
static struct verdict {
    size_t lost, refused, foreign, broken;
    bool quiet;
} verdict;

static void complain(size_t *count, const char *what, const char *why)
{
    if (++*count <= SAID && !verdict.quiet)
        cr_expect_fail("%s: %s", what, why);
}

/* --- one folder --- */

static void look_at_notes(const struct session *session, int64_t crash, const char *what)
{
    for (size_t i = 0; i < play_note_count(); i++) {
        struct buf why = BUF_INIT;
        if (!play_note_is_right(&session->map, i, crash - BOUND_MS, crash, &why))
            complain(&verdict.lost, what, why.data);
        buf_release(&why);
    }
}

/* It was all this program, unless the play says that there was another one then. */
static void look_at_words(const struct session *session, size_t calls, const char *what)
{
    bool foreign = session->conflicts.count || strstr(session->notice.data, "another program");
    if (foreign && !play_was(calls, PLAY_OUTSIDE))
        complain(&verdict.foreign, what, session->notice.data);
    if (session->restored && !play_was(calls, PLAY_OUTSIDE) && !play_was(calls, PLAY_IN_PLACE))
        complain(&verdict.broken, what, session->notice.data);
}

static void look_at(const char *path, size_t calls, const char *what)
{
    struct session session;
    struct diags diags = DIAGS_INIT;
    struct session_options options = {
        .path = path, .max_size = STORE_MAX_SIZE, .use = SESSION_PASS, .system = &system_after
    };
    if (session_open(&session, &options, &diags) != STATUS_OK) {
        complain(&verdict.refused, what, diags.count ? diags.items[0].text : "no message");
    } else {
        look_at_words(&session, calls, what);
        look_at_notes(&session, power_time(calls - 1), what);
        session_close(&session);
    }
    diags_release(&diags);
}

static void fail_once(size_t call, enum power_loss loss, unsigned seed)
{
    char *left = test_folder();
    struct buf map = BUF_INIT, what = BUF_INIT;
    buf_addf(&map, "%s/map.yaml", left);
    buf_addf(&what, "call %zu, %s, seed %u%s", call, losses[loss], seed,
        play_was(call, PLAY_OUTSIDE) ? ", another program wrote" : "");
    power_crash(call, loss, seed, left);
    look_at(map.data, call, what.data);
    buf_release(&map);
    buf_release(&what);
    test_remove_folder(left);
}

/* --- all of them --- */

static struct totals {
    size_t states, was[PLAY_KINDS];
    struct power_counts counts;
} totals;

static void add_totals(void)
{
    const struct power_counts *counts = power_counted();
    totals.counts.dropped += counts->dropped;
    totals.counts.torn += counts->torn;
    totals.counts.renamed_bare += counts->renamed_bare;
    totals.counts.unlinks_kept += counts->unlinks_kept;
    totals.counts.unlinks_undone += counts->unlinks_undone;
}

static void fail_at_all(unsigned seed, size_t states, bool (*trusted)(size_t call))
{
    size_t first = play_first_call(), calls = power_count() - first;
    power_trust(trusted);
    for (size_t state = 0; state < states; state++) {
        size_t call = first + 1 + (size_t)((double)state / (double)states * (double)(calls - 1));
        fail_once(call, (enum power_loss)(state % LOSS_KINDS), seed + (unsigned)state);
        totals.states++;
        for (int kind = 0; kind < PLAY_KINDS; kind++)
            totals.was[kind] += play_was(call, (enum play_kind)kind);
    }
    add_totals();
}

static void expect_none(void)
{
    cr_expect(!verdict.lost && !verdict.refused && !verdict.foreign && !verdict.broken,
        "%zu states: %zu lost, %zu do not open, %zu as if changed by others, %zu with a broken "
        "file",
        totals.states, verdict.lost, verdict.refused, verdict.foreign, verdict.broken);
}

/* All that a crash may do was done. */
static void expect_each_kind(void)
{
    const struct power_counts *c = &totals.counts;
    printf("power: %zu states: %u with writes dropped, %u torn, %u renamed without data, %u names "
           "removed, %u there again; %zu in a save, %zu in place, %zu in a new journal, %zu at an "
           "edit from outside\n",
        totals.states, c->dropped, c->torn, c->renamed_bare, c->unlinks_kept, c->unlinks_undone,
        totals.was[PLAY_SAVE], totals.was[PLAY_IN_PLACE], totals.was[PLAY_NEW_JOURNAL],
        totals.was[PLAY_OUTSIDE]);
    fflush(stdout);
    cr_expect(c->dropped && c->torn && c->renamed_bare && c->unlinks_kept && c->unlinks_undone);
    for (int kind = 0; kind < PLAY_KINDS; kind++)
        cr_expect(totals.was[kind], "kind %d", kind);
}

/* Else the file would have edits that no journal knows: whose they are would be forgotten. */
static void expect_flushed_first(void)
{
    size_t replaced = 0;
    for (size_t at = play_first_call(); at < power_count(); at++)
        if (power_renames_to(at, "map.yaml") && !play_was(at + 1, PLAY_OUTSIDE)) {
            replaced++;
            cr_expect_not(power_unsynced(at, ".map.yaml.cjm/journal"),
                "call %zu: the file is replaced before the journal is flushed", at);
        }
    cr_expect_gt(replaced, 2u);
}

/* So many states, from a play on that is another for each seed. */
Test(power, fails_at_any_moment)
{
    size_t states = test_number("CJM_POWER_STATES", STATES);
    for (unsigned seed = (unsigned)test_number("CJM_POWER_SEED", 1); states; seed++) {
        size_t now = states < STATES_A_PLAY ? states : STATES_A_PLAY;
        play_begin(seed);
        power_trust(NULL);
        expect_flushed_first();
        fail_at_all(seed, now, NULL);
        play_end();
        states -= now;
    }
    expect_each_kind();
    expect_none();
}

/* --- without the syncs --- */

static bool begins(const char *text, const char *with)
{
    return text && strncmp(text, with, strlen(with)) == 0;
}

static bool is_journal(size_t call)
{
    return begins(power_synced(call), ".map.yaml.cjm/journal");
}

static bool but_journal(size_t call)
{
    return !is_journal(call);
}

/* The last one before the file is replaced. */
static bool but_journal_first(size_t call)
{
    if (!is_journal(call))
        return true;
    for (size_t at = call + 1; at < power_count() && !is_journal(at); at++)
        if (power_renames_to(at, "map.yaml"))
            return false;
    return true;
}

static bool but_new_file(size_t call)
{
    return !begins(power_synced(call), ".cjm-save-");
}

static bool but_in_place(size_t call)
{
    return !power_synced(call) || strcmp(power_synced(call), "map.yaml") != 0;
}

static bool but_folder(size_t call)
{
    return !power_synced(call) || *power_synced(call);
}

static bool but_journal_folder(size_t call)
{
    return !power_synced(call) || strcmp(power_synced(call), ".map.yaml.cjm") != 0;
}

/* Each sync is there for something: without it these tests are red. */
Test(power, each_sync_is_needed)
{
    static const struct {
        const char *what;
        bool (*trusted)(size_t call);
        size_t *wrong;
    } syncs[] = {
        { "the journal's", but_journal, &verdict.lost },
        { "the journal's before the file is replaced", but_journal_first, &verdict.foreign },
        { "the new file's", but_new_file, &verdict.broken },
        { "the old file's, written in place,", but_in_place, &verdict.foreign },
        { "the map's folder's", but_folder, &verdict.foreign },
        { "the journal's folder's", but_journal_folder, &verdict.lost },
    };
    play_begin(1);
    for (size_t i = 0; i < sizeof syncs / sizeof *syncs; i++) {
        verdict = (struct verdict){ .quiet = true };
        fail_at_all(1, STATES_UNSYNCED, syncs[i].trusted);
        cr_expect(*syncs[i].wrong,
            "without %s sync: %zu lost, %zu do not open, %zu as if changed by others, %zu broken",
            syncs[i].what, verdict.lost, verdict.refused, verdict.foreign, verdict.broken);
    }
    play_end();
}
