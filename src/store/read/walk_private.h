/* Shared by the files of the walk. */
#ifndef CJM_STORE_READ_WALK_PRIVATE_H
#define CJM_STORE_READ_WALK_PRIVATE_H

#include "base/buf.h"
#include "store/read/walk.h"

enum {
    KEY_MAX = 200,           /* bytes of a key that the schema does not know */
    KEYS_MAX = OWN_KEYS_MAX, /* of them in one place */
    KEY_CACHE = 64,          /* places for the keys of a kind */
};

struct walk {
    struct events events;
    struct source *source;
    const struct walk_sink *sink;
    void *context;
    bool stopped;     /* by the sink */
    struct buf value; /* of a list or per persona */
    struct buf key;   /* one that the schema does not know */
    struct buf why;
    uint32_t serial;                        /* of the node that is being read */
    uint16_t fields[KIND_COUNT][KEY_CACHE]; /* of keys seen lately */
    uint32_t seen[FIELD_COUNT + 1];         /* the node that had the field last; [FIELD_ID] too */
};

/* Keys that are not in the schema, to find the ones that come twice. */
struct key_set {
    size_t count;
    uint64_t seen[4]; /* a bit for each hash: where it is not set none is like it */
    uint32_t hashes[KEYS_MAX];
};

static inline void key_set_init(struct key_set *keys)
{
    keys->count = 0;
    memset(keys->seen, 0, sizeof keys->seen);
}

static inline bool walk_at_end(const struct walk *walk)
{
    return walk->stopped || walk->events.over;
}

static inline bool walk_next(struct walk *walk)
{
    return !walk->stopped && events_next(&walk->events);
}

/* The byte of a mark. */
static inline size_t walk_at(struct walk *walk, size_t mark)
{
    return events_offset(&walk->events, mark);
}

/* A mark is where a message points to. */

/* False, with a message: the key came before, or is too long, or one too many. */
bool walk_add_key(struct walk *walk, struct key_set *keys, struct slice key, size_t mark);
/* What stands here, for messages. */
const char *walk_shape(const struct walk *walk);
/* It is not what the field wants: says so and goes behind it. */
void walk_refuse_shape(struct walk *walk, const struct field_def *def, const char *wanted);
/* False, with a message: the scalar can't be a text of the map. */
bool walk_check_text(struct walk *walk, size_t mark, const char *key);

/* Reports a full-width colon behind a key of that kind (KIND_COUNT: of any) in the plain scalar,
 * from its second line on or from the first; false: there is none. */
bool walk_report_colon(struct walk *walk, enum node_kind kind, bool from_first);

/* Each from the value's first event on to its last. */
void walk_scalar(struct walk *walk, struct node *node, enum field field, size_t mark);
void walk_list(struct walk *walk, struct node *node, enum field field, size_t mark);
void walk_per_persona(struct walk *walk, struct node *node, enum field field, size_t mark);
void walk_record(struct walk *walk, struct node *node, enum field field);
void walk_id(struct walk *walk, struct node *node, size_t mark);

#endif
