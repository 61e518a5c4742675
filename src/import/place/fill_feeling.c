/* Feelings and figures of a place. */
#include "base/i18n.h"
#include "base/text.h"
#include "import/draft/feeling.h"
#include "import/draft/items.h"
#include "import/place/place.h"
#include "model/edit/per_persona.h"

/* --- the scale --- */

static bool is_usual(struct scale scale)
{
    return scale.low == 1 && scale.high == 5;
}

/* The column's: by its label, by what was asked for, or by its numbers, which is told once. */
static struct scale scale_of_column(struct draft *draft, struct draft_column *column)
{
    column = column->shared ? column->shared : column;
    bool doubt = false, told = column->scale_told;
    if (scale_is_known(column->scale))
        return column->scale;
    column->scale_told = true;
    column->scale = draft->options->scale;
    if (scale_is_known(column->scale))
        return column->scale;
    bool ours = column->own && column->numbers.low >= -2 && column->numbers.high <= 2;
    /* Beside "+" and "--" a 0 is a sign as these are. */
    ours = ours || (column->has_words && column->numbers.low == 0 && column->numbers.high == 0);
    told = told || (ours && column->numbers.low <= 0);
    column->scale = ours ? (struct scale){ -2, 2 } : scale_of_numbers(&column->numbers, &doubt);
    struct buf text = BUF_INIT;
    scale_add(column->scale, &text);
    if (doubt)
        draft_doubt(draft, column->line,
            _("the numbers of \"%1$s\" are taken to be on a scale of %2$s; --scale names "
              "another"),
            draft_short(draft, column->text), text.data);
    else if (!told && !is_usual(column->scale))
        draft_notice(draft, column->line,
            _("the numbers of \"%1$s\" are on a scale of %2$s, as the numbers say"),
            draft_short(draft, column->text), text.data);
    buf_release(&text);
    return column->scale;
}

/* --- putting it --- */

static bool put_pairs(struct filling *filling, struct slice number)
{
    struct slice rest = buf_slice(&filling->row_people), id;
    bool good = true;
    while (value_next_item(&rest, &id)) {
        size_t before = filling->scored.count;
        if (names_add(&filling->scored, id) == before)
            per_persona_add(&filling->emotions, id, number);
        else
            good = good && slice_equal(per_persona_get(buf_slice(&filling->emotions), id), number);
    }
    return good;
}

/* Has each person a value of her own? One alone has none, but where our own export says so. */
static bool is_each(const struct filling *filling, const struct draft_cell *cell)
{
    return filling->row_people.len && (filling->cast->names.count > 1 || cell->column->own);
}

/* False: another is there already. */
static bool put_emotion(struct filling *filling, const struct draft_cell *cell, int emotion)
{
    static const char *const numbers[] = { "-2", "-1", "0", "1", "2" };
    struct slice number = slice_of(numbers[emotion + 2]);
    if (is_each(filling, cell))
        return put_pairs(filling, number);
    if (!filling->emotion.len)
        buf_add_slice(&filling->emotion, number);
    return slice_equal(buf_slice(&filling->emotion), number);
}

static void put_number(
    struct filling *filling, const struct draft_cell *cell, const struct feeling *feeling)
{
    struct scale scale = scale_is_known(feeling->own)
                             ? feeling->own
                             : scale_of_column(filling->draft, cell->column);
    struct buf text = BUF_INIT;
    bool whole;
    if (feeling->number < scale.low || feeling->number > scale.high) {
        scale_add(scale, &text);
        draft_doubt(filling->draft, cell->line,
            _("%1$s is not on the scale of %2$s; it is kept as a text"),
            draft_short(filling->draft, cell->text), text.data);
        fill_field(filling, cell, "feeling", cell->text);
        buf_release(&text);
        return;
    }
    int emotion = scale_place(scale, feeling->number, &whole);
    bool put = put_emotion(filling, cell, emotion);
    buf_add_slice(&text, cell->text);
    if (!whole && !feeling->more && !scale_is_known(feeling->own)) {
        buf_adds(&text, " (");
        scale_add(scale, &text);
        buf_add_char(&text, ')');
    }
    if (!put)
        fill_note(filling, cell);
    else if (!whole || feeling->more)
        fill_field(filling, cell, "feeling", buf_slice(&text));
    buf_release(&text);
}

static void take_feeling(struct filling *filling, const struct draft_cell *cell)
{
    struct feeling feeling;
    if (emotion_field(filling->node) >= FIELD_COUNT) {
        fill_note(filling, cell);
        return;
    }
    feeling_read(&filling->draft->lexicon->feelings, cell->text, &feeling);
    switch (feeling.kind) {
    case FEELING_NONE:
        draft_doubt(filling->draft, cell->line, _("\"%s\" is no emotion; there is none here"),
            draft_short(filling->draft, cell->text));
        break;
    case FEELING_NUMBER:
        put_number(filling, cell, &feeling);
        break;
    case FEELING_SCORE:
        if (!put_emotion(filling, cell, feeling.emotion))
            fill_note(filling, cell);
        else if (feeling.more)
            fill_field(filling, cell, "feeling", cell->text);
        break;
    case FEELING_WORDS:
        *filling->free_words += 1;
        fill_field(filling, cell, "feeling", cell->text);
        break;
    }
}

/* Of a column that is one persona's it is hers. In a row that is a persona itself, all of which are
 * made first, it is nobody's. */
void fill_feeling(struct filling *filling, const struct draft_cell *cell)
{
    struct buf row_people = filling->row_people;
    struct slice persona = cell->column->persona;
    const struct node *whose = persona.len ? cast_node(filling->cast, persona) : NULL;
    if (whose) {
        buf_init(&filling->row_people);
        value_add_item(&filling->row_people, slice_of(whose->id));
        take_feeling(filling, cell);
        buf_release(&filling->row_people);
        filling->row_people = row_people;
    } else {
        take_feeling(filling, cell);
    }
}

/* --- metrics --- */

/* "Click rate: 4,1 %": the name, and a number with its unit. */
static void add_metric(struct filling *filling, const struct draft_cell *cell, struct slice item)
{
    struct map *map = filling->undo->map;
    struct node *metric = node_new(map, KIND_METRIC);
    struct slice name = item, value = SLICE("");
    double number;
    for (size_t i = item.len; i-- > 1;)
        if (item.data[i] == ':') {
            name = text_trim((struct slice){ item.data, i });
            value = text_trim(slice_from(item, i + 1));
            break;
        }
    struct slice rest = item;
    if (!value.len && number_take(&rest, &number)) {
        name = cell->column->text;
        value = item;
    }
    rest = value;
    node_put(map, metric, METRIC_NAME, name);
    bool is_number = number_take(&rest, &number);
    struct slice unit = text_trim(rest);
    struct buf text = BUF_INIT;
    if (is_number && (!unit.len || slice_is(unit, "%"))) {
        if (unit.len)
            node_put(map, metric, METRIC_KIND, SLICE("rate"));
        number_add(number, 6, &text);
        node_put(map, metric, METRIC_VALUE, buf_slice(&text));
        if (unit.len)
            node_put(map, metric, METRIC_UNIT, unit);
    } else if (value.len) {
        node_put(map, metric, METRIC_VALUE, value);
    }
    buf_release(&text);
    node_attach(map, filling->node, metric, (size_t)-1);
}

void fill_metrics(struct filling *filling, const struct draft_cell *cell)
{
    struct slice rest = cell->text, item;
    if (field_of_child(filling->place->kind, KIND_METRIC) == FIELD_UNKNOWN) {
        fill_note(filling, cell);
        return;
    }
    while (items_next(&rest, &item))
        add_metric(filling, cell, item);
}
