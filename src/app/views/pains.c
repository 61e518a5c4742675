/* The list of pains, the worst first. */
#include "app/views/node_list.h"
#include "base/i18n.h"
#include "insight/priority.h"

static void pain_figures(
    const struct app *app, const struct node *pain, const char *mark, struct buf *out)
{
    (void)mark;
    add_chosen(pain, PAIN_CHOSEN, out);
    buf_addf(out, "%4d", pain_priority(pain));
    add_number(pain, PAIN_SEVERITY, out);
    add_number(pain, PAIN_FREQUENCY, out);
    add_votes(app, pain, PAIN_VOTES, out);
    buf_addf(out, "  %-8s", node_get(pain, PAIN_STATUS).data);
}

static const struct listing pains = {
    .collect = pains_ranked,
    .collect_by_votes = pains_by_votes,
    .figures = pain_figures,
    .before_width = 29,
    .heading = N_("x Rank Sev Frq Vot  Status   Pain"),
    .empty = N_("No pain yet. In the map, p adds one to a touchpoint."),
};

const struct view view_pains = {
    NODE_LIST(N_("Pains"), KIND_PAIN, &pains),
    .command = MAIN_VIEW("pains", K_F4, 'p', N_("all pains, the worst first")),
};
