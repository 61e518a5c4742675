#include "insight/history.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "model/edit/edit_text.h"
#include "model/ids.h"

enum {
    NAME_WIDTH = 24,
    HEADLINE_WIDTH = 500,
    DEPTH_MOST = 8,
    INSERTED_MOST = 64, /* nodes that one record tells of */
    AUTHORS_MOST = 10000,
    LOOK_BACK = 5000 /* entries, for the action that a record is about */
};

/* --- what is known of the nodes --- */

/* Most records have only the beginning of a long name. */
static bool is_beginning(struct slice name, struct slice whole)
{
    static const char cut[] = "…";
    size_t len = sizeof cut - 1;
    return name.len > len && memcmp(name.data + name.len - len, cut, len) == 0 &&
           whole.len > name.len && memcmp(name.data, whole.data, name.len - len) == 0;
}

static void name_node(struct map *map, struct node *node, struct slice name)
{
    enum field headline = kind_def((enum node_kind)node->kind)->headline;
    struct buf text = BUF_INIT;
    text_clip(&text, name, HEADLINE_WIDTH, "…");
    if (!slice_equal(node_get(node, headline), buf_slice(&text)) &&
        !is_beginning(buf_slice(&text), node_get(node, headline)))
        node_put(map, node, headline, buf_slice(&text));
    buf_release(&text);
}

static void place_node(struct map *map, struct node *node, struct node *parent)
{
    if (node->parent)
        node_detach(node);
    if (parent &&
        field_of_child((enum node_kind)parent->kind, (enum node_kind)node->kind) != FIELD_UNKNOWN)
        node_attach(map, parent, node, (size_t)-1);
}

/* The node that a record tells of. It is made where it is not known yet; one of another kind had
 * the id before. NULL where there can be none. */
static struct node *node_told(struct map *map, struct slice id, enum node_kind kind)
{
    struct node *node = map_find(map, id);
    if (node && (kind == KIND_COUNT || (enum node_kind)node->kind == kind))
        return node;
    if (kind >= KIND_COUNT || kind == KIND_MAP || node == map->root || !id_is_good(kind, id))
        return NULL;
    if (node) {
        ids_leave(map, node);
        place_node(map, node, NULL);
    }
    node = node_new(map, kind);
    node->id = arena_copy(&map->arena, id.data, id.len);
    ids_claim(map, node);
    return node;
}

static void know_below(struct map *known, const struct node *top)
{
    for (const struct node *node = node_next(top, top); node; node = node_next(node, top)) {
        struct node *parent = map_find(known, slice_of(node->parent->id));
        struct node *own = node_told(known, slice_of(node->id), (enum node_kind)node->kind);
        if (!own || !parent || own->parent)
            continue;
        name_node(known, own, node_headline(node));
        place_node(known, own, parent);
    }
}

/* What was removed is told of, too. */
static void know_map(struct map *known, const struct map *now)
{
    name_node(known, known->root, node_headline(now->root));
    know_below(known, now->root);
    for (const struct removed *at = now->removed; at; at = at->next) {
        const struct node *node = at->node;
        if (!node->id || map_find(known, slice_of(node->id)))
            continue;
        struct node *own = node_told(known, slice_of(node->id), (enum node_kind)node->kind);
        if (own)
            name_node(known, own, node_headline(node));
        know_below(known, node);
    }
}

void history_begin(struct history *history, const struct map *now)
{
    *history = (struct history){ 0 };
    map_begin(&history->known);
    if (now)
        know_map(&history->known, now);
}

void history_release(struct history *history)
{
    for (size_t i = 0; i < history->count; i++)
        free(history->entries[i].lines);
    free(history->entries);
    free(history->authors);
    names_release(&history->tokens);
    map_release(&history->known);
    *history = (struct history){ 0 };
}

/* --- authors --- */

struct slice history_name_of_token(struct slice token)
{
    size_t len = token.len;
    while (len && token.data[len - 1] != '.')
        len--;
    return (struct slice){ token.data, len > 1 ? len - 1 : token.len };
}

static const char *clean_name(struct history *history, struct slice name)
{
    struct buf text = BUF_INIT;
    text_clip(&text, text_trim(name), NAME_WIDTH, "…");
    const char *kept = arena_copy(&history->known.arena, text.data, text.len);
    buf_release(&text);
    return kept;
}

static size_t author_of(struct history *history, struct slice token)
{
    size_t number = names_find(&history->tokens, token);
    if (number != SIZE_MAX)
        return number;
    if (history->author_count == AUTHORS_MOST)
        return 0;
    MEM_GROW(history->authors, history->author_count + 1, history->author_cap);
    history->authors[history->author_count++] = (struct history_author){
        .name = clean_name(history, history_name_of_token(token)),
    };
    return names_add(&history->tokens, token);
}

void history_call(struct history *history, struct slice token, struct slice name)
{
    size_t number = names_find(&history->tokens, token);
    if (number != SIZE_MAX && !slice_is(name, history->authors[number].name))
        history->authors[number].name = clean_name(history, name);
}

const char *history_name(const struct history *history, const struct history_entry *entry)
{
    return entry->outside ? _("(file)") : history->authors[entry->author].name;
}

/* --- entries --- */

static struct history_entry *entry_of(struct history *history, size_t author, uint64_t action)
{
    size_t first = history->count > LOOK_BACK ? history->count - LOOK_BACK : 0;
    for (size_t i = history->count; i-- > first;)
        if (history->entries[i].author == author && history->entries[i].action == action)
            return &history->entries[i];
    return NULL;
}

static void leave_off(struct history *history, size_t count)
{
    for (size_t i = 0; i < count; i++)
        free(history->entries[i].lines);
    history->count -= count;
    memmove(history->entries, history->entries + count, history->count * sizeof *history->entries);
    history->left_off += count;
}

static struct history_entry *new_entry(
    struct history *history, size_t author, const struct history_record *record)
{
    if (history->count == 2 * HISTORY_MOST)
        leave_off(history, HISTORY_MOST);
    MEM_GROW(history->entries, history->count + 1, history->cap);
    struct history_entry *entry = &history->entries[history->count++];
    *entry =
        (struct history_entry){ .time = record->time, .action = record->action, .author = author };
    struct history_author *who = &history->authors[author];
    if (record->action > who->last)
        who->last = record->action;
    entry->outside = who->outside;
    who->outside = false;
    return entry;
}

/* Adds a line like `line`; the text is made safe. */
static void keep_line(struct history *history, struct history_entry *entry,
    const struct history_line *line, struct slice text)
{
    struct buf safe = BUF_INIT;
    text_add_visible(&safe, text);
    MEM_GROW(entry->lines, entry->count + 1, entry->cap);
    entry->lines[entry->count] = *line;
    entry->lines[entry->count++].text = arena_copy(&history->known.arena, safe.data, safe.len);
    buf_release(&safe);
}

/* --- changes --- */

struct reading {
    struct history *history;
    struct history_entry *entry; /* NULL: what it tells is not of interest, only names are */
    struct slice rest;
    struct buf token;
};

static bool next(struct reading *r)
{
    buf_clear(&r->token);
    return edit_token_next(&r->rest, &r->token);
}

static void add_line(struct reading *r, const struct change *change, struct slice text)
{
    keep_line(r->history, r->entry,
        &(struct history_line){ .id = change->node->id,
            .kind = change->kind,
            .node_kind = (enum node_kind)change->node->kind,
            .field = change->kind == CHANGE_SET ? change->field : FIELD_COUNT },
        text);
}

static void tell(struct reading *r, const struct change *change)
{
    struct buf text = BUF_INIT;
    if (!r->entry || change_is_of_guide(change))
        return;
    change_describe(change, NULL, &text);
    add_line(r, change, buf_slice(&text));
    buf_release(&text);
}

static enum node_kind kind_named(struct slice name)
{
    int kind = KIND_MAP;
    while (kind < KIND_COUNT && !slice_is(name, kind_def((enum node_kind)kind)->name))
        kind++;
    return (enum node_kind)kind;
}

/* "NAME KIND" at the end of a line. */
static struct node *read_node(struct reading *r, struct slice id)
{
    struct buf name = BUF_INIT;
    struct map *known = &r->history->known;
    bool named = next(r);
    if (named)
        buf_add_slice(&name, buf_slice(&r->token));
    struct node *node = node_told(
        known, id, next(r) ? kind_named(buf_slice(&r->token)) : KIND_COUNT);
    if (node && named)
        name_node(known, node, buf_slice(&name));
    buf_release(&name);
    return node;
}

/* "-" or "=TEXT" */
static bool next_value(struct reading *r, struct buf *out, struct slice *value)
{
    if (!next(r) || !r->token.len)
        return false;
    buf_add_slice(out, slice_from(buf_slice(&r->token), 1));
    *value = r->token.data[0] == '=' ? buf_slice(out) : SLICE_NONE;
    return true;
}

static void read_set(struct reading *r, struct slice id)
{
    struct buf key = BUF_INIT, before = BUF_INIT, after = BUF_INIT;
    struct change change = { .kind = CHANGE_SET, .new_parent = r->history->known.root };
    bool good = next(r);
    buf_add_slice(&key, buf_slice(&r->token));
    good = good && next_value(r, &before, &change.before) && next_value(r, &after, &change.after);
    struct node *node = good ? read_node(r, id) : NULL;
    if (node && key.len) {
        bool unknown = key.data[0] == '?';
        change.node = node;
        change.key = slice_from(buf_slice(&key), unknown);
        change.field = unknown ? FIELD_UNKNOWN
                               : field_of_key((enum node_kind)node->kind, buf_slice(&key));
        if (unknown || change.field < FIELD_COUNT)
            tell(r, &change);
    }
    buf_release(&key);
    buf_release(&before);
    buf_release(&after);
}

/* What is inserted: the nodes above the token that is read, and all so far. */
struct inserting {
    struct node *above[DEPTH_MOST + 1];
    size_t depth;
    struct node *nodes[INSERTED_MOST];
    size_t count;
};

/* "(KIND", and its id. */
static bool begin_node(struct reading *r, struct inserting *in)
{
    struct map *known = &r->history->known;
    enum node_kind kind = kind_named(slice_from(buf_slice(&r->token), 1));
    struct node *parent = in->above[in->depth];
    if (in->depth == DEPTH_MOST || in->count == INSERTED_MOST || !next(r))
        return false;
    struct node *node = node_told(known, buf_slice(&r->token), kind);
    if (!node || node == known->root || kind >= KIND_COUNT)
        return false;
    place_node(known, node, parent);
    in->above[++in->depth] = node;
    in->nodes[in->count++] = node;
    return true;
}

/* "KEY=TEXT" */
static void read_headline(struct reading *r, struct node *node)
{
    const struct field_def *def = field_def(kind_def((enum node_kind)node->kind)->headline);
    struct slice token = buf_slice(&r->token);
    if (slice_begins_fold(token, (struct slice){ def->key, def->key_len }) &&
        token.len > def->key_len && token.data[def->key_len] == '=')
        name_node(&r->history->known, node, slice_from(token, def->key_len + 1));
}

/* "(KIND" with its id, its fields, what is below it, and ")". */
static void read_insert(struct reading *r, struct slice parent_id)
{
    struct inserting in = { .above = { map_find(&r->history->known, parent_id) } };
    next(r); /* the index */
    while (next(r) && r->token.len) {
        if (r->token.data[0] == '(' ? !begin_node(r, &in)
                                    : r->token.data[0] == ')' && in.depth-- <= 1)
            break;
        if (r->token.data[0] != '(' && r->token.data[0] != ')' && in.depth)
            read_headline(r, in.above[in.depth]);
    }
    for (size_t i = 0; i < in.count; i++)
        tell(r, &(struct change){
                    .kind = CHANGE_ADDED, .node = in.nodes[i], .new_parent = in.nodes[i]->parent });
}

static void read_remove(struct reading *r, struct slice id)
{
    struct node *node = read_node(r, id);
    if (!node || node == r->history->known.root)
        return;
    struct node *parent = node->parent;
    place_node(&r->history->known, node, NULL);
    tell(r, &(struct change){ .kind = CHANGE_REMOVED, .node = node, .old_parent = parent });
}

/* Where it was is known only if a record before told of it: its place now may be of a later one. */
static void tell_move(
    struct reading *r, struct node *node, struct node *parent, unsigned long place)
{
    struct change change = { .kind = CHANGE_MOVED, .node = node, .new_parent = parent };
    struct buf text = BUF_INIT, name = BUF_INIT;
    place_node(&r->history->known, node, parent);
    if (!r->entry || change_is_of_guide(&change))
        return;
    change_describe_node(node, NULL, &name);
    if (parent == r->history->known.root) /* TRANSLATORS: 1: what was moved, 2: 1 is the first. */
        buf_addf(&text, _("%1$s: moved to place %2$lu"), name.data, place);
    else /* TRANSLATORS: 1: what was moved, 2: where it is now, 3: 1 is the first place there. */
        buf_addf(&text, _("%1$s: moved to \"%2$s\", place %3$lu"), name.data,
            node_headline(parent).data, place);
    add_line(r, &change, buf_slice(&text));
    buf_release(&name);
    buf_release(&text);
}

static void read_move(struct reading *r, struct slice id)
{
    struct map *known = &r->history->known;
    struct buf parent_id = BUF_INIT;
    if (next(r))
        buf_add_slice(&parent_id, buf_slice(&r->token));
    unsigned long place = next(r) ? strtoul(r->token.data, NULL, 10) + 1 : 1;
    struct node *node = read_node(r, id), *parent = map_find(known, buf_slice(&parent_id));
    if (node && node != known->root && parent && parent != node)
        tell_move(r, node, parent, place);
    buf_release(&parent_id);
}

static const struct {
    const char *name;
    void (*read)(struct reading *r, struct slice id);
} edits[] = {
    { "set", read_set },
    { "insert", read_insert },
    { "remove", read_remove },
    { "move", read_move },
};

static bool is_edit(struct slice name)
{
    for (size_t i = 0; i < sizeof edits / sizeof *edits; i++)
        if (slice_is(name, edits[i].name))
            return true;
    return false;
}

static void read_edit(struct reading *r)
{
    for (size_t i = 0; i < sizeof edits / sizeof *edits; i++) {
        if (!slice_is(buf_slice(&r->token), edits[i].name))
            continue;
        struct buf id = BUF_INIT;
        if (next(r)) {
            buf_add_slice(&id, buf_slice(&r->token));
            edits[i].read(r, buf_slice(&id));
        }
        buf_release(&id);
        return;
    }
}

/* --- undo and redo --- */

/* "undo AUTHOR ACTION": told by the first line of that action. */
static void read_toggle(struct reading *r, const struct history_record *record, bool undone)
{
    struct history *history = r->history;
    struct history_entry *about = NULL;
    struct buf text = BUF_INIT;
    if (next(r)) {
        size_t author = author_of(history, buf_slice(&r->token));
        about = next(r) ? entry_of(history, author, strtoull(r->token.data, NULL, 10)) : NULL;
    }
    if (about)
        about->undone = undone;
    if (!about)
        buf_adds(&text, undone ? _("undid an earlier change") : _("redid an earlier change"));
    else if (about->count) {
        const char *what = about->lines[0].text;
        size_t more = about->count - 1;
        /* TRANSLATORS: 1: a change, 2: how many more were undone with it. */
        if (more && undone)
            buf_addf(&text,
                _n("undid: %1$s (and %2$zu more)", "undid: %1$s (and %2$zu more)", more), what,
                more);
        else if (more)
            buf_addf(&text,
                _n("redid: %1$s (and %2$zu more)", "redid: %1$s (and %2$zu more)", more), what,
                more);
        else
            buf_addf(&text, undone ? _("undid: %s") : _("redid: %s"), what);
    }
    struct history_line line = about && about->count
                                   ? about->lines[0]
                                   : (struct history_line){ .node_kind = KIND_COUNT,
                                         .field = FIELD_COUNT };
    struct history_entry *entry = new_entry(history, author_of(history, record->author), record);
    entry->kind = undone ? HISTORY_UNDO : HISTORY_REDO;
    if (text.len)
        keep_line(history, entry, &line, buf_slice(&text));
    buf_release(&text);
}

void history_add(struct history *history, const struct history_record *record)
{
    struct reading r = { .history = history, .rest = record->text, .token = BUF_INIT };
    if (record->seq && record->seq <= history->seen)
        return;
    if (record->seq)
        history->seen = record->seq;
    next(&r);
    bool undo = slice_is(buf_slice(&r.token), "undo"), redo = slice_is(buf_slice(&r.token), "redo");
    if (slice_is(buf_slice(&r.token), "outside")) {
        size_t author = author_of(history, record->author);
        history->authors[author].outside = true;
    } else if (slice_is(buf_slice(&r.token), "name") && next(&r)) {
        author_of(history, record->author);
        history_call(history, record->author, buf_slice(&r.token));
    } else if (undo || redo) {
        read_toggle(&r, record, undo);
    } else if (is_edit(buf_slice(&r.token))) {
        size_t author = author_of(history, record->author);
        struct history_entry *entry = NULL;
        if (record->action <= history->authors[author].last)
            entry = entry_of(history, author, record->action);
        if (!entry)
            entry = new_entry(history, author, record);
        /* What comes of an undo needs no words of its own. */
        r.entry = entry->kind == HISTORY_CHANGE ? entry : NULL;
        read_edit(&r);
    }
    buf_release(&r.token);
}
