/* The templates that are in the program: src/store/embed makes them of examples/templates. */
#ifndef CJM_STORE_BUILT_IN_H
#define CJM_STORE_BUILT_IN_H

#include <stddef.h>

struct built_in {
    const char *language; /* "" of English, which has all of them */
    const char *name;
    const unsigned char *text; /* `len` bytes of YAML, without a NUL behind them */
    size_t len;
};

/* By file name; ends in a row without a name. */
extern const struct built_in built_in_templates[];

#endif
