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
    keys->escaped_at = -KEYS_PATIENCE_MS - 1;
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

/* Of a control sequence: what stands before its final byte. */
static size_t parameters_length(struct slice text)
{
    size_t len = 0;
    while (len < text.len && text.data[len] >= 0x20 && text.data[len] <= 0x3F)
        len++;
    return len;
}

/* Is that the rest of a sequence whose escape came so long before that it was taken as Esc? Then it
 * is not typed: "[3~" is no text, and nobody types it at once. One byte may be its beginning where
 * it comes faster than a hand goes from Esc to another key. */
static bool is_cut_off(const struct keys *keys, struct slice bytes, int64_t now)
{
    int64_t gap = now - keys->escaped_at;
    if (gap > KEYS_PATIENCE_MS || keys->state != KEYS_PLAIN || !bytes.len)
        return false;
    if (bytes.len == 1)
        return gap <= KEYS_RUSH_MS && memchr("[O]P_^X", bytes.data[0], 7);
    if (bytes.data[0] == ']' || (bytes.data[0] == 'P' && memchr("01$+!>", bytes.data[1], 6)))
        return true;
    if (bytes.data[0] == 'O')
        return bytes.len == 2;
    size_t end = 1 + parameters_length(slice_from(bytes, 1));
    return bytes.data[0] == '[' && (end == bytes.len || bytes.data[end] >= 0x40);
}

void keys_feed(struct keys *keys, const char *bytes, size_t len, int64_t now)
{
    if (keys->at == keys->bytes.len || keys->at > COMPACT_SIZE) {
        buf_splice(&keys->bytes, 0, keys->at, SLICE_NONE);
        keys->at = 0;
    }
    if (keys->at == keys->bytes.len && is_cut_off(keys, (struct slice){ bytes, len }, now)) {
        buf_add_char(&keys->bytes, '\033');
        keys->mute = true;
    }
    buf_add(&keys->bytes, bytes, len);
    keys->escaped_at = -KEYS_PATIENCE_MS - 1;
    keys->now = now;
}

void keys_end(struct keys *keys)
{
    keys->over = true;
}

static struct slice rest_of(const struct keys *keys)
{
    return slice_from(buf_slice(&keys->bytes), keys->at);
}

/* One byte behind an escape that was used may still be a key of its own. */
static bool is_doubtful(const struct keys *keys, struct slice rest)
{
    return keys->mute && keys->state == KEYS_PLAIN && rest.len == 2;
}

int keys_patience(const struct keys *keys, int escape_delay)
{
    struct slice rest = rest_of(keys);
    bool escape = rest.len && rest.data[0] == '\033';
    bool sequence = escape && rest.len > 1 && (rest.data[1] == '[' || rest.data[1] == 'O');
    if (is_doubtful(keys, rest))
        return KEYS_RUSH_MS;
    if (!rest.len || keys->state != KEYS_PLAIN || sequence)
        return -1;
    bool single = escape && rest.len == 1;
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

/* A paste goes on until its end comes, however long the line stalls; C-c is the way out. */
static enum decoded decode_paste(struct keys *keys, struct key *key)
{
    struct slice rest = rest_of(keys);
    bool found;
    size_t len = find_end(rest, paste_end, &found);
    const char *out = memchr(rest.data, K_CTRL('c'), len);
    if (out)
        len = (size_t)(out - rest.data);
    size_t room = KEYS_PASTE_MAX - keys->paste.len;
    buf_add(&keys->paste, rest.data, len < room ? len : room);
    keys->at += len;
    if (!found && !out && !keys->over)
        return DECODED_PARTIAL;
    keys->at = out ? keys->at + 1 : found ? keys->at + paste_end.len : keys->bytes.len;
    keys->state = KEYS_PLAIN;
    key->code = K_PASTE;
    key->text = buf_slice(&keys->paste);
    return DECODED_KEY;
}

/* What a terminal answers (OSC, DCS, APC, PM, SOS) is no key, up to BEL or ESC \, whenever it
 * comes. A control character, which none of them has, breaks it off. */
static enum decoded decode_answer(struct keys *keys)
{
    struct slice rest = rest_of(keys);
    size_t len = 0;
    while (len < rest.len && ((unsigned char)rest.data[len] >= 0x20 || rest.data[len] == '\t'))
        len++;
    keys->at += len;
    if (len == rest.len)
        return DECODED_PARTIAL;
    char end = rest.data[len];
    if (end == '\033' && len + 1 == rest.len && !keys->over)
        return DECODED_PARTIAL;
    keys->state = KEYS_PLAIN;
    if (end == '\a')
        keys->at++;
    else if (end == '\033' && len + 1 < rest.len && rest.data[len + 1] == '\\')
        keys->at += 2;
    return DECODED_NOTHING;
}

/* The keys that CSI and SS3 end in, on nearly every terminal. */
static uint32_t final_key(char final)
{
    static const char finals[] = "ABCDHFPQRSZ";
    static const uint32_t codes[] = { K_UP, K_DOWN, K_RIGHT, K_LEFT, K_HOME, K_END, K_F1, K_F2,
        K_F3, K_F4, K_BACK_TAB };
    const char *hit = memchr(finals, final, sizeof finals - 1);
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
    const char *hit = memchr(finals, final, sizeof finals - 1);
    return hit ? (uint32_t)chars[hit - finals] : K_NONE;
}

enum { MOUSE_BUTTON = 3, MOUSE_MOTION = 32, MOUSE_WHEEL = 64, MOUSE_OTHER = 128 };

static enum decoded click_key(struct keys *keys, struct key *key)
{
    bool again = key->x == keys->click_x && key->y == keys->click_y &&
                 keys->now - keys->click_time <= DOUBLE_CLICK_MS;
    keys->held = true;
    keys->click_x = keys->drag_x = key->x;
    keys->click_y = keys->drag_y = key->y;
    keys->click_time = again ? keys->now - DOUBLE_CLICK_MS - 1 : keys->now;
    key->mouse = again ? MOUSE_DOUBLE : MOUSE_CLICK;
    return DECODED_KEY;
}

/* The mouse went on while the button is held, or it is let go; where it was is nothing new. */
static enum decoded drag_key(struct keys *keys, bool released, struct key *key)
{
    bool held = keys->held;
    int x = released ? keys->click_x : keys->drag_x, y = released ? keys->click_y : keys->drag_y;
    keys->held = held && !released;
    if (!held || (key->x == x && key->y == y))
        return DECODED_NOTHING;
    keys->drag_x = key->x;
    keys->drag_y = key->y;
    key->mouse = released ? MOUSE_DROP : MOUSE_DRAG;
    return DECODED_KEY;
}

static enum decoded mouse_key(
    struct keys *keys, int button, bool released, int x, int y, struct key *key)
{
    if (button & MOUSE_OTHER || x < 0 || y < 0)
        return DECODED_NOTHING;
    *key = (struct key){ .code = K_MOUSE, .x = x, .y = y };
    if (button & MOUSE_WHEEL) {
        if ((button & MOUSE_BUTTON) > 1 || released || button & MOUSE_MOTION)
            return DECODED_NOTHING;
        key->mouse = button & 1 ? MOUSE_WHEEL_DOWN : MOUSE_WHEEL_UP;
        return DECODED_KEY;
    }
    if (button & MOUSE_BUTTON)
        return DECODED_NOTHING;
    return released || button & MOUSE_MOTION ? drag_key(keys, released, key) : click_key(keys, key);
}

/* Reads "12;34" into numbers; the missing ones are 0, and what is behind a ":" is left off. */
static void parse_parameters(struct slice text, int *out)
{
    int at = 0;
    bool first = true;
    memset(out, 0, PARAMETERS_MAX * sizeof *out);
    for (size_t i = 0; i < text.len && at < PARAMETERS_MAX; i++) {
        char c = text.data[i];
        if (c == ';')
            at++;
        if (c == ';' || c == ':')
            first = c == ';';
        else if (first && is_digit(c) && out[at] < 100000)
            out[at] = out[at] * 10 + (c - '0');
    }
}

/* "97;1:3": a key goes up. */
static bool is_release(struct slice body)
{
    const char *type = body.len ? memchr(body.data, ':', body.len) : NULL;
    const char *held = body.len ? memchr(body.data, ';', body.len) : NULL;
    while (type && held && type < held)
        type = memchr(type + 1, ':', (size_t)(body.data + body.len - type - 1));
    return type && held && type + 1 < body.data + body.len && type[1] == '3';
}

static enum decoded plain(uint32_t code, struct key *key)
{
    key->code = code;
    return code == K_NONE ? DECODED_NOTHING : DECODED_KEY;
}

/* A character; the letters and signs of the number pad as the kitty protocol numbers them. */
static uint32_t numbered_key(int number)
{
    enum { PAD_FIRST = 57399 };
    static const char pad[] = "0123456789./*-+\r=";
    if (number >= PAD_FIRST && number < PAD_FIRST + (int)sizeof pad - 1)
        return (uint32_t)pad[number - PAD_FIRST];
    bool control = number >= 0x80 && number < 0xA0;
    return control || number >= 0xD800 || number <= 0 ? K_NONE : (uint32_t)number;
}

/* Keys that are held down, as a sequence tells them: 1 and their sum. What else there is, such as
 * Caps Lock, changes nothing here. */
enum { SHIFT = 1, ALT = 2, CTRL = 4, SUPER = 8, HYPER = 16, META = 32 };

static int held_with(int number)
{
    return number > 0 ? number - 1 : 0;
}

/* A character with the keys held down, as "CSI u" and modifyOtherKeys tell it. */
static enum decoded modified_key(struct keys *keys, int number, int held, struct key *key)
{
    uint32_t code = numbered_key(number);
    int with = held_with(held);
    bool letter = (code >= 'a' && code <= 'z') || (code >= '@' && code <= '_');
    if (with & CTRL)
        code = letter ? K_CTRL(code) : code == ' ' ? K_NONE : code;
    else if (with & SHIFT)
        code = code == K_TAB ? K_BACK_TAB : code >= 'a' && code <= 'z' ? code - 'a' + 'A' : code;
    if (with & ALT && code != K_NONE) {
        keys->meta = true;
        keys->waiting = code;
        code = K_ESC;
    }
    return plain(code == K_CTRL('h') && !(with & CTRL) ? K_BACKSPACE : code, key);
}

/* The answer of a terminal, to whatever asked before: "?", ">" or "=" stand in front, or "$" at the
 * end; and the place of the cursor, that ends as F3 does. */
static bool is_answer(struct slice body, char final, int number)
{
    bool private = body.len && memchr("=>?", body.data[0], 3);
    bool intermediate = body.len && body.data[body.len - 1] < '0';
    return private || intermediate || (final_key(final) != K_NONE && number > 1);
}

/* `body` is what stands between "ESC [" and the final byte. */
static enum decoded csi_key(struct keys *keys, struct slice body, char final, struct key *key)
{
    int numbers[PARAMETERS_MAX];
    bool mouse = body.len && body.data[0] == '<';
    parse_parameters(mouse ? slice_from(body, 1) : body, numbers);
    if (mouse)
        return mouse_key(keys, numbers[0], final != 'M', numbers[1] - 1, numbers[2] - 1, key);
    int with = held_with(numbers[1]);
    if (is_answer(body, final, numbers[0]) || is_release(body) || with & (SUPER | HYPER | META))
        return DECODED_NOTHING;
    if (final == 'u')
        return modified_key(keys, numbers[0], numbers[1], key);
    if (final == '~' && numbers[0] == 27 && numbers[2])
        return modified_key(keys, numbers[2], numbers[1], key);
    if (final != '~')
        return plain(final_key(final), key);
    if (numbers[0] == 200) {
        keys->state = KEYS_PASTING;
        buf_clear(&keys->paste);
        return DECODED_NOTHING;
    }
    return with & ALT ? DECODED_NOTHING : plain(tilde_key(numbers[0]), key);
}

/* The old mouse report: three bytes behind "ESC [ M". */
static enum decoded decode_old_mouse(struct keys *keys, struct slice rest, struct key *key)
{
    if (rest.len < 6)
        return DECODED_PARTIAL;
    const unsigned char *report = (const unsigned char *)rest.data + 3;
    keys->at += 6;
    int button = report[0] - 32;
    bool released = (button & ~4 & ~8 & ~16) == MOUSE_BUTTON;
    return mouse_key(keys, released ? 0 : button, released, report[1] - 33, report[2] - 33, key);
}

static bool ends_sequence(char final)
{
    return final >= 0x40 && final != 0x7F;
}

/* What is too long to be a key is none, up to its end. */
static enum decoded decode_long(struct keys *keys)
{
    struct slice rest = rest_of(keys);
    size_t len = parameters_length(rest);
    keys->at += len;
    if (len == rest.len)
        return DECODED_PARTIAL;
    keys->at += ends_sequence(rest.data[len]);
    keys->state = KEYS_PLAIN;
    return DECODED_NOTHING;
}

static enum decoded decode_csi(struct keys *keys, struct slice rest, struct key *key)
{
    if (rest.len > 2 && rest.data[2] == 'M')
        return decode_old_mouse(keys, rest, key);
    size_t end = 2 + parameters_length(slice_from(rest, 2));
    if (end > SEQUENCE_MAX) {
        keys->at += end;
        keys->state = KEYS_LONG;
        return DECODED_NOTHING;
    }
    if (end == rest.len)
        return DECODED_PARTIAL;
    if (!ends_sequence(rest.data[end])) {
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
    if (memchr("]P_^X", rest.data[1], 5)) {
        keys->at += 2;
        keys->state = KEYS_ANSWER;
        return DECODED_NOTHING;
    }
    return known;
}

/* A lone escape waits for a moment, and is Esc. What has begun as a sequence waits for its rest,
 * however late: that must never be typed. */
static enum decoded decode_escape(struct keys *keys, bool late, struct key *key)
{
    size_t before = keys->at;
    struct slice rest = rest_of(keys);
    if (is_doubtful(keys, rest)) {
        keys->at += late;
        return late ? DECODED_NOTHING : DECODED_PARTIAL;
    }
    enum decoded sequence = rest.len > 1 ? decode_sequence(keys, rest, late, key)
                            : late       ? DECODED_NOTHING
                                         : DECODED_PARTIAL;
    if (sequence == DECODED_KEY || keys->at > before)
        return sequence;
    bool waits = rest.len == 1 || rest.data[1] == '[' || rest.data[1] == 'O';
    if (sequence == DECODED_PARTIAL && (waits || !late))
        return sequence;
    keys->at++;
    keys->meta = rest.len > 1 && rest.data[1] != '\033';
    if (rest.len == 1)
        keys->escaped_at = keys->now;
    return plain(K_ESC, key);
}

/* Nothing more comes of what was broken off. */
static enum decoded drop_rest(struct keys *keys)
{
    keys->at = keys->bytes.len;
    return DECODED_NOTHING;
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
    if (keys->state == KEYS_PASTING)
        return decode_paste(keys, key);
    if (keys->state == KEYS_ANSWER)
        return decode_answer(keys);
    if (keys->state == KEYS_LONG)
        return decode_long(keys);
    if (keys->bytes.data[keys->at] == '\033')
        return decode_escape(keys, late, key);
    return decode_character(keys, late, key);
}

bool keys_next(struct keys *keys, bool late, struct key *key)
{
    *key = (struct key){ .code = keys->waiting };
    keys->waiting = K_NONE;
    if (key->code != K_NONE)
        return true;
    while (keys->at < keys->bytes.len || (keys->over && keys->state == KEYS_PASTING)) {
        bool mute = keys->mute;
        enum decoded decoded = decode(keys, late, key);
        keys->mute = mute && decoded == DECODED_PARTIAL;
        if (decoded == DECODED_PARTIAL || (decoded == DECODED_KEY && !mute))
            return decoded == DECODED_KEY;
    }
    return false;
}
