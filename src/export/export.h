/* Formats that a map can be written as: a file each, and a row in export/table.h. */
#ifndef CJM_EXPORT_EXPORT_H
#define CJM_EXPORT_EXPORT_H

#include "export/format/format.h"
#include "store/file/replace.h"

#define FORMAT(name) extern const struct export_format export_##name;
#include "export/table.h"
#undef FORMAT

/* All of them; ends in NULL. */
extern const struct export_format *const export_formats[];
/* Appends what the option --what of csv may name. */
void csv_add_contents(struct buf *out);
/* Appends the JSON Schema of what the format json writes. */
void export_schema(struct buf *out);
/* Has it that option? */
bool export_takes(const struct export_format *format, const char *option);
/* The format that writes it to `path`: slides in a PDF or a PNG are that, in the size that this
 * puts into the options. */
const struct export_format *export_format_into(
    const struct export_format *format, const char *path, struct export_options *options);
/* Appends the map by the format, with headings in the language that the options or the map say. */
enum status export_write(const struct export_format *format, const struct map *map,
    const struct export_options *options, struct buf *out, struct diags *diags);
/* The text of one of the files, from 0 on. */
struct slice export_page(const struct export_pages *pages, const struct buf *text, size_t page);
/* Files as they are made: `output`, and "NAME-2.svg" and so on beside it. */
struct export_files {
    const char *output;
    struct diags *diags;
    struct file_batch *batch; /* NULL: there is one file at most */
    size_t count;
};

/* What export_pages wants, with an export_files as context. */
enum status export_files_take(void *context, struct slice page);
/* Gives all their places as file_replace() does, with the last one; or leaves nothing of them. */
enum status export_files_end(struct export_files *files, struct slice last);
void export_files_drop(struct export_files *files);
/* The same of all of them at once. */
enum status export_write_files(const struct export_pages *pages, const struct buf *text,
    const char *output, struct diags *diags);
/* The format of that name or ending or, with `path`, of its longest ending; NULL if there is none.
 */
const struct export_format *export_format_named(const char *name);
const struct export_format *export_format_of_path(const char *path);

#endif
