#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/length.h"
#include "base/text.h"
#include "model/map.h"
#include "model/schema.h"
#include "model/value_list.h"
#include "model/value_record.h"
#include "model/value_word.h"

enum { DURATION_DIGITS = 6, WORDS_SAID = 20 };

/* Says what is allowed in place of a text, of which the beginning is quoted. */
static bool refuse(struct buf *why, const char *allowed, struct slice found)
{
    if (!why)
        return false;
    struct buf text = BUF_INIT;
    text_clip(&text, found, 40, "…");
    /* TRANSLATORS: 1: what was typed or is in the file, 2: words, numbers, or what a value is. */
    buf_addf(why, _("\"%1$s\" is not allowed; allowed: %2$s"), text.data, allowed);
    buf_release(&text);
    return false;
}

bool def_has_range(const struct field_def *def)
{
    return def->type == FIELD_INTEGER || def->type == FIELD_PER_PERSONA ||
           (def->type == FIELD_NUMBER && def->low != def->high);
}

static bool refuse_range(struct buf *why, const struct field_def *def, struct slice found)
{
    struct buf wanted = BUF_INIT, text = BUF_INIT;
    if (!why)
        return false;
    if (def->low == def->high)
        buf_addf(&wanted, _("must be %d"), def->low);
    else
        buf_addf(&wanted, _("must be %1$d..%2$d"), def->low, def->high);
    text_clip(&text, found, 40, "…");
    /* TRANSLATORS: 1: "must be 1..5", 2: what was typed or is in the file. */
    buf_addf(why, _("%1$s, found %2$s"), wanted.data, text.len ? text.data : _("nothing"));
    buf_release(&text);
    buf_release(&wanted);
    return false;
}

static bool parse_whole(struct slice text, long *out)
{
    enum { LONGEST = 23 };
    size_t sign = text.len && (text.data[0] == '-' || text.data[0] == '+'), end = sign;
    long number = 0;
    for (; end < text.len && is_digit(text.data[end]) && number < LONG_MAX / 10; end++)
        number = number * 10 + (text.data[end] - '0');
    *out = sign && text.data[0] == '-' ? -number : number;
    return end > sign && end == text.len && text.len <= LONGEST;
}

static bool accepts_integer(const struct field_def *def, struct slice text, struct buf *why)
{
    long number;
    if (parse_whole(text, &number) && text.data[0] != '+' && number >= def->low &&
        number <= def->high)
        return true;
    return refuse_range(why, def, text);
}

/* [-]digits[.digits]: what every program reads the same way, in every locale. */
static bool is_decimal(struct slice text)
{
    size_t i = text.len && text.data[0] == '-';
    size_t digits = 0, dots = 0;
    for (; i < text.len; i++) {
        if (is_digit(text.data[i]))
            digits++;
        else if (text.data[i] == '.' && digits && !dots)
            dots++;
        else
            return false;
    }
    return digits > 0 && text.len < 20 && text.data[text.len - 1] != '.';
}

static bool accepts_number(const struct field_def *def, struct slice text, struct buf *why)
{
    if (!is_decimal(text))
        return def_has_range(def) ? refuse_range(why, def, text)
                                  : refuse(why, _("a number such as 12 or 0.8"), text);
    if (!def_has_range(def))
        return true;
    double number = 0, scale = 0;
    for (size_t i = text.data[0] == '-'; i < text.len; i++) {
        if (text.data[i] == '.') {
            scale = 1;
        } else {
            number = number * 10 + (text.data[i] - '0');
            scale *= 10;
        }
    }
    if (scale > 0)
        number /= scale;
    if (text.data[0] == '-')
        number = -number;
    return (number >= def->low && number <= def->high) || refuse_range(why, def, text);
}

static bool accepts_word(const struct field_def *def, struct slice text, struct buf *why)
{
    const char *const *word = def->words;
    for (; *word; word++)
        if (slice_is(text, *word))
            return true;
    return def_refuse_word(def, text, why);
}

bool def_refuse_word(const struct field_def *def, struct slice text, struct buf *why)
{
    const char *const *word = def->words;
    while (*word)
        word++;
    if (!why)
        return false;
    if (word - def->words > WORDS_SAID)
        return refuse(why, _("KIND.KEY of the file format, such as touchpoint.channel"), text);
    struct buf allowed = BUF_INIT;
    for (word = def->words; *word; word++)
        text_add_item(&allowed, slice_of(*word));
    refuse(why, allowed.data, text);
    buf_release(&allowed);
    return false;
}

/* The digits at the beginning; at most `most` of them. */
static int leading_number(struct slice text, size_t most)
{
    int number = 0;
    for (size_t i = 0; i < text.len && i < most && is_digit(text.data[i]); i++)
        number = number * 10 + (text.data[i] - '0');
    return number;
}

static bool is_date(struct slice text)
{
    static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    if (text.len != 10 || text.data[4] != '-' || text.data[7] != '-')
        return false;
    for (size_t i = 0; i < 10; i++)
        if (i != 4 && i != 7 && !is_digit(text.data[i]))
            return false;
    int year = leading_number(text, 4), month = leading_number(slice_from(text, 5), 2);
    int day = leading_number(slice_from(text, 8), 2);
    if (month < 1 || month > 12 || day < 1)
        return false;
    bool leap = month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return day <= days[month - 1] + leap;
}

static const char *const duration_units[] = { "min", "minute", "minutes", "hour", "hours", "day",
    "days", "week", "weeks", "month", "months", "year", "years", NULL };

static bool is_duration(struct slice text)
{
    size_t digits = 0;
    while (digits < text.len && is_digit(text.data[digits]))
        digits++;
    if (!digits || digits > DURATION_DIGITS || digits + 1 >= text.len || text.data[digits] != ' ')
        return false;
    struct slice unit = slice_from(text, digits + 1);
    for (const char *const *u = duration_units; *u; u++)
        if (slice_is(unit, *u))
            return true;
    return false;
}

/* Beginning of a path that leads out, or another place's; `urls`: addresses of the web are fine. */
static bool is_path(struct slice text, bool urls)
{
    size_t colon = 0;
    while (colon < text.len && colon < 8 && text.data[colon] != ':' && text.data[colon] != '/')
        colon++;
    if (colon + 2 < text.len && memcmp(text.data + colon, "://", 3) == 0)
        return urls && (slice_begins_fold(text, SLICE("https:")) ||
                           slice_begins_fold(text, SLICE("http:")));
    return text.len && !strchr("/~\\", text.data[0]) && !(colon == 1 && text.data[1] == ':');
}

/* A text picture has so many columns and rows at most. */
static bool is_picture(const struct field_def *def, struct slice text, struct buf *why)
{
    struct slice line, rest = text;
    int rows = 0;
    for (; slice_next_line(&rest, &line); rows++)
        if (text_width(line) > def->low || rows >= def->high) {
            if (why)
                buf_addf(
                    why, _("at most %1$d columns and %2$d rows are allowed"), def->low, def->high);
            return false;
        }
    return true;
}

bool def_accepts(const struct field_def *def, struct slice text, struct buf *why)
{
    switch (def->type) {
    case FIELD_INTEGER:
    case FIELD_PER_PERSONA:
        return accepts_integer(def, text, why);
    case FIELD_NUMBER:
        return accepts_number(def, text, why);
    case FIELD_CHOICE:
    case FIELD_BOOLEAN:
        return accepts_word(def, text, why);
    case FIELD_DATE:
        return is_date(text) || refuse(why, _("a date such as 2026-11-21"), text);
    case FIELD_DURATION:
        return is_duration(text) || refuse(why, _("a time such as 20 min or 3 months"), text);
    case FIELD_PATH:
        return is_path(text, def->low) ||
               refuse(why,
                   def->low ? _("a path from this file on, or a web address")
                            : _("a path from this file on"),
                   text);
    case FIELD_LONG_TEXT:
        return !def->low || is_picture(def, text, why);
    case FIELD_TEXT:
    case FIELD_TEXTS:
    case FIELD_FIGURE:
    case FIELD_LENGTH:
    case FIELD_LIST:
    case FIELD_RECORD:
    case FIELD_NODES:
        return true;
    }
    return true;
}

bool field_accepts(enum field field, struct slice text, struct buf *why)
{
    return field >= FIELD_COUNT || def_accepts(field_def(field), text, why);
}

/* --- what people type --- */

/* With the words as people type them, not as a file has them. */
static bool refuse_typed(const struct field_def *def, struct slice typed, struct buf *why)
{
    struct buf allowed = BUF_INIT;
    for (const char *const *word = def->words; *word; word++)
        text_add_item(&allowed, word_text(slice_of(*word)));
    refuse(why, allowed.data, typed);
    buf_release(&allowed);
    return false;
}

static bool parse_word(
    const struct field_def *def, struct slice typed, struct buf *out, struct buf *why)
{
    const char *found = NULL;
    bool exact = false;
    for (const char *const *word = def->words; *word && typed.len; word++) {
        bool whole = strlen(*word) == typed.len, meant;
        if (!slice_begins_fold(slice_of(*word), typed)) {
            if (!word_begins(*word, typed, &meant))
                continue;
            whole = meant;
        }
        if (found && !exact)
            return refuse_typed(def, typed, why);
        if (!found || whole)
            found = *word;
        exact = exact || whole;
    }
    if (!found)
        return refuse_typed(def, typed, why);
    buf_adds(out, found);
    return true;
}

static bool parse_boolean(
    const struct field_def *def, struct slice typed, struct buf *out, struct buf *why)
{
    static const char *const yes[] = { "yes", "on", "1", NULL };
    static const char *const no[] = { "no", "off", "0", NULL };
    if (text_equal_fold(typed, slice_of(_("yes"))) || text_equal_fold(typed, slice_of(_("no")))) {
        buf_adds(out, text_equal_fold(typed, slice_of(_("yes"))) ? "true" : "false");
        return true;
    }
    for (const char *const *word = yes; *word; word++)
        if (typed.len && slice_begins_fold(slice_of(*word), typed)) {
            buf_adds(out, "true");
            return true;
        }
    for (const char *const *word = no; *word; word++)
        if (typed.len && slice_begins_fold(slice_of(*word), typed)) {
            buf_adds(out, "false");
            return true;
        }
    return parse_word(def, typed, out, NULL) || refuse(why, _("yes, no"), typed);
}

/* "+3d", "+2w", "+1m", "+1y", "+2 εβδομάδες", "+3天": up to three digits. */
static bool add_time(struct slice typed, struct tm *day)
{
    enum { DIGITS = 3 };
    size_t end = 1;
    if (!typed.len || typed.data[0] != '+')
        return false;
    while (end < typed.len && is_digit(typed.data[end]))
        end++;
    struct slice word = text_trim(slice_from(typed, end));
    const char *name = length_unit(word);
    char unit = word.len == 1 && memchr("dwmy", word.data[0], 4) ? word.data[0]
                : name && strcmp(name, "min") != 0               ? name[0]
                                                                 : '\0';
    int count = leading_number(slice_from(typed, 1), DIGITS);
    if (end == 1 || end > 1 + DIGITS || !unit || !strchr("dwmy", unit))
        return false;
    day->tm_mday += unit == 'w' ? 7 * count : unit == 'd' ? count : 0;
    day->tm_mon += unit == 'm' ? count : 0;
    day->tm_year += unit == 'y' ? count : 0;
    return true;
}

static bool is_today(struct slice typed)
{
    /* TRANSLATORS: what people type in place of a date */
    return typed.len && (slice_begins_fold(slice_of("today"), typed) ||
                            text_begins_fold(slice_of(_c("date", "today")), typed));
}

/* "today", or a time from now. */
static bool parse_date(
    const struct field_def *def, struct slice typed, time_t now, struct buf *out, struct buf *why)
{
    struct tm day;
    if (!localtime_r(&now, &day))
        memset(&day, 0, sizeof day);
    day.tm_hour = 12;
    char text[16];
    if (!is_today(typed) && !add_time(typed, &day)) {
        if (!def_accepts(def, typed, why))
            return false;
        buf_add_slice(out, typed);
        return true;
    }
    mktime(&day);
    strftime(text, sizeof text, "%Y-%m-%d", &day);
    if (!def_accepts(def, slice_of(text), why))
        return false;
    buf_adds(out, text);
    return true;
}

/* "3months", "3 mo", "2w": a beginning of a unit, written out; "m" is minutes. */
static bool parse_duration(
    const struct field_def *def, struct slice typed, struct buf *out, struct buf *why)
{
    static const struct {
        const char *one, *many;
    } units[] = { { "min", "minutes" }, { "hour", "hours" }, { "day", "days" }, { "week", "weeks" },
        { "month", "months" }, { "year", "years" } };
    size_t digits = 0;
    while (digits < typed.len && is_digit(typed.data[digits]))
        digits++;
    struct slice unit = text_trim(slice_from(typed, digits));
    int count = leading_number(typed, DURATION_DIGITS);
    const char *word = NULL;
    for (size_t i = 0; i < sizeof units / sizeof *units && !word; i++)
        if (unit.len && slice_begins_fold(slice_of(units[i].many), unit))
            word = count == 1 || i == 0 ? units[i].one : units[i].many;
    if (!digits || digits > DURATION_DIGITS || !word) {
        struct buf plain = BUF_INIT;
        length_add_plain(typed, &plain);
        bool good = def_accepts(def, buf_slice(&plain), why);
        if (good)
            buf_add_slice(out, buf_slice(&plain));
        buf_release(&plain);
        return good;
    }
    buf_addf(out, "%d %s", count, word);
    return true;
}

static bool parse_integer(
    const struct field_def *def, struct slice typed, struct buf *out, struct buf *why)
{
    long number;
    if (parse_whole(typed, &number) && typed.data[0] == '+')
        typed = slice_from(typed, 1);
    if (!def_accepts(def, typed, why))
        return false;
    if (parse_whole(typed, &number))
        buf_addf(out, "%ld", number);
    return true;
}

/* Several with ";" between them: a list; one alone is a text. */
static void parse_texts(const struct field_def *def, struct slice typed, struct buf *out)
{
    struct buf item = BUF_INIT;
    size_t start = out->len, count = 0;
    for (; value_next_typed(&typed, ";\\", &item); count++)
        value_add_item(out, word_in_file(def, buf_slice(&item)));
    if (count == 1)
        buf_cut(out, out->len - 1);
    else if (!count)
        buf_cut(out, start);
    buf_release(&item);
}

/* Words, numbers and dates, with no sign in full width. */
static bool parse_plain(
    const struct field_def *def, struct slice typed, time_t now, struct buf *out, struct buf *why)
{
    switch (def->type) {
    case FIELD_INTEGER:
    case FIELD_PER_PERSONA:
        return parse_integer(def, typed, out, why);
    case FIELD_CHOICE:
        return parse_word(def, typed, out, why);
    case FIELD_BOOLEAN:
        return parse_boolean(def, typed, out, why);
    case FIELD_DATE:
        return parse_date(def, typed, now, out, why);
    case FIELD_DURATION:
    case FIELD_LENGTH:
        return parse_duration(def, typed, out, why);
    default:
        break;
    }
    if (!def_accepts(def, typed, why))
        return false;
    buf_add_slice(out, typed);
    return true;
}

static bool parse_text(
    const struct field_def *def, struct slice typed, struct buf *out, struct buf *why)
{
    if (def->type == FIELD_FIGURE || def->type == FIELD_PATH)
        typed = text_trim(typed);
    if (def->type == FIELD_TEXT)
        typed = word_in_file(def, typed);
    if (!def_accepts(def, typed, why))
        return false;
    buf_add_slice(out, typed);
    return true;
}

bool def_parse(
    const struct field_def *def, struct slice typed, time_t now, struct buf *out, struct buf *why)
{
    struct buf narrow = BUF_INIT;
    switch (def->type) {
    case FIELD_TEXTS:
        parse_texts(def, typed, out);
        return true;
    case FIELD_RECORD:
        return record_from_line(def, typed, out, why);
    case FIELD_INTEGER:
    case FIELD_PER_PERSONA:
    case FIELD_CHOICE:
    case FIELD_BOOLEAN:
    case FIELD_DATE:
    case FIELD_DURATION:
    case FIELD_LENGTH:
    case FIELD_NUMBER:
        break;
    default:
        return parse_text(def, typed, out, why);
    }
    text_add_narrow(typed, &narrow);
    bool good = parse_plain(def, text_trim(buf_slice(&narrow)), now, out, why);
    buf_release(&narrow);
    return good;
}

bool field_parse(enum field field, struct slice typed, time_t now, struct buf *out, struct buf *why)
{
    return field < FIELD_COUNT && def_parse(field_def(field), typed, now, out, why);
}
