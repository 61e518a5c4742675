/*
 * Uses insight, store, model and base, and knows no screen.
 *
 * A map that is open: its edits, its file, its journal, and the others who have it open. What
 * stands here is what all of them share; cursor and views are in the app.
 *
 * Each own edit is in the journal before anybody sees it; others' edits come by session_update().
 * The file is brought up to date by session_save(), at rest and at the end. Where there can be no
 * journal (a folder that can't be written, standard input) the map is open all the same, alone, and
 * `notice` says so.
 */
#ifndef CJM_SESSION_SESSION_H
#define CJM_SESSION_SESSION_H

#include "base/buf.h"
#include "base/clock.h"
#include "base/diag.h"
#include "insight/history.h"
#include "insight/merge/merge.h"
#include "model/edit/edit.h"
#include "model/map.h"
#include "session/state.h"
#include "store/file/file_calls.h"
#include "store/file/stamp.h"
#include "store/journal/presence.h"

/* Told of what others did and the user must hear of. Each function may be NULL. */
struct session_listener {
    /* Another wrote over what one had written: `edit` has both texts. */
    void (*overwritten)(void *context, const struct edit *edit, const char *name);
    /* Another removed the node that an own edit was for; its text was put into the parking lot. */
    void (*parked)(void *context, const struct edit *edit);
    /* Another program changed the file, and that was merged; the new conflicts begin at `first`. */
    void (*merged)(void *context, const struct conflicts *conflicts, size_t first);
    /* A message for the user about the journal; `error`: something goes wrong. */
    void (*said)(void *context, bool error, const char *text);
    void *context;
};

/* What is below a session. Tests have one of their own. */
struct session_system {
    const struct file_calls *calls; /* for writing the file, and all that is beside it */
    uint64_t journal_large;         /* bytes: then a save begins the journal anew */
    bool no_threads;                /* all is done before a call returns */
};

struct share;

struct session {
    struct map map;
    struct undo undo;
    char *path;      /* NULL: read from standard input, no file to save to */
    time_t saved_at; /* 0: not saved in this session */
    struct file_stamp stamp;
    size_t max_size;
    const struct clock *clock;
    const struct session_system *system;
    enum session_state state;
    int64_t looked;             /* when what others do was looked at last, in ms of clock_ms() */
    bool told;                  /* the listener was, since session_update() began */
    bool restored;              /* the file could not be read: see session/restore.h */
    struct buf notice;          /* what there is to say after opening; may be empty */
    struct conflicts conflicts; /* of merging with what other programs wrote */
    struct session_listener listener;
    bool outside;        /* the edit being applied comes from another program that wrote the file */
    struct share *share; /* NULL: no journal */
};

enum session_use {
    SESSION_SHARE, /* to change it, with others */
    SESSION_PASS,  /* the same, by one who leaves at once and is not seen */
    SESSION_READ   /* to read it as it is now, journal included; nothing is written */
};

struct session_options {
    const char *path; /* "-": standard input */
    size_t max_size;  /* bytes of a file */
    enum session_use use;
    /* These must live as long as the session; NULL: the usual ones. */
    const struct clock *clock;
    const struct session_system *system;
};

/* Opens a map. Without STATUS_OK the session is closed, and `diags` says why. With it `diags` has
 * what was left out, where use is not SESSION_SHARE; then the notice says it. */
enum status session_open(
    struct session *session, const struct session_options *options, struct diags *diags);
/* Leaves the others and frees all that the session owns; does not save. */
void session_close(struct session *session);
/* Moves what `from` is to `to`, which must not be open; `from` is not open then. */
void session_move(struct session *to, struct session *from);
/* Leaves the others and forgets the file; the map stays, as a copy without a file. */
void session_forget_file(struct session *session);
/* Is there no map of that name, neither a file nor a journal that has it? */
bool session_is_missing(const char *path);
/* What a new map begins with. */
struct new_map {
    const char *title;         /* NULL: the file's name without folder and ending */
    const char *template_name; /* NULL: none, the map is empty */
    bool keep_samples;         /* of the template: its personas, touchpoints ... */
};

/* Makes the file of a new map ("-": standard output). A file that is there is left alone:
 * STATUS_BAD. */
enum status session_create(const char *path, const struct new_map *wanted, struct diags *diags);
/* May it be read, but not changed? */
bool session_watches(const struct session *session);
/* Is something of the map not in the file, or was the file removed since it was saved? Never where
 * the map is only watched. */
bool session_unsaved(const struct session *session);
/* Where all of the map is now: what is said of it follows from that alone. */
enum session_kept {
    KEPT_IN_FILE,
    KEPT_IN_JOURNAL, /* the file is behind; no kill takes anything */
    KEPT_IN_MEMORY   /* some of it is nowhere else, and a kill takes it */
};
enum session_kept session_kept(const struct session *session);
/* Of what is only in memory: is a part of the last action in the journal? */
bool session_is_split(const struct session *session);
/* Is something of it nowhere but in memory? */
bool session_at_risk(const struct session *session);
/* Saves the map to its own file, if something changed. STATUS_FOUND: refused, nothing was written:
 * the map is only watched, another is saving it, or another program changed the file. The latter
 * `force` overwrites; with a journal it is merged instead, unless it can't be read. */
enum status session_save(struct session *session, bool force, struct diags *diags);
/* The same, for when nobody waits for it: the file is written while the keys go on, and the
 * listener is told where that fails. STATUS_OK: it has begun, or there is nothing to save. */
enum status session_save_beside(struct session *session, struct diags *diags);
/* Saves to another file, which is the session's from then on. STATUS_BAD: refused, it exists (which
 * `force` overwrites) or others have it open. */
enum status session_save_as(
    struct session *session, const char *path, bool force, struct diags *diags);
/* Is that the map's own file, by whatever name? */
bool session_is_file(const struct session *session, const char *path);
/* Makes an empty file for a copy, which no other session has: `path` becomes its name,
 * "NAME.WHAT-TIME.yaml". False with errno: it can't be made. */
bool session_new_copy(
    const struct session *session, const char *name, const char *what, struct buf *path);
/* Saves a copy where it can: beside the map, else in the home folder, else in the temporary one.
 * For the end of a session that can't be saved. The messages say where it is, and where the copy
 * can't be read back, that. */
enum status session_rescue(struct session *session, struct diags *diags);

/* --- the others --- */

/* Applies what others did since, and does what is due by session_wait(); true: something may look
 * different, the map or who is here. */
bool session_update(struct session *session);
/* Applies what others did and keeps them from changing the map until session_let_go(), which must
 * follow within milliseconds. False: that can't be had now, and nothing is to be let go. */
bool session_hold(struct session *session);
void session_let_go(struct session *session);
/* Brings all own edits to the disk, and waits for a save that runs. False: there is no journal, or
 * some are not on the disk. */
bool session_flush(struct session *session);
/* The folder for what belongs to the map and is no part of it, owned by the session; NULL: there is
 * none, or it can't be written. */
const struct map_folder *session_folder(const struct session *session);
/* A descriptor, owned by the session, that can be read when others did something; -1: none. */
int session_watch(const struct session *session);
/* In so many ms session_update() is due anyway; -1: never. */
int session_wait(const struct session *session);
/* Should this session save when it is at rest? Of several the one that made the last edit does. */
bool session_saves(const struct session *session);
/* Everybody who is here, oneself included; nobody without a journal. Never NULL; good until the
 * next session_update(). */
const struct participants *session_people(const struct session *session);
/* Tells the others where one is; of `self` node, view, flags and clock are taken. Quick moves are
 * told of now and then; session_update() tells the last one. */
void session_appear(struct session *session, const struct participant *self);
/* Reads who is here now and where, ahead of the notice of it; what one does next is told at once.
 * So two who do the same one after the other agree on who did it last. */
void session_see_people(struct session *session);
/* The name that others see; empty without a journal. */
const char *session_name(const struct session *session);
void session_set_name(struct session *session, struct slice name);
/* The name of an edit's author; empty where it is not known. Good until the next call. */
const char *session_author(const struct session *session, uint32_t author);
/* Adds the records of the journal to `history`, and the names that their authors have now. False:
 * there is no journal, or it can't be read. */
bool session_history(struct session *session, struct history *history);

#endif
