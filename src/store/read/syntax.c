#include "store/read/syntax.h"

#include <stdint.h>

#include "base/i18n.h"
#include "store/read/surrogates.h"

struct explanation {
    const char *problem; /* libyaml's words */
    const char *text;
    bool at_context; /* what began there is what is wrong */
};

static const struct explanation explanations[] = {
    { "mapping values are not allowed in this context",
        N_("a ':' that is part of a text, or wrong indentation; put the text in quotes, or indent "
           "the line like its neighbours"),
        false },
    { "could not find expected ':'",
        N_("a line without ':'; write 'key: value', or put the text in quotes"), true },
    { "did not find expected key",
        N_("this does not fit the lines above; indent it like its neighbours, and put a text that "
           "holds quotes in quotes"),
        false },
    { "did not find expected '-' indicator",
        N_("this does not fit the list above; begin the line with '- ', or indent it like the line "
           "it belongs to"),
        false },
    { "block sequence entries are not allowed in this context",
        N_("a list cannot begin here; put its '- ' on a line of its own"), false },
    { "mapping keys are not allowed in this context",
        N_("a '?' is not allowed here; put the text in quotes"), false },
    { "did not find expected ',' or ']'",
        N_("the list that begins here with '[' does not end; put ',' between its items and ']' "
           "after them"),
        true },
    { "did not find expected ',' or '}'",
        N_("the mapping that begins here with '{' does not end; put ',' between its entries and "
           "'}' after them"),
        true },
    { "did not find expected node content",
        N_("an item is missing here; write it, or remove the comma"), false },
    { "found unexpected end of stream",
        N_("the quote that begins here does not end; add the closing quote"), true },
    { "found unexpected document indicator",
        N_("the quote that begins here does not end; add the closing quote"), true },
    { "found unknown escape character",
        N_("this character cannot follow \\; write \\\\ for a backslash, or use single quotes"),
        false },
    { "did not find expected hexdecimal number",
        N_("no character has this number; write \\\\ for a backslash, or use single quotes"),
        false },
    { "found invalid Unicode character escape code",
        N_("no character has this number; write \\\\ for a backslash, or use single quotes"),
        false },
    { "found character that cannot start any token",
        N_("a text cannot begin with this character; put the text in quotes, and indent with "
           "spaces, not with tabs"),
        false },
    { "found a tab character that violates indentation",
        N_("a tab cannot indent a line; use spaces"), false },
    { "found a tab character where an indentation space is expected",
        N_("a tab cannot indent a line; use spaces"), false },
    { "did not find expected alphabetic or numeric character",
        N_("a text cannot begin with & or *; put it in quotes"), false },
    { "did not find expected whitespace or line break",
        N_("a text cannot begin with !; put it in quotes"), false },
    { "did not find expected tag URI", N_("a text cannot begin with !; put it in quotes"), false },
    { "found undefined tag handle", N_("a text cannot begin with !; put it in quotes"), false },
    { "did not find expected comment or line break",
        N_("a text cannot begin with | or >, unless the text is on the lines below; put it in "
           "quotes"),
        false },
    { "found an indentation indicator equal to 0",
        N_("a text cannot be indented by 0; remove the number"), false },
    { "did not find expected <document start>",
        N_("this does not fit the lines above; indent it like its neighbours"), false },
    { "found unexpected ':'", N_("there is a ':' in a text; put the text in quotes"), false },
    { "found incompatible YAML document", N_("this version of YAML is unknown; remove the line"),
        false },
};

void syntax_report(struct source *source, const char *problem, size_t offset, size_t context)
{
    if (strcmp(problem, "found invalid Unicode character escape code") == 0 && offset &&
        surrogates_is_half(slice_from(source->text, offset - 1))) {
        source_error(source, offset,
            _("\\%.5s is one half of a character; write the character itself, or both halves"),
            source->text.data + offset - 1);
        return;
    }
    for (size_t i = 0; i < sizeof explanations / sizeof *explanations; i++) {
        const struct explanation *e = &explanations[i];
        if (strcmp(e->problem, problem) != 0)
            continue;
        source_error(
            source, e->at_context && context != SIZE_MAX ? context : offset, "%s", _(e->text));
        return;
    }
    source_error(
        source, offset, _("is not YAML (%s); check the quotes and the indentation here"), problem);
}

/* The byte that begins the character, of which one further on is wrong. */
static size_t first_byte(struct slice text, size_t offset)
{
    while (offset && (text.data[offset - 1] & 0xC0) == 0x80)
        offset--;
    return offset ? offset - 1 : 0;
}

static void report_encoding(struct source *source, size_t offset, const char *problem)
{
    if (strcmp(problem, "invalid trailing UTF-8 octet") == 0)
        offset = first_byte(source->text, offset);
    source_error(source, offset, _("is not UTF-8 (byte 0x%02X); save the file as UTF-8"),
        (unsigned)(unsigned char)source->text.data[offset < source->text.len ? offset : 0]);
}

/* That is the first one as long as a file is written over: store/file/in_place.h. */
static const char *zero_byte(size_t offset)
{
    return offset ? _("a zero byte; remove it, and check that this file is a map")
                  : _("a zero byte: this file was not saved to its end; look for the whole text in "
                      "a file \".cjm-save-...\" beside it, in your home folder or in /tmp");
}

void syntax_report_reader(struct source *source, size_t offset, const char *problem, int value)
{
    if (strcmp(problem, "control characters are not allowed") != 0)
        report_encoding(source, offset, problem);
    else if (value == 0)
        source_error(source, offset, "%s", zero_byte(offset));
    else
        source_error(source, offset,
            _("a control character; remove it, or write it as \"\\u%04X\" in double quotes"),
            (unsigned)value);
}
