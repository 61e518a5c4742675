/*
 * Makes a page of the manual: copies its source (usage: mangen PAGE.in >PAGE), and puts a table
 * of the program in the place of each line
 *
 *   .\" @name argument@
 *
 * so that the manual can't say anything else than the program does.
 */
#ifdef HAVE_CONFIG_H
#include <config.h>
#endif

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/text.h"
#include "model/schema.h"

_Noreturn void mem_exhausted(void)
{
    fputs("mangen: out of memory\n", stderr);
    exit(EXIT_FAILURE);
}

/* --- mdoc --- */

static void add_codepoint(struct buf *out, uint32_t point)
{
    static const struct {
        uint32_t point;
        const char *roff;
    } escapes[] = { { '\\', "\\e" }, { '-', "\\-" }, { '"', "\\(dq" }, { '\'', "\\(aq" },
        { '`', "\\(ga" }, { '^', "\\(ha" }, { '~', "\\(ti" } };
    for (size_t i = 0; i < sizeof escapes / sizeof *escapes; i++)
        if (escapes[i].point == point) {
            buf_adds(out, escapes[i].roff);
            return;
        }
    if (point < 0x80)
        buf_add_char(out, (char)point);
    else
        buf_addf(out, "\\[u%04X]", (unsigned)point);
}

/* A text that no part of is taken for a request or an escape. */
static void add_text(struct buf *out, struct slice text)
{
    while (text.len)
        add_codepoint(out, utf8_next(&text));
}

/* A text as one argument of a macro: never called as one, nor taken for punctuation. */
static void add_argument(struct buf *out, struct slice text)
{
    buf_adds(out, "\"\\&");
    add_text(out, text);
    buf_add_char(out, '"');
}

/* A help text ("what hurts, in a sentence") as a sentence. */
static void add_sentence(struct buf *out, const char *help)
{
    struct slice text = slice_of(help);
    if (!text.len)
        return;
    buf_adds(out, "\\&");
    if (text.data[0] >= 'a' && text.data[0] <= 'z') {
        buf_add_char(out, (char)(text.data[0] - 'a' + 'A'));
        text = slice_from(text, 1);
    }
    add_text(out, text);
    buf_adds(out, ".\n");
}

/* --- the fields of a kind --- */

static void add_range(struct buf *out, const struct field_def *def, const char *name)
{
    buf_adds(out, name);
    if (def->low != def->high) {
        struct buf range = BUF_INIT;
        buf_addf(&range, ", %d to %d", def->low, def->high);
        add_text(out, buf_slice(&range));
        buf_release(&range);
    } else if (def->low) {
        buf_addf(out, ", always %d", def->low);
    }
    if (def->type == FIELD_PER_PERSONA)
        buf_adds(out, ", or one a persona");
    buf_adds(out, ".\n");
}

static void add_choices(struct buf *out, const struct field_def *def)
{
    buf_adds(out, ".Cm");
    for (const char *const *word = def->words; *word; word++) {
        buf_adds(out, word == def->words ? " " : " | ");
        add_argument(out, slice_of(*word));
    }
    buf_adds(out, " .\n");
}

static void add_suggestions(struct buf *out, const struct field_def *def, const char *name)
{
    buf_adds(out, name);
    if (!def->words) {
        buf_adds(out, ".\n");
        return;
    }
    buf_adds(out, ", usually of\n");
    for (const char *const *word = def->words; *word; word++) {
        buf_adds(out, ".Cm ");
        add_argument(out, slice_of(*word));
        buf_adds(out, !word[1] ? " .\n" : !word[2] ? "\nor\n" : " ,\n");
    }
}

static void add_list_of(struct buf *out, const struct field_def *def)
{
    const char *name = kind_def(def->child)->name;
    buf_addf(out, "List of nodes, see\n.Sx %c%s .\n", name[0] - 'a' + 'A', name + 1);
}

static void add_type(struct buf *out, const struct field_def *def)
{
    switch (def->type) {
    case FIELD_TEXT:
        add_suggestions(out, def, "Text");
        return;
    case FIELD_LONG_TEXT:
        add_suggestions(out, def, "Long text");
        return;
    case FIELD_LIST:
        add_suggestions(out, def, "List");
        return;
    case FIELD_INTEGER:
    case FIELD_PER_PERSONA:
        add_range(out, def, "Whole number");
        return;
    case FIELD_NUMBER:
        add_range(out, def, "Number");
        return;
    case FIELD_CHOICE:
    case FIELD_BOOLEAN:
        add_choices(out, def);
        return;
    case FIELD_DATE:
        buf_adds(out, "Date.\n");
        return;
    case FIELD_DURATION:
        buf_adds(out, "Duration.\n");
        return;
    case FIELD_NODES:
        add_list_of(out, def);
        return;
    }
}

static bool add_fields(struct buf *out, struct slice kind_name)
{
    enum node_kind kind = KIND_MAP;
    while (kind < KIND_COUNT && !slice_is(kind_name, kind_def(kind)->name))
        kind++;
    if (kind == KIND_COUNT)
        return false;
    buf_adds(out, ".Bl -tag -width \"review_every\" -compact\n");
    for (enum field f = kind_def(kind)->first; f < kind_def(kind)->end; f++) {
        buf_adds(out, ".It Cm ");
        add_argument(out, (struct slice){ field_def(f)->key, field_def(f)->key_len });
        buf_add_char(out, '\n');
        add_type(out, field_def(f));
        add_sentence(out, field_def(f)->help);
    }
    buf_adds(out, ".El\n");
    return true;
}

/* --- pages --- */

static const struct {
    const char *name;
    bool (*add)(struct buf *out, struct slice argument);
} tables[] = {
    { "fields", add_fields },
};

/* Adds the table that `line` asks for. False: the line asks for none. */
static bool add_table(struct buf *out, const char *line)
{
    const char *name = strncmp(line, ".\\\" @", 5) ? NULL : line + 5;
    const char *end = name ? strchr(name, '@') : NULL;
    if (!end)
        return false;
    size_t name_len = strcspn(name, " @");
    struct slice argument = { name + name_len, (size_t)(end - name) - name_len };
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        if (slice_is((struct slice){ name, name_len }, tables[i].name) &&
            tables[i].add(out, text_trim(argument)))
            return true;
    fprintf(stderr, "mangen: there is no table %.*s\n", (int)(end - name), name);
    exit(EXIT_FAILURE);
}

int main(int argc, char **argv)
{
    FILE *source = argc == 2 ? fopen(argv[1], "r") : NULL;
    if (!source) {
        fputs("usage: mangen PAGE.in >PAGE\n", stderr);
        return EXIT_FAILURE;
    }
    struct buf page = BUF_INIT;
    char line[4096];
    while (fgets(line, sizeof line, source))
        if (!add_table(&page, line))
            buf_adds(&page, line);
    bool failed = ferror(source) || fwrite(page.data, 1, page.len, stdout) != page.len;
    failed |= fclose(source) != 0;
    failed |= fflush(stdout) != 0;
    buf_release(&page);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
