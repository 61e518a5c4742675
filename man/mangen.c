/*
 * Makes a page of the manual: copies its source (usage: mangen PAGE.in >PAGE), and puts a table
 * of the program in the place of each line
 *
 *   .\" @name argument@
 *
 * so that the manual can't say anything else than the program does.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/canvas/key.h"
#include "app/commands/table.h"
#include "app/own/own.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/text.h"
#include "cmd/cmd.h"
#include "export/export.h"
#include "guide/dot.h"
#include "mdoc.h"
#include "model/schema.h"
#include "store/template.h"

/* --- the fields of a kind --- */

static void add_range(struct buf *out, const struct field_def *def, const char *name)
{
    buf_adds(out, name);
    if (def->low != def->high) {
        struct buf range = BUF_INIT;
        buf_addf(&range, ", %d to %d", def->low, def->high);
        mdoc_text(out, buf_slice(&range));
        buf_release(&range);
    } else if (def->low) {
        buf_addf(out, ", always %d", def->low);
    }
    if (def->type == FIELD_PER_PERSONA)
        buf_adds(out, ", or one for each persona");
    buf_adds(out, "\n");
}

static void add_choices(struct buf *out, const struct field_def *def)
{
    if (def == field_def(QUESTION_FOR)) {
        buf_adds(out, ".Ar KIND . Ar KEY\nof the tables above, or\n.Cm pain.ideas\n");
        return;
    }
    buf_adds(out, ".Cm");
    for (const char *const *word = def->words; *word; word++) {
        buf_adds(out, word == def->words ? " " : " | ");
        mdoc_argument(out, slice_of(*word));
    }
    buf_adds(out, "\n");
}

static void add_suggestions(struct buf *out, const struct field_def *def, const char *name)
{
    buf_adds(out, name);
    if (!def->words) {
        buf_adds(out, "\n");
        return;
    }
    buf_adds(out, ", usually of\n");
    for (const char *const *word = def->words; *word; word++) {
        buf_adds(out, ".Cm ");
        mdoc_argument(out, slice_of(*word));
        buf_adds(out, !word[1] ? "\n" : !word[2] ? "\nor\n" : " ,\n");
    }
}

static void add_list_of(struct buf *out, const struct field_def *def)
{
    const char *name = kind_def(def->child)->name;
    buf_addf(out, "list of items, see\n.Sx %c%s\n", name[0] - 'a' + 'A', name + 1);
}

static void add_type(struct buf *out, const struct field_def *def)
{
    switch (def->type) {
    case FIELD_TEXT:
        add_suggestions(out, def, "text");
        return;
    case FIELD_LONG_TEXT:
        add_suggestions(out, def, "long text");
        return;
    case FIELD_LIST:
        add_suggestions(out, def, "list");
        return;
    case FIELD_INTEGER:
    case FIELD_PER_PERSONA:
        add_range(out, def, "whole number");
        return;
    case FIELD_NUMBER:
        add_range(out, def, "number");
        return;
    case FIELD_CHOICE:
    case FIELD_BOOLEAN:
        add_choices(out, def);
        return;
    case FIELD_DATE:
        buf_adds(out, "date\n");
        return;
    case FIELD_DURATION:
        buf_adds(out, "duration\n");
        return;
    case FIELD_LENGTH:
        buf_adds(out, "length\n");
        return;
    case FIELD_FIGURE:
        buf_adds(out, "number or text\n");
        return;
    case FIELD_TEXTS:
        add_suggestions(out, def, "text or list");
        return;
    case FIELD_PATH:
        buf_adds(out, "path\n");
        return;
    case FIELD_RECORD:
        buf_adds(out, "facts:\n");
        add_choices(out, def);
        return;
    case FIELD_NODES:
        add_list_of(out, def);
        return;
    }
}

static bool table_of_fields(struct buf *out, struct slice kind_name)
{
    enum node_kind kind = KIND_MAP;
    while (kind < KIND_COUNT && !slice_is(kind_name, kind_def(kind)->name))
        kind++;
    if (kind == KIND_COUNT)
        return false;
    buf_adds(out, ".Bl -tag -width \"review_every\" -compact\n");
    for (enum field f = kind_def(kind)->first; f < kind_def(kind)->end; f++) {
        buf_adds(out, ".It Cm ");
        mdoc_argument(out, (struct slice){ field_def(f)->key, field_def(f)->key_len });
        buf_add_char(out, '\n');
        mdoc_help(out, field_def(f)->help);
        buf_adds(out, ".Po\n");
        add_type(out, field_def(f));
        buf_adds(out, ".Pc\n");
    }
    buf_adds(out, ".El\n");
    return true;
}

/* --- keys and commands --- */

static void add_key_row(struct buf *out, const struct command *command)
{
    struct buf key = BUF_INIT;
    for (int i = 0; i < COMMAND_KEYS && command->keys[i]; i++) {
        buf_clear(&key);
        key_label(command->keys[i], &key);
        buf_adds(out, i ? " , " : ".It Ic ");
        mdoc_argument(out, buf_slice(&key));
    }
    buf_release(&key);
    buf_add_char(out, '\n');
    mdoc_help(out, command->help);
}

static void add_command_row(struct buf *out, const struct command *command)
{
    buf_adds(out, ".It Ic ");
    mdoc_argument(out, slice_of(command->name));
    if (command->alias) {
        buf_adds(out, " , ");
        mdoc_argument(out, slice_of(command->alias));
    }
    if (command->argument)
        mdoc_usage(out, command->argument);
    buf_add_char(out, '\n');
    mdoc_help(out, command->help);
}

static bool table_of_keys(struct buf *out, struct slice argument)
{
    struct command_list commands = { 0 };
    commands_collect(&commands);
    for (enum section section = 0; section < SECTION_OWN; section++) {
        buf_adds(out, ".Pp\n.Em ");
        mdoc_argument(out, slice_of(section_title(section)));
        buf_adds(out, "\n.Bl -tag -width \"PgDn, C-fx\" -compact\n");
        for (size_t i = 0; i < commands.count; i++)
            if (commands.items[i]->section == section && commands.items[i]->keys[0])
                add_key_row(out, commands.items[i]);
        buf_adds(out, ".El\n");
    }
    command_list_release(&commands);
    return !argument.len;
}

static bool table_of_commands(struct buf *out, struct slice argument)
{
    struct command_list commands = { 0 };
    commands_collect(&commands);
    buf_adds(out, ".Bl -tag -width \"persona [NAME]\" -compact\n");
    for (size_t i = 0; i < commands.count; i++)
        if (commands.items[i]->name)
            add_command_row(out, commands.items[i]);
    buf_adds(out, ".El\n");
    command_list_release(&commands);
    return !argument.len;
}

/* --- the configuration file --- */

static bool table_of_settings(struct buf *out, struct slice argument)
{
    buf_adds(out, ".Bl -tag -width Ds\n");
    for (enum setting setting = 0; setting < SETTING_COUNT; setting++) {
        const struct setting_def *def = setting_def(setting);
        struct buf help = BUF_INIT;
        buf_addf(&help, "%s (", def->help);
        for (int place = 0; def->word(place); place++)
            buf_addf(&help, "%s%s", place ? ", " : "", def->word(place));
        buf_adds(&help, ")");
        buf_adds(out, ".It Ic set Cm ");
        mdoc_argument(out, slice_of(def->name));
        buf_adds(out, " Ar WORD\n");
        mdoc_help(out, help.data);
        buf_release(&help);
    }
    buf_adds(out, ".El\n");
    return !argument.len;
}

static bool table_of_styles(struct buf *out, struct slice argument)
{
    for (enum style style = 0; style < STYLE_COUNT; style++) {
        buf_adds(out, ".Cm ");
        mdoc_argument(out, slice_of(style_name(style)));
        buf_adds(out, style + 1 < STYLE_COUNT ? " ,\n" : " .\n");
    }
    return !argument.len;
}

/* --- the command line --- */

enum { SYNOPSIS_OPTIONS = 4 }; /* that are named in it; more are "option ..." */

static void add_option(struct buf *out, const struct option_row *row)
{
    if (row->letter)
        buf_addf(out, " Fl %c ,", row->letter);
    buf_adds(out, " Fl \\-");
    mdoc_text(out, slice_of(row->name));
    if (row->argument)
        buf_addf(out, " Ar %s", row->argument);
    buf_add_char(out, '\n');
}

static bool table_of_synopsis(struct buf *out, struct slice argument)
{
    for (const struct subcommand *const *at = subcommands; *at; at++) {
        const struct subcommand *sub = *at;
        struct option_list list;
        options_of(sub, &list);
        buf_adds(out, ".Nm\n");
        if (*sub->name)
            buf_addf(out, ".Cm %s\n", sub->name);
        for (size_t i = 0; i < list.count && list.count <= SYNOPSIS_OPTIONS; i++) {
            list.rows[i].letter = 0;
            buf_adds(out, ".Op");
            add_option(out, &list.rows[i]);
        }
        if (list.count > SYNOPSIS_OPTIONS)
            buf_adds(out, ".Op Ar option ...\n");
        size_t start = out->len;
        mdoc_usage(out, sub->operands);
        out->data[start] = '.';
        buf_add_char(out, '\n');
    }
    return !argument.len;
}

static void add_option_list(struct buf *out, const struct option_row *rows)
{
    if (!*rows->name)
        return;
    buf_adds(out, ".Bl -tag -width Ds -compact\n");
    for (; *rows->name; rows++) {
        struct buf help = BUF_INIT;
        option_add_help(rows, &help);
        buf_adds(out, ".It");
        add_option(out, rows);
        mdoc_help(out, help.data);
        buf_release(&help);
    }
    buf_adds(out, ".El\n");
}

static bool table_of_options(struct buf *out, struct slice argument)
{
    add_option_list(out, common_options);
    return !argument.len;
}

static bool table_of_subcommands(struct buf *out, struct slice argument)
{
    buf_adds(out, ".Bl -tag -width Ds\n");
    for (const struct subcommand *const *at = subcommands; *at; at++) {
        const struct subcommand *sub = *at;
        struct option_list list;
        options_of(sub, &list);
        buf_adds(out, ".It Nm");
        if (*sub->name)
            buf_addf(out, " Cm %s", sub->name);
        if (list.count)
            buf_adds(out, " Oo Ar option ... Oc");
        mdoc_usage(out, sub->operands);
        buf_add_char(out, '\n');
        mdoc_help(out, sub->help);
        add_option_list(out, list.rows);
    }
    buf_adds(out, ".El\n");
    return !argument.len;
}

static bool table_of_formats(struct buf *out, struct slice argument)
{
    buf_adds(out, ".Bl -tag -width \"markdown\" -compact\n");
    for (const struct export_format *const *row = export_formats; *row; row++) {
        const struct export_format *format = *row;
        buf_addf(out, ".It Cm %s\n", format->name);
        mdoc_help(out, format->help);
        if (!format->endings) {
            buf_adds(out, ".Po\nby its name alone\n.Pc\n");
            continue;
        }
        buf_adds(out, ".Po\nending in");
        for (const char *const *ending = format->endings; *ending; ending++)
            buf_addf(out, "%s\n.Pa .%s", ending == format->endings ? "" : "\nor", *ending);
        buf_adds(out, "\n.Pc\n");
    }
    buf_adds(out, ".El\n");
    return !argument.len;
}

/* --- the guide, templates --- */

static void read_template(struct map *map, const char *name)
{
    struct diags diags = DIAGS_INIT;
    map_begin(map);
    if (template_read_built_in(map, slice_of(name), &diags) == STATUS_OK)
        return;
    fprintf(stderr, "mangen: the template %s is broken\n", name);
    exit(EXIT_FAILURE);
}

static bool table_of_templates(struct buf *out, struct slice argument)
{
    struct template_list list;
    templates_find(&list, NULL);
    buf_adds(out, ".Bl -tag -width \"touchpoint-list\" -compact\n");
    for (size_t i = 0; i < list.count; i++) {
        struct map map;
        read_template(&map, list.entries[i].name);
        buf_adds(out, ".It Cm ");
        mdoc_argument(out, slice_of(list.entries[i].name));
        buf_adds(out, "\n\\&");
        mdoc_text(out, node_get(map.root, MAP_ABOUT));
        buf_add_char(out, '\n');
        map_release(&map);
    }
    buf_adds(out, ".El\n");
    templates_release(&list);
    return !argument.len;
}

static bool table_of_steps(struct buf *out, struct slice argument)
{
    struct map map;
    read_template(&map, TEMPLATE_GUIDE);
    struct node_list steps = node_children(map.root, MAP_GUIDE);
    buf_adds(out, ".Bl -tag -width \"14\" -compact\n");
    for (uint32_t i = 0; i < steps.count; i++) {
        buf_addf(out, ".It %u\n.Em ", (unsigned)i);
        mdoc_argument(out, node_get(steps.items[i], STEP_NAME));
        buf_addf(out, " Pq %d\n\\&", node_int(steps.items[i], STEP_MINUTES, 0));
        mdoc_text(out, node_get(steps.items[i], STEP_PURPOSE));
        buf_add_char(out, '\n');
    }
    buf_adds(out, ".El\n");
    map_release(&map);
    return !argument.len;
}

static bool table_of_dots(struct buf *out, struct slice argument)
{
    buf_adds(out, ".Bl -tag -width \".template NAME\" -compact\n");
    for (const struct dot_command *command = dot_commands; command->name; command++) {
        buf_addf(out, ".It Cm .%s", command->name);
        if (command->argument)
            mdoc_usage(out, command->argument);
        buf_add_char(out, '\n');
        mdoc_help(out, command->help);
    }
    buf_adds(out, ".El\n");
    return !argument.len;
}

/* --- pages --- */

static const struct {
    const char *name;
    bool (*add)(struct buf *out, struct slice argument);
} tables[] = {
    { "commands", table_of_commands },
    { "dots", table_of_dots },
    { "fields", table_of_fields },
    { "formats", table_of_formats },
    { "keys", table_of_keys },
    { "options", table_of_options },
    { "settings", table_of_settings },
    { "steps", table_of_steps },
    { "styles", table_of_styles },
    { "subcommands", table_of_subcommands },
    { "synopsis", table_of_synopsis },
    { "templates", table_of_templates },
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
    /* Not what the user has of templates. */
    setenv("XDG_DATA_HOME", "/nonexistent", 1);
    while (fgets(line, sizeof line, source))
        if (!add_table(&page, line))
            buf_adds(&page, line);
    bool failed = ferror(source) || fwrite(page.data, 1, page.len, stdout) != page.len;
    failed |= fclose(source) != 0;
    failed |= fflush(stdout) != 0;
    buf_release(&page);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
