/*
 * The room of the lists one can work in. It uses people, core and canvas; the grid and the views
 * are above it.
 *
 * The views that list nodes of one kind from all over the map. One mechanism; each list tells what
 * is special to it.
 */
#ifndef CJM_APP_LISTS_NODE_LIST_H
#define CJM_APP_LISTS_NODE_LIST_H

#include <limits.h>

#include "app/lists/columns.h"

struct listing {
    /* The order; NULL: the map's. *out is to be freed. */
    size_t (*collect)(const struct map *map, struct node ***out);
    /* The order after a vote; NULL: it is no matter of votes. */
    size_t (*collect_by_votes)(const struct map *map, struct node ***out);
    const struct column *columns; /* of its rows; the one without a width has the rest */
    /* What ranks a node, in the pane; may be NULL. */
    void (*formula)(const struct node *node, struct buf *out);
    /* A figure of each node that takes a walk through the map: kept with the list; may be NULL. */
    int (*figure)(const struct map *map, const struct node *node);
    const char *empty; /* marked for translation: what to do where there is nothing */
    int sheet;         /* fifths of the height for what is told of the selected node; 0: two */
    unsigned opens;    /* Enter shows the node in the view of that context; 0: in a form */
};

/* The nodes of a list in its order, kept until the map changes. */
struct listed {
    const struct listing *listing;
    bool by_votes;
    struct list_sort sort;
    unsigned filter; /* which one */
    const struct node *persona;
    uint32_t revision; /* of the map */
    struct node **nodes;
    size_t count;
    size_t open;              /* so many come before those that are done */
    int *figures;             /* of each, where the listing has any, or FIGURE_UNKNOWN */
    int widths[COLUMNS_MOST]; /* of the picture that is drawn */
};

enum { FIGURE_UNKNOWN = INT_MIN };

/* The members of a view that is a list of nodes of that kind. */
#define NODE_LIST(name, kind, of)                                                                  \
    .title = (name), .context = IN_LIST, .lists = (kind), .listing = (of), .draw = draw_node_list, \
    .rows = node_list_rows, .draw_row = draw_node_list_row, .selected = node_list_selected,        \
    .reveal = node_list_reveal, .enter = enter_node_list, .rule = node_list_rule,                  \
    .hints = (kind) == KIND_PAIN || (kind) == KIND_IDEA ? action_hints : node_hints

/* What the key line shows first, in lists of what someone has to do, and in others. */
extern const char *const action_hints[], *const node_hints[];

void draw_node_list(struct app *app, struct level *level, struct canvas *canvas, struct area area);
void draw_node_list_row(struct app *app, const struct level *level, const struct list_row *at);
int node_list_rows(struct app *app, const struct level *level);
int node_list_rule(struct app *app, const struct level *level);
struct node *node_list_selected(struct app *app, const struct level *level);
void node_list_reveal(struct app *app, struct level *level, struct node *node);
void enter_node_list(struct app *app, struct level *level);
/* The map is closed. */
void node_list_forget(struct app *app);

/* A key while app->typed.sorts: sorts the list by the column of that letter, or turns it round;
 * false: it has none. (sort.c) */
bool list_sort_key(struct app *app, uint32_t code);
/* Which letters it has. */
void list_sort_hint(struct app *app, struct buf *out);

/* Below the list: the place in the rule above the area, and all that is known of the node.
 * (sheet_pane.c) */
void draw_node_sheet(const struct app *app, const struct listing *listing, const struct node *node,
    struct canvas *canvas, struct area area);
/* A value as it is read: the name of what the file has an id of, the pain of an idea, the persona
 * of a quote. */
void add_value_of(const struct app *app, const struct node *of, enum field field, struct buf *out);
/* Where nothing is selected: what is listed. */
void draw_no_sheet(enum node_kind kind, struct canvas *canvas, struct area area);

#endif
