/* What a line may be completed to, be it an answer or a dot command. */
#include <string.h>

#include "base/text.h"
#include "guide/dot.h"
#include "store/template.h"

struct offers {
    const struct guide *guide;
    struct slice typed;
    const struct completer *to;
};

static void offer(const struct offers *offers, struct slice word)
{
    if (text_begins_fold(word, offers->typed))
        offers->to->add(offers->to->context, word);
}

/* By key, or by the name that people see. */
static void offer_steps(const struct offers *offers)
{
    for (int i = 1; i <= guide_step_count(offers->guide); i++) {
        struct guide_step step = guide_step_at(offers->guide, i);
        if (text_begins_fold(step.key, offers->typed) || text_begins_fold(step.name, offers->typed))
            offers->to->add(offers->to->context, step.key);
    }
}

/* The guide itself has no stages to take. */
static void offer_templates(const struct offers *offers)
{
    struct template_list list;
    templates_find(&list, NULL);
    for (size_t i = 0; i < list.count; i++)
        if (strcmp(list.entries[i].name, TEMPLATE_GUIDE) != 0)
            offer(offers, slice_of(list.entries[i].name));
    templates_release(&list);
}

static void offer_presets(const struct offers *offers)
{
    for (const char *const *word = field_def(MAP_PRESET)->words; *word; word++)
        offer(offers, slice_of(*word));
}

static void offer_arguments(const struct offers *offers, const char *command)
{
    static const struct {
        const char *command;
        void (*offer)(const struct offers *offers);
    } table[] = { { "step", offer_steps }, { "template", offer_templates },
        { "preset", offer_presets } };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (strcmp(command, table[i].command) == 0)
            table[i].offer(offers);
}

/* One that takes something gets the blank before that. */
static void offer_commands(const struct offers *offers)
{
    struct buf word = BUF_INIT;
    for (const struct dot_command *command = dot_commands; command->name; command++) {
        buf_clear(&word);
        buf_addf(&word, command->argument ? "%s " : "%s", command->name);
        offer(offers, buf_slice(&word));
    }
    buf_release(&word);
}

size_t dot_complete(const struct guide *guide, struct slice typed, const struct completer *to)
{
    struct slice name, argument;
    if (!dot_split(typed, &name, &argument))
        return guide_complete(guide, typed, to);
    struct slice behind = slice_from(typed, (size_t)(name.data + name.len - typed.data));
    const struct dot_command *command = dot_of(typed);
    if (!behind.len) {
        struct offers offers = { guide, name, to };
        offer_commands(&offers);
        return typed.len - name.len;
    }
    utf8_next(&behind); /* the blank */
    struct offers offers = { guide, behind, to };
    size_t start = typed.len - behind.len;
    if (command && strcmp(command->name, "rest") == 0)
        return start + guide_complete(guide, behind, to); /* an answer */
    if (command)
        offer_arguments(&offers, command->name);
    return start;
}
