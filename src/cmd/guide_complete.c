/* What a line of the guide may be completed to. */
#ifdef HAVE_CONFIG_H
#include <config.h>
#endif

#include "cmd/guide_talk.h"

#include <string.h>

#include "guide/dot.h"
#include "store/template.h"

static void add_completion(void *context, struct slice text)
{
    completions_add(context, text);
}

static void add_beginning(struct completions *out, struct slice word, struct slice typed)
{
    if (word.len >= typed.len && memcmp(word.data, typed.data, typed.len) == 0)
        completions_add(out, word);
}

static void complete_step(struct talk *talk, struct slice typed, struct completions *out)
{
    for (int i = 1; i <= guide_step_count(talk->guide); i++)
        add_beginning(out, guide_step_at(talk->guide, i).key, typed);
}

static void complete_template(struct talk *talk, struct slice typed, struct completions *out)
{
    struct template_list list;
    (void)talk;
    templates_find(&list, NULL);
    for (size_t i = 0; i < list.count; i++)
        add_beginning(out, slice_of(list.entries[i].name), typed);
    templates_release(&list);
}

static void complete_preset(struct talk *talk, struct slice typed, struct completions *out)
{
    (void)talk;
    for (const char *const *word = field_def(MAP_PRESET)->words; *word; word++)
        add_beginning(out, slice_of(*word), typed);
}

/* The argument of a dot command: `before` has its name, in full. */
static void complete_argument(
    struct talk *talk, struct slice before, size_t blank, struct completions *out)
{
    static const struct {
        const char *name;
        void (*complete)(struct talk *talk, struct slice typed, struct completions *out);
    } table[] = { { ".step", complete_step }, { ".template", complete_template },
        { ".preset", complete_preset } };
    struct slice name = { before.data, blank };
    out->start = blank + 1;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (slice_is(name, table[i].name))
            table[i].complete(talk, slice_from(before, out->start), out);
}

static void complete_dot(struct talk *talk, struct slice before, struct completions *out)
{
    const char *blank = memchr(before.data, ' ', before.len);
    if (blank) {
        complete_argument(talk, before, (size_t)(blank - before.data), out);
        return;
    }
    out->start = 1;
    for (const struct dot_command *command = dot_commands; command->name; command++)
        add_beginning(out, slice_of(command->name), slice_from(before, 1));
}

void talk_complete(void *context, struct slice before, struct completions *out)
{
    struct talk *talk = context;
    if (before.len && before.data[0] == '.')
        complete_dot(talk, before, out);
    else
        guide_complete(talk->guide, before, &out->start, add_completion, out);
}
