#include "guide_support.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "store/store.h"
#include "store_support.h"
#include "support.h"

const char *table_data = TEST_PATH("tests/data/guide"), *table_path = "T.yaml";

static struct buf message = BUF_INIT, asked = BUF_INIT, text = BUF_INIT;

static time_t table_now(void *context)
{
    return ((struct table *)context)->now;
}

const char *guide_some_answer(const struct guide_question *question)
{
    static const char *const names[][3] = {
        { "Anna", "Ben", NULL },
        { "Before", "Buy", "After" },
        { "TV ad", "Checkout page @web -1 !payment fails", NULL },
    };
    const struct field_def *def = field_def(question->field);
    int set = question->field == MAP_PERSONAS ? 0 : question->field == MAP_STAGES ? 1 : 2;
    if (question->form == ANSWER_LIST && question->items >= 1 + (set < 2))
        return "";
    if (question->form == ANSWER_LIST && def->type == FIELD_NODES)
        return set < 2 || question->field == STAGE_TOUCHPOINTS ? names[set][question->items]
                                                               : "some text";
    if (question->form == ANSWER_PICK)
        return "1, 2";
    switch (def->type) {
    case FIELD_CHOICE:
        return def->words[0];
    case FIELD_BOOLEAN:
        return "yes";
    case FIELD_INTEGER:
        return "2";
    case FIELD_PER_PERSONA:
        return question->index % 2 ? "-1" : "+2";
    case FIELD_DATE:
        return "+2w";
    case FIELD_DURATION:
        return "20 min";
    default:
        return "some text";
    }
}

static void begin(struct table *table)
{
    struct diags diags = DIAGS_INIT;
    table->guide = guide_new(&table->undo, table_path, &table->clock, &diags);
    cr_assert(table->guide, "no guide: %s", diags.count ? diags.items[0].text : "");
    diags_release(&diags);
}

void table_open(struct table *table, struct slice map)
{
    setenv("XDG_DATA_HOME", table_data, 1);
    *table = (struct table){ .now = 1795305600 }; /* 2026-11-22 */
    table->clock = (struct clock){ table_now, table };
    read_map(&table->map, map);
    undo_init(&table->undo, &table->map);
    begin(table);
}

void table_close(struct table *table)
{
    guide_free(table->guide);
    undo_release(&table->undo);
    map_release(&table->map);
}

void table_reopen(struct table *table)
{
    struct buf copy = BUF_INIT;
    write_map(&table->map, &copy);
    table_close(table);
    read_map(&table->map, buf_slice(&copy));
    undo_init(&table->undo, &table->map);
    begin(table);
    buf_release(&copy);
}

const char *table_asked(const struct table *table)
{
    struct guide_question question;
    buf_clear(&asked);
    if (!guide_question(table->guide, &question))
        return "end";
    /* A pick is of all nodes, so it is about the map. */
    buf_addf(&asked, "%s.%s %s%s%s", kind_def(question.node->kind)->name,
        field_def(question.field)->key, question.node->id, question.persona ? " " : "",
        question.persona ? question.persona->id : "");
    return asked.data;
}

struct slice table_text(const struct table *table)
{
    buf_clear(&text);
    write_map(&table->map, &text);
    return buf_slice(&text);
}

enum answered table_answer(struct table *table, const char *line)
{
    buf_clear(&message);
    return guide_answer(table->guide, slice_of(line), &message);
}

const char *table_message(void)
{
    return message.data;
}

const char *table_value(const struct table *table, const char *id, const char *key)
{
    const struct node *node = map_find(&table->map, slice_of(id));
    return node ? node_get(node, field_of_key(node->kind, slice_of(key))).data : "(no node)";
}

const char table_shop[] = "cjm: 1\n"
                          "title: T\n"
                          "goal: G\n"
                          "kind: current\n"
                          "market: b2c\n"
                          "personas:\n"
                          "  - {name: Anna, role: R, goals: [a], frustrations: [b]}\n"
                          "scenario: S\n"
                          "trigger: T\n"
                          "stages:\n"
                          "  - name: Look\n"
                          "    touchpoints: [Ad, Search]\n"
                          "  - name: Buy\n"
                          "    touchpoints:\n"
                          "      - name: Till\n"
                          "      - name: Pay\n"
                          "      - name: Bag\n";

void table_open_shop(struct table *table, const char *more)
{
    struct buf map = BUF_INIT;
    buf_addf(&map, "%s%s", table_shop, more);
    table_open(table, buf_slice(&map));
    buf_release(&map);
}

void expect_same_place(struct table *table)
{
    char was_asked[200];
    snprintf(was_asked, sizeof was_asked, "%s", table_asked(table));
    table_reopen(table);
    cr_assert_str_eq(table_asked(table), was_asked, "after reading it again");
}

void expect_undo(struct table *table, const char *line)
{
    struct buf before = BUF_INIT, after = BUF_INIT;
    char was_asked[200];
    buf_add_slice(&before, table_text(table));
    snprintf(was_asked, sizeof was_asked, "%s", table_asked(table));
    cr_assert(table_answer(table, line) != ANSWER_REFUSED, "%s: '%s': %s", was_asked, line,
        table_message());
    buf_add_slice(&after, table_text(table));
    undo_undo(&table->undo);
    guide_changed(table->guide);
    cr_assert_str_eq(table_asked(table), was_asked, "after undoing '%s'", line);
    cr_assert_str_eq(table_text(table).data, before.data);
    undo_redo(&table->undo);
    cr_assert_str_eq(table_text(table).data, after.data);
    buf_release(&before);
    buf_release(&after);
}
