/* Names in Markdown, and the letters that tell personas apart. */
#include "base/text.h"
#include "export/markdown.h"
#include "export/markdown_escape.h"
#include "model/edit/per_persona.h"

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

void markdown_signed(struct buf *out, int emotion)
{
    buf_addf(out, emotion > 0 ? "+%d" : "%d", emotion);
}

void markdown_emotion(struct buf *out, const struct node *touchpoint, const struct cast *cast,
    const char *before, const char *after)
{
    size_t len = out->len;
    size_t values = cast->count ? cast->count : 1;
    for (size_t i = 0; i < values; i++) {
        const char *id = cast->count ? cast->members[i].persona->id : NULL;
        int emotion = touchpoint_emotion(touchpoint, id);
        if (emotion == EMOTION_NONE)
            continue;
        buf_adds(out, out->len == len ? before : ", ");
        if (cast->count)
            buf_addf(out, "%c ", cast->members[i].letter);
        markdown_signed(out, emotion);
    }
    if (out->len > len)
        buf_adds(out, after);
}

void markdown_cast(struct buf *out, const struct cast *cast)
{
    for (size_t i = 0; i < cast->count; i++) {
        buf_addf(out, "%s%c = ", i ? ", " : "", cast->members[i].letter);
        markdown_name(out, cast->members[i].persona, false);
        struct slice role = node_get(cast->members[i].persona, PERSONA_BUYING_ROLE);
        if (role.len)
            buf_addf(out, " (%s)", role.data);
    }
}
