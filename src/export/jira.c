/* Pains and chosen ideas as a table that Jira imports as issues. */
#include <stdlib.h>

#include "base/i18n.h"
#include "base/text.h"
#include "export/export.h"
#include "export/text/csv.h"
#include "export/text/out.h"
#include "insight/priority.h"
#include "model/ids.h"

/* A description is wiki text there. It has escapes for some signs alone, numbers for all. */
static const struct escape escape = {
    .chars = "\\{}[]()!|*_^~+-#?&@%",
    .joined = ":",
    .before = "&#",
    .after = ";",
    .number = true,
    .line_break = " ",
};

static void add_line(struct buf *out, const char *label, struct slice text)
{
    if (!text.len)
        return;
    buf_addf(out, "%s%s: ", out->len ? "\n" : "", label);
    out_escaped(out, text, &escape);
}

static void add_field(
    struct buf *out, const struct map *map, const struct node *node, enum field field)
{
    struct buf value = BUF_INIT;
    out_value(&value, map, node, field, ", ");
    add_line(out, _(field_def(field)->label), buf_slice(&value));
    buf_release(&value);
}

static void add_description(struct buf *out, const struct map *map, const struct node *node)
{
    static const enum field pain[] = { PAIN_WORKAROUND, PAIN_EVIDENCE, PAIN_SOURCE, PAIN_OWNER,
        PAIN_LINK };
    static const enum field idea[] = { IDEA_PAIN, IDEA_METRIC, IDEA_TARGET, IDEA_OWNER, IDEA_LINK };
    struct buf where = BUF_INIT;
    out_where(&where, node);
    add_line(out, _("Where"), buf_slice(&where));
    for (size_t i = 0; i < sizeof pain / sizeof *pain; i++)
        add_field(out, map, node, node->kind == KIND_PAIN ? pain[i] : idea[i]);
    buf_release(&where);
}

/* Its usual names; a pain's severity, or what an idea promises. */
static const char *priority_of(const struct node *node)
{
    static const char *const of_severity[] = { "Lowest", "Low", "Medium", "High", "Highest" };
    static const char *const of_quadrant[] = { "Medium", "High", "Medium", "Low", "Lowest" };
    if (node->kind == KIND_IDEA)
        return of_quadrant[idea_quadrant(node)];
    int severity = node_int(node, PAIN_SEVERITY, 2);
    return of_severity[severity < 0 || severity > 4 ? 2 : severity];
}

static void add_issue(struct csv *csv, const struct map *map, const struct node *node)
{
    struct buf text = BUF_INIT, name = BUF_INIT;
    out_name(&name, node);
    out_text(&text, buf_slice(&name), " ");
    csv_cell(csv, buf_slice(&text));
    buf_clear(&text);
    add_description(&text, map, node);
    csv_cell(csv, buf_slice(&text));
    csv_cell(csv, slice_of(priority_of(node)));
    buf_clear(&text);
    buf_adds(&text, node->kind == KIND_PAIN ? "pain " : "idea ");
    id_slug(KIND_MAP, node_headline(map->root), &text);
    csv_cell(csv, buf_slice(&text));
    csv_cell(csv, action_get(node, ACTION_DUE));
    csv_end_row(csv);
    buf_release(&name);
    buf_release(&text);
}

static enum status jira_write(const struct map *map, const struct export_options *options,
    struct buf *out, struct diags *diags)
{
    static const char *const labels[] = { "Summary", "Description", "Priority", "Labels",
        "Due date" };
    struct csv csv = { .out = out, .separator = ',' };
    struct node **nodes;
    (void)options, (void)diags;
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        csv_cell(&csv, slice_of(labels[i]));
    csv_end_row(&csv);
    size_t count = pains_ranked(map, &nodes);
    for (size_t i = 0; i < count; i++)
        add_issue(&csv, map, nodes[i]);
    free(nodes);
    count = ideas_chosen(map, &nodes);
    for (size_t i = 0; i < count; i++)
        add_issue(&csv, map, nodes[i]);
    free(nodes);
    return STATUS_OK;
}

const struct export_format export_jira = {
    .name = "jira",
    .endings = (const char *const[]){ "jira.csv", "jira", NULL },
    .help = N_("pains and chosen ideas as issues that Jira imports"),
    .write = jira_write,
};
