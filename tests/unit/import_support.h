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

/* A map that data are added to. */
extern const char adding_base[];
struct adding {
    struct map map;
    struct undo undo;
    struct lexicon lexicon;
};

void adding_begin(struct adding *adding);
void adding_end(struct adding *adding);
/* Adds a file's data in one action; what is said takes the place of what is in `said`. */
enum status adding_add(struct adding *adding, const char *file, struct slice text,
    struct import_options options, struct buf *said);
/* The lines that came and went since, and that one undo takes all back. */
void expect_change(struct adding *adding, struct slice before, const char *wanted);
/* Adds to the base; the test fails where the change, the messages or the status are others. */
void expect_added(const char *file, const char *text, struct import_options options,
    const char *wanted, const char *wanted_said, enum status wanted_status);

#endif
