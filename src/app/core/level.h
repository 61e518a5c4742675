/*
 * The screen is a stack of levels: a main view at the bottom (grid, lists, start screen), above it
 * forms, help, a choice. Each level is a view with a node and a selected row. Esc leaves the top
 * one. A prompt is not a level: it lies over whatever is there.
 *
 * Views are found by what they are for (view_of(), view_listing()) in the table that the program
 * has in app->views: whoever shows one need not know its file.
 */
#ifndef CJM_APP_CORE_LEVEL_H
#define CJM_APP_CORE_LEVEL_H

#include "app/canvas/canvas.h"
#include "app/canvas/key.h"
#include "app/core/command.h"
#include "model/map.h"

struct app;
struct level;
struct list_row;
struct listing;

struct view {
    const char *title; /* marked for translation */
    unsigned context;  /* IN_..., where commands work */
    /* Of a view that fills the screen: the command that shows it, whose name others are told, too.
     * (MAIN_VIEW()). Nameless: of another view. */
    struct command command;
    /* Names of the commands that the key line shows first in `context`, where something is
     * selected; NULL at the end. NULL: as their ranks have it. */
    const char *const *hints;
    enum node_kind lists; /* it lists the nodes of this kind, its cursor is a row; KIND_MAP: none */
    /* The same for the state that the level is in; NULL: `context`. */
    unsigned (*context_now)(const struct app *app, const struct level *level);
    void (*draw)(struct app *app, struct level *level, struct canvas *canvas, struct area area);
    /* The first row of what others leave to be seen that take the upper part for a while; NULL:
     * they take all. */
    int (*lower_part)(struct app *app);
    /* How many rows can be selected; NULL: none, and what is shown scrolls as a text. */
    int (*rows)(struct app *app, const struct level *level);
    /* Of a list (core/list_pane.h): draws a row, on its mark and background. */
    void (*draw_row)(struct app *app, const struct level *level, const struct list_row *at);
    /* How many lines a row of level->list takes; NULL: one each. */
    int (*row_height)(struct app *app, const struct level *level, int row);
    /* Of a list of single lines: the row with a rule above it, below which all is done; -1, NULL:
     * none. */
    int (*rule)(struct app *app, const struct level *level);
    /* What stands above a row, or NULL; a row with NULL goes on below the heading before it. */
    const char *(*heading)(struct app *app, int row);
    bool close_headings; /* without a line above them, and no farther in than the rows' mark */
    const struct listing *listing; /* of a list of nodes (views/node_list.h) */
    /* The node that commands act on; may give NULL. */
    struct node *(*selected)(struct app *app, const struct level *level);
    /* Puts the cursor on a node, as near as it can be shown; NULL: it can't. */
    void (*reveal)(struct app *app, struct level *level, struct node *node);
    /* Another main view takes its place; NULL: nothing to do. */
    void (*left)(struct app *app);
    /* Moves the cursor; NULL: the row by dy, from heading to heading by dx; or the text. */
    void (*move)(struct app *app, struct level *level, int dx, int dy);
    /* Enter. */
    void (*enter)(struct app *app, struct level *level);
    /* Takes a key before commands do; false: it is not for it. NULL: none. */
    bool (*first)(struct app *app, struct level *level, const struct key *key);
    /* Takes a key that is no command's; false where it has no use for it. May be NULL. */
    bool (*key)(struct app *app, struct level *level, const struct key *key);
    /* A click on the area; NULL: selects the row of a list. True where it selected something. */
    bool (*click)(struct app *app, struct level *level, struct area area, int x, int y);
    /* What was clicked is dragged over the area, or dropped there. NULL: nothing can be. */
    void (*drag)(struct app *app, struct area area, int x, int y, bool dropped);
    /* Goes to the next place with the text, or the previous one (-1); false: it is nowhere. NULL:
     * the map is searched. */
    bool (*find)(struct app *app, struct level *level, struct slice text, int direction);
};

struct level {
    const struct view *view;
    struct node *node; /* what a form shows */
    int row;           /* the selected one; of a text how many lines there are */
    int top;           /* first line shown */
    int page;          /* lines seen when last drawn */
    struct area list;  /* where the rows of a list were drawn last */
    enum field field;  /* of a choice: what is chosen; of a sheet: the selected fact */
    enum field seen;   /* of a sheet: the fact that is in sight because it was selected */
};

/* The top level; a program has one always. */
struct level *app_top(struct app *app);
/* Puts a level on top. */
struct level *app_push(struct app *app, const struct view *view, struct node *node);
/* The same, unless that view is on top. */
void app_push_once(struct app *app, const struct view *view);
/* Leaves the top level; false at the bottom. */
bool app_pop(struct app *app);
/* Shows a main view, leaving all others. */
void app_show(struct app *app, const struct view *view);
/* The main view below all levels. */
const struct view *app_main_view(const struct app *app);
/* The main view is the grid. */
bool app_on_grid(const struct app *app);
/* Where the cursor is: IN_... */
unsigned app_context(struct app *app);
/* The node under the cursor, or NULL. */
struct node *app_selected(struct app *app);
/* The cursor is about to go far: it can come back here. */
void jump_begin(struct app *app);
/* Back to where the last jump began; another time: forth. */
void jump_back(struct app *app);
/* Puts the cursor of a level on a node, where its view can. */
void level_reveal(struct app *app, struct level *level, struct node *node);
/* Moves the cursor of a level. (list_pane.c) */
void level_move(struct app *app, struct level *level, int dx, int dy);

/* The command of a main view: shows it, the grid with its cursor on what was selected. */
void view_show(struct app *app, const struct command *self, struct slice argument, bool forced);
/* The `command` of a main view. */
#define MAIN_VIEW(word, key, letter, text)                                                \
    {                                                                                     \
        .name = word, .keys = { key, K_PAIR('v', letter) }, .contexts = IN_MAP | IN_TALK, \
        .section = SECTION_SEE, .help = text, .run = view_show                            \
    }

/* The first view of that context. */
const struct view *view_of(const struct app *app, unsigned context);
/* The view that lists nodes of that kind; the grid where none does. */
const struct view *view_listing(const struct app *app, enum node_kind kind);

#endif
