/*
 * The program without its terminal: keys in, pictures out.
 *
 *   app_open(...); loop: app_draw(app, canvas); show it; app_key(app, &key); until app->ending
 *
 * While app->prompt is not NULL a line is being typed: the terminal layer's line editor gets the
 * keys, puts the line into prompt->text and prompt->cursor before each app_draw(), and ends with
 * app_prompt_accept() or app_prompt_cancel().
 */
#ifndef CJM_APP_APP_H
#define CJM_APP_APP_H

#include "app/canvas/canvas.h"
#include "app/canvas/key.h"
#include "app/core/message.h"
#include "app/core/options.h"
#include "app/core/prompt.h"
#include "base/clock.h"
#include "base/diag.h"

struct app;
struct session;

/* Opens the map; NULL with messages if that fails. A path that does not exist is an error. */
struct app *app_open(const struct app_options *options, struct diags *diags, enum status *status);
/* The map that is open, for those who change it without a screen. */
struct session *app_session(struct app *app);
/* Ends it. Does not save: see app_save_all(). */
void app_close(struct app *app);

void app_key(struct app *app, const struct key *key);
/* Draws all on a canvas that was reset to the screen's size. */
void app_draw(struct app *app, struct canvas *canvas);
/* The next picture differs so little from the last one that it may be drawn over that, without a
 * canvas_reset() before. */
bool app_only_moved(struct app *app);
/* Carries out a command as it is typed behind ":". False, with the reason: it was refused. */
bool app_command(struct app *app, const char *line, struct buf *why);
/* The program should end (q). */
bool app_ending(const struct app *app);
enum app_request app_request(struct app *app);

/* The line being typed, or NULL. */
struct prompt *app_prompt(struct app *app);
/* The typed line changed: check it. */
void app_prompt_changed(struct app *app);
/* Does a key do nothing, in a line that is typed neither, since the window is too small to see it?
 */
bool app_ignores(struct app *app, uint32_t code);
/* A key that the line editor has no use for, or that the app may want first; text and cursor must
 * be current. False: it is no command here. After true another prompt may be open, or none. */
bool app_prompt_key(struct app *app, const struct key *key);
/* Enter. True: done, the prompt is closed (another may be open). False: typing goes on. */
bool app_prompt_accept(struct app *app);
/* Esc, C-c. False: the text would be lost, the user was asked, typing goes on. */
bool app_prompt_cancel(struct app *app);

/* The text for $EDITOR (REQUEST_EDITOR), and the edited text or a reason why there is none. */
struct slice app_editor_text(struct app *app);
/* False, with the reason shown: it is not accepted, and the caller keeps it for the user. */
bool app_editor_done(struct app *app, struct slice text);

/* How long after the last key the map saves itself, in ms; -1: there is nothing to save. */
int app_rest(const struct app *app);
/* Nobody typed for so long: save. */
void app_rested(struct app *app);

/* After how many ms the picture changes by itself, because a clock is shown; -1: never. */
int app_tick(const struct app *app);
/* The time is over: draw again. */
void app_ticked(struct app *app);

/* What tells that others changed the map: to be polled for input; -1: nothing does. Asked anew
 * before each wait. (others.c) */
int app_watch(const struct app *app);
/* In how many ms app_others() wants to be called all the same; -1: never. */
int app_watch_wait(const struct app *app);
/* So many ms at least between two looks at what others do: the more there are, the more. */
int app_watch_gap(const struct app *app);
/* Others may have changed the map: looks. True: the picture may be another. It touches no text that
 * is typed, but the guide's line may be another one. */
bool app_others(struct app *app);

/* The program is about to stop for a while (C-z, an editor): what was typed goes to the disk. */
void app_pausing(struct app *app);
/* The journal holds what the file does not. */
bool app_behind(const struct app *app);
/* Saves if there is something to save. What is in an open prompt is kept too, as far as it is
 * accepted. For SIGHUP and SIGTERM; never asks. */
enum status app_save_all(struct app *app, struct diags *diags);
/* It ends as its user wanted: what is only in memory is left as a copy, and `diags` names that. */
void app_part(struct app *app, struct diags *diags);

#endif
