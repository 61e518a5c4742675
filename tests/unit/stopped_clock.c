#include "unit/stopped_clock.h"

#include <stdbool.h>

enum { US_A_LOOK = 20 /* who looks until time has passed must see it pass */ };

static bool stopped;
static int64_t now_us;

void stopped_clock_begin(void)
{
    now_us = clock_ms() * 1000;
    stopped = true;
}

void stopped_clock_pass(int ms)
{
    now_us += (int64_t)ms * 1000;
}

int64_t clock_ms(void)
{
    struct timespec time;
    if (stopped)
        return (now_us += US_A_LOOK) / 1000;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static time_t system_now(void *context)
{
    (void)context;
    return time(NULL);
}

const struct clock clock_system = { system_now, NULL };
