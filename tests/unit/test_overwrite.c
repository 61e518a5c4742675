/* What of a field's text is gone when another has set it, and how it comes back. */
#include <criterion/criterion.h>

#include "insight/merge/overwrite.h"

#define V(text) ((struct slice){ (text), sizeof(text) - 1 })
#define NONE SLICE_NONE

Test(overwrite, counts_what_one_wrote_oneself)
{
    static const struct {
        enum field field;
        struct slice before, mine, theirs;
        bool loses;
        struct slice now, mended;
    } rows[] = {
        { TOUCHPOINT_THINKING, NONE, V("a"), V("b"), true, V("b"), V("a") },
        { TOUCHPOINT_THINKING, NONE, V("a"), NONE, true, NONE, V("a") },
        { TOUCHPOINT_THINKING, V("b"), V("a"), V("a"), false, V("a"), V("a") },
        { TOUCHPOINT_EMOTION, NONE, V("1"), V("2"), true, V("2"), V("1") },
        { TOUCHPOINT_EMOTION, NONE, V("1"), V("anna\0002\0ben\0001\0"), true,
            V("anna\0002\0ben\0001\0"), V("1") },
        /* Another persona's is no matter of mine. */
        { TOUCHPOINT_EMOTION, V("ben\0000\0"), V("anna\0001\0ben\0000\0"),
            V("anna\0001\0ben\0002\0"), false, V("ben\0002\0"), V("ben\0000\0") },
        { TOUCHPOINT_EMOTION, V("ben\0000\0"), V("anna\0001\0ben\0000\0"),
            V("anna\0002\0ben\0000\0"), true, V("anna\0002\0ben\0001\0"),
            V("anna\0001\0ben\0001\0") },
        { TOUCHPOINT_EMOTION, NONE, V("anna\0001\0"), NONE, true, V("ben\0001\0"),
            V("ben\0001\0anna\0001\0") },
        { PERSONA_GOALS, V("x\0"), V("x\0y\0"), V("x\0y\0z\0"), false, V("x\0"), V("x\0") },
        { PERSONA_GOALS, V("x\0"), V("x\0y\0"), V("y\0"), false, V("y\0"), V("y\0x\0") },
        { PERSONA_GOALS, V("x\0"), V("x\0y\0"), V("x\0"), true, V("x\0z\0"), V("x\0z\0y\0") },
        { PERSONA_GOALS, NONE, V("x\0y\0"), NONE, true, NONE, V("x\0y\0") },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf mended = BUF_INIT;
        cr_expect_eq(overwrite_loses(rows[i].field, rows[i].before, rows[i].mine, rows[i].theirs),
            rows[i].loses, "row %zu", i);
        overwrite_mend(rows[i].field, rows[i].mine, rows[i].theirs, rows[i].now, &mended);
        cr_expect(slice_equal(buf_slice(&mended), rows[i].mended), "row %zu", i);
        buf_release(&mended);
    }
}
