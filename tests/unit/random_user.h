/*
 * A user who types anything, anywhere: keys, pastes, the mouse, other sizes, and what happens
 * meanwhile. After each event the screen is checked: the cursor is on what is selected.
 */
#ifndef CJM_TESTS_RANDOM_USER_H
#define CJM_TESTS_RANDOM_USER_H

#include "app_support.h"

enum { TOLD = 40, TOLD_SIZE = 100 };

struct random_user {
    struct fixture f, other;
    bool joined;
    bool shared; /* with others who type: what they did comes with any event */
    bool left;   /* for another map: what was done before can't be undone */
    uint64_t seed, random;
    int width, height;
    int events;
    char told[TOLD][TOLD_SIZE];   /* the last events, events % TOLD is the oldest */
    struct buf text;              /* of the map as it was read */
    const struct command **named; /* commands with a name */
    size_t named_count;
};

/* A random number below `most`. */
unsigned user_below(struct random_user *user, unsigned most);
#define PICK(user, array) (array)[user_below(user, sizeof(array) / sizeof *(array))]

/* Notes an event, for a failure's message. */
void user_tell(struct random_user *user, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* The test failed: says so, with the last events and the screen. */
void user_fail(struct random_user *user, const char *format, ...)
    __attribute__((format(printf, 2, 3), noreturn));
/* Draws, and checks the cursor. */
void user_show(struct random_user *user);
void user_press(struct random_user *user, uint32_t code);
/* Time goes by: enough that the next key is one of its own, or so little that it is the rest of a
 * text. */
void user_wait(struct random_user *user);
/* Something happens, and what is no key must not change the map. */
void user_act(struct random_user *user);
/* Finds the commands that have a name. */
void user_collect_commands(struct random_user *user);

#endif
