/*
 * The one event loop: keys and signals in, pictures out. Whoever needs a key asks it, the program
 * itself and the line editor in a prompt alike; while they wait it paints, resizes, suspends, and
 * looks at what others do to the map.
 *
 * Own keys go first. What others do resets no timer of one's own, and is looked at no more often
 * than the app wants, so that a crowd of them costs no more than a few pictures a second.
 */
#ifndef CJM_TUI_TERM_LOOP_H
#define CJM_TUI_TERM_LOOP_H

#include "app/app.h"
#include "tui/term/keys.h"
#include "tui/term/pace.h"
#include "tui/term/term.h"

struct loop {
    struct app *app;
    struct terminal *term;
    struct canvas canvas;
    struct keys keys;
    bool ascii, boxes; /* of the canvas */
    struct pace pace;
    bool dirty;          /* something may look different */
    bool waiting;        /* a part of the picture was left out until the keys rest */
    bool urgent;         /* the next picture is no answer to a key: it is painted at once */
    int unpainted;       /* reads since the last picture */
    int64_t idle_since;  /* when something was typed last, in ms */
    int64_t begun_at;    /* since when a key that has begun waits for its rest, in ms */
    int64_t looked_at;   /* when what others do was looked at last, in ms */
    int64_t tick_at;     /* when the picture changes by itself, in ms; 0: never */
    int escape_delay;    /* ms that Esc waits for more */
    bool ended;          /* by a signal or because the terminal is gone */
    enum status status;  /* of the save at that end */
    struct diags *diags; /* borrowed */
};

/*
 * Waits for the next key. False: the loop ended, or another line is typed now, or none. All keys
 * that are there are given before a picture is painted. Each call takes it that the app changed
 * since the one before.
 */
bool loop_key(struct loop *loop, struct key *key);
/* The end that nobody asked the program for (a signal, a lost line): saves the work at once. */
void loop_end(struct loop *loop);
/* Saves what changed since; false, with loop->status and messages, where that fails. */
bool loop_save(struct loop *loop);
/* Stops the program until its user continues it. */
void loop_suspend(struct loop *loop);

#endif
