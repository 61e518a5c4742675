/*
 * One who is at the map, and how that stands in a slot of the file "presence": a line of text with
 * a checksum, filled up with NUL bytes. Anybody who may write the map may write anything there, so
 * what is read is cleaned: it can be shown as it is.
 */
#ifndef CJM_STORE_JOURNAL_PARTICIPANT_H
#define CJM_STORE_JOURNAL_PARTICIPANT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

enum participant_flag {
    PARTICIPANT_LEADS = 1,   /* leads the workshop */
    PARTICIPANT_GUIDE = 2,   /* has the guide open */
    PARTICIPANT_SILENT = 4,  /* is in a silent round */
    PARTICIPANT_WATCHES = 8, /* changes nothing */
    PARTICIPANT_FLAGS = 15
};

enum { PARTICIPANT_SIZE = 512, PARTICIPANT_COLUMNS = 32 };

/* Texts end in a NUL; what is longer is cut. */
struct participant {
    int slot;
    bool own;          /* this program's */
    unsigned flags;    /* PARTICIPANT_... */
    char name[132];    /* at most PARTICIPANT_COLUMNS wide */
    char token[96];    /* the author of this one's edits in the journal */
    char node[192];    /* id of what is under the cursor: may be none of the map's */
    char view[24];     /* its name */
    char clock[132];   /* what the guide's clock shows; at most PARTICIPANT_COLUMNS wide */
    char initials[32]; /* one or two columns, others than those of all the others */
};

/* Writes what the slot holds; initials, slot and own are no part of it. */
void participant_to_slot(const struct participant *who, char slot[PARTICIPANT_SIZE]);
/* False where it is empty or broken. Sets all but initials, slot and own. */
bool participant_from_slot(const char slot[PARTICIPANT_SIZE], struct participant *who);
/* Is all of them the same, what is shown and what is not? */
bool participant_equal(const struct participant *a, const struct participant *b);
/* Gives each the initials of the name, or one letter and a digit where they are taken by one
 * before. */
void participants_label(struct participant *items, size_t count);

#endif
