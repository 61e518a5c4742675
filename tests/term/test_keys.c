#include <config.h>

#include <criterion/criterion.h>
#include <string.h>

#include "tui/term/keys.h"

/* Writes keys as text: "a", "<1b>" for what has no character, "<paste:...>", "<click 3,4>". */
static void describe(const struct keys *keys, const struct key *key, struct buf *out)
{
    static const char *const mouse[] = { "click", "double", "up", "down" };
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
    { "\033[<0;4;5M\033[<0;4;5m", "<click 3,4>" },
    { "\033[<0;4;5M\033[<0;4;5M\033[<0;4;5M", "<click 3,4><double 3,4><click 3,4>" },
    { "\033[<64;1;1M\033[<65;1;1M\033[<2;1;1M\033[<35;1;1M", "<up 0,0><down 0,0>" },
    { "\033[M !\"", "<click 0,1>" },
    { "\033[200~one\rtwo\033[A\033[201\033[201~x", "<paste:one\rtwo\033[A\033[201>x" },
    { "\033[200~\033[201~", "<paste:>" },
    /* Broken off: nothing more comes. */
    { "\033[", "<alt>[" },
    { "\033O", "<alt>O" },
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

/* What was cut off is given up, and the keys behind it come. */
Test(keys, nothing_waits_for_ever)
{
    static const char *const begun[] = { "\033[", "\033[12", "\033O", "\xe4", "\033[M!",
        "\033[200~", "\033[200~one" };
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
        if (keys.pasting && r % 512 == 0)
            keys_feed(&keys, "\033[201~", 6, i);
    }
    keys_release(&keys);
}
