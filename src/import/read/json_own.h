/* JSON of our own: an export, or a draft that somebody made by the schema of these. */
#ifndef CJM_IMPORT_READ_JSON_OWN_H
#define CJM_IMPORT_READ_JSON_OWN_H

#include "import/draft/draft.h"
#include "import/read/json_tree.h"

/* Does our own key stand in front, as our export has it? Then it need not be parsed. */
bool json_begins_as_own(struct slice text);
/* Is it one of our own? Then the draft has its text, to be read as maps are. */
bool json_is_own(struct draft *draft, const struct json *root, struct slice text);

#endif
