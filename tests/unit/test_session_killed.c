/* Programs that have a map open are killed at any system call, and another one, which knows nothing
 * of journals, writes the file meanwhile: nothing is lost, and nothing comes in twice. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "session/session.h"
#include "store/store.h"
#include "support.h"
#include "unit/failing_calls.h"
#include "unit/journal_support.h"
#include "unit/store_support.h"

TestSuite(session_killed, .init = journal_set_up, .fini = journal_tear_down, .timeout = 900);

enum { PEOPLE = 3, EACH = 6, NAMES = PEOPLE * EACH };

static const struct session_system deadly = {
    .calls = &failing_calls, .journal_large = 1 << 20, .no_threads = true
};

/* What is to be there: "A0" to "A3" of the first person, "A4" of the editor meanwhile, and so on.
 */
struct story {
    int left[PEOPLE]; /* calls until each is killed; negative: it is not */
    bool kept[NAMES];
    struct buf what;
};

static void name_of(int number, char out[8])
{
    snprintf(out, 8, "%c%d", 'A' + number / EACH, number % EACH);
}

/* --- what is there --- */

static size_t count(const struct map *map, const char *name)
{
    struct node_list list = node_children(node_child(map->root, MAP_STAGES, 0), STAGE_TOUCHPOINTS);
    size_t found = 0;
    for (size_t i = 0; i < list.count; i++)
        found += slice_is(node_headline(list.items[i]), name);
    return found;
}

/* No text is parked twice. */
static size_t count_twins(const struct map *map)
{
    struct node_list list = node_children(map->root, MAP_PARKING);
    size_t twins = 0;
    for (size_t i = 0; i < list.count; i++)
        for (size_t k = 0; k < i; k++)
            twins += slice_equal(node_headline(list.items[i]), node_headline(list.items[k]));
    return twins;
}

static bool is_right(const struct story *story, const struct map *map, struct buf *why)
{
    size_t twins = count_twins(map);
    for (int i = 0; i < NAMES; i++) {
        char name[8];
        name_of(i, name);
        size_t found = count(map, name);
        if (found > 1 || found < story->kept[i])
            buf_addf(why, "%s is there %zu times; ", name, found);
    }
    if (twins)
        buf_addf(why, "%zu notes are there twice; ", twins);
    return !why->len;
}

static void expect_right(const struct story *story, const struct map *map, const char *when)
{
    struct buf why = BUF_INIT;
    cr_expect(is_right(story, map, &why), "%s%s: %s", story->what.data, when, why.data);
    buf_release(&why);
}

/* --- who does what --- */

static void edit_outside(int number)
{
    struct buf text = BUF_INIT;
    char name[8];
    name_of(number, name);
    test_read(map_path(), &text);
    char *list = text.len ? strstr(text.data, "      - name: Website\n") : NULL;
    if (list) {
        struct buf line = BUF_INIT;
        buf_addf(&line, "      - name: %s\n", name);
        buf_splice(&text, (size_t)(list - text.data), 0, buf_slice(&line));
        buf_addf(&text, "# %s\n", name);
        buf_release(&line);
        char *title = strstr(text.data, "title: ");
        buf_splice(&text, (size_t)(title - text.data) + 7, 0, slice_of(name));
        test_write(map_path(), buf_slice(&text));
    }
    buf_release(&text);
}

static void add(struct session *session, int number, int tell)
{
    char name[8];
    name_of(number, name);
    struct node *stage = node_child(session->map.root, MAP_STAGES, 0);
    struct node *touchpoint = node_new(&session->map, KIND_TOUCHPOINT);
    node_put(&session->map, touchpoint, TOUCHPOINT_NAME, slice_of(name));
    edit_insert(&session->undo, stage, touchpoint, number % 2 ? (size_t)-1 : 0);
    if (!session_at_risk(session) && write(tell, &number, sizeof number) < 0)
        _exit(4);
}

static void save(struct session *session)
{
    struct diags diags = DIAGS_INIT;
    session_save(session, false, &diags);
    diags_release(&diags);
}

static void die(void)
{
    _exit(0);
}

/* Ends with 1 where the map that it opens is wrong. */
static void live(const struct story *story, int who, int tell)
{
    struct diags diags = DIAGS_INIT;
    struct session session;
    struct buf why = BUF_INIT;
    int first = who * EACH, outside = first + 4;
    failing = (struct failing){ .left = story->left[who], .once = true, .act = die };
    if (session_open(&session,
            &(struct session_options){
                .path = map_path(), .max_size = STORE_MAX_SIZE, .system = &deadly },
            &diags) != STATUS_OK ||
        !session.share)
        _exit(3);
    if (!is_right(story, &session.map, &why)) {
        fprintf(stderr, "%s%d opens it: %s\n", story->what.data, who, why.data);
        _exit(1);
    }
    add(&session, first, tell);
    save(&session);
    add(&session, first + 1, tell);
    edit_set(&session.undo, session.map.root, MAP_TITLE, SLICE("Of one's own"));
    edit_outside(outside);
    if (write(tell, &outside, sizeof outside) < 0)
        _exit(4);
    save(&session);
    add(&session, first + 2, tell);
    save(&session);
    add(&session, first + 3, tell);
    session_close(&session);
    _exit(failing.failed ? 0 : 2);
}

/* Whether it was killed. */
static bool be(struct story *story, int who)
{
    int tell[2], status, number;
    cr_assert_eq(pipe(tell), 0);
    fflush(NULL);
    pid_t pid = fork();
    if (pid == 0)
        live(story, who, tell[1]);
    close(tell[1]);
    while (read(tell[0], &number, sizeof number) == sizeof number)
        story->kept[number] = true;
    close(tell[0]);
    cr_assert_eq(waitpid(pid, &status, 0), pid);
    cr_expect(WIFEXITED(status) && (WEXITSTATUS(status) == 0 || WEXITSTATUS(status) == 2),
        "%sperson %d ended with %x", story->what.data, who, status);
    return status == 0;
}

static void look(struct story *story, const char *when)
{
    struct session session;
    struct diags diags = DIAGS_INIT;
    cr_assert_eq(session_open(&session,
                     &(struct session_options){
                         .path = map_path(), .max_size = STORE_MAX_SIZE, .use = SESSION_READ },
                     &diags),
        STATUS_OK, "%s%s", story->what.data, when);
    expect_right(story, &session.map, when);
    session_close(&session);
    diags_release(&diags);
}

static void tell_story(int first, int second)
{
    struct story story = { .left = { first, second, -1 }, .what = BUF_INIT };
    bool looks = test_number("LOOK", 0);
    buf_addf(&story.what, "killed at %d, and at %d: ", first, second);
    journal_tear_down();
    journal_set_up();
    test_write(map_path(), SLICE("cjm: 1\ntitle: T\nstages:\n  - name: One\n    touchpoints:\n"
                                 "      - name: Website\n"));
    for (int who = 0; who < PEOPLE; who++) {
        be(&story, who);
        if (looks)
            look(&story, "killed");
        if (who == PEOPLE - 1 || (first + who) % 2)
            continue;
        edit_outside(who * EACH + 5);
        if (looks)
            look(&story, "changed outside");
    }
    look(&story, "at the end");
    buf_release(&story.what);
}

Test(session_killed, at_any_call)
{
    enum { FIRST_MOST = 245, NEXT_MOST = 365 }; /* calls of a life: a few are not killed */
    uint64_t random = test_number("SEED", 1);
    for (uint64_t n = test_number("STORIES", getenv("SOAK") ? 3000 : 60); n; n--) {
        int first = (int)random_below(&random, FIRST_MOST);
        tell_story(first, (int)random_below(&random, NEXT_MOST));
    }
}

/* --- killed behind a save --- */

static const char sample[] = "cjm: 1\ntitle: T\nstages:\n- name: One\n- name: Two\n";

enum fate {
    KILLED_UNSAVED,
    KILLED_SAVED,
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

/* Opens it, acts, and is killed. */
static void be_killed(void (*act)(struct session *session), enum fate how)
{
    struct file_calls calls = file_calls_system;
    calls.renameat = rename_and_die;
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
        _exit(fate >= KILLED_BEFORE);
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
Test(session_killed, before_there_was_a_base)
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

/* Then another program wrote behind that save, and not behind the one before it. */
Test(session_killed, before_it_said_what_it_saved)
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

Test(session_killed, when_it_had_merged)
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
