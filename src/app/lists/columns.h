/*
 * The columns of lists: what each is called, where it stands, what it says of a node, and in which
 * order it puts them.
 */
#ifndef CJM_APP_LISTS_COLUMNS_H
#define CJM_APP_LISTS_COLUMNS_H

#include "app/core/list_pane.h"

/* For whom and where a column says it. */
struct column_at {
    const struct app *app;
    const struct node *node;
    bool ascii;
    bool selected;
    int width;
    int figure; /* of the listing's, kept with the list */
};

struct column {
    const char *name;   /* marked for translation; what it is sorted by, too, unless */
    const char *whole;  /* it is an abbreviation of this */
    char letter;        /* that sorts by it; 0: none does */
    signed char width;  /* 0: the rest; more where words of a language need it */
    signed char gap;    /* blanks behind it */
    signed char more;   /* so much wider in wide lists */
    bool right;         /* its text stands at its right */
    bool always;        /* also where a list is narrow */
    unsigned char from; /* shown in lists so wide */
    enum style style;
    bool (*has_style)(const struct node *node); /* NULL: all do */
    enum field field; /* what it says, and is sorted by, where there is no function */
    void (*add)(const struct column_at *at, struct buf *out);
    /* The words that it says, from 1 on; past the last NULL. None: those of the field, if any. */
    const char *(*word)(int number);
    /* Lower ones first; INT_MAX: not known, the last whichever way round. NULL: by its text. */
    int (*order)(const struct node *node);
};

enum { COLUMNS_MOST = 16 };

/* How wide each is in a list of that width; 0: it is not shown there. It measures all words that
 * they may say, which takes longer than to draw a row. */
void columns_fit(const struct column *columns, int list, int widths[COLUMNS_MOST]);

/* Goes over the columns that a list shows; ends with NULL. */
struct column_walk {
    const struct column *columns; /* end with a column without a name */
    const int *widths;            /* of columns_fit() */
    const struct column *at;
    int x, width;
};

bool next_column(struct column_walk *walk);
/* What the list is sorted by then, translated. */
const char *column_called(const struct column *column);
/* What a column says of a node. */
void column_add(const struct column *column, const struct column_at *at, struct buf *out);
/* Sorts by the column, or the other way round; what is equal stays in its order. */
void column_sort(const struct column *column, bool turned, struct node **nodes, size_t count);

/* "Pay / The queue": above the node. */
void add_place(const struct node *node, struct buf *out);
/* "18 Dec", or with the year where it is not near; late ones with "!". */
void add_due(const struct column_at *at, struct slice date, struct buf *out);

/* Columns that several lists have. */
void add_tick(const struct column_at *at, struct buf *out);
void add_chosen(const struct column_at *at, struct buf *out);
void add_votes_of(const struct column_at *at, struct buf *out);
void add_due_of(const struct column_at *at, struct buf *out);
void add_date_of(const struct column_at *at, struct buf *out);
void add_place_of(const struct column_at *at, struct buf *out);
int order_of_place(const struct node *node);

/* Of the selected row; the others have it in place of the selection's mark. */
#define COLUMN_TICK                                                            \
    {                                                                          \
        .name = "", .width = 1, .gap = 0, .always = true, .style = STYLE_TICK, \
        .field = FIELD_UNKNOWN, .add = add_tick                                \
    }
#define COLUMN_CHOSEN(FIELD)                                                                 \
    {                                                                                        \
        .name = "", .width = 1, .gap = 0, .from = 60, .style = STYLE_TICK, .field = (FIELD), \
        .add = add_chosen                                                                    \
    }
#define COLUMN_VOTES(FIELD)                                                                  \
    {                                                                                        \
        .name = N_("votes"), .letter = 'v', .width = 5, .gap = 2, .right = true, .from = 60, \
        .field = (FIELD), .add = add_votes_of                                                \
    }
#define COLUMN_STATUS(FIELD)                                                                    \
    {                                                                                           \
        .name = N_("status"), .letter = 't', .width = 8, .gap = 2, .from = 60, .field = (FIELD) \
    }
#define COLUMN_OWNER(FIELD)                                                                \
    {                                                                                      \
        .name = N_("owner"), .letter = 'o', .width = 12, .more = 8, .gap = 2, .from = 100, \
        .field = (FIELD)                                                                   \
    }
#define COLUMN_DUE(FIELD)                                                                      \
    {                                                                                          \
        .name = N_("due"), .letter = 'd', .width = 8, .gap = 1, .from = 100, .field = (FIELD), \
        .add = add_due_of                                                                      \
    }
#define COLUMN_PLACE                                                                        \
    {                                                                                       \
        .name = N_("place"), .letter = 'p', .width = 19, .more = 21, .gap = 0, .from = 100, \
        .field = FIELD_UNKNOWN, .add = add_place_of, .order = order_of_place                \
    }
#define COLUMNS_END  \
    {                \
        .name = NULL \
    }

#endif
