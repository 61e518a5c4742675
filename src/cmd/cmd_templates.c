/* cjm-tui templates [NAME] */
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "cmd/cmd.h"
#include "cmd/print.h"
#include "model/value_word.h"
#include "store/template.h"

/* A line of the list. */
struct row {
    const char *name; /* borrowed from the list of templates */
    struct buf kind, about;
    size_t stages;
};

/* False: the template is broken, and the messages say how. */
static bool read_row(struct row *row, const char *name, struct diags *diags)
{
    struct map map;
    map_begin(&map);
    bool good = template_read(&map, slice_of(name), diags) == STATUS_OK;
    *row = (struct row){ .name = name, .kind = BUF_INIT, .about = BUF_INIT };
    if (good) {
        struct slice kind = node_get(map.root, MAP_KIND);
        bool has_about = node_has(map.root, MAP_ABOUT);
        text_add_visible(&row->kind, kind.len ? word_of_field(MAP_KIND, kind) : SLICE("-"));
        text_add_visible(&row->about, node_get(map.root, has_about ? MAP_ABOUT : MAP_TITLE));
        row->stages = node_child_count(map.root, MAP_STAGES);
    }
    map_release(&map);
    return good;
}

static int wider(int width, const char *text)
{
    int own = text_width(slice_of(text));
    return own > width ? own : width;
}

static void add_rows(const struct row *rows, size_t count, struct buf *out)
{
    int name = 0, kind = 0;
    for (size_t i = 0; i < count; i++) {
        name = wider(name, rows[i].name);
        kind = wider(kind, rows[i].kind.data);
    }
    for (size_t i = 0; i < count; i++) {
        text_clip_pad(out, slice_of(rows[i].name), name + 2, "");
        text_clip_pad(out, buf_slice(&rows[i].kind), kind + 2, "");
        buf_addf(out, "%2zu  %s\n", rows[i].stages, rows[i].about.data);
    }
}

/* The broken ones are left out, and told of. */
static enum status list_templates(const struct arguments *arguments, struct diags *diags)
{
    struct template_list list;
    templates_find(&list, diags);
    struct row *rows = mem_alloc((list.count + 1) * sizeof *rows);
    size_t count = 0;
    for (size_t i = 0; i < list.count; i++)
        count += read_row(&rows[count], list.entries[i].name, diags);
    struct buf text = BUF_INIT;
    add_rows(rows, count, &text);
    enum status status = print_text(arguments, &text, diags);
    if (status == STATUS_OK && count < list.count)
        status = STATUS_BAD;
    for (size_t i = 0; i < count; i++) {
        buf_release(&rows[i].kind);
        buf_release(&rows[i].about);
    }
    free(rows);
    templates_release(&list);
    return status;
}

/* As it is in its file: to copy and change it. */
static enum status write_template(struct slice name, struct diags *diags)
{
    struct map map;
    map_begin(&map);
    enum status status = template_read(&map, name, diags);
    if (status == STATUS_OK)
        status = print_data(map_source(&map), diags);
    map_release(&map);
    return status;
}

static enum status run(const struct arguments *arguments, struct diags *diags)
{
    if (arguments->operand_count)
        return write_template(slice_of(arguments->operands[0]), diags);
    return list_templates(arguments, diags);
}

/* clang-format off */
const struct subcommand cmd_templates = {
    .name = "templates", .operands = "[NAME]", .least = 0, .most = 1,
    .help = N_("list the templates, or print the file of one"), .run = run,
};
