#include "session/recent.h"

#include <criterion/criterion.h>
#include <stdlib.h>

#include "support.h"

static void add_path(struct buf *out, const char *folder, const char *name)
{
    buf_clear(out);
    buf_addf(out, "%s/%s", folder, name);
}

Test(recent, keeps_the_newest_first_in_the_state_folder)
{
    char *made = test_folder(), *folder = realpath(made, NULL);
    struct buf path = BUF_INIT, wanted = BUF_INIT, found = BUF_INIT;
    add_path(&path, folder, "state/deep");
    setenv("XDG_STATE_HOME", path.data, 1);
    recent_read(&found);
    cr_assert_eq(found.len, 0);

    static const char *const opened[] = { "a.yaml", "b.yaml", "c.yaml", "b.yaml", "b.yaml" };
    for (size_t i = 0; i < sizeof opened / sizeof *opened; i++) {
        add_path(&path, folder, opened[i]);
        test_write(path.data, SLICE("cjm: 1\n"));
        recent_add(path.data);
    }
    add_path(&path, folder, "none.yaml");
    recent_add(path.data);
    recent_add("-");

    buf_addf(&wanted, "%s/b.yaml\n%s/c.yaml\n%s/a.yaml\n", folder, folder, folder);
    recent_read(&found);
    cr_assert_str_eq(found.data, wanted.data);
    add_path(&path, folder, "state/deep/cjm-tui/recent");
    buf_clear(&found);
    test_read(path.data, &found);
    cr_assert_str_eq(found.data, wanted.data);

    buf_release(&path);
    buf_release(&wanted);
    buf_release(&found);
    free(folder);
    test_remove_folder(made);
}

static void expect_look(const char *path, const char *wanted)
{
    struct buf word = BUF_INIT;
    look_read(path, &word);
    cr_expect(slice_is(buf_slice(&word), wanted), "%s: %s", path, word.data);
    buf_release(&word);
}

Test(recent, keeps_how_each_map_is_looked_at)
{
    char *made = test_folder(), *folder = realpath(made, NULL);
    struct buf a = BUF_INIT, b = BUF_INIT, list = BUF_INIT;
    setenv("XDG_STATE_HOME", folder, 1);
    add_path(&a, folder, "a map.yaml");
    add_path(&b, folder, "map.yaml");
    test_write(a.data, SLICE("cjm: 1\n"));
    test_write(b.data, SLICE("cjm: 1\n"));
    expect_look(a.data, "");
    look_note(a.data, "focus");
    look_note(b.data, "3");
    look_note(a.data, "overview");
    expect_look(a.data, "overview");
    expect_look(b.data, "3");
    look_note(a.data, "");
    expect_look(a.data, "");
    expect_look(b.data, "3");
    recent_read(&list);
    cr_expect_eq(list.len, 0, "the list of recent maps is another file");
    buf_release(&a);
    buf_release(&b);
    buf_release(&list);
    free(folder);
    test_remove_folder(made);
}
