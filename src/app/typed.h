/*
 * Keys that say how the next one is meant: counts, the first of two keys, a sign, a rating. And
 * what is dropped, because it was typed as text. A part of the conductor.
 */
#ifndef CJM_APP_TYPED_H
#define CJM_APP_TYPED_H

#include <stdbool.h>

#include "app/canvas/canvas.h"
#include "app/canvas/key.h"

struct app;
struct command;

/* Does the key belong to what was dropped before it? Then that is said. */
bool typed_drops(struct app *app, const struct key *key);
/* Takes the key, if it is for what was typed before it, or begins a count. */
bool typed_takes(struct app *app, uint32_t code);
/* Runs the command of a key as often as was typed, or refuses the count. */
void typed_run(struct app *app, const struct command *command);
/* The key has no command: is it the first of two? Else says that it has no function. */
void typed_begin(struct app *app, uint32_t code);
/* Nothing waits for another key any more. */
void typed_end(struct app *app);
/* What can follow is shown in the last line; false: nothing was begun that says so. */
bool typed_draw(struct app *app, struct canvas *canvas);

#endif
