#include "store/journal/presence.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/text.h"
#include "store_support.h"
#include "support.h"

static char *folder;
static char map[600], file[600];

static void set_up(void)
{
    folder = test_folder();
    snprintf(map, sizeof map, "%s/map.yaml", folder);
    snprintf(file, sizeof file, "%s/.map.yaml.cjm/presence", folder);
    test_write(map, SLICE("cjm: 1\n"));
}

static void tear_down(void)
{
    test_remove_folder(folder);
}

TestSuite(presence, .init = set_up, .fini = tear_down);

/* --- a program that is at the map --- */

struct here {
    struct map_folder folder;
    struct locks locks;
    struct presence presence;
    struct participant self;
    struct participants all;
};

static bool come(struct here *here, const char *name, int number, bool take)
{
    struct diags diags = DIAGS_INIT;
    *here = (struct here){ 0 };
    snprintf(here->self.name, sizeof here->self.name, "%s", name);
    snprintf(here->self.token, sizeof here->self.token, "%.40s.%x", name, (unsigned)number);
    if (map_folder_open(&here->folder, map, true, &file_calls_system, &diags) != STATUS_OK ||
        !locks_open(&here->locks, &here->folder, take))
        return false;
    presence_open(&here->presence, &here->folder, &here->locks, &here->self);
    return true;
}

static void go(struct here *here)
{
    presence_close(&here->presence);
    locks_close(&here->locks);
    map_folder_close(&here->folder);
    participants_release(&here->all);
}

enum { LIFETIME = 30 }; /* seconds of another program, if its test fails */

/* Another program, which says when it is there, does what it is told, and is killed. */
struct other {
    pid_t pid;
    int orders[2], answers[2];
};

static void answer(const struct other *other)
{
    if (write(other->answers[1], "", 1) != 1)
        _exit(1);
}

static void obey(struct other *other, const char *name, int number)
{
    struct here here;
    char order;
    alarm(LIFETIME);
    if (!come(&here, name, number, true))
        _exit(1);
    answer(other);
    while (read(other->orders[0], &order, 1) == 1) {
        if (order == 'l') {
            presence_close(&here.presence);
        } else {
            snprintf(here.self.node, sizeof here.self.node, "node-%c", order);
            presence_set(&here.presence, &here.self);
        }
        answer(other);
    }
    _exit(0);
}

static void await(const struct other *other)
{
    char byte;
    cr_assert_eq(read(other->answers[0], &byte, 1), 1, "the other program ended");
}

static void tell(const struct other *other, char order)
{
    cr_assert_eq(write(other->orders[1], &order, 1), 1);
    await(other);
}

static void start(struct other *other, const char *name, int number)
{
    cr_assert(pipe(other->orders) == 0 && pipe(other->answers) == 0);
    other->pid = fork();
    if (other->pid == 0)
        obey(other, name, number);
    close(other->answers[1]);
    close(other->orders[0]);
    await(other);
}

static void kill_other(const struct other *other)
{
    kill(other->pid, SIGKILL);
    waitpid(other->pid, NULL, 0);
    close(other->answers[0]);
    close(other->orders[1]);
}

/* "an=anna@node-x be=ben", with a star behind the own one. */
static const char *seen(struct here *here)
{
    static struct buf text = BUF_INIT;
    presence_read(&here->presence, &here->all);
    buf_clear(&text);
    for (size_t i = 0; i < here->all.count; i++) {
        const struct participant *who = &here->all.items[i];
        buf_addf(&text, "%s%s=%s%s%s%s", i ? " " : "", who->initials, who->name,
            who->own ? "*" : "", *who->node ? "@" : "", who->node);
    }
    return text.data;
}

/* --- who comes and goes --- */

Test(presence, shows_who_is_here)
{
    struct here here;
    struct other ben, cay;
    cr_assert(come(&here, "anna", 1, true));
    cr_expect_geq(here.presence.slot, 0);
    cr_expect_str_eq(seen(&here), "an=anna*");
    start(&ben, "ben", 2);
    start(&cay, "anna", 3);
    cr_expect_str_eq(seen(&here), "an=anna* be=ben a2=anna");
    cr_expect_not(presence_read(&here.presence, &here.all), "nothing changed");
    tell(&cay, 'x');
    cr_expect(presence_read(&here.presence, &here.all));
    cr_expect_str_eq(seen(&here), "an=anna* be=ben a2=anna@node-x");
    kill_other(&ben);
    cr_expect_str_eq(seen(&here), "an=anna* a2=anna@node-x", "the killed one is gone at once");
    start(&ben, "bo", 4);
    cr_expect_str_eq(seen(&here), "an=anna* bo=bo a2=anna@node-x", "its slot is free");
    tell(&cay, 'l');
    cr_expect_str_eq(seen(&here), "an=anna* bo=bo");
    kill_other(&cay);
    kill_other(&ben);
    go(&here);
}

Test(presence, has_room_for_fifty)
{
    enum { COUNT = 50 };
    static struct other others[COUNT];
    struct here here;
    cr_assert(come(&here, "anna", 1000, true));
    for (int i = 0; i < COUNT; i++)
        start(&others[i], i % 3 ? "anna" : "ben", i);
    presence_read(&here.presence, &here.all);
    cr_expect_eq(here.all.count, COUNT + 1);
    for (size_t i = 0; i < here.all.count; i++)
        for (size_t j = 0; j < i; j++)
            cr_expect_str_neq(here.all.items[i].initials, here.all.items[j].initials);
    for (int i = 0; i < COUNT; i++)
        kill_other(&others[i]);
    cr_expect_str_eq(seen(&here), "an=anna*");
    go(&here);
}

Test(presence, works_unseen_where_all_slots_are_taken)
{
    struct here here;
    struct other other;
    cr_assert(pipe(other.answers) == 0 && pipe(other.orders) == 0);
    other.pid = fork();
    if (other.pid == 0) {
        alarm(LIFETIME);
        struct locks locks;
        struct map_folder opened;
        struct diags diags = DIAGS_INIT;
        map_folder_open(&opened, map, true, &file_calls_system, &diags);
        locks_open(&locks, &opened, true);
        for (int i = 0; i < PRESENCE_SLOTS; i++)
            locks_take(&locks, LOCK_SLOTS + i, 0);
        answer(&other);
        for (;;)
            pause();
    }
    await(&other);
    cr_assert(come(&here, "anna", 1, true));
    cr_expect_lt(here.presence.slot, 0);
    cr_expect(presence_set(&here.presence, &here.self));
    cr_expect_str_eq(seen(&here), "");
    kill_other(&other);
    go(&here);
}

/* Somebody who may only read the map. */
Test(presence, is_read_by_who_may_not_write)
{
    struct here here;
    struct other ben;
    start(&ben, "ben", 2);
    cr_assert(come(&here, "anna", 1, false));
    cr_expect_lt(here.presence.slot, 0);
    cr_expect(presence_set(&here.presence, &here.self));
    cr_expect_str_eq(seen(&here), "be=ben");
    kill_other(&ben);
    cr_expect_str_eq(seen(&here), "");
    go(&here);
}

/* A lock for reading is everybody's who may read: it keeps nobody alive. */
Test(presence, is_not_kept_by_readers)
{
    struct here here;
    struct other ben, reader;
    start(&ben, "ben", 2);
    cr_assert(come(&here, "anna", 1, true));
    kill_other(&ben);
    cr_assert(pipe(reader.answers) == 0 && pipe(reader.orders) == 0);
    reader.pid = fork();
    if (reader.pid == 0) {
        struct here there;
        struct flock range = { .l_type = F_RDLCK, .l_start = LOCK_SLOTS, .l_len = 1 };
        alarm(LIFETIME);
        if (!come(&there, "cay", 3, false) || fcntl(there.locks.fd, F_SETLK, &range) != 0)
            _exit(1);
        answer(&reader);
        for (;;)
            pause();
    }
    await(&reader);
    cr_expect_str_eq(seen(&here), "an=anna*");
    kill_other(&reader);
    go(&here);
}

Test(presence, writes_only_what_changed)
{
    struct here here;
    struct stat before, after;
    cr_assert(come(&here, "anna", 1, true));
    cr_assert_eq(truncate(file, 0), 0);
    for (int i = 0; i < 10; i++)
        cr_expect(presence_set(&here.presence, &here.self));
    cr_assert_eq(stat(file, &before), 0);
    cr_expect_eq(before.st_size, 0, "what stands there already is not written");
    strcpy(here.self.view, "grid");
    cr_expect(presence_set(&here.presence, &here.self));
    cr_assert_eq(stat(file, &after), 0);
    cr_expect_eq(after.st_size, PARTICIPANT_SIZE);
    go(&here);
}

/* --- what others do to the file --- */

static void remove_file(void)
{
    cr_assert_eq(unlink(file), 0);
}

static void empty_file(void)
{
    cr_assert_eq(truncate(file, 0), 0);
}

static void fill_file(void)
{
    int fd = open(file, O_WRONLY | O_CLOEXEC);
    char garbage[PARTICIPANT_SIZE];
    memset(garbage, 'x', sizeof garbage);
    for (int i = 0; i < 2 * PRESENCE_SLOTS; i++)
        cr_assert_eq(write(fd, garbage, sizeof garbage), PARTICIPANT_SIZE);
    close(fd);
}

static void replace_file(void)
{
    remove_file();
    test_write(file, SLICE("short"));
}

/* Does the own slot stand in the file? */
static bool others_see(const struct here *here)
{
    struct buf bytes = BUF_INIT;
    size_t at = (size_t)here->presence.slot * PARTICIPANT_SIZE;
    test_read(file, &bytes);
    bool found = bytes.len >= at + PARTICIPANT_SIZE &&
                 memcmp(bytes.data + at, here->presence.wanted, PARTICIPANT_SIZE) == 0;
    buf_release(&bytes);
    return found;
}

Test(presence, comes_back_after_damage)
{
    static void (*const damages[])(void) = { remove_file, empty_file, fill_file, replace_file };
    struct here here;
    struct other ben;
    start(&ben, "ben", 2);
    cr_assert(come(&here, "anna", 1, true));
    cr_expect_str_eq(seen(&here), "be=ben an=anna*");
    for (size_t i = 0; i < sizeof damages / sizeof *damages; i++) {
        damages[i]();
        cr_expect_str_eq(seen(&here), "an=anna*", "damage %zu", i);
        cr_expect(presence_set(&here.presence, &here.self));
        cr_expect(others_see(&here), "damage %zu", i);
        tell(&ben, (char)('0' + i));
        char want[80];
        snprintf(want, sizeof want, "be=ben@node-%zu an=anna*", i);
        cr_expect_str_eq(seen(&here), want, "damage %zu", i);
    }
    kill_other(&ben);
    go(&here);
}

static void make_link(void)
{
    char target[700];
    snprintf(target, sizeof target, "%s/victim", folder);
    test_write(target, SLICE("mine"));
    cr_assert_eq(symlink(target, file), 0);
}

static void make_second_name(void)
{
    char target[700];
    snprintf(target, sizeof target, "%s/victim", folder);
    test_write(target, SLICE("mine"));
    cr_assert_eq(link(target, file), 0);
}

static void make_pipe(void)
{
    cr_assert_eq(mkfifo(file, 0600), 0);
}

static void make_folder(void)
{
    cr_assert_eq(mkdir(file, 0700), 0);
}

/* What lies there in place of the file is not written, not waited for, and no reason to fail. */
Test(presence, touches_nothing_but_a_file)
{
    static void (*const things[])(void) = { make_link, make_second_name, make_pipe, make_folder };
    char victim[700];
    snprintf(victim, sizeof victim, "%s/victim", folder);
    for (size_t i = 0; i < sizeof things / sizeof *things; i++) {
        struct here here;
        cr_assert(come(&here, "anna", 1, true));
        go(&here);
        remove_file();
        things[i]();
        cr_assert(come(&here, "anna", 1, true));
        cr_expect_str_eq(seen(&here), "an=anna*", "thing %zu", i);
        strcpy(here.self.node, "x");
        cr_expect_not(presence_set(&here.presence, &here.self));
        go(&here);
        if (i < 2) {
            struct buf text = BUF_INIT;
            test_read(victim, &text);
            cr_expect_str_eq(text.data, "mine", "thing %zu", i);
            buf_release(&text);
        }
        cr_assert_eq(remove(file), 0);
        unlink(victim);
        test_write(file, SLICE(""));
    }
}

/* --- slots --- */

Test(participant, is_read_as_written)
{
    static const struct participant rows[] = {
        { .name = "anna", .token = "anna.1f" },
        { .flags = PARTICIPANT_LEADS | PARTICIPANT_SILENT,
            .name = "\xd0\x90\xd0\xbd\xd0\xbd\xd0\xb0",
            .token = "\xd0\x90.1",
            .node = "3-d-secure",
            .view = "grid",
            .clock = "7:20 left" },
        { .name = "\xe5\xad\x97\xe5\xad\x97", .token = "x", .clock = "\xf0\x9f\x98\x80" },
    };
    char slot[PARTICIPANT_SIZE];
    struct participant got;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        participant_to_slot(&rows[i], slot);
        cr_assert(participant_from_slot(slot, &got), "row %zu", i);
        cr_expect(participant_equal(&rows[i], &got), "row %zu: %s %s %s %s %s", i, got.name,
            got.token, got.node, got.view, got.clock);
    }
}

Test(participant, is_cut_and_cleaned_when_written)
{
    struct participant who = { .name = "an\033[2J\tna\n\x7f", .token = "t\t\r1" }, got;
    char slot[PARTICIPANT_SIZE];
    participant_to_slot(&who, slot);
    cr_assert(participant_from_slot(slot, &got));
    cr_expect_str_eq(got.name, "an[2Jna");
    cr_expect_str_eq(got.token, "t1");
    memset(&who, 'x', sizeof who);
    who.name[sizeof who.name - 1] = who.token[sizeof who.token - 1] = '\0';
    who.node[sizeof who.node - 1] = who.view[sizeof who.view - 1] = '\0';
    who.clock[sizeof who.clock - 1] = '\0';
    participant_to_slot(&who, slot);
    cr_assert(participant_from_slot(slot, &got), "the longest of all fit");
    cr_expect_eq(strlen(got.node), sizeof got.node - 1);
    /* 20 wide characters in 131 bytes: cut between two. */
    who = (struct participant){ .token = "t" };
    for (int i = 0; i < 43; i++)
        strcat(who.name, "\xe5\xad\x97");
    participant_to_slot(&who, slot);
    cr_assert(participant_from_slot(slot, &got));
    cr_expect_eq(utf8_valid_length(slice_of(got.name)), strlen(got.name));
    cr_expect_leq(text_width(slice_of(got.name)), PARTICIPANT_COLUMNS);
}

/* A slot with this line and the right checksum, as somebody may write it. */
static void forge(const char *line, char slot[PARTICIPANT_SIZE])
{
    static const struct participant model = { .name = "a", .token = "b" };
    struct buf crc = BUF_INIT;
    participant_to_slot(&model, slot);
    unsigned sum = 0xFFFFFFFF;
    for (const char *at = line; *at; at++) {
        sum ^= (unsigned char)*at;
        for (int bit = 0; bit < 8; bit++)
            sum = sum >> 1 ^ (sum & 1 ? 0xEDB88320 : 0);
    }
    buf_addf(&crc, "%08x %s", ~sum, line);
    memset(slot, 0, PARTICIPANT_SIZE);
    memcpy(slot, crc.data, crc.len < PARTICIPANT_SIZE ? crc.len : PARTICIPANT_SIZE);
    buf_release(&crc);
}

Test(participant, forged_is_cleaned_or_unseen)
{
    static const struct {
        const char *line;
        const char *name, *token, *node; /* NULL: unseen */
    } rows[] = {
        { "00000000 anna\tt\tn\tv\tc\n", "anna", "t", "n" },
        { "ffffffff a\033]0;x\a\xc2\x9b\tt\tn\tv\tc\n", "a\xe2\x90\x9b]0;x\xe2\x90\x87\xef\xbf\xbd",
            "t", "n" },
        { "00000000 \tt\tn\tv\tc\n", "?", "t", "n" },
        { "00000000 anna\t\tn\tv\tc\n", NULL, NULL, NULL },
        { "00000000 anna\t\033t\tn\tv\tc\n", NULL, NULL, NULL },
        { "00000000 anna\tt\t\033n\tv\tc\n", "anna", "t", "" },
        { "00000000 anna\tt\tn\xff\tv\tc\n", "anna", "t", "" },
        { "00000000 anna\n", NULL, NULL, NULL },
        { "00000000 anna\tt\n", "anna", "t", "" },
        { "00000000 anna\tt\tn\tv\tc\td\te\n", "anna", "t", "n" },
        { "00000000 abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz\tt\n",
            "abcdefghijklmnopqrstuvwxyzabcde~", "t", "" },
        { "0000000G anna\tt\tn\tv\tc\n", NULL, NULL, NULL },
        { "00000000 anna\tt\tn\tv\tc", NULL, NULL, NULL },
        { "00000000\n", NULL, NULL, NULL },
        { "\n", NULL, NULL, NULL },
    };
    char slot[PARTICIPANT_SIZE];
    struct participant got;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        forge(rows[i].line, slot);
        bool read = participant_from_slot(slot, &got);
        cr_expect_eq(read, rows[i].name != NULL, "row %zu", i);
        if (!read || !rows[i].name)
            continue;
        cr_expect(strcmp(got.name, rows[i].name) == 0, "row %zu: %s", i, got.name);
        cr_expect_str_eq(got.token, rows[i].token, "row %zu", i);
        cr_expect_str_eq(got.node, rows[i].node, "row %zu", i);
        cr_expect_eq(got.flags & ~(unsigned)PARTICIPANT_FLAGS, 0);
    }
}

static bool has_controls(const char *text)
{
    struct slice rest = slice_of(text);
    while (rest.len) {
        uint32_t point = utf8_next(&rest);
        if (point < 0x20 || (point >= 0x7F && point < 0xA0))
            return true;
    }
    return false;
}

Test(participant, survives_garbage)
{
    uint64_t state = 7;
    char slot[PARTICIPANT_SIZE];
    struct participant got;
    for (int i = 0; i < 20000; i++) {
        struct buf text = BUF_INIT;
        buf_addf(&text, "%08x ", random_below(&state, 100));
        for (int part = 0; part < 6; part++) {
            random_text(&state, &text);
            buf_add_char(&text, part < 5 ? '\t' : '\n');
        }
        forge(text.data, slot);
        if (random_below(&state, 4) == 0)
            slot[random_below(&state, PARTICIPANT_SIZE)] ^= (char)(1 << random_below(&state, 8));
        if (participant_from_slot(slot, &got)) {
            cr_assert_not(has_controls(got.name) || has_controls(got.token) ||
                          has_controls(got.node) || has_controls(got.view) ||
                          has_controls(got.clock));
            cr_assert_leq(text_width(slice_of(got.name)), PARTICIPANT_COLUMNS);
            participants_label(&got, 1);
            cr_assert_leq(text_width(slice_of(got.initials)), 2, "%s", got.initials);
        }
        buf_release(&text);
    }
    memset(slot, 'x', sizeof slot);
    cr_expect_not(participant_from_slot(slot, &got));
    forge("00000000 anna\tt\n", slot);
    cr_expect(participant_from_slot(slot, &got));
    slot[20] = 'N';
    cr_expect_not(participant_from_slot(slot, &got), "written by half");
}

Test(participant, has_initials_of_its_own)
{
    static const struct {
        const char *name, *initials;
    } rows[] = {
        { "anna", "an" },
        { "Andrew", "A2" },
        { "an", "a3" },
        { "b", "b" },
        { "b", "b2" },
        { "J. R. Hartley", "JR" },
        { "\xd0\x90\xd0\xbd\xd0\xbd\xd0\xb0", "\xd0\x90\xd0\xbd" },
        { "\xe5\xad\x97\xe5\xad\x97", "\xe5\xad\x97" },
        { "\xe5\xad\x97", "09" },
        { "...", "0a" },
    };
    enum { COUNT = sizeof rows / sizeof *rows };
    static struct participant items[PRESENCE_SLOTS];
    for (int i = 0; i < COUNT; i++) {
        items[i].slot = i;
        strcpy(items[i].name, rows[i].name);
    }
    participants_label(items, COUNT);
    for (int i = 0; i < COUNT; i++)
        cr_expect_str_eq(
            items[i].initials, rows[i].initials, "%s: %s", rows[i].name, items[i].initials);
    for (int i = 0; i < PRESENCE_SLOTS; i++) {
        items[i].slot = i;
        strcpy(items[i].name, "anna");
    }
    participants_label(items, PRESENCE_SLOTS);
    for (int i = 0; i < PRESENCE_SLOTS; i++)
        for (int j = 0; j < i; j++)
            cr_assert_str_neq(items[i].initials, items[j].initials);
}

/* Who takes another's token, to be taken for that one, is not seen. */
Test(presence, knows_its_own)
{
    struct here here;
    struct other ben, thief;
    start(&ben, "ben", 2);
    cr_assert(come(&here, "anna", 1, true));
    start(&thief, "anna", 1);
    cr_expect_str_eq(seen(&here), "be=ben an=anna*");
    kill_other(&thief);
    kill_other(&ben);
    start(&thief, "anna", 1);
    cr_expect_str_eq(seen(&here), "an=anna*", "the one before it, too");
    kill_other(&thief);
    go(&here);
}
