#include <criterion/criterion.h>
#include <string.h>

#include "tui/term/keys.h"

/* Writes keys as text: "a", "<1b>" for what has no character, "<paste:...>", "<click 3,4>". */
static void describe(const struct keys *keys, const struct key *key, struct buf *out)
{
    static const char *const mouse[] = { "click", "double", "up", "down", "drag", "drop" };
    if (key->code == K_PASTE)
        buf_addf(out, "<paste:%.*s>", SLICE_ARG(key->text));
    else if (key->code == K_MOUSE)
        buf_addf(out, "<%s %d,%d>", mouse[key->mouse], key->x, key->y);
    else if (key->code == K_ESC)
        buf_adds(out, keys->meta ? "<alt>" : "<esc>");
    else if (key->code > 0x20 && key->code < K_SPECIAL && key->code != K_BACKSPACE)
        buf_add_codepoint(out, key->code);
    else if (key->code > K_SPECIAL)
        buf_addf(out, "<%d>", (int)(key->code - K_SPECIAL));
    else
        buf_addf(out, "<%02x>", (unsigned)key->code);
}

/* What the decoder makes of the bytes if they come `piece` at a time. */
static void decode(struct slice bytes, size_t piece, struct buf *out)
{
    struct keys keys;
    struct key key;
    keys_init(&keys);
    keys_know(&keys, "\033OA", K_UP);
    keys_know(&keys, "\033[[A", K_F1);
    for (size_t at = 0; at < bytes.len; at += piece) {
        size_t len = bytes.len - at < piece ? bytes.len - at : piece;
        keys_feed(&keys, bytes.data + at, len, 0);
        while (keys_next(&keys, false, &key))
            describe(&keys, &key, out);
    }
    while (keys_next(&keys, true, &key))
        describe(&keys, &key, out);
    keys_end(&keys);
    while (keys_next(&keys, true, &key))
        describe(&keys, &key, out);
    keys_release(&keys);
}

static const struct {
    const char *bytes, *keys;
} decoded[] = {
    { "abc", "abc" },
    { "\r\n\t\x7f\x08\x03", "<0d><0a><09><7f><7f><03>" },
    { "h\xc3\xa9\xe4\xbd\xa0\xf0\x9f\x98\x80", "h\xc3\xa9\xe4\xbd\xa0\xf0\x9f\x98\x80" },
    /* Not UTF-8, or a control character in disguise. */
    { "a\xff\xc3z\xc2\x9b"
      "b\xed\xa0\x80"
      "c",
        "azbc" },
    { "\033", "<esc>" },
    { "\033\033", "<esc><esc>" },
    { "\033[A\033[B\033OC\033OD", "<1><2><4><3>" },
    { "\033OA\033[[A", "<1><12>" },
    /* With modifiers, and the names of other terminals. */
    { "\033[1;5C\033[H\033[4~\033[3~\033[5~\033[6;2~\033[Z", "<4><5><6><10><7><8><11>" },
    { "\033OP\033[15~\033[24~", "<12><16><23>" },
    { "\033Ok\033Om\033OM", "+-<0d>" },
    /* What means nothing is swallowed whole. */
    { "\033[?1;2c\033[>0q\033[99zq", "q" },
    { "\033[24;80R\033[?1;0;256S\033[?1u\033[?2004;1$y\033[1;2R", "<14>" },
    { "\033[<0;4;5M\033[<0;4;5m", "<click 3,4>" },
    { "\033[<0;4;5M\033[<0;4;5M\033[<0;4;5M", "<click 3,4><double 3,4><click 3,4>" },
    { "\033[<64;1;1M\033[<65;1;1M\033[<2;1;1M\033[<35;1;1M", "<up 0,0><down 0,0>" },
    { "\033[<0;4;5M\033[<32;4;5M\033[<32;4;6M\033[<32;4;6M\033[<0;5;7m\033[<0;5;8m",
        "<click 3,4><drag 3,5><drop 4,6>" },
    { "\033[<32;4;6M\033[<0;5;7m\033[<64;4;6m\033[<96;4;6M", "" },
    { "\033[M !\"\033[M@\"\"\033[M#\"\"", "<click 0,1><drag 1,1><drop 1,1>" },
    { "\033[M !\"", "<click 0,1>" },
    { "\033[200~one\rtwo\033[A\033[201\033[201~x", "<paste:one\rtwo\033[A\033[201>x" },
    { "\033[200~\033[201~", "<paste:>" },
    { "\033[200~one\003q", "<paste:one>q" },
    /* What a terminal answers, whole, broken off by a control character, and never ended. */
    { "a\033]11;rgb:fdfd/f6f6/e3e3\033\\b\033]52;c;ZGRk\ac", "abc" },
    { "\033P1+r436f=323536\033\\d\033_Gi=31;OK\033\\e\033^x\ay\033Xz\033\\f", "deyf" },
    { "\033]11;rgb\rq", "<0d>q" },
    { "\033]11;rgb\033[Aq", "<1>q" },
    { "\033P1", "" },
    /* A sequence that is too long for a key. */
    { "\033[1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1Aq", "q" },
    { "\033[                                                                             \rq",
        "<0d>q" },
    /* With keys held down, as CSI u and modifyOtherKeys tell it. */
    { "\033[127u\033[13u\033[9u\033[9;2u\033[99;5u", "<7f><0d><09><11><03>" },
    { "\033[27u", "<esc>" },
    { "\033[27;5;99~\033[115;5u\033[97u\033[97;2u\033[228u", "<03><13>aA\xc3\xa4" },
    { "\033[97;3u\033[98;3u", "<alt>a<alt>b" },
    { "\033[150u\033[27;5;155~\033[55296uq", "q" },
    { "\033[100;9u\033[100;17u\033[27;33;100~\033[3;9~\033[3;3~\033[1;9B\033[100;65uq", "dq" },
    { "\033[97;1:3u\033[97:65;2:1u\033[57400u\033[57358u", "A1" },
    /* Broken off: nothing more comes. */
    { "\033[", "" },
    { "\033O", "" },
    { "a\033[[", "a" },
    { "a\033[12;", "a" },
    { "\033[M !", "" },
    { "a\xe4\xbd", "a" },
    { "\033[200~one", "<paste:one>" },
    { "\033[200~one\033[20", "<paste:one>" },
    { "\033[200~", "<paste:>" },
};

Test(keys, bytes_become_keys)
{
    for (size_t i = 0; i < sizeof decoded / sizeof *decoded; i++) {
        for (size_t piece = 1; piece < 8; piece++) {
            struct buf out = BUF_INIT;
            decode(slice_of(decoded[i].bytes), piece, &out);
            cr_expect_str_eq(
                out.data, decoded[i].keys, "row %zu in pieces of %zu: %s", i, piece, out.data);
            buf_release(&out);
        }
    }
}

/* C-Space sends it. */
Test(keys, a_nul_byte_is_in_no_sequence)
{
    static const struct slice rows[] = { SLICE("\033\0ab"), SLICE("\033O\0ab"), SLICE("\0ab") };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf out = BUF_INIT;
        decode(rows[i], rows[i].len, &out);
        cr_expect(
            out.len >= 2 && strcmp(out.data + out.len - 2, "ab") == 0, "row %zu: %s", i, out.data);
        buf_release(&out);
    }
}

/* Alt and a key come in one piece; Esc and then a key do not. */
Test(keys, escape_waits_for_its_rest)
{
    struct keys keys;
    struct key key;
    keys_init(&keys);
    keys_feed(&keys, "\033", 1, 0);
    cr_expect_not(keys_next(&keys, false, &key));
    cr_expect_eq(keys_patience(&keys, 25), 25);
    keys_feed(&keys, "f", 1, 10);
    cr_expect(keys_next(&keys, false, &key) && key.code == K_ESC && keys.meta);
    cr_expect(keys_next(&keys, false, &key) && key.code == 'f');
    cr_expect_eq(keys_patience(&keys, 25), -1);
    keys_feed(&keys, "\033", 1, 20);
    cr_expect(keys_next(&keys, true, &key) && key.code == K_ESC && !keys.meta);
    keys_release(&keys);
}

/* A character that was cut off is given up, and the keys behind it come. */
Test(keys, nothing_waits_for_ever)
{
    static const char *const begun[] = { "\xe4", "\xe4\xbd", "\xf0\x9f" };
    struct keys keys;
    struct key key;
    keys_init(&keys);
    for (size_t i = 0; i < sizeof begun / sizeof *begun; i++) {
        keys_feed(&keys, begun[i], strlen(begun[i]), 0);
        cr_expect_not(keys_next(&keys, false, &key), "row %zu", i);
        cr_expect_eq(keys_patience(&keys, 25), KEYS_PATIENCE_MS, "row %zu", i);
        while (keys_next(&keys, true, &key)) {
        }
        cr_expect_eq(keys_patience(&keys, 25), -1, "row %zu", i);
        keys_feed(&keys, "q", 1, 0);
        cr_expect(keys_next(&keys, false, &key) && key.code == 'q', "row %zu", i);
    }
    keys_release(&keys);
}

/* What has begun as a key, a paste or an answer is never typed, however late its rest comes. */
Test(keys, waits_for_the_rest_of_a_sequence)
{
    static const struct {
        const char *begin, *rest, *keys;
    } rows[] = {
        { "\033[", "1;5Dq", "<3>q" },
        { "\033[1", ";5Dq", "<3>q" },
        { "\033O", "Aq", "<1>q" },
        { "\033[M!", "!!q", "q" },
        { "\033[200~one", " two\033[201~q", "<paste:one two>q" },
        { "\033[200~one\033[20", "1~q", "<paste:one>q" },
        { "\033]11;rgb", ":fdfd\033\\q", "q" },
        { "\033]11;rgb\033", "\\q", "q" },
        { "\033P1+r", "436f\aq", "q" },
        /* The escape alone came before: it was Esc, and the rest is nothing. */
        { "\033", "[3~", "<esc>" },
        { "\033", "OA", "<esc>" },
        { "\033", "]11;rgb:1e1e\a", "<esc>" },
        { "\033", "[200~one\033[201~", "<esc><paste:one>" },
        { "\033", "q", "<esc>q" },
        { "\033", "[", "<esc>[" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct keys keys;
        struct key key;
        struct buf out = BUF_INIT;
        keys_init(&keys);
        keys_feed(&keys, rows[i].begin, strlen(rows[i].begin), 0);
        while (keys_next(&keys, true, &key))
            describe(&keys, &key, &out);
        keys_feed(&keys, rows[i].rest, strlen(rows[i].rest), KEYS_PATIENCE_MS - 1);
        while (keys_next(&keys, false, &key))
            describe(&keys, &key, &out);
        cr_expect_str_eq(out.data, rows[i].keys, "row %zu", i);
        buf_release(&out);
        keys_release(&keys);
    }
}

/* A line so slow that each byte comes alone, after Esc was taken for a key already. */
Test(keys, take_no_rest_for_keys_that_comes_byte_by_byte)
{
    enum { GAP_MS = 60, HAND_MS = KEYS_RUSH_MS + 1 };
    static const struct {
        int gap;
        const char *bytes, *keys;
    } rows[] = {
        { GAP_MS, "\033]11;rgb:dd\033\\q", "<esc>q" },
        { GAP_MS, "\033P1+r\aq", "<esc>q" },
        { GAP_MS, "\033_Gdd\033\\q", "<esc>q" },
        { GAP_MS, "\033^dd\aq", "<esc>q" },
        { GAP_MS, "\033Xdd\aq", "<esc>q" },
        { GAP_MS, "\033[3~q", "<esc>q" },
        { GAP_MS, "\033OPq", "<esc>q" },
        { GAP_MS, "\033dq", "<esc>dq" },
        { HAND_MS, "\033P1", "<esc>P1" },
        { HAND_MS, "\033]q", "<esc>]q" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct keys keys;
        struct key key;
        struct buf out = BUF_INIT;
        keys_init(&keys);
        for (size_t at = 0; rows[i].bytes[at]; at++) {
            keys_feed(&keys, rows[i].bytes + at, 1, (int64_t)at * rows[i].gap);
            int patience = keys_patience(&keys, 25);
            bool late = patience >= 0 && patience < rows[i].gap;
            while (keys_next(&keys, late, &key))
                describe(&keys, &key, &out);
        }
        cr_expect_str_eq(out.data, rows[i].keys, "row %zu: %s", i, out.data);
        buf_release(&out);
        keys_release(&keys);
    }
}

/* A key after Esc, that a sequence could begin with, comes a moment later. */
Test(keys, give_a_doubtful_key_soon)
{
    struct keys keys;
    struct key key;
    keys_init(&keys);
    keys_feed(&keys, "\033", 1, 0);
    cr_expect(keys_next(&keys, true, &key) && key.code == K_ESC);
    keys_feed(&keys, "P", 1, KEYS_RUSH_MS - 1);
    cr_expect_not(keys_next(&keys, false, &key));
    cr_expect_eq(keys_patience(&keys, 25), KEYS_RUSH_MS);
    cr_expect(keys_next(&keys, true, &key) && key.code == 'P');
    cr_expect_eq(keys_patience(&keys, 25), -1);
    keys_release(&keys);
}

Test(keys, clicks_far_apart_in_time_are_single)
{
    struct keys keys;
    struct key key;
    keys_init(&keys);
    for (int i = 0; i < 3; i++) {
        keys_feed(&keys, "\033[<0;4;5M", 9, i * (DOUBLE_CLICK_MS + 1));
        cr_expect(keys_next(&keys, false, &key) && key.mouse == MOUSE_CLICK);
    }
    keys_release(&keys);
}

/* Any bytes at all end, and give no key that is none. */
Test(keys, noise_is_survived)
{
    unsigned random = 1;
    struct keys keys;
    struct key key;
    keys_init(&keys);
    for (int i = 0; i < 200000; i++) {
        static const char likely[] = "\033[[O<;0129~MmAu\x80\xc3\xe4\xf0";
        random = random * 1103515245 + 12345;
        unsigned r = random >> 16;
        char byte = r & 1 ? likely[(r >> 1) % (sizeof likely - 1)] : (char)(r >> 1);
        keys_feed(&keys, &byte, 1, i);
        while (keys_next(&keys, r % 64 == 0, &key))
            cr_assert(key.code != K_NONE && !(key.code >= 0x80 && key.code < 0xA0));
        if (keys.state != KEYS_PLAIN && r % 512 == 0)
            keys_feed(&keys, "\033[201~\a", 7, i);
    }
    keys_release(&keys);
}
