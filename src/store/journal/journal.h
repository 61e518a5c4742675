/*
 * The room of what lies beside a map uses store/file, model and base.
 *
 * The journal of a map: a line for each edit, appended as it is made, in the folder beside the map.
 * Everyone who has the map open appends to it and reads what others append, in the same order.
 *
 *     CRC cjm-journal 1 GENERATION SEQ MARK         the first line
 *     CRC SEQ TIME AUTHOR ACTION TEXT               each other one
 *
 * CRC is of the rest of the line, 8 hexadecimal digits. SEQ counts the records from 1 and never
 * starts over. The first line says on which text of the map (MARK) the journal stands, and which
 * SEQ that text holds. Saving begins a new generation: a new file under the same name that has only
 * what the saved text does not hold. What was in the old one goes to the file "earlier".
 *
 * How it is used: lock, read to the end and apply that, append, unlock; flush within a second.
 * Readers need no lock. A file only grows until another takes its place, except that a failed
 * writer cuts off what it wrote of an unfinished line.
 *
 * A line that is damaged (wrong checksum, torn, too long, a SEQ that is not the next) is counted
 * and skipped. A reader without the lock may see a line before all of it is there (NFS): it stops
 * there and wants the lock to be sure (JOURNAL_DOUBT). One that can only read looks a few times.
 */
#ifndef CJM_STORE_JOURNAL_JOURNAL_H
#define CJM_STORE_JOURNAL_JOURNAL_H

#include <stdint.h>

#include "store/journal/lock.h"
#include "store/journal/map_folder.h"

/* Which text it is, shortly. Written "LEN-CRC": decimal length, 8 hexadecimal digits. */
struct text_mark {
    size_t len;
    uint32_t crc;
};

struct text_mark text_mark_of(struct slice text);
bool text_mark_equal(struct text_mark a, struct text_mark b);
void text_mark_add(struct text_mark mark, struct buf *out);
/* False where the text is not exactly a mark. */
bool text_mark_parse(struct slice text, struct text_mark *mark);

#define JOURNAL_FILE "journal" /* in the folder beside the map */

enum {
    JOURNAL_AUTHOR_MAX = 128,       /* bytes */
    JOURNAL_LINE_MAX = 16 << 20,    /* bytes of a line, the line end not counted */
    JOURNAL_SIZE_MAX = 256 << 20,   /* bytes of a journal, where the options name no other size */
    JOURNAL_JUMP_MAX = 1000 * 1000, /* a SEQ further ahead is damage */
    JOURNAL_LOOKS = 3               /* of one that can only read, at a bad line */
};

struct journal_record {
    uint64_t seq;
    int64_t time;        /* seconds since the epoch, 0 or more */
    uint64_t action;     /* the author's: records of one action belong together */
    struct slice author; /* no blanks, no control characters; others' is hostile, as the text is */
    struct slice text;   /* no control characters other than TAB; perhaps no UTF-8 */
    size_t line;         /* from 1, in the file "journal"; 0 where it is not read from there */
};

struct journal_header {
    uint64_t seq;          /* the base holds all up to this one */
    struct text_mark base; /* the map's text on which it stands */
};

struct journal_damage {
    size_t count; /* lines, since it was opened */
    size_t line;  /* the first one, from 1; 0: none */
};

enum journal_news {
    JOURNAL_NOTHING, /* nothing new */
    JOURNAL_READ,    /* records were given, or a new generation began */
    JOURNAL_DOUBT,   /* as before, but then comes a bad line: read again with the lock */
    /* Records between the last one given and what the journal stands on now can't be had: load the
     * map anew. The next read gives all records that are there, from the first on. Others may
     * have been given before it was noticed. */
    JOURNAL_LOST,
    JOURNAL_GONE,  /* there is no journal: never was, or its file or folder was removed */
    JOURNAL_FAILED /* errno; the next read goes on where this one stopped */
};

struct journal_options {
    const char *path;               /* of the map */
    bool write;                     /* makes the folder and can lock and append; else only reads */
    const struct file_calls *calls; /* NULL: the system's */
    uint64_t max_size; /* bytes of the file "journal" or "earlier"; 0: JOURNAL_SIZE_MAX */
};

struct journal;

/*
 * Opens what there is. A journal need not be there: journal_begin() makes one. STATUS_FOUND: it
 * was to be read only, and there is no folder; there is no message. STATUS_SYSTEM: the message says
 * why there can be no journal. `out` is NULL then.
 */
enum status journal_open(
    struct journal **out, const struct journal_options *options, struct diags *diags);
/* Also releases all locks. NULL is nothing. */
void journal_close(struct journal *journal);

/* Takes the append lock, for appending and beginning. False with errno; EAGAIN: another program
 * still has it after `wait_ms`. */
bool journal_lock(struct journal *journal, int wait_ms);
void journal_unlock(struct journal *journal);
/* Takes the save lock, for as long as a save takes; others can append meanwhile. */
bool journal_save_lock(struct journal *journal, int wait_ms);
void journal_save_unlock(struct journal *journal);
/* The process that has the append lock; 0 where that can't be told, or nobody has it. */
pid_t journal_lock_holder(struct journal *journal);

/*
 * Gives every valid record behind the last one given, in order, once. `take` must not call the
 * journal, and copies what it keeps; NULL: they are skipped. Own records are not given.
 */
typedef void journal_take(void *context, const struct journal_record *record);
enum journal_news journal_read(struct journal *journal, journal_take *take, void *context);

/*
 * Appends a record like `like` (author, action, time) for each text, with the lock, after a read to
 * the end under this lock. Returns how many there are now: all, or the first ones and errno says
 * why not the others (ENOSPC ...). EAGAIN: not locked, or not read to the end; ENOENT: there is no
 * journal; EILSEQ: its first line is damaged, begin anew; EINVAL, EMSGSIZE: an author or text that
 * can't be in it; EFBIG: it is as large as it may be, begin anew.
 */
size_t journal_append(struct journal *journal, const struct journal_record *like,
    const struct slice *texts, size_t count);
/* Brings what was appended to the disk. False with errno; once that failed, only a new generation
 * is surely on the disk, and this stays false. */
bool journal_flush(struct journal *journal);
/* Whether there is something to flush. */
bool journal_unflushed(const struct journal *journal);

/*
 * The same in three parts, of which a thread does the second: others may call the journal then. The
 * third must come, before journal_close(). What journal_flush_run() could not do, and says so, is
 * journal_flush()'s.
 */
struct journal_flush {
    const struct map_folder *folder;
    int fd; /* a second one of the file; -1: there is nothing of it to flush */
    bool name;
    bool failed;
    bool lost;   /* the system may have forgotten it */
    uint32_t id; /* of the journal, whose generation of that number is flushed ... */
    uint64_t number;
    uint64_t written; /* ... up to that one of the own records */
};

#define JOURNAL_NO_FLUSH   \
    (struct journal_flush) \
    {                      \
        .fd = -1           \
    }

void journal_flush_begin(const struct journal *journal, struct journal_flush *flush);
bool journal_flush_run(struct journal_flush *flush);
void journal_flush_end(struct journal *journal, struct journal_flush *flush);

struct journal_start {
    struct text_mark base; /* the text of the map it stands on */
    uint64_t seq;          /* that holds all up to this one */
    uint64_t keep_after;   /* records behind this one are copied; usually `seq` */
    bool keep_history;     /* all others go to "earlier"; else that file is removed */
    bool later;            /* it is on the disk with the next flush, and not before */
};

/*
 * Begins a new generation, or the first one, with the lock and after a read to the end under this
 * lock (EAGAIN). False with errno: all is as it was. Where only its name
 * can't be brought to the disk it is begun, and there is something to flush.
 */
bool journal_begin(struct journal *journal, const struct journal_start *start);

/* Gives all valid records of "earlier" and of the journal, in order. False with errno. */
bool journal_history(struct journal *journal, journal_take *take, void *context);

/* NULL where there is no journal or its first line is damaged. Good until the next read or begin.
 */
const struct journal_header *journal_header(const struct journal *journal);
/* The same in all generations; a journal that was removed and begun anew has another. 0: none. */
uint32_t journal_id(const struct journal *journal);
/* Of the last record read or appended, at least the header's; 0: none. */
uint64_t journal_last(const struct journal *journal);
/* Bytes. */
uint64_t journal_size(const struct journal *journal);
struct journal_damage journal_damage(const struct journal *journal);
/* For what else is kept beside the map. */
const struct map_folder *journal_folder(const struct journal *journal);
struct locks *journal_locks(struct journal *journal);

#endif
