#include "export/format/format.h"

#include "base/mem.h"

void export_end_page(const struct export_options *options, const struct buf *out)
{
    struct export_pages *pages = options->pages;
    if (!pages)
        return;
    MEM_GROW(pages->ends, pages->count + 1, pages->cap);
    pages->ends[pages->count++] = out->len;
}
