/* The guide in line mode: what it says of others who change the map meanwhile. */
#include <config.h>

#include "base/i18n.h"
#include "cmd/guide_talk.h"

static void overwritten(void *context, const struct edit *edit, const char *name)
{
    struct slice key = edit_key(edit);
    sayf(context, _("%s changed %.*s of \"%.*s\", which you had answered."), name, SLICE_ARG(key),
        SLICE_ARG(node_headline(edit->node)));
}

static void parked(void *context, const struct edit *edit)
{
    const struct node *about = edit->op == EDIT_SET ? edit->node : edit->new_parent;
    sayf(context,
        _("\"%.*s\" was removed by another meanwhile; what you answered is in the parking lot."),
        SLICE_ARG(node_headline(about)));
}

static void merged(void *context, const struct conflicts *conflicts, size_t first)
{
    sayf(context, _("Another program changed the file; that is merged."));
    for (size_t i = first; i < conflicts->count; i++) {
        struct buf text = BUF_INIT;
        conflict_describe(&conflicts->items[i], NULL, &text);
        sayf(
            context, _("Both changed it, and the other text is in the parking lot: %s"), text.data);
        buf_release(&text);
    }
}

static void said(void *context, bool error, const char *text)
{
    (void)error;
    sayf(context, "%s", text);
}

void hear_others(struct talk *talk)
{
    struct session *session = talk->session;
    session->listener = (struct session_listener){ overwritten, parked, merged, said, talk };
    if (session->notice.len)
        sayf(talk, "%s", session->notice.data);
}
