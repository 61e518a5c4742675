#include "app/lists/columns.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "app/core/ask.h"
#include "app/lists/pick.h"
#include "app/people/rounds.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "insight/priority.h"
#include "insight/review.h"
#include "model/value_word.h"

/* --- where they stand --- */

enum { FIRST_COLUMN = 1 }; /* behind the selection's mark, which is the list's first */

static bool is_shown(const struct column *column, int list)
{
    enum { NARROW = 60 };
    return list < NARROW ? column->always : list >= column->from;
}

static int widest(int width, const char *text)
{
    int own = text_width(slice_of(text));
    return own > width ? own : width;
}

/* 0 of the one that has the rest. */
static int width_of(const struct column *column, int list)
{
    enum { WIDE = 160 };
    int width = column->width + (list >= WIDE ? column->more : 0), number = 1;
    if (!width || !*column->name)
        return width;
    width = widest(width, i18n_marked(column->name));
    for (; column->word && column->word(number); number++)
        width = widest(width, column->word(number));
    if (column->field < FIELD_COUNT && field_def(column->field)->type == FIELD_CHOICE)
        for (const char *const *word = field_def(column->field)->words; *word; word++)
            width = widest(width, word_of_field(column->field, slice_of(*word)).data);
    return width;
}

void columns_fit(const struct column *columns, int list, int widths[COLUMNS_MOST])
{
    int rest = list - FIRST_COLUMN - 1;
    for (const struct column *column = columns; column->name; column++) {
        bool shown = is_shown(column, list);
        int width = shown ? width_of(column, list) : 0;
        rest -= shown ? width + column->gap : 0;
        widths[column - columns] = width;
    }
    for (const struct column *column = columns; column->name; column++)
        if (!column->width && is_shown(column, list))
            widths[column - columns] = rest < 1 ? 1 : rest;
}

bool next_column(struct column_walk *walk)
{
    walk->x = walk->at ? walk->x + walk->width + walk->at->gap : FIRST_COLUMN;
    walk->at = walk->at ? walk->at + 1 : walk->columns;
    while (walk->at->name && !walk->widths[walk->at - walk->columns])
        walk->at++;
    if (!walk->at->name)
        return false;
    walk->width = walk->widths[walk->at - walk->columns];
    return true;
}

/* --- what they say --- */

const char *column_called(const struct column *column)
{
    return i18n_marked(column->whole ? column->whole : column->name);
}

void column_add(const struct column *column, const struct column_at *at, struct buf *out)
{
    struct slice value = column->field < FIELD_COUNT ? node_get(at->node, column->field)
                                                     : SLICE_NONE;
    if (column->add)
        column->add(at, out);
    else if (value.len)
        field_add_shown(column->field, value, out);
    else
        buf_add_char(out, '-');
}

void add_place(const struct node *node, struct buf *out)
{
    const struct node *place = node->parent;
    if (!place || place->kind == KIND_MAP)
        return;
    if (place->kind == KIND_TOUCHPOINT) {
        buf_add_slice(out, node_headline(place->parent));
        buf_adds(out, " / ");
    }
    buf_add_slice(out, node_headline(place));
}

void add_place_of(const struct column_at *at, struct buf *out)
{
    add_place(at->node, out);
}

static struct slice field_named(const struct node *node, const char *key)
{
    enum field field = field_of_key((enum node_kind)node->kind, slice_of(key));
    return field < FIELD_COUNT ? node_get(node, field) : SLICE_NONE;
}

static bool add_day(const struct app *app, struct slice date, struct buf *out)
{
    bool is_date = date_add_short(app->options.clock, date, out);
    if (!is_date)
        buf_add_char(out, '-');
    return is_date;
}

void add_date_of(const struct column_at *at, struct buf *out)
{
    add_day(at->app, field_named(at->node, "date"), out);
}

void add_due(const struct column_at *at, struct slice date, struct buf *out)
{
    struct tm day;
    char today[16] = "";
    time_t now = clock_now(at->app->options.clock);
    if (!add_day(at->app, date, out))
        return;
    localtime_r(&now, &day);
    strftime(today, sizeof today, "%Y-%m-%d", &day);
    if (strcmp(date.data, today) < 0 && !action_done(at->node))
        buf_adds(out, " !");
}

void add_due_of(const struct column_at *at, struct buf *out)
{
    add_due(at, field_named(at->node, "due"), out);
}

void add_tick(const struct column_at *at, struct buf *out)
{
    if (at->selected && is_ticked(at->app, at->node))
        buf_adds(out, at->ascii ? "x" : "✓");
}

void add_chosen(const struct column_at *at, struct buf *out)
{
    if (slice_is(field_named(at->node, "chosen"), "true"))
        buf_adds(out, at->ascii ? "x" : "✓");
}

/* Nobody else's: an earlier result, or a part of this one, would guide the hand. */
void add_votes_of(const struct column_at *at, struct buf *out)
{
    int own;
    struct slice votes = field_named(at->node, "votes");
    if (!rounds_own_votes(at->app, at->node, &own))
        buf_addf(out, "%s  ", votes.len ? votes.data : "-");
    else if (own)
        buf_addf(out, "%+d  ", own);
    else
        buf_adds(out, ".  ");
}

int order_of_place(const struct node *node)
{
    (void)node; /* the map's order is what is equal in all */
    return 0;
}

/* --- sorting --- */

struct sorted {
    struct node *node;
    bool missing;
    double number;
    struct buf text;
    size_t order;
};

static int word_place(enum field field, struct slice value)
{
    const char *const *words = field_def(field)->words;
    int place = 0;
    while (words && words[place] && !slice_is(value, words[place]))
        place++;
    return place;
}

/* Numbers begin with the highest, words with the first, dates with the next. */
static void note_value(enum field field, struct slice value, struct sorted *out)
{
    enum field_type type = field_def(field)->type;
    out->missing = !value.len;
    if (type == FIELD_INTEGER || type == FIELD_NUMBER)
        out->number = value.len ? -atof(value.data) : 0;
    else if (type == FIELD_CHOICE)
        out->number = word_place(field, value);
    else
        text_add_folded(value, &out->text);
}

static void note_order(const struct column *column, struct node *node, struct sorted *out)
{
    if (column->order) {
        int order = column->order(node);
        out->missing = order == INT_MAX;
        out->number = order;
    } else {
        note_value(column->field, node_get(node, column->field), out);
    }
}

static int compare(const void *a, const void *b)
{
    const struct sorted *x = a, *y = b;
    if (x->missing != y->missing)
        return x->missing ? 1 : -1;
    if (x->number < y->number || x->number > y->number)
        return x->number < y->number ? -1 : 1;
    int words = strcmp(x->text.data, y->text.data);
    return words ? words : x->order < y->order ? -1 : 1;
}

static int compare_turned(const void *a, const void *b)
{
    const struct sorted *x = a, *y = b;
    return x->missing == y->missing ? -compare(a, b) : compare(a, b);
}

void column_sort(const struct column *column, bool turned, struct node **nodes, size_t count)
{
    struct sorted *all = mem_alloc((count + 1) * sizeof *all);
    for (size_t i = 0; i < count; i++) {
        all[i] = (struct sorted){ .node = nodes[i], .text = BUF_INIT, .order = i };
        note_order(column, nodes[i], &all[i]);
    }
    if (count)
        qsort(all, count, sizeof *all, turned ? compare_turned : compare);
    for (size_t i = 0; i < count; i++) {
        nodes[i] = all[i].node;
        buf_release(&all[i].text);
    }
    free(all);
}
