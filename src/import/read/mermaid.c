#include "import/read/mermaid.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "import/draft/feeling.h"
#include "import/read/mermaid_text.h"

/* --- where a diagram is --- */

struct diagram {
    struct slice text;
    size_t line; /* of its first */
    struct slice title;
};

struct diagrams {
    struct diagram *items;
    size_t count, cap;
};

/* Is the first word that one, and nothing of a word behind it? */
static bool begins_with_word(struct slice line, const char *word)
{
    size_t len = strlen(word);
    return slice_begins_fold(line, slice_of(word)) &&
           (line.len == len || strchr(" \t:{", line.data[len]));
}

/* A comment, or a line of front matter or a directive; `until` is what ends it. */
struct skipping {
    const char *until;
    bool begun; /* something was there that is not skipped, or front matter */
};

/* The line must be trimmed. */
static bool skips(struct skipping *skipping, struct slice line)
{
    if (skipping->until) {
        if (text_find(line, slice_of(skipping->until)) != (size_t)-1)
            skipping->until = NULL;
        return true;
    }
    if (!skipping->begun && slice_is(line, "---")) {
        skipping->until = "---";
        skipping->begun = true;
        return true;
    }
    if (slice_begins_fold(line, SLICE("%%"))) {
        if (slice_begins_fold(line, SLICE("%%{")) && text_find(line, SLICE("}%%")) == (size_t)-1)
            skipping->until = "}%%";
        return true;
    }
    bool skips = !line.len || (*line.data == '#' && !mermaid_entity(line));
    skipping->begun = skipping->begun || !skips;
    return skips;
}

bool mermaid_is_journey(struct slice text)
{
    struct skipping skipping = { 0 };
    struct slice line;
    while (slice_next_line(&text, &line)) {
        line = text_trim(line);
        if (!skips(&skipping, line))
            return begins_with_word(line, "journey");
    }
    return false;
}

/* The title of front matter, or of a "title" line, which counts more. */
static struct slice find_title(struct slice text)
{
    struct slice line, title = SLICE_NONE;
    for (bool front = true; slice_next_line(&text, &line);) {
        line = text_trim(line);
        front = front && !begins_with_word(line, "journey");
        if (!begins_with_word(line, "title"))
            continue;
        struct slice rest = text_trim(slice_from(line, 5));
        if (front && rest.len && *rest.data == ':')
            rest = text_trim(slice_from(rest, 1));
        if (front && rest.len > 1 && strchr("\"'", *rest.data) &&
            rest.data[rest.len - 1] == *rest.data)
            rest = (struct slice){ rest.data + 1, rest.len - 2 };
        title = rest.len ? rest : title;
    }
    return title;
}

static void add_diagram(struct diagrams *all, struct slice text, size_t line)
{
    if (!mermaid_is_journey(text))
        return;
    MEM_GROW(all->items, all->count + 1, all->cap);
    all->items[all->count++] = (struct diagram){ text, line, find_title(text) };
}

/* How many signs of a fence the line begins with; `sign` becomes which. */
static size_t fence_length(struct slice line, char *sign)
{
    size_t len = 0;
    while (len < line.len && (line.data[len] == '`' || line.data[len] == '~') &&
           line.data[len] == line.data[0])
        len++;
    *sign = line.len ? *line.data : '\0';
    return len >= 3 ? len : 0;
}

static void find_fences(struct slice text, struct diagrams *all)
{
    struct slice rest = text, line;
    size_t open = 0, begin = 0, begin_line = 0, number = 0;
    char open_sign = '\0';
    bool is_mermaid = false;
    while (slice_next_line(&rest, &line)) {
        char sign;
        number++;
        line = text_trim(line);
        size_t len = fence_length(line, &sign);
        size_t here = (size_t)(line.data - text.data);
        if (!open && len) {
            open = len;
            open_sign = sign;
            is_mermaid = begins_with_word(text_trim(slice_from(line, len)), "mermaid");
            begin = (size_t)(rest.data - text.data);
            begin_line = number + 1;
        } else if (open && len >= open && sign == open_sign && len == line.len) {
            if (is_mermaid && here > begin)
                add_diagram(all, (struct slice){ text.data + begin, here - begin }, begin_line);
            open = 0;
        }
    }
    if (open && is_mermaid && begin < text.len)
        add_diagram(all, slice_from(text, begin), begin_line);
}

bool mermaid_is_fenced(struct slice text)
{
    struct diagrams all = { 0 };
    find_fences(text, &all);
    free(all.items);
    return all.count > 0;
}

/* --- statements --- */

struct reading {
    struct draft *draft;
    struct draft_place *stage; /* NULL: none yet */
    struct draft_column *score, *people;
    struct buf description;
    bool in_description;
    size_t line;
};

/* "name: score: people" */
struct task {
    struct slice name, score, people;
    bool scored;
};

static bool is_number(struct slice text)
{
    double number;
    char first = text.len ? *text.data : ' '; /* trimmed; no word begins a number */
    return (is_digit(first) || first == '+' || first == '-' || (first & 0x80)) &&
           number_read(text, &number);
}

static bool is_no_score(const struct draft *draft, struct slice text)
{
    return !text.len || says_nothing(&draft->lexicon->feelings, text);
}

/* The last field that is a number and has nothing, or people, behind it is the score. */
static void read_task(const struct draft *draft, struct slice text, struct task *task)
{
    struct slice rest = text, field, last = SLICE_NONE, before = SLICE_NONE;
    size_t count = 0;
    while (mermaid_next_part(&rest, ':', &field)) {
        before = last;
        last = field;
        count++;
    }
    struct slice trimmed_last = text_trim(last), trimmed_before = text_trim(before);
    struct slice score = SLICE_NONE;
    *task = (struct task){ .name = text };
    if (count > 1 && is_number(trimmed_last)) {
        score = last;
    } else if (count > 2 && is_number(trimmed_before)) {
        score = before;
        task->people = trimmed_last;
    } else if (count > 2 && is_no_score(draft, trimmed_before)) {
        score = before;
        task->people = trimmed_last;
    } else if (count > 1 && is_no_score(draft, trimmed_last)) {
        score = last;
    }
    if (!score.data)
        return;
    task->score = text_trim(score);
    task->scored = is_number(task->score);
    task->name.len = mermaid_part_end(text, score);
}

static void take_task(struct reading *reading, struct slice text)
{
    struct draft *draft = reading->draft;
    struct task task;
    struct slice person;
    read_task(draft, text, &task);
    task.name = text_trim(mermaid_decoded(draft, text_trim(task.name)));
    if (!task.name.len) {
        draft_doubt(draft, reading->line, "%s", _("a task without a name is left out"));
        return;
    }
    if (!reading->stage) {
        reading->stage = draft_no_stage(draft, reading->line);
        draft_notice(draft, reading->line,
            _("no section is above this; it goes to the stage \"%s\""),
            draft_short(draft, reading->stage->name));
    }
    draft->row++;
    struct draft_place *place = draft_touchpoint(draft, reading->stage, task.name, reading->line);
    if (task.scored)
        draft_cell(draft, place, reading->score, task.score, reading->line);
    else
        draft_doubt(draft, reading->line, _("\"%s\" has no score; it has no emotion"),
            draft_short(draft, place->name));
    while (mermaid_next_part(&task.people, ',', &person))
        draft_cell(draft, place, reading->people, mermaid_decoded(draft, person), reading->line);
}

static bool has_score(const struct draft *draft, struct slice text)
{
    struct task task;
    read_task(draft, text, &task);
    return task.scored;
}

/* "a: 1: b; c: 2: d" is two tasks, since both are some; "pass; go: 1" is one. */
static void take_tasks(struct reading *reading, struct slice text)
{
    struct slice rest = text, part, begin = text;
    bool before = false;
    while (mermaid_next_part(&rest, ';', &part)) {
        if (part.len == text.len)
            break; /* as most are, the only one */
        bool is_task = has_score(reading->draft, part);
        if (before && is_task) {
            begin.len = mermaid_part_end(begin, part);
            take_task(reading, text_trim(begin));
            begin = slice_from(text, (size_t)(part.data - text.data));
        }
        before = is_task;
    }
    take_task(reading, text_trim(begin));
}

/* --- lines --- */

/* Behind the word, and a colon where there is one. */
static struct slice behind_word(struct slice line, const char *word)
{
    struct slice rest = text_trim(slice_from(line, strlen(word)));
    size_t colon = mermaid_sign(rest, ':');
    return text_trim(slice_from(rest, colon));
}

static void take_description(struct reading *reading, struct slice text)
{
    const char *end = text.len ? memchr(text.data, '}', text.len) : NULL;
    reading->in_description = !end;
    if (end)
        text.len = (size_t)(end - text.data);
    draft_add_line(&reading->draft->about, mermaid_decoded(reading->draft, text));
}

static void take_line(struct reading *reading, struct slice line)
{
    struct draft *draft = reading->draft;
    if (begins_with_word(line, "accDescr")) {
        struct slice rest = text_trim(slice_from(line, 8));
        if (rest.len && *rest.data == '{')
            take_description(reading, slice_from(rest, 1));
        else
            draft_add_line(&draft->about, mermaid_decoded(draft, behind_word(line, "accDescr")));
    } else if (begins_with_word(line, "accTitle")) {
        draft_add_line(&draft->about, mermaid_decoded(draft, behind_word(line, "accTitle")));
    } else if (begins_with_word(line, "title") && (line.len == 5 || line.data[5] != ':')) {
        struct slice title = mermaid_without_end(text_trim(slice_from(line, 5)));
        if (title.len)
            draft->title = draft_name(draft, mermaid_decoded(draft, title));
    } else if (begins_with_word(line, "section") && (line.len == 7 || line.data[7] != ':')) {
        struct slice name = mermaid_without_end(text_trim(slice_from(line, 7)));
        if (name.len)
            reading->stage = draft_stage(draft, mermaid_decoded(draft, name), reading->line, false);
        else
            draft_doubt(draft, reading->line, "%s", _("a section without a name is left out"));
    } else {
        take_tasks(reading, mermaid_without_end(line));
    }
}

static void read_diagram(struct draft *draft, const struct diagram *diagram)
{
    struct reading reading = { .draft = draft, .line = diagram->line };
    struct skipping skipping = { 0 };
    struct slice rest = diagram->text, line;
    bool begun = false;
    if (diagram->title.len)
        draft->title = draft_name(draft, diagram->title);
    reading.score = draft_column(draft, SLICE("score"), diagram->line);
    reading.people = draft_column(draft, SLICE("actors"), diagram->line);
    reading.people->own = true;
    for (; slice_next_line(&rest, &line); reading.line++) {
        line = text_trim(line);
        if (reading.in_description) {
            take_description(&reading, line);
            continue;
        }
        if (skips(&skipping, line))
            continue;
        struct slice statement = line;
        if (!begun) {
            begun = true;
            statement = mermaid_without_end(behind_word(statement, "journey"));
        }
        if (statement.len)
            take_line(&reading, statement);
    }
}

/* --- the whole --- */

static void list_titles(struct draft *draft, const struct diagrams *all)
{
    for (size_t i = 0; i < all->count; i++)
        draft_list_journey(draft, all->items[i].line, i + 1, all->items[i].title);
    draft_ask_journey(draft, all->count);
}

enum status mermaid_read(struct draft *draft, struct slice text)
{
    struct diagrams all = { 0 };
    size_t nth = (size_t)draft->options->nth;
    if (mermaid_is_journey(text))
        add_diagram(&all, text, 1);
    else
        find_fences(text, &all);
    enum status status = STATUS_BAD;
    draft->journeys = all.count;
    if (!all.count) {
        draft_doubt(draft, 0, "%s", _("there is no journey diagram in it"));
    } else if (nth > all.count || (!nth && all.count > 1)) {
        list_titles(draft, &all);
    } else {
        read_diagram(draft, &all.items[nth ? nth - 1 : 0]);
        status = STATUS_OK;
    }
    free(all.items);
    return status;
}
