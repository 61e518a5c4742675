/* A person at the guide's pane, on its canvas: keys in, pictures out. */
#ifndef CJM_TESTS_PANE_SUPPORT_H
#define CJM_TESTS_PANE_SUPPORT_H

#include "app/guide/pane.h"
#include "app_support.h"

/* Two stages with two touchpoints each, and one persona. */
extern const char shop[];

/* Opens the text of a map with the guide, at a step (NULL: where it begins). */
void begin(struct fixture *f, const char *map, const char *step);
struct guide *engine_of(const struct fixture *f);
bool asked(const struct fixture *f, struct guide_question *out);
/* Answers as a person would with what the question takes; returns the keys pressed. */
size_t answer(struct fixture *f, const char *text);

/* What the last picture shows. */
void expect(const struct fixture *f, const char *text);
void expect_not(const struct fixture *f, const char *text);
/* What stands in the line. */
void expect_typed(const struct fixture *f, const char *text);
/* What the file has. */
void expect_in_file(const struct fixture *f, const char *text);

#endif
