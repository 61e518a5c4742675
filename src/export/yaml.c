/* The map itself, in its canonical form. */
#include "base/i18n.h"
#include "export/export.h"
#include "store/store.h"

static enum status write_yaml(const struct map *map, const struct export_options *options,
    struct buf *out, struct diags *diags)
{
    (void)options;
    return store_standard(map, out, diags);
}

const struct export_format export_yaml = {
    .name = "yaml",
    .endings = (const char *const[]){ "yaml", "yml", NULL },
    .help = N_("the map file itself, in its standard layout"),
    .write = write_yaml,
};
