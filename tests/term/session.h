/* The program on a terminal of a test, with a map and a home folder of its own. */
#ifndef CJM_TESTS_SESSION_H
#define CJM_TESTS_SESSION_H

#include <criterion/criterion.h>

#include "term/terminal.h"

struct session {
    struct vt vt;
    char *folder;    /* NULL: another session's */
    struct buf path; /* of the map */
    struct buf file; /* what session_file() read */
};

/* The map of most tests: the stages Find (Advert +1, Search -1) and Buy (Checkout). */
extern const char session_map[];

/*
 * Makes a folder with the map (NULL: session_map) and starts the program on it, without waiting.
 * `environment` as in struct vt_options, at most 8; `editrc` is the text of ~/.editrc or NULL.
 */
void session_start(
    struct session *session, const char *map, const char *const *environment, const char *editrc);
/* The same, until the grid of session_map is shown. */
void session_open(struct session *session);
/* A second program on the map of the first, which must end after it. Waits for the grid. */
void session_join(struct session *session, const struct session *first);
/* The same as a user who owns nothing, in a folder that everybody may enter; only root can. */
void session_join_as_nobody(struct session *session, const struct session *first);
void session_end(struct session *session);

/* What stands in the map's file now. */
const char *session_file(struct session *session);

/* Assertions that show the screen when they fail. */
#define session_expect(session, text)                                              \
    cr_assert(vt_wait(&(session)->vt, text), "no \"%s\" on the screen:\n%s", text, \
        vt_screen(&(session)->vt))
#define session_expect_gone(session, text)                                                 \
    cr_assert(vt_wait_gone(&(session)->vt, text), "\"%s\" stays on the screen:\n%s", text, \
        vt_screen(&(session)->vt))
#define session_expect_exit(session, status)                                             \
    do {                                                                                 \
        int got = vt_wait_exit(&(session)->vt);                                          \
        cr_assert_eq(got, status, "ended with %d:\n%s", got, vt_screen(&(session)->vt)); \
    } while (0)

#endif
