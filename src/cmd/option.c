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

/* --- fields --- */

_Static_assert((int)LANE_KEY < OPTIONS_MAX, "no room for all fields");

/* The first of several fields with one key has the option of that name. */
static const enum node_kind kinds[] = { KIND_TOUCHPOINT, KIND_PAIN, KIND_IDEA, KIND_QUOTE,
    KIND_STAGE, KIND_METRIC, KIND_READING, KIND_VISIT, KIND_COMMENT, KIND_NOTE, KIND_PERSONA,
    KIND_MAP };

/* Of a kind whose nodes are named by an option: "pain", "persona". */
static bool is_kind(const char *name)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (kinds[i] != KIND_MAP && strcmp(kind_def(kinds[i])->name, name) == 0)
            return true;
    return false;
}

/* A field is an option by its key if nothing else has that name, else by its full name. What heads
 * a pain, a persona or the like is an option by the name of the kind. */
static void add_option(struct option_list *list, enum field field)
{
    static const char letters[FIELD_COUNT] = { [TOUCHPOINT_CHANNEL] = 'c',
        [TOUCHPOINT_EMOTION] = 'e',
        [PAIN_TEXT] = 'p',
        [IDEA_TEXT] = 'i',
        [QUOTE_TEXT] = 'q' };
    static const char *const arguments[] = { [FIELD_TEXT] = "TEXT",
        [FIELD_LONG_TEXT] = "TEXT",
        [FIELD_LIST] = "LIST",
        [FIELD_INTEGER] = "N",
        [FIELD_NUMBER] = "N",
        [FIELD_CHOICE] = "WORD",
        [FIELD_BOOLEAN] = "yes|no",
        [FIELD_DATE] = "DATE",
        [FIELD_DURATION] = "TIME",
        [FIELD_LENGTH] = "TIME",
        [FIELD_FIGURE] = "VALUE",
        [FIELD_TEXTS] = "TEXT",
        [FIELD_PATH] = "PATH",
        [FIELD_RECORD] = "FACTS",
        [FIELD_PER_PERSONA] = "N" };
    const struct field_def *def = field_def(field);
    const struct kind_def *kind = kind_def(def->kind);
    struct option_row row = { .letter = letters[field],
        .argument = arguments[def->type],
        .help = def->help,
        .field = field };
    option_full_name(field, row.name);
    bool heads = field == kind->headline && def->kind != KIND_MAP;
    const char *name = heads ? kind->name : row.name + strlen(kind->name) + 1;
    bool taken = !heads && is_kind(name);
    for (size_t i = 0; i < list->count; i++)
        taken = taken || strcmp(list->rows[i].name, name) == 0;
    if (!taken)
        memmove(row.name, name, strlen(name) + 1);
    list->rows[list->count++] = row;
}

/* The version of the format is no field to fill in, and the names of stage and touchpoint have
 * options of their own. */
static bool is_option(enum field field)
{
    const struct field_def *def = field_def(field);
    return def->label && def->type != FIELD_NODES && field != MAP_CJM && field != STAGE_NAME &&
           field != TOUCHPOINT_NAME;
}

void option_add_fields(struct option_list *list)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        for (enum field f = kind_def(kinds[i])->first; f < kind_def(kinds[i])->end; f++)
            if (is_option(f))
                add_option(list, f);
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
