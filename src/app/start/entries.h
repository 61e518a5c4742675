/* What the start screen lists: the maps opened last, what one can begin with, examples, templates.
 */
#ifndef CJM_APP_START_ENTRIES_H
#define CJM_APP_START_ENTRIES_H

#include "app/start/preview.h"

enum entry_kind {
    ENTRY_RECENT,
    ENTRY_GUIDED,
    ENTRY_NEW,
    ENTRY_FILE,
    ENTRY_EXAMPLES, /* what is behind it unfolds */
    ENTRY_EXAMPLE,
    ENTRY_TEMPLATES,
    ENTRY_TEMPLATE
};

struct entry {
    enum entry_kind kind;
    char *of;         /* a path, a template's name; NULL: neither */
    bool looked;      /* at the file */
    bool broken;      /* it can't be read */
    bool late;        /* its review */
    struct buf title; /* on the row; */
    struct buf state; /* at its end */
    struct buf about; /* what else it can be found by */
};

enum fold { FOLD_BY_ROOM, FOLD_OPEN, FOLD_CLOSED };

struct start {
    struct entry *entries;
    size_t count, cap;
    size_t *rows; /* the entries that are shown */
    size_t row_count, row_cap;
    bool tall;                           /* the screen was, when drawn last */
    enum fold folds[ENTRY_TEMPLATE + 1]; /* of what unfolds */
    struct preview preview;
    bool with_samples;
};

/* Collected when it is first asked for. */
struct start *start_of(struct app *app);
struct entry *start_entry_at(struct app *app, int row);
/* The row of an entry, or of the one that it is folded into. */
int start_row_of(const struct start *start, size_t entry);
/* Which rows are shown, as what unfolds is now. */
void start_set_rows(struct start *start);
/* Takes one off the list. */
void start_drop(struct start *start, size_t entry);

/* Does it unfold? */
bool entry_is_fold(const struct entry *entry);
/* Is it one of those behind such a row? */
bool entry_is_in_fold(const struct entry *entry);
bool start_is_open(const struct start *start, enum entry_kind fold);
/* Unfolds or folds it, or what the entry is behind. */
void start_turn_fold(struct start *start, const struct entry *entry);
/* The same, unless it is unfolded. */
void start_unfold(struct start *start, const struct entry *entry);

/* Reads its file for the row, once and within bounds. */
void entry_look(struct app *app, struct entry *entry);
/* Says on the row what was read. */
void entry_tell(struct entry *entry, const struct glance *glance, time_t now);

#endif
