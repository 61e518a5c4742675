/* A page for DokuWiki. Texts stand between %%, where nothing is markup. */
#include "base/i18n.h"
#include "base/text.h"
#include "export/export.h"
#include "export/text/out.h"
#include "export/text/wiki.h"

static bool is_between(char c, char low, char high)
{
    return c >= low && c <= high;
}

/* Words alone, of which nothing is made; of one like CamelCase some wikis make a link. */
static bool is_plain(struct slice text)
{
    static const char *const marks[] = { "FIXME", "DELETEME" };
    for (size_t i = 0; i < text.len; i++) {
        char c = text.data[i];
        if (!is_ascii_letter(c) && !(c & 0x80) && c != ' ' && c != ',')
            return false;
        if (i && is_between(c, 'A', 'Z') && is_between(text.data[i - 1], 'a', 'z'))
            return false;
        for (size_t k = 0; k < sizeof marks / sizeof *marks; k++)
            if (slice_begins_fold(slice_from(text, i), slice_of(marks[k])))
                return false;
    }
    return true;
}

/* A % would end what is literal, and is literal in another way. */
static void add_literal(struct buf *out, struct slice line)
{
    while (line.len) {
        const char *sign = memchr(line.data, '%', line.len);
        size_t len = sign ? (size_t)(sign - line.data) : line.len;
        if (len)
            buf_addf(out, "%%%%%.*s%%%%", (int)len, line.data);
        line = slice_from(line, len);
        for (len = 0; len < line.len && line.data[len] == '%'; len++)
            ;
        if (len)
            buf_addf(out, "<nowiki>%.*s</nowiki>", (int)len, line.data);
        line = slice_from(line, len);
    }
}

static void add_text(struct buf *out, struct slice text)
{
    struct buf safe = BUF_INIT;
    struct slice rest, line;
    out_text(&safe, text, "\n");
    rest = buf_slice(&safe);
    for (bool first = true; slice_next_line(&rest, &line); first = false) {
        buf_adds(out, first ? "" : "\\\\ ");
        if (is_plain(line))
            buf_add_slice(out, line);
        else
            add_literal(out, line);
    }
    buf_release(&safe);
}

/* The block ends where a text says "</code>"; it may not. */
static void add_fixed(struct buf *out, struct slice text)
{
    for (; text.len; text = slice_from(text, 1))
        if (text.data[0] == '<' && text.len > 1 && text.data[1] == '/')
            buf_adds(out, "‹");
        else
            buf_add_char(out, text.data[0]);
}

static const struct wiki_style style = {
    .name = "dokuwiki",
    .title = { "====== ", " ======\n" },
    .heading = { "\n===== ", " =====\n" },
    .paragraph = { "\n", "\n" },
    .bold = { "**", "**" },
    .table = { "\n", "" },
    .head_row = { "", "^\n" },
    .row = { "", "|\n" },
    .head = { "^ ", " " },
    .side = { "^ ", " " },
    .cell = { "| ", " " },
    .figure = { "<code>\n", "</code>\n" },
    .text = add_text,
    .fixed = add_fixed,
    .titles = is_plain,
};

static enum status dokuwiki_write(const struct map *map, const struct export_options *options,
    struct buf *out, struct diags *diags)
{
    (void)options;
    wiki_write(map, &style, out, diags);
    return STATUS_OK;
}

const struct export_format export_dokuwiki = {
    .name = "dokuwiki",
    .endings = (const char *const[]){ "dokuwiki.txt", "dokuwiki", NULL },
    .help = N_("a page for DokuWiki"),
    .write = dokuwiki_write,
};
