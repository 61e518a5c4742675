#include "import/data/data.h"

#include "base/i18n.h"
#include "base/text.h"
#include "import/read/csv.h"

const struct data_kind *const data_kinds[] = { &data_survey, &data_mail, &data_analytics,
    &data_tickets, &data_quotes, NULL };

static const struct data_kind *choose(const struct data *data)
{
    const char *name = data->draft->options->format;
    for (size_t i = 0; data_kinds[i]; i++)
        if (name && strcmp(name, "csv") != 0 ? strcmp(name, data_kinds[i]->name) == 0
                                             : data_kinds[i]->looks_so(data))
            return data_kinds[i];
    return NULL;
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static void tell_few(const struct data *data)
{
    if (data->few)
        draft_notice(data->draft, 0,
            _n("%zu figure is of fewer than 30 answers: few",
                "%zu figures are of fewer than 30 answers: few", data->few),
            data->few);
}

static void tell_columns_and_people(struct data *data)
{
    enum { TOLD = 10 };
    struct buf list = BUF_INIT;
    data_tell_columns(data);
    for (size_t i = 0; i < data->strangers.count && i < TOLD; i++)
        text_add_item(
            &list, slice_of(draft_short(data->draft, slice_of(data->strangers.items[i]))));
    if (data->strangers.count)
        draft_doubt(data->draft, 0,
            _n("%1$zu persona is not on the map, and is left out: %2$s",
                "%1$zu personas are not on the map, and are left out: %2$s", data->strangers.count),
            data->strangers.count, list.data);
    buf_release(&list);
}

enum status data_take(struct draft *draft, struct undo *undo, struct buf *text)
{
    struct buf copy = BUF_INIT;
    struct data data = { .draft = draft,
        .undo = undo,
        .map = undo->map,
        .source = base_name(draft->file),
        .text = text };
    size_t line;
    enum status status = STATUS_BAD;
    size_t said = draft->diags->count;
    buf_add_slice(&copy, buf_slice(text)); /* a table is read in place */
    places_init(&data);
    texts_find(&data);
    if (!csv_parse(&copy, &data.table, &line)) {
        draft_doubt(draft, line, _("a row has more than %d cells"), TABLE_WIDTH_MAX);
    } else {
        const struct data_kind *kind = choose(&data);
        draft->delimiter = data.table.delimiter;
        draft->format = kind ? kind->name : NULL;
        table_tell_quote(draft, &data.table);
        if (kind)
            status = kind->take(&data);
        else
            draft_doubt(draft, 0, "%s",
                _("this is no survey, no figures, no quotes and no tickets; data are added to a "
                  "map that "
                  "is there, and maps are merged: cjm-tui merge"));
    }
    if (status == STATUS_OK)
        tell_columns_and_people(&data);
    if (status != STATUS_OK && draft->diags->count == said)
        draft_doubt(draft, 0, "%s", _("nothing in it can be added to the map"));
    tell_few(&data);
    if (data.hidden)
        draft_notice(draft, 0,
            _n("%zu name, address or number is hidden",
                "%zu names, addresses or numbers are hidden", data.hidden),
            data.hidden);
    table_release(&data.table);
    places_release(&data.places);
    names_release(&data.texts);
    names_release(&data.people);
    names_release(&data.strangers);
    buf_release(&copy);
    return status;
}
