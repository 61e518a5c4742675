/* The start screen: templates with a preview, and the maps that are made of them. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/app.h"
#include "app/canvas/key.h"
#include "app/commands/table.h"
#include "app_support.h"
#include "session/recent.h"
#include "store/template.h"
#include "support.h"

static const char orchard[] = "cjm: 1\n"
                              "title: An orchard\n"
                              "about: Picking one's own apples\n"
                              "kind: current\n"
                              "personas: [Ida]\n"
                              "stages:\n"
                              "  - name: Gate\n"
                              "    goal: Get in\n"
                              "    ask: [Who opens, Who pays]\n"
                              "    touchpoints: [Bell, Ladder, Scales]\n"
                              "  - name: Trees\n";

/* The start screen with the user's own templates: an orchard, and one that is broken. */
static void open_start(struct fixture *f)
{
    struct buf path = BUF_INIT;
    open_map(f, NULL);
    buf_addf(&path, "%s/cjm-tui", f->folder);
    mkdir(path.data, 0700);
    buf_adds(&path, "/templates");
    mkdir(path.data, 0700);
    size_t folder = path.len;
    buf_adds(&path, "/an-orchard.yaml");
    test_write(path.data, slice_of(orchard));
    buf_cut(&path, folder);
    buf_adds(&path, "/another.yaml");
    test_write(path.data, SLICE("cjm: 1\ntitle: Broken\nkind: sideways\n"));
    buf_release(&path);
    draw(f, 80, 24);
}

/* From the top to the row of a text; what is folded unfolds. */
static void go_to(struct fixture *f, const char *row)
{
    struct buf wanted = BUF_INIT;
    buf_addf(&wanted, "▌ %s%s", strchr(row, 'N') ? "" : "  ", row);
    press(f, K_HOME);
    for (int i = 0; i < 60 && !shows(f, wanted.data); i++) {
        if (shows(f, "▌ Templates ▸"))
            press(f, K_ENTER);
        press(f, K_DOWN);
    }
    cr_assert(shows(f, wanted.data), "no %s", row);
    buf_release(&wanted);
}

static void type_path(struct fixture *f)
{
    type(f, f->path.data);
    type(f, "\r");
}

Test(start, shows_what_a_template_holds)
{
    static const char *const under[] = { "Picking one's own apples", "Stages: Gate, Trees",
        "2 questions in the stages", "3 samples are kept; s leaves them out" };
    static const char *const beside[] = { "1 Gate: Get in", "2 Trees", "3 samples are left out" };
    struct fixture f;
    open_start(&f);
    cr_expect(shows(&f, "▌ New map, with the guide") && !shows(&f, "Recent"));
    press(&f, K_RIGHT);
    cr_expect(shows(&f, "▌ Templates ▸") && !shows(&f, "  " TEMPLATE_DEFAULT));
    type(&f, "\r");
    press(&f, K_DOWN);
    cr_expect(shows(&f, "▌   " TEMPLATE_DEFAULT), "the usual template is the first");
    press(&f, K_LEFT);
    go_to(&f, "an-orchard");
    for (size_t i = 0; i < sizeof under / sizeof *under; i++)
        cr_expect(shows(&f, under[i]), "no %s", under[i]);
    type(&f, "s");
    cr_expect(shows(&f, "3 samples are left out; s keeps them"));
    draw(&f, 200, 50);
    for (size_t i = 0; i < sizeof beside / sizeof *beside; i++)
        cr_expect(shows(&f, beside[i]), "no %s", beside[i]);
    draw(&f, 40, 12);
    cr_expect(shows(&f, "▌   an-orchard") && !shows(&f, "s keeps them"));
    for (int width = 1; width < 130; width += 3)
        for (int height = 1; height < 50; height += 2)
            draw(&f, width, height);
    close_map(&f);
}

Test(start, makes_a_map_of_a_template)
{
    struct fixture f;
    open_start(&f);
    go_to(&f, "an-orchard");
    type(&f, "s\r");
    cr_expect(shows(&f, "Begins with the template an-orchard") && !shows(&f, "its samples"));
    type_path(&f);
    cr_expect(shows(&f, "Gate") && !shows(&f, "Ladder"));
    expect_file(&f, "cjm: 1\n"
                    "title: map\n"
                    "kind: current\n"
                    "stages:\n"
                    "  - name: Gate\n"
                    "    goal: Get in\n"
                    "    ask: [Who opens, Who pays]\n"
                    "  - name: Trees\n");
    close_map(&f);
}

Test(start, keeps_samples_and_is_not_stopped_by_a_broken_template)
{
    struct fixture f;
    open_start(&f);
    type(&f, "s");
    cr_expect(shows(&f, "only templates have samples"));
    go_to(&f, "another");
    cr_expect(shows(&f, "another.yaml:3:1: kind: "));
    type(&f, "\r");
    cr_expect(!app_prompt(f.app) && shows(&f, "another.yaml:3:1"));
    go_to(&f, "an-orchard");
    type(&f, "\r");
    cr_expect(shows(&f, "Begins with the template an-orchard and its samples"));
    type_path(&f);
    cr_expect(shows(&f, "Ladder"));
    struct buf text = BUF_INIT;
    test_read(f.path.data, &text);
    cr_expect(strstr(text.data, "      - name: Ladder\n        evidence: assumption\n"));
    buf_release(&text);
    close_map(&f);
}

Test(start, makes_an_empty_map_with_the_guide_or_without)
{
    static const struct {
        const char *row, *keys;
        bool guided, stages;
    } rows[] = { { "New map, with the guide", "\r", true, false },
        { "New map, empty", "\r", false, false }, { "New map, empty", "i", true, false },
        { "an-orchard", "i", true, true } };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fixture f;
        struct buf text = BUF_INIT;
        open_start(&f);
        go_to(&f, rows[i].row);
        type(&f, rows[i].keys);
        type_path(&f);
        test_read(f.path.data, &text);
        cr_expect_eq(strcmp(text.data, "cjm: 1\ntitle: map\n") != 0, rows[i].stages, "row %zu", i);
        cr_expect_eq(shows(&f, "─ 0 Goal and scope ─"), rows[i].guided, "row %zu", i);
        cr_expect_eq(shows(&f, "Gate"), rows[i].stages, "row %zu", i);
        buf_release(&text);
        close_map(&f);
    }
}

/* The help is there without a map, too, and can be searched; what its keys do in a map is refused.
 */
Test(start, needs_a_map_for_what_is_in_maps)
{
    struct command_list list = { 0 };
    commands_collect(&list);
    for (size_t n = 0; n < list.count; n++)
        for (int k = 0; k < COMMAND_KEYS && list.items[n]->keys[k]; k++) {
            struct fixture f;
            open_map(&f, NULL);
            draw(&f, 80, 24);
            press(&f, K_F1);
            press(&f, list.items[n]->keys[k]);
            cr_expect(!app_prompt(f.app) || strchr(":/", (int)list.items[n]->keys[k]), "%s",
                list.items[n]->help);
            close_map(&f);
        }
    command_list_release(&list);
}

/* --- maps opened last --- */

static void add_recent_file(struct fixture *f, const char *name, const char *text, struct buf *list)
{
    struct buf path = BUF_INIT;
    buf_addf(&path, "%s/%s", f->folder, name);
    if (text)
        test_write(path.data, slice_of(text));
    buf_addf(list, "%s\n", path.data);
    buf_release(&path);
}

static void write_recent(struct fixture *f, const struct buf *list)
{
    struct buf path = BUF_INIT;
    buf_addf(&path, "%s/cjm-tui", f->folder);
    mkdir(path.data, 0700);
    buf_adds(&path, "/recent");
    test_write(path.data, buf_slice(list));
    buf_release(&path);
}

static const char scored[] =
    "cjm: 1\n"
    "title: Running shoes\n"
    "scenario: The last pair in a small shop\n"
    "personas: [Marta]\n"
    "stages:\n"
    "  - name: Find out\n"
    "    touchpoints: [{name: Physio, emotion: 1}]\n"
    "  - name: Pay\n"
    "    touchpoints: [{name: Queue, emotion: -2, pains: [{text: One till},"
    " {text: Cold, status: fixed}]}]\n";

static void open_recent(struct fixture *f)
{
    struct buf list = BUF_INIT, large = BUF_INIT;
    open_map(f, NULL);
    add_recent_file(f, "a.yaml", scored, &list);
    add_recent_file(
        f, "b.yaml", "cjm: 1\ntitle: Late\nreviewed: 2026-01-01\nreview_every: 1 month\n", &list);
    add_recent_file(f, "c.yaml", "cjm: 1\ntitle: Odd\n\nkind: sideways\n", &list);
    add_recent_file(f, "none.yaml", NULL, &list);
    buf_adds(&large, "cjm: 1\ntitle: A long one\nparking:\n");
    while (large.len < 600 * 1024)
        buf_adds(&large, "  - text: One more of very many notes that somebody took\n");
    add_recent_file(f, "large.yaml", large.data, &list);
    write_recent(f, &list);
    draw(f, 80, 24);
    buf_release(&list);
    buf_release(&large);
}

Test(start, lists_the_maps_opened_last_with_what_is_to_be_known_of_them)
{
    static const char *const rows[] = { "5 recent, 1 overdue", "▌ Running shoes ",
        "review overdue 293 days", "line 4: kind: ", "no such file", "A long one",
        "─ Running shoes ─", " The last pair in a small shop", " Find out", " Pay", "●",
        " Marta  ·  2 touchpoints  1 pain open" };
    struct fixture f;
    open_recent(&f);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        cr_expect(shows(&f, rows[i]), "no %s", rows[i]);
    type(&f, "jjjj");
    cr_expect(shows(&f, "▌ A long one") && shows(&f, "too large to be shown here"));
    draw(&f, 120, 24);
    cr_expect(shows(&f, "│ A long one"));
    draw(&f, 40, 12);
    cr_expect(shows(&f, "▌ A long one") && !shows(&f, "too large"));
    cr_expect(shows(&f, "  New map, with the guide"), "its hint gives way");
    draw(&f, 80, 40);
    cr_expect(shows(&f, "  Templates ▾") && shows(&f, "    " TEMPLATE_DEFAULT));
    close_map(&f);
}

Test(start, takes_a_map_off_the_list_and_leaves_its_file)
{
    struct fixture f;
    struct buf list = BUF_INIT;
    open_recent(&f);
    type(&f, "d");
    cr_expect(shows(&f, "d again takes Running shoes off the list; its file stays"));
    type(&f, "d");
    cr_expect(shows(&f, "▌ Late") && !shows(&f, "  Running shoes "));
    buf_addf(&list, "%s/a.yaml", f.folder);
    cr_expect_eq(access(list.data, R_OK), 0);
    buf_clear(&list);
    press(&f, K_END);
    type(&f, "dd");
    cr_expect(shows(&f, "only a recent map can be taken off the list"));
    recent_read(&list);
    cr_expect(!strstr(list.data, "/a.yaml") && strstr(list.data, "/b.yaml"));
    close_map(&f);
    buf_release(&list);
}

/* In what is folded, too, and in the sentences. */
Test(start, finds_in_titles_and_sentences)
{
    struct fixture f;
    open_start(&f);
    type(&f, "/own apples\r");
    cr_expect(shows(&f, "▌   an-orchard"));
    press(&f, K_ESC);
    cr_expect(
        shows(&f, " Enter open  i with the guide  / find  s without samples  q quit  ? help"));
    type(&f, "/no such thing at all\r");
    cr_expect(shows(&f, "is not here") && shows(&f, "▌   an-orchard"));
    close_map(&f);
}
