/* What our own Markdown tells a second time, while it is compared; for these files alone. */
#ifndef CJM_IMPORT_OWN_TOLD_H
#define CJM_IMPORT_OWN_TOLD_H

#include "import/own/reading.h"
#include "import/read/table.h"

enum part { PART_NONE, PART_LANES, PART_PAINS, PART_IDEAS, PART_CHOSEN };

/* Names and labels that are longer are not compared: each is looked at again and again. */
enum { TOLD_NAME_MOST = 1000 };

struct told {
    struct own_reading *reading;
    struct names known; /* what the sections say: of a place, its label, the value */
    struct names items; /* pains and ideas, by where they are and their text */
    struct draft_place **item_places;
    struct names stages;
    struct draft_place **stage_places;
    struct draft_place **points; /* touchpoints, by their numbers from 0 on */
    size_t item_cap, stage_cap, point_count, point_cap;
    enum part part;
    /* Pains and ideas of each kind, by their places: in the sections, and in a table. */
    struct names places, rows;
    size_t *place_counts, *row_counts, place_cap, row_cap;
};

/* --- told_known.c --- */

/* Takes what a stage's section says, and those of its touchpoints. */
void told_know_stage(struct told *told, struct draft_place *stage);
/* Without blanks and commas, by which a line differs from several, and signs that are not seen. */
void told_squeeze(struct slice text, struct buf *out);
/* Is that said there; or, where `value` has no data, is anything? */
bool told_is_known(struct told *told, const void *whose, const char *label, struct slice value);
/* Is it the touchpoint's name, with its emotions: "Boil (+1) ★ !"? */
bool told_is_point_known(struct told *told, const struct draft_place *point, struct slice text);
/* One more of that name. */
void told_count(struct names *names, size_t **counts, size_t *cap, struct slice name);
void told_add_item_key(struct slice where, enum node_kind kind, struct slice text, struct buf *out);

/* --- told.c --- */

/* The kind that the part has. */
enum node_kind told_kind(const struct told *told);
void told_keep(struct told *told, size_t line, struct slice label, struct slice text);
/* Compares a table of pains or ideas. */
void told_check_items(struct told *told, const struct table *table);

/* --- told_lists.c --- */

/* The same, and the touchpoints of the lanes, as lists; from the first item on. */
void told_check_item_list(struct told *told, struct slice text, size_t line);
void told_check_lane_list(struct told *told, struct slice text, size_t line);

#endif
