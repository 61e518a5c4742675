#include "base/length.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/text.h"

enum { WORD_MOST = 60, NUMBER_MOST = 16, HOUR = 60, DAY = 24 * HOUR };

static const struct unit {
    double minutes;
    const char *one, *many;      /* in a file */
    const char *const words[20]; /* as people write it */
} units[] = {
    { 1.0 / 60, "s", "s",
        { "s", "sec", "secs", "second", "seconds", "δ", "δευτ", "δευτερόλεπτο", "δευτερόλεπτα",
            "秒", "秒钟" } },
    { 1, "min", "min",
        { "min", "m", "mins", "minute", "minutes", "λ", "λεπ", "λεπτό", "λεπτά", "分", "分钟" } },
    { HOUR, "hour", "hours",
        { "h", "hr", "hrs", "hour", "hours", "ω", "ώρα", "ώρες", "小时", "个小时", "钟头" } },
    { DAY, "day", "days",
        { "d", "day", "days", "μ", "μέρα", "μέρες", "ημέρα", "ημέρες", "天", "日" } },
    { 7 * DAY, "week", "weeks",
        { "w", "wk", "wks", "week", "weeks", "εβδ", "εβδομάδα", "εβδομάδες", "周", "星期", "个星期",
            "礼拜" } },
    { 30 * DAY, "month", "months",
        { "mo", "mon", "month", "months", "μήν", "μήνας", "μήνα", "μήνες", "个月", "月" } },
    { 365 * DAY, "year", "years",
        { "y", "yr", "yrs", "year", "years", "έτος", "έτη", "χρόνος", "χρόνο", "χρόνια", "年" } },
};

struct part {
    double number;
    struct slice digits;
    const struct unit *unit; /* NULL: none is written */
};

static void skip_blanks(struct slice *rest)
{
    while (rest->len && rest->data[0] == ' ')
        *rest = slice_from(*rest, 1);
}

/* Digits, with decimals behind a dot or comma. */
static bool take_number(struct slice *rest, struct part *out)
{
    size_t len = 0, points = 0;
    char text[NUMBER_MOST];
    for (; len < rest->len && len + 1 < sizeof text; len++) {
        char c = rest->data[len];
        bool point = len && !points && (c == '.' || c == ',') && len + 1 < rest->len &&
                     is_digit(rest->data[len + 1]);
        if (!is_digit(c) && !point)
            break;
        points += point;
        text[len] = c;
    }
    if (!len)
        return false;
    text[len] = '\0';
    out->digits = (struct slice){ rest->data, len };
    out->number = atoi(text);
    double scale = 1;
    for (const char *c = text; points && *c; c++)
        if (scale < 1 && is_digit(*c)) {
            out->number += (*c - '0') * scale;
            scale /= 10;
        } else if (!is_digit(*c)) {
            scale = 0.1;
        }
    *rest = slice_from(*rest, len);
    return true;
}

static const struct unit *find_unit(struct slice word, bool (*equal)(struct slice, struct slice))
{
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        for (const char *const *name = units[i].words; *name; name++)
            if (equal(word, slice_of(*name)))
                return &units[i];
    return NULL;
}

/* Most are written as they stand here: each picture reads some, and folding all names takes long.
 */
static const struct unit *unit_named(struct slice word)
{
    const struct unit *unit = find_unit(word, slice_equal);
    return unit ? unit : find_unit(word, text_equal_fold);
}

const char *length_unit(struct slice word)
{
    if (word.len && word.data[word.len - 1] == '.')
        word.len--;
    const struct unit *unit = unit_named(word);
    return unit ? unit->one : NULL;
}

/* The letters up to a blank, a digit or a sign; a dot may end them. */
static struct slice word_of(struct slice text)
{
    size_t len = 0;
    while (len < text.len && len < WORD_MOST && !strchr(" -.~+,;", text.data[len]) &&
           !is_digit(text.data[len]) && memcmp(text.data + len, "–", len + 3 <= text.len ? 3 : 1))
        len++;
    return (struct slice){ text.data, len };
}

static void take_unit(struct slice *rest, struct part *out)
{
    struct slice at = *rest;
    skip_blanks(&at);
    struct slice word = word_of(at);
    out->unit = word.len ? unit_named(word) : NULL;
    if (!out->unit)
        return;
    *rest = slice_from(at, word.len);
    if (rest->len && rest->data[0] == '.')
        *rest = slice_from(*rest, 1);
}

/* "-" and "to" between the ends of a range. */
static bool take_to(struct slice *rest)
{
    static const char *const signs[] = { "-", "–", "—", "~", "to ", "έως ", "ως ", "με ", "到",
        "至", NULL };
    struct slice at = *rest;
    skip_blanks(&at);
    for (const char *const *sign = signs; *sign; sign++)
        if (slice_begins_fold(at, slice_of(*sign))) {
            *rest = slice_from(at, strlen(*sign));
            skip_blanks(rest);
            return true;
        }
    return false;
}

/* "3-6 weeks", "20 min": one unit, or one at each end. False: it is no length, or a sum. */
static bool read_parts(struct slice *rest, struct part *low, struct part *high)
{
    if (!take_number(rest, low))
        return false;
    take_unit(rest, low);
    *high = *low;
    if (take_to(rest)) {
        if (!take_number(rest, high))
            return false;
        take_unit(rest, high);
    }
    if (!low->unit)
        low->unit = high->unit;
    return high->unit != NULL;
}

static void narrow(struct slice text, struct buf *out)
{
    text_add_narrow(text_trim(text), out);
}

bool length_read(struct slice text, struct length *out)
{
    struct buf plain = BUF_INIT;
    narrow(text, &plain);
    struct slice rest = buf_slice(&plain);
    struct part low, high;
    bool good = rest.len > 0;
    *out = (struct length){ 0, 0 };
    while (good && rest.len) { /* "1 h 30 min" */
        good = read_parts(&rest, &low, &high);
        if (good) {
            out->low += low.number * low.unit->minutes;
            out->high += high.number * high.unit->minutes;
        }
        skip_blanks(&rest);
    }
    buf_release(&plain);
    return good && out->low <= out->high;
}

static void add_digits(struct slice digits, struct buf *out)
{
    for (size_t i = 0; i < digits.len; i++)
        buf_add_char(out, digits.data[i] == ',' ? '.' : digits.data[i]);
}

void length_add_plain(struct slice text, struct buf *out)
{
    struct buf plain = BUF_INIT;
    struct part low, high;
    narrow(text, &plain);
    struct slice rest = buf_slice(&plain);
    bool good = read_parts(&rest, &low, &high) && !rest.len && low.unit == high.unit;
    if (!good) {
        buf_add_slice(out, text);
    } else {
        bool range = low.digits.data != high.digits.data;
        if (range) {
            add_digits(low.digits, out);
            buf_add_char(out, '-');
        }
        add_digits(high.digits, out);
        bool one = slice_is(high.digits, "1") && !range;
        buf_addf(out, " %s", one ? high.unit->one : high.unit->many);
    }
    buf_release(&plain);
}

/* With one decimal at most. */
static double rounded(double minutes, const struct unit *unit)
{
    return (double)(long long)(minutes / unit->minutes * 10 + 0.5) / 10;
}

/* "3-6 weeks", in the language in use; `n` is the number that says how many. No table: the compiler
 * checks formats that stand where they are used. */
static void add_units(const struct unit *unit, struct slice digits, double n, struct buf *out)
{
    struct buf shown = BUF_INIT;
    i18n_add_number(digits, &shown);
    const char *number = shown.data;
    unsigned long count = n == 1 ? 1 : n > 1 ? (unsigned long)(n + 0.999) : 2;
    switch (unit - units) {
    case 0:
        buf_addf(out, _n("%s s", "%s s", count), number);
        break;
    case 1:
        buf_addf(out, _n("%s min", "%s min", count), number);
        break;
    case 2:
        buf_addf(out, _n("%s hour", "%s hours", count), number);
        break;
    case 3:
        buf_addf(out, _n("%s day", "%s days", count), number);
        break;
    case 4:
        buf_addf(out, _n("%s week", "%s weeks", count), number);
        break;
    case 5:
        buf_addf(out, _n("%s month", "%s months", count), number);
        break;
    default:
        buf_addf(out, _n("%s year", "%s years", count), number);
        break;
    }
    buf_release(&shown);
}

void length_add(const struct length *length, struct buf *out)
{
    const struct unit *unit = &units[1];
    struct buf number = BUF_INIT;
    for (size_t i = 2; i < sizeof units / sizeof *units; i++)
        if (length->high >= 2 * units[i].minutes)
            unit = &units[i];
    double low = rounded(length->low, unit), high = rounded(length->high, unit);
    if (low < high)
        buf_addf(&number, "%g-", low);
    buf_addf(&number, "%g", high);
    add_units(unit, buf_slice(&number), low < high ? 2 : high, out);
    buf_release(&number);
}

void length_add_shown(struct slice text, struct buf *out)
{
    struct buf plain = BUF_INIT, number = BUF_INIT;
    struct part low, high;
    length_add_plain(text, &plain);
    struct slice rest = buf_slice(&plain);
    if (slice_equal(rest, text) && read_parts(&rest, &low, &high) && !rest.len) {
        bool range = low.digits.data != high.digits.data;
        if (range)
            buf_addf(&number, "%.*s-", SLICE_ARG(low.digits));
        buf_add_slice(&number, high.digits);
        add_units(high.unit, buf_slice(&number), range ? 2 : high.number, out);
    } else {
        buf_add_slice(out, text);
    }
    buf_release(&plain);
    buf_release(&number);
}
