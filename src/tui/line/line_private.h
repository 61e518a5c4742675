/*
 * What the line editor's files share: line_text.c (the line in the engine) and line_keys.c (what
 * keys do in it) know no place where it is shown; line.c shows it as a prompt of the screen, and
 * read_edit.c has libedit itself show it on a terminal without a screen.
 */
#ifndef CJM_TUI_LINE_LINE_PRIVATE_H
#define CJM_TUI_LINE_LINE_PRIVATE_H

#include <histedit.h>
#include <stdio.h>

#include "tui/line/line.h"

/* Who the line is edited for. */
struct line_front {
    void (*changed)(struct line_editor *line); /* prompt->text did; may be NULL */
    void (*full)(struct line_editor *line);    /* no more fits */
    void (*refuse)(struct line_editor *line);  /* several lines were pasted where one fits */
    void (*accept)(struct line_editor *line);  /* takes prompt->text; `done` if that is the end */
    void (*cancel)(struct line_editor *line);  /* gives it up, likewise */
    void (*choose)(struct line_editor *line);  /* Tab found prompt->shown: several, or none */
    void (*prefill)(struct line_editor *line); /* the engine's line is new, and empty */
    /* The next key, with the line in sync before it; false: no more is read of this line. */
    bool (*next_key)(struct line_editor *line, struct key *key);
    /* What the engine gets for it; 0: nothing, it is done already or means nothing here. */
    wchar_t (*translate)(struct line_editor *line, const struct key *key);
};

struct line_editor {
    const struct line_front *front;
    struct loop *loop; /* of the screen; NULL without one */
    void *owner;       /* of a line without a screen */
    EditLine *engine;  /* NULL until the first prompt */
    FILE *null;
    int master, slave; /* the engine's pty */
    HistoryW *histories[HISTORY_COUNT];
    struct prompt *prompt; /* what is edited; borrowed */
    unsigned number;       /* of that prompt */
    bool prefilled;
    bool done;        /* the prompt is closed */
    struct key held;  /* read ahead: what follows an escape */
    struct buf typed; /* the line, while the history is looked through */
    int history_at;   /* how far back; 0: the typed line itself */
    bool completing;  /* the last key was Tab, and prompt->shown are its candidates */
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

/* Puts the engine's line into the prompt, and tells the front if it changed. */
void line_sync(struct line_editor *line);
/* Characters of the engine's line. */
size_t line_length(const struct line_editor *line);
/* How many characters a text has in the engine. */
int line_count_characters(struct slice text);
/* A character as libedit may write it to a terminal, and what is meant by such a one. */
wchar_t line_tame(wchar_t point);
uint32_t line_meant(wchar_t point);
/* Puts a text as wide characters into line->wide; returns how many. */
size_t line_widen(struct line_editor *line, struct slice text);
/* Inserts a text at the cursor, as it is. */
void line_insert(struct line_editor *line, struct slice text);
/* Inserts what was pasted as the prompt takes it, not too much. */
void line_paste(struct line_editor *line, struct slice text);
/* Removes this many bytes of prompt->text before the cursor; the line must be in sync. */
void line_remove_before(struct line_editor *line, size_t bytes);
/* Has the front give the line up. */
void line_cancel(struct line_editor *line);

/* The history of the prompt's kind. */
HistoryW *line_history(struct line_editor *line);
/* The text becomes its newest entry; an older equal one goes. */
void line_remember(HistoryW *history, const wchar_t *text);
/* What the engine gets for a key without a character; 0: it means nothing in a line. */
wchar_t line_private_key(uint32_t code);
/* Frees what it has, but not itself. */
void line_release(struct line_editor *line);

/* The user's ~/.editrc chose vi's keys. */
bool line_is_vi(EditLine *engine);

/* libedit's function for the key Delete. */
unsigned char line_remove_right(EditLine *engine, wint_t key);

/* Makes a new engine ready: it gets its keys from the front, and has the user's own bindings. */
void line_set_up(struct line_editor *line);

#endif
