/*
 * What the files of the conductor (app.c, prompt_keys.c, others.c) have among themselves.
 * The conductor is above all rooms: a key goes in, hooks run before and after it, what rooms asked
 * for is carried out, others' edits come, clocks tick. No room calls it.
 */
#ifndef CJM_APP_CONDUCTOR_H
#define CJM_APP_CONDUCTOR_H

#include "app/core/state.h"

/* Before and after what a person does here: the cursor stays, what was asked for is carried out (a
 * map opened, the file saved), the guide keeps pace, the others are told. */
void before_key(struct app *app);
void after_key(struct app *app);
/* The map was opened: hears of what others do, and says what there is to say of it. */
void session_opened(struct app *app);
/* Tells the others where one is. */
void appear(struct app *app);
/* Opens the map that was asked for; false, with the reason shown, where that fails. */
bool open_asked(struct app *app);
/* An edit was made: a line that is typed for the same field hears of it. */
void app_note_edit(struct app *app, const struct edit *edit);
/* At the end: texts that were begun are accepted, as far as they are of use. */
void app_keep_typed(struct app *app);
/* The first line of the screen. (header.c) */
void draw_header(struct app *app, struct canvas *canvas);

#endif
