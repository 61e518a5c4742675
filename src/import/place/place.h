/* The draft of a file becomes a map: labels become fields, actors personas or machines. */
#ifndef CJM_IMPORT_PLACE_PLACE_H
#define CJM_IMPORT_PLACE_PLACE_H

#include "import/draft/draft.h"
#include "model/edit/edit.h"

/* Makes the map of it, which must be empty. STATUS_BAD with messages: it is one of our own, and is
 * wrong. */
enum status import_place(struct draft *draft, struct undo *undo);

/* The same where the draft has a map of our own. (own.c) */
enum status place_own_map(struct draft *draft, struct undo *undo);

/* Who is named in a draft. */
struct cast {
    struct draft *draft;
    struct words systems; /* what --system names */
    struct names known;   /* folded names that stand alone somewhere */
    struct names names;   /* folded, of the personas */
    struct node **nodes;  /* by their numbers */
    size_t cap;
};

/* Told of each person that a text names. */
typedef void cast_take(void *context, struct slice name, bool is_machine);

/* Finds all personas of the draft, in the order in which they come first. */
void cast_init(struct cast *cast, struct draft *draft);
void cast_release(struct cast *cast);
/* "Ops + IT" and "A/B" are two only where both are known. */
void cast_each(
    const struct cast *cast, const struct draft_cell *cell, cast_take *take, void *context);
/* The persona's node; NULL: there is none of that name. */
struct node *cast_node(const struct cast *cast, struct slice name);

/* A node that is being filled with a place's cells. */
struct filling {
    struct undo *undo;
    struct draft *draft;
    const struct cast *cast;
    struct node *node;
    const struct draft_place *place;
    struct buf *texts;                  /* by the place of the field in its kind */
    struct buf emotions;                /* pairs of persona and number */
    struct buf emotion;                 /* the one for all */
    struct buf people;                  /* ids of the personas that are named, a list value */
    struct buf row_people;              /* of the row alone */
    struct names in_row, named, scored; /* ids in row_people, people and emotions: may be many */
    size_t pains, ideas;                /* how many there were before the row */
    bool row_settled;                   /* its people are where they belong */
    bool row_is_item;                   /* what the row says is said of its pain or idea */
    size_t *free_words;                 /* feelings that were not guessed */
};

/* Fills a node of the place's kind, which is not in the tree yet. */
void fill_node(struct undo *undo, struct draft *draft, const struct cast *cast,
    const struct draft_place *place, struct node *node, size_t *free_words);
/* Adds "Label: value" to the notes. */
void fill_note(struct filling *filling, const struct draft_cell *cell);
/* Sets a field of the node, or of the row's pains or ideas. False: the text is none for it. */
bool fill_field(
    struct filling *filling, const struct draft_cell *cell, const char *key, struct slice text);
/* --- fill_value.c --- */

/* Appends the text to what the field has already; false: it is none for it, or it has another.
 * `own`: as our own export writes it, an item a line, whatever signs are in it. */
bool value_add_text(enum field field, struct slice text, bool own, struct buf *out);
/* Appends a word to a list that has it not yet. `there` are the items of a long list; a short one,
 * as most are, is looked through sooner. */
void value_add_once(struct names *there, struct slice word, struct buf *list);

void fill_feeling(struct filling *filling, const struct draft_cell *cell);
void fill_metrics(struct filling *filling, const struct draft_cell *cell);

#endif
