/* Tables as people make them, beside those of the shared cases. */
#include <criterion/criterion.h>

#include "unit/import_support.h"

/* What we call a feeling stands beside an emotion; alone it is the emotion, whatever the rest is.
 */
Test(import_tables, a_feeling_alone_is_the_emotion)
{
    expect_import("f.csv",
        "Stage,Touchpoint,Feeling,Thinking\n"
        "Find,Web,😡,why\n"
        ",Mail,Curious but sceptical,\n"
        ",Phone,0,\n",
        "title: f\n"
        "stages:\n"
        "  - name: Find\n"
        "    touchpoints:\n"
        "      - name: Web\n"
        "        thinking: why\n"
        "        emotion: -2\n"
        "      - name: Mail\n"
        "        feeling: Curious but sceptical\n"
        "      - name: Phone\n"
        "        emotion: 0\n",
        "f.csv: 1 feeling is in words, no emotion was guessed; score it in step 7 of the guide\n",
        STATUS_OK);
    expect_import("s.csv",
        "Stage,Touchpoint,Channel,Satisfaction\n"
        "A,B,web,2\n"
        "A,C,web,5\n",
        "title: s\n"
        "stages:\n"
        "  - name: A\n"
        "    touchpoints:\n"
        "      - name: B\n"
        "        channel: web\n"
        "        emotion: -1\n"
        "      - name: C\n"
        "        channel: web\n"
        "        emotion: 2\n",
        "", STATUS_OK);
    expect_import("o.csv",
        "Stage,Touchpoint,Feeling,Emotion\n"
        "A,B,5,\n",
        "title: o\n"
        "stages:\n"
        "  - name: A\n"
        "    touchpoints:\n"
        "      - name: B\n"
        "        feeling: \"5\"\n",
        "", STATUS_OK);
}

/* Other words than ours under our own labels; what is no word is told once. */
Test(import_tables, words_of_others_under_our_labels)
{
    expect_import("w.csv",
        "Stage,Touchpoint,Evidence,Moment of truth,Importance\n"
        "A,B,high,x,5\n"
        "A,C,hypothesis,no,high\n",
        "title: w\n"
        "stages:\n"
        "  - name: A\n"
        "    touchpoints:\n"
        "      - name: B\n"
        "        importance: 5\n"
        "        moment: true\n"
        "        evidence: research\n"
        "      - name: C\n"
        "        moment: false\n"
        "        evidence: assumption\n"
        "        notes: \"Importance: high\"\n",
        "w.csv:3: \"high\" is no value for \"Importance\"; it is kept in the notes\n",
        STATUS_FOUND);
}

/* The first of two header rows has a label; a lane goes on where its label was merged. */
Test(import_tables, lanes_below_a_row_of_phases)
{
    expect_import("l.csv",
        "Phase,Research,,Buy\n"
        ",Search,Compare,Pay\n"
        "Actions,x,,y\n"
        ",x2,,\n"
        "Emotion,3,4,5\n",
        "title: l\n"
        "stages:\n"
        "  - name: Research\n"
        "    touchpoints:\n"
        "      - name: Search\n"
        "        doing: |-\n          x\n          x2\n"
        "        emotion: 0\n"
        "      - name: Compare\n"
        "        emotion: 1\n"
        "  - name: Buy\n"
        "    touchpoints:\n"
        "      - name: Pay\n"
        "        doing: \"y\"\n"
        "        emotion: 2\n",
        "", STATUS_OK);
}

Test(import_tables, a_quote_that_does_not_end_is_told)
{
    expect_import("q.csv", "Stage,Touchpoint\nA,B\nA,\"C\nA,D\n",
        "title: q\n"
        "stages:\n"
        "  - name: A\n"
        "    touchpoints:\n"
        "      - name: B\n"
        "      - name: C A,D\n",
        "q.csv:3: the quote that begins here does not end; all that follows is in one cell\n",
        STATUS_FOUND);
}

/* A row of touchpoints below headers that name some already is a lane that has no field. */
Test(import_tables, touchpoints_are_named_once)
{
    expect_import("t.csv",
        ",Find\n"
        ",Web\n"
        "Phase\n"
        "Touchpoint,Shop\n"
        "Pain,Slow\n",
        "title: t\n"
        "stages:\n"
        "  - name: Find\n"
        "    touchpoints:\n"
        "      - name: Web\n"
        "        notes: \"Touchpoint: Shop\"\n"
        "        pains:\n"
        "          - text: Slow\n",
        "t.csv:4: \"Touchpoint\" has no field here; it is kept in the notes\n", STATUS_OK);
}
