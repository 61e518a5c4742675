#include <criterion/criterion.h>

#include "cmd/cmd.h"
#include "support.h"

static const struct option_row *row_of(const struct option_list *list, enum field field)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->rows[i].field == field)
            return &list->rows[i];
    return NULL;
}

Test(options, add_has_one_for_each_field_of_a_form)
{
    struct option_list list;
    options_of(&cmd_add, &list);
    for (enum field f = MAP_TITLE; f < LANE_KEY; f++) {
        const struct field_def *def = field_def(f);
        const struct option_row *row = row_of(&list, f);
        bool wanted = def->label && def->type != FIELD_NODES && f != STAGE_NAME;
        cr_expect_eq(row != NULL, wanted, "%s", def->key);
        if (!wanted || !row)
            continue;
        char full[OPTION_NAME_MAX];
        option_full_name(f, full);
        cr_expect_eq(strlen(full), strlen(kind_def(def->kind)->name) + 1 + def->key_len);
        cr_expect_eq(option_find(&list, slice_of(full)), row - list.rows, "--%s", full);
        cr_expect_eq(option_find(&list, slice_of(row->name)), row - list.rows, "--%s", row->name);
        cr_expect(row->argument && *row->argument, "--%s", row->name);
    }
    cr_expect_str_empty(list.rows[list.count].name);
}

Test(options, have_names_of_their_own)
{
    static const struct subcommand *const subcommands_here[] = { &cmd_add, &cmd_export, &cmd_new };
    for (size_t s = 0; s < sizeof subcommands_here / sizeof *subcommands_here; s++) {
        struct option_list list;
        options_of(subcommands_here[s], &list);
        cr_expect(list.count > 0 && list.count <= OPTIONS_MAX);
        for (size_t i = 0; i < list.count; i++)
            for (size_t j = 0; j < i; j++) {
                cr_expect_str_neq(list.rows[i].name, list.rows[j].name);
                cr_expect(!list.rows[i].letter || list.rows[i].letter != list.rows[j].letter,
                    "--%s and --%s", list.rows[i].name, list.rows[j].name);
            }
    }
}

Test(options, of_fields_keep_their_meaning)
{
    static const struct {
        const char *name;
        enum field field;
    } rows[] = {
        { "channel", TOUCHPOINT_CHANNEL },
        { "owner", TOUCHPOINT_OWNER },
        { "evidence", TOUCHPOINT_EVIDENCE },
        { "impact", TOUCHPOINT_IMPACT },
        { "importance", TOUCHPOINT_IMPORTANCE },
        { "started-by", TOUCHPOINT_STARTED_BY },
        { "started_by", TOUCHPOINT_STARTED_BY },
        { "pain", PAIN_TEXT },
        { "status", PAIN_STATUS },
        { "severity", PAIN_SEVERITY },
        { "frequency", PAIN_FREQUENCY },
        { "pain-evidence", PAIN_EVIDENCE },
        { "pain-own", PAIN_OWNER },
        { "idea", IDEA_TEXT },
        { "idea-pain", IDEA_PAIN },
        { "effort", IDEA_EFFORT },
        { "idea-effort", IDEA_EFFORT },
        { "by", QUOTE_BY },
        { "quote", QUOTE_TEXT },
        { "quote-persona", QUOTE_PERSONA },
        { "persona", PERSONA_NAME },
        { "age", PERSONA_AGE },
        { "metric", METRIC_NAME },
        { "idea-metric", IDEA_METRIC },
        { "reading", READING_VALUE },
        { "visit", VISIT_NOTE },
        { "note", NOTE_TEXT },
        { "comment", COMMENT_TEXT },
        { "title", MAP_TITLE },
        { "map-goal", MAP_GOAL },
        { "map", TOUCHPOINT_MAP },
    };
    struct option_list list;
    options_of(&cmd_add, &list);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int place = option_find(&list, slice_of(rows[i].name));
        cr_expect(place >= 0 && list.rows[place].field == rows[i].field, "--%s", rows[i].name);
    }
    cr_expect_eq(option_find(&list, SLICE("pain-s")), -1, "severity, status, source");
    cr_expect_eq(option_find(&list, SLICE("metrics")), -1, "a list of nodes");
}

Test(options, list_in_their_help_what_the_tables_have)
{
    struct option_list list;
    struct buf help = BUF_INIT;
    options_of(&cmd_add, &list);
    option_add_help(row_of(&list, IDEA_STATUS), &help);
    cr_expect(strstr(help.data, "(open, doing, fixed, verified)"), "%s", help.data);
    buf_clear(&help);
    option_add_help(row_of(&list, TOUCHPOINT_EMOTION), &help);
    cr_expect(strstr(help.data, "(-2 to 2)"), "%s", help.data);
    buf_clear(&help);
    options_of(&cmd_export, &list);
    option_add_help(&list.rows[0], &help);
    cr_expect(strstr(help.data, "(markdown, persona, protocol, "), "%s", help.data);
    buf_release(&help);
}
