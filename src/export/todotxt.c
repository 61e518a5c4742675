/* The actions as todo.txt has them: a line each, with owner, due date and an id that stays. */
#include <stdlib.h>

#include "base/i18n.h"
#include "base/text.h"
#include "export/export.h"
#include "export/text/out.h"
#include "insight/priority.h"
#include "model/ids.h"

/* Would the word be a project, a context or a fact ("due:2027-01-01")? */
static bool is_mark(struct slice word, size_t at)
{
    char c = word.data[at];
    bool begins = at == 0 || (word.data[at - 1] & 0x80); /* behind a blank that is not ASCII */
    return (begins && (c == '+' || c == '@')) || (c == ':' && at > 0 && at + 1 < word.len);
}

/* On one line; what would be a mark is written with the full-width sign, which is none. */
static void add_text(struct buf *out, struct slice text)
{
    struct buf safe = BUF_INIT;
    out_text(&safe, text, " ");
    for (struct slice rest = buf_slice(&safe); rest.len;) {
        struct slice word = slice_next_word(&rest);
        buf_add_char(out, ' ');
        for (size_t i = 0; i < word.len; i++)
            if (is_mark(word, i))
                buf_add_codepoint(out, 0xFEE0u + (unsigned char)word.data[i]);
            else
                buf_add_char(out, word.data[i]);
    }
    buf_release(&safe);
}

/* A name as one word that marks hold. */
static void add_mark(struct buf *out, const char *mark, enum node_kind kind, struct slice name)
{
    buf_adds(out, mark);
    id_slug(kind, name, out);
}

/* (A) is the worst pain, or a quick win. */
static char priority_of(const struct node *action)
{
    if (action->kind == KIND_IDEA)
        return "\0ABCD"[idea_quadrant(action)];
    int severity = node_int(action, PAIN_SEVERITY, 0);
    return severity > 0 ? (char)('A' + 4 - severity) : '\0';
}

static void add_action(struct buf *out, const struct map *map, const struct node *action)
{
    struct buf name = BUF_INIT;
    char priority = priority_of(action);
    bool done = action_done(action);
    struct slice owner = action_get(action, ACTION_OWNER), due = action_get(action, ACTION_DUE);
    if (done)
        buf_addf(out, "x %s", action_get(action, ACTION_DONE_ON).data);
    else if (priority)
        buf_addf(out, "(%c)", priority);
    if (out->len && out->data[out->len - 1] != '\n' && out->data[out->len - 1] != ' ')
        buf_add_char(out, ' ');
    add_mark(out, "+", KIND_MAP, node_headline(map->root)); /* so that no text begins a line */
    out_name(&name, action);
    add_text(out, buf_slice(&name));
    buf_release(&name);
    if (action->parent->kind == KIND_TOUCHPOINT)
        add_mark(out, " @", KIND_TOUCHPOINT, node_headline(action->parent));
    if (owner.len)
        add_mark(out, " owner:", KIND_PERSONA, owner);
    if (due.len)
        buf_addf(out, " due:%s", due.data);
    buf_addf(out, " id:%s\n", action->id);
}

static enum status todotxt_write(const struct map *map, const struct export_options *options,
    struct buf *out, struct diags *diags)
{
    struct node **actions;
    size_t count = actions_by_due(map, &actions);
    (void)options;
    if (!count)
        return out_refuse_no_actions(diags);
    for (size_t i = 0; i < count; i++)
        add_action(out, map, actions[i]);
    free(actions);
    return STATUS_OK;
}

const struct export_format export_todotxt = {
    .name = "todotxt",
    .endings = (const char *const[]){ "todo.txt", "todotxt", NULL },
    .help = N_("the actions as a to-do list, a line each"),
    .write = todotxt_write,
};
