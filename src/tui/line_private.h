/* What line.c (the engine and its keys) and line_keys.c (what the keys do) share. */
#ifndef CJM_TUI_LINE_PRIVATE_H
#define CJM_TUI_LINE_PRIVATE_H

#include <histedit.h>
#include <stdio.h>

#include "tui/line.h"

struct line_editor {
    struct loop *loop;
    EditLine *engine; /* NULL until the first prompt */
    FILE *null;
    int master, slave; /* the engine's pty */
    HistoryW *histories[HISTORY_COUNT];
    struct prompt *prompt; /* what is edited; borrowed */
    bool prefilled;
    bool done;        /* the prompt is closed */
    struct key held;  /* read ahead: what follows an escape */
    struct buf typed; /* the line, while the history is looked through */
    int history_at;   /* how far back; 0: the typed line itself */
    bool completing;  /* the last key was Tab, and prompt->shown are its candidates */
    size_t chosen;    /* which one stands in the line; count: none yet */
    struct buf scratch;
    wchar_t *wide; /* a text on its way into the engine */
    size_t wide_cap;
};

/*
 * Keys that have no character come to the engine as these: control characters that nobody can
 * type, because the decoder drops them.
 */
enum private_key {
    PRIVATE_FIRST = 0x80,
    PRIVATE_LEFT = PRIVATE_FIRST,
    PRIVATE_RIGHT,
    PRIVATE_UP,
    PRIVATE_DOWN,
    PRIVATE_HOME,
    PRIVATE_END,
    PRIVATE_DELETE,
    PRIVATE_BACK_TAB,
    PRIVATE_BREAK
};

/* Puts the engine's line into the prompt, and has the app check it if it changed. */
void line_sync(struct line_editor *line);
/* Inserts a text at the cursor, as it is. */
void line_insert(struct line_editor *line, struct slice text);
/* Removes this many bytes of prompt->text before the cursor; the line must be in sync. */
void line_remove_before(struct line_editor *line, size_t bytes);
/* Has the app take the line, or give it up; `done` if the prompt is closed. */
void line_accept(struct line_editor *line);
void line_cancel(struct line_editor *line);

/* The user's ~/.editrc chose vi's keys. */
bool line_is_vi(EditLine *engine);

/* Binds all of that. */
void line_bind_keys(EditLine *engine);

#endif
