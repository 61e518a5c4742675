/* A map as text, plain or with the colours of app->inks: what `show` writes. */
#ifndef CJM_APP_PRINT_PRINT_H
#define CJM_APP_PRINT_PRINT_H

#include <stdbool.h>

#include "base/buf.h"

struct app;
struct node;
struct view;

enum { PRINT_WIDTH_MIN = 20, PRINT_WIDTH_MAX = 1000 };

/* Appends the map at that width: title, lead, grid and curve, all rows; stages that do not fit
 * follow below. */
void app_print(struct app *app, int width, bool ascii, struct buf *out);
/* Appends the curve alone, below the names of the stages. */
void app_print_curve(struct app *app, int width, bool ascii, struct buf *out);
/* Appends the map in words, one thing a line and never a sign alone: title, stages, touchpoints,
 * and where the curve is highest and lowest (print_text.c). */
void app_print_told(struct app *app, struct buf *out);
/* Appends stages and touchpoints so. */
void app_print_words(struct app *app, struct buf *out);
/* Appends "very bad, minus two", or "Anna: ...; Ben: ..." where they feel differently. */
void print_feelings(const struct app *app, const struct node *node, struct buf *out);
/* Appends in words where each curve is highest and lowest, and how it ends. */
void app_print_peaks(struct app *app, struct buf *out);
/* Appends a list as it is drawn at that width, all of its rows, or in words, a sentence each. The
 * app shows that view. (print_list.c) */
void app_print_list(
    struct app *app, const struct view *view, int width, bool ascii, struct buf *out);
void app_tell_list(struct app *app, const struct view *view, struct buf *out);
/* Appends a line of a title. */
void print_title(const struct app *app, struct slice line, struct buf *out);
/* Appends the lead, so far as it is set: owner, next review, chosen ideas (print_summary.c). */
void print_lead(const struct app *app, int width, bool ascii, struct buf *out);

#endif
