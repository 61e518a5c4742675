#include "base/clock.h"

static time_t system_now(void *context)
{
    (void)context;
    return time(NULL);
}

const struct clock clock_system = { system_now, NULL };
