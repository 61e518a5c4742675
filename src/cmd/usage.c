#include "cmd/cmd.h"

#include "base/i18n.h"
#include "base/nearest.h"
#include "base/text.h"

enum { COLUMNS = 80, OPTION_COLUMN = 25, CALL_COLUMN = 37 };

/* Appends a line, broken before the edge; it goes on in that column. */
static void add_line(struct slice text, int column, struct buf *out)
{
    struct slice line;
    if (text_wrap(&text, COLUMNS, &line))
        buf_add_slice(out, line);
    while (text_wrap(&text, COLUMNS - column, &line)) {
        buf_addf(out, "\n%*s", column, "");
        buf_add_slice(out, line);
    }
    buf_add_char(out, '\n');
}

static void add_row(const char *left, const char *right, int column, struct buf *out)
{
    struct buf line = BUF_INIT;
    buf_addf(&line, "  %-*s %s", column - 3, left, right);
    add_line(buf_slice(&line), column, out);
    buf_release(&line);
}

static void add_option(const struct option_row *row, struct buf *out)
{
    struct buf left = BUF_INIT, help = BUF_INIT;
    if (row->letter)
        buf_addf(&left, "-%c, ", row->letter);
    buf_addf(&left, "--%s", row->name);
    if (row->argument)
        buf_addf(&left, " %s", row->argument);
    option_add_help(row, &help);
    add_row(left.data, help.data, OPTION_COLUMN, out);
    buf_release(&left);
    buf_release(&help);
}

static void add_options_of(const struct option_row *rows, struct buf *out)
{
    for (; *rows->name; rows++)
        add_option(rows, out);
}

static void add_call(const struct subcommand *sub, struct buf *out)
{
    buf_addf(out, PACKAGE_NAME "%s%s", *sub->name ? " " : "", sub->name);
    if (sub->options || sub->add_options)
        buf_addf(out, " [%s]", _("OPTION ..."));
    buf_addf(out, " %s", sub->operands);
}

static void add_overview(struct buf *out)
{
    buf_addf(out, "%s\n", _("Usage:"));
    for (const struct subcommand *const *sub = subcommands; *sub; sub++) {
        struct buf call = BUF_INIT;
        add_call(*sub, &call);
        add_row(call.data, _((*sub)->help), CALL_COLUMN, out);
        buf_release(&call);
    }
    buf_addf(out, "\n%s\n", _("Options of each:"));
}

static void add_more_of(const struct subcommand *sub, struct buf *out)
{
    struct buf more = BUF_INIT;
    struct slice line, rest;
    if (sub->add_more)
        sub->add_more(&more);
    for (rest = buf_slice(&more); slice_next_line(&rest, &line);)
        add_line(line, slice_begins_fold(line, SLICE("  ")) ? OPTION_COLUMN : 0, out);
    buf_release(&more);
}

void usage_add(const struct subcommand *sub, struct buf *out)
{
    struct option_list list;
    options_of(sub, &list);
    if (*sub->name) {
        buf_addf(out, "%s ", _("Usage:"));
        add_call(sub, out);
        buf_addf(out, "\n%s\n\n", _(sub->help));
        add_options_of(list.rows, out);
    } else {
        add_overview(out);
    }
    add_options_of(common_options, out);
    add_more_of(sub, out);
    buf_adds(out, "\n");
    if (!sub->asks)
        buf_addf(out, "%s ", _("MAP \"-\" is standard input."));
    buf_addf(out, "%s\n", _("More: \"man cjm-tui\"; about the file: \"man 5 cjm-tui\"."));
}

void usage_refuse(const char *word, struct diags *diags)
{
    const char *const names[] = {
#define SUBCOMMAND(word) cmd_##word.name,
#include "cmd/table.h"
#undef SUBCOMMAND
    };
    size_t count = sizeof names / sizeof *names - 1; /* the first has no name */
    struct buf list = BUF_INIT;
    bool near = nearest_add(slice_of(word), names + 1, count, &list);
    for (size_t i = 1; !near && i <= count; i++)
        text_add_item(&list, slice_of(names[i]));
    struct buf typed = BUF_INIT;
    buf_addf(&typed, "%.*s", NEAREST_LONGEST, word);
    /* TRANSLATORS: 1: what was typed, 2: names of commands. */
    diags_add(diags, NULL, 0, 0,
        near ? _("there is no command \"%1$s\"; nearest: %2$s")
             : _("there is no command \"%1$s\"; commands: %2$s"),
        typed.data, list.data);
    buf_release(&typed);
    buf_release(&list);
}
