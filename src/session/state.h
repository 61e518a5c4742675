/*
 * How a session stands to its file and its journal: in exactly one of a few states. What happens
 * are events, and the table in state.c says which state follows. Nothing else sets session->state.
 */
#ifndef CJM_SESSION_STATE_H
#define CJM_SESSION_STATE_H

#include <stdbool.h>

enum session_state {
    SESSION_NO_FILE,     /* there is nothing to join: standard input, a copy */
    SESSION_WATCHING,    /* may be read only */
    SESSION_WATCH_AHEAD, /* the same; has what the file has, and the journal does not yet */
    SESSION_WATCH_LOST,  /* the same; records are missing, and the map is to be built anew */
    SESSION_ALONE,       /* there can be no journal; that is tried again */
    SESSION_JOINING,     /* file and journal are read for the first time */
    SESSION_JOINED,      /* all is in the journal */
    SESSION_WAITING,     /* the journal can't be written: edits wait in memory */
    SESSION_BEHIND,      /* records are missing: the map is to be built anew on the base */
    SESSION_REJOINING, /* a journal came, the first or another one, and lacks what is in the map */
    SESSION_BASELESS,  /* the journal's base can't be read: the file is to take its place */
    SESSION_STUCK,     /* nor can the file */
    SESSION_STATES
};

enum session_event {
    EVENT_READS_ONLY,      /* opened, and may not be changed */
    EVENT_NO_JOURNAL,      /* opened, and there can be none */
    EVENT_JOURNAL_OPENED,  /* to be written; later, of who may not, to be read */
    EVENT_SETTLED,         /* the map is what journal, file and own edits say */
    EVENT_WRITE_FAILED,    /* an own edit could not be appended */
    EVENT_WRITTEN,         /* nothing waits any more */
    EVENT_MERGED_FILE,     /* by who only reads */
    EVENT_RECORDS_LOST,    /* those between the last one read and what the journal has now */
    EVENT_REPLACED,        /* the journal, by another one */
    EVENT_BASE_UNREADABLE, /* for good */
    EVENT_FILE_UNREADABLE, /* when it was to take the base's place */
    EVENT_LEFT,            /* the file and its journal */
    SESSION_EVENTS
};

/* The state that follows; the same one where the event means nothing in it. */
enum session_state state_after(enum session_state state, enum session_event event);
/* What is so in a state. */
enum state_is {
    STATE_WATCHES = 1, /* the map may not be changed */
    STATE_WRITES = 2,  /* it may be, and all changes go to a file with a journal */
    STATE_KEEPS = 4,   /* in the journal is what is not in the file and does not wait */
    STATE_BEHIND = 8,  /* records are missing in the map that the journal has */
    STATE_REJOINS = 16 /* the map is to be merged into a journal that may lack what is in it */
};

/* Is any of that so? */
bool state_is(enum session_state state, unsigned what);
/* The state's name in the table: "joined". */
const char *state_name(enum session_state state);

#endif
