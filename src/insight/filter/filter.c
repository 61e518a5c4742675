#include "insight/filter/filter.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/nearest.h"
#include "insight/filter/value_fits.h"
#include "model/edit/per_persona.h"
#include "model/lane.h"
#include "store/read/own_field.h"

/* Of whom an expression can tell, and whose names are keys. */
static const enum node_kind kinds[] = { KIND_STAGE, KIND_TOUCHPOINT, KIND_PAIN, KIND_IDEA,
    KIND_QUOTE, KIND_METRIC, KIND_PERSONA, KIND_NOTE };

enum { KINDS = sizeof kinds / sizeof *kinds };

/* --- reading --- */

static bool has_own_key(const struct map *map, struct slice key)
{
    struct node_list lanes = node_children(map->root, MAP_LANES);
    for (uint32_t i = 0; i < lanes.count; i++)
        if (slice_equal(node_get(lanes.items[i], LANE_KEY), key))
            return true;
    for (const struct node *node = map->root; node; node = node_next(node, map->root))
        for (size_t i = 0; i < node->value_count; i++)
            if (node->values[i].field >= FIELD_UNKNOWN &&
                slice_equal(unknown_key(&node->values[i]), key))
                return true;
    return false;
}

static size_t add_name(const char **names, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(names[i], name) == 0)
            return count;
    names[count] = name;
    return count + 1;
}

size_t filter_keys(const char **names)
{
    size_t count = 0;
    for (size_t i = 0; i < KINDS; i++) {
        count = add_name(names, count, kind_def(kinds[i])->name);
        for (enum field f = kind_def(kinds[i])->first; f < kind_def(kinds[i])->end; f++)
            if (field_def(f)->label && field_def(f)->type != FIELD_NODES)
                count = add_name(names, count, field_def(f)->key);
    }
    return count;
}

enum field filter_field(struct slice key)
{
    for (size_t i = 0; i < KINDS; i++) {
        enum field field = field_of_key(kinds[i], key);
        if (slice_is(key, kind_def(kinds[i])->name))
            return kind_def(kinds[i])->headline;
        if (field < FIELD_COUNT && field_def(field)->type != FIELD_NODES)
            return field;
    }
    return FIELD_UNKNOWN;
}

static bool is_key(const struct map *map, struct slice key)
{
    return filter_field(key) != FIELD_UNKNOWN || has_own_key(map, key);
}

static void refuse_near(struct slice key, const char *near, struct buf *why)
{
    char *wrong = mem_copy_slice(key);
    /* TRANSLATORS: 1: what somebody wrote, 2: the names of fields that are like it. */
    buf_addf(why, _("there is no field \"%1$s\"; near to it: %2$s"), wrong, near);
    free(wrong);
}

static bool refuse_key(struct slice key, struct buf *why)
{
    const char *names[FILTER_KEYS_MOST];
    struct buf near = BUF_INIT;
    if (nearest_add(key, names, filter_keys(names), &near))
        refuse_near(key, near.data, why);
    else
        buf_addf(why, _("there is no field \"%.*s\"; words to find stand alone: slow queue"),
            SLICE_ARG(key));
    buf_release(&near);
    return false;
}

/* "emotion<0": where its operator stands, and how long that is; 0: it has none. */
static size_t find_op(struct slice word, enum filter_op *op, bool *turned, size_t *len)
{
    static const struct {
        const char *sign;
        enum filter_op op;
        bool turned;
    } ops[] = { { "!=", FILTER_IS, true }, { "<=", FILTER_MOST, false },
        { ">=", FILTER_LEAST, false }, { "=", FILTER_IS, false }, { "<", FILTER_LESS, false },
        { ">", FILTER_MORE, false } };
    for (size_t at = 1; at < word.len && word.data[at] != '"'; at++)
        for (size_t i = 0; i < sizeof ops / sizeof *ops; i++)
            if (slice_begins_fold(slice_from(word, at), slice_of(ops[i].sign))) {
                *op = ops[i].op;
                *turned ^= ops[i].turned;
                *len = strlen(ops[i].sign);
                return at;
            }
    return 0;
}

/* Takes a term off the front: what stands between blanks that are in no quotation. */
static struct slice next_term(struct slice *rest)
{
    size_t len = 0;
    bool quoted = false;
    *rest = text_trim(*rest);
    for (; len < rest->len && (quoted || rest->data[len] != ' '); len++)
        quoted ^= rest->data[len] == '"';
    struct slice term = { rest->data, len };
    *rest = slice_from(*rest, len);
    return term;
}

static char *without_quotes(struct slice text)
{
    struct buf out = BUF_INIT;
    for (size_t i = 0; i < text.len; i++)
        if (text.data[i] != '"')
            buf_add_char(&out, text.data[i]);
    char *copy = mem_copy_slice(buf_slice(&out));
    buf_release(&out);
    return copy;
}

/* "-1", "+2", "4.5": whatever the locale's decimal point is. */
static bool parse_number(struct slice text, double *out)
{
    double value = 0, unit = 1;
    bool point = false, digits = false;
    size_t i = text.len && (text.data[0] == '-' || text.data[0] == '+');
    for (; i < text.len; i++) {
        char c = text.data[i];
        if (c == '.' && !point) {
            point = true;
            continue;
        }
        if (c < '0' || c > '9')
            return false;
        digits = true;
        value = value * 10 + (c - '0');
        unit *= point ? 10 : 1;
    }
    *out = (text.len && text.data[0] == '-' ? -value : value) / unit;
    return digits;
}

/* What it is read for. */
struct reading {
    const struct map *map;
    time_t now;
    const struct filter_names *names;
    int depth; /* names that are being read */
};

static bool read_terms(
    struct filter *filter, const struct reading *reading, struct slice text, struct buf *why);

/* A name stands for all of its expression. */
static bool read_name(struct filter_term *term, const struct reading *reading, struct slice name,
    bool *good, struct buf *why)
{
    enum { DEEPEST = 4 }; /* deeper ones, which name each other, are texts */
    struct reading inner = *reading;
    struct buf text = BUF_INIT;
    bool is = reading->names && reading->depth < DEEPEST &&
              reading->names->find(reading->names->context, name, &text);
    inner.depth++;
    if (is) {
        term->inner = mem_zalloc(sizeof *term->inner);
        *good = read_terms(term->inner, &inner, buf_slice(&text), why);
    }
    buf_release(&text);
    return is;
}

/* The first lane of that key says how its values compare. */
static void set_lane_type(struct filter_term *term, const struct map *map)
{
    static const enum node_kind of[] = { KIND_STAGE, KIND_TOUCHPOINT, KIND_PERSONA };
    struct lane lane;
    term->type = FIELD_TEXT;
    for (size_t i = 0; i < sizeof of / sizeof *of; i++) {
        if (!lane_of_key(map, of[i], slice_of(term->key), &lane))
            continue;
        term->lanes_of |= 1u << of[i];
        if (term->lanes_of != 1u << of[i])
            continue;
        struct slice words = node_get(lane.node, LANE_WORDS);
        term->type = lane.def.type;
        term->words = words.len ? mem_copy_slice(words) : NULL;
        term->words_len = words.len;
    }
}

static void put_term(struct filter *filter, const struct filter_term *term)
{
    MEM_GROW(filter->terms, filter->count + 1, filter->cap);
    filter->terms[filter->count++] = *term;
}

static bool add_term(
    struct filter *filter, const struct reading *reading, struct slice word, struct buf *why)
{
    struct filter_term term = { .op = FILTER_TEXT };
    struct buf date = BUF_INIT;
    bool good = true;
    size_t len = 0;
    if (word.data[0] == '!' && word.len > 1) {
        term.turned = true;
        word = slice_from(word, 1);
    }
    if (read_name(&term, reading, word, &good, why)) {
        put_term(filter, &term);
        return good;
    }
    size_t at = find_op(word, &term.op, &term.turned, &len);
    struct slice key = { word.data, at };
    if (at && !is_key(reading->map, key))
        return refuse_key(key, why);
    term.key = mem_copy_slice(key);
    set_lane_type(&term, reading->map);
    term.value = without_quotes(slice_from(word, at + len));
    struct slice value = slice_of(term.value);
    term.is_number = parse_number(value, &term.number);
    if (field_parse(MAP_REVIEWED, value, reading->now, &date, NULL))
        term.date = mem_copy_slice(buf_slice(&date));
    else
        term.date = mem_copy_string("");
    enum field field = filter_field(key);
    good = field >= FIELD_COUNT || filter_value_fits(&term, field, reading->now, why);
    text_pattern_init(&term.needle, slice_of(term.value));
    put_term(filter, &term);
    buf_release(&date);
    return good;
}

static bool read_terms(
    struct filter *filter, const struct reading *reading, struct slice text, struct buf *why)
{
    struct buf narrow = BUF_INIT;
    text_add_narrow(text, &narrow);
    struct slice rest = buf_slice(&narrow), word;
    bool good = true;
    while (good && (word = next_term(&rest)).len)
        good = add_term(filter, reading, word, why);
    buf_release(&narrow);
    return good;
}

bool filter_parse(struct filter *filter, const struct map *map, struct slice text, time_t now,
    const struct filter_names *names, struct buf *why)
{
    *filter = (struct filter){ .terms = NULL };
    bool good = read_terms(filter, &(struct reading){ map, now, names, 0 }, text, why);
    if (!good)
        filter_release(filter);
    return good;
}

static void release_term(struct filter_term *term)
{
    if (term->inner) {
        filter_release(term->inner);
        free(term->inner);
        return;
    }
    free(term->key);
    free(term->value);
    free(term->date);
    free(term->words);
    text_pattern_release(&term->needle);
}

void filter_release(struct filter *filter)
{
    for (size_t i = 0; i < filter->count; i++)
        release_term(&filter->terms[i]);
    free(filter->terms);
    *filter = (struct filter){ .terms = NULL };
}

/* --- one value --- */

static bool in_order(enum filter_op op, double difference)
{
    switch (op) {
    case FILTER_LESS:
        return difference < 0;
    case FILTER_MOST:
        return difference <= 0;
    case FILTER_MORE:
        return difference > 0;
    case FILTER_LEAST:
        return difference >= 0;
    default:
        return difference == 0;
    }
}

static bool has_text(const struct filter_term *term, struct slice text)
{
    return text_pattern_find(&term->needle, text) != (size_t)-1;
}

static bool is_number(const struct filter_term *term, struct slice value)
{
    double number;
    return term->is_number && parse_number(value, &number) &&
           in_order(term->op, number - term->number);
}

static int place_in(const char *const *words, struct slice word, bool beginning)
{
    for (int i = 0; words && words[i]; i++)
        if (beginning ? text_begins_fold(slice_of(words[i]), word) : slice_is(word, words[i]))
            return i;
    return -1;
}

/* A choice is one of its words, also by its beginning; they have an order. */
static bool is_word(const struct filter_term *term, enum field field, struct slice value)
{
    const char *const *words = field_def(field)->words;
    int wanted = place_in(words, slice_of(term->value), true), has = place_in(words, value, false);
    return wanted >= 0 && has >= 0 && in_order(term->op, has - wanted);
}

static bool is_flag(const struct filter_term *term, struct slice value)
{
    return term->op == FILTER_IS && slice_is(value, term->value);
}

static bool is_date(const struct filter_term *term, struct slice value)
{
    if (!*term->date)
        return term->op == FILTER_IS && has_text(term, value);
    return in_order(term->op, strcmp(value.data, term->date));
}

static bool has_item(const struct filter_term *term, struct slice list)
{
    struct slice item;
    while (value_next_item(&list, &item))
        if (has_text(term, item))
            return true;
    return false;
}

/* Without a value it asks whether there is none. */
static bool is_value(
    const struct filter_term *term, const struct node *node, enum field field, const char *persona)
{
    struct slice value = node_get(node, field);
    const struct field_def *def = field_def(field);
    if (!*term->value || !value.len)
        return !*term->value && term->op == FILTER_IS && !value.len;
    switch (def->type) {
    case FIELD_PER_PERSONA: {
        int emotion = emotion_of_value(node, value, persona);
        return emotion != EMOTION_NONE && term->is_number &&
               in_order(term->op, emotion - term->number);
    }
    case FIELD_INTEGER:
    case FIELD_NUMBER:
        return is_number(term, value);
    case FIELD_CHOICE:
        return is_word(term, field, value);
    case FIELD_BOOLEAN:
        return is_flag(term, value);
    case FIELD_DATE:
        return is_date(term, value);
    case FIELD_LIST:
        return term->op == FILTER_IS && has_item(term, value);
    default:
        return term->op == FILTER_IS ? has_text(term, value) : is_number(term, value);
    }
}

static int place_in_list(struct slice list, struct slice word, bool beginning)
{
    struct slice item;
    for (int i = 0; value_next_item(&list, &item); i++)
        if (beginning ? text_begins_fold(item, word) : text_equal_fold(item, word))
            return i;
    return -1;
}

/* The words of a lane have their order, too. */
static bool is_lane_word(const struct filter_term *term, struct slice value)
{
    struct slice words = { term->words, term->words_len };
    int wanted = place_in_list(words, slice_of(term->value), true);
    int has = place_in_list(words, value, false);
    return wanted >= 0 && has >= 0 && in_order(term->op, has - wanted);
}

/* Of a lane as its type compares; else what it holds is text. */
static bool is_own_value(const struct filter_term *term, struct slice value)
{
    if (!*term->value || !value.len)
        return !*term->value && term->op == FILTER_IS && !value.len;
    if (term->type == FIELD_DATE)
        return is_date(term, value);
    if (term->type == FIELD_CHOICE)
        return is_lane_word(term, value);
    if (term->type == FIELD_NUMBER || term->op != FILTER_IS)
        return is_number(term, value);
    return has_text(term, value);
}

/* A key of the map's own. */
static bool is_own(const struct filter_term *term, const struct node *node)
{
    for (size_t i = 0; i < node->value_count; i++)
        if (node->values[i].field >= FIELD_UNKNOWN &&
            slice_is(unknown_key(&node->values[i]), term->key)) {
            struct buf text = BUF_INIT;
            own_field_show(unknown_yaml(&node->values[i]), &text);
            bool is = is_own_value(term, buf_slice(&text));
            buf_release(&text);
            return is;
        }
    return term->op == FILTER_IS && !*term->value;
}

/* --- a node --- */

static struct slice text_of(const struct value *value)
{
    if (value->field >= FIELD_UNKNOWN)
        return unknown_yaml(value);
    return (struct slice){ value->data, value->len };
}

/* A value of its own that has the text; NULL: none. The guide's are not for people. */
static const struct value *told(const struct filter_term *term, const struct node *node)
{
    for (size_t i = 0; i < node->value_count; i++) {
        const struct value *value = &node->values[i];
        bool shown = value->field >= FIELD_UNKNOWN ||
                     (value->field < FIELD_COUNT && field_def(value->field)->label);
        if (shown && has_text(term, text_of(value)))
            return value;
    }
    return NULL;
}

static bool tells(const struct filter_term *term, const struct node *node)
{
    return told(term, node) != NULL;
}

static bool kind_has(enum node_kind kind, const char *key, enum field *field)
{
    *field = field_of_key(kind, slice_of(key));
    return *field < FIELD_COUNT && field_def(*field)->type != FIELD_NODES;
}

static bool answers(const struct filter_term *term, const struct node *node, const char *persona)
{
    enum field field;
    if (!*term->key)
        return tells(term, node);
    if (slice_is(slice_of(kind_def(node->kind)->name), term->key))
        return term->op == FILTER_IS && has_text(term, node_headline(node));
    return kind_has(node->kind, term->key, &field) ? is_value(term, node, field, persona)
                                                   : is_own(term, node);
}

/* Does the key belong to nodes of that kind? */
static bool owns(const struct filter_term *term, const struct node *node)
{
    enum field field;
    if (slice_is(slice_of(kind_def(node->kind)->name), term->key) ||
        kind_has(node->kind, term->key, &field) || (term->lanes_of & 1u << node->kind))
        return true;
    for (size_t i = 0; i < node->value_count; i++)
        if (node->values[i].field >= FIELD_UNKNOWN &&
            slice_is(unknown_key(&node->values[i]), term->key))
            return true;
    return false;
}

static bool any_below(const struct filter_term *term, const struct node *top, const char *persona)
{
    bool bare = !*term->key;
    for (const struct node *node = node_next(top, top); node; node = node_next(node, top))
        if ((bare || owns(term, node)) && answers(term, node, persona))
            return true;
    return false;
}

static bool is_so(const struct filter_term *term, const struct node *node, const char *persona)
{
    if (term->inner)
        return filter_matches(term->inner, node, persona);
    if (!*term->key)
        return answers(term, node, persona) || any_below(term, node, persona);
    for (const struct node *owner = node; owner && owner->kind != KIND_MAP; owner = owner->parent)
        if (owns(term, owner))
            return answers(term, owner, persona);
    return any_below(term, node, persona);
}

struct slice filter_lost_word(const struct filter *filter, const struct map *map)
{
    for (size_t i = 0; i < filter->count; i++) {
        const struct filter_term *term = &filter->terms[i];
        bool bare = !term->inner && !*term->key && !term->turned;
        if (bare && !tells(term, map->root) && !any_below(term, map->root, NULL))
            return slice_of(term->value);
    }
    return SLICE_NONE;
}

bool filter_matches(const struct filter *filter, const struct node *node, const char *persona)
{
    for (size_t i = 0; i < filter->count; i++)
        if (is_so(&filter->terms[i], node, persona) == filter->terms[i].turned)
            return false;
    return true;
}

bool filter_is_about(const struct filter *filter, const struct node *node)
{
    for (size_t i = 0; i < filter->count; i++) {
        const struct filter_term *term = &filter->terms[i];
        bool own = term->inner  ? filter_is_about(term->inner, node)
                   : *term->key ? owns(term, node)
                                : tells(term, node);
        if (own)
            return true;
    }
    return false;
}

/* Of a list the item. Ids and scores are no texts for people. */
static struct slice found_in(const struct filter_term *term, const struct value *value)
{
    struct slice text = text_of(value), item;
    if (value->field >= FIELD_UNKNOWN)
        return text;
    if (field_names(value->field) != KIND_COUNT ||
        field_def(value->field)->type == FIELD_PER_PERSONA)
        return SLICE_NONE;
    for (struct slice rest = text; value_is_list(text) && value_next_item(&rest, &item);)
        if (has_text(term, item))
            return item;
    return text;
}

struct slice filter_found(const struct filter *filter, const struct node *node)
{
    for (size_t i = 0; i < filter->count; i++) {
        const struct filter_term *term = &filter->terms[i];
        const struct value *value = term->inner || *term->key || term->turned ? NULL
                                                                              : told(term, node);
        struct slice found = value ? found_in(term, value) : SLICE_NONE;
        if (found.len)
            return found;
    }
    return node_headline(node);
}
