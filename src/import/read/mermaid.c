#include "import/read/mermaid.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "import/draft/feeling.h"

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

enum { ENTITY_MAX = 12 }; /* without the ";" */

/* The length of an entity that the text begins with, "#35;" or "#amp;", or 0. */
static size_t entity_length(struct slice text)
{
    size_t end = 1;
    if (!text.len || *text.data != '#')
        return 0;
    for (; end < text.len && end < ENTITY_MAX; end++) {
        char letter = (char)(text.data[end] | 0x20);
        if (!is_digit(text.data[end]) && (letter < 'a' || letter > 'z'))
            break;
    }
    return end > 1 && end < text.len && text.data[end] == ';' ? end + 1 : 0;
}

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
    bool skips = !line.len || (*line.data == '#' && !entity_length(line));
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

/* --- signs --- */

/* A colon, comma or semicolon, also full-width or ideographic; its length, or 0. */
static size_t sign_length(struct slice text, char sign)
{
    static const struct {
        char sign;
        const char *wide;
    } wide[] = { { ':', "：" }, { ',', "，" }, { ',', "、" }, { ';', "；" } };
    if (!text.len || !((unsigned char)*text.data & 0x80))
        return text.len && *text.data == sign;
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        if (wide[i].sign == sign && slice_begins_fold(text, slice_of(wide[i].wide)))
            return strlen(wide[i].wide);
    return 0;
}

/* Takes what is before the next such sign off the front; false at the end. What an entity stands
 * for is no sign. */
static bool next_part(struct slice *rest, char sign, struct slice *part)
{
    if (!rest->data)
        return false;
    for (size_t i = 0; i < rest->len; i++) {
        char c = rest->data[i];
        if (c != sign && c != '#' && !(c & 0x80))
            continue;
        size_t entity = entity_length(slice_from(*rest, i));
        if (entity) {
            i += entity - 1;
            continue;
        }
        size_t len = sign_length(slice_from(*rest, i), sign);
        if (len) {
            *part = (struct slice){ rest->data, i };
            *rest = slice_from(*rest, i + len);
            return true;
        }
    }
    *part = *rest;
    *rest = SLICE_NONE;
    return true;
}

/* Where the part before this one ends: before the sign between them. */
static size_t part_end(struct slice text, struct slice part)
{
    size_t behind = (size_t)(part.data - text.data);
    bool wide = (unsigned char)text.data[behind - 1] >= 0x80;
    return behind - (wide ? strlen("：") : 1);
}

static bool add_entity(struct slice name, struct buf *out)
{
    static const struct {
        const char *name, *text;
    } names[] = { { "amp", "&" }, { "lt", "<" }, { "gt", ">" }, { "quot", "\"" }, { "apos", "'" },
        { "nbsp", " " }, { "semi", ";" }, { "colon", ":" }, { "num", "#" }, { "hash", "#" } };
    char *end;
    if (name.len && is_digit(*name.data)) {
        unsigned long point = strtoul(name.data, &end, 10);
        if (end != name.data + name.len || point < ' ' || point > 0x10FFFF ||
            (point >= 0xD800 && point < 0xE000))
            return false;
        buf_add_codepoint(out, (uint32_t)point);
        return true;
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (slice_is(name, names[i].name)) {
            buf_adds(out, names[i].text);
            return true;
        }
    return false;
}

static void add_decoded(struct slice text, struct buf *out)
{
    while (text.len) {
        size_t entity = entity_length(text), taken = 1;
        const char *close = NULL;
        if (slice_begins_fold(text, SLICE("<br")))
            close = memchr(text.data, '>', text.len < 8 ? text.len : 8);
        if (entity && add_entity((struct slice){ text.data + 1, entity - 2 }, out)) {
            taken = entity;
        } else if (close) {
            buf_add_char(out, ' ');
            taken = (size_t)(close - text.data) + 1;
        } else {
            buf_add_char(out, *text.data);
        }
        text = slice_from(text, taken);
    }
}

/* The text with entities decoded and a blank for each "<br>"; it is the draft's where it changed.
 */
static struct slice decoded(struct draft *draft, struct slice text)
{
    if (!text.len || (!memchr(text.data, '#', text.len) && !memchr(text.data, '<', text.len)))
        return text;
    struct buf out = BUF_INIT;
    add_decoded(text, &out);
    text = draft_copy(draft, text_trim(buf_slice(&out)));
    buf_release(&out);
    return text;
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
    while (next_part(&rest, ':', &field)) {
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
    task->name.len = part_end(text, score);
}

static void take_task(struct reading *reading, struct slice text)
{
    struct draft *draft = reading->draft;
    struct task task;
    struct slice person;
    read_task(draft, text, &task);
    task.name = text_trim(decoded(draft, text_trim(task.name)));
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
    while (next_part(&task.people, ',', &person))
        draft_cell(draft, place, reading->people, decoded(draft, person), reading->line);
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
    while (next_part(&rest, ';', &part)) {
        if (part.len == text.len)
            break; /* as most are, the only one */
        bool is_task = has_score(reading->draft, part);
        if (before && is_task) {
            begin.len = part_end(begin, part);
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
    size_t colon = sign_length(rest, ':');
    return text_trim(slice_from(rest, colon));
}

static void take_description(struct reading *reading, struct slice text)
{
    const char *end = text.len ? memchr(text.data, '}', text.len) : NULL;
    reading->in_description = !end;
    if (end)
        text.len = (size_t)(end - text.data);
    draft_add_line(&reading->draft->about, decoded(reading->draft, text));
}

/* Does an entity end the line? */
static bool ends_in_entity(struct slice line)
{
    size_t begin = line.len;
    while (begin > 0 && line.len - begin <= ENTITY_MAX && line.data[begin - 1] != '#')
        begin--;
    return begin > 0 && entity_length(slice_from(line, begin - 1)) == line.len - begin + 1;
}

static struct slice without_end(struct slice line)
{
    while (line.len && line.data[line.len - 1] == ';' && !ends_in_entity(line))
        line = text_trim((struct slice){ line.data, line.len - 1 });
    size_t wide = strlen("；");
    while (line.len >= wide && sign_length(slice_from(line, line.len - wide), ';') == wide)
        line = text_trim((struct slice){ line.data, line.len - wide });
    return line;
}

static void take_line(struct reading *reading, struct slice line)
{
    struct draft *draft = reading->draft;
    if (begins_with_word(line, "accDescr")) {
        struct slice rest = text_trim(slice_from(line, 8));
        if (rest.len && *rest.data == '{')
            take_description(reading, slice_from(rest, 1));
        else
            draft_add_line(&draft->about, decoded(draft, behind_word(line, "accDescr")));
    } else if (begins_with_word(line, "accTitle")) {
        draft_add_line(&draft->about, decoded(draft, behind_word(line, "accTitle")));
    } else if (begins_with_word(line, "title") && (line.len == 5 || line.data[5] != ':')) {
        struct slice title = without_end(text_trim(slice_from(line, 5)));
        if (title.len)
            draft->title = draft_name(draft, decoded(draft, title));
    } else if (begins_with_word(line, "section") && (line.len == 7 || line.data[7] != ':')) {
        struct slice name = without_end(text_trim(slice_from(line, 7)));
        if (name.len)
            reading->stage = draft_stage(draft, decoded(draft, name), reading->line, false);
        else
            draft_doubt(draft, reading->line, "%s", _("a section without a name is left out"));
    } else {
        take_tasks(reading, without_end(line));
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
            statement = without_end(behind_word(statement, "journey"));
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
