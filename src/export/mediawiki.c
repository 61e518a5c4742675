/* A page for MediaWiki. What could be markup there is written as its number. */
#include "base/i18n.h"
#include "base/text.h"
#include "export/export.h"
#include "export/text/out.h"
#include "export/text/wiki.h"

static void add_text(struct buf *out, struct slice text)
{
    static const struct escape escape = {
        .chars = "<>[]{}|&*#=",
        .doubled = "'_~-!",
        .joined = ":",
        .before = "&#",
        .after = ";",
        .number = true,
        .line_break = "<br>",
    };
    out_escaped(out, text, &escape);
}

static void add_fixed(struct buf *out, struct slice text)
{
    for (; text.len; text = slice_from(text, 1))
        if (text.data[0] == '<' || text.data[0] == '&')
            buf_addf(out, "&#%d;", text.data[0]);
        else
            buf_add_char(out, text.data[0]);
}

static const struct wiki_style style = {
    .name = "mediawiki",
    .title = { "= ", " =\n" },
    .heading = { "\n== ", " ==\n" },
    .paragraph = { "\n", "\n" },
    .bold = { "'''", "'''" },
    .table = { "\n{| class=\"wikitable\"\n", "|}\n" },
    .head_row = { "|-\n", "" },
    .row = { "|-\n", "" },
    .head = { "! scope=\"col\" | ", "\n" },
    .side = { "! scope=\"row\" | ", "\n" },
    .cell = { "| ", "\n" },
    .figure = { "<pre>\n", "</pre>\n" },
    .text = add_text,
    .fixed = add_fixed,
};

static enum status mediawiki_write(const struct map *map, const struct export_options *options,
    struct buf *out, struct diags *diags)
{
    (void)options;
    wiki_write(map, &style, out, diags);
    return STATUS_OK;
}

const struct export_format export_mediawiki = {
    .name = "mediawiki",
    .endings = (const char *const[]){ "wiki", "mediawiki", NULL },
    .help = N_("a page for MediaWiki"),
    .write = mediawiki_write,
};
