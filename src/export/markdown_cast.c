/* Names in Markdown, and the letters that tell personas apart. */
#include "base/text.h"
#include "export/markdown.h"
#include "export/markdown_escape.h"
#include "model/edit/per_persona.h"
#include "model/value_word.h"

void markdown_name(struct buf *out, const struct node *node, bool starts_line)
{
    size_t len = out->len;
    markdown_escape(out, node_headline(node), " ", starts_line);
    if (out->len == len && node->id)
        markdown_escape(out, slice_of(node->id), " ", starts_line);
}

void markdown_where(struct buf *out, const struct node *node)
{
    const struct node *above = node->parent;
    if (above->kind == KIND_TOUCHPOINT) {
        markdown_name(out, above->parent, false);
        buf_adds(out, " / ");
    }
    if (above->kind != KIND_MAP)
        markdown_name(out, above, false);
}

void markdown_cast(struct buf *out, const struct cast *cast)
{
    for (size_t i = 0; i < cast->count; i++) {
        buf_addf(out, "%s%c = ", i ? ", " : "", cast->members[i].letter);
        markdown_name(out, cast->members[i].persona, false);
        struct slice role = word_text(node_get(cast->members[i].persona, PERSONA_BUYING_ROLE));
        if (role.len)
            buf_addf(out, " (%s)", role.data);
    }
}
