/* What `show` begins with: who owns the map, when it is reviewed, and what was chosen. */
#include "app/print/print.h"

#include <stdlib.h>

#include "app/core/state.h"
#include "base/i18n.h"
#include "base/text.h"
#include "insight/priority.h"
#include "insight/review.h"

struct lead {
    const struct map *map;
    const char *separator;
    int width;
    struct buf *out;
};

/* Appends a text in lines of the width; all but the first begin with `indent` blanks, as the first
 * one does if `first`. */
static void add_lines(const struct lead *lead, int indent, bool first, struct slice text)
{
    struct slice line;
    while (text_wrap(&text, first ? lead->width - indent : lead->width, &line)) {
        buf_add_repeated(lead->out, ' ', first ? (size_t)indent : 0);
        text_add_visible(lead->out, line);
        buf_add_char(lead->out, '\n');
        first = true;
    }
}

/* "next review 2027-02-21", or since when it is overdue. */
static void add_review(const struct lead *lead, const char *today, struct buf *out)
{
    const struct node *root = lead->map->root;
    char next[DATE_SIZE];
    if (review_next(lead->map, next))
        buf_addf(out, strcmp(next, today) < 0 ? _("review overdue since %s") : _("next review %s"),
            next);
    else if (node_has(root, MAP_REVIEWED))
        buf_addf(out, _("reviewed %s"), node_get(root, MAP_REVIEWED).data);
    else if (node_has(root, MAP_REVIEW_EVERY))
        buf_addf(
            out, _("review every %s, the first is open"), node_get(root, MAP_REVIEW_EVERY).data);
}

static void add_care(const struct lead *lead, const char *today)
{
    struct slice owner = node_get(lead->map->root, MAP_OWNER);
    struct buf text = BUF_INIT;
    if (owner.len)
        buf_addf(&text, _("Owner: %s"), owner.data);
    size_t len = text.len;
    add_review(lead, today, &text);
    if (len && text.len > len)
        buf_splice(&text, len, 0, slice_of(lead->separator));
    add_lines(lead, 0, true, buf_slice(&text));
    buf_release(&text);
}

static void add_fact(
    const struct lead *lead, const struct node *idea, enum field field, struct buf *out)
{
    struct slice value = node_get(idea, field);
    if (!value.len)
        return;
    if (out->len)
        buf_adds(
            out, field == IDEA_TARGET && node_has(idea, IDEA_METRIC) ? " -> " : lead->separator);
    buf_addf(out, field == IDEA_DUE ? _("due %s") : "%s", value.data);
}

/* "1. What is done", and below it who does it, until when, and which figure tells that it worked.
 */
static void add_idea(const struct lead *lead, const struct node *idea, size_t number)
{
    static const enum field facts[] = { IDEA_OWNER, IDEA_DUE, IDEA_METRIC, IDEA_TARGET };
    struct buf text = BUF_INIT;
    buf_addf(&text, "%zu. ", number);
    int indent = (int)text.len;
    buf_add_slice(&text, node_headline(idea));
    add_lines(lead, indent, false, buf_slice(&text));
    buf_clear(&text);
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
        add_fact(lead, idea, facts[i], &text);
    add_lines(lead, indent, true, buf_slice(&text));
    buf_release(&text);
}

void print_lead(const struct app *app, int width, bool ascii, struct buf *out)
{
    struct lead lead = { &app->session.map, ascii ? " - " : " · ", width, out };
    char today[DATE_SIZE];
    struct node **ideas;
    size_t count = ideas_chosen(lead.map, &ideas);
    date_of(clock_now(app->options.clock), today);
    add_care(&lead, today);
    for (size_t i = 0; i < count; i++)
        add_idea(&lead, ideas[i], i + 1);
    free(ideas);
}
