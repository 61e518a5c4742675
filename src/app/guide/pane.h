/*
 * The room of the guide. It uses grid, people, core and canvas.
 *
 * The guide on the screen: a pane with the question under the grid. The engine (guide/guide.h)
 * knows what is asked; this keeps what the screen needs for it: the line that is typed, texts that
 * were begun and left, what was said last.
 */
#ifndef CJM_APP_GUIDE_PANE_H
#define CJM_APP_GUIDE_PANE_H

#include "app/core/state.h"
#include "guide/guide.h"

/* A text that was begun for a question and left. */
struct draft {
    const struct node *node, *persona;
    enum field field;
    struct buf text;
    size_t cursor;
};

struct guide_pane {
    struct guide *engine;
    bool entered;                /* the pane is shown, and the clock runs */
    time_t noted;                /* when the time used was put into the map last */
    uint32_t revision;           /* of the map, when the engine last looked at it */
    struct guide_question asked; /* what the open line answers */
    bool typing;                 /* a line was asked for, where a key would answer */
    bool strayed;                /* and opened for a text that was typed there */
    struct buf stray;            /* that text, before */
    int64_t typed_at;            /* when the last character came, in ms of clock_ms() */
    struct buf begun;            /* keys that were taken and may be the beginning of a text */
    int begun_answers;           /* so many of them answered */
    bool begun_word;             /* the last of them is a letter or a blank */
    int begun_mark, mark;        /* the option that was moved to, from 1; 0: none; before them */
    char sign;                   /* '-' or '+' was pressed, and a figure may follow; else 0 */
    struct draft *drafts;
    size_t draft_count, draft_cap;
    struct buf note; /* what became of the last answer */
    bool note_is_error;
    bool understood;     /* what is typed is an answer so far */
    int top;             /* of a list that is longer than its room: the first line shown */
    int lines, page;     /* of that list, when last drawn */
    struct area options; /* where those that a key chooses were last drawn */
    int step;            /* of the question that was shown last: its position; 0: none yet */
    int64_t moved_at;    /* others went on: when, in ms of a clock of its own; 0: long ago */
    char clock[132];     /* of who keeps the time, as presence tells it; empty: oneself */
    char keeper[132];    /* and the name */
    bool scored;         /* all was scored, and that was said */
};

/* --- the pane's life (pane.c) --- */

/* Reads its steps; false, with the reason shown, where they can't be read, or one only watches. */
bool guide_pane_begin(struct app *app);
/* That, and shows the guide. */
bool guide_pane_open(struct app *app);
/* After whatever happened: keeps pace with the map, opens and closes the line of the answer. After
 * others did something, what is typed stays with its question. */
void guide_pane_settle(struct app *app, bool others);
/* A moment ago others went on: a key that was meant for their question must not answer this one. It
 * is said, then. */
bool guide_pane_too_late(struct app *app);
/* What others are to know of it: flags and clock. */
void guide_pane_appear(const struct app *app, struct participant *self);
/* Before a save: place and time used go into the map. */
void guide_pane_note(struct app *app);
/* At the end: a text that was begun is answered as far as it is accepted, and the clock stands. */
void guide_pane_leave(struct app *app);
void guide_pane_free(struct app *app);
/* Where the cursor is, at a question: IN_GUIDE, IN_ANSWER, IN_SCROLL. */
unsigned guide_pane_context(const struct app *app, const struct level *level);
/* The map comes to the front. */
void guide_to_map(struct app *app);
/* Esc in the line: what was typed is kept for later, and the map comes to the front. */
void guide_pane_give_up(struct app *app);
/* The engine did something: the pane knows of that change. */
void guide_mark_seen(struct app *app);
/* An answer was stored: the file gets it at once, unless that takes long. */
void guide_pane_save(struct app *app);
/* What is said under the answer; formats nothing. */
void guide_pane_say(struct app *app, bool error, struct slice text);

/* Opens the silent round that runs, or begins one for the list that the guide asks for; else for
 * the parking lot. Without a journal it is a time without notes. (answer.c) */
void guide_silent_round(struct app *app);

/* The agenda, at the current step. (agenda.c) */
void guide_show_agenda(struct app *app);
/* The step explained, and the words that go at its questions. */
void guide_show_explanation(struct app *app);
void guide_show_help(struct app *app);

/* --- answers (answer.c) --- */

/* The line of the answer, also while another prompt lies over it; NULL where none is typed. */
const struct prompt *guide_typed_line(const struct app *app);
/* Opens a line for the question. */
void guide_open_line(struct app *app, const struct guide_question *question);
/* Keeps what stands in the line, and closes it. */
void guide_close_line(struct app *app);
/* What was begun for a question, or NULL. */
struct draft *guide_draft(struct guide_pane *pane, const struct guide_question *question);
/* Answers, and says what became of it. False: refused. */
bool guide_take(struct app *app, struct slice text);
/* A text that was begun for the question asked and left: kept until it is asked again. */
void guide_keep_text(struct guide_pane *pane, struct slice text, size_t cursor);

/* --- questions that one key answers (one_key.c) --- */

/* A key at such a question, before commands; false: it is a command's. */
bool guide_key(struct app *app, struct level *level, const struct key *key);
/* A click on an option answers, too. */
bool guide_option_click(struct app *app, struct level *level, struct area area, int x, int y);
/* Keys so far were no beginning of a text. */
void guide_forget_begun(struct guide_pane *pane);
/* Another question comes: a text that was typed at this one is kept for it. */
void guide_keep_stray(struct app *app);
/* Such a text goes into the parking lot, also out of the line that was opened for it; false: there
 * is none. */
bool guide_park_stray(struct app *app);

/* --- what can be chosen (options.c) --- */

/* Options side by side, in as many rows as they need; returns how many. With canvas NULL it only
 * counts. */
int draw_guide_options(const struct guide_pane *pane, struct canvas *canvas, struct area area);
/* Whether the options say what they mean, so wide. */
bool guide_options_tell(const struct guide_pane *pane, int width);
/* The option that stands at a place of the screen, of those drawn in the area; or NULL. */
const struct guide_option *guide_option_at(struct guide *engine, struct area area, int x, int y);
/* The numbered list of a pick, in columns from top to bottom. */
void draw_guide_list(struct app *app, struct canvas *canvas, struct area area);
/* How many rows the list would like to have, with up to `rows` there. */
int guide_list_rows(struct guide *engine, int width, int rows);
/* Notes how long a list is that has room for `page` lines, and keeps its top where it can be. */
void guide_scroll(struct guide_pane *pane, int lines, int page);

/* --- pictures (picture.c, clock.c) --- */

/* The question below a line that tells where the guide is. */
void draw_guide_pane(struct app *app, struct canvas *canvas, struct area area);
/* How many rows the question would like to have, `width` columns wide, where it can have `rows`. */
int guide_rows_wanted(struct app *app, int width, int rows);
/* A line with the step, the place in it and the time left. */
void draw_guide_rule(struct app *app, struct canvas *canvas, struct area row);
/* "7:20 left", "over by 2:00", "paused, 7:20 left"; silent rounds too. In brief "7:20", "-2:00". */
void guide_add_clock(const struct app *app, bool brief, struct buf *out);
/* The box alone, for the programs of others: "7:20", "-2:00", "7:20 paused". */
void guide_tell_clock(const struct guide_pane *pane, char *out, size_t size);
bool guide_is_clock(const char *text);
/* The time left of a silent round in figures that a whole room can read; how wide it is, 0: there
 * is none, or no room for it. */
int draw_silent_time(int left, struct canvas *canvas, struct area area);

/* Until what is shown of the time is another, in seconds; -1: never. */
int guide_pane_tick(const struct app *app);
/* The time went on. */
void guide_pane_ticked(struct app *app);

#endif
