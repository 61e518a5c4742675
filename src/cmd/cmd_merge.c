/* cjm-tui merge BASE OURS THEIRS [NAME] */
#include <stdint.h>
#include <string.h>

#include "base/i18n.h"
#include "cmd/cmd.h"
#include "cmd/print.h"
#include "insight/merge/merge.h"
#include "store/file/replace.h"
#include "store/line_diff.h"
#include "store/line_merge.h"
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

enum { BASE, OURS, THEIRS, SIDES };

/* git calls it so, with the name that people know; then something is always written. */
enum { OPERANDS_OF_DRIVER = 4 };

struct merging {
    const struct arguments *arguments;
    struct diags *diags;
    struct map maps[SIDES];
    struct undo undo;
    struct conflicts conflicts;
    struct buf text; /* of ours after the merge */
};

static bool is_driver(const struct merging *m)
{
    return m->arguments->operand_count == OPERANDS_OF_DRIVER;
}

/* --- reading --- */

/* What messages call a file: git has named it .merge_file_XXXX. */
static void add_name(const struct merging *m, size_t side, struct buf *out)
{
    const char *const *operands = m->arguments->operands;
    const char *name = operands[is_driver(m) ? SIDES : side];
    if (is_driver(m) && side == BASE)
        buf_addf(out, _("%s (base)"), name);
    else if (is_driver(m) && side == THEIRS)
        buf_addf(out, _("%s (theirs)"), name);
    else
        buf_adds(out, strcmp(name, "-") == 0 ? _("standard input") : name);
}

/* git names an empty file where both sides added the map. */
static bool is_none(size_t side, const char *path, size_t len)
{
    return side == BASE && (strcmp(path, "/dev/null") == 0 || !len);
}

static enum status read_side(struct merging *m, size_t side)
{
    const char *path = m->arguments->operands[side];
    struct buf text = BUF_INIT, name = BUF_INIT;
    if (is_none(side, path, 1))
        return STATUS_OK;
    enum status status = file_load(path, m->arguments->max_size, &text, m->diags);
    add_name(m, side, &name);
    if (status == STATUS_OK && !is_none(side, path, text.len))
        status = store_read_text(&m->maps[side], name.data, buf_slice(&text), m->diags);
    buf_release(&name);
    buf_release(&text);
    return status;
}

static enum status read_all(struct merging *m)
{
    const char *const *paths = m->arguments->operands;
    size_t inputs = 0;
    for (size_t i = 0; i < SIDES; i++)
        inputs += strcmp(paths[i], "-") == 0;
    if (inputs > 1)
        return print_refusal(
            m->diags, NULL, _("standard input can be read only once; name a file"));
    enum status status = STATUS_OK;
    for (size_t i = 0; i < SIDES && status == STATUS_OK; i++)
        status = read_side(m, i);
    return status;
}

/* --- conflicts --- */

static void note_text(void *context, const struct store_change *change)
{
    struct merging *m = context;
    buf_clear(&m->text);
    buf_add_slice(&m->text, change->text);
}

/* The text of ours as it is now becomes its source: what is written next is only what differs from
 * that, not all that was edited before. */
static enum status take_text(struct merging *m)
{
    struct store_rendering how = { note_text, m };
    return store_render(&m->maps[OURS], NULL, &how, m->diags);
}

/* The line of our text that the conflict is about; 0: unknown. */
static size_t find_line(struct merging *m, const struct conflict *conflict)
{
    struct diags ignored = DIAGS_INIT;
    struct buf other = BUF_INIT;
    size_t line = 0;
    if (conflict_take_theirs(&m->undo, conflict)) {
        if (store_text(&m->maps[OURS], &other, &ignored) == STATUS_OK)
            line = line_diff_first(buf_slice(&m->text), buf_slice(&other));
        undo_undo(&m->undo);
    }
    buf_release(&other);
    diags_release(&ignored);
    return line;
}

static void report(struct merging *m, struct slice marked)
{
    struct buf name = BUF_INIT;
    add_name(m, OURS, &name);
    for (size_t i = 0; i < m->conflicts.count; i++) {
        const struct conflict *conflict = &m->conflicts.items[i];
        struct buf text = BUF_INIT;
        size_t line = i < PLACES_MAX ? find_line(m, conflict) : 0;
        if (line)
            line = line_diff_marked_line(marked, line);
        conflict_describe(conflict, m->arguments->ascii ? "~" : "…", &text);
        diags_add(m->diags, name.data, line, 0, _("conflict: %s"), text.data);
        buf_release(&text);
    }
    buf_release(&name);
}

/* Then a map can't have theirs beside ours, and git shall not do without it. */
static bool has_full(const struct merging *m)
{
    for (size_t i = 0; i < m->conflicts.count; i++)
        if (m->conflicts.items[i].full)
            return true;
    return false;
}

/* The text with theirs beside ours wherever they are in conflict. */
static enum status add_marked(struct merging *m, struct buf *out)
{
    struct buf other = BUF_INIT;
    undo_begin(&m->undo);
    for (size_t i = 0; i < m->conflicts.count; i++)
        conflict_take_theirs(&m->undo, &m->conflicts.items[i]);
    undo_end(&m->undo);
    enum status status = store_text(&m->maps[OURS], &other, m->diags);
    undo_undo(&m->undo);
    if (status == STATUS_OK)
        status = take_text(m);
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

static bool holds_merged(const struct merging *m, struct slice text)
{
    struct map map;
    struct diags ignored = DIAGS_INIT;
    struct buf has = BUF_INIT, wanted = BUF_INIT;
    map_begin(&map);
    bool same = store_read_text(&map, "", text, &ignored) == STATUS_OK;
    if (same) {
        store_canonical(&map, &has);
        store_canonical(&m->maps[OURS], &wanted);
        same = slice_equal(buf_slice(&has), buf_slice(&wanted));
    }
    buf_release(&has);
    buf_release(&wanted);
    diags_release(&ignored);
    map_release(&map);
    return same;
}

/* Lines that come to the same map have the comments of both, too. Where both changed the same ones
 * there are those of ours. */
static enum status write_merged(struct merging *m, struct slice by_lines)
{
    struct buf beside = BUF_INIT;
    struct slice text = by_lines;
    if (!holds_merged(m, text)) {
        line_merge_for_ours(
            map_source(&m->maps[BASE]), buf_slice(&m->text), map_source(&m->maps[THEIRS]), &beside);
        text = buf_slice(&beside);
    }
    if (!holds_merged(m, text))
        text = buf_slice(&m->text);
    enum status status = write_result(m, text);
    buf_release(&beside);
    return status;
}

static enum status merge_read(struct merging *m)
{
    struct buf marked = BUF_INIT;
    undo_init(&m->undo, &m->maps[OURS]);
    line_merge(map_source(&m->maps[BASE]), map_source(&m->maps[OURS]), map_source(&m->maps[THEIRS]),
        &marked);
    merge_maps(&m->undo, &m->maps[BASE], &m->maps[THEIRS], &m->conflicts);
    enum status status = take_text(m);
    if (status == STATUS_OK && !m->conflicts.count) {
        status = write_merged(m, buf_slice(&marked));
        buf_release(&marked);
        return status;
    }
    buf_clear(&marked);
    if (status == STATUS_OK)
        status = is_driver(m) && has_full(m) ? STATUS_BAD : add_marked(m, &marked);
    if (status == STATUS_OK)
        status = write_result(m, buf_slice(&marked));
    if (status == STATUS_OK) {
        report(m, buf_slice(&marked));
        status = STATUS_FOUND;
    }
    buf_release(&marked);
    return status;
}

/* --- by lines --- */

/* Where a side is no map, as git would do it: what it leaves in OURS is all that the next commit
 * has of theirs. */
static enum status merge_lines(struct merging *m)
{
    struct buf texts[SIDES] = { BUF_INIT, BUF_INIT, BUF_INIT };
    enum status status = STATUS_OK;
    for (size_t i = 0; i < SIDES && status == STATUS_OK; i++)
        if (!is_none(i, m->arguments->operands[i], 1))
            status = file_load(m->arguments->operands[i], SIZE_MAX / 2, &texts[i], m->diags);
    struct buf merged = BUF_INIT;
    if (status == STATUS_OK) {
        line_merge(
            buf_slice(&texts[BASE]), buf_slice(&texts[OURS]), buf_slice(&texts[THEIRS]), &merged);
        status = write_result(m, buf_slice(&merged));
    }
    if (status == STATUS_OK) {
        diags_add(m->diags, m->arguments->operands[SIDES], 0, 0,
            _("cannot be merged as a map; its lines were merged: check them, and add the file"));
        status = STATUS_FOUND;
    }
    buf_release(&merged);
    for (size_t i = 0; i < SIDES; i++)
        buf_release(&texts[i]);
    return status;
}

static enum status run(const struct arguments *arguments, struct diags *diags)
{
    struct merging m = {
        .arguments = arguments, .diags = diags, .conflicts = CONFLICTS_INIT, .text = BUF_INIT
    };
    for (size_t i = 0; i < SIDES; i++)
        map_begin(&m.maps[i]);
    enum status status = read_all(&m);
    if (status == STATUS_OK) {
        status = merge_read(&m);
        conflicts_release(&m.conflicts);
        undo_release(&m.undo);
    }
    if (status == STATUS_BAD && is_driver(&m))
        status = merge_lines(&m);
    buf_release(&m.text);
    for (size_t i = 0; i < SIDES; i++)
        map_release(&m.maps[i]);
    return status;
}

/* clang-format off */
const struct subcommand cmd_merge = {
    .name = "merge", .operands = "BASE OURS THEIRS [NAME]", .least = 3, .most = 4,
    .help = N_("merge the changes from BASE to THEIRS into OURS; also as git's merge driver"),
    .options = option_rows, .run = run,
};
