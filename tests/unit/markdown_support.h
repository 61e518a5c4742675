/* The exported Markdown as GitHub's parser reads it; where that is there (HAVE_CMARK_GFM). */
#ifndef CJM_TESTS_MARKDOWN_SUPPORT_H
#define CJM_TESTS_MARKDOWN_SUPPORT_H

#include "model/map.h"

/* The texts of the map come back of its export as they are, and as nothing else: in every format of
 * Markdown and with every layout. */
void expect_markdown(const struct map *map);

#endif
