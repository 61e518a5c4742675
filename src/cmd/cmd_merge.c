/* cjm-tui merge BASE OURS THEIRS [NAME] */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "cmd/cmd.h"
#include "cmd/print.h"
#include "insight/merge/merge.h"
#include "store/file/replace.h"
#include "store/line_diff.h"
#include "store/read/load.h"
#include "store/store.h"

enum { PLACES_MAX = 50 }; /* conflicts whose line is looked for: each writes the map once */

/* clang-format off */
static const struct option_row option_rows[] = {
    { .name = "output", .letter = 'o', .argument = "FILE",
      .help = N_("write to FILE instead of OURS; - is standard output") },
    { .name = "" },
};
/* clang-format on */

struct merging {
    const struct arguments *arguments;
    struct diags *diags;
    struct map base, ours, theirs;
    struct undo undo;
    struct conflicts conflicts;
    struct buf text; /* of ours after the merge */
};

/* --- reading --- */

/* git names an empty file where both sides added the map. */
static enum status read_base(struct merging *m, const char *path)
{
    char *text = NULL;
    size_t len = 0;
    if (strcmp(path, "/dev/null") == 0)
        return STATUS_OK;
    enum status status = file_load(path, m->arguments->max_size, &text, &len, m->diags);
    if (status == STATUS_OK && len)
        status = store_read_text(&m->base, path, (struct slice){ text, len }, m->diags);
    free(text);
    return status;
}

static enum status read_all(struct merging *m)
{
    const char *const *paths = m->arguments->operands;
    size_t inputs = 0;
    for (size_t i = 0; i < 3; i++)
        inputs += strcmp(paths[i], "-") == 0;
    if (inputs > 1)
        return print_refusal(
            m->diags, NULL, _("standard input can be read only once; name a file"));
    enum status status = read_base(m, paths[0]);
    if (status == STATUS_OK)
        status = store_read(&m->ours, paths[1], m->arguments->max_size, m->diags);
    if (status == STATUS_OK)
        status = store_read(&m->theirs, paths[2], m->arguments->max_size, m->diags);
    return status;
}

/* --- conflicts --- */

/* The line of our text that the conflict is about; 0: unknown. */
static size_t find_line(struct merging *m, const struct conflict *conflict)
{
    struct diags ignored = DIAGS_INIT;
    struct buf other = BUF_INIT;
    size_t line = 0;
    if (conflict_take_theirs(&m->undo, conflict)) {
        if (store_text(&m->ours, &other, &ignored) == STATUS_OK)
            line = line_diff_first(buf_slice(&m->text), buf_slice(&other));
        undo_undo(&m->undo);
    }
    buf_release(&other);
    diags_release(&ignored);
    return line;
}

static void report(struct merging *m, struct slice marked)
{
    const struct arguments *arguments = m->arguments;
    const char *name = arguments->operands[arguments->operand_count == 4 ? 3 : 1];
    for (size_t i = 0; i < m->conflicts.count; i++) {
        const struct conflict *conflict = &m->conflicts.items[i];
        struct buf text = BUF_INIT;
        size_t line = i < PLACES_MAX ? find_line(m, conflict) : 0;
        if (line)
            line = line_diff_marked_line(marked, line);
        conflict_describe(conflict, arguments->ascii ? "~" : "…", &text);
        diags_add(m->diags, name, line, 0, _("conflict: %s"), text.data);
        buf_release(&text);
    }
}

/* The text with theirs beside ours wherever they are in conflict. */
static enum status add_marked(struct merging *m, struct buf *out)
{
    struct buf other = BUF_INIT;
    undo_begin(&m->undo);
    for (size_t i = 0; i < m->conflicts.count; i++)
        conflict_take_theirs(&m->undo, &m->conflicts.items[i]);
    undo_end(&m->undo);
    enum status status = store_text(&m->ours, &other, m->diags);
    undo_undo(&m->undo);
    if (status == STATUS_OK)
        line_diff_mark(buf_slice(&m->text), buf_slice(&other), out);
    buf_release(&other);
    return status;
}

/* --- the whole --- */

static enum status write_result(struct merging *m, struct slice text)
{
    const char *output = option_value(m->arguments, "output");
    if (!output)
        output = m->arguments->operands[1];
    return strcmp(output, "-") == 0 ? print_data(text, m->diags)
                                    : file_replace(output, text, m->diags);
}

static enum status merge_read(struct merging *m)
{
    undo_init(&m->undo, &m->ours);
    merge_maps(&m->undo, &m->base, &m->theirs, &m->conflicts);
    enum status status = store_text(&m->ours, &m->text, m->diags);
    if (status == STATUS_OK && !m->conflicts.count)
        return write_result(m, buf_slice(&m->text));
    struct buf marked = BUF_INIT;
    if (status == STATUS_OK)
        status = add_marked(m, &marked);
    if (status == STATUS_OK)
        status = write_result(m, buf_slice(&marked));
    if (status == STATUS_OK) {
        report(m, buf_slice(&marked));
        status = STATUS_FOUND;
    }
    buf_release(&marked);
    return status;
}

static enum status run(const struct arguments *arguments, struct diags *diags)
{
    struct merging m = {
        .arguments = arguments, .diags = diags, .conflicts = CONFLICTS_INIT, .text = BUF_INIT
    };
    map_begin(&m.base);
    map_begin(&m.ours);
    map_begin(&m.theirs);
    enum status status = read_all(&m);
    if (status == STATUS_OK) {
        status = merge_read(&m);
        conflicts_release(&m.conflicts);
        undo_release(&m.undo);
    }
    buf_release(&m.text);
    map_release(&m.base);
    map_release(&m.ours);
    map_release(&m.theirs);
    return status;
}

/* clang-format off */
const struct subcommand cmd_merge = {
    .name = "merge", .operands = "BASE OURS THEIRS [NAME]", .least = 3, .most = 4,
    .help = N_("merge the changes from BASE to THEIRS into OURS; also as git's merge driver"),
    .options = option_rows, .run = run,
};
