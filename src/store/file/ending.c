#include "store/file/ending.h"

#include <stddef.h>

static const int signals[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT };
enum { SIGNALS = sizeof signals / sizeof *signals };

/* One that is ignored is kept all the same while it is held back. */
static bool ends(int number)
{
    struct sigaction action;
    return sigaction(number, NULL, &action) == 0 && action.sa_handler != SIG_IGN;
}

void ending_hold(sigset_t *before)
{
    sigset_t held;
    sigemptyset(&held);
    for (size_t i = 0; i < SIGNALS; i++)
        if (ends(signals[i]))
            sigaddset(&held, signals[i]);
    pthread_sigmask(SIG_BLOCK, &held, before);
}

void ending_allow(const sigset_t *before)
{
    pthread_sigmask(SIG_SETMASK, before, NULL);
}

bool ending_is_due(void)
{
    sigset_t came;
    bool due = false;
    sigpending(&came);
    for (size_t i = 0; i < SIGNALS; i++)
        due |= sigismember(&came, signals[i]) && ends(signals[i]);
    return due;
}
