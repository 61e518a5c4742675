#include "tui/term/signals.h"

#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <sys/select.h>
#include <unistd.h>

#include "tui/term/term.h"

static const struct {
    int number;
    unsigned flag; /* 0: ignored */
} watched[] = {
    { SIGWINCH, FLAG_RESIZED },
    { SIGCONT, FLAG_CONTINUED },
    { SIGTSTP, FLAG_STOP },
    { SIGTERM, FLAG_TERMINATE },
    { SIGHUP, FLAG_HANGUP },
    { SIGQUIT, FLAG_TERMINATE },
    /* Nobody has a use for these here, but each ends a program that does not ask for it. */
    { SIGUSR1, FLAG_TERMINATE },
    { SIGUSR2, FLAG_TERMINATE },
    { SIGALRM, FLAG_TERMINATE },
    { SIGVTALRM, FLAG_TERMINATE },
    { SIGPROF, FLAG_TERMINATE },
    { SIGXCPU, FLAG_TERMINATE },
#ifdef SIGIO
    { SIGIO, FLAG_TERMINATE },
#endif
#ifdef SIGPWR
    { SIGPWR, FLAG_TERMINATE },
#endif
    { SIGCHLD, FLAG_CHILD },
    { SIGINT, FLAG_INTERRUPT }, /* on a screen C-c comes as a key, and this means nothing */
    { SIGPIPE, 0 },
};

static const int faults[] = { SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGSYS, SIGTRAP };

enum {
    WATCHED_COUNT = sizeof watched / sizeof *watched,
    FAULT_COUNT = sizeof faults / sizeof *faults
};

static volatile sig_atomic_t raised[WATCHED_COUNT];
static struct sigaction watched_before[WATCHED_COUNT], faults_before[FAULT_COUNT];
static sigset_t mask_before;

static void note(int number)
{
    for (size_t i = 0; i < WATCHED_COUNT; i++)
        if (watched[i].number == number)
            raised[i] = 1;
}

/* Whoever handled it before (a sanitizer, or the system) gets it as soon as this returns. */
static void on_fault(int number)
{
    term_restore_now();
    for (size_t i = 0; i < FAULT_COUNT; i++)
        if (faults[i] == number)
            sigaction(number, &faults_before[i], NULL);
    raise(number);
}

static void watch(size_t i)
{
    struct sigaction action = { .sa_handler = watched[i].flag ? note : SIG_IGN };
    sigfillset(&action.sa_mask);
    sigaction(watched[i].number, &action, NULL);
}

void signals_start(void)
{
    sigset_t block;
    sigemptyset(&block);
    for (size_t i = 0; i < WATCHED_COUNT; i++)
        sigaddset(&block, watched[i].number);
    sigprocmask(SIG_BLOCK, &block, &mask_before);
    for (size_t i = 0; i < WATCHED_COUNT; i++) {
        raised[i] = 0;
        sigaction(watched[i].number, NULL, &watched_before[i]);
        watch(i);
    }
    struct sigaction fault = { .sa_handler = on_fault, .sa_flags = SA_NODEFER };
    sigemptyset(&fault.sa_mask);
    for (size_t i = 0; i < FAULT_COUNT; i++)
        sigaction(faults[i], &fault, &faults_before[i]);
}

void signals_end(void)
{
    /* First what is pending goes to our own handlers: it has been seen to. */
    sigprocmask(SIG_SETMASK, &mask_before, NULL);
    for (size_t i = 0; i < WATCHED_COUNT; i++)
        sigaction(watched[i].number, &watched_before[i], NULL);
    for (size_t i = 0; i < FAULT_COUNT; i++)
        sigaction(faults[i], &faults_before[i], NULL);
}

#ifdef HAVE_PPOLL
struct readiness signals_wait(int output, int news, int timeout)
{
    struct pollfd fds[] = { { .fd = STDIN_FILENO, .events = POLLIN },
        { .fd = output, .events = POLLOUT }, { .fd = news, .events = POLLIN } };
    struct timespec time = { timeout / 1000, timeout % 1000 * 1000000L };
    int ready = ppoll(fds, 3, timeout < 0 ? NULL : &time, &mask_before);
    if (ready <= 0)
        return (struct readiness){ .late = ready == 0 };
    const int broken = POLLHUP | POLLERR | POLLNVAL;
    return (struct readiness){ .input = (fds[0].revents & POLLIN) != 0,
        .output = (fds[1].revents & POLLOUT) != 0,
        .gone = ((fds[0].revents | fds[1].revents) & broken) != 0,
        .news = fds[2].revents != 0 };
}
#else
static int add_to_set(fd_set *set, int fd, int count)
{
    if (fd < 0)
        return count;
    FD_SET(fd, set);
    return fd >= count ? fd + 1 : count;
}

/* Where the terminal is gone, select() says that it can be read: the read then tells. */
struct readiness signals_wait(int output, int news, int timeout)
{
    fd_set in, out;
    FD_ZERO(&in);
    FD_ZERO(&out);
    int count = add_to_set(&in, STDIN_FILENO, 0);
    count = add_to_set(&in, news, count);
    count = add_to_set(&out, output, count);
    struct timespec time = { timeout / 1000, timeout % 1000 * 1000000L };
    int ready = pselect(count, &in, &out, NULL, timeout < 0 ? NULL : &time, &mask_before);
    if (ready <= 0)
        return (struct readiness){ .late = ready == 0 };
    return (struct readiness){ .input = FD_ISSET(STDIN_FILENO, &in),
        .output = output >= 0 && FD_ISSET(output, &out),
        .news = news >= 0 && FD_ISSET(news, &in) };
}
#endif

void signals_admit(void)
{
    struct timespec none = { 0 };
    pselect(0, NULL, NULL, NULL, &none, &mask_before);
}

unsigned signals_take(void)
{
    unsigned flags = 0;
    for (size_t i = 0; i < WATCHED_COUNT; i++) {
        if (raised[i])
            flags |= watched[i].flag;
        raised[i] = 0;
    }
    return flags;
}

unsigned signals_pause(void)
{
    sigset_t open = mask_before;
    sigdelset(&open, SIGCHLD);
    sigsuspend(&open);
    return signals_take();
}

void signals_stop_group(void)
{
    struct sigaction stop = { .sa_handler = SIG_DFL };
    sigset_t open, blocked;
    sigemptyset(&stop.sa_mask);
    sigaction(SIGTSTP, &stop, NULL);
    sigemptyset(&open);
    sigaddset(&open, SIGTSTP);
    sigaddset(&open, SIGCONT);
    kill(0, SIGTSTP);
    sigprocmask(SIG_UNBLOCK, &open, &blocked); /* stops here */
    sigprocmask(SIG_SETMASK, &blocked, NULL);
    for (size_t i = 0; i < WATCHED_COUNT; i++) {
        if (watched[i].number == SIGTSTP)
            watch(i);
        if (watched[i].number == SIGCONT)
            raised[i] = 0;
    }
}
