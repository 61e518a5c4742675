/* Where a file lies: what another computer does to it is told to nobody here. */
#ifndef CJM_STORE_JOURNAL_REMOTE_H
#define CJM_STORE_JOURNAL_REMOTE_H

#include <stdbool.h>

/* Is it on a file system that another computer may write, too (NFS, SMB, FUSE, 9P ...)? Also true
 * where the system does not tell. The file
 * need not be there yet, its folder must. */
bool path_is_remote(const char *path);

#endif
