/* A page as Confluence stores it: its own XHTML, with a macro for the curve. */
#include "base/i18n.h"
#include "base/text.h"
#include "export/export.h"
#include "export/text/out.h"
#include "export/text/wiki.h"

static void add_text(struct buf *out, struct slice text)
{
    static const struct escape escape = {
        .chars = "&<>\"", .before = "&#", .after = ";", .number = true, .line_break = "<br/>"
    };
    out_escaped(out, text, &escape);
}

/* Between the signs of what would end the section it goes on in a new one. */
static void add_fixed(struct buf *out, struct slice text)
{
    for (; text.len; text = slice_from(text, 1)) {
        buf_add_char(out, text.data[0]);
        if (slice_begins_fold(text, SLICE("]>")))
            buf_adds(out, "]]><![CDATA[");
    }
}

static const struct wiki_style style = {
    .name = "confluence",
    .title = { "<h1>", "</h1>\n" },
    .heading = { "<h2>", "</h2>\n" },
    .paragraph = { "<p>", "</p>\n" },
    .bold = { "<strong>", "</strong>" },
    .table = { "<table><tbody>\n", "</tbody></table>\n" },
    .head_row = { "<tr>", "</tr>\n" },
    .row = { "<tr>", "</tr>\n" },
    .head = { "<th>", "</th>" },
    .side = { "<th>", "</th>" },
    .cell = { "<td>", "</td>" },
    .figure = { "<ac:structured-macro ac:name=\"code\"><ac:plain-text-body><![CDATA[",
        "]]></ac:plain-text-body></ac:structured-macro>\n" },
    .text = add_text,
    .fixed = add_fixed,
};

static enum status confluence_write(const struct map *map, const struct export_options *options,
    struct buf *out, struct diags *diags)
{
    (void)options;
    wiki_write(map, &style, out, diags);
    return STATUS_OK;
}

const struct export_format export_confluence = {
    .name = "confluence",
    .endings = (const char *const[]){ "confluence.xml", "confluence", NULL },
    .help = N_("a page for Confluence, in its storage format"),
    .write = confluence_write,
};
