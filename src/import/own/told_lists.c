/* What is told a second time, in the layout of lists. */
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "import/own/told.h"
#include "import/read/markdown.h"

static bool is_heading(struct slice line)
{
    return line.len && *line.data == '#';
}

/* The depth of an item from 0 on, and what it says; -1: it goes on with the last one. */
static int item_depth(struct slice line, struct slice *text)
{
    *text = text_trim(line);
    if (!slice_begins_fold(*text, SLICE("- ")))
        return -1;
    int depth = text->data > line.data;
    *text = text_trim(slice_from(*text, 2));
    return depth;
}

static struct slice plain_of(struct told *told, struct slice text)
{
    struct buf plain = BUF_INIT;
    markdown_add_plain(text, &plain);
    text = draft_copy(told->reading->draft, text_trim(buf_slice(&plain)));
    buf_release(&plain);
    return text;
}

/* --- pains and ideas, as the table that the other layout has --- */

struct list {
    struct told *told;
    struct names labels; /* the header */
    struct slice *cells; /* of the row that is being read */
    size_t column;       /* of its cell that is being read; behind the last: none */
    struct buf raw;      /* of that */
    struct table table;
    struct buf text;
};

/* The labels below all items. */
static void find_labels(struct list *list, struct slice text)
{
    enum { LABELS_MOST = 50 }; /* ours are fewer */
    const struct told *told = list->told;
    struct slice line, item, label, rest;
    names_add(&list->labels, slice_of(i18n_text_in(told->reading->texts,
                                 field_def(kind_def(told_kind(told))->headline)->label)));
    while (slice_next_line(&text, &line) && !is_heading(line))
        if (list->labels.count < LABELS_MOST && item_depth(line, &item) == 1 &&
            own_split_label(item, &label, &rest))
            names_add(&list->labels, plain_of(list->told, label));
}

static void end_cell(struct list *list)
{
    if (list->column < list->labels.count)
        list->cells[list->column] = plain_of(list->told, buf_slice(&list->raw));
    list->column = SIZE_MAX;
    buf_clear(&list->raw);
}

static void end_row(struct list *list)
{
    end_cell(list);
    for (size_t i = 0; i < list->labels.count; i++) {
        table_add_cell(&list->table, list->text.len, list->cells[i].len);
        buf_add_slice(&list->text, list->cells[i]);
        list->cells[i] = SLICE("");
    }
}

static void take_line(struct list *list, struct slice line, size_t number)
{
    struct slice item, label, rest;
    int depth = item_depth(line, &item);
    if (depth < 0 && list->raw.len && item.len) {
        buf_add_char(&list->raw, '\n');
        buf_add_slice(&list->raw, item);
    } else if (depth == 0) {
        end_row(list);
        table_add_row(&list->table, number);
        list->column = 0;
        buf_add_slice(&list->raw, item);
    } else if (depth == 1 && own_split_label(item, &label, &rest)) {
        end_cell(list);
        list->column = names_find(&list->labels, plain_of(list->told, label));
        buf_add_slice(&list->raw, rest);
    }
}

void told_check_item_list(struct told *told, struct slice text, size_t line)
{
    struct list list = { .told = told, .column = SIZE_MAX, .raw = BUF_INIT, .text = BUF_INIT };
    struct slice raw;
    find_labels(&list, text);
    list.cells = mem_zalloc(list.labels.count * sizeof *list.cells);
    for (size_t i = 0; i < list.labels.count; i++)
        list.cells[i] = slice_of(list.labels.items[i]);
    table_add_row(&list.table, line);
    for (; slice_next_line(&text, &raw) && !is_heading(raw); line++)
        take_line(&list, raw, line);
    end_row(&list);
    list.table.text = list.text.data;
    told_check_items(told, &list.table);
    table_release(&list.table);
    names_release(&list.labels);
    buf_release(&list.text);
    buf_release(&list.raw);
    free(list.cells);
}

/* --- touchpoints --- */

/* In their order; of two that do not come one may be gone. */
void told_check_lane_list(struct told *told, struct slice text, size_t line)
{
    enum { AHEAD = 2 };
    struct slice raw, item;
    size_t next = 0;
    for (; slice_next_line(&text, &raw) && !is_heading(raw); line++) {
        size_t at = next;
        if (item_depth(raw, &item) != 1)
            continue;
        item = plain_of(told, item);
        while (at < told->point_count && at < next + AHEAD &&
               !told_is_point_known(told, told->points[at], item))
            at++;
        if (at < told->point_count && at < next + AHEAD)
            next = at + 1;
        else
            told_keep(told, line, slice_of(_("Touchpoints")), item);
    }
}
