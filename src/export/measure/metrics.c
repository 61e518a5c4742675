#include "export/measure/metrics.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/mem.h"
#include "base/text.h"

enum { ASCII_FIRST = 0x20, ASCII_END = 0x7F, WIDE = 100, EMOJI = 130, OTHER = 84 };
enum { SHORT_WORD = 18 }; /* letters of a word that is not to be broken */

static const unsigned char regular[ASCII_END - ASCII_FIRST] = { 32, 40, 46, 84, 64, 95, 78, 28, 39,
    39, 56, 84, 32, 36, 32, 38, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84, 84, 84, 56, 102,
    69, 69, 73, 77, 67, 61, 78, 76, 34, 50, 67, 56, 91, 76, 79, 67, 79, 73, 67, 61, 74, 69, 99, 69,
    67, 69, 39, 38, 39, 84, 56, 50, 62, 64, 55, 64, 62, 36, 64, 64, 28, 28, 58, 28, 98, 64, 62, 64,
    64, 42, 52, 40, 64, 60, 82, 60, 60, 53, 64, 56, 64, 84 };

static const unsigned char heavy[ASCII_END - ASCII_FIRST] = { 35, 46, 52, 84, 70, 101, 88, 31, 46,
    46, 55, 84, 38, 42, 38, 42, 70, 70, 70, 70, 70, 70, 70, 70, 70, 70, 40, 40, 84, 84, 84, 61, 100,
    78, 77, 74, 83, 69, 69, 82, 84, 39, 56, 78, 64, 100, 84, 85, 74, 85, 77, 72, 69, 82, 78, 111,
    77, 73, 73, 46, 42, 46, 84, 56, 50, 68, 72, 60, 72, 68, 44, 72, 72, 35, 35, 67, 35, 105, 72, 69,
    72, 72, 50, 60, 48, 72, 66, 93, 65, 66, 59, 72, 56, 72, 84 };

/* --- code points --- */

static bool is_one_of(uint32_t point, const char *some)
{
    struct slice rest = slice_of(some);
    while (rest.len)
        if (utf8_next(&rest) == point)
            return true;
    return false;
}

static bool is_break(uint32_t point)
{
    return point == '\n' || point == '\r' || point == 0x85 || point == 0x2028 || point == 0x2029;
}

static bool is_blank(uint32_t point)
{
    return point == ' ' || point == '\t' || point == 0x3000 || is_break(point);
}

bool point_is_dropped(uint32_t point)
{
    return (point < 0x20 && !is_blank(point)) || (point >= 0x7F && point < 0xA0 && point != 0x85) ||
           point == 0x200E || point == 0x200F || point == 0x061C ||
           (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069) ||
           point == 0xFEFF || (point & 0xFFFE) == 0xFFFE;
}

static bool is_wide(uint32_t point)
{
    return point >= 0x1100 && utf8proc_charwidth((utf8proc_int32_t)point) == 2;
}

static int greek_width(uint32_t point)
{
    bool capital = (point >= 0x391 && point <= 0x3AB) || point == 0x3F4;
    if (capital)
        return point == 0x399 ? 35 : point == 0x39C ? 91 : 79;
    return point == 0x3B9 ? 35 : is_one_of(point, "ωψφ") ? 84 : 66;
}

static int cyrillic_width(uint32_t point)
{
    bool capital = point < 0x430;
    if (point > 0x45F)
        capital = !(point & 1);
    if (is_one_of(point, "ЖМШЩЫЮ"))
        return 110;
    return capital ? 83 : is_one_of(point, "жмшщыюњљ") ? 95 : 69;
}

static int other_width(uint32_t point)
{
    if (point >= 0x370 && point <= 0x3FF)
        return greek_width(point);
    if (point >= 0x400 && point <= 0x52F)
        return cyrillic_width(point);
    if (is_one_of(point, "“”«»„"))
        return 62;
    if (is_one_of(point, "‘’·‚"))
        return 34;
    if (is_one_of(point, "–§°"))
        return 56;
    if (is_one_of(point, "—…") || (point >= 0x2190 && point <= 0x21FF))
        return 100;
    return OTHER;
}

static bool takes_no_room(uint32_t point)
{
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)point);
    return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_ME ||
           category == UTF8PROC_CATEGORY_CF || point_is_dropped(point);
}

static bool is_emoji(uint32_t point)
{
    utf8proc_propval_t class = utf8proc_get_property((utf8proc_int32_t)point)->boundclass;
    return (class == UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC && point > 0xFF) ||
           class == UTF8PROC_BOUNDCLASS_REGIONAL_INDICATOR;
}

static int ascii_width(uint32_t point, bool bold)
{
    return (bold ? heavy : regular)[point - ASCII_FIRST];
}

int point_width(uint32_t point, bool bold)
{
    if (point >= ASCII_FIRST && point < ASCII_END)
        return ascii_width(point, bold);
    if (takes_no_room(point))
        return 0;
    if (is_emoji(point))
        return EMOJI;
    if (is_wide(point))
        return WIDE;
    utf8proc_int32_t parts[8];
    utf8proc_ssize_t count = utf8proc_decompose_char(
        (utf8proc_int32_t)point, parts, 8, UTF8PROC_DECOMPOSE, NULL);
    uint32_t base = count > 0 && count <= 8 ? (uint32_t)parts[0] : point;
    if (base >= ASCII_FIRST && base < ASCII_END)
        return ascii_width(base, bold);
    int width = other_width(base);
    return bold ? (width * 112 + 99) / 100 : width;
}

/* --- words --- */

enum gap { GAP_NONE, GAP_BLANK, GAP_LINE };

/* What is not broken, and what stands before it. */
struct piece {
    uint32_t at, len, width, letters;
    enum gap before;
};

struct prepared {
    const char *data; /* NULL: a free slot */
    size_t len;
    bool bold;
    struct piece *pieces;
    size_t count;
    uint64_t width; /* on one line */
    bool breaks;    /* it has several lines of its own */
};

/* While a text is cut into pieces. */
struct cutter {
    struct widths *widths; /* its `cut` has them */
    size_t count;
    bool open; /* the last piece may grow */
    enum gap gap;
};

static bool is_hyphen(uint32_t point)
{
    return point == '-' || point == '/' || (point >= 0x2010 && point <= 0x2014);
}

/* Within a word that has so many letters before. */
static bool may_break(uint32_t before, uint32_t after, uint32_t letters)
{
    if (!is_wide(before) && !is_wide(after) && !(letters > 1 && is_hyphen(before)))
        return false;
    return !is_one_of(after, "，。、；：！？）」』”’》】·…,.;:!?)]}%") &&
           !is_one_of(before, "（「『“‘《【([{");
}

static bool is_letter_or_digit(uint32_t point)
{
    return (point | 0x20) - 'a' < 26 || point - '0' < 10;
}

/* The piece that may grow; a new one, which begins at `at`, where there is none. */
static struct piece *open_piece(struct cutter *cutter, uint32_t at)
{
    struct widths *widths = cutter->widths;
    if (!cutter->open) {
        if (cutter->count == widths->cut_cap)
            MEM_GROW(widths->cut, cutter->count + 1, widths->cut_cap);
        widths->cut[cutter->count] = (struct piece){ .at = at,
            .before = cutter->count ? cutter->gap : GAP_NONE };
        cutter->count++;
        cutter->open = true;
        cutter->gap = GAP_NONE;
    }
    return &widths->cut[cutter->count - 1];
}

static void cutter_put(
    struct cutter *cutter, uint32_t at, uint32_t len, uint32_t point, bool bold, bool breaks)
{
    cutter->open &= !breaks;
    struct piece *piece = open_piece(cutter, at);
    piece->len = at + len - piece->at;
    piece->width += (uint32_t)point_width(point, bold);
    piece->letters++;
}

/* Letters and digits of ASCII, most of most texts, begin a piece or go on in the one that is open,
 * also behind what is dropped; nothing breaks between them. Gives how many there are at `at`. */
static size_t put_letters(struct cutter *cutter, struct slice text, uint32_t at, bool bold)
{
    const unsigned char *widths = bold ? heavy : regular;
    uint32_t len = 0, width = 0;
    for (; len < text.len && is_letter_or_digit((unsigned char)text.data[len]); len++)
        width += widths[(unsigned char)text.data[len] - ASCII_FIRST];
    if (!len)
        return 0;
    struct piece *piece = open_piece(cutter, at);
    piece->len = at + len - piece->at;
    piece->width += width;
    piece->letters += len;
    return len;
}

static inline void cutter_gap(struct cutter *cutter, enum gap gap)
{
    cutter->gap = gap > cutter->gap ? gap : cutter->gap;
    cutter->open = false;
}

static void cut_into_pieces(struct cutter *cutter, struct slice text, bool bold)
{
    struct slice rest = text;
    uint32_t last = 0;
    while (rest.len) {
        uint32_t at = (uint32_t)(text.len - rest.len);
        if (*rest.data == ' ') {
            cutter_gap(cutter, GAP_BLANK);
            rest = slice_from(rest, 1);
            continue;
        }
        size_t letters = cutter->open && !is_letter_or_digit(last)
                             ? 0
                             : put_letters(cutter, rest, at, bold);
        if (letters) {
            last = (unsigned char)rest.data[letters - 1];
            rest = slice_from(rest, letters);
            continue;
        }
        uint32_t point = utf8_next(&rest);
        if (is_blank(point)) {
            cutter_gap(cutter, is_break(point) ? GAP_LINE : GAP_BLANK);
        } else if (!point_is_dropped(point)) {
            uint32_t before = cutter->open ? cutter->widths->cut[cutter->count - 1].letters : 0;
            cutter_put(cutter, at, (uint32_t)(text.len - rest.len) - at, point, bold,
                cutter->open && may_break(last, point, before));
            last = point;
        }
    }
}

static size_t slot_of(const struct widths *widths, const struct prepared *wanted)
{
    uint64_t hash = ((uint64_t)(uintptr_t)wanted->data * 2 + wanted->bold) ^ (uint64_t)wanted->len
                                                                                 << 40;
    size_t slot = (size_t)(hash * UINT64_C(0x9E3779B97F4A7C15) >> 20) & (widths->size - 1);
    while (widths->slots[slot].data &&
           (widths->slots[slot].data != wanted->data || widths->slots[slot].len != wanted->len ||
               widths->slots[slot].bold != wanted->bold))
        slot = (slot + 1) & (widths->size - 1);
    return slot;
}

static void grow(struct widths *widths)
{
    struct widths old = *widths;
    widths->size = old.size ? 2 * old.size : 256;
    widths->slots = mem_zalloc(widths->size * sizeof *widths->slots);
    for (size_t i = 0; i < old.size; i++)
        if (old.slots[i].data)
            widths->slots[slot_of(widths, &old.slots[i])] = old.slots[i];
    free(old.slots);
}

/* Texts are asked for again soon or much later: a table of all of a large map would be slower than
 * to cut them anew. */
static void forget(struct widths *widths)
{
    arena_release(&widths->arena);
    memset(widths->slots, 0, widths->size * sizeof *widths->slots);
    widths->count = 0;
}

static uint32_t blank_width(const struct piece *piece, bool bold)
{
    return piece->before == GAP_NONE ? 0 : (uint32_t)ascii_width(' ', bold);
}

static const struct prepared *prepare(struct widths *widths, struct slice text, bool bold)
{
    enum { KEPT_MOST = 1 << 11 };
    if (widths->count == KEPT_MOST)
        forget(widths);
    if (2 * widths->count >= widths->size)
        grow(widths);
    struct prepared wanted = { .data = text.data, .len = text.len, .bold = bold };
    struct prepared *slot = &widths->slots[slot_of(widths, &wanted)];
    if (slot->data)
        return slot;
    struct cutter cutter = { .widths = widths };
    cut_into_pieces(&cutter, text, bold);
    *slot = wanted;
    slot->count = cutter.count;
    if (cutter.count) {
        slot->pieces = arena_alloc(&widths->arena, cutter.count * sizeof *slot->pieces);
        memcpy(slot->pieces, widths->cut, cutter.count * sizeof *slot->pieces);
    }
    for (size_t i = 0; i < cutter.count; i++) {
        slot->width += blank_width(&slot->pieces[i], bold) + slot->pieces[i].width;
        slot->breaks |= slot->pieces[i].before == GAP_LINE;
    }
    widths->count++;
    return slot;
}

void widths_release(struct widths *widths)
{
    arena_release(&widths->arena);
    free(widths->slots);
    free(widths->cut);
    *widths = (struct widths)WIDTHS_INIT;
}

static int in_units(uint64_t hundredths, int size)
{
    return (int)((hundredths * (uint64_t)size + 99) / 100);
}

int text_span(struct widths *widths, struct slice text, int size, bool bold)
{
    if (!text.len)
        return 0;
    return in_units(prepare(widths, text, bold)->width, size);
}

int text_longest_word(struct widths *widths, struct slice text, int size, bool bold)
{
    if (!text.len)
        return 0;
    const struct prepared *prepared = prepare(widths, text, bold);
    uint32_t width = 0;
    for (size_t i = 0; i < prepared->count; i++)
        width = prepared->pieces[i].width > width ? prepared->pieces[i].width : width;
    return in_units(width, size);
}

/* --- lines --- */

struct wrapper {
    struct slice text;
    struct text_line *lines;
    size_t most, count;
    uint32_t limit, used; /* hundredths of the size */
    size_t begin, end;    /* of the line that is being filled */
    int size;
};

static void end_line(struct wrapper *wrapper, bool blank)
{
    if (wrapper->count < wrapper->most)
        wrapper->lines[wrapper->count] = (struct text_line){
            .text = { wrapper->text.data + wrapper->begin, wrapper->end - wrapper->begin },
            .blank = blank,
            .width = in_units(wrapper->used, wrapper->size),
        };
    wrapper->count++;
    wrapper->used = 0;
    wrapper->begin = wrapper->end;
}

/* A word that is wider than the line goes on at its beginning, cluster for cluster. */
static void break_word(struct wrapper *wrapper, const struct piece *piece, bool bold)
{
    struct slice rest = { wrapper->text.data + piece->at, piece->len };
    struct grapheme cluster;
    while (text_next(&rest, &cluster)) {
        struct slice points = cluster.bytes;
        uint32_t width = 0;
        while (points.len)
            width += (uint32_t)point_width(utf8_next(&points), bold);
        if (wrapper->used && wrapper->used + width > wrapper->limit)
            end_line(wrapper, false);
        wrapper->used += width;
        wrapper->end = (size_t)(cluster.bytes.data - wrapper->text.data) + cluster.bytes.len;
    }
}

size_t text_lines(struct widths *widths, struct slice text, int size, bool bold, int width,
    struct text_line *lines, size_t most)
{
    if (!text.len)
        return 0;
    const struct prepared *prepared = prepare(widths, text, bold);
    struct wrapper wrapper = { .text = text, .lines = lines, .most = most, .size = size };
    wrapper.limit = width > 0 ? (uint32_t)((int64_t)width * 100 / size) : 0;
    bool whole = prepared->count && prepared->pieces->width && !prepared->breaks &&
                 prepared->width <= wrapper.limit;
    if (whole) {
        const struct piece *last = &prepared->pieces[prepared->count - 1];
        wrapper.used = (uint32_t)prepared->width;
        wrapper.begin = prepared->pieces->at;
        wrapper.end = last->at + last->len;
    }
    for (size_t i = 0; i < prepared->count && !whole; i++) {
        const struct piece *piece = &prepared->pieces[i];
        uint32_t blank = blank_width(piece, bold);
        if (wrapper.used &&
            (piece->before == GAP_LINE || wrapper.used + blank + piece->width > wrapper.limit))
            end_line(&wrapper, piece->before != GAP_NONE);
        if (!wrapper.used)
            wrapper.begin = piece->at;
        else
            wrapper.used += blank;
        if (piece->width > wrapper.limit && !wrapper.used) {
            widths->broke_word |= piece->letters <= SHORT_WORD;
            break_word(&wrapper, piece, bold);
            continue;
        }
        wrapper.used += piece->width;
        wrapper.end = piece->at + piece->len;
    }
    if (wrapper.used)
        end_line(&wrapper, false);
    return wrapper.count;
}
