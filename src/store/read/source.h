/*
 * The room of reading uses model and base.
 *
 * A text that is being read, and what is wrong with it: messages at byte offsets become messages
 * at lines and columns.
 */
#ifndef CJM_STORE_READ_SOURCE_H
#define CJM_STORE_READ_SOURCE_H

#include "base/diag.h"
#include "base/slice.h"

struct source {
    const char *name;    /* of the file, for messages; borrowed */
    struct slice text;   /* borrowed */
    size_t start;        /* of the YAML: behind a byte order mark */
    bool terminated;     /* there is a zero byte behind the text */
    struct diags *diags; /* NULL: messages are only counted */
    size_t errors;
    struct {
        size_t offset, line, column;
    } at; /* the place last asked for: the next one is most often behind it */
};

void source_init(struct source *source, const char *name, struct slice text, struct diags *diags);
void source_error(struct source *source, size_t offset, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* What must be known before libyaml sees the text: its encoding, and how many directives it has
 * (libyaml takes time with the square of them). False with a message. */
bool source_check_start(struct source *source);

/* Behind blanks, line breaks and comments from `offset` on, but not behind `end`. */
size_t source_skip_space(struct slice text, size_t offset, size_t end);
/* Start of the line that holds the offset. */
size_t source_line_start(struct slice text, size_t offset);
/* Behind the line break of the line that holds the offset, or the text's end. */
size_t source_next_line(struct slice text, size_t offset);

#endif
