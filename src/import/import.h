/*
 * Uses session, insight, store, model and base, and knows no screen.
 *
 * What people already have as a map: a file in one of several formats is decoded, read into a
 * draft (import/draft/draft.h), and its labels are mapped to fields (import/place/place.h) by the
 * model's edits.
 */
#ifndef CJM_IMPORT_IMPORT_H
#define CJM_IMPORT_IMPORT_H

#include "import/draft/draft.h"
#include "model/edit/edit.h"

/* What is usual. */
#define IMPORT_OPTIONS_INIT \
    {                       \
        .most = 20          \
    }

struct import_format {
    const char *name;
    const char *endings; /* of files, with blanks around: " csv tsv " */
    bool (*looks_so)(struct slice text);
    enum status (*read)(struct draft *draft, struct buf *text); /* may change the text */
};

/* Ends in NULL. */
extern const struct import_format *const import_formats[];

/* Appends the names of all formats, those of data, too. */
void import_add_formats(struct buf *out);
/* Adds data of a file to a map that is there, in the group that the caller has begun. STATUS_BAD
 * with messages: nothing usable. */
enum status import_data(struct draft *draft, struct undo *undo, struct slice bytes);
/* Is that a format of data, which are added to a map? */
bool import_is_data(const char *format);

/* The name of each option, as behind the subcommand's "--"; NULL behind the last. (options.c) */
const char *import_option_name(size_t i);
/* Sets the option as it was typed; the text, of which a flag has no use, must outlive the options.
 * False with a message: there is no such option, or the text is none for it. */
bool import_set_option(
    struct import_options *options, const char *name, const char *text, struct diags *diags);

/* Reads a file into a draft that was initialised. STATUS_BAD with messages: nothing usable. */
enum status import_read(struct draft *draft, struct slice bytes);
#endif
