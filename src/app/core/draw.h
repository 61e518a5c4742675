/* The parts of the screen that every view has: first line, last line, prompt. */
#ifndef CJM_APP_CORE_DRAW_H
#define CJM_APP_CORE_DRAW_H

#include "app/core/state.h"

/* Draws wrapped text, as many rows as the area has; returns the rows used. With canvas NULL it only
 * counts. */
int draw_wrapped(struct canvas *canvas, struct area area, enum style style, struct slice text);
/* "+1", "0", "-2", or the dot of an unscored one. */
void format_emotion(const struct canvas *canvas, int emotion, struct buf *out);
/* Appends title, kind and persona of the map. (title.c) */
void add_title(const struct app *app, bool ascii, struct buf *out);
/* " 12 more lines " at the left of a line, where lines are left; else nothing. */
void draw_more_rows(struct canvas *canvas, int x, int y, int count);
/* The message, or the keys that work here. */
void draw_status(struct app *app, struct canvas *canvas);
/* The line that is typed, wrapped, with what is around its cursor; sets the canvas's cursor.
 * Returns the rows used. With canvas NULL it only counts. */
int draw_typed(const struct prompt *prompt, struct canvas *canvas, struct area area);
/* What the line may be completed to, in as many rows as the area has; returns how many it takes.
 * With canvas NULL it only counts. */
int draw_candidates(const struct prompt *prompt, struct canvas *canvas, struct area area);
/* Over the last rows; sets the canvas's cursor. */
void draw_prompt(struct app *app, struct canvas *canvas);

#endif
