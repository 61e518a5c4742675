#include "base/locale.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

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

bool locale_setup(void)
{
    static const char *const fallbacks[] = { "C.UTF-8", "C.utf8", "en_US.UTF-8", "UTF-8" };
    bool found = setlocale(LC_CTYPE, "") != NULL;
    setlocale(LC_MESSAGES, "");
    if (found && names_utf8(nl_langinfo(CODESET)))
        return true;
    for (size_t i = 0; i < sizeof fallbacks / sizeof *fallbacks; i++)
        if (setlocale(LC_CTYPE, fallbacks[i]))
            break;
    return !found && names_utf8(wanted_locale());
}
