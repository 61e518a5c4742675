#include "import/read/decode.h"

#include <errno.h>
#include <iconv.h>
#include <stdint.h>

#include "base/i18n.h"
#include "base/text.h"

#define REPLACEMENT "\xef\xbf\xbd"

static bool begins(struct slice bytes, const char *mark, size_t len)
{
    return bytes.len >= len && memcmp(bytes.data, mark, len) == 0;
}

/* By where the NUL bytes of the first characters are. */
static const char *guess_utf16(struct slice bytes)
{
    enum { LOOKED_AT = 400 };
    size_t even = 0, odd = 0, count = bytes.len < LOOKED_AT ? bytes.len : LOOKED_AT;
    for (size_t i = 0; i < count; i++)
        if (!bytes.data[i])
            *(i % 2 ? &odd : &even) += 1;
    if (odd * 4 > count && !even)
        return "UTF-16LE";
    return even * 4 > count && !odd ? "UTF-16BE" : NULL;
}

static const char *guess(struct slice *bytes)
{
    static const struct {
        const char *mark;
        size_t len;
        const char *encoding;
    } marks[] = {
        { "\xef\xbb\xbf", 3, "UTF-8" },
        { "\xff\xfe\0\0", 4, "UTF-32LE" },
        { "\0\0\xfe\xff", 4, "UTF-32BE" },
        { "\xff\xfe", 2, "UTF-16LE" },
        { "\xfe\xff", 2, "UTF-16BE" },
    };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (begins(*bytes, marks[i].mark, marks[i].len)) {
            *bytes = slice_from(*bytes, marks[i].len);
            return marks[i].encoding;
        }
    const char *utf16 = guess_utf16(*bytes);
    if (utf16)
        return utf16;
    return utf8_valid_length(*bytes) == bytes->len ? "UTF-8" : "CP1252";
}

/* What is not valid becomes a mark; returns how often. */
static size_t convert(iconv_t way, struct slice bytes, size_t unit, struct buf *out)
{
    size_t bad = 0;
    char *in = (char *)(uintptr_t)bytes.data; /* iconv() does not write there */
    size_t in_left = bytes.len;
    while (in_left) {
        buf_reserve(out, in_left + in_left / 2 + 64);
        char *to = out->data + out->len;
        size_t room = out->cap - out->len - 1, room_left = room;
        size_t result = iconv(way, &in, &in_left, &to, &room_left);
        out->len += room - room_left;
        out->data[out->len] = '\0';
        if (result == (size_t)-1 && errno != E2BIG) {
            bad++;
            buf_adds(out, REPLACEMENT);
            in += unit < in_left ? unit : in_left;
            in_left -= unit < in_left ? unit : in_left;
        }
    }
    return bad;
}

/* UTF-8 as it is, but for what is none. */
static size_t copy_valid(struct slice bytes, struct buf *out)
{
    size_t bad = 0;
    buf_reserve(out, bytes.len);
    while (bytes.len) {
        size_t good = utf8_valid_length(bytes);
        buf_add(out, bytes.data, good);
        bytes = slice_from(bytes, good);
        if (bytes.len) {
            bad++;
            buf_adds(out, REPLACEMENT);
            bytes = slice_from(bytes, 1);
        }
    }
    return bad;
}

/* Line ends become "\n" in place; returns how many NULs became blanks. */
static size_t settle_lines(struct buf *text)
{
    size_t len = 0, nuls = 0;
    if (!memchr(text->data, '\r', text->len) && !memchr(text->data, '\0', text->len))
        return 0;
    for (size_t i = 0; i < text->len; i++) {
        char c = text->data[i];
        if (c == '\r' && i + 1 < text->len && text->data[i + 1] == '\n')
            continue;
        nuls += !c;
        text->data[len++] = c == '\r' ? '\n' : c ? c : ' ';
    }
    buf_cut(text, len);
    return nuls;
}

enum status decode(struct slice bytes, const char **encoding, const char *file, struct buf *out,
    bool *doubt, struct diags *diags)
{
    const char *guessed = guess(&bytes);
    bool given = *encoding != NULL;
    const char *used = given ? *encoding : guessed;
    size_t bad;
    if (strcmp(used, "UTF-8") == 0) {
        bad = copy_valid(bytes, out);
    } else {
        iconv_t way = iconv_open("UTF-8", used);
        if (way == (iconv_t)-1) {
            diags_add(diags, file, 0, 0,
                _("the encoding \"%s\" is not known; name another with --encoding"), used);
            return STATUS_BAD;
        }
        bad = convert(way, bytes, strncmp(used, "UTF-16", 6) == 0 ? 2 : 1, out);
        iconv_close(way);
    }
    *encoding = used;
    if (!given && strcmp(used, "CP1252") == 0)
        diags_add(diags, file, 0, 0, "%s",
            _("this is no UTF-8; it is read as CP1252 (Windows); --encoding names another"));
    if (bad)
        diags_add(diags, file, 0, 0,
            _n("%1$zu byte is no character in %2$s", "%1$zu bytes are no characters in %2$s", bad),
            bad, used);
    size_t nuls = settle_lines(out);
    if (nuls)
        diags_add(diags, file, 0, 0,
            _n("%zu NUL byte became a blank", "%zu NUL bytes became blanks", nuls), nuls);
    *doubt = *doubt || bad || nuls;
    return STATUS_OK;
}
