/* Files that were never on a disk, imported. */
#ifndef CJM_TESTS_IMPORT_SUPPORT_H
#define CJM_TESTS_IMPORT_SUPPORT_H

#include "import/import.h"
#include "import/place/place.h"

/* Appends the map that the text of a file becomes, as YAML without its first line ("cjm: 1"), and
 * to `said` what is said, a line each. Both are empty at first. `options` NULL: none. */
enum status import_text(const char *name, struct slice text, const struct import_options *options,
    struct buf *map, struct buf *said);
/* Compares both; the test fails where they differ. */
void expect_import(
    const char *name, const char *text, const char *map, const char *said, enum status status);

#endif
