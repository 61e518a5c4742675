/* A folder with a map in it, for the tests of src/store/file/replace.c. */
#ifndef CJM_TESTS_UNIT_REPLACE_SUPPORT_H
#define CJM_TESTS_UNIT_REPLACE_SUPPORT_H

#include <stdbool.h>
#include <sys/types.h>

#include "base/diag.h"

enum { PATH_SIZE = 600 };

/* The folder, and the path of "map.yaml" in it, which is not made. */
extern char *folder;
extern char path[PATH_SIZE];

void replace_set_up(void);
void replace_tear_down(void);
/* The path of a file in the folder; valid until the next call. */
const char *in_folder(const char *name);
/* Is that all that is in the file? */
bool holds(const char *file, const char *text);
int entries_in(const char *file);
int entries_in_folder(void);
mode_t mode_of(const char *file);
/* file_replace(), which says that many messages. */
enum status replace(const char *file, const char *text, size_t diags_expected);

#endif
