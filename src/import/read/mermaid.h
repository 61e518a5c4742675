/* Journey diagrams of Mermaid, alone or in Markdown. */
#ifndef CJM_IMPORT_READ_MERMAID_H
#define CJM_IMPORT_READ_MERMAID_H

#include "import/draft/draft.h"

/* Is the text a diagram, behind front matter and comments? */
bool mermaid_is_journey(struct slice text);
/* Has the Markdown a journey in a fence? */
bool mermaid_is_fenced(struct slice text);
/* STATUS_BAD with messages: there is none, or none is the wanted one. */
enum status mermaid_read(struct draft *draft, struct slice text);

#endif
