/*
 * The room of the views. They use guide, grid, people, core and canvas; one view shows another by
 * view_of() and does not know its file.
 *
 * The views that list nodes of one kind from all over the map. One mechanism; each list tells what
 * is special to it.
 */
#ifndef CJM_APP_VIEWS_NODE_LIST_H
#define CJM_APP_VIEWS_NODE_LIST_H

#include "app/core/list_pane.h"

struct listing {
    /* The order; NULL: the map's. *out is to be freed. */
    size_t (*collect)(const struct map *map, struct node ***out);
    /* The order after a vote; NULL: it is no matter of votes. */
    size_t (*collect_by_votes)(const struct map *map, struct node ***out);
    /* A short text before the row's, such as a rank; what does not fit ends in `mark`. */
    void (*figures)(
        const struct app *app, const struct node *node, const char *mark, struct buf *out);
    enum field before; /* where there are no figures: its text stands there */
    int before_width;
    /* The row's text; NULL: the headline. */
    void (*text)(const struct node *node, struct buf *out);
    /* A short text at the end of a row of a list so wide; may be NULL. */
    void (*note)(const struct node *node, int width, const char *mark, struct buf *out);
    const char *heading; /* marked for translation */
    const char *empty;   /* likewise: what to do where there is nothing */
    int sheet;           /* fifths of the height for what is told of the selected node; 0: two */
    unsigned opens;      /* Enter shows the node in the view of that context; 0: in a form */
};

/* The nodes of a list in its order, kept until the map changes. */
struct listed {
    const struct listing *listing;
    bool by_votes;
    uint32_t revision; /* of the map */
    struct node **nodes;
    size_t count;
};

/* The members of a view that is a list of nodes of that kind. */
#define NODE_LIST(name, kind, of)                                                                  \
    .title = (name), .context = IN_LIST, .lists = (kind), .listing = (of), .draw = draw_node_list, \
    .rows = node_list_rows, .draw_row = draw_node_list_row, .selected = node_list_selected,        \
    .reveal = node_list_reveal, .enter = enter_node_list

void draw_node_list(struct app *app, struct level *level, struct canvas *canvas, struct area area);
void draw_node_list_row(struct app *app, const struct level *level, const struct list_row *at);
int node_list_rows(struct app *app, const struct level *level);
struct node *node_list_selected(struct app *app, const struct level *level);
void node_list_reveal(struct app *app, struct level *level, struct node *node);
void enter_node_list(struct app *app, struct level *level);
/* The map is closed. */
void node_list_forget(struct app *app);

/* Figures: a number in four columns; one's own votes while a vote runs, else all; "x " if set. */
void add_number(const struct node *node, enum field field, struct buf *out);
void add_votes(const struct app *app, const struct node *node, enum field field, struct buf *out);
void add_chosen(const struct node *node, enum field field, struct buf *out);

#endif
