/* A map becomes another one by edits: few of them, and what is in both stays the same. */
#include "model/edit/become.h"

#include <criterion/criterion.h>

#include "unit/random_edits.h"
#include "unit/store_support.h"

static const char text[] = "cjm: 1\n"
                           "title: A shop\n"
                           "personas: [Anna]\n"
                           "stages:\n"
                           "  - name: Look\n"
                           "    touchpoints:\n"
                           "      - name: Advert\n"
                           "        pains: [Loud, Late]\n"
                           "      - Search\n"
                           "      - Shop\n"
                           "      - name: Call\n"
                           "        own: [a, b]\n"
                           "  - name: Buy\n"
                           "    touchpoints: [Queue, Till]\n"
                           "parking: [Later]\n";

struct scene {
    struct map map, wanted;
    struct undo undo, undo_of_wanted;
};

static void begin(struct scene *s)
{
    *s = (struct scene){ 0 };
    read_map(&s->map, slice_of(text));
    read_map(&s->wanted, slice_of(text));
    undo_init(&s->undo, &s->map);
    undo_init(&s->undo_of_wanted, &s->wanted);
}

static void expect_same(const struct scene *s, const char *when)
{
    struct buf why = BUF_INIT;
    cr_expect(same_nodes(s->map.root, s->wanted.root, &why), "%s: %s", when, why.data);
    buf_release(&why);
}

static void end(struct scene *s)
{
    undo_release(&s->undo);
    undo_release(&s->undo_of_wanted);
    map_release(&s->map);
    map_release(&s->wanted);
}

Test(become, takes_few_edits)
{
    static const struct {
        const char *script; /* what was done to the other map */
        size_t edits;
    } rows[] = {
        { "", 0 },
        { "set advert name Poster", 1 },
        { "remove advert", 1 },
        { "remove look", 1 },
        { "add look touchpoints 0 Sign", 1 },
        { "move advert look 3", 1 },
        { "move call look 0", 1 },
        { "move advert buy 0; remove look", 6 }, /* what is in it goes one by one */
        { "remove later; remove search; set queue name Line", 3 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct scene s;
        begin(&s);
        edit_by_script(&s.wanted, &s.undo_of_wanted, rows[i].script);
        cr_expect_eq(undo_become(&s.undo, &s.wanted), rows[i].edits, "%s: %zu edits",
            rows[i].script, s.undo.count);
        expect_same(&s, rows[i].script);
        end(&s);
    }
}

/* The cursor stays on it, and one's own edits of it can be undone still. */
Test(become, leaves_what_is_in_both)
{
    struct scene s;
    begin(&s);
    struct node *shop = map_find(&s.map, SLICE("shop"));
    edit_by_script(&s.map, &s.undo, "set shop doing Looks; set search doing Types");
    edit_by_script(&s.wanted, &s.undo_of_wanted,
        "set shop doing Looks; set search doing Reads; move shop buy 1; remove look");
    undo_become(&s.undo, &s.wanted);
    expect_same(&s, "moved");
    cr_expect_eq(map_find(&s.map, SLICE("shop")), shop);
    while (undo_undo(&s.undo))
        ;
    cr_expect(shop->parent && !node_has(shop, TOUCHPOINT_DOING), "its own is undone");
    cr_expect_eq(node_index(shop), 1, "and it stays where the other map has it");
    end(&s);
}

Test(become, becomes_any_map)
{
    uint64_t state = 5;
    for (int round = 0; round < 200; round++) {
        struct scene s;
        begin(&s);
        for (unsigned i = random_below(&state, 30); i > 0; i--)
            random_edit(&state, &s.undo);
        for (unsigned i = random_below(&state, 30); i > 0; i--) {
            random_edit(&state, &s.undo_of_wanted);
            random_unknown_edit(&state, &s.undo_of_wanted);
        }
        undo_become(&s.undo, &s.wanted);
        expect_same(&s, "random");
        cr_expect_eq(undo_become(&s.undo, &s.wanted), 0);
        end(&s);
    }
}
