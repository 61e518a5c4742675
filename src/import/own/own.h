/* What our own Markdown export wrote, with tables or lists, and what people changed in it. */
#ifndef CJM_IMPORT_OWN_OWN_H
#define CJM_IMPORT_OWN_OWN_H

#include "import/draft/draft.h"

/* Is it the export of a journey, in any language that there are texts in? */
bool markdown_is_own(struct slice text);
void markdown_read_own(struct draft *draft, struct slice text);

#endif
