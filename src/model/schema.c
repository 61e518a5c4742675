#ifdef HAVE_CONFIG_H
#include <config.h>
#endif

#include "model/schema.h"

#include <stdint.h>

#include "base/i18n.h"

static const char *const words_map_kind[] = { "current", "future", "day", "blueprint", NULL };
static const char *const words_market[] = { "b2c", "b2b", NULL };
static const char *const words_buying_role[] = { "user", "buyer", "influencer", "approver",
    "gatekeeper", NULL };
static const char *const words_channel[] = { "web", "app", "search", "social", "messenger",
    "e-mail", "phone", "shop", "post", "person", "other", NULL };
static const char *const words_evidence[] = { "assumption", "partial", "research", NULL };
static const char *const words_boolean[] = { "true", "false", NULL };
static const char *const words_when[] = { "before", "during", "after", NULL };
static const char *const words_started_by[] = { "customer", "organisation", NULL };
static const char *const words_moment_of[] = { "first", "decision", "peak", "resolution", "last",
    NULL };
static const char *const words_status[] = { "open", "doing", "fixed", "verified", NULL };
static const char *const words_metric_kind[] = { "nps", "csat", "ces", "rate", "count", "time",
    "money", NULL };

static const struct field_def defs[FIELD_COUNT] = {
#define F(kind, name, key, type, low, high, words, label, question, help)                     \
    { KIND_##kind, key, sizeof(key) - 1, type, low, high, words, KIND_COUNT, label, question, \
        help },
#define N(kind, name, key, child, label, question, help) \
    { KIND_##kind, key, sizeof(key) - 1, FIELD_NODES, 0, 0, NULL, child, label, question, help },
#include "model/schema_fields.h"
#undef F
#undef N
};

static const struct kind_def kinds[KIND_COUNT] = {
    [KIND_MAP] = { N_("map"), MAP_CJM, MAP_PARKING + 1, MAP_TITLE },
    [KIND_PERSONA] = { N_("persona"), PERSONA_NAME, PERSONA_NOTES + 1, PERSONA_NAME },
    [KIND_STAGE] = { N_("stage"), STAGE_NAME, STAGE_TOUCHPOINTS + 1, STAGE_NAME },
    [KIND_TOUCHPOINT] = { N_("touchpoint"), TOUCHPOINT_NAME, TOUCHPOINT_IDEAS + 1,
        TOUCHPOINT_NAME },
    [KIND_PAIN] = { N_("pain"), PAIN_TEXT, PAIN_LINK + 1, PAIN_TEXT },
    [KIND_IDEA] = { N_("idea"), IDEA_TEXT, IDEA_LINK + 1, IDEA_TEXT },
    [KIND_QUOTE] = { N_("quote"), QUOTE_TEXT, QUOTE_DATE + 1, QUOTE_TEXT },
    [KIND_METRIC] = { N_("metric"), METRIC_NAME, METRIC_SOURCE + 1, METRIC_NAME },
    [KIND_NOTE] = { N_("note"), NOTE_TEXT, NOTE_DATE + 1, NOTE_TEXT },
};

const struct field_def *field_def(enum field field)
{
    return &defs[field];
}

const struct kind_def *kind_def(enum node_kind kind)
{
    return &kinds[kind];
}

enum field field_of_key(enum node_kind kind, struct slice key)
{
    for (enum field f = kinds[kind].first; f < kinds[kind].end; f++)
        if (defs[f].key_len == key.len && memcmp(defs[f].key, key.data, key.len) == 0)
            return f;
    return slice_is(key, "id") ? FIELD_ID : FIELD_UNKNOWN;
}

/* Which list field of a kind holds which other kind; 0 where none does. */
static const uint16_t child_fields[KIND_COUNT][KIND_COUNT] = {
#define F(kind, name, key, type, low, high, words, label, question, help)
#define N(kind, name, key, child, label, question, help) [KIND_##kind][child] = kind##_##name,
#include "model/schema_fields.h"
#undef F
#undef N
};

enum field field_of_child(enum node_kind parent, enum node_kind child)
{
    enum field field = child_fields[parent][child];
    return field ? field : FIELD_UNKNOWN;
}
