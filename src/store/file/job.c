#include "store/file/job.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

#include "base/clock.h"
#include "base/mem.h"

struct job {
    void (*run)(void *context);
    void *context;
    int delay; /* ms */
    pthread_t thread;
    bool threaded;
    atomic_bool over;
};

static void *work(void *context)
{
    struct job *job = context;
    job->run(job->context);
    atomic_store(&job->over, true);
    return NULL;
}

static void *work_later(void *context)
{
    const struct job *job = context;
    if (job->delay)
        nanosleep(&(struct timespec){ .tv_nsec = job->delay * 1000000L }, NULL);
    return work(context);
}

/* Signals are for the thread that waits for keys. */
static bool start_thread(struct job *job)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    bool started = pthread_create(&job->thread, NULL, work_later, job) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return started;
}

struct job *job_start(bool here, int delay, void (*run)(void *context), void *context)
{
    struct job *job = mem_zalloc(sizeof *job);
    job->run = run;
    job->context = context;
    job->delay = delay;
    atomic_init(&job->over, false);
    job->threaded = !here && start_thread(job);
    if (!job->threaded)
        work(job);
    return job;
}

bool job_is_over(const struct job *job)
{
    return atomic_load(&job->over);
}

bool job_is_over_in(const struct job *job, int ms)
{
    enum { NAP = 500 * 1000 }; /* nanoseconds */
    for (int64_t end = clock_ms() + ms; !job_is_over(job) && clock_ms() < end;)
        nanosleep(&(struct timespec){ .tv_nsec = NAP }, NULL);
    return job_is_over(job);
}

void job_end(struct job *job)
{
    if (job && job->threaded)
        pthread_join(job->thread, NULL);
    free(job);
}
