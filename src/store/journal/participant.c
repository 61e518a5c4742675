#include "store/journal/participant.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/text.h"
#include "store/journal/crc_line.h"

/* "CRC FLAGS name TAB token TAB node TAB view TAB clock LF"; the numbers have 8 hex digits. */
enum { HEAD_LEN = 18, TEXTS = 5 };

static const struct {
    size_t at, size; /* in struct participant */
    size_t max;      /* bytes in the slot */
    bool shown;      /* to people; all others are only compared */
} texts[TEXTS] = {
#define MEMBER(name) offsetof(struct participant, name), sizeof((struct participant *)0)->name
    { MEMBER(name), 64, true },
    { MEMBER(token), 95, false },
    { MEMBER(node), 191, false },
    { MEMBER(view), 23, false },
    { MEMBER(clock), 80, true },
#undef MEMBER
};

/* --- writing --- */

/* Whole characters, none of them a control character, at most `max` bytes. */
static void add_clean(struct buf *out, const char *text, size_t max)
{
    struct slice rest = slice_of(text);
    rest.len = utf8_valid_length(rest);
    size_t end = out->len + max;
    while (rest.len) {
        struct slice before = rest;
        uint32_t point = utf8_next(&rest);
        if (point < 0x20 || (point >= 0x7F && point < 0xA0))
            continue;
        if (out->len + (before.len - rest.len) > end)
            break;
        buf_add(out, before.data, before.len - rest.len);
    }
}

void participant_to_slot(const struct participant *who, char slot[PARTICIPANT_SIZE])
{
    struct buf line = BUF_INIT;
    size_t start = crc_line_begin(&line);
    buf_addf(&line, "%08x ", who->flags);
    for (int i = 0; i < TEXTS; i++) {
        add_clean(&line, (const char *)who + texts[i].at, texts[i].max);
        buf_add_char(&line, i + 1 < TEXTS ? '\t' : '\n');
    }
    crc_line_end(&line, start);
    memset(slot, 0, PARTICIPANT_SIZE);
    memcpy(slot, line.data, line.len < PARTICIPANT_SIZE ? line.len : PARTICIPANT_SIZE);
    buf_release(&line);
}

/* --- reading --- */

/* The line with its end; empty where there is none. */
static struct slice line_of(const char *slot)
{
    const char *end = memchr(slot, '\n', PARTICIPANT_SIZE);
    size_t len = end ? (size_t)(end + 1 - slot) : 0;
    return (struct slice){ slot, len > HEAD_LEN && !memchr(slot, '\0', len) ? len : 0 };
}

static struct slice next_text(struct slice *rest)
{
    const char *tab = rest->len ? memchr(rest->data, '\t', rest->len) : NULL;
    struct slice text = { rest->data, tab ? (size_t)(tab - rest->data) : rest->len };
    *rest = slice_from(*rest, text.len + (tab != NULL));
    return text;
}

/* One to compare with must be as it would be written: else it is none. */
static void take_text(struct participant *who, int i, struct slice text)
{
    char *out = (char *)who + texts[i].at;
    struct buf clean = BUF_INIT;
    if (texts[i].shown) {
        text_clip(&clean, text, PARTICIPANT_COLUMNS, "~");
    } else {
        char whole[PARTICIPANT_SIZE];
        memcpy(whole, text.data, text.len);
        whole[text.len] = '\0';
        add_clean(&clean, whole, texts[i].max);
        if (!slice_equal(buf_slice(&clean), text))
            buf_clear(&clean);
    }
    if (clean.len < texts[i].size)
        memcpy(out, clean.data, clean.len);
    buf_release(&clean);
}

bool participant_from_slot(const char slot[PARTICIPANT_SIZE], struct participant *who)
{
    uint32_t flags;
    struct slice rest = line_of(slot);
    *who = (struct participant){ 0 };
    if (!crc_line_check(&rest) || !take_hex(&rest, &flags) || !take_char(&rest, ' '))
        return false;
    who->flags = flags & PARTICIPANT_FLAGS;
    rest.len--; /* the line end */
    for (int i = 0; i < TEXTS; i++)
        take_text(who, i, next_text(&rest));
    if (!who->name[0])
        strcpy(who->name, "?");
    return who->token[0];
}

bool participant_equal(const struct participant *a, const struct participant *b)
{
    for (int i = 0; i < TEXTS; i++)
        if (strcmp((const char *)a + texts[i].at, (const char *)b + texts[i].at) != 0)
            return false;
    return a->slot == b->slot && a->own == b->own && a->flags == b->flags &&
           strcmp(a->initials, b->initials) == 0;
}

/* --- initials --- */

enum { LETTERS = 2, CODES = 36 * 36 };

/* The first two letters or digits of the name; returns how many there are. */
static int find_letters(const char *name, struct grapheme letters[LETTERS])
{
    struct slice rest = slice_of(name);
    int count = 0;
    while (count < LETTERS && text_next(&rest, &letters[count])) {
        uint32_t point = letters[count].count ? letters[count].points[0] : 0;
        bool sign = point < 0x80 && !(point >= '0' && point <= '9') &&
                    !((point | 0x20) >= 'a' && (point | 0x20) <= 'z');
        count += letters[count].width > 0 && letters[count].width <= 2 && !sign;
    }
    return count;
}

static void add_letter(struct buf *out, const struct grapheme *letter)
{
    for (int i = 0; i < letter->count; i++)
        buf_add_codepoint(out, letter->points[i]);
}

/* The first proposal is the two letters; others follow, and all slots differ in the last ones. */
static void propose(struct participant *who, unsigned attempt)
{
    static const char digits[] = "0123456789abcdefghijklmnopqrstuvwxyz";
    struct grapheme letters[LETTERS];
    struct buf text = BUF_INIT;
    int count = find_letters(who->name, letters);
    if (count && (attempt == 0 || (attempt < 9 && letters[0].width == 1))) {
        add_letter(&text, &letters[0]);
        if (attempt > 0)
            buf_add_char(&text, digits[attempt + 1]);
        else if (count == LETTERS && letters[0].width + letters[1].width <= 2)
            add_letter(&text, &letters[1]);
    } else {
        unsigned code = ((unsigned)who->slot + attempt) % CODES;
        buf_addf(&text, "%c%c", digits[code / 36], digits[code % 36]);
    }
    if (text.len >= sizeof who->initials)
        buf_clear(&text);
    memcpy(who->initials, text.data, text.len + 1);
    buf_release(&text);
}

static bool is_taken(const struct participant *items, size_t count, const char *initials)
{
    for (size_t i = 0; i < count; i++)
        if (strcasecmp(items[i].initials, initials) == 0)
            return true;
    return !*initials;
}

void participants_label(struct participant *items, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (unsigned attempt = 0; attempt < 2 * CODES; attempt++) {
            propose(&items[i], attempt);
            if (!is_taken(items, i, items[i].initials))
                break;
        }
}
