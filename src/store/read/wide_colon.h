/* Full-width colons: an input method that was left on writes "name：One", which YAML takes for a
 * text. */
#ifndef CJM_STORE_READ_WIDE_COLON_H
#define CJM_STORE_READ_WIDE_COLON_H

#include "model/schema.h"
#include "store/read/source.h"

/*
 * Reports the first one between two places of the source that stands behind a key of nodes of
 * `kind` (KIND_COUNT: of any) where a key could stand; false: there is none.
 */
bool wide_colon_report(struct source *source, size_t begin, size_t end, enum node_kind kind);
/* Most texts have none, and need not be searched again. */
bool wide_colon_is_in(struct slice text);
/* Reports the first one there, whatever it is behind. */
bool wide_colon_report_any(struct source *source, size_t begin, size_t end);

#endif
