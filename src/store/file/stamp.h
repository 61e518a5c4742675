/* What a file was when it was last looked at: to notice that another program changed it. */
#ifndef CJM_STORE_FILE_STAMP_H
#define CJM_STORE_FILE_STAMP_H

#include <stdbool.h>
#include <sys/stat.h>
#include <time.h>

struct file_stamp {
    bool exists;
    dev_t device;
    ino_t inode;
    off_t size;
    struct timespec changed;
};

struct file_stamp stamp_of(const char *path);
struct file_stamp stamp_from(const struct stat *st);
/* Was the file there, and changed more than so long ago? A change in the future is none of long
 * ago.
 */
bool stamp_is_older(const struct file_stamp *stamp, int ms);
bool stamp_equal(const struct file_stamp *a, const struct file_stamp *b);

#endif
