/* Files that are made to keep the program busy: each byte costs as much as the one before it. */
#include <criterion/criterion.h>
#include <time.h>

#include "unit/import_support.h"

enum { PIECES = 60000 };

/* "%" in a piece is its number. */
static const struct {
    const char *file, *before, *piece, *after;
} rows[] = {
    { "a.csv", "", ",", "" },
    { "a.csv", "", ";", "" },
    { "a.csv", "", "\"", "" },
    { "a.csv", "", "a,\n", "" },
    { "a.csv", "Stage,Actors\nA,\"", "n%,", "\"\n" },
    { "a.csv", "Stage,Touch point,Technology\nA,B,\"", "n%;", "\"\n" },
    { "a.csv", "Stage,Touch point,Channel\nA,B,\"", "n%\n", "\"\n" },
    { "a.csv", "Stage,Touchpoint,Takes part\nA,B,\"", "n%\n", "\"\n" },
    { "a.mmd", "journey\n", "a: 3: n%\n", "" },
    { "a.mmd", "journey\na: 3: ", "#%;", "\n" },
    { "a.mmd", "journey\n", "a: 3: b;", "\n" },
    { "a.mmd", "journey\n", "x%:", "\n" },
    { "a.mmd", "journey\n", ";", "\n" },
    { "a.mmd", "journey\nsection a", "；", "\n" },
    { "a.mmd", "journey\ntitle ", "#;", "\n" },
    { "a.mmd", "journey\n", "section %\n", "a: 1\n" },
    { "a.md", "", "# a%\n", "" },
    { "a.md", "", "```\n", "" },
    { "a.md", "# a\n", "`", "" },
    { "a.md", "# a\n", "` `` ``` ````%", "" },
    { "a.md", "| Stage | Pain |\n|---|---|\n| A | ", "`", " |\n" },
    { "a.md", "| Stage | Pain |\n|---|---|\n| A | ", "`a``", " |\n" },
    { "a.md", "# a\n", "*a_", "" },
    { "a.md", "", "| a |\n|---|\n", "" },
    { "a.md", "# T\n## Journey\n## S\n### 1. a\n", "- **Pain:** p%\n", "" },
    { "a.md", "# T\n## Journey\n## S\n### 1. a\n## Quotes\n> q\n>\n> — ", "a / %, ", "\n" },
    { "a.md", "# T\n## Journey\n## S\n### 1. a\n## Metrics\n- m\n  - **Where:** ", "a / %", "\n" },
    { "a.md", "# T\n## S\n### 1. a\n## Journey\n| | S |\n|-|-|\n| **Doing** | ", "1 x%<br>",
        "|\n" },
    { "a.md", "# T\n## S\n### 1. a\n## Journey\n- **S**\n", "  - x%\n", "" },
    { "a.md", "# T\n## Journey\n## S\n### 1. a\n## Pain points\n| Pain | Where |\n|-|-|\n",
        "| p% | S / a |\n", "" },
    { "a.md", "# T\n## Journey\n## S\n### 1. a\n## Ideas\n", "- p\n  - **L%:** x\n", "" },
    { "a.json", "", "[", "" },
    { "a.json", "{\"stages\": [", "\"s%\", ", "\"s\"]}" },
};

/* Data, added to a map. */
static const struct {
    struct import_options options;
    const char *before, *piece;
} data_rows[] = {
    { { .format = "survey", .at = "Sip", .quotes = "Why" }, "Date,Rate,Why\n", "1,5,t%\n" },
    { { .format = "survey", .touchpoint = "Where" }, "Date,Rate,Where\n", "1,5,x%\n" },
    { { .format = "survey", .at = "Sip" }, "Date,Rate (1-7)\n", "1,%\n" },
    { { .format = "survey", .at = "Sip" }, "Date,", "Rate%," },
    { { .format = "analytics" }, "Step,Users\n", "Sip,%\n" },
    { { .format = "analytics" }, "Step,Users\n", "x%,1\n" },
    { { .format = "e-mail" }, "Campaign,Sent,Delivered\n", "Sip,1,%\n" },
    { { .format = "quotes" }, "", "a%\n\n" },
    { { .format = "quotes", .at = "Sip", .most = 1000000 }, "", "a%\n-- %\n\n" },
    { { .format = "quotes" }, "Text,By,Stage\n", "a%,b%,Brew\n" },
    { { .format = "tickets" }, "Summary,Key,Component\n", "a%,k%,Brew\n" },
    { { .format = "tickets", .as = "idea" }, "Summary,", "Labels," },
    { { .format = "quotes" }, "Text,Persona,Date\n", "a%,p%,x%\n" },
};

static void add_pieces(const char *piece, size_t pieces, struct buf *out)
{
    for (size_t n = 0; n < pieces; n++)
        for (const char *c = piece; *c; c++) {
            if (*c == '%')
                buf_addf(out, "%zu", n);
            else
                buf_add_char(out, *c);
        }
}

static void import_row(size_t row, size_t pieces)
{
    struct buf text = BUF_INIT, map = BUF_INIT, said = BUF_INIT;
    buf_adds(&text, rows[row].before);
    add_pieces(rows[row].piece, pieces, &text);
    buf_adds(&text, rows[row].after);
    import_text(rows[row].file, buf_slice(&text), NULL, &map, &said);
    buf_release(&text);
    buf_release(&map);
    buf_release(&said);
}

static void add_row(size_t row, size_t pieces)
{
    struct adding adding;
    struct buf text = BUF_INIT, said = BUF_INIT;
    buf_adds(&text, data_rows[row].before);
    add_pieces(data_rows[row].piece, pieces, &text);
    adding_begin(&adding);
    adding_add(&adding, "a.csv", buf_slice(&text), data_rows[row].options, &said);
    adding_end(&adding);
    buf_release(&text);
    buf_release(&said);
}

/* Four times as much takes four times as long; the processor may be shared, so that it is tried
 * again where it looks worse. */
static bool is_linear(void (*take)(size_t row, size_t pieces), size_t row)
{
    enum { TRIES = 3, MUCH_LONGER = 9 };
    for (int tries = 0; tries < TRIES; tries++) {
        clock_t before = clock();
        take(row, PIECES / 4);
        clock_t few = clock() - before;
        take(row, PIECES);
        if (clock() - before - few < MUCH_LONGER * few + CLOCKS_PER_SEC / 20)
            return true;
    }
    return false;
}

Test(import_hostile, takes_no_longer_at_the_end, .timeout = 120)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        cr_expect(is_linear(import_row, i), "%s: %s", rows[i].file, rows[i].piece);
}

Test(import_hostile, takes_data_as_fast_at_the_end, .timeout = 120)
{
    for (size_t i = 0; i < sizeof data_rows / sizeof *data_rows; i++)
        cr_expect(is_linear(add_row, i), "%s: %s", data_rows[i].before, data_rows[i].piece);
}

Test(import_hostile, makes_no_map_without_end)
{
    static const char *const pieces[] = { "a:1;b:2\n", "a\nb\n" };
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        struct buf text = BUF_INIT, map = BUF_INIT, said = BUF_INIT;
        buf_adds(&text, "journey\n");
        add_pieces(pieces[i], 600000, &text);
        cr_expect_eq(import_text("a.mmd", buf_slice(&text), NULL, &map, &said), STATUS_BAD);
        cr_expect_str_eq(said.data,
            "a.mmd: more than 1000000 stages and touchpoints are in it; this is no journey\n");
        buf_release(&text);
        buf_release(&map);
        buf_release(&said);
    }
}
