/* Scores by keys: "+1", and ratings one after the other. For the conductor. */
#ifndef CJM_APP_COMMANDS_SCORE_H
#define CJM_APP_COMMANDS_SCORE_H

#include <stdbool.h>
#include <stdint.h>

struct app;
struct buf;
struct command;
struct node;

/* "+1" is that score, as it is said: the sign was a step on `node` already, which the figure (0 to
 * 2) replaces. False: the node is no longer selected. */
bool score_signed(struct app *app, const struct node *node, int figure);
/* One up (1) or down (-1). */
void score_step(struct app *app, const struct command *self, int by);
/* The score again, on what is selected now. */
void score_again(struct app *app, int emotion);
/* A key while app->typed.rates; false: it is no score, the rating is over. */
bool score_rated(struct app *app, uint32_t code);
/* A key while app->typed.whose: whose score it is. Returns the key that waited for that, with the
 * figure behind it (K_NONE: none), K_ENTER where it waits on, K_NONE where that is no answer. */
uint32_t score_whose(struct app *app, uint32_t code, uint32_t *figure);
/* What such a key can be. */
void score_add_hint(const struct app *app, struct buf *out);

#endif
