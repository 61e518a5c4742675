#include "base/i18n.h"
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
