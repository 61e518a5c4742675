/* What was noted of a disk's calls: for power_calls.c, which notes, and power_disk.c. */
#ifndef CJM_TESTS_POWER_NOTES_H
#define CJM_TESTS_POWER_NOTES_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

enum { NAMES_MOST = 64, FILES_MOST = 4000 };

enum what {
    DID_WRITE,
    DID_CUT,
    DID_SYNC,
    DID_NAME,
    DID_RENAME,
    DID_UNLINK,
    DID_MKDIR,
    DID_SYNC_NAMES
};

/* A call. Files have numbers, names are within the folder. */
struct note {
    enum what what;
    int file;
    off_t at; /* of a write; the new length of a cut */
    char *data;
    size_t len;
    char *name, *to;
    int64_t time;
    size_t synced; /* the call that brought it to the disk; SIZE_MAX: none did */
};

struct power_notes {
    struct note *items;
    size_t count, cap;
    int files;
};

struct named {
    const char *name; /* of a note; NULL: none */
    int file;
};

/* All that was noted since power_begin(). */
struct power_notes *power_notes(void);

/* Names and their files. -1: there is none of that name. */
int named_find(const struct named *names, size_t count, const char *name);
void named_set(struct named *names, size_t *count, const char *name, int file);
void named_remove(struct named *names, size_t count, const char *name);
void named_move(struct named *names, size_t *count, const char *from, const char *to);

#endif
