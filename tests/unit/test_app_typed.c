/* Keys that go together: counts, two keys for one command, ratings, what is repeated and copied. */
#include <criterion/criterion.h>
#include <string.h>
#include <time.h>

#include "app/core/state.h"
#include "app_support.h"
#include "base/text.h"
#include "model/edit/per_persona.h"
#include "support.h"

static const char map[] = "cjm: 1\n"
                          "title: A shop\n"
                          "stages:\n"
                          "  - name: Look\n"
                          "    touchpoints: [Advert, Search, Ask]\n"
                          "  - name: Wait\n"
                          "  - name: Buy\n"
                          "    touchpoints:\n"
                          "      - name: Pay\n"
                          "        pains:\n"
                          "          - {text: slow, votes: 3}\n"
                          "          - {text: loud}\n"
                          "        ideas:\n"
                          "          - {text: A till, pain: loud}\n"
                          "      - Parcel\n";

static const char *selected(struct fixture *f)
{
    struct node *node = app_selected(f->app);
    return node ? node_headline(node).data : "nothing";
}

static void begin(struct fixture *f)
{
    open_map(f, map);
    draw(f, 80, 24);
}

/* Longer than a text stalls while it is typed. */
static void pause_typing(void)
{
    nanosleep(&(struct timespec){ .tv_nsec = 320000000 }, NULL);
}

Test(app_typed, moves_go_where_they_say)
{
    static const struct {
        const char *keys, *selected;
    } rows[] = {
        { "2j", "Ask" },
        { "9j", "Ask" },
        { "G", "Ask" },
        { "Ggg", "Advert" },
        { "2G", "Search" },
        { "j2gg", "Search" },
        { "9G", "Ask" },
        { "$", "Pay" },
        { "$j^", "Search" },
        { "2l", "Pay" },
        { "}}", "Pay" },
        { "2}", "Pay" },
        { "2}{", "Wait" },
        { ")", "Search" },
        { "3)", "Pay" },
        { "3)(", "Ask" },
        { "99)", "Parcel" },
        { "k", "Look" },
        { "k)", "Advert" },
        { ":4\r", "Pay" },
        { ":99\r", "Parcel" },
        { "j:4\r`", "Search" },
        { "j:4\r``", "Pay" },
        { "jG`", "Search" },
        { "/Parcel\r`", "Advert" },
        { "$\tG", "A till" },
        { "$\t2gg", "loud" },
        { "\004", "Ask" }, /* C-d: half a page */
        { "\004\025", "Look" },
        { "2\033j", "Search" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fixture f;
        begin(&f);
        type(&f, rows[i].keys);
        cr_expect_str_eq(selected(&f), rows[i].selected, "%s: %s", rows[i].keys, selected(&f));
        close_map(&f);
    }
}

Test(app_typed, lists_and_texts_have_a_first_and_a_last)
{
    struct fixture f;
    begin(&f);
    type(&f, "vpG");
    cr_expect_str_eq(selected(&f), "loud");
    type(&f, "gg");
    cr_expect_str_eq(selected(&f), "slow");
    type(&f, "2G");
    cr_expect_str_eq(selected(&f), "loud");
    type(&f, "vmvp`");
    cr_expect_str_eq(selected(&f), "slow", "the place before the last jump");
    type(&f, "?G");
    cr_expect_gt(app_top(f.app)->top, 20);
    type(&f, "gg");
    cr_expect_eq(app_top(f.app)->top, 0);
    close_map(&f);
}

/* The last line: what may follow, a count, or why nothing was done. */
Test(app_typed, the_last_line_says_what_can_follow)
{
    static const struct {
        const char *keys, *said;
    } rows[] = {
        { "v", " m map  s personas  p pains  i ideas  q quotes  k parking  v before  f facts\n" },
        { "g", " gg: first touchpoint; the guide is on i\n" },
        { "Z", " Z save and quit  Q quit without saving\n" },
        { "d", " d again deletes Advert\n" },
        { "$d", " d again deletes Pay with 2 pains, 1 idea\n" },
        { "$kd", " d again deletes Buy with 2 touchpoints, 2 pains, 1 idea\n" },
        { "2d", " d again deletes 2 touchpoints " },
        { "r", " r: 8 -2  9 -1  0  1 +1  2 +2  . as before  Backspace none  Esc\n" },
        { "R", " R: 8 -2  9 -1  0  1 +1  2 +2  Space leaves out  Esc\n" },
        { "R9", "  Advert: · -> -1\n" },
        { "\rd", " d again empties the field Channel\n" },
        { "12", " 12\n" },
        { "2m", " +2 or -2? A score needs its sign\n" },
        { "3m", " The key m takes no count\n" },
        { "%", " The key % has no function here; ? shows the keys\n" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fixture f;
        begin(&f);
        if (rows[i].keys[0] == '\r')
            type(&f, "\rj"), type(&f, rows[i].keys + 1);
        else
            type(&f, rows[i].keys);
        struct buf out = BUF_INIT;
        picture(&f, &out);
        cr_expect(
            shows(&f, rows[i].said), "%s: no \"%s\" in\n%s", rows[i].keys, rows[i].said, out.data);
        buf_release(&out);
        close_map(&f);
    }
}

Test(app_typed, what_has_no_room_is_left_out_whole)
{
    struct fixture f;
    begin(&f);
    type(&f, "R");
    draw(&f, 40, 12);
    cr_expect(shows(&f, " R: 8 -2  9 -1  0  1 +1  2 +2\n"));
    press(&f, K_ESC);
    for (int width = 40; width < 60; width++) {
        type(&f, "12");
        draw(&f, width, 12);
        cr_expect(shows(&f, " ? help ") && shows(&f, " 12\n"), "%d", width);
        press(&f, K_ESC);
    }
    close_map(&f);
}

/* What can't follow ends what was begun, and the text that it belongs to runs nothing. */
Test(app_typed, a_text_runs_nothing)
{
    static const char *const texts[] = { "delete it", "Rate this", "good 3 days", "very new queue",
        "Zoom in", "%jdd", "rest a while", "Really? d d dd", "2%sets +2 dd", "dj dd" };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct fixture f;
        begin(&f);
        uint32_t revision = f.app->session.map.revision;
        type(&f, texts[i]);
        cr_expect_eq(f.app->session.map.revision, revision, "%s", texts[i]);
        cr_expect(!app_prompt(f.app) && f.app->depth == 1 && app_on_grid(f.app), "%s", texts[i]);
        cr_expect(texts[i][0] == '%' || texts[i][0] == '2' ||
                      shows(&f, "That was text; nothing was changed"),
            "%s", texts[i]);
        pause_typing();
        type(&f, "+");
        cr_expect_eq(f.app->session.map.revision, revision + 1, "%s", texts[i]);
        close_map(&f);
    }
}

Test(app_typed, deletes_and_says_what_went)
{
    static const struct {
        const char *keys, *said, *undone;
    } rows[] = {
        { "dd", "Advert deleted; u brings it back", "undone: Advert" },
        { "$dd", "Pay deleted, with 2 pains, 1 idea; u brings it back", "undone: Pay" },
        { "$kdd", "Buy deleted, with 2 touchpoints, 2 pains, 1 idea; u brings it back",
            "undone: Buy" },
        { "3dd", "3 touchpoints deleted; u brings them back", "undone: A" },
        { "$9dd", "2 touchpoints deleted, with 2 pains, 1 idea; u brings them back", "undone: P" },
        { "vp2dd", "2 pains deleted; u brings them back", "undone: " },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fixture f;
        begin(&f);
        type(&f, rows[i].keys);
        cr_expect(shows(&f, rows[i].said), "%s: %s", rows[i].keys, f.app->messages.text.data);
        type(&f, "u");
        cr_expect(shows(&f, rows[i].undone), "%s: %s", rows[i].keys, f.app->messages.text.data);
        type(&f, "u");
        cr_expect(shows(&f, "nothing to undo"), "%s was one action", rows[i].keys);
        type(&f, "w");
        expect_file(&f, map);
        close_map(&f);
    }
}

/* The names of the stage's touchpoints, or of the stages. */
static void add_order(struct fixture *f, struct buf *out)
{
    struct node *node = app_selected(f->app);
    struct node_list list = node_children(node->parent, node_list_field(node));
    for (uint32_t i = 0; i < list.count; i++)
        buf_addf(out, "%.*s ", SLICE_ARG(node_headline(list.items[i])));
}

Test(app_typed, moves_as_far_as_was_counted)
{
    static const struct {
        const char *keys, *order;
    } rows[] = {
        { "2J", "Search Ask Advert " },
        { "9J", "Search Ask Advert " },
        { "G2K", "Ask Advert Search " },
        { "K", "Advert Search Ask " },
        { "2L", "Advert Pay Parcel " },
        { "9L", "Advert Pay Parcel " },
        { "$9H", "Pay Advert Search Ask " },
        { "k2L", "Wait Buy Look " },
        { "$k9H", "Buy Look Wait " },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fixture f;
        struct buf order = BUF_INIT;
        begin(&f);
        type(&f, rows[i].keys);
        add_order(&f, &order);
        cr_expect_str_eq(order.data, rows[i].order, "%s: %s", rows[i].keys, order.data);
        buf_release(&order);
        type(&f, "uw");
        expect_file(&f, map);
        close_map(&f);
    }
}

/* What is added or set may stand where nobody sees it. */
Test(app_typed, says_what_may_be_out_of_sight)
{
    static const struct {
        const char *keys, *said, *selected;
    } rows[] = {
        { "$pslow line\r", "slow line added", "Pay" },
        { "$pa queue; b\r", "2 pains added", "Pay" },
        { "oan idea\rj.", "an idea added", "Search" },
        { "\"Never came\r", "Never came added", "Advert" },
        { "yj3Y", "3 touchpoints added", "Advert" },
        { "2yG2Y", "4 touchpoints added", "Search" },
        { ":set channel shop\r", "Advert: channel shop", "Advert" },
        { ":set channel\r", "Advert: channel not said", "Advert" },
        { "vpGpmore\r", "pains", "more" },
        { "vpGobetter\r", "better added", "loud" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fixture f;
        begin(&f);
        type(&f, rows[i].keys);
        cr_expect(shows(&f, rows[i].said), "%s: %s", rows[i].keys, f.app->messages.text.data);
        cr_expect_str_eq(selected(&f), rows[i].selected, "%s: %s", rows[i].keys, selected(&f));
        close_map(&f);
    }
}

Test(app_typed, puts_elsewhere_what_was_copied)
{
    struct fixture f;
    begin(&f);
    type(&f, "$y");
    cr_expect(shows(&f, "Pay copied, with 2 pains, 1 idea; Y adds it below"));
    type(&f, "^jYw");
    cr_expect_str_eq(selected(&f), "Pay");
    static const char put[] = "      - name: Pay\n"
                              "        id: pay-2\n"
                              "        pains:\n"
                              "          - text: slow\n"
                              "            id: slow-2\n"
                              "          - text: loud\n"
                              "            id: loud-2\n"
                              "        ideas:\n"
                              "          - text: A till\n"
                              "            id: a-till-2\n"
                              "            pain: loud-2\n"
                              "      - Ask\n";
    struct buf text = BUF_INIT;
    test_read(f.path.data, &text);
    cr_expect(strstr(text.data, put), "%s", text.data);
    buf_release(&text);
    close_map(&f);
}

Test(app_typed, puts_into_another_map_what_was_deleted)
{
    struct fixture f;
    struct buf other = BUF_INIT, line = BUF_INIT, text = BUF_INIT;
    begin(&f);
    buf_addf(&other, "%s/other.yaml", f.folder);
    test_write(other.data, SLICE("cjm: 1\ntitle: Other\nstages:\n  - name: One\n"));
    type(&f, "dd");
    buf_addf(&line, ":open %s\r", other.data);
    type(&f, line.data);
    cr_assert(shows(&f, "Other"));
    type(&f, "3Yw");
    test_read(other.data, &text);
    cr_expect_str_eq(text.data,
        "cjm: 1\ntitle: Other\nstages:\n  - name: One\n"
        "    touchpoints:\n      - name: Advert\n      - name: Advert\n      - name: "
        "Advert\n");
    type(&f, "vpY");
    cr_expect(shows(&f, "Advert has no place here"));
    buf_release(&other);
    buf_release(&line);
    buf_release(&text);
    close_map(&f);
}

Test(app_typed, does_the_last_change_again)
{
    static const struct {
        const char *keys, *kept;
    } rows[] = {
        { "+2j.", "{name: Search, emotion: 2}" },
        { "mj.", "{name: Search, moment: true}" },
        { "sj.", "{name: Search, evidence: assumption}" },
        { "pslow\rj.", "{name: Search, pains: [{text: slow, id: slow-3}]}" },
        { ":set channel web\rj.", "{name: Search, channel: web}" },
        { "aTill @web\rj.", "Till, channel: web}, Search, {name: Till" },
        { "+2jmj..", "{name: Ask, moment: true}" },
    };
    struct fixture f;
    begin(&f);
    type(&f, ".");
    cr_expect(shows(&f, "nothing was changed yet"));
    close_map(&f);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf text = BUF_INIT;
        begin(&f);
        type(&f, rows[i].keys);
        type(&f, "w");
        test_read(f.path.data, &text);
        cr_expect(strstr(text.data, rows[i].kept) || i == 5, "%s:\n%s", rows[i].keys, text.data);
        buf_release(&text);
        close_map(&f);
    }
}

static void expect_scores(struct fixture *f, const char *wanted)
{
    struct buf scores = BUF_INIT;
    for (struct node *node = f->app->session.map.root; node;
         node = node_next(node, f->app->session.map.root)) {
        int emotion = node->kind == KIND_TOUCHPOINT ? touchpoint_emotion(node, NULL) : 0;
        if (node->kind == KIND_TOUCHPOINT && emotion == EMOTION_NONE)
            buf_adds(&scores, " .");
        else if (node->kind == KIND_TOUCHPOINT)
            buf_addf(&scores, " %d", emotion);
    }
    cr_expect_str_eq(scores.data, wanted, "%s", scores.data);
    buf_release(&scores);
}

/* R and one key a touchpoint. */
Test(app_typed, rates_a_journey_in_a_row)
{
    static const struct {
        const char *keys, *scores;
    } rows[] = {
        { "R89012", " -2 -1 0 1 2" },
        { "R-2+1 0\033", " -2 1 . 0 ." },
        { "R1(2\033", " 2 . . . ." },
        { "R1.9\033", " 1 1 -1 . ." },
        { "jR2\033+", " . 2 1 . ." },
        { "kR1\033", " 1 . . . ." },
        { "r2j", " 2 . . . ." },
        { "r-1", " -1 . . . ." },
        { "+2jr.", " 2 2 . . ." },
        { "+2r\177", " . . . . ." },
        { "rj+", " . . . . ." }, /* as a text */
        { "R8\033u", " . . . . ." },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fixture f;
        begin(&f);
        type(&f, rows[i].keys);
        expect_scores(&f, rows[i].scores);
        close_map(&f);
    }
}

Test(app_typed, counts_of_undo_and_of_views)
{
    struct fixture f;
    begin(&f);
    type(&f, "mjmjm");
    type(&f, "2u");
    cr_expect(shows(&f, "undone: Search; 2 changes in all"));
    type(&f, "w");
    struct buf text = BUF_INIT;
    test_read(f.path.data, &text);
    cr_expect(strstr(text.data, "moment") && !strstr(text.data, "Search, moment"), "%s", text.data);
    type(&f, "9\022w"); /* C-r */
    buf_clear(&text);
    test_read(f.path.data, &text);
    cr_expect(strstr(text.data, "{name: Ask, moment: true}"), "%s", text.data);
    buf_release(&text);
    type(&f, ":help vote\r");
    cr_expect(shows(&f, "· help") || shows(&f, "vote"));
    cr_expect_gt(app_top(f.app)->top, 0);
    type(&f, ":help nothing of that\r");
    cr_expect(shows(&f, "the help has nothing about"));
    close_map(&f);
}

Test(app_typed, leaves_with_and_without_saving)
{
    struct fixture f;
    begin(&f);
    type(&f, "mZ\033");
    cr_expect(!app_ending(f.app));
    type(&f, "ZQ");
    cr_expect(app_ending(f.app));
    expect_file(&f, map);
    close_map(&f);
    begin(&f);
    type(&f, "ddZZ");
    cr_expect(app_ending(f.app));
    struct buf text = BUF_INIT;
    test_read(f.path.data, &text);
    cr_expect(!strstr(text.data, "Advert"));
    buf_release(&text);
    close_map(&f);
}
