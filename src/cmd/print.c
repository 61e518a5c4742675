#include <config.h>

#include "cmd/print.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "app/grid/print.h"
#include "base/i18n.h"
#include "base/text.h"

enum status print_out(struct slice text, struct diags *diags)
{
    if (fwrite(text.data, 1, text.len, stdout) == text.len && fflush(stdout) == 0)
        return STATUS_OK;
    /* Who reads only the first lines (head) wants to hear of no error. The status says all the
     * same that not all was written, as git's does, which dies of SIGPIPE there. */
    if (errno != EPIPE)
        diags_add(diags, NULL, 0, 0, _("can't write to standard output: %s"), strerror(errno));
    return STATUS_SYSTEM;
}

/* Appends the text line by line as it is drawn. */
static void add_drawn(struct slice text, struct buf *out)
{
    while (text.len) {
        const char *end = memchr(text.data, '\n', text.len);
        struct slice line = { text.data, end ? (size_t)(end - text.data) : text.len };
        text_add_visible(out, line);
        if (end)
            buf_add_char(out, '\n');
        text = slice_from(text, line.len + (end != NULL));
    }
}

enum status print_data(struct slice text, struct diags *diags)
{
    if (!isatty(STDOUT_FILENO))
        return print_out(text, diags);
    struct buf drawn = BUF_INIT;
    add_drawn(text, &drawn);
    enum status status = print_out(buf_slice(&drawn), diags);
    buf_release(&drawn);
    return status;
}

enum status print_text(const struct arguments *arguments, struct slice text, struct diags *diags)
{
    if (arguments->utf8)
        return print_out(text, diags);
    struct buf ascii = BUF_INIT;
    text_add_ascii(&ascii, text);
    enum status status = print_out(buf_slice(&ascii), diags);
    buf_release(&ascii);
    return status;
}

static void print_line(struct slice text, bool utf8)
{
    struct buf line = BUF_INIT;
    if (utf8)
        buf_add_slice(&line, text);
    else
        text_add_ascii(&line, text);
    fprintf(stderr, PACKAGE_NAME ": %s\n", line.data);
    buf_release(&line);
}

void print_messages(const struct diags *diags, bool utf8)
{
    struct buf text = BUF_INIT;
    for (size_t i = 0; i < diags->count; i++) {
        buf_clear(&text);
        diag_format(&diags->items[i], &text);
        print_line(buf_slice(&text), utf8);
    }
    buf_clear(&text);
    size_t more = diags->left_off;
    buf_addf(&text, _n("%zu more error was left off", "%zu more errors were left off", more), more);
    if (more)
        print_line(buf_slice(&text), utf8);
    buf_release(&text);
}

int print_parse_width(const char *text)
{
    char *end;
    long number = strtol(text, &end, 10);
    return *end || end == text || number < 0 || number > PRINT_WIDTH_MAX ? 0 : (int)number;
}

int print_width(void)
{
    const char *columns = getenv("COLUMNS");
    int width = columns ? print_parse_width(columns) : 0;
#ifdef TIOCGWINSZ
    struct winsize size;
    if (!width && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
        width = size.ws_col;
#endif
    return width >= PRINT_WIDTH_MIN && width <= PRINT_WIDTH_MAX ? width : PRINT_WIDTH_DEFAULT;
}
