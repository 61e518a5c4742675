/* Records that no program of today writes: from another version, odd, forged, very many. What can
 * be taken is, the rest is told, and the map opens and saves. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <sys/stat.h>

#include "session/session.h"
#include "store/journal/journal_private.h"
#include "store/store.h"
#include "support.h"
#include "unit/journal_support.h"

TestSuite(session_records, .init = journal_set_up, .fini = journal_tear_down, .timeout = 120);

static struct buf lines;
static uint64_t seq;

/* A journal on this map; forge_record() goes on with it, forge_end() writes it. */
static void forge_begin(struct slice map)
{
    struct journal_first first = { { 0xdeadbeef, 1 }, { 0, text_mark_of(map) } };
    test_write(map_path(), map);
    mkdir(beside_map(NULL), 0700);
    test_write(beside_map("base"), map);
    buf_clear(&lines);
    journal_add_first(&first, &lines);
    seq = 0;
}

static void forge_record(const char *author, uint64_t action, struct slice text)
{
    struct journal_record record = {
        .seq = ++seq, .time = 1000, .author = slice_of(author), .action = action, .text = text
    };
    journal_add_record(&record, &lines);
}

static void forge_end(void)
{
    test_write(beside_map("journal"), buf_slice(&lines));
    buf_release(&lines);
}

static void open_session(struct session *session)
{
    struct diags diags = DIAGS_INIT;
    struct session_options options = {
        .path = map_path(), .max_size = STORE_MAX_SIZE, .use = SESSION_SHARE
    };
    cr_assert_eq(session_open(session, &options, &diags), STATUS_OK);
    cr_assert_not_null(session->share, "%s", session->notice.data);
    diags_release(&diags);
}

/* It saves, and the file has `wanted`. */
static void expect_saved(struct session *session, const char *wanted)
{
    struct diags diags = DIAGS_INIT;
    struct buf text = BUF_INIT;
    cr_expect_eq(session_save(session, false, &diags), STATUS_OK, "%s",
        diags.count ? diags.items[0].text : "");
    test_read(map_path(), &text);
    cr_expect(strstr(text.data, wanted), "\"%s\" is not in the file: %s", wanted, text.data);
    buf_release(&text);
    diags_release(&diags);
}

static void expect_recovered(struct slice map, const char *record, const char *wanted, bool good)
{
    struct session session;
    forge_begin(map);
    forge_record("other.1-1", 1, slice_of(record));
    forge_end();
    open_session(&session);
    cr_expect(strstr(session.notice.data, good ? "1 change" : "damaged"), "%s: \"%s\"", record,
        session.notice.data);
    expect_saved(&session, wanted);
    session_close(&session);
}

#define SMALL                                                                                   \
    SLICE("cjm: 1\ntitle: T\npersonas: [Anna]\nstages:\n  - name: Pay\n    touchpoints: [Till]" \
          "\n")

Test(session_records, own_keys_and_keys_of_other_versions)
{
    static const struct {
        const char *record, *wanted;
        bool good;
    } rows[] = {
        { "set\tpay\t?risk\t-\t=fines\tPay\tstage", "    risk: fines\n", true },
        { "set\tpay\t?a/b (c): d\t-\t=[1, 2]\tPay\tstage", "    \"a/b (c): d\": [1, 2]\n", true },
        { "set\tpay\t?goal\t-\t=x\tPay\tstage", "    goal: x\n", true }, /* another kind has it */
        /* These the schema knows by now. */
        { "set\tanna\t?age\t-\t=34\tAnna\tpersona", "age: \"34\"}", true },
        { "set\tanna\t?goals\t-\t=[a, 'b: c']\tAnna\tpersona", "goals: [a, \"b: c\"]", true },
        { "set\ttill\t?emotion\t-\t=-2\tTill\ttouchpoint", "emotion: -2}", true },
        { "insert\tpay\t1\t(touchpoint\tx\tname=X\t?emotion\\x002\t?odd\\x00y\t)", "odd: y\n",
            true },
        /* These nobody can hold. */
        { "set\ttill\t?emotion\t-\t=glad\tTill\ttouchpoint", "title: T\n", false },
        { "set\tpay\t?id\t-\t=other\tPay\tstage", "title: T\n", false },
        { "set\tpay\t?touchpoints\t-\t=[A]\tPay\tstage", "title: T\n", false },
        { "set\tmap\t?title\t=T\t-\tT\tmap", "title: T\n", false },
        { "set\tmap\t?title\t=T\t=New\tT\tmap", "title: T\n", false },
        { "set\tpay\t?risk\t-\t=a: b: c\tPay\tstage", "title: T\n", false },
        { "set\tpay\t?risk\t-\t=1\\nstrategy: 2\tPay\tstage", "title: T\n", false },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        expect_recovered(SMALL, rows[i].record, rows[i].wanted, rows[i].good);
}

/* As many as a file may have in one place; their numbers are far behind the schema's table. */
static void add_full_stages(struct buf *map, int count)
{
    buf_adds(map, "cjm: 1\ntitle: T\nstages:\n");
    for (int i = 0; i < count * OWN_KEYS_MAX; i++) {
        if (i % OWN_KEYS_MAX == 0)
            buf_addf(map, "  - name: Pay %d\n", i / OWN_KEYS_MAX);
        buf_addf(map, "    k%d: 1\n", i);
    }
}

Test(session_records, one_of_many_own_keys)
{
    struct buf map = BUF_INIT;
    add_full_stages(&map, 40);
    expect_recovered(
        buf_slice(&map), "set\tpay-39\t?k10239\t=1\t=2\tPay 39\tstage", "k10239: 2\n", true);
    expect_recovered(buf_slice(&map), "set\tpay-39\t?k10240\t-\t=2\tPay 39\tstage", "T\n", false);
    buf_release(&map);
}

/* An undo does not bring back more of them than a file may have. */
Test(session_records, own_keys_undone)
{
    struct buf text = BUF_INIT;
    struct diags diags = DIAGS_INIT;
    struct map map;
    struct undo undo;
    map_begin(&map);
    undo_init(&undo, &map);
    add_full_stages(&text, 1);
    cr_assert_eq(store_read_text(&map, "x", buf_slice(&text), &diags), STATUS_OK);
    struct node *stage = map_find(&map, SLICE("pay-0"));
    enum field first = unknown_field(&map.keys, &map.arena, SLICE("k0"));
    edit_set(&undo, stage, first, SLICE_NONE);
    undo_apply(&undo, (struct edit){ .op = EDIT_SET,
                          .author = 1,
                          .node = stage,
                          .field = (uint16_t)unknown_field(&map.keys, &map.arena, SLICE("new")),
                          .after = SLICE("new\0001") });
    undo_undo(&undo);
    cr_expect_not(node_has(stage, first));
    buf_clear(&text);
    cr_expect_eq(store_text(&map, &text, &diags), STATUS_OK);
    buf_release(&text);
    diags_release(&diags);
    undo_release(&undo);
    map_release(&map);
}
