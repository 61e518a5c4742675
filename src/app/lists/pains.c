/* The list of pains, the worst first. */
#include "app/lists/node_list.h"
#include "base/i18n.h"
#include "insight/priority.h"

enum { WORST = 4, SEVERE_FROM = 3 };

static void add_rank(const struct column_at *at, struct buf *out)
{
    pain_add_priority(at->node, out);
    if (!pain_weights(at->node).guessed)
        buf_add_char(out, ' ');
}

static int by_rank(const struct node *pain)
{
    return -pain_priority(pain);
}

static void add_severity(const struct column_at *at, struct buf *out)
{
    int severity = node_int(at->node, PAIN_SEVERITY, -1);
    if (severity < 0)
        buf_add_char(out, '?');
    for (int i = 0; i < WORST && severity >= 0; i++)
        buf_adds(out, at->ascii ? (i < severity ? "#" : ".") : i < severity ? "█" : "░");
}

static bool is_severe(const struct node *pain)
{
    return node_int(pain, PAIN_SEVERITY, 0) >= SEVERE_FROM;
}

/* Shorter than elsewhere. */
static const char *frequency_word(int frequency)
{
    static const char *const words[] = { N_("rare"), N_("some"), N_("often"), N_("always") };
    return frequency >= 1 && frequency <= 4 ? _(words[frequency - 1]) : NULL;
}

static void add_often(const struct column_at *at, struct buf *out)
{
    const char *word = frequency_word(node_int(at->node, PAIN_FREQUENCY, 0));
    buf_adds(out, word ? word : "?");
}

static const struct column columns[] = {
    COLUMN_CHOSEN(PAIN_CHOSEN),
    COLUMN_TICK,
    { .name = N_("rank"),
        .letter = 'r',
        .width = 4,
        .gap = 1,
        .right = true,
        .always = true,
        .field = PAIN_SEVERITY,
        .add = add_rank,
        .order = by_rank },
    { .name = N_("sev"),
        .whole = N_("severity"),
        .letter = 's',
        .width = 4,
        .gap = 2,
        .always = true,
        .style = STYLE_PAIN,
        .has_style = is_severe,
        .field = PAIN_SEVERITY,
        .add = add_severity },
    { .name = NC_("column", "often"),
        .letter = 'f',
        .width = 6,
        .gap = 2,
        .from = 60,
        .field = PAIN_FREQUENCY,
        .add = add_often,
        .word = frequency_word },
    COLUMN_VOTES(PAIN_VOTES),
    COLUMN_STATUS(PAIN_STATUS),
    { .name = N_("pain"), .gap = 1, .always = true, .field = PAIN_TEXT },
    COLUMN_OWNER(PAIN_OWNER),
    COLUMN_DUE(PAIN_DUE),
    COLUMN_PLACE,
    COLUMNS_END,
};

/* "severity 4 x frequency 4 x importance 5 = 80" */
static void add_formula(const struct node *pain, struct buf *out)
{
    struct pain_weights weights = pain_weights(pain);
    struct buf rank = BUF_INIT;
    pain_add_priority(pain, &rank);
    buf_addf(out, _("severity %1$d x frequency %2$d x importance %3$d = %4$s"), weights.severity,
        weights.frequency, weights.importance, rank.data);
    buf_release(&rank);
}

static const struct listing pains = {
    .collect = pains_ranked,
    .collect_by_votes = pains_by_votes,
    .columns = columns,
    .formula = add_formula,
    .empty = N_("No pains yet. p on a touchpoint adds one."),
};

const struct view view_pains = {
    NODE_LIST(N_("pains"), KIND_PAIN, &pains),
    .command = MAIN_VIEW("pains", K_F4, 'p', N_("all pains, the worst first")),
};
