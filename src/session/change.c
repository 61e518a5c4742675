#include "session/change.h"

#include <string.h>

#include "base/i18n.h"
#include "session/session.h"
#include "store/store.h"

enum { TRIES = 5 }; /* where there can be no journal, and other programs replace the map */

/* What is in the journal is kept: it is done, and must not be tried again. Where another program
 * saves just now the file follows by itself. */
static enum status tell_kept(
    const char *path, enum status status, size_t before, struct diags *diags)
{
    diags_cut(diags, before);
    if (status != STATUS_FOUND)
        diags_add(diags, path, 0, 0, "%s",
            _("the addition is kept in the map's journal; the file cannot be written now and "
              "follows when the map is saved"));
    return STATUS_OK;
}

static enum status save(struct session *session, struct diags *diags)
{
    size_t before = diags->count;
    if (!session->path)
        return store_write(&session->map, "-", diags);
    enum status status = session_save(session, false, diags);
    enum session_kept kept = session_kept(session);
    if (status != STATUS_OK && kept == KEPT_IN_JOURNAL)
        return tell_kept(session->path, status, before, diags);
    if (status == STATUS_OK || !session->share)
        return status;
    diags_release(diags);
    diags_add(diags, session->path, 0, 0, "%s",
        session_is_split(session)
            ? _("only a part of the addition is kept: neither the journal nor the file can be "
                "written now; look at the map before you try again")
            : _("nothing was added: neither the journal nor the file can be written now; try "
                "again"));
    return STATUS_SYSTEM;
}

static enum status make(
    const struct map_change *change, struct session *session, struct diags *diags)
{
    if (session_watches(session)) {
        diags_add(diags, session->path, 0, 0, "%s",
            _("you can read this map, but not change it; nothing was added; ask the map's owner"));
        return STATUS_SYSTEM;
    }
    undo_begin(&session->undo);
    /* Another may have added the same just now. */
    undo_catch_up(&session->undo);
    bool good = change->make(change->context, &session->undo);
    if (!good)
        session->undo.recorder = (struct edit_recorder){ 0 };
    undo_end(&session->undo);
    return good ? save(session, diags) : STATUS_BAD;
}

/* STATUS_FOUND: another program replaced the map meanwhile, and nothing is done. */
static enum status try_once(const struct map_change *change, struct diags *diags)
{
    struct session session;
    enum status status = session_open(&session,
        &(struct session_options){
            .path = change->path, .max_size = change->max_size, .use = SESSION_PASS },
        diags);
    if (status != STATUS_OK)
        return status;
    status = make(change, &session, diags);
    session_close(&session);
    return status;
}

enum status change_map(const struct map_change *change, struct diags *diags)
{
    enum status status = STATUS_FOUND;
    for (int i = 0; i < TRIES && status == STATUS_FOUND; i++)
        if ((status = try_once(change, diags)) == STATUS_FOUND)
            diags_release(diags); /* what is said then is for the screen */
    if (status != STATUS_FOUND)
        return status;
    diags_add(diags, change->path, 0, 0, "%s",
        _("other programs change the file all the time; nothing was added; try again"));
    return STATUS_SYSTEM;
}
