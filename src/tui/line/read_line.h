/*
 * Lines from standard input, without a screen: from a pipe, a file, or a terminal. A terminal that
 * can move its cursor gets libedit, with history and completion; every other one what it has
 * itself.
 */
#ifndef CJM_TUI_LINE_READ_LINE_H
#define CJM_TUI_LINE_READ_LINE_H

#include "app/core/prompt.h"

struct line_reader;

enum { READ_LINE_MAX = 100 * 1000 }; /* bytes of a line that are kept */

enum read_result {
    READ_LINE,  /* one is there */
    READ_END,   /* the end of the input (C-d) */
    READ_STOP,  /* C-c, or a signal that ends the program */
    READ_LATE,  /* none came in time; what is typed already stays */
    READ_FAILED /* the input can't be read; errno says why */
};

struct read_line {
    struct slice text; /* as it came, whatever it was; without line end; until the next read */
    size_t number;     /* of the line, from 1 */
    size_t len;        /* of all of it; `text` is only its beginning where that is longer */
    bool half;         /* nobody ended it: the terminal went away */
};

struct read_options {
    /* What the line may be completed to; may be NULL. */
    void (*complete)(void *context, struct slice before_cursor, struct completions *out);
    void *context;
    bool utf8; /* the terminal takes UTF-8; without it there is no libedit */
};

/* Is standard output a terminal that takes more than lines: where a picture makes sense? */
bool reader_draws(void);
/* Takes the signals over, to tell of them by READ_STOP, until reader_free(). */
struct line_reader *reader_new(const struct read_options *options);
void reader_free(struct line_reader *reader);
/* A person types: standard input is a terminal. */
bool reader_is_terminal(const struct line_reader *reader);
/* libedit reads the lines: there are history and completion. */
bool reader_edits(const struct line_reader *reader);
/*
 * Shows the prompt to a terminal and reads a line; waits `timeout` ms at most (-1: for ever). The
 * last line needs no end, a line may end in CR LF, and a byte order mark before all is left off.
 * Where libedit reads, what is half typed when the line is cut (a hang-up, a signal) is a line,
 * too.
 */
enum read_result reader_read(
    struct line_reader *reader, const char *prompt, int timeout, struct read_line *out);
/* A line, or more of one, is there to be read at once. */
bool reader_waiting(struct line_reader *reader);
/* From now on: does a line keep the line breaks of what is pasted into it, or blanks for them?
 * (Where the terminal marks no pastes, each of their lines is one all the same.) */
void reader_keep_breaks(struct line_reader *reader, bool keep);
/* Makes a text the newest of the history, so that it can be edited. */
void reader_remember(struct line_reader *reader, struct slice text);

#endif
