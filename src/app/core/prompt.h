/*
 * A line that is being typed. The program opens it (what is asked, what stands there, what it
 * may be completed to); a line editor that the terminal layer owns (libedit) fills it and says
 * when it is done. The program draws it. So a prompt is a state, not a loop of the program's.
 */
#ifndef CJM_APP_CORE_PROMPT_H
#define CJM_APP_CORE_PROMPT_H

#include <stdbool.h>

#include "base/buf.h"

/* Each kind of prompt has a history of its own. */
enum prompt_history {
    HISTORY_NAMES,
    HISTORY_TEXTS,
    HISTORY_COMMANDS,
    HISTORY_SEARCH,
    HISTORY_ANSWERS, /* of the guide */
    HISTORY_COUNT
};

struct completions {
    char **items; /* whole texts that replace the typed one from `start` on; owned */
    size_t count, cap;
    size_t start;  /* byte offset */
    size_t hidden; /* bytes of each that a list leaves off: the folder they are all in */
    size_t chosen; /* which one stands in the line; count: none */
    bool cut;      /* there are more of them */
};

struct prompt {
    const char *label; /* borrowed; shown before the text */
    unsigned number;   /* another number is another prompt */
    bool in_view;      /* the view shows it where it belongs, not the last lines of the screen */
    enum prompt_history history;
    bool multiline;           /* a line break may be typed (M-Enter) or pasted */
    bool one_line;            /* several pasted lines are refused: joined they would mislead */
    struct buf text;          /* the typed line, UTF-8 */
    size_t cursor;            /* byte offset in text */
    struct buf initial;       /* what stood there at first */
    struct buf hint;          /* what is wanted, for people; may be empty */
    struct buf message;       /* shown beside it: why a text is not accepted; or empty */
    struct completions shown; /* the candidates on the screen, after Tab */
    /* Each of these borrows `context`. complete may be NULL. */
    void (*complete)(void *context, struct slice before_cursor, struct completions *out);
    /* The text is done. False: not accepted, message says why and typing goes on. */
    bool (*accept)(void *context, struct slice text, struct buf *message);
    /* Called after every change, to check while typing; may be NULL. */
    void (*check)(void *context, struct slice text, struct buf *message);
    void *context;
};

void completions_add(struct completions *completions, struct slice text);
/* They are empty then, but for their room. */
void completions_clear(struct completions *completions);
/*
 * Appends what was pasted as the prompt takes it: line ends of every kind as "\n" where it is
 * multiline, else as blanks; tabs as blanks, other control characters not at all; at most `most`
 * characters. False where it takes none of it.
 */
bool prompt_add_pasted(
    const struct prompt *prompt, struct slice pasted, size_t most, struct buf *out, bool *full);
/* For a prompt that is all zero. */
void prompt_begin(struct prompt *prompt);
void prompt_release(struct prompt *prompt);

#endif
