/* Records that no program of today writes: from another version, odd, forged, very many. What can
 * be taken is, the rest is told, and the map opens and saves. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

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
    cr_expect(strstr(text.data, wanted), "\"%s\" is not in the file: %.2000s", wanted, text.data);
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
    cr_expect(
        strstr(session.notice.data,
            good ? "1 change" : "1 damaged record of the journal was left out, in its line 2"),
        "%.200s: \"%s\"", record, session.notice.data);
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

/* Who only reads is told how many are left out, and where they begin. */
Test(session_records, are_told_of_with_their_line)
{
    static const char good[] = "set\tpay\t?risk\t-\t=fines\tPay\tstage", bad[] = "nonsense";
    static const struct {
        const char *records[3], *said;
        size_t line;
    } rows[] = {
        { { good, bad, good }, "1 damaged record of the journal was left out here", 3 },
        { { bad, good, bad }, "2 damaged records of the journal were left out from here on", 2 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct session session;
        struct diags diags = DIAGS_INIT;
        struct session_options options = {
            .path = map_path(), .max_size = STORE_MAX_SIZE, .use = SESSION_READ
        };
        forge_begin(SMALL);
        for (size_t j = 0; j < 3; j++)
            forge_record("other.1-1", j + 1, slice_of(rows[i].records[j]));
        forge_end();
        cr_assert_eq(session_open(&session, &options, &diags), STATUS_OK);
        cr_assert_eq(diags.count, 1);
        cr_expect_str_eq(diags.items[0].text, rows[i].said);
        cr_expect_str_eq(diags.items[0].file, beside_map("journal"));
        cr_expect_eq(diags.items[0].line, rows[i].line);
        session_close(&session);
        diags_release(&diags);
    }
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

/* --- very long --- */

enum { LONG = 15 << 20 };

static void add_long(struct buf *out, size_t len)
{
    buf_reserve(out, len);
    memset(out->data + out->len, 'x', len);
    out->len += len;
    out->data[out->len] = '\0';
}

/* As long as a record may be: what a file can hold is taken, the rest is told, and all is saved. */
Test(session_records, of_many_megabytes)
{
    enum { MIB = 1 << 20 };
    struct buf text = BUF_INIT, longest = BUF_INIT;
    buf_adds(&text, "set\ttill\tdoing\t-\t=");
    add_long(&text, LONG);
    expect_recovered(SMALL, text.data, "title: T\n", false);
    buf_clear(&text);
    buf_adds(&text, "set\ttill\t?odd\t-\t=");
    add_long(&text, LONG);
    expect_recovered(SMALL, text.data, "odd: xxx", true);
    buf_clear(&text);
    add_long(&longest, MIB);
    buf_adds(&text, "insert\tpay\t1\t(touchpoint\tx\tname=X");
    for (int i = 0; i < 14; i++)
        buf_addf(&text, "\t(pain\tp%d\ttext=P%d %.*s\t)", i, i, MIB - 9, longest.data);
    buf_adds(&text, "\t)");
    expect_recovered(SMALL, text.data, "P13", true);
    buf_clear(&text);
    buf_adds(&text, "insert\tmap\t1\t(stage\ty\tname=Y");
    for (int i = 0; i < 200 * 1000; i++)
        buf_addf(&text, "\t(touchpoint\tn%d\tname=N%d\t)", i, i);
    buf_adds(&text, "\t)");
    expect_recovered(SMALL, text.data, "N199999", true);
    buf_release(&text);
    buf_release(&longest);
}

/* --- very many --- */

#define SET_TILL "set\ttill\timportance\t-\t=%d\tTill\ttouchpoint"

static void of_many_authors(size_t i, size_t count, struct buf *author, struct buf *text)
{
    (void)count;
    buf_addf(author, "e%zu.1-1", i);
    buf_addf(text, SET_TILL, (int)(i % 5) + 1);
}

static void with_names(size_t i, size_t count, struct buf *author, struct buf *text)
{
    (void)count;
    buf_addf(author, "e%zu.1-1", i);
    buf_addf(text, "name\tN%zu", i);
}

static void inserted_in_front(size_t i, size_t count, struct buf *author, struct buf *text)
{
    (void)count;
    buf_adds(author, "e.1-1");
    buf_addf(text, "insert\tpay\t0\t(touchpoint\tx%zu\tname=N%zu\t)", i, i);
}

static void inserted_with_one_name(size_t i, size_t count, struct buf *author, struct buf *text)
{
    (void)count;
    buf_adds(author, "e.1-1");
    buf_addf(text, "insert\tpay\t%zu\t(touchpoint\tx\tname=N\t)", i);
}

/* The first half is one action, which the other half undoes and redoes. */
static void one_action_toggled(size_t i, size_t count, struct buf *author, struct buf *text)
{
    buf_adds(author, i < count / 2 ? "other.1-1 1" : "ben.2-1");
    if (i < count / 2)
        buf_addf(text, SET_TILL, (int)(i % 5) + 1);
    else
        buf_addf(text, "%s\tother.1-1\t1", i % 2 ? "redo" : "undo");
}

/* Each of the two is half of a half of the records, and the other half undoes and redoes them. */
static void two_actions_toggled(size_t i, size_t count, struct buf *author, struct buf *text)
{
    if (i < count / 2) {
        buf_addf(author, "other.1-1 %d", i < count / 4 ? 1 : 2);
        buf_addf(text, SET_TILL, (int)(i % 5) + 1);
        return;
    }
    buf_adds(author, "ben.2-1");
    buf_addf(text, "%s\tother.1-1\t%d", i / 2 % 2 ? "redo" : "undo", (int)(i % 2) + 1);
}

/* A third are actions, which the rest undoes from the last one on, with what comes of it. */
static void undone_one_by_one(size_t i, size_t count, struct buf *author, struct buf *text)
{
    size_t made = count / 3, left = i < made ? 0 : made - 1 - (i - made) / 2 % made;
    buf_addf(author, "%s %zu", i < made ? "other.1-1" : "ben.2-1", i < made ? i + 1 : i / 2 + 1);
    if (i < made || (i - made) % 2)
        buf_addf(text, SET_TILL, (int)((i < made ? i : left) % 5) + 1);
    else
        buf_addf(text, "undo\tother.1-1\t%zu", left + 1);
}

static void undone_from_before(size_t i, size_t count, struct buf *author, struct buf *text)
{
    (void)count;
    buf_addf(author, "ben.2-1 %zu", i / 2 + 1);
    if (i % 2)
        buf_addf(text, SET_TILL, (int)(i / 2 % 5) + 1);
    else
        buf_addf(text, "undo\tgone.1-1\t%zu", i / 2 + 1);
}

/* Seconds that opening takes, the least of three; an author may be given with the action's number.
 */
static double seconds_for(void (*make)(size_t, size_t, struct buf *, struct buf *), size_t count)
{
    struct buf author = BUF_INIT, text = BUF_INIT;
    double least = 1e9;
    forge_begin(SMALL);
    for (size_t i = 0; i < count; i++) {
        buf_clear(&author);
        buf_clear(&text);
        make(i, count, &author, &text);
        char *number = strchr(author.data, ' ');
        if (number)
            *number++ = '\0';
        forge_record(author.data, number ? strtoul(number, NULL, 10) : i + 1, buf_slice(&text));
    }
    forge_end();
    for (int i = 0; i < 3; i++) {
        struct session session;
        struct diags diags = DIAGS_INIT;
        clock_t began = clock();
        cr_assert_eq(session_open(&session,
                         &(struct session_options){
                             .path = map_path(), .max_size = STORE_MAX_SIZE, .use = SESSION_READ },
                         &diags),
            STATUS_OK);
        size_t nodes = 0;
        for (struct node *at = session.map.root; at; at = node_next(at, session.map.root))
            nodes++;
        cr_expect_gt(nodes, 0);
        double seconds = (double)(clock() - began) / CLOCKS_PER_SEC;
        least = seconds < least ? seconds : least;
        session_close(&session);
        diags_release(&diags);
    }
    buf_release(&author);
    buf_release(&text);
    return least;
}

/* More than fit into 16 bits: an undo by one of them takes back nobody else's. */
Test(session_records, of_a_hundred_thousand_authors)
{
    enum { COUNT = 100 * 1000 };
    struct session session;
    struct buf text = BUF_INIT;
    char author[24];
    forge_begin(SMALL);
    for (int i = 0; i < COUNT; i++) {
        snprintf(author, sizeof author, "e%d.1-1", i);
        buf_clear(&text);
        buf_addf(&text, "insert\tpay\t0\t(touchpoint\tx%d\tname=N%d\t)", i, i);
        forge_record(author, 1, buf_slice(&text));
    }
    forge_record(author, 2, SLICE("undo\te99999.1-1\t1"));
    forge_record(author, 2, SLICE("remove\tx99999\tN99999\ttouchpoint"));
    forge_end();
    open_session(&session);
    size_t undone = 0;
    for (size_t i = 0; i < session.undo.count; i++)
        undone += edit_is_undone(&session.undo, &session.undo.edits[i]);
    cr_expect_eq(undone, 1u, "%zu", undone);
    cr_expect_str_eq(session_author(&session, session.undo.edits[COUNT - 2].author), "e99998");
    expect_saved(&session, "{name: N99998, id: x99998}");
    session_close(&session);
    buf_release(&text);
}

Test(session_records, are_read_in_the_time_of_few_each)
{
    static const struct {
        const char *name;
        void (*make)(size_t, size_t, struct buf *, struct buf *);
    } rows[] = {
        { "of many authors", of_many_authors },
        { "with their names", with_names },
        { "inserted in front", inserted_in_front },
        { "inserted with one name", inserted_with_one_name },
        { "one action, toggled", one_action_toggled },
        { "two actions, toggled", two_actions_toggled },
        { "undone one by one", undone_one_by_one },
        { "undone, from before the journal", undone_from_before },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double few = seconds_for(rows[i].make, 4000), many = seconds_for(rows[i].make, 16000);
        cr_expect_lt(many, 14 * (few > 0.005 ? few : 0.005),
            "%s: %.3f s, four times as many %.3f s", rows[i].name, few, many);
    }
}
