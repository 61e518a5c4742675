/*
 * What a session shares with others: journal, presence, and what tells that they changed. The files
 * share*.c and session.c have it among themselves.
 *
 * Saved texts: the journal says of each text of the map's file which edits it holds ("saving MARK
 * SEQ" before the file is replaced, "saved MARK SEQ" behind it). A text that the journal does not
 * know was written by another program: "outside MARK SEQ" says so, and the author's next action is
 * what it changed.
 */
#ifndef CJM_SESSION_SHARE_H
#define CJM_SESSION_SHARE_H

#include "model/edit/replay.h"
#include "session/session.h"
#include "store/journal/journal.h"
#include "store/journal/text_sum.h"
#include "store/journal/watch.h"
#include "store/store.h"

enum {
    TEXTS_KNOWN = 16,
    TOKEN_MAX = 96,
    FILE_REST_MS =
        500, /* another program's text must be unchanged before it is taken as complete */
    FILE_LATELY_MS = 1500 /* what was changed longer ago is not just being written */
};

/* The text on which the journal stands; and the one on which the next shall. */
#define BASE_FILE "base"
#define BASE_NEXT_FILE "base-next"
enum { BASE_FILES = 2 };

/* A text of the map's file, and the last edit that it holds. */
struct known_text {
    struct text_mark mark;
    uint64_t seq;
    bool done; /* it was in its place */
};

struct share {
    struct session *session;
    struct journal *journal;
    struct presence presence;
    struct participants people;
    struct participant self;
    struct watch watch;
    unsigned noticed; /* WATCH_..., of others, that came with the notice of an own record */
    struct replay replay;
    char token[TOKEN_MAX];
    bool unseen; /* has no slot among those who are here */
    int locks;   /* how often the append lock was taken */

    struct journal_record *queue; /* read, not applied; no text in it has a NUL */
    size_t queue_count, queue_cap;
    struct arena queued; /* its texts */
    uint32_t id;         /* of the journal; 0: there was none */
    int misses;          /* how often in a row the map could not be built anew */
    size_t bad;          /* records that could not be applied */
    size_t bad_line;     /* the first of them, in the file "journal" */

    struct buf lines; /* edits of the own action that runs, one a line */
    size_t line_count;
    struct buf pending; /* "ACTION TEXT" lines that are not in the journal yet */
    bool split;         /* of an action a part is in the journal, and the rest waits */
    int read_error;     /* errno of the last read of the journal; 0: it was good */

    uint64_t edited;     /* seq of the last edit */
    uint64_t saved;      /* seq of the last record that the file holds */
    int64_t last_time;   /* time of the last record that was read; 0: none was */
    uint64_t ended_at;   /* seq of the last record of a workshop session that is over; 0: none is */
    struct text_sum sum; /* of the map's text, as share_mark() saw it last: where that is */
    const char *marked;
    uint32_t marked_revision;
    struct job *save_job;   /* what writes the file; NULL: nothing does */
    struct saving *save;    /* the one that runs; NULL: none does */
    uint64_t save_failed;   /* seq of the last edit when a save failed: another is wanted then */
    struct base_work *base; /* it is being written; NULL: it is there */
    struct file_stamp base_stamp; /* of the base that was seen last */
    struct text_mark base_mark;
    struct known_text texts[TEXTS_KNOWN];
    size_t text_count;
    char *outside; /* the author whose next action is what another program wrote; NULL: none */
    uint32_t outside_action;  /* 0: not begun */
    int save_locks;           /* how often the save lock was taken */
    bool saver_stuck;         /* waiting for another who has it failed: don't wait again */
    bool named;               /* the user chose a name that the journal does not have yet */
    bool needs_new_journal;   /* the journal does not know the text that the file has */
    bool must_save;           /* the journal was removed, and the file may lack what was in it */
    struct file_stamp broken; /* the file that another program wrote and that can't be read */
    int64_t unflushed_since;  /* when the first own record was appended that is not on the disk, in
                               * ms of clock_ms() */
    int64_t tried;            /* when writing what waits, or rejoining, failed last */
    int64_t changed;          /* when the last edit came */
    int64_t unsaved_since;    /* when the first one came that the file does not hold */
    bool last_edit_own;       /* then this session should save it */
    struct file_stamp other;  /* the file as another program left it, or is still writing it */
    int64_t other_since;      /* when it was first seen so */
    bool look_at_file;        /* it may have changed, and somebody was saving */
    int64_t appeared;         /* when the others were told where one is */
    int64_t moved;            /* when one went where the others don't know of; 0: they know */
    char author[TOKEN_MAX];   /* that session_author() gave last */
};

/* --- share.c --- */

/* Joins those who have the map open, which was just read from its file, or written to it: opens the
 * journal, applies what the file does not hold yet, and makes session->share. Where there can be no
 * journal session->share stays NULL; the notice says why if the file may be written. */
void share_open(struct session *session, enum session_use use);
/* The same where there was none when the map was opened. False: nor is there now. */
bool share_open_late(struct session *session);
/* Adds what was left out of the journal, for who opened the map without a screen. */
void share_warn(const struct session *session, struct diags *diags);
/* The session, which owns the share, is at another address now. */
void share_move(struct share *share, struct session *session);
/* Leaves the others and frees the share; the session's map and undo stay as they are. */
void share_close(struct share *share);
/* Watches the journal's folder, takes a slot, so that the others see this session, unless it is
 * `unseen`; and reads who else is here. */
void share_meet(struct share *share);
/* Has anybody the map at `path` open now? False where there is no journal beside it. */
bool share_in_use(const char *path);
/* Tells the session's listener; without one the text becomes the notice, if there is none yet. */
void session_say(struct session *session, bool error, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Notes that the record `seq` of the journal is an edit, `own` or another's. */
void share_note_edit(struct share *share, uint64_t seq, bool own);

/* --- share_settle.c: journal, base, file and own edits brought together --- */

/* Of a map that nobody has seen yet: makes it what it was at a text that the journal knows, which
 * is the file's if that can be. The queue has what comes behind it. False: the file can't be read,
 * and the journal has no whole text either. */
bool share_stand(struct share *share);
/* Brings the queue into the map: applies it, or where that is not enough builds the map anew, and
 * empties it. Where the base can't be read the queue stays, and the next call tries again. True:
 * the map may have changed. */
bool share_settle(struct share *share);
/* Where the journal or its folder was removed, or its base can't be read: goes on in what there is,
 * with all there was. False: there was no need to, or it can't be done just now. True also where it
 * failed; the state says so, and the next call tries again. */
bool share_rejoin(struct share *share);
/* Builds the map as it was after the record `last` in `map`, an initialized empty one that the
 * caller releases. False: the base can't be read, and `map` holds nothing of use. */
bool share_state(struct share *share, uint64_t last, struct map *map);

/* --- share_record.c: own edits --- */

/* Takes the append lock, waiting up to `wait_ms` for it. It reads nothing. It may be taken again
 * while it is held; each success needs its own share_unlock(). False: another holds it, or this
 * session only reads. */
bool share_lock(struct share *share, int wait_ms);
/* Where it is not held nothing happens. */
void share_unlock(struct share *share);
/* Reads and applies what others did; true: the map may have changed. */
bool share_catch_up(struct share *share);
/* Records own edits from now on. */
void share_record(struct share *share);
/* The next line of `pending`, of which `rest` is left; false: there is none. */
bool share_next_pending(struct slice *rest, uint32_t *action, struct slice *text);
/* Tries to bring `pending` into the journal, behind what others did; what can't be written stays
 * there. */
void share_retry(struct share *share);
/* Brings what was appended to the disk; true also where there is nothing. */
bool share_flush(struct share *share);
/* Appends a record that is no edit ("saving ..."); the append lock must be held. False with errno:
 * it was not written. */
bool share_note(struct share *share, const char *what, struct text_mark mark, uint64_t seq);

/* --- share_read.c: others' edits --- */

/* Puts the records that are new into the queue, and says what journal_read() said. Sets
 * `read_error`, and tells where records are missing before them. */
enum journal_news share_fetch(struct share *share);
/* Is it no edit, but a note on the file or on its author ("saving MARK SEQ", "name NAME")? */
bool share_is_note(struct slice text);
/* Remembers what a "saving" or "saved" says of a text of the file, and "name" of its author; other
 * records are ignored. */
void share_take_note(struct share *share, const struct journal_record *record);
/* Counts records that are left out; `line`: of the first, in the file "journal". */
void share_note_bad(struct share *share, size_t count, size_t line);
/* Applies the queue and empties it; returns how many edits were made. */
size_t share_apply(struct share *share);
/* Takes the records up to `seq` out of the queue without applying them: the map has them. */
void share_skip_queue(struct share *share, uint64_t seq);
/* Empties the queue. */
void share_clear_queue(struct share *share);

/* --- share_texts.c: which texts hold what --- */

/* Opens the journal of the session's map, for journal_close(); as journal_open() does. */
enum status share_open_journal(
    const struct session *session, bool write, struct journal **out, struct diags *diags);
/* Remembers that the text `mark` holds all edits up to `seq`; `done`: the file has had it. */
void share_know(struct share *share, struct text_mark mark, uint64_t seq, bool done);
/* The text that the file should have by the journal: the last one that was `done`; NULL: none. This
 * and the next are good until the next share_know(). */
const struct known_text *share_expected(const struct share *share);
/* What is known of the text that the file has now; NULL: another program wrote it, or put back one
 * of the past. */
const struct known_text *share_text(const struct share *share, struct text_mark mark);
/* Takes the save lock, waiting up to `wait_ms`: one saves at a time. False with errno: another has
 * it. It may be taken again while it is held; each success needs its own share_save_unlock(). */
bool share_save_lock(struct share *share, int wait_ms);
void share_save_unlock(struct share *share);
/* The mark of the text that the map was read from or written as. */
struct text_mark share_mark(const struct session *session);
/* Waits until a save that runs has written the file; share_end_save() does the rest. */
void share_await_save(struct share *share);
/* The same of a text that is to take its place. Then, where that became the map's text. */
struct text_mark share_mark_change(struct share *share, const struct store_change *change);
void share_take_mark(struct share *share, struct text_mark mark);
/* The map was replaced, its text with it. */
void share_forget_mark(struct share *share);
/* The journal's base is written beside the edits: sees to it that it is there. False: it is not
 * yet, which is only said where not to `wait`, or it can't be written now. Who waited may replace
 * the map's text, of which it is made. */
bool share_keep_base(struct share *share, bool wait);
void share_drop_base(struct share *share);
/* Is there none, nor is one being written? */
bool share_lacks_base(const struct share *share);
/* Begins a new journal on the map's text, which holds all up to `seq`; the append lock must be
 * held, and all be read. False with errno: the old one, if any, is still there. */
bool share_begin_anew(struct share *share, uint64_t seq, bool keep_history);
/* Of a map that was just read: its text takes the place of a base that is lost, as the one that
 * holds what is saved. No save may come before: what the file has then, and somebody changes, would
 * come in twice, from there and from the journal. The append lock must be held. */
void share_replace_base(struct share *share);
/* The text of one of those files, and `base_mark` its mark. False: it can't be read. */
bool share_read_base(struct share *share, int which, struct buf *text);
/* Makes sure that there is a journal to append to: begins one on the map's text where there is
 * none, or where it does not know that text. The append lock must be held. False with errno. */
bool share_begin(struct share *share);
/* Looks whether the workshop session of which the journal tells is over, and sets `ended_at`:
 * nobody else is here, its last record is hours old, and the file holds all of it. */
void share_note_session(struct share *share);
/* Where it is over, begins the journal anew without the old session's records, before the first
 * edit of the next one; the append lock must be held. */
void share_begin_session(struct share *share);

/* --- share_file.c: saving, and what other programs write --- */

/* Is that the file as another program left it, and neither merged nor noted as broken? */
bool share_is_another(const struct share *share, const struct file_stamp *now);
/* Brings into the map what changed from `before` to `theirs`. The other texts of conflicts, which
 * are appended to the session's and begin at `first`, go into the parking lot. */
void share_merge_in(
    struct session *session, const struct map *before, const struct map *theirs, size_t first);
/* If another program wrote the file, merges that and saves it; a file that can't be read is noted
 * as `broken`, and told. The save lock must be held, unless this session only reads. */
void share_merge_file(struct share *share);
/* The same where the file is another now, once it is at rest and nobody saves; until then
 * `look_at_file` says to call it again. */
void share_check_file(struct share *share);
/* Where there is no journal, and the map may only be read: it becomes what the file has. True: that
 * is another text than before; where it can't be read that is said, and the map stays. */
bool share_follow_file(struct session *session);
/* Reads the file as it is now. */
bool share_read_map(
    struct session *session, struct map *map, struct file_stamp *stamp, struct diags *diags);
/* Appends the message that the file can't be read. */
void share_add_broken(const struct share *share, const char *why, struct buf *out);

/* --- share_save.c --- */

/* Saves the map, after merging what others did. STATUS_OK also where there was nothing to save;
 * STATUS_FOUND: refused for now, nothing was written. `force` overwrites a file that is broken. */
enum status share_save(struct share *share, bool force, struct diags *diags);
/* The same, but the file is written by a thread: STATUS_OK says that it has begun.
 * share_end_save() ends it, and says how it went; `save_failed` remembers that it failed. */
enum status share_save_beside(struct share *share, struct diags *diags);
bool share_save_is_over(const struct share *share);
/* Nothing that was begun needs the map's text any more: it may be replaced. */
void share_release_text(struct share *share);
enum status share_end_save(struct share *share, struct diags *diags);
/* Is what others did not in the map, so that it is not what the journal says? */
bool share_is_behind(const struct share *share);
/* Notes in the journal that the file has this text, and begins a large one anew on it. */
void share_note_saved(struct share *share, struct text_mark mark, uint64_t seq);

/* --- session.c --- */

/* Something happened: the state becomes what the table says. */
void session_event(struct session *session, enum session_event event);

#endif
