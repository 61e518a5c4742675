/* The worlds in which people are killed: what others do to the map, and to its disk and clock. */
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"
#include "session/session.h"
#include "soak/screens.h"
#include "store/store.h"
#include "support.h"
#include "unit/random_edits.h"
#include "unit/store_support.h"

enum { LIMIT = 3500 /* bytes of a file, where no disk can be filled */ };

static void path_in(const struct round *round, const char *name, struct buf *out)
{
    buf_clear(out);
    buf_addf(out, "%s/%s", round->folder, name);
}

static bool shell(const char *script, const char *const *arguments)
{
    const char *words[8] = { "sh", "-c", script, "sh" };
    int status;
    for (int i = 0; i < 4 && arguments && arguments[i]; i++)
        words[4 + i] = arguments[i];
    pid_t pid = fork();
    if (pid == 0) {
        execv("/bin/sh", (char *const *)(uintptr_t)words);
        _exit(127);
    }
    return waitpid(pid, &status, 0) == pid && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static bool has(const char *tool)
{
    return shell("command -v \"$1\" >/dev/null", (const char *const[]){ tool, NULL });
}

/* --- another version of the program, that knows further keys --- */

static void edit_with_own_keys(struct round *round)
{
    uint64_t random = round->random++;
    pid_t pid = fork();
    if (pid == 0) {
        struct session session;
        struct diags diags = DIAGS_INIT;
        struct session_options options = {
            .path = round->path.data, .max_size = STORE_MAX_SIZE, .use = SESSION_PASS
        };
        if (session_open(&session, &options, &diags) == STATUS_OK) {
            for (unsigned n = 1 + random_below(&random, 4); n; n--)
                random_unknown_edit(&random, &session.undo);
            session_update(&session);
            if (random_below(&random, 2))
                kill(getpid(), SIGKILL);
            session_close(&session);
        }
        _exit(0);
    }
    waitpid(pid, NULL, 0);
}

/* --- an older version --- */

static const char *lacks_other(void)
{
    const char *other = getenv("SOAK_OTHER");
    return other && access(other, X_OK) == 0 ? NULL : "SOAK_OTHER does not name another program";
}

static void dress_as_other(
    struct round *round, struct person *person, const char **environment, const char **program)
{
    (void)environment;
    if ((person - round->people) % 2)
        *program = getenv("SOAK_OTHER");
}

/* --- an editor --- */

/* Another title, or a comment at the end. */
static void edit_text(struct round *round, struct buf *text)
{
    char *title = strstr(text->data, "title: Soaked");
    if (!title || random_below(&round->random, 2))
        buf_addf(text, "# %u\n", random_below(&round->random, 1000));
    else
        buf_splice(text, (size_t)(title - text->data) + strlen("title: Soaked"), 0, SLICE("!"));
}

/* What was saved behind what the editor had read is taken away by it. */
static void note_taken(struct round *round, struct slice old, struct slice text)
{
    for (int i = 0; i < round->name_count; i++) {
        struct name *name = &round->names[i];
        if (round_has(old, name->text) && !round_has(text, name->text))
            name->taken = true;
    }
}

/* Puts a file in another's place, and that under the first one's name: what is there then is surely
 * what was replaced. Elsewhere somebody may save at the moment between the two. */
static bool exchange(const char *file, const char *other)
{
#ifdef RENAME_EXCHANGE
    return renameat2(AT_FDCWD, file, AT_FDCWD, other, RENAME_EXCHANGE) == 0;
#else
    struct buf kept = BUF_INIT;
    test_read(other, &kept);
    bool done = rename(file, other) == 0;
    test_write(file, buf_slice(&kept));
    buf_release(&kept);
    return done;
#endif
}

static void put_text(struct round *round, struct slice text)
{
    struct buf temp = BUF_INIT, old = BUF_INIT;
    path_in(round, ".map.yaml.swp", &temp);
    test_write(temp.data, text);
    if (exchange(temp.data, round->path.data))
        test_read(temp.data, &old);
    note_taken(round, buf_slice(&old), text);
    unlink(temp.data);
    buf_release(&temp);
    buf_release(&old);
}

static void write_in_place(struct round *round, struct slice text, int fd)
{
    if (ftruncate(fd, 0) == 0 && pwrite(fd, text.data, text.len, 0) != (ssize_t)text.len)
        round_complain(round, &round->lost, "the editor: %s", strerror(errno));
}

static void edit_outside(struct round *round)
{
    struct buf text = BUF_INIT;
    int fd = open(round->path.data, O_RDWR);
    if (fd < 0)
        return;
    char bytes[65536];
    ssize_t len = read(fd, bytes, sizeof bytes);
    buf_add(&text, bytes, len > 0 ? (size_t)len : 0);
    if (text.len) {
        edit_text(round, &text);
        if (random_below(&round->random, 2))
            put_text(round, buf_slice(&text));
        else
            write_in_place(round, buf_slice(&text), fd);
    }
    close(fd);
    buf_release(&text);
}

/* --- git --- */

static const char *lacks_git(void)
{
    return has("git") ? NULL : "there is no git";
}

static void begin_git(struct round *round)
{
    static const char script[] =
        "cd \"$1\" && git init -q . && git config user.name S && git config user.email "
        "s@example.org"
        " && git config merge.journey.driver \"'$2' merge -- %O %A %B %P\""
        " && printf '.*\\nclone\\n.local\\n' >.git/info/exclude"
        " && printf '*.yaml merge=journey\\n' >.git/info/attributes";
    shell(script, (const char *const[]){ round->folder, TEST_BUILT("src/cjm-tui"), NULL });
}

/* What another clone has, and what is here, is merged. */
static bool merge_clone(const struct round *round, const char *name)
{
    static const char script[] =
        "exec >/dev/null 2>&1; cd \"$1\" && git add map.yaml && git commit -qm work;"
        "[ -d clone ] || { git clone -q . clone && cp .git/config clone/.git/config &&"
        " cp .git/info/attributes clone/.git/info/; };"
        "cd clone && \"$2\" add map.yaml \"$3\" --stage Two && git add map.yaml &&"
        " git commit -qm more && cd .. && git pull -q --no-edit --no-rebase clone &&"
        " git -C clone pull -q --no-edit --no-rebase ..";
    return shell(
        script, (const char *const[]){ round->folder, TEST_BUILT("src/cjm-tui"), name, NULL });
}

/* Nobody types meanwhile, or git would not know what is to be merged; but they are killed. */
static void pull(struct round *round)
{
    int status;
    if (random_below(&round->random, 3) || !round_save_all(round) ||
        round->name_count == NAMES_MOST)
        return;
    struct name *name = &round->names[round->name_count++];
    *name = (struct name){ 0 };
    snprintf(name->text, sizeof name->text, "q%up%dx", round->seed % 1000, round->name_count);
    round->holds = true;
    pid_t pid = fork();
    if (pid == 0)
        _exit(!merge_clone(round, name->text));
    struct person *person = &round->people[random_below(&round->random, round->people_count)];
    if (person->here && random_below(&round->random, 2)) {
        usleep(random_below(&round->random, 150) * 1000);
        person_kill(round, person);
    }
    name->promised = waitpid(pid, &status, 0) == pid && WIFEXITED(status) && !WEXITSTATUS(status);
    round->holds = false;
}

/* --- no journal --- */

static void forbid_journal(struct round *round)
{
    struct buf path = BUF_INIT;
    path_in(round, ".map.yaml.cjm", &path);
    test_write(path.data, SLICE("no folder"));
    round->flag = true;
    buf_release(&path);
}

static void allow_journal(struct round *round)
{
    struct buf path = BUF_INIT;
    path_in(round, ".map.yaml.cjm", &path);
    if (round->flag && random_below(&round->random, 5) == 0) {
        round->flag = false;
        unlink(path.data);
    }
    buf_release(&path);
}

/* In a folder that others may not write a file can be written, and nothing be made beside it. */
static void close_folder(struct round *round)
{
    static const char script[] = "cp \"$1\" \"$2/program\" && chmod 755 \"$2/program\"";
    shell(script, (const char *const[]){ TEST_BUILT("src/cjm-tui"), round->folder, NULL });
    round->flag = round->as_nobody = true;
}

static void dress_as_nobody(
    struct round *round, struct person *person, const char **environment, const char **program)
{
    (void)environment;
    buf_init(&person->environment[0]);
    buf_addf(&person->environment[0], "%s/program", round->folder);
    *program = person->environment[0].data;
}

/* --- a full disk, or one's share of it --- */

static void limit_files(struct round *round)
{
    round->file_max = LIMIT;
}

/* Of those who come from now on. */
static void change_limit(struct round *round)
{
    round->file_max = round->file_max == LIMIT ? 10 * LIMIT : LIMIT;
}

static const char *lacks_mount(void)
{
    return geteuid() == 0 ? NULL : "only root can mount a small disk";
}

static void begin_small_disk(struct round *round)
{
    if (!shell("mount -t tmpfs -o size=160k cjm-soak \"$1\" 2>/dev/null",
            (const char *const[]){ round->folder, NULL }))
        limit_files(round);
}

static void fill_or_free(struct round *round)
{
    struct buf path = BUF_INIT;
    path_in(round, "fill", &path);
    if (round->flag)
        unlink(path.data);
    else
        shell("dd if=/dev/zero of=\"$1\" bs=1k 2>/dev/null",
            (const char *const[]){ path.data, NULL });
    round->flag = !round->flag;
    buf_release(&path);
}

static void end_small_disk(struct round *round)
{
    if (!round->file_max)
        shell("umount -l \"$1\"", (const char *const[]){ round->folder, NULL });
}

/* --- a clock that jumps --- */

static const char *find_faketime(void)
{
    static char path[300];
    glob_t found;
    path[0] = '\0';
    if (glob("/usr/lib/*/faketime/libfaketime.so.1", 0, NULL, &found) == 0)
        snprintf(path, sizeof path, "%s", found.gl_pathv[0]);
    globfree(&found);
    return path;
}

static const char *lacks_faketime(void)
{
#if defined __SANITIZE_ADDRESS__
    return "a sanitizer wants to be loaded first";
#elif defined __has_feature
#if __has_feature(address_sanitizer)
    return "a sanitizer wants to be loaded first";
#endif
#endif
    return find_faketime()[0] ? NULL : "there is no libfaketime";
}

static void jump(struct round *round)
{
    struct buf path = BUF_INIT, text = BUF_INIT;
    static const long jumps[] = { 0, 3, -3, 3600, -3600, 40000, -40000, 400000, -400000 };
    path_in(round, "clock", &path);
    buf_addf(&text, "%+ld\n", jumps[random_below(&round->random, sizeof jumps / sizeof *jumps)]);
    test_write(path.data, buf_slice(&text));
    buf_release(&path);
    buf_release(&text);
}

static void dress_with_clock(
    struct round *round, struct person *person, const char **environment, const char **program)
{
    (void)program;
    buf_init(&person->environment[0]);
    buf_init(&person->environment[1]);
    buf_addf(&person->environment[0], "LD_PRELOAD=%s", find_faketime());
    buf_addf(&person->environment[1], "FAKETIME_TIMESTAMP_FILE=%s/clock", round->folder);
    environment[0] = person->environment[0].data;
    environment[1] = person->environment[1].data;
    environment[2] = "FAKETIME_NO_CACHE=1";
    environment[3] = "FAKETIME_DONT_FAKE_MONOTONIC=1";
    environment[4] = "DONT_FAKE_MONOTONIC=1";
}

/* --- several of these at once --- */

static void happen_to_all(struct round *round)
{
    static void (*const all[])(struct round *) = { edit_with_own_keys, edit_outside, jump };
    all[random_below(&round->random, sizeof all / sizeof *all)](round);
}

static void dress_in_any(
    struct round *round, struct person *person, const char **environment, const char **program)
{
    if (!lacks_faketime() && random_below(&round->random, 2))
        dress_with_clock(round, person, environment, program);
    if (!lacks_other())
        dress_as_other(round, person, environment, program);
}

/* clang-format off */
const struct scenario scenarios[] = {
    { .name = "together", .people_most = 4 },
    { .name = "own keys", .people_most = 3, .happen = edit_with_own_keys },
    { .name = "editor", .people_most = 3, .happen = edit_outside },
    { .name = "git", .people_most = 2, .lacks = lacks_git, .begin = begin_git, .happen = pull },
    { .name = "versions", .people_most = 3, .lacks = lacks_other, .dress = dress_as_other },
    { .name = "no journal", .people_most = 1, .begin = forbid_journal, .happen = allow_journal,
      .no_journal = true },
    { .name = "closed folder", .people_most = 1, .begin = close_folder, .dress = dress_as_nobody,
      .no_journal = true },
    { .name = "file limit", .people_most = 3, .begin = limit_files, .happen = change_limit },
    { .name = "full disk", .people_most = 3, .lacks = lacks_mount, .begin = begin_small_disk,
      .happen = fill_or_free, .end = end_small_disk },
    { .name = "clock", .people_most = 3, .lacks = lacks_faketime, .begin = jump, .happen = jump,
      .dress = dress_with_clock },
    { .name = "all", .people_most = 4, .begin = jump, .happen = happen_to_all,
      .dress = dress_in_any },
};
/* clang-format on */
const size_t scenario_count = sizeof scenarios / sizeof *scenarios;
