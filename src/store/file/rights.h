/* Who may do what to a file that takes the place of another. */
#ifndef CJM_STORE_FILE_RIGHTS_H
#define CJM_STORE_FILE_RIGHTS_H

#include "store/file/file_calls.h"

/*
 * Gives the new file `to`, which is empty and for its owner alone, what the old one has: owner,
 * group, access list, extended attributes, and last its mode, so that it is never more than that.
 * False: some of it can't be kept; then it is for its owner alone. `from` is the old file, -1 where
 * it can't be read: then nobody knows.
 */
bool rights_copy(const struct file_calls *calls, const struct stat *old, int from, int to);
/*
 * For a file that goes to whoever writes it: the old one's mode, its group if that can be. Another
 * group, or one that has an access list beside it, may do no more than everybody may; nobody is
 * named in a list. False with errno.
 */
bool rights_reduce(const struct file_calls *calls, const struct stat *old, int from, int to);
/* Takes off what the folder gives to all new files. False with errno. */
bool rights_clear_list(int fd);

#endif
