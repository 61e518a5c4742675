#include "tui/line/read_private.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "store/file/file_calls.h"
#include "tui/term/signals.h"

enum { READ_SIZE = 16384 };

/* --- bytes --- */

/* Takes in what comes next. READ_LINE: something came, or the end (reader->ended). */
static enum read_result take_bytes(struct line_reader *reader)
{
    buf_reserve(&reader->bytes, READ_SIZE);
    ssize_t len = read(STDIN_FILENO, reader->bytes.data + reader->bytes.len, READ_SIZE);
    if (len < 0)
        return errno == EINTR || errno == EAGAIN ? READ_LINE : READ_FAILED;
    reader->bytes.len += (size_t)len;
    reader->bytes.data[reader->bytes.len] = '\0';
    reader->ended = len == 0;
    return READ_LINE;
}

static void suspend(struct line_reader *reader)
{
    if (reader->edit)
        edit_pause(reader->edit);
    signals_stop_group();
    if (reader->edit)
        edit_resume(reader->edit);
}

enum read_result reader_wait(struct line_reader *reader, int timeout)
{
    if (reader->cut)
        return READ_STOP;
    struct readiness ready = signals_wait(-1, -1, timeout);
    signals_admit();
    unsigned flags = signals_take();
    reader->cut = flags & (FLAG_TERMINATE | FLAG_HANGUP);
    if (reader->cut || (flags & FLAG_INTERRUPT))
        return READ_STOP;
    if (flags & FLAG_STOP)
        suspend(reader);
    if (flags & FLAG_RESIZED && reader->edit)
        edit_resize(reader->edit);
    if (ready.input || ready.gone)
        return take_bytes(reader);
    return ready.late ? READ_LATE : READ_LINE;
}

/* --- lines as they come --- */

/* Frees the place of what was given before. */
static void drop_taken(struct line_reader *reader)
{
    buf_splice(&reader->bytes, 0, reader->at, SLICE_NONE);
    reader->at = 0;
}

/* Where the line ends that begins the bytes; their end where it goes on. */
static size_t line_length(const struct line_reader *reader, bool *whole)
{
    const char *start = reader->bytes.data + reader->at;
    size_t len = reader->bytes.len - reader->at;
    const char *end = len ? memchr(start, '\n', len) : NULL;
    *whole = end || (reader->ended && (len || reader->skipped));
    return end ? (size_t)(end - start) : len;
}

/* Of a line that is too long only the beginning is kept, and the rest counted. */
static void skip_surplus(struct line_reader *reader, size_t len)
{
    if (len <= READ_LINE_MAX)
        return;
    buf_splice(&reader->bytes, reader->at + READ_LINE_MAX, len - READ_LINE_MAX, SLICE_NONE);
    reader->skipped += len - READ_LINE_MAX;
}

static void give(struct line_reader *reader, size_t len, struct read_line *out)
{
    struct slice text = { reader->bytes.data + reader->at, len };
    size_t kept = len < READ_LINE_MAX ? len : READ_LINE_MAX;
    reader->at += kept;
    if (reader->at < reader->bytes.len)
        reader->at++;
    text.len = kept;
    if (!reader->skipped && text.len && text.data[text.len - 1] == '\r')
        text.len--;
    if (reader->number == 0 && text.len >= 3 && memcmp(text.data, "\xEF\xBB\xBF", 3) == 0)
        text = slice_from(text, 3);
    *out = (struct read_line){ text, ++reader->number, text.len + reader->skipped, false };
    reader->skipped = 0;
}

/* True with a line, if a whole one is there. */
static bool next_line(struct line_reader *reader, struct read_line *out)
{
    bool whole;
    size_t len = line_length(reader, &whole);
    skip_surplus(reader, len);
    if (whole)
        give(reader, len, out);
    return whole;
}

static enum read_result read_plain(
    struct line_reader *reader, const char *prompt, int timeout, struct read_line *out)
{
    drop_taken(reader);
    if (reader->terminal)
        reader_write(slice_of(prompt));
    while (!next_line(reader, out)) {
        if (reader->ended)
            return READ_END;
        enum read_result result = reader_wait(reader, timeout);
        if (result != READ_LINE)
            return result;
    }
    return READ_LINE;
}

/* --- all of it --- */

void reader_write(struct slice text)
{
    /* Who writes the questions notices it too if that fails. */
    file_write_all(&file_calls_system, STDOUT_FILENO, text, NULL);
}

bool reader_draws(void)
{
    const char *term = getenv("TERM");
    return isatty(STDOUT_FILENO) && term && *term && strcmp(term, "dumb") != 0 &&
           strcmp(term, "emacs") != 0;
}

/* Two terminals, of a kind that is known to take more than lines. */
static bool can_edit(const struct line_reader *reader)
{
    return reader->options.utf8 && reader->terminal && reader_draws();
}

struct line_reader *reader_new(const struct read_options *options)
{
    struct line_reader *reader = mem_zalloc(sizeof *reader);
    reader->options = *options;
    buf_init(&reader->bytes);
    reader->terminal = isatty(STDIN_FILENO);
    signals_start();
    if (can_edit(reader))
        reader->edit = edit_new(reader);
    return reader;
}

void reader_free(struct line_reader *reader)
{
    if (!reader)
        return;
    edit_free(reader->edit);
    signals_end();
    buf_release(&reader->bytes);
    free(reader);
}

bool reader_is_terminal(const struct line_reader *reader)
{
    return reader->terminal;
}

bool reader_edits(const struct line_reader *reader)
{
    return reader->edit != NULL;
}

enum read_result reader_read(
    struct line_reader *reader, const char *prompt, int timeout, struct read_line *out)
{
    return reader->edit ? edit_read(reader->edit, prompt, timeout, out)
                        : read_plain(reader, prompt, timeout, out);
}

bool reader_waiting(struct line_reader *reader)
{
    struct pollfd input = { .fd = STDIN_FILENO, .events = POLLIN };
    bool whole;
    line_length(reader, &whole);
    return whole || (!reader->ended && poll(&input, 1, 0) == 1 && (input.revents & POLLIN));
}

void reader_keep_breaks(struct line_reader *reader, bool keep)
{
    if (reader->edit)
        edit_keep_breaks(reader->edit, keep);
}

void reader_remember(struct line_reader *reader, struct slice text)
{
    if (reader->edit)
        edit_remember(reader->edit, text);
}
