/* What curses writes, in fewer bytes. */
#include "tui/term/shorten.h"

#include <criterion/criterion.h>

Test(shorten, says_the_same)
{
    static const struct {
        const char *written, *wanted, *plainly; /* NULL: as wanted */
    } rows[] = {
        { "", "", NULL },
        { "abc", "abc", NULL },
        { "\033[31m-1\033[39m\033[m \033[4;3Hx", "\033[31m-1\033[m \033[4;3Hx", NULL },
        { "\033[31m-1\033[39m\033[0;7mx", "\033[31m-1\033[;7mx", NULL },
        { "\033[31m-1\033[39m\033[32m+1", "\033[31m-1\033[39;32m+1", NULL },
        { "\033[39;49m\033[0mx", "\033[mx", NULL },
        { "\033[mx\033[0;1my\033[0;7mz", "\033[mx\033[1my\033[;7mz", NULL },
        { "\033[m\033[01m", "\033[;01m", NULL },
        { "a\033[m\r\033[1m\033[38;5;9mb", "a\r\033[;1;38;5;9mb", NULL },
        { "\033[1m\033[7;5H\033[31mb\033[m", "\033[7;5H\033[1;31mb\033[m", NULL },
        { "\033[1m\033[K\033[31mb", "\033[1m\033[K\033[31mb", NULL },
        { "\033[1m\033[M\033[3mb\033[4m\n", "\033[1m\033[M\033[3mb\033[4m\n", NULL },
        { "\033[7;1Hab\033[9;1Hc", "\033[7Hab\033[9Hc", NULL },
        { "\033[7;1Hab\033[8;1Hc\033[9;1Hd", "\033[7Hab\r\nc\r\nd", "\033[7Hab\033[8Hc\033[9Hd" },
        { "\033[7;5Hab\033[8;3Hc", "\033[7;5Hab\n\033[3Gc", "\033[7;5Hab\033[8;3Hc" },
        { "\033[7;5Ha\033[4Xb\033[8;1H", "\033[7;5Ha\033[4Xb\r\n", "\033[7;5Ha\033[4Xb\033[8H" },
        { "\033[7;5Hab\033[7;9Hc\033[7;1H", "\033[7;5Hab\033[9Gc\r",
            "\033[7;5Hab\033[7;9Hc\033[7H" },
        { "\033[7;5Hab\033[8dc\r\033[9dd", "\033[7;5Hab\nc\r\nd", "\033[7;5Hab\033[8dc\r\033[9dd" },
        { "\033[7;5Hab\033[9dc\033[8;2Hd", "\033[7;5Hab\033[9dc\033[8;2Hd", NULL },
        { "\033[H\033[2;1Hc", "\033[H\r\nc", "\033[H\033[2Hc" },
        /* Where the cursor may be elsewhere, or a line feed scroll. */
        { "\033[7;1Ha\n\033[8;1Hc", "\033[7Ha\n\033[8Hc", NULL },
        { "\033[7;1Ha\033M\033[8;1Hc", "\033[7Ha\033M\033[8Hc", NULL },
        { "\033[7;1Ha\033[2A\033[8;1Hc", "\033[7Ha\033[2A\033[8Hc", NULL },
        { "\033[7;1Ha\0338\033[8;1Hc", "\033[7Ha\0338\033[8Hc", NULL },
        { "\033[1;24r\033[7;1Ha\033[8;1Hc", "\033[1;24r\033[7Ha\r\nc",
            "\033[1;24r\033[7Ha\033[8Hc" },
        { "\033[3;8r\033[7;1Ha\033[8;1Hc", "\033[3;8r\033[7Ha\033[8Hc", NULL },
        /* Several lines at once are not known everywhere. */
        { "\033[3S", "\n\n\n", NULL },
        { "x\033[2Ty", "x\033M\033My", NULL },
        { "\033[3;1S\033[S\033[99999S", "\033[3;1S\033[S\033[99999S", NULL },
        /* None of curses' own that would be changed. */
        { "\033[?25l\033(B\033]0;a\007\033", "\033[?25l\033(B\033]0;a\007\033", NULL },
        { "\033[12", "\033[12", NULL },
        { "─\033[m│", "─\033[m│", NULL },
    };
    struct buf out = BUF_INIT;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *plainly = rows[i].plainly ? rows[i].plainly : rows[i].wanted;
        buf_clear(&out);
        shorten(slice_of(rows[i].written), 24, &out);
        cr_expect(slice_equal(buf_slice(&out), slice_of(rows[i].wanted)), "row %zu", i);
        buf_clear(&out);
        shorten(slice_of(rows[i].written), 0, &out);
        cr_expect(slice_equal(buf_slice(&out), slice_of(plainly)), "row %zu, plainly", i);
    }
    buf_release(&out);
}
