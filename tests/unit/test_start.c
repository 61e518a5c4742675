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

/* From the top to the row of a text. */
static void go_to(struct fixture *f, const char *row)
{
    struct buf wanted = BUF_INIT;
    buf_addf(&wanted, "▌%s", row);
    press(f, K_HOME);
    for (int i = 0; i < 60 && !shows(f, wanted.data); i++)
        press(f, K_DOWN);
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
        "2 questions in the stages", "3 samples are left out; s keeps them" };
    static const char *const beside[] = { "1 Gate: Get in", "2 Trees", "3 samples are left out" };
    struct fixture f;
    open_start(&f);
    press(&f, K_RIGHT);
    cr_expect(shows(&f, "▌" TEMPLATE_DEFAULT), "the usual template is the first");
    press(&f, K_LEFT);
    cr_expect(shows(&f, "▌New map, with the guide ..."));
    go_to(&f, "an-orchard");
    for (size_t i = 0; i < sizeof under / sizeof *under; i++)
        cr_expect(shows(&f, under[i]), "no %s", under[i]);
    type(&f, "s");
    cr_expect(shows(&f, "3 samples are kept; s leaves them out"));
    type(&f, "s");
    draw(&f, 200, 50);
    for (size_t i = 0; i < sizeof beside / sizeof *beside; i++)
        cr_expect(shows(&f, beside[i]), "no %s", beside[i]);
    draw(&f, 40, 12);
    cr_expect(shows(&f, "▌an-orchard") && shows(&f, "s keeps them"));
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
    type(&f, "\r");
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

Test(start, keeps_samples_if_asked_and_is_not_stopped_by_a_broken_template)
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
    type(&f, "s\r");
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
    } rows[] = { { "New map, with the guide ...", "\r", true, false },
        { "New map ...", "\r", false, false }, { "New map ...", "i", true, false },
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
        cr_expect_eq(shows(&f, "Step 1 of "), rows[i].guided, "row %zu", i);
        cr_expect_eq(shows(&f, "Gate"), rows[i].stages, "row %zu", i);
        buf_release(&text);
        close_map(&f);
    }
}

/* The help is there without a map, too; what its keys do in a map is refused. */
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
            cr_expect(
                !app_prompt(f.app) || list.items[n]->keys[k] == ':', "%s", list.items[n]->help);
            close_map(&f);
        }
    command_list_release(&list);
}
