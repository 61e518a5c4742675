/* The time, from a place that tests can replace. */
#ifndef CJM_BASE_CLOCK_H
#define CJM_BASE_CLOCK_H

#include <stdint.h>
#include <time.h>

struct clock {
    time_t (*now)(void *context); /* seconds since the epoch */
    void *context;
};

/* Milliseconds of a clock that never goes back, to measure how long something takes. */
int64_t clock_ms(void);

/* The shorter of two waits; below 0: one that never ends. */
static inline int clock_soonest(int a, int b)
{
    return a < 0 ? b : b < 0 || a < b ? a : b;
}

/* The system's. */
extern const struct clock clock_system;

static inline time_t clock_now(const struct clock *clock)
{
    return clock->now(clock->context);
}

#endif
