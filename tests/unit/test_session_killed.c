/* Programs that have a map open are killed at any system call, or stand still at one while others
 * go on; and another one, which knows nothing of journals, writes the file meanwhile: nothing is
 * lost, and nothing comes in twice. */
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
    bool stands;      /* the first one is not killed then, but stands still */
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

static int stands[2], goes_on[2]; /* pipes */

static void stand_still(void)
{
    char byte = 0;
    if (write(stands[1], &byte, 1) != 1 || read(goes_on[0], &byte, 1) != 1)
        _exit(4);
}

/* Ends with 1 where the map that it opens is wrong. */
static void live(const struct story *story, int who, int tell)
{
    struct diags diags = DIAGS_INIT;
    struct session session;
    struct buf why = BUF_INIT;
    int first = who * EACH, outside = first + 4;
    failing = (struct failing){
        .left = story->left[who], .once = true, .act = story->stands && who == 0 ? stand_still : die
    };
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

struct life {
    pid_t pid;
    int tell[2];
};

static void begin_life(const struct story *story, int who, struct life *life)
{
    cr_assert_eq(pipe(life->tell), 0);
    fflush(NULL);
    life->pid = fork();
    if (life->pid == 0)
        live(story, who, life->tell[1]);
    close(life->tell[1]);
}

static void end_life(struct story *story, int who, struct life *life)
{
    int status, number;
    while (read(life->tell[0], &number, sizeof number) == sizeof number)
        story->kept[number] = true;
    close(life->tell[0]);
    cr_assert_eq(waitpid(life->pid, &status, 0), life->pid);
    cr_expect(WIFEXITED(status) && (WEXITSTATUS(status) == 0 || WEXITSTATUS(status) == 2),
        "%sperson %d ended with %x", story->what.data, who, status);
}

static void be(struct story *story, int who)
{
    struct life life;
    begin_life(story, who, &life);
    end_life(story, who, &life);
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

static void begin_story(struct story *story)
{
    journal_tear_down();
    journal_set_up();
    test_write(map_path(), SLICE("cjm: 1\ntitle: T\nstages:\n  - name: One\n    touchpoints:\n"
                                 "      - name: Website\n"));
    buf_addf(&story->what, "%s at %d, %d, %d: ", story->stands ? "stands still" : "killed",
        story->left[0], story->left[1], story->left[2]);
}

static void tell_of_killed(int first, int second)
{
    struct story story = { .left = { first, second, -1 }, .what = BUF_INIT };
    begin_story(&story);
    for (int who = 0; who < PEOPLE; who++) {
        be(&story, who);
        if (who < PEOPLE - 1 && (first + who) % 2)
            edit_outside(who * EACH + 5);
    }
    look(&story, "at the end");
    buf_release(&story.what);
}

/* The second one, and the editor, while the first one stands still. What the editor wrote then the
 * first one may replace, as any other program. */
static void go_on_beside(struct story *story, unsigned what)
{
    if (what & 1)
        edit_outside(5);
    if (what & 2)
        be(story, 1);
    if (what & 4)
        edit_outside(EACH + 5);
    if (what & 8)
        look(story, "beside it");
    for (int who = 0; who < PEOPLE; who++)
        story->kept[who * EACH + 4] = false;
}

static void tell_of_standing(int first, int second, unsigned what)
{
    struct story story = { .left = { first, second, -1 }, .stands = true, .what = BUF_INIT };
    struct life life;
    char byte = 0;
    begin_story(&story);
    cr_assert(pipe(stands) == 0 && pipe(goes_on) == 0);
    begin_life(&story, 0, &life);
    close(stands[1]);
    if (read(stands[0], &byte, 1) == 1)
        go_on_beside(&story, what);
    cr_expect_eq(write(goes_on[1], &byte, 1), 1);
    end_life(&story, 0, &life);
    story.kept[4] = false;
    be(&story, 2);
    look(&story, "at the end");
    close(stands[0]);
    close(goes_on[0]);
    close(goes_on[1]);
    buf_release(&story.what);
}

enum { FIRST_MOST = 245, NEXT_MOST = 365 }; /* calls of a life: a few are not killed */

static uint64_t stories(uint64_t usual)
{
    return test_number("STORIES", getenv("SOAK") ? 50 * usual : usual);
}

Test(session_killed, at_any_call)
{
    uint64_t random = test_number("SEED", 1);
    for (uint64_t n = stories(60); n; n--) {
        int first = (int)random_below(&random, FIRST_MOST);
        tell_of_killed(first, (int)random_below(&random, NEXT_MOST));
    }
}

/* It may hold a lock for which the others wait. */
Test(session_killed, stands_still_at_any_call)
{
    uint64_t random = test_number("SEED", 1);
    for (uint64_t n = stories(10); n; n--) {
        int first = (int)random_below(&random, FIRST_MOST);
        int second = (int)random_below(&random, 2 * NEXT_MOST);
        tell_of_standing(first, second, random_below(&random, 16));
    }
}
