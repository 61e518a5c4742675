/* Figures and quotes in the map: the same source twice replaces its own. */
#include <stdio.h>

#include "base/i18n.h"
#include "base/text.h"
#include "export/text/private.h"
#include "import/data/data.h"
#include "model/value_record.h"

static struct node *find_figure(struct data *data, struct node *place, const char *name)
{
    struct node_list list = node_children(place, field_of_child(place->kind, KIND_METRIC));
    for (size_t i = 0; i < list.count; i++)
        if (slice_is(node_get(list.items[i], METRIC_SOURCE), data->source) &&
            slice_is(node_get(list.items[i], METRIC_NAME), name))
            return list.items[i];
    return NULL;
}

/* What it was goes into `was`, the latest last. */
static void keep_old(struct data *data, struct node *metric, struct slice value)
{
    struct slice old = node_get(metric, METRIC_VALUE), date = node_get(metric, METRIC_DATE);
    if (!old.len || slice_equal(old, value))
        return;
    struct node *reading = node_new(data->map, KIND_READING);
    node_put(data->map, reading, READING_VALUE, old);
    if (date.len)
        node_put(data->map, reading, READING_DATE, date);
    edit_insert(data->undo, metric, reading, (size_t)-1);
}

/* In the tree by an edit, else as it is built. */
static void set(
    struct data *data, struct node *node, bool is_new, enum field field, struct slice text)
{
    if (is_new && text.len)
        node_put(data->map, node, field, text);
    else if (!is_new)
        edit_set(data->undo, node, field, text.len ? text : SLICE_NONE);
}

void figure_put(struct data *data, struct node *place, const struct figure *figure)
{
    enum { FEW = 30 };
    struct node *metric = find_figure(data, place, figure->name);
    bool is_new = !metric;
    struct buf value = BUF_INIT;
    char n[24] = "";
    number_add(figure->value, figure->digits, &value);
    if (figure->n <= (size_t)field_def(METRIC_N)->high && figure->n)
        snprintf(n, sizeof n, "%zu", figure->n);
    data->few += figure->n && figure->n < FEW;
    if (is_new) {
        metric = node_new(data->map, KIND_METRIC);
        node_put(data->map, metric, METRIC_NAME, slice_of(figure->name));
        node_put(data->map, metric, METRIC_KIND, slice_of(figure->kind));
    } else {
        keep_old(data, metric, buf_slice(&value));
        data->draft->updated++;
    }
    set(data, metric, is_new, METRIC_VALUE, buf_slice(&value));
    if (is_new && figure->unit)
        node_put(data->map, metric, METRIC_UNIT, slice_of(figure->unit));
    set(data, metric, is_new, METRIC_N, slice_of(n));
    set(data, metric, is_new, METRIC_DATE, slice_of(figure->date));
    if (is_new) {
        node_put(data->map, metric, METRIC_SOURCE, slice_of(data->source));
        edit_insert(data->undo, place, metric, (size_t)-1);
    }
    buf_release(&value);
}

static void add_fact(struct buf *record, const char *key, struct slice text)
{
    if (!text.len)
        return;
    buf_add(record, key, strlen(key) + 1);
    buf_add_slice(record, text);
    buf_add_char(record, '\0');
}

void figure_put_measured(
    struct data *data, struct node *place, double mean, size_t n, const char *date)
{
    struct buf record = BUF_INIT, value = BUF_INIT, count = BUF_INIT;
    enum field field = field_of_key(place->kind, SLICE("measured"));
    if (field >= FIELD_COUNT)
        return;
    number_add(mean, 2, &value);
    buf_addf(&count, "%zu", n);
    add_fact(&record, "value", buf_slice(&value));
    add_fact(&record, "n", buf_slice(&count));
    add_fact(&record, "date", slice_of(date));
    add_fact(&record, "source", slice_of(data->source));
    edit_set(data->undo, place, field, buf_slice(&record));
    data->draft->measured++;
    buf_release(&record);
    buf_release(&value);
    buf_release(&count);
}

/* Enters a text of a place; false: it was there. */
static bool is_new_there(struct data *data, const struct node *place, struct slice text)
{
    struct buf key = BUF_INIT;
    buf_addf(&key, "%p\n", (const void *)place);
    buf_add_slice(&key, text_trim(text));
    size_t before = data->texts.count;
    bool is_new = names_add(&data->texts, buf_slice(&key)) == before;
    buf_release(&key);
    return is_new;
}

void texts_find(struct data *data)
{
    struct node *root = data->map->root;
    for (const struct node *node = root; node; node = node_next(node, root)) {
        if (node->kind == KIND_QUOTE || node->kind == KIND_NOTE)
            is_new_there(data, node->parent, node_headline(node));
        if (node->kind == KIND_PAIN || node->kind == KIND_IDEA)
            is_new_there(data, node->parent,
                node_get(node, node->kind == KIND_PAIN ? PAIN_LINK : IDEA_LINK));
    }
}

bool link_is_new(struct data *data, const struct node *place, struct slice link)
{
    return !link.len || is_new_there(data, place, link);
}

/* Without addresses and numbers of people, where that was asked for. */
struct slice data_hidden(struct data *data, struct slice text)
{
    struct buf hidden = BUF_INIT;
    if (!data->draft->options->anonymise || !text.len)
        return text;
    data->hidden += private_hide(text, &hidden);
    text = draft_copy(data->draft, buf_slice(&hidden));
    buf_release(&hidden);
    return text;
}

/* "Customer 2" */
static struct slice hidden_person(struct data *data, struct slice by)
{
    struct buf name = BUF_INIT;
    if (!data->draft->options->anonymise || !by.len)
        return by;
    buf_addf(&name, _("Customer %zu"), names_add(&data->people, by) + 1);
    data->hidden++;
    by = draft_copy(data->draft, buf_slice(&name));
    buf_release(&name);
    return by;
}

bool quote_put(struct data *data, struct node *place, const struct said *said)
{
    enum field list = field_of_child(place->kind, KIND_QUOTE);
    bool parked = list == FIELD_UNKNOWN;
    struct slice text = data_hidden(data, said->text), by = hidden_person(data, said->by);
    if (!is_new_there(data, place, text))
        return false;
    struct node *node = node_new(data->map, parked ? KIND_NOTE : KIND_QUOTE);
    node_put(data->map, node, parked ? NOTE_TEXT : QUOTE_TEXT, text);
    if (by.len)
        node_put(data->map, node, parked ? NOTE_BY : QUOTE_BY, by);
    if (said->persona.len && !parked)
        node_put(data->map, node, QUOTE_PERSONA, said->persona);
    if (said->date.len)
        node_put(data->map, node, parked ? NOTE_DATE : QUOTE_DATE, said->date);
    edit_insert(data->undo, place, node, (size_t)-1);
    return true;
}
