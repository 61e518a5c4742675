/* A session on a journal that was cut or damaged: what is whole is recovered, the rest is told. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "session/session.h"
#include "store/store.h"
#include "support.h"
#include "unit/journal_support.h"

TestSuite(session_damage, .init = journal_set_up, .fini = journal_tear_down, .timeout = 600);

enum { EDITS = 6 };

static struct buf journal, map_text, base;

static void open_session(struct session *session, enum session_use use)
{
    struct diags diags = DIAGS_INIT;
    cr_assert_eq(
        session_open(session,
            &(struct session_options){ .path = map_path(), .max_size = STORE_MAX_SIZE, .use = use },
            &diags),
        STATUS_OK);
    cr_assert_not_null(session->share, "%s", session->notice.data);
    diags_release(&diags);
}

static void write_note(struct session *session, const char *text)
{
    struct node *note = node_new(&session->map, KIND_NOTE);
    node_put(&session->map, note, NOTE_TEXT, slice_of(text));
    edit_insert(&session->undo, session->map.root, note, (size_t)-1);
}

/* The journal of a program that died after its edits. */
static void make_journal(void)
{
    pid_t pid = fork();
    if (pid == 0) {
        struct session session;
        open_session(&session, SESSION_SHARE);
        for (int i = 0; i < EDITS; i++) {
            char text[32];
            snprintf(text, sizeof text, "note %d", i);
            write_note(&session, text);
        }
        session_flush(&session); /* with the base */
        _exit(0);
    }
    waitpid(pid, NULL, 0);
    buf_init(&journal);
    buf_init(&map_text);
    buf_init(&base);
    test_read(beside_map("journal"), &journal);
    test_read(beside_map("base"), &base);
    test_read(map_path(), &map_text);
}

static bool has_note(const struct session *session, int number)
{
    char text[32];
    struct node_list list = node_children(session->map.root, MAP_PARKING);
    snprintf(text, sizeof text, "note %d", number);
    for (size_t i = 0; i < list.count; i++)
        if (slice_is(node_get(list.items[i], NOTE_TEXT), text))
            return true;
    return false;
}

/* How many whole lines with an edit there are before that place. */
static int edits_before(size_t at)
{
    int lines = 0;
    for (size_t i = 0; i < at; i++)
        lines += journal.data[i] == '\n';
    return lines > 1 ? lines - 1 : 0;
}

/* Then it saves, and is as it was when it is opened again. */
static void expect_useful(struct session *session, const char *what, size_t at)
{
    struct diags diags = DIAGS_INIT;
    struct buf before = BUF_INIT, after = BUF_INIT;
    write_note(session, "later");
    cr_expect_eq(session_save(session, false, &diags), STATUS_OK, "%s at %zu: %s", what, at,
        diags.count ? diags.items[0].text : "");
    store_canonical(&session->map, &before);
    session_close(session);
    open_session(session, SESSION_READ);
    store_canonical(&session->map, &after);
    cr_expect_str_eq(after.data, before.data, "%s at %zu", what, at);
    buf_release(&before);
    buf_release(&after);
    diags_release(&diags);
}

static void expect_recovery(const char *what, size_t at, struct slice text, bool damaged)
{
    struct session session;
    test_write(map_path(), buf_slice(&map_text));
    test_write(beside_map("base"), buf_slice(&base));
    test_write(beside_map("journal"), text);
    unlink(beside_map("earlier"));
    open_session(&session, SESSION_SHARE);
    /* Without its first line a journal stands on no known text, and still gives what it has. */
    for (int i = 0; i < edits_before(at); i++)
        cr_expect(has_note(&session, i), "%s at %zu: note %d is lost (%s)", what, at, i,
            session.notice.data);
    cr_expect(!damaged || strstr(session.notice.data, "damaged"), "%s at %zu: \"%s\"", what, at,
        session.notice.data);
    expect_useful(&session, what, at);
    session_close(&session);
}

static int step(void)
{
    return getenv("SOAK") ? 1 : 7;
}

Test(session_damage, cut_at_each_byte)
{
    make_journal();
    for (size_t at = 0; at <= journal.len; at += (size_t)step()) {
        bool whole = at == 0 || journal.data[at - 1] == '\n';
        expect_recovery("cut", at, (struct slice){ journal.data, at }, !whole);
    }
    buf_release(&journal);
    buf_release(&base);
    buf_release(&map_text);
}

Test(session_damage, a_flipped_bit_in_each_byte)
{
    make_journal();
    for (size_t at = 0; at < journal.len; at += (size_t)step()) {
        char bit = (char)(1 << at % 8);
        journal.data[at] ^= bit;
        struct slice text = buf_slice(&journal);
        struct buf flipped = BUF_INIT;
        buf_add_slice(&flipped, text);
        journal.data[at] ^= bit;
        expect_recovery("flipped", at, buf_slice(&flipped), true);
        buf_release(&flipped);
    }
    buf_release(&journal);
    buf_release(&base);
    buf_release(&map_text);
}
