/* What is typed, and what becomes of it. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"
#include "guide/dot.h"
#include "guide_support.h"
#include "model/edit/per_persona.h"
#include "store_support.h"

/* --- lists and their short form --- */

#define STAGES                               \
    "cjm: 1\n"                               \
    "title: T\n"                             \
    "asked: actions stage.touchpoints buy\n" \
    "stages:\n"                              \
    "  - name: Buy\n"

Test(guide_answer, short_forms)
{
    static const struct {
        const char *line, *name, *channel, *emotion, *pains, *message;
    } rows[] = {
        { "TV ad", "TV ad", "", "", "", "" },
        { "Checkout page @web -1 !payment fails", "Checkout page", "web", "-1", "payment fails",
            "Checkout page · web · -1 · ! payment fails" },
        { "Search @se 0", "Search", "search", "0", "", "Search · search · 0" },
        { "Till !long queue !no card reader !!4", "Till", "", "", "long queue|no card reader",
            "Till · ! long queue · ! no card reader (4)" },
        { "Κατάστημα @τηλέφωνο +1 !ουρά", "Κατάστημα", "τηλέφωνο", "1", "ουρά",
            "Κατάστημα · τηλέφωνο · +1 · ! ουρά" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct table table;
        struct buf pains = BUF_INIT, shown = BUF_INIT;
        table_open(&table, SLICE(STAGES));
        cr_expect(guide_preview(table.guide, slice_of(rows[i].line), &shown));
        cr_assert_eq(table_answer(&table, rows[i].line), ANSWER_ADDED, "%s", rows[i].line);
        const struct node *node = node_child(
            node_child(table.map.root, MAP_STAGES, 0), STAGE_TOUCHPOINTS, 0);
        for (size_t j = 0; j < node_child_count(node, TOUCHPOINT_PAINS); j++)
            buf_addf(&pains, "%s%s", j ? "|" : "",
                node_headline(node_child(node, TOUCHPOINT_PAINS, j)).data);
        cr_expect_str_eq(node_headline(node).data, rows[i].name);
        cr_expect_str_eq(node_get(node, TOUCHPOINT_CHANNEL).data, rows[i].channel, "%s: %s",
            rows[i].line, node_get(node, TOUCHPOINT_CHANNEL).data);
        cr_expect_str_eq(
            node_get(node, TOUCHPOINT_EMOTION).data, rows[i].emotion, "%s", rows[i].line);
        cr_expect_str_eq(pains.data, rows[i].pains);
        cr_expect_str_eq(table_message(), rows[i].message);
        cr_expect_str_eq(shown.data, rows[i].message);
        cr_expect_str_eq(table_asked(&table), "stage.touchpoints buy", "the list goes on");
        buf_release(&pains);
        buf_release(&shown);
        table_close(&table);
    }
}

Test(guide_answer, short_forms_that_are_refused)
{
    static const char *const rows[] = { "@web -1", "!fails", "A @web @app", "A -1 +1", "A @12",
        "A @P", "A !!2" };
    struct table table;
    table_open(&table, SLICE(STAGES));
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf why = BUF_INIT;
        cr_expect(!guide_preview(table.guide, slice_of(rows[i]), &why));
        cr_expect_eq(table_answer(&table, rows[i]), ANSWER_REFUSED, "%s", rows[i]);
        cr_expect_str_eq(table_message(), why.data);
        cr_expect_gt(why.len, 0);
        buf_release(&why);
    }
    cr_expect_eq(table.undo.count, 0, "nothing changed");
    cr_expect_eq(table_answer(&table, "A\n\nB @web\n!x\nC"), ANSWER_REFUSED, "all or none");
    cr_expect(
        !strstr(table_message(), "B · web"), "of the refused line alone: %s", table_message());
    cr_expect_eq(table.undo.count, 0, "nothing changed");
    cr_expect_eq(table_answer(&table, "A\n\nB @web\r\nC\n"), ANSWER_ADDED);
    cr_expect_str_eq(table_value(&table, "b", "channel"), "web");
    cr_expect_str_eq(table_value(&table, "c", "name"), "C");
    undo_undo(&table.undo);
    cr_expect_eq(table.undo.redo_count, 1, "a paste is one action");
    table_answer(&table, "Website");
    table_answer(&table, "website");
    cr_expect(strstr(table_message(), "twice"), "%s", table_message());
    cr_expect_eq(table_answer(&table, ""), ANSWER_TAKEN);
    table_close(&table);
}

Test(guide_answer, several_in_a_line)
{
    struct table table;
    table_open(&table, SLICE(STAGES));
    cr_expect_eq(table_answer(&table, "Ad @social +1; Till !slow ;; Wait\\; pay;"), ANSWER_ADDED);
    cr_expect_str_eq(table_message(), "3: Ad · social · +1; Till · ! slow; Wait; pay");
    cr_expect_str_eq(table_value(&table, "ad", "channel"), "social");
    cr_expect_str_eq(table_value(&table, "wait-pay", "name"), "Wait; pay");
    cr_expect_eq(table_answer(&table, "Door; @web; Bell"), ANSWER_REFUSED);
    cr_expect_eq(table_answer(&table, " ; ;"), ANSWER_REFUSED);
    cr_expect(undo_undo(&table.undo));
    guide_changed(table.guide);
    cr_expect_str_eq(table_text(&table).data, STAGES, "%s", table_text(&table).data);
    table_close(&table);
}

Test(guide_answer, several_personas_share_the_emotion_of_a_short_form)
{
    struct table table;
    table_open(&table, SLICE(STAGES "personas:\n  - name: Anna\n  - name: Ben\n"));
    table_answer(&table, "Checkout -1");
    table_answer(&table, "Delivery");
    guide_go(table.guide, SLICE("feelings"), NULL);
    cr_expect_str_eq(table_asked(&table), "touchpoint.emotion delivery anna");
    table_answer(&table, "+1");
    cr_expect_str_eq(table_asked(&table), "touchpoint.emotion delivery ben");
    table_answer(&table, "-2");
    const struct node *node = map_find(&table.map, SLICE("delivery"));
    cr_expect_eq(touchpoint_emotion(node, "anna"), 1);
    cr_expect_eq(touchpoint_emotion(node, "ben"), -2);
    guide_back(table.guide);
    guide_back(table.guide);
    cr_expect_str_eq(table_asked(&table), "touchpoint.emotion checkout ben");
    table_answer(&table, "2");
    node = map_find(&table.map, SLICE("checkout"));
    cr_expect_eq(touchpoint_emotion(node, "anna"), -1);
    cr_expect_eq(touchpoint_emotion(node, "ben"), 2);
    table_close(&table);
}

/* --- single values --- */

#define TOUCHPOINT              \
    "cjm: 1\n"                  \
    "title: T\n"                \
    "preset: full\n"            \
    "personas:\n"               \
    "  - name: Anna\n"          \
    "stages:\n"                 \
    "  - name: Buy\n"           \
    "    touchpoints:\n"        \
    "      - name: Till\n"      \
    "        pains:\n"          \
    "          - text: Queue\n" \
    "        ideas:\n"          \
    "          - text: App\n"   \
    "            chosen: true\n"

Test(guide_answer, values)
{
    static const struct {
        const char *asked, *line, *id, *key, *value, *message; /* value NULL: refused */
    } rows[] = {
        { "frame map.kind map", "b", "map", "kind", "blueprint", "blueprint" },
        { "frame map.kind map", "3", "map", "kind", "day", "day" },
        { "frame map.kind map", "5", "map", "kind", NULL, "is not allowed" },
        { "frame map.goal map", "  Halve\tit  ", "map", "goal", "Halve it", "" },
        { "touchpoints touchpoint.channel till", "w", "till", "channel", "web", "web" },
        { "touchpoints touchpoint.channel till", "s", "till", "channel", NULL,
            "search, social, shop" },
        { "touchpoints touchpoint.channel till", "2", "till", "channel", "app", "app" },
        { "touchpoints touchpoint.channel till", "11", "till", "channel", "other", "other" },
        { "touchpoints touchpoint.channel till", "12", "till", "channel", NULL, "1 to 11" },
        { "touchpoints touchpoint.channel till", "99999999999", "till", "channel", NULL,
            "1 to 11" },
        { "touchpoints touchpoint.channel till", "24 hours", "till", "channel", "24 hours", "" },
        { "touchpoints touchpoint.channel till", "phon", "till", "channel", "phone", "phone" },
        { "touchpoints touchpoint.channel till", "phoney", "till", "channel", "phoney", "" },
        { "touchpoints touchpoint.channel till", "email", "till", "channel", "e-mail", "e-mail" },
        { "touchpoints touchpoint.importance till", "5", "till", "importance", "5", "" },
        { "touchpoints touchpoint.importance till", "6", "till", "importance", NULL,
            "must be 1..5" },
        { "touchpoints touchpoint.importance till", "many", "till", "importance", NULL,
            "must be 1..5" },
        { "touchpoints touchpoint.online till", "y", "till", "online", "true", "yes" },
        { "touchpoints touchpoint.online till", "No", "till", "online", "false", "no" },
        { "touchpoints touchpoint.duration till", "20min", "till", "duration", "20 min", "20 min" },
        { "touchpoints touchpoint.duration till", "soon", "till", "duration", "soon", "" },
        { "touchpoints touchpoint.duration till", "3 Μήνες", "till", "duration", "3 months",
            "3 months" },
        { "feelings touchpoint.emotion till", "+1", "till", "emotion", "1", "" },
        { "feelings touchpoint.emotion till", "−2", "till", "emotion", "-2", "" },
        { "feelings touchpoint.emotion till", "9", "till", "emotion", "-1", "-1" },
        { "feelings touchpoint.emotion till", "８", "till", "emotion", "-2", "-2" },
        { "feelings touchpoint.emotion till", "2", "till", "emotion", "2", "" },
        { "feelings touchpoint.emotion till", "98", "till", "emotion", NULL, "must be -2..2" },
        { "feelings touchpoint.emotion till", "5", "till", "emotion", NULL, "must be -2..2" },
        { "persona persona.goals anna", "a; b\\;c ;; w", "anna", "goals", "a", "" },
        { "persona persona.goals anna", " ; ", "anna", "goals", NULL, "semicolons" },
        { "persona persona.channels anna", "w; sh", "anna", "channels", "web", "web" },
        { "persona persona.channels anna", "8;1", "anna", "channels", "shop", "shop" },
        { "persona persona.channels anna", "1;0", "anna", "channels", NULL, "1 to 11" },
        { "persona persona.goals anna", "3", "anna", "goals", "3", "" },
        { "act idea.due app", "+2w", "app", "due", "2026-12-06", "2026-12-06" },
        { "act idea.due app", "today", "app", "due", "2026-11-22", "2026-11-22" },
        { "act idea.due app", "2026-13-01", "app", "due", NULL, "2026-11-21" },
        { "act map.review_every map", "3 mo", "map", "review_every", "3 months", "3 months" },
        { "vote idea.votes app", "12", "app", "votes", "12", "" },
        { "vote idea.votes app", "-10000", "app", "votes", NULL, "must be -9999..9999" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct table table;
        struct buf text = BUF_INIT, shown = BUF_INIT;
        buf_addf(&text, "%sasked: %s\n", TOUCHPOINT, rows[i].asked);
        table_open(&table, buf_slice(&text));
        bool good = guide_preview(table.guide, slice_of(rows[i].line), &shown);
        enum answered answered = table_answer(&table, rows[i].line);
        cr_expect_eq(good, rows[i].value != NULL, "%s: %s", rows[i].asked, rows[i].line);
        cr_expect_eq(
            answered == ANSWER_REFUSED, !rows[i].value, "%s: %s", rows[i].asked, rows[i].line);
        if (rows[i].value) {
            cr_expect_str_eq(
                table_value(&table, rows[i].id, rows[i].key), rows[i].value, "%s", rows[i].line);
            cr_expect_str_eq(table_message(), rows[i].message);
        } else {
            cr_expect(strstr(table_message(), rows[i].message), "%s", table_message());
            cr_expect_eq(table.undo.count, 0);
        }
        buf_release(&text);
        buf_release(&shown);
        table_close(&table);
    }
}

Test(guide_answer, an_empty_line_keeps_what_is_there)
{
    struct table table;
    struct buf value = BUF_INIT;
    table_open(&table, SLICE("cjm: 1\ntitle: T\ngoal: G\nasked: frame map.goal map\n"));
    cr_expect_str_eq(table_asked(&table), "map.goal map");
    guide_add_value(table.guide, &value);
    cr_expect_str_eq(value.data, "G");
    cr_expect_eq(table_answer(&table, "   "), ANSWER_TAKEN);
    cr_expect_str_eq(table_value(&table, "map", "goal"), "G");
    cr_expect_str_eq(table_asked(&table), "map.kind map");
    table_answer(&table, "");
    cr_expect_str_eq(table_asked(&table), "map.market map");
    cr_expect(strstr(table_text(&table).data, "skipped"), "an open one is skipped");
    cr_expect(!strstr(table_text(&table).data, "map.goal map"), "what has an answer is not");
    buf_release(&value);
    table_close(&table);
}

/* --- picks --- */

#define PICKS                                \
    "cjm: 1\n"                               \
    "title: T\n"                             \
    "asked: opportunities pain.chosen map\n" \
    "stages:\n"                              \
    "  - name: Buy\n"                        \
    "    touchpoints:\n"                     \
    "      - name: Till\n"                   \
    "        importance: 2\n"                \
    "        pains:\n"                       \
    "          - {text: A, severity: 1}\n"   \
    "          - {text: B, severity: 4}\n"   \
    "          - {text: C, severity: 2}\n"   \
    "          - {text: D, severity: 3, chosen: true}\n"

Test(guide_answer, picks)
{
    static const struct {
        const char *line, *chosen; /* NULL: refused */
    } rows[] = {
        { "1", "B" },
        { "4 1", "AB" },
        { "1,2 ; 3", "BCD" },
        { "1 1 1 1 1", "B" },
        { "1 2 3 4", NULL },
        { "0", NULL },
        { "5", NULL },
        { "1 x", NULL },
        { "-1", NULL },
        { "99999999999999999999", NULL },
        { "1.5", NULL },
        { ",", "" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct table table;
        char chosen[8] = "";
        table_open(&table, SLICE(PICKS));
        enum answered answered = table_answer(&table, rows[i].line);
        cr_expect_eq(answered == ANSWER_REFUSED, !rows[i].chosen, "%s", rows[i].line);
        for (const char *id = "abcd"; *id; id++)
            if (node_flag(map_find(&table.map, (struct slice){ id, 1 }), PAIN_CHOSEN))
                strncat(chosen, &(char){ (char)(*id - 32) }, 1);
        cr_expect_str_eq(chosen, rows[i].chosen ? rows[i].chosen : "D", "%s", rows[i].line);
        table_close(&table);
    }
}

Test(guide_answer, options)
{
    static const struct {
        const char *asked, *options;
    } rows[] = {
        { "frame map.market map", "1=b2c 2=b2b " },
        { "touchpoints touchpoint.online till", "y=yes n=no " },
        { "pains pain.severity queue", "0=0 1=1 2=2 3=3 4=4 " },
        { "feelings touchpoint.emotion till", "-2=-2 -1=-1 0=0 +1=+1 +2=+2 " },
        { "moments touchpoint.moment map", "1=Buy / Till " },
        { "opportunities pain.chosen map", "1=Queue (Buy / Till, priority ?) " },
        { "act idea.chosen map", "1=App (Buy / Till)* " },
        { "frame map.goal map", "" },
        { "touchpoints touchpoint.channel till",
            "1=web 2=app 3=search 4=social 5=messenger 6=e-mail 7=phone 8=shop 9=post 10=person "
            "11=other " },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct table table;
        struct buf text = BUF_INIT, got = BUF_INIT;
        const struct guide_option *options;
        buf_addf(&text, "%sasked: %s\n", TOUCHPOINT, rows[i].asked);
        table_open(&table, buf_slice(&text));
        size_t count = guide_options(table.guide, &options);
        for (size_t j = 0; j < count; j++)
            buf_addf(&got, "%s=%.*s%s ", options[j].key, SLICE_ARG(options[j].label),
                options[j].chosen ? "*" : "");
        cr_expect_str_eq(got.data, rows[i].options);
        buf_release(&text);
        buf_release(&got);
        table_close(&table);
    }
}

Test(guide_answer, ideas_belong_to_their_pain)
{
    struct table table;
    struct guide_question question;
    table_open(&table, SLICE(PICKS));
    table_answer(&table, "1 2");
    cr_expect_str_eq(table_asked(&table), "pain.ideas b");
    guide_question(table.guide, &question);
    cr_expect_eq(question.count, 2);
    cr_expect_eq(question.index, 1);
    table_answer(&table, "Push");
    table_answer(&table, "Pull");
    guide_question(table.guide, &question);
    cr_expect_eq(question.items, 2);
    table_answer(&table, "");
    cr_expect_str_eq(table_asked(&table), "pain.ideas d");
    cr_expect_str_eq(table_value(&table, "pull", "pain"), "b");
    cr_expect_str_eq(map_find(&table.map, SLICE("pull"))->parent->id, "till");
    guide_question(table.guide, &question);
    cr_expect_eq(question.items, 0);
    cr_expect_eq(question.index, 2);
    table_close(&table);
}

/* --- hostile lines --- */

static void expect_refused(struct table *table, struct slice line, const char *why)
{
    struct buf message = BUF_INIT, shown = BUF_INIT;
    cr_expect_eq(guide_answer(table->guide, line, &message), ANSWER_REFUSED);
    cr_expect(strstr(message.data, why), "%s", message.data);
    cr_expect(!guide_preview(table->guide, line, &shown));
    cr_expect_eq(utf8_valid_length(buf_slice(&message)), message.len);
    cr_expect_lt(message.len, 300);
    cr_expect_eq(table->undo.count, 0);
    buf_release(&message);
    buf_release(&shown);
}

static void expect_not_parked(struct table *table, const char *lot, size_t len)
{
    struct buf line = BUF_INIT, message = BUF_INIT;
    struct slice rest;
    size_t count = node_child_count(table->map.root, MAP_PARKING);
    buf_adds(&line, ".park ");
    buf_add(&line, lot, len);
    rest = buf_slice(&line);
    cr_expect_eq(dot_run(table->guide, &rest, &message), DOT_REFUSED);
    rest = SLICE(".park \xff");
    cr_expect_eq(dot_run(table->guide, &rest, &message), DOT_REFUSED);
    cr_expect_eq(node_child_count(table->map.root, MAP_PARKING), count);
    buf_release(&line);
    buf_release(&message);
}

Test(guide_answer, hostile)
{
    static const char *const places[] = { "frame map.title map", "actions stage.touchpoints buy",
        "persona persona.goals anna", "touchpoints touchpoint.when till",
        "moments touchpoint.moment map", "feelings touchpoint.emotion till" };
    enum { LONG = 1024 * 1024 };
    char *lot = mem_alloc(LONG);
    memset(lot, 'a', LONG);
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        struct table table;
        struct buf text = BUF_INIT, message = BUF_INIT;
        buf_addf(&text, "%sasked: %s\n", TOUCHPOINT, places[i]);
        table_open(&table, buf_slice(&text));
        expect_refused(&table, (struct slice){ lot, LONG }, "10000");
        expect_refused(&table, (struct slice){ lot, 10001 }, "10000");
        expect_refused(&table,
            SLICE("ab\xff"
                  "cd"),
            "byte 3");
        expect_refused(&table, SLICE("\xed\xa0\x80"), "UTF-8");
        guide_answer(table.guide,
            SLICE("A\0B\x1b[2J\x7f\xc2\x9b"
                  "C"),
            &message);
        guide_park(table.guide, SLICE("P\xff\nQ"));
        expect_not_parked(&table, lot, LONG);
        expect_round_trip(&table.map, places[i]);
        cr_expect(!memchr(table_text(&table).data, 0x1b, table_text(&table).len));
        buf_release(&text);
        buf_release(&message);
        table_close(&table);
    }
    free(lot);
}

/* Each answer writes such a list anew: an endless one must not take all memory. */
Test(guide_answer, a_full_list)
{
    struct table table;
    struct buf text = BUF_INIT, message = BUF_INIT;
    struct guide_question question;
    int count = 0;
    buf_addf(&text, "%sasked: persona persona.goals anna\n", TOUCHPOINT);
    table_open(&table, buf_slice(&text));
    while (guide_answer(table.guide, SLICE("a goal"), &message) == ANSWER_ADDED && count < 100000) {
        buf_clear(&message);
        count++;
    }
    cr_expect_lt(count, 10000);
    cr_expect_gt(count, 1000);
    cr_expect(strstr(message.data, "full"), "%s", message.data);
    guide_question(table.guide, &question);
    cr_expect_eq(question.items, count);
    buf_clear(&message);
    cr_expect_eq(guide_answer(table.guide, SLICE(""), &message), ANSWER_TAKEN);
    buf_release(&text);
    buf_release(&message);
    table_close(&table);
}

/* --- completion --- */

static void collect(void *context, struct slice text)
{
    buf_addf(context, "%.*s|", SLICE_ARG(text));
}

Test(guide_answer, completion)
{
    static const struct {
        const char *asked, *typed;
        size_t start;
        const char *offered;
    } rows[] = {
        { "touchpoints touchpoint.channel till", "s", 0, "search|social|shop|" },
        { "touchpoints touchpoint.channel till", "k", 0, "kiosk|" },
        { "actions stage.touchpoints buy", "Pay @p", 5, "phone|post|person|" },
        { "actions stage.touchpoints buy", "Pay;Ship　＠p", 14, "phone|post|person|" },
        { "actions stage.touchpoints buy", "T", 0, "Till|" },
        { "actions stage.touchpoints buy", "a@p", 0, "" },
        { "persona persona.channels anna", "web; me", 5, "messenger|" },
        { "frame map.kind map", "", 0, "current|future|day|blueprint|" },
        { "moments touchpoint.moment map", "t", 0, "" },
        { "touchpoints touchpoint.online till", "", 0, "yes|no|" },
        { "touchpoints touchpoint.online till", ".s", 1, "skip|step |silent|show|" },
        { "touchpoints touchpoint.online till", ".step TH", 6, "thoughts|" },
        { "touchpoints touchpoint.channel till", ".rest KI", 6, "kiosk|" },
        { "persona persona.channels anna", ".rest web; me", 11, "messenger|" },
        { "touchpoints touchpoint.online till", ".pres ", 6, "quick|90|half|full|" },
        { "touchpoints touchpoint.online till", ".template gu", 10, "" },
        { "touchpoints touchpoint.online till", ".s x", 3, "" },
        { "actions stage.touchpoints buy", "..T", 0, "" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct table table;
        struct buf text = BUF_INIT, got = BUF_INIT;
        buf_addf(
            &text, "%s      - {name: Z, channel: kiosk}\nasked: %s\n", TOUCHPOINT, rows[i].asked);
        table_open(&table, buf_slice(&text));
        struct completer to = { collect, &got };
        size_t start = dot_complete(table.guide, slice_of(rows[i].typed), &to);
        cr_expect_eq(start, rows[i].start, "%s: %zu", rows[i].typed, start);
        cr_expect_str_eq(got.data, rows[i].offered);
        buf_release(&text);
        buf_release(&got);
        table_close(&table);
    }
}

/* --- words behind a dot --- */

Test(guide_answer, dot_commands)
{
    static const struct {
        const char *line;
        enum dot dot;
        const char *rest; /* of an answer */
    } rows[] = {
        { "an answer", DOT_NONE, "an answer" },
        { "..5 %", DOT_NONE, ".5 %" },
        { "", DOT_NONE, "" },
        { ".", DOT_REFUSED, NULL },
        { ".nonsense", DOT_REFUSED, NULL },
        { ".s", DOT_REFUSED, NULL },
        { ".sk", DOT_DONE, NULL },
        { ".back", DOT_DONE, NULL },
        { ".UNK", DOT_DONE, NULL },
        { ".undo", DOT_DONE, NULL },
        { ".redo", DOT_DONE, NULL },
        { ".redo", DOT_REFUSED, NULL },
        { ".park", DOT_REFUSED, NULL },
        { ".park Rename it?", DOT_DONE, NULL },
        { ".template nowhere", DOT_REFUSED, NULL },
        { ".template five-stages", DOT_DONE, NULL },
        { ".preset lunch", DOT_REFUSED, NULL },
        { ".preset quick", DOT_DONE, NULL },
        { ".step vote", DOT_REFUSED, NULL },
        { ".step 3", DOT_DONE, NULL },
        { ".step", DOT_DONE, NULL },
        { ".next", DOT_DONE, NULL },
        { ".more", DOT_DONE, NULL },
        { ".more 10", DOT_DONE, NULL },
        { ".more lots", DOT_REFUSED, NULL },
        { ".more 99999999999", DOT_REFUSED, NULL },
        { ".pause", DOT_DONE, NULL },
        { ".sil", DOT_SILENT, NULL },
        { ".a", DOT_AGENDA, NULL },
        { ".exp", DOT_EXPLAIN, NULL },
        { ".sh", DOT_SHOW, NULL },
        { ".h", DOT_HELP, NULL },
        { "  .q", DOT_QUIT, NULL },
        /* as input methods of Chinese and Japanese have it */
        { "。step", DOT_DONE, NULL },
        { "．ｓｔｅｐ　３", DOT_DONE, NULL },
        { "｡more １０", DOT_DONE, NULL },
        { "。park ５％！", DOT_DONE, NULL },
        { "？", DOT_DONE, NULL },
        { "。。。", DOT_NONE, "。。" },
        { "。nonsense", DOT_REFUSED, NULL },
    };
    struct table table;
    table_open(&table, SLICE("cjm: 1\ntitle: T\n"));
    guide_enter(table.guide);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct slice line = slice_of(rows[i].line);
        struct buf message = BUF_INIT;
        enum dot dot = dot_run(table.guide, &line, &message);
        cr_expect_eq(dot, rows[i].dot, "%s: %d %s", rows[i].line, dot, message.data);
        cr_expect_eq(dot == DOT_REFUSED && !message.len, false, "%s", rows[i].line);
        if (rows[i].rest)
            cr_expect(slice_is(line, rows[i].rest));
        buf_release(&message);
    }
    table_close(&table);
}
