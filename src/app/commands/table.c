#include "app/commands/table.h"

#include "app/core/level.h"

/* The groups of commands, each an array of that name with "_commands" in a file. */
#define GROUPS(GROUP) \
    GROUP(move)       \
    GROUP(find)       \
    GROUP(sort)       \
    GROUP(pick)       \
    GROUP(tick)       \
    GROUP(merge)      \
    GROUP(log_view)   \
    GROUP(conflicts)  \
    GROUP(round_view) \
    GROUP(add)        \
    GROUP(score)      \
    GROUP(edit)       \
    GROUP(lane)       \
    GROUP(copy)       \
    GROUP(repeat)     \
    GROUP(mark)       \
    GROUP(undo)       \
    GROUP(agenda)     \
    GROUP(guide)      \
    GROUP(round)      \
    GROUP(see)        \
    GROUP(persona)    \
    GROUP(sheet)      \
    GROUP(people)     \
    GROUP(who_view)   \
    GROUP(bring_back) \
    GROUP(file)       \
    GROUP(export)     \
    GROUP(import)     \
    GROUP(start)      \
    GROUP(configure)  \
    GROUP(program)

/* The views, each a struct of that name with "view_" before it in a file. */
#define VIEWS(VIEW)   \
    VIEW(grid)        \
    VIEW(personas)    \
    VIEW(pains)       \
    VIEW(ideas)       \
    VIEW(quotes)      \
    VIEW(parking)     \
    VIEW(touchpoints) \
    VIEW(start)       \
    VIEW(form)        \
    VIEW(choice)      \
    VIEW(sheet)       \
    VIEW(help)        \
    VIEW(who)         \
    VIEW(formats)     \
    VIEW(import)      \
    VIEW(log)         \
    VIEW(conflicts)   \
    VIEW(round)       \
    VIEW(guide)       \
    VIEW(agenda)      \
    VIEW(explanation) \
    VIEW(guide_help)

#define DECLARE_GROUP(name) extern const struct command name##_commands[];
#define DECLARE_VIEW(name) extern const struct view view_##name;
#define LIST_GROUP(name) name##_commands,
#define LIST_VIEW(name) &view_##name,

GROUPS(DECLARE_GROUP)
VIEWS(DECLARE_VIEW)

static const struct command *const groups[] = { GROUPS(LIST_GROUP) NULL };

const struct view *const views[] = { VIEWS(LIST_VIEW) NULL };

/* In front of the commands of `see_commands` that are about what a view shows. */
static void add_views(struct command_list *out)
{
    for (const struct view *const *view = views; *view; view++)
        if ((*view)->command.name)
            command_list_add(out, &(*view)->command);
}

void commands_collect(struct command_list *out)
{
    for (const struct command *const *group = groups; *group; group++) {
        if (*group == see_commands)
            add_views(out);
        for (const struct command *command = *group; command->help; command++)
            command_list_add(out, command);
    }
}
