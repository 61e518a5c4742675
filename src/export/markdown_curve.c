/* The emotion curve of the Markdown export: plain text that survives every wiki. */
#include "base/i18n.h"
#include "base/text.h"
#include "export/markdown.h"
#include "export/markdown_escape.h"

static void add_legend(struct markdown *md, const struct figure *figure)
{
    struct buf *out = md->out;
    struct node_list stages = node_children(md->map->root, MAP_STAGES);
    size_t number = 0;
    markdown_block(md);
    for (size_t i = 0; i < stages.count; i++) {
        struct node_list list = node_children(stages.items[i], STAGE_TOUCHPOINTS);
        if (!list.count)
            continue;
        buf_adds(out, "- **");
        markdown_name(out, stages.items[i], false);
        buf_adds(out, ":** ");
        for (size_t k = 0; k < list.count; k++) {
            buf_adds(out, k ? ", " : "");
            buf_add_number(out, ++number);
            buf_add_char(out, ' ');
            markdown_name(out, list.items[k], false);
            cast_add_emotion(&figure->cast, list.items[k], " (", ")", out);
        }
        buf_add_char(out, '\n');
    }
}

static void add_without_scores(struct markdown *md, const struct figure *figure)
{
    struct buf *out = md->out;
    struct buf names = BUF_INIT, name = BUF_INIT;
    for (size_t i = 0; i < figure->cast.count; i++) {
        const struct node *persona = figure->cast.members[i].persona;
        if (figure_has_scores(figure, persona))
            continue;
        buf_clear(&name);
        markdown_name(&name, persona, false);
        text_add_item(&names, buf_slice(&name));
    }
    if (names.len) {
        markdown_block(md);
        buf_addf(out, _("No scores yet: %s"), names.data);
        buf_add_char(out, '\n');
    }
    buf_release(&names);
    buf_release(&name);
}

static void add_picture(
    struct markdown *md, const struct figure *figure, const struct node *persona)
{
    markdown_block(md);
    figure_add(figure, persona, "```text\n", "```\n\n", md->out);
}

void markdown_curves(struct markdown *md)
{
    struct buf *out = md->out;
    struct figure figure;
    figure_begin(&figure, md->map);
    const struct cast *cast = &figure.cast;
    if (cast->count) {
        markdown_cast(out, cast);
        buf_addf(out, ", \\* = %s\n", _("several of them"));
    }
    add_picture(md, &figure, NULL);
    for (size_t i = 0; i < cast->count; i++) {
        if (!figure_has_scores(&figure, cast->members[i].persona))
            continue;
        markdown_block(md);
        buf_adds(out, "**");
        markdown_name(out, cast->members[i].persona, false);
        buf_adds(out, "**\n");
        add_picture(md, &figure, cast->members[i].persona);
    }
    add_without_scores(md, &figure);
    add_legend(md, &figure);
    figure_release(&figure);
}
