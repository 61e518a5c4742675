#include "base/locale/locale.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/i18n.h"
#include "support.h"

/* A catalogue of one text, in the form that gettext reads. */
static void write_texts(const char *path, struct slice heads, struct slice text, struct slice other)
{
    enum { ENTRIES = 2, HEAD = 28, TABLES = HEAD + ENTRIES * 16 };
    const struct slice texts[] = { { "", 0 }, text, heads, other };
    struct buf file = BUF_INIT;
    uint32_t head[] = { 0x950412DE, 0, ENTRIES, HEAD, HEAD + ENTRIES * 8, 0, TABLES };
    uint32_t at = TABLES;
    buf_add(&file, head, sizeof head);
    for (size_t i = 0; i < 4; i++) {
        uint32_t entry[] = { (uint32_t)texts[i].len, at };
        buf_add(&file, entry, sizeof entry);
        at += entry[0] + 1;
    }
    for (size_t i = 0; i < 4; i++) {
        buf_add_slice(&file, texts[i]);
        buf_add_char(&file, '\0');
    }
    test_write(path, buf_slice(&file));
    buf_release(&file);
}

static void write_catalogue(const char *path)
{
    write_texts(path, SLICE("Content-Type: text/plain; charset=UTF-8\n"), SLICE("Stages"),
        SLICE("Etappen"));
}

/* In a folder of that name below one of catalogues. */
static void add_language(const char *folder, const char *language, struct buf *path)
{
    buf_clear(path);
    buf_addf(path, "%s/%s", folder, language);
    cr_assert_eq(mkdir(path->data, 0700), 0);
    buf_adds(path, "/LC_MESSAGES");
    cr_assert_eq(mkdir(path->data, 0700), 0);
    buf_adds(path, "/" PACKAGE ".mo");
    write_catalogue(path->data);
}

Test(locale, language_of_texts)
{
    struct buf path = BUF_INIT;
    char *folder = test_folder();
    add_language(folder, "de_AT", &path);
    i18n_set_folder(folder);
    cr_expect_str_eq(_("Stages"), "Stages");
    static const char *const names[] = { "de-AT", "de_AT.UTF-8", "de_at@euro", "DE-AT" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const struct catalogue *german = i18n_find(names[i]);
        cr_expect_null(i18n_use(german));
        cr_expect_str_eq(_("Stages"), "Etappen", "%s", names[i]);
        cr_expect_str_eq(_("Pains"), "Pains");
        cr_expect_eq(i18n_use(NULL), german);
        cr_expect_str_eq(_("Stages"), "Stages");
    }
    cr_expect_null(i18n_find("de")); /* what one country has is not for all */
    cr_expect_null(i18n_find("en"));
    cr_expect_null(i18n_find("../de_AT"));
    cr_expect_eq(i18n_next(NULL), i18n_find("de_AT"));
    cr_expect_null(i18n_next(i18n_find("de_AT")));
    buf_release(&path);
    test_remove_folder(folder);
}

/* The environment, whichever locales the system has. */
Test(locale, language_of_the_user)
{
    struct buf path = BUF_INIT;
    char *folder = test_folder();
    add_language(folder, "de_AT", &path);
    i18n_set_folder(folder);
    static const struct {
        const char *language, *all, *messages, *lang, *text;
    } cases[] = {
        { "", "", "", "de_AT.UTF-8", "Etappen" },
        { "", "", "de_AT", "fr_FR.UTF-8", "Etappen" },
        { "de_AT", "C.UTF-8", "", "", "Etappen" },
        { "fr:de_AT", "", "", "el_GR.UTF-8", "Etappen" },
        { "en_GB:de_AT", "", "", "el_GR.UTF-8", "Stages" },
        { "de_AT", "C", "", "de_AT.UTF-8", "Stages" },
        { "de_AT", "", "", "", "Stages" },
        { "", "POSIX", "de_AT", "", "Stages" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        setenv("LANGUAGE", cases[i].language, 1);
        setenv("LC_ALL", cases[i].all, 1);
        setenv("LC_MESSAGES", cases[i].messages, 1);
        setenv("LANG", cases[i].lang, 1);
        i18n_use(NULL);
        locale_use_language();
        cr_expect_str_eq(_("Stages"), cases[i].text, "case %zu", i);
    }
    buf_release(&path);
    test_remove_folder(folder);
}

/* Whatever byte is wrong or missing, nothing outside of the file is read. */
Test(locale, damaged_catalogue)
{
    struct buf path = BUF_INIT, whole = BUF_INIT;
    char *folder = test_folder();
    add_language(folder, "de_AT", &path);
    test_read(path.data, &whole);
    i18n_set_folder(folder);
    for (size_t i = 0; i < 2 * whole.len; i++) {
        char language[] = { 'x', (char)('a' + i / 26 % 26), (char)('a' + i % 26), '\0' };
        struct buf damaged = BUF_INIT;
        size_t at = i / 2;
        buf_add_slice(&damaged, buf_slice(&whole));
        damaged.data[at] = (char)~damaged.data[at];
        add_language(folder, language, &path);
        test_write(path.data, i % 2 ? buf_slice(&damaged) : (struct slice){ whole.data, at });
        i18n_use(i18n_find(language));
        cr_expect(*_("Stages"));
        cr_expect(*_n("%d stage", "%d stages", 2));
        i18n_use(NULL);
        buf_release(&damaged);
    }
    buf_release(&whole);
    buf_release(&path);
    test_remove_folder(folder);
}

/* The form of a text for that number by a formula, "0" or "1" or ...; a catalogue of its own each.
 */
static char form_of(const char *folder, const char *formula, unsigned long n)
{
    static int number;
    struct buf path = BUF_INIT, heads = BUF_INIT;
    char language[] = { 'q', (char)('a' + number / 26), (char)('a' + number % 26), '\0' };
    number++;
    buf_addf(&heads, "Plural-Forms: nplurals=9; plural=%s\n", formula);
    add_language(folder, language, &path);
    static const char forms[] = "0\0"
                                "1\0"
                                "2\0"
                                "3\0"
                                "4\0"
                                "5\0"
                                "6\0"
                                "7\0"
                                "8";
    write_texts(path.data, buf_slice(&heads), SLICE("%d stage\0%d stages"), SLICE(forms));
    i18n_use(i18n_find(language));
    char form = *_n("%d stage", "%d stages", n);
    i18n_use(NULL);
    buf_release(&path);
    buf_release(&heads);
    return form;
}

Test(locale, plural_forms)
{
    static const char polish[] =
        "(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);";
    char *folder = test_folder(), deep[10000];
    static const struct {
        const char *formula;
        unsigned long n;
        char form;
    } cases[] = { { "(n != 1);", 1, '0' }, { "(n != 1);", 0, '1' }, { "n>1;", 1, '0' },
        { "0;", 7, '0' }, { polish, 1, '0' }, { polish, 22, '1' }, { polish, 12, '2' },
        { polish, 5, '2' }, { "n - 1 - 1", 5, '3' }, { "2 + n * 2", 3, '8' },
        { "!(n == 0)", 0, '0' }, { "n % 0", 3, '0' }, { "n % (", 3, '0' }, { "system(n)", 3, '0' },
        { "", 3, '0' }, { "n + 9", 3, '%' } };
    i18n_set_folder(folder);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        cr_expect_eq(form_of(folder, cases[i].formula, cases[i].n), cases[i].form, "%s, %lu",
            cases[i].formula, cases[i].n);
    memset(deep, '(', sizeof deep - 1);
    deep[sizeof deep - 1] = '\0';
    cr_expect_eq(form_of(folder, deep, 1), '0');
    test_remove_folder(folder);
}
