/* The options of a subcommand: what they are called, and what is said of them. */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "cmd/cmd.h"

void options_of(const struct subcommand *sub, struct option_list *out)
{
    *out = (struct option_list){ .count = 0 };
    for (const struct option_row *row = sub->options; row && *row->name; row++)
        out->rows[out->count++] = *row;
    if (sub->add_options)
        sub->add_options(out);
}

const char *option_value(const struct arguments *arguments, const char *name)
{
    const struct option_list *list = arguments->options;
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->rows[i].name, name) == 0)
            return arguments->values[i];
    return NULL;
}

/* --- names --- */

void option_full_name(enum field field, char out[OPTION_NAME_MAX])
{
    const struct field_def *def = field_def(field);
    snprintf(out, OPTION_NAME_MAX, "%s-%s", kind_def(def->kind)->name, def->key);
    for (char *c = out; *c; c++)
        *c = *c == '_' ? '-' : *c;
}

bool option_is_full(const struct option_row *row)
{
    char full[OPTION_NAME_MAX];
    option_full_name(row->field, full);
    return row->field && strcmp(row->name, full) == 0;
}

static bool begins_with(const char *name, struct slice typed)
{
    size_t i = 0;
    while (i < typed.len && name[i] && name[i] == (typed.data[i] == '_' ? '-' : typed.data[i]))
        i++;
    return i == typed.len;
}

int option_find(const struct option_list *list, struct slice name)
{
    int found = -1, count = 0;
    for (size_t i = 0; i < list->count; i++) {
        const struct option_row *row = &list->rows[i];
        char full[OPTION_NAME_MAX];
        option_full_name(row->field, full);
        bool begins = begins_with(full, name), own = begins_with(row->name, name);
        if (!row->field)
            continue;
        if ((own && !row->name[name.len]) || (begins && !full[name.len]))
            return (int)i;
        found = begins ? (int)i : found;
        count += begins;
    }
    return count == 1 ? found : -1;
}

/* --- help --- */

/* Words, a range, or nothing where anything goes. */
static void add_values(const struct option_row *row, struct buf *out)
{
    const struct field_def *def = field_def(row->field ? row->field : row->values_of);
    if (row->add_values)
        row->add_values(out);
    else if (!row->field && !row->values_of)
        return;
    else if (def->type == FIELD_BOOLEAN)
        return; /* its argument is called so */
    else if (def->low < def->high)
        /* TRANSLATORS: the lowest and the highest number. */
        buf_addf(out, _("%1$d to %2$d"), def->low, def->high);
    else
        for (const char *const *word = def->words; word && *word; word++)
            text_add_item(out, slice_of(*word));
}

void option_add_help(const struct option_row *row, struct buf *out)
{
    struct buf values = BUF_INIT;
    enum node_kind kind = row->field ? field_def(row->field)->kind : KIND_TOUCHPOINT;
    if (kind != KIND_TOUCHPOINT)
        buf_addf(out, "%s: ", _(kind_def(kind)->name));
    buf_adds(out, _(row->help));
    add_values(row, &values);
    if (values.len)
        buf_addf(out, " (%s)", values.data);
    buf_release(&values);
}
