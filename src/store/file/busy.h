/* Whether another program has a file open for writing. */
#ifndef CJM_STORE_FILE_BUSY_H
#define CJM_STORE_FILE_BUSY_H

#include <stdbool.h>

/* True only where the system knows it: on Linux, of local files of one's own. */
bool file_is_being_written(const char *path);

#endif
