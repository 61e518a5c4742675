/* Files that are made to keep the program busy: each byte costs as much as the one before it. */
#include <criterion/criterion.h>
#include <string.h>

#include "unit/import_support.h"

enum { PIECES = 100000 };

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
    { "a.json", "", "[", "" },
    { "a.json", "{\"stages\": [", "\"s%\", ", "\"s\"]}" },
};

Test(import_hostile, takes_no_longer_at_the_end, .timeout = 120)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf text = BUF_INIT, map = BUF_INIT, said = BUF_INIT;
        buf_adds(&text, rows[i].before);
        for (size_t n = 0; n < PIECES; n++) {
            size_t len = strcspn(rows[i].piece, "%");
            buf_add(&text, rows[i].piece, len);
            if (rows[i].piece[len])
                buf_addf(&text, "%zu%s", n, rows[i].piece + len + 1);
        }
        buf_adds(&text, rows[i].after);
        import_text(rows[i].file, buf_slice(&text), NULL, &map, &said);
        buf_release(&text);
        buf_release(&map);
        buf_release(&said);
    }
}
