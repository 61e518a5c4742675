/*
 * Several programs that edit the same map, with a table of lines in the place of the journal. Each
 * looks at the table before its own edits, as a session does.
 */
#ifndef CJM_TESTS_SHARED_SUPPORT_H
#define CJM_TESTS_SHARED_SUPPORT_H

#include <stdint.h>

#include "model/edit/replay.h"

struct shared_line {
    char *author, *text;
    uint32_t action;
};

struct shared_table {
    struct shared_line *lines;
    size_t count, cap;
};

struct shared_person {
    char token[8];
    struct map map;
    struct undo undo;
    struct replay replay;
    struct shared_table *table;
    size_t seen;
    struct buf lost;
};

void shared_join(struct shared_person *person, struct shared_table *table, int number);
/* Joins in the middle: with the map as `other` has it now, as from a file, and only later lines. */
void shared_join_late(struct shared_person *person, struct shared_table *table, int number,
    struct shared_person *other);
void shared_leave(struct shared_person *person);
void shared_clear(struct shared_table *table);
/* Applies the lines that are new. */
void shared_look(void *context);
/* Appends the fields of all nodes, without ids. */
void shared_describe_contents(const struct map *map, struct buf *out);
/* Appends what is in the tree, whether the file shows the ids or not. */
void shared_describe(const struct map *map, struct buf *out);
/* All have the same file, which can be read, and the same ids. */
void shared_expect_same(struct shared_person *people, int count, const char *when);
struct node *shared_found(struct shared_person *person, const char *id);
void shared_set(struct shared_person *person, const char *id, enum field field, const char *text);
void shared_expect_value(
    struct shared_person *person, const char *id, enum field field, const char *text);
struct node *shared_add(struct shared_person *person, const char *parent, enum node_kind kind,
    const char *name, size_t index);
/* An action of random edits, an undo or a redo. */
void shared_random_step(struct shared_person *person, uint64_t *state);

#endif
