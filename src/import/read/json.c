#include "import/read/json.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "import/read/json_own.h"
#include "import/read/json_tree.h"

#define NAMES "name|title|label|stage|phase|text|touchpoint|step"
#define STAGES "stages|phases|journeystages|journey_stages"
#define JOURNEYS "journeys|maps|journeymaps|journey_maps"

struct reading {
    struct draft *draft;
    bool ids_told;
};

bool json_looks_so(struct slice text)
{
    text = text_trim(text);
    while (text.len && *text.data == '\n')
        text = text_trim(slice_from(text, 1));
    return text.len && (*text.data == '{' || *text.data == '[');
}

/* --- texts --- */

/* "painPoints" and "pain_points" are "pain points". */
static struct draft_column *column_of(struct reading *reading, const struct json *member)
{
    struct buf words = BUF_INIT;
    for (size_t i = 0; i < member->key.len; i++) {
        char c = member->key.data[i], before = i ? member->key.data[i - 1] : ' ';
        bool upper = c >= 'A' && c <= 'Z', after_lower = before >= 'a' && before <= 'z';
        if (upper && after_lower)
            buf_add_char(&words, ' ');
        buf_add_char(&words, c == '_' || c == '-'   ? ' '
                             : upper && after_lower ? (char)(c | 0x20)
                                                    : c);
    }
    struct draft_column *column = draft_column_named(
        reading->draft, buf_slice(&words), member->line);
    buf_release(&words);
    return column;
}

static void add_cell(struct reading *reading, struct draft_place *place,
    struct draft_column *column, const struct json *value)
{
    struct buf text = BUF_INIT;
    (column->label.how == HOW_NOTE ? json_add_keys : json_add_text)(value, &text);
    draft_cell(reading->draft, place, column, buf_slice(&text), value->line);
    buf_release(&text);
}

/* --- what is said of a place --- */

static void take_members(struct reading *reading, struct draft_place *place,
    const struct json *object, const struct json *name);

/* A pain or idea of its own: what it says besides belongs to it. */
static void take_item(struct reading *reading, struct draft_place *place,
    struct draft_column *column, const struct json *item)
{
    const struct json *text = json_get(item, "text|name|title|description|label");
    reading->draft->row++;
    if (!text || text->kind != JSON_TEXT) {
        add_cell(reading, place, column, item);
        return;
    }
    draft_cell(reading->draft, place, column, text->text, text->line);
    take_members(reading, place, item, text);
}

static bool is_id(struct slice key)
{
    return slice_equal_fold(key, SLICE("id")) ||
           (key.len > 2 && memcmp(key.data + key.len - 2, "Id", 2) == 0);
}

/* "emotion": {"Ann": 4, "Bob": 2} */
static bool is_of_personas(const struct draft *draft, const struct json *member)
{
    for (const struct json *m = member->first; m; m = m->next)
        if (m->kind != JSON_TEXT || !draft_has_persona(draft, m->key))
            return false;
    return member->kind == JSON_OBJECT && member->first;
}

static void add_emotions(struct reading *reading, struct draft_place *place,
    struct draft_column *all, const struct json *member)
{
    struct draft *draft = reading->draft;
    for (const struct json *m = member->first; m; m = m->next) {
        struct buf label = BUF_INIT;
        buf_addf(&label, "emotion: %.*s", SLICE_ARG(m->key));
        struct draft_column *column = draft_column_named(draft, buf_slice(&label), m->line);
        column->shared = all;
        draft_cell(draft, place, column, m->text, m->line);
        buf_release(&label);
    }
}

static void take_member(
    struct reading *reading, struct draft_place *place, const struct json *member)
{
    struct draft *draft = reading->draft;
    struct draft_column *column = column_of(reading, member);
    enum how how = column->label.how;
    bool is_blueprint = slice_equal_fold(member->key, SLICE("blueprint"));
    if (is_id(member->key)) {
        if (!reading->ids_told)
            draft_notice(draft, member->line, "%s", _("the ids of the file are left out"));
        reading->ids_told = true;
    } else if (member->kind == JSON_NULL || (json_is_false(member) && how != HOW_NOTE)) {
        return;
    } else if (how == HOW_EMOTION && is_of_personas(draft, member)) {
        add_emotions(reading, place, column, member);
    } else if (is_blueprint && member->kind == JSON_OBJECT) {
        for (const struct json *m = member->first; m; m = m->next)
            if (slice_equal_fold(m->key, SLICE("evidence")))
                add_cell(reading, place, draft_column_named(draft, SLICE("props"), m->line), m);
            else
                take_member(reading, place, m);
    } else if ((how == HOW_PAIN || how == HOW_IDEA || how == HOW_QUOTE) &&
               member->kind == JSON_LIST) {
        size_t row = draft->row;
        for (const struct json *item = member->first; item; item = item->next)
            take_item(reading, place, column, item);
        draft->row = row;
    } else {
        add_cell(reading, place, column, member);
    }
}

static void take_members(struct reading *reading, struct draft_place *place,
    const struct json *object, const struct json *name)
{
    for (const struct json *m = object->first; m; m = m->next)
        if (m != name)
            take_member(reading, place, m);
}

/* --- stages and touchpoints --- */

/* "t1", which names nothing. */
static bool is_number_of_item(struct slice key)
{
    bool digit = false;
    for (size_t i = 0; i < key.len; i++) {
        digit = digit || is_digit(key.data[i]);
        if (key.data[i] == ' ')
            return false;
    }
    return digit;
}

/* The member that names an object; of a mapping its key does. */
static struct slice name_of(const struct json *value, bool is_member, const struct json **name)
{
    *name = json_get(value, NAMES);
    if (*name && (*name)->kind != JSON_TEXT)
        *name = NULL;
    if (*name && (*name)->text.len)
        return (*name)->text;
    if (value->kind == JSON_TEXT && (!is_member || is_number_of_item(value->key)))
        return value->text;
    return is_member ? value->key : SLICE("");
}

static void take_touchpoint(
    struct reading *reading, struct draft_place *stage, const struct json *value, bool is_member)
{
    struct draft *draft = reading->draft;
    const struct json *name;
    struct slice text = name_of(value, is_member, &name);
    struct buf all = BUF_INIT;
    if (!text.len)
        json_add_text(value, &all);
    if (!text.len && !all.len)
        return;
    draft->row++;
    struct draft_place *place = draft_touchpoint(
        draft, stage, text.len ? text : buf_slice(&all), value->line);
    if (value->kind == JSON_OBJECT && text.len)
        take_members(reading, place, value, name);
    else if (is_member && value->kind == JSON_TEXT && value->text.data != text.data)
        add_cell(reading, place, column_of(reading, value), value);
    buf_release(&all);
}

/* Has it what is done at a stage, one after the other? */
static bool has_touchpoints(struct reading *reading, const struct json *member)
{
    if (member->kind != JSON_LIST && member->kind != JSON_OBJECT)
        return false;
    enum how how = column_of(reading, member)->label.how;
    return how == HOW_TOUCHPOINT || how == HOW_STAGE ||
           slice_equal_fold(member->key, SLICE("customer")) ||
           slice_equal_fold(member->key, SLICE("interactions")) ||
           slice_equal_fold(member->key, SLICE("nodes"));
}

static void take_stage(struct reading *reading, const struct json *value, bool is_member)
{
    struct draft *draft = reading->draft;
    const struct json *name;
    struct slice text = name_of(value, is_member, &name);
    struct buf number = BUF_INIT;
    if (!text.len && value->kind != JSON_NULL) {
        buf_addf(&number, "%zu", draft->stage_names.count + 1);
        draft_doubt(draft, value->line, _("a stage has no name; it is called \"%s\""), number.data);
        text = buf_slice(&number);
    }
    if (!text.len)
        return;
    draft->row++;
    struct draft_place *stage = draft_stage(draft, text, value->line, false);
    buf_release(&number);
    bool is_list = value->kind == JSON_LIST;
    for (const struct json *m = value->first; m; m = m->next) {
        if (is_list)
            take_touchpoint(reading, stage, m, false);
        else if (m != name && has_touchpoints(reading, m))
            for (const struct json *t = m->first; t; t = t->next)
                take_touchpoint(reading, stage, t, m->kind == JSON_OBJECT);
        else if (m != name)
            take_member(reading, stage, m);
    }
}

/* --- nodes in stages and swimlanes --- */

static void take_node(struct reading *reading, struct draft_place *stage, const struct json *node,
    const struct json *lanes)
{
    struct draft *draft = reading->draft;
    const struct json *name;
    struct slice text = name_of(node, false, &name);
    struct slice lane_id = json_text_of(node, "swimlaneId|laneId|lane");
    bool is_pain = slice_equal_fold(json_text_of(node, "purpose"), SLICE("pain"));
    draft->row++;
    if (!text.len)
        text = json_text_of(node, "description|details");
    if (!text.len) {
        draft_doubt(draft, node->line, "%s", _("a task without a name is left out"));
        return;
    }
    struct draft_place *place = draft_touchpoint(draft, stage, text, node->line);
    for (const struct json *lane = lanes ? lanes->first : NULL; lane; lane = lane->next)
        if (lane_id.len && slice_equal(json_text_of(lane, "id"), lane_id))
            draft_cell(draft, place, draft_column_named(draft, SLICE("Swimlane"), node->line),
                json_text_of(lane, NAMES), node->line);
    for (const struct json *m = node->first; m; m = m->next) {
        struct draft_column *column = column_of(reading, m);
        if (slice_equal_fold(m->key, SLICE("score")))
            column->scale = (struct scale){ -5, 5 };
        if (is_pain && slice_equal_fold(m->key, SLICE("description")))
            add_cell(reading, place, draft_column_named(draft, SLICE("pains"), m->line), m);
        else if (m != name && !slice_equal_fold(m->key, SLICE("stageId")) &&
                 !slice_equal_fold(m->key, SLICE("swimlaneId")))
            take_member(reading, place, m);
    }
}

static void keep_node(struct draft *draft, const struct json *node)
{
    struct buf text = BUF_INIT;
    json_add_keys(node, &text);
    draft_doubt(draft, node->line, _("the node \"%s\" is in no stage; it is kept in the notes"),
        draft_short(draft, json_text_of(node, NAMES)));
    draft_add_line(&draft->notes, buf_slice(&text));
    buf_release(&text);
}

static struct draft_place *place_named(struct draft *draft, const struct json *stage)
{
    const struct json *name;
    return draft_stage(draft, name_of(stage, false, &name), stage->line, false);
}

/* Which stage each id is. */
static void take_nodes(struct reading *reading, const struct json *stages, const struct json *nodes,
    const struct json *lanes)
{
    struct draft *draft = reading->draft;
    struct names ids = { 0 };
    struct draft_place **places = NULL;
    size_t cap = 0;
    for (const struct json *stage = stages->first; stage; stage = stage->next) {
        size_t number = names_add(&ids, json_text_of(stage, "id|name"));
        MEM_GROW(places, number + 1, cap);
        draft->last_stage = NULL;
        places[number] = place_named(draft, stage);
    }
    for (const struct json *node = nodes->first; node; node = node->next) {
        size_t number = names_find(&ids, json_text_of(node, "stageId|stage_id|stage"));
        if (number == SIZE_MAX)
            keep_node(draft, node);
        else
            take_node(reading, places[number], node, lanes);
    }
    names_release(&ids);
    free(places);
}

/* --- the whole --- */

static void take_persona(struct reading *reading, const struct json *value, bool is_member)
{
    const struct json *name;
    struct slice text = name_of(value, is_member, &name);
    if (!text.len) {
        bool is_mapping = value->kind == JSON_OBJECT;
        for (const struct json *m = value->first; m; m = m->next)
            take_persona(reading, m, is_mapping);
        return;
    }
    struct draft_place *place = draft_persona(reading->draft, text, value->line);
    if (value->kind == JSON_OBJECT)
        take_members(reading, place, value, name);
    else if (is_member && value->kind == JSON_TEXT && !slice_equal(value->text, text))
        add_cell(reading, place, column_of(reading, value), value);
}

/* What is said of the whole journey, in the root or in its "metadata". */
static void take_whole(struct reading *reading, const struct json *object,
    const struct json *const known[], size_t known_count)
{
    struct draft *draft = reading->draft;
    for (const struct json *m = object->first; m; m = m->next) {
        bool is_known = false;
        for (size_t i = 0; i < known_count; i++)
            is_known = is_known || m == known[i];
        if (is_known)
            continue;
        bool is_title = slice_equal_fold(m->key, SLICE("title")) ||
                        slice_equal_fold(m->key, SLICE("name"));
        bool is_about = slice_equal_fold(m->key, SLICE("description")) ||
                        slice_equal_fold(m->key, SLICE("about"));
        bool is_meta = slice_equal_fold(m->key, SLICE("metadata")) ||
                       slice_equal_fold(m->key, SLICE("meta"));
        if (is_title && m->kind == JSON_TEXT && !draft->title.len)
            draft->title = draft_name(draft, m->text);
        else if (is_about && m->kind == JSON_TEXT)
            draft_add_line(&draft->about, m->text);
        else if (is_meta && m->kind == JSON_OBJECT)
            take_whole(reading, m, NULL, 0);
        else if (column_of(reading, m)->label.how == HOW_PERSONA)
            take_persona(reading, m, false);
        else
            take_member(reading, &draft->map, m);
    }
}

/* The stages, in `holder`: the root, or its member "journey". */
static const struct json *find_stages(const struct json *root, const struct json **holder)
{
    *holder = root;
    if (root->kind == JSON_LIST)
        return root;
    const struct json *stages = json_get(root, STAGES),
                      *journey = json_get(root, "journey|journeymap|map");
    if (!stages && journey && journey->kind == JSON_OBJECT &&
        (stages = json_get(journey, STAGES))) {
        *holder = journey;
        return stages;
    }
    if (!stages)
        stages = journey ? journey : json_get(root, "steps|touchpoints");
    return stages && stages->kind != JSON_TEXT ? stages : NULL;
}

static bool is_journey(const struct json *value)
{
    return value->kind == JSON_OBJECT && json_get(value, STAGES);
}

/* The one that is wanted of a list of journeys; the root where it is none; NULL: they are listed.
 */
static const struct json *pick_journey(struct draft *draft, const struct json *root)
{
    const struct json *list = root->kind == JSON_LIST ? root : json_get(root, JOURNEYS), *journey;
    size_t count = 0, nth = (size_t)draft->options->nth;
    if (!list || list->kind != JSON_LIST || !list->first)
        return root;
    for (journey = list->first; journey; journey = journey->next, count++)
        if (!is_journey(journey))
            return root;
    draft->journeys = count;
    journey = list->first;
    for (size_t i = 1; i < nth && journey; i++)
        journey = journey->next;
    if (journey && (nth || count == 1))
        return journey;
    count = 0;
    for (journey = list->first; journey; journey = journey->next)
        draft_list_journey(draft, journey->line, ++count, json_text_of(journey, NAMES));
    draft_ask_journey(draft, count);
    return NULL;
}

static enum status read_tree(struct draft *draft, const struct json *root)
{
    struct reading reading = { .draft = draft };
    const struct json *holder, *stages = find_stages(root, &holder);
    const struct json *nodes = json_get(holder, "nodes"),
                      *lanes = json_get(holder, "swimlanes|lanes");
    if (!stages || !stages->first) {
        draft_doubt(draft, 0, "%s",
            json_get(root, "nodes") && json_get(root, "edges|links")
                ? _("it is a graph of nodes and edges, which has no stages and no order; a journey "
                    "needs \"stages\"")
                : _("no stages are in it: a list named \"stages\", \"phases\" or \"journey\""));
        return STATUS_BAD;
    }
    const struct json *known[] = { stages, nodes, lanes, holder };
    if (root->kind == JSON_OBJECT)
        take_whole(&reading, root, known, 4);
    if (holder != root)
        take_whole(&reading, holder, known, 3);
    if (nodes && nodes->kind == JSON_LIST)
        take_nodes(&reading, stages, nodes, lanes);
    else
        for (const struct json *stage = stages->first; stage; stage = stage->next)
            take_stage(&reading, stage, stages->kind == JSON_OBJECT);
    return STATUS_OK;
}

enum status json_read(struct draft *draft, struct slice text)
{
    if (json_begins_as_own(text)) {
        draft->own = draft_copy(draft, text);
        return STATUS_OK;
    }
    const struct json *root = json_parse(text, draft->file, &draft->arena, draft->diags);
    if (!root || json_is_own(draft, root, text))
        return root ? STATUS_OK : STATUS_BAD;
    root = pick_journey(draft, root);
    return root ? read_tree(draft, root) : STATUS_BAD;
}
