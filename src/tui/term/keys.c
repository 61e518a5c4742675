#include <config.h>

#include "tui/term/keys.h"

#include <string.h>

#include "base/text.h"

/* What the decoder makes of the bytes at hand. */
enum decoded {
    DECODED_KEY,
    DECODED_NOTHING, /* bytes that mean nothing here were taken off */
    DECODED_PARTIAL  /* more must come */
};

enum { SEQUENCE_MAX = 64, PARAMETERS_MAX = 4, COMPACT_SIZE = 4096 };

static const struct slice paste_end = { "\033[201~", 6 };

void keys_init(struct keys *keys)
{
    memset(keys, 0, sizeof *keys);
    buf_init(&keys->bytes);
    buf_init(&keys->paste);
    keys->click_time = -DOUBLE_CLICK_MS - 1;
}

void keys_release(struct keys *keys)
{
    buf_release(&keys->bytes);
    buf_release(&keys->paste);
}

void keys_know(struct keys *keys, const char *bytes, uint32_t code)
{
    if (!bytes || bytes[0] != '\033' || !bytes[1] || keys->known_count == KEYS_KNOWN_MAX)
        return;
    keys->known[keys->known_count++] = (struct key_sequence){ bytes, code };
}

void keys_feed(struct keys *keys, const char *bytes, size_t len, int64_t now)
{
    if (keys->at == keys->bytes.len || keys->at > COMPACT_SIZE) {
        buf_splice(&keys->bytes, 0, keys->at, SLICE_NONE);
        keys->at = 0;
    }
    buf_add(&keys->bytes, bytes, len);
    keys->now = now;
}

static struct slice rest_of(const struct keys *keys)
{
    return slice_from(buf_slice(&keys->bytes), keys->at);
}

int keys_patience(const struct keys *keys, int escape_delay)
{
    struct slice rest = rest_of(keys);
    if (!rest.len && !keys->pasting)
        return -1;
    bool single = !keys->pasting && slice_is(rest, "\033");
    return single || escape_delay > KEYS_PATIENCE_MS ? escape_delay : KEYS_PATIENCE_MS;
}

/* Where `needle` begins in `text`; where there is none, where its beginning may stand. */
static size_t find_end(struct slice text, struct slice needle, bool *found)
{
    size_t at = 0;
    *found = false;
    while (at < text.len) {
        const char *hit = memchr(text.data + at, needle.data[0], text.len - at);
        if (!hit)
            return text.len;
        at = (size_t)(hit - text.data);
        size_t len = text.len - at < needle.len ? text.len - at : needle.len;
        if (!memcmp(hit, needle.data, len)) {
            *found = len == needle.len;
            return at;
        }
        at++;
    }
    return text.len;
}

static enum decoded decode_paste(struct keys *keys, bool late, struct key *key)
{
    struct slice rest = rest_of(keys);
    bool found;
    size_t len = find_end(rest, paste_end, &found);
    size_t room = KEYS_PASTE_MAX - keys->paste.len;
    buf_add(&keys->paste, rest.data, len < room ? len : room);
    keys->at += len;
    if (!found && !late)
        return DECODED_PARTIAL;
    keys->at = found ? keys->at + paste_end.len : keys->bytes.len;
    keys->pasting = false;
    key->code = K_PASTE;
    key->text = buf_slice(&keys->paste);
    return DECODED_KEY;
}

/* The keys that CSI and SS3 end in, on nearly every terminal. */
static uint32_t final_key(char final)
{
    static const char finals[] = "ABCDHFPQRSZ";
    static const uint32_t codes[] = { K_UP, K_DOWN, K_RIGHT, K_LEFT, K_HOME, K_END, K_F1, K_F2,
        K_F3, K_F4, K_BACK_TAB };
    const char *hit = strchr(finals, final);
    return hit ? codes[hit - finals] : K_NONE;
}

/* The keys of "CSI number ~". */
static uint32_t tilde_key(int number)
{
    static const uint32_t codes[] = { K_NONE, K_HOME, K_INSERT, K_DELETE, K_END, K_PAGE_UP,
        K_PAGE_DOWN, K_HOME, K_END, K_NONE, K_NONE, K_F1, K_F2, K_F3, K_F4, K_F5, K_NONE, K_F6,
        K_F7, K_F8, K_F9, K_F10, K_NONE, K_F11, K_F12 };
    bool inside = number >= 0 && (size_t)number < sizeof codes / sizeof *codes;
    return inside ? codes[number] : K_NONE;
}

/* The number pad in application mode, as the characters on it. */
static uint32_t pad_key(char final)
{
    static const char finals[] = "jklmnopqrstuvwxyMX";
    static const char chars[] = "*+,-./0123456789\r=";
    const char *hit = strchr(finals, final);
    return hit ? (uint32_t)chars[hit - finals] : K_NONE;
}

static enum decoded mouse_key(struct keys *keys, int button, int x, int y, struct key *key)
{
    enum { MOTION = 32, WHEEL = 64, BUTTON = 3, OTHER = 128 };
    if (button & (MOTION | OTHER) || x < 0 || y < 0)
        return DECODED_NOTHING;
    key->code = K_MOUSE;
    key->x = x;
    key->y = y;
    if (button & WHEEL) {
        if ((button & BUTTON) > 1)
            return DECODED_NOTHING;
        key->mouse = button & 1 ? MOUSE_WHEEL_DOWN : MOUSE_WHEEL_UP;
        return DECODED_KEY;
    }
    if (button & BUTTON)
        return DECODED_NOTHING;
    bool again = x == keys->click_x && y == keys->click_y &&
                 keys->now - keys->click_time <= DOUBLE_CLICK_MS;
    keys->click_x = x;
    keys->click_y = y;
    keys->click_time = again ? keys->now - DOUBLE_CLICK_MS - 1 : keys->now;
    key->mouse = again ? MOUSE_DOUBLE : MOUSE_CLICK;
    return DECODED_KEY;
}

/* Reads "12;34" into numbers; the missing ones are 0. */
static void parse_parameters(struct slice text, int *out)
{
    int at = 0;
    memset(out, 0, PARAMETERS_MAX * sizeof *out);
    for (size_t i = 0; i < text.len && at < PARAMETERS_MAX; i++) {
        char c = text.data[i];
        if (c == ';')
            at++;
        else if (c >= '0' && c <= '9' && out[at] < 100000)
            out[at] = out[at] * 10 + (c - '0');
    }
}

static enum decoded plain(uint32_t code, struct key *key)
{
    key->code = code;
    return code == K_NONE ? DECODED_NOTHING : DECODED_KEY;
}

/* `body` is what stands between "ESC [" and the final byte. */
static enum decoded csi_key(struct keys *keys, struct slice body, char final, struct key *key)
{
    int numbers[PARAMETERS_MAX];
    bool private = body.len && body.data[0] == '<';
    parse_parameters(private ? slice_from(body, 1) : body, numbers);
    if (private)
        return final == 'M' ? mouse_key(keys, numbers[0], numbers[1] - 1, numbers[2] - 1, key)
                            : DECODED_NOTHING;
    if (final != '~')
        return plain(final_key(final), key);
    if (numbers[0] == 200) {
        keys->pasting = true;
        buf_clear(&keys->paste);
        return DECODED_NOTHING;
    }
    return plain(tilde_key(numbers[0]), key);
}

/* The old mouse report: three bytes behind "ESC [ M". */
static enum decoded decode_old_mouse(struct keys *keys, struct slice rest, struct key *key)
{
    if (rest.len < 6)
        return DECODED_PARTIAL;
    const unsigned char *report = (const unsigned char *)rest.data + 3;
    keys->at += 6;
    return mouse_key(keys, report[0] - 32, report[1] - 33, report[2] - 33, key);
}

static enum decoded decode_csi(struct keys *keys, struct slice rest, struct key *key)
{
    if (rest.len > 2 && rest.data[2] == 'M')
        return decode_old_mouse(keys, rest, key);
    size_t end = 2;
    while (end < rest.len && rest.data[end] >= 0x20 && rest.data[end] <= 0x3F)
        end++;
    if (end == rest.len && end < SEQUENCE_MAX)
        return DECODED_PARTIAL;
    if (end == rest.len || rest.data[end] < 0x40 || rest.data[end] == 0x7F) {
        keys->at += end; /* broken off: what follows stands for itself */
        return DECODED_NOTHING;
    }
    keys->at += end + 1;
    struct slice body = { rest.data + 2, end - 2 };
    return csi_key(keys, body, rest.data[end], key);
}

static enum decoded decode_ss3(struct keys *keys, struct slice rest, struct key *key)
{
    if (rest.len < 3)
        return DECODED_PARTIAL;
    keys->at += 3;
    uint32_t code = final_key(rest.data[2]);
    return plain(code == K_NONE ? pad_key(rest.data[2]) : code, key);
}

static enum decoded decode_known(struct keys *keys, struct slice rest, struct key *key)
{
    enum decoded best = DECODED_NOTHING;
    for (int i = 0; i < keys->known_count; i++) {
        struct slice known = slice_of(keys->known[i].bytes);
        size_t len = known.len < rest.len ? known.len : rest.len;
        if (memcmp(known.data, rest.data, len))
            continue;
        if (len == known.len) {
            keys->at += len;
            return plain(keys->known[i].code, key);
        }
        best = DECODED_PARTIAL;
    }
    return best;
}

/* What no key begins with takes nothing off. */
static enum decoded decode_sequence(
    struct keys *keys, struct slice rest, bool late, struct key *key)
{
    enum decoded known = decode_known(keys, rest, key);
    if (known == DECODED_KEY || (known == DECODED_PARTIAL && !late))
        return known;
    if (rest.data[1] == '[')
        return decode_csi(keys, rest, key);
    if (rest.data[1] == 'O')
        return decode_ss3(keys, rest, key);
    return DECODED_NOTHING;
}

/* Nothing more comes of what was broken off. */
static enum decoded drop_rest(struct keys *keys)
{
    keys->at = keys->bytes.len;
    return DECODED_NOTHING;
}

/* "ESC [" and "ESC O" with nothing behind are Alt keys. */
static enum decoded decode_escape(struct keys *keys, bool late, struct key *key)
{
    size_t before = keys->at;
    struct slice rest = rest_of(keys);
    enum decoded sequence = rest.len > 1 ? decode_sequence(keys, rest, late, key)
                            : late       ? DECODED_NOTHING
                                         : DECODED_PARTIAL;
    if (sequence == DECODED_KEY || keys->at > before || (sequence == DECODED_PARTIAL && !late))
        return sequence;
    if (sequence == DECODED_PARTIAL && rest.len > 2)
        return drop_rest(keys);
    keys->at++;
    keys->meta = rest.len > 1 && rest.data[1] != '\033';
    return plain(K_ESC, key);
}

/* The first bytes of a character whose others have not come yet. */
static bool begins_character(struct slice rest)
{
    unsigned char lead = (unsigned char)rest.data[0];
    size_t len = lead < 0xC2 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 1;
    if (rest.len >= len)
        return false;
    for (size_t i = 1; i < rest.len; i++)
        if ((rest.data[i] & 0xC0) != 0x80)
            return false;
    return true;
}

static enum decoded decode_character(struct keys *keys, bool late, struct key *key)
{
    struct slice rest = rest_of(keys);
    if (begins_character(rest))
        return late ? drop_rest(keys) : DECODED_PARTIAL;
    size_t before = rest.len;
    uint32_t point = utf8_next(&rest);
    keys->at += before - rest.len;
    if ((point == 0xFFFD && before - rest.len == 1) || (point >= 0x80 && point < 0xA0))
        return DECODED_NOTHING; /* not UTF-8, or a control character in disguise */
    return plain(point == K_CTRL('h') ? K_BACKSPACE : point, key);
}

static enum decoded decode(struct keys *keys, bool late, struct key *key)
{
    if (keys->pasting)
        return decode_paste(keys, late, key);
    if (keys->bytes.data[keys->at] == '\033')
        return decode_escape(keys, late, key);
    return decode_character(keys, late, key);
}

bool keys_next(struct keys *keys, bool late, struct key *key)
{
    *key = (struct key){ .code = K_NONE };
    while (keys->at < keys->bytes.len || (late && keys->pasting)) {
        enum decoded decoded = decode(keys, late, key);
        if (decoded != DECODED_NOTHING)
            return decoded == DECODED_KEY;
    }
    return false;
}
