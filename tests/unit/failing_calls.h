/* System calls that fail: one, or all from there on. */
#ifndef CJM_TESTS_FAILING_CALLS_H
#define CJM_TESTS_FAILING_CALLS_H

#include "store/file/file_calls.h"

struct failing {
    int left; /* calls until one fails; negative: none does */
    bool once;
    int error;   /* errno then */
    bool failed; /* one did */
};

extern struct failing failing;
/* They read and write little at a time. */
extern const struct file_calls failing_calls;

#endif
