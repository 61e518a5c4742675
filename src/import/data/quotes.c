/* What customers said: a text with blank lines between, or a table. */
#include "base/i18n.h"
#include "base/text.h"
#include "import/data/data.h"

#define TEXTS                                                                                               \
    "text;quote;quotes;verbatim;comment;zitat;απόσπασμα;cita;citation;citazione;citação;引用;" \
    "引用文;인용"

static bool has_texts(struct data *data)
{
    return data_find_header(data, TEXTS ";by;date;persona;stage;touchpoint") &&
           data_column_of(data, TEXTS, false) != NO_COLUMN;
}

static bool looks_so(const struct data *data)
{
    struct data copy = *data;
    const char *dot = strrchr(data->source, '.');
    return (dot && strcmp(dot, ".txt") == 0) || has_texts(&copy);
}

static void tell(struct data *data, size_t again)
{
    if (again)
        draft_notice(data->draft, 0,
            _n("%zu quote is there already; it is left out",
                "%zu quotes are there already; they are left out", again),
            again);
}

/* The last line says who, where it begins with two dashes. */
static void split_who(struct slice block, struct slice *text, struct slice *by)
{
    const char *end = NULL;
    *text = text_trim(block);
    *by = SLICE("");
    for (size_t i = 0; i < text->len; i++)
        if (text->data[i] == '\n')
            end = text->data + i;
    struct slice last = end ? slice_from(*text, (size_t)(end + 1 - text->data)) : SLICE("");
    if (!slice_begins_fold(last, SLICE("--")))
        return;
    *by = text_trim(slice_from(last, 2));
    *text = text_trim((struct slice){ text->data, (size_t)(end - text->data) });
}

static enum status take_text(struct data *data, struct slice rest)
{
    size_t taken = 0, again = 0;
    struct node *at = places_at(data);
    while (at && rest.len) {
        struct slice line, text, by;
        const char *begin = rest.data, *end = begin;
        while (slice_next_line(&rest, &line) && text_trim(line).len)
            end = line.data + line.len;
        split_who((struct slice){ begin, (size_t)(end - begin) }, &text, &by);
        if (!text.len)
            continue;
        struct said said = { .text = text, .by = by };
        bool is_new = quote_put(data, at, &said);
        taken += is_new;
        again += !is_new;
    }
    tell(data, again);
    return taken || again ? STATUS_OK : STATUS_BAD;
}

static struct node *place_of_row(
    const struct data *data, size_t row, size_t stage, size_t touchpoint, struct node *at)
{
    struct slice in = table_at(&data->table, row, stage),
                 name = table_at(&data->table, row, touchpoint);
    struct buf path = BUF_INIT;
    if (!in.len && !name.len)
        return at;
    struct node *node = places_find_in(data, in, name, &path);
    buf_release(&path);
    return node;
}

static enum status take_table(struct data *data)
{
    size_t taken = 0, again = 0, lost = 0;
    struct date_order order = { 0 };
    struct node *at = places_at(data);
    size_t text = data_column_of(data, TEXTS, false),
           by = data_column_of(data, "by;who;von", false);
    size_t date = data_column_of(data, "date;datum;fecha;data;ημερομηνία;日期;日付;날짜", false);
    size_t stage = data_column_of(data, "stage;phase", false);
    size_t touchpoint = data_column_of(data, "touchpoint;touch point", false);
    size_t persona = data_column_of(data, "persona", false);
    if (!at)
        return STATUS_BAD;
    data_use(data, text, "quotes");
    data_use(data, by, "by");
    data_use(data, date, "date");
    data_use(data, stage, "stage");
    data_use(data, touchpoint, "touchpoint");
    data_use(data, persona, "persona");
    date_see_all(data, date, data->header + 1, &order);
    for (size_t row = data->header + 1; row < data->table.row_count; row++) {
        char day[DATE_SIZE] = "";
        struct node *node = place_of_row(data, row, stage, touchpoint, at);
        struct said said = { .text = table_at(&data->table, row, text),
            .by = table_at(&data->table, row, by) };
        if (!said.text.len)
            continue;
        if (!date_read(table_at(&data->table, row, date), &order, day))
            *day = '\0';
        said.date = slice_of(day);
        said.persona = data_persona(data, table_at(&data->table, row, persona));
        lost += !node;
        bool is_new = quote_put(data, node ? node : data->map->root, &said);
        taken += is_new;
        again += !is_new;
    }
    if (lost)
        draft_doubt(data->draft, 0,
            _n("%zu quote has a place that is not on the map; it goes to the parking lot",
                "%zu quotes have a place that is not on the map; they go to the parking lot", lost),
            lost);
    tell(data, again);
    return taken || again ? STATUS_OK : STATUS_BAD;
}

static enum status take(struct data *data)
{
    return has_texts(data) ? take_table(data) : take_text(data, buf_slice(data->text));
}

const struct data_kind data_quotes = { "quotes", looks_so, take };
