#ifdef HAVE_CONFIG_H
#include <config.h>
#endif

#include "store/store.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "store/build.h"
#include "store/load.h"
#include "store/source.h"

/* --- reading --- */

/* The text becomes the map's. */
static enum status read_owned(
    struct map *map, const char *name, char *text, size_t len, struct diags *diags)
{
    struct source source;
    map->source = text;
    map->source_len = len;
    map->source_revision = map->revision;
    if (len >= UINT32_MAX) {
        diags_add(diags, name, 0, 0, _("is larger than 4 GiB; split the map"));
        return STATUS_BAD;
    }
    source_init(&source, name, (struct slice){ text, len }, diags);
    return build_map(map, &source) ? STATUS_OK : STATUS_BAD;
}

enum status store_read_text(
    struct map *map, const char *name, struct slice text, struct diags *diags)
{
    char *copy = mem_alloc(text.len + 1);
    if (text.len)
        memcpy(copy, text.data, text.len);
    copy[text.len] = '\0';
    return read_owned(map, name, copy, text.len, diags);
}

enum status store_read(struct map *map, const char *path, size_t max_size, struct diags *diags)
{
    char *text;
    size_t len;
    enum status status = file_load(path, max_size, &text, &len, diags);
    const char *name = strcmp(path, "-") == 0 ? _("standard input") : path;
    return status ? status : read_owned(map, name, text, len, diags);
}
