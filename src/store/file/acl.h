/* Access lists: who but owner, group and everybody may do what with a file. */
#ifndef CJM_STORE_FILE_ACL_H
#define CJM_STORE_FILE_ACL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

/* As Linux has them, in the order in which they are kept. */
enum acl_tag {
    ACL_TAG_OWNER = 1,
    ACL_TAG_USER = 2,
    ACL_TAG_GROUP_OF_FILE = 4,
    ACL_TAG_GROUP = 8,
    ACL_TAG_MASK = 16,
    ACL_TAG_OTHERS = 32
};

struct acl_entry {
    uint16_t tag, rights; /* bits as of "others" in a mode */
    uint32_t id;          /* of a user or group */
};

struct acl {
    struct acl_entry *items; /* none: the mode says all */
    size_t count, cap;
};

/* The list of a file, without a mask: the rights in it are what one has. None where the file, or
 * the system, has none. */
void acl_read(struct acl *acl, const char *path);
void acl_release(struct acl *acl);
/* Is there a list by which the user, or a group that has the user, may write? */
bool acl_lets_write(const struct acl *acl, uid_t user);
/*
 * Gives a file or folder that lies beside another one the list that lets the same people in:
 * `acl` and `beside` are of that one. Who may write may read, who may not read may nothing. False
 * with errno.
 */
bool acl_give(const struct acl *acl, const struct stat *beside, int fd, const struct stat *own);

#endif
