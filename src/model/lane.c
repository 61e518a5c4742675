#include "model/lane.h"

#include "base/i18n.h"

static const struct {
    const char *name;
    enum field_type type;
} types[] = { { "text", FIELD_LONG_TEXT }, { "list", FIELD_LIST }, { "number", FIELD_NUMBER },
    { "choice", FIELD_CHOICE }, { "date", FIELD_DATE } };

static enum field_type type_of(const struct node *lane)
{
    struct slice name = node_get(lane, LANE_TYPE);
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (slice_is(name, types[i].name))
            return types[i].type;
    return FIELD_LONG_TEXT;
}

static enum node_kind kind_of(const struct node *lane)
{
    static const enum node_kind kinds[] = { KIND_STAGE, KIND_TOUCHPOINT, KIND_PERSONA };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (slice_is(node_get(lane, LANE_OF), kind_def(kinds[i])->name))
            return kinds[i];
    return KIND_TOUCHPOINT;
}

struct slice own_key_of_field(const struct map *map, enum field field)
{
    size_t place = (size_t)field - FIELD_UNKNOWN - 1;
    return field > FIELD_UNKNOWN && place < map->keys.count ? map->keys.items[place] : SLICE_NONE;
}

static void read_words(struct lane *lane)
{
    struct slice rest = node_get(lane->node, LANE_WORDS), item;
    size_t count = 0;
    while (count < LANE_WORDS_MAX && value_next_item(&rest, &item))
        lane->words[count++] = item.data; /* ends in NUL there */
    lane->words[count] = NULL;
}

void lane_read(const struct map *map, const struct node *node, struct lane *out)
{
    struct slice key = node_get(node, LANE_KEY), label = node_get(node, LANE_LABEL);
    struct slice question = node_get(node, LANE_QUESTION);
    *out = (struct lane){
        .node = node, .of = kind_of(node), .field = unknown_field_known(&map->keys, key)
    };
    read_words(out);
    out->def = (struct field_def){
        .kind = out->of,
        .key = key.data,
        .key_len = key.len,
        .type = type_of(node),
        .low = node_int(node, LANE_LOW, 0),
        .high = node_int(node, LANE_HIGH, 0),
        .words = out->words[0] ? out->words : NULL,
        .child = KIND_COUNT,
        .label = label.len ? label.data : key.data,
        .question = question.len ? question.data : NULL,
        .help = label.len ? label.data : key.data,
    };
    if (out->def.type != FIELD_NUMBER)
        out->def.low = out->def.high = 0;
    if (out->def.type == FIELD_CHOICE && !out->def.words)
        out->def.type = FIELD_LONG_TEXT;
}

bool lane_at(const struct map *map, enum node_kind kind, size_t place, struct lane *out)
{
    struct node_list list = node_children(map->root, MAP_LANES);
    for (uint32_t i = 0; i < list.count && i < LANES_MAX; i++)
        if (kind_of(list.items[i]) == kind && lane_is_good(list.items[i], NULL) && place-- == 0) {
            lane_read(map, list.items[i], out);
            return true;
        }
    return false;
}

bool lane_of_key(const struct map *map, enum node_kind kind, struct slice key, struct lane *out)
{
    struct node_list list = node_children(map->root, MAP_LANES);
    for (uint32_t i = 0; i < list.count && i < LANES_MAX; i++)
        if (slice_equal(node_get(list.items[i], LANE_KEY), key) && kind_of(list.items[i]) == kind &&
            lane_is_good(list.items[i], NULL)) {
            lane_read(map, list.items[i], out);
            return true;
        }
    return false;
}

bool lane_of_field(const struct map *map, enum node_kind kind, enum field field, struct lane *out)
{
    struct slice key = own_key_of_field(map, field);
    return key.len && lane_of_key(map, kind, key, out);
}

/* Is it a key that a lane of such nodes has? */
static bool is_of_lane(const struct map *map, enum node_kind kind, enum field field)
{
    struct lane lane;
    return lane_of_field(map, kind, field, &lane);
}

enum field own_field_at(const struct map *map, const struct node *node, size_t place)
{
    enum node_kind kind = (enum node_kind)node->kind;
    struct node_list list = node_children(map->root, MAP_LANES);
    for (uint32_t i = 0; i < list.count && i < LANES_MAX; i++)
        if (kind_of(list.items[i]) == kind && lane_is_good(list.items[i], NULL) && place-- == 0)
            return unknown_field_known(&map->keys, node_get(list.items[i], LANE_KEY));
    for (size_t i = 0; i < node->value_count; i++) {
        enum field field = (enum field)node->values[i].field;
        bool own = field > FIELD_UNKNOWN && !(list.count && is_of_lane(map, kind, field));
        if (own && place-- == 0)
            return field;
    }
    return FIELD_UNKNOWN;
}

struct slice own_field_label(const struct map *map, enum node_kind kind, enum field field)
{
    struct lane lane;
    return lane_of_field(map, kind, field, &lane) ? slice_of(lane.def.label)
                                                  : own_key_of_field(map, field);
}

static void say_taken(struct slice key, struct buf *why)
{
    if (why)
        buf_addf(why, _("\"%s\" is a field already; choose another key"), key.data);
}

bool lane_key_is_good(enum node_kind of, struct slice key, struct buf *why)
{
    bool good = key.len && key.data[0] >= 'a' && key.data[0] <= 'z';
    for (size_t i = 0; i < key.len; i++) {
        char c = key.data[i];
        good = good && ((c >= 'a' && c <= 'z') || is_digit(c) || c == '_');
    }
    bool taken = good && field_of_key(of, key) != FIELD_UNKNOWN;
    struct buf name = BUF_INIT;
    buf_add_slice(&name, key);
    if (!good && why)
        buf_addf(why, _("the key of a lane has lower case letters, digits and \"_\", found \"%s\""),
            name.len ? name.data : "");
    if (taken)
        say_taken(key, why);
    buf_release(&name);
    return good && !taken;
}

bool lane_key_is_free(struct node *const *lanes, size_t count, const struct node *lane,
    const struct node *but, struct buf *why)
{
    struct slice key = node_get(lane, LANE_KEY);
    for (size_t i = 0; i < count; i++)
        if (lanes[i] != but && slice_equal(node_get(lanes[i], LANE_KEY), key) &&
            kind_of(lanes[i]) == kind_of(lane)) {
            say_taken(key, why);
            return false;
        }
    return true;
}

bool lane_is_good(const struct node *lane, struct buf *why)
{
    if (!lane_key_is_good(kind_of(lane), node_get(lane, LANE_KEY), why))
        return false;
    struct slice words = node_get(lane, LANE_WORDS), item;
    size_t count = 0;
    while (value_next_item(&words, &item))
        count++;
    bool choice = type_of(lane) == FIELD_CHOICE;
    bool ranged = node_has(lane, LANE_LOW) && node_has(lane, LANE_HIGH);
    int low = node_int(lane, LANE_LOW, 0), high = node_int(lane, LANE_HIGH, 0);
    bool empty = ranged && low > high;
    if ((!choice || count) && count <= LANE_WORDS_MAX && !empty)
        return true;
    if (why && empty)
        buf_addf(why, _("low is above high: %1$d, %2$d"), low, high);
    else if (why && count > LANE_WORDS_MAX)
        buf_addf(why, _("a lane has at most %d words"), LANE_WORDS_MAX);
    else if (why)
        buf_adds(why, _("a lane of the type choice needs its words: words: [low, high]"));
    return false;
}
