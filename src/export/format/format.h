/* What a format is, for those who write one in a room of its own; the list of all is in export.h.
 */
#ifndef CJM_EXPORT_FORMAT_FORMAT_H
#define CJM_EXPORT_FORMAT_FORMAT_H

#include "base/buf.h"
#include "base/diag.h"
#include "insight/history.h"
#include "insight/merge/merge.h"
#include "model/map.h"

enum layout { LAYOUT_TABLE, LAYOUT_LIST };

/* The files but the last, of a format that makes several: where each ends in what was written, or
 * who takes them as they are made. */
struct export_pages {
    size_t *ends;
    size_t count, cap;
    enum status (*take)(void *context, struct slice page); /* NULL: nobody */
    void *context;
    enum status status; /* of the last one taken */
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
    const char *path; /* of the map's file, beside which photos are; NULL: there is none */
    /* Of pictures: the size of paper, and the keys of the lanes with commas between them; NULL: as
     * the map needs. */
    const char *size, *lanes;
    bool parking;               /* of html: with the parking lot */
    int dpi;                    /* of png; 0: the usual */
    const char *lang;           /* of headings; NULL: the map's, else the user's */
    struct export_pages *pages; /* of a format that makes several files; NULL: nobody asks */
};

struct export_format {
    const char *name;           /* "markdown" */
    const char *const *endings; /* "md", "markdown", NULL; may be none */
    const char *help;           /* marked for translation */
    const char *const *takes;   /* options of the command that not every format has; may be none */
    const char *size;           /* of its pages; NULL: as the options say */
    const char *usual;          /* its ending where it has none of its own; NULL: md */
    bool tells_history;         /* wants that of the options */
    bool is_binary;             /* not text; another program may be needed for it */
    /* Appends the map; the same map always gives the same bytes. What the format can't hold is said
     * once, as a message beside STATUS_OK. */
    enum status (*write)(const struct map *map, const struct export_options *options,
        struct buf *out, struct diags *diags);
};

/* What is appended to `out` from now on is in the next file. False: nobody wants it any more. */
bool export_end_page(const struct export_options *options, struct buf *out);

#endif
