#include <config.h>

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/text.h"
#include "cmd/cmd.h"

static const struct option_row no_options[] = { { NULL, 0, NULL, NULL } };

const struct option_row common_options[] = {
    { "ascii", 0, NULL, N_("draw boxes, marks and curve in plain ASCII") },
    { "no-color", 0, NULL, N_("no colours") },
    { "max-size", 0, "SIZE", N_("read files of at most SIZE bytes (64M; K, M, G may follow)") },
    { "help", 'h', NULL, N_("say how it is used") },
    { "version", 'V', NULL, N_("say which version this is") },
    { NULL, 0, NULL, NULL },
};

const struct subcommand subcommands[] = {
    { "", "[MAP]", 0, 1, N_("open a map on the screen; without MAP a start screen"), no_options,
        cmd_open, NULL },
    { "new", "MAP", 1, 1, N_("make a new map"), new_options, cmd_new, NULL },
    { "guide", "MAP", 1, 1, N_("make or go on with a map by questions, line by line"),
        guide_line_options, cmd_guide, guide_add_more },
    { "templates", "[NAME]", 0, 1, N_("list the templates, or write the file of one"), no_options,
        cmd_templates, NULL },
    { "add", "MAP", 1, 1, N_("add a touchpoint, or to one, without the screen"), add_options,
        cmd_add, NULL },
    { "show", "MAP", 1, 1, N_("write grid and curve as plain text"), show_options, cmd_show, NULL },
    { "export", "MAP", 1, 1, N_("write the map in another format"), export_options, cmd_export,
        NULL },
    { "diff", "A B", 1, 9, N_("tell what differs between two maps; also as git's external diff"),
        no_options, cmd_diff, NULL },
    { "merge", "BASE OURS THEIRS [NAME]", 3, 4,
        N_("bring the changes from BASE to THEIRS into OURS; also as git's merge driver"),
        merge_options, cmd_merge, NULL },
    { NULL, NULL, 0, 0, NULL, NULL, NULL, NULL },
};

enum status print_out(struct slice text, struct diags *diags)
{
    if (fwrite(text.data, 1, text.len, stdout) == text.len && fflush(stdout) == 0)
        return STATUS_OK;
    /* Who reads only the first lines (head) wants to hear of no error. The status says all the
     * same that not all was written, as git's does, which dies of SIGPIPE there. */
    if (errno != EPIPE)
        diags_add(diags, NULL, 0, 0, _("can't write to standard output: %s"), strerror(errno));
    return STATUS_SYSTEM;
}

/* Appends the text line by line as it is drawn. */
static void add_drawn(struct slice text, struct buf *out)
{
    while (text.len) {
        const char *end = memchr(text.data, '\n', text.len);
        struct slice line = { text.data, end ? (size_t)(end - text.data) : text.len };
        text_add_visible(out, line);
        if (end)
            buf_add_char(out, '\n');
        text = slice_from(text, line.len + (end != NULL));
    }
}

enum status print_data(struct slice text, struct diags *diags)
{
    if (!isatty(STDOUT_FILENO))
        return print_out(text, diags);
    struct buf drawn = BUF_INIT;
    add_drawn(text, &drawn);
    enum status status = print_out(buf_slice(&drawn), diags);
    buf_release(&drawn);
    return status;
}

enum status print_text(const struct arguments *arguments, struct slice text, struct diags *diags)
{
    if (arguments->utf8)
        return print_out(text, diags);
    struct buf ascii = BUF_INIT;
    text_add_ascii(&ascii, text);
    enum status status = print_out(buf_slice(&ascii), diags);
    buf_release(&ascii);
    return status;
}

static void print_line(struct slice text, bool utf8)
{
    struct buf line = BUF_INIT;
    if (utf8)
        buf_add_slice(&line, text);
    else
        text_add_ascii(&line, text);
    fprintf(stderr, PACKAGE_NAME ": %s\n", line.data);
    buf_release(&line);
}

void print_messages(const struct diags *diags, bool utf8)
{
    struct buf text = BUF_INIT;
    for (size_t i = 0; i < diags->count; i++) {
        buf_clear(&text);
        diag_format(&diags->items[i], &text);
        print_line(buf_slice(&text), utf8);
    }
    buf_clear(&text);
    size_t more = diags->left_off;
    buf_addf(&text, _n("%zu more error was left off", "%zu more errors were left off", more), more);
    if (more)
        print_line(buf_slice(&text), utf8);
    buf_release(&text);
}

const char *option_value(
    const struct arguments *arguments, const struct option_row *rows, const char *name)
{
    for (size_t i = 0; rows[i].name; i++)
        if (strcmp(rows[i].name, name) == 0)
            return arguments->values[i];
    return NULL;
}
