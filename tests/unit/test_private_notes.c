/* What is kept aside: durable, taken up again, and bounded whatever stands there. */
#include "store/journal/private_notes.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zlib.h>

#include "base/mem.h"
#include "journal_support.h"
#include "support.h"

TestSuite(aside, .init = journal_set_up, .fini = journal_tear_down);

static struct file_calls calls;

static struct map_folder open_folder(void)
{
    struct map_folder folder;
    struct diags diags = DIAGS_INIT;
    calls = file_calls_system;
    cr_assert_eq(map_folder_open(&folder, map_path(), true, &calls, &diags), STATUS_OK);
    diags_release(&diags);
    return folder;
}

Test(aside, keeps_notes_and_dots_for_who_comes_again)
{
    struct map_folder folder = open_folder();
    struct own_file own;
    cr_assert_not(own_open(&own, &folder, SLICE("Anna K"), false));
    cr_expect_eq(errno, ENOENT);
    cr_assert(own_open(&own, &folder, SLICE("Anna K"), true));
    cr_expect_str_eq(own.name, "own-Anna%20K");
    cr_expect(own_note(&own, "r1", SLICE("  one\ttwo\033[2J  ")));
    cr_expect(own_note(&own, "r1", SLICE("three")));
    cr_expect(own_drop(&own, "r1", 1));
    cr_expect(own_note(&own, "r2", SLICE("four")));
    cr_expect(own_votes(&own, "r1", "3-d-secure", 2));
    cr_expect(own_votes(&own, "r1", "3-d-secure", -1));
    own_close(&own);
    cr_assert(own_open(&own, &folder, SLICE("Anna K"), false));
    cr_expect_eq(private_notes_count(&own.content, "r1"), 1);
    cr_expect_str_eq(own.content.notes[0].text, "three");
    cr_expect_eq(private_notes_count(&own.content, "r2"), 1);
    cr_expect_eq(own_votes_for(&own, "r1", "3-d-secure"), -1);
    cr_expect_eq(own_votes_for(&own, "r2", "3-d-secure"), 0);
    cr_expect(own_clear(&own));
    cr_expect_eq(own.content.note_count, 0);
    own_close(&own);
    map_folder_close(&folder);
}

/* Another program of the same name has a file of its own; a killed one leaves it. */
Test(aside, gives_each_program_its_own)
{
    struct map_folder folder = open_folder();
    struct own_file own;
    int ready[2];
    char byte;
    cr_assert_eq(pipe(ready), 0);
    pid_t child = fork();
    if (child == 0) {
        cr_assert(own_open(&own, &folder, SLICE("ben"), true));
        own_note(&own, "r", SLICE("of the other"));
        if (write(ready[1], "x", 1) == 1)
            pause();
        _exit(0);
    }
    cr_assert_eq(read(ready[0], &byte, 1), 1);
    cr_assert(own_open(&own, &folder, SLICE("ben"), true));
    cr_expect_str_eq(own.name, "own-ben-2");
    cr_expect_eq(own.content.note_count, 0);
    own_close(&own);
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    cr_assert(own_open(&own, &folder, SLICE("ben"), true));
    cr_expect_str_eq(own.name, "own-ben");
    cr_expect_eq(own.content.note_count, 1, "what a killed one wrote is taken up");
    own_close(&own);
    map_folder_close(&folder);
}

static void count(void *context, const struct private_notes *private)
{
    size_t *total = context;
    *total += private->note_count + private->vote_count;
}

Test(aside, passes_over_what_others_put_there)
{
    static const char *const lines[] = { "", "x\n", "00000000 r note 1 wrong\n",
        "\xff\xff\xff\xff\xff\xff\xff\xff \xff note 1 x\n", "no end", "\n\n\n" };
    struct map_folder folder = open_folder();
    struct own_file own = OWN_FILE_NONE;
    size_t total = 0;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        char name[32];
        snprintf(name, sizeof name, "own-evil%zu", i);
        test_write(beside_map(name), slice_of(lines[i]));
    }
    struct buf large = BUF_INIT;
    buf_add_repeated(&large, 'x', PRIVATE_SIZE_MAX + 1);
    test_write(beside_map("own-large"), buf_slice(&large));
    buf_release(&large);
    cr_assert_eq(symlink(map_path(), beside_map("own-link")), 0);
    cr_assert_eq(mkdir(beside_map("own-folder"), 0700), 0);
    cr_assert_eq(mkfifo(beside_map("own-pipe"), 0600), 0);
    private_notes_read_all(&own, &folder, count, &total);
    cr_expect_eq(total, 0);
    cr_assert(own_open(&own, &folder, SLICE("link"), true), "the next name is free");
    cr_expect_str_eq(own.name, "own-link-2");
    cr_expect(own_note(&own, "r", SLICE("good")));
    private_notes_read_all(&own, &folder, count, &total);
    cr_expect_eq(total, 1);
    struct buf map = BUF_INIT;
    test_read(map_path(), &map);
    private_notes_clear_all(&own, &folder);
    struct buf after = BUF_INIT;
    test_read(map_path(), &after);
    cr_expect(slice_equal(buf_slice(&map), buf_slice(&after)), "nothing behind a link is touched");
    buf_release(&map);
    buf_release(&after);
    own_close(&own);
    map_folder_close(&folder);
}

/* A good checksum is no reason to believe what is behind it. */
static void test_private_notes_line(struct slice line, struct buf *out)
{
    buf_addf(out, "%08lx %.*s\n",
        crc32(crc32(0, NULL, 0), (const Bytef *)line.data, (uInt)line.len), SLICE_ARG(line));
}

Test(aside, bounds_what_is_read)
{
    static const struct {
        const char *line;
        size_t notes, votes;
    } rows[] = {
        { "r note 1 good", 1, 0 },
        { "r note 4294967295 good", 1, 0 },
        { "r note 4294967296 x", 0, 0 },
        { "r note -1 x", 0, 0 },
        { "r note x x", 0, 0 },
        { "r note 1  ", 0, 0 },
        { " note 1 x", 0, 0 },
        { "a-name-that-is-far-too-long-for-a-round note 1 x", 0, 0 },
        { "r dots 99 id", 0, 1 },
        { "r dots 100 id", 0, 0 },
        { "r dots -99 id", 0, 1 },
        { "r dots 99999999999999999999 id", 0, 0 },
        { "r dots 1 ", 0, 0 },
        { "r dots", 0, 0 },
        { "r", 0, 0 },
        { "r drop 7", 0, 0 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf file = BUF_INIT;
        struct private_notes private = { 0 };
        test_private_notes_line(slice_of(rows[i].line), &file);
        private_notes_parse(buf_slice(&file), &private);
        cr_expect_eq(private.note_count, rows[i].notes, "%s", rows[i].line);
        cr_expect_eq(private.vote_count, rows[i].votes, "%s", rows[i].line);
        private_notes_release(&private);
        buf_release(&file);
    }
}

/* --- what fails --- */

static int fails_in;

static bool fails(void)
{
    return fails_in > 0 && --fails_in == 0;
}

static ssize_t failing_write(int fd, const void *data, size_t len)
{
    if (!fails())
        return write(fd, data, len);
    ssize_t done = len > 5 ? write(fd, data, 5) : 0;
    fails_in = 1; /* the disk is full now */
    return done > 0 ? done : (errno = ENOSPC, -1);
}

static int failing_sync(int fd)
{
    (void)fd;
    errno = EIO;
    return fails() ? -1 : 0;
}

Test(aside, goes_on_behind_a_torn_line)
{
    struct map_folder folder = open_folder();
    struct own_file own;
    cr_assert(own_open(&own, &folder, SLICE("w"), true));
    cr_expect(own_note(&own, "r", SLICE("first")));
    calls.write = failing_write;
    fails_in = 1;
    cr_expect_not(own_note(&own, "r", SLICE("torn")));
    calls.write = write;
    fails_in = 0;
    calls.fdatasync = failing_sync;
    fails_in = 1;
    cr_expect_not(own_votes(&own, "r", "x", 1));
    cr_expect_eq(errno, EIO);
    calls.fdatasync = file_calls_system.fdatasync;
    cr_expect(own_note(&own, "r", SLICE("second")));
    own_close(&own);
    cr_assert(own_open(&own, &folder, SLICE("w"), false));
    cr_assert_eq(own.content.note_count, 2);
    cr_expect_str_eq(own.content.notes[0].text, "first");
    cr_expect_str_eq(own.content.notes[1].text, "second");
    own_close(&own);
    map_folder_close(&folder);
}

static mode_t mode_of(const char *name)
{
    struct stat file;
    return stat(beside_map(name), &file) == 0 ? file.st_mode & 0777 : 0;
}

/* Until it is handed in it is its owner's alone; then the next line is again. */
Test(aside, is_closed_until_it_is_handed_in)
{
    cr_assert_eq(chmod(map_path(), 0666), 0);
    struct map_folder folder = open_folder();
    struct own_file own;
    cr_assert(own_open(&own, &folder, SLICE("w"), true));
    cr_expect(own_aim(&own, "r", SLICE("silent r parking")));
    cr_expect(own_note(&own, "r", SLICE("mine")));
    own_tell(&own, "r", 1, SLICE("W. Doe"));
    cr_expect_eq(mode_of("own-w"), 0600);
    cr_expect_eq(mode_of("told-w"), 0666);
    cr_expect(own_hand_in(&own));
    cr_expect_eq(mode_of("own-w"), 0666);
    cr_expect(own_note(&own, "r2", SLICE("mine again")));
    cr_expect_eq(mode_of("own-w"), 0600);
    cr_expect(own_hand_in(&own));
    own_close(&own);
    cr_assert(own_open(&own, &folder, SLICE("w"), true));
    cr_expect_eq(mode_of("own-w"), 0600);
    cr_expect(slice_is(own_aim_of(&own, "r"), "silent r parking"));
    cr_expect(!own_aim_of(&own, "r2").len);
    own_close(&own);
    map_folder_close(&folder);
}

static void add_hidden(void *context, struct slice name, unsigned count)
{
    buf_addf(context, "%.*s %u;", SLICE_ARG(name), count);
}

/* Another account: it knows of whom there is how much, and takes none of their files. */
static int see_as_nobody(void)
{
    struct map_folder folder = open_folder();
    struct own_file own = OWN_FILE_NONE;
    struct buf hidden = BUF_INIT;
    if (setgid(65534) != 0 || setuid(65534) != 0)
        return 1;
    private_notes_hidden(&own, &folder, "r", add_hidden, &hidden);
    if (strcmp(hidden.data, "W. Doe 1;") != 0)
        return 2;
    buf_clear(&hidden);
    private_notes_hidden(&own, &folder, "another", add_hidden, &hidden);
    if (hidden.len)
        return 3;
    if (!own_open(&own, &folder, SLICE("w"), true) || strcmp(own.name, "own-w-2") != 0)
        return 4;
    if (!own_open(&own, &folder, SLICE("trap"), true) || strcmp(own.name, "own-trap-2") != 0)
        return 5;
    return 0;
}

Test(aside, tells_others_how_much_there_is)
{
    if (geteuid() != 0)
        cr_skip_test("only root can be another user");
    char *above = mem_copy_string(map_path());
    *strrchr(above, '/') = '\0';
    cr_assert(chmod(map_path(), 0666) == 0 && chmod(above, 0755) == 0);
    free(above);
    struct map_folder folder = open_folder();
    struct own_file own;
    cr_assert(own_open(&own, &folder, SLICE("w"), true));
    cr_expect(own_note(&own, "r", SLICE("mine")));
    own_tell(&own, "r", 1, SLICE("W. Doe"));
    /* One that is laid open for whoever is called so. */
    test_write(beside_map("own-trap"), SLICE(""));
    cr_assert_eq(chmod(beside_map("own-trap"), 0666), 0);
    pid_t child = fork();
    if (!child)
        _exit(see_as_nobody());
    int status;
    cr_assert_eq(waitpid(child, &status, 0), child);
    cr_expect(WIFEXITED(status) && WEXITSTATUS(status) == 0, "%d", status);
    own_close(&own);
    map_folder_close(&folder);
}
