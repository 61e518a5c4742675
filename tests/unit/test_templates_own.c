#include <criterion/criterion.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/template.h"
#include "support.h"
#include "unit/store_support.h"

/* What lies in the user's folder for templates comes before the built-in ones, whatever it is. */

/* The messages of a template that is not read. */
static void read_broken(const char *name, enum status wanted, struct buf *messages)
{
    struct diags diags = DIAGS_INIT;
    struct map map;
    map_begin(&map);
    enum status status = template_read(&map, slice_of(name), &diags);
    map_release(&map);
    buf_clear(messages);
    take_messages(&diags, messages);
    cr_assert_eq(status, wanted, "%s: %d %s", name, status, messages->data);
}

struct folder {
    char *top;
    struct buf templates, messages;
};

/* Where $XDG_DATA_HOME says, or in the home folder without it. */
static void make_folder(struct folder *folder, bool in_home)
{
    static const char *const parts[] = { "", "/.local", "/.local/share", "/.local/share/cjm-tui",
        "/.local/share/cjm-tui/templates" };
    struct buf path = BUF_INIT;
    *folder = (struct folder){ test_folder(), BUF_INIT, BUF_INIT };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        buf_clear(&path);
        buf_addf(&path, "%s%s", folder->top, parts[i]);
        mkdir(path.data, 0700);
    }
    buf_add_slice(&folder->templates, buf_slice(&path));
    buf_clear(&path);
    buf_addf(&path, "%s/.local/share", folder->top);
    setenv("HOME", in_home ? folder->top : "/nowhere", 1);
    setenv("XDG_DATA_HOME", in_home ? "" : path.data, 1);
    buf_release(&path);
}

static void remove_folder(struct folder *folder)
{
    test_remove_folder(folder->top);
    buf_release(&folder->templates);
    buf_release(&folder->messages);
}

static void add_file(struct folder *folder, const char *file, const char *text)
{
    struct buf path = BUF_INIT;
    buf_addf(&path, "%s/%s", folder->templates.data, file);
    test_write(path.data, slice_of(text));
    buf_release(&path);
}

static bool is_listed(const struct template_list *list, const char *name)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->entries[i].name, name) == 0)
            return true;
    return false;
}

Test(own_templates, of_the_user_come_first_and_may_ask_in_greek)
{
    struct folder folder;
    struct map map;
    make_folder(&folder, false);
    add_file(&folder, "kafeneio.yaml",
        "cjm: 1\n"
        "title: Το καφενείο\n"
        "about: Ένας καφές στη γωνία\n"
        "kind: current\n"
        "stages:\n"
        "  - name: Παραγγελία\n"
        "    ask: [Τι ρωτούν πρώτα;]\n"
        "guide:\n"
        "  - step: frame\n"
        "    name: Πλαίσιο\n"
        "    questions:\n"
        "      - {text: Πώς λέγεται το ταξίδι;, for: map.title, needed: true}\n");
    add_file(&folder, "retail.yaml", "cjm: 1\ntitle: Our shops\nkind: future\n");
    read_template(&map, "kafeneio");
    template_apply(&map, SLICE("Καφές"), false);
    const struct node *step = node_child(map.root, MAP_GUIDE, 0);
    const struct node *question = node_child(step, STEP_QUESTIONS, 0);
    cr_expect(slice_is(node_get(question, QUESTION_TEXT), "Πώς λέγεται το ταξίδι;"));
    expect_round_trip(&map, "kafeneio");
    map_release(&map);

    read_template(&map, "retail");
    cr_expect(slice_is(node_get(map.root, MAP_TITLE), "Our shops"));
    map_release(&map);
    struct template_list list;
    templates_find(&list, NULL);
    size_t with_own = list.count;
    templates_release(&list);
    setenv("XDG_DATA_HOME", "/nowhere", 1);
    templates_find(&list, NULL);
    cr_expect_eq(with_own, list.count + 1);
    templates_release(&list);
    remove_folder(&folder);
}

Test(own_templates, that_are_broken_are_reported_and_the_others_still_work)
{
    struct folder folder;
    struct map map;
    struct buf wanted = BUF_INIT;
    make_folder(&folder, true);
    add_file(&folder, "good.yaml", "cjm: 1\ntitle: Good\n");
    add_file(&folder, "retail.yaml", "cjm: 1\ntitle: Ours\nkind: sideways\n");
    buf_addf(&wanted, "%s/retail.yaml:3:", folder.templates.data);
    read_broken("retail", STATUS_BAD, &folder.messages);
    cr_expect(strstr(folder.messages.data, wanted.data), "%s", folder.messages.data);
    map_begin(&map);
    struct diags diags = DIAGS_INIT;
    cr_expect_eq(template_read_built_in(&map, SLICE("retail"), &diags), STATUS_OK);
    map_release(&map);
    read_template(&map, "good");
    map_release(&map);
    read_template(&map, "guide");
    map_release(&map);

    for (int i = 0; i < 60000; i++)
        buf_adds(&wanted, "# twenty bytes a line\n");
    add_file(&folder, "huge.yaml", wanted.data);
    read_broken("huge", STATUS_BAD, &folder.messages);
    cr_expect(strstr(folder.messages.data, "is larger than 1024 KiB"), "%s", folder.messages.data);
    buf_release(&wanted);
    remove_folder(&folder);
}

Test(own_templates, that_are_no_files_do_not_keep_anybody_waiting)
{
    static const char *const names[] = { "folder", "pipe", "loop", "dangling" };
    struct folder folder;
    make_folder(&folder, true);
    cr_assert_eq(chdir(folder.templates.data), 0);
    cr_assert_eq(mkdir("folder.yaml", 0700), 0);
    cr_assert_eq(mkfifo("pipe.yaml", 0600), 0);
    cr_assert_eq(symlink("loop.yaml", "loop.yaml"), 0);
    cr_assert_eq(symlink("nothing", "dangling.yaml"), 0);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        read_broken(names[i], i < 2 ? STATUS_BAD : STATUS_SYSTEM, &folder.messages);
        const char *wanted = i < 2 ? "a template is a YAML file" : names[i];
        cr_expect(strstr(folder.messages.data, wanted), "%s", folder.messages.data);
    }
    cr_assert_eq(chdir("/"), 0);
    remove_folder(&folder);
}

Test(own_templates, with_other_names_are_left_out_with_a_word)
{
    static const char *const named[] = { "two words.yaml", "Shop.yaml", "a.b.yaml", "bell\a.yaml",
        "καφές.yaml", "shop.yml",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.yaml" };
    static const char *const silent[] = { "README", "shop.yaml~", ".shop.yaml", ".yaml" };
    struct folder folder;
    struct template_list list;
    struct diags diags = DIAGS_INIT;
    make_folder(&folder, true);
    for (size_t i = 0; i < sizeof named / sizeof *named; i++)
        add_file(&folder, named[i], "cjm: 1\ntitle: T\n");
    for (size_t i = 0; i < sizeof silent / sizeof *silent; i++)
        add_file(&folder, silent[i], "cjm: 1\ntitle: T\n");
    add_file(&folder, "b2b-2.yaml", "cjm: 1\ntitle: T\n");
    templates_find(&list, &diags);
    cr_expect_eq(diags.count, sizeof named / sizeof *named);
    take_messages(&diags, &folder.messages);
    cr_expect_null(strchr(folder.messages.data, '\a'));
    cr_expect(is_listed(&list, "b2b-2"));
    cr_expect_not(is_listed(&list, "shop") || is_listed(&list, "Shop") || is_listed(&list, "a.b"));
    templates_release(&list);
    remove_folder(&folder);
}

Test(own_templates, in_a_folder_that_cannot_be_read_are_told_of)
{
    struct folder folder;
    struct template_list list;
    struct diags diags = DIAGS_INIT;
    make_folder(&folder, true);
    cr_assert_eq(rmdir(folder.templates.data), 0);
    templates_find(&list, &diags);
    cr_expect_eq(diags.count, 0, "no folder is nobody's mistake");
    templates_release(&list);
    test_write(folder.templates.data, SLICE("a file"));
    templates_find(&list, &diags);
    cr_expect_eq(diags.count, 1);
    cr_expect(list.count);
    take_messages(&diags, &folder.messages);
    cr_expect(strstr(folder.messages.data, folder.templates.data), "%s", folder.messages.data);
    templates_release(&list);
    remove_folder(&folder);
}

Test(own_templates, are_looked_for_where_xdg_says)
{
    static const struct {
        const char *data, *home;
        bool found;
    } rows[] = { { "%", "/nowhere", true }, { "/nowhere", "%", false }, { NULL, NULL, false },
        { "", "", false }, { "share", "/nowhere", false }, { NULL, "..", false } };
    struct folder folder;
    struct buf data = BUF_INIT;
    struct template_list list;
    make_folder(&folder, false);
    add_file(&folder, "mine.yaml", "cjm: 1\ntitle: Mine\n");
    buf_adds(&data, getenv("XDG_DATA_HOME"));
    cr_assert_eq(chdir(folder.templates.data), 0);
    cr_assert_eq(chdir("../../.."), 0); /* where "share" and "../.local/share" are */
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *const values[] = { rows[i].data, rows[i].home };
        static const char *const names[] = { "XDG_DATA_HOME", "HOME" };
        for (int v = 0; v < 2; v++) {
            unsetenv(names[v]);
            if (values[v])
                setenv(names[v], strcmp(values[v], "%") == 0 ? data.data : values[v], 1);
        }
        templates_find(&list, NULL);
        cr_expect_eq(is_listed(&list, "mine"), rows[i].found, "row %zu", i);
        templates_release(&list);
    }
    buf_release(&data);
    cr_assert_eq(chdir("/"), 0);
    remove_folder(&folder);
}

Test(own_templates, unknown_are_answered_with_the_nearest)
{
    static const struct {
        const char *typed, *nearest;
    } rows[] = { { "retial", "nearest: retail" }, { "five", "nearest: five-stages" },
        { "stages", "nearest: five-stages" }, { "seven_stages", "nearest: seven-stages" },
        { "qqqqqqqq", "'qqqqqqqq'; \"cjm-tui templates\"" }, { "", "''; \"cjm-tui templates\"" },
        { "../templates/retail", "'; \"cjm-tui templates\"" },
        { "retail.yaml", "nearest: retail" } };
    struct buf messages = BUF_INIT;
    setenv("XDG_DATA_HOME", "/nowhere", 1);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        read_broken(rows[i].typed, STATUS_BAD, &messages);
        cr_expect(strstr(messages.data, rows[i].nearest), "%s: %s", rows[i].typed, messages.data);
        cr_expect(strstr(messages.data, "lists all"));
    }
    buf_release(&messages);
}
