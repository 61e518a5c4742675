#ifndef STORE_READ_PLAIN_FORM_H
#define STORE_READ_PLAIN_FORM_H

#include "model/schema.h"

/* A value of a file as the map has it: what else YAML and people write for a word, a number or a
 * boolean, such as Current, +1, 1.0, True or yes, is current, 1 or true there. May be a part of
 * `text`. */
struct slice def_plain_form(const struct field_def *def, struct slice text);
struct slice field_plain_form(enum field field, struct slice text);
/* The same for the value of a key of facts, such as measured. */
struct slice fact_plain_form(struct slice key, struct slice text);

#endif
