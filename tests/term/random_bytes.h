/* What a terminal may send, and what it should not: random keys, texts, pastes and answers. */
#ifndef CJM_TESTS_RANDOM_BYTES_H
#define CJM_TESTS_RANDOM_BYTES_H

#include <stdint.h>

#include "base/buf.h"

/* A random number below `below`, the same ones in each run. */
unsigned bytes_below(uint64_t *state, unsigned below);
/* Appends a key press, or a command by its name. Never C-z, which would stop the program. */
void bytes_of_key(uint64_t *state, struct buf *out);
/* Appends what is no key press: an answer, whole or broken off, a key that goes up, bytes that mean
 * nothing. */
void bytes_of_no_key(uint64_t *state, struct buf *out);
/* Appends a paste, `whole` or without its end. */
void bytes_of_paste(uint64_t *state, bool whole, struct buf *out);

#endif
