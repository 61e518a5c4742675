/*
 * The program's state, which all rooms of the app share. What belongs to a room above is behind a
 * pointer that only that room can look into. core uses the canvas and what lies below the app.
 * Others use app/app.h.
 */
#ifndef CJM_APP_CORE_STATE_H
#define CJM_APP_CORE_STATE_H

#include "app/core/level.h"
#include "app/core/message.h"
#include "app/core/options.h"
#include "app/core/prompt.h"
#include "insight/summary.h"
#include "session/session.h"

enum {
    LEVELS_MAX = 8,
    OVERLAY_MAX = 5 /* personas that are shown at once */
};

/* What a finished prompt does. */
struct ask {
    bool (*done)(struct app *app, struct slice text, struct buf *message);
    struct node *node;
    enum field field;
    size_t index;
    const struct node *behind; /* a new node goes behind this sibling, if it is still there */
    struct new_map begins;     /* of a new map; what it points to outlives the prompt */
    bool guided;               /* which the guide opens at once */
};

/* A map to be opened in place of what is open, as soon as the command is done. */
struct opening {
    char *path;  /* NULL: none */
    bool copy;   /* has no file of its own: saving asks for one */
    bool guided; /* with the guide */
};

struct copied;
struct own;
struct grid_state;
struct grid_kept;
struct start;
struct guide_pane;
struct listed;
struct pick;
struct log_pane;
struct import_pane;
struct bring_back;
struct aside;
struct sheet_photo;
struct people;
struct rounds;
struct cursor_keep;

/* What was typed that waits for the key after it, or colours how that is taken. */
struct typed {
    int count;             /* 0: none */
    uint32_t first;        /* of two keys; K_NONE: none */
    uint32_t rates;        /* 'r', 'R': the next key is a score; K_NONE */
    int rated_sign;        /* of that score: 1 or -1; 0: none yet */
    uint32_t whose;        /* a key that scores, which waits for whose score it is; K_NONE */
    uint32_t whose_figure; /* the figure behind a sign, likewise */
    /* A sign was a step, and a figure behind it makes it a score. */
    const struct node *signed_node; /* NULL: the key before was no sign */
    int sign;                       /* 1 or -1 */
    bool stepped;                   /* there is a step to take back */
    int stepped_from;               /* the score before it */
    /* What comes so soon after a key that did nothing belongs to it. */
    int64_t dropped_at; /* ms of clock_ms() */
    int drops_for;      /* ms; 0: nothing is dropped */
    bool sorts;         /* the next key is the letter of a column */
};

enum repeat_what { REPEAT_NONE, REPEAT_SCORE, REPEAT_SET, REPEAT_ADD };

/* The last change, which "." does again. */
struct repeat {
    enum repeat_what what;
    int score;
    enum field field; /* that was set, or the list that was added to */
    struct buf text;  /* what it was set to, what was added */
};

/* By which column a list is sorted. */
struct list_sort {
    char letter; /* 0: as it is without */
    bool turned; /* the other way round */
};

/* Where the cursor was: a node in a main view. */
struct place {
    const struct view *view; /* NULL: nowhere */
    struct node *node;
};

/* Which curves of several personas are shown, where it is not one persona's. */
struct overlay {
    struct node *picked[OVERLAY_MAX];
    size_t count;     /* of the picked; 0: the first ones are shown */
    bool mean;        /* one curve, the mean of all */
    unsigned changes; /* counts whose curves were chosen */
};

/* A letter that moved the cursor of a choice. */
struct lettered {
    int64_t at; /* when, in ms of clock_ms(); 0: none did */
    int row;    /* where the cursor was */
};

struct app {
    struct app_options options;
    struct command_list commands;
    const struct view *const *views; /* ends in NULL; the main ones first, in their order */
    struct session session;
    bool open; /* a map is open */
    struct opening opening;
    struct typed typed;
    struct repeat repeat;
    struct place jumped_from;       /* the last jump */
    const struct view *view_before; /* the main view before this one; NULL: none */
    unsigned views_seen;            /* a bit each: what it shows was said, in this map */
    struct copied *copied;          /* NULL: nothing was copied yet */
    bool save_due;        /* the file is to be brought up to date, as soon as the command is done */
    struct styles styles; /* how everything looks */
    const struct inks *inks; /* what is printed is coloured with, borrowed; NULL: it is not */
    struct own *own;         /* settings and keys of the user's own */
    struct level levels[LEVELS_MAX];
    int depth;
    struct grid_state *grid;
    struct grid_kept *grid_kept; /* what its picture is made of; NULL: it was not drawn yet */
    struct summary summary;      /* of the map's emotions, kept up to date */
    struct node *persona;        /* whose curve; NULL: several, see overlay */
    struct overlay overlay;
    bool scores_for_known;   /* while all are shown: it was said whose scores are typed, */
    struct node *scores_for; /* a persona's, or everybody's (NULL) */

    struct prompt prompt;
    struct ask ask;
    bool asking;
    struct prompt held; /* what was typed when another prompt was opened over it */
    struct ask held_ask;
    bool holding;
    bool discard_warned; /* Esc was pressed once on a changed text */
    struct lettered lettered;

    struct messages messages;
    struct buf search;
    struct buf editor_text;
    enum app_request request;
    bool ending;
    bool too_small;
    bool only_moved; /* since the last picture nothing was done but to move the map's cursor */
    unsigned hinted; /* the context for whose keys the last line is */
    uint32_t rest_failed_at; /* the map's revision that could not be saved at rest; 0: none */
    struct area main_area;   /* where the top level was drawn: for the mouse */
    struct start *start;     /* what the start screen lists; NULL before it is shown */
    struct listed *listed;   /* the nodes of the list shown last */
    struct pick *pick;       /* what the filter leaves */
    struct list_sort sorts[KIND_COUNT]; /* of each list */
    struct guide_pane *guide;           /* NULL until it is begun for this map */
    struct log_pane *log;               /* NULL until it is shown for this map */
    struct import_pane *import;         /* NULL: none is looked at */
    struct bring_back *bring_back;
    struct aside *aside;       /* NULL: nothing is on its way beside the keys */
    struct sheet_photo *photo; /* on the sheet that is shown; NULL: none */
    struct people *people;     /* the others */
    struct rounds *rounds;     /* silent rounds and votes */
    struct cursor_keep *keep;  /* what keeps the cursor in its place */
    bool others_act;           /* at what others did: edits are not one's own */
};

/* Shows the curve of one persona, or those of all (NULL). */
void app_show_persona(struct app *app, struct node *persona);
/* Shows those of several, OVERLAY_MAX at most; without any the mean of all. */
void app_show_overlay(struct app *app, struct node *const *personas, size_t count);
/* What is shown stays so, as far as it is still there. */
void app_keep_persona(struct app *app);
/* The usual: the only persona's, or all. */
void app_usual_persona(struct app *app);
/* Has each of several personas a curve of her own? */
bool app_overlays(const struct app *app);
/* Those whose curves are shown together; how many, 0 where it is only one curve. */
size_t app_overlay(const struct app *app, struct node *out[OVERLAY_MAX]);
/* Whose emotions are shown: a persona's id, or NULL for all together. */
const char *app_persona(const struct app *app);
/* A change was made that "." can make again. */
void repeat_note(struct app *app, enum repeat_what what, enum field field, struct slice text);
/* Is the node still part of the map? */
bool app_has_node(const struct app *app, const struct node *node);
/* May the map only be read? Then that is said. */
bool app_only_watches(struct app *app);

#endif
