/* What read_line.c (bytes, signals, plain lines) and read_edit.c (libedit) share. */
#ifndef CJM_TUI_LINE_READ_PRIVATE_H
#define CJM_TUI_LINE_READ_PRIVATE_H

#include "tui/line/read_line.h"

struct edited_line;

struct line_reader {
    struct read_options options;
    bool terminal;            /* standard input is one */
    struct edited_line *edit; /* NULL: without libedit */
    struct buf bytes;         /* what came */
    size_t at;                /* so much of it was given */
    size_t skipped;           /* bytes of the line that begins there which are not kept */
    size_t number;            /* lines given */
    bool ended;
    bool cut; /* a signal ends the program, and nobody asked for that: SIGTERM, SIGHUP */
};

/* Waits for bytes or a signal. READ_LINE: look again. */
enum read_result reader_wait(struct line_reader *reader, int timeout);
/* Writes to the terminal at once. */
void reader_write(struct slice text);

/* libedit on the terminal; NULL where it does not start. */
struct edited_line *edit_new(struct line_reader *reader);
void edit_free(struct edited_line *edit);
enum read_result edit_read(
    struct edited_line *edit, const char *prompt, int timeout, struct read_line *out);
void edit_keep_breaks(struct edited_line *edit, bool keep);
void edit_remember(struct edited_line *edit, struct slice text);
/* Gives the terminal back as it was, and takes it again. */
void edit_pause(struct edited_line *edit);
void edit_resume(struct edited_line *edit);
void edit_resize(struct edited_line *edit);

#endif
