#include "insight/match/contents.h"

enum {
    CHILDREN_MAX = 64, /* looked at in a list */
    MUCH = 4,
};

/* Unknown keys have other numbers in other maps. */
static bool has_value(const struct node *node, const struct value *value)
{
    for (size_t i = 0; i < node->value_count; i++) {
        const struct value *other = &node->values[i];
        bool unknown = value->field >= FIELD_UNKNOWN && other->field >= FIELD_UNKNOWN;
        if ((unknown || other->field == value->field) && other->key_len == value->key_len &&
            other->len == value->len && memcmp(other->data, value->data, value->len) == 0)
            return true;
    }
    return false;
}

static bool has_child(const struct node *node, const struct node *child)
{
    struct node_list list = node_children(node, node_list_field(child));
    for (uint32_t i = 0; i < list.count && i < CHILDREN_MAX; i++)
        if (slice_equal(node_headline(list.items[i]), node_headline(child)))
            return true;
    return false;
}

/* Many have the same number. */
static size_t weight_of(uint16_t field, bool weighed)
{
    bool says_much = field >= FIELD_COUNT || field_is_text(field) ||
                     field_def(field)->type == FIELD_NODES;
    return weighed && says_much ? MUCH : 1;
}

static bool is_headline(const struct node *node, const struct value *value)
{
    return value->field == (uint16_t)kind_def(node->kind)->headline;
}

static size_t count_contents(const struct node *node, bool weighed)
{
    size_t count = 0;
    for (size_t i = 0; i < node->value_count; i++)
        if (!is_headline(node, &node->values[i]))
            count += weight_of(node->values[i].field, weighed);
    for (size_t i = 0; i < node->list_count; i++)
        count += node->lists[i].count * weight_of(node->lists[i].field, weighed);
    return count;
}

struct contents compare_contents(const struct node *a, const struct node *b, bool weighed)
{
    struct contents contents = { count_contents(a, weighed), count_contents(b, weighed), 0 };
    for (size_t i = 0; i < a->value_count; i++)
        if (!is_headline(a, &a->values[i]) && has_value(b, &a->values[i]))
            contents.common += weight_of(a->values[i].field, weighed);
    for (size_t i = 0; i < a->list_count; i++)
        for (uint32_t k = 0; k < a->lists[i].count && k < CHILDREN_MAX; k++)
            if (has_child(b, node_list_at(a, i).items[k]))
                contents.common += weight_of(a->lists[i].field, weighed);
    return contents;
}

bool contents_agree(const struct contents *contents)
{
    size_t least = contents->a < contents->b ? contents->a : contents->b;
    return contents->common * 2 >= least;
}

bool contents_say_little(const struct node *node)
{
    return count_contents(node, true) == count_contents(node, false);
}

uint64_t contents_hash_text(uint64_t hash, struct slice text)
{
    for (size_t i = 0; i < text.len; i++)
        hash = (hash ^ (unsigned char)text.data[i]) * 0x100000001b3u;
    return (hash ^ text.len) * 0x9E3779B97F4A7C15u;
}

/* The order of fields means nothing, that of children does. */
uint64_t contents_hash(const struct node *node)
{
    uint64_t hash = 0;
    for (size_t i = 0; i < node->value_count; i++) {
        const struct value *value = &node->values[i];
        uint64_t field = value->field < FIELD_UNKNOWN ? value->field : FIELD_UNKNOWN;
        hash += contents_hash_text(field + 1, (struct slice){ value->data, value->len });
    }
    for (size_t i = 0; i < node->list_count; i++) {
        uint64_t list = node->lists[i].field + 1;
        for (uint32_t k = 0; k < node->lists[i].count; k++)
            list = (list ^ contents_hash(node_list_at(node, i).items[k])) * 0x9E3779B97F4A7C15u;
        hash += node->lists[i].count ? list : 0;
    }
    return hash ^ hash >> 29;
}
