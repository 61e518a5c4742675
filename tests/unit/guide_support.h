/* A map with a guide and a clock that stands, for the guide's tests. */
#ifndef CJM_TESTS_GUIDE_SUPPORT_H
#define CJM_TESTS_GUIDE_SUPPORT_H

#include "guide/guide.h"

struct table {
    struct map map;
    struct undo undo;
    struct guide *guide;
    time_t now;
    struct clock clock;
};

/* The folder of the user's data, as in XDG_DATA_HOME; its guide is tests/data/guide unless a test
 * sets another one. */
extern const char *table_data;
/* The map's file: a title that is only its name is asked for. */
extern const char *table_path;

/* Opens the text of a map; the test fails where it has no guide. */
void table_open(struct table *table, struct slice text);
void table_close(struct table *table);
/* Writes the map, reads it again, and begins a new guide. */
void table_reopen(struct table *table);
/* "touchpoint.channel tv-ad [anna]", "end": what is asked. */
const char *table_asked(const struct table *table);
/* The text of the map. Valid until the next call. */
struct slice table_text(const struct table *table);
/* Answers; the last message. */
enum answered table_answer(struct table *table, const char *line);
const char *table_message(void);
/* An answer for whatever is asked: what the question's form and field want. */
const char *guide_some_answer(const struct guide_question *question);
/* The value of a node's field: "tv-ad", "channel". */
const char *table_value(const struct table *table, const char *id, const char *key);
/* A map of two stages and five touchpoints. */
extern const char table_shop[];
/* Opens it with `more` lines at the end. */
void table_open_shop(struct table *table, const char *more);
/* Is the same asked when the map is written and read again? */
void expect_same_place(struct table *table);
/* Answers; an undo must ask the same again and leave nothing, and a redo bring the answer back. */
void expect_undo(struct table *table, const char *line);

#endif
