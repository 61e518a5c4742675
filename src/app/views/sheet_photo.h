/*
 * The photo on a persona's sheet, in place of her portrait. The program beside this one reads and
 * decodes it, and gives cells of characters: no strange bytes reach a decoder in here, no key
 * waits.
 */
#ifndef CJM_APP_VIEWS_SHEET_PHOTO_H
#define CJM_APP_VIEWS_SHEET_PHOTO_H

#include "app/core/state.h"

/* The persona's photo for a sheet in this area, if it has one that can be shown here, and it was
 * not found to be broken; NULL: the portrait. It comes later, but takes its room already. To be
 * called for each picture: what is not asked for is forgotten. */
const struct sheet_photo *sheet_photo_of(
    struct app *app, const struct node *persona, const struct canvas *canvas, struct area area);
/* Draws it, or until it is there the portrait, and returns how much room it takes. With canvas NULL
 * it only measures. */
struct area sheet_photo_draw(const struct sheet_photo *photo, struct canvas *canvas, int x, int y,
    const struct map *map, const struct node *persona);

/* In how many ms sheet_photo_look() is due; -1: none is on its way. */
int sheet_photo_wait(const struct app *app);
/* Takes what is there of it; says why there is no photo. */
void sheet_photo_look(struct app *app);
/* Forgets the photo that no sheet asked for since the last call. */
void sheet_photo_settle(struct app *app);
/* Forgets it. */
void sheet_photo_forget(struct app *app);

#endif
