/* Programs are killed right before or behind a save, and another one, which knows nothing of
 * journals, writes the file: nothing comes in twice. */
#include <criterion/criterion.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "session/session.h"
#include "store/store.h"
#include "support.h"
#include "unit/journal_support.h"

TestSuite(session_twice, .init = journal_set_up, .fini = journal_tear_down, .timeout = 120);

static const char sample[] = "cjm: 1\ntitle: T\nstages:\n- name: One\n- name: Two\n";

static void save(struct session *session)
{
    struct diags diags = DIAGS_INIT;
    session_save(session, false, &diags);
    diags_release(&diags);
}

enum fate {
    KILLED_UNSAVED,
    KILLED_SAVED,
    KILLED_MERGING, /* an edit of another program was in the journal */
    KILLED_BEFORE,  /* the file was to be replaced */
    KILLED_IN_PLACE /* it was, and nobody says so */
};

static enum fate fate;

static int rename_and_die(int folder, const char *from, const char *to)
{
    bool dies = fate >= KILLED_BEFORE && strcmp(to, "map.yaml") == 0;
    if (dies && fate == KILLED_BEFORE)
        _exit(0);
    int result = file_calls_system.renameat(folder, from, to);
    if (dies)
        _exit(0);
    return result;
}

static ssize_t write_and_die(int fd, const void *data, size_t len)
{
    ssize_t result = file_calls_system.write(fd, data, len);
    struct buf text = BUF_INIT;
    buf_add(&text, data, len);
    if (fate == KILLED_MERGING && strstr(text.data, " insert\t"))
        _exit(0);
    buf_release(&text);
    return result;
}

/* Opens it, acts, and is killed. */
static void be_killed(void (*act)(struct session *session), enum fate how)
{
    struct file_calls calls = file_calls_system;
    calls.renameat = rename_and_die;
    calls.write = write_and_die;
    fate = how;
    struct session_system system = { .calls = &calls, .journal_large = 1 << 20 };
    struct session_options options = {
        .path = map_path(), .max_size = STORE_MAX_SIZE, .system = &system
    };
    pid_t pid = fork();
    if (pid == 0) {
        struct session session;
        struct diags diags = DIAGS_INIT;
        if (session_open(&session, &options, &diags) != STATUS_OK)
            _exit(1);
        act(&session);
        if (fate != KILLED_UNSAVED)
            save(&session);
        _exit(fate >= KILLED_MERGING);
    }
    int status;
    cr_assert_eq(waitpid(pid, &status, 0), pid);
    cr_expect_eq(status, 0);
}

static struct node *stage(const struct session *session, size_t number)
{
    return node_child(session->map.root, MAP_STAGES, number);
}

static void add_to(struct session *session, const char *name)
{
    struct node *touchpoint = node_new(&session->map, KIND_TOUCHPOINT);
    node_put(&session->map, touchpoint, TOUCHPOINT_NAME, slice_of(name));
    edit_insert(&session->undo, stage(session, 0), touchpoint, 0);
}

static void add_first(struct session *session)
{
    add_to(session, "First");
}

static void add_second(struct session *session)
{
    add_to(session, "Second");
}

static void move_first(struct session *session)
{
    edit_move(
        &session->undo, node_child(stage(session, 0), STAGE_TOUCHPOINTS, 0), stage(session, 1), 0);
}

static void remove_first(struct session *session)
{
    edit_remove(&session->undo, node_child(stage(session, 0), STAGE_TOUCHPOINTS, 0));
}

static void write_behind(const char *line)
{
    struct buf text = BUF_INIT;
    test_read(map_path(), &text);
    buf_adds(&text, line);
    test_write(map_path(), buf_slice(&text));
    buf_release(&text);
}

static void add_comment(void)
{
    write_behind("# outside\n");
}

static void differ_from_the_file(struct session *session)
{
    edit_set(&session->undo, session->map.root, MAP_GOAL, SLICE("ours"));
    write_behind("goal: theirs\n");
}

static void expect_touchpoints(size_t one, size_t two, const char *when)
{
    static const enum session_use uses[] = { SESSION_READ, SESSION_SHARE, SESSION_READ };
    for (size_t i = 0; i < sizeof uses / sizeof *uses; i++) {
        struct session session;
        struct diags diags = DIAGS_INIT;
        struct session_options options = {
            .path = map_path(), .max_size = STORE_MAX_SIZE, .use = uses[i]
        };
        cr_assert_eq(session_open(&session, &options, &diags), STATUS_OK);
        size_t in_one = node_child_count(stage(&session, 0), STAGE_TOUCHPOINTS);
        size_t in_two = node_child_count(stage(&session, 1), STAGE_TOUCHPOINTS);
        cr_expect(
            in_one == one && in_two == two, "%s, look %zu: %zu and %zu", when, i, in_one, in_two);
        if (uses[i] == SESSION_SHARE)
            save(&session);
        session_close(&session);
        diags_release(&diags);
    }
}

static void begin(void)
{
    journal_tear_down();
    journal_set_up();
    test_write(map_path(), SLICE(sample));
}

/* Who was to write the journal's base was killed before. What is saved then and not said to be, and
 * changed by another program, is not done once more. */
Test(session_twice, before_there_was_a_base)
{
    begin();
    be_killed(add_first, KILLED_UNSAVED);
    unlink(beside_map("base")); /* the thread may have come to it */
    add_comment();
    be_killed(add_second, KILLED_IN_PLACE);
    add_comment();
    expect_touchpoints(2, 0, "before a save");
    begin();
    be_killed(add_first, KILLED_SAVED);
    unlink(beside_map("base"));
    be_killed(add_second, KILLED_IN_PLACE);
    add_comment();
    expect_touchpoints(2, 0, "behind a save");
}

static void let_another_add(struct session *session)
{
    write_behind("  touchpoints: [Theirs]\n");
    for (int i = 0; i < 500; i++) {
        session_update(session);
        nanosleep(&(struct timespec){ .tv_nsec = 10 * 1000 * 1000 }, NULL);
    }
}

/* Nor was one there when the first to come into the journal was what another program had written.
 */
Test(session_twice, before_what_it_merged_had_a_base)
{
    begin();
    be_killed(let_another_add, KILLED_MERGING);
    expect_touchpoints(0, 1, "merged");
}

/* Then another program wrote behind that save, and not behind the one before it. */
Test(session_twice, before_it_said_what_it_saved)
{
    begin();
    be_killed(add_first, KILLED_IN_PLACE);
    be_killed(move_first, KILLED_UNSAVED);
    add_comment();
    expect_touchpoints(0, 1, "moved since");
    begin();
    be_killed(add_first, KILLED_IN_PLACE);
    be_killed(remove_first, KILLED_UNSAVED);
    add_comment();
    expect_touchpoints(0, 0, "removed since");
}

Test(session_twice, when_it_had_merged)
{
    struct session session;
    struct diags diags = DIAGS_INIT;
    struct session_options options = { .path = map_path(), .max_size = STORE_MAX_SIZE };
    be_killed(differ_from_the_file, KILLED_BEFORE);
    cr_assert_eq(session_open(&session, &options, &diags), STATUS_OK);
    cr_expect_eq(node_child_count(session.map.root, MAP_PARKING), 1, "it is told twice");
    cr_expect_eq(session.conflicts.count, 1);
    session_close(&session);
    diags_release(&diags);
}
