#include "tui/term/shorten.h"

#include <string.h>

enum { SCROLL_MOST = 500 };

/* "ESC [ params final", with nothing but digits and semicolons as params; len 0: it is none. */
struct sequence {
    size_t len;
    struct slice params;
    char final;
};

static struct sequence sequence_at(struct slice bytes)
{
    size_t at = 2;
    if (bytes.len < 3 || bytes.data[0] != '\033' || bytes.data[1] != '[')
        return (struct sequence){ 0 };
    while (at < bytes.len &&
           ((bytes.data[at] >= '0' && bytes.data[at] <= '9') || bytes.data[at] == ';'))
        at++;
    if (at == bytes.len)
        return (struct sequence){ 0 };
    return (struct sequence){ at + 1, { bytes.data + 2, at - 2 }, bytes.data[at] };
}

static bool is(const struct sequence *sequence, char final, const char *params)
{
    return sequence->len && sequence->final == final &&
           slice_equal(sequence->params, slice_of(params));
}

/* Does it begin with setting every style back? */
static bool sets_all_back(const struct sequence *sequence)
{
    const struct slice params = sequence->params;
    return sequence->len && sequence->final == 'm' &&
           (params.len == 0 ||
               (params.data[0] == '0' && (params.len == 1 || params.data[1] == ';')));
}

/*
 * Curses scrolls several lines at once by SU and SD, with the cursor in the last or first line of
 * the region. Not every terminal that is said to have them has: a line feed or a reverse one for
 * each line does the same everywhere, and is no longer.
 */
static bool add_scroll(const struct sequence *sequence, struct buf *out)
{
    size_t count = 0;
    if (!sequence->params.len || memchr(sequence->params.data, ';', sequence->params.len))
        return false;
    for (size_t i = 0; i < sequence->params.len && count <= SCROLL_MOST; i++)
        count = count * 10 + (size_t)(sequence->params.data[i] - '0');
    if (count > SCROLL_MOST)
        return false;
    for (size_t i = 0; i < count; i++)
        buf_adds(out, sequence->final == 'S' ? "\n" : "\033M");
    return true;
}

/* A number that the params begin with. */
static int first_number(struct slice params)
{
    int number = 0;
    for (size_t i = 0; i < params.len && params.data[i] != ';' && number < 10000; i++)
        number = number * 10 + (params.data[i] - '0');
    return number;
}

/* To the next row by a line feed; `row` is the cursor's. The first column needs no number. */
static bool add_move(const struct sequence *sequence, int row, struct buf *out)
{
    struct slice params = sequence->params;
    const char *column = memchr(params.data, ';', params.len);
    bool first = params.len >= 3 && memcmp(params.data + params.len - 2, ";1", 2) == 0;
    if (!column)
        return false;
    if (row && first_number(params) == row + 1 && first)
        buf_adds(out, "\r\n");
    else if (row && first_number(params) == row + 1)
        buf_addf(out, "\n\033[%.*sG", (int)(params.data + params.len - column - 1), column + 1);
    else if (first)
        buf_addf(out, "\033[%.*sH", (int)params.len - 2, params.data);
    else
        return false;
    return true;
}

/* `plain`: no style is set before it. */
static bool add_style(
    const struct sequence *sequence, const struct sequence *next, bool plain, struct buf *out)
{
    bool resets = is(sequence, 'm', "") || is(sequence, 'm', "39") || is(sequence, 'm', "39;49");
    if (resets && sets_all_back(next))
        return true;
    if (!plain || sequence->params.len < 3 || !sets_all_back(sequence))
        return false;
    buf_addf(out, "\033[%.*sm", SLICE_ARG(slice_from(sequence->params, 2)));
    return true;
}

/* What is known of the terminal behind the bytes so far. */
struct state {
    bool plain;  /* no style is set */
    bool region; /* not all rows scroll: a line feed could do that */
    int row;     /* of the cursor, from 1 on; 0: not known */
};

static void follow(const struct sequence *sequence, struct state *state)
{
    if (sequence->final == 'm')
        state->plain = is(sequence, 'm', "");
    else if (sequence->final == 'r')
        state->region = true;
    if (sequence->final == 'H')
        state->row = sequence->params.len ? first_number(sequence->params) : 1;
    else if (!strchr("mGCDXK", sequence->final))
        state->row = 0;
}

static bool add_sequence(
    const struct sequence *sequence, struct slice rest, struct state *state, struct buf *out)
{
    struct sequence next = sequence_at(rest);
    switch (sequence->final) {
    case 'S':
    case 'T':
        return add_scroll(sequence, out);
    case 'H':
        return add_move(sequence, state->region ? 0 : state->row, out);
    case 'm':
        return add_style(sequence, &next, state->plain, out);
    default:
        return false;
    }
}

/* Up to the next sequence: text, and controls which may move the cursor. */
static size_t text_length(struct slice bytes, struct state *state)
{
    size_t len = 0;
    do {
        if ((unsigned char)bytes.data[len] < ' ')
            state->row = 0;
        len++;
    } while (len < bytes.len && bytes.data[len] != '\033');
    return len;
}

void shorten(struct slice bytes, bool line_feeds, struct buf *out)
{
    struct state state = { .region = !line_feeds };
    while (bytes.len) {
        struct sequence sequence = sequence_at(bytes);
        size_t len = sequence.len ? sequence.len : text_length(bytes, &state);
        struct slice rest = slice_from(bytes, len);
        if (!sequence.len || !add_sequence(&sequence, rest, &state, out))
            buf_add(out, bytes.data, len);
        if (sequence.len)
            follow(&sequence, &state);
        bytes = rest;
    }
}
