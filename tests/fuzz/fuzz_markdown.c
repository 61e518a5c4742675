/*
 * Texts with a NUL byte between, for the fields of a map, behind some bytes that say which there
 * are. Exported as Markdown they come back as they are, and as no markup.
 */
#include "fuzz.h"
#include "unit/markdown_support.h"

#include "base/text.h"
#include "model/ids.h"

enum { CHILDREN_MOST = 3, PLAN = 64 };

/* Takes what decides on the map's form; the texts are what is left then. */
struct plan {
    uint8_t bytes[PLAN];
    size_t at;
};

static unsigned next(struct plan *plan, unsigned below)
{
    return plan->bytes[plan->at++ % PLAN] % below;
}

/* As the reader leaves texts. */
static void add_text(struct buf *out)
{
    struct slice text = fuzz_part();
    text.len = utf8_valid_length(text);
    buf_add_slice(out, text);
}

static void put_value(struct map *map, struct node *node, enum field field, struct plan *plan)
{
    const struct field_def *def = field_def(field);
    struct buf value = BUF_INIT, item = BUF_INIT;
    if (def->type == FIELD_TEXT || def->type == FIELD_LONG_TEXT)
        add_text(&value);
    else if (def->type == FIELD_LIST)
        for (unsigned i = 0; i <= next(plan, CHILDREN_MOST); i++) {
            buf_clear(&item);
            add_text(&item);
            value_add_item(&value, buf_slice(&item));
        }
    else if (def->type == FIELD_INTEGER || def->type == FIELD_PER_PERSONA)
        buf_addf(&value, "%d", def->low + (int)next(plan, (unsigned)(def->high - def->low) + 1));
    else if (def->type == FIELD_RECORD)
        buf_add_slice(&value, SLICE("value\0-1\0n\0007\0"));
    else if (def->type == FIELD_NUMBER)
        buf_adds(&value, "0.5");
    else if (def->type == FIELD_CHOICE || def->type == FIELD_BOOLEAN)
        buf_adds(&value, def->words[0]);
    else
        buf_adds(&value, def->type == FIELD_DATE ? "2026-11-21" : "3 months");
    if (value.len)
        node_put(map, node, field, buf_slice(&value));
    buf_release(&value);
    buf_release(&item);
}

static void fill(struct map *map, struct node *node, struct plan *plan)
{
    const struct kind_def *def = kind_def((enum node_kind)node->kind);
    for (enum field field = def->first; field < def->end; field++) {
        const struct field_def *row = field_def(field);
        if (row->type != FIELD_NODES && (field == def->headline || next(plan, 3) == 0))
            put_value(map, node, field, plan);
        unsigned children = row->type == FIELD_NODES ? next(plan, CHILDREN_MOST) : 0;
        for (; children && fuzz_more(); children--) {
            struct node *child = node_new(map, row->child);
            fill(map, child, plan);
            node_attach(map, node, child, SIZE_MAX);
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct plan plan = { { 0 }, 0 };
    struct map map;
    size_t len = size < PLAN ? size : PLAN;
    memcpy(plan.bytes, data, len);
    fuzz_begin(data + len, size - len);
    map_begin(&map);
    fill(&map, map.root, &plan);
    ids_assign(&map, map.root);
    expect_markdown(&map);
    map_release(&map);
    return 0;
}
