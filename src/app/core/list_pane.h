/*
 * What a view shows as rows or lines that scroll: drawing, clicking and moving for all of them. A
 * list is a view with `rows` and `draw_row`; its picture comes from draw_list(). A text is a view
 * without rows; its picture begins with draw_text_scroll().
 */
#ifndef CJM_APP_CORE_LIST_PANE_H
#define CJM_APP_CORE_LIST_PANE_H

#include "app/core/state.h"

/* A row to be drawn; the selection's mark and background are there. */
struct list_row {
    struct canvas *canvas;
    struct area area; /* behind the mark, and of the row's lines those that are seen */
    int row;
    int skip; /* so many of its lines are above what is seen */
    bool selected;
    enum style style; /* of its text */
};

/* Draws a text in the row's first line, `from` columns behind its begin. */
void row_text(const struct list_row *at, int from, int width, struct slice text);

/* Draws the rows around the selected one, and on the line below the area how many more there are,
 * or the last one itself. A row that is no longer there gives way to the last one; with level->row
 * -1 none is selected. */
void draw_list(struct app *app, struct level *level, struct canvas *canvas, struct area area);
/* The same without the line below it; returns how many more lines there are. */
int draw_list_rows(struct app *app, struct level *level, struct canvas *canvas, struct area area);
/* Below a line that is the caller's a list, a line, and `lines` more, whose area is returned. */
struct area draw_list_and_line(
    struct app *app, struct level *level, struct canvas *canvas, struct area area, int lines);
/* Selects the row that was drawn there; false: none. */
bool list_click(struct app *app, struct level *level, int x, int y);

/* Notes that a text of so many lines is shown in the area, from level->top on, and draws on the
 * line below the area how many more there are. Returns how many are shown: a last one takes that
 * line itself. */
int draw_text_scroll(struct level *level, int lines, struct canvas *canvas, struct area area);
/* Moves the text by so many lines, as far as it goes. */
void text_scroll(struct level *level, int by);

/* Scrolls so that line `from`..`to` is among the `page` lines shown. */
void level_scroll(struct level *level, int from, int to, int page);

#endif
