/*
 * What somebody keeps aside until it is revealed: notes of a silent round, dots of a vote. Each has
 * a file of the own name, "own-NAME", in the folder beside the map, with a line for each change:
 *
 *     CRC ROUND aim VALUE             where the notes of the round go, for who comes back after it
 *     CRC ROUND note NUMBER TEXT      a note; NUMBER is the author's
 *     CRC ROUND drop NUMBER           it is taken back
 *     CRC ROUND dots COUNT ID         so many votes for a node, below 0 against it; the last counts
 *
 * Only its owner can read the file, until the round is revealed and the owner's program hands it
 * in: then who may read the map can read it, and whoever reveals takes what is in it. How much is
 * in it all may know before: "told-NAME" has one line,
 *
 *     CRC ROUND COUNT NAME
 *
 * Each line is on the disk before the call returns, so a kill loses nothing. The program that has
 * the file open holds a lock on it: another of the same name takes "own-NAME-2". Who comes again
 * goes on with what there is.
 *
 * A file may have been written by anybody who may write the map: lines that are not valid are
 * skipped, and all of it is bounded.
 */
#ifndef CJM_STORE_JOURNAL_PRIVATE_NOTES_H
#define CJM_STORE_JOURNAL_PRIVATE_NOTES_H

#include <stdint.h>

#include "store/journal/map_folder.h"

enum {
    PRIVATE_SIZE_MAX = 256 << 10, /* bytes of a file */
    PRIVATE_FILES_MAX = 300,
    PRIVATE_ENTRIES_MAX = 5000, /* of a file */
    PRIVATE_TEXT_MAX = 10000,   /* bytes of a note */
    ROUND_ID_MAX = 24,          /* bytes of a round's name, with the NUL */
    PRIVATE_NAME_MAX = 100,
    PRIVATE_VOTES_MAX = 99 /* for one node */
};

struct private_note {
    char round[ROUND_ID_MAX];
    uint32_t number;
    char *text; /* clean: UTF-8, one line, no control characters */
};

struct private_votes {
    char round[ROUND_ID_MAX];
    int count;
    char *id;
};

struct private_aim {
    char round[ROUND_ID_MAX];
    char *value;
};

/* What a file says, or several. */
struct private_notes {
    struct private_aim *aims;
    size_t aim_count, aim_cap;
    struct private_note *notes;
    size_t note_count, note_cap;
    struct private_votes *votes;
    size_t vote_count, vote_cap;
};

void private_notes_release(struct private_notes *private);
/* Adds what the lines of a file say. */
void private_notes_parse(struct slice text, struct private_notes *out);
/* Appends it as it may be kept: blanks for what is no text. */
void private_notes_clean(struct slice text, struct buf *out);
size_t private_notes_count(const struct private_notes *private, const char *round);

struct own_file {
    const struct map_folder *folder; /* borrowed */
    int fd;                          /* -1: it is not open */
    char name[PRIVATE_NAME_MAX];
    struct private_notes content;
    size_t size;
    bool torn; /* its last line has no end */
    bool handed_in;
};

#define OWN_FILE_NONE \
    (struct own_file) \
    {                 \
        .fd = -1      \
    }

/* Opens what there is of that name, with `make` also where there is nothing yet, and reads it.
 * False with errno; ENOENT: there is none. */
bool own_open(struct own_file *own, const struct map_folder *folder, struct slice name, bool make);
void own_close(struct own_file *own);
/* Reads it again: whoever revealed a round emptied it. */
bool own_read(struct own_file *own);
/* Others can read it from now on, until the next line. False with errno. */
bool own_hand_in(struct own_file *own);
/* Tells all how much it has for a round, and by which name. */
void own_tell(const struct own_file *own, const char *round, unsigned count, struct slice name);
/* Where the notes of a round go; nothing where that is not known. */
struct slice own_aim_of(const struct own_file *own, const char *round);

/* Each adds a line. False with errno: it is not kept. */
bool own_aim(struct own_file *own, const char *round, struct slice value);
bool own_note(struct own_file *own, const char *round, struct slice text);
bool own_drop(struct own_file *own, const char *round, uint32_t number);
bool own_votes(struct own_file *own, const char *round, const char *id, int count);
int own_votes_for(const struct own_file *own, const char *round, const char *id);
/* Empties it, after everything in it was taken. */
bool own_clear(struct own_file *own);

/* Calls `take` with the content of each file there is, also of those who left; the own one, which
 * may not be open, among them. */
void private_notes_read_all(struct own_file *own, const struct map_folder *folder,
    void (*take)(void *context, const struct private_notes *private), void *context);
/* Calls `take` with the name and the count of each that cannot be read here, but has something for
 * the round. */
void private_notes_hidden(const struct own_file *own, const struct map_folder *folder,
    const char *round, void (*take)(void *context, struct slice name, unsigned count),
    void *context);
/* Empties all of them. False: some could not be. */
bool private_notes_clear_all(struct own_file *own, const struct map_folder *folder);

#endif
