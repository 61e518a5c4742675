/* What a line may be completed to: words of the schema, and words that the map already uses. */
#ifndef CJM_APP_CORE_COMPLETE_H
#define CJM_APP_CORE_COMPLETE_H

#include "app/core/prompt.h"
#include "model/schema.h"

struct app;

/* For the field that is being asked for (context: the app). */
void complete_field(void *context, struct slice before, struct completions *out);
/* For the value of a field: its words, and those in use. */
void complete_value(struct app *app, enum field field, struct slice typed, struct completions *out);
/* For the headline of a node that is being added to the list that is asked for: names in use. */
void complete_headline(void *context, struct slice before, struct completions *out);
/* Adds a word, if it begins with what is typed and is not among them yet. */
void complete_word(struct completions *out, struct slice word, struct slice typed);
/* File names. */
void complete_file(void *context, struct slice before, struct completions *out);

#endif
