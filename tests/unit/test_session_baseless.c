/* A session that fell behind where the text on which the journal stands is gone. */
#include <criterion/criterion.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "session/share.h"
#include "store/store.h"
#include "support.h"
#include "unit/journal_support.h"

TestSuite(session_baseless, .init = journal_set_up, .fini = journal_tear_down, .timeout = 120);

/* Each save begins the journal anew: who was not there for two has lost what is between. */
static const struct session_system small = { .calls = &file_calls_system, .journal_large = 1 };

struct stage {
    struct session session;
    struct buf said;
};

static void said(void *context, bool error, const char *text)
{
    struct stage *stage = context;
    buf_addf(&stage->said, "%s%s\n", error ? "! " : "", text);
}

static void open_session(struct session *session)
{
    struct diags diags = DIAGS_INIT;
    cr_assert_eq(session_open(session,
                     &(struct session_options){
                         .path = map_path(), .max_size = STORE_MAX_SIZE, .system = &small },
                     &diags),
        STATUS_OK);
    cr_assert_not_null(session->share);
    diags_release(&diags);
}

static void write_note(struct session *session, const char *text)
{
    struct node *note = node_new(&session->map, KIND_NOTE);
    node_put(&session->map, note, NOTE_TEXT, slice_of(text));
    edit_insert(&session->undo, session->map.root, note, (size_t)-1);
}

static enum status save(struct session *session)
{
    struct diags diags = DIAGS_INIT;
    enum status status = session_save(session, false, &diags);
    cr_expect(status == STATUS_OK || diags.count);
    diags_release(&diags);
    return status;
}

/* Another program writes and saves twice. */
static void write_elsewhere(void)
{
    pid_t pid = fork();
    if (pid == 0) {
        struct session other;
        open_session(&other);
        write_note(&other, "theirs 1");
        save(&other);
        write_note(&other, "theirs 2");
        save(&other);
        write_note(&other, "theirs 3");
        _exit(0);
    }
    int status;
    cr_assert_eq(waitpid(pid, &status, 0), pid);
    cr_assert_eq(status, 0);
}

static void begin(struct stage *stage)
{
    test_write(map_path(), SLICE("cjm: 1\ntitle: T\n"));
    open_session(&stage->session);
    buf_init(&stage->said);
    stage->session.listener.said = said;
    stage->session.listener.context = stage;
    write_note(&stage->session, "mine 1");
    cr_expect_eq(save(&stage->session), STATUS_OK);
    write_note(&stage->session, "mine 2");
    write_elsewhere();
}

static void expect_notes(const struct map *map, const char *const *notes, const char *where)
{
    struct node_list list = node_children(map->root, MAP_PARKING);
    for (; *notes; notes++) {
        size_t count = 0;
        for (size_t i = 0; i < list.count; i++)
            count += slice_is(node_get(list.items[i], NOTE_TEXT), *notes);
        cr_expect_eq(count, 1, "%s: \"%s\" is there %zu times", where, *notes, count);
    }
}

/* Here, in the file, and for who opens it next. */
static void expect_all(struct stage *stage)
{
    static const char *const all[] = { "mine 1", "mine 2", "mine 3", "theirs 1", "theirs 2",
        "theirs 3", NULL };
    struct session next;
    struct map file;
    struct diags diags = DIAGS_INIT;
    expect_notes(&stage->session.map, all, "here");
    cr_expect(!session_at_risk(&stage->session), "%s", stage->said.data);
    open_session(&next);
    expect_notes(&next.map, all, "there");
    session_close(&next);
    cr_expect_eq(save(&stage->session), STATUS_OK);
    map_begin(&file);
    cr_expect_eq(store_read(&file, map_path(), STORE_MAX_SIZE, &diags), STATUS_OK);
    expect_notes(&file, all, "in the file");
    map_release(&file);
    diags_release(&diags);
}

static void end(struct stage *stage)
{
    session_close(&stage->session);
    buf_release(&stage->said);
}

Test(session_baseless, the_file_takes_its_place)
{
    struct stage stage;
    begin(&stage);
    unlink(beside_map("base"));
    session_update(&stage.session);
    write_note(&stage.session, "mine 3");
    cr_expect_str_empty(stage.said.data ? stage.said.data : "");
    expect_all(&stage);
    end(&stage);
}

static void write_outside(void)
{
    struct buf text = BUF_INIT;
    test_read(map_path(), &text);
    buf_adds(&text, "owner: Outside\n");
    test_write(map_path(), buf_slice(&text));
    buf_release(&text);
}

Test(session_baseless, the_file_was_changed_too)
{
    struct stage stage;
    begin(&stage);
    test_write(beside_map("base"), SLICE("garbage"));
    write_outside();
    for (int i = 0; i < 4; i++)
        session_update(&stage.session);
    cr_expect(strstr(stage.said.data, "base cannot be read"), "%s", stage.said.data);
    write_note(&stage.session, "mine 3");
    cr_expect(slice_is(node_get(stage.session.map.root, MAP_OWNER), "Outside"));
    expect_all(&stage);
    end(&stage);
}

Test(session_baseless, the_file_can_not_be_read_either)
{
    struct stage stage;
    struct buf text = BUF_INIT;
    begin(&stage);
    unlink(beside_map("base"));
    test_read(map_path(), &text);
    test_write(map_path(), SLICE("cjm: 1\ntitle: [\n"));
    for (int i = 0; i < 4; i++)
        session_update(&stage.session);
    cr_expect(strstr(stage.said.data, "nor the file can be read"), "%s", stage.said.data);
    write_note(&stage.session, "mine 3");
    cr_expect_neq(save(&stage.session), STATUS_OK, "others' edits would be lost");
    test_write(map_path(), buf_slice(&text));
    stage.session.share->tried = 0; /* a second went by */
    session_update(&stage.session);
    expect_all(&stage);
    end(&stage);
    buf_release(&text);
}
