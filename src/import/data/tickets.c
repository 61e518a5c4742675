/* Tickets of Jira, Trello and GitHub: pains or ideas. */
#include "base/i18n.h"
#include "base/text.h"
#include "import/data/data.h"

#define SUMMARIES "summary;card name;issue title;title;name"
#define URLS "card url;html_url;url;link"
#define KEYS "issue key;key;card id;issue id;number;" URLS
#define STAGES "list name;list;component/s;component;components;milestone;epic name"

static bool looks_so(const struct data *data)
{
    struct data copy = *data;
    return data_find_header(&copy, SUMMARIES ";" KEYS ";" STAGES) &&
           data_column_of(&copy, SUMMARIES, false) != NO_COLUMN &&
           data_column_of(&copy, KEYS, false) != NO_COLUMN;
}

static const char *status_word(struct slice text)
{
    static const struct {
        const char *word, *status;
    } words[] = { { "done", "fixed" }, { "closed", "fixed" }, { "resolved", "fixed" },
        { "fixed", "fixed" }, { "erledigt", "fixed" }, { "in progress", "doing" },
        { "doing", "doing" }, { "in review", "doing" }, { "in arbeit", "doing" },
        { "to do", "open" }, { "todo", "open" }, { "open", "open" }, { "backlog", "open" },
        { "verified", "verified" } };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_equal_fold(slice_of(words[i].word), text))
            return words[i].status;
    return "";
}

/* The place that one of the columns of that header names, which some have several times; `name`
 * becomes all of them. */
static struct node *find_place(const struct data *data, size_t row, size_t column, struct buf *name)
{
    struct slice header = table_at(&data->table, data->header, column);
    struct node *found = NULL;
    for (size_t i = column; i < table_width(&data->table, data->header); i++)
        if (text_equal_fold(table_at(&data->table, data->header, i), header)) {
            struct slice text = table_at(&data->table, row, i);
            if (text.len && name->len)
                buf_adds(name, ", ");
            buf_add_slice(name, text);
            found = found || !text.len ? found : places_find(data, text);
        }
    return found ? found : places_find(data, buf_slice(name));
}

struct tickets {
    size_t summary, key, stage, due, status;
    struct date_order order;
};

static void use_columns(struct data *data, const struct tickets *columns, enum node_kind kind)
{
    struct slice stage = table_at(&data->table, data->header, columns->stage);
    for (size_t i = columns->stage; i < table_width(&data->table, data->header); i++)
        if (text_equal_fold(table_at(&data->table, data->header, i), stage))
            data_use(data, i, "stage");
    data_use(data, columns->summary, kind == KIND_PAIN ? "pains" : "ideas");
    data_use(data, columns->key, "link");
    data_use(data, columns->due, "due");
    data_use(data, columns->status, "status");
}

static void add_ticket(struct data *data, size_t row, const struct tickets *columns,
    struct node *parent, enum node_kind kind)
{
    struct map *map = data->map;
    struct node *node = node_new(map, kind);
    bool pain = kind == KIND_PAIN;
    char due[DATE_SIZE];
    struct slice key = table_at(&data->table, row, columns->key);
    const char *status = status_word(table_at(&data->table, row, columns->status));
    node_put(map, node, pain ? PAIN_TEXT : IDEA_TEXT,
        data_hidden(data, table_at(&data->table, row, columns->summary)));
    if (*status)
        node_put(map, node, pain ? PAIN_STATUS : IDEA_STATUS, slice_of(status));
    if (date_read(table_at(&data->table, row, columns->due), &columns->order, due))
        node_put(map, node, pain ? PAIN_DUE : IDEA_DUE, slice_of(due));
    if (key.len)
        node_put(map, node, pain ? PAIN_LINK : IDEA_LINK, key);
    edit_insert(data->undo, parent, node, (size_t)-1);
}

static enum status take(struct data *data)
{
    const struct import_options *options = data->draft->options;
    enum node_kind kind = options->as && strcmp(options->as, "idea") == 0 ? KIND_IDEA : KIND_PAIN;
    struct unplaced unplaced = { 0 };
    size_t again = 0, taken = 0;
    if (!data_find_header(data, SUMMARIES ";" KEYS ";" STAGES)) {
        draft_doubt(data->draft, 0, "%s", _("no row of it names a summary and a key"));
        return STATUS_BAD;
    }
    struct tickets columns = { .summary = data_column_of(data, SUMMARIES, false),
        .key = data_column_of(data, URLS, false),
        .due = data_column_of(data, "due date;due;fällig", false),
        .status = data_column_of(data, "status;state", false) };
    if (!data_column_given(data, "stage", options->stage, &columns.stage))
        return STATUS_BAD;
    if (columns.stage == NO_COLUMN)
        columns.stage = data_column_of(data, STAGES, false);
    if (columns.key == NO_COLUMN)
        columns.key = data_column_of(data, KEYS, false);
    struct node *at = places_at(data);
    use_columns(data, &columns, kind);
    date_see_all(data, columns.due, data->header + 1, &columns.order);
    for (size_t row = data->header + 1; at && row < data->table.row_count; row++) {
        struct buf name = BUF_INIT;
        struct node *node = columns.stage == NO_COLUMN
                                ? NULL
                                : find_place(data, row, columns.stage, &name);
        node = options->at ? at : node;
        struct slice summary = table_at(&data->table, row, columns.summary);
        if (!summary.len)
            node = NULL;
        else if (!node || node->kind == KIND_MAP)
            unplaced_add(&unplaced, name.len ? buf_slice(&name) : summary);
        else if (!link_is_new(data, node, table_at(&data->table, row, columns.key)))
            again++;
        else
            add_ticket(data, row, &columns, node, kind);
        taken += node != NULL;
        buf_release(&name);
    }
    unplaced_tell(&unplaced, data);
    if (again)
        draft_notice(data->draft, 0,
            _n("%zu ticket is there already; it is left out",
                "%zu tickets are there already; they are left out", again),
            again);
    return taken ? STATUS_OK : STATUS_BAD;
}

const struct data_kind data_tickets = { "tickets", looks_so, take };
