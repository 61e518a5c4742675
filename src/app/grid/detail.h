/* What the detail pane says of a touchpoint or a stage, paragraph by paragraph. */
#ifndef CJM_APP_GRID_DETAIL_H
#define CJM_APP_GRID_DETAIL_H

#include "app/grid/grid.h"

/* Where a paragraph stands where there are several columns. */
enum detail_part {
    DETAIL_ACTS,   /* pains and ideas */
    DETAIL_VOICES, /* quotes, metrics, comments */
    DETAIL_FIELDS,
    DETAIL_PARTS
};

struct detail_item {
    enum detail_part part;
    struct node *node; /* what Enter opens there; NULL: nothing of its own */
    const char *sign;  /* in front, or NULL */
    enum style sign_style, style;
    struct buf label; /* of a field, in front */
    struct buf text, facts;
};

struct detail {
    struct buf facts; /* of the first line, behind name and score */
    struct detail_item *items;
    size_t count, cap;
};

/* Fills it in; an empty one is all zeros. */
void detail_fill(
    const struct app *app, const struct node *subject, bool ascii, struct detail *detail);
void detail_release(struct detail *detail);

#endif
