#include <stdio.h>

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

void date_see(struct slice text, struct date_order *order)
{
    int parts[3];
    char sign;
    if (!take_numbers(text, parts, &sign) || parts[0] > 31)
        return;
    order->day_first = order->day_first || parts[0] > 12;
    order->month_first = order->month_first || parts[1] > 12;
}

bool date_read(struct slice text, const struct date_order *order, char out[DATE_SIZE])
{
    int parts[3];
    char sign;
    if (!take_numbers(text, parts, &sign))
        return false;
    int year = parts[0], month = parts[1], day = parts[2];
    if (parts[0] <= 31) {
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
