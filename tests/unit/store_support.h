/* Maps from texts and back, for the store's tests. */
#ifndef CJM_TESTS_STORE_SUPPORT_H
#define CJM_TESTS_STORE_SUPPORT_H

#include "base/buf.h"
#include "base/diag.h"
#include "model/edit/edit.h"
#include "model/map.h"

/* Reads a map; the test fails where that is refused. */
void read_map(struct map *map, struct slice text);
/* Reads a template; the test fails where there are messages. */
void read_template(struct map *map, const char *name);
/* Appends messages, a line each, and clears them. */
void take_messages(struct diags *diags, struct buf *out);
/* The text of its file. */
void write_map(const struct map *map, struct buf *out);
/* Whether two nodes are equal with all below them, ids included. Names the difference in `why`. */
bool same_nodes(const struct node *a, const struct node *b, struct buf *why);
/* The map's text reads back as an equal map; `what` is said where it does not. */
void expect_round_trip(const struct map *map, const char *what);
/*
 * Edits the map by a line of words: set ID KEY TEXT, unset ID KEY, remove ID, move ID PARENT INDEX,
 * add PARENT KEY INDEX NAME; several edits are separated by ";". TEXT and NAME go up to it, "|" in
 * them is a line break.
 */
void edit_by_script(struct map *map, struct undo *undo, const char *script);
/* Appends the lines that differ, as "-old" and "+new", in the order of the texts. */
void add_difference(struct buf *out, struct slice old, struct slice new);
/* A random number below `below`, the same ones in each run. */
unsigned random_below(uint64_t *state, unsigned below);
/* Appends a random text with all that is hard for YAML: quotes, signs, line breaks, emoji. */
void random_text(uint64_t *state, struct buf *out);

#endif
