/* The program on its canvas: keys in, pictures out, no terminal. */
#ifndef CJM_TESTS_APP_SUPPORT_H
#define CJM_TESTS_APP_SUPPORT_H

#include "app/app.h"

/* A map that is open in a folder of its own, on 2026-11-21 at 14:02 UTC. */
struct fixture {
    char *folder;
    struct buf path;
    struct app *app;
    struct canvas canvas;
    bool was_ascii; /* when it was drawn last */
};

/* Without a text the program begins with its start screen. */
void open_map(struct fixture *f, const char *text);
/* With a file of configuration. */
void open_map_with(struct fixture *f, const char *text, const char *config);
/* Another program has the same map open, in this process; where that has none, it begins with the
 * start screen. */
void join_map(struct fixture *f, const struct fixture *other);
void close_map(struct fixture *f);
/* Sees what others did, and draws. */
void look(struct fixture *f);
void draw(struct fixture *f, int width, int height);
/* Lets time pass until the screen of 120x24 shows a text: what goes on beside the keys is over
 * then. */
void tick_until(struct fixture *f, const char *text);
/* Types keys as a person would; "\r" ends a line, a line's text goes to the prompt. */
void type(struct fixture *f, const char *keys);
void press(struct fixture *f, uint32_t code);
/* The clock goes on. */
void pass_time(int seconds);
/* Appends the last picture. */
void picture(const struct fixture *f, struct buf *out);
bool shows(const struct fixture *f, const char *text);
/* The saved file holds exactly that. */
void expect_file(const struct fixture *f, const char *wanted);

#endif
