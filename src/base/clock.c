#include "base/clock.h"

int64_t clock_ms(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static time_t system_now(void *context)
{
    (void)context;
    return time(NULL);
}

const struct clock clock_system = { system_now, NULL };
