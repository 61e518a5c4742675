/* How Mermaid parts and escapes what stands in a line. */
#ifndef CJM_IMPORT_READ_MERMAID_TEXT_H
#define CJM_IMPORT_READ_MERMAID_TEXT_H

#include "import/draft/draft.h"

/* The length of an entity that the text begins with, "#35;" or "#amp;", or 0. */
size_t mermaid_entity(struct slice text);
/* A colon, comma or semicolon, also full-width or ideographic, at the begin; its length, or 0. */
size_t mermaid_sign(struct slice text, char sign);
/* Takes what is before the next such sign off the front; false at the end. What an entity stands
 * for is no sign. */
bool mermaid_next_part(struct slice *rest, char sign, struct slice *part);
/* Where the part before this one ends: before the sign between them. */
size_t mermaid_part_end(struct slice text, struct slice part);
/* The text with entities decoded and a blank for each "<br>"; it is the draft's where it changed.
 */
struct slice mermaid_decoded(struct draft *draft, struct slice text);
/* The line without the semicolons that end it. */
struct slice mermaid_without_end(struct slice line);

#endif
