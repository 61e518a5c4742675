/* Lists one can work in: their columns, sorted, filtered, several at once. */
#include <criterion/criterion.h>
#include <string.h>

#include "app/core/state.h"
#include "app/print/print.h"
#include "app_support.h"
#include "model/edit/per_persona.h"
#include "session/state_list.h"
#include "support.h"

static const char shop[] = "cjm: 1\n"
                           "title: A shop\n"
                           "stages:\n"
                           "  - name: Look\n"
                           "    touchpoints:\n"
                           "      - name: Window\n"
                           "        emotion: -1\n"
                           "        pains:\n"
                           "          - {text: Dark, severity: 4, status: fixed}\n"
                           "  - name: Pay\n"
                           "    touchpoints:\n"
                           "      - name: The queue\n"
                           "        importance: 5\n"
                           "        pains:\n"
                           "          - {text: One till, severity: 4, frequency: 4, votes: 14,\n"
                           "             status: doing, owner: Ida, due: 2026-11-18}\n"
                           "          - {text: Noise, severity: 1, frequency: 1, owner: Bo}\n"
                           "          - {text: Cold}\n"
                           "        ideas: [{text: A bell, pain: one-till}]\n";

static void expect_shown(const struct fixture *f, const char *const *texts)
{
    struct buf out = BUF_INIT;
    picture(f, &out);
    for (; *texts; texts++)
        cr_expect(strstr(out.data, *texts), "no \"%s\" in\n%s", *texts, out.data);
    buf_release(&out);
}

Test(app_lists, say_what_their_columns_are)
{
    struct fixture f;
    open_map(&f, shop);
    press(&f, K_F4);
    draw(&f, 120, 24);
    expect_shown(&f,
        (const char *const[]){ "4 pains, 3 open",
            "   rank sev   often   votes  status    pain                                  owner   "
            "      due      place",
            "▌   80  ████  always   14    doing     One till                              Ida     "
            "      18 Nov ! Pay / The queue",
            "     5  █░░░  rare      -    -         Noise ",
            "      ? ?     ?         -    -         Cold ", "   ┈ done ┈",
            "    24? ████  ?         -    fixed     Dark ", "─ Pay / The queue ──",
            "severity 4 x frequency 4 x importance 5 = 80", "Ida · due 18 Nov !", "→ A bell",
            NULL });
    draw(&f, 80, 24);
    cr_expect(shows(&f, "doing     One till") && !shows(&f, "owner"));
    draw(&f, 50, 24);
    cr_expect(shows(&f, "▌  80  ████  One till") && !shows(&f, "often"));
    draw(&f, 80, 15);
    cr_expect(shows(&f, "One till") && !shows(&f, "importance 5"), "no pane on a low screen");
    close_map(&f);
}

/* The line that is left over stands where that would be said; of several, each ends in its row. */
Test(app_lists, tell_of_a_row_as_much_as_has_room)
{
    struct fixture f;
    struct buf map = BUF_INIT;
    test_read(TEST_PATH("examples/retail.yaml"), &map);
    open_map(&f, map.data);
    press(&f, K_F4);
    draw(&f, 80, 24);
    cr_expect(shows(&f, "\n Chosen: yes") && shows(&f, "\n Votes: 14"));
    cr_expect(!shows(&f, "more line"));
    draw(&f, 80, 20);
    cr_expect(shows(&f, "\n Source: Rota against door counter…") && shows(&f, "2 more lines"));
    close_map(&f);
    buf_release(&map);
}

Test(app_lists, take_what_they_list_below_the_selected_row)
{
    struct fixture f;
    open_map(&f, shop);
    press(&f, K_F4);
    type(&f, "aToo loud !!2\r");
    cr_expect_str_eq(node_headline(app_selected(f.app)).data, "Too loud");
    cr_expect_eq(node_index(app_selected(f.app)), 1, "behind the one that was selected");
    type(&f, ":touchpoints\raDoor\r");
    cr_expect_str_eq(node_headline(app_selected(f.app)->parent).data, "Look");
    cr_expect(shows(&f, "Door"));
    press(&f, K_F6);
    type(&f, "a");
    cr_expect(shows(&f, "These belong to touchpoints"), "to none in an empty list");
    close_map(&f);
}

Test(app_lists, lead_to_a_row_s_place_in_the_map_and_back)
{
    struct fixture f;
    open_map(&f, shop);
    press(&f, K_F4);
    type(&f, "j");
    struct node *noise = app_selected(f.app);
    cr_assert_str_eq(node_headline(noise).data, "Noise");
    type(&f, "`");
    cr_expect(app_main_view(f.app)->lists == KIND_MAP && app_selected(f.app) == noise);
    type(&f, "`");
    cr_expect(app_main_view(f.app)->lists == KIND_PAIN && app_selected(f.app) == noise);
    close_map(&f);
}

Test(app_lists, say_of_personas_how_they_feel)
{
    struct fixture f;
    open_map(&f, "cjm: 1\ntitle: T\npersonas: [Ana, Ben, Cem]\nstages:\n  - name: Look\n"
                 "    touchpoints:\n      - {name: Window, emotion: {ana: -1, ben: 2}}\n"
                 "      - {name: Door, emotion: {ana: 0, ben: 1}, takes_part: [ana]}\n");
    press(&f, K_F3);
    draw(&f, 80, 24);
    expect_shown(&f, (const char *const[]){ "evidence   mean", "-0.5", "+2.0", NULL });
    close_map(&f);
}

/* The rule below a list names the place, and says how many rows are left. */
Test(app_lists, keep_place_and_what_is_left_apart)
{
    struct fixture f;
    struct buf text = BUF_INIT;
    buf_adds(&text, "cjm: 1\ntitle: T\nparking:\n  - {text: First, date: 2026-11-16}\n");
    buf_adds(&text, "stages:\n  - name: Look\n    touchpoints:\n");
    for (int i = 0; i < 40; i++)
        buf_addf(&text, "      - Door %d\n", i);
    open_map(&f, text.data);
    type(&f, ":touchpoints\r");
    draw(&f, 80, 24);
    cr_expect(shows(&f, "─ Look ─────") && shows(&f, "───── ▾ 29 more lines ─"));
    press(&f, K_F7);
    draw(&f, 80, 24);
    cr_expect(shows(&f, "First") && shows(&f, "16 Nov"));
    buf_release(&text);
    close_map(&f);
}

Test(app_lists, have_touchpoints)
{
    struct fixture f;
    open_map(&f, shop);
    draw(&f, 120, 24);
    type(&f, ":touchpoints\r");
    expect_shown(&f, (const char *const[]){ "feel   pains  evidence    touchpoint",
                         "▌   -1       -  -", "The queue", NULL });
    close_map(&f);
}

Test(app_lists, say_once_what_they_show)
{
    struct fixture f;
    open_map(&f, shop);
    press(&f, K_F4);
    cr_expect(shows(&f, "all pains, the worst first"));
    press(&f, K_F5);
    cr_expect(shows(&f, "all ideas, the chosen ones first"));
    press(&f, K_F4);
    cr_expect_not(shows(&f, "all pains"));
    close_map(&f);
}

Test(app_lists, are_told_in_words)
{
    struct fixture f;
    struct buf out = BUF_INIT;
    open_map(&f, shop);
    press(&f, K_F4);
    app_tell_list(f.app, app_main_view(f.app), &out);
    cr_expect_str_eq(out.data,
        "A shop, pains.\n\n"
        "Rank 80: One till, Pay / The queue, severity 4, always, doing, Ida, "
        "due 18 November, 3 days late, votes 14.\n"
        "Rank 5: Noise, Pay / The queue, severity 1, rare, Bo.\n"
        "Rank ?: Cold, Pay / The queue.\n"
        "Rank 24?: Dark, Look / Window, severity 4, fixed.\n");
    buf_clear(&out);
    app_show(f.app, view_listing(f.app, KIND_TOUCHPOINT));
    app_tell_list(f.app, app_main_view(f.app), &out);
    cr_expect_str_eq(out.data, "A shop, touchpoints.\n\n"
                               "Window, Look, bad, minus one.\n"
                               "The queue, Pay, importance 5.\n");
    buf_release(&out);
    close_map(&f);
}

Test(app_lists, are_sorted)
{
    struct fixture f;
    open_map(&f, shop);
    press(&f, K_F4);
    draw(&f, 120, 24);
    type(&f, "S");
    cr_expect(shows(&f, "r rank  s severity"));
    type(&f, "o");
    draw(&f, 120, 24);
    cr_expect(shows(&f, "owner▾") && shows(&f, "sorted by owner"));
    cr_expect_str_eq(node_headline(app_selected(f.app)).data, "One till", "the cursor stays on it");
    cr_expect_eq(app_top(f.app)->row, 1);
    type(&f, "J");
    cr_expect(shows(&f, "This list is sorted"));
    type(&f, "So");
    draw(&f, 120, 24);
    cr_expect(shows(&f, "owner▴"));
    cr_expect_eq(app_top(f.app)->row, 0);
    type(&f, "G");
    cr_expect_str_eq(node_headline(app_selected(f.app)).data, "Dark", "done ones stay below");
    type(&f, "k");
    cr_expect_str_eq(node_headline(app_selected(f.app)).data, "Cold", "so does what has none");
    type(&f, "S\033:sort rank\r");
    cr_expect(shows(&f, "rank▾"));
    press(&f, K_F2);
    type(&f, ":sort rank\r");
    cr_expect(shows(&f, "only a list can be sorted"));
    close_map(&f);
}

Test(app_lists, are_filtered)
{
    struct fixture f;
    open_map(&f, shop);
    press(&f, K_F4);
    draw(&f, 120, 24);
    cr_expect(shows(&f, "4 pains, 3 open\n"));
    type(&f, "fseverity>=4");
    cr_expect(shows(&f, "2 of 4"), "it counts while one types");
    type(&f, "\r");
    cr_expect(shows(&f, "filter: severity>=4  2 of 4"));
    cr_expect(shows(&f, "One till") && shows(&f, "Dark") && !shows(&f, "Noise"));
    press(&f, K_F2);
    draw(&f, 120, 24);
    cr_expect(shows(&f, "filter: severity>=4  2 of 2"));
    type(&f, ":filter serverity=4\r");
    cr_expect(shows(&f, "near to it: severity"));
    type(&f, "\033:filter emotion<0\rl");
    cr_expect(shows(&f, "=Window") && !shows(&f, "=The queue"), "hits are marked in the map");
    cr_expect(shows(&f, "filter: emotion<0  1 of 2"));
    press(&f, K_F4);
    draw(&f, 120, 24);
    cr_expect(shows(&f, "Dark") && !shows(&f, "One till"));
    type(&f, ":filter zebra\r");
    cr_expect(shows(&f, "Nothing matches; :filter ends it."));
    type(&f, ":filter\r");
    cr_expect(shows(&f, "no filter any more") && shows(&f, "Noise") && !shows(&f, "filter:"));
    close_map(&f);
}

Test(app_lists, have_words_for_filters)
{
    struct fixture f;
    struct buf list = BUF_INIT;
    open_map(&f, shop);
    press(&f, K_F4);
    draw(&f, 120, 24);
    type(&f, "f");
    cr_expect(shows(&f, "mine, overdue, open, chosen, here; Tab lists the fields"));
    type(&f, "overdue\r");
    cr_expect(shows(&f, "filter: overdue  1 of 4") && shows(&f, "One till"));
    draw(&f, 40, 24);
    cr_expect(shows(&f, "  1 of 4"), "there is a filter, however narrow it is");
    type(&f, ":filter open here\r");
    cr_expect(shows(&f, "filter: open here  3 of 4") && !shows(&f, "Dark"));
    type(&f, ":filter \"open\"\r");
    cr_expect(shows(&f, "0 of 4"), "in quotation marks it is a text");
    type(&f, ":filter severity>=4\r:filter save worst\r");
    cr_expect(shows(&f, "saved: \":filter worst\""));
    press(&f, K_ESC);
    cr_expect(shows(&f, "no filter any more") && app_top(f.app)->view->lists == KIND_PAIN);
    type(&f, "fworst\r");
    cr_expect(shows(&f, "filter: worst  2 of 4"));
    type(&f, ":filter save\r");
    cr_expect(shows(&f, "mine, overdue, open, chosen, here, worst"));
    type(&f, ":filter save open\r");
    cr_expect(shows(&f, "is a filter of the program"));
    type(&f, "\033:filter save a b\r");
    cr_expect(shows(&f, "saved as one word"));
    type(&f, "\033:filter remove worst\r:filter worst\r");
    cr_expect(shows(&f, "filter: worst  0 of 4"), "it is a text now");
    state_list_read("filters", &list);
    cr_expect_eq(list.len, 0);
    type(&f, ":filter tlil\r");
    cr_expect(shows(&f, "\"tlil\" is in no text; near to it: till"));
    type(&f, ":filter\r:filter save\033:filter save x\r");
    cr_expect(shows(&f, "no filter to save"));
    buf_release(&list);
    close_map(&f);
}

Test(app_lists, act_on_all_that_are_ticked)
{
    struct fixture f;
    open_map(&f, shop);
    press(&f, K_F4);
    draw(&f, 120, 24);
    type(&f, " ");
    cr_expect(shows(&f, "1 ticked"));
    type(&f, "jV");
    draw(&f, 120, 24);
    cr_expect(shows(&f, "3 ticked"));
    expect_shown(&f, (const char *const[]){ "✓   80 ", "✓    5 ", "▌ ✓", NULL });
    press(&f, K_F2);
    draw(&f, 120, 24);
    cr_expect_not(shows(&f, "ticked"), "those of another view do nothing");
    type(&f, "gg");
    press(&f, K_UP);
    type(&f, ":tick\r");
    cr_expect(shows(&f, "only rows of a list and touchpoints can be ticked"));
    type(&f, "\033:tick-to\r");
    cr_expect(shows(&f, "only rows of a list and touchpoints can be ticked"));
    type(&f, "\033");
    press(&f, K_F4);
    type(&f, "s");
    cr_expect(shows(&f, "3 pains: evidence"));
    type(&f, "u");
    cr_expect(shows(&f, "3 ticked"), "one undo is enough, and takes no tick off");
    type(&f, ":set owner Eva\r");
    draw(&f, 120, 24);
    cr_expect(shows(&f, "3 pains: owner Eva"));
    expect_shown(&f, (const char *const[]){ "One till                              Eva",
                         "Noise                                 Eva", NULL });
    type(&f, "u:set due never\r");
    cr_expect(shows(&f, "due: "), "what is wrong is said");
    type(&f, "\033dd");
    cr_expect(shows(&f, "3 pains deleted"));
    type(&f, "u");
    cr_expect(shows(&f, "Noise") && shows(&f, "Cold") && shows(&f, "3 ticked"));
    press(&f, K_ESC);
    cr_expect(shows(&f, "Noise"), "ticks go first");
    draw(&f, 120, 24);
    cr_expect_not(shows(&f, "ticked"));
    close_map(&f);
}

static const char journey[] = "cjm: 1\n"
                              "title: A shop\n"
                              "lanes: [{key: mood, of: touchpoint}]\n"
                              "stages:\n"
                              "  - name: Look\n"
                              "    touchpoints: [Window, {name: Door, emotion: 1}, Shelf]\n"
                              "  - name: Pay\n"
                              "    touchpoints: [Queue]\n";

static int emotion_of(struct fixture *f, size_t stage, size_t i)
{
    struct node *at = node_child(app_session(f->app)->map.root, MAP_STAGES, stage);
    return touchpoint_emotion(node_child(at, STAGE_TOUCHPOINTS, i), NULL);
}

static void expect_emotions(struct fixture *f, int a, int b, int c, int d, const char *when)
{
    cr_expect(emotion_of(f, 0, 0) == a && emotion_of(f, 0, 1) == b && emotion_of(f, 0, 2) == c &&
                  emotion_of(f, 1, 0) == d,
        "%s: %d %d %d %d", when, emotion_of(f, 0, 0), emotion_of(f, 0, 1), emotion_of(f, 0, 2),
        emotion_of(f, 1, 0));
}

Test(app_lists, tick_touchpoints_of_the_map_too)
{
    struct fixture f;
    open_map(&f, journey);
    draw(&f, 80, 24);
    type(&f, "gg V");
    draw(&f, 80, 24);
    cr_expect(shows(&f, "2 ticked") && shows(&f, "✓"));
    type(&f, "m");
    cr_expect(shows(&f, "2 touchpoints: moment of truth yes"));
    press(&f, K_F4);
    draw(&f, 80, 24);
    cr_expect_not(shows(&f, "ticked"), "among pains they do nothing");
    press(&f, K_F2);
    press(&f, K_ESC);
    draw(&f, 80, 24);
    cr_expect_not(shows(&f, "ticked"));
    close_map(&f);
}

Test(app_lists, score_and_mark_all_touchpoints_that_are_ticked)
{
    enum { NO = EMOTION_NONE };
    struct fixture f;
    open_map(&f, journey);
    draw(&f, 80, 24);
    type(&f, ":touchpoints\r  ");
    cr_expect(shows(&f, "2 ticked"));
    type(&f, "-");
    expect_emotions(&f, -1, 0, NO, NO, "each a step");
    cr_expect(shows(&f, "2 touchpoints: emotion one down"));
    type(&f, "2");
    expect_emotions(&f, -2, -2, NO, NO, "the score in place of the step");
    cr_expect(shows(&f, "2 touchpoints: emotion -2"));
    type(&f, "u");
    expect_emotions(&f, NO, 1, NO, NO, "in one undo");
    type(&f, "r2");
    expect_emotions(&f, 2, 2, NO, NO, "rated");
    press(&f, K_BACKSPACE);
    expect_emotions(&f, NO, NO, NO, NO, "taken away");
    type(&f, "0m");
    expect_emotions(&f, 0, 0, NO, NO, "neutral");
    cr_expect(shows(&f, "2 touchpoints: moment of truth yes"));
    press(&f, K_ESC);
    type(&f, "G..");
    cr_expect(shows(&f, "Queue: moment of truth yes"));
    type(&f, "+1");
    expect_emotions(&f, 0, 0, NO, 1, "one alone");
    type(&f, "gg V...");
    type(&f, ":set mood high\r:set owner Ida\r");
    cr_expect(shows(&f, "2 touchpoints: owner Ida"));
    type(&f, "pLoud\r.");
    cr_expect(shows(&f, "2 touchpoints: pains Loud"));
    type(&f, "L");
    cr_expect(shows(&f, "2 touchpoints moved to another stage"));
    type(&f, "L");
    cr_expect(shows(&f, "there is no stage on that side"));
    type(&f, "w");
    expect_file(&f, "cjm: 1\n"
                    "title: A shop\n"
                    "lanes: [{key: mood, of: touchpoint}]\n"
                    "stages:\n"
                    "  - name: Look\n"
                    "    touchpoints: [Shelf]\n"
                    "  - name: Pay\n"
                    "    touchpoints:\n"
                    "      - name: Queue\n"
                    "        emotion: 1\n"
                    "        moment: true\n"
                    "      - name: Window\n"
                    "        emotion: 1\n"
                    "        moment: true\n"
                    "        owner: Ida\n"
                    "        pains:\n"
                    "          - text: Loud\n"
                    "            id: loud-2\n"
                    "        mood: high\n"
                    "      - name: Door\n"
                    "        emotion: 1\n"
                    "        moment: true\n"
                    "        owner: Ida\n"
                    "        pains:\n"
                    "          - text: Loud\n"
                    "          - text: Loud\n"
                    "        mood: high\n");
    press(&f, K_F4);
    type(&f, "+m0");
    cr_expect(shows(&f, "only touchpoints have that"));
    close_map(&f);
}

Test(app_lists, make_one_of_ticked_rows_that_say_the_same)
{
    struct fixture f;
    open_map(&f, "cjm: 1\n"
                 "title: A shop\n"
                 "personas: [Ana, Ben]\n"
                 "stages:\n"
                 "  - name: Look\n"
                 "    touchpoints:\n"
                 "      - name: Window\n"
                 "        pains:\n"
                 "          - {text: One till, severity: 4, votes: 3, personas: [ana], own: kept}\n"
                 "          - {text: ONE TILL, severity: 2, frequency: 3, votes: 2, owner: Ida}\n"
                 "  - name: Pay\n"
                 "    touchpoints:\n"
                 "      - name: Queue\n"
                 "        pains:\n"
                 "          - {text: Slow till, id: slow, owner: Bo, personas: [ben, ana],\n"
                 "             comments: [{text: Really}], more: own}\n"
                 "          - Cold\n"
                 "        ideas: [{text: A bell, pain: slow}]\n");
    press(&f, K_F4);
    type(&f, ":merge\r");
    cr_expect(shows(&f, "tick the rows"));
    type(&f, "\033   gg:merge\r");
    cr_expect(shows(&f, "3 rows are one now; u parts them again") && !shows(&f, "ticked"));
    cr_expect_str_eq(node_headline(app_selected(f.app)).data, "One till / Slow till");
    type(&f, "w");
    expect_file(&f, "cjm: 1\n"
                    "title: A shop\n"
                    "personas: [Ana, Ben]\n"
                    "stages:\n"
                    "  - name: Look\n"
                    "    touchpoints:\n"
                    "      - name: Window\n"
                    "        pains:\n"
                    "          - text: One till / Slow till\n"
                    "            id: one-till\n"
                    "            severity: 4\n"
                    "            frequency: 3\n"
                    "            personas: [ana, ben]\n"
                    "            votes: 5\n"
                    "            owner: Ida, Bo\n"
                    "            comments:\n"
                    "              - text: Really\n"
                    "            own: kept\n"
                    "            more: own\n"
                    "  - name: Pay\n"
                    "    touchpoints:\n"
                    "      - name: Queue\n"
                    "        pains:\n"
                    "          - Cold\n"
                    "        ideas: [{text: A bell, pain: one-till}]\n");
    type(&f, "u");
    cr_expect(shows(&f, "ONE TILL") && shows(&f, "Slow till") && !shows(&f, "/ Slow"));
    press(&f, K_F3);
    type(&f, "  :merge\r");
    cr_expect(shows(&f, "personas stay apart"));
    close_map(&f);
}

/* Texts go along; votes and comments stay, and so do personas whom the other map has not. */
Test(app_lists, are_copied_to_another_map)
{
    struct fixture f;
    struct buf other = BUF_INIT, line = BUF_INIT, text = BUF_INIT;
    open_map(&f, "cjm: 1\ntitle: T\npersonas: [Anna, Ben]\nstages:\n  - name: Look\n"
                 "    touchpoints:\n      - name: Window\n        takes_part: [anna, ben]\n"
                 "        comments: [{text: Really}]\n"
                 "        pains: [{text: Dark, votes: 4, personas: [ben]}]\n");
    buf_addf(&other, "%s/other.yaml", f.folder);
    test_write(
        other.data, SLICE("cjm: 1\ntitle: Other\npersonas: [Anna]\nstages:\n  - name: One\n"));
    draw(&f, 80, 24);
    buf_addf(&line, "y:open %s\r", other.data);
    type(&f, line.data);
    type(&f, "Yw");
    test_read(other.data, &text);
    cr_expect_str_eq(text.data,
        "cjm: 1\ntitle: Other\npersonas: [Anna]\nstages:\n  - name: One\n"
        "    touchpoints:\n      - name: Window\n        takes_part: [anna]\n"
        "        pains:\n          - text: Dark\n");
    buf_release(&other);
    buf_release(&line);
    buf_release(&text);
    close_map(&f);
}
