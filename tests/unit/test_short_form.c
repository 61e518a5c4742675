/* What is typed where nodes are named, as it is understood. */
#include <criterion/criterion.h>
#include <string.h>

#include "base/text.h"
#include "model/edit/short_form.h"

/* "name|channel|emotion|pain (severity)|..." of one item; the reason where it is refused. */
static void read_item(enum node_kind kind, const char *line, struct buf *out)
{
    struct short_form form;
    struct buf why = BUF_INIT;
    short_form_init(&form, kind);
    if (short_form_parse(&form, slice_of(line), &why)) {
        struct slice pains = buf_slice(&form.pains), pain;
        buf_addf(out, "%s|%s|", form.name.data, form.channel.data);
        if (form.emotion >= -2)
            buf_addf(out, "%d", form.emotion);
        for (size_t i = 0; value_next_item(&pains, &pain); i++)
            buf_addf(out, "|%.*s%c", SLICE_ARG(pain), form.severities.data[i]);
        cr_expect_eq(why.len, 0, "%s: %s", line, why.data);
    } else {
        buf_addf(out, "no: %s", why.data);
    }
    short_form_release(&form);
    buf_release(&why);
}

#define T KIND_TOUCHPOINT
#define P KIND_PAIN
#define S KIND_STAGE
#define Q KIND_QUOTE

#define IDEOGRAPHIC "\xe3\x80\x80"
#define NO_BREAK "\xc2\xa0"

Test(short_form, items)
{
    static const struct {
        enum node_kind kind;
        const char *line, *wanted; /* of a refused one the beginning of "no: ..." */
    } rows[] = {
        { T, "TV ad", "TV ad||" },
        { T, "Checkout page @web -1 !payment fails !!4", "Checkout page|web|-1|payment fails4" },
        { T, "@w first", "first|web|" },
        { T, "Mail @email", "Mail|e-mail|" },
        { T, "Post @PO", "Post|post|" },
        { T, "Fax @Fax −2", "Fax|Fax|-2" },
        { T, "Fax @fax –2", "Fax|fax|-2" },
        { T, "Shop +2 @sh", "Shop|shop|2" },
        { T, "Search @3", "Search|search|" },
        /* bare numbers: behind the channel, at the end of the name */
        { T, "Delivery @post 1", "Delivery|post|1" },
        { T, "Search @se 0", "Search|search|0" },
        { T, "Delivery @post 2 !late", "Delivery|post|2|late-" },
        { T, "Trial @web 2 days", "Trial 2 days|web|" },
        { T, "Try 2 times @web", "Try 2 times|web|" },
        { T, "Day 0", "Day 0||" },
        /* several pains, severities */
        { T, "Till !long queue !no card reader", "Till|||long queue-|no card reader-" },
        { T, "Till !a !!0 !b !!3", "Till|||a0|b3" },
        { T, "Till !slow !!2 at noon", "Till|||slow at noon2" },
        { T, "Till !queue @web -1", "Till|||queue @web -1-" },
        { T, "Till ! spaced  out", "Till|||spaced  out-" },
        /* text that looks like signs */
        { T, "Write to anna@example.org", "Write to anna@example.org||" },
        { T, "Wow! Great!", "Wow! Great!||" },
        { T, "Quel accueil !", "Quel accueil !||" },
        { T, "Wow !!!", "Wow !!!||" },
        { T, "Till !slow !!", "Till|||slow !!-" },
        { T, "A @ B", "A @ B||" },
        { T, "Search - find + buy", "Search - find + buy||" },
        { T, "C++ -> A+", "C++ -> A+||" },
        { T, "Save -5 %", "Save -5 %||" },
        { T, "At -10 °C", "At -10 °C||" },
        { T, "?", "?||" },
        { T, "🛒 结账页", "🛒 结账页||" },
        { T, "太慢！客户走了", "太慢！客户走了||" },
        { T, "C:\\temp", "C:\\temp||" },
        { T, "Ring \\@home \\!now \\-1 \\\\o", "Ring @home !now -1 \\o||" },
        { T, "Sale \\−1 !to \\!go", "Sale −1|||to !go-" },
        { T, "Account @web \\-3", "Account -3|web|" },
        /* full-width signs, other blanks */
        { T, "Phone ＠phone －１ ！slow ！！４", "Phone|phone|-1|slow4" },
        { T, "结账页" IDEOGRAPHIC "＠ｗｅｂ" IDEOGRAPHIC "＋２", "结账页|web|2" },
        { T, "店" IDEOGRAPHIC "内 ＠店", "店" IDEOGRAPHIC "内|店|" },
        { T, "Ａ店＠", "Ａ店＠||" },
        { T, NO_BREAK "Till" NO_BREAK "3" NO_BREAK "!slow", "Till" NO_BREAK "3|||slow-" },
        { T, "Search ＠３", "Search|search|" },
        /* refused */
        { T, "@web -1", "no: the name is missing" },
        { T, "!fails", "no: the name is missing" },
        { T, "+1", "no: the name is missing" },
        { T, NO_BREAK, "no: the name is missing" },
        { T, "A @web @app", "no: there are two channels, web and @app" },
        { T, "A -1 +1", "no: there are two emotions, -1 and +1" },
        { T, "A @x -3", "no: an emotion is from -2 to +2, not -3" },
        { T, "A @x ＋10", "no: an emotion is from -2 to +2, not +10" },
        { T, "A @12", "no: a number is from 1 to 11" },
        { T, "A @0", "no: a number is from 1 to 11" },
        { T, "A @P", "no: \"P\" can be phone, post, person" },
        { T, "A !!4", "no: !!4 is a severity" },
        { T, "A ! !!4 x", "no: !!4 is a severity" },
        { T, "A !b !!5", "no: a severity is from 0 to 4, not 5" },
        { T, "A !b !!10", "no: a severity is from 0 to 4, not 10" },
        { T, "A !b !!1 !!2", "no: there are two severities, 1 and 2" },
        /* pains alone, and what has no signs */
        { P, "payment fails", "|||payment fails-" },
        { P, "payment fails !!4", "|||payment fails4" },
        { P, "!a !b !!1", "|||a-|b1" },
        { P, "at @web -1 !", "|||at @web -1 !-" },
        { P, "!!3", "no: !!3 is a severity" },
        { P, NO_BREAK, "no: the text is missing" },
        { S, "Buy @web -1 !fast \\o", "Buy @web -1 !fast \\o||" },
        { Q, " \"No; never\"\nsaid she ", "\"No; never\"\nsaid she||" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf got = BUF_INIT;
        bool refused = strncmp(rows[i].wanted, "no: ", 4) == 0;
        read_item(rows[i].kind, rows[i].line, &got);
        if (refused)
            got.data[got.len < strlen(rows[i].wanted) ? got.len : strlen(rows[i].wanted)] = '\0';
        cr_expect_str_eq(got.data, rows[i].wanted, "%s: %s", rows[i].line, got.data);
        buf_release(&got);
    }
}

Test(short_form, lists)
{
    static const struct {
        enum node_kind kind;
        const char *list, *said;
        bool good;
    } rows[] = {
        { T, "Ad", "", true },
        { T, " Ad ", "", true },
        { T, "Ad @social +1", "Ad · social · +1", true },
        { T, "Ad @so; Till !slow !!3 !far ;; Wait\\; pay;",
            "3: Ad · social; Till · ! slow (3) · ! far; Wait; pay", true },
        { T, "Ad；Till\nWait\r\n\n;Pay 0", "4: Ad; Till; Wait; Pay 0", true },
        { T, "Ad；", "Ad", true },
        { T, "Say \"no; never\"; Go", "2: Say \"no; never\"; Go", true },
        { T, "5\" pipe; 6\" pipe", "2: 5\" pipe; 6\" pipe", true },
        { T, "\"a; b\nc\"", "3: \"a; b; c\"", true },
        { T, "A\\；b", "A；b", true },
        { S, "Compare; Buy", "2: Compare; Buy", true },
        { P, "slow", "", true },
        { P, "slow !!4; far", "2: slow (4); far", true },
        { P, "!slow !far", "slow · far", true },
        { Q, "No; never", "", true },
        { T, "Door; @web; Bell",
            "\"@web\": the name is missing; write it first, as in: Checkout "
            "page @web -1 !payment fails",
            false },
        { T, "Door @x @y; Bell",
            "\"Door @x @y\": there are two channels, x and @y; give one, or "
            "write \\@",
            false },
        { T, "Door @x @y", "there are two channels, x and @y; give one, or write \\@", false },
        { T, " ; ；", "write something between the semicolons", false },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf said = BUF_INIT;
        bool good = short_list_read(rows[i].kind, slice_of(rows[i].list), &said);
        cr_expect_eq(good, rows[i].good, "%s", rows[i].list);
        cr_expect_str_eq(said.data, rows[i].said, "%s: %s", rows[i].list, said.data);
        buf_release(&said);
    }
}

Test(short_form, long_lists_are_said_in_part_and_inserted_as_one)
{
    enum { COUNT = 10000 };
    struct buf list = BUF_INIT, said = BUF_INIT;
    struct map map;
    struct undo undo;
    map_begin(&map);
    undo_init(&undo, &map);
    for (int i = 0; i < COUNT; i++)
        buf_addf(&list, "Item %d @web +1 !slow !!2%s", i, i % 2 ? "\n" : "；");
    cr_expect(short_list_read(KIND_TOUCHPOINT, buf_slice(&list), &said));
    cr_expect_lt(said.len, 1100);
    cr_expect(strncmp(said.data, "10000: Item 0 · web · +1 · ! slow (2); Item 1", 40) == 0);
    struct node *stage = short_list_insert(&undo, map.root, KIND_STAGE, 0, SLICE("Buy"));
    short_list_insert(&undo, stage, KIND_TOUCHPOINT, 0, SLICE("First; Last"));
    undo_begin(&undo);
    short_list_insert(&undo, stage, KIND_TOUCHPOINT, 1, buf_slice(&list));
    undo_end(&undo);
    cr_assert_eq(node_child_count(stage, STAGE_TOUCHPOINTS), COUNT + 2);
    const struct node *node = node_child(stage, STAGE_TOUCHPOINTS, COUNT);
    cr_expect_str_eq(node_headline(node).data, "Item 9999");
    cr_expect_str_eq(node_get(node_child(node, TOUCHPOINT_PAINS, 0), PAIN_SEVERITY).data, "2");
    cr_expect(undo_undo(&undo));
    cr_expect_eq(node_child_count(stage, STAGE_TOUCHPOINTS), 2);
    undo_release(&undo);
    map_release(&map);
    buf_release(&list);
    buf_release(&said);
}
