/* The exported Markdown as GitHub's parser reads it: hostile texts in every field come back as
 * they are, and as nothing else. */
#include <criterion/criterion.h>

#ifndef HAVE_CMARK_GFM

Test(export_parse, needs_cmark_gfm)
{
    cr_skip_test("libcmark-gfm and its extensions are missing; install them and configure again");
}

#else

#include "model/edit/per_persona.h"
#include "model/ids.h"
#include "unit/markdown_support.h"

/* --- random maps of hostile texts --- */

static const char *const pieces[] = { "|", "\\", "\\|", "\\\\|", "`", "``", "```", "*", "**", "***",
    "_", "__", "~", "~~", "~~~", "<", ">", "<b>", "</td>", "<!--", "-->", "<script>", "<br>", "<?x",
    "&amp;", "&", "&#124;", "&#x3c;", "&lt", "[", "]", "](http://x.org)", "[a](b)", "![i](j)",
    "[^1]", "[^1]: note", "[x]: /u", "(", ")", "!", "http://", "https://e.org/a_b?c=d|e*f",
    "HTTP://X.y", "ftp://x.y/z", "www.", "www.x.org", "Www.y.z", "://", "//x", "a@b.co", "@user",
    "@", "mailto:a@b.c", "xmpp:a@b.c/x", "<http://x>", "<a@b.c>", "#12", "GH-3", "!7", "#", "# ",
    "## x", "> ", ">", "- ", "+ ", "* ", "-", "+", "=", "1. ", "2)", "123.", "---", "- - -",
    "===", ":-", ":-:", "|-|", "| --- |", "\n", "\n\n", "\r\n", "\r", "\xC2\x85", "\xE2\x80\xA8",
    "    code", "\t", " ", "  ", "$x$", "$`x`$", ":smile:", "{{toc}}", "[[x]]", "[ ] ", "[x] ",
    "\u00A0", "é", "日本", "👨\u200D👩", "\u202E", "\x1B[2J", "\x7F", "\xFF", "\xE2\x82", "a", "b ",
    "word", "Word, word.", "'", "\"", "\"http://x.y\"", "(www.x.y)", "%", "^", ";", ",", ".", "{",
    "}" };

static unsigned random_state = 2026;

static size_t random_below(size_t limit)
{
    random_state = random_state * 1103515245U + 12345U;
    return (random_state >> 16) % limit;
}

static void add_hostile(struct buf *out)
{
    for (size_t i = random_below(7); i > 0; i--) {
        buf_adds(out, pieces[random_below(sizeof pieces / sizeof *pieces)]);
        if (random_below(3) == 0)
            buf_add_char(out, ' ');
    }
}

static void put_random(struct map *map, struct node *node, enum field field)
{
    const struct field_def *def = field_def(field);
    struct buf text = BUF_INIT, item = BUF_INIT;
    switch (def->type) {
    case FIELD_TEXT:
    case FIELD_LONG_TEXT:
    case FIELD_LENGTH:
    case FIELD_FIGURE:
    case FIELD_TEXTS:
    case FIELD_PATH:
        add_hostile(&text);
        break;
    case FIELD_RECORD:
        value_add_item(&text, SLICE("source"));
        add_hostile(&text);
        buf_add_char(&text, '\0');
        break;
    case FIELD_LIST:
        for (size_t i = 0; i <= random_below(3); i++) {
            buf_clear(&item);
            add_hostile(&item);
            value_add_item(&text, buf_slice(&item));
        }
        break;
    case FIELD_INTEGER:
    case FIELD_PER_PERSONA:
        buf_addf(&text, "%d", def->low + (int)random_below((size_t)(def->high - def->low) + 1));
        break;
    case FIELD_NUMBER:
        buf_adds(&text, "0.5");
        break;
    case FIELD_CHOICE:
    case FIELD_BOOLEAN:
        buf_adds(&text, def->words[0]);
        break;
    case FIELD_DATE:
        buf_adds(&text, "2026-11-21");
        break;
    case FIELD_DURATION:
        buf_adds(&text, "3 months");
        break;
    case FIELD_NODES:
        break;
    }
    if (text.len)
        node_put(map, node, field, buf_slice(&text));
    buf_release(&text);
    buf_release(&item);
}

static struct node *random_node(struct map *map, struct node *parent, enum node_kind kind)
{
    struct node *node = parent ? node_new(map, kind) : map->root;
    const struct kind_def *def = kind_def(kind);
    for (enum field field = def->first; field < def->end; field++) {
        const struct field_def *row = field_def(field);
        if (row->type != FIELD_NODES && (field == def->headline || random_below(3)))
            put_random(map, node, field);
        for (size_t i = row->type == FIELD_NODES ? random_below(4) : 0; i > 0; i--)
            random_node(map, node, row->child);
    }
    if (parent)
        node_attach(map, parent, node, (size_t)-1);
    return node;
}

/* Emotions of each persona on their own, so that curves are overlaid. */
static void part_emotions(struct map *map)
{
    struct node_list personas = node_children(map->root, MAP_PERSONAS);
    for (struct node *node = map->root; node; node = node_next(node, map->root)) {
        struct buf value = BUF_INIT;
        for (size_t i = 0; emotion_field(node) < FIELD_COUNT && i < personas.count; i++) {
            value_add_item(&value, slice_of(personas.items[i]->id));
            value_add_item(&value, random_below(2) ? SLICE("-2") : SLICE("1"));
        }
        if (value.len)
            node_put(map, node, emotion_field(node), buf_slice(&value));
        buf_release(&value);
    }
}

Test(export_parse, hostile_texts, .timeout = 60)
{
    for (int round = 0; round < 120; round++) {
        struct map map;
        map_begin(&map);
        random_node(&map, NULL, KIND_MAP);
        ids_assign(&map, map.root);
        if (round % 2)
            part_emotions(&map);
        expect_markdown(&map);
        map_release(&map);
    }
}

#endif
