#include "base/user.h"

#include <criterion/criterion.h>

Test(user, has_a_name_that_can_be_shown)
{
    static const struct {
        const char *login, *logname, *name;
    } rows[] = {
        { "anna", "ben", "anna" },
        { "\xd0\x90\xd0\xbd\xd0\xbd\xd0\xb0", NULL, "\xd0\x90\xd0\xbd\xd0\xbd\xd0\xb0" },
        { NULL, "ben", "ben" },
        { "", "ben", "ben" },
        { "an\033[2Jna", "ben", "ben" },
        { "an\xff", "b\te\tn", "uid7" },
        { "a b", NULL, "uid7" },
        { "abcdefghijklmnopqrstuvwxyzabcdefg", "a\n", "uid7" },
        { NULL, NULL, "uid7" },
    };
    struct buf name = BUF_INIT;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        buf_clear(&name);
        user_name_from(rows[i].login, rows[i].logname, 7, &name);
        cr_expect_str_eq(name.data, rows[i].name, "row %zu: %s", i, name.data);
    }
    buf_clear(&name);
    user_name(&name);
    cr_expect(name.len > 0);
    buf_release(&name);
}
