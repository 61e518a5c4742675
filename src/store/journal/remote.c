#include "store/journal/remote.h"

#include <stddef.h>
#include <string.h>
#if defined(__linux__)
#include <sys/vfs.h>
#elif defined(HAVE_STRUCT_STATFS_F_FLAGS)
#include <sys/param.h>

#include <sys/mount.h>
#endif

#include "base/buf.h"

#if defined(__linux__) || (defined(HAVE_STRUCT_STATFS_F_FLAGS) && defined(MNT_LOCAL))
/* Of a file that is not there yet, the folder's. False where neither is there. */
static bool file_system_of(const char *path, struct statfs *info)
{
    const char *slash = strrchr(path, '/');
    struct buf parent = BUF_INIT;
    buf_add(&parent, path, slash ? (size_t)(slash - path) + 1 : 0);
    buf_adds(&parent, ".");
    bool found = statfs(path, info) == 0 || statfs(parent.data, info) == 0;
    buf_release(&parent);
    return found;
}
#endif

#if defined(__linux__)
/* As linux/magic.h and the file systems' own sources name them. FUSE may be anything. */
static const unsigned remote_types[] = {
    0x6969,     /* NFS */
    0x517b,     /* SMB */
    0xff534d42, /* CIFS */
    0xfe534d42, /* SMB2 */
    0x65735546, /* FUSE: sshfs and others */
    0x01021997, /* 9P */
    0x5346414f, /* AFS */
    0x6b414653, /* AFS of the kernel */
    0x00c36400, /* Ceph */
    0x73757245, /* Coda */
    0x564c,     /* NCP */
    0x01161970, /* GFS2 */
    0x7461636f, /* OCFS2 */
    0x0bd00bd0, /* Lustre */
    0x47504653, /* GPFS */
    0xaad7aaea, /* PanFS */
    0x786f4256, /* a folder of a virtual machine's host: VirtualBox */
    0xbacbacbc, /* VMware */
};

bool path_is_remote(const char *path)
{
    struct statfs info;
    if (!file_system_of(path, &info))
        return true;
    for (size_t i = 0; i < sizeof remote_types / sizeof *remote_types; i++)
        if ((unsigned)info.f_type == remote_types[i])
            return true;
    return false;
}
#elif defined(HAVE_STRUCT_STATFS_F_FLAGS) && defined(MNT_LOCAL)
bool path_is_remote(const char *path)
{
    struct statfs info;
    return !file_system_of(path, &info) || !(info.f_flags & MNT_LOCAL);
}
#else
bool path_is_remote(const char *path)
{
    (void)path;
    return true;
}
#endif
