/* JSON as other programs and assistants write it. */
#include <criterion/criterion.h>

#include "unit/import_support.h"

/* A draft by our schema, which does not ask for "cjm": emotions are ours, and an assumption is one.
 */
Test(import_json, a_draft_by_the_schema_is_our_own)
{
    static const char draft[] =
        "{\"title\": \"T\", \"personas\": [\"Ann\", \"Bob\"], \"stages\": [{\"name\": \"A\",\n"
        " \"touchpoints\": [{\"name\": \"t\", \"emotion\": {\"ann\": 2, \"bob\": 1},\n"
        "  \"evidence\": \"research\", \"pains\": [\"slow\"]}]}]}\n";
    struct buf map = BUF_INIT, said = BUF_INIT;
    expect_import("d.json", draft,
        "title: T\n"
        "personas:\n"
        "  - name: Ann\n"
        "  - name: Bob\n"
        "stages:\n"
        "  - name: A\n"
        "    touchpoints:\n"
        "      - name: t\n"
        "        emotion: {ann: 2, bob: 1}\n"
        "        evidence: research\n"
        "        pains:\n"
        "          - text: slow\n",
        "d.json: it has the keys of our own JSON alone; it is read as that, with emotions from -2 "
        "to 2\n",
        STATUS_OK);
    import_text(
        "d.json", slice_of(draft), &(struct import_options){ .assumption = true }, &map, &said);
    cr_expect_str_eq(map.data,
        "title: T\n"
        "personas:\n"
        "  - name: Ann\n"
        "    evidence: assumption\n"
        "  - name: Bob\n"
        "    evidence: assumption\n"
        "stages:\n"
        "  - name: A\n"
        "    touchpoints:\n"
        "      - name: t\n"
        "        emotion: {ann: 2, bob: 1}\n"
        "        evidence: assumption\n"
        "        pains:\n"
        "          - text: slow\n"
        "            evidence: assumption\n",
        "%s", map.data);
    buf_release(&map);
    buf_release(&said);
}

/* The same keys, but an emotion that is none of ours. */
Test(import_json, emotions_of_personas_on_another_scale)
{
    expect_import("e.json",
        "{\"title\": \"T\", \"personas\": {\"p1\": \"Ann\", \"Bob\": {\"role\": \"x\"}},\n"
        " \"stages\": [{\"name\": \"A\", \"touchpoints\": [{\"name\": \"t\",\n"
        "  \"emotion\": {\"Ann\": 5, \"bob\": 1.5e0}}]}]}\n",
        "title: T\n"
        "personas:\n"
        "  - name: Ann\n"
        "  - name: Bob\n"
        "    role: x\n"
        "stages:\n"
        "  - name: A\n"
        "    touchpoints:\n"
        "      - name: t\n"
        "        feeling: 1.5 (1..5)\n"
        "        emotion: {ann: 2, bob: -2}\n",
        "", STATUS_OK);
}

Test(import_json, one_of_several_journeys)
{
    static const char two[] = "[{\"title\": \"X\", \"stages\": [\"A\"]},\n"
                              " {\"title\": \"Y\", \"stages\": [\"B\"]}]\n";
    struct buf map = BUF_INIT, said = BUF_INIT;
    expect_import("t.json", two, "",
        "t.json:1: journey 1: X\n"
        "t.json:2: journey 2: Y\n"
        "t.json: there are 2 journeys in it; pick one with --nth N\n",
        STATUS_BAD);
    import_text("t.json", slice_of(two), &(struct import_options){ .nth = 2 }, &map, &said);
    cr_expect_str_eq(map.data, "title: \"Y\"\nstages:\n  - name: B\n", "%s", map.data);
    buf_clear(&map);
    enum status status = import_text("t.csv", SLICE("Stage,Touchpoint\nA,B\n"),
        &(struct import_options){ .nth = 2 }, &map, &said);
    cr_expect_eq(status, STATUS_BAD, "there is one alone: %s", said.data);
    buf_release(&map);
    buf_release(&said);
}

/* Keys of what has no field, what is false, and nodes and stages without a place or a name. */
Test(import_json, loses_nothing)
{
    expect_import("l.json",
        "{\"extra\": {\"a\": 1, \"b\": [2, 3]}, \"flag\": false,\n"
        " \"stages\": [{\"touchpoints\": {\"t1\": \"web\", \"Search\": \"y\"}}]}\n",
        "title: l\n"
        "notes: |-\n  extra: a: 1; b: 2; 3\n  flag: false\n"
        "stages:\n"
        "  - name: \"1\"\n"
        "    touchpoints:\n"
        "      - name: web\n"
        "      - name: Search\n"
        "        notes: \"Search: y\"\n",
        "l.json:2: a stage has no name; it is called \"1\"\n"
        "l.json:2: \"Search\" has no field here; it is kept in the notes\n"
        "l.json:1: \"extra\" has no field here; it is kept in the notes\n"
        "l.json:1: \"flag\" has no field here; it is kept in the notes\n",
        STATUS_FOUND);
    expect_import("n.json",
        "{\"stages\": [{\"id\": \"s\", \"name\": \"A\"}],\n"
        " \"nodes\": [{\"stageId\": \"s\", \"description\": \"d\"},\n"
        "  {\"stageId\": \"q\", \"title\": \"lost\", \"a\": 1}]}\n",
        "title: \"n\"\n"
        "notes: \"stageId: q; title: lost; a: 1\"\n"
        "stages:\n"
        "  - name: A\n"
        "    touchpoints:\n"
        "      - name: d\n"
        "        doing: d\n",
        "n.json:3: the node \"lost\" is in no stage; it is kept in the notes\n", STATUS_FOUND);
}
