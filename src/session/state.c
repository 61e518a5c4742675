#include "session/state.h"

#include <stddef.h>

static const struct {
    const char *name;
    unsigned is;
} states[SESSION_STATES] = {
    [SESSION_NO_FILE] = { "no file", 0 },
    [SESSION_WATCHING] = { "watching", STATE_WATCHES },
    [SESSION_WATCH_AHEAD] = { "watching, ahead", STATE_WATCHES },
    [SESSION_WATCH_LOST] = { "watching, lost", STATE_WATCHES | STATE_BEHIND },
    [SESSION_ALONE] = { "alone", 0 },
    [SESSION_JOINING] = { "joining", STATE_WRITES | STATE_KEEPS },
    [SESSION_JOINED] = { "joined", STATE_WRITES | STATE_KEEPS },
    [SESSION_WAITING] = { "waiting", STATE_WRITES | STATE_KEEPS },
    [SESSION_BEHIND] = { "behind", STATE_WRITES | STATE_KEEPS | STATE_BEHIND },
    [SESSION_REJOINING] = { "rejoining", STATE_WRITES | STATE_REJOINS },
    [SESSION_BASELESS] = { "baseless", STATE_WRITES | STATE_KEEPS | STATE_BEHIND | STATE_REJOINS },
    [SESSION_STUCK] = { "stuck", STATE_WRITES | STATE_KEEPS | STATE_BEHIND | STATE_REJOINS },
};

/* All others change nothing; EVENT_LEFT ends in SESSION_NO_FILE from anywhere. */
static const struct {
    enum session_state from;
    enum session_event event;
    enum session_state to;
} transitions[] = {
    { SESSION_NO_FILE, EVENT_READS_ONLY, SESSION_WATCHING },
    { SESSION_NO_FILE, EVENT_NO_JOURNAL, SESSION_ALONE },
    { SESSION_NO_FILE, EVENT_JOURNAL_OPENED, SESSION_JOINING },
    { SESSION_WATCHING, EVENT_JOURNAL_OPENED, SESSION_WATCH_LOST },
    { SESSION_WATCHING, EVENT_MERGED_FILE, SESSION_WATCH_AHEAD },
    { SESSION_WATCHING, EVENT_RECORDS_LOST, SESSION_WATCH_LOST },
    { SESSION_WATCH_AHEAD, EVENT_SETTLED, SESSION_WATCHING },
    { SESSION_WATCH_AHEAD, EVENT_RECORDS_LOST, SESSION_WATCH_LOST },
    { SESSION_WATCH_LOST, EVENT_SETTLED, SESSION_WATCHING },
    { SESSION_ALONE, EVENT_JOURNAL_OPENED, SESSION_REJOINING },
    { SESSION_JOINING, EVENT_SETTLED, SESSION_JOINED },
    { SESSION_JOINING, EVENT_RECORDS_LOST, SESSION_BEHIND },
    { SESSION_JOINED, EVENT_WRITE_FAILED, SESSION_WAITING },
    { SESSION_JOINED, EVENT_RECORDS_LOST, SESSION_BEHIND },
    { SESSION_JOINED, EVENT_REPLACED, SESSION_REJOINING },
    { SESSION_WAITING, EVENT_WRITTEN, SESSION_JOINED },
    { SESSION_WAITING, EVENT_RECORDS_LOST, SESSION_BEHIND },
    { SESSION_WAITING, EVENT_REPLACED, SESSION_REJOINING },
    { SESSION_BEHIND, EVENT_SETTLED, SESSION_JOINED },
    { SESSION_BEHIND, EVENT_REPLACED, SESSION_REJOINING },
    { SESSION_BEHIND, EVENT_BASE_UNREADABLE, SESSION_BASELESS },
    { SESSION_REJOINING, EVENT_SETTLED, SESSION_JOINED },
    { SESSION_REJOINING, EVENT_BASE_UNREADABLE, SESSION_BASELESS },
    { SESSION_BASELESS, EVENT_SETTLED, SESSION_JOINED },
    { SESSION_BASELESS, EVENT_REPLACED, SESSION_REJOINING },
    { SESSION_BASELESS, EVENT_FILE_UNREADABLE, SESSION_STUCK },
    { SESSION_STUCK, EVENT_SETTLED, SESSION_JOINED },
    { SESSION_STUCK, EVENT_REPLACED, SESSION_REJOINING },
};

enum session_state state_after(enum session_state state, enum session_event event)
{
    if (event == EVENT_LEFT)
        return SESSION_NO_FILE;
    for (size_t i = 0; i < sizeof transitions / sizeof *transitions; i++)
        if (transitions[i].from == state && transitions[i].event == event)
            return transitions[i].to;
    return state;
}

bool state_is(enum session_state state, unsigned what)
{
    return states[state].is & what;
}

const char *state_name(enum session_state state)
{
    return states[state].name;
}
