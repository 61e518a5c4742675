/* cjm-tui diff A B */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "cmd/cmd.h"
#include "cmd/print.h"
#include "insight/compare.h"
#include "session/session.h"
#include "store/store.h"

#define NO_FILE "/dev/null" /* what git names where there is none */

/* As git calls an external diff: PATH OLD-FILE OLD-HEX OLD-MODE NEW-FILE NEW-HEX NEW-MODE, and for
 * a renamed file its new path and what git says of it; for an unmerged one PATH alone. */
enum { GIT_UNMERGED = 1, GIT_CHANGED = 7, GIT_RENAMED = 9 };

/* Appends the changes that people see, a line each; returns how many. */
static size_t add_changes(
    const struct map *a, const struct map *b, const char *indent, struct buf *out)
{
    struct match match;
    struct changes changes = CHANGES_INIT;
    size_t count = 0;
    match_maps(&match, a, b, true);
    compare_maps(&match, a, b, &changes);
    for (size_t i = 0; i < changes.count; i++) {
        if (change_is_of_guide(&changes.items[i]))
            continue;
        buf_adds(out, indent);
        change_describe(&changes.items[i], NULL, out);
        buf_add_char(out, '\n');
        count++;
    }
    changes_release(&changes);
    match_release(&match);
    return count;
}

static enum status print_changes(const struct map *a, const struct map *b,
    const struct arguments *arguments, struct diags *diags)
{
    struct buf text = BUF_INIT;
    size_t count = add_changes(a, b, "", &text);
    enum status status = print_text(arguments, &text, diags);
    return status == STATUS_OK && count ? STATUS_FOUND : status;
}

/* With what the journal has and the file does not. */
static enum status diff_two(const struct arguments *arguments, struct diags *diags)
{
    const char *const *paths = arguments->operands;
    struct session sides[2];
    enum status status = STATUS_OK;
    if (strcmp(paths[0], "-") == 0 && strcmp(paths[1], "-") == 0)
        return print_refusal(diags, NULL, _("standard input can be read only once; name a file"));
    for (size_t i = 0; i < 2; i++) {
        struct session_options options = {
            .path = paths[i], .max_size = arguments->max_size, .use = SESSION_READ
        };
        enum status opened = session_open(&sides[i], &options, diags);
        status = opened > status ? opened : status;
    }
    if (status == STATUS_OK)
        status = print_changes(&sides[0].map, &sides[1].map, arguments, diags);
    session_close(&sides[0]);
    session_close(&sides[1]);
    return status;
}

/* --- for git --- */

static enum status read_side(
    struct map *map, const char *path, const struct arguments *arguments, struct diags *diags)
{
    map_begin(map);
    return strcmp(path, NO_FILE) == 0 ? STATUS_OK
                                      : store_read(map, path, arguments->max_size, diags);
}

/* git goes on with the next file whatever this one is. */
static void add_unreadable(const struct diags *diags, struct buf *out)
{
    buf_addf(
        out, "  %s\n", _("cannot be compared as a map; git diff --no-ext-diff shows its lines:"));
    for (size_t i = 0; i < diags->count; i++) {
        struct buf line = BUF_INIT;
        diag_format(&diags->items[i], &line);
        buf_adds(out, "  ");
        text_add_visible(out, buf_slice(&line));
        buf_add_char(out, '\n');
        buf_release(&line);
    }
}

static void add_heading(const struct arguments *arguments, struct buf *out)
{
    const char *const *operands = arguments->operands;
    text_add_visible(out, slice_of(operands[0]));
    if (arguments->operand_count == GIT_RENAMED && strcmp(operands[0], operands[7]) != 0) {
        buf_adds(out, " -> ");
        text_add_visible(out, slice_of(operands[7]));
    }
    if (arguments->operand_count == GIT_UNMERGED)
        buf_addf(out, ": %s", _("not merged yet"));
    else if (strcmp(operands[1], NO_FILE) == 0)
        buf_addf(out, ": %s", _("new file"));
    else if (strcmp(operands[4], NO_FILE) == 0)
        buf_addf(out, ": %s", _("file removed"));
    buf_add_char(out, '\n');
}

static void add_diff(const struct arguments *arguments, struct buf *out)
{
    struct diags found = DIAGS_INIT;
    struct map a, b;
    enum status old = read_side(&a, arguments->operands[1], arguments, &found);
    enum status new = read_side(&b, arguments->operands[4], arguments, &found);
    if (old || new)
        add_unreadable(&found, out);
    else
        add_changes(&a, &b, "  ", out);
    diags_release(&found);
    map_release(&a);
    map_release(&b);
}

static enum status diff_for_git(const struct arguments *arguments, struct diags *diags)
{
    struct buf text = BUF_INIT;
    add_heading(arguments, &text);
    if (arguments->operand_count != GIT_UNMERGED)
        add_diff(arguments, &text);
    return print_text(arguments, &text, diags);
}

static enum status run(const struct arguments *arguments, struct diags *diags)
{
    size_t count = arguments->operand_count;
    bool unmerged = count == GIT_UNMERGED && getenv("GIT_DIFF_PATH_COUNTER");
    if (count == 2)
        return diff_two(arguments, diags);
    if (unmerged || count == GIT_CHANGED || count == GIT_RENAMED)
        return diff_for_git(arguments, diags);
    return print_refusal(diags, NULL, _("diff compares two maps; --help shows the usage"));
}

/* clang-format off */
const struct subcommand cmd_diff = {
    .name = "diff", .operands = "A B", .least = 1, .most = 9,
    .help = N_("show the differences between two maps; also as git's external diff"), .run = run,
};
