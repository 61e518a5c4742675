/* The guide in line mode on a terminal: answered by somebody who only does what is asked. */
#ifdef HAVE_CONFIG_H
#include <config.h>
#endif

#include <criterion/criterion.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <time.h>

#include "support.h"
#include "term/terminal.h"
#include "tui/read_private.h"

struct guided {
    struct vt vt;
    char *folder;
    struct buf map, home, state, data; /* the map's path; environment */
    size_t seen;                       /* of vt.raw: where the last prompt ended */
    struct buf question;               /* that stands above the prompt */
    struct buf file;
    int width, height; /* 0: 80x24 */
};

static void set_up(struct guided *guided)
{
    memset(guided, 0, sizeof *guided);
    guided->folder = test_folder();
    buf_init(&guided->map);
    buf_init(&guided->home);
    buf_init(&guided->state);
    buf_init(&guided->data);
    buf_init(&guided->question);
    buf_init(&guided->file);
    buf_addf(&guided->map, "%s/tv.yaml", guided->folder);
    buf_addf(&guided->home, "HOME=%s", guided->folder);
    buf_addf(&guided->state, "XDG_STATE_HOME=%s", guided->folder);
    buf_addf(&guided->data, "XDG_DATA_HOME=%s", guided->folder);
}

static void tear_down(struct guided *guided)
{
    test_remove_folder(guided->folder);
    buf_release(&guided->map);
    buf_release(&guided->home);
    buf_release(&guided->state);
    buf_release(&guided->data);
    buf_release(&guided->question);
    buf_release(&guided->file);
}

static void start(struct guided *guided, const char *term, const char *preset)
{
    const char *environment[] = { guided->home.data, guided->state.data, guided->data.data, term,
        "EDITRC", "LC_ALL=C.UTF-8", "LANGUAGE", NULL };
    const char *arguments[] = { TOP_BUILDDIR "/src/cjm-tui", "guide", guided->map.data,
        preset ? "--preset" : NULL, preset, NULL };
    guided->seen = 0;
    vt_start(
        &guided->vt, &(struct vt_options){ .environment = environment, .arguments = arguments });
}

static const char *file_of(struct guided *guided)
{
    buf_clear(&guided->file);
    test_read(guided->map.data, &guided->file);
    return guided->file.data;
}

/* --- what is asked, and what is answered --- */

static bool ends_in_prompt(const struct guided *guided)
{
    const struct buf *raw = &guided->vt.raw;
    return raw->len > guided->seen + 2 && !strcmp(raw->data + raw->len - 3, "\n> ");
}

/* The line with a question mark since the last prompt; a further item of a list has none. */
static void note_question(struct guided *guided)
{
    const char *at = guided->vt.raw.data + guided->seen;
    buf_clear(&guided->question);
    cr_assert_null(strstr(at, "No: "), "refused: %s", at);
    while (*at) {
        size_t len = strcspn(at, "\n");
        if (memchr(at, '?', len) && strncmp(at, "- ", 2)) {
            buf_add(&guided->question, at, len);
            break;
        }
        at += len + (at[len] == '\n');
    }
    guided->seen = guided->vt.raw.len;
}

/* False: the guide has ended. */
static bool wait_for_prompt(struct guided *guided)
{
    time_t start_time = time(NULL);
    bool open = true;
    while (!ends_in_prompt(guided) && open && time(NULL) - start_time < VT_PATIENCE_MS / 1000)
        open = vt_pump(&guided->vt, 20);
    if (!ends_in_prompt(guided))
        return false;
    note_question(guided);
    return true;
}

static const char *answer_to(const char *question)
{
    static const struct {
        const char *part, *answer;
    } answers[] = { { "Which part do they play", "1" }, { "Which kind of map", "1" },
        { "B2C or B2B", "b2c" }, { "votes", "3" }, { "Which stages", "Before" },
        { "Until when", "+2w" }, { "When was it reviewed", "today" }, { "reviewed?", "3 months" },
        { "How long", "20 min" }, { "Is it online", "yes" }, { "purchase?", "before" },
        { "Who starts", "1" }, { "rest on", "assumption" }, { "How severe", "3" },
        { "How often does", "2" }, { "How much", "1" }, { "How do they feel?", "-1" },
        { "Pick three", "1" }, { "Which kind of moment", "1" } };
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++)
        if (strstr(question, answers[i].part))
            return answers[i].answer;
    return "Something";
}

/* Answers what is asked: a list that goes on is ended, so `before` is the question before. */
static void answer(struct guided *guided, const char *before)
{
    bool goes_on = !guided->question.len || !strcmp(guided->question.data, before);
    vt_send(&guided->vt, goes_on ? "" : answer_to(guided->question.data));
    vt_send(&guided->vt, "\r");
}

/* --- tests --- */

static const char *const presets[] = { "quick", "90", "half", "full" };

static void expect_complete(struct guided *guided)
{
    const char *file = file_of(guided);
    cr_assert_eq(vt_wait_exit(&guided->vt), 0, "%s", guided->vt.raw.data);
    cr_assert(strstr(guided->vt.raw.data, "steps are done"), "%s", guided->vt.raw.data);
    cr_assert(strstr(guided->vt.raw.data, "Saved in"), "%s", guided->vt.raw.data);
    cr_assert_not(strchr(guided->vt.raw.data, '\033'), "%s", guided->vt.raw.data);
    cr_assert_not(strstr(file, "skipped"), "%s", file);
    cr_assert(strstr(file, "emotion: -1") && strstr(file, "severity: 3"), "%s", file);
    vt_end(&guided->vt);
    start(guided, "TERM=dumb", NULL);
    cr_assert_not(wait_for_prompt(guided), "asked again: %s", guided->vt.raw.data);
    vt_end(&guided->vt);
}

static void only_answer(struct guided *guided, const char *preset)
{
    struct buf before = BUF_INIT;
    start(guided, "TERM=dumb", preset);
    while (wait_for_prompt(guided)) {
        answer(guided, before.data);
        buf_clear(&before);
        buf_add_slice(&before, buf_slice(&guided->question));
    }
    expect_complete(guided);
    buf_release(&before);
}

Test(guide_lines, whoever_only_answers_gets_a_whole_map)
{
    static const int sizes[][2] = { { 80, 24 }, { 200, 50 } };
    for (size_t i = 0; i < 2 * sizeof presets / sizeof *presets; i++) {
        struct guided guided;
        set_up(&guided);
        guided.width = sizes[i % 2][0];
        guided.height = sizes[i % 2][1];
        only_answer(&guided, presets[i / 2]);
        tear_down(&guided);
    }
}

/* What is asked only there, and kept. */
Test(guide_lines, ask_what_each_kind_of_map_needs)
{
    static const struct {
        const char *map, *kept;
    } kinds[] = {
        { "cjm: 1\ntitle: T\nkind: blueprint\n", "front_stage: Something" },
        { "cjm: 1\ntitle: T\nkind: day\n", "place: Something" },
        { "cjm: 1\ntitle: T\nkind: future\n", "change: Something" },
        { "cjm: 1\ntitle: T\nmarket: b2b\n", "buying_role: user" },
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        struct guided guided;
        set_up(&guided);
        test_write(guided.map.data, slice_of(kinds[i].map));
        only_answer(&guided, "90");
        cr_expect(strstr(file_of(&guided), kinds[i].kept), "%s", file_of(&guided));
        tear_down(&guided);
    }
}

/* Up to the question mark: a hint stands behind the first of a row only. */
static bool same_question(const char *a, const char *b)
{
    size_t len = strcspn(a, "?");
    return len == strcspn(b, "?") && !strncmp(a, b, len);
}

static void kill_it(struct guided *guided)
{
    vt_signal(&guided->vt, SIGKILL);
    vt_end(&guided->vt);
}

static void leave_it(struct guided *guided)
{
    vt_send(&guided->vt, "\004");
    cr_assert_eq(vt_wait_exit(&guided->vt), 0, "%s", guided->vt.raw.data);
    vt_end(&guided->vt);
}

/* Ended before every single answer: what was asked then is asked again. */
static void end_at_every_question(const char *preset, void (*end)(struct guided *guided))
{
    struct guided guided;
    struct buf before = BUF_INIT, asked = BUF_INIT;
    set_up(&guided);
    start(&guided, "TERM=dumb", preset);
    while (wait_for_prompt(&guided)) {
        if (guided.question.len) {
            buf_clear(&asked);
            buf_add_slice(&asked, buf_slice(&guided.question));
        }
        end(&guided);
        start(&guided, "TERM=dumb", NULL);
        cr_assert(wait_for_prompt(&guided), "%s", guided.vt.raw.data);
        cr_assert(same_question(asked.data, guided.question.data), "\"%s\", then \"%s\"",
            asked.data, guided.question.data);
        answer(&guided, before.data);
        buf_clear(&before);
        buf_add_slice(&before, buf_slice(&guided.question));
    }
    expect_complete(&guided);
    tear_down(&guided);
    buf_release(&before);
    buf_release(&asked);
}

Test(guide_lines, go_on_where_they_were_killed)
{
    end_at_every_question("full", kill_it);
}

Test(guide_lines, go_on_where_they_were_left)
{
    end_at_every_question("90", leave_it);
    end_at_every_question("quick", leave_it);
}

/* --- with libedit --- */

static void expect(struct guided *guided, const char *text)
{
    cr_assert(
        vt_wait(&guided->vt, text), "no \"%s\" on the screen:\n%s", text, vt_screen(&guided->vt));
}

static void expect_end(struct guided *guided)
{
    cr_assert_eq(vt_wait_exit(&guided->vt), 0, "%s", vt_screen(&guided->vt));
    vt_end(&guided->vt);
}

/* "e" with an accent of its own, a family, and CJK: a key each takes one away. */
#define CLUSTER_E "e\xCC\x81"
#define CLUSTER_FAMILY "\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9"
#define CLUSTER_CJK "\xE6\x97\xA5\xE6\x9C\xAC"

Test(guide_lines, are_edited_in_whole_characters)
{
    struct guided guided;
    set_up(&guided);
    start(&guided, "TERM=xterm", NULL);
    expect(&guided, "Enter keeps it");
    vt_send(&guided.vt, "Caf" CLUSTER_E CLUSTER_FAMILY "\x7F" CLUSTER_CJK "\x7F!\r");
    expect(&guided, "business goal");
    vt_send(&guided.vt, CLUSTER_E "x\033[D\033[D\033[3~one\001zero \005 two\r");
    expect(&guided, "kind of map");
    vt_send(&guided.vt, "\004");
    expect_end(&guided);
    const char *file = file_of(&guided);
    cr_assert(strstr(file, "Caf" CLUSTER_E "\xE6\x97\xA5!\n"), "%s", file);
    cr_assert(strstr(file, "goal: zero onex two\n"), "%s", file);
    tear_down(&guided);
}

Test(guide_lines, have_history_and_completion)
{
    struct guided guided;
    set_up(&guided);
    start(&guided, "TERM=xterm", NULL);
    expect(&guided, "Enter keeps it");
    vt_send(&guided.vt, "A new set\r");
    expect(&guided, "business goal");
    vt_send(&guided.vt, "\033[A, sold\r");
    expect(&guided, "kind of map");
    vt_send(&guided.vt, "fu\t\r");
    expect(&guided, "B2C or B2B");
    vt_send(&guided.vt, "b\t");
    expect(&guided, "b2c, b2b");
    vt_send(&guided.vt, "b\r");
    expect(&guided, "use this map");
    vt_send(&guided.vt, ".ba\t\r");
    expect(&guided, "Now: b2b. Enter keeps it, Tab");
    vt_send(&guided.vt, "\033[A\177c\r");
    expect(&guided, "use this map");
    vt_send(&guided.vt, ".step per\t\r");
    expect(&guided, "persona's name");
    vt_send(&guided.vt, ".quit\r");
    expect_end(&guided);
    const char *file = file_of(&guided);
    cr_assert(strstr(file, "title: A new set\n"), "%s", file);
    cr_assert(strstr(file, "goal: A new set, sold\n"), "%s", file);
    cr_assert(strstr(file, "kind: future\n"), "%s", file);
    cr_assert(strstr(file, "market: b2c\n"), "%s", file);
    tear_down(&guided);
}

/* Every end that nobody asked for keeps what was accepted. */
Test(guide_lines, end_well_however_they_end)
{
    static const struct {
        const char *keys;
        int signal; /* 0: the keys end it */
    } ends[] = { { "\003", 0 }, { "\004", 0 }, { ".q\r", 0 }, { "typed", SIGTERM },
        { "typed", SIGHUP } };
    static const char *const terms[] = { "TERM=xterm", "TERM=dumb", "TERM" };
    for (size_t i = 0; i < 3 * sizeof ends / sizeof *ends; i++) {
        struct guided guided;
        set_up(&guided);
        start(&guided, terms[i % 3], NULL);
        expect(&guided, "Enter keeps it");
        vt_send(&guided.vt, "Accepted\r");
        expect(&guided, "business goal");
        vt_settle(&guided.vt);
        vt_send(&guided.vt, ends[i / 3].keys);
        vt_settle(&guided.vt);
        if (ends[i / 3].signal)
            vt_signal(&guided.vt, ends[i / 3].signal);
        expect(&guided, "It goes on with Step 1 of 15: 0 Frame");
        expect_end(&guided);
        cr_assert(strstr(file_of(&guided), "title: Accepted\n"), "end %zu", i);
        tear_down(&guided);
    }
}

Test(guide_lines, survive_a_lost_line)
{
    static const char *const terms[] = { "TERM=xterm", "TERM=dumb" };
    for (size_t i = 0; i < sizeof terms / sizeof *terms; i++) {
        struct guided guided;
        set_up(&guided);
        start(&guided, terms[i], NULL);
        expect(&guided, "Enter keeps it");
        vt_send(&guided.vt, "Accepted\r");
        expect(&guided, "business goal");
        vt_send(&guided.vt, "not yet");
        expect(&guided, "not yet");
        vt_hang_up(&guided.vt);
        cr_assert_neq(vt_wait_exit(&guided.vt), -1, "it still runs");
        vt_end(&guided.vt);
        cr_assert(strstr(file_of(&guided), "title: Accepted\n"), "%s", file_of(&guided));
        tear_down(&guided);
    }
}

Test(guide_lines, go_on_after_a_stop)
{
    struct guided guided;
    set_up(&guided);
    start(&guided, "TERM=xterm", NULL);
    expect(&guided, "Enter keeps it");
    vt_send(&guided.vt, "Half");
    expect(&guided, "> Half");
    vt_send(&guided.vt, "\032");
    cr_assert(vt_wait_stopped(&guided.vt));
    vt_signal(&guided.vt, SIGCONT);
    vt_settle(&guided.vt);
    vt_send(&guided.vt, " whole\r");
    expect(&guided, "business goal");
    vt_send(&guided.vt, "\003");
    expect_end(&guided);
    cr_assert(strstr(file_of(&guided), "title: Half whole\n"));
    tear_down(&guided);
}

Test(guide_lines, wait_in_a_silent_round)
{
    struct guided guided;
    set_up(&guided);
    start(&guided, "TERM=xterm", NULL);
    expect(&guided, "Enter keeps it");
    vt_send(&guided.vt, ".silent\r");
    expect(&guided, "Enter ends it.");
    vt_send(&guided.vt, "\rNamed\r");
    expect(&guided, "business goal");
    vt_send(&guided.vt, ".silent\r.silent\r");
    expect(&guided, "The silent round is over.");
    vt_send(&guided.vt, ".quit\r");
    expect_end(&guided);
    cr_assert(strstr(file_of(&guided), "title: Named\n"));
    tear_down(&guided);
}

/* --- the reader alone --- */

/* Reads for a while, and then as long as it takes. */
static int read_twice(void *context)
{
    (void)context;
    struct read_options options = { .utf8 = true };
    struct line_reader *reader = reader_new(&options);
    struct read_line line;
    if (reader_read(reader, "> ", 300, &line) == READ_LATE)
        reader_write(SLICE("\nLate.\n"));
    struct buf text = BUF_INIT;
    if (reader_read(reader, "> ", -1, &line) == READ_LINE)
        buf_addf(&text, "Got \"%.*s\".\n", SLICE_ARG(line.text));
    reader_write(buf_slice(&text));
    buf_release(&text);
    reader_free(reader);
    return 0;
}

Test(guide_lines, keep_what_was_typed_when_something_is_said_in_between)
{
    static const char *const terms[] = { "TERM=xterm", "TERM=dumb" };
    for (size_t i = 0; i < sizeof terms / sizeof *terms; i++) {
        struct guided guided;
        const char *environment[] = { terms[i], "EDITRC", "HOME=/nonexistent", NULL };
        vt_start(&guided.vt, &(struct vt_options){ .environment = environment, .run = read_twice });
        expect(&guided, ">");
        vt_send(&guided.vt, "par");
        expect(&guided, "Late.");
        vt_send(&guided.vt, "t two\r");
        expect(&guided, "Got \"part two\".");
        expect_end(&guided);
    }
}

/* However it ends, what is typed after it is seen and can be corrected. */
Test(guide_lines, give_the_terminal_back)
{
    static const int signals[] = { SIGTERM, SIGABRT };
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        struct guided guided;
        struct termios modes = { .c_lflag = 0 };
        set_up(&guided);
        start(&guided, "TERM=xterm", NULL);
        expect(&guided, "\n>");
        vt_signal(&guided.vt, signals[i]);
        cr_assert_neq(vt_wait_exit(&guided.vt), -1);
        cr_assert_eq(tcgetattr(guided.vt.fd, &modes), 0);
        cr_assert(modes.c_lflag & ICANON && modes.c_lflag & ECHO, "signal %d", signals[i]);
        vt_end(&guided.vt);
        tear_down(&guided);
    }
}

Test(guide_lines, take_the_keys_of_vi)
{
    struct guided guided;
    struct buf path = BUF_INIT;
    set_up(&guided);
    buf_addf(&path, "%s/.editrc", guided.folder);
    test_write(path.data, SLICE("bind -v\n"));
    start(&guided, "TERM=xterm", NULL);
    expect(&guided, "Enter keeps it");
    vt_send(&guided.vt, "A longe journey");
    vt_settle(&guided.vt);
    vt_send(&guided.vt, "\033");
    vt_settle(&guided.vt);
    vt_send(&guided.vt, "bhxi\177\177\177\177\177Short\r");
    expect(&guided, "business goal");
    vt_send(&guided.vt, "\004");
    expect_end(&guided);
    cr_assert(strstr(file_of(&guided), "title: A Shortjourney\n"), "%s", file_of(&guided));
    buf_release(&path);
    tear_down(&guided);
}
