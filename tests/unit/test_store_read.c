#include "store/store.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/edit/edit.h"
#include "store/read/events.h"
#include "store/read/whole.h"
#include "store_support.h"
#include "support.h"

/* Reads a text; its messages go into `messages`, one a line. */
static enum status read_text(struct map *map, const char *text, size_t len, struct buf *messages)
{
    struct diags diags = DIAGS_INIT;
    map_begin(map);
    enum status status = store_read_text(map, "f", (struct slice){ text, len }, &diags);
    for (size_t i = 0; i < diags.count; i++) {
        diag_format(&diags.items[i], messages);
        buf_add_char(messages, '\n');
    }
    if (diags.left_off)
        buf_addf(messages, "and %zu\n", diags.left_off);
    diags_release(&diags);
    return status;
}

/* `expected`: all messages, or their beginning if it does not end in a line break. */
static void expect_refused(const char *text, size_t len, const char *expected)
{
    struct map map;
    struct buf messages = BUF_INIT;
    cr_expect_eq(read_text(&map, text, len, &messages), STATUS_BAD, "%.60s", text);
    cr_expect(messages.len < 20000, "%.60s: %zu bytes are said", text, messages.len);
    size_t compared = strlen(expected);
    if (compared && expected[compared - 1] == '\n')
        compared = messages.len > compared ? messages.len : compared;
    cr_expect(strncmp(messages.data, expected, compared) == 0, "for %.60s\nexpected %s\nfound %s",
        text, expected, messages.data);
    buf_release(&messages);
    map_release(&map);
}

Test(store_read, says_all_errors_with_their_places)
{
    static const struct {
        const char *text, *expected;
    } rows[] = {
        { "", "f:1:1: the file is empty; write lines such as 'cjm: 1'" },
        { "# only this\n", "f:1:1: the file is empty" },
        { "- a\n", "f:1:1: a map is keys and values, found a list; " },
        { "hello\n", "f:1:1: a map is keys and values, found a text; " },
        { "goal: x\n",
            "f:1:1: cjm is missing; add the line 'cjm: 1' at the top\n"
            "f:1:1: title is missing; add a line such as 'title: Buying a television'\n" },
        { "cjm:\ntitle: ~\n",
            "f:1:1: cjm has no value; write one\nf:2:1: title has no value; write one\n" },
        { "cjm: 2\ntitle: x\n", "f:1:1: \"cjm: 2\" is a file format that this program does not "
                                "know; use a newer one\n" },
        { "cjm: 1\ntitle: x\nmarket: b2x\nkind: []\nreviewed: 2026-02-30\n",
            "f:3:1: market: \"b2x\" is not allowed; allowed: b2c, b2b\n"
            "f:4:7: kind must be a text, found a list\n"
            "f:5:1: reviewed: \"2026-02-30\" is not allowed; allowed: a date such as "
            "2026-11-21\n" },
        { "cjm: 1\ntitle: x\nstages:\n  - touchpoints:\n      - name: a\n        emotion: 7\n"
          "        moment: maybe\n        importance: a lot\n        importance: 3\n",
            "f:6:9: emotion must be -2..2, found 7\n"
            "f:7:9: moment: \"maybe\" is not allowed; allowed: true, false\n"
            "f:8:9: importance must be 1..5, found a lot\n"
            "f:9:9: the key 'importance' is there twice; remove one\n" },
        { "cjm: 1\ntitle: x\nmine: 1\nyours: 2\nmine: 3\n",
            "f:5:1: the key 'mine' is there twice; remove one\n" },
        { "cjm: 1\ntitle: T\nx: {k: 1, k: 2}\ny: {a: {k: 1}, b: [{k: 1}, {d: 1, d: 2}]}\n",
            "f:3:11: the key 'k' is there twice; remove one\n"
            "f:4:35: the key 'd' is there twice; remove one\n" },
        { "cjm: 1\ntitle: x\npersonas:\n  - [a]\n  -\n  - goals: [a, {b: c}, ~]\n",
            "f:4:5: an item of personas must be a text or keys and values, found a list\n"
            "f:5:4: an item of personas must be a text or keys and values, found nothing\n"
            "f:6:16: an item of goals must be a text, found keys and values\n"
            "f:6:24: an item of goals must be a text, found nothing\n" },
        { "cjm: 1\ntitle: x\nstages: a\nparking: {a: b}\n",
            "f:3:9: stages must be a list: '- ' before each item, or [one, two], found a text\n"
            "f:4:10: parking must be a list: '- ' before each item, or [one, two], found keys and "
            "values\n" },
        { "cjm: 1\ntitle: x\nstages:\n- touchpoints:\n  - emotion: {Anna: 1, anna: 3, ben: a}\n"
          "  - emotion: {anna: 1, anna: 2}\n  - emotion: [1]\n",
            "f:5:24: emotion must be -2..2, found 3\n"
            "f:5:33: emotion must be -2..2, found a\n"
            "f:6:24: the key 'anna' is there twice; remove one\n"
            "f:7:14: emotion must be a number, or a number for each persona's id, found a list\n"
            "f:5:15: there is no persona 'Anna'; write the id of a persona, or add the persona" },
        { "cjm: 1\ntitle: x\npersonas: [Anna]\nstages:\n- touchpoints:\n"
          "  - emotion: {anna: 1, ben: 2}\n",
            "f:6:24: there is no persona 'ben'; write the id of a persona, or add the persona\n" },
        { "cjm: 1\ntitle: x\nstages:\n- id: buy\n  touchpoints:\n"
          "  - emotion: {anna: 1, buy: 2}\npersonas: [{id: anna}]\n",
            "f:6:24: there is no persona 'buy'; write the id of a persona, or add the persona\n" },
        { "cjm: 1\ntitle: x\npersonas: [{id: anna}]\nstages:\n- id: buy\n  touchpoints:\n"
          "  - emotion: {anna: 1, buy: 2}\n",
            "f:7:24: there is no persona 'buy'; write the id of a persona, or add the persona\n" },
        { "cjm: 1\ntitle: x\npaths: [a, b]\nstages:\n- touchpoints:\n  - paths: [a, c]\n"
          "  - paths: d\n",
            "f:6:16: there is no path 'c'; write one of a, b, or add it to the map's 'paths'\n"
            "f:7:12: there is no path 'd'; write one of a, b, or add it to the map's 'paths'\n" },
        { "cjm: 1\ntitle: x\nstages:\n- touchpoints:\n  - paths: [a]\n",
            "f:5:13: there is no path 'a'; add a line such as 'paths: [a]' to the map\n" },
        { "cjm: 1\ntitle: x\nid: y\nstages:\n- id: A\n- id: a\n- id: a\n- id: [a]\n- id: map\n",
            "f:3:1: the map itself has no id; remove the line\n"
            "f:5:3: id can have only lower case letters, digits and hyphens, found 'A'\n"
            "f:7:3: the id 'a' is already in use; choose another one\n"
            "f:8:3: id must be a text, found a list\n"
            "f:9:3: the id 'map' is already in use; choose another one\n" },
        { "cjm: 1\ntitle: &a x\ngoal: *a\nowner: !!str x\nmine: [&b 1]\n",
            "f:2:8: a map has no anchors (&a); remove it, or put the text in quotes\n"
            "f:3:7: a map has no aliases (*a); write the value out, or put the text in quotes\n"
            "f:4:8: a map has no tags (tag:yaml.org,2002:str); remove it, or put the text in "
            "quotes\n"
            "f:5:8: a map has no anchors (&b); remove it, or put the text in quotes\n" },
        { "cjm: 1\ntitle: x\n? [a]\n: b\n? |\n  c\n: d\n",
            "f:3:3: a key must be a text, found a list\n" },
        { "cjm: 1\ntitle: x\ngoal: \"a\\0b\"\n",
            "f:3:1: goal contains a zero byte (\\0); remove it\n" },
        { "cjm: 1\ntitle: x\n---\ncjm: 1\n", "f:3:1: a second document begins here; " },
        { "cjm: 1\ntitle: x\n...\n# end\n...\nmore\n", "f:6:1: a second document begins here; " },
        { "cjm: 1\ntitle: a\xFF"
          "b\n",
            "f:2:9: is not UTF-8 (byte 0xFF); save the file as UTF-8\n" },
        { "cjm: 1\ntitle: \xC0\xAF\n", "f:2:8: is not UTF-8 (byte 0xC0)" },
        { "cjm: 1\ntitle: K\xE4the\n", "f:2:9: is not UTF-8 (byte 0xE4)" }, /* Latin-1 */
        { "cjm: 1\ntitle: \xF0\x9F\x98x\n", "f:2:8: is not UTF-8 (byte 0xF0)" },
        { "cjm: 1\ntitle: x\rgoal: y\n", "f:2:9: a carriage return alone ends a line here; " },
        { "cjm: 1\ntitle: a\x1B[31m\n",
            "f:2:9: a control character; remove it, or write it as \"\\u001B\"" },
        { "\xFF\xFE"
          "c",
            "f:1:1: is written in UTF-16 or UTF-32; save it as UTF-8\n" },
        { "\xEF\xBB\xBF"
          "cjm: 1\ntitle: \xC3\xA9: x\n",
            "f:2:9: a ':' that is part of a text" },
        { "%YAML 1.1\n# c\n%TAG !a! b\n%TAG !b! b\n%TAG !c! b\n%TAG !d! b\n---\n",
            "f:6:1: more than 4 lines begin with %" },
        /* YAML that is none, in words */
        { "cjm: 1\ntitle: x\nstages:\n  - name: a\n   goal: b\n",
            "f:5:4: this does not fit the list above; " },
        { "cjm: 1\ntitle: Shop: the map\n", "f:2:12: a ':' that is part of a text" },
        { "cjm: 1\n\ttitle: x\n", "f:2:1: a tab cannot indent a line; use spaces\n" },
        { "cjm: 1\ntitle: \"x\n", "f:2:8: the quote that begins here does not end" },
        { "cjm: 1\ntitle: 'it's'\n", "f:2:12: this does not fit the lines above" },
        { "cjm: 1\ntitle: @home\n", "f:2:8: a text cannot begin with this character" },
        { "cjm: 1\ntitle: x\nnothing\n", "f:3:1: a line without ':'" },
        { "cjm: 1\ntitle: \"C:\\new\\quick\"\n", "f:2:15: this character cannot follow \\" },
        { "cjm: 1\ntitle: x\npersonas: [a, b\n",
            "f:3:11: the list that begins here with '[' does not end" },
        { "cjm: 1\ntitle: x\nstages: - a\n", "f:3:9: a list cannot begin here" },
        { "cjm: 1\ntitle: \"\\ud83d\"\n", "f:2:11: \\ud83d is one half of a character; " },
        { "cjm: 1\ntitle: \"\\UD83D0000\"\n", "f:2:11: no character has this number" },
        { "cjm: 1\ntitle: \"\\0\\ud83d\\ude00\"\n", "f:2:1: title contains a zero byte" },
        { "cjm: 1\ntitle: x\npersonas: [Ben]\nstages:\n- touchpoints:\n  - emotion: {ben: [1]}\n"
          "  - emotion: {ben: {a: 1}}\n",
            "f:6:20: emotion must be a number, found a list\n"
            "f:7:20: emotion must be a number, found keys and values\n" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        expect_refused(rows[i].text, strlen(rows[i].text), rows[i].expected);
    static const char wide[] = "c\0j\0m\0:\0", zero[] = "cjm: 1\ntitle: a\0b\n";
    static const char unsaved[] = "\0jm: 1\ntitle: a\n";
    expect_refused(wide, sizeof wide - 1, "f:1:1: is written in UTF-16");
    expect_refused(zero, sizeof zero - 1, "f:2:9: a zero byte; ");
    expect_refused(unsaved, sizeof unsaved - 1, "f:1:1: a zero byte: this file was not saved to");
}

/* An input method that was left on. */
/* However many there are before it, and between the two. */
Test(store_read, finds_a_key_that_is_there_twice)
{
    enum { KEYS = 250 };
    for (int twin = 0; twin <= KEYS; twin++) {
        struct map map;
        struct diags diags = DIAGS_INIT;
        struct buf text = BUF_INIT;
        buf_adds(&text, "cjm: 1\ntitle: x\nmine: {");
        for (int i = 0; i < KEYS; i++)
            buf_addf(&text, "key-%d: 1, ", i);
        buf_addf(&text, "key-%d: 2}\n", twin);
        map_begin(&map);
        cr_expect_eq(store_read_text(&map, "f", buf_slice(&text), &diags),
            twin < KEYS ? STATUS_BAD : STATUS_OK, "%d", twin);
        cr_expect_eq(diags.count, twin < KEYS, "%d", twin);
        cr_expect(!diags.count || strstr(diags.items[0].text, "twice"), "%d", twin);
        diags_release(&diags);
        buf_release(&text);
        map_release(&map);
    }
}

Test(store_read, names_full_width_colons)
{
    static const struct {
        const char *text, *place;
    } rows[] = {
        { "stages:\n  - name：One\n    touchpoints：[A，B]\n",
            "f:4:9: a full-width colon (：) behind name;" },
        { "stages:\n  - name：One\n    touchpoints: [A]\n", "f:4:9: " },
        { "stages:\n  - name: One\n    touchpoints：\n      - A\n", "f:5:16: " },
        { "stages：\n  - name: One\n", "f:3:7: " },
        { "goal：sell\n", "f:3:5: " },
        { "goal ﹕ sell\n", "f:3:6: a full-width colon (﹕) behind goal" },
        { "stages:\n  name：One\n", "f:4:7: " },
        { "stages:\n  - {name：One}\n", "f:4:10: " },
        { "stages:\n  - {name: One, \"goal\"：\"x\"}\n", "f:4:23: " },
        { "personas: [A, name：B]\n", "f:3:19: " },
        { "goal: buy\n  notes：none\n", "f:4:8: " },
        { "personas: [Ben]\nstages:\n- touchpoints:\n  - emotion: {ben：1}\n", "f:6:18: " },
    };
    struct buf text = BUF_INIT;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        buf_clear(&text);
        buf_addf(&text, "cjm: 1\ntitle: T\n%s", rows[i].text);
        expect_refused(text.data, text.len, rows[i].place);
    }
    static const char whole[] = "cjm：1\ntitle：T\n";
    static const char fine[] =
        "cjm: 1\ntitle: 时间：早上\ngoal: goal：x\nabout: |\n  a\n  name：b\n"
        "提醒：a: 1\nstages:\n  - 提醒：b\n  - 'name：c'\n  - name: name：d\n";
    struct map map;
    expect_refused(whole, strlen(whole), "f:1:4: a full-width colon");
    buf_clear(&text);
    cr_expect_eq(read_text(&map, fine, strlen(fine), &text), STATUS_OK, "%s", text.data);
    map_release(&map);
    buf_release(&text);
}

/* What YAML 1.1 and 1.2, and people, write for a boolean or a whole number. */
Test(store_read, takes_other_spellings)
{
    static const struct {
        const char *key, *text, *value;
    } rows[] = { { "moment", "True", "true" }, { "moment", "TRUE", "true" },
        { "moment", "yes", "true" }, { "moment", "On", "true" }, { "online", "False", "false" },
        { "online", "NO", "false" }, { "online", "off", "false" }, { "importance", "3.0", "3" },
        { "evidence", "Partial", "partial" }, { "started_by", "CUSTOMER", "customer" },
        { "measured", "{n: +4}", "n" }, { "emotion", "+1.0", "1" }, { "emotion", "-2.00", "-2" },
        { "emotion", "{p: 1.0}", "p" }, { "name", "True", "True" }, { "name", "1.0", "1.0" } };
    struct buf text = BUF_INIT;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct map map;
        struct undo undo;
        buf_clear(&text);
        buf_addf(&text, "cjm: 1\ntitle: T\npersonas: [p]\nstages:\n- touchpoints:\n  - %s: %s\n",
            rows[i].key, rows[i].text);
        read_map(&map, buf_slice(&text));
        const struct node *stage = node_child(map.root, MAP_STAGES, 0);
        const struct node *touchpoint = node_child(stage, STAGE_TOUCHPOINTS, 0);
        cr_expect_str_eq(touchpoint->values[0].data, rows[i].value, "%s", rows[i].text);
        undo_init(&undo, &map);
        edit_set(&undo, map.root, MAP_TITLE, SLICE("U"));
        text.data[text.len - 1] = '\0';
        const char *line = strrchr(text.data, '\n');
        struct buf written = BUF_INIT;
        write_map(&map, &written);
        cr_expect(strstr(written.data, line), "is written as %s", written.data);
        buf_release(&written);
        undo_release(&undo);
        map_release(&map);
    }
    buf_release(&text);
}

/* What libyaml gave back must not be read once more. */
Test(store_read, has_a_text_only_at_scalars)
{
    struct source source;
    struct events events;
    source_init(&source, NULL, SLICE("a: [b, {c: d}]\n"), NULL);
    events_init(&events, &source);
    while (events_next(&events))
        cr_expect_eq(events.text.len, events.kind == EVENT_SCALAR);
    cr_expect_eq(events.text.len, 0);
    events_release(&events);
}

static void add_many(struct buf *text, const char *part, size_t times)
{
    for (size_t i = 0; i < times; i++)
        buf_adds(text, part);
}

/* What takes libyaml the square of its length is refused before, or while it begins. */
Test(store_read, refuses_hostile_texts_at_once, .timeout = 5)
{
    static const struct {
        const char *start, *part;
        size_t times;
        const char *expected;
    } rows[] = {
        { "cjm: 1\ntitle: x\ngoal: ", "[", 100000,
            "f:3:7: goal must be a text, found a list\nf:3:70: more than 64 " },
        { "cjm: 1\ntitle: x\nmine: ", "[", 100000, "f:3:70: more than 64 lists" },
        { "cjm: 1\ntitle: x\nmine:\n ", "- ", 100000, "f:4:128: more than 64 lists" },
        { "cjm: 1\ntitle: x\nmine:\n ", "? ", 100000, "f:4:128: more than 64 lists" },
        { "cjm: 1\ntitle: x\nmine: ", "{a: ", 100000, "f:3:259: more than 64 lists" },
        { "", "%TAG !a! b\n", 80000, "f:5:1: more than 4 lines begin with %" },
        { "cjm: 1\ntitle: x\n...\n", "%TAG !a! b\n", 80000, "f:4:1: a second document" },
        { "cjm: 1\ntitle: \"", "a\n", 1000000, "f:2:8: the quote that begins here" },
        { "cjm: 1\ntitle: x\n", "y", 1000000, "f:3:1: a line without ':'" },
        { "cjm: 1\ntitle: x\nstages:\n", "- [x]\n", 100000, "f:4:3: an item of stages" },
        { "cjm: 1\ntitle: x\nstages:\n", "- &x y\n", 100000, "f:4:3: a map has no anchors" },
        { "", "!", 100000, "f:1:1: a map has no tags (tag:yaml.org,2002:!!" },
        { "cjm: 1\ntitle: &x", "x", 100000, "f:2:8: a map has no anchors (&xx" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf text = BUF_INIT;
        buf_adds(&text, rows[i].start);
        add_many(&text, rows[i].part, rows[i].times);
        expect_refused(text.data, text.len, rows[i].expected);
        buf_release(&text);
    }
    struct buf text = BUF_INIT;
    buf_adds(&text, "cjm: 1\ntitle: x\n");
    for (int i = 0; i < 1000; i++)
        buf_addf(&text, "key%d: 1\n", i);
    expect_refused(text.data, text.len, "f:259:1: more than 256 keys of your own in one place");
    buf_release(&text);
}

static void add_node(const struct node *node, int depth, struct buf *out)
{
    buf_add_repeated(out, ' ', (size_t)depth);
    buf_addf(out, "%s %s%s\n", kind_def(node->kind)->name, node->id, node->explicit_id ? "!" : "");
    for (size_t i = 0; i < node->value_count; i++) {
        const struct value *value = &node->values[i];
        buf_add_repeated(out, ' ', (size_t)depth);
        buf_addf(out, ".%s=", value->field >= FIELD_UNKNOWN ? "" : field_def(value->field)->key);
        for (size_t k = 0; k < value->len; k++)
            if (k != value->key_len || value->field < FIELD_UNKNOWN)
                buf_add_char(
                    out, value->data[k] == '\0' || value->data[k] == '\n' ? '|' : value->data[k]);
        buf_add_char(out, '\n');
    }
    for (size_t i = 0; i < node->list_count; i++)
        for (size_t k = 0; k < node->lists[i].count; k++)
            add_node(node->lists[i].items[k], depth + 1, out);
}

Test(store_read, takes_all_forms)
{
    static const char text[] = "# head\ncjm: 1\ntitle: 'It''s'\nage: {deep: [1,\n   2]}  # mine\n"
                               "personas:\n- name: Anna\n  age: 34\n  goals: [a, \"b c\"]\n  "
                               "channels: web\n  quote: |\n    one\n    two\n"
                               "- Ben\nstages:\n  - name: Buy\n    touchpoints: [TV ad, {name: Ad, "
                               "emotion: {anna: -2, ben: +1}}, x: 1]\n"
                               "    lane:\n      - a:\n          1\n\n  - id: late\n    name: "
                               "Later\n    goal:\n    ask: []\n    notes: \"\"\n"
                               "  - Map\nparking:\n  -\n    text: why\n";
    static const char *const expected =
        "map map\n.cjm=1\n.title=It's\n.=age{deep: [1,|   2]}\n"
        " persona anna\n .name=Anna\n .age=34\n .goals=a|b c|\n .channels=web|\n .quote=one|two|\n"
        " persona ben\n .name=Ben\n"
        " stage buy\n .name=Buy\n .=lane|  - a:|      1\n"
        "  touchpoint tv-ad\n  .name=TV ad\n  touchpoint ad\n  .name=Ad\n  "
        ".emotion=anna|-2|ben|1|\n"
        "  touchpoint touchpoint\n  .=x1\n"
        " stage late!\n .name=Later\n .ask=\n .notes=\n"
        " stage map-2\n .name=Map\n note why\n .text=why\n";
    struct buf source = BUF_INIT, messages = BUF_INIT, found = BUF_INIT;
    buf_adds(&source, text);
    struct map map;
    cr_assert_eq(
        read_text(&map, source.data, source.len, &messages), STATUS_OK, "%s", messages.data);
    add_node(map.root, 0, &found);
    cr_expect_str_eq(found.data, expected);
    cr_expect(map.source_len == source.len && memcmp(map.source, source.data, source.len) == 0);
    map_release(&map);
    buf_release(&source);
    buf_release(&messages);
    buf_release(&found);
}

/* As every writer of JSON makes it of an emoji; in a text without double quotes it is not one. */
Test(store_read, takes_surrogate_pairs)
{
    static const char text[] =
        "cjm: 1\ntitle: \"Hi \\ud83d\\ude00\\uD840\\uDC00!\"\ngoal: a\\b\\ud83d\\ude00\n"
        "about: |  # \\ud83d\\ude00\n  \\ud83d\\ude01\nnotes: 'x\\ud83d\\ude00'\n"
        "\"\\ud83d\\ude00\": \"\\ud83d\\ude00\"\npersonas: [\"\\\\ \\ud83d\\ude00\"]\n";
    static const char *const expected =
        "map map\n.cjm=1\n.title=Hi \xF0\x9F\x98\x80\xF0\xA0\x80\x80!\n.goal=a\\b\\ud83d\\ude00\n"
        ".about=\\ud83d\\ude01|\n.notes=x\\ud83d\\ude00\n"
        ".=\xF0\x9F\x98\x80\"\\ud83d\\ude00\"\n persona persona\n .name=\\ \xF0\x9F\x98\x80\n";
    struct buf messages = BUF_INIT, found = BUF_INIT;
    struct map map;
    cr_assert_eq(read_text(&map, text, strlen(text), &messages), STATUS_OK, "%s", messages.data);
    add_node(map.root, 0, &found);
    cr_expect_str_eq(found.data, expected);
    map_release(&map);
    buf_release(&messages);
    buf_release(&found);
}

/* What a node's place in the source is, also behind characters of several bytes. */
Test(store_read, knows_where_nodes_stand)
{
    static const char text[] =
        "\xEF\xBB\xBF# \xF0\x9F\x98\x80\r\ncjm: 1\r\ntitle: \xE7\x94\xB5\xE8\xA7\x86\r\n"
        "stages:\r\n- name: \xC3\xA9t\xC3\xA9  # c\r\n  touchpoints: [ \xC3\xA9 , {name: b} ]\r\n"
        "  # inner\r\n\r\n- name: z\r\n  goal: |+\r\n    a\r\n\r\n- last\r\n# end\r\n";
    static const struct {
        const char *id, *place;
    } rows[] = {
        { "\xC3\xA9t\xC3\xA9",
            "name: \xC3\xA9t\xC3\xA9  # c\r\n  touchpoints: [ \xC3\xA9 , {name: b} ]" },
        { "\xC3\xA9", "\xC3\xA9" },
        { "b", "{name: b}" },
        { "z", "name: z\r\n  goal: |+\r\n    a\r\n" },
        { "last", "last" },
    };
    struct buf messages = BUF_INIT;
    struct map map;
    cr_assert_eq(read_text(&map, text, sizeof text - 1, &messages), STATUS_OK, "%s", messages.data);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct node *node = map_find(&map, slice_of(rows[i].id));
        cr_assert_not_null(node, "%s", rows[i].id);
        struct slice found = { map.source + node->begin, node->end - node->begin };
        cr_expect(slice_is(found, rows[i].place), "%s: found '%.*s'", rows[i].id, SLICE_ARG(found));
    }
    map_release(&map);
    buf_release(&messages);
}

static enum status read_path(const char *path, size_t max_size)
{
    struct diags diags = DIAGS_INIT;
    struct map map;
    map_begin(&map);
    enum status status = store_read(&map, path, max_size, &diags);
    cr_expect_eq(diags.count, status ? 1 : 0, "%s", path);
    diags_release(&diags);
    map_release(&map);
    return status;
}

Test(store_read, refuses_what_is_no_file, .timeout = 5)
{
    char *folder = test_folder();
    char path[600];
    snprintf(path, sizeof path, "%s/f", folder);
    cr_expect_eq(read_path(path, STORE_MAX_SIZE), STATUS_SYSTEM, "not there");
    cr_expect_eq(read_path(folder, STORE_MAX_SIZE), STATUS_BAD, "a folder");
    cr_expect_eq(read_path("/dev/zero", STORE_MAX_SIZE), STATUS_BAD, "a device");
    cr_assert_eq(mkfifo(path, 0600), 0);
    cr_expect_eq(read_path(path, STORE_MAX_SIZE), STATUS_BAD, "a FIFO that nobody writes to");
    unlink(path);
    test_write(path, SLICE("cjm: 1\ntitle: x\n"));
    cr_expect_eq(read_path(path, 16), STATUS_OK);
    cr_expect_eq(read_path(path, 15), STATUS_BAD, "above the limit");
    cr_assert_eq(truncate(path, 1 << 30), 0);
    cr_expect_eq(read_path(path, STORE_MAX_SIZE), STATUS_BAD, "1 GB");
    test_remove_folder(folder);
}

Test(store_read, counts_the_characters_of_right_texts_alone)
{
    static const struct {
        const char *text;
        size_t count;
    } rows[] = {
        { "", 0 },
        { "cjm: 1\ntitle: Shop ~ more\n", 26 },
        { "a\tlonger text\r\nwith all\tof them\r\n", 33 },
        { "K\xC3\xA4the's caf\xC3\xA9, \xE5\xBA\x97 and \xF0\x9F\x98\x80", 21 },
        { "next\xC2\x85line, no\xC2\xA0space\xEF\xBF\xBC", 20 },
        { "a delete at the \x7F", 0 },
        { "\x1B in the eight", 0 },
        { "an escape \x1B[1m", 0 },
        { "a control\xC2\x9F", 0 },
        { "no character\xEF\xBF\xBF", 0 },
        { "half a surrogate \xED\xA0\x80", 0 },
        { "Latin-1 \xE4", 0 },
        { "long \xC0\xAF", 0 },
        { "cut \xE5\xBA", 0 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        cr_expect_eq(whole_count(slice_of(rows[i].text)), rows[i].count, "%s", rows[i].text);
    cr_expect_eq(whole_count((struct slice){ "a zero\0 byte", 12 }), 0);
    for (unsigned byte = 1; byte < 0x80; byte++) {
        char text[] = "eight by";
        bool allowed = (byte >= ' ' && byte < 0x7F) || byte == '\t' || byte == '\n' || byte == '\r';
        for (size_t at = 0; at < 8; at++) {
            memcpy(text, "eight by", 8);
            text[at] = (char)byte;
            cr_expect_eq(whole_count(slice_of(text)), allowed ? 8 : 0, "%u at %zu", byte, at);
        }
    }
}

/* All events of a text with their places, a line each, and the message at the end. */
static void add_events(const char *text, bool whole, struct buf *out)
{
    struct diags diags = DIAGS_INIT;
    struct source source;
    struct events events;
    source_init(&source, "f", slice_of(text), &diags);
    source.terminated = whole;
    events_init(&events, &source);
    cr_expect_eq(events.own != NULL, whole && *text, "%s", text);
    while (events_next(&events))
        buf_addf(out, "%d %zu %zu %zu %.*s\n", (int)events.kind, events_begin(&events),
            events_end(&events), events_content_end(&events), (int)events.text.len,
            events.text.data);
    events_release(&events);
    for (size_t i = 0; i < diags.count; i++)
        diag_format(&diags.items[i], out);
    diags_release(&diags);
}

Test(store_read, reads_a_text_in_one_piece_as_in_many)
{
    static const char *const texts[] = {
        "",
        "a: b",
        "a: [b, {c: d}]\n- e",
        "\xEF\xBB\xBF# a comment\n%YAML 1.1\n---\na: 'b''c'\n...\n",
        "a: |\n  b\n\n  c\nd: >-\n  e\n  f\n\n",
        "k\xC3\xA4se: \"\\u00e9\\n\"\r\n\xE5\xBA\x97: [~, caf\xC3\xA9]\r\n? x\r\n",
        "a: \"not closed",
        "a: [not closed",
        "a:\n\t- tab",
        "--- a\n--- b\n",
        "-",
        "a: &x b\nc: *x",
        "\xC2\x85\xE2\x80\xA8",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct buf pieces = BUF_INIT, whole = BUF_INIT;
        add_events(texts[i], false, &pieces);
        add_events(texts[i], true, &whole);
        cr_expect_str_eq(whole.data, pieces.data, "%s", texts[i]);
        buf_release(&pieces);
        buf_release(&whole);
    }
}
