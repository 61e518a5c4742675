#include "import/read/csv.h"

#include "base/i18n.h"
#include "base/text.h"

/* --- cells --- */

struct scan {
    char *text;
    size_t len, at; /* where it reads */
    size_t to;      /* where it writes: never behind `at` */
    size_t line;    /* of `at` */
    size_t open;    /* line of the quote that never ends */
    char delimiter;
};

/* From a quote on to what ends the cell; quotes inside are doubled. One that never ends takes all.
 */
static void take_quoted(struct scan *scan)
{
    size_t begin = scan->line;
    scan->at++;
    while (scan->at < scan->len) {
        char c = scan->text[scan->at++];
        if (c == '"') {
            if (scan->at == scan->len || scan->text[scan->at] != '"')
                return;
            scan->at++;
        }
        scan->line += c == '\n';
        scan->text[scan->to++] = c;
    }
    scan->open = begin;
}

static bool ends_cell(const struct scan *scan)
{
    return scan->at >= scan->len || scan->text[scan->at] == scan->delimiter ||
           scan->text[scan->at] == '\n';
}

/* Takes a cell; false: it was the last of its row. */
static bool take_cell(struct scan *scan, size_t *start, size_t *len)
{
    *start = scan->to;
    size_t blanks = scan->at;
    while (blanks < scan->len && scan->text[blanks] == ' ')
        blanks++;
    if (blanks < scan->len && scan->text[blanks] == '"') {
        scan->at = blanks;
        take_quoted(scan);
    }
    while (!ends_cell(scan))
        scan->text[scan->to++] = scan->text[scan->at++];
    *len = scan->to - *start;
    bool more = scan->at < scan->len && scan->text[scan->at] == scan->delimiter;
    if (scan->at < scan->len) {
        scan->line += scan->text[scan->at] == '\n';
        scan->at++;
        scan->to++;
    }
    return more;
}

/* --- which delimiter --- */

static const char delimiters[] = ",;\t|";

/* Of the rows of the beginning those that have the same number of cells, of at least two. */
struct trial {
    size_t rows, all, width;
};

static void try_delimiter(struct slice text, char delimiter, struct trial *trial)
{
    enum { TRIED = 64 * 1024, WIDTHS = 256 };
    size_t rows[WIDTHS] = { 0 };
    struct buf copy = BUF_INIT;
    buf_add(&copy, text.data, text.len < TRIED ? text.len : TRIED);
    struct scan scan = { .text = copy.data, .len = copy.len, .line = 1, .delimiter = delimiter };
    *trial = (struct trial){ 0 };
    while (scan.at < scan.len) {
        size_t start, len, count = 1;
        while (take_cell(&scan, &start, &len))
            count++;
        if (count > 1)
            rows[count < WIDTHS ? count : WIDTHS - 1]++;
        trial->all += count > 1 || len;
    }
    for (size_t i = 2; i < WIDTHS; i++)
        if (rows[i] > 0 && rows[i] >= trial->rows) {
            trial->rows = rows[i];
            trial->width = i;
        }
    buf_release(&copy);
}

/* The one by which the largest part of the rows is alike: another one cuts where lines end within
 * quotes, too. */
static char find_delimiter(struct slice text)
{
    char found = ',';
    struct trial best = { 0 };
    for (const char *d = delimiters; *d; d++) {
        struct trial trial;
        try_delimiter(text, *d, &trial);
        size_t part = trial.rows * best.all, best_part = best.rows * trial.all;
        if (best.all ? part > best_part || (part == best_part && trial.width > best.width)
                     : trial.rows > 0) {
            found = *d;
            best = trial;
        }
    }
    return found;
}

/* "sep=;" in the first line is for the program that reads it. */
static char take_separator_line(struct scan *scan)
{
    struct slice text = { scan->text, scan->len };
    if (!slice_begins_fold(text, SLICE("sep=")) || text.len < 6 || text.data[5] != '\n')
        return '\0';
    scan->at = scan->to = 6;
    scan->line = 2;
    return text.data[4];
}

bool csv_parse(struct buf *text, struct table *table, size_t *line)
{
    struct scan scan = { .text = text->data, .len = text->len, .line = 1 };
    scan.delimiter = take_separator_line(&scan);
    if (!scan.delimiter)
        scan.delimiter = find_delimiter(buf_slice(text));
    table->text = text->data;
    table->delimiter = scan.delimiter;
    while (scan.at < scan.len) {
        size_t start, len, count = 0, filled = 0, before = table->cell_count;
        *line = scan.line;
        table_add_row(table, scan.line);
        for (bool more = true; more; count++) {
            more = take_cell(&scan, &start, &len);
            filled += text_trim((struct slice){ scan.text + start, len }).len > 0;
            if (count == TABLE_WIDTH_MAX)
                return false;
            table_add_cell(table, start, len);
        }
        if (!filled) {
            table->row_count--;
            table->cell_count = before;
        }
    }
    table->open_quote = scan.open;
    return true;
}

enum status csv_read(struct draft *draft, struct buf *text)
{
    struct table table = { 0 };
    size_t line = 0;
    enum status status = STATUS_BAD;
    if (!csv_parse(text, &table, &line)) {
        draft_doubt(draft, line, _("a row has more than %d cells"), TABLE_WIDTH_MAX);
    } else {
        draft->delimiter = table.delimiter;
        struct table_shape shape = table_shape(draft, &table);
        if (shape.kind == TABLE_UNKNOWN) {
            draft_doubt(draft, 0, "%s",
                _("no row of it has two labels of a journey map, such as \"Stage\" and "
                  "\"Touchpoint\""));
        } else {
            table_tell_quote(draft, &table);
            table_read(draft, &table, shape, false);
            status = STATUS_OK;
        }
    }
    table_release(&table);
    return status;
}
