/*
 * How often a picture is painted while keys keep coming, as those of a key that is held do. A line
 * may be slower than the keys, and what waits on it is not seen: a relay takes all and passes it on
 * late. So no more is painted then than a slow line carries. A single key never waits, and when the
 * keys rest the last picture is painted whatever was sent before.
 */
#ifndef CJM_TUI_TERM_PACE_H
#define CJM_TUI_TERM_PACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* So long without a key, in ms, is a rest. */
enum { PACE_REST_MS = 150 };

struct pace {
    int64_t key_at;  /* when keys came last, in ms */
    int quick;       /* how often in a row they came without a rest before */
    int64_t sent_at; /* when a slow line has passed on all that was painted */
};

/* Keys were read. All times are those of clock_ms(). */
void pace_key(struct pace *pace, int64_t now);
/* A picture of so many bytes was painted. */
void pace_painted(struct pace *pace, size_t bytes, int64_t now);
/* Do keys keep coming? Then what may wait is not painted. */
bool pace_streams(const struct pace *pace, int64_t now);
/* In how many ms the next picture may be painted, or what waited when `waiting`; 0: now. */
int pace_left(const struct pace *pace, bool waiting, int64_t now);

#endif
