#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "import/data/data.h"

/* The label of a column, as far as anybody would name it. */
static struct slice header_of(const struct data *data, size_t column)
{
    enum { LONGEST = 2000 };
    struct slice header = table_at(&data->table, data->header, column);
    header.len = header.len < LONGEST ? header.len : LONGEST;
    return header;
}

size_t data_column(const struct data *data, struct slice name)
{
    for (size_t i = 0; i < table_width(&data->table, data->header); i++)
        if (text_equal_fold(label_trim(header_of(data, i)), label_trim(name)))
            return i;
    return NO_COLUMN;
}

/* Takes a word off the front of those with ";" between; false at the end. */
static bool next_word(const char **words, struct slice *word)
{
    if (!*words)
        return false;
    const char *end = strchr(*words, ';');
    *word = (struct slice){ *words, end ? (size_t)(end - *words) : strlen(*words) };
    *words = end ? end + 1 : NULL;
    return true;
}

static bool has_word(struct slice header, const char *words, bool part)
{
    enum { LONGEST = 300 };
    struct slice word;
    header.len = header.len < LONGEST ? header.len : LONGEST;
    while (next_word(&words, &word))
        if (part ? text_find(header, word) != (size_t)-1
                 : text_equal_fold(label_trim(header), word))
            return true;
    return false;
}

size_t data_column_of(const struct data *data, const char *words, bool part)
{
    for (size_t i = 0; i < table_width(&data->table, data->header); i++)
        if (has_word(table_at(&data->table, data->header, i), words, part))
            return i;
    return NO_COLUMN;
}

void data_use(struct data *data, size_t column, const char *role)
{
    size_t width = table_width(&data->table, data->header);
    if (!data->roles) {
        data->roles = arena_alloc(&data->draft->arena, (width + 1) * sizeof *data->roles);
        for (size_t i = 0; i < width; i++)
            data->roles[i] = NULL;
    }
    if (column < width)
        data->roles[column] = role;
}

/* What every survey program adds, and nobody misses. */
static bool is_bookkeeping(struct slice header)
{
    static const char words[] =
        "start date;startdate;end date;enddate;recorded date;recordeddate;status;response type;"
        "progress;duration (in seconds);finished;locationlatitude;locationlongitude;"
        "location latitude;location longitude;distributionchannel;distribution channel;"
        "userlanguage;user language;externalreference;external data reference;collector id;"
        "custom data 1;network id;tags;#;start date (utc);stage date (utc);submit date (utc);"
        "response type (started, completed)";
    return has_word(header, words, false);
}

/* Forgets the columns that are empty below the header: nothing is left out of them. */
static void use_empty(struct data *data, size_t width)
{
    bool *filled = mem_zalloc(width + 1);
    for (size_t row = data->header + 1; row < data->table.row_count; row++)
        for (size_t i = 0; i < width && i < table_width(&data->table, row); i++)
            filled[i] = filled[i] || table_at(&data->table, row, i).len;
    for (size_t i = 0; i < width; i++)
        if (!filled[i] && !data->roles[i])
            data->roles[i] = "-";
    free(filled);
}

void data_tell_columns(struct data *data)
{
    enum { TOLD = 10 };
    size_t count = 0, line, width;
    struct buf list = BUF_INIT;
    if (!data->roles)
        return;
    line = data->table.rows[data->header].line;
    width = table_width(&data->table, data->header);
    use_empty(data, width);
    for (size_t i = 0; i < width; i++) {
        struct slice header = header_of(data, i);
        if (!header.len)
            continue;
        struct draft_column *column = draft_column(data->draft, header, line);
        const char *role = data->roles[i];
        column->label = (struct label){ HOW_FIELD, role ? role : _("left out") };
        column->text = draft_name(data->draft, header);
        if (role || data_is_personal(header) || is_bookkeeping(header))
            continue;
        if (++count <= TOLD)
            text_add_item(&list, slice_of(draft_short(data->draft, header)));
    }
    if (count)
        draft_doubt(data->draft, line,
            _n("%1$zu column is left out, for which there is no use here: %2$s",
                "%1$zu columns are left out, for which there is no use here: %2$s", count),
            count, list.data);
    buf_release(&list);
}

bool data_is_personal(struct slice header)
{
    static const char words[] =
        "first name;last name;your name;full name;surname;vorname;nachname;"
        "email;e-mail;mail address;ip address;ipaddress;telephone;phone number;"
        "telefon;respondent id;responseid;response id;respondent;recipient;"
        "όνομα;ηλ. διεύθυνση;τηλέφωνο;correo;teléfono;nombre;prénom;courriel;"
        "姓名;邮箱;电话;メール;氏名;電話;이메일;이름;전화";
    return has_word(header, words, true) || has_word(header, "name;phone;ip;mail", false);
}

bool data_column_given(struct data *data, const char *option, const char *value, size_t *out)
{
    *out = NO_COLUMN;
    if (!value)
        return true;
    *out = data_column(data, slice_of(value));
    /* Some files have their headers twice: as a code, and as the question. */
    for (size_t row = 0; row < data->header && *out == NO_COLUMN; row++)
        for (size_t i = 0; i < table_width(&data->table, row); i++)
            if (text_equal_fold(table_at(&data->table, row, i), text_trim(slice_of(value))))
                *out = i;
    if (*out == NO_COLUMN)
        draft_doubt(data->draft, 0, _("--%1$s: there is no column \"%2$s\""), option, value);
    else if (data_is_personal(table_at(&data->table, data->header, *out)))
        draft_doubt(data->draft, 0,
            _("--%1$s: \"%2$s\" is a name, address or number of a person, which is never taken"),
            option, value);
    else
        return true;
    return false;
}

bool data_find_header(struct data *data, const char *words)
{
    enum { LOOKED_AT = 30 };
    for (size_t row = 0; row < data->table.row_count && row < LOOKED_AT; row++) {
        size_t count = 0;
        for (size_t i = 0; i < table_width(&data->table, row); i++)
            count += has_word(table_at(&data->table, row, i), words, false);
        if (count > 1) {
            data->header = row;
            return true;
        }
    }
    return false;
}
