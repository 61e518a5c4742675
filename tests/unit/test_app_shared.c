/* What the program tells the others, and what it refuses to those who only watch. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "app/commands/table.h"
#include "app/core/state.h"
#include "app/people/people.h"
#include "app/people/rounds.h"
#include "app_support.h"
#include "session/share.h"
#include "support.h"

static const char map[] = "cjm: 1\n"
                          "title: A shop\n"
                          "personas: [Anna, Ben]\n"
                          "stages:\n"
                          "  - name: Find\n"
                          "    touchpoints:\n"
                          "      - name: Advert\n"
                          "        pains: [{text: Loud, severity: 2}]\n"
                          "        ideas: [{text: Softer}]\n"
                          "      - Search\n"
                          "  - name: Buy\n"
                          "    touchpoints: [Checkout]\n"
                          "parking: [{text: Later}]\n";

/* What stands in the slot of this program. */
static bool is_told(const struct fixture *f, const char *text)
{
    struct buf path = BUF_INIT, bytes = BUF_INIT;
    buf_addf(&path, "%s/.map.yaml.cjm/presence", f->folder);
    test_read(path.data, &bytes);
    bool told = memmem(bytes.data, bytes.len, text, strlen(text)) != NULL;
    buf_release(&path);
    buf_release(&bytes);
    return told;
}

static void wait_ms(long ms)
{
    nanosleep(&(struct timespec){ .tv_nsec = ms * 1000000L }, NULL);
}

/* Another program that has the map open, until leave(), or this one is gone. */
struct other {
    pid_t pid;
    int alive[2], ready;
};

/* Takes the lead for each byte. */
static void act_as_other(struct session *session, int orders, int ready)
{
    char byte;
    while (read(orders, &byte, 1) == 1) {
        session_appear(session, &(struct participant){ .flags = PARTICIPANT_LEADS });
        if (write(ready, "l", 1) != 1)
            return;
    }
}

static struct other join(struct fixture *f)
{
    int ready[2];
    char byte = 0;
    struct other other;
    cr_assert(pipe(ready) == 0 && pipe(other.alive) == 0);
    other.pid = fork();
    if (other.pid == 0) {
        struct session session;
        struct diags diags = DIAGS_INIT;
        struct session_options options = { .path = app_session(f->app)->path, .max_size = 1 << 20 };
        close(other.alive[1]);
        bool good = session_open(&session, &options, &diags) == STATUS_OK;
        if (write(ready[1], good ? "y" : "n", 1) == 1)
            act_as_other(&session, other.alive[0], ready[1]);
        _exit(0);
    }
    close(ready[1]);
    cr_assert(read(ready[0], &byte, 1) == 1 && byte == 'y');
    other.ready = ready[0];
    app_others(f->app);
    cr_assert_eq(session_people(app_session(f->app))->count, 2);
    return other;
}

static void leave(const struct other *other)
{
    close(other->alive[0]);
    close(other->alive[1]);
    close(other->ready);
    waitpid(other->pid, NULL, 0);
}

Test(app_shared, tells_where_one_is_now_and_then)
{
    struct fixture f;
    open_map(&f, map);
    cr_expect(is_told(&f, "\tadvert\tmap"));
    struct other other = join(&f);
    wait_ms(200);
    type(&f, "j");
    cr_expect(is_told(&f, "\tsearch\tmap"), "at once after a rest");
    type(&f, "l");
    cr_expect(is_told(&f, "\tsearch\tmap"), "not so soon again");
    int wait = app_watch_wait(f.app);
    cr_expect(wait >= 0 && wait <= 150, "%d", wait);
    wait_ms(200);
    cr_expect_eq(app_watch_wait(f.app), 0);
    app_others(f.app);
    cr_expect(is_told(&f, "\tcheckout\tmap"), "where it ended");
    cr_expect_not(app_others(f.app), "one's own place is no news");
    leave(&other);
    close_map(&f);
}

/* Nobody waits for it: a key does not have to write a file. */
Test(app_shared, tells_nobody_at_once_where_one_is)
{
    struct fixture f;
    open_map(&f, map);
    wait_ms(200);
    type(&f, "j");
    int wait = app_watch_wait(f.app);
    /* Where no system tells of changed files they are looked at sooner. */
    bool looks = app_watch(f.app) < 0;
    cr_expect(is_told(&f, "\tadvert\tmap") && (looks || wait > 500) && wait <= 1000, "%d", wait);
    struct other other = join(&f);
    cr_expect(is_told(&f, "\tsearch\tmap"), "as soon as somebody is there");
    leave(&other);
    close_map(&f);
}

/* Though the notice of it comes only after the key: who took it last has it. */
Test(app_shared, keeps_the_lead_that_another_had_before)
{
    struct fixture f;
    char byte;
    open_map(&f, map);
    struct other other = join(&f);
    cr_assert(write(other.alive[1], "l", 1) == 1 && read(other.ready, &byte, 1) == 1);
    type(&f, ":lead\r");
    cr_expect(shows(&f, "You lead"));
    cr_expect_eq(app_session(f.app)->share->moved, 0, "it is told at once");
    app_others(f.app);
    cr_expect(f.app->people->leads);
    cr_assert(write(other.alive[1], "l", 1) == 1 && read(other.ready, &byte, 1) == 1);
    app_others(f.app);
    cr_expect(f.app->people->leads, "that other one has not taken it anew");
    leave(&other);
    close_map(&f);
}

Test(app_shared, takes_clean_names_alone)
{
    static const struct {
        const char *name;
        bool good;
    } rows[] = {
        { "Anna", true },
        { "Ängström 東京", true },
        { "12345678901234567890123456789012", true },
        { "123456789012345678901234567890123", false },
        { "東東東東東東東東東東東東東東東東東", false },
        { "a\tb", false },
        { "a\033[2Jb", false },
        { "a\302\233b", false },
        { "\377", false },
    };
    struct fixture f;
    open_map(&f, map);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf line = BUF_INIT, why = BUF_INIT;
        session_set_name(app_session(f.app), SLICE("before"));
        buf_addf(&line, "name %s", rows[i].name);
        command_line(f.app, buf_slice(&line), &why);
        cr_expect_str_eq(
            session_name(app_session(f.app)), rows[i].good ? rows[i].name : "before", "row %zu", i);
        buf_release(&line);
        buf_release(&why);
    }
    close_map(&f);
}

/* --- what is only in memory --- */

/* As long as it is so, at each size, and however the messages come and go. */
Test(app_shared, says_what_is_only_in_memory)
{
    static const int sizes[][2] = { { 80, 24 }, { 40, 12 }, { 200, 50 } };
    struct fixture f, other;
    open_map(&f, map);
    join_map(&other, &f);
    struct session *session = app_session(f.app);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        draw(&f, sizes[i][0], sizes[i][1]);
        cr_expect_not(shows(&f, "only in memory"));
        buf_adds(&session->share->pending, "1 line\n");
        draw(&f, sizes[i][0], sizes[i][1]);
        cr_expect(shows(&f, "only in memory"), "%d columns", sizes[i][0]);
        type(&f, ":who\r");
        draw(&f, sizes[i][0], sizes[i][1]);
        cr_expect(i == 1 || shows(&f, "you · changes only in memory"));
        buf_clear(&session->share->pending);
        type(&f, "q");
    }
    close_map(&other);
    close_map(&f);
}

/* A user who leaves all the same finds it again. */
Test(app_shared, leaves_a_copy_of_what_is_only_in_memory)
{
    struct fixture f;
    struct diags diags = DIAGS_INIT;
    open_map(&f, map);
    app_part(f.app, &diags);
    cr_expect_eq(diags.count, 0, "all is in the file");
    buf_adds(&app_session(f.app)->share->pending, "1 line\n");
    app_part(f.app, &diags);
    cr_assert_eq(diags.count, 1);
    cr_expect(strstr(diags.items[0].file, ".rescued-"), "%s", diags.items[0].file);
    cr_expect_eq(access(diags.items[0].file, F_OK), 0);
    buf_clear(&app_session(f.app)->share->pending);
    diags_release(&diags);
    close_map(&f);
}

/* A file lies where the journal's folder would be. */
static void open_without_journal(struct fixture *f)
{
    struct fixture first;
    struct buf journal = BUF_INIT, away = BUF_INIT;
    open_map(&first, map);
    app_close(first.app);
    buf_addf(&journal, "%s/.map.yaml.cjm", first.folder);
    buf_addf(&away, "%s.away", journal.data);
    cr_assert_eq(rename(journal.data, away.data), 0);
    test_write(journal.data, SLICE("no folder"));
    join_map(f, &first);
    f->path = first.path;
    f->folder = first.folder;
    buf_release(&journal);
    buf_release(&away);
}

/* A user who can neither save nor keep the work in the journal is told how to leave. */
Test(app_shared, names_the_way_out_where_nothing_can_be_saved)
{
    static const char *const keys[] = { "q", "ZZ", ":q\r", "\033:wq\r" };
    struct fixture f;
    struct buf away = BUF_INIT;
    open_without_journal(&f);
    buf_addf(&away, "%s.away", f.folder);
    type(&f, "m");
    cr_assert_eq(rename(f.folder, away.data), 0);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        type(&f, keys[i]);
        cr_expect(!app_ending(f.app) && shows(&f, "\":q!\" quits and saves a copy elsewhere"), "%s",
            keys[i]);
    }
    cr_assert_eq(rename(away.data, f.folder), 0);
    close_map(&f);
    buf_release(&away);
}

/* A copy that is no map is no proof that the map is kept: it is read back, and that is said. */
Test(app_shared, says_where_a_copy_cannot_be_read_back)
{
    static const struct {
        const char *title, *said;
    } rows[] = { { "Kept", "was saved here" }, { "No \xff", "cannot be read back" } };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fixture f;
        struct diags diags = DIAGS_INIT;
        struct buf text = BUF_INIT;
        open_map(&f, map);
        struct session *session = app_session(f.app);
        edit_set(&session->undo, session->map.root, MAP_TITLE, slice_of(rows[i].title));
        buf_adds(&session->share->pending, "1 line\n");
        cr_expect_eq(session_rescue(session, &diags), STATUS_OK);
        cr_assert_eq(diags.count, 1);
        cr_expect(strstr(diags.items[0].text, rows[i].said), "%s", diags.items[0].text);
        test_read(diags.items[0].file, &text);
        cr_expect(strstr(text.data, rows[i].title), "%s", text.data);
        buf_clear(&session->share->pending);
        buf_release(&text);
        diags_release(&diags);
        close_map(&f);
    }
}

Test(app_shared, tells_who_watches_of_a_vote)
{
    struct fixture f, reader;
    open_map(&f, map);
    join_map(&reader, &f);
    app_session(reader.app)->state = SESSION_WATCHING;
    draw(&f, 80, 24);
    draw(&reader, 80, 24);
    type(&f, ":vote pains 2\r");
    look(&reader);
    cr_expect(shows(&reader, "Vote on Pains: 2 votes each") && !shows(&reader, "opens the list"));
    cr_expect(shows(&reader, "vote: 0 of ") && !shows(&reader, " ·  · "), "no vote of one's own");
    close_map(&reader);
    close_map(&f);
}

/* What is told of oneself, at rest. */
static const struct participant *oneself(struct fixture *f)
{
    test_wait_for_rest();
    test_wait_for_rest();
    look(f);
    const struct participants *people = session_people(app_session(f->app));
    for (size_t i = 0; i < people->count; i++)
        if (people->items[i].own)
            return &people->items[i];
    cr_assert_fail("nobody is here");
    return NULL;
}

/* The row where one stands while all vote would tell the others on what. */
Test(app_shared, tells_nobody_on_what_one_votes)
{
    struct fixture f;
    open_map(&f, map);
    draw(&f, 80, 24);
    type(&f, "vpj");
    cr_expect_str_neq(oneself(&f)->node, "");
    type(&f, ":vote pains 2\rj+");
    const struct participant *self = oneself(&f);
    cr_expect_str_eq(self->node, "");
    cr_expect_str_eq(self->view, "pains");
    close_map(&f);
}

/* The others count anew only at news; the same number of notes in the next round is news. */
Test(app_shared, tells_of_which_round_its_notes_are)
{
    struct fixture f, late;
    struct buf first = BUF_INIT;
    int others = 0;
    open_map(&f, map);
    join_map(&late, &f);
    type(&late, ":name Late\r");
    for (int i = 0; i < 4; i++) {
        type(&f, ":silent\r\033\033");
        look(&late);
        type(&late, ":silent\rNote\r\033\033");
        struct participant self = { 0 };
        rounds_appear(late.app, &self);
        cr_expect_eq(strncmp(self.clock, "#1.", 3), 0, "%s", self.clock);
        if (!i)
            buf_adds(&first, self.clock);
        others += strcmp(self.clock, first.data) != 0;
        type(&f, ":silent stop\r");
        look(&late);
    }
    cr_expect(others, "%s each time", first.data);
    app_close(late.app);
    canvas_release(&late.canvas);
    buf_release(&late.path);
    buf_release(&first);
    close_map(&f);
}

/* They lie beside the map's file, which may be another one by now. */
Test(app_shared, keeps_notes_beside_the_new_file)
{
    struct fixture f;
    struct buf save = BUF_INIT;
    open_map(&f, map);
    type(&f, ":silent\rFirst\r\033\033");
    cr_expect_eq(f.app->rounds->own.content.note_count, 1);
    buf_addf(&save, ":w %s/other.yaml\r", f.folder);
    type(&f, save.data);
    cr_expect(shows(&f, "other.yaml is now the map's file"));
    type(&f, ":silent\rSecond\rThird\r\033\033");
    cr_expect_eq(f.app->rounds->own.content.note_count, 3, "%zu of the new file",
        f.app->rounds->own.content.note_count);
    type(&f, ":reveal\r");
    look(&f);
    cr_expect(shows(&f, "First") && shows(&f, "Second") && shows(&f, "Third"));
    close_map(&f);
    buf_release(&save);
}

/* Also a second time, when they are there already; votes as well. */
Test(app_shared, doubles_no_note_and_no_vote_beside_another_file)
{
    struct fixture f;
    struct buf save = BUF_INIT;
    open_map(&f, map);
    type(&f, ":silent\rFirst\r\033\033");
    for (int i = 0; i < 3; i++) {
        buf_clear(&save);
        buf_addf(&save, ":w! %s/%s.yaml\r", f.folder, i % 2 ? "map" : "other");
        type(&f, save.data);
        cr_expect_eq(f.app->rounds->own.content.note_count, 1, "%d: %zu", i,
            f.app->rounds->own.content.note_count);
    }
    type(&f, ":silent stop\r:vote pains 2\rj+");
    int left = rounds_votes_left(f.app);
    cr_expect_eq(left, 1);
    buf_clear(&save);
    buf_addf(&save, ":w %s/third.yaml\r", f.folder);
    type(&f, save.data);
    cr_expect(shows(&f, "third.yaml is now the map's file"));
    cr_expect_eq(rounds_votes_left(f.app), left);
    close_map(&f);
    buf_release(&save);
}

/* Their line is read as the one by which touchpoints are added, and told of and completed. */
Test(app_shared, reads_notes_in_the_short_form)
{
    struct fixture f;
    struct completions *found;
    open_map(&f, map);
    type(&f, ":silent touchpoints\rKiosk @web -1; Phone");
    cr_expect_str_eq(app_prompt(f.app)->hint.data, "2: Kiosk · web · -1; Phone");
    type(&f, "\r@web\r");
    cr_expect(shows(&f, "the name is missing"));
    struct prompt *prompt = app_prompt(f.app);
    found = &prompt->shown;
    prompt->complete(prompt->context, SLICE("Mail @e-"), found);
    cr_expect(found->count == 1 && strcmp(found->items[0], "e-mail") == 0);
    type(&f, "\033\033");
    cr_expect_eq(f.app->rounds->own.content.note_count, 2);
    type(&f, ":reveal\r");
    cr_expect(shows(&f, "2 notes revealed"));
    const struct node *stage = node_child(app_session(f.app)->map.root, MAP_STAGES, 0);
    struct node_list list = node_children(stage, STAGE_TOUCHPOINTS);
    cr_assert_eq(list.count, 4);
    cr_expect(slice_is(node_get(list.items[2], TOUCHPOINT_CHANNEL), "web"));
    close_map(&f);
}

static void set_round(struct fixture *f, struct slice value)
{
    struct session *session = app_session(f->app);
    edit_set(&session->undo, session->map.root, MAP_ROUND, value);
}

/* Whoever was too slow to hand in before the end still finds the list where the others' notes are;
 * only a round that was stopped leaves them to the parking lot. */
Test(app_shared, adds_late_notes_where_the_round_was_for)
{
    for (int revealed = 0; revealed < 2; revealed++) {
        struct fixture f, slow;
        struct buf round = BUF_INIT;
        open_map(&f, map);
        join_map(&slow, &f);
        type(&slow, ":name Slow\r");
        type(&f, ":silent pains\r\033\033");
        look(&slow);
        type(&slow, ":silent\rOf the slow one\r\033\033");
        app_others(f.app);
        buf_addf(&round, "revealed %s", node_get(app_session(f.app)->map.root, MAP_ROUND).data);
        if (revealed)
            set_round(&f, buf_slice(&round));
        set_round(&f, SLICE_NONE);
        look(&slow);
        cr_expect(shows(&slow, revealed ? "1 note of yours is added" : "is in the parking lot"));
        app_others(f.app);
        const struct map *there = &app_session(f.app)->map;
        cr_expect_eq(node_children(there->root, MAP_PARKING).count, revealed ? 1 : 2);
        app_close(slow.app);
        canvas_release(&slow.canvas);
        buf_release(&slow.path);
        buf_release(&round);
        close_map(&f);
    }
}

/* Where they can't be kept there, that is said. */
Test(app_shared, says_where_notes_stay_behind)
{
    struct fixture f;
    struct buf save = BUF_INIT, folder = BUF_INIT;
    open_map(&f, map);
    type(&f, ":silent\rFirst\r\033\033");
    buf_addf(&folder, "%s/.other.yaml.cjm", f.folder);
    test_write(folder.data, SLICE("in the way of a journal"));
    buf_addf(&save, ":w %s/other.yaml\r", f.folder);
    type(&f, save.data);
    draw(&f, 200, 24);
    cr_expect(shows(&f, "your notes and votes stayed next to the old file"));
    close_map(&f);
    buf_release(&save);
    buf_release(&folder);
}

/* What is typed behind a key that would change the map runs nothing, and why is still to be read.
 */
Test(app_shared, drops_what_is_typed_by_those_who_watch)
{
    static const char *const texts[] = { "pqqueue", "+1", "dd", "iqq", "Rq1", "A quick one" };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct fixture f;
        open_map(&f, map);
        app_session(f.app)->state = SESSION_WATCHING;
        type(&f, texts[i]);
        cr_expect(!app_ending(f.app) && shows(&f, "you can read this map"), "%s", texts[i]);
        press(&f, K_F4);
        cr_expect(!shows(&f, "you can read this map") && shows(&f, "· pains"), "%s", texts[i]);
        close_map(&f);
    }
}

/* Every key of every command, in every view: the map stays as it is, and no line opens that would
 * change it. */
Test(app_shared, changes_nothing_for_those_who_watch)
{
    static const char *const places[] = { "", "\t", "j", ":facts\r", ":pains\r", ":ideas\r",
        ":parking\r", ":personas\r", ":personas\r\r", ":personas\r\r\r", ":pains\r\r", "e" };
    struct command_list list = { 0 };
    commands_collect(&list);
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        for (size_t n = 0; n < list.count; n++)
            for (int k = 0; k < COMMAND_KEYS && list.items[n]->keys[k]; k++) {
                const struct command *command = list.items[n];
                struct fixture f;
                bool leaves = command->keys[k] == 'q' || command->keys[k] == K_CTRL('z');
                if (leaves || (command->contexts & IN_TALK))
                    continue;
                open_map(&f, map);
                app_session(f.app)->state = SESSION_WATCHING;
                uint32_t revision = app_session(f.app)->map.revision;
                type(&f, places[i]);
                if (key_first(command->keys[k]))
                    press(&f, key_first(command->keys[k]));
                press(&f, command->keys[k] & ~K_PAIR(0x7FFF, 0));
                const struct prompt *prompt = app_prompt(f.app);
                cr_expect_eq(
                    app_session(f.app)->map.revision, revision, "%s: %s", places[i], command->help);
                cr_expect(!prompt || prompt->history == HISTORY_COMMANDS ||
                              prompt->history == HISTORY_SEARCH ||
                              strcmp(prompt->label, "Export to") == 0,
                    "\"%s\" %s: opens \"%s\"", places[i], command->help,
                    prompt ? prompt->label : "");
                close_map(&f);
            }
    command_list_release(&list);
}
