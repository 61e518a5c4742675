#include "import/draft/draft.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "import/draft/feeling.h"

static const struct words_row machines[] = {
    { 1, "system;systems;ai;bot;chatbot;api;service;platform;localstorage;n8n;系统;系統;システム;"
         "시스템;sistema;σύστημα;服务;服務" },
};

void lexicon_init(struct lexicon *lexicon)
{
    *lexicon = (struct lexicon){ 0 };
    labels_init(&lexicon->labels);
    feeling_words(&lexicon->feelings);
    severity_words(&lexicon->severities);
    frequency_words(&lexicon->frequencies);
    evidence_words(&lexicon->evidences);
    words_add_rows(&lexicon->machines, machines, 1);
}

void lexicon_release(struct lexicon *lexicon)
{
    labels_release(&lexicon->labels);
    words_release(&lexicon->feelings);
    words_release(&lexicon->severities);
    words_release(&lexicon->frequencies);
    words_release(&lexicon->evidences);
    words_release(&lexicon->machines);
}

void draft_init(struct draft *draft, const struct lexicon *lexicon, const char *file,
    const struct import_options *options, struct diags *diags)
{
    *draft = (struct draft){ .arena = ARENA_INIT,
        .lexicon = lexicon,
        .file = file,
        .first_file = file,
        .options = options,
        .diags = diags,
        .journeys = 1,
        .about = BUF_INIT,
        .notes = BUF_INIT,
        .map = { .kind = KIND_MAP } };
    draft->map.cells_end = &draft->map.cells;
    draft->map.children_end = &draft->map.children;
    draft->columns_end = &draft->first_column;
    draft->stages_end = &draft->stages;
    draft->personas_end = &draft->personas;
}

void draft_next_file(struct draft *draft, const char *file)
{
    draft->file = file;
    draft->table++;
    draft->row++;
    draft->last_stage = draft->last_touchpoint = NULL;
    /* A label of this file is not one of the last: it has its own lines and numbers. */
    names_release(&draft->column_names);
}

void draft_release(struct draft *draft)
{
    names_release(&draft->stage_names);
    names_release(&draft->bare_names);
    names_release(&draft->point_names);
    names_release(&draft->persona_names);
    names_release(&draft->column_names);
    free(draft->stage_places);
    free(draft->bare_places);
    free(draft->point_places);
    free(draft->persona_places);
    free(draft->columns);
    buf_release(&draft->about);
    buf_release(&draft->notes);
    arena_release(&draft->arena);
}

/* --- notices --- */

__attribute__((format(printf, 3, 0))) static void say(
    struct draft *draft, size_t line, const char *format, va_list args)
{
    struct buf text = BUF_INIT;
    if (draft->diags->count < DIAGS_MAX) /* else it is counted */
        buf_addvf(&text, format, args);
    diags_add(draft->diags, draft->file, line, 0, "%s", text.data);
    buf_release(&text);
}

void draft_notice(struct draft *draft, size_t line, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    say(draft, line, format, args);
    va_end(args);
}

void draft_doubt(struct draft *draft, size_t line, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    say(draft, line, format, args);
    va_end(args);
    draft->doubt = true;
}

void draft_list_journey(struct draft *draft, size_t line, size_t number, struct slice title)
{
    draft_doubt(draft, line, _("journey %1$zu: %2$s"), number, draft_short(draft, title));
}

void draft_ask_journey(struct draft *draft, size_t count)
{
    draft_doubt(draft, 0,
        _n("there is %zu journey in it; pick one with --nth N",
            "there are %zu journeys in it; pick one with --nth N", count),
        count);
}

/* --- texts --- */

struct slice draft_copy(struct draft *draft, struct slice text)
{
    return (struct slice){ arena_copy(&draft->arena, text.data, text.len), text.len };
}

struct slice draft_name(struct draft *draft, struct slice text)
{
    char *copy = arena_alloc(&draft->arena, text.len + 1);
    size_t len = 0;
    text = text_trim(text);
    for (size_t i = 0; i < text.len; i++) {
        bool blank = text.data[i] == ' ' || text.data[i] == '\n' || text.data[i] == '\t';
        if (!blank || (len && copy[len - 1] != ' '))
            copy[len++] = blank ? ' ' : text.data[i];
    }
    copy[len] = '\0';
    return (struct slice){ copy, len };
}

const char *draft_short(struct draft *draft, struct slice text)
{
    enum { LONGEST = 80 };
    struct buf line = BUF_INIT;
    text_add_line(text, LONGEST, &line);
    const char *copy = arena_copy(&draft->arena, line.data, line.len);
    buf_release(&line);
    return copy;
}

void draft_add_line(struct buf *out, struct slice text)
{
    text = text_trim(text);
    if (out->len && text.len)
        buf_add_char(out, '\n');
    buf_add_slice(out, text);
}

/* --- places --- */

static struct draft_place *place_new(
    struct draft *draft, enum node_kind kind, struct slice name, size_t line)
{
    struct draft_place *place = arena_alloc(&draft->arena, sizeof *place);
    *place = (struct draft_place){
        .kind = kind, .name = name, .line = line, .table = draft->table, .row = draft->row
    };
    place->cells_end = &place->cells;
    place->children_end = &place->children;
    draft->place_count += kind == KIND_STAGE || kind == KIND_TOUCHPOINT;
    return place;
}

bool draft_is_full(const struct draft *draft)
{
    return draft->place_count > DRAFT_PLACES_MAX;
}

/* The place that has the name in an index; the slot for a new one where none has. */
static struct draft_place **find_place(
    struct names *names, struct draft_place ***places, size_t *cap, struct slice key)
{
    size_t before = names->count, number = names_add(names, key);
    MEM_GROW(*places, number + 1, *cap);
    if (number == before)
        (*places)[number] = NULL;
    return &(*places)[number];
}

/* The stage of an earlier table, "Tries (ward 4)", for "Tries". */
static struct draft_place **find_bare(struct draft *draft, struct slice name)
{
    struct buf bare = BUF_INIT, key = BUF_INIT;
    label_add_bare(name, &bare);
    text_add_folded(bare.len ? buf_slice(&bare) : name, &key);
    struct draft_place **at = find_place(
        &draft->bare_names, &draft->bare_places, &draft->bare_cap, buf_slice(&key));
    buf_release(&bare);
    buf_release(&key);
    return at;
}

static struct draft_place *add_stage(struct draft *draft, struct slice name, size_t line)
{
    struct draft_place *stage = place_new(draft, KIND_STAGE, name, line);
    *draft->stages_end = stage;
    draft->stages_end = &stage->next;
    return stage;
}

struct draft_place *draft_stage(struct draft *draft, struct slice name, size_t line, bool loose)
{
    struct buf key = BUF_INIT;
    if (draft_is_full(draft) && draft->stages)
        return draft->stages;
    name = draft_name(draft, name);
    text_add_folded(name, &key);
    struct draft_place **at = find_place(
        &draft->stage_names, &draft->stage_places, &draft->stage_cap, buf_slice(&key));
    struct draft_place **bare = find_bare(draft, name);
    if (!*at && loose && *bare && (*bare)->table != draft->table)
        *at = *bare;
    if (!*at) {
        *at = add_stage(draft, name, line);
        if (!*bare)
            *bare = *at;
    } else if (draft->last_stage != *at && (*at)->table == draft->table) {
        draft_notice(draft, line, _("the stage \"%s\" comes again; both are taken as one stage"),
            draft_short(draft, name));
    }
    draft->last_stage = *at;
    buf_release(&key);
    return *at;
}

struct draft_place *draft_no_stage(struct draft *draft, size_t line)
{
    return draft_stage(draft, slice_of(_("Journey")), line, false);
}

static void add_point_key(const struct draft_place *stage, struct slice name, struct buf *out)
{
    for (uintptr_t place = (uintptr_t)stage; place; place >>= 6)
        buf_add_char(out, (char)('0' + (place & 63)));
    buf_add_char(out, '\n');
    text_add_folded(text_trim(name), out);
}

struct draft_place *draft_place(
    struct draft *draft, enum node_kind kind, struct slice name, size_t line)
{
    return place_new(draft, kind, draft_copy(draft, name), line);
}

void draft_add_child(struct draft_place *parent, struct draft_place *child)
{
    *parent->children_end = child;
    parent->children_end = &child->next;
}

static void index_point(
    struct draft *draft, const struct draft_place *stage, struct draft_place *touchpoint)
{
    struct buf key = BUF_INIT;
    add_point_key(stage, touchpoint->name, &key);
    struct draft_place **at = find_place(
        &draft->point_names, &draft->point_places, &draft->point_cap, buf_slice(&key));
    if (!*at)
        *at = touchpoint;
    buf_release(&key);
}

/* As soon as one is looked for: most files need it not. */
static void index_points(struct draft *draft)
{
    for (struct draft_place *s = draft->stages; s && !draft->points_indexed; s = s->next)
        for (struct draft_place *t = s->children; t; t = t->next)
            if (t->kind == KIND_TOUCHPOINT)
                index_point(draft, s, t);
    draft->points_indexed = true;
}

struct draft_place *draft_touchpoint(
    struct draft *draft, struct draft_place *stage, struct slice name, size_t line)
{
    if (draft_is_full(draft) && draft->last_touchpoint)
        return draft->last_touchpoint;
    name = draft_name(draft, name);
    struct draft_place *place = place_new(draft, KIND_TOUCHPOINT, name, line);
    draft->last_touchpoint = place;
    draft_add_child(stage, place);
    if (draft->points_indexed)
        index_point(draft, stage, place);
    return place;
}

struct draft_place *draft_find_stage(struct draft *draft, struct slice name)
{
    struct buf key = BUF_INIT;
    text_add_folded(text_trim(name), &key);
    size_t number = names_find(&draft->stage_names, buf_slice(&key));
    buf_release(&key);
    return number == SIZE_MAX ? NULL : draft->stage_places[number];
}

struct draft_place *draft_find_touchpoint(
    struct draft *draft, const struct draft_place *stage, struct slice name)
{
    struct buf key = BUF_INIT;
    index_points(draft);
    add_point_key(stage, name, &key);
    size_t number = names_find(&draft->point_names, buf_slice(&key));
    buf_release(&key);
    return number == SIZE_MAX ? NULL : draft->point_places[number];
}

struct draft_place *draft_earlier_touchpoint(
    struct draft *draft, const struct draft_place *stage, struct slice name)
{
    if (stage->table == draft->table)
        return NULL; /* the stage itself is new */
    struct draft_place *place = draft_find_touchpoint(draft, stage, name);
    return place && place->table != draft->table ? place : NULL;
}

bool draft_has_persona(const struct draft *draft, struct slice name)
{
    struct buf key = BUF_INIT;
    text_add_folded(text_trim(name), &key);
    bool has = names_find(&draft->persona_names, buf_slice(&key)) < draft->persona_names.count;
    buf_release(&key);
    return has;
}

struct draft_place *draft_persona(struct draft *draft, struct slice name, size_t line)
{
    struct buf key = BUF_INIT;
    name = draft_name(draft, name);
    text_add_folded(name, &key);
    struct draft_place **at = find_place(
        &draft->persona_names, &draft->persona_places, &draft->persona_cap, buf_slice(&key));
    if (!*at) {
        *at = place_new(draft, KIND_PERSONA, name, line);
        *draft->personas_end = *at;
        draft->personas_end = &(*at)->next;
    }
    buf_release(&key);
    return *at;
}

/* --- cells --- */

/* "Emotion: Ann" */
static void find_persona(
    struct draft *draft, struct draft_column *column, struct slice text, size_t line)
{
    const char *colon = text.len ? memchr(text.data, ':', text.len) : NULL;
    size_t before = colon ? (size_t)(colon - text.data) : 0;
    struct slice name = colon ? label_trim(slice_from(text, before + 1)) : SLICE("");
    if (column->label.how != HOW_NOTE || !name.len)
        return;
    struct label label = label_of(&draft->lexicon->labels, (struct slice){ text.data, before });
    if (label.how != HOW_EMOTION)
        return;
    column->label = label;
    column->persona = draft_persona(draft, name, line)->name;
}

struct draft_column *draft_column(struct draft *draft, struct slice text, size_t line)
{
    struct draft_column *column = arena_alloc(&draft->arena, sizeof *column);
    struct buf bare = BUF_INIT;
    struct scale scale;
    *column = (struct draft_column){
        .file = draft->file, .label = label_of(&draft->lexicon->labels, text), .line = line
    };
    *draft->columns_end = column;
    draft->columns_end = &column->next;
    find_persona(draft, column, text, line);
    if (scale_of_header(text, &scale)) {
        column->scale = scale;
        column->severities.header = scale;
    }
    if (column->label.how != HOW_NOTE)
        label_add_bare(text, &bare);
    else
        buf_add_slice(&bare, text);
    column->text = draft_name(draft, label_trim(buf_slice(&bare)));
    buf_release(&bare);
    return column;
}

struct draft_column *draft_column_named(struct draft *draft, struct slice text, size_t line)
{
    size_t before = draft->column_names.count, number = names_add(&draft->column_names, text);
    if (number == before) {
        MEM_GROW(draft->columns, number + 1, draft->column_cap);
        draft->columns[number] = draft_column(draft, text, line);
    }
    return draft->columns[number];
}

/* Numbers tell on which scale they are. */
static void look_at(const struct draft *draft, const struct draft_cell *cell)
{
    struct draft_column *column = cell->column;
    struct feeling feeling;
    if (column->label.how == HOW_SEVERITY)
        severity_see(&draft->lexicon->severities, cell->text, &column->severities);
    if (column->label.how != HOW_EMOTION)
        return;
    feeling_read(&draft->lexicon->feelings, cell->text, &feeling);
    column = column->shared ? column->shared : column;
    column->has_words = column->has_words || feeling.kind == FEELING_SCORE;
    if (feeling.kind != FEELING_NUMBER || scale_is_known(feeling.own))
        return;
    seen_add(&column->numbers, feeling.number);
}

void draft_cell(struct draft *draft, struct draft_place *place, struct draft_column *column,
    struct slice text, size_t line)
{
    struct slice trimmed = text_trim(text);
    if (!trimmed.len || draft_is_full(draft))
        return;
    if (!column->own)
        text = trimmed;
    struct draft_cell *cell = arena_alloc(&draft->arena, sizeof *cell);
    *cell = (struct draft_cell){
        .column = column, .text = draft_copy(draft, text), .line = line, .row = draft->row
    };
    *place->cells_end = cell;
    place->cells_end = &cell->next;
    look_at(draft, cell);
}
