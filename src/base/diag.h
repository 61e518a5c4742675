/*
 * Messages for people, gathered where a thing fails and shown by who called: what is wrong, where
 * (file, line, column; 0 where there is none) and what to do. Library code never prints.
 */
#ifndef CJM_BASE_DIAG_H
#define CJM_BASE_DIAG_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/* What a fallible function returns. The values are the program's exit statuses. */
enum status {
    STATUS_OK = 0,
    STATUS_FOUND = 1, /* findings, differences or conflicts */
    STATUS_BAD = 2,   /* bad usage or bad input */
    STATUS_SYSTEM = 3 /* the system refused */
};

struct diag {
    char *file;    /* NULL: none */
    size_t line;   /* from 1; 0: none */
    size_t column; /* in characters from 1; 0: none */
    char *text;    /* "what; what to do" */
};

struct diags {
    struct diag *items;
    size_t count, cap;
    size_t left_off; /* further ones that were not kept: at most DIAGS_MAX are */
};

enum { DIAGS_MAX = 100 };
#define DIAGS_INIT    \
    {                 \
        NULL, 0, 0, 0 \
    }

void diags_release(struct diags *diags);
/* Adds a message; `file` may be NULL. Everything is copied. */
void diags_add(struct diags *diags, const char *file, size_t line, size_t column,
    const char *format, ...) __attribute__((format(printf, 5, 6)));
/* Takes all but the first `count` messages back. */
void diags_cut(struct diags *diags, size_t count);
/* Gives the messages that have a line but no file theirs. */
void diags_name_file(struct diags *diags, const char *file);
/* Appends "FILE:LINE:COL: text", or "line LINE: text" where no file is known, without a line end;
 * control characters made visible. */
void diag_format(const struct diag *diag, struct buf *out);

#endif
