/* What stands in the plot beside the curve itself: texts that avoid it. */
#ifndef CJM_EXPORT_POSTER_CURVE_PLOT_H
#define CJM_EXPORT_POSTER_CURVE_PLOT_H

#include "export/measure/grid.h"
#include "export/poster/layout.h"

enum { PLOT_CELL = 16 };

struct plot {
    int top, height;
    int zero, step;      /* y of 0; the height of one point of emotion */
    int radius;          /* of a mark */
    int narrowest;       /* column */
    size_t first, end;   /* columns */
    size_t room;         /* marks at most */
    struct grid taken;   /* cells of 16 x 16 units; without bits: nobody asks for it */
    struct grid smeared; /* to look for a place */
    int left;
    int least, most; /* x: farther from the marks with a quote nobody asks */
};

/* Begins to note what is taken, where these marks have quotes. */
void plot_open(
    const struct poster *poster, struct plot *plot, const struct curve_mark *marks, size_t count);
/* Nothing else may stand there. */
void plot_block(struct plot *plot, struct box box);
void plot_block_curve(struct plot *plot, const struct step *steps, size_t count);
void plot_end(struct plot *plot);
/* The emotion that data show, as a second line. */
void plot_measured(struct poster *poster, struct draw *draw, struct plot *plot);
/* Quotes of the highest and lowest touchpoints, where there is room. */
void plot_quotes(struct poster *poster, struct draw *draw, struct plot *plot,
    const struct curve_mark *marks, size_t count);
/* The curve of the frame in words. */
void curve_words(const struct poster *poster, struct buf *out);

#endif
