/* Comments: to whom they are, and what is said of them. */
#ifndef CJM_INSIGHT_COMMENT_H
#define CJM_INSIGHT_COMMENT_H

#include "base/clock.h"
#include "model/map.h"

/* Appends whom a comment's text names, as in "@nia is this still so?": with commas between several.
 * An address such as "nia@example.org" names nobody. */
void comment_add_named(struct slice text, struct buf *out);
/* Appends who says it, when, and to whom: "Ida · 3 Nov · for nia · settled". */
void comment_add_facts(
    const struct clock *clock, const struct node *comment, const char *between, struct buf *out);
/* Has it been settled? */
bool comment_is_done(const struct node *comment);
/* The comments on a node. */
struct node_list comments_of(const struct node *node);

#endif
