/*
 * Whatever bytes a terminal sends, in pieces, with stalls and in any size: the program stays, what
 * is no key changes nothing, Esc leads back to the map, and an undo of all to the file as it was.
 *
 * CJM_EVENTS=100000 sends more of them, CJM_SEED=N begins with another round.
 */
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>

#include "support.h"
#include "term/random_bytes.h"
#include "term/session.h"
#include "tui/term/keys.h"
#include "unit/store_support.h"

enum {
    EVENTS = 1200,
    ROUND = 400,
    BATCH = 40,
    DECODED = 3000,
    ESC_LEAST = 10,
    ESC_MOST = 100,
    UNDO_MOST = 40,
    LEAST_WIDTH = 39,
    LEAST_HEIGHT = 11
};

/* --- the decoder alone --- */

static void describe(const struct key *key, struct buf *out)
{
    if (key->code == K_PASTE)
        buf_addf(out, "<paste:%.*s>", SLICE_ARG(key->text));
    else if (key->code == K_MOUSE)
        buf_addf(out, "<mouse %d,%d>", key->x, key->y);
    else
        buf_addf(out, "<%x>", key->code);
}

static void decode(struct slice bytes, uint64_t *random, bool cut, struct buf *out)
{
    struct keys keys;
    struct key key;
    keys_init(&keys);
    while (bytes.len) {
        size_t len = cut ? 1 + bytes_below(random, 9) : bytes.len;
        len = len < bytes.len ? len : bytes.len;
        keys_feed(&keys, bytes.data, len, 0);
        bytes = slice_from(bytes, len);
        while (keys_next(&keys, false, &key))
            describe(&key, out);
    }
    keys_end(&keys);
    while (keys_next(&keys, true, &key))
        describe(&key, out);
    keys_release(&keys);
}

Test(random, keys_are_the_same_however_they_are_cut)
{
    uint64_t random = test_number("CJM_SEED", 7) * 7919 + 1;
    uint64_t rounds = test_number("CJM_EVENTS", DECODED) / 10;
    for (uint64_t i = 0; i < rounds; i++) {
        struct buf bytes = BUF_INIT, whole = BUF_INIT, cut = BUF_INIT;
        for (int event = 0; event < 10; event++)
            switch (bytes_below(&random, 4)) {
            case 0:
                bytes_of_paste(&random, bytes_below(&random, 4), &bytes);
                break;
            case 1:
                bytes_of_no_key(&random, &bytes);
                break;
            default:
                bytes_of_key(&random, &bytes);
            }
        decode(buf_slice(&bytes), &random, false, &whole);
        decode(buf_slice(&bytes), &random, true, &cut);
        cr_assert(slice_equal(buf_slice(&whole), buf_slice(&cut)), "round %d:\n%s\nis not\n%s\n%s",
            (int)i, cut.data, whole.data, bytes.data);
        buf_release(&bytes);
        buf_release(&whole);
        buf_release(&cut);
    }
}

/* --- the program --- */

static void stall(uint64_t *random)
{
    static const int ms[] = { 1, 5, 30, 60 };
    poll(NULL, 0, ms[bytes_below(random, 4)]);
}

/* Now and then in pieces, between which the line stalls. */
static void send(struct session *session, uint64_t *random, struct slice bytes)
{
    while (bytes.len) {
        bool cut = bytes.len < 1000 && !bytes_below(random, 8);
        size_t len = cut ? 1 + bytes_below(random, (unsigned)bytes.len) : bytes.len;
        vt_send_bytes(&session->vt, (struct slice){ bytes.data, len });
        bytes = slice_from(bytes, len);
        if (cut)
            stall(random);
    }
}

/* The least ones for the program alone: libvterm does not survive them. */
static void set_size(struct session *session, int width, int height)
{
    struct winsize size = { .ws_row = (unsigned short)height, .ws_col = (unsigned short)width };
    if (width >= LEAST_WIDTH && height >= LEAST_HEIGHT)
        vt_resize(&session->vt, width, height);
    else
        cr_assert_eq(ioctl(session->vt.fd, TIOCSWINSZ, &size), 0);
}

static void resize(struct session *session, uint64_t *random)
{
    static const int sizes[][2] = { { 1, 1 }, { 39, 11 }, { 40, 12 }, { 80, 24 }, { 200, 50 },
        { 400, 12 }, { 40, 150 } };
    const int *size = sizes[bytes_below(random, sizeof sizes / sizeof *sizes)];
    set_size(session, size[0], size[1]);
}

/* What has begun ends, and the screen is as at first, painted anew: libvterm had another size than
 * the program painted for. */
static void come_to_rest(struct session *session)
{
    set_size(session, 80, 24);
    vt_send(&session->vt, "\033[201~");
    vt_settle(&session->vt);
    vt_send(&session->vt, "\a\003\f");
    vt_settle(&session->vt);
}

static bool has_ended(struct session *session)
{
    return !vt_pump(&session->vt, 0);
}

static bool is_on_mark(struct session *session)
{
    VTermPos at;
    VTermScreenCell cell;
    vterm_state_get_cursorpos(vterm_obtain_state(session->vt.vterm), &at);
    return vterm_screen_get_cell(session->vt.screen, at, &cell) && cell.chars[0] == 0x258C;
}

static void expect_map(struct session *session, const char *when)
{
    for (int i = 0; i < ESC_MOST && (i < ESC_LEAST || !is_on_mark(session)); i++) {
        vt_send(&session->vt, "\033");
        vt_settle(&session->vt);
    }
    cr_assert(is_on_mark(session) || vt_shows(&session->vt, "No stages yet"),
        "%s: the cursor is not on what is selected:\n%s", when, vt_screen(&session->vt));
}

/* A save in between may have written a value in another form. */
static void expect_start(struct session *session, const char *when)
{
    struct map start, end;
    struct buf why = BUF_INIT;
    read_map(&start, slice_of(session_map));
    read_map(&end, slice_of(session_file(session)));
    cr_assert(same_nodes(start.root, end.root, &why), "%s: %s\n%s", when, why.data,
        session_file(session));
    map_release(&start);
    map_release(&end);
    buf_release(&why);
}

static void undo_all(struct session *session, const char *when)
{
    for (int i = 0; i < UNDO_MOST && !vt_shows(&session->vt, "nothing to undo"); i++) {
        vt_send(&session->vt, i % 2 ? "u" : "99u");
        vt_settle(&session->vt);
    }
    cr_assert(vt_wait(&session->vt, "nothing to undo"), "%s:\n%s", when, vt_screen(&session->vt));
    vt_send(&session->vt, "w");
    cr_assert(vt_wait(&session->vt, "saved"), "%s:\n%s", when, vt_screen(&session->vt));
    expect_start(session, when);
}

static void end_well(struct session *session, const char *when)
{
    vt_signal(&session->vt, SIGTERM);
    int status = vt_wait_exit(&session->vt);
    cr_assert_eq(status, 0, "%s: ended with %d\n%s", when, status, vt_screen(&session->vt));
}

/* One `keys` round in four presses no key but those that show something else. */
static void send_event(struct session *session, uint64_t *random, bool keys)
{
    static const char *const moves[] = { "j", "l", "\t", "\033OQ", "\033OR", "\033OS", "?",
        "\033[15~", "\033[17~", "\033[18~", "\033", "G", "v", "h" };
    struct buf bytes = BUF_INIT;
    unsigned what = bytes_below(random, 20);
    if (what < 2)
        bytes_of_no_key(random, &bytes);
    else if (what < 3)
        bytes_of_paste(random, !keys || bytes_below(random, 4), &bytes);
    else if (what < 4 && !bytes_below(random, 4))
        resize(session, random);
    else if (keys)
        bytes_of_key(random, &bytes);
    else
        buf_adds(&bytes, moves[bytes_below(random, sizeof moves / sizeof *moves)]);
    send(session, random, buf_slice(&bytes));
    buf_release(&bytes);
}

/* Returns how many events there were until the program ended by itself. */
static int play(uint64_t seed)
{
    static const char *const environment[] = { "EDITOR=true", NULL };
    struct session session;
    uint64_t random = seed * 7919 + 1;
    bool keys = bytes_below(&random, 4);
    char when[40];
    int events = 0;
    snprintf(when, sizeof when, "CJM_SEED=%llu", (unsigned long long)seed);
    session_start(&session, NULL, environment, NULL);
    session_expect(&session, "Checkout");
    while (events < ROUND && !has_ended(&session)) {
        send_event(&session, &random, keys);
        if (++events % BATCH == 0)
            come_to_rest(&session);
    }
    come_to_rest(&session);
    if (has_ended(&session)) {
        cr_assert_eq(vt_wait_exit(&session.vt), 0, "%s:\n%s", when, vt_screen(&session.vt));
    } else {
        expect_map(&session, when);
        if (!keys)
            cr_assert_str_eq(session_file(&session), session_map, "%s", when);
        undo_all(&session, when);
        end_well(&session, when);
    }
    session_end(&session);
    return events;
}

Test(random, bytes_do_no_harm, .timeout = 3600)
{
    uint64_t events = test_number("CJM_EVENTS", EVENTS), seed = test_number("CJM_SEED", 1);
    for (uint64_t done = 0; done < events; seed++)
        done += (uint64_t)play(seed);
}
