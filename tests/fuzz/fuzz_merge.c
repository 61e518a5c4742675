/*
 * Three texts with a NUL byte between: base, ours, theirs. Of maps what comes out can be written,
 * with each side of each conflict; nothing comes of what did not change. A side that is no map
 * stands for edits of the base. Lines are merged in any case.
 */
#include "fuzz.h"

#include "insight/merge/conflict_choice.h"
#include "insight/merge/merge.h"
#include "store/line_diff.h"
#include "store/line_merge.h"
#include "store/store.h"

enum { BASE, OURS, THEIRS, SIDES };
enum { EDITS_MAX = 20 };

/* --- lines --- */

static void expect_lines(struct slice base, struct slice ours, struct slice theirs,
    struct slice wanted, const char *what)
{
    struct buf out = BUF_INIT;
    line_merge(base, ours, theirs, &out);
    if (!slice_equal(buf_slice(&out), wanted))
        fuzz_fail("%s:\n%s", what, out.data);
    buf_release(&out);
}

static void merge_lines(const struct slice texts[SIDES])
{
    struct buf out = BUF_INIT;
    line_merge(texts[BASE], texts[OURS], texts[THEIRS], &out);
    buf_release(&out);
    expect_lines(texts[BASE], texts[BASE], texts[THEIRS], texts[THEIRS], "theirs alone changed");
    expect_lines(texts[BASE], texts[OURS], texts[BASE], texts[OURS], "ours alone changed");
    expect_lines(texts[BASE], texts[OURS], texts[OURS], texts[OURS], "both changed the same");
}

/* --- maps --- */

static bool read_side(struct map *map, struct slice text, struct slice base)
{
    struct undo undo;
    if (fuzz_read_map(map, text))
        return true;
    map_release(map);
    if (!fuzz_read_map(map, base))
        return false;
    undo_init(&undo, map);
    fuzz_begin((const uint8_t *)text.data, text.len);
    for (int i = 0; i < EDITS_MAX && fuzz_more(); i++)
        fuzz_edit(&undo);
    undo_release(&undo);
    return true;
}

/* What a map holds, as a copy of its own. */
static void copy_map(const struct map *map, struct map *copy)
{
    struct buf text = BUF_INIT;
    store_canonical(map, &text);
    if (!fuzz_read_map(copy, buf_slice(&text)))
        fuzz_fail("refused:\n%s", text.data);
    buf_release(&text);
}

/* As the merge driver does. */
static void mark_conflicts(struct undo *ours, struct conflicts *conflicts)
{
    struct diags diags = DIAGS_INIT;
    struct buf text = BUF_INIT, other = BUF_INIT, marked = BUF_INIT;
    store_text(ours->map, &text, &diags);
    undo_begin(ours);
    for (size_t i = 0; i < conflicts->count; i++)
        conflict_take_theirs(ours, &conflicts->items[i]);
    undo_end(ours);
    fuzz_check_map(ours->map);
    store_text(ours->map, &other, &diags);
    line_diff_mark(buf_slice(&text), buf_slice(&other), &marked);
    undo_undo(ours);
    for (size_t line = 1; line < 5; line++)
        line_diff_marked_line(buf_slice(&marked), line);
    line_diff_find_mark(buf_slice(&marked));
    buf_release(&text);
    buf_release(&other);
    buf_release(&marked);
    diags_release(&diags);
}

static void choose(struct undo *ours, struct conflict *conflict)
{
    struct buf text = BUF_INIT;
    conflict_describe(conflict, "~", &text);
    conflict_add_place(ours->map, conflict, &text);
    conflict_choose(ours, conflict, CONFLICT_THEIRS);
    conflict_stands(ours->map, conflict);
    buf_release(&text);
}

static void merge(struct map *ours, const struct map *base, const struct map *theirs)
{
    struct conflicts conflicts = CONFLICTS_INIT;
    struct undo undo;
    undo_init(&undo, ours);
    merge_maps(&undo, base, theirs, &conflicts);
    fuzz_check_map(ours);
    mark_conflicts(&undo, &conflicts);
    for (size_t i = 0; i < conflicts.count; i++)
        choose(&undo, &conflicts.items[i]);
    fuzz_check_map(ours);
    for (size_t i = 0; i < conflicts.count; i++)
        conflict_choose(&undo, &conflicts.items[i], CONFLICT_OURS);
    fuzz_check_map(ours);
    conflicts_release(&conflicts);
    undo_release(&undo);
}

static void expect_nothing(
    const struct map *ours, const struct map *base, const struct map *theirs, const char *what)
{
    struct map copy;
    struct undo undo;
    struct conflicts conflicts = CONFLICTS_INIT;
    copy_map(ours, &copy);
    undo_init(&undo, &copy);
    if (merge_maps(&undo, base, theirs, &conflicts) || conflicts.count)
        fuzz_fail(
            "%s, and %zu edits and %zu conflicts come of it", what, undo.count, conflicts.count);
    conflicts_release(&conflicts);
    undo_release(&undo);
    map_release(&copy);
}

/* Read as maps, all of which must be released. */
static void merge_read(struct map maps[SIDES])
{
    struct map copies[SIDES];
    for (size_t i = 0; i < SIDES; i++)
        copy_map(&maps[i], &copies[i]);
    expect_nothing(&copies[OURS], &copies[BASE], &copies[BASE], "theirs did not change");
    expect_nothing(&copies[THEIRS], &copies[BASE], &copies[THEIRS], "both are the same");
    merge(&maps[OURS], &maps[BASE], &maps[THEIRS]);
    for (size_t i = 0; i < SIDES; i++)
        map_release(&copies[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice texts[SIDES];
    struct map maps[SIDES];
    bool good = true;
    fuzz_begin(data, size);
    for (size_t i = 0; i < SIDES; i++)
        texts[i] = fuzz_part();
    merge_lines(texts);
    for (size_t i = 0; i < SIDES; i++) {
        if (!good)
            map_begin(&maps[i]);
        else
            good = read_side(&maps[i], texts[i], texts[BASE]);
    }
    if (good)
        merge_read(maps);
    for (size_t i = 0; i < SIDES; i++)
        map_release(&maps[i]);
    return 0;
}
