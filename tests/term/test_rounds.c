/* Silent rounds and votes, each in a program of its own. */
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"
#include "support.h"
#include "term/session.h"

#define F4 "\033OS"
#define F7 "\033[18~"
#define ESC "\033"

static const char with_pains[] = "cjm: 1\n"
                                 "title: A shop\n"
                                 "stages:\n"
                                 "  - name: Buy\n"
                                 "    touchpoints:\n"
                                 "      - name: Checkout\n"
                                 "        pains:\n"
                                 "          - text: Long queue\n"
                                 "          - text: Rude staff\n"
                                 "          - text: No change\n";

/* Another one opens the map that the first has open. */
static void join(struct session *other, const struct session *first, const char *name)
{
    session_join(other, first);
    if (name) {
        vt_send(&other->vt, ":name ");
        vt_send(&other->vt, name);
        vt_send(&other->vt, "\r");
        session_expect(other, "others see you as");
    }
}

static void open_two(struct session *a, struct session *b)
{
    session_start(a, with_pains, NULL, NULL);
    session_expect(a, "Checkout");
    join(b, a, "Ben");
    session_expect(a, "2 here");
}

static void command(struct session *session, const char *line)
{
    vt_send(&session->vt, ":");
    session_expect(session, "\n :");
    vt_send(&session->vt, line);
    vt_send(&session->vt, "\r");
}

static size_t count_of(const char *text, const char *what)
{
    size_t count = 0;
    for (const char *at = text; (at = strstr(at, what)); at += strlen(what))
        count++;
    return count;
}

Test(rounds, reveal_the_notes_of_all_once)
{
    struct session a, b;
    open_two(&a, &b);
    command(&a, "silent");
    session_expect(&a, "Note:");
    session_expect(&b, "Silent round for Parking lot");
    vt_send(&a.vt, ":reveal\r");
    session_expect(&a, "press Esc first, then type :reveal");
    vt_send(&a.vt, "\025Same note\rOnly mine\r");
    session_expect(&a, "silent: 2 notes");
    command(&b, "silent");
    session_expect(&b, "Note:");
    cr_expect_not(vt_shows(&b.vt, "Only mine"), "others' notes are not seen");
    vt_send(&b.vt, "SAME  note\rTaken back\rOf Ben\r");
    session_expect(&b, "Of Ben");
    vt_send(&b.vt, ESC);
    session_expect(&b, "take back");
    vt_send(&b.vt, "\033[H\033[Bdd"); /* the first one, the one below */
    session_expect_gone(&b, "Taken back");
    session_expect(&a, "silent: 4 notes");
    command(&b, "reveal");
    session_expect(&b, "who began it");
    vt_send(&b.vt, ESC);
    session_expect(&b, "take back");
    vt_send(&a.vt, "\r"); /* an empty line ends the line */
    session_expect(&a, "take back");
    command(&a, "reveal");
    session_expect(&a, "3 notes revealed; notes written: 4");
    session_expect(&a, "Of Ben");
    session_expect(&b, "The silent round is over");
    vt_send(&b.vt, F7);
    session_expect(&b, "Only mine");
    vt_send(&a.vt, "w");
    session_expect(&a, "saved: ");
    const char *file = session_file(&a);
    cr_expect_eq(count_of(file, "note"), 1, "%s", file);
    cr_expect_eq(count_of(file, "round:"), 0, "%s", file);
    session_end(&b);
    session_end(&a);
}

Test(rounds, keep_what_was_typed_when_killed)
{
    struct session a, b;
    open_two(&a, &b);
    command(&a, "silent");
    session_expect(&a, "Note:");
    session_expect(&b, "Silent round for Parking lot");
    command(&b, "silent");
    session_expect(&b, "Note:");
    vt_send(&b.vt, "Of the killed one\r");
    session_expect(&b, "Of the killed one");
    vt_signal(&b.vt, SIGKILL);
    session_end(&b);
    session_expect_gone(&a, "2 here");
    session_expect(&a, "silent: 1 note");
    /* Who comes again by the name finds it. */
    join(&b, &a, NULL);
    command(&b, "silent");
    session_expect(&b, "Note:");
    vt_send(&b.vt, "Another\r");
    session_expect(&a, "silent: 2 notes");
    vt_signal(&a.vt, SIGKILL);
    vt_wait_exit(&a.vt);
    session_expect_gone(&b, "2 here");
    vt_send(&b.vt, "\r");
    session_expect(&b, "take back");
    command(&b, "reveal");
    session_expect(&b, "2 notes revealed");
    session_expect(&b, "Of the killed one");
    session_end(&b);
    session_end(&a);
}

Test(rounds, park_the_notes_of_a_stopped_one)
{
    struct session a, b;
    open_two(&a, &b);
    command(&a, "silent stages");
    session_expect(&a, "Note:");
    session_expect(&b, "Silent round for Stages");
    command(&b, "silent");
    session_expect(&b, "Note:");
    vt_send(&b.vt, "A stage of Ben\rhalf");
    session_expect(&b, "half");
    vt_send(&a.vt, "\r");
    session_expect(&a, "take back");
    command(&a, "silent stop");
    session_expect(&a, "the silent round ended");
    session_expect(&b, "The silent round is over");
    /* What is typed at that moment is not lost. */
    vt_send(&b.vt, " typed\r");
    session_expect(&b, "the note is in the map");
    vt_send(&b.vt, F7);
    session_expect(&b, "A stage of Ben");
    vt_send(&b.vt, "\033OQ");
    session_expect(&b, "half typed");
    session_end(&b);
    session_end(&a);
}

Test(rounds, count_votes_that_nobody_saw)
{
    struct session a, b;
    open_two(&a, &b);
    command(&a, "vote pains 2 against");
    session_expect(&a, "vote: 2 left, 0 of 2 have voted");
    session_expect(&b, "Vote on Pains: 2 votes each");
    vt_send(&a.vt, "+j-");
    session_expect(&a, "you have given all your votes");
    vt_send(&a.vt, "+");
    session_expect(&a, "vote: 1 left");
    vt_send(&a.vt, "-");
    session_expect(&a, "you have given all your votes");
    vt_send(&a.vt, "-");
    session_expect(&a, "you have no vote left");
    vt_send(&b.vt, F4);
    session_expect(&b, "vote: 2 left, 1 of 2 have voted");
    cr_expect_not(vt_shows(&b.vt, "+1"), "others' votes are not seen");
    vt_send(&b.vt, "jj+");
    session_expect(&b, "1 vote left");
    vt_send(&b.vt, "+");
    session_expect(&b, "2 of 2 have voted");
    session_expect(&a, "2 of 2 have voted");
    command(&a, "reveal");
    session_expect(&a, "u undoes the result");
    session_expect(&b, "the vote is over");
    vt_send(&a.vt, "w");
    session_expect(&a, "saved: ");
    const char *file = session_file(&a);
    cr_expect(strstr(file, "votes: 2") && strstr(file, "votes: 1") && strstr(file, "votes: -1"),
        "%s", file);
    cr_expect_not(strstr(file, "round:"), "%s", file);
    session_end(&b);
    session_end(&a);
}

/* Two accounts: what each writes is closed to the other until it is revealed. */
Test(rounds, hand_in_what_is_hidden_at_the_reveal)
{
    struct session anna, ben;
    struct buf own = BUF_INIT;
    struct stat file;
    if (geteuid() != 0)
        cr_skip_test("only root can be another user");
    session_start(&anna, with_pains, NULL, NULL);
    session_expect(&anna, "Checkout");
    vt_send(&anna.vt, "q");
    session_expect_exit(&anna, 0);
    cr_assert_eq(chmod(anna.path.data, 0666), 0);
    cr_assert_eq(chmod(anna.folder, 0777), 0);
    buf_addf(&own, "%s/.shop.yaml.cjm", anna.folder);
    test_remove_folder(
        mem_copy_slice(buf_slice(&own))); /* of the time when nobody else could write */
    buf_clear(&own);
    buf_addf(&own, "%s/.shop.yaml.cjm/own-root", anna.folder);
    session_join_as_nobody(&ben, &anna);
    session_expect(&ben, "Checkout");
    struct session late, first;
    join(&first, &anna, NULL);
    command(&ben, "silent pains");
    session_expect(&ben, "Note:");
    vt_send(&ben.vt, "Of Ben\r" ESC);
    session_expect(&first, "Silent round for Checkout: Pains");
    command(&first, "silent");
    session_expect(&first, "Note:");
    vt_send(&first.vt, "Of Anna\r" ESC);
    session_expect_gone(&first, "Note:");
    session_expect_gone(&ben, "Note:"); /* or Esc and what comes next are one key */
    session_expect(&ben, "silent: 2 notes");
    cr_assert_eq(stat(own.data, &file), 0);
    cr_expect_eq(file.st_mode & 0777, 0600);
    vt_signal(&first.vt, SIGSTOP); /* a busy machine: it is waited for */
    command(&ben, "reveal");
    session_expect(&ben, "waiting until all have handed in");
    nanosleep(&(struct timespec){ .tv_sec = 2, .tv_nsec = 500 * 1000000L }, NULL);
    vt_signal(&first.vt, SIGCONT);
    session_expect(&ben, "2 notes revealed");
    session_expect(&first, "the silent round is over");
    vt_send(&first.vt, ESC F4);
    session_expect(&first, "Of Ben");
    vt_send(&first.vt, "vm");

    /* Who left hands in on the way back. */
    command(&ben, "silent pains");
    session_expect(&ben, "Note:");
    vt_send(&ben.vt, ESC);
    session_expect_gone(&ben, "Note:");
    session_expect(&first, "Silent round for Checkout: Pains");
    command(&first, "silent");
    session_expect(&first, "Note:");
    vt_send(&first.vt, "Of Anna, late\r");
    session_expect(&ben, "silent: 1 note");
    vt_send(&first.vt, ESC);
    session_expect_gone(&first, "Note:");
    vt_send(&first.vt, "qq");
    session_expect_exit(&first, 0);
    command(&ben, "reveal");
    session_expect(&ben, "1 note to come, when it is back: root");
    session_end(&first);
    session_join(&late, &anna);
    session_expect(&late, "ended without you; 1 note of yours is added");
    vt_send(&ben.vt, F4);
    session_expect(&ben, "Of Anna, late");
    session_end(&late);
    session_end(&ben);
    session_end(&anna);
    buf_release(&own);
}
