#include "base/locale.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/slice.h"

static bool names_utf8(const char *name)
{
    for (; *name; name++)
        if (!strncasecmp(name, "utf-8", 5) || !strncasecmp(name, "utf8", 4))
            return true;
    return false;
}

/* What the environment asks for, also where the system has no such locale. */
static const char *wanted_locale(void)
{
    static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        if (value && *value)
            return value;
    }
    return "";
}

/* Sets a category to the first of some locales of all languages that the system has. */
static void use_any_utf8(int category)
{
    static const char *const names[] = { "C.UTF-8", "C.utf8", "en_US.UTF-8", "UTF-8" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (setlocale(category, names[i]))
            return;
}

bool locale_setup(void)
{
    bool found = setlocale(LC_CTYPE, "") != NULL;
    setlocale(LC_MESSAGES, "");
    if (found && names_utf8(nl_langinfo(CODESET)))
        return true;
    use_any_utf8(LC_CTYPE);
    return !found && names_utf8(wanted_locale());
}

bool locale_use_language(const char *language)
{
    enum { NAME_MAX_LENGTH = 30 };
    char name[NAME_MAX_LENGTH + 1] = "";
    size_t len = strlen(language);
    if (!len || len > NAME_MAX_LENGTH)
        return false;
    for (size_t i = 0; i < len; i++) {
        char c = language[i] == '-' ? '_' : language[i];
        if (!is_ascii_letter(c) && !(i && (c == '_' || c == '@' || is_digit(c))))
            return false;
        name[i] = c;
    }
    setenv("LANGUAGE", name, 1);
    const char *messages = setlocale(LC_MESSAGES, NULL);
    if (!messages || strcmp(messages, "C") == 0 || strcmp(messages, "POSIX") == 0)
        use_any_utf8(LC_MESSAGES); /* with "C" nothing is translated at all */
#if defined(ENABLE_NLS) && ENABLE_NLS
    textdomain(textdomain(NULL)); /* what was translated before is looked up anew */
#endif
    return true;
}
