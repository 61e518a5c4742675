/* The exported Markdown as GitHub's parser reads it: hostile texts in every field come back as
 * they are, and as nothing else. */
#include <criterion/criterion.h>

#ifndef HAVE_CMARK_GFM

Test(export_parse, needs_cmark_gfm)
{
    cr_skip_test("libcmark-gfm and its extensions are missing; install them and configure again");
}

#else

#include "unit/hostile_map.h"
#include "unit/markdown_support.h"

Test(export_parse, hostile_texts, .timeout = 60)
{
    uint64_t state = 2026;
    for (int round = 0; round < 120; round++) {
        struct map map;
        map_begin(&map);
        hostile_map(&state, &map);
        expect_markdown(&map);
        map_release(&map);
    }
}

#endif
