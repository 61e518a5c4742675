#include "export/export.h"

#include <string.h>
#include <strings.h>

#include "base/mem.h"

const struct export_format *const export_formats[] = {
#define FORMAT(name) &export_##name,
#include "export/table.h"
#undef FORMAT
    NULL
};

static bool is_among(const char *const *words, const char *word)
{
    while (words && *words && strcasecmp(*words, word) != 0)
        words++;
    return words && *words;
}

bool export_takes(const struct export_format *format, const char *option)
{
    return is_among(format->takes, option);
}

void export_end_page(const struct export_options *options, const struct buf *out)
{
    struct export_pages *pages = options->pages;
    if (!pages)
        return;
    MEM_GROW(pages->ends, pages->count + 1, pages->cap);
    pages->ends[pages->count++] = out->len;
}

const struct export_format *export_format_named(const char *name)
{
    const struct export_format *const *format = export_formats;
    while (*format && strcasecmp((*format)->name, name) != 0 && !is_among((*format)->endings, name))
        format++;
    return *format;
}

const struct export_format *export_format_of_path(const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    for (const char *dot = strchr(name, '.'); dot; name = dot + 1, dot = strchr(name, '.'))
        for (const struct export_format *const *format = export_formats; *format; format++)
            if (is_among((*format)->endings, name) || is_among((*format)->endings, dot + 1))
                return *format;
    return NULL;
}
