/*
 * What a terminal sends, behind a byte that says how it is cut. Cut anywhere it is the same keys,
 * where no time goes by between; none of them is a control character in disguise. With pauses it
 * may be others, and ends.
 */
#include "fuzz.h"

#include "base/text.h"
#include "tui/term/keys.h"

enum { TIME = 10000, LATE = 1000 };

static void add_key(const struct key *key, struct buf *out)
{
    bool surrogate = key->code >= 0xD800 && key->code < 0xE000;
    if ((key->code >= 0x80 && key->code < 0xA0) || surrogate)
        fuzz_fail("the key %x", key->code);
    if (key->code == K_MOUSE && (key->x < 0 || key->y < 0))
        fuzz_fail("the mouse at %d,%d", key->x, key->y);
    buf_addf(out, "%x", key->code);
    if (key->code == K_MOUSE)
        buf_addf(out, ":%d,%d,%d", key->mouse, key->x, key->y);
    if (key->code == K_PASTE)
        buf_add_slice(out, key->text);
    buf_add_char(out, '\n');
}

static void take(struct keys *keys, bool late, struct buf *out)
{
    struct key key;
    while (keys_next(keys, late, &key))
        add_key(&key, out);
}

static void know(struct keys *keys)
{
    keys_init(keys);
    keys_know(keys, "\033[1~", K_HOME);
    keys_know(keys, "\033OP", K_F1);
    keys_know(keys, "\033[[A", K_F1);
    keys_know(keys, "\033\033[A", K_UP);
}

/* In pieces of at most `most` bytes, with so many ms between; all that comes of it. */
static void decode(struct slice text, size_t most, int64_t pause, struct buf *out)
{
    struct keys keys;
    int64_t now = TIME;
    know(&keys);
    while (text.len) {
        size_t len = text.len < most ? text.len : most;
        keys_feed(&keys, text.data, len, now);
        text = slice_from(text, len);
        take(&keys, false, out);
        now += pause;
        if (pause && keys_patience(&keys, 30) >= 0)
            take(&keys, true, out);
    }
    take(&keys, true, out);
    keys_end(&keys);
    take(&keys, true, out);
    keys_release(&keys);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct buf whole = BUF_INIT, cut = BUF_INIT;
    fuzz_begin(data, size);
    size_t most = 1 + fuzz_below(256);
    if (size < 2)
        return 0;
    struct slice text = { (const char *)data + 1, size - 1 };
    decode(text, text.len, 0, &whole);
    decode(text, most, 0, &cut);
    if (!slice_equal(buf_slice(&whole), buf_slice(&cut)))
        fuzz_fail("in pieces of %zu bytes it is\n%s\n--- at once\n%s", most, cut.data, whole.data);
    buf_clear(&cut);
    decode(text, most, LATE, &cut);
    buf_release(&whole);
    buf_release(&cut);
    return 0;
}
