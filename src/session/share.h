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

#include "model/replay.h"
#include "session/session.h"
#include "store/journal/journal.h"
#include "store/journal/watch.h"

enum { TEXTS_KNOWN = 16, TOKEN_MAX = 96 };

/* The text on which the journal stands; and the one on which the next shall. */
#define BASE_FILE "base"
#define BASE_NEXT_FILE "base-next"

/* A text of the map's file, and the last edit that it holds. */
struct known_text {
    struct text_mark mark;
    uint64_t seq;
    bool done; /* it was in its place */
};

/* A record of the journal that was read and is to be applied. */
struct queued {
    uint64_t seq;
    int64_t time;
    uint32_t action;
    char *author, *text;
};

struct share {
    struct session *session;
    struct journal *journal;
    struct presence presence;
    struct participants people;
    struct participant self;
    struct watch watch;
    struct replay replay;
    char token[TOKEN_MAX];
    bool writes; /* may change the map */
    bool unseen; /* has no slot among those who are here */
    bool locked; /* the append lock is held */
    bool held;   /* and by session_hold() */

    struct queued *queue; /* read, not applied */
    size_t queue_count, queue_cap;
    uint32_t id;  /* of the journal; 0: none yet */
    bool rejoins; /* a new journal: what is in the map is not in the journal there yet */
    int misses;   /* how often the map could not be built anew; 0: it is not to be */
    bool lost;    /* others' records that are not in the queue: the map is to be built anew */
    size_t bad;   /* records that could not be applied */

    struct buf lines; /* of the own action that runs */
    size_t line_count;
    struct buf pending; /* "ACTION TEXT" lines that are not in the journal yet */
    bool failing;       /* and it was said */
    int read_error;     /* errno of the last read of the journal; 0: it was good */
    bool told;          /* something was said since the last look: it is to be shown */

    uint64_t edited;   /* the last edit's place in the journal */
    int64_t last_time; /* of the last record that was read; 0: none was */
    uint64_t over;     /* the last record of a session that is over; 0: none is */
    uint64_t saved;    /* the last that the file holds */
    struct known_text texts[TEXTS_KNOWN];
    size_t text_count;
    bool saving;   /* what is read waits until the save is done */
    char *outside; /* the author whose next action is what another program wrote; NULL: none */
    uint32_t outside_action; /* 0: not begun */
    int save_locks;          /* how often the save lock was taken */
    bool saver_stuck;        /* another has it, and was waited for */
    bool began;              /* there was a journal */
    bool named;              /* the name is to be in the journal, too */
    bool adrift;    /* only read, and another program wrote the file: the journal will tell */
    bool anew;      /* the journal does not know the text that the file has: begin it on that */
    bool must_save; /* it is gone, and the file is all there is */
    struct file_stamp broken; /* the file that another program wrote and that can't be read */
    int64_t appended;         /* when an own record was, in ms of clock_ms() */
    int64_t changed;          /* when the last edit came */
    int64_t looked;           /* when what others do was looked at last */
    int64_t unsaved_since;    /* when the first one came that the file does not hold */
    bool mine;                /* the last edit is one's own: then it is one's own to save it */
    struct file_stamp other;  /* the file as another program left it, or is still writing it */
    int64_t other_since;      /* when it was first seen so */
    bool look_at_file;        /* it may have changed, and somebody was saving */
    int64_t appeared;         /* when the others were told where one is */
    bool appear_due;          /* one is elsewhere since */
    char author[TOKEN_MAX];   /* that session_author() gave last */
};

/* --- share.c --- */

/* May a file hold this key with this YAML text? */
bool share_unknown_is_good(struct slice key, struct slice yaml);
/* Joins those who have the map open, which was just read from its file, or written to it. Without a
 * journal session->share stays NULL, and the notice says why. */
void share_open(struct session *session, enum session_use use);
/* The session is at another address now. */
void share_move(struct share *share, struct session *session);
void share_close(struct share *share);
/* Is seen by the others, and sees them. */
void share_show_up(struct share *share);
/* Is nobody else here? */
bool share_alone(const struct share *share);
/* Has anybody that map open now? */
bool share_in_use(const char *path);
void share_say(struct share *share, bool error, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* An edit came into the journal. */
void share_note_edit(struct share *share, uint64_t seq, bool mine);

/* --- share_rejoin.c --- */

/* Where the journal or its folder was removed: goes on in a new one, with all there was. */
bool share_rejoin(struct share *share);

/* --- share_record.c: own edits --- */

/* Takes the lock and reads what others did; false: it can't be had now. */
bool share_lock(struct share *share, int wait_ms);
void share_unlock(struct share *share);
/* Reads and applies what others did; true: it was something. */
bool share_catch_up(struct share *share);
/* Records own edits from now on. */
void share_record(struct share *share);
/* Tries to bring what waits into the journal. */
void share_retry(struct share *share);
/* Appends a record that is no edit ("saving ..."), with the lock. */
bool share_note(struct share *share, const char *what, struct text_mark mark, uint64_t seq);

/* --- share_read.c: others' edits --- */

/* Puts what is new into the queue. */
enum journal_news share_fetch(struct share *share);
/* "saving MARK SEQ" and the like: no edit, but what the journal says of the file. */
bool share_is_note(const struct queued *queued);
void share_take_note(struct share *share, const struct queued *queued);
/* Applies the queue; returns how many edits were made. */
size_t share_apply(struct share *share);
void share_clear_queue(struct share *share);
/* Makes the map what the journal and what waits say, from the start. For when it is not known what
 * was missed. */
void share_rebuild(struct share *share);
/* The map becomes what one who joins now has where there is no text that the journal knows: the
 * file as it is, and what came behind the last save. False: the file can't be read. */
bool share_begin_from_file(struct share *share);
/* The map as the journal has it up to `last`, read into `map` from the text on which the journal
 * stands. False where that can't be had. */
bool share_state(struct share *share, uint64_t last, struct map *map);

/* --- share_texts.c: which texts hold what --- */

void share_know(struct share *share, struct text_mark mark, uint64_t seq, bool done);
/* The text that the file is to have, by the journal: the last one in its place; NULL: none. */
const struct known_text *share_expected(const struct share *share);
/* Which edits the file holds that has this text now; NULL: another program wrote it. */
const struct known_text *share_text(const struct share *share, struct text_mark mark);
/* One saves at a time. False with errno: another does. May be taken again while one has it. */
bool share_save_lock(struct share *share, int wait_ms);
void share_save_unlock(struct share *share);
/* The mark of the text that the map was read from or written as. */
struct text_mark share_mark(const struct session *session);
/* Begins the journal on this text, with the lock. False with errno. */
bool share_begin_on(
    const struct share *share, struct slice text, const struct journal_start *start);
/* Begins the journal if there is none, with the lock. */
bool share_begin(struct share *share);
/* Is the session of which the journal tells over? Who is alone, hours after its last record, with
 * all of it in the file, begins another one by the first edit. */
void share_note_session(struct share *share);
/* Begins the journal anew if it is, with the lock; what it has of the old session goes. */
void share_begin_session(struct share *share);

/* --- share_file.c: saving, and what other programs write --- */

/* If another program wrote the file, what it wrote is merged and saved. With the save lock. */
void share_merge_file(struct share *share);
/* Merges what another program may have written, if the file is another now. */
void share_check_file(struct share *share);
enum status share_save(struct share *share, bool force, struct diags *diags);

/* --- session.c --- */

struct file_stamp stamp_of(const char *path);
bool stamp_equal(const struct file_stamp *a, const struct file_stamp *b);

#endif
