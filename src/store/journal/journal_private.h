/* What the files of the journal share. */
#ifndef CJM_STORE_JOURNAL_JOURNAL_PRIVATE_H
#define CJM_STORE_JOURNAL_JOURNAL_PRIVATE_H

#include "store/journal/journal.h"

/* Ends a line that a dead writer left unfinished, so that it can't be taken for a valid record:
 * none has this character. */
#define JOURNAL_CANCEL '\x18'

/* Which file it is: a journal that is made anew has another id, its next generation a number one
 * higher. Written "ID.NUMBER". */
struct generation {
    uint32_t id;
    uint64_t number;
};

struct journal_first {
    struct generation generation;
    struct journal_header header;
};

/* --- records (record.c) --- */

/* What can be in a record: see journal.h. */
bool journal_author_is_valid(struct slice author);
bool journal_text_is_valid(struct slice text);
/* Append a line with its line end. */
void journal_add_first(const struct journal_first *first, struct buf *out);
void journal_add_record(const struct journal_record *record, struct buf *out);
/* False where the line (without its end) is not a valid one. */
bool journal_parse_first(struct slice line, struct journal_first *first);
bool journal_parse_record(struct slice line, struct journal_record *record);

/* --- a file, line by line (walk.c) --- */

enum walk_step {
    WALK_FIRST,  /* the first line: `first` */
    WALK_RECORD, /* a valid record: `record` */
    WALK_GAP,    /* a valid record, but others are missing before it */
    WALK_BAD,    /* a line that is no valid record */
    WALK_END,    /* nothing more up to `end` but perhaps an unfinished line */
    WALK_FAILED  /* errno; can be tried again */
};

struct journal_walk {
    const struct file_calls *calls;
    int fd;
    bool many_firsts; /* "earlier" has one for each generation */
    uint64_t end;     /* nothing is read from here on */
    uint64_t start;   /* where the line of the last step begins */
    uint64_t next;    /* where the next one does */
    uint64_t lines;   /* up to here, the last step's included */
    bool skipping;    /* in the middle of a line that is too long */
    bool has_first;   /* `first` is valid */
    struct journal_first first;
    uint64_t last; /* seq of the last record; 0: none yet */
    struct journal_record record;
    struct slice line;
    struct buf window; /* bytes from window_at on */
    uint64_t window_at;
};

void journal_walk_init(struct journal_walk *walk, const struct file_calls *calls, int fd);
void journal_walk_release(struct journal_walk *walk);
/* Forgets what was read ahead: what is there now is read anew. `end` is the file's size now. */
void journal_walk_resume(struct journal_walk *walk, uint64_t end);
/* Goes back before the last step, which was WALK_BAD. */
void journal_walk_back(struct journal_walk *walk);
/* Whether there is the beginning of a line at the end. */
bool journal_walk_is_torn(const struct journal_walk *walk);
enum walk_step journal_walk_next(struct journal_walk *walk);

/* --- the journal --- */

#define EARLIER_FILE "earlier"

struct journal {
    const struct file_calls *calls;
    struct map_folder folder;
    struct locks locks;
    bool write;
    uint64_t max_size;

    int fd;           /* of the file; -1: there is none */
    struct stat file; /* which one that is */
    struct journal_walk walk;
    bool known;      /* there was a journal, which `generation` and `last` are of */
    bool check_lost; /* the file is new: whether it goes on where the old one ended is unknown */
    struct generation generation;
    uint64_t last; /* seq of the last record given or appended, or in the base */

    bool locked;
    bool current;     /* all was read since the lock was taken */
    uint64_t torn_at; /* an unfinished last line that was counted; UINT64_MAX: none */
    struct journal_damage damage;
    uint64_t written, flushed; /* own records of this generation */
    bool flush_failed;
    bool name_unflushed; /* the new file is under its name, but perhaps not on the disk */
};

/* Takes `fd` as the journal's file, from its beginning. */
void journal_use_file(struct journal *journal, int fd, const struct stat *file);

#endif
