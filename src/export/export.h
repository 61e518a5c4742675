/* Formats that a map can be written as: a file each, and a row in export/table.h. */
#ifndef CJM_EXPORT_EXPORT_H
#define CJM_EXPORT_EXPORT_H

#include "base/buf.h"
#include "base/diag.h"
#include "insight/history.h"
#include "insight/merge/merge.h"
#include "model/map.h"

enum layout { LAYOUT_TABLE, LAYOUT_LIST };

/* Where each file but the last ends in what was written, of a format that makes several. */
struct export_pages {
    size_t *ends;
    size_t count, cap;
};

struct export_options {
    enum layout layout;
    const char *persona; /* of persona sheets: whose, by name or id; NULL: all */
    /* Of the protocol; NULL: there is no journal, there were no conflicts. */
    const struct history *history;
    const struct conflicts *conflicts;
    /* Of csv: which things have a row (NULL: touchpoints), texts as they are, and what Excel needs.
     */
    const char *what;
    bool raw, excel, semicolon;
    struct export_pages *pages; /* of a format that makes several files; NULL: nobody asks */
};

struct export_format {
    const char *name;           /* "markdown" */
    const char *const *endings; /* "md", "markdown", NULL; may be none */
    const char *help;           /* marked for translation */
    const char *const *takes;   /* options of the command that not every format has; may be none */
    bool tells_history;         /* wants that of the options */
    /* Appends the map; the same map always gives the same bytes. What the format can't hold is said
     * once, as a message beside STATUS_OK. */
    enum status (*write)(const struct map *map, const struct export_options *options,
        struct buf *out, struct diags *diags);
};

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
/* What is appended to `out` from now on is in the next file. */
void export_end_page(const struct export_options *options, const struct buf *out);
/* The text of one of the files, from 0 on. */
struct slice export_page(const struct export_pages *pages, const struct buf *text, size_t page);
/* Writes all of them as file_replace() does: `output`, and "NAME-2.svg" and so on beside it. */
enum status export_write_files(const struct export_pages *pages, const struct buf *text,
    const char *output, struct diags *diags);
/* The format of that name or ending or, with `path`, of its longest ending; NULL if there is none.
 */
const struct export_format *export_format_named(const char *name);
const struct export_format *export_format_of_path(const char *path);

#endif
