/*
 * Values of FIELD_RECORD: a few facts that belong together, as measured: {value: -0.4, n: 120}.
 * Such a value is pairs of key and text, each ended by a NUL byte; the keys are the field's words.
 */
#ifndef CJM_MODEL_VALUE_RECORD_H
#define CJM_MODEL_VALUE_RECORD_H

#include "model/schema.h"

/* What the text of a key must be; NULL if no facts have that key. */
const struct field_def *record_key(struct slice key);
/* The text of a key; without data where it has none. */
struct slice record_get(struct slice value, const char *key);
/* Is the text right for the key? If not, appends a sentence to `why` (NULL: no reason). */
bool record_accepts(
    const struct field_def *def, struct slice key, struct slice text, struct buf *why);
/* Is the whole value what a file can hold? */
bool record_is_good(const struct field_def *def, struct slice value);
/* Appends it as people type it: "-0.4; n 120; date 2026-11-02"; the first key's name is left out.
 */
void record_to_line(const struct field_def *def, struct slice value, struct buf *out);
/* Reads that; false with a reason. */
bool record_from_line(
    const struct field_def *def, struct slice line, struct buf *out, struct buf *why);

#endif
