/* System calls that fail, or before which something happens: one, or all from there on. */
#ifndef CJM_TESTS_FAILING_CALLS_H
#define CJM_TESTS_FAILING_CALLS_H

#include "store/file/file_calls.h"

struct failing {
    int left; /* calls until one fails; negative: none does */
    bool once;
    int error;         /* errno then */
    bool failed;       /* one did */
    void (*act)(void); /* is done in its place; NULL: it fails */
};

extern struct failing failing;
/* They read and write little at a time. */
extern const struct file_calls failing_calls;

#endif
