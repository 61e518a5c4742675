/* The sheets of a map's personas as Markdown: a section each, in the groups that the field uses. */
#include "insight/persona.h"

#include "base/i18n.h"
#include "base/text.h"
#include "export/markdown.h"

/* A fact that is a group of its own, as a paragraph. */
static void add_alone(struct markdown *md, enum field field, struct slice value)
{
    struct slice item;
    bool first = true;
    if (field_def(field)->type != FIELD_LIST) {
        markdown_value(md, field, value, true);
        return;
    }
    while (value_next_item(&value, &item)) {
        buf_adds(md->out, first ? "" : ", ");
        markdown_value(md, field, item, first);
        first = false;
    }
}

static void add_group(
    struct markdown *md, const struct node *persona, const struct fact_group *group)
{
    size_t start = md->out->len;
    markdown_heading(md, 3, _(group->title));
    size_t empty = md->out->len;
    if (!group->fields[1])
        add_alone(md, group->fields[0], node_get(persona, group->fields[0]));
    for (const enum field *field = group->fields; group->fields[1] && *field; field++)
        markdown_field(md, persona, *field, 0);
    if (md->out->len == empty)
        buf_cut(md->out, start);
    else if (!group->fields[1])
        buf_add_char(md->out, '\n');
}

static void add_sheet(struct markdown *md, const struct node *persona)
{
    markdown_block(md);
    markdown_title(md, 2, persona);
    markdown_quote(md, node_get(persona, PERSONA_QUOTE), "");
    for (const struct fact_group *group = persona_groups; group->title; group++)
        if (group->fields[0] != PERSONA_QUOTE && persona_tells(persona, group))
            add_group(md, persona, group);
}

/* An id means one, a name all who are called so. */
static bool is_meant(const struct map *map, const struct node *persona, const char *name)
{
    const struct node *of_id = name ? map_find(map, slice_of(name)) : NULL;
    if (of_id && of_id->kind == KIND_PERSONA)
        return of_id == persona;
    return !name || slice_is(text_trim(node_headline(persona)), name);
}

static enum status refuse(const struct node_list *personas, const char *name, struct diags *diags)
{
    enum { NAMES_SAID = 10, NAME_WIDTH = 40 };
    struct buf names = BUF_INIT;
    for (uint32_t i = 0; i < personas->count && i < NAMES_SAID; i++) {
        buf_adds(&names, i ? ", " : "");
        text_clip(&names, node_headline(personas->items[i]), NAME_WIDTH, "…");
    }
    if (personas->count)
        diags_add(diags, NULL, 0, 0, _u("there is no persona \"%1$s\"; personas: %2$s"), name,
            names.data);
    else
        diags_add(diags, NULL, 0, 0, "%s", _u("the map has no persona; add one first"));
    buf_release(&names);
    return STATUS_BAD;
}

static enum status persona_write(const struct map *map, const struct export_options *options,
    struct buf *out, struct diags *diags)
{
    struct node_list personas = node_children(map->root, MAP_PERSONAS);
    struct buf text = BUF_INIT;
    struct markdown md = { .out = &text, .map = map, .tables = options->layout == LAYOUT_TABLE };
    size_t found = 0;
    markdown_title(&md, 1, map->root);
    for (uint32_t i = 0; i < personas.count; i++)
        if (is_meant(map, personas.items[i], options->persona)) {
            add_sheet(&md, personas.items[i]);
            found++;
        }
    if (!found) {
        buf_release(&text);
        return refuse(&personas, options->persona, diags);
    }
    markdown_end(&text, out);
    return STATUS_OK;
}

const struct export_format export_persona = {
    .name = "persona",
    .help = N_("persona sheets, as Markdown"),
    .takes = (const char *const[]){ "layout", "persona", NULL },
    .write = persona_write,
};
