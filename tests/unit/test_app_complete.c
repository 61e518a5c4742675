/* What Tab finds: in each place the words of its table, whatever case and accents. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "app/core/command.h"
#include "app/core/state.h"
#include "app_support.h"
#include "support.h"

static const char map[] =
    "cjm: 1\n"
    "title: A shop\n"
    "personas:\n"
    "  - {id: anna, name: \"Änne Müller\"}\n"
    "  - {id: ben, name: Ben}\n"
    "stages:\n"
    "  - name: Find\n"
    "    touchpoints:\n"
    "      - {name: Éclair, channel: web, pains: [{text: slow, owner: Zoë}, {text: late, owner: "
    "zacharias}]}\n"
    "      - name: Search\n"
    "  - name: Buy\n"
    "    touchpoints: [Checkout]\n";

/* What the prompt that is open is completed to: whole lines, with "|" between. */
static void expect(struct fixture *f, const char *before, const char *want)
{
    struct prompt *prompt = app_prompt(f->app);
    struct completions *found = &prompt->shown;
    struct buf got = BUF_INIT;
    completions_clear(found);
    prompt->complete(prompt->context, slice_of(before), found);
    for (size_t i = 0; i < found->count; i++)
        buf_addf(&got, "%s%.*s%s", i ? "|" : "", (int)found->start, before, found->items[i]);
    cr_expect_str_eq(got.data ? got.data : "", want, "%s: %s", before, got.data);
    buf_release(&got);
}

Test(app_complete, finds_what_a_command_takes)
{
    static const struct {
        const char *before, *want;
    } rows[] = {
        { "EXP", "export " },
        { "wq", "wq" },
        { "ed", "edit|editor" },
        { "export Re.mark", "export Re.markdown" },
        { "export map.md", "export map.md" },
        { "export cs", "export csv " },
        { "export csv map.c", "export csv map.csv" },
        { "export csv Re.c", "export csv Re.csv" },
        { "guide THO", "guide thoughts" },
        { "persona ÄN", "persona Änne Müller" },
        { "persona anne m", "persona Änne Müller" },
        { "set evidence-", "set evidence-marks " },
        { "set mark", "set market " }, /* the map's: the touchpoint has none */
        { "set market b2", "set market b2c|set market b2b" },
        { "set evidence R", "set evidence research" },
        { "set owner zo", "set owner Zoë" },
        { "set owner Z", "set owner Zoë|set owner zacharias" },
        { "set emotion anna 1, be", "set emotion anna 1, ben" },
        { "set emotion mull", "" },
        { "set emotion ann", "set emotion anna" },
        { "pain L", "pain late" },
        { "stage f", "stage Find" },
        { "add ec", "add Éclair" },
        { "find s", "find Search|find slow" },
        { "ｗｑ", "wq" }, /* an input method was left on */
        { "ｓｅｔ　evidence-", "ｓｅｔ　evidence-marks " },
        { "zzz ", "" },
        { "set zzz x", "" },
        { "wq x", "" },
    };
    struct fixture f;
    open_map(&f, map);
    draw(&f, 80, 24);
    type(&f, ":");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        expect(&f, rows[i].before, rows[i].want);
    close_map(&f);
}

Test(app_complete, finds_what_a_prompt_asks_for)
{
    struct fixture f;
    open_map(&f, map);
    draw(&f, 80, 24);
    type(&f, "a");
    expect(&f, "SE", "Search");
    expect(&f, "New one\nche", "New one\nCheckout");
    expect(&f, "Pay @WE", "Pay @web");
    expect(&f, "Pay　＠we", "Pay　＠web"); /* of a full-width keyboard */
    expect(&f, "Pay @app -1 !slow;Ship @pos", "Pay @app -1 !slow;Ship @post");
    expect(&f, "mail@we", "");
    expect(&f, "", "Éclair|Search|Checkout");
    type(&f, "\033/");
    expect(&f, "bu", "Buy");
    type(&f, "\033:");
    app_prompt_cancel(f.app);
    close_map(&f);
}

/* Nothing is offered that needs a map where none is open. */
Test(app_complete, knows_the_start_screen)
{
    struct fixture f;
    open_map(&f, NULL);
    draw(&f, 80, 24);
    type(&f, ":");
    expect(&f, "e", "");
    expect(&f, "ne", "next|new ");
    expect(&f, "name x", "");
    close_map(&f);
}

static void add_file(const struct fixture *f, const char *name)
{
    struct buf path = BUF_INIT;
    buf_addf(&path, "%s/files/%s", f->folder, name);
    test_write(path.data, SLICE(""));
    buf_release(&path);
}

Test(app_complete, finds_files)
{
    static const char *const names[] = { "two words.yaml", "a \"quoted\" 'name'", "Übung.yaml",
        ".hidden", "bad\xFF", "line\nbreak", "blank " };
    struct fixture f;
    struct buf path = BUF_INIT;
    open_map(&f, map);
    setenv("HOME", f.folder, 1);
    buf_addf(&path, "%s/files", f.folder);
    cr_assert_eq(mkdir(path.data, 0700), 0);
    buf_adds(&path, "/folder");
    cr_assert_eq(mkdir(path.data, 0700), 0);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        add_file(&f, names[i]);
    draw(&f, 80, 24);
    type(&f, ":");
    expect(&f, "open ~", "open ~/");
    expect(&f, "open ~/files/",
        "open ~/files/a \"quoted\" 'name'|open ~/files/folder/|open ~/files/two words.yaml|"
        "open ~/files/Übung.yaml");
    cr_expect_eq(app_prompt(f.app)->shown.hidden, strlen("~/files/"));
    expect(&f, "w! ~/files/UB", "w! ~/files/Übung.yaml");
    expect(&f, "e ~/files/.h", "e ~/files/.hidden");
    expect(&f, "open ~/files/two w", "open ~/files/two words.yaml");
    expect(&f, "export ~/files/Übung.y",
        "export ~/files/Übung.yaml|export ~/files/Übung.yml"); /* each once */
    expect(&f, "open ~/nowhere/", "");
    expect(&f, "open ~/files/folder/", "");
    buf_release(&path);
    close_map(&f);
}

Test(app_complete, counts_hundreds)
{
    struct fixture f;
    struct buf name = BUF_INIT, text = BUF_INIT;
    buf_adds(&text, "cjm: 1\ntitle: T\nstages:\n  - name: Find\n    touchpoints:\n");
    for (int i = 0; i < 1200; i++)
        buf_addf(&text, "      - {name: T%d, owner: Owner %d}\n", i, i);
    open_map(&f, text.data);
    for (int i = 0; i < 300; i++) {
        buf_clear(&name);
        buf_addf(&name, "%s/n%d", f.folder, i);
        test_write(name.data, SLICE(""));
    }
    setenv("HOME", f.folder, 1);
    draw(&f, 80, 24);
    type(&f, ":");
    struct prompt *prompt = app_prompt(f.app);
    struct completions *shown = &prompt->shown;
    completions_clear(shown);
    prompt->complete(prompt->context, SLICE("open ~/n"), shown);
    cr_expect_eq(shown->count, 300);
    shown->chosen = 299;
    draw(&f, 40, 12);
    cr_expect(shows(&f, " to 300 of 300") && shows(&f, "n99"));
    completions_clear(shown);
    prompt->complete(prompt->context, SLICE("set owner o"), shown);
    cr_expect_eq(shown->count, 1000);
    shown->chosen = 1000;
    draw(&f, 80, 24);
    cr_expect(shows(&f, "1 to ") && shows(&f, "of more than 1000") && shows(&f, "Owner 0"));
    buf_release(&name);
    buf_release(&text);
    close_map(&f);
}
