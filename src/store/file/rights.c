#include "store/file/rights.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#ifdef USE_XATTR
#include <sys/xattr.h>
#endif

#include "base/buf.h"
#include "base/mem.h"

#ifdef USE_XATTR

static bool nothing_there(int error)
{
    return error == ENODATA || error == ENOTSUP || error == ENOSYS;
}

bool rights_clear_list(int fd)
{
    if (fgetxattr(fd, "system.posix_acl_access", NULL, 0) < 0)
        return nothing_there(errno);
    return fremovexattr(fd, "system.posix_acl_access") == 0;
}

/* Appends all bytes of one; false with errno. */
static bool get(int fd, const char *name, struct buf *out)
{
    ssize_t size = fgetxattr(fd, name, NULL, 0);
    if (size < 0)
        return false;
    buf_reserve(out, (size_t)size);
    size = fgetxattr(fd, name, out->data + out->len, (size_t)size);
    if (size >= 0)
        out->len += (size_t)size;
    return size >= 0;
}

/* They are of the content, and the system makes them anew. */
static bool is_of_content(const char *name)
{
    return strcmp(name, "security.ima") == 0 || strcmp(name, "security.evm") == 0;
}

static bool copy_one(int from, int to, const char *name)
{
    struct buf value = BUF_INIT, now = BUF_INIT;
    bool good = get(from, name, &value);
    bool same = good && get(to, name, &now) && slice_equal(buf_slice(&value), buf_slice(&now));
    if (good && !same)
        good = fsetxattr(to, name, value.data ? value.data : "", value.len, 0) == 0;
    buf_release(&value);
    buf_release(&now);
    return good;
}

/* The access list is one of them. */
static bool copy_attributes(int from, int to)
{
    ssize_t size = flistxattr(from, NULL, 0);
    if (size <= 0)
        return size == 0 || nothing_there(errno);
    char *names = mem_alloc((size_t)size);
    size = flistxattr(from, names, (size_t)size);
    bool good = size >= 0;
    for (const char *name = names; good && name < names + size; name += strlen(name) + 1)
        good = is_of_content(name) || copy_one(from, to, name);
    free(names);
    return good;
}

/* Then the bits of the group are the most that anybody in the list may do. */
static bool may_have_list(int fd)
{
    return fd < 0 || fgetxattr(fd, "system.posix_acl_access", NULL, 0) >= 0;
}

#else

static bool may_have_list(int fd)
{
    (void)fd;
    return false;
}

bool rights_clear_list(int fd)
{
    (void)fd;
    return true;
}

static bool copy_attributes(int from, int to)
{
    (void)from, (void)to;
    return true;
}

#endif

static bool keep_owner(const struct file_calls *calls, const struct stat *old, int to)
{
    struct stat now;
    if (calls->fstat(to, &now) != 0)
        return false;
    bool same = now.st_uid == old->st_uid && now.st_gid == old->st_gid;
    return same || calls->fchown(to, old->st_uid, old->st_gid) == 0;
}

bool rights_copy(const struct file_calls *calls, const struct stat *old, int from, int to)
{
    if (from >= 0 && rights_clear_list(to) && keep_owner(calls, old, to) &&
        copy_attributes(from, to) && calls->fchmod(to, old->st_mode & 07777) == 0)
        return true;
    rights_clear_list(to);
    calls->fchmod(to, S_IRUSR | S_IWUSR);
    return false;
}

bool rights_reduce(const struct file_calls *calls, const struct stat *old, int from, int to)
{
    struct stat now;
    mode_t mode = old->st_mode & 07777, others = mode & S_IRWXO;
    if (!rights_clear_list(to) || calls->fstat(to, &now) != 0)
        return false;
    bool same_group = now.st_gid == old->st_gid || calls->fchown(to, (uid_t)-1, old->st_gid) == 0;
    if (!same_group || may_have_list(from))
        mode = (mode & (S_IRWXU | S_IRWXO)) | (mode & others << 3);
    return calls->fchmod(to, mode) == 0;
}
