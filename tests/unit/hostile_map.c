#include "unit/hostile_map.h"

#include "model/edit/per_persona.h"
#include "model/ids.h"
#include "unit/store_support.h"

/* Of Markdown, HTML and XML; wikis; spreadsheets, calendars, to-do lists and diagrams; and what no
 * terminal, reader or writer may take for more than a character. */
static const char *const pieces[] = { "|", "\\", "\\|", "\\\\|", "`", "``", "```", "*", "**", "***",
    "_", "__", "~", "~~", "~~~", "<", ">", "<b>", "</td>", "<!--", "-->", "<script>", "</script>",
    "<br>", "<?x", "&amp;", "&", "&#124;", "&#x3c;", "&lt", "&nbsp;", "[", "]", "](http://x.org)",
    "[a](b)", "![i](j)", "](javascript:alert(1))", "[^1]", "[^1]: note", "[x]: /u", "(", ")", "!",
    "http://", "https://e.org/a_b?c=d|e*f", "HTTP://X.y", "ftp://x.y/z", "www.", "www.x.org",
    "Www.y.z", "://", "//x", "a@b.co", "@user", "@", "mailto:a@b.c", "xmpp:a@b.c/x", "<http://x>",
    "<a@b.c>", "#12", "GH-3", "!7", "#", "# ", "## x", "> ", ">", "- ", "+ ", "* ", "-", "+", "=",
    "1. ", "2)", "123.", "---", "- - -", "===", ":-", ":-:", "|-|", "| --- |", "\n", "\n\n", "\r\n",
    "\r", "\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9", "    code", "\t", " ", "  ", "$x$", "$`x`$",
    ":smile:", "==x==", "[ ] ", "[x] ", /* wikis */
    "{{toc}}", "{{x|y}}", "{{", "}}", "[[x]]", "[[x|y]]", "[[", "]]", "]]>", "<![CDATA[", "''",
    "'''", "====== x ======", "= x =", "^ x ^", "^", "{|", "|}", "|-", "!!", "||", "; x : y", ": x",
    "<nowiki>", "</nowiki>", "<code>", "</code>", "<pre>", "</pre>", "<html>", "<php>", "((n))",
    "((", "\\\\ ", "----", "~~~~", "~~NOTOC~~", "__TOC__", "#redirect [[x]]", "RFC 1",
    "ISBN 0123456789", "%%", "%", "{code}", "{noformat}", "!i.png!", "[~user]", "h1. x",
    "<ac:structured-macro ac:name=\"html\">", "<ref>", "<math>x</math>", "FIXME", "(c)", "->",
    "640x480", /* tables, calendars, lists, diagrams */
    "=cmd|' /C calc'!A0", "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\uFF1D1+1", "\uFF20x", "'=1",
    "'", "\"", "\",=1,\"", ";=1;", ";", ",", "END:VTODO\r\nBEGIN:VEVENT", "\\n", "\\,", "x ",
    "(A) ", "+work", "@home", "due:2020-01-01", "id:x", "journey", "section ", "title ",
    "accTitle: x", "accDescr { x }", "%%{init: {}}%%", "#35;", "#quot;", ": 5: Me",
    ":::", /* signs */
    "\x1B[2J", "\x1B]0;x\a", "\x01", "\x7F", "\xC2\x9B", "\u202E", "\u2066", "\u200F", "\uFEFF",
    "\uFFFD", "\xEF\xBF\xBE", "\xEF\xBF\xBF", "\u00A0", "\u2400", "é", "日本", "e\u0301",
    "👨\u200D👩", "שלום", "a", "b ", "word", "Word, word.", "\"http://x.y\"", "(www.x.y)", ".", "{",
    "}" };

void hostile_text(uint64_t *state, struct buf *out)
{
    for (unsigned i = random_below(state, 7); i > 0; i--) {
        buf_adds(out, pieces[random_below(state, sizeof pieces / sizeof *pieces)]);
        if (random_below(state, 3) == 0)
            buf_add_char(out, ' ');
    }
}
static void add_items(uint64_t *state, struct buf *out)
{
    struct buf item = BUF_INIT;
    for (unsigned i = random_below(state, 4); i > 0; i--) {
        buf_clear(&item);
        hostile_text(state, &item);
        value_add_item(out, buf_slice(&item));
    }
    buf_release(&item);
}

static void add_value(uint64_t *state, const struct field_def *def, struct buf *out)
{
    switch (def->type) {
    case FIELD_LIST:
        add_items(state, out);
        break;
    case FIELD_RECORD:
        value_add_item(out, SLICE("source"));
        hostile_text(state, out);
        buf_add_char(out, '\0');
        break;
    case FIELD_INTEGER:
    case FIELD_PER_PERSONA:
        buf_addf(
            out, "%d", def->low + (int)random_below(state, (unsigned)(def->high - def->low + 1)));
        break;
    case FIELD_NUMBER:
        buf_adds(out, "0.5");
        break;
    case FIELD_CHOICE:
    case FIELD_BOOLEAN:
        buf_adds(out, def->words[random_below(state, 2)]);
        break;
    case FIELD_DATE:
        buf_adds(out, "2026-11-21");
        break;
    case FIELD_DURATION:
        buf_adds(out, "3 months");
        break;
    case FIELD_NODES:
        break;
    default: /* texts */
        hostile_text(state, out);
    }
}

static void put_random(uint64_t *state, struct map *map, struct node *node, enum field field)
{
    struct buf value = BUF_INIT;
    do {
        add_value(state, field_def(field), &value);
    } while (!value.len && field == MAP_TITLE);
    if (value.len)
        node_put(map, node, field, buf_slice(&value));
    buf_release(&value);
}

/* Lanes have rules of their own, and a text in the wrong form is an error of the file. */
static bool is_free(enum field field)
{
    const struct field_def *def = field_def(field);
    return field != MAP_CJM && field != MAP_LANG && field != MAP_ROUND && field != MAP_GUIDE &&
           field != MAP_LANES && field != PERSONA_PORTRAIT && def->type != FIELD_PATH;
}

static struct node *add_node(
    uint64_t *state, struct map *map, struct node *parent, enum node_kind kind)
{
    struct node *node = parent ? node_new(map, kind) : map->root;
    const struct kind_def *def = kind_def(kind);
    for (enum field field = def->first; field < def->end; field++) {
        const struct field_def *row = field_def(field);
        if (!is_free(field))
            continue;
        if (row->type != FIELD_NODES && (field == def->headline || random_below(state, 3)))
            put_random(state, map, node, field);
        unsigned children = row->type == FIELD_NODES ? random_below(state, 4) : 0;
        children += field == MAP_STAGES && random_below(state, 8);
        for (; children > 0; children--)
            add_node(state, map, node, row->child);
    }
    if (parent)
        node_attach(map, parent, node, (size_t)-1);
    return node;
}

/* Emotions of each persona on their own, so that curves are overlaid. */
static void part_emotions(uint64_t *state, struct map *map)
{
    struct node_list personas = node_children(map->root, MAP_PERSONAS);
    for (struct node *node = map->root; node; node = node_next(node, map->root)) {
        struct buf value = BUF_INIT;
        for (size_t i = 0; emotion_field(node) < FIELD_COUNT && i < personas.count; i++) {
            value_add_item(&value, slice_of(personas.items[i]->id));
            value_add_item(&value, random_below(state, 2) ? SLICE("-2") : SLICE("1"));
        }
        if (value.len)
            node_put(map, node, emotion_field(node), buf_slice(&value));
        buf_release(&value);
    }
}

/* A touchpoint lies on paths that the map has. */
static void keep_paths(struct map *map)
{
    for (struct node *node = map->root; node; node = node_next(node, map->root)) {
        if (node->kind != KIND_TOUCHPOINT || !node_has(node, TOUCHPOINT_PATHS))
            continue;
        node_drop(node, TOUCHPOINT_PATHS);
        if (node_has(map->root, MAP_PATHS))
            node_put(map, node, TOUCHPOINT_PATHS, node_get(map->root, MAP_PATHS));
    }
}

void hostile_map(uint64_t *state, struct map *map)
{
    node_put(map, map->root, MAP_CJM, SLICE("1"));
    add_node(state, map, NULL, KIND_MAP);
    keep_paths(map);
    ids_assign(map, map->root);
    if (random_below(state, 2))
        part_emotions(state, map);
}
