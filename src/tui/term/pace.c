#include "tui/term/pace.h"

enum {
    QUICK_KEYS = 3,       /* so many without a rest are a stream, and no few quick presses */
    BYTES_A_SECOND = 860, /* 9600 baud, and some room for what comes between the pictures */
    BACKLOG_MS = 250,     /* of them that may be on their way when the next is painted */
    GAP_MOST_MS = 600     /* most lines are fast: a large picture waits no longer */
};

void pace_key(struct pace *pace, int64_t now)
{
    bool rested = now - pace->key_at >= PACE_REST_MS;
    pace->quick = rested ? 0 : pace->quick < QUICK_KEYS ? pace->quick + 1 : QUICK_KEYS;
    pace->key_at = now;
}

void pace_painted(struct pace *pace, size_t bytes, int64_t now)
{
    int64_t most = now + BACKLOG_MS + GAP_MOST_MS;
    if (pace->sent_at < now)
        pace->sent_at = now;
    pace->sent_at += (int64_t)bytes * 1000 / BYTES_A_SECOND;
    if (pace->sent_at > most)
        pace->sent_at = most;
}

bool pace_streams(const struct pace *pace, int64_t now)
{
    return pace->quick >= QUICK_KEYS && now - pace->key_at < PACE_REST_MS;
}

int pace_left(const struct pace *pace, bool waiting, int64_t now)
{
    if (!pace_streams(pace, now))
        return 0;
    int64_t rest = pace->key_at + PACE_REST_MS - now;
    int64_t line = pace->sent_at - BACKLOG_MS - now;
    return waiting || line > rest ? (int)rest : line > 0 ? (int)line : 0;
}
