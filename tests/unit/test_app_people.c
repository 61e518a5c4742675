#ifdef HAVE_CONFIG_H
#include <config.h>
#endif

/* Personas and what the team does about their journey: sheets, choosing, roles. */
#include <criterion/criterion.h>

#include "app_support.h"
#include "insight/persona.h"
#include "support.h"

static const char team[] = "cjm: 1\n"
                           "title: Team\n"
                           "market: b2b\n"
                           "personas:\n"
                           "  - name: Anna\n"
                           "    role: Owner of a café\n"
                           "    buying_role: approver\n"
                           "    quote: I do not have time.\n"
                           "    goals: [A set that fits the wall, Delivery before Saturday]\n"
                           "    channels: [web, phone]\n"
                           "    assumed: [Delivery before Saturday]\n"
                           "  - name: Ben\n"
                           "    buying_role: user\n"
                           "  - Carl\n"
                           "stages:\n"
                           "  - name: Buy\n"
                           "    touchpoints:\n"
                           "      - name: Pay\n"
                           "        emotion: {anna: -2, ben: 1}\n"
                           "        pains:\n          - text: Slow\n"
                           "        ideas:\n"
                           "          - {text: First, impact: 5, effort: 1}\n"
                           "          - {text: Second, impact: 4, effort: 4, owner: Ida, "
                           "due: 2027-01-31}\n"
                           "          - {text: Third, impact: 1, effort: 5}\n";

/* A new field must be told on the sheet, too. */
Test(people, every_fact_is_in_one_group)
{
    for (enum field field = PERSONA_NAME + 1; field < kind_def(KIND_PERSONA)->end; field++) {
        int found = 0;
        for (const struct fact_group *group = persona_groups; group->title; group++)
            for (const enum field *in = group->fields; *in; in++)
                found += *in == field;
        cr_expect_eq(found, 1, "%s is in %d groups", field_def(field)->key, found);
    }
}

Test(people, show_their_sheets)
{
    struct fixture f;
    open_map(&f, team);
    draw(&f, 80, 24);
    press(&f, K_F3);
    cr_expect(shows(&f, "approver: Owner of a café"));
    press(&f, K_ENTER);
    cr_expect(shows(&f, "1 of 3"));
    static const char *const facts[] = { "In their words", "I do not have time.", "Who",
        "Buying role: approver", "Goals and needs", "- A set that fits the wall", "web, phone",
        "What this rests on", "Assumed: Delivery before Saturday" };
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
        cr_expect(shows(&f, facts[i]), "no \"%s\"", facts[i]);
    cr_expect(!shows(&f, "Frustrations"), "what is not known is not listed");
    press(&f, K_RIGHT);
    cr_expect(shows(&f, "2 of 3") && shows(&f, "Buying role: user"));
    type(&f, "ll");
    cr_expect(shows(&f, "Carl") && shows(&f, "Nothing is known yet"));
    press(&f, K_ENTER);
    cr_expect(shows(&f, "persona: Carl"), "Enter edits");
    type(&f, "j\rCook\rqs");
    cr_expect(shows(&f, "Role: Cook"));
    cr_expect(shows(&f, "evidence: assumption"));
    type(&f, "uuu");
    press(&f, K_ESC);
    cr_expect(shows(&f, "▌Carl"), "the list is where the sheet was");
    type(&f, "\rq\r");
    for (int width = 40; width < 240; width += 7)
        for (int height = 12; height < 60; height += 3)
            draw(&f, width, height);
    close_map(&f);
}

Test(people, leave_a_sheet_that_is_gone)
{
    struct fixture f;
    open_map(&f, "cjm: 1\ntitle: T\n");
    draw(&f, 80, 24);
    press(&f, K_F3);
    type(&f, "aDora\r\r");
    cr_expect(shows(&f, "Nothing is known yet"));
    type(&f, "u");
    cr_expect(shows(&f, "No persona yet"));
    close_map(&f);
}

/* Is the text of `first` above that of `second`? */
static bool above(const struct fixture *f, const char *first, const char *second)
{
    struct buf out = BUF_INIT;
    picture(f, &out);
    const char *a = strstr(out.data, first), *b = strstr(out.data, second);
    bool is = a && b && a < b;
    buf_release(&out);
    return is;
}

Test(people, choose_what_they_do)
{
    struct fixture f;
    open_map(&f, team);
    draw(&f, 80, 24);
    press(&f, K_F5);
    cr_expect(above(&f, "First", "Second") && above(&f, "Second", "Third"));
    type(&f, "jc");
    cr_expect(shows(&f, "▌x    4   4   -  big bet    Second"), "the cursor stays on it");
    cr_expect(above(&f, "Second", "First"));
    cr_expect(shows(&f, "Ida          2027-01-31"));
    type(&f, "c");
    cr_expect(shows(&f, "▌     4   4   -  big bet    Second"));
    cr_expect(above(&f, "First", "Second"));
    press(&f, K_F4);
    type(&f, "c");
    cr_expect(shows(&f, "▌x    0"));
    press(&f, K_F6);
    type(&f, "c");
    cr_expect(shows(&f, "select a pain or an idea first"));
    type(&f, "w");
    struct buf file = BUF_INIT;
    test_read(f.path.data, &file);
    cr_expect_not_null(strstr(file.data, "- text: Slow\n            chosen: true\n"));
    cr_expect_null(strstr(file.data, "chosen: false"));
    buf_release(&file);
    close_map(&f);
}
