/*
 * A map that is open, its undo, and its file. What stands here is what a second person at the
 * same map would share; cursor and views are in the app.
 */
#ifndef CJM_APP_SESSION_H
#define CJM_APP_SESSION_H

#include <sys/stat.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/diag.h"
#include "model/edit.h"
#include "model/map.h"

/* What the file was when it was last read or written: to notice that another program changed it. */
struct file_stamp {
    bool exists;
    dev_t device;
    ino_t inode;
    off_t size;
    struct timespec changed;
};

struct session {
    struct map map;
    struct undo undo;
    char *path;      /* NULL: read from standard input, no file to save to */
    time_t saved_at; /* 0: not saved in this session */
    struct file_stamp stamp;
    const struct clock *clock;
};

/* Opens the map at `path` ("-": standard input). On failure the session is closed. */
enum status session_open(struct session *session, const char *path, size_t max_size,
    const struct clock *clock, struct diags *diags);
void session_close(struct session *session);
/* What a new map begins with. */
struct new_map {
    const char *title;         /* NULL: the file's name without folder and ending */
    const char *template_name; /* NULL: none, the map is empty */
    bool keep_samples;         /* of the template: its personas, touchpoints ... */
};

/* Makes the file of a new map ("-": standard output). A file that is there is left alone:
 * STATUS_BAD. */
enum status session_create(const char *path, const struct new_map *wanted, struct diags *diags);
/* Is something of this session nowhere: not saved yet, or saved to a file that was removed since?
 */
bool session_unsaved(const struct session *session);
/* Saves what changed to its own file. Refuses where another program changed it, unless `force`. */
enum status session_save(struct session *session, bool force, struct diags *diags);
/* Saves to another file, which is the session's from then on. Refuses one that exists, unless
 * `force`. */
enum status session_save_as(
    struct session *session, const char *path, bool force, struct diags *diags);
/* Is that the map's own file, by whatever name? */
bool session_is_file(const struct session *session, const char *path);
/* Makes an empty file for a copy, which no other session has: `path` is "NAME.rescued-TIME.yaml".
 * False, with errno, where that can't be. */
bool session_new_copy(const struct session *session, const char *name, struct buf *path);
/* Saves a copy where it can: beside the map, else in the home folder, else in the temporary one.
 * For the end of a session that can't be saved. The messages say where it is. */
enum status session_rescue(struct session *session, struct diags *diags);

#endif
