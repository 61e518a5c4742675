/* The states of a session: each transition by its name, and no other one. */
#include <criterion/criterion.h>
#include <string.h>

#include "session/state.h"

static const struct {
    const char *name; /* what happened */
    enum session_state from;
    enum session_event event;
    enum session_state to;
} ways[] = {
    { "opened, to be read only", SESSION_NO_FILE, EVENT_READS_ONLY, SESSION_WATCHING },
    { "opened where no journal can be", SESSION_NO_FILE, EVENT_NO_JOURNAL, SESSION_ALONE },
    { "opened", SESSION_NO_FILE, EVENT_JOURNAL_OPENED, SESSION_JOINING },
    { "a journal came, only reading", SESSION_WATCHING, EVENT_JOURNAL_OPENED, SESSION_WATCH_LOST },
    { "merged the file, only reading", SESSION_WATCHING, EVENT_MERGED_FILE, SESSION_WATCH_AHEAD },
    { "lost records, only reading", SESSION_WATCHING, EVENT_RECORDS_LOST, SESSION_WATCH_LOST },
    { "the journal has it too", SESSION_WATCH_AHEAD, EVENT_SETTLED, SESSION_WATCHING },
    { "ahead, and lost records", SESSION_WATCH_AHEAD, EVENT_RECORDS_LOST, SESSION_WATCH_LOST },
    { "built anew, only reading", SESSION_WATCH_LOST, EVENT_SETTLED, SESSION_WATCHING },
    { "a journal can be made at last", SESSION_ALONE, EVENT_JOURNAL_OPENED, SESSION_REJOINING },
    { "joined", SESSION_JOINING, EVENT_SETTLED, SESSION_JOINED },
    { "lost records while it joined", SESSION_JOINING, EVENT_RECORDS_LOST, SESSION_BEHIND },
    { "could not write", SESSION_JOINED, EVENT_WRITE_FAILED, SESSION_WAITING },
    { "lost records", SESSION_JOINED, EVENT_RECORDS_LOST, SESSION_BEHIND },
    { "the journal was replaced", SESSION_JOINED, EVENT_REPLACED, SESSION_REJOINING },
    { "can write again", SESSION_WAITING, EVENT_WRITTEN, SESSION_JOINED },
    { "waiting, and lost records", SESSION_WAITING, EVENT_RECORDS_LOST, SESSION_BEHIND },
    { "waiting, and replaced", SESSION_WAITING, EVENT_REPLACED, SESSION_REJOINING },
    { "built anew", SESSION_BEHIND, EVENT_SETTLED, SESSION_JOINED },
    { "behind, and replaced", SESSION_BEHIND, EVENT_REPLACED, SESSION_REJOINING },
    { "behind without a base", SESSION_BEHIND, EVENT_BASE_UNREADABLE, SESSION_BASELESS },
    { "merged into the new journal", SESSION_REJOINING, EVENT_SETTLED, SESSION_JOINED },
    { "a new journal without a base", SESSION_REJOINING, EVENT_BASE_UNREADABLE, SESSION_BASELESS },
    { "the file took the base's place", SESSION_BASELESS, EVENT_SETTLED, SESSION_JOINED },
    { "baseless, and replaced", SESSION_BASELESS, EVENT_REPLACED, SESSION_REJOINING },
    { "no file either", SESSION_BASELESS, EVENT_FILE_UNREADABLE, SESSION_STUCK },
    { "base or file is back", SESSION_STUCK, EVENT_SETTLED, SESSION_JOINED },
    { "stuck, and replaced", SESSION_STUCK, EVENT_REPLACED, SESSION_REJOINING },
};

Test(session_state, goes_each_way)
{
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        cr_expect_eq(state_after(ways[i].from, ways[i].event), ways[i].to, "%s: %s", ways[i].name,
            state_name(state_after(ways[i].from, ways[i].event)));
}

Test(session_state, goes_no_other_way)
{
    for (int from = 0; from < SESSION_STATES; from++)
        for (int event = 0; event < SESSION_EVENTS; event++) {
            enum session_state wanted = event == EVENT_LEFT ? SESSION_NO_FILE
                                                            : (enum session_state)from;
            for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
                if ((int)ways[i].from == from && (int)ways[i].event == event)
                    wanted = ways[i].to;
            cr_expect_eq(state_after((enum session_state)from, (enum session_event)event), wanted,
                "%s, event %d", state_name((enum session_state)from), event);
        }
}

/* Whatever happens, there is a way on: no state is one that a session can't leave. */
Test(session_state, can_leave_each_state)
{
    for (int state = 0; state < SESSION_STATES; state++) {
        bool leaves = state_is((enum session_state)state, STATE_WATCHES);
        cr_expect(state_name((enum session_state)state));
        for (int event = 0; event < SESSION_EVENTS; event++)
            leaves = leaves || (event != EVENT_LEFT && (int)state_after((enum session_state)state,
                                                           (enum session_event)event) != state);
        cr_expect(leaves, "%s", state_name((enum session_state)state));
    }
}
