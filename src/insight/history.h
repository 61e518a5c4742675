/*
 * What a journal tells of a session, as people read it: who changed what and when.
 *
 * Records come in the journal's order. Those of one action of one author are one entry with a line
 * for each change. What the guide remembers for itself and saves are left out; an entry without
 * lines is of no interest. Texts are safe for a terminal, whatever the records were.
 *
 * A record names its nodes by id; what they are called comes from the map as it was when the
 * history began, and from the records themselves.
 */
#ifndef CJM_INSIGHT_HISTORY_H
#define CJM_INSIGHT_HISTORY_H

#include <time.h>

#include "insight/compare.h"
#include "model/names.h"
#include "model/value_table.h"

struct history_record {
    uint64_t seq; /* grows; a record that was there already is passed over. 0: it has none */
    time_t time;
    uint64_t action;
    struct slice author; /* token: "anna.1f3-9ab2c1" */
    struct slice text;   /* model/edit/edit_text.h, model/edit/replay.h; notes of saves */
};

struct history_line {
    const char *text; /* "3-D Secure: emotion -2 -> 0" */
    const char *id;   /* of the node; NULL: there is none to go to */
    enum change_kind kind;
    enum node_kind node_kind; /* KIND_COUNT: not known */
    enum field field;         /* of CHANGE_SET; FIELD_COUNT: of none */
};

enum history_kind { HISTORY_CHANGE, HISTORY_UNDO, HISTORY_REDO };

struct history_entry {
    enum history_kind kind;
    bool undone;  /* a change that was taken back since */
    bool outside; /* another program made it in the file; the author's merged it */
    time_t time;  /* of its first record */
    uint64_t action;
    size_t author;
    struct history_line *lines;
    size_t count, cap;
};

struct history_author {
    const char *name;
    uint64_t last;   /* the highest number of an action so far */
    size_t *entries; /* numbers of their entries, counted from the first one ever */
    size_t count, cap;
    bool outside; /* the next action is what another program wrote */
};

struct history {
    struct map known; /* the nodes as the records tell of them; texts live in its arena */
    struct value_table touchpoints; /* how many there are of each name */
    struct names tokens;            /* of the authors */
    struct history_author *authors;
    size_t author_count, author_cap;
    struct history_entry *entries;
    size_t count, cap;
    uint64_t seen;   /* the highest seq */
    size_t left_off; /* the first entries, of too many */
};

enum { HISTORY_MOST = 20000 /* entries kept, at least */ };

/* `now`: the map, for the names of nodes; NULL: none. */
void history_begin(struct history *history, const struct map *now);
void history_release(struct history *history);
void history_add(struct history *history, const struct history_record *record);
/* How the author with this token is called: not as the token says. */
void history_call(struct history *history, struct slice token, struct slice name);
/* Who made it, for people: a name, or "file". */
const char *history_name(const struct history *history, const struct history_entry *entry);
/* The name that is in a token: "anna" of "anna.1f3-9ab2c1". */
struct slice history_name_of_token(struct slice token);

#endif
