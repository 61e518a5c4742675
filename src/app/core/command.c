#include "app/core/command.h"

#include <stdlib.h>
#include <string.h>

#include "app/core/complete.h"
#include "app/core/state.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "model/edit/per_persona.h"

const char *section_title(enum section section)
{
    static const char *const titles[SECTION_COUNT] = {
        [SECTION_MOVE] = N_("Moving"),
        [SECTION_EDIT] = N_("Editing"),
        [SECTION_GUIDE] = N_("The guide"),
        [SECTION_SEE] = N_("Views"),
        [SECTION_PEOPLE] = N_("The others"),
        [SECTION_FILE] = N_("Files"),
        [SECTION_PROGRAM] = N_("Program"),
        [SECTION_OWN] = N_("Your own keys"),
    };
    return _(titles[section]);
}

void command_list_add(struct command_list *list, const struct command *command)
{
    MEM_GROW(list->items, list->count + 1, list->cap);
    list->items[list->count++] = command;
}

void command_list_add_first(struct command_list *list, const struct command *command)
{
    command_list_add(list, command);
    for (size_t i = list->count - 1; i > 0; i--)
        list->items[i] = list->items[i - 1];
    list->items[0] = command;
}

void command_list_release(struct command_list *list)
{
    free(list->items);
}

const struct command *command_of_key(const struct app *app, uint32_t code, unsigned context)
{
    for (size_t i = 0; i < app->commands.count; i++) {
        const struct command *command = app->commands.items[i];
        for (int k = 0; k < COMMAND_KEYS && command->keys[k]; k++)
            if (command->keys[k] == code && (command->contexts & context))
                return command->run ? command : NULL;
    }
    return NULL;
}

bool command_has_key(const struct app *app, const struct command *command, int k)
{
    uint32_t code = command->keys[k];
    if (command->section == SECTION_OWN || !(command->contexts & IN_ALL))
        return code;
    for (size_t i = 0; code && app->commands.items[i]->section == SECTION_OWN; i++) {
        uint32_t taken = app->commands.items[i]->keys[0];
        if (taken == code || taken == key_first(code))
            return false;
    }
    return code;
}

uint32_t command_first_key(const struct app *app, const struct command *command)
{
    for (int k = 0; k < COMMAND_KEYS; k++)
        if (command_has_key(app, command, k))
            return command->keys[k];
    return K_NONE;
}

const struct command *command_begun_by(const struct app *app, uint32_t code, unsigned context)
{
    for (size_t i = 0; i < app->commands.count; i++) {
        const struct command *command = app->commands.items[i];
        for (int k = 0; k < COMMAND_KEYS && command->keys[k]; k++)
            if (key_first(command->keys[k]) == code && (command->contexts & context) &&
                command_has_key(app, command, k))
                return command;
    }
    return NULL;
}

static bool begins_with(const char *word, struct slice beginning)
{
    return strlen(word) >= beginning.len && memcmp(word, beginning.data, beginning.len) == 0;
}

/* By name, alias, or a beginning that only one name has. NULL with a reason. */
static const struct command *command_of_name(
    const struct app *app, struct slice name, struct buf *why)
{
    const struct command *found = NULL;
    int count = 0;
    for (size_t i = 0; i < app->commands.count; i++) {
        const struct command *command = app->commands.items[i];
        if (!command->name)
            continue;
        if (slice_is(name, command->name) || (command->alias && slice_is(name, command->alias)))
            return command;
        if (name.len && begins_with(command->name, name)) {
            found = command;
            count++;
        }
    }
    if (count == 1)
        return found;
    buf_addf(why,
        count ? _("several commands begin with \"%.*s\"; Tab lists them")
              : _("there is no command \"%.*s\"; ? lists them"),
        SLICE_ARG(name));
    return NULL;
}

/* Takes the name of a command off the front of a line, full-width letters as narrow ones, and the
 * "!" behind it; true where there is one. */
static bool take_name(struct slice *line, struct buf *name)
{
    while (line->len) {
        struct slice rest = *line;
        uint32_t point = codepoint_narrow(utf8_next(&rest));
        if (point == '!')
            *line = rest;
        if (point == '!' || point == ' ')
            return point == '!';
        buf_add_codepoint(name, point);
        *line = rest;
    }
    return false;
}

void command_run(struct app *app, const struct command *command, struct slice argument, bool forced)
{
    bool in_map = (command->contexts & IN_MAIN) && !(command->contexts & IN_START);
    if (!app->open && in_map)
        app_say(app, SAY_ERROR, _("no map is open: \":open FILE\" or \":new\""));
    else if (command->run && (!(command->contexts & EDITS) || !app_only_watches(app)))
        command->run(app, command, argument, forced);
}

bool command_in_text(const struct app *app, struct slice text, struct buf *why)
{
    struct slice line = text_trim(text), rest = line;
    if (!line.len || codepoint_narrow(utf8_next(&rest)) != ':')
        return false;
    struct buf name = BUF_INIT;
    bool found = false;
    take_name(&rest, &name);
    for (size_t i = 0; i < app->commands.count && !found; i++)
        found = app->commands.items[i]->name &&
                slice_is(buf_slice(&name), app->commands.items[i]->name);
    if (found)
        buf_addf(why, _("this line is a text; press Esc first, then type %.*s"), SLICE_ARG(line));
    buf_release(&name);
    return found;
}

static bool works_here(const struct app *app, const struct command *command)
{
    return app->open || command->without_map || (command->contexts & IN_START);
}

/* A line as it is understood. */
struct parsed {
    struct buf name;
    const struct command *command;
    struct slice argument;
    bool forced;
};

static bool parse_line(
    const struct app *app, struct slice line, struct parsed *parsed, struct buf *why)
{
    struct slice rest = line;
    buf_init(&parsed->name);
    parsed->forced = take_name(&rest, &parsed->name);
    struct slice name = buf_slice(&parsed->name);
    /* ":12" is the touchpoint of that number. */
    bool number = name.len && name.data[0] >= '0' && name.data[0] <= '9';
    parsed->argument = text_trim(rest);
    if (number)
        parsed->argument = parsed->argument.len ? line : name;
    parsed->command = command_of_name(app, number ? SLICE("go-to") : name, why);
    if (!parsed->command)
        return false;
    if (!parsed->argument.len || parsed->command->argument)
        return true;
    buf_addf(why, _("\"%s\" takes no argument"), parsed->command->name);
    return false;
}

bool command_check(const struct app *app, struct slice line, struct buf *why)
{
    struct parsed parsed;
    bool good = !line.len || parse_line(app, line, &parsed, why);
    if (line.len)
        buf_release(&parsed.name);
    return good;
}

bool command_line(struct app *app, struct slice line, struct buf *why)
{
    struct parsed parsed;
    line = text_trim(line);
    if (!line.len)
        return true;
    bool good = parse_line(app, line, &parsed, why);
    if (good && !works_here(app, parsed.command)) {
        buf_adds(why, _("no map is open: \":open FILE\" or \":new\""));
        good = false;
    }
    if (good)
        command_run(app, parsed.command, parsed.argument, parsed.forced);
    buf_release(&parsed.name);
    return good;
}

/* Those that work here; one that takes something gets the blank before that. */
static void complete_command(struct app *app, struct slice typed, struct completions *out)
{
    struct buf word = BUF_INIT;
    for (size_t i = 0; i < app->commands.count; i++) {
        const struct command *command = app->commands.items[i];
        if (!command->name || !works_here(app, command))
            continue;
        buf_clear(&word);
        buf_addf(&word, command->argument ? "%s " : "%s", command->name);
        complete_word(out, buf_slice(&word), typed);
    }
    buf_release(&word);
}

/* What the command of that name takes; `end`: of the line. */
static void complete_behind(
    struct app *app, struct slice name, size_t end, struct slice typed, struct completions *out)
{
    struct buf why = BUF_INIT;
    const struct command *command = command_of_name(app, name, &why);
    for (struct slice rest = typed; rest.len && codepoint_narrow(utf8_next(&rest)) == ' ';)
        typed = rest;
    if (command && !works_here(app, command))
        command = NULL;
    if (command && command->complete)
        command->complete(app, typed, out);
    else if (command && command->argument)
        complete_argument(app, command->name, command->argument, typed, out);
    out->start += end - typed.len;
    buf_release(&why);
}

void command_complete(void *context, struct slice before, struct completions *out)
{
    struct app *app = context;
    struct slice typed = before;
    struct buf name = BUF_INIT;
    if (!take_name(&typed, &name) && !typed.len)
        complete_command(app, buf_slice(&name), out);
    else
        complete_behind(app, buf_slice(&name), before.len, typed, out);
    buf_release(&name);
}

void run_enter(struct app *app, const struct command *self, struct slice argument, bool forced)
{
    struct level *level = app_top(app);
    (void)self, (void)argument, (void)forced;
    if (level->view->enter)
        level->view->enter(app, level);
}
