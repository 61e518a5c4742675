/* The program on its canvas: keys in, pictures out, no terminal. */
#include <criterion/criterion.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/app.h"
#include "app/commands/table.h"
#include "app/core/ask.h"
#include "app/core/state.h"
#include "app/print/print.h"
#include "app_support.h"
#include "session/session.h"
#include "store/store.h"
#include "support.h"

static const char small[] = "cjm: 1\n"
                            "title: Buying a TV\n"
                            "kind: current\n"
                            "personas: [Anna]\n"
                            "stages:\n"
                            "  - name: Awareness\n"
                            "    touchpoints:\n"
                            "      - name: TV ad\n"
                            "        emotion: 1\n"
                            "      - Search\n"
                            "  - name: Purchase\n"
                            "    touchpoints:\n"
                            "      - name: 3-D Secure\n"
                            "        channel: web\n"
                            "        emotion: -2\n"
                            "        moment: true\n"
                            "        pains:\n"
                            "          - text: Code never arrives\n"
                            "            severity: 4\n"
                            "            frequency: 3\n"
                            "      - name: Order mail\n"
                            "        emotion: 1\n";

Test(app, draws_at_every_size)
{
    static const struct {
        int width, height;
        bool ascii;
        const char *golden;
    } rows[] = {
        { 80, 24, false, TEST_PATH("tests/data/screens/small-80x24.txt") },
        { 80, 24, true, TEST_PATH("tests/data/screens/small-80x24-ascii.txt") },
        { 40, 12, false, TEST_PATH("tests/data/screens/small-40x12.txt") },
        { 120, 40, false, TEST_PATH("tests/data/screens/small-120x40.txt") },
        { 39, 12, false, TEST_PATH("tests/data/screens/too-small.txt") },
    };
    struct fixture f;
    open_map(&f, small);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf out = BUF_INIT;
        f.canvas.ascii = rows[i].ascii;
        draw(&f, rows[i].width, rows[i].height);
        picture(&f, &out);
        test_golden(rows[i].golden, buf_slice(&out));
        buf_release(&out);
    }
    for (int width = 1; width < 130; width += 3)
        for (int height = 1; height < 50; height += 2)
            draw(&f, width, height);
    close_map(&f);
}

Test(app, makes_a_map_by_keys)
{
    struct fixture f;
    open_map(&f, "cjm: 1\ntitle: Demo\n");
    draw(&f, 80, 24);
    type(&f, "AAwareness\rAPurchase\r");
    type(&f, "^aTV ad\r++aSearch\r0lap\033\033aCheckout\r-pPayment fails\rm");
    cr_expect(shows(&f, "Payment fails"));
    type(&f, "w");
    expect_file(&f, "cjm: 1\n"
                    "title: Demo\n"
                    "stages:\n"
                    "  - name: Awareness\n"
                    "    touchpoints:\n"
                    "      - name: TV ad\n"
                    "        emotion: 2\n"
                    "      - name: Search\n"
                    "        emotion: 0\n"
                    "  - name: Purchase\n"
                    "    touchpoints:\n"
                    "      - name: Checkout\n"
                    "        emotion: -1\n"
                    "        moment: true\n"
                    "        pains:\n"
                    "          - text: Payment fails\n");
    type(&f, "uuuuuuuuuuuuuuuuuw");
    expect_file(&f, "cjm: 1\ntitle: Demo\n");
    close_map(&f);
}

Test(app, changes_one_line_for_one_change)
{
    static const char text[] = "# our map\ncjm: 1\ntitle: Demo   # working title\n\n"
                               "stages:\n- name: 'One'   # first\n  x-colour: red\n  touchpoints:\n"
                               "  - {name: A, emotion: 1}   # short\n  - B\n";
    struct fixture f;
    open_map(&f, text);
    draw(&f, 80, 24);
    type(&f, "+w");
    expect_file(&f, "# our map\ncjm: 1\ntitle: Demo   # working title\n\n"
                    "stages:\n- name: 'One'   # first\n  x-colour: red\n  touchpoints:\n"
                    "  - {name: A, emotion: 2}   # short\n  - B\n");
    type(&f, "uw");
    expect_file(&f, text);
    close_map(&f);
}

Test(app, never_loses_a_typed_text)
{
    struct fixture f;
    open_map(&f, small);
    draw(&f, 80, 24);
    type(&f, "aHalf typed\033");
    cr_expect_not_null(app_prompt(f.app), "Esc asks first");
    cr_expect(shows(&f, "Esc again drops it"));
    type(&f, "!\033\033");
    cr_expect_null(app_prompt(f.app));
    type(&f, "aKept at the end");
    struct diags diags = DIAGS_INIT;
    cr_expect_eq(app_save_all(f.app, &diags), STATUS_OK);
    struct buf file = BUF_INIT;
    test_read(f.path.data, &file);
    cr_expect_not_null(strstr(file.data, "Kept at the end"));
    buf_release(&file);
    close_map(&f);
}

/* `small` as another program changed the file, with another title. */
static void retitle(struct fixture *f, const char *title)
{
    struct buf text = BUF_INIT;
    test_read(f->path.data, &text);
    char *at = strstr(text.data, "title: ");
    cr_assert_not_null(at);
    size_t start = (size_t)(at - text.data) + strlen("title: ");
    buf_splice(&text, start, strcspn(text.data + start, "\n"), slice_of(title));
    test_write(f->path.data, buf_slice(&text));
    buf_release(&text);
}

static void expect_in_file(struct fixture *f, const char *wanted)
{
    struct buf text = BUF_INIT;
    test_read(f->path.data, &text);
    cr_expect_not_null(strstr(text.data, wanted), "no %s in %s", wanted, text.data);
    buf_release(&text);
}

Test(app, merges_what_another_program_wrote)
{
    struct fixture f;
    open_map(&f, small);
    draw(&f, 80, 24);
    type(&f, "+");
    retitle(&f, "By another");
    type(&f, "w");
    expect_in_file(&f, "title: By another");
    expect_in_file(&f, "emotion: 2");
    type(&f, ":set title Mine\r");
    retitle(&f, "By a third");
    type(&f, "w");
    expect_in_file(&f, "title: Mine");
    expect_in_file(&f, "By a third");
    type(&f, "-");
    test_write(f.path.data, SLICE("cjm: 1\ntitle: [\n"));
    app_others(f.app);
    test_wait_for_rest();
    cr_expect(app_others(f.app), "it is to be shown");
    draw(&f, 80, 24);
    cr_expect(shows(&f, "another program changed"));
    type(&f, "w");
    cr_expect(shows(&f, "another program changed"));
    expect_file(&f, "cjm: 1\ntitle: [\n");
    type(&f, ":w! \r");
    expect_in_file(&f, "title: Mine");
    type(&f, "q");
    cr_expect(app_ending(f.app));
    close_map(&f);
}

/* What was in the journal of the map that is overwritten is of no use for the one that is there. */
Test(app, saves_over_another_map)
{
    struct fixture f, other;
    struct buf line = BUF_INIT;
    open_map(&other, "cjm: 1\ntitle: Another\nstages: [Gone]\n");
    draw(&other, 80, 24);
    type(&other, "aIn the journal\r");
    app_close(other.app);
    open_map(&f, small);
    draw(&f, 80, 24);
    type(&f, "aMine\r");
    buf_addf(&line, ":w! %s\r", other.path.data);
    type(&f, line.data);
    type(&f, "aAfter\r");
    cr_expect_not_null(undo_undo(&app_session(f.app)->undo), "undo goes on");
    type(&f, "aKept\r");
    app_close(f.app);
    struct diags diags = DIAGS_INIT;
    enum status status;
    f.app = app_open(
        &(struct app_options){
            .clock = &clock_system, .path = other.path.data, .max_size = STORE_MAX_SIZE },
        &diags, &status);
    cr_assert_not_null(f.app);
    draw(&f, 80, 24);
    cr_expect(shows(&f, "Mine") && shows(&f, "Kept"));
    cr_expect(!shows(&f, "Gone") && !shows(&f, "In the journal") && !shows(&f, "After"));
    close_map(&f);
    buf_release(&line);
    diags_release(&diags);
    buf_release(&other.path);
    canvas_release(&other.canvas);
    test_remove_folder(other.folder);
}

Test(app, gives_each_copy_a_name_and_shows_it_to_no_more_people)
{
    struct fixture f;
    struct buf first = BUF_INIT, second = BUF_INIT;
    struct stat made;
    open_map(&f, small);
    cr_assert_eq(chmod(f.path.data, 0600), 0);
    cr_expect(session_new_copy(app_session(f.app), f.path.data, "rescued", &first));
    cr_expect(session_new_copy(app_session(f.app), f.path.data, "rescued", &second));
    cr_expect_str_neq(first.data, second.data);
    cr_assert_eq(stat(second.data, &made), 0);
    cr_expect_eq(made.st_mode & 0777, 0600);
    buf_release(&first);
    buf_release(&second);
    close_map(&f);
}

Test(app, saves_again_what_was_removed)
{
    struct fixture f;
    open_map(&f, small);
    draw(&f, 80, 24);
    unlink(f.path.data);
    struct diags diags = DIAGS_INIT;
    cr_expect_eq(app_save_all(f.app, &diags), STATUS_OK);
    cr_expect_neq(access(f.path.data, F_OK), 0, "what was only looked at is others' matter");
    type(&f, "aAdded\rw");
    unlink(f.path.data);
    type(&f, "q");
    cr_expect(app_ending(f.app));
    struct buf file = BUF_INIT;
    test_read(f.path.data, &file);
    cr_expect_not_null(strstr(file.data, "Added"));
    buf_release(&file);
    close_map(&f);
}

/* As a copy of an example is. */
Test(app, names_the_ways_out_of_a_map_without_a_file)
{
    struct fixture f;
    open_map(&f, small);
    session_forget_file(&f.app->session);
    draw(&f, 80, 24);
    type(&f, "+q");
    cr_expect(!f.app->ending && shows(&f, "\":q!\" quits without saving"));
    type(&f, ":q!\r");
    cr_expect(f.app->ending);
    close_map(&f);
}

Test(app, edits_fields_in_a_form)
{
    struct fixture f;
    open_map(&f, small);
    draw(&f, 80, 24);
    type(&f, "l\r");
    cr_expect(shows(&f, "touchpoint: 3-D Secure"));
    type(&f, "j\r");
    cr_expect_str_eq(app_prompt(f.app)->text.data, "web");
    type(&f, "site\r");
    cr_expect(shows(&f, "website"));
    type(&f, "j\r");
    press(&f, K_UP);
    type(&f, "\r");
    cr_expect(shows(&f, "Online              yes") || shows(&f, "Online              no"));
    type(&f, ":set emotion 7\r");
    cr_expect(shows(&f, "must be -2..2, found 7"));
    type(&f, "\033:set emotion +1\r\033");
    cr_expect(shows(&f, "3-D Secu"));
    cr_expect(shows(&f, "+1!"));
    type(&f, "dd");
    cr_expect(shows(&f, "3-D Secure deleted, with 1 pain; u brings it back"));
    type(&f, "j");
    cr_expect(!shows(&f, "3-D"));
    type(&f, "u");
    cr_expect(shows(&f, "undone: 3-D Secure"));
    cr_expect(shows(&f, "3-D"));
    close_map(&f);
}

Test(app, survives_any_keys, .timeout = 30)
{
    static const uint32_t special[] = { K_ENTER, K_ESC, K_TAB, K_UP, K_DOWN, K_LEFT, K_RIGHT,
        K_HOME, K_END, K_PAGE_UP, K_PAGE_DOWN, K_DELETE, K_F1, K_F2, K_F3, K_F4, K_F5, K_F6, K_F7,
        K_F8, K_CTRL('r') };
    struct fixture f;
    uint64_t state = 7;
    open_map(&f, small);
    for (int i = 0; i < 6000; i++) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        uint32_t random = (uint32_t)(state >> 33);
        uint32_t code = random % 3 ? 32 + random / 3 % 95 : special[random / 3 % 21];
        struct prompt *prompt = app_prompt(f.app);
        if (prompt && code < 127) {
            buf_add_char(&prompt->text, (char)code);
            prompt->cursor = prompt->text.len;
            app_prompt_changed(f.app);
            if (prompt->text.len > 9 && !app_prompt_accept(f.app) && !app_prompt_cancel(f.app))
                app_prompt_cancel(f.app);
        } else if (!prompt && code != ':' && code != 'x' && code != 'w') {
            app_key(f.app, &(struct key){ .code = code });
        }
        draw(&f, 30 + (int)(random / 7 % 100), 8 + (int)(random / 11 % 50));
    }
    close_map(&f);
}

/* A score that is typed while all personas are shown: whose it is, is asked once. */
Test(app, asks_whose_score_it_is)
{
    static const struct {
        const char *keys, *emotion;
    } rows[] = {
        { "0a", "{anna: 0, ben: 2}" },
        { "0*", "0" },
        { "0\033", "{anna: -2, ben: 2}" },
        { "+1b", "{anna: -2, ben: 1}" },
        { "-b-", "{anna: -2, ben: 0}" },
        { "-2a+", "{anna: -1, ben: 2}" },
        { "r1B", "{anna: -2, ben: 2}" },
        { "rB1", "{anna: -2, ben: 1}" },
        { "0aPPP0*", "0" }, /* asked again after P */
        { "0x", "{anna: -2, ben: 2}" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fixture f;
        struct buf want = BUF_INIT;
        open_map(&f, "cjm: 1\ntitle: T\npersonas: [Anna, Ben]\nstages:\n"
                     "  - {name: S, touchpoints: [{name: A, emotion: {anna: -2, ben: 2}}]}\n");
        draw(&f, 80, 24);
        type(&f, rows[i].keys);
        app_key(f.app, &(struct key){ .code = K_ESC });
        type(&f, ":w\r");
        buf_addf(&want,
            "cjm: 1\ntitle: T\npersonas: [Anna, Ben]\nstages:\n"
            "  - {name: S, touchpoints: [{name: A, emotion: %s}]}\n",
            rows[i].emotion);
        expect_file(&f, want.data);
        buf_release(&want);
        close_map(&f);
    }
}

Test(app, has_a_key_for_one_command_only)
{
    struct command_list list = { 0 };
    commands_collect(&list);
    cr_assert_gt(list.count, 90);
    for (size_t m = 0; m < list.count; m++)
        for (size_t n = m + 1; n < list.count; n++) {
            const struct command *a = list.items[m], *b = list.items[n];
            for (int i = 0; i < COMMAND_KEYS && a->keys[i]; i++)
                for (int j = 0; j < COMMAND_KEYS && b->keys[j]; j++)
                    cr_expect(
                        a->keys[i] != b->keys[j] || !(a->contexts & b->contexts & ~(unsigned)EDITS),
                        "a key does both %s and %s", a->help, b->help);
        }
    command_list_release(&list);
}

Test(app, prints_a_map_as_text)
{
    static const int widths[] = { 20, 40, 80, 200 };
    struct fixture f;
    open_map(&f, small);
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
        struct buf out = BUF_INIT, golden = BUF_INIT;
        app_print(f.app, widths[i], i % 2, &out);
        buf_addf(&golden, TEST_PATH("tests/data/screens/print-%d.txt"), widths[i]);
        test_golden(golden.data, buf_slice(&out));
        buf_release(&out);
        buf_release(&golden);
    }
    close_map(&f);
}

/* Owner, next review and what was chosen come first, so far as they are set. */
Test(app, prints_first_who_does_what_until_when)
{
    static const struct {
        const char *facts, *ideas, *want; /* what stands between the title and the grid */
        int width;
        bool ascii;
    } rows[] = {
        { "", "{text: No}, {text: Nor, chosen: false}", "", 80, false },
        { "owner: Ida\n", "", "Owner: Ida\n", 80, false },
        { "reviewed: 2026-11-20\nreview_every: 1 day\n", "", "next review 2026-11-21\n", 80,
            false },
        { "owner: Ida\nreviewed: 2026-08-20\nreview_every: 3 months\n", "",
            "Owner: Ida · review overdue since 2026-11-20\n", 80, false },
        { "owner: Ida\nreviewed: 2026-11-20\n", "", "Owner: Ida - reviewed 2026-11-20\n", 80,
            true },
        { "review_every: 3 months\n", "", "review every 3 months, the first is open\n", 80, false },
        { "",
            "{text: Late, chosen: true}, {text: No}, {text: \"A way that is long\\e\", "
            "chosen: true, impact: 5, effort: 1, owner: Ben, due: 2027-01-31, metric: Lost "
            "orders, target: 6 %}",
            "1. A way that is\n   long␛\n   Ben · due\n   2027-01-31 · Lost\n   orders -> 6 %\n"
            "2. Late\n",
            20, false },
        { "", "{text: A, chosen: true, target: 9}, {text: B, chosen: true, due: 2027-01-31}",
            "1. A\n   9\n2. B\n   due 2027-01-31\n", 20, true },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fixture f;
        struct buf map = BUF_INIT, out = BUF_INIT, want = BUF_INIT;
        buf_addf(&map,
            "cjm: 1\ntitle: T\n%sstages:\n  - name: S\n    touchpoints: [{name: A, ideas: [%s]}]\n",
            rows[i].facts, rows[i].ideas);
        open_map(&f, map.data);
        app_print(f.app, rows[i].width, rows[i].ascii, &out);
        buf_addf(&want, "T\n%s%s S ", rows[i].want, rows[i].ascii ? "+" : "┌");
        cr_expect_eq(strncmp(out.data, want.data, want.len), 0, "%s%s:\n%s", rows[i].facts,
            rows[i].ideas, out.data);
        buf_release(&map);
        buf_release(&out);
        buf_release(&want);
        close_map(&f);
    }
}

static size_t count_of(const char *text, const char *part)
{
    size_t count = 0;
    for (const char *at = text; (at = strstr(at, part)); at++)
        count++;
    return count;
}

/* Rows are drawn in bands; nobody sees where one ends. */
Test(app, prints_a_long_stage_in_one_piece)
{
    struct fixture f;
    struct buf map = BUF_INIT, out = BUF_INIT;
    buf_adds(&map, "cjm: 1\ntitle: Long\nstages:\n"
                   "  - name: Few\n    touchpoints: [One]\n  - name: Many\n    touchpoints:\n");
    for (int i = 0; i < 450; i++)
        buf_addf(&map, "      - {name: Step %d, emotion: 1}\n", i);
    open_map(&f, map.data);
    app_print(f.app, 80, true, &out);
    const char *at = out.data;
    for (int i = 0; i < 450 && at; i++) {
        char step[32];
        snprintf(step, sizeof step, " Step %d ", i);
        at = strstr(at, step);
        cr_assert(at, "no%sin its place", step);
    }
    cr_expect_eq(count_of(out.data, " Many "), 1);
    /* Header, top, rows, divider, curve, bottom. */
    cr_expect_eq(count_of(out.data, "\n"), 1 + 1 + 450 + 1 + 9 + 1);
    buf_release(&map);
    buf_release(&out);
    close_map(&f);
}

Test(app, saves_at_rest)
{
    struct fixture f;
    struct buf text = BUF_INIT;
    open_map(&f, small);
    draw(&f, 80, 24);
    cr_expect_eq(app_rest(f.app), -1, "nothing changed: nothing to wake up for");
    type(&f, "+");
    cr_expect_gt(app_rest(f.app), 0);
    app_rested(f.app);
    test_read(f.path.data, &text);
    cr_expect_not_null(strstr(text.data, "emotion: 2"));
    cr_expect_eq(app_rest(f.app), -1);
    type(&f, "-");
    test_write(f.path.data, SLICE("cjm: 1\ntitle: [\n"));
    app_rested(f.app);
    draw(&f, 80, 24);
    cr_expect(shows(&f, "another program changed the file"));
    cr_expect_eq(app_rest(f.app), -1, "it is said once");
    type(&f, "-");
    cr_expect_gt(app_rest(f.app), 0, "the next change tries again");
    buf_release(&text);
    close_map(&f);
}

/* Keys that come at once are carried out before a picture is drawn. */
Test(app, deletes_one_thing_a_key)
{
    struct fixture f;
    open_map(&f, small);
    draw(&f, 80, 24);
    app_key(f.app, &(struct key){ .code = 'j' });
    type(&f, "ddddh");
    cr_expect(shows(&f, "Awareness"), "the stage is still there");
    cr_expect(!shows(&f, "TV ad") && !shows(&f, "Search"));
    close_map(&f);
}

/* By whatever name, with and without "!". */
Test(app, exports_nothing_over_its_own_file)
{
    static const char *const names[] = { "map.yaml", "./map.yaml", "link.yaml", "hard.yaml" };
    static const char *const calls[] = { "export", "export!" };
    struct fixture f;
    struct buf line = BUF_INIT, other = BUF_INIT;
    open_map(&f, small);
    draw(&f, 80, 24);
    buf_addf(&other, "%s/link.yaml", f.folder);
    cr_assert_eq(symlink("map.yaml", other.data), 0);
    buf_clear(&other);
    buf_addf(&other, "%s/hard.yaml", f.folder);
    cr_assert_eq(link(f.path.data, other.data), 0);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        for (size_t k = 0; k < sizeof calls / sizeof *calls; k++) {
            buf_clear(&line);
            buf_addf(&line, ":%s %s/%s\r", calls[k], f.folder, names[i]);
            type(&f, line.data);
            cr_expect(shows(&f, "this is the map itself"), "%s", line.data);
            cr_expect_not(shows(&f, "exported"), "%s", line.data);
            type(&f, "\033");
            expect_file(&f, small);
        }
    buf_release(&line);
    buf_release(&other);
    close_map(&f);
}

Test(app, keeps_its_own_file_from_exports_and_dashes)
{
    struct fixture f;
    struct buf line = BUF_INIT;
    open_map(&f, small);
    draw(&f, 80, 24);
    buf_addf(&line, ":export! %s/./map.yaml\r", f.folder);
    type(&f, line.data);
    cr_expect(shows(&f, "the map itself"));
    type(&f, "\033");
    type(&f, ":w! -\r");
    cr_expect(shows(&f, "is not a file"));
    type(&f, "\033:open -\r");
    cr_expect(shows(&f, "is not a file"));
    type(&f, "\033");
    type(&f, "+:wq!\r");
    cr_expect(app_ending(f.app));
    buf_clear(&line);
    test_read(f.path.data, &line);
    cr_expect_not_null(strstr(line.data, "emotion: 2"), "wq! saves");
    buf_release(&line);
    close_map(&f);
}

Test(app, types_lists_that_read_back)
{
    static const char *const items[][4] = {
        { "A set; that fits", NULL },
        { "one", "two", "three", NULL },
        { "back\\slash", "semi;colon", "line\nbreak", NULL },
        { "ends in \\", "next", NULL },
        { " lead", "trail ", "\\;", NULL },
    };
    struct fixture f;
    open_map(&f, small);
    for (size_t i = 0; i < sizeof items / sizeof *items; i++) {
        struct buf list = BUF_INIT, line = BUF_INIT, back = BUF_INIT, why = BUF_INIT;
        for (size_t j = 0; items[i][j]; j++)
            value_add_item(&list, slice_of(items[i][j]));
        field_to_line(PERSONA_GOALS, buf_slice(&list), &line);
        cr_expect(field_from_line(f.app, PERSONA_GOALS, buf_slice(&line), &back, &why));
        cr_expect(slice_equal(buf_slice(&list), buf_slice(&back)), "%s", line.data);
        buf_release(&list);
        buf_release(&line);
        buf_release(&back);
    }
    close_map(&f);
}

Test(app, follows_personas_that_come_and_go)
{
    struct fixture f;
    open_map(&f, "cjm: 1\ntitle: T\npersonas: [Anna, Ben]\nstages:\n"
                 "  - {name: S, touchpoints: [{name: A, emotion: {anna: -2, ben: 2}}]}\n");
    draw(&f, 80, 24);
    cr_expect(shows(&f, "A Anna ─ B Ben ─ * together"));
    type(&f, "+");
    cr_expect(shows(&f, "whose? A B, or * for all"));
    type(&f, "\033");
    type(&f, "PP");
    cr_expect(shows(&f, "Ben's curve"));
    press(&f, K_F3);
    type(&f, "jddq");
    cr_expect(shows(&f, "Anna"));
    cr_expect(!shows(&f, "Ben"));
    type(&f, "+");
    cr_expect(shows(&f, "-1 "));
    type(&f, "uu");
    cr_expect(shows(&f, " · all 2"));
    press(&f, K_F3);
    type(&f, "ddddq");
    cr_expect(!shows(&f, " · all"));
    type(&f, "+");
    cr_expect(shows(&f, "+1 "), "nobody's feelings are in the way");
    close_map(&f);
}
