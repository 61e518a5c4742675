/* What a line may be completed to: words of the schema, and words that the map already uses. */
#ifndef CJM_APP_CORE_COMPLETE_H
#define CJM_APP_CORE_COMPLETE_H

#include "app/core/prompt.h"
#include "model/schema.h"

struct app;

/* For the field that is being asked for (context: the app). */
void complete_field(void *context, struct slice before, struct completions *out);
/* For the value of a field as far as it is typed: ids, its words, and those in use; of a list the
 * last one. */
void complete_value(
    struct app *app, enum field field, struct slice before, struct completions *out);
/* For the headline of a node that is being added to the list that is asked for: names in use. */
void complete_headline(void *context, struct slice before, struct completions *out);
/* For a text to find: all that things are called. */
void complete_found(void *context, struct slice typed, struct completions *out);
/* For what stands behind a command, as the table of commands calls that: "[FILE]", "[STEP]", or
 * what the map calls things. */
void complete_argument(struct app *app, const char *command, const char *argument,
    struct slice typed, struct completions *out);
/* Adds a word, if it begins, but for case and accents, with what is typed and is not among them
 * yet. */
void complete_word(struct completions *out, struct slice word, struct slice typed);
/* File names. */
void complete_file(void *context, struct slice before, struct completions *out);

#endif
