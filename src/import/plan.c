#include "import/plan.h"

#include "base/i18n.h"
#include "base/text.h"

void plan_count(const struct map *map, struct plan_counts *out)
{
    *out = (struct plan_counts){ { 0 } };
    for (const struct node *node = map->root; node; node = node_next(node, map->root))
        out->of[node->kind]++;
}

static const char *delimiter_name(char delimiter)
{
    switch (delimiter) {
    case ';':
        return _("semicolon");
    case '\t':
        return _("tab");
    case '|':
        return _("bar");
    default:
        return _("comma");
    }
}

static void add_column(const struct draft_column *column, struct buf *out)
{
    const struct draft_column *scaled = column->shared ? column->shared : column;
    bool kept = column->label.how == HOW_NOTE || column->note_told;
    text_add_line(column->text, 80, out);
    buf_addf(out, " -> %s", kept ? "notes" : column->label.key);
    if (column->label.how == HOW_EMOTION && scale_is_known(scaled->scale)) {
        buf_adds(out, ", ");
        scale_add(scaled->scale, out);
    }
    buf_add_char(out, '\n');
}

void plan_add(const struct draft *draft, const struct plan_counts *before, const struct map *map,
    struct buf *out)
{
    enum { COLUMNS_TOLD = 200 };
    struct plan_counts after;
    struct buf counts = BUF_INIT;
    size_t told = 0;
    buf_addf(out, "%s: %s, %s", draft->first_file, draft->format ? draft->format : "-",
        draft->encoding ? draft->encoding : "-");
    if (draft->delimiter)
        buf_addf(out, ", %s", delimiter_name(draft->delimiter));
    buf_add_char(out, '\n');
    for (const struct draft_column *c = draft->first_column; c && told < COLUMNS_TOLD; c = c->next)
        if (c->text.len) {
            add_column(c, out);
            told++;
        }
    plan_count(map, &after);
    for (int kind = KIND_PERSONA; kind < KIND_COUNT; kind++)
        if (after.of[kind] > before->of[kind]) {
            struct buf count = BUF_INIT;
            buf_addf(&count, "%s %zu", _(kind_def((enum node_kind)kind)->name),
                after.of[kind] - before->of[kind]);
            text_add_item(&counts, buf_slice(&count));
            buf_release(&count);
        }
    /* TRANSLATORS: behind it: "stage 3, touchpoint 12". */
    buf_addf(out, _("New: %s\n"), counts.len ? counts.data : "-");
    if (draft->updated)
        buf_addf(out,
            _n("A new value for %zu metric\n", "New values for %zu metrics\n", draft->updated),
            draft->updated);
    if (draft->measured)
        buf_addf(out,
            _n("The measured feeling of %zu place\n", "The measured feelings of %zu places\n",
                draft->measured),
            draft->measured);
    buf_release(&counts);
}
