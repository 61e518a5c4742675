/*
 * What the files of this layer share: the program's state and its parts. Others use app/app.h.
 *
 * The screen is a stack of levels: a main view at the bottom (grid, lists, start screen), above it
 * forms, help, a choice. Each level is a view with a node and a selected row. Esc leaves the top
 * one. A prompt is not a level: it lies over whatever is there.
 */
#ifndef CJM_APP_CORE_STATE_H
#define CJM_APP_CORE_STATE_H

#include "app/app.h"
#include "app/core/cursor_keep.h"
#include "app/people/bring_back.h"
#include "app/people/people.h"
#include "app/people/rounds.h"
#include "insight/summary.h"
#include "session/session.h"

/* Where a command works. */
enum {
    IN_START = 1,
    IN_GRID = 2,
    IN_DETAIL = 4, /* the pane under the grid */
    IN_LIST = 8,   /* pains, ideas, quotes, parking lot, personas */
    IN_FORM = 16,
    IN_HELP = 32,
    IN_CHOICE = 64,
    IN_SHEET = 128, /* of a persona */
    IN_AGENDA = 256,
    IN_GUIDE = 512,   /* at a question that a key answers, and at the end */
    IN_ANSWER = 1024, /* in the line of an answer */
    IN_SCROLL = 2048, /* in the guide, where a list may be longer than its room */
    IN_PROMPT = 4096, /* in any other line that is typed */
    IN_END = 8192,    /* behind the guide's last question */
    IN_WHO = 16384,   /* in the list of those who are here */
    EDITS = 32768,    /* with a command's contexts: it is not for those who only watch */
    IN_LOG = 65536,
    IN_CONFLICTS = 131072,
    IN_ROUND = 262144, /* at one's own notes of a silent round */
    IN_MAP = IN_GRID | IN_DETAIL | IN_LIST | IN_FORM | IN_HELP | IN_SHEET | IN_LOG | IN_CONFLICTS |
             IN_ROUND, /* a map is open */
    IN_MAIN = IN_GRID | IN_DETAIL | IN_LIST,
    IN_TOUCHPOINT = IN_GRID | IN_DETAIL,     /* on a touchpoint or a part of it */
    IN_TALK = IN_GUIDE | IN_ANSWER | IN_END, /* in the guide */
    IN_ALL = 511 | IN_WHO | IN_LOG | IN_CONFLICTS | IN_ROUND
};

struct area {
    int x, y, width, height;
};

struct guide_pane;
struct log_pane;
struct level;
struct start;

struct view {
    const char *title; /* marked for translation */
    unsigned context;  /* IN_... */
    void (*draw)(struct app *app, struct level *level, struct canvas *canvas, struct area area);
    /* How many rows can be selected; NULL: none. */
    int (*rows)(struct app *app, const struct level *level);
    /* The node that commands act on; may give NULL. */
    struct node *(*selected)(struct app *app, const struct level *level);
    /* Moves the cursor; NULL: the row by dy. */
    void (*move)(struct app *app, struct level *level, int dx, int dy);
    /* Enter. */
    void (*enter)(struct app *app, struct level *level);
    /* Takes a key that is no command's; false where it has no use for it. May be NULL. */
    bool (*key)(struct app *app, struct level *level, const struct key *key);
    /* A click on the area; NULL: nothing. True where it selected something. */
    bool (*click)(struct app *app, struct level *level, struct area area, int x, int y);
    /* Goes to the next place with the text, or the previous one (-1); false: it is nowhere. NULL:
     * the map is searched. */
    bool (*find)(struct app *app, struct level *level, struct slice text, int direction);
};

struct level {
    const struct view *view;
    struct node *node; /* what a form shows */
    int row;           /* the selected one */
    int top;           /* first line shown */
    int page;          /* lines seen when last drawn */
    enum field field;  /* of a choice: what is chosen */
};

enum { LEVELS_MAX = 8 };

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

struct grid_state {
    size_t stage;       /* of the cursor */
    int row;            /* touchpoint in the stage; -1: the stage itself */
    int wanted_row;     /* where the cursor goes back to in longer stages */
    size_t first_stage; /* the first column shown */
    int first_row;
    int shown_stages;         /* when last drawn */
    size_t drawn_first_stage; /* in the last picture, for the sideways shift */
    int drawn_columns, drawn_width, drawn_height;
    int detail_row; /* the selected item of the detail pane */
    int detail_top;
    bool in_detail; /* the pane has the cursor */
};

struct app {
    struct app_options options;
    struct session session;
    bool open; /* a map is open */
    struct level levels[LEVELS_MAX];
    int depth;
    struct grid_state *grid;
    struct summary summary; /* of the map's emotions, kept up to date */
    struct node *persona;   /* whose curve; NULL: all together, as one or overlaid */
    bool overlay;           /* with several personas: a curve each */

    struct prompt prompt;
    struct ask ask;
    bool asking;
    struct prompt held; /* what was typed when another prompt was opened over it */
    struct ask held_ask;
    bool holding;
    bool discard_warned; /* Esc was pressed once on a changed text */

    struct buf message;
    bool message_is_error;
    bool message_of_journal; /* an error of it: that it is well again takes its place */
    struct buf search;
    struct buf editor_text;
    enum app_request request;
    bool ending;
    bool too_small;
    uint32_t rest_failed_at;  /* the map's revision that could not be saved at rest; 0: none */
    struct area main_area;    /* where the top level was drawn: for the mouse */
    struct start *start;      /* what the start screen lists; NULL before it is shown */
    struct guide_pane *guide; /* NULL until it is begun for this map */
    struct log_pane *log;     /* NULL until it is shown for this map */
    struct bring_back *bring_back;
    struct people *people;    /* the others */
    struct rounds *rounds;    /* silent rounds and votes */
    struct cursor_keep *keep; /* what keeps the cursor in its place */
    bool others_act;          /* at what others did: edits are not one's own */
};

/* --- levels (app.c) --- */

struct level *app_top(struct app *app);
struct level *app_push(struct app *app, const struct view *view, struct node *node);
/* Leaves the top level; false at the bottom. */
bool app_pop(struct app *app);
/* Shows a main view, leaving all others. */
void app_show(struct app *app, const struct view *view);
/* Where the cursor is: IN_... */
unsigned app_context(struct app *app);
/* The node under the cursor, or NULL. */
struct node *app_selected(struct app *app);
/* Puts the cursor of the main view on a node, as near as it can be shown. */
void app_reveal(struct app *app, struct node *node);
/* Shows the place of a node: persona and notes in their lists, all else in the grid. (run_move.c)
 */
void app_go_to(struct app *app, struct node *node);
/* Shows the curve of one persona, or of all (NULL). */
void app_show_persona(struct app *app, struct node *persona);
/* The usual: the only persona's, or all. */
void app_usual_persona(struct app *app);
/* Is the node still part of the map? */
bool app_has_node(const struct app *app, const struct node *node);
/* Whose emotions are shown: a persona's id, or NULL for all together. */
const char *app_persona(const struct app *app);
/* Moves the cursor of a level. */
void level_move(struct app *app, struct level *level, int dx, int dy);
/* Scrolls so that line `from`..`to` is among the `page` lines shown. */
void level_scroll(struct level *level, int from, int to, int page);
void start_free(struct start *start);
enum { MORE_AFTER_MOST = 150 }; /* bytes of a message behind which another one has room */
void app_error(struct app *app, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The same behind an error that is shown and was not answered by a key, as far as both have room.
 */
void app_error_more(struct app *app, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Shows the first of the messages and clears them. */
void app_report(struct app *app, struct diags *diags);
/* The same for messages of a save, which may be warnings: says how an unsaved map can be saved. */
void app_report_save(struct app *app, struct diags *diags, enum status status);
/* Goes on with a session that was opened, in place of the one that is open. */
void app_use_session(struct app *app, struct session *opened);
/* Opens a map in place of what is open, which must be saved; on failure all stays and the reason
 * is shown. A copy has no file of its own: saving asks for one. */
bool app_load(struct app *app, const char *path, bool copy);
/* Saves what is open, if it changed. False, with the reason shown, where that fails. */
bool app_save(struct app *app);

/* Asks for the file of a new map, makes and opens it; `guided`: with the guide. (run_file.c) */
void app_ask_new(struct app *app, const struct new_map *begins, bool guided);

/* --- the others (app_share.c) --- */

/* What is only watched is read anew, and all that is shown stays where it is. (reload.c) */
void app_reload(struct app *app);
/* May the map only be read? Then that is said. */
bool app_only_watches(struct app *app);
/* Before and after what a person does here: the cursor stays, the others are told. */
void before_key(struct app *app);
void after_key(struct app *app);
/* An edit was made: a line that is typed for the same field hears of it. */
void app_note_edit(struct app *app, const struct edit *edit);
/* The map was opened: hears of what others do, and says what there is to say of it. */
void session_opened(struct app *app);

/* --- prompts (ask.c) --- */

/* Opens a prompt; `ask` is copied. One that is open is held, and comes back after this one. */
void app_ask(struct app *app, const char *label, enum prompt_history history, struct slice initial,
    const struct ask *ask);
/* At the end: texts that were begun are accepted, as far as they are of use. (app_prompt.c) */
void app_keep_typed(struct app *app);
/* Asks for the value of a field, as its type wants it. */
void app_ask_field(struct app *app, struct node *node, enum field field);
/* A field's value as it is edited on a line: lists with commas, booleans as yes and no. */
void field_to_line(enum field field, struct slice value, struct buf *out);
/* A field's value as it is read: a list with commas, booleans as yes and no. */
void field_add_shown(enum field field, struct slice value, struct buf *out);
/* Appends what may be typed: " (1..5)". Nothing where any text may. */
void field_add_limits(enum field field, struct buf *out);
/* The reverse, checked; false with a reason. */
bool field_from_line(
    struct app *app, enum field field, struct slice line, struct buf *out, struct buf *why);
/* Stores what was typed for a field; an empty line removes it. */
bool app_set_from_line(
    struct app *app, struct node *node, enum field field, struct slice line, struct buf *message);

/* --- silent rounds (view_round.c) --- */

/* Opens the line for notes. */
void round_ask(struct app *app);
/* Does one run at this moment? */
bool round_runs(const struct app *app);

/* --- drawing helpers (draw.c) --- */

/* Draws wrapped text, as many rows as the area has; returns the rows used. With canvas NULL it only
 * counts. */
int draw_wrapped(struct canvas *canvas, struct area area, enum style style, struct slice text);
/* "+1", "0", "-2", or the dot of an unscored one. */
void format_emotion(const struct canvas *canvas, int emotion, struct buf *out);

extern const struct view view_start, view_grid, view_form, view_sheet, view_choice, view_help,
    view_who, view_log, view_conflicts, view_round;
extern const struct view view_guide, view_agenda, view_explanation, view_guide_help;
extern const struct view view_personas, view_pains, view_ideas, view_quotes, view_parking;
/* The main views in the order of F2, F3, ...; ends in NULL. */
extern const struct view *const main_views[];

#endif
