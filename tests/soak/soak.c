/*
 * usage: soak [--kills N] [--writers N] [--calm EDITS] [--seed N] [--keep]
 *
 * Writers edit one map and are killed, over and over. Then nothing that one of them said is done
 * may be lost, all must see the same map, and the file must be loadable at any time.
 * --calm: nobody is killed, each makes so many edits.
 */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "session/share.h"
#include "soak/soak.h"
#include "store/store.h"
#include "support.h"
#include "unit/store_support.h"

enum { CHECK_EVERY = 50, ANSWER_MS = 60000 };

struct writer {
    pid_t pid; /* 0: none */
    int hear, tell;
    struct buf heard; /* the beginning of a line */
    int runs;
    int answers; /* that it gave */
};

struct soak {
    unsigned kills, writers, calm, gap_us;
    uint64_t random;
    bool keep;

    char path[600];
    struct writer all[WRITERS_MAX];
    struct ledger *ledger;
    unsigned killed, checks;
    size_t lost, excused, reads;
};

static const char sample[] = "cjm: 1\n"
                             "title: Soaked  # a comment\n"
                             "personas: [Anna, Ben]\n"
                             "stages:\n"
                             "  - name: One\n"
                             "    touchpoints:\n"
                             "      - name: Website\n"
                             "        emotion: {anna: -2, ben: 1}\n"
                             "        pains: [Slow, Slow]\n"
                             "      - name: Shop\n"
                             "        emotion: 2\n"
                             "        unknown: [a, b]\n"
                             "  - name: Two\n"
                             "    touchpoints: [Phone]\n"
                             "parking: [Later]\n";

static void fail(struct soak *soak, const char *what)
{
    fprintf(stderr, "lost: %s (after %u kills)\n", what, soak->killed);
    soak->lost++;
}

/* --- writers --- */

static void start(struct soak *soak, unsigned number)
{
    struct writer *writer = &soak->all[number];
    int to[2], from[2];
    if (pipe(to) || pipe(from))
        abort();
    struct writer_task task = {
        .path = soak->path,
        .number = (int)number,
        .run = writer->runs++,
        .random = soak->random ^ (uint64_t)random_below(&soak->random, 1 << 30) << 20,
        .deadly = !soak->calm && random_below(&soak->random, 2),
        .edits = soak->calm,
        .gap_us = soak->gap_us,
        .tell = from[1],
        .told = to[0],
    };
    writer->pid = fork();
    if (writer->pid == 0) {
        signal(SIGPIPE, SIG_IGN);
        for (unsigned i = 0; i < soak->writers; i++)
            if (soak->all[i].pid) {
                close(soak->all[i].hear);
                close(soak->all[i].tell);
            }
        close(from[0]);
        close(to[1]);
        writer_run(&task);
    }
    close(from[1]);
    close(to[0]);
    writer->hear = from[0];
    writer->tell = to[1];
}

static void take_lines(struct soak *soak, struct writer *writer)
{
    size_t done = 0;
    char *end;
    while ((end = strchr(writer->heard.data + done, '\n'))) {
        *end = '\0';
        if (writer->heard.data[done] == 'D')
            writer->answers++;
        else
            ledger_take(soak->ledger, writer->heard.data + done);
        done = (size_t)(end + 1 - writer->heard.data);
    }
    buf_splice(&writer->heard, 0, done, SLICE(""));
}

/* It is dead: what it began to say is not said. */
static void bury(struct soak *soak, struct writer *writer)
{
    int status;
    waitpid(writer->pid, &status, 0);
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL)
        soak->killed++;
    else if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        fail(soak, "a writer ended badly");
    close(writer->hear);
    close(writer->tell);
    buf_release(&writer->heard);
    writer->pid = 0;
    writer->answers = 0;
}

/* Hears what is said for so long; true: something was. */
static bool hear(struct soak *soak, int wait_ms)
{
    struct pollfd fds[WRITERS_MAX];
    struct writer *who[WRITERS_MAX];
    nfds_t count = 0;
    for (unsigned i = 0; i < soak->writers; i++)
        if (soak->all[i].pid) {
            who[count] = &soak->all[i];
            fds[count++] = (struct pollfd){ .fd = soak->all[i].hear, .events = POLLIN };
        }
    if (poll(fds, count, wait_ms) <= 0)
        return false;
    for (nfds_t i = 0; i < count; i++) {
        char bytes[8192];
        if (!fds[i].revents)
            continue;
        ssize_t len = read(fds[i].fd, bytes, sizeof bytes);
        if (len > 0) {
            buf_add(&who[i]->heard, bytes, (size_t)len);
            take_lines(soak, who[i]);
        } else {
            bury(soak, who[i]);
        }
    }
    return true;
}

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Tells all, and waits for their answers. */
static void ask(struct soak *soak, char word)
{
    int64_t end = now_ms() + ANSWER_MS;
    for (unsigned i = 0; i < soak->writers; i++)
        if (soak->all[i].pid) {
            soak->all[i].answers = 0;
            if (write(soak->all[i].tell, &word, 1) != 1)
                continue; /* it is dead, and that will be heard */
        }
    for (;;) {
        unsigned silent = 0;
        for (unsigned i = 0; i < soak->writers; i++)
            silent += soak->all[i].pid && !soak->all[i].answers;
        if (!silent)
            return;
        hear(soak, 100);
        if (now_ms() > end) {
            fail(soak, "writers give no answer");
            return;
        }
    }
}

static void tell(struct soak *soak, char word)
{
    for (unsigned i = 0; i < soak->writers; i++)
        if (soak->all[i].pid && write(soak->all[i].tell, &word, 1) != 1)
            continue;
}

/* --- checks --- */

/* The file alone must be loadable at any time. */
static void read_file(struct soak *soak)
{
    struct diags diags = DIAGS_INIT;
    struct map map;
    map_begin(&map);
    soak->reads++;
    if (store_read(&map, soak->path, STORE_MAX_SIZE, &diags) != STATUS_OK)
        fail(soak, diags.items[0].text);
    map_release(&map);
    diags_release(&diags);
}

static void read_with_journal(struct soak *soak, struct buf *out)
{
    struct session session;
    struct diags diags = DIAGS_INIT;
    if (session_open(&session,
            &(struct session_options){
                .path = soak->path, .max_size = STORE_MAX_SIZE, .use = SESSION_READ },
            &diags)) {
        fail(soak, diags.items[0].text);
    } else {
        store_canonical(&session.map, out);
        /* What a dead writer left unfinished is no record; all others must be good. */
        if (!session.share || session.share->bad > journal_damage(session.share->journal).count)
            fail(soak, session.notice.data);
        session_close(&session);
    }
    diags_release(&diags);
}

/* The maps, not the texts: one may have an "id:" in its file that another would derive. */
static void compare_one(struct soak *soak, struct slice first, struct slice text)
{
    struct map a, b;
    struct buf why = BUF_INIT;
    read_map(&a, first);
    read_map(&b, text);
    if (!same_nodes(a.root, b.root, &why)) {
        test_write("soak-other.yaml", first);
        test_write("soak-writer.yaml", text);
        fprintf(stderr, "lost: maps differ, see soak-other.yaml, soak-writer.yaml: ");
        fail(soak, why.data);
    }
    buf_release(&why);
    map_release(&a);
    map_release(&b);
}

static void compare_all(struct soak *soak)
{
    struct buf first = BUF_INIT, text = BUF_INIT, path = BUF_INIT;
    read_with_journal(soak, &first);
    for (unsigned i = 0; i < soak->writers; i++) {
        if (!soak->all[i].pid)
            continue;
        buf_clear(&text);
        buf_clear(&path);
        buf_addf(&path, "%s.%u", soak->path, i);
        test_read(path.data, &text);
        compare_one(soak, buf_slice(&first), buf_slice(&text));
    }
    buf_release(&first);
    buf_release(&text);
    buf_release(&path);
}

static void check(struct soak *soak)
{
    size_t excused = 0;
    soak->checks++;
    ask(soak, 'p');
    ask(soak, 'c');
    compare_all(soak);
    soak->lost += ledger_check(soak->ledger, soak->path, &excused);
    soak->excused = excused;
    tell(soak, 'g');
}

static void kill_one(struct soak *soak)
{
    struct writer *writer = &soak->all[random_below(&soak->random, soak->writers)];
    if (writer->pid)
        kill(writer->pid, SIGKILL);
}

static void run_with_kills(struct soak *soak)
{
    unsigned checked = 0;
    while (soak->killed < soak->kills && soak->lost < 10) {
        for (unsigned i = 0; i < soak->writers; i++)
            if (!soak->all[i].pid && random_below(&soak->random, 2))
                start(soak, i);
        for (unsigned n = random_below(&soak->random, 12); n; n--)
            hear(soak, 5);
        kill_one(soak);
        read_file(soak);
        if (soak->killed >= checked + CHECK_EVERY) {
            checked = soak->killed;
            check(soak);
        }
    }
}

static void run_calmly(struct soak *soak)
{
    for (unsigned i = 0; i < soak->writers; i++)
        start(soak, i);
    int64_t end = now_ms() + ANSWER_MS;
    while (ledger_count(soak->ledger) < (size_t)soak->writers * soak->calm / 2 && now_ms() < end)
        hear(soak, 100);
}

/* All leave, one opens it once more. */
static void finish(struct soak *soak)
{
    check(soak);
    ask(soak, 'q');
    for (unsigned i = 0; i < soak->writers; i++)
        while (soak->all[i].pid)
            hear(soak, 100);
    size_t excused = 0;
    soak->lost += ledger_check(soak->ledger, soak->path, &excused);
    read_file(soak);
}

static void set_up(struct soak *soak, char *folder)
{
    snprintf(soak->path, sizeof soak->path, "%s/map.yaml", folder);
    test_write(soak->path, SLICE(sample));
    soak->ledger = ledger_new();
    for (unsigned i = 0; i < WRITERS_MAX; i++)
        buf_init(&soak->all[i].heard);
    signal(SIGPIPE, SIG_IGN);
}

static void read_arguments(struct soak *soak, int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        const char *value = i + 1 < argc ? argv[i + 1] : "";
        if (strcmp(argv[i], "--keep") == 0) {
            soak->keep = true;
            continue;
        }
        unsigned number = (unsigned)strtoul(value, NULL, 10);
        i++;
        if (strcmp(argv[i - 1], "--kills") == 0)
            soak->kills = number;
        else if (strcmp(argv[i - 1], "--writers") == 0)
            soak->writers = number < WRITERS_MAX ? number : WRITERS_MAX;
        else if (strcmp(argv[i - 1], "--calm") == 0)
            soak->calm = number;
        else if (strcmp(argv[i - 1], "--gap") == 0)
            soak->gap_us = number * 1000;
        else if (strcmp(argv[i - 1], "--seed") == 0)
            soak->random = number * UINT64_C(0x9e3779b97f4a7c15) + 1;
    }
}

int main(int argc, char **argv)
{
    static struct soak soak = { .kills = 50, .writers = 4, .random = UINT64_C(0x9e3779b97f4a7c15) };
    read_arguments(&soak, argc, argv);
    char *folder = test_folder();
    set_up(&soak, folder);
    if (soak.calm)
        run_calmly(&soak);
    else
        run_with_kills(&soak);
    finish(&soak);
    printf("%u kills of %u writers, %zu acknowledgements, %zu reads of the file, %u comparisons: "
           "%zu lost (%zu notes were changed by an edit that nobody lived to tell of)\n",
        soak.killed, soak.writers, ledger_count(soak.ledger), soak.reads, soak.checks, soak.lost,
        soak.excused);
    ledger_free(soak.ledger);
    if (soak.keep)
        printf("kept: %s\n", folder);
    else
        test_remove_folder(folder);
    return soak.lost > 0;
}
