/* The list of ideas, the chosen ones first. */
#include "app/views/node_list.h"
#include "base/i18n.h"
#include "base/text.h"
#include "insight/priority.h"

enum { NOTE_WIDE = 120 }; /* lists so wide have room for long notes */

static void idea_figures(
    const struct app *app, const struct node *idea, const char *mark, struct buf *out)
{
    add_chosen(idea, IDEA_CHOSEN, out);
    add_number(idea, IDEA_IMPACT, out);
    add_number(idea, IDEA_EFFORT, out);
    add_votes(app, idea, IDEA_VOTES, out);
    buf_adds(out, "  ");
    text_clip_pad(out, slice_of(quadrant_name(idea_quadrant(idea))), 10, mark);
}

/* Who does what was chosen, and until when. */
static void idea_note(const struct node *idea, int width, const char *mark, struct buf *out)
{
    if (!node_flag(idea, IDEA_CHOSEN) || !(node_has(idea, IDEA_OWNER) || node_has(idea, IDEA_DUE)))
        return;
    text_clip_pad(out, node_get(idea, IDEA_OWNER), width < NOTE_WIDE ? 12 : 24, mark);
    buf_addf(out, " %10s", node_get(idea, IDEA_DUE).data);
}

static const struct listing ideas = {
    .collect = ideas_chosen_first,
    .collect_by_votes = ideas_by_votes,
    .figures = idea_figures,
    .before_width = 27,
    .note = idea_note,
    .heading = N_("x  Imp Eff Vot             Idea"),
    .empty = N_("No idea yet. In the map, o adds one to a touchpoint."),
};

const struct view view_ideas = {
    NODE_LIST(N_("Ideas"), KIND_IDEA, &ideas),
    .command = MAIN_VIEW(
        "ideas", K_F5, 'i', N_("all ideas, the chosen ones first, then quick wins")),
};
