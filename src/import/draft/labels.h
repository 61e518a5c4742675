/* What a column, a heading or a key of a file is called, in ten languages, and which field of ours
 * it is. One table; what it has not may still be a field of the schema, by its key or label. */
#ifndef CJM_IMPORT_DRAFT_LABELS_H
#define CJM_IMPORT_DRAFT_LABELS_H

#include "import/draft/words.h"
#include "model/schema.h"

enum how {
    HOW_NOTE, /* no field: it stays in the notes, with its label */
    HOW_STAGE,
    HOW_TOUCHPOINT,
    HOW_PERSONA,
    HOW_EMOTION,
    HOW_PAIN,
    HOW_IDEA,
    HOW_QUOTE,
    HOW_SEVERITY,
    HOW_FREQUENCY,
    HOW_EVIDENCE,
    HOW_METRIC,
    HOW_MACHINE,
    HOW_NAMES, /* of personas, a line each, in the field of its key */
    HOW_CHILD, /* a node each, in the list of its key */
    HOW_FIELD  /* the field of its key */
};

struct label {
    enum how how;
    const char *key; /* of HOW_FIELD */
};

struct labels {
    struct words words;
    struct label *rows;
    size_t count, cap;
};

void labels_init(struct labels *labels);
void labels_release(struct labels *labels);
/* By a text as it stands in a file. */
struct label label_of(const struct labels *labels, struct slice text);
/* The text without brackets, colons and signs around it. */
struct slice label_trim(struct slice text);
/* Appends its name without what is in brackets: what labels and joined names are compared by. */
void label_add_bare(struct slice text, struct buf *out);

#endif
