#include "model/schema.h"

#include <stdint.h>

#include "base/i18n.h"

static const char *const words_map_kind[] = { "current", "future", "day", "blueprint", NULL };
static const char *const words_market[] = { "b2c", "b2b", NULL };
static const char *const words_buying_role[] = { "user", "buyer", "influencer", "decider",
    "approver", "gatekeeper", "initiator", NULL };
static const char *const words_channel[] = { "web", "app", "search", "social", "messenger",
    "e-mail", "phone", "shop", "post", "person", "other", NULL };
static const char *const words_portrait[] = { "woman", "man", "girl", "boy", "grandmother",
    "grandfather", "nurse", "worker", "manager", "student", "cook", "traveller", NULL };
static const char *const words_evidence[] = { "assumption", "partial", "research", NULL };
static const char *const words_boolean[] = { "true", "false", NULL };
static const char *const words_when[] = { "before", "during", "after", NULL };
static const char *const words_started_by[] = { "customer", "organisation", NULL };
static const char *const words_moment_of[] = { "first", "decision", "peak", "resolution", "last",
    NULL };
static const char *const words_status[] = { "open", "doing", "fixed", "verified", NULL };
static const char *const words_metric_kind[] = { "nps", "csat", "ces", "rate", "number", "count",
    "time", "money", NULL };
static const char *const words_lane_of[] = { "stage", "touchpoint", "persona", NULL };
static const char *const words_lane_type[] = { "text", "list", "number", "choice", "date", NULL };
static const char *const words_better[] = { "higher", "lower", NULL };
static const char *const words_measured[] = { "value", "n", "date", "source", NULL };
static const char *const words_preset[] = { "quick", "90", "half", "full", NULL };
static const char *const words_step[] = { "frame", "persona", "scenario", "stages", "actions",
    "touchpoints", "thoughts", "feelings", "pains", "back-stage", "evidence", "moments",
    "opportunities", "vote", "act", NULL };
static const char *const words_only[] = { "current", "future", "day", "blueprint", "b2c", "b2b",
    "quick", "90", "half", "full", NULL };
static const char *const words_of[] = { "chosen", "moment", NULL };

/* What a question of the guide may be for: every field that people fill, and the ideas of a pain,
 * which lie in its touchpoint. */
#define NAME_MAP "map"
#define NAME_PERSONA "persona"
#define NAME_STAGE "stage"
#define NAME_TOUCHPOINT "touchpoint"
#define NAME_PAIN "pain"
#define NAME_IDEA "idea"
#define NAME_QUOTE "quote"
#define NAME_METRIC "metric"
#define NAME_NOTE "note"
#define NAME_VISIT "visit"
#define NAME_READING "reading"
#define NAME_COMMENT "comment"
#define NAME_LANE "lane"
#define NAME_STEP "step"
#define NAME_QUESTION "question"
static const char *const words_target[] = {
#define F(kind, name, key, type, low, high, words, label, question, help) NAME_##kind "." key,
#define N(kind, name, key, child, label, question, help) NAME_##kind "." key,
#include "model/schema_fields.h"
#undef F
#undef N
    "pain.ideas",
    NULL,
};

static const struct field_def defs[FIELD_COUNT + 1] = {
#define F(kind, name, key, type, low, high, words, label, question, help)                     \
    { KIND_##kind, key, sizeof(key) - 1, type, low, high, words, KIND_COUNT, label, question, \
        help },
#define N(kind, name, key, child, label, question, help) \
    { KIND_##kind, key, sizeof(key) - 1, FIELD_NODES, 0, 0, NULL, child, label, question, help },
#include "model/schema_fields.h"
#undef F
#undef N
    { .kind = KIND_COUNT, .key = "", .child = KIND_COUNT },
};

/* A kind's rows end where those of the next one begin. */
enum {
    FIRST_MAP = MAP_CJM,
    FIRST_PERSONA = PERSONA_NAME,
    END_MAP = FIRST_PERSONA,
    FIRST_STAGE = STAGE_NAME,
    END_PERSONA = FIRST_STAGE,
    FIRST_TOUCHPOINT = TOUCHPOINT_NAME,
    END_STAGE = FIRST_TOUCHPOINT,
    FIRST_PAIN = PAIN_TEXT,
    END_TOUCHPOINT = FIRST_PAIN,
    FIRST_IDEA = IDEA_TEXT,
    END_PAIN = FIRST_IDEA,
    FIRST_QUOTE = QUOTE_TEXT,
    END_IDEA = FIRST_QUOTE,
    FIRST_METRIC = METRIC_NAME,
    END_QUOTE = FIRST_METRIC,
    FIRST_NOTE = NOTE_TEXT,
    END_METRIC = FIRST_NOTE,
    FIRST_VISIT = VISIT_NOTE,
    END_NOTE = FIRST_VISIT,
    FIRST_READING = READING_VALUE,
    END_VISIT = FIRST_READING,
    FIRST_COMMENT = COMMENT_TEXT,
    END_READING = FIRST_COMMENT,
    FIRST_LANE = LANE_KEY,
    END_COMMENT = FIRST_LANE,
    FIRST_STEP = STEP_STEP,
    END_LANE = FIRST_STEP,
    FIRST_QUESTION = QUESTION_TEXT,
    END_STEP = FIRST_QUESTION,
    END_QUESTION = FIELD_COUNT
};

#define ROW_OF(kind, name)                                                               \
    _Static_assert(                                                                      \
        (int)kind##_##name >= (int)FIRST_##kind && (int)kind##_##name < (int)END_##kind, \
        #kind "_" #name " stands among the rows of another kind");
#define F(kind, name, key, type, low, high, words, label, question, help) ROW_OF(kind, name)
#define N(kind, name, key, child, label, question, help) ROW_OF(kind, name)
#include "model/schema_fields.h"
#undef F
#undef N

#define KIND_ROW(name, kind, headline) \
    [KIND_##kind] = { name, (enum field)FIRST_##kind, (enum field)END_##kind, headline }

static const struct kind_def kinds[KIND_COUNT] = {
    KIND_ROW(N_("map"), MAP, MAP_TITLE),
    KIND_ROW(N_("persona"), PERSONA, PERSONA_NAME),
    KIND_ROW(N_("stage"), STAGE, STAGE_NAME),
    KIND_ROW(N_("touchpoint"), TOUCHPOINT, TOUCHPOINT_NAME),
    KIND_ROW(N_("pain"), PAIN, PAIN_TEXT),
    KIND_ROW(N_("idea"), IDEA, IDEA_TEXT),
    KIND_ROW(N_("quote"), QUOTE, QUOTE_TEXT),
    KIND_ROW(N_("metric"), METRIC, METRIC_NAME),
    KIND_ROW(N_("note"), NOTE, NOTE_TEXT),
    KIND_ROW(N_("visit"), VISIT, VISIT_NOTE),
    KIND_ROW(N_("reading"), READING, READING_VALUE),
    KIND_ROW(N_("comment"), COMMENT, COMMENT_TEXT),
    KIND_ROW(N_("lane"), LANE, LANE_KEY),
    KIND_ROW(N_("step"), STEP, STEP_STEP),
    KIND_ROW(N_("question"), QUESTION, QUESTION_TEXT),
};

const struct field_def *field_def(enum field field)
{
    return &defs[field < FIELD_COUNT ? field : FIELD_COUNT];
}

bool field_is_text(enum field field)
{
    static const bool texts[] = { [FIELD_TEXT] = true,
        [FIELD_LONG_TEXT] = true,
        [FIELD_LENGTH] = true,
        [FIELD_FIGURE] = true,
        [FIELD_TEXTS] = true,
        [FIELD_PATH] = true,
        [FIELD_NODES] = false };
    return field < FIELD_COUNT && texts[defs[field].type];
}

struct slice field_alone(enum field field, struct slice list)
{
    bool one = list.len && (char *)memchr(list.data, '\0', list.len) == list.data + list.len - 1;
    if (one && field < FIELD_COUNT && defs[field].type == FIELD_TEXTS)
        list.len--;
    return list;
}

enum node_kind field_names(enum field field)
{
    static const uint8_t kinds_named[FIELD_COUNT] = { [PAIN_PERSONAS] = KIND_PERSONA,
        [QUOTE_PERSONA] = KIND_PERSONA,
        [TOUCHPOINT_TAKES_PART] = KIND_PERSONA,
        [IDEA_PAIN] = KIND_PAIN };
    return field < FIELD_COUNT && kinds_named[field] ? (enum node_kind)kinds_named[field]
                                                     : KIND_COUNT;
}

bool field_is_shown(enum field field)
{
    return field >= FIELD_COUNT || defs[field].label;
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
