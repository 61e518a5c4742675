/* Severity, frequency and evidence, as people write them. */
#ifndef CJM_IMPORT_DRAFT_RATING_H
#define CJM_IMPORT_DRAFT_RATING_H

#include "import/draft/scale.h"
#include "import/draft/words.h"

/* What is known of the numbers and words of a column of severities. */
struct severities {
    struct scale header; /* may be not known */
    struct seen seen;
    bool has_critical; /* there are four words, not three */
};

void severity_words(struct words *words);
void frequency_words(struct words *words);
void evidence_words(struct words *words);

void severity_see(const struct words *words, struct slice text, struct severities *all);
/* 0..4; false: it can't be read. */
bool severity_read(
    const struct words *words, const struct severities *all, struct slice text, int *out);
/* 1..4 */
bool frequency_read(const struct words *words, struct slice text, int *out);
/* "research", "partial" or "assumption"; NULL: it is none of the words for it. */
const char *evidence_read(const struct words *words, struct slice text);

#endif
