/*
 * A map as a YAML file. Reading is strict and says all errors at once; writing changes only the
 * lines of what changed, is read back before it replaces the file, and replaces it as a whole.
 */
#ifndef CJM_STORE_STORE_H
#define CJM_STORE_STORE_H

#include "base/buf.h"
#include "base/diag.h"
#include "model/map.h"
#include "store/file/replace.h"

enum { STORE_MAX_SIZE = 64 * 1024 * 1024 }; /* bytes; the default of --max-size */

/*
 * Reads a map that was initialised with map_begin() and is empty. `path` "-": standard input.
 * On any status but STATUS_OK the messages say why, and the map may only be released.
 */
enum status store_read(struct map *map, const char *path, size_t max_size, struct diags *diags);
/* The same from text; `name` stands for the file in messages. */
enum status store_read_text(
    struct map *map, const char *name, struct slice text, struct diags *diags);

/*
 * Writes the map to `path` if it differs from map->source or the file is not there, and makes the
 * written text map->source. The file is replaced as a whole or not touched. Symbolic links are
 * followed, mode and owner kept. STATUS_SYSTEM with messages where the system refuses; the map
 * stays as it is. `path` "-": standard output.
 */
enum status store_write(struct map *map, const char *path, struct diags *diags);
/* The same, also over a file that is not the map's: "save as". */
enum status store_write_as(struct map *map, const char *path, struct diags *diags);

/* Makes the file of a new map; one that is there, or comes meanwhile, is left alone. */
enum status store_write_new(const struct map *map, const char *path, struct diags *diags);

/* What the file is to have, and so many bytes at its begin and end are as in map->source. */
struct store_change {
    struct slice text;
    size_t same_begin, same_end;
};

/* Told of it. */
struct store_rendering {
    void (*ready)(void *context, const struct store_change *change);
    void *context;
};

/* Makes the text of the map's file, tells of it while map->source is still what it was, and makes
 * it that: store_put() is to follow. `path` is for the message of STATUS_BAD, as of store_text().
 */
enum status store_render(
    struct map *map, const char *path, const struct store_rendering *how, struct diags *diags);
/* Writes a text to a map's file as store_write_as() does; one that has it already is not touched.
 * `written` as in file_replace_map(). */
enum status store_put(const struct file_calls *calls, const struct map_text *map,
    struct stat *written, struct diags *diags);

/*
 * Appends the text of the file: the source with the changes where there is a source, else the
 * canonical form. STATUS_BAD if it can't be read back equal (a defect; nothing is appended).
 */
enum status store_text(const struct map *map, struct buf *out, struct diags *diags);
/* Appends the canonical form: schema order, block form, our quoting, no comments. STATUS_BAD as
 * there. */
enum status store_standard(const struct map *map, struct buf *out, struct diags *diags);
/* The same without reading it back, to compare maps. */
void store_canonical(const struct map *map, struct buf *out);

#endif
