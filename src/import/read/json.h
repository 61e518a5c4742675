/* Journeys in JSON: of our own, stages with what is in them, or stages, swimlanes and nodes. */
#ifndef CJM_IMPORT_READ_JSON_H
#define CJM_IMPORT_READ_JSON_H

#include "import/draft/draft.h"

bool json_looks_so(struct slice text);
/* STATUS_BAD with messages: it is no JSON, or no stage is in it. */
enum status json_read(struct draft *draft, struct slice text);

#endif
