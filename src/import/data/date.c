#include <stdio.h>

#include "base/i18n.h"
#include "base/text.h"
#include "import/data/data.h"

/* Three numbers with one sign between; what follows is a time. */
static bool take_numbers(struct slice text, int parts[3], char *sign)
{
    text = text_trim(text);
    for (int i = 0; i < 3; i++) {
        int digits = 0;
        parts[i] = 0;
        for (; text.len && is_digit(*text.data) && digits < 5; digits++) {
            parts[i] = parts[i] * 10 + (*text.data - '0');
            text = slice_from(text, 1);
        }
        if (!digits || digits > 4)
            return false;
        if (i == 2)
            break;
        if (!text.len || !strchr("-/.", *text.data) || (i == 1 && *text.data != *sign))
            return false;
        *sign = *text.data;
        text = slice_from(text, 1);
    }
    return !text.len || strchr(" T,\t", *text.data);
}

/* From 1 on; 0: it is none. */
static int month_named(struct slice word)
{
    static const char months[] = "janfebmaraprmayjunjulaugsepoctnovdec";
    for (int i = 0; i < 12 && word.len >= 3; i++)
        if (slice_begins_fold(word, (struct slice){ months + 3 * i, 3 }))
            return i + 1;
    return 0;
}

/* "15/Mar/26", "15 March 2026", "Mar 15, 2026" */
static bool take_words(struct slice text, int *year, int *month, int *day)
{
    static const char between[] = " /-.,";
    int numbers[2] = { 0 }, count = 0;
    *month = 0;
    while (text.len && (count < 2 || !*month)) {
        size_t len = 0;
        while (text.len && strchr(between, *text.data))
            text = slice_from(text, 1);
        while (len < text.len && !strchr(between, text.data[len]))
            len++;
        struct slice word = { text.data, len };
        text = slice_from(text, len);
        bool is_number = len && len <= 4 && is_digit(*word.data) && count < 2;
        for (size_t i = 0; i < len && is_number; i++)
            numbers[count] = numbers[count] * 10 + (word.data[i] - '0');
        if (!is_number && (*month || !(*month = month_named(word))))
            return false;
        count += is_number;
    }
    *day = numbers[0];
    *year = numbers[1] < 100 ? 2000 + numbers[1] : numbers[1];
    return count == 2 && *month;
}

static void see(struct slice text, struct date_order *order)
{
    int parts[3];
    char sign;
    if (!text.len)
        return;
    if (!take_numbers(text, parts, &sign)) {
        order->unread += !take_words(text, &parts[0], &parts[1], &parts[2]);
        return;
    }
    if (parts[0] > 31)
        return;
    order->day_first = order->day_first || parts[0] > 12;
    order->month_first = order->month_first || parts[1] > 12;
    order->unclear += sign != '.' && parts[0] <= 12 && parts[1] <= 12 && parts[0] != parts[1];
}

void date_see_all(struct data *data, size_t column, size_t first, struct date_order *order)
{
    if (column == NO_COLUMN)
        return;
    for (size_t row = first; row < data->table.row_count; row++)
        see(table_at(&data->table, row, column), order);
    struct draft *draft = data->draft;
    const char *name = draft_short(draft, table_at(&data->table, data->header, column));
    size_t line = data->table.rows[data->header].line;
    if (order->unclear && order->day_first == order->month_first)
        draft_doubt(draft, line,
            order->day_first ? _("the dates under \"%s\" are read as day, month, year")
                             : _("the dates under \"%s\" are read as month, day, year"),
            name);
    if (order->unread)
        draft_doubt(draft, line,
            _n("%1$zu date under \"%2$s\" is not understood; it is left out",
                "%1$zu dates under \"%2$s\" are not understood; they are left out", order->unread),
            order->unread, name);
}

bool date_read(struct slice text, const struct date_order *order, char out[DATE_SIZE])
{
    int parts[3], year, month, day;
    char sign;
    bool numbers = take_numbers(text, parts, &sign);
    if (!numbers && !take_words(text, &year, &month, &day))
        return false;
    if (numbers) {
        year = parts[0];
        month = parts[1];
        day = parts[2];
    }
    if (numbers && parts[0] <= 31) {
        bool day_first = order->day_first || (sign == '.' && !order->month_first);
        year = parts[2] < 100 ? 2000 + parts[2] : parts[2];
        month = day_first ? parts[1] : parts[0];
        day = day_first ? parts[0] : parts[1];
    }
    if (year < 1900 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31)
        return false;
    snprintf(out, DATE_SIZE, "%04d-%02d-%02d", year, month, day);
    return field_accepts(METRIC_DATE, slice_of(out), NULL);
}
