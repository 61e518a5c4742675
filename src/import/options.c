/* How an import was asked for, by names: behind the subcommand, and on the screen. */
#include "import/import.h"

#include <stddef.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "model/value_list.h"

enum option_type {
    OPTION_TEXT,
    OPTION_FLAG,
    OPTION_NUMBER,
    OPTION_SCALE,
    OPTION_TICKET,
    OPTION_PAIRS
};

#define OPTION(name, type, member)                                   \
    {                                                                \
        name, OPTION_##type, offsetof(struct import_options, member) \
    }

/* The names are those of the subcommand's options, which say what they are for. */
static const struct option {
    const char *name;
    enum option_type type;
    size_t member;
} rows[] = {
    OPTION("format", TEXT, format),
    OPTION("encoding", TEXT, encoding),
    OPTION("nth", NUMBER, nth),
    OPTION("scale", SCALE, scale),
    OPTION("system", TEXT, systems),
    OPTION("assumption", FLAG, assumption),
    OPTION("anonymise", FLAG, anonymise),
    OPTION("at", TEXT, at),
    OPTION("place", PAIRS, place),
    OPTION("kind", TEXT, kind),
    OPTION("column", TEXT, column),
    OPTION("quotes", TEXT, quotes),
    OPTION("most", NUMBER, most),
    OPTION("stage", TEXT, stage),
    OPTION("touchpoint", TEXT, touchpoint),
    OPTION("persona", TEXT, persona),
    OPTION("date", TEXT, date),
    OPTION("as", TICKET, as),
};
enum { OPTIONS = sizeof rows / sizeof *rows };

const char *import_option_name(size_t i)
{
    return i < OPTIONS ? rows[i].name : NULL;
}

static const struct option *option_named(const char *name)
{
    for (size_t i = 0; i < OPTIONS; i++)
        if (strcmp(rows[i].name, name) == 0)
            return &rows[i];
    return NULL;
}

/* "a=b; c=d" */
static bool is_pairs(const char *text)
{
    struct slice rest = slice_of(text);
    struct buf item = BUF_INIT;
    bool good = true;
    while (good && value_next_typed(&rest, "", &item))
        good = memchr(item.data, '=', item.len) != NULL;
    buf_release(&item);
    return good;
}

static bool is_good(const struct option *option, const char *text, void *member)
{
    int *number = member;
    if (option->type == OPTION_NUMBER)
        return parse_int(text, number) && *number > 0;
    if (option->type == OPTION_SCALE)
        return scale_of_header(slice_of(text), member);
    if (option->type == OPTION_FLAG)
        *(bool *)member = true;
    else
        *(const char **)member = text;
    if (option->type == OPTION_PAIRS)
        return is_pairs(text);
    return option->type != OPTION_TICKET || strcmp(text, "pain") == 0 || strcmp(text, "idea") == 0;
}

bool import_set_option(
    struct import_options *options, const char *name, const char *text, struct diags *diags)
{
    const struct option *option = option_named(name);
    bool good = option && is_good(option, text, (char *)options + option->member);
    if (!option)
        diags_add(diags, NULL, 0, 0, _("there is no option --%s here"), name);
    else if (!good)
        diags_add(diags, NULL, 0, 0,
            option->type == OPTION_NUMBER  ? _("--%1$s: \"%2$s\" is no number from 1 on")
            : option->type == OPTION_SCALE ? _("--%1$s: \"%2$s\" is no scale such as 1..7")
            : option->type == OPTION_PAIRS
                ? _("--%1$s: \"%2$s\" is not NAME=PLACE, or several of them")
                : _("--%1$s: tickets become \"pain\" or \"idea\", not \"%2$s\""),
            name, text);
    return good;
}
