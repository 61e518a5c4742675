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

/* Does it begin with setting every style back? */
static bool sets_all_back(const struct sequence *sequence)
{
    const struct slice params = sequence->params;
    return params.len == 0 || (params.data[0] == '0' && (params.len == 1 || params.data[1] == ';'));
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

/* What is known of the terminal behind the bytes so far. */
struct state {
    struct buf *out;
    bool plain;       /* no style is set */
    int rows;         /* it has */
    bool region;      /* not all of them scroll: a line feed could do that */
    int row;          /* of the cursor, from 1 on; 0: not known */
    bool waits_reset; /* styles that are still to be set: first none at all, */
    struct buf waits; /* then these parameters */
};

enum { PARAMS_MOST = 48 }; /* bytes of them; old terminals take 16 parameters at once */

/* Nothing shows between two changes of style, so they are set at once before the next text. */
static void set_style(struct state *state)
{
    struct slice params = buf_slice(&state->waits);
    bool reset = state->waits_reset && !state->plain;
    if (reset && params.len)
        buf_addf(state->out, "\033[;%.*sm", SLICE_ARG(params));
    else if (reset || params.len)
        buf_addf(state->out, "\033[%.*sm", SLICE_ARG(params));
    state->plain = (state->plain || state->waits_reset) && !params.len;
    state->waits_reset = false;
    buf_clear(&state->waits);
}

static void add_style(const struct sequence *sequence, struct state *state)
{
    struct slice params = sequence->params;
    if (sets_all_back(sequence)) {
        state->waits_reset = true;
        buf_clear(&state->waits);
        params = slice_from(params, params.len > 2 ? 2 : params.len);
    }
    if (state->waits.len + params.len > PARAMS_MOST)
        set_style(state);
    if (state->waits.len && params.len)
        buf_adds(&state->waits, ";");
    buf_add_slice(&state->waits, params);
}

/* In the row by its column alone, to the next row by a line feed. The first column needs no number.
 */
static bool add_move(const struct sequence *sequence, int row, struct buf *out)
{
    struct slice params = sequence->params;
    const char *semicolon = memchr(params.data, ';', params.len);
    bool first = !semicolon ||
                 (params.len >= 3 && memcmp(params.data + params.len - 2, ";1", 2) == 0);
    int wanted = params.len ? first_number(params) : 1;
    bool near = row && (wanted == row || wanted == row + 1);
    if (near && wanted == row + 1)
        buf_adds(out, first ? "\r\n" : "\n");
    else if (near && first)
        buf_adds(out, "\r");
    if (near && !first)
        buf_addf(out, "\033[%.*sG", (int)(params.data + params.len - semicolon - 1), semicolon + 1);
    else if (!near && semicolon && first)
        buf_addf(out, "\033[%.*sH", (int)params.len - 2, params.data);
    return near || (semicolon && first);
}

static bool add_row_move(const struct sequence *sequence, int row, struct buf *out)
{
    if (!row || first_number(sequence->params) != row + 1)
        return false;
    buf_adds(out, "\n");
    return true;
}

/* "1;ROWS" */
static bool is_all(struct slice region, int rows)
{
    return region.len > 2 && !memcmp(region.data, "1;", 2) &&
           first_number(slice_from(region, 2)) == rows;
}

static void follow(const struct sequence *sequence, struct state *state)
{
    if (sequence->final == 'r')
        state->region = !state->rows || !is_all(sequence->params, state->rows);
    if (strchr("Hd", sequence->final))
        state->row = sequence->params.len ? first_number(sequence->params) : 1;
    else if (!strchr("mGCDXKJ", sequence->final))
        state->row = 0;
}

static void add_sequence(const struct sequence *sequence, struct slice bytes, struct state *state)
{
    int row = state->region ? 0 : state->row;
    bool added = false;
    if (!strchr("mHGd", sequence->final))
        set_style(state);
    switch (sequence->final) {
    case 'S':
    case 'T':
        added = add_scroll(sequence, state->out);
        break;
    case 'H':
        added = add_move(sequence, row, state->out);
        break;
    case 'd':
        added = add_row_move(sequence, row, state->out);
        break;
    case 'm':
        add_style(sequence, state);
        added = true;
        break;
    default:
        break;
    }
    if (!added)
        buf_add(state->out, bytes.data, sequence->len);
    follow(sequence, state);
}

/* Up to the next sequence: text, and controls which may move the cursor. */
static size_t text_length(struct slice bytes, struct state *state)
{
    size_t len = 0;
    do {
        if ((unsigned char)bytes.data[len] < ' ' && bytes.data[len] != '\r')
            state->row = 0;
        len++;
    } while (len < bytes.len && bytes.data[len] != '\033');
    return len;
}

void shorten(struct slice bytes, int rows, struct buf *out)
{
    struct state state = { .out = out, .rows = rows, .region = !rows, .waits = BUF_INIT };
    while (bytes.len) {
        struct sequence sequence = sequence_at(bytes);
        size_t len = sequence.len;
        if (len) {
            add_sequence(&sequence, bytes, &state);
        } else {
            len = text_length(bytes, &state);
            if (len > 1 || *bytes.data != '\r')
                set_style(&state);
            buf_add(out, bytes.data, len);
        }
        bytes = slice_from(bytes, len);
    }
    set_style(&state);
    buf_release(&state.waits);
}
