#include "base/plural.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

enum { DEPTH_MAX = 50 };

struct formula {
    const char *at;
    unsigned long n;
    int depth;
    bool bad;
};

static unsigned long choice(struct formula *formula);

static void skip_blanks(struct formula *formula)
{
    formula->at += strspn(formula->at, " \t\\");
}

static bool take(struct formula *formula, const char *sign)
{
    skip_blanks(formula);
    if (strncmp(formula->at, sign, strlen(sign)) != 0)
        return false;
    formula->at += strlen(sign);
    return true;
}

static unsigned long number(struct formula *formula)
{
    unsigned long value = 0;
    while (*formula->at >= '0' && *formula->at <= '9')
        value = value * 10 + (unsigned long)(*formula->at++ - '0');
    return value;
}

static unsigned long operand(struct formula *formula)
{
    unsigned long value = 0;
    if (++formula->depth > DEPTH_MAX) {
        formula->bad = true;
    } else if (take(formula, "!")) {
        value = !operand(formula);
    } else if (take(formula, "(")) {
        value = choice(formula);
        formula->bad = !take(formula, ")") || formula->bad;
    } else if (take(formula, "n")) {
        value = formula->n;
    } else if (*formula->at >= '0' && *formula->at <= '9') {
        value = number(formula);
    } else {
        formula->bad = true;
    }
    formula->depth--;
    return value;
}

/* From what binds least; each after those that it is the beginning of. */
static const struct {
    const char *sign;
    int level;
} operators[] = { { "||", 0 }, { "&&", 1 }, { "==", 2 }, { "!=", 2 }, { "<=", 3 }, { ">=", 3 },
    { "<", 3 }, { ">", 3 }, { "+", 4 }, { "-", 4 }, { "*", 5 }, { "/", 5 }, { "%", 5 } };
enum { LEVELS = 6, OPERATORS = sizeof operators / sizeof *operators };

static unsigned long apply(struct formula *formula, size_t i, unsigned long a, unsigned long b)
{
    formula->bad = formula->bad || (i > 10 && b == 0);
    if (formula->bad)
        return 0;
    switch (i) {
    case 0:
        return a || b;
    case 1:
        return a && b;
    case 2:
        return a == b;
    case 3:
        return a != b;
    case 4:
        return a <= b;
    case 5:
        return a >= b;
    case 6:
        return a < b;
    case 7:
        return a > b;
    case 8:
        return a + b;
    case 9:
        return a - b;
    case 10:
        return a * b;
    case 11:
        return a / b;
    default:
        return a % b;
    }
}

static unsigned long level(struct formula *formula, int of)
{
    if (of == LEVELS)
        return operand(formula);
    unsigned long value = level(formula, of + 1);
    for (size_t i = 0; i < OPERATORS && !formula->bad; i++)
        if (operators[i].level == of && take(formula, operators[i].sign)) {
            value = apply(formula, i, value, level(formula, of + 1));
            i = (size_t)-1; /* once more: a - b - c */
        }
    return value;
}

static unsigned long choice(struct formula *formula)
{
    unsigned long value = level(formula, 0);
    if (!take(formula, "?"))
        return value;
    unsigned long yes = choice(formula);
    formula->bad = !take(formula, ":") || formula->bad;
    unsigned long no = choice(formula);
    return value ? yes : no;
}

unsigned long plural_form(const char *text, unsigned long n)
{
    struct formula formula = { .at = text, .n = n };
    unsigned long form = choice(&formula);
    return formula.bad ? 0 : form;
}
