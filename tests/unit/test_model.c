#include <criterion/criterion.h>

#include <stdlib.h>

#include "insight/summary.h"
#include "model/edit/edit.h"
#include "model/edit/per_persona.h"
#include "model/ids.h"
#include "store/store.h"
#include "support.h"
#include "unit/random_edits.h"
#include "unit/store_support.h"

static const char sample[] = "cjm: 1\n"
                             "title: Sample\n"
                             "personas: [Anna, Ben]\n"
                             "paths: [quick, slow]\n"
                             "stages:\n"
                             "  - name: One\n"
                             "    touchpoints:\n"
                             "      - name: Website\n"
                             "        emotion: {anna: -2, ben: 1}\n"
                             "        pains: [Slow, Slow]\n"
                             "      - name: Website\n"
                             "        emotion: 2\n"
                             "        paths: [slow]\n"
                             "  - name: Two\n"
                             "    touchpoints: [Phone]\n";

static struct node *found(const struct map *map, const char *id)
{
    struct node *node = map_find(map, slice_of(id));
    cr_assert_not_null(node, "there is no node %s", id);
    return node;
}

Test(model, parses_what_people_type)
{
    static const struct {
        enum field field;
        const char *typed, *wanted; /* NULL: refused */
    } rows[] = {
        { TOUCHPOINT_EMOTION, "+1", "1" },
        { TOUCHPOINT_EMOTION, " -2 ", "-2" },
        { TOUCHPOINT_EMOTION, "−1", "-1" },
        { TOUCHPOINT_EMOTION, "3", NULL },
        { TOUCHPOINT_EMOTION, "1e3", NULL },
        { TOUCHPOINT_EMOTION, "99999999999999999999", NULL },
        { TOUCHPOINT_MOMENT, "y", "true" },
        { TOUCHPOINT_MOMENT, "NO", "false" },
        { TOUCHPOINT_MOMENT, "tr", "true" },
        { TOUCHPOINT_MOMENT, "maybe", NULL },
        { TOUCHPOINT_WHEN, "d", "during" },
        { TOUCHPOINT_WHEN, "", NULL },
        { TOUCHPOINT_EVIDENCE, "res", "research" },
        { MAP_MARKET, "b2", NULL },
        { MAP_MARKET, "b2c", "b2c" },
        { MAP_REVIEWED, "2026-02-29", NULL },
        { MAP_REVIEWED, "2028-02-29", "2028-02-29" },
        { MAP_REVIEWED, "2026-2-9", NULL },
        { MAP_REVIEWED, "today", "2026-11-21" },
        { MAP_REVIEWED, "+2w", "2026-12-05" },
        { MAP_REVIEWED, "+1m", "2026-12-21" },
        { MAP_REVIEW_EVERY, "3 months", "3 months" },
        { MAP_REVIEW_EVERY, "3mo", "3 months" },
        { MAP_REVIEW_EVERY, "1 w", "1 week" },
        { TOUCHPOINT_DURATION, "20m", "20 min" },
        { MAP_REVIEWED, "+12y", "2038-11-21" },
        { MAP_REVIEWED, "+100d", "2027-03-01" },
        { MAP_REVIEWED, "+1mo", "2026-12-21" },
        { MAP_REVIEWED, "+12x", NULL },
        { MAP_REVIEWED, "+abc", NULL },
        { MAP_REVIEWED, "+5", NULL },
        { MAP_REVIEWED, "+d", NULL },
        { MAP_REVIEWED, "+-1d", NULL },
        { MAP_REVIEWED, "+1000d", NULL },
        { TOUCHPOINT_DURATION, "soon", "soon" },
        { TOUCHPOINT_DURATION, "3-6 Weeks", "3-6 weeks" },
        { TOUCHPOINT_DURATION, "2 ΏΡΕΣ", "2 hours" },
        { TOUCHPOINT_DURATION, "１ 个月", "1 month" },
        { TOUCHPOINT_DURATION, "1 h 30 min", "1 h 30 min" },
        { MAP_REVIEW_EVERY, "3 μήνες", "3 months" },
        { MAP_REVIEW_EVERY, "3-6 weeks", NULL },
        { MAP_REVIEW_EVERY, "soon", NULL },
        { MAP_REVIEW_EVERY, "999999 days", "999999 days" },
        { MAP_REVIEW_EVERY, "1000000 days", NULL },
        { MAP_REVIEW_EVERY, "10000001d", NULL },
        { PERSONA_PHOTO, "https://e.org/a.jpg", "https://e.org/a.jpg" },
        { PERSONA_PHOTO, "ftp://e.org/a.jpg", NULL },
        { PERSONA_PHOTO, "/etc/passwd", NULL },
        { PERSONA_PHOTO, "~/a.jpg", NULL },
        { PERSONA_PORTRAIT, "12345678901234567890", "12345678901234567890" },
        { PERSONA_PORTRAIT, "123456789012345678901", NULL },
        { PERSONA_PORTRAIT, "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11", NULL },
        { STAGE_MAP, "../maps/pay.yaml#checkout", "../maps/pay.yaml#checkout" },
        { STAGE_MAP, "https://e.org/pay.yaml", NULL },
        { STAGE_MAP, "c:\\pay.yaml", NULL },
        { TOUCHPOINT_CHANNEL, "web", "web" },
        { TOUCHPOINT_CHANNEL, "web; ; ", "web" },
        { IDEA_CONFIDENCE, "0.8", "0.8" },
        { IDEA_CONFIDENCE, "1.5", NULL },
        { IDEA_CONFIDENCE, "1e0", NULL },
        { IDEA_REACH, "1200", "1200" },
        { TOUCHPOINT_DOING, "  as it is ", "  as it is " },
    };
    setenv("TZ", "UTC", 1);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf out = BUF_INIT, why = BUF_INIT;
        bool good = field_parse(rows[i].field, slice_of(rows[i].typed), 1795262400, &out, &why);
        cr_expect_eq(good, rows[i].wanted != NULL, "%s: %s", rows[i].typed, why.data);
        if (good && rows[i].wanted)
            cr_expect_str_eq(out.data, rows[i].wanted, "%s became %s", rows[i].typed, out.data);
        cr_expect(good || why.len > 0, "%s is refused without a reason", rows[i].typed);
        buf_release(&out);
        buf_release(&why);
    }
}

Test(model, derives_ids)
{
    static const struct {
        const char *headline, *slug;
    } rows[] = {
        { "3-D Secure", "3-d-secure" },
        { "  Café & Bar!  ", "café-bar" },
        { "Ηλεκτρονικό ΚΑΛΑΘΙ", "ηλεκτρονικό-καλαθι" },
        { "网店 下单", "网店-下单" },
        { "***", "touchpoint" },
        { "", "touchpoint" },
        { "-x-", "x" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf slug = BUF_INIT;
        id_slug(KIND_TOUCHPOINT, slice_of(rows[i].headline), &slug);
        cr_expect_str_eq(slug.data, rows[i].slug);
        buf_release(&slug);
    }
    struct map map;
    read_map(&map, slice_of(sample));
    found(&map, "website-2");
    found(&map, "slow-2");
    cr_expect_eq(found(&map, "anna")->kind, KIND_PERSONA);
    map_release(&map);
}

static void note_difference(struct node *node, void *context)
{
    buf_addf(context, "%s ", node->id);
}

Test(model, keeps_ids_when_names_and_places_change)
{
    struct map map;
    struct undo undo;
    struct buf differing = BUF_INIT;
    read_map(&map, slice_of(sample));
    undo_init(&undo, &map);
    ids_check(&map, note_difference, &differing);
    cr_expect_str_eq(differing.data, "");
    struct node *website = found(&map, "website");
    edit_set(&undo, website, TOUCHPOINT_NAME, SLICE("Shop"));
    cr_expect_eq(found(&map, "website"), website);
    ids_check(&map, note_difference, &differing);
    cr_expect_str_eq(differing.data, "website ", "found: %s", differing.data);
    edit_remove(&undo, website);
    cr_expect_null(map_find(&map, SLICE("website")));
    cr_expect_null(map_find(&map, SLICE("slow")), "what is below a removed node is gone too");
    undo_undo(&undo);
    found(&map, "slow-2");
    buf_release(&differing);
    undo_release(&undo);
    map_release(&map);
}

Test(model, reads_and_writes_emotions_of_personas)
{
    struct map map;
    struct buf value = BUF_INIT;
    read_map(&map, slice_of(sample));
    struct node *first = found(&map, "website"), *second = found(&map, "website-2");
    cr_expect_eq(touchpoint_emotion(first, "anna"), -2);
    cr_expect_eq(touchpoint_emotion(first, NULL), -1, "the mean, halves away from zero");
    cr_expect_eq(touchpoint_emotion(second, "anna"), 2, "one value is everyone's");
    cr_expect_eq(touchpoint_emotion(found(&map, "phone"), "ben"), EMOTION_NONE);
    touchpoint_emotion_with(&map, second, "ben", -1, &value);
    cr_expect(slice_equal(buf_slice(&value), SLICE("anna\0002\0ben\0-1\0")));
    buf_clear(&value);
    touchpoint_emotion_with(&map, first, "anna", EMOTION_NONE, &value);
    cr_expect(slice_equal(buf_slice(&value), SLICE("ben\0001\0")));
    buf_release(&value);
    struct undo undo;
    undo_init(&undo, &map);
    cr_expect_eq(emotions_apart(first), 3);
    cr_expect_eq(emotions_apart(second), 0, "one value is everyone's");
    edit_set(&undo, first, TOUCHPOINT_EMOTION, (struct slice){ "ben\0001\0anna\0-2", 13 });
    cr_expect_eq(touchpoint_emotion(first, NULL), -1, "in any order");
    edit_remove(&undo, found(&map, "anna"));
    cr_expect_eq(touchpoint_emotion(first, NULL), 1, "who is not in the map has no say");
    cr_expect_eq(emotions_apart(first), 0);
    edit_remove(&undo, found(&map, "ben"));
    cr_expect_eq(touchpoint_emotion(first, NULL), EMOTION_NONE);
    undo_undo(&undo);
    undo_undo(&undo);
    cr_expect_eq(touchpoint_emotion(first, NULL), -1);
    undo_release(&undo);
    map_release(&map);
}

static void expect_same_summary(const struct summary *kept, const struct map *map, int step)
{
    struct summary fresh;
    summary_compute(&fresh, map, kept->persona, kept->path);
    cr_assert_eq(kept->high, fresh.high, "high after edit %d", step);
    cr_assert_eq(kept->low, fresh.low, "low after edit %d", step);
    cr_assert_eq(kept->end, fresh.end, "end after edit %d", step);
    cr_assert_eq(kept->scored, fresh.scored, "scored after edit %d", step);
    cr_assert_eq(kept->touchpoints, fresh.touchpoints, "touchpoints after edit %d", step);
    cr_assert_eq(kept->known, fresh.known, "known after edit %d", step);
}

static void tell_summary(void *context, const struct edit *edit)
{
    summary_edit(context, edit);
}

/* Whatever is edited: undo brings back each byte, redo each byte again, and the summary that
 * follows edit by edit is the one computed anew. */
Test(model, undoes_and_redoes_everything, .timeout = 20)
{
    uint64_t state = 42;
    for (int round = 0; round < 12; round++) {
        struct map map;
        struct undo undo;
        struct summary summary;
        struct buf start = BUF_INIT, end = BUF_INIT, now = BUF_INIT;
        read_map(&map, slice_of(sample));
        undo_init(&undo, &map);
        summary_compute(&summary, &map, round % 2 ? "anna" : NULL, round % 3 == 2);
        undo.listener = (struct edit_listener){ tell_summary, &summary };
        store_canonical(&map, &start);
        for (int step = 0; step < 150; step++) {
            if (step % 8 == 3)
                random_lane_edit(&state, &undo);
            else if (step % 8 == 5)
                random_unknown_edit(&state, &undo);
            else
                random_edit(&state, &undo);
            summary_update(&summary);
            expect_same_summary(&summary, &map, step);
            if (random_below(&state, 8) == 0)
                undo_undo(&undo);
        }
        while (undo_redo(&undo))
            ;
        store_canonical(&map, &end);
        while (undo_undo(&undo))
            ;
        store_canonical(&map, &now);
        cr_assert_str_eq(now.data, start.data);
        while (undo_redo(&undo))
            ;
        buf_clear(&now);
        store_canonical(&map, &now);
        cr_assert_str_eq(now.data, end.data);
        buf_release(&start);
        buf_release(&end);
        buf_release(&now);
        undo_release(&undo);
        map_release(&map);
    }
}

Test(model, groups_edits_and_knows_what_is_saved)
{
    struct map map;
    struct undo undo;
    read_map(&map, slice_of(sample));
    undo_init(&undo, &map);
    struct node *phone = found(&map, "phone");
    cr_expect(!undo_modified(&undo));
    undo_begin(&undo);
    edit_set(&undo, phone, TOUCHPOINT_CHANNEL, SLICE("phone"));
    edit_set(&undo, phone, TOUCHPOINT_EMOTION, SLICE("1"));
    undo_end(&undo);
    cr_expect(undo_modified(&undo));
    undo_mark_saved(&undo);
    undo_undo(&undo);
    cr_expect(!node_has(phone, TOUCHPOINT_CHANNEL), "one undo takes back the group");
    cr_expect(undo_modified(&undo));
    undo_redo(&undo);
    cr_expect(!undo_modified(&undo), "what was redone is what was saved");
    undo_undo(&undo);
    edit_set_int(&undo, phone, TOUCHPOINT_EMOTION, 2);
    undo_undo(&undo);
    cr_expect(undo_modified(&undo), "the saved state can't be reached any more");
    edit_set(&undo, phone, TOUCHPOINT_CHANNEL, SLICE_NONE);
    cr_expect_null(undo_undo(&undo), "setting nothing to nothing is no edit");
    undo_release(&undo);
    map_release(&map);
}
