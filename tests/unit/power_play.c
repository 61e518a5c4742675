#include "unit/power_play.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "unit/power_disk.h"
#include "unit/stopped_clock.h"
#include "unit/store_support.h"

enum {
    RUNS = 4,
    EDITS = 80, /* of a run */
    NOTES_MOST = 400,
    PERIODS_MOST = 400,
    REST_MS = 3000,
    DAY_S = 24 * 60 * 60,
    LARGE = 2500 /* bytes of a journal that is begun anew at the next save */
};

/* What a note was acknowledged to be, from when on. */
struct version {
    int64_t time;
    int number; /* 0: not there */
};

struct known_note {
    struct version *versions;
    size_t count, cap;
};

struct period {
    enum play_kind kind;
    size_t from, to;
};

static struct play {
    char *folder;
    struct buf path;
    uint64_t random;
    size_t first;
    struct session session;
    struct known_note notes[NOTES_MOST];
    size_t note_count;
    struct period periods[PERIODS_MOST];
    size_t period_count;
    size_t outside_since; /* SIZE_MAX: nobody else wrote */
    size_t outside_wrote; /* the last time */
    bool in_place;
    time_t days;
    int number; /* of the last version of any note */
} play;

/* --- what was going on --- */

static void add_period(enum play_kind kind, size_t from)
{
    cr_assert_lt(play.period_count, (size_t)PERIODS_MOST);
    play.periods[play.period_count++] = (struct period){ kind, from, power_count() };
}

bool play_was(size_t calls, enum play_kind kind)
{
    for (size_t i = 0; i < play.period_count; i++)
        if (play.periods[i].kind == kind && calls > play.periods[i].from &&
            calls <= play.periods[i].to)
            return true;
    return false;
}

size_t play_first_call(void)
{
    return play.first;
}

size_t play_note_count(void)
{
    return play.note_count;
}

/* --- the notes --- */

/* "note 7, 31": the 31st text of all is that of note 7. */
static int version_in(const struct map *map, size_t note, size_t *times)
{
    struct node_list list = node_children(map->root, MAP_PARKING);
    int version = 0;
    *times = 0;
    for (size_t i = 0; i < list.count; i++) {
        size_t number;
        int found;
        if (sscanf(node_get(list.items[i], NOTE_TEXT).data, "note %zu, %d", &number, &found) == 2 &&
            number == note) {
            ++*times;
            version = found;
        }
    }
    return version;
}

static void acknowledge(void)
{
    for (size_t i = 0; i < play.note_count; i++) {
        struct known_note *note = &play.notes[i];
        size_t times;
        int version = version_in(&play.session.map, i, &times);
        if (note->count && note->versions[note->count - 1].number == version)
            continue;
        MEM_GROW(note->versions, note->count + 1, note->cap);
        note->versions[note->count++] = (struct version){ clock_ms(), version };
    }
}

/* As it was then; what it was later is right, too, and what it was just about to be. Where a record
 * of this time is lost, and a later one is not, that may do what was done already. */
bool play_note_is_right(
    const struct map *map, size_t note, int64_t from, int64_t to, struct buf *why)
{
    const struct known_note *known = &play.notes[note];
    size_t times;
    int is = version_in(map, note, &times), due = 0;
    bool right = false, touched = false;
    for (size_t i = 0; i < known->count && known->versions[i].time < from; i++)
        due = known->versions[i].number;
    for (size_t i = 0; i < known->count; i++) {
        touched = touched || known->versions[i].time >= from;
        right = right || (known->versions[i].time >= from && known->versions[i].number == is);
        if (known->versions[i].time > to)
            break;
    }
    right = (right || is == due) && (times <= 1 || touched);
    if (!right)
        buf_addf(why, "note %zu is %d (%zu times), it was %d", note, is, times, due);
    return right;
}

/* --- who edits --- */

static void name_version(size_t note, struct buf *text)
{
    buf_addf(text, "note %zu, %d", note, ++play.number);
}

static void add_note(struct undo *undo)
{
    struct buf text = BUF_INIT;
    struct node *note = node_new(undo->map, KIND_NOTE);
    cr_assert_lt(play.note_count, (size_t)NOTES_MOST);
    name_version(play.note_count++, &text);
    node_put(undo->map, note, NOTE_TEXT, buf_slice(&text));
    edit_insert(undo, undo->map->root, note, random_below(&play.random, 9));
    buf_release(&text);
}

static void change_note(struct undo *undo)
{
    struct node_list list = node_children(undo->map->root, MAP_PARKING);
    struct node *note = list.count ? list.items[random_below(&play.random, (unsigned)list.count)]
                                   : NULL;
    struct buf text = BUF_INIT;
    size_t number;
    if (!note || sscanf(node_get(note, NOTE_TEXT).data, "note %zu", &number) != 1)
        return;
    name_version(number, &text);
    if (random_below(&play.random, 4))
        edit_set(undo, note, NOTE_TEXT, buf_slice(&text));
    else
        edit_remove(undo, note);
    buf_release(&text);
}

static void edit(void)
{
    struct undo *undo = &play.session.undo;
    unsigned what = random_below(&play.random, 10);
    if (what < 5)
        add_note(undo);
    else if (what < 8)
        change_note(undo);
    else if (what < 9)
        undo_undo(undo);
    else
        undo_redo(undo);
    acknowledge();
}

/* Has the session's own text been brought to the disk since the other program's? */
static bool is_replaced(void)
{
    for (size_t at = play.outside_wrote; at < power_count(); at++)
        if (power_renames_to(at, "map.yaml") ||
            (power_synced(at) && strcmp(power_synced(at), "map.yaml") == 0))
            return true;
    return false;
}

/* Ends where the file has all that the journal has. */
static void end_outside(void)
{
    struct file_stamp now = stamp_of(play.path.data);
    if (play.outside_since == SIZE_MAX || !stamp_equal(&now, &play.session.stamp) ||
        session_unsaved(&play.session) || !is_replaced())
        return;
    add_period(PLAY_OUTSIDE, play.outside_since);
    play.outside_since = SIZE_MAX;
}

static void update(void)
{
    size_t before = power_count();
    session_update(&play.session);
    for (size_t at = before; at < power_count(); at++)
        if (power_renames_to(at, ".map.yaml.cjm/journal"))
            add_period(PLAY_NEW_JOURNAL, before);
    acknowledge();
    end_outside();
}

/* As the event loop waits. */
static void wait(int ms)
{
    while (ms > 0) {
        int next = session_wait(&play.session);
        next = next < 0 || next > ms ? ms : next < 1 ? 1 : next;
        stopped_clock_pass(next);
        ms -= next;
        update();
    }
}

static void save(void)
{
    struct diags diags = DIAGS_INIT;
    size_t before = power_count();
    session_save(&play.session, false, &diags);
    add_period(play.in_place ? PLAY_IN_PLACE : PLAY_SAVE, before);
    for (size_t at = before; at < power_count(); at++)
        if (power_renames_to(at, ".map.yaml.cjm/journal"))
            add_period(PLAY_NEW_JOURNAL, before);
    acknowledge();
    end_outside();
    diags_release(&diags);
}

/* --- other programs --- */

static void write_all(const char *path, int flags, struct slice text, bool sync)
{
    int fd = power_calls.open(path, O_WRONLY | flags, 0644);
    cr_assert_geq(fd, 0, "%s: %s", path, strerror(errno));
    cr_assert_eq(power_calls.write(fd, text.data, text.len), (ssize_t)text.len);
    if (sync)
        power_calls.fsync(fd);
    power_calls.close(fd);
}

static void put_outside(struct slice text, bool sync)
{
    struct buf temp = BUF_INIT;
    buf_addf(&temp, "%s/.map.yaml.swp", play.folder);
    write_all(temp.data, O_CREAT | O_TRUNC, text, sync);
    int folder = power_calls.open(play.folder, O_RDONLY | O_DIRECTORY, 0);
    cr_assert_eq(power_calls.renameat(folder, ".map.yaml.swp", "map.yaml"), 0);
    power_calls.close(folder);
    buf_release(&temp);
}

/* In a file of its own that is synced and takes the place of the old one. */
static void change_title(struct buf *text)
{
    static const char title[] = "title: ";
    char *found = strstr(text->data, title);
    cr_assert_not_null(found);
    buf_splice(text, (size_t)(found - text->data) + sizeof title - 1, 0, SLICE("T"));
    put_outside(buf_slice(text), true);
}

/* At the end, and it is never synced: a power failure may leave the beginning of it. */
static void add_line(struct buf *text, bool in_place)
{
    buf_addf(text, "%s# %d\n", text->data[text->len - 1] == '\n' ? "" : "\n", ++play.number);
    if (in_place)
        write_all(play.path.data, O_TRUNC, buf_slice(text), false);
    else
        put_outside(buf_slice(text), false);
}

static void write_outside(void)
{
    struct buf text = BUF_INIT;
    test_read(play.path.data, &text);
    if (play.outside_since == SIZE_MAX)
        play.outside_since = power_count();
    unsigned how = random_below(&play.random, 3);
    if (!play.in_place && how == 2)
        change_title(&text);
    else
        add_line(&text, play.in_place || how == 1);
    play.outside_wrote = power_count();
    buf_release(&text);
}

/* --- all of it --- */

static time_t wall_clock(void *context)
{
    (void)context;
    return (time_t)1800000000 + play.days * DAY_S + (time_t)(clock_ms() / 1000);
}

static void open_session(void)
{
    static const struct clock clock = { wall_clock, NULL };
    static const struct session_system system = {
        .calls = &power_calls, .journal_large = LARGE, .no_threads = true
    };
    struct diags diags = DIAGS_INIT;
    struct session_options options = {
        .path = play.path.data, .max_size = STORE_MAX_SIZE, .clock = &clock, .system = &system
    };
    cr_assert_eq(session_open(&play.session, &options, &diags), STATUS_OK);
    diags_release(&diags);
    acknowledge();
}

static void run(void)
{
    open_session();
    for (int i = 0; i < EDITS; i++) {
        unsigned what = random_below(&play.random, 60);
        edit();
        /* Who cuts the file before the first journal is on the disk has cut all there is. */
        if (what < 2 && i >= EDITS / 4)
            write_outside();
        if (what < 6)
            save();
        wait((int)random_below(&play.random, what == 7 ? 2500 : 120));
    }
    wait(REST_MS);
    save();
    session_close(&play.session);
}

static void second_name(bool has)
{
    struct buf path = BUF_INIT;
    int folder = power_calls.open(play.folder, O_RDONLY | O_DIRECTORY, 0);
    if (has)
        power_link("map.yaml", "second.yaml");
    else
        power_calls.unlinkat(folder, "second.yaml");
    power_calls.close(folder);
    buf_release(&path);
    play.in_place = has;
}

void play_begin(unsigned seed)
{
    play = (struct play){ .folder = test_folder(),
        .path = BUF_INIT,
        .random = seed * UINT64_C(0x9e3779b97f4a7c15),
        .outside_since = SIZE_MAX };
    buf_addf(&play.path, "%s/map.yaml", play.folder);
    test_write(play.path.data, SLICE("cjm: 1\ntitle: T\n"));
    stopped_clock_begin();
    power_begin(play.folder);
    play.first = power_count();
    for (int i = 0; i < RUNS; i++) {
        if (i == RUNS - 2)
            second_name(true);
        if (i == RUNS - 1)
            second_name(false);
        run();
        play.days++;
    }
    if (play.outside_since != SIZE_MAX) /* of what was never replaced */
        add_period(PLAY_OUTSIDE, play.outside_since);
}

void play_end(void)
{
    for (size_t i = 0; i < play.note_count; i++)
        free(play.notes[i].versions);
    power_end();
    buf_release(&play.path);
    test_remove_folder(play.folder);
}
