#include "insight/compare.h"

#include <criterion/criterion.h>
#include <time.h>

#include "insight/order.h"
#include "unit/store_support.h"

#define HEAD "cjm: 1\ntitle: T\n"

static void describe_with(struct slice old, struct slice new, const char *mark, struct buf *out)
{
    struct map a, b;
    struct match match;
    struct changes changes = CHANGES_INIT;
    read_map(&a, old);
    read_map(&b, new);
    match_maps(&match, &a, &b, true);
    compare_maps(&match, &a, &b, &changes);
    for (size_t i = 0; i < changes.count; i++) {
        if (change_is_of_guide(&changes.items[i]))
            buf_adds(out, "guide: ");
        change_describe(&changes.items[i], mark, out);
        buf_add_char(out, '\n');
    }
    changes_release(&changes);
    match_release(&match);
    map_release(&a);
    map_release(&b);
}

static void describe_all(struct slice old, struct slice new, struct buf *out)
{
    describe_with(old, new, "~", out);
}

#define LONG "A very long name of a touchpoint that ends in "

Test(compare, cuts_no_name_where_nothing_is_cut)
{
    struct buf found = BUF_INIT;
    describe_with(SLICE(HEAD "stages: [{name: S, touchpoints: [" LONG "one, " LONG "two]}]\n"),
        SLICE(HEAD "stages: [{name: S, touchpoints: [{name: " LONG "one, emotion: 1}]}]\n"), NULL,
        &found);
    cr_expect_str_eq(
        found.data, LONG "one: emotion set to 1\nS: touchpoint removed: " LONG "two\n");
    buf_release(&found);
}

/* The CPU time of a comparison of two maps of `size` items. */
static double time_of(const char *head, const char *old, const char *new, unsigned size)
{
    struct buf a = BUF_INIT, b = BUF_INIT, out = BUF_INIT;
    buf_addf(&a, HEAD "%s", head);
    buf_addf(&b, HEAD "%s", head);
    for (unsigned i = 0; i < size; i++) {
        buf_addf(&a, "      - %s%u\n", old, i);
        buf_addf(&b, "      - %s%u\n", new, i);
    }
    clock_t start = clock();
    describe_all(buf_slice(&a), buf_slice(&b), &out);
    double took = (double)(clock() - start) / CLOCKS_PER_SEC;
    buf_release(&a);
    buf_release(&b);
    buf_release(&out);
    return took;
}

/* Four times as much takes four times as long; by the square it would be sixteen. */
Test(compare, grows_with_the_maps, .timeout = 60)
{
    static const struct {
        const char *head, *old, *new;
    } rows[] = {
        { "links:\n", "a", "b" },
        { "stages:\n  - name: S\n    touchpoints:\n", "a", "b" },
        { "stages:\n  - name: S\n    touchpoints:\n", "Website #", "Website #" },
        { "stages:\n  - name: S\n    touchpoints:\n", "Website #",
            "{name: Website, emotion: 1} #" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double small = time_of(rows[i].head, rows[i].old, rows[i].new, 5000);
        double large = time_of(rows[i].head, rows[i].old, rows[i].new, 20000);
        cr_expect(large < 9 * small + 0.05, "row %zu: %.3f s, then %.3f s", i, small, large);
    }
}

Test(compare, says_what_changed)
{
    static const struct {
        const char *old, *new, *expected;
    } rows[] = {
        { "", "", "" },
        /* fields */
        { "stages: [{name: Purchase, touchpoints: [{name: 3-D Secure, emotion: -2}]}]\n",
            "stages: [{name: Purchase, touchpoints: [{name: 3-D Secure, emotion: 0}]}]\n",
            "3-D Secure: emotion -2 -> 0\n" },
        { "stages: [{name: A, touchpoints: [{name: Web, doing: Waits for the code}]}]\n",
            "stages: [{name: A, touchpoints: [{name: Web, doing: Waits, importance: 3}]}]\n",
            "Web: doing \"Waits for the code\" -> \"Waits\"\nWeb: importance set to 3\n" },
        { "stages: [{name: A, goal: g, touchpoints: [Web]}, {name: B, touchpoints: [Web]}]\n",
            "stages: [{name: A, touchpoints: [Web]}, {name: B, touchpoints: [{name: Web, moment: "
            "true}]}]\n",
            "A: goal \"g\" -> not set\nB / Web: moment set to yes\n" },
        { "goal: a\nmine: [1, 2]\n", "goal: \"b\\nc\\e[1m\"\nmine: [1]\nnew: x\n",
            "map: goal \"a\" -> \"b\xE2\x86\xB5"
            "c\xE2\x90\x9B[1m\"\nmap: mine [1, 2] -> [1]\nmap: new set to x\n" },
        { "goal: a\n",
            "goal: 0123456789012345678901234567890123456789012345678901234567890123456789\n",
            "map: goal \"a\" -> \"01234567890123456789012345678901234567890123456~\"\n" },
        { "personas: [{name: Anna, goals: [a, b], channels: [web, app]}]\n",
            "personas: [{name: Anna, goals: [b, c], channels: [app, web]}]\n",
            "Anna: goals: added \"c\", removed \"a\"\nAnna: channels put in another order\n" },
        { "stages: [{name: A, touchpoints: [{name: T, channel: web}, {name: U, channel: "
          "[web]}]}]\n",
            "stages: [{name: A, touchpoints: [{name: T, channel: [web]}, {name: U, channel: "
            "[app]}]}]"
            "\n",
            "U: channel: added \"app\", removed \"web\"\n" },
        /* per persona */
        { "personas: [Anna, Ben]\nstages: [{name: A, touchpoints: [{name: Web, emotion: {anna: 1, "
          "ben: 0}}, {name: App, emotion: 1}, {name: B, emotion: 1}]}]\n",
            "personas: [Anna, Ben]\nstages: [{name: A, touchpoints: [{name: Web, emotion: {anna: "
            "1, ben: -2}}, {name: App, emotion: {ben: 2}}, {name: B, emotion: {anna: 1, ben: "
            "1}}]}]\n",
            "Web: emotion (Ben) 0 -> -2\nApp: emotion (Anna) 1 -> not set, (Ben) 1 -> 2\n"
            "B: emotion written for each persona\n" },
        /* what is below a touchpoint */
        { "stages: [{name: A, touchpoints: [{name: Web, pains: [{text: Slow, severity: 3}, Old]}]}]"
          "\nparking: [x]\n",
            "stages: [{name: A, touchpoints: [{name: Web, pains: [{text: Slow, severity: 4}], "
            "quotes: [Hm]}]}]\nparking: [x, z]\n",
            "Web: quote added: Hm\nWeb: pain \"Slow\": severity 3 -> 4\nWeb: pain removed: Old\n"
            "note added: z\n" },
        /* lists */
        { "stages: [{name: Purchase, touchpoints: [A, B, C]}, Delivery]\n",
            "stages: [{name: Purchase, touchpoints: [A, Order mail, Bill, C]}, Delivery, After]\n",
            "Purchase: touchpoint removed: B\nPurchase: touchpoint added: Order mail\n"
            "Purchase: touchpoint added: Bill\n"
            "stage added: After\n" },
        { "stages: [{name: Purchase, touchpoints: [A, B, C]}, Delivery]\n",
            "stages: [{name: Purchase, touchpoints: [B, C]}, {name: Delivery, touchpoints: [A]}]\n",
            "A: moved from \"Purchase\" to \"Delivery\"\n" },
        { "stages: [{name: Purchase, touchpoints: [A, B, C, D]}]\n",
            "stages: [{name: Purchase, touchpoints: [D, A, C, B]}]\n",
            "D: moved to the front\nC: moved after \"A\"\n" },
        { "stages: [{name: Old, touchpoints: [A]}]\n",
            "stages: [{name: New, goal: g, owner: o, touchpoints: [B, A]}]\n",
            "stage removed: Old\nstage added: New\nA: moved from \"Old\" to \"New\"\n" },
        /* renamed by hand */
        { "stages: [{name: Old, goal: g, touchpoints: [A, B]}]\n",
            "stages: [{name: New, goal: g, touchpoints: [A, B]}]\n",
            "Old: name \"Old\" -> \"New\"\n" },
        { "stages: [{name: S, touchpoints: [A, TV ad, C]}]\n",
            "stages: [{name: S, touchpoints: [A, Poster, C]}]\n",
            "TV ad: name \"TV ad\" -> \"Poster\"\n" },
        { "stages: [{name: S, touchpoints: [{name: Web, pains: [{text: Code is to late, severity: "
          "3}, {text: Slow, severity: 3}]}]}]\n",
            "stages: [{name: S, touchpoints: [{name: Web, pains: [{text: Code is too late, "
            "severity: 2}, {text: Slow, severity: 3}]}]}]\n",
            "Web: pain \"Code is to late\" -> \"Code is too late\"\n"
            "Web: pain \"Code is too late\": severity 3 -> 2\n" },
        { "stages: [{name: S, touchpoints: [{name: Web, pains: [{text: One, severity: 3}]}]}]\n",
            "stages: [{name: S, touchpoints: [{name: Web, pains: [{text: Two, severity: 1}]}]}]\n",
            "Web: pain removed: One\nWeb: pain added: Two\n" },
        { "stages: [{name: S, touchpoints: [Search]}]\n",
            "stages: [{name: S, touchpoints: [Google]}]\n",
            "S: touchpoint removed: Search\nS: touchpoint added: Google\n" },
        /* twins get other ids when another one comes before them */
        { "stages: [{name: S, touchpoints: [{name: Web, emotion: 1}]}]\n",
            "stages: [{name: R, touchpoints: [Web]}, {name: S, touchpoints: [{name: Web, emotion: "
            "2}]}]\n",
            "stage added: R\nS / Web: emotion 1 -> 2\n" },
        { "stages: [{name: S, touchpoints: [A, {name: Old, doing: x, evidence: partial, pains: "
          "[Slow]}]}]\n",
            "stages: [{name: S, touchpoints: [{name: N, pains: [Slow]}, A, {name: New, doing: x, "
            "evidence: partial, pains: [Slow]}]}]\n",
            "S: touchpoint added: N\nOld: name \"Old\" -> \"New\"\n" },
        /* the guide's own */
        { "", "guide: [{step: frame, used: 3}]\npreset: full\n",
            "guide: map: preset set to full\nguide: step added: frame\n" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf old = BUF_INIT, new = BUF_INIT, found = BUF_INIT;
        buf_addf(&old, HEAD "%s", rows[i].old);
        buf_addf(&new, HEAD "%s", rows[i].new);
        describe_all(buf_slice(&old), buf_slice(&new), &found);
        cr_expect_str_eq(found.data, rows[i].expected, "row %zu: expected\n%sfound\n%s", i,
            rows[i].expected, found.data);
        buf_release(&old);
        buf_release(&new);
        buf_release(&found);
    }
}

/* By trying all subsets. */
static size_t longest(const size_t *places, size_t count)
{
    size_t best = 0;
    for (unsigned set = 0; set < 1u << count; set++) {
        size_t length = 0, last = 0;
        bool rising = true;
        for (size_t i = 0; i < count; i++)
            if (set >> i & 1) {
                rising = rising && (!length || places[i] > last);
                last = places[i];
                length++;
            }
        best = rising && length > best ? length : best;
    }
    return best;
}

Test(compare, moves_as_few_as_can_be)
{
    uint64_t state = 7;
    for (int round = 0; round < 200; round++) {
        size_t places[8], count = random_below(&state, 9), stay = 0, last = 0;
        bool stays[8];
        for (size_t i = 0; i < count; i++)
            places[i] = i;
        for (size_t i = count; i > 1; i--) {
            size_t other = random_below(&state, (unsigned)i), place = places[i - 1];
            places[i - 1] = places[other];
            places[other] = place;
        }
        order_find_staying(places, count, stays);
        for (size_t i = 0; i < count; i++)
            if (stays[i]) {
                cr_expect(!stay || places[i] > last);
                last = places[i];
                stay++;
            }
        cr_expect_eq(stay, longest(places, count), "round %d", round);
    }
}
