/*
 * Tells a program that waits that others may have changed the map: its file, or the journal and
 * the presence in the folder beside it. By inotify where there is one; else, and also where other
 * computers write, by looking at the files now and then.
 *
 *   watch_open(); wait until watch_fd() can be read, watch_interval() at most; then watch_drain()
 *
 * What was changed before watch_open() returns is not told: read the files after it. Something may
 * be told that did not change; own changes are told, too. Other files in the map's folder wake
 * nobody.
 */
#ifndef CJM_STORE_JOURNAL_WATCH_H
#define CJM_STORE_JOURNAL_WATCH_H

#include "store/file/stamp.h"

enum {
    WATCH_JOURNAL = 1,
    WATCH_PRESENCE = 2, /* somebody came, left, died, or moved */
    WATCH_MAP = 4,      /* it was changed, replaced, removed, or its mode */
    WATCH_ALL = 7
};

enum { WATCHED_FILES = 3 };

struct watched_file {
    char *path;
    unsigned kind;           /* WATCH_... */
    struct file_stamp stamp; /* as when last looked at */
    struct timespec changed; /* its mode, too */
};

struct watch {
    char *map, *folder;
    int fd;           /* inotify's; -1: there is none */
    int map_watch;    /* of the file that is the map now; -1: none */
    int folder_watch; /* -1: none */
    bool remote;
    bool map_is_written; /* it was written to, and not closed since, as far as one is told */
    struct watched_file files[WATCHED_FILES];
    int quiet; /* looks since something changed */
};

/* `map` is the file itself, not a link to it; `folder` may not be there yet. Never fails: what
 * can't be told is looked at. */
void watch_open(struct watch *watch, const char *map, const char *folder);
void watch_close(struct watch *watch);
/* To wait for, until it can be read; -1: none. May be another after watch_drain(). */
int watch_fd(const struct watch *watch);
/* After so many ms call watch_drain() in any case; -1: there is no need to. */
int watch_interval(const struct watch *watch);
/* Gives what may have changed since the last call, WATCH_... Does not wait. */
unsigned watch_drain(struct watch *watch);
/* Of that only what one was told of: looks at no file. */
unsigned watch_take(struct watch *watch);

#endif
