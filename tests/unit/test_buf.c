#include "base/buf.h"

#include <criterion/criterion.h>
#include <stdint.h>

static void assert_holds(const struct buf *buf, const char *text)
{
    cr_assert_eq(buf->len, strlen(text), "%zu bytes instead of \"%s\"", buf->len, text);
    cr_assert_str_eq(buf->data, text);
}

Test(buf, grows_and_always_ends_in_nul)
{
    struct buf buf = BUF_INIT;
    assert_holds(&buf, "");
    buf_add(&buf, NULL, 0);
    buf_clear(&buf);
    assert_holds(&buf, "");

    buf_adds(&buf, "stage");
    buf_add_char(&buf, ' ');
    buf_addf(&buf, "%d of %s", 3, "five");
    buf_add_repeated(&buf, '!', 2);
    buf_add_repeated(&buf, '?', 0);
    assert_holds(&buf, "stage 3 of five!!");

    buf_cut(&buf, 100);
    assert_holds(&buf, "stage 3 of five!!");
    buf_cut(&buf, 5);
    assert_holds(&buf, "stage");

    buf_release(&buf);
    assert_holds(&buf, "");
    for (int i = 0; i < 10000; i++)
        buf_add_slice(&buf, SLICE("0123456789"));
    cr_assert_eq(buf.len, 100000);
    cr_assert_eq(strlen(buf.data), 100000);
    buf_release(&buf);
}

Test(buf, writes_numbers_as_printf_does)
{
    static const size_t numbers[] = { 0, 7, 10, 99, 100, 1u << 31, SIZE_MAX };
    struct buf buf = BUF_INIT, other = BUF_INIT;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        buf_add_number(&buf, numbers[i]);
        buf_addf(&other, "%zu", numbers[i]);
        assert_holds(&buf, other.data);
    }
    buf_release(&buf);
    buf_release(&other);
}

Test(buf, keeps_nul_bytes)
{
    struct buf buf = BUF_INIT;
    buf_add(&buf, "a\0b", 3);
    cr_assert(slice_equal(buf_slice(&buf), SLICE("a\0b")));
    buf_release(&buf);
}

Test(buf, writes_code_points_as_utf8)
{
    static const struct {
        uint32_t point;
        const char *utf8;
    } rows[] = {
        { 'a', "a" },
        { 0x7F, "\x7F" },
        { 0x80, "\xC2\x80" },
        { 0x7FF, "\xDF\xBF" },
        { 0x800, "\xE0\xA0\x80" },
        { 0x4E2D, "中" },
        { 0xFFFD, "\xEF\xBF\xBD" },
        { 0x10000, "\xF0\x90\x80\x80" },
        { 0x1F600, "😀" },
        { 0x10FFFF, "\xF4\x8F\xBF\xBF" },
    };
    struct buf buf = BUF_INIT;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        buf_clear(&buf);
        buf_add_codepoint(&buf, rows[i].point);
        assert_holds(&buf, rows[i].utf8);
    }
    buf_release(&buf);
}

Test(buf, splices)
{
    static const struct {
        const char *before;
        size_t at, count;
        const char *text, *after;
    } rows[] = {
        { "", 0, 0, "", "" },
        { "", 0, 0, "new", "new" },
        { "abc", 0, 0, "new", "newabc" },
        { "abc", 3, 0, "new", "abcnew" },
        { "abc", 1, 1, "", "ac" },
        { "abc", 1, 1, "B", "aBc" },
        { "abc", 0, 3, "longer than it was", "longer than it was" },
        { "abcdef", 1, 4, "-", "a-f" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf buf = BUF_INIT;
        buf_adds(&buf, rows[i].before);
        buf_splice(&buf, rows[i].at, rows[i].count, slice_of(rows[i].text));
        assert_holds(&buf, rows[i].after);
        buf_release(&buf);
    }
}

Test(buf, numbers_are_as_printf_writes_them)
{
    static const size_t numbers[] = { 0, 1, 9, 10, 99, 100, 4294967295u, 4294967296u, SIZE_MAX };
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct buf got = BUF_INIT, wanted = BUF_INIT;
        buf_adds(&got, "n");
        buf_add_number(&got, numbers[i]);
        buf_addf(&wanted, "n%zu", numbers[i]);
        cr_expect_str_eq(got.data, wanted.data);
        buf_release(&got);
        buf_release(&wanted);
    }
}
