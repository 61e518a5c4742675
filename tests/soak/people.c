/* One person at a terminal: types names of touchpoints, and believes what the screen says. */
#include <grp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "soak/screens.h"
#include "support.h"
#include "unit/store_support.h"

enum {
    NOBODY = 65534,
    WIDTH = 120,
    HEIGHT = 50,
    PROMPT_ROWS = 4,    /* at the bottom: what is typed is not in the map yet */
    PATIENCE_MS = 1500, /* for what was typed */
    STALE_MS = 250,     /* a screen that is just being painted */
    ENDS_MOST = 4       /* times VT_PATIENCE_MS, where a disk is slow */
};

struct start {
    const char *program, *path;
    size_t file_max;
    bool as_nobody;
};

static int run_program(void *context)
{
    const struct start *start = context;
    if (start->file_max) {
        struct rlimit limit = { start->file_max, start->file_max };
        signal(SIGXFSZ, SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    if (start->as_nobody && geteuid() == 0 &&
        (setgroups(0, NULL) != 0 || setgid(NOBODY) != 0 || setuid(NOBODY) != 0))
        return 127;
    execl(start->program, start->program, start->path, (char *)NULL);
    return 127;
}

void person_start(struct round *round, struct person *person)
{
    const char *environment[13] = { "LC_ALL=C.UTF-8", "LANGUAGE", "VISUAL", "EDITRC" };
    struct start start = { TEST_BUILT("src/cjm-tui"), round->path.data, round->file_max,
        round->as_nobody };
    struct buf home = BUF_INIT, spare = BUF_INIT;
    buf_addf(&home, "HOME=%s", round->folder);
    buf_addf(&spare, "TMPDIR=%s", round->spare);
    environment[4] = home.data;
    environment[5] = spare.data;
    *person = (struct person){ .here = true, .typed = -1, .first = round->name_count };
    if (round->scenario->dress)
        round->scenario->dress(round, person, environment + 6, &start.program);
    vt_start(&person->vt, &(struct vt_options){ .width = WIDTH,
                              .height = HEIGHT,
                              .environment = environment,
                              .run = run_program,
                              .context = &start });
    buf_release(&home);
    buf_release(&spare);
}

void person_signal(struct person *person, int number)
{
    vt_signal(&person->vt, number);
}

/* --- what the screen says --- */

enum claim person_claim(struct person *person)
{
    const char *header = vt_row(&person->vt, 0);
    if (!strstr(header, "Soaked"))
        return CLAIM_NONE;
    if (strstr(header, "only in memory"))
        return CLAIM_MEMORY;
    return strstr(header, "changed") ? CLAIM_JOURNAL : CLAIM_FILE;
}

static bool shows(struct person *person, const char *name)
{
    for (int row = 1; row < HEIGHT - PROMPT_ROWS; row++)
        if (strstr(vt_row(&person->vt, row), name))
            return true;
    return false;
}

static bool is_own(const struct round *round, const struct person *person, int name)
{
    return name % PEOPLE_MAX == person - round->people;
}

/* Names that are on the screen, of those that were typed here. */
static void believe(struct round *round, struct person *person)
{
    enum claim claim = person_claim(person);
    for (int i = person->first; claim != CLAIM_NONE && i < round->name_count; i++) {
        struct name *name = &round->names[i];
        if (!is_own(round, person, i) || name->promised || !shows(person, name->text))
            continue;
        name->seen = true;
        name->promised = claim >= CLAIM_JOURNAL;
        round->promised += name->promised;
    }
}

/* Is one on the screen that the file lacks? NULL: no. */
static const char *not_in_file(struct round *round, struct person *person)
{
    struct buf text = BUF_INIT;
    const char *missing = NULL;
    round_read_file(round, &text);
    for (int i = person->first; i < round->name_count && !missing; i++)
        if (is_own(round, person, i) && !round->names[i].taken &&
            !round_has(buf_slice(&text), round->names[i].text) &&
            shows(person, round->names[i].text))
            missing = round->names[i].text;
    buf_release(&text);
    return missing;
}

/* While it is alive a screen may be older than the file: only words that stay are false. */
static void doubt(struct round *round, struct person *person, bool at_once)
{
    bool no_journal = round->scenario->no_journal && round->flag;
    enum claim claim = person_claim(person);
    const char *missing = claim == CLAIM_FILE ? not_in_file(round, person) : NULL;
    bool wrong = missing || (claim == CLAIM_JOURNAL && no_journal);
    if (!wrong) {
        person->suspect = 0;
    } else if (!at_once && !person->suspect) {
        person->suspect = soak_ms();
    } else if (at_once || soak_ms() > person->suspect + STALE_MS) {
        round_complain(round, &round->false_words, "\"%s\" is said, and %s", vt_row(&person->vt, 0),
            missing ? missing : "there is no journal");
        person->suspect = 0;
        person->first = round->name_count;
    }
}

/* --- what is typed --- */

/* Also for the numbers of others that are left out before it. */
static bool has_room(const struct round *round)
{
    return round->name_count + PEOPLE_MAX < NAMES_MOST;
}

static void begin_name(struct round *round, struct person *person)
{
    unsigned what = random_below(&round->random, 12);
    if (what == 0)
        vt_send(&person->vt, "w");
    else if (what < 3)
        vt_send(&person->vt, what == 1 ? "l" : "k");
    if (what < 3 || !has_room(round))
        return;
    vt_send(&person->vt, "a");
    person->at = AT_PROMPT;
    person->due = soak_ms() + PATIENCE_MS;
}

/* Numbers say who typed it. */
static void enter_name(struct round *round, struct person *person)
{
    int own = (int)(person - round->people);
    while (round->name_count % PEOPLE_MAX != own)
        round->names[round->name_count++] = (struct name){ .text = "(nobody)" };
    person->typed = round->name_count++;
    struct name *name = &round->names[person->typed];
    *name = (struct name){ 0 };
    snprintf(name->text, sizeof name->text, "q%uw%dx", round->seed % 1000, person->typed);
    vt_send(&person->vt, name->text);
    vt_send(&person->vt, "\r");
    person->at = ENTERED;
    person->due = soak_ms() + PATIENCE_MS;
}

static void rest(struct round *round, struct person *person)
{
    person->at = AT_REST;
    person->typed = -1;
    person->due = soak_ms() + random_below(&round->random, 30);
}

static void type_on(struct round *round, struct person *person)
{
    bool late = soak_ms() > person->due;
    /* Others may have taken the last since it asked for one. */
    if (person->at == AT_PROMPT && has_room(round) && vt_shows(&person->vt, "New touchpoint:"))
        enter_name(round, person);
    else if (person->at == ENTERED && shows(person, round->names[person->typed].text))
        rest(round, person);
    else if (person->at != AT_REST && late) {
        vt_send(&person->vt, "\033");
        rest(round, person);
        person->due += 100;
    } else if (person->at == AT_REST && late && !round->holds && person_claim(person) != CLAIM_NONE)
        begin_name(round, person);
}

static void leave_terminal(struct person *person)
{
    person->here = false;
    vt_end(&person->vt);
    for (size_t i = 0; i < sizeof person->environment / sizeof *person->environment; i++)
        buf_release(&person->environment[i]);
}

void person_go_on(struct round *round, struct person *person)
{
    if (person->stopped)
        return;
    if (!vt_pump(&person->vt, 2)) {
        int status = vt_wait_exit(&person->vt);
        round_complain(round, &round->lost, "the program ended by itself, with %d:\n%s", status,
            vt_screen(&person->vt));
        leave_terminal(person);
        return;
    }
    believe(round, person);
    doubt(round, person, false);
    type_on(round, person);
}

void person_kill(struct round *round, struct person *person)
{
    vt_signal(&person->vt, SIGKILL);
    vt_wait_exit(&person->vt);
    round->killed++;
    believe(round, person);
    doubt(round, person, true);
    leave_terminal(person);
}

bool person_end(struct round *round, struct person *person, int number)
{
    vt_signal(&person->vt, number);
    vt_signal(&person->vt, SIGCONT);
    int status = -1;
    for (int i = 0; i < ENDS_MOST && status < 0; i++)
        status = vt_wait_exit(&person->vt);
    if (status < 0)
        round_complain(
            round, &round->lost, "signal %d does not end it:\n%s", number, vt_screen(&person->vt));
    for (int i = person->first; i < round->name_count; i++) {
        struct name *name = &round->names[i];
        bool wanted = is_own(round, person, i) && name->seen && !name->promised;
        if (wanted && !name->taken && round_is_rescued(round, name->text))
            continue;
        name->promised = name->promised || wanted; /* it must be in the map, then */
    }
    leave_terminal(person);
    return status >= 0;
}
