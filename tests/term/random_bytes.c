#include "term/random_bytes.h"

#define PICK(state, array) (array)[bytes_below(state, sizeof(array) / sizeof *(array))]

/* xorshift64* */
unsigned bytes_below(uint64_t *state, unsigned below)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return (unsigned)((*state * 2685821657736338717u) >> 33) % below;
}

static void add_text(uint64_t *state, struct buf *out)
{
    static const char *const pieces[] = { "u", "dd", "q", "\n", "\r\n", "\t", "@web", "-1", "+2",
        "!slow", ";", ":", "中文", "é", "\xF0\x9F\x98\x80", "\xFF", "\xC3", "\x01", "\033[A",
        "text ", "R", "\xE2\x80\xA8", "\xE2\x80\xAE" };
    for (unsigned i = bytes_below(state, 12); i > 0; i--)
        buf_adds(out, PICK(state, pieces));
}

/* --- keys --- */

static void add_sign(uint64_t *state, struct buf *out)
{
    static const char signs[] = "+-0123459rRduyY.gGvaApoiwsmtcnJKHLhjkl?:;=\"#$^(){}`";
    static const char *const wide[] = { "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\x91",
        "\xE3\x80\x80", "\xEF\xBD\x81", "\xC3\xA4", "中", "\xCC\x81" };
    unsigned what = bytes_below(state, 10);
    if (what < 7)
        buf_add_char(out, signs[bytes_below(state, sizeof signs - 1)]);
    else if (what < 8)
        buf_adds(out, PICK(state, wide));
    else
        buf_add_char(out, (char)(0x21 + bytes_below(state, 94)));
}

/* As the terminals of today number keys, with Shift, Alt, Ctrl; not C-z. */
static void add_numbered(uint64_t *state, struct buf *out)
{
    static const int numbers[] = { 9, 13, 27, 32, 43, 45, 49, 97, 100, 117, 127, 57400, 57414, 65,
        0, 1114112, 99999999 };
    int number = PICK(state, numbers), held = (int)bytes_below(state, 10);
    buf_addf(out, bytes_below(state, 2) ? "\033[%d;%du" : "\033[27;%2$d;%1$d~", number, held);
}

static void add_special(uint64_t *state, struct buf *out)
{
    static const char *const special[] = { "\033[A", "\033[B", "\033[C", "\033[D", "\033OA",
        "\033OB", "\033[H", "\033[F", "\033[5~", "\033[6~", "\033[3~", "\033[2~", "\033[Z",
        "\033OP", "\033OQ", "\033OR", "\033OS", "\033[15~", "\033[17~", "\033[18~", "\033[19~",
        "\033[20~", "\033[21~", "\033[23~", "\033[24~", "\r", "\r", "\r", "\t", "\177", "\b",
        "\x03", "\x07", "\x12", "\x1F", "\x04", "\x15", "\x06", "\x14", "\x17", "\x0B", "\x0C",
        "\033Oj", "\033OM" };
    buf_adds(out, PICK(state, special));
}

static void add_mouse(uint64_t *state, struct buf *out)
{
    int x = (int)bytes_below(state, 90), y = (int)bytes_below(state, 30);
    static const int buttons[] = { 0, 0, 0, 64, 65, 1, 2, 32, 128, 66 };
    int button = PICK(state, buttons);
    if (bytes_below(state, 4))
        buf_addf(out, "\033[<%d;%d;%d%c", button, x, y, bytes_below(state, 3) ? 'M' : 'm');
    else
        buf_addf(out, "\033[M%c%c%c", 32 + button % 70, 33 + x, 33 + y);
}

static void add_command(uint64_t *state, struct buf *out)
{
    static const char *const commands[] = { "guide", "guide feelings", "silent", "vote pains",
        "vote", "reveal", "pain Slow", "idea Fast", "set emotion 1", "log", "conflicts", "who",
        "personas", "parking", "help", "stage One; Two", "add Pay @web -1 !slow !!4", "delete",
        "undo", "redo", "view", "facts", "agenda", "name x", "lead", "set", "persona", "pains",
        "ideas", "quotes", "map", "editor", "rate", "rate-all", "copy", "put", "find Search",
        "go-to 3" };
    buf_addf(out, ":%s\r", PICK(state, commands));
}

void bytes_of_key(uint64_t *state, struct buf *out)
{
    unsigned what = bytes_below(state, 40);
    if (what < 16)
        add_sign(state, out);
    else if (what < 28)
        add_special(state, out);
    else if (what < 31)
        add_numbered(state, out);
    else if (what < 33)
        add_mouse(state, out);
    else if (what < 35)
        buf_adds(out, "\033");
    else if (what < 37)
        add_command(state, out);
    else if (what < 38)
        buf_addf(out, "\033%c", (int)(0x21 + bytes_below(state, 94)));
    else
        buf_adds(out, "\r");
}

/* --- what is no key --- */

static void add_answer(uint64_t *state, struct buf *out)
{
    static const char *const begins[] = { "\033]", "\033P", "\033_", "\033^", "\033X" };
    static const char *const bodies[] = { "11;rgb:dddd/dddd/dddd", "52;c;ZGRk",
        "1+r544e=787465726d", ">|XTerm(370)", "", "u", "dd", "0;A title", "中文", "Gi=31;OK", "\tx",
        "q" };
    static const char *const ends[] = { "\a", "\033\\" };
    buf_addf(out, "%s%s%s", PICK(state, begins), PICK(state, bodies), PICK(state, ends));
}

void bytes_of_no_key(uint64_t *state, struct buf *out)
{
    static const char *const bytes[] = { "\033[?62;22c", "\033[>1;10;0c", "\033[24;80R", "\033[0n",
        "\033[I", "\033[O", "\033[97;1:3u", "\033[?1u", "\xC2\x9B", "\xFF", "\xC0\x80", "\033[999~",
        "\033[201~", "\033[<35;3;3M", "\033[200000000000000000000z", "\033[;;;;;;;y",
        "\033[?2026;2$y", "\033[48;24;80t" };
    if (bytes_below(state, 2))
        add_answer(state, out);
    else
        buf_adds(out, PICK(state, bytes));
}

void bytes_of_paste(uint64_t *state, bool whole, struct buf *out)
{
    buf_adds(out, "\033[200~");
    add_text(state, out);
    for (unsigned i = bytes_below(state, 20) ? 0 : 300; i > 0; i--)
        buf_addf(out, "line %u\n", i);
    if (whole)
        buf_adds(out, "\033[201~");
}
