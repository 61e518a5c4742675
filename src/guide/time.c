/* Time boxes: used, left, paused; the silent round. */
#include "guide/guide_private.h"

enum { USED_MOST = 9999999 };

/* A clock that was set back has not moved. */
static int seconds_since(const struct guide *guide, time_t since)
{
    time_t now = clock_now(guide->clock);
    if (now <= since)
        return 0;
    return now - since > USED_MOST ? USED_MOST : (int)(now - since);
}

static struct step *current_step(const struct guide *guide)
{
    guide_sync(guide);
    return guide->step_count ? &guide->steps[guide->state->position.step] : NULL;
}

/* Does its clock run, and here? */
static bool runs(const struct guide *guide, const struct step *step)
{
    const struct state *state = guide->state;
    return step == &guide->steps[state->position.step] && state->running && !state->follows &&
           !state->end && !step->paused;
}

int step_used(const struct guide *guide, const struct step *step)
{
    int running = runs(guide, step) ? seconds_since(guide, guide->state->since) : 0;
    return step->used > USED_MOST - running ? USED_MOST : step->used + running;
}

void guide_bank_time(const struct guide *guide)
{
    struct step *step = &guide->steps[guide->state->position.step];
    if (!guide->state->follows)
        step->used = step_used(guide, step);
    guide->state->since = clock_now(guide->clock);
}

void guide_follow(struct guide *guide, bool follows)
{
    struct state *state = guide->state;
    if (state->follows == follows)
        return;
    guide_sync(guide);
    /* What ran until now is one's own; from now on what the map has is the other's, and back. */
    if (follows)
        guide_write_times(guide);
    else
        guide_remember_times(guide);
    state->follows = follows;
    state->since = clock_now(guide->clock);
}

bool guide_follows(const struct guide *guide)
{
    return guide->state->follows;
}

void guide_enter(struct guide *guide)
{
    guide_sync(guide);
    if (guide->state->running)
        return;
    guide->state->running = true;
    guide->state->since = clock_now(guide->clock);
}

void guide_leave(struct guide *guide)
{
    guide_write_times(guide);
    guide->state->running = false;
    guide->state->silent_end = 0;
}

int guide_left(const struct guide *guide)
{
    const struct step *step = current_step(guide);
    return step_box(guide, step) - step_used(guide, step);
}

void guide_pause(struct guide *guide, bool paused)
{
    struct step *step = current_step(guide);
    guide_bank_time(guide);
    step->paused = paused;
    guide_note(guide);
}

void guide_add_minutes(struct guide *guide, int minutes)
{
    const int most = field_def(STEP_EXTRA)->high;
    struct step *step = current_step(guide);
    if (minutes > most - step->extra)
        minutes = most - step->extra;
    if (minutes < -step->extra)
        minutes = -step->extra;
    step->extra += minutes;
    guide_note(guide);
}

void guide_silent(struct guide *guide)
{
    guide->state->silent_end = guide_silent_left(guide) ? 0 : clock_now(guide->clock) + SILENT_TIME;
}

int guide_silent_left(const struct guide *guide)
{
    time_t now = clock_now(guide->clock);
    if (!guide->state->silent_end || now >= guide->state->silent_end)
        return 0;
    /* The clock was set back: nobody waits for it to catch up. */
    return guide->state->silent_end - now > SILENT_TIME ? 0 : (int)(guide->state->silent_end - now);
}

int guide_next_alarm(const struct guide *guide)
{
    if (!runs(guide, current_step(guide)))
        return -1;
    int left = guide_left(guide);
    return left > BOX_WARNING ? left - BOX_WARNING : left >= 0 ? left + 1 : -1;
}
