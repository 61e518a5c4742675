/* Time boxes under a clock that stands. */
#include <criterion/criterion.h>

#include "guide/dot.h"
#include "guide_support.h"
#include "store_support.h"

/* The step "scenario" has five minutes. */
#define MAP "cjm: 1\ntitle: T\nasked: scenario map.scenario map\n"

static const char *shown(const struct table *table)
{
    static struct buf text = BUF_INIT;
    buf_clear(&text);
    guide_add_time(table->guide, &text);
    return text.data;
}

Test(guide_time, a_box_runs_down)
{
    static const struct {
        int seconds; /* later */
        const char *shown;
        int left, alarm;
    } rows[] = {
        { 0, "5:00 left", 300, 240 },
        { 100, "3:20 left", 200, 140 },
        { 139, "1:01 left", 61, 1 },
        { 1, "1:00 left!", 60, 61 },
        { 60, "0:00 left!", 0, 1 },
        { 1, "over by 0:01", -1, -1 },
        { 3659, "over by 1:01:00", -3660, -1 },
    };
    struct table table;
    table_open(&table, SLICE(MAP));
    table.now += 5000;
    cr_expect_str_eq(shown(&table), "5:00 left", "the clock stands before it is entered");
    cr_expect_eq(guide_next_alarm(table.guide), -1);
    guide_enter(table.guide);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        table.now += rows[i].seconds;
        cr_expect_eq(guide_left(table.guide), rows[i].left, "row %zu", i);
        cr_expect_eq(guide_next_alarm(table.guide), rows[i].alarm, "row %zu: %d", i,
            guide_next_alarm(table.guide));
        cr_expect_str_eq(shown(&table), rows[i].shown);
    }
    table_close(&table);
}

Test(guide_time, only_open_time_counts)
{
    struct table table;
    table_open(&table, SLICE(MAP));
    guide_enter(table.guide);
    table.now += 100;
    guide_leave(table.guide);
    cr_expect(strstr(table_text(&table).data, "used: 100"));
    table.now += 1000;
    cr_expect_eq(guide_left(table.guide), 200);
    table_reopen(&table);
    cr_expect_str_eq(table_asked(&table), "map.scenario map");
    table.now += 1000;
    cr_expect_eq(guide_left(table.guide), 200);
    guide_enter(table.guide);
    guide_enter(table.guide);
    table.now += 50;
    cr_expect_eq(guide_current_step(table.guide).used, 150);
    guide_note(table.guide);
    table.now += 5;
    cr_expect_eq(guide_current_step(table.guide).used, 155, "it runs on");
    table_close(&table);
}

Test(guide_time, a_pause_lasts)
{
    struct table table;
    table_open(&table, SLICE(MAP));
    guide_enter(table.guide);
    table.now += 60;
    guide_pause(table.guide, true);
    table.now += 60;
    cr_expect_str_eq(shown(&table), "paused, 4:00 left");
    cr_expect_eq(guide_next_alarm(table.guide), -1);
    guide_leave(table.guide);
    table_reopen(&table);
    guide_enter(table.guide);
    table.now += 60;
    cr_expect_str_eq(shown(&table), "paused, 4:00 left");
    cr_expect(guide_current_step(table.guide).paused);
    guide_pause(table.guide, false);
    table.now += 60;
    cr_expect_str_eq(shown(&table), "3:00 left");
    guide_leave(table.guide);
    cr_expect(!strstr(table_text(&table).data, "paused"));
    table_close(&table);
}

/* In line mode there is no clock to look at. */
Test(guide_time, dot_commands_say_what_is_left)
{
    static const struct {
        const char *line, *said;
    } rows[] = {
        { ".pause", "paused, 4:00 left" },
        { ".pause", "4:00 left" },
        { ".more 3", "6:00 left" },
    };
    struct table table;
    table_open(&table, SLICE(MAP));
    guide_enter(table.guide);
    table.now += 60;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct slice line = slice_of(rows[i].line);
        struct buf message = BUF_INIT;
        cr_expect_eq(dot_run(table.guide, &line, &message), DOT_DONE, "%s", rows[i].line);
        cr_expect_str_eq(message.data, rows[i].said);
        buf_release(&message);
        table.now += i ? 60 : 30;
    }
    table_close(&table);
}

Test(guide_time, minutes_can_be_added)
{
    struct table table;
    table_open(&table, SLICE(MAP));
    guide_enter(table.guide);
    table.now += 310;
    cr_expect_str_eq(shown(&table), "over by 0:10");
    guide_add_minutes(table.guide, 5);
    cr_expect_str_eq(shown(&table), "4:50 left");
    cr_expect_eq(guide_current_step(table.guide).box, 600);
    table_reopen(&table);
    cr_expect_eq(guide_current_step(table.guide).box, 600);
    guide_add_minutes(table.guide, 2000000000);
    guide_add_minutes(table.guide, 2000000000);
    cr_expect_gt(guide_left(table.guide), 0);
    guide_add_minutes(table.guide, -2000000000);
    cr_expect_eq(guide_current_step(table.guide).box, 300);
    table_close(&table);
}

Test(guide_time, each_step_has_its_own)
{
    struct table table;
    table_open(&table, SLICE(MAP));
    guide_enter(table.guide);
    table.now += 30;
    guide_go(table.guide, SLICE("frame"), NULL);
    table.now += 7;
    cr_expect_eq(guide_current_step(table.guide).used, 7);
    cr_expect_eq(guide_step_at(table.guide, 3).used, 30);
    guide_go(table.guide, SLICE("scenario"), NULL);
    table.now += 1;
    table_answer(&table, "The set dies");
    table.now += 2;
    cr_expect_eq(guide_step_at(table.guide, 3).used, 33);
    undo_undo(&table.undo);
    guide_changed(table.guide);
    cr_expect_eq(guide_step_at(table.guide, 3).used, 33, "an undo takes no time back");
    cr_expect_eq(guide_step_at(table.guide, 1).used, 7);
    table_close(&table);
}

Test(guide_time, a_clock_that_is_set_back)
{
    struct table table;
    table_open(&table, SLICE(MAP));
    guide_enter(table.guide);
    table.now += 20;
    guide_note(table.guide);
    table.now -= 86400;
    cr_expect_eq(guide_left(table.guide), 280);
    guide_note(table.guide);
    table.now += 10;
    cr_expect_eq(guide_left(table.guide), 270, "it goes on from there");
    table_close(&table);
}

Test(guide_time, noting_it_is_no_action_of_its_own)
{
    struct table table;
    table_open(&table, SLICE(MAP));
    guide_enter(table.guide);
    struct buf before = BUF_INIT, after = BUF_INIT;
    buf_add_slice(&before, table_text(&table));
    table_answer(&table, "The set dies");
    table.now += 20;
    guide_note(table.guide);
    buf_add_slice(&after, table_text(&table));
    cr_expect(strstr(after.data, "used: 20"));
    undo_undo(&table.undo);
    guide_changed(table.guide);
    cr_expect_str_eq(table_asked(&table), "map.scenario map");
    cr_expect_str_eq(table_text(&table).data, before.data);
    table.now += 20;
    guide_note(table.guide);
    cr_expect(undo_redo(&table.undo), "noting the time leaves what can be redone");
    cr_expect_str_eq(table_text(&table).data, after.data);
    buf_release(&before);
    buf_release(&after);
    table_close(&table);
}

Test(guide_time, a_silent_round)
{
    struct table table;
    table_open(&table, SLICE(MAP));
    cr_expect_eq(guide_silent_left(table.guide), 0);
    guide_silent(table.guide);
    cr_expect_eq(guide_silent_left(table.guide), 180);
    table.now += 150;
    cr_expect_eq(guide_silent_left(table.guide), 30);
    table.now += 30;
    cr_expect_eq(guide_silent_left(table.guide), 0);
    guide_silent(table.guide);
    table.now += 10;
    guide_silent(table.guide);
    cr_expect_eq(guide_silent_left(table.guide), 0, "begun again it ends");
    guide_silent(table.guide);
    table.now -= 4000;
    cr_expect_eq(guide_silent_left(table.guide), 0, "nobody waits for a clock that was set back");
    table_close(&table);
}

Test(guide_time, boxes_follow_the_preset)
{
    static const struct {
        const char *preset;
        int position, minutes;
    } rows[] = { { "quick", 1, 3 }, { "90", 2, 10 }, { "half", 2, 20 }, { "full", 2, 40 } };
    struct table table;
    table_open(&table, SLICE(MAP));
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_assert(guide_set_preset(table.guide, slice_of(rows[i].preset), NULL));
        struct guide_step step = guide_step_at(table.guide, rows[i].position);
        cr_expect(slice_is(step.key, "persona"));
        cr_expect_eq(step.box, rows[i].minutes * 60, "%s: %d", rows[i].preset, step.box);
    }
    table_close(&table);
}
