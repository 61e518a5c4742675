#include "store/journal/watch.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/journal/remote.h"
#include "support.h"

#ifdef USE_INOTIFY
enum { TOLD = true };
#else
enum { TOLD = false };
#endif

static char *folder;
static char map[600], beside[600];

static const char *in_folder(const char *name)
{
    static char text[600];
    snprintf(text, sizeof text, "%s/%s", folder, name);
    return text;
}

static const char *in_beside(const char *name)
{
    static char text[700];
    snprintf(text, sizeof text, "%s/%s", beside, name);
    return text;
}

static void append(const char *path, const char *text)
{
    int fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    cr_assert(fd >= 0, "%s: %s", path, strerror(errno));
    cr_assert_eq(write(fd, text, strlen(text)), (ssize_t)strlen(text));
    close(fd);
}

static void set_up(void)
{
    folder = test_folder();
    snprintf(map, sizeof map, "%s", in_folder("map.yaml"));
    snprintf(beside, sizeof beside, "%s", in_folder(".map.yaml.cjm"));
    test_write(map, SLICE("cjm: 1\n"));
    cr_assert_eq(mkdir(beside, 0700), 0);
    append(in_beside("lock"), "");
    append(in_beside("journal"), "one\n");
    append(in_beside("presence"), "x");
}

static void tear_down(void)
{
    test_remove_folder(folder);
}

/* Waits as a program does, `ms` at most; what was told in that time, -1 if it was not woken. */
static int woken(struct watch *watch, int ms)
{
    struct pollfd ready = { .fd = watch_fd(watch), .events = POLLIN };
    int interval = watch_interval(watch);
    bool late = interval < 0 || interval > ms;
    int count = poll(&ready, 1, late ? ms : interval);
    return count == 0 && late ? -1 : (int)watch_drain(watch);
}

/* Until a kind is told; false if that takes too long. */
static bool told(struct watch *watch, unsigned kind)
{
    for (int i = 0; i < 10; i++) {
        int changed = woken(watch, 500);
        if (changed >= 0 && ((unsigned)changed & kind))
            return true;
    }
    return false;
}

/* Nothing but what a look finds always. */
static bool quiet(struct watch *watch)
{
    for (int i = 0; i < 4; i++) {
        int changed = woken(watch, 30);
        if (changed >= 0 && TOLD)
            return false;
        if (changed > 0 && changed != WATCH_PRESENCE)
            return false;
    }
    return true;
}

static void replace_map(void)
{
    test_write(in_folder("new"), SLICE("cjm: 1\ntitle: other\n"));
    cr_assert_eq(rename(in_folder("new"), map), 0);
}

static void write_map_in_place(void)
{
    append(map, "title: x\n");
}

static void remove_and_make_map(void)
{
    cr_assert_eq(unlink(map), 0);
    append(map, "cjm: 1\ntitle: y\n");
}

/* As vi does with backups. */
static void move_and_make_map(void)
{
    char old[700];
    snprintf(old, sizeof old, "%s", in_folder("map.yaml~"));
    cr_assert_eq(rename(map, old), 0);
    append(map, "cjm: 1\ntitle: zz\n");
}

static void protect_map(void)
{
    struct stat info;
    cr_assert_eq(stat(map, &info), 0);
    cr_assert_eq(chmod(map, info.st_mode ^ S_IWGRP), 0);
}

static void add_to_journal(void)
{
    append(in_beside("journal"), "two\n");
}

static void replace_journal(void)
{
    char new[700];
    snprintf(new, sizeof new, "%s", in_beside("journal-new"));
    append(new, "header\n");
    cr_assert_eq(rename(new, in_beside("journal")), 0);
}

static void write_presence(void)
{
    append(in_beside("presence"), "y");
}

static void remove_presence(void)
{
    unlink(in_beside("presence"));
}

/* Somebody who is killed tells it by the lock that the system closes. */
static void die(void)
{
    int news[2];
    cr_assert_eq(pipe(news), 0);
    pid_t child = fork();
    if (child == 0) {
        alarm(30); /* if the test fails */
        int fd = open(in_beside("lock"), O_RDWR | O_CLOEXEC);
        if (fd < 0 || write(news[1], "", 1) != 1)
            _exit(1);
        for (;;)
            pause();
    }
    char byte;
    cr_assert_eq(read(news[0], &byte, 1), 1);
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    close(news[0]);
    close(news[1]);
}

static const struct {
    const char *what;
    void (*happens)(void);
    unsigned kind;
} changes[] = {
    { "a record in the journal", add_to_journal, WATCH_JOURNAL },
    { "another journal", replace_journal, WATCH_JOURNAL },
    { "a record in that one", add_to_journal, WATCH_JOURNAL },
    { "a slot of presence", write_presence, WATCH_PRESENCE },
    { "no presence", remove_presence, WATCH_PRESENCE },
    { "presence again", write_presence, WATCH_PRESENCE },
    { "a death", die, WATCH_PRESENCE },
    { "the map in place", write_map_in_place, WATCH_MAP },
    { "another map", replace_map, WATCH_MAP },
    { "that one in place", write_map_in_place, WATCH_MAP },
    { "yet another map", replace_map, WATCH_MAP },
    { "the map removed and made", remove_and_make_map, WATCH_MAP },
    { "that one in place, too", write_map_in_place, WATCH_MAP },
    { "the map moved away and made", move_and_make_map, WATCH_MAP },
    { "and again another map", replace_map, WATCH_MAP },
    { "the map's mode", protect_map, WATCH_MAP },
};

TestSuite(watch, .init = set_up, .fini = tear_down);

Test(watch, tells_what_changed)
{
    struct watch watch;
    watch_open(&watch, map, beside);
    cr_expect_eq(watch_fd(&watch) >= 0, TOLD);
    cr_expect_eq(watch_interval(&watch) < 0, TOLD && !path_is_remote(map));
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        cr_expect(quiet(&watch), "before %s", changes[i].what);
        changes[i].happens();
        cr_expect(told(&watch, changes[i].kind), "%s", changes[i].what);
        /* The rest of it: a map that was made anew was gone before. */
        for (int drained = 0; drained < 3; drained++)
            watch_drain(&watch);
    }
    cr_expect_eq(watch_interval(&watch) < 0, TOLD, "the map is there: nothing to look for");
    watch_close(&watch);
}

/* In /tmp, or in a home folder, somebody is always busy. */
Test(watch, does_not_care_for_other_files)
{
    struct watch watch;
    watch_open(&watch, map, beside);
    for (int i = 0; i < 100; i++) {
        append(in_folder("foreign"), "x");
        chmod(in_folder("foreign"), 0640);
        unlink(in_folder("foreign"));
    }
    cr_expect(quiet(&watch));
    /* One in the folder of the map's own may wake, but is no news. */
    append(in_beside("own-7"), "x");
    for (int i = 0; i < 3; i++)
        cr_expect_leq(woken(&watch, 30), TOLD ? 0 : WATCH_PRESENCE);
    watch_close(&watch);
}

Test(watch, finds_what_comes_later)
{
    struct watch watch;
    char later[600];
    snprintf(later, sizeof later, "%s", in_folder("later"));
    cr_assert_eq(unlink(map), 0);
    watch_open(&watch, map, later);
    cr_expect_gt(watch_interval(&watch), 0, "nobody tells that it is made");
    cr_assert_eq(rename(beside, later), 0);
    snprintf(beside, sizeof beside, "%s", later);
    test_write(map, SLICE("cjm: 1\n"));
    cr_expect(told(&watch, WATCH_MAP));
    watch_drain(&watch);
    add_to_journal();
    cr_expect(told(&watch, WATCH_JOURNAL));
    cr_expect_eq(watch_interval(&watch) < 0, TOLD, "all is told from now on");
    watch_close(&watch);
}

/* No descriptor is left, as where the user's watches are used up. */
Test(watch, looks_where_nobody_tells)
{
    struct watch watch;
    struct rlimit before, none;
    cr_assert_eq(getrlimit(RLIMIT_NOFILE, &before), 0);
    none = before;
    none.rlim_cur = 0;
    cr_assert_eq(setrlimit(RLIMIT_NOFILE, &none), 0);
    watch_open(&watch, map, beside);
    int fd = watch_fd(&watch);
    int first = watch_interval(&watch);
    for (int i = 0; i < 100; i++)
        cr_expect_eq(watch_drain(&watch), WATCH_PRESENCE);
    int last = watch_interval(&watch);
    cr_assert_eq(setrlimit(RLIMIT_NOFILE, &before), 0);
    cr_expect_eq(fd, -1);
    cr_expect_eq(first, 250);
    cr_expect_eq(last, 1000, "it looks less often when nothing happens");
    add_to_journal();
    cr_expect(watch_drain(&watch) & WATCH_JOURNAL);
    cr_expect_eq(watch_fd(&watch) >= 0, TOLD, "it is told again");
    replace_map();
    cr_expect(told(&watch, WATCH_MAP));
    watch_close(&watch);
}

/* Events that nobody took while the program was stopped. */
Test(watch, catches_up_after_a_flood)
{
    struct watch watch;
    watch_open(&watch, map, beside);
    int journal = open(in_beside("journal"), O_WRONLY | O_APPEND | O_CLOEXEC);
    int presence = open(in_beside("presence"), O_WRONLY | O_APPEND | O_CLOEXEC);
    for (int i = 0; i < 20000; i++)
        cr_assert_eq(write(i % 2 ? journal : presence, "x", 1), 1);
    replace_map();
    cr_expect(told(&watch, WATCH_MAP));
    for (int i = 0; i < 1000 && watch_drain(&watch) != (TOLD ? 0 : WATCH_PRESENCE); i++)
        ;
    cr_expect(quiet(&watch));
    write_map_in_place();
    cr_expect(told(&watch, WATCH_MAP), "the new map is watched");
    close(journal);
    close(presence);
    watch_close(&watch);
}
