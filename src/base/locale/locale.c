#include "base/locale/locale.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/mem.h"

static bool names_utf8(const char *name)
{
    for (; *name; name++)
        if (!strncasecmp(name, "utf-8", 5) || !strncasecmp(name, "utf8", 4))
            return true;
    return false;
}

/* What the environment asks for, also where the system has no such locale. */
static const char *wanted_locale(const char *category)
{
    const char *const names[] = { "LC_ALL", category, "LANG" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        if (value && *value)
            return value;
    }
    return "";
}

/* Sets characters to the first of some locales of all languages that the system has. */
static void use_any_utf8(void)
{
    static const char *const names[] = { "C.UTF-8", "C.utf8", "en_US.UTF-8", "UTF-8" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (setlocale(LC_CTYPE, names[i]))
            return;
}

bool locale_is_english(const char *language)
{
    return strncasecmp(language, "en", 2) == 0 && !is_ascii_letter(language[2]);
}

bool locale_setup(void)
{
    bool found = setlocale(LC_CTYPE, "") != NULL;
    setlocale(LC_MESSAGES, ""); /* what the system says of errors */
    if (found && names_utf8(nl_langinfo(CODESET)))
        return true;
    use_any_utf8();
    return !found && names_utf8(wanted_locale("LC_CTYPE"));
}

void locale_use_language(void)
{
    const char *locale = wanted_locale("LC_MESSAGES"), *list = getenv("LANGUAGE");
    const struct catalogue *found = NULL;
    if (!*locale || strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0)
        return;
    struct slice rest = slice_of(list && *list ? list : locale);
    while (!found && rest.len) {
        struct slice end = { memchr(rest.data, ':', rest.len), 0 };
        struct slice name = { rest.data, end.data ? (size_t)(end.data - rest.data) : rest.len };
        char *language = mem_copy_slice(name);
        rest = slice_from(rest, name.len + (end.data != NULL));
        found = i18n_find(language);
        if (locale_is_english(language))
            rest.len = 0;
        free(language);
    }
    i18n_use(found);
}
