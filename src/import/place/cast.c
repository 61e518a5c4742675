/* Who is named: personas and machines. */
#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"
#include "import/place/place.h"
#include "model/value_list.h"

/* --- machines --- */

static bool is_system(const struct cast *cast, struct slice word)
{
    int ignored;
    return words_find(&cast->draft->lexicon->machines, word, &ignored) ||
           words_find(&cast->systems, word, &ignored);
}

/* One of the words alone, or as a word of the name. */
static bool is_machine(const struct cast *cast, struct slice name)
{
    enum { LONGEST = 200 };
    if (is_system(cast, name))
        return true;
    bool one_word = true;
    name.len = name.len < LONGEST ? name.len : LONGEST;
    while (name.len) {
        size_t end = 0;
        while (end < name.len && !strchr(" -/()_.\t\n", name.data[end]))
            end++;
        one_word = one_word && end == name.len; /* which was looked up */
        if (!one_word && is_system(cast, (struct slice){ name.data, end }))
            return true;
        name = slice_from(name, end < name.len ? end + 1 : end);
    }
    return false;
}

static void read_systems(struct cast *cast, const char *systems)
{
    struct slice rest = slice_of(systems);
    struct buf item = BUF_INIT;
    while (systems && value_next_typed(&rest, "", &item))
        words_add(&cast->systems, buf_slice(&item), 1);
    buf_release(&item);
}

/* --- several in one text --- */

/* Where the text has "+", "/" or "and" between two; false: nowhere. */
static bool find_joint(struct slice text, size_t *begin, size_t *end)
{
    static const char *const joints[] = { " and ", " und ", " et ", " και ", "+", "/", "&", "＋" };
    for (size_t i = 1; i < text.len; i++)
        for (size_t j = 0; j < sizeof joints / sizeof *joints; j++)
            if (text.data[i] == *joints[j] &&
                slice_begins_fold(slice_from(text, i), slice_of(joints[j]))) {
                *begin = i;
                *end = i + strlen(joints[j]);
                return *end < text.len;
            }
    return false;
}

static bool is_known(const struct cast *cast, struct slice name)
{
    name = text_trim(name);
    return names_find_folded(&cast->known, name) != SIZE_MAX || is_machine(cast, name);
}

/* All parts must be known. */
static bool may_split(const struct cast *cast, struct slice text)
{
    size_t begin, end;
    while (find_joint(text, &begin, &end)) {
        if (!is_known(cast, (struct slice){ text.data, begin }))
            return false;
        text = slice_from(text, end);
    }
    return is_known(cast, text);
}

/* Takes a name off the front, up to a line's end, or, where it is not our own, a comma or the like.
 */
static bool next_name(struct slice *rest, struct slice *name, bool own)
{
    static const char *const marks[] = { "\n", ",", ";", "，", "、", "；" };
    while (rest->len) {
        size_t i = 0, len = 0;
        for (; i < rest->len && !len; i += !len)
            for (size_t m = 0; m < (own ? 1 : sizeof marks / sizeof *marks) && !len; m++)
                if (slice_begins_fold(slice_from(*rest, i), slice_of(marks[m])))
                    len = strlen(marks[m]);
        *name = text_trim((struct slice){ rest->data, i });
        *rest = slice_from(*rest, i + len);
        if (name->len)
            return true;
    }
    return false;
}

void cast_each(
    const struct cast *cast, const struct draft_cell *cell, cast_take *take, void *context)
{
    struct slice text = cell->text, name;
    while (next_name(&text, &name, cell->column->own)) {
        size_t begin, end;
        bool split = find_joint(name, &begin, &end) && may_split(cast, name);
        while (split && find_joint(name, &begin, &end)) {
            struct slice first = text_trim((struct slice){ name.data, begin });
            take(context, first, is_machine(cast, first));
            name = slice_from(name, end);
        }
        take(context, text_trim(name), is_machine(cast, text_trim(name)));
    }
}

/* --- all of a draft --- */

static void take_persona(void *context, struct slice name, bool machine)
{
    struct cast *cast = context;
    if (!machine)
        draft_persona(cast->draft, name, 0);
}

static void know_names(struct cast *cast, const struct draft_cell *cell)
{
    struct slice text = cell->text, name;
    size_t begin, end;
    while (next_name(&text, &name, cell->column->own))
        if (!find_joint(name, &begin, &end))
            names_add_folded(&cast->known, name);
}

/* Our own Markdown has personas of its own, our tables have not. */
static bool names_people(const struct draft_column *column)
{
    return column->label.how == HOW_PERSONA || (column->label.how == HOW_NAMES && column->own);
}

/* Does the cell say what the last one said? */
static bool is_said(const struct draft_cell **last, const struct draft_cell *cell)
{
    bool said = *last && (*last)->column == cell->column && slice_equal((*last)->text, cell->text);
    *last = cell;
    return said;
}

/* Calls it for each cell that names people, and others than the cell before it. */
static void each_cell(struct cast *cast, const struct draft_place *place,
    void (*call)(struct cast *cast, const struct draft_cell *cell))
{
    const struct draft_cell *last = NULL;
    for (; place; place = place->next) {
        for (const struct draft_cell *cell = place->cells; cell; cell = cell->next)
            if (names_people(cell->column) && !is_said(&last, cell))
                call(cast, cell);
        each_cell(cast, place->children, call);
    }
}

static void take_personas(struct cast *cast, const struct draft_cell *cell)
{
    cast_each(cast, cell, take_persona, cast);
}

void cast_init(struct cast *cast, struct draft *draft)
{
    *cast = (struct cast){ .draft = draft };
    read_systems(cast, draft->options->systems);
    for (const struct draft_place *p = draft->personas; p; p = p->next)
        names_add_folded(&cast->known, p->name);
    each_cell(cast, &draft->map, know_names);
    each_cell(cast, draft->stages, know_names);
    each_cell(cast, &draft->map, take_personas);
    each_cell(cast, draft->stages, take_personas);
    for (const struct draft_place *p = draft->personas; p; p = p->next)
        names_add_folded(&cast->names, p->name);
    cast->nodes = mem_zalloc((cast->names.count + 1) * sizeof *cast->nodes);
}

void cast_release(struct cast *cast)
{
    words_release(&cast->systems);
    names_release(&cast->known);
    names_release(&cast->names);
    free(cast->nodes);
}

struct node *cast_node(const struct cast *cast, struct slice name)
{
    size_t number = names_find_folded(&cast->names, name);
    return number == SIZE_MAX ? NULL : cast->nodes[number];
}
