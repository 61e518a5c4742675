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
    INSERTED_MOST = 64, /* nodes that one record tells of */
    AUTHORS_MOST = 1000 * 1000
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

/* A touchpoint of the name comes or goes. */
static void count_name(struct history *history, const struct node *node, bool comes)
{
    struct slice name = node_headline(node);
    if (node->kind == KIND_TOUCHPOINT && node->parent && name.data)
        *value_table_at(&history->touchpoints, name, 0) += comes ? 1 : (size_t)-1;
}

static void name_node(struct history *history, struct node *node, struct slice name)
{
    enum field headline = kind_def((enum node_kind)node->kind)->headline;
    struct buf text = BUF_INIT;
    text_clip(&text, name, HEADLINE_WIDTH, "…");
    if (!slice_equal(node_get(node, headline), buf_slice(&text)) &&
        !is_beginning(buf_slice(&text), node_get(node, headline))) {
        count_name(history, node, false);
        node_put(&history->known, node, headline, buf_slice(&text));
        count_name(history, node, true);
    }
    buf_release(&text);
}

/* What a node is in is enough to tell of it; only the personas are listed. */
static void place_node(struct history *history, struct node *node, struct node *parent)
{
    bool may = parent && field_of_child((enum node_kind)parent->kind, (enum node_kind)node->kind) !=
                             FIELD_UNKNOWN;
    parent = may ? parent : NULL;
    if (node->parent == parent)
        return;
    count_name(history, node, false);
    if (node->kind == KIND_PERSONA && node->parent)
        node_detach(node);
    if (node->kind == KIND_PERSONA && parent)
        node_attach(&history->known, parent, node, (size_t)-1);
    node->parent = parent;
    count_name(history, node, true);
}

/* The node that a record tells of. It is made where it is not known yet; one of another kind had
 * the id before. NULL where there can be none. */
static struct node *node_told(struct history *history, struct slice id, enum node_kind kind)
{
    struct map *map = &history->known;
    struct node *node = map_find(map, id);
    if (node && (kind == KIND_COUNT || (enum node_kind)node->kind == kind))
        return node;
    if (kind >= KIND_COUNT || kind == KIND_MAP || node == map->root || !id_is_good(kind, id))
        return NULL;
    if (node) {
        ids_leave(map, node);
        place_node(history, node, NULL);
    }
    node = node_new(map, kind);
    node->id = arena_copy(&map->arena, id.data, id.len);
    ids_claim(map, node);
    return node;
}

static void know_below(struct history *history, const struct node *top)
{
    for (const struct node *node = node_next(top, top); node; node = node_next(node, top)) {
        struct node *parent = map_find(&history->known, slice_of(node->parent->id));
        struct node *own = node_told(history, slice_of(node->id), (enum node_kind)node->kind);
        if (!own || !parent || own->parent)
            continue;
        name_node(history, own, node_headline(node));
        place_node(history, own, parent);
    }
}

/* What was removed is told of, too. */
static void know_map(struct history *history, const struct map *now)
{
    name_node(history, history->known.root, node_headline(now->root));
    know_below(history, now->root);
    for (const struct removed *at = now->removed; at; at = at->next) {
        const struct node *node = at->node;
        if (!node->id || map_find(&history->known, slice_of(node->id)))
            continue;
        struct node *own = node_told(history, slice_of(node->id), (enum node_kind)node->kind);
        if (own)
            name_node(history, own, node_headline(node));
        know_below(history, node);
    }
}

void history_begin(struct history *history, const struct map *now)
{
    *history = (struct history){ 0 };
    map_begin(&history->known);
    if (now)
        know_map(history, now);
}

void history_release(struct history *history)
{
    for (size_t i = 0; i < history->count; i++)
        free(history->entries[i].lines);
    free(history->entries);
    for (size_t i = 0; i < history->author_count; i++)
        free(history->authors[i].entries);
    free(history->authors);
    names_release(&history->tokens);
    value_table_release(&history->touchpoints);
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

/* The numbers of an author's actions grow; one that doesn't is found by nobody. */
static struct history_entry *entry_of(const struct history *history, size_t author, uint64_t action)
{
    const struct history_author *who = &history->authors[author];
    size_t low = 0, high = who->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2, number = who->entries[middle];
        bool behind = number < history->left_off ||
                      history->entries[number - history->left_off].action < action;
        low = behind ? middle + 1 : low;
        high = behind ? high : middle;
    }
    struct history_entry *entry = low < who->count
                                      ? &history->entries[who->entries[low] - history->left_off]
                                      : NULL;
    return entry && entry->action == action ? entry : NULL;
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
    if (!who->count || record->action > who->last) {
        MEM_GROW(who->entries, who->count + 1, who->cap);
        who->entries[who->count++] = history->left_off + history->count - 1;
        who->last = record->action;
    }
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

struct telling {
    struct history *history;
    struct history_entry *entry; /* NULL: what it tells is not of interest, only names are */
    const struct edit_line *line;
};

static void add_line(struct telling *t, const struct change *change, struct slice text)
{
    keep_line(t->history, t->entry,
        &(struct history_line){ .id = change->node->id,
            .kind = change->kind,
            .node_kind = (enum node_kind)change->node->kind,
            .field = change->kind == CHANGE_SET ? change->field : FIELD_COUNT },
        text);
}

/* Is another touchpoint called as the one that the node is, or is in? */
static enum same_name same_name_as(struct history *history, const struct node *node)
{
    const struct node *touchpoint = node;
    while (touchpoint && touchpoint->kind != KIND_TOUCHPOINT)
        touchpoint = touchpoint->parent;
    struct slice name = touchpoint ? node_headline(touchpoint) : SLICE_NONE;
    size_t least = touchpoint && touchpoint->parent ? 1 : 0;
    return name.data && *value_table_at(&history->touchpoints, name, 0) > least ? SAME_NAME_SOME
                                                                                : SAME_NAME_NONE;
}

static void tell(struct telling *t, struct change change)
{
    struct buf text = BUF_INIT;
    if (!t->entry || change_is_of_guide(&change))
        return;
    change.same_name = same_name_as(t->history, change.node);
    change_describe(&change, NULL, &text);
    add_line(t, &change, buf_slice(&text));
    buf_release(&text);
}

/* "NAME KIND" at the end of a line. */
static struct node *node_of_line(struct telling *t)
{
    struct node *node = node_told(t->history, t->line->id, t->line->kind);
    if (node && t->line->name.data)
        name_node(t->history, node, t->line->name);
    return node;
}

static void tell_set(struct telling *t)
{
    struct slice key = t->line->key;
    struct node *node = node_of_line(t);
    bool own = key.data[0] == '?';
    struct change change = { .kind = CHANGE_SET,
        .node = node,
        .new_parent = t->history->known.root,
        .key = slice_from(key, own),
        .before = t->line->before,
        .after = t->line->after };
    if (!node)
        return;
    change.field = own ? FIELD_UNKNOWN : field_of_key((enum node_kind)node->kind, key);
    if (own || change.field < FIELD_COUNT)
        tell(t, change);
}

static void tell_inserted(
    struct telling *t, const struct node *node, struct node *parent, size_t *count)
{
    struct node *own = node_told(t->history, slice_of(node->id), (enum node_kind)node->kind);
    if (!own)
        return;
    name_node(t->history, own, node_headline(node));
    place_node(t->history, own, parent);
    if ((*count)++ < INSERTED_MOST)
        tell(t, (struct change){ .kind = CHANGE_ADDED, .node = own, .new_parent = own->parent });
    for (size_t i = 0; i < node->list_count; i++)
        for (uint32_t k = 0; k < node->lists[i].count; k++)
            tell_inserted(t, node_list_at(node, i).items[k], own, count);
}

static void tell_insert(struct telling *t)
{
    struct node *parent = map_find(&t->history->known, t->line->parent);
    struct edit_reader reader = { .map = &t->history->known };
    const struct node *node = edit_line_node(
        &reader, t->line, parent ? (enum node_kind)parent->kind : KIND_COUNT);
    size_t count = 0;
    if (node)
        tell_inserted(t, node, parent, &count);
}

static void tell_remove(struct telling *t)
{
    struct node *node = node_of_line(t);
    if (!node || node == t->history->known.root)
        return;
    struct node *parent = node->parent;
    place_node(t->history, node, NULL);
    tell(t, (struct change){ .kind = CHANGE_REMOVED, .node = node, .old_parent = parent });
}

/* Where it was is known only if a record before told of it: its place now may be of a later one. */
static void tell_move(struct telling *t)
{
    struct node *root = t->history->known.root, *node = node_of_line(t);
    struct node *parent = map_find(&t->history->known, t->line->parent);
    struct change change = { .kind = CHANGE_MOVED, .node = node, .new_parent = parent };
    struct buf text = BUF_INIT, name = BUF_INIT;
    unsigned long place = t->line->index + 1ul;
    if (!node || node == root || !parent || parent == node)
        return;
    place_node(t->history, node, parent);
    if (!t->entry || change_is_of_guide(&change))
        return;
    change_describe_node(node, NULL, &name);
    if (parent == root) /* TRANSLATORS: 1: what was moved, 2: 1 is the first. */
        buf_addf(&text, _("%1$s: moved to place %2$lu"), name.data, place);
    else /* TRANSLATORS: 1: what was moved, 2: where it is now, 3: 1 is the first place there. */
        buf_addf(&text, _("%1$s: moved to \"%2$s\", place %3$lu"), name.data,
            node_headline(parent).data, place);
    add_line(t, &change, buf_slice(&text));
    buf_release(&name);
    buf_release(&text);
}

/* What comes of an undo needs no words of its own. */
static void tell_edit(
    struct history *history, const struct history_record *record, const struct edit_line *line)
{
    static void (*const functions[])(struct telling *) = {
        [EDIT_SET] = tell_set,
        [EDIT_INSERT] = tell_insert,
        [EDIT_REMOVE] = tell_remove,
        [EDIT_MOVE] = tell_move,
    };
    size_t author = author_of(history, record->author);
    struct history_entry *entry = entry_of(history, author, record->action);
    if (!entry)
        entry = new_entry(history, author, record);
    functions[line->op](
        &(struct telling){ history, entry->kind == HISTORY_CHANGE ? entry : NULL, line });
}

/* --- undo and redo --- */

/* "undo AUTHOR ACTION": told by the first line of that action. */
static void tell_toggle(
    struct history *history, const struct history_record *record, struct slice rest, bool undone)
{
    struct history_entry *about = NULL;
    struct buf text = BUF_INIT, token = BUF_INIT;
    if (edit_token_next(&rest, &token)) {
        size_t author = author_of(history, buf_slice(&token));
        buf_clear(&token);
        if (edit_token_next(&rest, &token))
            about = entry_of(history, author, strtoull(token.data, NULL, 10));
    }
    buf_release(&token);
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

/* What is no edit. */
static void tell_note(struct history *history, const struct history_record *record)
{
    struct slice rest = record->text;
    struct buf token = BUF_INIT;
    edit_token_next(&rest, &token);
    bool undo = slice_is(buf_slice(&token), "undo"), redo = slice_is(buf_slice(&token), "redo");
    bool named = slice_is(buf_slice(&token), "name");
    if (slice_is(buf_slice(&token), "outside")) {
        size_t author = author_of(history, record->author);
        history->authors[author].outside = true;
    }
    buf_clear(&token);
    if (undo || redo) {
        tell_toggle(history, record, rest, undo);
    } else if (named && edit_token_next(&rest, &token)) {
        author_of(history, record->author);
        history_call(history, record->author, buf_slice(&token));
    }
    buf_release(&token);
}

void history_add(struct history *history, const struct history_record *record)
{
    struct edit_line line;
    if (record->seq && record->seq <= history->seen)
        return;
    if (record->seq)
        history->seen = record->seq;
    if (edit_line_begin(&line, record->text))
        tell_edit(history, record, &line);
    else
        tell_note(history, record);
    edit_line_release(&line);
}
