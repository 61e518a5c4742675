#include <config.h>

#include "cmd/usage.h"

#include "base/i18n.h"

static void add_option(const struct option_row *row, struct buf *out)
{
    struct buf left = BUF_INIT;
    if (row->letter)
        buf_addf(&left, "-%c, ", row->letter);
    buf_addf(&left, "--%s", row->name);
    if (row->argument)
        buf_addf(&left, " %s", row->argument);
    buf_addf(out, "  %-22s %s\n", left.data, _(row->help));
    buf_release(&left);
}

static void add_options_of(const struct option_row *rows, struct buf *out)
{
    for (; rows->name; rows++)
        add_option(rows, out);
}

static void add_call(const struct subcommand *sub, struct buf *out)
{
    buf_addf(out, PACKAGE_NAME "%s%s", *sub->name ? " " : "", sub->name);
    if (sub->options->name)
        buf_addf(out, " [%s]", _("OPTION ..."));
    buf_addf(out, " %s", sub->operands);
}

static void add_overview(struct buf *out)
{
    buf_addf(out, "%s\n", _("Usage:"));
    for (const struct subcommand *sub = subcommands; sub->run; sub++) {
        struct buf call = BUF_INIT;
        add_call(sub, &call);
        buf_addf(out, "  %-34s %s\n", call.data, _(sub->help));
        buf_release(&call);
    }
    buf_addf(out, "\n%s\n", _("Options of each:"));
}

void usage_add(const struct subcommand *sub, struct buf *out)
{
    if (*sub->name) {
        buf_addf(out, "%s ", _("Usage:"));
        add_call(sub, out);
        buf_addf(out, "\n%s\n\n", _(sub->help));
        add_options_of(sub->options, out);
    } else {
        add_overview(out);
    }
    add_options_of(common_options, out);
    if (sub->add_more)
        sub->add_more(out);
    buf_addf(out, "\n%s%s\n", sub->add_more ? "" : _("MAP \"-\" is standard input. "),
        _("\"man cjm-tui\" tells more, \"man 5 cjm-tui\" the file."));
}
