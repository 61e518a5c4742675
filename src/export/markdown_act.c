/* What a map leads with in Markdown: who owns it, when it is reviewed, and what was chosen. */
#include <stdlib.h>

#include "base/i18n.h"
#include "export/markdown.h"
#include "insight/priority.h"
#include "insight/review.h"

/* clang-format off */
static const struct sheet chosen_sheet = {
    NULL, 6, 0, false,
    {
        { IDEA_TEXT, NULL, NULL }, { FIELD_COUNT, N_("Where"), markdown_where },
        { IDEA_OWNER, NULL, NULL }, { IDEA_DUE, NULL, NULL }, { IDEA_METRIC, NULL, NULL },
        { IDEA_TARGET, NULL, NULL },
    },
};
/* clang-format on */

static void add_review(struct markdown *md)
{
    char next[DATE_SIZE];
    if (!review_next(md->map, next))
        return;
    markdown_label(md, 0, _("Next review"));
    buf_addf(md->out, " %s\n", next);
}

bool markdown_act(struct markdown *md)
{
    struct node **ideas;
    size_t start = md->out->len, count = ideas_chosen(md->map, &ideas);
    markdown_heading(md, 2, _("Next steps"));
    size_t empty = md->out->len;
    markdown_field(md, md->map->root, MAP_OWNER, 0);
    add_review(md);
    if (count)
        markdown_heading(md, 3, _("Chosen ideas"));
    markdown_sheet(md, &chosen_sheet, ideas, count);
    free(ideas);
    if (md->out->len > empty)
        return true;
    buf_cut(md->out, start);
    return false;
}
