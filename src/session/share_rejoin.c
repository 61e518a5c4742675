/* Going on where the journal or its folder was removed, and perhaps begun anew by another. */
#include "base/i18n.h"
#include "session/share.h"
#include "store/store.h"

enum { REJOIN_WAIT_MS = 500 };

static bool folder_is_removed(const struct share *share)
{
    struct stat own;
    return fstat(journal_folder(share->journal)->fd, &own) == 0 && own.st_nlink == 0;
}

/* The folder that is there now takes the place of the removed one. */
static bool use_new_folder(struct share *share)
{
    struct session *session = share->session;
    struct journal_options options = {
        .path = session->path, .write = true, .calls = session->system->calls
    };
    struct diags diags = DIAGS_INIT;
    struct journal *journal;
    bool done = journal_open(&journal, &options, &diags) == STATUS_OK;
    diags_release(&diags);
    if (!done)
        return false;
    watch_close(&share->watch);
    presence_close(&share->presence);
    journal_close(share->journal);
    share->journal = journal;
    watch_open(
        &share->watch, journal_folder(journal)->map, journal_folder(journal)->path, WATCH_ALL);
    share_show_up(share);
    return true;
}

/* What waits is in the text that is merged then. */
static bool rebuild(struct share *share)
{
    bool baseless = share->misses > 0;
    struct buf pending = share->pending;
    buf_init(&share->pending);
    share->rejoins = false;
    share->lost = true;
    share->id = 0;
    share_rebuild(share);
    bool good = !share->lost || !baseless || share_begin_from_file(share);
    share->rejoins = !good;
    if (good)
        buf_release(&pending);
    else
        share->pending = pending;
    return good;
}

/* The map becomes what the journal there says; one's own is done again on top of it. */
static void merge_own(struct share *share, struct slice mine)
{
    struct session *session = share->session;
    struct slice source = map_source(&session->map);
    struct diags diags = DIAGS_INIT;
    struct map before, own;
    size_t first = session->conflicts.count;
    map_begin(&before);
    map_begin(&own);
    bool good = store_read_text(&before, "map", source, &diags) == STATUS_OK &&
                store_read_text(&own, "map", mine, &diags) == STATUS_OK;
    good = good && rebuild(share);
    share_unlock(share);
    if (good) {
        merge_maps(&session->undo, &before, &own, &session->conflicts);
        if (session->conflicts.count > first && session->listener.merged)
            session->listener.merged(session->listener.context, &session->conflicts, first);
    }
    map_release(&before);
    map_release(&own);
    diags_release(&diags);
}

static void say_rejoined(struct share *share)
{
    share->failing = false;
    if (share->misses)
        share_say(share, true, "%s",
            _("the journal's base cannot be read; the map was read from the file and your changes "
              "were merged; see :conflicts"));
    else
        share_say(share, false, "%s",
            _("the journal was removed; there is a new one, and nothing was lost"));
    share->misses = 0;
}

/* Neither the base nor the file can be read. */
static void say_stuck(struct share *share)
{
    if (share->misses && !share->failing)
        share_say(share, true, "%s",
            _("neither the journal's base nor the file can be read; changes of others are not "
              "shown, and nothing is saved; correct the file, or \":w FILE\" saves elsewhere"));
    share->failing = share->failing || share->misses;
}

bool share_rejoin(struct share *share)
{
    struct buf mine = BUF_INIT;
    bool may = share->writes && !share->locked && !share->saving && !share->save_locks;
    share->rejoins = share->rejoins || (may && folder_is_removed(share) && use_new_folder(share));
    if (!may || !share->rejoins)
        return false;
    store_canonical(&share->session->map, &mine);
    if (share_lock(share, REJOIN_WAIT_MS)) {
        share_fetch(share);
        if (share_begin(share))
            merge_own(share, buf_slice(&mine));
        share_unlock(share);
    }
    if (share->rejoins)
        say_stuck(share);
    else
        say_rejoined(share);
    buf_release(&mine);
    return true;
}
