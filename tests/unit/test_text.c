#include <criterion/criterion.h>
#include <locale.h>

#include "base/text.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void expect_text(const struct buf *got, const char *want, const char *what)
{
    cr_expect_str_eq(got->data, want, "%s: got \"%s\", want \"%s\"", what, got->data, want);
}

Test(text, utf8)
{
    static const struct {
        const char *text;
        uint32_t point;
        size_t len; /* bytes taken */
    } rows[] = {
        { "a", 'a', 1 },
        { "\x7F", 0x7F, 1 },
        { "\xC2\x80", 0x80, 2 },
        { "\xDF\xBF", 0x7FF, 2 },
        { "\xE0\xA0\x80", 0x800, 3 },
        { "\xED\x9F\xBF", 0xD7FF, 3 },
        { "\xEE\x80\x80", 0xE000, 3 },
        { "\xEF\xBF\xBD", 0xFFFD, 3 },
        { "\xF0\x90\x80\x80", 0x10000, 4 },
        { "\xF4\x8F\xBF\xBF", 0x10FFFF, 4 },
        /* not UTF-8 */
        { "\x80", 0xFFFD, 1 },
        { "\xBF", 0xFFFD, 1 },
        { "\xC0\x80", 0xFFFD, 1 },
        { "\xC1\xBF", 0xFFFD, 1 },
        { "\xC3", 0xFFFD, 1 },
        { "\xC3(", 0xFFFD, 1 },
        { "\xE0\x9F\xBF", 0xFFFD, 1 },
        { "\xE2\x82", 0xFFFD, 1 },
        { "\xE2\x82(", 0xFFFD, 1 },
        { "\xED\xA0\x80", 0xFFFD, 1 },
        { "\xED\xBF\xBF", 0xFFFD, 1 },
        { "\xF0\x8F\xBF\xBF", 0xFFFD, 1 },
        { "\xF0\x9F\x98", 0xFFFD, 1 },
        { "\xF4\x90\x80\x80", 0xFFFD, 1 },
        { "\xF5\x80\x80\x80", 0xFFFD, 1 },
        { "\xFE", 0xFFFD, 1 },
        { "\xFF", 0xFFFD, 1 },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct slice rest = slice_of(rows[i].text);
        uint32_t point = utf8_next(&rest);
        cr_expect_eq(point, rows[i].point, "row %zu: U+%04X", i, (unsigned)point);
        cr_expect_eq((size_t)(rest.data - rows[i].text), rows[i].len, "row %zu", i);
        bool valid = point != 0xFFFD || rows[i].len == 3;
        struct buf text = BUF_INIT;
        buf_adds(&text, "twenty bytes of text");
        size_t want = text.len + (valid ? strlen(rows[i].text) : 0);
        buf_adds(&text, rows[i].text);
        cr_expect_eq(utf8_valid_length(buf_slice(&text)), want, "row %zu", i);
        buf_release(&text);
    }
    cr_expect_eq(utf8_valid_length(SLICE_NONE), 0);
    struct slice none = SLICE_NONE;
    cr_expect_eq(utf8_next(&none), 0xFFFD);
}

/* What is drawn of a text, cluster by cluster: "[" drawn ":" width "]". */
static void describe(struct slice text, struct buf *out)
{
    struct grapheme cluster;
    buf_clear(out);
    while (text_next(&text, &cluster)) {
        buf_add_char(out, '[');
        for (int i = 0; i < cluster.count; i++)
            buf_add_codepoint(out, cluster.points[i]);
        buf_addf(out, ":%d]", cluster.width);
    }
}

Test(text, clusters)
{
    static const struct {
        const char *text, *want;
    } rows[] = {
        { "", "" },
        { "ab", "[a:1][b:1]" },
        { "日本", "[日:2][本:2]" },
        { "e\u0301a", "[e\u0301:1][a:1]" },
        { "\u0301a", "[ \u0301:1][a:1]" }, /* nothing to combine with */
        { "\n\u0301", "[↵:1][ \u0301:1]" },
        { "a\u200B\u0301", "[a:1][:0][ \u0301:1]" },
        { "\u1112\u1161\u11AB", "[\u1112\u1161\u11AB:2]" }, /* Hangul in parts */
        { "👨\u200D👩\u200D👧", "[👨👩👧:6]" },                   /* a family: joiners not drawn */
        { "👍🏽", "[👍🏽:4]" },
        { "🇬🇷🇩🇪", "[🇬🇷:2][🇩🇪:2]" },
        { "1\uFE0F\u20E3", "[1\u20E3:1]" },
        { "❤\uFE0F", "[❤:1]" },
        { "x\U000E0062", "[x:1]" }, /* a tag character */
        /* line breaks and control characters */
        { "a\nb", "[a:1][↵:1][b:1]" },
        { "a\r\nb", "[a:1][↵:1][b:1]" },
        { "a\rb", "[a:1][␍:1][b:1]" },
        { "\xC2\x85\u2028\u2029", "[↵:1][↵:1][↵:1]" },
        { "\t", "[ :1]" },
        { "\x1B[2J", "[␛:1][[:1][2:1][J:1]" },
        { "\x01\x7F", "[␁:1][␡:1]" },
        { "é\x07", "[é:1][␇:1]" },
        { "\xC2\x9B", "[\uFFFD:1]" },
        /* bad bytes and what is no character */
        { "a\xFFz", "[a:1][\uFFFD:1][z:1]" },
        { "\xE2\x82", "[\uFFFD:1][\uFFFD:1]" },
        { "\uFFFE\U0010FFFF", "[\uFFFD:1][\uFFFD:1]" },
        /* not drawn */
        { "a\u200Db", "[a:1][b:1]" },
        { "a\u200Cb", "[a:1][b:1]" },
        { "\u200B\u2060\uFEFF", "[:0][:0][:0]" },
        { "\u061C\u200E\u200F\u202A\u202E\u2066\u2069", "[:0][:0][:0][:0][:0][:0][:0]" },
        { "co\u00ADop", "[c:1][o:1][:0][o:1][p:1]" },
    };
    struct buf got = BUF_INIT;
    for (size_t i = 0; i < COUNT(rows); i++) {
        describe(slice_of(rows[i].text), &got);
        expect_text(&got, rows[i].want, rows[i].want);
    }
    struct slice nul = { "\0", 1 };
    describe(nul, &got);
    expect_text(&got, "[␀:1]", "NUL");
    buf_release(&got);
}

Test(text, widths)
{
    static const struct {
        uint32_t point;
        int width;
    } points[] = {
        { 'a', 1 },
        { '\n', 1 },
        { 0x1B, 1 },
        { 0x7F, 1 },
        { 0x9B, 1 },
        { 0xE9, 1 },
        { 0x301, 0 },
        { 0x200B, 0 },
        { 0x200D, 0 },
        { 0xFE0F, 0 },
        { 0x202E, 0 },
        { 0xAD, 0 },
        { 0x65E5, 2 },
        { 0xFF21, 2 },
        { 0x1F600, 2 },
        { 0xFFFF, 1 },
        { 0xFFFD, 1 },
        { 0x2605, 1 },
    };
    for (size_t i = 0; i < COUNT(points); i++)
        cr_expect_eq(codepoint_width(points[i].point), points[i].width, "U+%04X: %d",
            (unsigned)points[i].point, codepoint_width(points[i].point));
    cr_expect_eq(text_width(SLICE_NONE), 0);
    cr_expect_eq(text_width(slice_of("日本 e\u0301\n")), 7);
}

/* Whatever the bytes are, nothing that steers a terminal is drawn. */
Test(text, nothing_steers_the_terminal)
{
    char bytes[64];
    unsigned random = 11;
    for (int round = 0; round < 5000; round++) {
        for (size_t i = 0; i < sizeof bytes; i++) {
            random = random * 1103515245U + 12345U;
            static const unsigned char often[] = { 0x1B, 0x9B, 0xC2, 0xE2, 0x80, 0xAE, 0x8D, 0xF0 };
            unsigned pick = random >> 16;
            bytes[i] = (char)(pick & 1 ? often[pick / 2 % COUNT(often)] : pick >> 4);
        }
        struct slice rest = { bytes, sizeof bytes };
        struct grapheme cluster;
        size_t taken = 0;
        while (text_next(&rest, &cluster)) {
            taken += cluster.bytes.len;
            cr_assert(cluster.count <= GRAPHEME_MAX && cluster.width <= 2 * GRAPHEME_MAX);
            cr_assert(cluster.count == 0 || cluster.width > 0);
            for (int i = 0; i < cluster.count; i++) {
                uint32_t point = cluster.points[i];
                cr_assert(
                    point >= ' ' && (point < 0x7F || point >= 0xA0), "U+%04X", (unsigned)point);
                cr_assert(point < 0x200B || point > 0x200F);
                cr_assert(point < 0x2028 || point > 0x202E);
                cr_assert(point < 0x2060 || point > 0x206F);
            }
        }
        cr_assert_eq(taken, sizeof bytes);
    }
}

Test(text, zalgo_is_cut)
{
    struct buf text = BUF_INIT;
    buf_adds(&text, "a");
    for (int i = 0; i < 100; i++)
        buf_adds(&text, "\u0301");
    buf_adds(&text, "b");
    struct slice rest = buf_slice(&text);
    struct grapheme cluster;
    cr_assert(text_next(&rest, &cluster));
    cr_expect_eq(cluster.count, GRAPHEME_MAX);
    cr_expect_eq(cluster.width, 1);
    cr_expect_eq(cluster.bytes.len, 201);
    cr_assert(text_next(&rest, &cluster));
    cr_expect_eq(cluster.points[0], 'b');
    buf_release(&text);
}

Test(text, clip)
{
    static const struct {
        const char *text;
        int width;
        const char *want;
        int used;
    } rows[] = {
        { "abc", 3, "abc", 3 },
        { "abcd", 3, "ab…", 3 },
        { "abcd", 1, "…", 1 },
        { "abcd", 0, "", 0 },
        { "abcd", -1, "", 0 },
        { "", 3, "", 0 },
        { "日本", 4, "日本", 4 },
        { "日本", 3, "日…", 3 },
        { "日本", 2, "…", 1 },
        { "日本", 1, "…", 1 },
        { "a日本", 4, "a日…", 4 },
        { "a日本", 3, "a…", 2 },
        { "e\u0301e\u0301e\u0301", 2, "e\u0301…", 2 },
        { "👨\u200D👩\u200D👧", 5, "…", 1 },
        { "🇬🇷x", 2, "…", 1 },
        { "🇬🇷x", 3, "🇬🇷x", 3 },
        { "a\nb", 3, "a↵b", 3 },
        { "abc\u200B", 3, "abc", 3 },
        { "\x1B[0m", 4, "␛[0m", 4 },
    };
    struct buf out = BUF_INIT;
    for (size_t i = 0; i < COUNT(rows); i++) {
        buf_clear(&out);
        buf_adds(&out, "<");
        int used = text_clip(&out, slice_of(rows[i].text), rows[i].width, "…");
        cr_expect_str_eq(out.data + 1, rows[i].want, "row %zu: %s", i, out.data);
        cr_expect_eq(used, rows[i].used, "row %zu: %d", i, used);
        buf_clear(&out);
        text_clip_pad(&out, slice_of(rows[i].text), rows[i].width, "…");
        cr_expect_eq(text_width(buf_slice(&out)), rows[i].width > 0 ? rows[i].width : 0,
            "row %zu: %s", i, out.data);
    }
    buf_clear(&out);
    text_clip(&out, SLICE("abcdef"), 4, "~");
    expect_text(&out, "abc~", "ASCII mark");
    buf_release(&out);
}

Test(text, wrap)
{
    static const struct {
        const char *text;
        int width;
        const char *want; /* a line each, ended by | */
    } rows[] = {
        { "", 10, "" },
        { "abc", 10, "abc|" },
        { "one two three", 7, "one two|three|" },
        { "one two three", 8, "one two|three|" },
        { "one two three", 13, "one two three|" },
        { "one two three", 5, "one|two|three|" },
        { "one  two", 5, "one|two|" },
        { "one  two", 8, "one  two|" },
        { "trailing  ", 8, "trailing|" },
        { "trailing  ", 20, "trailing|" },
        { "abcdefgh", 3, "abc|def|gh|" },
        { "a abcdefgh b", 3, "a|abc|def|gh|b|" },
        { "ab abcdefg", 3, "ab|abc|def|g|" },
        { "  indented words", 10, "  indented|words|" },
        { "    abc", 3, "abc|" },
        { "    abcd", 3, "abc|d|" },
        { "   ", 2, "|" },
        { "a\nb", 10, "a|b|" },
        { "a\n", 10, "a|" },
        { "\n", 10, "|" },
        { "\n\na", 10, "||a|" },
        { "a\n\nb", 10, "a||b|" },
        { "a \r\n b", 10, "a| b|" },
        { "abc   \ndef", 3, "abc|def|" },
        { "abc   \n\ndef", 3, "abc||def|" },
        { "abc\u2028def", 9, "abc|def|" },
        { "日本語の旅", 4, "日本|語の|旅|" },
        { "日本語の旅", 5, "日本|語の|旅|" },
        { "日本語", 1, "日|本|語|" },
        { "a日b", 1, "a|日|b|" },
        { "TV を買う", 6, "TV を|買う|" },
        { "日本、旅", 4, "日|本、|旅|" },
        { "日「旅」", 4, "日|「旅|」|" },
        { "e\u0301e\u0301e\u0301", 2, "e\u0301e\u0301|e\u0301|" },
        { "👨\u200D👩\u200D👧 x", 2, "👨\u200D👩\u200D👧|x|" },
        { "no\u00A0break here", 8, "no\u00A0break|here|" },
        { "a\u200Bb", 1, "a|b|" },
    };
    struct buf got = BUF_INIT;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct slice rest = slice_of(rows[i].text), line;
        buf_clear(&got);
        for (int guard = 0; guard < 100 && text_wrap(&rest, rows[i].width, &line); guard++) {
            buf_add_slice(&got, line);
            buf_add_char(&got, '|');
        }
        cr_expect_str_eq(
            got.data, rows[i].want, "\"%s\" in %d: %s", rows[i].text, rows[i].width, got.data);
    }
    buf_release(&got);
}

/* Every line fits, and together they hold every character that is no blank. */
Test(text, wrap_keeps_all)
{
    static const char *const pieces[] = { "a", "bc", " ", "  ", "\n", "日", "本。", "e\u0301", "\t",
        "\u200B", "「", "👍🏽", "\xFF", "\u00A0", "\r\n" };
    struct buf text = BUF_INIT, kept = BUF_INIT, all = BUF_INIT;
    unsigned random = 7;
    for (int round = 0; round < 2000; round++) {
        buf_clear(&text);
        buf_clear(&kept);
        buf_clear(&all);
        for (int i = 0; i < 12; i++) {
            random = random * 1103515245U + 12345U;
            const char *piece = pieces[(random >> 16) % COUNT(pieces)];
            buf_adds(&text, piece);
        }
        int width = 1 + round % 7;
        struct slice rest = buf_slice(&text), line;
        while (text_wrap(&rest, width, &line)) {
            struct slice first = line;
            struct grapheme cluster;
            text_next(&first, &cluster);
            cr_expect(text_width(line) <= width || (line.len && cluster.bytes.len == line.len));
            buf_add_slice(&kept, line);
        }
        struct buf *both[] = { &text, &kept };
        for (int k = 0; k < 2; k++) {
            buf_clear(&all);
            for (struct slice at = buf_slice(both[k]); at.len;) {
                struct slice start = at;
                uint32_t point = utf8_next(&at);
                if (!strchr(" \t\r\n", (int)point) && point != 0x200B)
                    buf_add(&all, start.data, start.len - at.len);
            }
            buf_clear(both[k]);
            buf_add_slice(both[k], buf_slice(&all));
        }
        cr_expect_str_eq(kept.data, text.data);
    }
    buf_release(&text);
    buf_release(&kept);
    buf_release(&all);
}

Test(text, steps)
{
    static const char *const texts[] = { "abc", "e\u0301x日本", "👨\u200D👩\u200D👧🇬🇷🇩🇪x", "a\r\nb\n",
        "\xFF\xFE\u0301", "日本語日本語\u0301 x" };
    for (size_t i = 0; i < COUNT(texts); i++) {
        struct slice text = slice_of(texts[i]);
        for (size_t at = 0; at < text.len;) {
            size_t after = text_after(text, at);
            cr_assert_gt(after, at);
            cr_expect_eq(text_before(text, after), at, "text %zu at %zu: %zu", i, after,
                text_before(text, after));
            at = after;
        }
        cr_expect_eq(text_after(text, text.len), text.len);
        cr_expect_eq(text_before(text, 0), 0);
    }
}

Test(text, ascii)
{
    static const struct {
        uint32_t point;
        const char *want;
    } rows[] = {
        { 'a', "a" },
        { '~', "~" },
        { ' ', " " },
        { 0xE9, "e" },
        { 0x1EA4, "A" },
        { 0xDF, "s" },
        { 0xF8, "o" },
        { 0x142, "l" },
        { 0xA0, " " },
        { 0x2013, "-" },
        { 0x2014, "-" },
        { 0x201C, "\"" },
        { 0x2019, "'" },
        { 0xAB, "<" },
        { 0x2026, "~" },
        { 0x2022, "*" },
        { 0x20AC, "E" },
        { 0xD7, "x" },
        { 0x2192, ">" },
        { 0x21B5, "/" },
        { 0xBD, "?" },
        { 0xB2, "2" },
        { 0x2122, "T" },
        { 0xFB01, "f" },
        { 0x2260, "#" },
        { 0x391, "A" },
        { 0x3A9, "O" },
        { 0x3C2, "s" },
        { 0x3CE, "o" },
        { 0x390, "i" },
        { 0x410, "A" },
        { 0x44F, "a" },
        { 0x439, "i" },
        { 0x451, "e" },
        { 0x457, "i" },
        { 0x2500, "-" },
        { 0x2502, "|" },
        { 0x250C, "+" },
        { 0x2551, "|" },
        { 0x2571, "/" },
        { 0x2573, "X" },
        { 0x2574, "-" },
        { 0x257F, "|" },
        { 0x2580, "#" },
        { 0x259F, "#" },
        { 0x241B, "^" },
        { 0x2421, "^" },
        { 0x1B, "?" },
        { 0xFF21, "A " },
        { 0x3000, "  " },
        { 0x3002, ". " },
        { 0x65E5, "??" },
        { 0x1F600, "??" },
        { 0x301, "" },
        { 0x200B, "" },
        { 0xFFFD, "?" },
        { 0x5D0, "?" },
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        cr_expect_str_eq(codepoint_ascii(rows[i].point), rows[i].want, "U+%04X: \"%s\"",
            (unsigned)rows[i].point, codepoint_ascii(rows[i].point));
    for (uint32_t point = 0; point <= 0x10FFFF; point++) {
        const char *text = codepoint_ascii(point);
        size_t len = strlen(text);
        cr_assert_eq((int)len, codepoint_width(point), "U+%04X", (unsigned)point);
        for (size_t i = 0; i < len; i++)
            cr_assert(text[i] >= ' ' && text[i] < 0x7F, "U+%04X", (unsigned)point);
    }
}

/* In a locale without UTF-8 the same clusters are as wide. */
Test(text, other_locale)
{
    setlocale(LC_ALL, "C");
    struct buf got = BUF_INIT;
    describe(slice_of("aé日e\u0301\u200B\uE000\uFFFE★"), &got);
    expect_text(&got, "[a:1][é:1][日:2][e\u0301:1][:0][\uFFFD:1][\uFFFD:1][★:1]", "C locale");
    buf_release(&got);
}

Test(text, trim)
{
    static const struct {
        const char *text, *want;
    } rows[] = {
        { "", "" },
        { "a", "a" },
        { "  a b\t\n", "a b" },
        { " \n ", "" },
        { "\u3000日\u3000", "日" },
        { "\xFF", "\xFF" },
        { " \x80\x80 ", "\x80\x80" },
        { "\r\nx\r\n", "x" },
        { "\u3000", "" },
        { "a\u200B", "a" },
        { "é ", "é" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct slice got = text_trim(slice_of(rows[i].text));
        cr_expect(slice_is(got, rows[i].want), "row %zu: \"%.*s\"", i, SLICE_ARG(got));
    }
}

Test(text, find)
{
    static const struct {
        const char *text, *needle;
        size_t want;
    } rows[] = {
        { "abc", "", 0 },
        { "", "a", (size_t)-1 },
        { "abc", "bc", 1 },
        { "abc", "C", 2 },
        { "ABC", "b", 1 },
        { "abc", "abcd", (size_t)-1 },
        { "ÄÖÜ", "öü", 2 },
        { "Ταξίδι ΟΔΟΣ", "οδος", 13 },
        { "ПОЕЗДКА", "езд", 4 },
        { "日本語", "語", 6 },
        { "aabaabaaab", "aaab", 6 },
        { "aaa", "aa", 0 },
        { "ababac", "abac", 2 },
        { "x\xFFy", "Y", 2 },
        { "a \u212A", "k", 2 },
        { "back\u212Aab", "KKA", 3 },
        { "Café till", "cafe T", 0 },
        { "cafe\u0301s", "és", 3 },
        { "der große Weg", "GROSSE", 4 },
        { "ein Maß", "ss", 6 },
        { "Το τηλέφωνο", "ΤΗΛΕΦΩΝΟ", 5 },
        { "ＡＢＣ", "b", 3 },
        { "x\u0301\u0301y", "xy", 0 },
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        cr_expect_eq(text_find(slice_of(rows[i].text), slice_of(rows[i].needle)), rows[i].want,
            "row %zu: %zu", i, text_find(slice_of(rows[i].text), slice_of(rows[i].needle)));
}

Test(text, equal_fold)
{
    static const struct {
        const char *a, *b;
        bool equal;
    } rows[] = { { "", "", true }, { "Purchase", "PURCHASE", true },
        { "Purchase", "Purchas", false }, { "Caf\u00e9", "cafe", true },
        { "Cafe\u0301", "CAF\u00c9", true }, { "Stra\u00dfe", "STRASSE", true },
        { "\u03a0\u03b1\u03c1\u03b1\u03b3\u03b3\u03b5\u03bb\u03af\u03b1\u03c2",
            "\u03a0\u0391\u03a1\u0391\u0393\u0393\u0395\u039b\u0399\u0391\u03a3", true },
        { "\u306f", "\u3070", false }, { "\u0915\u093f", "\u0915\u093e", false },
        { "\uac00", "\uac01", false }, { "a\xff", "A\xff", true }, { "a\xff", "a", false } };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        cr_expect_eq(
            text_equal_fold(slice_of(rows[i].a), slice_of(rows[i].b)), rows[i].equal, "row %zu", i);
}

Test(text, begins_fold)
{
    static const struct {
        const char *text, *beginning;
        bool begins;
    } rows[] = { { "", "", true }, { "", "a", false }, { "\u00dcbung", "ub", true },
        { "ubung", "U\u0308B", true }, { "Stra\u00dfe", "strass", true }, { "abc", "abcd", false },
        { "a\xff", "A\xff", true }, { "\u306f", "\u3070", false } };
    for (size_t i = 0; i < COUNT(rows); i++)
        cr_expect_eq(text_begins_fold(slice_of(rows[i].text), slice_of(rows[i].beginning)),
            rows[i].begins, "row %zu", i);
}

/* Texts of 400 kB of the worst kinds: what is quadratic takes minutes here. */
Test(text, linear, .timeout = 20)
{
    static const char *const kinds[] = { "a", "\u0301", "日", " ", "\u200B", "\n", "\xFF",
        "👍🏽", "\u200D", "🇬🇷", "e\u0301 ", "\u202E" };
    struct buf text = BUF_INIT, out = BUF_INIT;
    for (size_t i = 0; i < COUNT(kinds); i++) {
        buf_clear(&text);
        while (text.len < 400000)
            buf_adds(&text, kinds[i]);
        struct slice all = buf_slice(&text), rest = all, line;
        buf_clear(&out);
        text_width(all);
        text_clip(&out, all, 40, "…");
        text_add_visible(&out, all);
        text_trim(all);
        text_before(all, all.len);
        text_find(all, (struct slice){ all.data, all.len / 2 });
        while (text_wrap(&rest, 40, &line))
            ;
        cr_expect_eq(rest.len, 0);
    }
    buf_release(&text);
    buf_release(&out);
}

/* What is drawn is drawn as it is. */
Test(text, visible_text_stays_as_it_is)
{
    static const char *const rows[] = { "\x02\u1161", "\u1161\u11A8x", "a \uD7B0b", " \u0301",
        "\u0301\u0301", "e\u0301", "\u200D\u1161", "\xFF\u1161", "\t\u11A8" };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct buf once = BUF_INIT, twice = BUF_INIT;
        text_add_visible(&once, slice_of(rows[i]));
        text_add_visible(&twice, buf_slice(&once));
        cr_expect_str_eq(twice.data, once.data, "row %zu: \"%s\"", i, once.data);
        cr_expect_eq(text_width(buf_slice(&once)), text_width(slice_of(rows[i])), "row %zu", i);
        buf_release(&once);
        buf_release(&twice);
    }
}

Test(text, a_line_has_no_blanks_around_it)
{
    static const char *const rows[][2] = { { " a b ", "a b" }, { "\f\xC2\x85 a\tb\x01 \n", "a b" },
        { "\x01\x02", "" }, { "a\xFF\xE2\x80\xA8", "a\uFFFD" },
        { "\x01\u2003a\u2004b\u2004\x05\r", "a\u2004b" } };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf out = BUF_INIT;
        text_add_line(slice_of(rows[i][0]), 100, &out);
        cr_expect_str_eq(out.data, rows[i][1], "row %zu: \"%s\"", i, out.data);
        buf_release(&out);
    }
}
