/* A map that may be read only, without a journal: it becomes what others make of it. */
#include <criterion/criterion.h>

#include <grp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/app.h"
#include "app/core/state.h"
#include "app_support.h"
#include "session/session.h"
#include "store/store.h"
#include "support.h"

static const char text[] = "cjm: 1\n"
                           "title: A shop\n"
                           "stages:\n"
                           "  - name: Look\n"
                           "    touchpoints: [Advert, Search]\n";

static const char longer[] = "cjm: 1\n"
                             "title: A shop\n"
                             "stages:\n"
                             "  - name: Look\n"
                             "    touchpoints: [Advert, Search, Shop window]\n";

/* Root may write all files; this process goes on as one who may not. */
static void become_owner_of(const char *folder)
{
    enum { NOBODY = 65534 };
    if (geteuid() != 0)
        return;
    cr_assert_eq(chown(folder, NOBODY, NOBODY), 0);
    cr_assert(setgroups(0, NULL) == 0 && setgid(NOBODY) == 0 && setuid(NOBODY) == 0);
}

/* Another program writes the map, which one's own may only read. */
static void put(const char *path, const char *contents)
{
    chmod(path, 0644);
    test_write(path, slice_of(contents));
    cr_assert_eq(chmod(path, 0444), 0);
}

static void share_map(struct session *session, const char *path)
{
    struct diags diags = DIAGS_INIT;
    cr_assert_eq(session_open(session,
                     &(struct session_options){ .path = path, .max_size = STORE_MAX_SIZE }, &diags),
        STATUS_OK);
    diags_release(&diags);
}

struct watched {
    char *folder;
    struct buf path;
    struct session session;
};

static void watch_map(struct watched *w)
{
    *w = (struct watched){ .folder = test_folder(), .path = BUF_INIT };
    become_owner_of(w->folder);
    buf_addf(&w->path, "%s/map.yaml", w->folder);
    put(w->path.data, text);
    share_map(&w->session, w->path.data);
    cr_assert(session_watches(&w->session) && !w->session.share);
}

static void end(struct watched *w)
{
    session_close(&w->session);
    buf_release(&w->path);
    test_remove_folder(w->folder);
}

/* A second went by. */
static bool update_then(struct session *session)
{
    session->looked = 0;
    return session_update(session);
}

static size_t touchpoints(const struct session *session)
{
    return node_child_count(node_child(session->map.root, MAP_STAGES, 0), STAGE_TOUCHPOINTS);
}

Test(session_watched, becomes_what_its_file_is)
{
    struct watched w;
    watch_map(&w);
    struct node *stage = node_child(w.session.map.root, MAP_STAGES, 0);
    struct node *search = node_child(stage, STAGE_TOUCHPOINTS, 1);
    cr_expect_not(update_then(&w.session), "nobody wrote it");
    int wait = session_wait(&w.session);
    cr_expect(wait > 0 && wait <= 1000, "%d", wait);
    put(w.path.data, longer);
    cr_expect_not(session_update(&w.session), "it was looked at just now");
    cr_expect(update_then(&w.session));
    cr_expect_eq(touchpoints(&w.session), 3);
    cr_expect_eq(node_child(stage, STAGE_TOUCHPOINTS, 1), search, "what is the same stays");
    cr_expect(slice_is(map_source(&w.session.map), longer), "a copy has its layout");
    cr_expect_not(update_then(&w.session));
    cr_assert_eq(unlink(w.path.data), 0);
    cr_expect_not(update_then(&w.session), "there is nothing to read");
    cr_expect_eq(touchpoints(&w.session), 3);
    end(&w);
}

static void write_note(struct session *session, const char *words)
{
    edit_park(&session->undo, slice_of(words));
}

Test(session_watched, joins_a_journal_that_came)
{
    struct watched w;
    struct session writer;
    watch_map(&w);
    cr_expect_not(update_then(&w.session));
    cr_assert_eq(chmod(w.path.data, 0644), 0);
    share_map(&writer, w.path.data);
    cr_assert_not_null(writer.share);
    write_note(&writer, "in the file");
    struct diags diags = DIAGS_INIT;
    cr_expect_eq(session_save(&writer, false, &diags), STATUS_OK);
    write_note(&writer, "in the journal");
    cr_expect(update_then(&w.session));
    cr_assert_not_null(w.session.share);
    cr_expect_eq(w.session.state, SESSION_WATCHING, "%s", state_name(w.session.state));
    cr_expect_eq(node_child_count(w.session.map.root, MAP_PARKING), 2);
    write_note(&writer, "behind");
    session_update(&w.session);
    cr_expect_eq(node_child_count(w.session.map.root, MAP_PARKING), 3);
    cr_expect(!session_unsaved(&w.session) && !session_saves(&w.session));
    session_close(&writer);
    end(&w);
}

static void said(void *context, bool error, const char *words)
{
    struct buf *all = context;
    buf_addf(all, "%s%s\n", error ? "! " : "", words);
}

Test(session_watched, stays_as_it_is_while_its_file_can_not_be_read)
{
    struct watched w;
    struct buf all = BUF_INIT;
    watch_map(&w);
    w.session.listener = (struct session_listener){ .said = said, .context = &all };
    put(w.path.data, "cjm: 1\ntitle: [\n");
    cr_expect(update_then(&w.session));
    cr_expect(all.len && strstr(all.data, "map.yaml:"), "what is wrong with it");
    size_t len = all.len;
    for (int i = 0; i < 3; i++)
        cr_expect_not(update_then(&w.session));
    cr_expect_eq(all.len, len, "it is said once: %s", all.data);
    cr_expect_eq(touchpoints(&w.session), 2);
    put(w.path.data, longer);
    cr_expect(update_then(&w.session));
    cr_expect_eq(touchpoints(&w.session), 3);
    buf_release(&all);
    end(&w);
}

/* Nobody's own session: there is nothing to look for. */
Test(session_watched, is_left_alone_where_it_has_no_file)
{
    struct watched w;
    watch_map(&w);
    w.session.state = SESSION_NO_FILE;
    put(w.path.data, longer);
    cr_expect_not(update_then(&w.session));
    cr_expect_eq(session_wait(&w.session), -1);
    end(&w);
}

/* --- on the screen --- */

/* True: the map is another, or something was said. */
static bool look_then(struct fixture *f)
{
    app_session(f->app)->looked = 0;
    bool news = app_others(f->app);
    draw(f, 80, 24);
    return news;
}

Test(session_watched, is_read_anew_once)
{
    struct fixture f;
    open_map(&f, NULL);
    become_owner_of(f.folder);
    put(f.path.data, text);
    struct buf open = BUF_INIT;
    buf_addf(&open, ":open %s\r", f.path.data);
    type(&f, open.data);
    buf_release(&open);
    cr_assert(session_watches(app_session(f.app)));
    draw(&f, 80, 24);
    type(&f, "j");
    cr_expect(shows(&f, "▌Search"));
    for (int i = 0; i < 3; i++)
        cr_expect_not(look_then(&f));
    put(f.path.data, longer);
    cr_expect(look_then(&f));
    cr_expect(shows(&f, "Shop window") && shows(&f, "▌Search"), "the cursor stays");
    for (int i = 0; i < 3; i++)
        cr_expect_not(look_then(&f));
    put(f.path.data, "cjm: 1\ntitle: [\n");
    cr_expect(look_then(&f));
    cr_expect(shows(&f, "map.yaml:"), "what is wrong with it");
    cr_expect(shows(&f, "Shop window"), "what was good stays");
    type(&f, "k");
    cr_expect_not(shows(&f, "map.yaml:"));
    for (int i = 0; i < 3; i++)
        cr_expect_not(look_then(&f), "it is said once");
    cr_expect_not(shows(&f, "map.yaml:"));
    put(f.path.data, text);
    cr_expect(look_then(&f));
    cr_expect_not(shows(&f, "Shop window"));
    close_map(&f);
}
