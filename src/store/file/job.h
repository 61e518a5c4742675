/*
 * Work that waits for the disk and must not keep the keys waiting: done in a thread of its own, on
 * what nobody else touches until it is over.
 */
#ifndef CJM_STORE_FILE_JOB_H
#define CJM_STORE_FILE_JOB_H

#include <stdbool.h>

struct job;

/* Calls `run`, in its thread after `delay` ms, in which who began it can show what the key did: to
 * write a large text may take the processor and the disk. `context` must live until job_end().
 * Where there can be no thread, or `here` wants none, it is over when this returns. */
struct job *job_start(bool here, int delay, void (*run)(void *context), void *context);
/* Is it over? */
bool job_is_over(const struct job *job);
/* Is it within so many ms, which are waited for at most? */
bool job_is_over_in(const struct job *job, int ms);
/* Waits until it is, and frees the job. NULL is nothing. */
void job_end(struct job *job);

#endif
