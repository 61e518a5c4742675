/* How something feels, as people write it: a number, a word, a sign, a face, or free words. */
#ifndef CJM_IMPORT_DRAFT_FEELING_H
#define CJM_IMPORT_DRAFT_FEELING_H

#include "import/draft/scale.h"
#include "import/draft/words.h"

enum feeling_kind {
    FEELING_NONE,   /* "n/a" */
    FEELING_NUMBER, /* on some scale */
    FEELING_SCORE,  /* -2..2 */
    FEELING_WORDS   /* no guess is made */
};

struct feeling {
    enum feeling_kind kind;
    double number;
    struct scale own; /* the number's: "4/5"; most often not known */
    int emotion;      /* of a score */
    bool more;        /* there are words beside it */
};

/* Words for feelings: each has its score. */
void feeling_words(struct words *words);
void feeling_read(const struct words *words, struct slice text, struct feeling *out);
/* "n/a", "?" and the like. */
bool says_nothing(const struct words *words, struct slice text);

#endif
