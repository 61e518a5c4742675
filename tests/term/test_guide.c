/* The guide in line mode on a terminal: answered by somebody who only does what is asked. */
#include <criterion/criterion.h>
#include <signal.h>
#include <string.h>
#include <time.h>

#include "support.h"
#include "term/guided.h"

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
    } answers[] = { { "What is their role", "1" }, { "Which kind of map", "1" },
        { "B2C or B2B", "b2c" }, { "many votes", "3" }, { "Which stages", "Before" },
        { "By when", "+2w" }, { "When was it reviewed", "today" }, { "reviewed?", "3 months" },
        { "How long", "20 min" }, { "Is it online", "yes" }, { "purchase?", "before" },
        { "Who starts", "1" }, { "the evidence", "assumption" }, { "How severe", "3" },
        { "How often does", "2" }, { "How much", "1" }, { "How do they feel here?", "-1" },
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
    const char *file = guided_file(guided);
    cr_assert_eq(vt_wait_exit(&guided->vt), 0, "%s", guided->vt.raw.data);
    cr_assert(strstr(guided->vt.raw.data, "steps are done"), "%s", guided->vt.raw.data);
    cr_assert(strstr(guided->vt.raw.data, "Saved in"), "%s", guided->vt.raw.data);
    cr_assert_not(strchr(guided->vt.raw.data, '\033'), "%s", guided->vt.raw.data);
    cr_assert_not(strstr(file, "skipped"), "%s", file);
    cr_assert(strstr(file, "emotion: -1") && strstr(file, "severity: 3"), "%s", file);
    vt_end(&guided->vt);
    guided_start(guided, "TERM=dumb", NULL);
    cr_assert_not(wait_for_prompt(guided), "asked again: %s", guided->vt.raw.data);
    vt_end(&guided->vt);
}

static void only_answer(struct guided *guided, const char *preset)
{
    struct buf before = BUF_INIT;
    guided_start(guided, "TERM=dumb", preset);
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
        guided_set_up(&guided);
        guided.width = sizes[i % 2][0];
        guided.height = sizes[i % 2][1];
        only_answer(&guided, presets[i / 2]);
        guided_tear_down(&guided);
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
        guided_set_up(&guided);
        test_write(guided.map.data, slice_of(kinds[i].map));
        only_answer(&guided, "90");
        cr_expect(strstr(guided_file(&guided), kinds[i].kept), "%s", guided_file(&guided));
        guided_tear_down(&guided);
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
    guided_set_up(&guided);
    guided_start(&guided, "TERM=dumb", preset);
    while (wait_for_prompt(&guided)) {
        if (guided.question.len) {
            buf_clear(&asked);
            buf_add_slice(&asked, buf_slice(&guided.question));
        }
        end(&guided);
        guided_start(&guided, "TERM=dumb", NULL);
        cr_assert(wait_for_prompt(&guided), "%s", guided.vt.raw.data);
        cr_assert(same_question(asked.data, guided.question.data), "\"%s\", then \"%s\"",
            asked.data, guided.question.data);
        answer(&guided, before.data);
        buf_clear(&before);
        buf_add_slice(&before, buf_slice(&guided.question));
    }
    expect_complete(&guided);
    guided_tear_down(&guided);
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
