/* A page for MediaWiki. What could be markup there is written as its number. */
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "export/export.h"
#include "export/text/out.h"
#include "export/text/wiki.h"

/* Before a number these words are links. Their first letter as a number; NULL: none is there. */
static const char *hidden_letter(const char *text)
{
    static const struct {
        const char *word, *first;
    } words[] = { { "RFC", "&#82;" }, { "PMID", "&#80;" }, { "ISBN", "&#73;" } };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strncmp(text, words[i].word, strlen(words[i].word)) == 0)
            return words[i].first;
    return NULL;
}

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
    struct buf safe = BUF_INIT;
    out_escaped(&safe, text, &escape);
    const char *done = safe.data;
    for (const char *at = strpbrk(done, "RPI"); at; at = strpbrk(at + 1, "RPI")) {
        const char *letter = hidden_letter(at);
        if (!letter)
            continue;
        buf_add(out, done, (size_t)(at - done));
        buf_adds(out, letter);
        done = at + 1;
    }
    buf_adds(out, done);
    buf_release(&safe);
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
