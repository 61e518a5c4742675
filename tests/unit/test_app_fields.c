/* Lanes and own keys on the screen. */
#include <criterion/criterion.h>
#include <string.h>

#include "app/core/state.h"
#include "app_support.h"

static const char map[] = "cjm: 1\n"
                          "title: A shop\n"
                          "stages:\n"
                          "  - name: Buy\n"
                          "    touchpoints:\n"
                          "      - name: Pay\n"
                          "        legal: [GDPR]\n"
                          "        risk: fines\n";

static void expect_shown(const struct fixture *f, const char *text)
{
    struct buf shown = BUF_INIT;
    picture(f, &shown);
    cr_expect(shows(f, text), "no \"%s\" in\n%s", text, shown.data);
    buf_release(&shown);
}

/* Of a touchpoint, and of what it has: nothing needs a form to be read. */
Test(app_fields, comments_are_read_in_the_details_and_below_lists)
{
    struct fixture f;
    open_map(&f, "cjm: 1\n"
                 "title: A shop\n"
                 "stages:\n"
                 "  - name: Buy\n"
                 "    touchpoints:\n"
                 "      - name: Pay\n"
                 "        pains:\n"
                 "          - text: Slow\n"
                 "            comments: [{text: Is it the network?, by: Ida, for: nia}]\n"
                 "          - {text: Dear, status: fixed}\n"
                 "        comments: [{text: Who says so?, done: true}, How often?]\n");
    draw(&f, 100, 40);
    expect_shown(&f, "! Slow");
    expect_shown(&f, "comment  Is it the network?  Ida · for nia");
    expect_shown(&f, "comment  Who says so?  settled");
    type(&f, "\tjjjj\r");
    draw(&f, 100, 40);
    expect_shown(&f, "comment: How often?");
    type(&f, "\033\033");
    type(&f, ":pains\r");
    draw(&f, 100, 40);
    expect_shown(&f, "Comment: Is it the network? (Ida · for nia)");
    type(&f, ":touchpoints\r");
    draw(&f, 100, 40);
    expect_shown(&f, "   1  -           Pay");
    close_map(&f);
}

/* Enter edits the one that is selected. */
Test(app_fields, a_fact_of_a_persona_is_selected_on_her_sheet)
{
    struct fixture f;
    open_map(&f,
        "cjm: 1\n"
        "title: A shop\n"
        "personas:\n"
        "  - {name: Anna, age: 34, quote: Quick!, tasks: [Buy], needs: [Time], joys: [Tea]}\n");
    type(&f, ":personas\r\r");
    draw(&f, 70, 14);
    expect_shown(&f, "▌tasks         Buy\n");
    type(&f, "jk2j");
    draw(&f, 70, 14);
    expect_shown(&f, "▌joys          Tea\n");
    type(&f, "j\r");
    draw(&f, 70, 14);
    expect_shown(&f, "▌Joys                Tea\n");
    type(&f, "\rCoffee\r");
    draw(&f, 70, 14);
    expect_shown(&f, "Coffee");
    type(&f, "\033");
    draw(&f, 40, 12);
    type(&f, "9k");
    draw(&f, 40, 12);
    expect_shown(&f, "Anna  34");
    close_map(&f);
}

/* One word, one form, whatever the file's case and signs. */
Test(app_fields, lanes_are_shown_in_the_form_of_their_type)
{
    struct fixture f;
    open_map(&f, "cjm: 1\n"
                 "title: A shop\n"
                 "lanes:\n"
                 "  - {key: risk, type: choice, words: [low, high]}\n"
                 "  - {key: cost, type: number}\n"
                 "  - {key: tags, type: list}\n"
                 "stages:\n"
                 "  - name: Buy\n"
                 "    touchpoints:\n"
                 "      - {name: Pay, risk: HIGH, cost: +3, tags: [a, b]}\n");
    draw(&f, 100, 40);
    expect_shown(&f, "risk     high\n");
    expect_shown(&f, "cost     3\n");
    expect_shown(&f, "tags     a, b\n");
    close_map(&f);
}

Test(app_fields, own_keys_are_shown_and_become_fields)
{
    struct fixture f;
    open_map(&f, map);
    draw(&f, 100, 70);
    expect_shown(&f, "legal    GDPR");
    type(&f, "\r");
    draw(&f, 100, 70);
    expect_shown(&f, "risk                fines");
    type(&f, "G\r");
    draw(&f, 100, 70);
    expect_shown(&f, ":lane add risk makes a field of it");
    type(&f, "dd");
    expect_shown(&f, "risk                fines");
    type(&f, ":lane add risk Our risk\r");
    draw(&f, 100, 70);
    expect_shown(&f, "Our risk            fines");
    type(&f, ":set risk high\r");
    draw(&f, 100, 70);
    expect_shown(&f, "Our risk            high");
    type(&f, ":w\r");
    expect_file(&f, "cjm: 1\n"
                    "title: A shop\n"
                    "lanes:\n"
                    "  - key: risk\n"
                    "    label: Our risk\n"
                    "    of: touchpoint\n"
                    "stages:\n"
                    "  - name: Buy\n"
                    "    touchpoints:\n"
                    "      - name: Pay\n"
                    "        legal: [GDPR]\n"
                    "        risk: high\n");
    type(&f, ":lane add legal touchpoint number\r");
    draw(&f, 100, 70);
    expect_shown(&f, "do not fit");
    close_map(&f);
}

Test(app_fields, ready_lanes_come_and_go)
{
    struct fixture f;
    open_map(&f, map);
    draw(&f, 100, 70);
    type(&f, ":lanes add needs\r\r");
    draw(&f, 100, 70);
    expect_shown(&f, "Motive");
    type(&f, ":set motive trust\r:lane remove motive\r");
    draw(&f, 100, 70);
    expect_shown(&f, "motive              trust");
    type(&f, "u");
    draw(&f, 100, 70);
    expect_shown(&f, "Motive              trust");
    type(&f, ":lane add channel\r");
    draw(&f, 100, 70);
    expect_shown(&f, "is a field already");
    close_map(&f);
}

/* Two personas who want the same and hate the same may be one; the sheet of each says so. */
Test(app_fields, a_sheet_names_a_twin)
{
    struct fixture f;
    open_map(&f, "cjm: 1\ntitle: T\npersonas:\n"
                 "  - {name: Anna, goals: [Save time, Café], frustrations: [Queues]}\n"
                 "  - {name: Ben, goals: [save time, cafe], frustrations: [queues]}\n"
                 "  - {name: Cy, goals: [Save time, Café], frustrations: [Noise]}\n");
    press(&f, K_F3);
    press(&f, K_ENTER);
    draw(&f, 80, 24);
    expect_shown(&f, "! Same goals and frustrations as \"Ben\": are they one persona?");
    press(&f, K_TAB);
    draw(&f, 80, 24);
    expect_shown(&f, "! Same goals and frustrations as \"Anna\": are they one persona?");
    press(&f, K_TAB);
    draw(&f, 80, 24);
    cr_expect(!shows(&f, "Same goals"));
    type(&f, "?");
    draw(&f, 80, 24);
    expect_shown(&f, "T · help");
    close_map(&f);
}

/* A choice with its words, a number with its range; values that are none of these are refused. */
Test(app_fields, lanes_are_added_with_what_they_allow)
{
    struct fixture f;
    open_map(&f, "cjm: 1\ntitle: Shop\nstages:\n  - name: Buy\n    touchpoints: [Pay]\n");
    type(&f, ":lane add level touchpoint choice\r");
    draw(&f, 100, 24);
    expect_shown(&f, "name the words of the choice");
    type(&f, "\033:lane add level touchpoint choice low,high How much\r");
    expect_shown(&f, "lane level added; every touchpoint has it as a field now");
    type(&f, ":set level mid\r");
    draw(&f, 100, 24);
    expect_shown(&f, "allowed: low, high");
    type(&f, "\033:set level high\r:lane add effort number 1-5\r:set effort 9\r");
    draw(&f, 100, 24);
    expect_shown(&f, "must be 1..5, found 9");
    type(&f, "\033:lane add cost of=stage type=number\r");
    draw(&f, 100, 24);
    expect_shown(&f, "leave the \"=\" out");
    type(&f, "\033:filter level=high\r");
    draw(&f, 100, 24);
    expect_shown(&f, "filter: level=high  1 of 1");
    type(&f, ":filter\r:set effort 4\r:w\r");
    expect_file(&f, "cjm: 1\n"
                    "title: Shop\n"
                    "lanes:\n"
                    "  - key: level\n"
                    "    label: How much\n"
                    "    of: touchpoint\n"
                    "    type: choice\n"
                    "    words: [low, high]\n"
                    "  - key: effort\n"
                    "    of: touchpoint\n"
                    "    type: number\n"
                    "    low: 1\n"
                    "    high: 5\n"
                    "stages:\n"
                    "  - name: Buy\n"
                    "    touchpoints:\n"
                    "      - name: Pay\n"
                    "        level: high\n"
                    "        effort: 4\n");
    close_map(&f);
}
