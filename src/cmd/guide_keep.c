#include "cmd/guide_talk.h"

#include <unistd.h>

#include "base/i18n.h"

void note_status(struct talk *talk, enum status status)
{
    if (status > talk->status)
        talk->status = status;
}

/* Another program changed the file: what it wrote stays, and ours goes on beside it. */
static enum status go_on_in_copy(struct talk *talk, struct diags *diags)
{
    struct buf was = BUF_INIT, path = BUF_INIT;
    struct session *session = talk->session;
    buf_adds(&was, session->path);
    bool made = session_new_copy(session, session->path, "rescued", &path);
    enum status status = session_save_as(session, path.data, made, diags);
    if (status == STATUS_OK) {
        /* TRANSLATORS: both are files. */
        sayf(talk,
            _("Another program changed %1$s, and its text stays. This session continues in %2$s"),
            was.data, path.data);
        note_status(talk, STATUS_FOUND);
    } else if (made) {
        unlink(path.data);
    }
    buf_release(&was);
    buf_release(&path);
    return status;
}

static enum status try_to_keep(struct talk *talk, struct diags *diags)
{
    if (!session_unsaved(talk->session))
        return STATUS_OK;
    enum status status = session_save(talk->session, false, diags);
    if (status != STATUS_FOUND)
        return status;
    diags_release(diags); /* what it says is for the screen */
    if (!session_at_risk(talk->session))
        return STATUS_OK; /* in the journal, which the next save brings into the file */
    return go_on_in_copy(talk, diags);
}

static void say_unsaved(struct talk *talk, const struct diags *diags)
{
    struct buf text = BUF_INIT;
    if (diags->count)
        diag_format(&diags->items[0], &text);
    sayf(talk,
        session_at_risk(talk->session)
            ? _("Not saved: %s. Your answers are only in memory and will be saved as soon as "
                "possible.")
            : _("Not saved: %s. Your answers are in the journal and will be saved as soon as "
                "possible."),
        text.data);
    buf_release(&text);
}

void keep(struct talk *talk)
{
    struct diags diags = DIAGS_INIT;
    guide_note(talk->guide);
    bool saved = try_to_keep(talk, &diags) == STATUS_OK;
    if (!saved && !talk->unsaved)
        say_unsaved(talk, &diags);
    else if (saved && talk->unsaved)
        sayf(talk, _("Saved again."));
    talk->unsaved = !saved;
    diags_release(&diags);
}

void keep_at_end(struct talk *talk)
{
    guide_leave(talk->guide);
    talk->unsaved = try_to_keep(talk, talk->diags) != STATUS_OK;
    if (!talk->unsaved)
        return;
    if (session_at_risk(talk->session))
        session_rescue(talk->session, talk->diags);
    else
        diags_add(talk->diags, talk->session->path, 0, 0, "%s",
            _("the file does not have all changes yet; they are in the journal, and the next start "
              "continues with them"));
    note_status(talk, STATUS_SYSTEM);
}

/* --- what others do meanwhile --- */

static void overwritten(void *context, const struct edit *edit, const char *name)
{
    struct buf key = BUF_INIT, about = BUF_INIT;
    buf_add_slice(&key, edit_key(edit));
    buf_add_slice(&about, node_headline(edit->node));
    /* TRANSLATORS: 1: a person, 2: a field, 3: what has the field. */
    sayf(context, _("%1$s changed your answer: \"%2$s\" of \"%3$s\"."), name, key.data, about.data);
    buf_release(&key);
    buf_release(&about);
}

static void parked(void *context, const struct edit *edit)
{
    const struct node *about = edit->op == EDIT_SET ? edit->node : edit->new_parent;
    sayf(context, _("Somebody removed \"%.*s\". Your answer is in the parking lot."),
        SLICE_ARG(node_headline(about)));
}

static void merged(void *context, const struct conflicts *conflicts, size_t first)
{
    sayf(context, _("Another program changed the file. The changes were merged."));
    for (size_t i = first; i < conflicts->count; i++) {
        struct buf text = BUF_INIT;
        conflict_describe(&conflicts->items[i], NULL, &text);
        sayf(context, _("Changed here and there; the other text is in the parking lot: %s"),
            text.data);
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
