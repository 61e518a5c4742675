/* The mark of a text that changes: what stayed the same is not looked at again. */
#ifndef CJM_STORE_JOURNAL_TEXT_SUM_H
#define CJM_STORE_JOURNAL_TEXT_SUM_H

#include "store/journal/journal.h"

struct text_sum {
    struct text_mark mark; /* of the text */
    struct sum_point {
        size_t end; /* of a beginning of the text */
        uint32_t crc;
    } * points; /* one for each so many bytes */
    size_t count, cap;
};

/* Looks at all of the text. */
void text_sum_of(struct text_sum *sum, struct slice text);
/* The text is another now, which begins and ends with so many bytes of the last one: only what is
 * between is looked at, and some bytes beside it. */
void text_sum_change(struct text_sum *sum, struct slice text, size_t same_begin, size_t same_end);
void text_sum_release(struct text_sum *sum);

#endif
