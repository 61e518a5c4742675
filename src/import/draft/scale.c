#include "import/draft/scale.h"

#include <stdint.h>

#include "base/text.h"

/* --- numbers --- */

static bool take(struct slice *rest, const char *text)
{
    struct slice wanted = slice_of(text);
    bool is_there = rest->len >= wanted.len && memcmp(rest->data, wanted.data, wanted.len) == 0;
    if (is_there)
        *rest = slice_from(*rest, wanted.len);
    return is_there;
}

static void skip_blanks(struct slice *rest)
{
    while (rest->len && (*rest->data == ' ' || *rest->data == '\t'))
        *rest = slice_from(*rest, 1);
}

static size_t take_digits(struct slice *rest, double *out)
{
    size_t count = 0;
    for (; rest->len && is_digit(*rest->data); count++) {
        *out = *out * 10 + (*rest->data - '0');
        *rest = slice_from(*rest, 1);
    }
    return count;
}

bool number_take(struct slice *rest, double *out)
{
    enum { DIGITS_MAX = 15 };
    struct slice s = *rest;
    double whole = 0, part = 0;
    bool negative = take(&s, "-") || take(&s, "\xe2\x88\x92") || take(&s, "\xe2\x80\x93");
    if (!negative)
        take(&s, "+");
    size_t digits = take_digits(&s, &whole), decimals = 0;
    struct slice behind = s;
    if (digits && (take(&behind, ".") || take(&behind, ",")) &&
        (decimals = take_digits(&behind, &part)))
        s = behind;
    if (!digits || digits + decimals > DIGITS_MAX)
        return false;
    double unit = 1;
    for (size_t i = 0; i < decimals; i++)
        unit *= 10;
    whole += part / unit;
    *out = negative ? -whole : whole;
    *rest = s;
    return true;
}

bool number_read(struct slice text, double *out)
{
    enum { LONGEST = 80 };
    struct buf narrow = BUF_INIT;
    text = text_trim(text);
    if (text.len > LONGEST)
        return false;
    if (text.len == 1 && is_digit(*text.data)) {
        *out = *text.data - '0';
        return true;
    }
    text_add_narrow(text, &narrow);
    struct slice rest = buf_slice(&narrow);
    bool good = number_take(&rest, out) && !rest.len;
    buf_release(&narrow);
    return good;
}

/* Is there another group of three digits behind a mark that parts them? */
static bool take_group(struct slice *rest, double *out)
{
    struct slice s = *rest;
    double group = 0;
    bool parted = take(&s, ",") || take(&s, ".") || take(&s, " ") || take(&s, "'");
    if (!parted || take_digits(&s, &group) != 3)
        return false;
    *out = *out * 1000 + group;
    *rest = s;
    return true;
}

bool number_read_count(struct slice text, double *out)
{
    struct buf narrow = BUF_INIT;
    text_add_narrow(text_trim(text), &narrow);
    struct slice rest = buf_slice(&narrow);
    double number = 0;
    size_t digits = take_digits(&rest, &number);
    while (digits && digits < 4 && take_group(&rest, &number))
        ;
    bool good = digits && !rest.len && number < 1e15;
    *out = good ? number : *out;
    buf_release(&narrow);
    return good;
}

void number_add(double number, int digits, struct buf *out)
{
    size_t start = out->len;
    buf_addf(out, "%.*f", digits, number);
    for (size_t i = start; i < out->len; i++)
        if (out->data[i] == ',') /* the locale's */
            out->data[i] = '.';
    while (digits && out->data[out->len - 1] == '0')
        buf_cut(out, out->len - 1);
    if (out->data[out->len - 1] == '.')
        buf_cut(out, out->len - 1);
    if (strcmp(out->data + start, "-0") == 0)
        buf_splice(out, start, 1, SLICE(""));
}

double round_half_even(double number)
{
    const double nearly = 1e-9;
    int64_t below = (int64_t)number;
    below -= (double)below > number;
    double rest = number - (double)below;
    bool is_half = rest > 0.5 - nearly && rest < 0.5 + nearly;
    return (double)(below + (is_half ? below % 2 != 0 : rest > 0.5));
}

/* --- scales --- */

/* What stands between the two ends. */
static bool take_to(struct slice *rest)
{
    static const char *const marks[] = { "...", "..", "\xe2\x80\xa6", "to ", "bis ", "\xc3\xa0 ",
        "\xce\xad\xcf\x89\xcf\x82 ", "~", "\xe8\x87\xb3", "\xe5\x88\xb0", "\xe2\x80\x93",
        "\xe2\x80\x94", "-" };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (take(rest, marks[i]))
            return true;
    return false;
}

static bool take_range(struct slice rest, struct scale *out)
{
    struct scale scale;
    if (!number_take(&rest, &scale.low))
        return false;
    skip_blanks(&rest);
    if (!take_to(&rest))
        return false;
    skip_blanks(&rest);
    if (!number_take(&rest, &scale.high) || !scale_is_known(scale))
        return false;
    *out = scale;
    return true;
}

/* "/5": five is the best of 1..5, ten that of 0..10. */
static bool take_best(struct slice rest, struct scale *out)
{
    double best;
    if (!take(&rest, "/") || !number_take(&rest, &best) || best < 2)
        return false;
    *out = (struct scale){ best >= 10 ? 0 : 1, best };
    return true;
}

bool scale_of_header(struct slice text, struct scale *out)
{
    enum { LONGEST = 400 };
    struct buf narrow = BUF_INIT;
    bool found = false;
    text.len = text.len < LONGEST ? text.len : LONGEST;
    text_add_narrow(text, &narrow);
    for (size_t i = 0; i < narrow.len && !found; i++) {
        struct slice rest = slice_from(buf_slice(&narrow), i);
        bool inside = i && (is_digit(narrow.data[i - 1]) || narrow.data[i - 1] == '.');
        found = !inside && (take_range(rest, out) || take_best(rest, out));
    }
    buf_release(&narrow);
    return found;
}

static double larger(double a, double b)
{
    return a > b ? a : b;
}

void seen_add(struct seen *seen, double number)
{
    if (!seen->count || number < seen->low)
        seen->low = number;
    if (!seen->count || number > seen->high)
        seen->high = number;
    seen->count++;
}

struct scale scale_of_numbers(const struct seen *seen, bool *doubt)
{
    *doubt = false;
    if (seen->low < 0 && seen->low >= -2 && seen->high <= 2)
        return (struct scale){ -2, 2 };
    if (seen->low < 0) {
        double most = larger(5, larger(-seen->low, seen->high));
        *doubt = most > 5 || seen->low >= -2;
        return (struct scale){ -most, most };
    }
    if (seen->low >= 1 && seen->high <= 5)
        return (struct scale){ 1, 5 };
    if (seen->high > 7) {
        *doubt = seen->high > 10;
        return (struct scale){ 0, seen->high > 10 ? larger(100, seen->high) : 10 };
    }
    if (seen->low >= 1)
        return (struct scale){ 1, 7 };
    /* From 0 on, and nothing says to where. */
    *doubt = true;
    return seen->high <= 2   ? (struct scale){ -2, 2 }
           : seen->high <= 5 ? (struct scale){ 0, 5 }
                             : (struct scale){ 0, 10 };
}

int scale_place(struct scale scale, double number, bool *whole)
{
    double exact = -2 + 4 * (number - scale.low) / (scale.high - scale.low);
    double placed = -larger(-2, -larger(-2, round_half_even(exact)));
    *whole = exact - placed < 1e-9 && placed - exact < 1e-9;
    return (int)placed;
}

void scale_add(struct scale scale, struct buf *out)
{
    number_add(scale.low, 2, out);
    buf_adds(out, "..");
    number_add(scale.high, 2, out);
}
