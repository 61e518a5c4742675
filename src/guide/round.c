#include "guide/round.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "model/edit/per_persona.h"
#include "model/edit/short_form.h"

/* --- the field --- */

static bool take_id(struct slice *rest, char id[ROUND_ID_MAX])
{
    struct slice word = slice_next_word(rest);
    if (!word.len || word.len >= ROUND_ID_MAX)
        return false;
    for (size_t i = 0; i < word.len; i++)
        if (!strchr("0123456789abcdefghijklmnopqrstuvwxyz", word.data[i]) || !word.data[i])
            return false;
    memset(id, 0, ROUND_ID_MAX);
    memcpy(id, word.data, word.len);
    return true;
}

/* A list of nodes or texts that people fill. */
static bool is_list(enum field field)
{
    if (field >= FIELD_COUNT || !field_def(field)->label)
        return false;
    return field_def(field)->type == FIELD_NODES || field_def(field)->type == FIELD_LIST;
}

/* Ideas may be for a pain: then they lie in its touchpoint. */
static enum field list_of(const struct node *node, struct slice key)
{
    if (node->kind == KIND_PAIN && slice_is(key, "ideas"))
        return TOUCHPOINT_IDEAS;
    enum field field = field_of_key(node->kind, key);
    return is_list(field) ? field : FIELD_COUNT;
}

static bool read_silent(const struct map *map, struct slice rest, struct round *out)
{
    struct slice key = slice_next_word(&rest);
    out->kind = ROUND_SILENT;
    out->node = rest.len ? map_find(map, rest) : map->root;
    if (!out->node) {
        /* What it was for was removed: nothing is lost in the parking lot. */
        out->node = map->root;
        out->list = MAP_PARKING;
        return key.len > 0;
    }
    out->list = list_of(out->node, key);
    return out->list < FIELD_COUNT;
}

static bool read_vote(struct slice rest, struct round *out)
{
    struct slice of = slice_next_word(&rest), votes = slice_next_word(&rest);
    out->kind = ROUND_VOTE;
    out->of = slice_is(of, "pains") ? KIND_PAIN : KIND_IDEA;
    out->against = slice_is(rest, "against");
    for (size_t i = 0; i < votes.len && i < 3; i++) {
        if (!is_digit(votes.data[i]))
            return false;
        out->votes = out->votes * 10 + (votes.data[i] - '0');
    }
    return (slice_is(of, "pains") || slice_is(of, "ideas")) && out->votes >= 1 &&
           out->votes <= ROUND_VOTES_MOST && (!rest.len || out->against);
}

bool round_parse(const struct map *map, struct slice rest, struct round *out)
{
    struct slice kind = slice_next_word(&rest);
    *out = (struct round){ .kind = ROUND_NONE };
    if (!kind.len || !take_id(&rest, out->id))
        return false;
    bool good = slice_is(kind, "silent") ? read_silent(map, rest, out)
                                         : slice_is(kind, "vote") && read_vote(rest, out);
    if (!good)
        *out = (struct round){ .kind = ROUND_NONE };
    return good;
}

bool round_read(const struct map *map, struct round *out)
{
    return round_parse(map, node_get(map->root, MAP_ROUND), out);
}

bool round_read_revealed(const struct map *map, struct round *out)
{
    struct slice rest = node_get(map->root, MAP_ROUND), word = slice_next_word(&rest);
    return round_parse(map, slice_is(word, "revealed") ? rest : SLICE(""), out);
}

void round_add_revealed(const struct round *round, struct buf *out)
{
    buf_adds(out, "revealed ");
    round_add(round, out);
}

void round_add(const struct round *round, struct buf *out)
{
    if (round->kind == ROUND_VOTE) {
        buf_addf(out, "vote %s %s %d%s", round->id, round->of == KIND_PAIN ? "pains" : "ideas",
            round->votes, round->against ? " against" : "");
        return;
    }
    buf_addf(out, "silent %s %s", round->id, field_def(round->list)->key);
    if (round->node->parent)
        buf_addf(out, " %s", round->node->id);
}

void round_add_aim(const struct round *round, struct buf *out)
{
    if (round->kind == ROUND_VOTE) {
        buf_adds(out, round->of == KIND_PAIN ? _("Pains") : _("Ideas"));
        return;
    }
    if (round->node->parent) {
        buf_add_slice(out, node_headline(round->node));
        buf_adds(out, ": ");
    }
    buf_adds(out, _(field_def(round->list)->label));
}

size_t round_options(const struct map *map, enum node_kind of)
{
    size_t count = 0;
    for (struct node *node = map->root; node; node = node_next(node, map->root))
        count += node->kind == of;
    return count;
}

/* --- notes --- */

/* Small letters, and one blank between words. */
static void add_key(struct slice text, struct buf *out)
{
    bool blank = false;
    text = text_trim(text);
    for (size_t i = 0; i < text.len; i++) {
        bool space = strchr(" \t\n\r", text.data[i]) != NULL;
        if (!space) {
            if (blank)
                buf_add_char(out, ' ');
            buf_add_char(out, text.data[i]);
        }
        blank = space;
    }
}

static bool is_same(struct slice a, struct slice b)
{
    struct buf x = BUF_INIT, y = BUF_INIT;
    add_key(a, &x);
    add_key(b, &y);
    bool same = text_find(buf_slice(&x), buf_slice(&y)) == 0 &&
                text_find(buf_slice(&y), buf_slice(&x)) == 0;
    buf_release(&x);
    buf_release(&y);
    return same;
}

static struct node *parent_of(const struct round *round)
{
    return round->node->kind == KIND_PAIN ? round->node->parent : round->node;
}

enum node_kind round_kind_of_notes(const struct round *round)
{
    const struct field_def *def = field_def(round->list);
    return def->type == FIELD_LIST ? KIND_COUNT : (enum node_kind)def->child;
}

/* Of nodes: a stage has some lists of its touchpoints, too. */
static enum field notes_list(const struct round *round)
{
    return field_of_child(parent_of(round)->kind, round_kind_of_notes(round));
}

static bool has_item(const struct round *round, struct slice text)
{
    struct slice list = node_get(parent_of(round), round->list), item;
    while (value_next_item(&list, &item))
        if (is_same(item, text))
            return true;
    return false;
}

/* Of that name, and with the channel and the emotion that are given. */
static bool is_touchpoint(const struct node *node, const struct short_form *form)
{
    bool same = is_same(node_headline(node), buf_slice(&form->name));
    return same &&
           (!form->channel.len ||
               slice_equal_fold(node_get(node, TOUCHPOINT_CHANNEL), buf_slice(&form->channel))) &&
           (form->emotion == EMOTION_NONE || touchpoint_emotion(node, NULL) == form->emotion);
}

/* `severity`: a digit; '-' where any will do. */
static bool has_child(
    const struct node *parent, enum field list, struct slice text, const char *severity)
{
    struct node_list children = node_children(parent, list);
    for (uint32_t i = 0; i < children.count; i++)
        if (is_same(node_headline(children.items[i]), text) &&
            (*severity == '-' || slice_equal(node_get(children.items[i], PAIN_SEVERITY),
                                     (struct slice){ severity, 1 })))
            return true;
    return false;
}

static bool has_pains(const struct node *parent, enum field list, const struct short_form *form)
{
    struct slice pains = buf_slice(&form->pains), pain;
    for (size_t i = 0; value_next_item(&pains, &pain); i++)
        if (!has_child(parent, list, pain, &form->severities.data[i]))
            return false;
    return true;
}

static bool has_form(const struct round *round, const struct short_form *form)
{
    const struct node *parent = parent_of(round);
    if (form->kind == KIND_PAIN)
        return has_pains(parent, notes_list(round), form);
    struct node_list children = node_children(parent, notes_list(round));
    for (uint32_t i = 0; i < children.count; i++)
        if (is_touchpoint(children.items[i], form) &&
            has_pains(children.items[i], TOUCHPOINT_PAINS, form))
            return true;
    return false;
}

/* False: it is a text as it is. The form is to be released in any case. */
static bool read_form(const struct round *round, struct slice text, struct short_form *form)
{
    struct buf why = BUF_INIT;
    enum node_kind kind = round_kind_of_notes(round);
    short_form_init(form, kind);
    bool good = (kind == KIND_TOUCHPOINT || kind == KIND_PAIN) &&
                short_form_parse(form, text, &why);
    buf_release(&why);
    return good;
}

bool round_has_note(const struct round *round, struct slice text)
{
    struct short_form form;
    bool has = false;
    if (round_kind_of_notes(round) == KIND_COUNT)
        return has_item(round, text);
    if (read_form(round, text, &form))
        has = has_form(round, &form);
    else
        has = has_child(parent_of(round), notes_list(round), text, "-");
    short_form_release(&form);
    return has;
}

static void add_item(struct undo *undo, const struct round *round, struct slice text)
{
    struct node *parent = parent_of(round);
    struct buf value = BUF_INIT;
    buf_add_slice(&value, node_get(parent, round->list));
    value_add_item(&value, text);
    edit_set(undo, parent, round->list, buf_slice(&value));
    buf_release(&value);
}

static void add_child(struct undo *undo, const struct round *round, struct slice text)
{
    enum node_kind kind = round_kind_of_notes(round);
    struct node *node = node_new(undo->map, kind);
    node_put(undo->map, node, kind_def(kind)->headline, text);
    if (round->node->kind == KIND_PAIN)
        node_put(undo->map, node, IDEA_PAIN, slice_of(round->node->id));
    edit_insert(undo, parent_of(round), node, (size_t)-1);
}

void round_add_note(struct undo *undo, const struct round *round, struct slice text)
{
    struct short_form form;
    if (round_kind_of_notes(round) == KIND_COUNT) {
        add_item(undo, round, text);
        return;
    }
    if (read_form(round, text, &form))
        short_form_insert(undo, parent_of(round), (size_t)-1, &form);
    else
        add_child(undo, round, text);
    short_form_release(&form);
}

void round_collect(
    struct round_notes *notes, const struct round *round, const struct private_notes *private)
{
    for (size_t i = 0; i < private->note_count; i++) {
        if (strcmp(private->notes[i].round, round->id) != 0)
            continue;
        MEM_GROW(notes->items, notes->count + 1, notes->cap);
        notes->items[notes->count++] = mem_copy_string(private->notes[i].text);
    }
}

static int compare_notes(const void *a, const void *b)
{
    const char *x = *(char *const *)a, *y = *(char *const *)b;
    int order = strcasecmp(x, y);
    return order ? order : strcmp(x, y);
}

size_t round_merge(struct undo *undo, const struct round *round, struct round_notes *notes)
{
    size_t count = 0;
    if (notes->count)
        qsort(notes->items, notes->count, sizeof *notes->items, compare_notes);
    for (size_t i = 0; i < notes->count; i++)
        if (!round_has_note(round, slice_of(notes->items[i]))) {
            round_add_note(undo, round, slice_of(notes->items[i]));
            count++;
        }
    return count;
}

void round_notes_release(struct round_notes *notes)
{
    for (size_t i = 0; i < notes->count; i++)
        free(notes->items[i]);
    free(notes->items);
    *notes = (struct round_notes){ 0 };
}

/* --- votes --- */

void round_tallies_init(
    struct round_tallies *tallies, const struct map *map, const struct round *round)
{
    size_t count = round_options(map, round->of);
    *tallies = (struct round_tallies){ 0 };
    tallies->items = count ? mem_zalloc(count * sizeof *tallies->items) : NULL;
    for (struct node *node = map->root; node; node = node_next(node, map->root))
        if (node->kind == round->of)
            tallies->items[tallies->count++].node = node;
}

void round_tallies_release(struct round_tallies *tallies)
{
    free(tallies->items);
    *tallies = (struct round_tallies){ 0 };
}

/* So many of these dots count; 0: they are of another round, or not allowed. */
static int allowed(const struct round *round, const struct private_votes *votes, int used)
{
    int count = votes->count, left = round->votes - used;
    if (strcmp(votes->round, round->id) != 0 || (count < 0 && !round->against))
        return 0;
    return count > left ? left : count < -left ? -left : count;
}

static struct round_tally *tally_of(struct round_tallies *tallies, const char *id)
{
    for (size_t i = 0; i < tallies->count; i++)
        if (strcmp(tallies->items[i].node->id, id) == 0)
            return &tallies->items[i];
    return NULL;
}

void round_count(
    struct round_tallies *tallies, const struct round *round, const struct private_notes *private)
{
    int used = 0;
    for (size_t i = 0; i < private->vote_count; i++) {
        int count = allowed(round, &private->votes[i], used);
        struct round_tally *tally = count ? tally_of(tallies, private->votes[i].id) : NULL;
        if (!tally)
            continue;
        used += abs(count);
        tally->sum += count;
        tally->any = true;
    }
    tallies->voters += used > 0;
    tallies->done += used >= round->votes;
}

int round_used(
    const struct map *map, const struct round *round, const struct private_notes *private)
{
    int used = 0;
    for (size_t i = 0; i < private->vote_count; i++) {
        const struct node *node = map_find(map, slice_of(private->votes[i].id));
        if (node && node->kind == round->of)
            used += abs(allowed(round, &private->votes[i], used));
    }
    return used;
}

void round_store(struct undo *undo, const struct round *round, const struct round_tallies *tallies)
{
    enum field field = round->of == KIND_PAIN ? PAIN_VOTES : IDEA_VOTES;
    for (size_t i = 0; i < tallies->count; i++) {
        const struct round_tally *tally = &tallies->items[i];
        if (tally->any)
            edit_set_int(undo, tally->node, field, tally->sum);
        else
            edit_set(undo, tally->node, field, SLICE_NONE);
    }
}
