/* Sessions that cross each other at the worst moments: nothing is lost, and all have the same. */
#include <criterion/criterion.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "session/share.h"
#include "store/store.h"
#include "support.h"
#include "unit/journal_support.h"

TestSuite(share, .init = journal_set_up, .fini = journal_tear_down, .timeout = 60);

/* --- a system with faults --- */

static bool writes_fail;
static const char *written_outside; /* right behind the next replacement of the map */

static ssize_t faulty_write(int fd, const void *data, size_t len)
{
    if (!writes_fail)
        return file_calls_system.write(fd, data, len);
    errno = ENOSPC;
    return -1;
}

static int faulty_rename(int folder, const char *from, const char *to)
{
    int result = file_calls_system.renameat(folder, from, to);
    bool is_map = strcmp(to, "map.yaml") == 0;
    if (written_outside && is_map)
        test_write(map_path(), slice_of(written_outside));
    written_outside = is_map ? NULL : written_outside;
    return result;
}

/* --- sessions --- */

static void join_on(struct session *session, const struct session_system *system, const char *path)
{
    struct diags diags = DIAGS_INIT;
    cr_assert_eq(
        session_open(session,
            &(struct session_options){ .path = path, .max_size = STORE_MAX_SIZE, .system = system },
            &diags),
        STATUS_OK);
    cr_assert_not_null(session->share);
    diags_release(&diags);
}

static void join(struct session *session)
{
    join_on(session, NULL, map_path());
}

static void set(struct session *session, enum field field, const char *text)
{
    edit_set(&session->undo, session->map.root, field, slice_of(text));
}

static void expect(struct session *session, enum field field, const char *wanted, const char *who)
{
    struct slice value = node_get(session->map.root, field);
    cr_expect(slice_is(value, wanted), "%s has \"%.*s\" in %s, not \"%s\"", who, SLICE_ARG(value),
        field_def(field)->key, wanted);
}

static enum status save(struct session *session)
{
    struct diags diags = DIAGS_INIT;
    enum status status = session_save(session, false, &diags);
    diags_release(&diags);
    return status;
}

static struct text_mark mark_of(const char *text)
{
    return text_mark_of(slice_of(text));
}

/* --- the texts of the file --- */

Test(share, knows_what_the_file_has_however_many_saves_fail)
{
    struct share share = { 0 };
    char text[16];
    share_know(&share, mark_of("in place"), 3, true);
    for (unsigned i = 0; i < 3 * TEXTS_KNOWN; i++) {
        snprintf(text, sizeof text, "failed %u", i);
        share_know(&share, mark_of(text), 4 + i, false);
    }
    cr_assert_not_null(share_expected(&share));
    cr_expect_eq(share_expected(&share)->seq, 3);
    cr_expect_not_null(share_text(&share, mark_of("in place")));
    cr_expect_not_null(share_text(&share, mark_of(text)));
}

Test(share, knows_a_text_that_comes_again)
{
    struct share share = { 0 };
    share_know(&share, mark_of("a"), 3, true);
    share_know(&share, mark_of("b"), 3, true);
    cr_expect_null(share_text(&share, mark_of("a")), "it is of the past");
    share_know(&share, mark_of("a"), 3, false);
    cr_expect(text_mark_equal(share_expected(&share)->mark, mark_of("b")));
    cr_expect_not_null(share_text(&share, mark_of("a")));
    share_know(&share, mark_of("a"), 3, true);
    cr_expect_null(share_text(&share, mark_of("b")));
    cr_expect_eq(share.text_count, 2);
}

/* --- names --- */

/* A name that was chosen is still known when its bearer has left. */
Test(share, keeps_the_names_of_those_who_left)
{
    struct session a, b;
    bool found = false;
    join(&a);
    session_set_name(&a, SLICE("Zoe of the shop"));
    set(&a, MAP_GOAL, "of a");
    session_close(&a);
    join(&b);
    expect(&b, MAP_GOAL, "of a", "b");
    for (size_t i = 0; i < b.share->replay.author_count; i++)
        found |= strcmp(session_author(&b, (uint16_t)i), "Zoe of the shop") == 0;
    cr_expect(found);
    session_close(&b);
}

/* --- edits that wait --- */

Test(share, what_waits_comes_behind_what_others_did)
{
    struct file_calls calls = file_calls_system;
    struct session_system system = { .calls = &calls, .journal_large = 1024 * 1024 };
    struct session a, b;
    calls.write = faulty_write;
    join_on(&a, &system, map_path());
    join(&b);
    set(&a, MAP_SCENARIO, "before");
    writes_fail = true;
    set(&a, MAP_GOAL, "of a");
    cr_assert(session_at_risk(&a));
    set(&b, MAP_GOAL, "of b");
    set(&b, MAP_OWNER, "b");
    share_check_file(a.share);
    share_catch_up(a.share);
    expect(&a, MAP_OWNER, "b", "a");
    expect(&a, MAP_GOAL, "of a", "a, whose edit waits,");
    writes_fail = false;
    a.share->tried = 0; /* a second went by */
    session_update(&a);
    cr_expect(!session_at_risk(&a));
    session_update(&b);
    expect(&b, MAP_GOAL, "of a", "b");
    expect(&a, MAP_GOAL, "of a", "a");
    session_close(&a);
    session_close(&b);
}

/* --- building anew --- */

Test(share, more_of_an_action_is_not_what_others_did)
{
    struct session a, b;
    join(&a);
    join(&b);
    set(&a, MAP_GOAL, "of a");
    session_update(&b);
    set(&b, MAP_OWNER, "b");
    session_event(&a, EVENT_RECORDS_LOST);
    session_update(&a);
    expect(&a, MAP_OWNER, "b", "a");
    undo_begin_more(&a.undo);
    set(&a, MAP_SCENARIO, "of a");
    undo_end(&a.undo);
    cr_expect_not_null(undo_undo(&a.undo));
    session_update(&b);
    expect(&a, MAP_OWNER, "b", "a");
    expect(&b, MAP_OWNER, "b", "b");
    expect(&b, MAP_GOAL, "", "b");
    session_close(&a);
    session_close(&b);
}

Test(share, is_built_on_the_file_where_the_base_is_damaged)
{
    struct session a, b;
    join(&a);
    set(&a, MAP_GOAL, "of a");
    cr_assert_eq(save(&a), STATUS_OK);
    join(&b);
    set(&b, MAP_OWNER, "b");
    test_write(beside_map("base"), SLICE("cjm: 1\ntitle: damaged\n"));
    a.state = SESSION_WATCH_AHEAD; /* as if another program had written the file */
    session_update(&a);
    expect(&a, MAP_OWNER, "b", "a");
    expect(&a, MAP_GOAL, "of a", "a");
    session_close(&a);
    session_close(&b);
}

Test(share, does_not_save_while_it_is_behind)
{
    struct session a, b;
    struct buf file = BUF_INIT, base = BUF_INIT;
    join(&a);
    set(&a, MAP_GOAL, "of a");
    join(&b);
    set(&b, MAP_OWNER, "b");
    session_flush(&a);
    test_read(map_path(), &file);
    test_read(beside_map("base"), &base);
    unlink(beside_map("base"));
    unlink(map_path());
    session_event(&a, EVENT_RECORDS_LOST);
    session_update(&a);
    cr_expect_eq(save(&a), STATUS_FOUND, "what b did would be lost");
    cr_expect(!session_at_risk(&a), "the journal has it");
    test_write(beside_map("base"), buf_slice(&base));
    test_write(map_path(), buf_slice(&file));
    cr_expect_eq(save(&a), STATUS_OK);
    expect(&a, MAP_OWNER, "b", "a");
    expect(&a, MAP_GOAL, "of a", "a");
    session_close(&a);
    session_close(&b);
    buf_release(&file);
    buf_release(&base);
}

/* Another one goes on right then. */
static int put_base_and_open(int folder, const char *name, int flags, mode_t mode)
{
    if (strcmp(name, "base-next") == 0)
        renameat(folder, name, folder, "base");
    return file_calls_system.openat(folder, name, flags, mode);
}

/* Killed between the new journal and its base. */
Test(share, stands_on_the_next_base_until_it_is_in_place)
{
    struct session_system small = { .calls = &file_calls_system, .journal_large = 1 };
    struct file_calls calls = file_calls_system;
    struct session a, b;
    struct buf old = BUF_INIT, next = BUF_INIT;
    join_on(&a, &small, map_path());
    set(&a, MAP_GOAL, "of a");
    session_flush(&a);
    test_read(beside_map("base"), &old);
    cr_assert_eq(save(&a), STATUS_OK);
    set(&a, MAP_OWNER, "in the journal");
    session_close(&a);
    test_read(beside_map("base"), &next);
    test_write(beside_map("base-next"), buf_slice(&next));
    test_write(beside_map("base"), buf_slice(&old));
    test_write(map_path(), SLICE("cjm: 1\ntitle: T\ngoal: of a\nowner: outside\n"));
    join(&b);
    cr_expect_eq(b.conflicts.count, 1, "two wrote the owner");
    set(&b, MAP_SCENARIO, "of b");
    session_close(&b);
    test_write(beside_map("base-next"), buf_slice(&next));
    test_write(beside_map("base"), buf_slice(&old));
    test_write(map_path(), SLICE("cjm: 1\ntitle: T\ngoal: of a\nowner: outside\nscenario: s\n"));
    small.calls = &calls;
    calls.openat = put_base_and_open;
    join_on(&b, &small, map_path());
    cr_expect_eq(b.conflicts.count, 1, "its base came just then");
    session_close(&b);
    buf_release(&old);
    buf_release(&next);
}

/* --- the file --- */

Test(share, what_another_program_writes_behind_a_save_is_seen)
{
    struct file_calls calls = file_calls_system;
    struct session_system system = { .calls = &calls, .journal_large = 1024 * 1024 };
    struct session a;
    calls.renameat = faulty_rename;
    join_on(&a, &system, map_path());
    set(&a, MAP_GOAL, "of a");
    written_outside = "cjm: 1\ntitle: T\ngoal: of a\nowner: outside\n";
    cr_assert_eq(save(&a), STATUS_OK);
    share_check_file(a.share);
    test_wait_for_rest();
    share_check_file(a.share);
    expect(&a, MAP_OWNER, "outside", "a");
    expect(&a, MAP_GOAL, "of a", "a");
    session_close(&a);
}

/* One who saved was killed before it could say so. */
Test(share, a_text_in_its_place_is_what_the_file_is_to_have)
{
    struct session a, b;
    struct buf old = BUF_INIT, text = BUF_INIT;
    struct diags diags = DIAGS_INIT;
    test_read(map_path(), &old);
    join(&a);
    set(&a, MAP_GOAL, "of a");
    cr_assert_eq(store_text(&a.map, &text, &diags), STATUS_OK);
    cr_assert(share_lock(a.share, 0));
    share_catch_up(a.share);
    cr_assert(share_note(a.share, "saving", text_mark_of(buf_slice(&text)), a.share->edited));
    share_unlock(a.share);
    test_write(map_path(), buf_slice(&text));
    session_close(&a);
    join(&b);
    expect(&b, MAP_GOAL, "of a", "b");
    cr_expect(!session_unsaved(&b));
    test_write(map_path(), buf_slice(&old));
    share_check_file(b.share);
    test_wait_for_rest();
    share_check_file(b.share);
    expect(&b, MAP_GOAL, "", "b, after a checkout of the old file,");
    session_close(&b);
    buf_release(&old);
    buf_release(&text);
}

Test(share, what_is_saved_over_another_map_has_none_of_its_journal)
{
    struct session a, b;
    struct diags diags = DIAGS_INIT;
    struct buf path = BUF_INIT;
    buf_addf(&path, "%s.other.yaml", map_path());
    test_write(path.data, SLICE("cjm: 1\ntitle: Other\n"));
    join_on(&b, NULL, path.data);
    set(&b, MAP_OWNER, "of the other");
    session_close(&b); /* as if it was killed: nothing is saved */
    join(&a);
    cr_assert_eq(session_save_as(&a, path.data, true, &diags), STATUS_OK);
    session_close(&a);
    join_on(&b, NULL, path.data);
    expect(&b, MAP_TITLE, "T", "the map");
    expect(&b, MAP_OWNER, "", "the map");
    session_close(&b);
    unlink(path.data);
    buf_release(&path);
}
