#include "export/export.h"

#include <string.h>
#include <strings.h>

const struct export_format *const export_formats[] = {
#define FORMAT(name) &export_##name,
#include "export/table.h"
#undef FORMAT
    NULL
};

static bool ends_so(const struct export_format *format, const char *ending)
{
    for (const char *const *known = format->endings; known && *known; known++)
        if (strcasecmp(*known, ending) == 0)
            return true;
    return false;
}

const struct export_format *export_format_named(const char *name)
{
    const struct export_format *const *format = export_formats;
    while (*format && strcasecmp((*format)->name, name) != 0 && !ends_so(*format, name))
        format++;
    return *format;
}

const struct export_format *export_format_of_path(const char *path)
{
    const char *slash = strrchr(path, '/'), *dot = strrchr(slash ? slash : path, '.');
    const struct export_format *const *format = export_formats;
    while (*format && !(dot && ends_so(*format, dot + 1)))
        format++;
    return *format;
}
