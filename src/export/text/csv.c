#include "export/text/csv.h"

#include <string.h>

#include "export/text/out.h"

/* Full-width signs begin a formula, too, in some languages of a spreadsheet. */
static bool begins_formula(struct slice text)
{
    static const char *const signs[] = { "=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠" };
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (slice_begins_fold(text, slice_of(signs[i])))
            return true;
    return false;
}

/* What a spreadsheet would take for a formula, and what looks as if that had been made harmless. */
static bool is_computed(struct slice text)
{
    if (!text.len || out_is_number(text))
        return false;
    struct slice behind = slice_from(text, 1);
    return begins_formula(text) ||
           (text.data[0] == '\'' &&
               (begins_formula(behind) || (behind.len && behind.data[0] == '\'')));
}

void csv_cell(struct csv *csv, struct slice text)
{
    struct buf safe = BUF_INIT;
    if (csv->begun)
        buf_add_char(csv->out, csv->separator);
    csv->begun = true;
    out_escaped(&safe, text, &(struct escape){ .chars = "", .bidi = true, .line_break = "\n" });
    bool guarded = !csv->raw && is_computed(buf_slice(&safe));
    bool quoted = safe.data[strcspn(safe.data, "\",;|\t\n")] != '\0';
    buf_adds(csv->out, quoted ? "\"" : "");
    buf_adds(csv->out, guarded ? "'" : "");
    for (struct slice rest = buf_slice(&safe); rest.len;) {
        const char *quote = quoted ? memchr(rest.data, '"', rest.len) : NULL;
        size_t len = quote ? (size_t)(quote - rest.data) + 1 : rest.len;
        buf_add(csv->out, rest.data, len);
        buf_adds(csv->out, quote ? "\"" : "");
        rest = slice_from(rest, len);
    }
    buf_adds(csv->out, quoted ? "\"" : "");
    buf_release(&safe);
}

void csv_end_row(struct csv *csv)
{
    buf_adds(csv->out, "\r\n");
    csv->begun = false;
}
