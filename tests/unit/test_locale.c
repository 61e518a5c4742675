#include "base/locale.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/i18n.h"
#include "support.h"

/* A catalogue of one text, in the form that gettext reads. */
static void write_catalogue(const char *path)
{
    static const char heads[] = "Content-Type: text/plain; charset=UTF-8\n";
    enum { ENTRIES = 2, HEAD = 28, TABLES = HEAD + ENTRIES * 16 };
    const struct slice texts[] = { { "", 0 }, { "Stages", 6 }, { heads, sizeof heads - 1 },
        { "Etappen", 7 } };
    struct buf file = BUF_INIT;
    uint32_t head[] = { 0x950412DE, 0, ENTRIES, HEAD, HEAD + ENTRIES * 8, 0, TABLES };
    uint32_t at = TABLES;
    buf_add(&file, head, sizeof head);
    for (size_t i = 0; i < 4; i++) {
        uint32_t entry[] = { (uint32_t)texts[i].len, at };
        buf_add(&file, entry, sizeof entry);
        at += entry[0] + 1;
    }
    for (size_t i = 0; i < 4; i++)
        buf_add(&file, texts[i].data, texts[i].len + 1);
    test_write(path, buf_slice(&file));
    buf_release(&file);
}

Test(locale, language_of_texts)
{
#if defined(ENABLE_NLS) && ENABLE_NLS
    char *folder = test_folder();
    struct buf path = BUF_INIT;
    static const char *const below[] = { "/de_AT", "/LC_MESSAGES", "/trial.mo" };
    buf_adds(&path, folder);
    for (size_t i = 0; i < 3; i++) {
        buf_adds(&path, below[i]);
        if (i < 2)
            cr_assert_eq(mkdir(path.data, 0700), 0);
    }
    write_catalogue(path.data);
    bindtextdomain("trial", folder);
    bind_textdomain_codeset("trial", "UTF-8");
    textdomain("trial");
    cr_expect_str_eq(_("Stages"), "Stages");
    cr_expect(locale_use_language("de-AT"));
    cr_expect_str_eq(_("Stages"), "Etappen");
    cr_expect(locale_use_language("en"));
    cr_expect_str_eq(_("Stages"), "Stages");
    buf_release(&path);
    test_remove_folder(folder);
#endif
    static const char *const wrong[] = { "", "../x", "de:el", "1", "-", "a/b", "d e",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        cr_expect_not(locale_use_language(wrong[i]), "%s", wrong[i]);
}
