/* By itself, since tests/fuzz has another in its place. */
#include "unit/store_support.h"

/* xorshift64* */
unsigned random_below(uint64_t *state, unsigned below)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return (unsigned)((*state * 2685821657736338717u) >> 33) % below;
}
