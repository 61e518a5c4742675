#include "term/walkthrough.h"

#include <ctype.h>
#include <stdlib.h>
#include <strings.h>

#include "base/mem.h"

struct reader {
    struct walkthrough *walk;
    const char *name;
    int line;
    bool inside;                                   /* the section */
    struct buf sentence;                           /* the prose of it so far */
    bool keys, texts;                              /* which the sentence names */
    enum { NOTHING, COMMANDS, RESULTS } announced; /* by a colon */
    bool pending;                                  /* and not there yet */
    bool block;
    struct buf shown; /* the lines of the block */
};

static void add_error(struct reader *reader, const char *what, struct slice text)
{
    struct buf *errors = &reader->walk->errors;
    buf_addf(errors, "%s:%d: %s: ", reader->name, reader->line, what);
    buf_add_slice(errors, text);
    buf_add_char(errors, '\n');
}

static void add_item(struct reader *reader, enum walk_kind kind, const char *text)
{
    struct walkthrough *walk = reader->walk;
    if (!*text)
        add_error(reader, "there is nothing in it", slice_of(text));
    walk->items = mem_grow(walk->items, walk->count + 1, &walk->cap, sizeof *walk->items);
    walk->items[walk->count++] = (struct walk_item){ kind, reader->line, mem_copy_string(text) };
}

/* --- roff --- */

static void add_escape(struct reader *reader, struct slice *rest, struct buf *out)
{
    static const struct {
        const char *escape, *text;
    } escapes[] = { { "&", "" }, { "-", "-" }, { "e", "\\" }, { "(aq", "'" }, { "(dq", "\"" },
        { "(ga", "`" }, { "(ha", "^" }, { "(pc", "·" }, { "(ti", "~" } };
    for (size_t i = 0; i < sizeof escapes / sizeof *escapes; i++) {
        size_t len = strlen(escapes[i].escape);
        if (rest->len >= len && !memcmp(rest->data, escapes[i].escape, len)) {
            buf_adds(out, escapes[i].text);
            *rest = slice_from(*rest, len);
            return;
        }
    }
    add_error(reader, "an escape that is not known", *rest);
}

static void add_char(struct reader *reader, struct slice *rest, struct buf *out)
{
    char c = *rest->data;
    *rest = slice_from(*rest, 1);
    if (c == '\\')
        add_escape(reader, rest, out);
    else
        buf_add_char(out, c);
}

static void add_decoded(struct reader *reader, struct slice text, struct buf *out)
{
    while (text.len)
        add_char(reader, &text, out);
}

/* Takes an argument of a macro; `*plain` is one as it stands, without quotes and escapes. */
static bool next_argument(
    struct reader *reader, struct slice *rest, struct buf *out, struct slice *plain)
{
    while (rest->len && *rest->data == ' ')
        *rest = slice_from(*rest, 1);
    if (!rest->len)
        return false;
    bool quoted = *rest->data == '"';
    if (quoted)
        *rest = slice_from(*rest, 1);
    const char *start = rest->data;
    buf_clear(out);
    while (rest->len && *rest->data != (quoted ? '"' : ' '))
        add_char(reader, rest, out);
    *plain = (struct slice){ start, (size_t)(rest->data - start) };
    if (quoted || memchr(start, '\\', plain->len))
        *plain = SLICE_NONE;
    if (quoted && rest->len)
        *rest = slice_from(*rest, 1);
    return true;
}

static bool is_closing(struct slice plain)
{
    return plain.len == 1 && strchr(".,:;!?)", *plain.data);
}

/* "No" is a macro in the arguments of another one. */
static bool may_be_macro(struct slice plain)
{
    return plain.len == 2 && isupper((unsigned char)plain.data[0]) &&
           islower((unsigned char)plain.data[1]);
}

/* The arguments of a macro as one text, and the punctuation that follows it. */
static void read_arguments(
    struct reader *reader, struct slice rest, struct buf *text, struct buf *closing)
{
    struct buf argument = BUF_INIT;
    struct slice plain;
    while (next_argument(reader, &rest, &argument, &plain)) {
        if (is_closing(plain)) {
            buf_add_slice(closing, plain);
            continue;
        }
        if (closing->len || may_be_macro(plain))
            add_error(reader, "needs quotes or \\&", buf_slice(&argument));
        buf_adds(text, text->len ? " " : "");
        buf_add_slice(text, buf_slice(&argument));
    }
    buf_release(&argument);
}

/* --- prose --- */

static bool has_word(struct slice text, const char *const *words)
{
    while (text.len) {
        size_t len = 0;
        while (len < text.len && isalpha((unsigned char)text.data[len]))
            len++;
        for (size_t i = 0; len && words[i]; i++)
            if (strlen(words[i]) == len && !strncasecmp(text.data, words[i], len))
                return true;
        text = slice_from(text, len ? len : 1);
    }
    return false;
}

static const char *const results[] = { "answers", "appears", "asks", "becomes", "begins", "changes",
    "comes", "ends", "falls", "fills", "goes", "grows", "jumps", "lists", "marks", "moves", "opens",
    "prints", "reads", "rises", "says", "shows", "stands", "starts", "tells", "turns", "waits",
    NULL };

static void end_sentence(struct reader *reader)
{
    struct slice text = buf_slice(&reader->sentence);
    bool result = has_word(text, results), colon = text.data[text.len - 1] == ':';
    if (result && !colon)
        add_error(reader, "says what happens, and does not show it", text);
    if (has_word(text, (const char *const[]){ "press", NULL }) != reader->keys)
        add_error(reader, "\"press\" and .Ic belong together", text);
    if (has_word(text, (const char *const[]){ "type", NULL }) != reader->texts)
        add_error(reader, "\"type\" and .Ql belong together", text);
    reader->announced = !colon ? NOTHING : result ? RESULTS : COMMANDS;
    reader->pending = colon;
    reader->keys = reader->texts = false;
    buf_clear(&reader->sentence);
}

/* Nothing is begun that has no end. */
static void expect_no_more(struct reader *reader)
{
    if (reader->pending)
        add_error(reader, "a colon with nothing behind it", SLICE_NONE);
    reader->pending = false;
    reader->announced = NOTHING;
}

static void add_prose(struct reader *reader, struct slice text)
{
    if (!text.len)
        return;
    if (reader->sentence.len)
        buf_add_char(&reader->sentence, ' ');
    else
        expect_no_more(reader);
    add_decoded(reader, text, &reader->sentence);
    if (strchr(".:?!", reader->sentence.data[reader->sentence.len - 1]))
        end_sentence(reader);
}

static void end_paragraph(struct reader *reader)
{
    if (reader->sentence.len)
        add_error(reader, "a sentence without an end", buf_slice(&reader->sentence));
    expect_no_more(reader);
    buf_clear(&reader->sentence);
    reader->keys = reader->texts = false;
}

/* --- macros --- */

static void take_paragraph(struct reader *reader, struct slice rest)
{
    (void)rest;
    end_paragraph(reader);
}

/* A word of the prose, with what stands behind it; the markup means nothing. */
static void take_word(struct reader *reader, struct slice rest)
{
    struct buf text = BUF_INIT, closing = BUF_INIT;
    read_arguments(reader, rest, &text, &closing);
    buf_add_slice(&text, buf_slice(&closing));
    add_prose(reader, text.len ? buf_slice(&text) : SLICE("cjm-tui"));
    buf_release(&text);
    buf_release(&closing);
}

/* Something to do, within a sentence. */
static void take_deed(struct reader *reader, struct slice rest, enum walk_kind kind)
{
    struct buf text = BUF_INIT, closing = BUF_INIT;
    read_arguments(reader, rest, &text, &closing);
    if (!reader->sentence.len)
        add_error(reader, "not within a sentence", rest);
    reader->keys |= kind == WALK_KEY;
    reader->texts |= kind == WALK_TEXT;
    add_item(reader, kind, text.data);
    add_prose(reader, buf_slice(&closing));
    buf_release(&text);
    buf_release(&closing);
}

static void take_key(struct reader *reader, struct slice rest)
{
    take_deed(reader, rest, WALK_KEY);
}

static void take_text(struct reader *reader, struct slice rest)
{
    take_deed(reader, rest, WALK_TEXT);
}

static void take_other(struct reader *reader, struct slice rest)
{
    take_deed(reader, rest, WALK_DEED);
}

static void add_display(struct reader *reader, enum walk_kind kind, const char *text)
{
    if (reader->announced != (kind == WALK_COMMAND ? COMMANDS : RESULTS))
        add_error(reader, "not announced by a sentence that fits", slice_of(text));
    reader->pending = false;
    add_item(reader, kind, text);
}

static void take_line(struct reader *reader, struct slice rest)
{
    struct buf text = BUF_INIT, closing = BUF_INIT;
    read_arguments(reader, rest, &text, &closing);
    if (closing.len)
        add_error(reader, "needs quotes or \\&", buf_slice(&closing));
    bool command = !strncmp(text.data, "$ ", 2);
    add_display(reader, command ? WALK_COMMAND : WALK_SHOWN, text.data + (command ? 2 : 0));
    buf_release(&text);
    buf_release(&closing);
}

static void take_block(struct reader *reader, struct slice rest)
{
    if (!slice_is(rest, "-literal -offset indent"))
        add_error(reader, "not a literal block", rest);
    reader->block = true;
}

/* What a macro of the section means; those that are not here may not be used there. */
static const struct {
    const char *name;
    void (*take)(struct reader *reader, struct slice rest);
} macros[] = {
    { "Bd", take_block },
    { "Dl", take_line },
    { "Em", take_other },
    { "Ic", take_key },
    { "Nm", take_word },
    { "Pa", take_word },
    { "Pp", take_paragraph },
    { "Ql", take_text },
    { "Ss", take_paragraph },
    { "Xr", take_word },
};

static void take_macro(struct reader *reader, struct slice line)
{
    const char *blank = memchr(line.data, ' ', line.len);
    struct slice name = { line.data, blank ? (size_t)(blank - line.data) : line.len };
    struct slice rest = slice_from(line, name.len + (blank != NULL));
    for (size_t i = 0; i < sizeof macros / sizeof *macros; i++)
        if (slice_is(name, macros[i].name)) {
            macros[i].take(reader, rest);
            return;
        }
    add_error(reader, "a macro that is not known", name);
}

/* --- the page --- */

static void take_line_of_block(struct reader *reader, struct slice line)
{
    if (!slice_is(line, ".Ed")) {
        add_decoded(reader, line, &reader->shown);
        buf_add_char(&reader->shown, '\n');
        return;
    }
    add_display(reader, WALK_SHOWN, reader->shown.data);
    buf_clear(&reader->shown);
    reader->block = false;
}

static void take_line_of_page(struct reader *reader, struct slice line)
{
    if (line.len > 3 && !memcmp(line.data, ".Sh", 3)) {
        if (reader->inside)
            end_paragraph(reader);
        reader->inside = slice_is(line, ".Sh WALKTHROUGH");
    } else if (!reader->inside) {
        return;
    } else if (reader->block) {
        take_line_of_block(reader, line);
    } else if (line.len && *line.data == '.') {
        take_macro(reader, slice_from(line, 1));
    } else {
        add_prose(reader, line);
    }
}

void walkthrough_read(struct walkthrough *walk, const char *name, struct slice page)
{
    struct reader reader = { .walk = walk, .name = name, .sentence = BUF_INIT, .shown = BUF_INIT };
    *walk = (struct walkthrough){ .errors = BUF_INIT };
    while (page.len) {
        const char *end = memchr(page.data, '\n', page.len);
        size_t len = end ? (size_t)(end - page.data) : page.len;
        reader.line++;
        take_line_of_page(&reader, (struct slice){ page.data, len });
        page = slice_from(page, len + (end != NULL));
    }
    if (reader.inside)
        end_paragraph(&reader);
    if (!walk->count)
        add_error(&reader, "there is nothing in the section WALKTHROUGH", SLICE_NONE);
    buf_release(&reader.sentence);
    buf_release(&reader.shown);
}

void walkthrough_release(struct walkthrough *walk)
{
    for (size_t i = 0; i < walk->count; i++)
        free(walk->items[i].text);
    free(walk->items);
    buf_release(&walk->errors);
}
