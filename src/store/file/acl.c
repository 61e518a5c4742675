#include "store/file/acl.h"

#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#ifdef USE_XATTR
#include <sys/xattr.h>
#endif

#include "base/buf.h"
#include "base/mem.h"

void acl_release(struct acl *acl)
{
    free(acl->items);
    *acl = (struct acl){ 0 };
}

#ifdef USE_XATTR

enum {
    READ = 4,
    WRITE = 2,
    PASS = 1,
    LIST_VERSION = 2, /* of what the kernel takes and gives: a number of 32 bits, then entries */
    HEAD_SIZE = 4,
    ENTRY_SIZE = 8,
    LIST_MAX = 64 * 1024, /* bytes */
    GROUPS_MAX = 1024     /* of a user */
};

static const char attribute[] = "system.posix_acl_access";

/* --- as bytes, the low ones first --- */

static uint32_t number(const unsigned char *bytes, int size)
{
    uint32_t value = 0;
    while (size--)
        value = value << 8 | bytes[size];
    return value;
}

static void add_number(struct buf *out, uint32_t value, int size)
{
    for (int i = 0; i < size; i++, value >>= 8)
        buf_add_char(out, (char)(value & 0xff));
}

static void add(struct acl *acl, enum acl_tag tag, uint32_t id, unsigned rights)
{
    MEM_GROW(acl->items, acl->count + 1, acl->cap);
    acl->items[acl->count++] = (struct acl_entry){ (uint16_t)tag, (uint16_t)rights, id };
}

static bool is_masked(unsigned tag)
{
    return tag == ACL_TAG_USER || tag == ACL_TAG_GROUP || tag == ACL_TAG_GROUP_OF_FILE;
}

void acl_read(struct acl *acl, const char *path)
{
    unsigned char *bytes = mem_alloc(LIST_MAX);
    unsigned mask = READ | WRITE | PASS;
    ssize_t size = getxattr(path, attribute, bytes, LIST_MAX);
    *acl = (struct acl){ 0 };
    for (ssize_t at = HEAD_SIZE; at + ENTRY_SIZE <= size; at += ENTRY_SIZE) {
        unsigned tag = number(bytes + at, 2), rights = number(bytes + at + 2, 2);
        if (tag == ACL_TAG_MASK)
            mask = rights;
        else
            add(acl, (enum acl_tag)tag, number(bytes + at + 4, 4), rights);
    }
    for (size_t i = 0; i < acl->count; i++)
        if (is_masked(acl->items[i].tag))
            acl->items[i].rights &= (uint16_t)mask;
    free(bytes);
}

static bool is_in_group(uid_t user, gid_t group)
{
    gid_t groups[GROUPS_MAX];
    int count = GROUPS_MAX;
    const struct passwd *known = getpwuid(user);
    if (!known || getgrouplist(known->pw_name, known->pw_gid, groups, &count) < 0)
        return false;
    while (count && groups[count - 1] != group)
        count--;
    return count > 0;
}

bool acl_lets_write(const struct acl *acl, uid_t user)
{
    for (size_t i = 0; i < acl->count; i++) {
        const struct acl_entry *entry = &acl->items[i];
        if ((entry->rights & WRITE) &&
            ((entry->tag == ACL_TAG_USER && entry->id == user) ||
                (entry->tag == ACL_TAG_GROUP && is_in_group(user, (gid_t)entry->id))))
            return true;
    }
    return false;
}

/* --- beside a file --- */

static unsigned rights_beside(unsigned rights, bool folder)
{
    if (!(rights & READ))
        return 0;
    return (rights & (READ | WRITE)) | (folder ? PASS : 0);
}

static unsigned rights_of(const struct acl *acl, enum acl_tag tag)
{
    for (size_t i = 0; i < acl->count; i++)
        if (acl->items[i].tag == tag)
            return acl->items[i].rights;
    return 0;
}

/* Those of one tag that are named; the map's own owner or group is one where the file has another.
 */
static void add_named(struct acl *out, const struct acl *acl, enum acl_tag tag, uint32_t of_map,
    bool is_named, bool folder)
{
    size_t first = out->count;
    if (is_named)
        add(out, tag, of_map,
            rights_beside(
                rights_of(acl, tag == ACL_TAG_USER ? ACL_TAG_OWNER : ACL_TAG_GROUP_OF_FILE),
                folder));
    for (size_t i = 0; i < acl->count; i++)
        if (acl->items[i].tag == tag && !(is_named && acl->items[i].id == of_map))
            add(out, tag, acl->items[i].id, rights_beside(acl->items[i].rights, folder));
    /* The kernel wants them in order. */
    for (size_t i = first + 1; i < out->count; i++)
        for (size_t k = i; k > first && out->items[k - 1].id > out->items[k].id; k--) {
            struct acl_entry swapped = out->items[k];
            out->items[k] = out->items[k - 1];
            out->items[k - 1] = swapped;
        }
}

static void make_list(
    struct acl *out, const struct acl *acl, const struct stat *beside, const struct stat *own)
{
    bool folder = S_ISDIR(own->st_mode), same_group = own->st_gid == beside->st_gid;
    unsigned others = rights_beside(rights_of(acl, ACL_TAG_OTHERS), folder), mask = 0;
    unsigned group = rights_beside(rights_of(acl, ACL_TAG_GROUP_OF_FILE), folder);
    add(out, ACL_TAG_OWNER, UINT32_MAX, rights_beside(READ | WRITE, folder));
    add_named(out, acl, ACL_TAG_USER, beside->st_uid, own->st_uid != beside->st_uid, folder);
    add(out, ACL_TAG_GROUP_OF_FILE, UINT32_MAX, same_group ? group : others);
    add_named(out, acl, ACL_TAG_GROUP, beside->st_gid, !same_group, folder);
    for (size_t i = 0; i < out->count; i++)
        mask |= is_masked(out->items[i].tag) ? out->items[i].rights : 0;
    add(out, ACL_TAG_MASK, UINT32_MAX, mask);
    add(out, ACL_TAG_OTHERS, UINT32_MAX, others);
}

static bool has_list(int fd, struct slice wanted)
{
    char *found = mem_alloc(LIST_MAX);
    ssize_t size = fgetxattr(fd, attribute, found, LIST_MAX);
    bool same = size >= 0 && slice_equal((struct slice){ found, (size_t)size }, wanted);
    free(found);
    return same;
}

bool acl_give(const struct acl *acl, const struct stat *beside, int fd, const struct stat *own)
{
    struct acl list = { 0 };
    struct buf bytes = BUF_INIT;
    make_list(&list, acl, beside, own);
    add_number(&bytes, LIST_VERSION, HEAD_SIZE);
    for (size_t i = 0; i < list.count; i++) {
        add_number(&bytes, list.items[i].tag, 2);
        add_number(&bytes, list.items[i].rights, 2);
        add_number(&bytes, list.items[i].id, 4);
    }
    bool done = has_list(fd, buf_slice(&bytes)) ||
                fsetxattr(fd, attribute, bytes.data, bytes.len, 0) == 0;
    int error = errno;
    acl_release(&list);
    buf_release(&bytes);
    errno = error;
    return done;
}

#else

void acl_read(struct acl *acl, const char *path)
{
    (void)path;
    *acl = (struct acl){ 0 };
}

bool acl_lets_write(const struct acl *acl, uid_t user)
{
    (void)acl, (void)user;
    return false;
}

bool acl_give(const struct acl *acl, const struct stat *beside, int fd, const struct stat *own)
{
    (void)acl, (void)beside, (void)fd, (void)own;
    return true;
}

#endif
