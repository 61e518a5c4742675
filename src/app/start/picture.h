/* How the start screen looks: the list, and what is told of the selected row. */
#ifndef CJM_APP_START_PICTURE_H
#define CJM_APP_START_PICTURE_H

#include "app/core/list_pane.h"

void draw_start(struct app *app, struct level *level, struct canvas *canvas, struct area area);
void draw_start_row(struct app *app, const struct level *level, const struct list_row *at);

#endif
