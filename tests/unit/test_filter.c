/* Which nodes answer an expression. */
#include <criterion/criterion.h>
#include <string.h>

#include "insight/filter/filter.h"
#include "insight/filter/near_words.h"
#include "store_support.h"

static const char text[] =
    "cjm: 1\n"
    "title: A shop\n"
    "personas: [Ana, Ben]\n"
    "lanes:\n"
    "  - {key: risk, type: choice, words: [low, mid, high]}\n"
    "  - {key: cost, type: number}\n"
    "  - {key: since, type: date}\n"
    "stages:\n"
    "  - name: Look around\n"
    "    owner: Kiosk\n"
    "    touchpoints:\n"
    "      - name: Advert\n"
    "        channel: phone\n"
    "        emotion: {ana: -2, ben: 1}\n"
    "        importance: 5\n"
    "        due: 2026-12-01\n"
    "        lunch: Falafel\n"
    "        risk: MID\n"
    "        cost: 15\n"
    "        since: '2026-03-01'\n"
    "        pains:\n"
    "          - {text: 'Phone: Το τηλέφωνο δεν το σηκώνει', severity: 4, status: open}\n"
    "      - name: Search\n"
    "        channel: web\n"
    "        emotion: 1\n"
    "        moment: true\n"
    "        people: [Nia Oak, Tom]\n"
    "        pains:\n"
    "          - {text: Slow answers, severity: 2, status: doing, owner: Ida Lund}\n"
    "  - name: Pay\n"
    "    touchpoints:\n"
    "      - name: Café till\n"
    "        channel: shop\n"
    "        emotion: -1\n"
    "        notes: queue\n";

/* "late" and "loud" stand for expressions; "loop" for itself, and "wrong" for what is none. */
static bool find_word(void *context, struct slice word, struct buf *out)
{
    static const char *const words[][2] = { { "late", "due<+2w importance>=5" },
        { "loud", "late phone" }, { "loop", "loop" }, { "wrong", "chanel=web" } };
    (void)context;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (slice_is(word, words[i][0])) {
            buf_adds(out, words[i][1]);
            return true;
        }
    return false;
}

static const struct filter_names names_known = { find_word, NULL };

/* The names of the touchpoints and pains that answer. */
static void found(const char *expression, enum node_kind kind, const char *persona, struct buf *out)
{
    struct map map;
    struct filter filter;
    struct buf why = BUF_INIT;
    read_map(&map, slice_of(text));
    if (filter_parse(&filter, &map, slice_of(expression), 1795269720, &names_known, &why)) {
        for (struct node *node = map.root; node; node = node_next(node, map.root))
            if (node->kind == kind && filter_matches(&filter, node, persona)) {
                struct slice name = node_headline(node);
                buf_addf(out, "%.*s|", (int)(name.len < 6 ? name.len : 6), name.data);
            }
        filter_release(&filter);
    } else {
        buf_addf(out, "%s", why.data);
    }
    buf_release(&why);
    map_release(&map);
}

Test(filter, finds_what_answers_every_term)
{
    static const struct {
        const char *expression;
        enum node_kind kind;
        const char *persona, *names;
    } rows[] = {
        { "channel=phone", KIND_TOUCHPOINT, NULL, "Advert|" },
        { "channel!=phone", KIND_TOUCHPOINT, NULL, "Search|Café |" },
        { "!channel=phone emotion>0", KIND_TOUCHPOINT, NULL, "Search|" },
        { "emotion<0", KIND_TOUCHPOINT, "ben", "Café |" },
        { "emotion<0", KIND_TOUCHPOINT, "ana", "Advert|Café |" },
        { "emotion<=-1 emotion>=-1", KIND_TOUCHPOINT, "ben", "Café |" },
        { "cafe", KIND_TOUCHPOINT, NULL, "Café |" },
        { "ΤΗΛΕΦΩΝΟ", KIND_TOUCHPOINT, NULL, "Advert|" },
        { "QUEUE", KIND_TOUCHPOINT, NULL, "Café |" },
        { "severity>=3", KIND_TOUCHPOINT, NULL, "Advert|" },
        { "!severity>=3", KIND_TOUCHPOINT, NULL, "Search|Café |" },
        { "severity<4", KIND_PAIN, NULL, "Slow a|" },
        { "channel=web", KIND_PAIN, NULL, "Slow a|" },
        { "status=op", KIND_PAIN, NULL, "Phone:|" },
        { "status>open", KIND_PAIN, NULL, "Slow a|" },
        { "owner=ida", KIND_PAIN, NULL, "Slow a|" },
        { "owner=", KIND_PAIN, NULL, "Phone:|" },
        { "stage=look", KIND_PAIN, NULL, "Phone:|Slow a|" },
        { "stage=\"look around\" moment=yes", KIND_TOUCHPOINT, NULL, "Search|" },
        { "people=nia", KIND_TOUCHPOINT, NULL, "Search|" },
        { "due<=2026-12-24", KIND_TOUCHPOINT, NULL, "Advert|" },
        { "due<today", KIND_TOUCHPOINT, NULL, "" },
        { "due<+2w", KIND_TOUCHPOINT, NULL, "Advert|" },
        { "lunch=fala", KIND_TOUCHPOINT, NULL, "Advert|" },
        { "risk=mi", KIND_TOUCHPOINT, NULL, "Advert|" },
        { "risk>low", KIND_TOUCHPOINT, NULL, "Advert|" },
        { "risk>mid", KIND_TOUCHPOINT, NULL, "" },
        { "risk=", KIND_TOUCHPOINT, NULL, "Search|Café |" },
        { "cost=5", KIND_TOUCHPOINT, NULL, "" },
        { "cost>9", KIND_TOUCHPOINT, NULL, "Advert|" },
        { "since<2026-04-01", KIND_TOUCHPOINT, NULL, "Advert|" },
        { "since>today", KIND_TOUCHPOINT, NULL, "" },
        { "ｅｍｏｔｉｏｎ＜０　ｃａｆé", KIND_TOUCHPOINT, NULL, "Café |" },
        { "late", KIND_TOUCHPOINT, NULL, "Advert|" },
        { "!late emotion>0", KIND_TOUCHPOINT, NULL, "Search|" },
        { "loud", KIND_TOUCHPOINT, NULL, "Advert|" },
        { "\"loud\"", KIND_TOUCHPOINT, NULL, "" },
        { "loop", KIND_TOUCHPOINT, NULL, "" },
        { "queue wrong", KIND_TOUCHPOINT, NULL,
            "there is no field \"chanel\"; near to it: channel, change, channels" },
        { "ownr=ida", KIND_PAIN, NULL, "there is no field \"ownr\"; near to it: owner" },
        { "", KIND_TOUCHPOINT, NULL, "Advert|Search|Café |" },
        { "!", KIND_TOUCHPOINT, NULL, "" },
        { "emotion<many", KIND_TOUCHPOINT, NULL, "emotion: must be -2..2, found many" },
        { "severity>=", KIND_PAIN, NULL, "severity: must be 0..4, found nothing" },
        { "!severity=x", KIND_PAIN, NULL, "severity: must be 0..4, found x" },
        { "status=opne", KIND_PAIN, NULL,
            "status: \"opne\" is not allowed; allowed: open, doing, fixed, verified" },
        { "moment=on", KIND_TOUCHPOINT, NULL, "Search|" },
        { "moment=maybe", KIND_TOUCHPOINT, NULL,
            "moment: \"maybe\" is not allowed; allowed: yes, no" },
        { "moment>no", KIND_TOUCHPOINT, NULL,
            "moment: this has no order; write = instead of < or >" },
        { "due<soon", KIND_PAIN, NULL,
            "due: \"soon\" is not allowed; allowed: a date such as 2026-11-21" },
        { "owner<ida", KIND_PAIN, NULL, "owner: this has no order; write = instead of < or >" },
        { "stage>look", KIND_PAIN, NULL, "stage: this has no order; write = instead of < or >" },
        { "chanel=web", KIND_TOUCHPOINT, NULL,
            "there is no field \"chanel\"; near to it: channel, change, channels" },
        { "qqqqqqqqqqqqq=1", KIND_TOUCHPOINT, NULL,
            "there is no field \"qqqqqqqqqqqqq\"; words to find stand alone: slow queue" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf names = BUF_INIT;
        found(rows[i].expression, rows[i].kind, rows[i].persona, &names);
        cr_expect_str_eq(
            names.data ? names.data : "", rows[i].names, "%s: %s", rows[i].expression, names.data);
        buf_release(&names);
    }
}

Test(filter, knows_words_near_to_one_that_is_in_no_text)
{
    static const struct {
        const char *expression, *near;
    } rows[] = { { "qeue", "queue, true" }, { "τηλεφονο", "τηλεφωνο" }, { "queue", "" },
        { "!qeue", "" }, { "emotion<0 anwsers", "answers" }, { "zzzzzz", "" } };
    struct map map;
    read_map(&map, slice_of(text));
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct filter filter;
        struct buf near = BUF_INIT, why = BUF_INIT;
        cr_assert(
            filter_parse(&filter, &map, slice_of(rows[i].expression), 1795269720, NULL, &why));
        struct slice lost = filter_lost_word(&filter, &map);
        if (lost.len)
            near_words_add(&map, lost, &near);
        cr_expect_str_eq(
            near.data ? near.data : "", rows[i].near, "%s: %s", rows[i].expression, near.data);
        filter_release(&filter);
        buf_release(&near);
    }
    map_release(&map);
}
