#include "session/session.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "session/restore.h"
#include "session/share.h"
#include "store/file/replace.h"
#include "store/store.h"
#include "store/template.h"

enum status session_open(
    struct session *session, const struct session_options *options, struct diags *diags)
{
    static const struct session_system usual = { &file_calls_system, 1024 * 1024, false };
    const char *path = options->path;
    bool is_file = strcmp(path, "-") != 0;
    *session = (struct session){
        .clock = options->clock ? options->clock : &clock_system,
        .system = options->system ? options->system : &usual,
        .max_size = options->max_size,
        .notice = BUF_INIT,
    };
    map_begin(&session->map);
    /* The stamp is taken first: a change while it is read is noticed when saving. */
    if (is_file)
        session->stamp = stamp_of(path);
    size_t messages = diags->count;
    enum status status = store_read(&session->map, path, options->max_size, diags);
    session->path = is_file ? mem_copy_string(path) : NULL;
    undo_init(&session->undo, &session->map);
    session->restored = status != STATUS_OK && is_file && restore_may(session);
    if (is_file && (status == STATUS_OK || session->restored))
        share_open(session, options->use);
    if (session->restored && session->share) {
        restore_end(session, options->use, messages, diags);
        status = STATUS_OK;
    }
    if (status != STATUS_OK)
        session_close(session);
    else if (is_file && options->use != SESSION_SHARE)
        share_warn(session, diags);
    else if (!is_file && options->use != SESSION_READ)
        buf_adds(&session->notice, _("this map comes from standard input and has no file; save "
                                     "your work with \":w FILE\""));
    return status;
}

void session_event(struct session *session, enum session_event event)
{
    session->state = state_after(session->state, event);
}

bool session_watches(const struct session *session)
{
    return state_is(session->state, STATE_WATCHES);
}

/* The share stays with its map. */
static void leave(struct session *session)
{
    if (session->share)
        share_close(session->share);
    session->share = NULL;
    session->undo.recorder = (struct edit_recorder){ 0 };
    session_event(session, EVENT_LEFT);
}

void session_close(struct session *session)
{
    leave(session);
    conflicts_release(&session->conflicts);
    buf_release(&session->notice);
    undo_release(&session->undo);
    map_release(&session->map);
    free(session->path);
    session->path = NULL;
}

bool session_is_missing(const char *path)
{
    struct session_options options = {
        .path = path, .max_size = STORE_MAX_SIZE, .use = SESSION_READ
    };
    struct diags diags = DIAGS_INIT;
    struct session session;
    if (stamp_of(path).exists || errno != ENOENT)
        return false;
    bool missing = strcmp(path, "-") == 0 || session_open(&session, &options, &diags) != STATUS_OK;
    if (!missing)
        session_close(&session);
    diags_release(&diags);
    return missing;
}

void session_move(struct session *to, struct session *from)
{
    *to = *from;
    to->undo.map = &to->map;
    if (to->share)
        share_move(to->share, to);
    *from = (struct session){ 0 };
}

void session_forget_file(struct session *session)
{
    leave(session);
    free(session->path);
    session->path = NULL;
    buf_clear(&session->notice);
}

static enum status begin_map(
    struct map *map, const struct new_map *wanted, struct slice title, struct diags *diags)
{
    enum status status = STATUS_OK;
    if (wanted->template_name)
        status = template_read(map, slice_of(wanted->template_name), diags);
    else
        node_put(map, map->root, MAP_CJM, SLICE("1"));
    if (status == STATUS_OK)
        template_apply(map, title, wanted->keep_samples);
    return status;
}

enum status session_create(const char *path, const struct new_map *wanted, struct diags *diags)
{
    if (stamp_of(path).exists) {
        diags_add(diags, path, 0, 0,
            _("already exists; open it with \"cjm-tui %s\", or name another file"), path);
        return STATUS_BAD;
    }
    struct slice title = wanted->title ? slice_of(wanted->title) : title_of_file(path);
    if (!title.len || utf8_valid_length(title) != title.len) {
        diags_add(
            diags, path, 0, 0, "%s", _("the title is not UTF-8; give another one with --title"));
        return STATUS_BAD;
    }
    struct map map;
    map_begin(&map);
    enum status status = begin_map(&map, wanted, title, diags);
    if (status == STATUS_OK)
        status = store_write_new(&map, path, diags);
    map_release(&map);
    return status;
}

static enum status note_saved(struct session *session, const char *path, enum status status)
{
    if (status != STATUS_OK)
        return status;
    undo_mark_saved(&session->undo);
    session->stamp = stamp_of(path);
    session->saved_at = clock_now(session->clock);
    return STATUS_OK;
}

enum session_kept session_kept(const struct session *session)
{
    const struct share *share = session->share;
    if (share && share->pending.len)
        return KEPT_IN_MEMORY;
    if (!session_unsaved(session))
        return KEPT_IN_FILE;
    return share && state_is(session->state, STATE_KEEPS) ? KEPT_IN_JOURNAL : KEPT_IN_MEMORY;
}

bool session_is_split(const struct session *session)
{
    return session_at_risk(session) && session->share && session->share->split;
}

bool session_at_risk(const struct session *session)
{
    return session_kept(session) == KEPT_IN_MEMORY;
}

bool session_unsaved(const struct session *session)
{
    const struct share *share = session->share;
    bool file_gone = session->saved_at && session->path && !stamp_of(session->path).exists;
    if (session_watches(session))
        return false;
    if (!share)
        return undo_modified(&session->undo) || file_gone;
    return share->edited > share->saved || share->pending.len || share->must_save || file_gone;
}

/* Alone, without a journal. */
static enum status save_alone(struct session *session, bool force, struct diags *diags)
{
    struct file_stamp now = stamp_of(session->path);
    bool moved_on = !stamp_equal(&now, &session->stamp), modified = undo_modified(&session->undo);
    if (!modified && !moved_on)
        return STATUS_OK;
    if (moved_on && now.exists && !force) {
        diags_add(diags, session->path, 0, 0, "%s",
            modified ? _("another program changed the file; \":w FILE\" saves elsewhere, \":w!\" "
                         "overwrites the file")
                     : _("another program changed the file; \":open FILE\" reads it again"));
        return STATUS_FOUND;
    }
    enum status (*write)(struct map *, const char *, struct diags *) = moved_on ? store_write_as
                                                                                : store_write;
    return note_saved(session, session->path, write(&session->map, session->path, diags));
}

enum status session_save(struct session *session, bool force, struct diags *diags)
{
    if (!session->path) {
        diags_add(diags, NULL, 0, 0, "%s",
            _("this map has no file yet; \":w FILE\" saves it, \":q!\" quits without saving"));
        return STATUS_BAD;
    }
    if (session_watches(session)) {
        diags_add(diags, session->path, 0, 0, "%s",
            _("you can read this map, but not change it; \":w FILE\" saves a copy of your own"));
        return STATUS_FOUND;
    }
    return session->share ? share_save(session->share, force, diags)
                          : save_alone(session, force, diags);
}

enum status session_save_beside(struct session *session, struct diags *diags)
{
    bool shared = session->share && state_is(session->state, STATE_WRITES);
    return shared ? share_save_beside(session->share, diags) : session_save(session, false, diags);
}

bool session_is_file(const struct session *session, const char *path)
{
    if (!session->path)
        return false;
    struct file_stamp own = stamp_of(session->path), other = stamp_of(path);
    return strcmp(session->path, path) == 0 ||
           (own.exists && other.exists && own.device == other.device && own.inode == other.inode);
}

enum status session_save_as(
    struct session *session, const char *path, bool force, struct diags *diags)
{
    struct file_stamp there = stamp_of(path);
    if (strcmp(path, "-") == 0) {
        diags_add(diags, NULL, 0, 0, "%s", _("\"-\" is not a file here; name another file"));
        return STATUS_BAD;
    }
    struct stat st;
    bool regular = stat(path, &st) == 0 && S_ISREG(st.st_mode);
    if (there.exists && regular && !force &&
        !(session->path && stamp_equal(&there, &session->stamp))) {
        diags_add(diags, path, 0, 0, "%s", _("already exists; \":w! FILE\" overwrites it"));
        return STATUS_BAD;
    }
    if (session->share && session_is_file(session, path))
        return share_save(session->share, force, diags);
    if (regular && !session_is_file(session, path) && share_in_use(path)) {
        diags_add(diags, path, 0, 0, "%s", _("others have this file open; name another file"));
        return STATUS_BAD;
    }
    if (session->share)
        share_release_text(session->share);
    enum status status = note_saved(session, path, store_write_as(&session->map, path, diags));
    if (status == STATUS_OK && (!session->path || strcmp(session->path, path) != 0)) {
        session_forget_file(session);
        session->path = mem_copy_string(path);
        share_open(session, SESSION_SHARE);
    }
    return status;
}

/* What is to be rescued. A text that can't be read back as a map still has all words. */
struct rescue {
    struct buf text;
    bool readable;
};

/* Tries one place. */
static bool rescue_to(const struct rescue *rescue, const char *folder, const char *name,
    struct session *session, struct diags *diags)
{
    struct buf path = BUF_INIT, wanted = BUF_INIT;
    struct diags tried = DIAGS_INIT;
    buf_addf(&wanted, "%s%s%s", folder, *folder ? "/" : "", name);
    bool made = session_new_copy(session, wanted.data, "rescued", &path);
    bool done = made && file_replace(path.data, buf_slice(&rescue->text), &tried) == STATUS_OK;
    if (done)
        diags_add(diags, path.data, 0, 0, "%s",
            rescue->readable
                ? _("the map as it was on the screen was saved here")
                : _("the texts of the map were saved here, but the map cannot be read back from "
                    "this copy; take the texts from it, and report this defect"));
    else if (made)
        unlink(path.data);
    diags_release(&tried);
    buf_release(&path);
    buf_release(&wanted);
    return done;
}

enum status session_rescue(struct session *session, struct diags *diags)
{
    const char *name = session->path ? session->path : "map";
    const char *base = strrchr(name, '/') ? strrchr(name, '/') + 1 : name;
    const char *home = getenv("HOME"), *temporary = getenv("TMPDIR");
    struct rescue rescue = { .text = BUF_INIT };
    struct diags tried = DIAGS_INIT;
    rescue.readable = store_text(&session->map, &rescue.text, &tried) == STATUS_OK;
    if (!rescue.readable)
        store_canonical(&session->map, &rescue.text);
    bool done = rescue_to(&rescue, "", name, session, diags) ||
                (home && rescue_to(&rescue, home, base, session, diags)) ||
                rescue_to(&rescue, temporary ? temporary : "/tmp", base, session, diags);
    if (!done)
        diags_add(diags, NULL, 0, 0, "%s", _("the last changes could not be saved"));
    diags_release(&tried);
    buf_release(&rescue.text);
    return done ? STATUS_OK : STATUS_SYSTEM;
}
