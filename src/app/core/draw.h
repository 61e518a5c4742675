/* The parts of the screen that every view has: first line, last line, prompt. */
#ifndef CJM_APP_CORE_DRAW_H
#define CJM_APP_CORE_DRAW_H

#include "app/core/state.h"

/* Draws a text so that it ends before column `end`. */
void draw_at_end(struct canvas *canvas, int end, int y, enum style style, struct slice text);
/* Draws wrapped text, as many rows as the area has; returns the rows used. With canvas NULL it only
 * counts. */
int draw_wrapped(struct canvas *canvas, struct area area, enum style style, struct slice text);
/* Draws what an empty view says, in the middle of it. Returns the rows used, as above. */
int draw_in_middle(struct canvas *canvas, struct area area, struct slice text);

/* Text put line by line into an area, of which only a part may be seen. */
struct pen {
    struct canvas *canvas; /* NULL: only counts */
    struct area area;      /* what is outside of it is not drawn */
    int line;              /* where the next one goes, from its top */
    int most;              /* rows of a text; 0: as many as it has */
    const char *more;      /* stands in the last of them where there is more; NULL: a mark does */
};

bool pen_sees(const struct pen *pen, int line);
/* Puts a text where the pen is, `indent` columns to the right. */
void pen_line(const struct pen *pen, int indent, enum style style, struct slice text);
/* Puts a text behind `sign` ("- "), wrapped, and goes on below it. Returns its rows. */
int pen_text(struct pen *pen, const char *sign, enum style style, struct slice text);

/* Where the next text goes, and how much room is left below it. */
struct flow {
    struct canvas *canvas;
    struct area area;
};

/* Puts a wrapped text of at most `most` rows there; what does not fit ends in a mark. */
void flow_text(struct flow *flow, int most, enum style style, struct slice text);

/* "+1", "0", "-2", or the dot of an unscored one. */
void format_emotion(const struct canvas *canvas, int emotion, struct buf *out);
/* Appends what stands behind the title: " · future state · Anna". (title.c) */
void add_title_facts(const struct app *app, bool ascii, struct buf *out);
/* Its kind alone, unless that is the usual one. */
void add_title_kind(const struct app *app, bool ascii, struct buf *out);
/* All of it with the title in front. */
void add_title(const struct app *app, bool ascii, struct buf *out);
/* " 12 more lines " at the left of a line, where lines are left; else nothing. */
void draw_more_rows(struct canvas *canvas, int x, int y, int count);
/* The same before column `end`, where a title stands at the left. */
void draw_more_at_end(struct canvas *canvas, int end, int y, int count);
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
