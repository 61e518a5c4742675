/* Journals in a folder of their own, for their tests. */
#ifndef CJM_TESTS_JOURNAL_SUPPORT_H
#define CJM_TESTS_JOURNAL_SUPPORT_H

#include "store/journal/journal.h"

/* Makes the folder with a map; removes both. */
void journal_set_up(void);
void journal_tear_down(void);
/* The map, and a file in the folder beside it (NULL: that folder). */
const char *map_path(void);
const char *beside_map(const char *name);
/* Is that text somewhere in the map's file? */
bool map_file_has(const char *text);

/* Opens the map's journal; the test fails where that can't be. */
struct journal *open_journal(bool write);
/* Lock, read to the end, and begin or append one record, unlock. */
void journal_start_over(struct journal *journal, uint64_t seq, uint64_t keep_after);
#define JOURNAL_LIKE(by, of, at) \
    (&(struct journal_record){ .author = (by), .action = (of), .time = (at) })

size_t journal_append_one(
    struct journal *journal, const char *author, uint64_t action, const char *text);

/* Takes records as lines "SEQ AUTHOR ACTION TEXT". */
struct taken {
    struct buf out;
    uint64_t last;
    size_t count;
};
void take_record(void *context, const struct journal_record *record);

#endif
