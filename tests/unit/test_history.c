/* What a journal tells, in words. */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "base/text.h"
#include "export/export.h"
#include "insight/history.h"
#include "model/edit/edit_text.h"
#include "model/edit/replay.h"
#include "store/store.h"

static const char shop[] = "cjm: 1\n"
                           "title: Shop\n"
                           "personas: [Anna, Ben]\n"
                           "stages:\n"
                           "  - name: Buy\n"
                           "    touchpoints:\n"
                           "      - name: Pay\n"
                           "        pains:\n          - text: Slow\n"
                           "      - Kiosk\n"
                           "  - name: Keep\n";

/* Records "AUTHOR ACTION TEXT", one a line, a second each; "\t" as it is. */
static void add_records(struct history *history, const char *records)
{
    struct slice rest = slice_of(records), line;
    time_t time = 1000;
    while (slice_next_line(&rest, &line)) {
        const char *blank = memchr(line.data, ' ', line.len);
        char *end;
        history_add(history, &(struct history_record){
                                 .time = time++,
                                 .author = { line.data, (size_t)(blank - line.data) },
                                 .action = strtoul(blank + 1, &end, 10),
                                 .text = slice_from(line, (size_t)(end + 1 - line.data)),
                             });
    }
}

/* "NAME: LINE", one below the other; "-" before what was undone. */
static void add_told(const struct history *history, struct buf *out)
{
    for (size_t i = 0; i < history->count; i++) {
        const struct history_entry *entry = &history->entries[i];
        for (size_t k = 0; k < entry->count; k++)
            buf_addf(out, "%s%s%s%s\n", entry->undone ? "-" : "",
                k ? "" : history_name(history, entry), k ? "  " : ": ", entry->lines[k].text);
    }
}

static void expect_told(const char *map_text, const char *records, const char *wanted)
{
    struct history history;
    struct diags diags = DIAGS_INIT;
    struct buf told = BUF_INIT;
    struct map map;
    map_begin(&map);
    if (map_text)
        store_read_text(&map, "map", slice_of(map_text), &diags);
    history_begin(&history, &map);
    add_records(&history, records);
    add_told(&history, &told);
    cr_expect_str_eq(
        told.data, wanted, "of\n%s\nit tells\n%s\nnot\n%s", records, told.data, wanted);
    buf_release(&told);
    diags_release(&diags);
    history_release(&history);
    map_release(&map);
}

Test(history, tells_what_records_say)
{
    static const struct {
        const char *records, *wanted;
    } rows[] = {
        { "", "" },
        { "anna.1-2 1 set\tpay\temotion\t=-2\t=0\tPay\ttouchpoint",
            "anna: Pay: emotion -2 -> 0\n" },
        { "anna.1 1 set\tpay\temotion\t-\t=anna\\x00-1\\x00ben\\x001\\x00\tPay\ttouchpoint",
            "anna: Pay: emotion (Anna) set to -1, (Ben) set to 1\n" },
        { "a.b.c 1 insert\tpay\t1\t(pain\tlate\ttext=Code is late\tseverity=4\t)",
            "a.b: Pay: pain added: Code is late\n" },
        { "x 1 insert\tmap\t2\t(stage\tend\tname=End\t(touchpoint\tbye\tname=Bye\t)\t)",
            "x: stage added: End\n  End: touchpoint added: Bye\n" },
        { "b.1 7 remove\tkiosk\tKiosk\ttouchpoint", "b: Buy: touchpoint removed: Kiosk\n" },
        { "b.1 7 remove\tgone\tGone\ttouchpoint", "b: touchpoint removed: Gone\n" },
        { "b.1 7 move\tkiosk\tkeep\t0\tKiosk\ttouchpoint",
            "b: Kiosk: moved to \"Keep\", place 1\n" },
        { "b.1 7 move\tkeep\tmap\t0\tKeep\tstage", "b: Keep: moved to place 1\n" },
        { "a.1 1 set\tmap\ttitle\t=Shop\t=Store\tStore\tmap",
            "a: map: title \"Shop\" -> \"Store\"\n" },
        { "a.1 1 set\tpay\t?colour\t-\t=red\tPay\ttouchpoint", "a: Pay: colour set to red\n" },
        /* Who chose a name is called so. */
        { "root.1 0 name\tAnna\x1b\nroot.1 1 remove\tkiosk\tKiosk\ttouchpoint",
            "Anna␛: Buy: touchpoint removed: Kiosk\n" },
        /* Names as they were then. */
        { "a.1 1 insert\tkeep\t0\t(touchpoint\tsms\tname=SMS\t)\n"
          "a.1 2 set\tsms\tname\t=SMS\t=Mail\tMail\ttouchpoint\n"
          "b.1 1 set\tsms\temotion\t-\t=1\tMail\ttouchpoint",
            "a: Keep: touchpoint added: SMS\na: SMS: name \"SMS\" -> \"Mail\"\n"
            "b: Mail: emotion set to 1\n" },
        { "a.1 1 insert\tpay\t0\t(pain\tx\ttext=A text that is long enough to be cut where the "
          "name "
          "of a node is\t)\n"
          "a.1 2 set\tx\tseverity\t-\t=4\tA text that is long enough to be cut where the "
          "name…\tpain",
            "a: Pay: pain added: A text that is long enough to be cut where the name of a node is\n"
            "a: Pay: pain \"A text that is long enough to be cut where the name of a node is\": "
            "severity set to 4\n" },
        /* One action, one entry; another's between does not part it. */
        { "a.1 1 set\tpay\temotion\t-\t=1\tPay\ttouchpoint\n"
          "b.1 1 set\tkiosk\temotion\t-\t=1\tKiosk\ttouchpoint\n"
          "a.1 1 set\tpay\timpact\t-\t=2\tPay\ttouchpoint",
            "a: Pay: emotion set to 1\n  Pay: impact set to 2\nb: Kiosk: emotion set to 1\n" },
        /* Undone and done again. */
        { "a.1 1 set\tpay\temotion\t-\t=1\tPay\ttouchpoint\n"
          "a.1 2 undo\ta.1\t1\n"
          "a.1 2 set\tpay\temotion\t=1\t-\tPay\ttouchpoint",
            "-a: Pay: emotion set to 1\na: undid: Pay: emotion set to 1\n" },
        { "a.1 1 set\tpay\temotion\t-\t=1\tPay\ttouchpoint\n"
          "a.1 1 set\tpay\timpact\t-\t=1\tPay\ttouchpoint\n"
          "a.1 2 undo\ta.1\t1\na.1 3 redo\ta.1\t1",
            "a: Pay: emotion set to 1\n  Pay: impact set to 1\n"
            "a: undid: Pay: emotion set to 1 (and 1 more)\n"
            "a: redid: Pay: emotion set to 1 (and 1 more)\n" },
        { "a.1 2 undo\ta.0\t1", "a: undid an earlier change\n" },
        /* What another program wrote, and one brought in. */
        { "a.1 0 outside\t12-00000000\t4\na.1 0 saved\t12-00000000\t4\n"
          "a.1 1 set\tpay\timpact\t-\t=1\tPay\ttouchpoint\n"
          "a.1 2 set\tpay\timpact\t=1\t=2\tPay\ttouchpoint",
            "(file): Pay: impact set to 1\na: Pay: impact 1 -> 2\n" },
        /* Saves and what the guide remembers. */
        { "a.1 0 saving\t12-00000000\t4\na.1 0 saved\t12-00000000\t4", "" },
        { "a.1 1 set\tmap\tasked\t-\t=x\tShop\tmap\na.1 2 undo\ta.1\t1", "" },
        { "a.1 1 insert\tmap\t0\t(step\tstep-a\tkey=a\t)", "" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        expect_told(shop, rows[i].records, rows[i].wanted);
}

/* Whatever others put there. */
Test(history, tells_no_nonsense)
{
    static const struct {
        const char *records, *wanted;
    } rows[] = {
        { "\x1b]0;evil\a.1 1 set\tpay\temotion\t=\x1b[2J\t=0\tPay\x1b[31m\ttouchpoint",
            "␛]0;evil␇: Pay␛[31m: emotion ␛[2J -> 0\n" },
        { ". 1 remove\tpay\t\t\n. 2 remove", ".: Buy: touchpoint removed: pay\n" },
        { "a 1 set\na 2 set\tpay\na 3 set\tpay\temotion\na 4 set\tpay\temotion\t\t\t\t", "" },
        { "a 1 insert\na 2 insert\tmap\t0\t)\na 3 insert\tmap\t0\t(stage\t\t)\t)\t)", "" },
        { "a 1 insert\tpay\t0\t(stage\tnew\tname=N\t)", "" },
        { "a 1 insert\tmap\t0\t(map\tmap\t(map\tmap\t(map", "" },
        { "a 1 insert\tmap\t0\t(stage\tpay\tname=Other\t)\na 2 remove\tpay\tPay\ttouchpoint",
            "a: stage added: Other\na: touchpoint removed: Pay\n" },
        { "a 1 move\tbuy\tbuy\t0\tBuy\tstage\na 2 move\tmap\tbuy\t99999999999999999999\tx\tmap",
            "" },
        { "a 1 remove\tmap\tShop\tmap\na 2 undo\na 3 undo\t\t\na 4 redo\t\t99999999999999999999",
            "a: undid an earlier change\na: undid an earlier change\na: redid an earlier "
            "change\n" },
        { "a 1 set\tpay\temotion\t-\t=anna\\x00\tPay\ttouchpoint",
            "a: Pay: emotion written for each persona\n" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        expect_told(shop, rows[i].records, rows[i].wanted);
    expect_told(NULL, "a 1 set\tpay\temotion\t=1\t=0\tPay\ttouchpoint", "a: Pay: emotion 1 -> 0\n");
}

struct session {
    struct history history;
    struct replay replay;
};

static void record(void *context, const struct edit *edit)
{
    struct session *session = context;
    struct buf line = BUF_INIT;
    edit_text_add(edit, &line);
    history_add(&session->history, &(struct history_record){ .action = session->replay.undo->group,
                                       .author = SLICE("me.1"),
                                       .text = buf_slice(&line) });
    buf_release(&line);
}

static void toggle(void *context, const struct edit *first, bool undone)
{
    struct session *session = context;
    struct buf line = BUF_INIT;
    replay_add_toggle(&session->replay, first, undone, &line);
    history_add(&session->history, &(struct history_record){ .action = session->replay.undo->group,
                                       .author = SLICE("me.1"),
                                       .text = buf_slice(&line) });
    buf_release(&line);
}

/* What edits write is what this reads. */
Test(history, tells_what_was_done)
{
    struct session session;
    struct diags diags = DIAGS_INIT;
    struct buf told = BUF_INIT;
    struct map map;
    struct undo undo;
    map_begin(&map);
    cr_assert_eq(store_read_text(&map, "map", slice_of(shop), &diags), STATUS_OK);
    undo_init(&undo, &map);
    replay_init(&session.replay, &undo, "me.1");
    history_begin(&session.history, &map);
    undo.recorder =
        (struct edit_recorder){ .record = record, .toggle = toggle, .context = &session };
    struct node *pay = map_find(&map, SLICE("pay")), *kiosk = map_find(&map, SLICE("kiosk"));
    struct node *pain = node_new(&map, KIND_PAIN);
    node_put(&map, pain, PAIN_TEXT, SLICE("Tab\there"));
    undo_begin(&undo);
    edit_set_int(&undo, pay, TOUCHPOINT_EMOTION, -2);
    edit_insert(&undo, pay, pain, 0);
    undo_end(&undo);
    edit_move(&undo, kiosk, map_find(&map, SLICE("keep")), 0);
    edit_remove(&undo, kiosk);
    undo_undo(&undo);
    undo_redo(&undo);
    edit_set(&undo, map.root, MAP_ASKED, SLICE("x"));
    undo_undo(&undo);
    add_told(&session.history, &told);
    cr_expect_str_eq(told.data, "me: Pay: emotion set to -2\n  Pay: pain added: Tab here\n"
                                "me: Kiosk: moved to \"Keep\", place 1\n"
                                "me: Keep: touchpoint removed: Kiosk\n"
                                "me: undid: Keep: touchpoint removed: Kiosk\n"
                                "me: redid: Keep: touchpoint removed: Kiosk\n");
    buf_release(&told);
    history_release(&session.history);
    replay_release(&session.replay);
    undo_release(&undo);
    map_release(&map);
}

Test(history, keeps_so_many)
{
    struct history history;
    struct buf line = BUF_INIT;
    history_begin(&history, NULL);
    for (size_t i = 1; i <= 5 * HISTORY_MOST; i++) {
        buf_clear(&line);
        buf_addf(&line, "set\tmap\ttitle\t-\t=%zu\t%zu\tmap", i, i);
        history_add(&history, &(struct history_record){
                                  .author = SLICE("a"), .action = i, .text = buf_slice(&line) });
    }
    cr_expect_eq(history.count + history.left_off, 5 * HISTORY_MOST);
    cr_expect(history.count >= HISTORY_MOST && history.count <= 2 * HISTORY_MOST);
    cr_expect_str_eq(
        history.entries[history.count - 1].lines[0].text, "map: title set to \"100000\"");
    buf_release(&line);
    history_release(&history);
}

static void expect_protocol(const char *map_text, const char *records, const char *wanted)
{
    struct history history;
    struct diags diags = DIAGS_INIT;
    struct buf text = BUF_INIT;
    struct map map;
    map_begin(&map);
    setenv("TZ", "UTC", 1);
    cr_assert_eq(store_read_text(&map, "map", slice_of(map_text), &diags), STATUS_OK);
    history_begin(&history, &map);
    add_records(&history, records);
    struct export_options options = { .history = &history };
    const struct export_format *format = export_format_named("protocol");
    cr_expect_eq(format->write(&map, &options, &text, &diags), STATUS_OK);
    cr_expect_str_eq(text.data, wanted, "%s", text.data);
    history_release(&history);
    buf_clear(&text);
    options.history = NULL;
    cr_expect_eq(format->write(&map, &options, &text, &diags), STATUS_BAD);
    cr_expect(text.len == 0 && diags.count == 1 && strstr(diags.items[0].text, "no journal"));
    buf_release(&text);
    diags_release(&diags);
    map_release(&map);
}

Test(history, is_written_as_a_protocol)
{
    expect_protocol("cjm: 1\n"
                    "title: Shop *now*\n"
                    "stages:\n"
                    "  - name: Buy\n"
                    "    touchpoints:\n"
                    "      - name: Pay\n"
                    "        pains:\n          - {text: Slow, votes: 2}\n"
                    "          - {text: Late, votes: 5}\n          - {text: Old, votes: 9}\n"
                    "parking: [Was there, \"New # <b>note</b>\"]\n",
        "anna.1 1 set\tpay\temotion\t-\t=-1\tPay\ttouchpoint\n"
        "anna.1 2 set\tpay\temotion\t-1\t=-2\tPay\ttouchpoint\n"
        "ben.1 1 set\tslow\tvotes\t-\t=2\tSlow\tpain\n"
        "anna.2 1 set\tpay\timpact\t-\t=5\tPay\ttouchpoint\n"
        "anna.2 2 undo\tanna.2\t1\n"
        "anna.2 3 insert\tmap\t1\t(note\tnew-b-note-b\ttext=New # <b>note</b>\t)\n"
        "ben.1 2 set\tlate\tvotes\t-\t=5\tLate\tpain\n",
        "# Session minutes: Shop \\*now\\*\n\n"
        "- **Date:** 1970-01-01 00:16\n"
        "- **People:** anna (3 changes), ben (2 changes)\n"
        "- **Not in the list:** 1 change that was undone\n"
        "\n## Changes\n\n"
        "- **00:16 anna**\n"
        "  - Pay: emotion set to -1\n"
        "  - Pay: emotion set to -2\n"
        "- **00:16 ben:** Pay: pain \"Slow\": votes set to 2\n"
        "- **00:16 anna:** note added: New \\# \\<b>note\\</b>\n"
        "- **00:16 ben:** Pay: pain \"Late\": votes set to 5\n"
        "\n## Parking lot\n\n"
        "- New \\# \\<b>note\\</b>\n"
        "\n## Votes\n\n"
        "- **5** Late (Buy / Pay)\n"
        "- **2** Slow (Buy / Pay)\n");
    expect_protocol(
        "cjm: 1\ntitle: T\n", "", "# Session minutes: T\n\n## Changes\n\nNo changes.\n");
}
