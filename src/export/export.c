#include <config.h>

#include "export/export.h"

#include <strings.h>

#include "base/i18n.h"
#include "export/markdown.h"
#include "store/store.h"

static enum status write_yaml(const struct map *map, const struct export_options *options,
    struct buf *out, struct diags *diags)
{
    (void)options;
    (void)diags;
    store_canonical(map, out);
    return STATUS_OK;
}

static const char *const markdown_endings[] = { "md", "markdown", NULL };
static const char *const no_endings[] = { NULL };
static const char *const yaml_endings[] = { "yaml", "yml", NULL };

const struct export_format export_formats[] = {
    { "markdown", markdown_endings, N_("Markdown for wikis"), markdown_write },
    { "persona", no_endings, N_("sheets of the personas, as Markdown"), persona_write },
    { "protocol", no_endings, N_("who changed what and when, as Markdown"), protocol_write },
    { "yaml", yaml_endings, N_("the map itself, in its canonical form"), write_yaml },
    { NULL, NULL, NULL, NULL },
};

static bool ends_so(const struct export_format *format, const char *ending)
{
    for (const char *const *known = format->endings; *known; known++)
        if (strcasecmp(*known, ending) == 0)
            return true;
    return false;
}

const struct export_format *export_format_named(const char *name)
{
    for (const struct export_format *format = export_formats; format->name; format++)
        if (strcasecmp(format->name, name) == 0 || ends_so(format, name))
            return format;
    return NULL;
}

const struct export_format *export_format_of_path(const char *path)
{
    const char *slash = strrchr(path, '/'), *dot = strrchr(slash ? slash : path, '.');
    for (const struct export_format *format = export_formats; dot && format->name; format++)
        if (ends_so(format, dot + 1))
            return format;
    return NULL;
}
