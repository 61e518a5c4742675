/* A session that fell behind where the text on which the journal stands is gone. */
#include <criterion/criterion.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "session/share.h"
#include "store/store.h"
#include "support.h"
#include "unit/journal_support.h"

TestSuite(session_baseless, .init = journal_set_up, .fini = journal_tear_down, .timeout = 120);

/* Each save begins the journal anew: who was not there for two has lost what is between. */
static const struct session_system small = { .calls = &file_calls_system, .journal_large = 1 };

struct stage {
    struct session session;
    struct buf said;
};

static void said(void *context, bool error, const char *text)
{
    struct stage *stage = context;
    buf_addf(&stage->said, "%s%s\n", error ? "! " : "", text);
}

static void open_with(struct session *session, const struct session_system *system)
{
    struct diags diags = DIAGS_INIT;
    cr_assert_eq(session_open(session,
                     &(struct session_options){
                         .path = map_path(), .max_size = STORE_MAX_SIZE, .system = system },
                     &diags),
        STATUS_OK);
    cr_assert_not_null(session->share);
    diags_release(&diags);
}

static void open_session(struct session *session)
{
    open_with(session, &small);
}

static void write_note(struct session *session, const char *text)
{
    struct node *note = node_new(&session->map, KIND_NOTE);
    node_put(&session->map, note, NOTE_TEXT, slice_of(text));
    edit_insert(&session->undo, session->map.root, note, (size_t)-1);
}

static enum status save(struct session *session)
{
    struct diags diags = DIAGS_INIT;
    enum status status = session_save(session, false, &diags);
    cr_expect(status == STATUS_OK || diags.count);
    diags_release(&diags);
    return status;
}

/* Another program writes and saves twice. */
static void write_elsewhere(const char *who)
{
    pid_t pid = fork();
    if (pid == 0) {
        struct session other;
        char text[32];
        open_session(&other);
        for (int i = 1; i <= 3; i++) {
            snprintf(text, sizeof text, "%s %d", who, i);
            write_note(&other, text);
            if (i < 3)
                save(&other);
        }
        _exit(0);
    }
    int status;
    cr_assert_eq(waitpid(pid, &status, 0), pid);
    cr_assert_eq(status, 0);
}

static void begin_with(struct stage *stage, const struct session_system *system)
{
    test_write(map_path(), SLICE("cjm: 1\ntitle: T\n"));
    open_with(&stage->session, system);
    buf_init(&stage->said);
    stage->session.listener.said = said;
    stage->session.listener.context = stage;
    write_note(&stage->session, "mine 1");
    cr_expect_eq(save(&stage->session), STATUS_OK);
    write_note(&stage->session, "mine 2");
    write_elsewhere("theirs");
}

static void begin(struct stage *stage)
{
    begin_with(stage, &small);
}

static void expect_notes(const struct map *map, const char *const *notes, const char *where)
{
    struct node_list list = node_children(map->root, MAP_PARKING);
    for (; *notes; notes++) {
        size_t count = 0;
        for (size_t i = 0; i < list.count; i++)
            count += slice_is(node_get(list.items[i], NOTE_TEXT), *notes);
        cr_expect_eq(count, 1, "%s: \"%s\" is there %zu times", where, *notes, count);
    }
}

/* Here, in the file, and for who opens it next. */
static void expect_all(struct stage *stage)
{
    static const char *const all[] = { "mine 1", "mine 2", "mine 3", "theirs 1", "theirs 2",
        "theirs 3", NULL };
    struct session next;
    struct map file;
    struct diags diags = DIAGS_INIT;
    expect_notes(&stage->session.map, all, "here");
    cr_expect(!session_at_risk(&stage->session), "%s", stage->said.data);
    open_session(&next);
    expect_notes(&next.map, all, "there");
    session_close(&next);
    cr_expect_eq(save(&stage->session), STATUS_OK);
    map_begin(&file);
    cr_expect_eq(store_read(&file, map_path(), STORE_MAX_SIZE, &diags), STATUS_OK);
    expect_notes(&file, all, "in the file");
    map_release(&file);
    diags_release(&diags);
}

static void end(struct stage *stage)
{
    session_close(&stage->session);
    buf_release(&stage->said);
}

Test(session_baseless, the_file_takes_its_place)
{
    struct stage stage;
    begin(&stage);
    unlink(beside_map("base"));
    session_update(&stage.session);
    write_note(&stage.session, "mine 3");
    cr_expect_str_empty(stage.said.data ? stage.said.data : "");
    expect_all(&stage);
    end(&stage);
}

static void write_outside(void)
{
    struct buf text = BUF_INIT;
    test_read(map_path(), &text);
    buf_adds(&text, "owner: Outside\n");
    test_write(map_path(), buf_slice(&text));
    buf_release(&text);
}

Test(session_baseless, the_file_was_changed_too)
{
    struct stage stage;
    begin(&stage);
    test_write(beside_map("base"), SLICE("garbage"));
    write_outside();
    for (int i = 0; i < 4; i++)
        session_update(&stage.session);
    cr_expect(strstr(stage.said.data, "base cannot be read"), "%s", stage.said.data);
    write_note(&stage.session, "mine 3");
    cr_expect(slice_is(node_get(stage.session.map.root, MAP_OWNER), "Outside"));
    expect_all(&stage);
    end(&stage);
}

Test(session_baseless, the_file_can_not_be_read_either)
{
    struct stage stage;
    struct buf text = BUF_INIT;
    begin(&stage);
    unlink(beside_map("base"));
    test_read(map_path(), &text);
    test_write(map_path(), SLICE("cjm: 1\ntitle: [\n"));
    for (int i = 0; i < 4; i++)
        session_update(&stage.session);
    cr_expect(strstr(stage.said.data, "nor the file can be read"), "%s", stage.said.data);
    write_note(&stage.session, "mine 3");
    cr_expect_neq(save(&stage.session), STATUS_OK, "others' edits would be lost");
    test_write(map_path(), buf_slice(&text));
    stage.session.share->tried = 0; /* a second went by */
    session_update(&stage.session);
    expect_all(&stage);
    end(&stage);
    buf_release(&text);
}

/* --- one way after another --- */

static void expect_state(const struct stage *stage, enum session_state wanted)
{
    cr_expect_eq(stage->session.state, wanted, "%s, not %s: %s", state_name(stage->session.state),
        state_name(wanted), stage->said.data ? stage->said.data : "");
}

/* Looks so often, without merging one's own into a journal. */
static void look(struct stage *stage, int times)
{
    while (times--) {
        stage->session.share->tried = clock_ms();
        session_update(&stage->session);
    }
}

/* A second went by. */
static void look_then(struct stage *stage)
{
    stage->session.share->tried = 0;
    session_update(&stage->session);
}

static void remove_journal(void)
{
    static const char *const files[] = { "journal", "base", "base-next", "earlier" };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        unlink(beside_map(files[i]));
}

static void expect_joined(struct stage *stage, const char *const *notes)
{
    struct session next;
    look_then(stage);
    look_then(stage);
    expect_state(stage, SESSION_JOINED);
    expect_notes(&stage->session.map, notes, "here");
    open_session(&next);
    expect_notes(&next.map, notes, "there");
    session_close(&next);
    end(stage);
}

/* begin() leaves what others did unread: there the records are missing. */
Test(session_baseless, is_behind_and_the_base_comes_back)
{
    static const char *const all[] = { "mine 2", "theirs 1", "theirs 3", NULL };
    struct stage stage;
    struct buf base = BUF_INIT, text = BUF_INIT;
    begin(&stage);
    test_read(beside_map("base"), &base);
    test_read(map_path(), &text);
    unlink(beside_map("base"));
    test_write(map_path(), SLICE("cjm: 1\ntitle: [\n"));
    look(&stage, 1);
    expect_state(&stage, SESSION_BEHIND);
    look(&stage, 2);
    expect_state(&stage, SESSION_BASELESS);
    test_write(beside_map("base"), buf_slice(&base));
    test_write(map_path(), buf_slice(&text));
    look(&stage, 1);
    expect_joined(&stage, all);
    buf_release(&base);
    buf_release(&text);
}

Test(session_baseless, is_baseless_or_stuck_and_the_journal_is_another)
{
    static const char *const all[] = { "mine 1", "mine 2", "others 1", "others 3", NULL };
    for (int stuck = 0; stuck < 2; stuck++) {
        struct stage stage;
        struct buf text = BUF_INIT;
        begin(&stage);
        test_read(map_path(), &text);
        unlink(beside_map("base"));
        test_write(map_path(), SLICE("cjm: 1\ntitle: [\n"));
        look(&stage, 3);
        if (stuck)
            look_then(&stage);
        expect_state(&stage, stuck ? SESSION_STUCK : SESSION_BASELESS);
        test_write(map_path(), buf_slice(&text));
        remove_journal();
        write_elsewhere("others");
        look(&stage, 1);
        expect_state(&stage, SESSION_REJOINING);
        expect_joined(&stage, all);
        buf_release(&text);
        remove_journal();
    }
}

static bool fails;

static ssize_t failing_write(int fd, const void *data, size_t len)
{
    errno = ENOSPC;
    return fails ? -1 : file_calls_system.write(fd, data, len);
}

/* What waits is kept, whatever others do to the journal. */
Test(session_baseless, waits_and_records_are_missing)
{
    static const char *const all[] = { "mine 1", "mine 2", "mine 3", "theirs 1", "theirs 3", NULL };
    struct file_calls calls = file_calls_system;
    struct session_system system = { .calls = &calls, .journal_large = 1 };
    struct stage stage;
    calls.write = failing_write;
    begin_with(&stage, &system);
    fails = true;
    write_note(&stage.session, "mine 3");
    fails = false;
    cr_expect(session_at_risk(&stage.session));
    look(&stage, 1);
    expect_joined(&stage, all);
}

/* Another program begins a journal of its own, whose base is damaged, and the file is changed. */
static void begin_damaged(void)
{
    write_elsewhere("others");
    test_write(beside_map("base"), SLICE("garbage"));
    write_outside();
}

Test(session_baseless, waits_and_the_folder_is_removed)
{
    static const char *const all[] = { "mine 1", "mine 2", "mine 3", "theirs 1", "theirs 3", NULL };
    for (int damaged = 0; damaged < 2; damaged++) {
        struct file_calls calls = file_calls_system;
        struct session_system system = { .calls = &calls, .journal_large = 1 };
        struct stage stage;
        calls.write = failing_write;
        begin_with(&stage, &system);
        fails = true;
        write_note(&stage.session, "mine 3");
        fails = false;
        expect_state(&stage, SESSION_WAITING);
        remove_journal();
        unlink(beside_map("lock"));
        unlink(beside_map("presence"));
        cr_assert_eq(rmdir(beside_map(NULL)), 0);
        if (damaged)
            begin_damaged();
        look_then(&stage);
        const char *said = damaged ? "base cannot be read" : "there is a new journal";
        cr_expect(strstr(stage.said.data, said), "%s", stage.said.data);
        expect_joined(&stage, all);
        remove_journal();
    }
}

Test(session_baseless, is_alone_and_a_damaged_journal_comes)
{
    static const char *const all[] = { "mine 1", "mine 2", "others 1", "others 3", NULL };
    struct stage stage = { .said = BUF_INIT };
    struct diags diags = DIAGS_INIT;
    struct session_options options = { .path = map_path(), .max_size = STORE_MAX_SIZE };
    test_write(map_path(), SLICE("cjm: 1\ntitle: T\n"));
    test_write(beside_map(NULL), SLICE("no folder"));
    cr_assert_eq(session_open(&stage.session, &options, &diags), STATUS_OK);
    expect_state(&stage, SESSION_ALONE);
    stage.session.listener = (struct session_listener){ .said = said, .context = &stage };
    write_note(&stage.session, "mine 1");
    write_note(&stage.session, "mine 2");
    unlink(beside_map(NULL));
    begin_damaged();
    stage.session.looked = 0;
    session_update(&stage.session);
    for (int i = 0; i < 3; i++)
        look_then(&stage);
    cr_expect(strstr(stage.said.data, "base cannot be read"), "%s", stage.said.data);
    expect_joined(&stage, all);
    diags_release(&diags);
}

/* --- who only reads --- */

static void watch(struct stage *stage)
{
    struct diags diags = DIAGS_INIT;
    struct session_options options = {
        .path = map_path(), .max_size = STORE_MAX_SIZE, .use = SESSION_READ
    };
    *stage = (struct stage){ .said = BUF_INIT };
    test_write(map_path(), SLICE("cjm: 1\ntitle: T\n"));
    write_elsewhere("first");
    cr_assert_eq(session_open(&stage->session, &options, &diags), STATUS_OK);
    cr_assert_not_null(stage->session.share);
    diags_release(&diags);
}

Test(session_baseless, watches_and_records_are_missing)
{
    static const char *const all[] = { "first 1", "first 3", "theirs 1", "theirs 3", NULL };
    for (int ahead = 0; ahead < 2; ahead++) {
        struct stage stage;
        struct buf base = BUF_INIT;
        watch(&stage);
        if (ahead)
            write_outside();
        for (int i = 0; ahead && i < 20 && stage.session.state != SESSION_WATCH_AHEAD; i++) {
            usleep(50 * 1000);
            session_update(&stage.session);
        }
        expect_state(&stage, ahead ? SESSION_WATCH_AHEAD : SESSION_WATCHING);
        write_elsewhere("theirs");
        test_read(beside_map("base"), &base);
        unlink(beside_map("base"));
        struct buf text = BUF_INIT;
        test_read(map_path(), &text);
        test_write(map_path(), SLICE("cjm: 1\ntitle: [\n"));
        session_update(&stage.session);
        expect_state(&stage, SESSION_WATCH_LOST);
        test_write(beside_map("base"), buf_slice(&base));
        test_write(map_path(), buf_slice(&text));
        session_update(&stage.session);
        expect_state(&stage, SESSION_WATCHING);
        expect_notes(&stage.session.map, all, "seen");
        session_close(&stage.session);
        buf_release(&base);
        buf_release(&text);
        remove_journal();
    }
}
