#include "cmd/print.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "app/print/print.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "base/text.h"
#include "store/file/job.h"

enum status print_out(struct slice text, struct diags *diags)
{
    if (fwrite(text.data, 1, text.len, stdout) == text.len && fflush(stdout) == 0)
        return STATUS_OK;
    /* Who reads only the first lines (head) wants to hear of no error. The status says all the
     * same that not all was written, as git's does, which dies of SIGPIPE there. */
    if (errno != EPIPE)
        diags_add(diags, NULL, 0, 0, _("cannot write to standard output: %s"), strerror(errno));
    return STATUS_SYSTEM;
}

/* Appends the text line by line as it is drawn. */
static void add_drawn(struct slice text, struct buf *out)
{
    struct slice line;
    while (slice_next_line(&text, &line)) {
        text_add_visible(out, line);
        if (text.data > line.data + line.len)
            buf_add_char(out, '\n');
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

/* The text in what the terminal takes. */
static void to_terminal(struct buf *text, bool utf8)
{
    struct buf ascii = BUF_INIT;
    if (utf8)
        return;
    text_add_ascii(&ascii, buf_slice(text));
    buf_release(text);
    *text = ascii;
}

enum status print_text(const struct arguments *arguments, struct buf *text, struct diags *diags)
{
    to_terminal(text, arguments->utf8);
    enum status status = print_out(buf_slice(text), diags);
    buf_release(text);
    return status;
}

void print_add_argument(struct buf *out, const char *path)
{
    struct buf visible = BUF_INIT;
    text_add_visible(&visible, slice_of(path));
    bool quoted = strpbrk(visible.data, " \"#$&'()*;<>?[\\]^`{|}~");
    buf_adds(out, quoted ? "'" : "");
    buf_adds(out, path[0] == '-' ? "./" : "");
    for (const char *c = visible.data; *c; c++)
        if (*c == '\'')
            buf_adds(out, "'\\''");
        else
            buf_add_char(out, *c);
    buf_adds(out, quoted ? "'" : "");
    buf_release(&visible);
}

enum status print_refusal(struct diags *diags, const char *file, const char *why)
{
    diags_add(diags, file, 0, 0, "%s", why);
    return STATUS_BAD;
}

void print_messages(const struct diags *diags, bool utf8)
{
    size_t more = diags->left_off;
    for (size_t i = 0; i < diags->count + (more > 0); i++) {
        struct buf text = BUF_INIT;
        if (i < diags->count)
            diag_format(&diags->items[i], &text);
        else
            buf_addf(&text,
                _n("%zu more error is not shown", "%zu more errors are not shown", more), more);
        to_terminal(&text, utf8);
        fprintf(stderr, PACKAGE_NAME ": %s\n", text.data);
        buf_release(&text);
    }
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

struct saying {
    FILE *terminal;
    int ms;
    pthread_t working;
    atomic_bool over;
};

static void say_at_work(FILE *terminal, int64_t began, int *width)
{
    struct buf text = BUF_INIT;
    /* TRANSLATORS: in a shell; the number is seconds. */
    buf_addf(&text, _("at work for %d s; C-c stops it"), (int)((clock_ms() - began) / 1000));
    *width = text_width(buf_slice(&text));
    fprintf(terminal, "\r%s", text.data);
    fflush(terminal);
    buf_release(&text);
}

static void say_until_over(void *context)
{
    enum { NAP = 500 * 1000 }; /* nanoseconds */
    struct saying *saying = context;
    int64_t began = clock_ms(), next = began + saying->ms;
    int width = 0;
    if (pthread_equal(pthread_self(), saying->working)) /* there are no threads */
        return;
    while (!atomic_load(&saying->over)) {
        if (clock_ms() >= next) {
            say_at_work(saying->terminal, began, &width);
            next += saying->ms;
        }
        nanosleep(&(struct timespec){ .tv_nsec = NAP }, NULL);
    }
    if (width)
        fprintf(saying->terminal, "\r%*s\r", width, "");
}

/* C-c ends the program as always, or is held back by who works, which no other thread may be: it is
 * the other that only tells. */
void print_while(void (*run)(void *context), void *context, int ms, FILE *terminal)
{
    struct saying saying = { .terminal = terminal, .ms = ms, .working = pthread_self() };
    atomic_init(&saying.over, false);
    struct job *job = terminal ? job_start(false, 0, say_until_over, &saying) : NULL;
    run(context);
    atomic_store(&saying.over, true);
    job_end(job);
}
