/* From one text of a conflict to the other, and back. */
#include <criterion/criterion.h>

#include "insight/merge/conflict_choice.h"
#include "store/store.h"

#define MAP(rest) "cjm: 1\ntitle: T\npersonas: [Anna, Ben]\nstages:\n" rest

static void read_map(struct map *map, const char *text)
{
    struct diags diags = DIAGS_INIT;
    map_begin(map);
    cr_assert_eq(store_read_text(map, "map", slice_of(text), &diags), STATUS_OK);
}

static void expect_map(
    const struct map *map, const struct buf *wanted, const char *when, size_t row)
{
    struct buf text = BUF_INIT;
    store_canonical(map, &text);
    cr_expect_str_eq(text.data, wanted->data, "row %zu %s: %s", row, when, text.data);
    buf_release(&text);
}

static const struct {
    const char *base, *ours, *theirs, *place, *taken;
} rows[] = {
    { MAP("  - name: Buy\n    purpose: a\n"), MAP("  - name: Buy\n    purpose: b\n"),
        MAP("  - name: Buy\n    purpose: c\n"), "Buy: purpose", "purpose: c" },
    { MAP("  - name: Buy\n    own: a\n"), MAP("  - name: Buy\n    own: b\n"),
        MAP("  - name: Buy\n    own: c\n"), "Buy: own", "own: c" },
    { MAP("  - name: Buy\n    touchpoints: [{name: Pay, emotion: {anna: 0, ben: 1}}]\n"),
        MAP("  - name: Buy\n    touchpoints: [{name: Pay, emotion: {anna: 1, ben: 1}}]\n"),
        MAP("  - name: Buy\n    touchpoints: [{name: Pay, emotion: {anna: 2, ben: 1}}]\n"),
        "Pay: emotion (Anna)", "anna: 2" },
    { MAP("  - name: Buy\n    touchpoints: [Pay, Kiosk]\n"),
        MAP("  - name: Buy\n    touchpoints: [Pay]\n"),
        MAP("  - name: Buy\n    touchpoints: [Pay, {name: Kiosk, doing: x}]\n"), "Kiosk: removed",
        "doing: x" },
    { MAP("  - name: Buy\n    touchpoints: [Pay, Kiosk, SMS]\n"),
        MAP("  - name: Buy\n    touchpoints: [Pay, {name: Kiosk, doing: x}, SMS]\n"),
        MAP("  - name: Buy\n    touchpoints: [Pay, SMS]\n"), "Kiosk: removed", "SMS" },
    { MAP("  - name: A\n    touchpoints: [Pay, SMS]\n  - name: B\n  - name: C\n"),
        MAP("  - name: A\n    touchpoints: [SMS]\n  - name: B\n    touchpoints: [Pay]\n"
            "  - name: C\n"),
        MAP("  - name: A\n    touchpoints: [SMS]\n  - name: B\n  - name: C\n"
            "    touchpoints: [Pay]\n"),
        "Pay: moved", "C\n    touchpoints" },
};

Test(conflict_choice, goes_there_and_back)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct map base, ours, theirs;
        struct undo undo;
        struct conflicts conflicts = CONFLICTS_INIT;
        struct buf before = BUF_INIT, after = BUF_INIT, place = BUF_INIT;
        read_map(&base, rows[i].base);
        read_map(&ours, rows[i].ours);
        read_map(&theirs, rows[i].theirs);
        undo_init(&undo, &ours);
        merge_maps(&undo, &base, &theirs, &conflicts);
        cr_assert_eq(conflicts.count, 1, "row %zu", i);
        struct conflict *conflict = &conflicts.items[0];
        store_canonical(&ours, &before);
        conflict_add_place(&ours, conflict, &place);
        cr_expect_str_eq(place.data, rows[i].place, "row %zu: %s", i, place.data);
        cr_expect_eq(conflict_stands(&ours, conflict), CONFLICT_OURS, "row %zu", i);
        for (int again = 0; again < 2; again++) {
            cr_expect(conflict_choose(&undo, conflict, CONFLICT_THEIRS), "row %zu", i);
            cr_expect_eq(conflict_stands(&ours, conflict), CONFLICT_THEIRS, "row %zu", i);
            buf_clear(&after);
            store_canonical(&ours, &after);
            cr_expect(strstr(after.data, rows[i].taken), "row %zu: %s", i, after.data);
            cr_expect_str_neq(after.data, before.data, "row %zu", i);
            cr_expect(conflict_choose(&undo, conflict, CONFLICT_OURS), "row %zu", i);
            cr_expect_eq(conflict_stands(&ours, conflict), CONFLICT_OURS, "row %zu", i);
            expect_map(&ours, &before, "back", i);
        }
        undo_undo(&undo);
        cr_expect_eq(conflict_stands(&ours, conflict), CONFLICT_THEIRS, "row %zu", i);
        undo_undo(&undo);
        cr_expect_eq(conflict_stands(&ours, conflict), CONFLICT_OURS, "row %zu", i);
        conflicts_release(&conflicts);
        buf_release(&before);
        buf_release(&after);
        buf_release(&place);
        undo_release(&undo);
        map_release(&base);
        map_release(&ours);
        map_release(&theirs);
    }
}
