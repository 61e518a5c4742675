/*
 * usage: screens [--kills N] [--seed N] [--scenario NAME] [--each N] [--keep]
 *
 * Rounds, each with a seed of its own: a few people at one map (soak/screens.h), in one of the
 * scenarios, are killed some times (--each), stopped and continued. Prints kills, names that were
 * promised, how many of them were lost, and false words. Ends with 1, and the first seeds, where
 * there are any.
 */
#include "soak/screens.h"

#include <dirent.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "session/session.h"
#include "store/store.h"
#include "support.h"
#include "unit/store_support.h"

enum {
    ROUND_MS = 60000,
    SAVED_MS = 6000,
    SEEDS_SAID = 8,
    KILL_MS = 350,
    STOP_MS = 500,
    EVENT_MS = 200,
    ENDS_OF = 6
};

static const char sample[] = "cjm: 1\n"
                             "title: Soaked  # a comment\n"
                             "stages:\n"
                             "  - name: One\n"
                             "    touchpoints:\n"
                             "      - name: Website\n"
                             "        unknown: [a, b]\n"
                             "  - name: Two\n"
                             "    touchpoints: [Phone]\n";

int64_t soak_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void round_complain(struct round *round, unsigned *count, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    ++*count;
    fprintf(stderr, "seed %u (%s), after %u kills: ", round->seed, round->scenario->name,
        round->killed);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
}

/* --- what is in the map --- */

void round_read_file(const struct round *round, struct buf *out)
{
    char bytes[4096];
    size_t len;
    FILE *file = fopen(round->path.data, "rb");
    while (file && (len = fread(bytes, 1, sizeof bytes, file)) > 0)
        buf_add(out, bytes, len);
    if (file)
        fclose(file);
}

bool round_has(struct slice text, const char *name)
{
    return text.len && memmem(text.data, text.len, name, strlen(name));
}

static bool is_copy_in(const char *folder, const char *name)
{
    DIR *dir = opendir(folder);
    bool found = false;
    for (struct dirent *entry; dir && !found && (entry = readdir(dir));) {
        struct buf path = BUF_INIT, text = BUF_INIT;
        buf_addf(&path, "%s/%s", folder, entry->d_name);
        if (strstr(entry->d_name, "rescued"))
            test_read(path.data, &text);
        found = round_has(buf_slice(&text), name);
        buf_release(&path);
        buf_release(&text);
    }
    if (dir)
        closedir(dir);
    return found;
}

bool round_is_rescued(const struct round *round, const char *name)
{
    return is_copy_in(round->folder, name) || is_copy_in(round->spare, name);
}

/* How many touchpoints have that name. */
static unsigned times_in(const struct map *map, const char *name)
{
    unsigned times = 0;
    for (const struct node *node = map->root; node; node = node_next(node, map->root))
        times += node->kind == KIND_TOUCHPOINT && slice_is(node_headline(node), name);
    return times;
}

static void check_map(struct round *round, const struct map *map)
{
    struct buf text = BUF_INIT;
    for (int i = 0; i < round->name_count; i++) {
        struct name *name = &round->names[i];
        unsigned times = times_in(map, name->text);
        if (name->taken || (times <= 1 && times >= name->promised))
            continue;
        round_complain(round, &round->lost, "%s is there %u times", name->text, times);
        name->taken = true;
    }
    store_canonical(map, &text);
    if (!round_has(buf_slice(&text), "unknown: [a, b]"))
        round_complain(round, &round->lost, "a key that nobody knows is lost");
    buf_release(&text);
}

/* The map with its journal, as one who only reads has it. */
static void check(struct round *round)
{
    struct session session;
    struct diags diags = DIAGS_INIT;
    struct session_options options = {
        .path = round->path.data, .max_size = STORE_MAX_SIZE, .use = SESSION_READ
    };
    if (session_open(&session, &options, &diags) == STATUS_OK) {
        check_map(round, &session.map);
        session_close(&session);
    } else {
        round_complain(round, &round->lost, "the map does not open: %s",
            diags.count ? diags.items[0].text : "no message");
    }
    diags_release(&diags);
}

/* --- a round --- */

static struct person *anybody(struct round *round)
{
    struct person *person = &round->people[random_below(&round->random, round->people_count)];
    return person->here ? person : NULL;
}

static void go_on(struct round *round)
{
    for (unsigned i = 0; i < round->people_count; i++)
        if (round->people[i].here)
            person_go_on(round, &round->people[i]);
}

static bool is_saved(struct round *round)
{
    for (unsigned i = 0; i < round->people_count; i++)
        if (round->people[i].here &&
            (round->people[i].at != AT_REST || person_claim(&round->people[i]) != CLAIM_FILE))
            return false;
    return true;
}

bool round_save_all(struct round *round)
{
    int64_t end = soak_ms() + SAVED_MS, next = 0;
    round->holds = true;
    for (unsigned i = 0; i < round->people_count; i++)
        if (round->people[i].stopped) {
            round->people[i].stopped = false;
            person_signal(&round->people[i], SIGCONT);
        }
    while (!is_saved(round) && soak_ms() < end) {
        for (unsigned i = 0; i < round->people_count && soak_ms() > next; i++)
            if (round->people[i].here && round->people[i].at == AT_REST)
                vt_send(&round->people[i].vt, "w");
        if (soak_ms() > next)
            next = soak_ms() + 300;
        go_on(round);
    }
    round->holds = false;
    return is_saved(round);
}

static void stop_or_continue(struct round *round)
{
    struct person *person = anybody(round);
    if (!person)
        return;
    person->stopped = !person->stopped;
    person_signal(person, person->stopped ? SIGSTOP : SIGCONT);
}

/* Now and then, of `each` ms. */
static bool is_time(struct round *round, int64_t *next, unsigned each)
{
    bool now = soak_ms() > *next;
    if (now)
        *next = soak_ms() + 10 + random_below(&round->random, 2 * each);
    return now;
}

static void step(struct round *round)
{
    for (unsigned i = 0; i < round->people_count; i++)
        if (!round->people[i].here && random_below(&round->random, 4) == 0)
            person_start(round, &round->people[i]);
    go_on(round);
    struct person *person = anybody(round);
    if (person && person->first < round->name_count && is_time(round, &round->next_kill, KILL_MS)) {
        if (random_below(&round->random, ENDS_OF) == 0)
            person_end(round, person, random_below(&round->random, 2) ? SIGTERM : SIGHUP);
        else
            person_kill(round, person);
        check(round);
    }
    if (is_time(round, &round->next_stop, STOP_MS))
        stop_or_continue(round);
    if (round->scenario->happen && is_time(round, &round->next_event, EVENT_MS)) {
        round->scenario->happen(round);
        round->events++;
    }
}

static void set_up(struct round *round)
{
    round->folder = test_folder();
    round->spare = test_folder();
    buf_init(&round->path);
    buf_addf(&round->path, "%s/map.yaml", round->folder);
    round->people_count = 1 + random_below(&round->random, round->scenario->people_most);
    chmod(round->spare, 01777);
    if (round->scenario->begin)
        round->scenario->begin(round);
    test_write(round->path.data, SLICE(sample));
    if (round->as_nobody) {
        chmod(round->path.data, 0666);
        chmod(round->folder, 0555);
    }
}

static void clean_up(struct round *round, bool keep)
{
    for (unsigned i = 0; i < round->people_count; i++)
        if (round->people[i].here)
            person_kill(round, &round->people[i]);
    check(round);
    if (round->scenario->end)
        round->scenario->end(round);
    if (round->as_nobody)
        chmod(round->folder, 0755);
    if (keep || round->lost || round->false_words)
        printf("kept: %s\n", round->folder);
    else
        test_remove_folder(round->folder);
    test_remove_folder(round->spare);
    buf_release(&round->path);
}

static void play(struct round *round, bool keep)
{
    int64_t end = soak_ms() + ROUND_MS;
    set_up(round);
    while (round->killed < round->kills_most && round->lost + round->false_words < 5 &&
           soak_ms() < end)
        step(round);
    clean_up(round, keep);
}

/* --- all of them --- */

struct soak {
    unsigned kills, seed, each;
    const char *only;
    bool keep;
    unsigned killed, promised, lost, false_words, events, rounds;
    unsigned bad[SEEDS_SAID], bad_count;
};

static const struct scenario *choose(const struct soak *soak, unsigned seed)
{
    for (size_t i = 0; soak->only && i < scenario_count; i++)
        if (strcmp(scenarios[i].name, soak->only) == 0)
            return &scenarios[i];
    if (soak->only) {
        fprintf(stderr, "screens: there is no scenario \"%s\"\n", soak->only);
        exit(2);
    }
    return &scenarios[seed % scenario_count];
}

static void play_one(struct soak *soak)
{
    static struct round round;
    unsigned seed = soak->seed++;
    const struct scenario *scenario = choose(soak, seed);
    if (scenario->lacks && scenario->lacks())
        return;
    round = (struct round){ .scenario = scenario,
        .seed = seed,
        .kills_most = soak->each,
        .random = seed * UINT64_C(0x9e3779b97f4a7c15) + 1 };
    play(&round, soak->keep);
    soak->killed += round.killed;
    soak->promised += round.promised;
    soak->lost += round.lost;
    soak->false_words += round.false_words;
    soak->events += round.events;
    soak->rounds++;
    if ((round.lost || round.false_words) && soak->bad_count < SEEDS_SAID)
        soak->bad[soak->bad_count++] = seed;
}

static void read_arguments(struct soak *soak, int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        const char *value = i + 1 < argc ? argv[i + 1] : "";
        unsigned number = (unsigned)strtoul(value, NULL, 10);
        if (strcmp(argv[i], "--keep") == 0) {
            soak->keep = true;
            continue;
        }
        if (strcmp(argv[i], "--kills") == 0)
            soak->kills = number;
        else if (strcmp(argv[i], "--seed") == 0)
            soak->seed = number;
        else if (strcmp(argv[i], "--each") == 0)
            soak->each = number;
        else if (strcmp(argv[i], "--scenario") == 0)
            soak->only = value;
        i++;
    }
}

static void say_lacking(void)
{
    for (size_t i = 0; i < scenario_count; i++)
        if (scenarios[i].lacks && scenarios[i].lacks())
            printf("skipped: %s: %s\n", scenarios[i].name, scenarios[i].lacks());
}

int main(int argc, char **argv)
{
    struct soak soak = { .kills = 30, .seed = 1, .each = 10 };
    read_arguments(&soak, argc, argv);
    signal(SIGPIPE, SIG_IGN);
    say_lacking();
    while (soak.killed < soak.kills && soak.bad_count < SEEDS_SAID)
        play_one(&soak);
    printf(
        "screens: %u kills in %u rounds, %u names promised, %u acts of others: %u lost, %u false "
        "words\n",
        soak.killed, soak.rounds, soak.promised, soak.events, soak.lost, soak.false_words);
    for (unsigned i = 0; i < soak.bad_count; i++)
        printf("bad: --seed %u (%s)\n", soak.bad[i], choose(&soak, soak.bad[i])->name);
    return soak.lost || soak.false_words;
}
