/*
 * Data that are added to a map that is there: surveys, figures, quotes, tickets. All by edits, in
 * the group that the caller has begun.
 */
#ifndef CJM_IMPORT_DATA_DATA_H
#define CJM_IMPORT_DATA_DATA_H

#include "import/read/table.h"
#include "model/edit/edit.h"

/* Which node a name stands for. */
struct places {
    struct names names;  /* folded: names, and STAGE/TOUCHPOINT */
    struct node **nodes; /* by their numbers; NULL: several have it */
    size_t cap;
};

struct data {
    struct draft *draft; /* for messages, words and options */
    struct undo *undo;
    struct map *map;
    const char *source; /* the file's name, without its folder */
    struct places places;
    struct table table;
    struct buf *text;
    size_t header;       /* row of the labels */
    size_t few;          /* figures of less than 30 answers */
    struct names people; /* who said something, by their numbers */
    size_t hidden;       /* addresses and numbers of people */
    struct names texts;  /* quotes, and links of tickets, that are there already, by their place */
    struct names strangers; /* persona names that the map does not have */
    const char **roles;     /* by columns of the header: what each becomes; NULL: none asked yet */
};

struct data_kind {
    const char *name;
    bool (*looks_so)(const struct data *data);
    enum status (*take)(struct data *data);
};

extern const struct data_kind data_survey, data_mail, data_analytics, data_quotes, data_tickets;
/* All of them; ends in NULL. */
extern const struct data_kind *const data_kinds[];

/* Adds what is in the text of a file, which is changed. STATUS_BAD with messages: nothing. */
enum status data_take(struct draft *draft, struct undo *undo, struct buf *text);

/* --- places.c --- */

void places_init(struct data *data);
void places_release(struct places *places);
/* The stage or touchpoint of that id, name or path, after --place; NULL: none, or several. */
struct node *places_find(const struct data *data, struct slice text);
/* That of two columns, one of which may be empty; `name` becomes what the file calls it. */
struct node *places_find_in(
    const struct data *data, struct slice stage, struct slice touchpoint, struct buf *name);
/* The node of --at, the map itself where that was not given; NULL with a message: there is none. */
struct node *places_at(struct data *data);

/* The id of the persona of that name or id; empty: none, which is told later. */
struct slice data_persona(struct data *data, struct slice name);

/* Names that are no place, each told once. */
struct unplaced {
    struct names names;
    size_t rows;
};

void unplaced_add(struct unplaced *unplaced, struct slice name);
void unplaced_tell(struct unplaced *unplaced, struct data *data);

/* --- columns.c --- */

enum { NO_COLUMN = TABLE_WIDTH_MAX };

/* The column of that header, whatever case and accents; NO_COLUMN: none. */
size_t data_column(const struct data *data, struct slice name);
/* The first that has one of the words, with ";" between, as its header or, if `part`, in it. */
size_t data_column_of(const struct data *data, const char *words, bool part);
/* The one that an option names; false with a message: there is none. NO_COLUMN where it was not
 * given. */
bool data_column_given(struct data *data, const char *option, const char *value, size_t *out);
/* Says what becomes of a column of the header; NO_COLUMN may be given. */
void data_use(struct data *data, size_t column, const char *role);
/* Tells the plan what the columns become, and says which are left out. */
void data_tell_columns(struct data *data);
/* Name, e-mail, telephone, address: never taken. */
bool data_is_personal(struct slice header);
/* The header row: the first with two of the words. False: there is none. */
bool data_find_header(struct data *data, const char *words);

/* --- figures.c --- */

struct figure {
    const char *name;
    const char *kind; /* as the file has it */
    double value;
    int digits;
    const char *unit; /* NULL: none */
    size_t n;         /* 0: not known */
    const char *date; /* empty: not known */
};

/* Adds the figure; that of the same name and source gets the new value, and keeps the old one. */
void figure_put(struct data *data, struct node *place, const struct figure *figure);
void figure_put_measured(
    struct data *data, struct node *place, double mean, size_t n, const char *date);
/* Adds a quote, and returns whether it was not there yet. On the map itself it is parked. */
struct said {
    struct slice text, by, persona, date;
};
bool quote_put(struct data *data, struct node *place, const struct said *said);

/* The text without addresses and numbers of people, where that is asked for. */
struct slice data_hidden(struct data *data, struct slice text);
/* Finds out which quotes and tickets are there already. */
void texts_find(struct data *data);
/* Has the place no ticket of that link? From now on it has. */
bool link_is_new(struct data *data, const struct node *place, struct slice link);

/* --- date.c --- */

enum { DATE_SIZE = 11 };

/* How days and months stand: found out by all dates of a column. */
struct date_order {
    bool day_first, month_first; /* shown by a number over 12; both: nothing is sure */
    size_t unclear, unread;      /* which of them comes first; no dates */
};

/* Looks at all rows of a column from `first` on, and says what is unclear. */
void date_see_all(struct data *data, size_t column, size_t first, struct date_order *order);
/* "2026-11-21" of many ways to write a date, a time behind it is left off. False: it is none. */
bool date_read(struct slice text, const struct date_order *order, char out[DATE_SIZE]);

#endif
