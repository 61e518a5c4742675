/* Words of several languages, each with a meaning, whatever case, accents and width. */
#ifndef CJM_IMPORT_DRAFT_WORDS_H
#define CJM_IMPORT_DRAFT_WORDS_H

#include <stdbool.h>

#include "base/buf.h"
#include "model/names.h"

struct words {
    struct names names; /* folded */
    int *meanings;      /* by the number of the name */
    size_t cap;
};

struct words_row {
    int meaning;
    const char *words; /* with ";" between */
};

/* Adds a word; one that is there keeps its meaning. */
void words_add(struct words *words, struct slice word, int meaning);
/* The same of all in the rows. */
void words_add_rows(struct words *words, const struct words_row *rows, size_t count);
/* False: it is none of them. */
bool words_find(const struct words *words, struct slice text, int *meaning);
void words_release(struct words *words);

#endif
