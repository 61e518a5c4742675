#include "store/file/stamp.h"

#include <stdint.h>

#ifdef __APPLE__
#define st_mtim st_mtimespec
#endif

struct file_stamp stamp_from(const struct stat *st)
{
    return (struct file_stamp){ true, st->st_dev, st->st_ino, st->st_size, st->st_mtim };
}

struct file_stamp stamp_of(const char *path)
{
    struct stat st;
    if (stat(path, &st) != 0)
        return (struct file_stamp){ .exists = false };
    return stamp_from(&st);
}

bool stamp_equal(const struct file_stamp *a, const struct file_stamp *b)
{
    return a->exists == b->exists && a->device == b->device && a->inode == b->inode &&
           a->size == b->size && a->changed.tv_sec == b->changed.tv_sec &&
           a->changed.tv_nsec == b->changed.tv_nsec;
}

bool stamp_is_older(const struct file_stamp *stamp, int ms)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return stamp->exists && (now.tv_sec - stamp->changed.tv_sec) * INT64_C(1000) +
                                    (now.tv_nsec - stamp->changed.tv_nsec) / 1000000 >
                                ms;
}
