#include "export/format/format.h"

#include "base/mem.h"

bool export_end_page(const struct export_options *options, struct buf *out)
{
    struct export_pages *pages = options->pages;
    if (!pages)
        return true;
    if (pages->take) {
        if (!pages->status)
            pages->status = pages->take(pages->context, buf_slice(out));
        buf_clear(out);
        return !pages->status;
    }
    MEM_GROW(pages->ends, pages->count + 1, pages->cap);
    pages->ends[pages->count++] = out->len;
    return true;
}
