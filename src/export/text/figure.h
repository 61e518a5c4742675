/*
 * The emotion curve as plain ASCII text that every wiki and every e-mail keeps: blocks of 100
 * columns at most, touchpoints by number.
 */
#ifndef CJM_EXPORT_TEXT_FIGURE_H
#define CJM_EXPORT_TEXT_FIGURE_H

#include "base/buf.h"
#include "model/map.h"

enum { CAST_MAX = 6 };

/* The personas whose emotions are told apart, with a letter each; none: one emotion for all. */
struct cast {
    size_t count;
    struct {
        const struct node *persona;
        char letter;
    } members[CAST_MAX];
};

void cast_find(struct cast *cast, const struct map *map);
/* Appends "+1", "0", "-1". */
void figure_add_signed(int emotion, struct buf *out);
/* Appends a touchpoint's emotion, "+1" or "A +1, B -2", after `before` and before `after`; nothing
 * where it is not scored. */
void cast_add_emotion(const struct cast *cast, const struct node *touchpoint, const char *before,
    const char *after, struct buf *out);
/* Appends whose the letters are, as they are: "A = Anna (user), B = Ben". */
void cast_add_names(const struct cast *cast, struct buf *out);

/* Touchpoints of a stage that stand in one block side by side. */
struct piece {
    const struct node *stage;
    size_t first, count; /* of the touchpoints, by number from 0 */
    int x, span;         /* columns in its block */
};

struct figure {
    struct cast cast;
    const struct node **touchpoints; /* all, in order */
    size_t count, cap;
    struct piece *pieces;
    size_t piece_count, piece_cap;
};

void figure_begin(struct figure *figure, const struct map *map);
void figure_release(struct figure *figure);
/* Has the persona a score somewhere? */
bool figure_has_scores(const struct figure *figure, const struct node *persona);
/* Appends the blocks that show something, each between these: of a persona, or of all of the cast
 * together, or of the only emotion there is (NULL). */
void figure_add(const struct figure *figure, const struct node *persona, const char *before,
    const char *after, struct buf *out);

#endif
