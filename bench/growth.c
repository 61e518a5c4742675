/*
 * How time grows with the size of what is done: the processor's seconds for n, 2 n and 4 n of
 * something, and the exponent that leads from the first to the last. Linear is 1.
 */
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "figures.h"
#include "insight/history.h"
#include "model/edit/edit.h"
#include "model/edit/edit_text.h"
#include "report.h"
#include "store/journal/journal_private.h"
#include "store/store.h"

#define PROGRAM TOP_BUILDDIR "/src/cjm-tui"
#define HEAD "cjm: 1\ntitle: T\n"
#define MAP HEAD "stages:\n  - name: Pay\n    touchpoints: [Till]\n"

enum { LEAST = 25000, STEPS = 3, TRIES = 3, FILES = 3 };

static const double MOST_EXPONENT = 1.1;

/* --- files --- */

static const char *folder;

static const char *path_of(const char *name)
{
    static char paths[FILES][600];
    static int next;
    char *path = paths[next++ % FILES];
    snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    return path;
}

static void write_file(const char *name, const struct buf *text)
{
    FILE *file = fopen(path_of(name), "wb");
    if (!file || fwrite(text->data, 1, text->len, file) != text->len || fclose(file) != 0) {
        perror(path_of(name));
        exit(EXIT_FAILURE);
    }
}

/* --- journals --- */

/* The record of a number, one less than `count` at most. `author` is whose it is, of which action.
 */
struct forged {
    char author[40];
    size_t action;
    struct buf text;
};

typedef void forge(size_t i, size_t count, struct forged *out);

static void forge_one(forge *make, size_t i, size_t count, struct forged *out)
{
    snprintf(out->author, sizeof out->author, "e.1-1");
    out->action = i + 1;
    buf_clear(&out->text);
    make(i, count, out);
}

static void write_journal(size_t count, forge *make)
{
    struct buf map = BUF_INIT, lines = BUF_INIT;
    struct forged forged = { .text = BUF_INIT };
    buf_adds(&map, MAP);
    struct journal_first first = { { 0xdeadbeef, 1 }, { 0, text_mark_of(buf_slice(&map)) } };
    journal_add_first(&first, &lines);
    for (size_t i = 0; i < count; i++) {
        forge_one(make, i, count, &forged);
        journal_add_record(&(struct journal_record){ .seq = i + 1,
                               .time = 1000,
                               .author = slice_of(forged.author),
                               .action = forged.action,
                               .text = buf_slice(&forged.text) },
            &lines);
    }
    mkdir(path_of(".j.yaml.cjm"), 0700);
    write_file("j.yaml", &map);
    write_file(".j.yaml.cjm/base", &map);
    write_file(".j.yaml.cjm/journal", &lines);
    buf_release(&map);
    buf_release(&lines);
    buf_release(&forged.text);
}

static void insert_at_end(size_t i, size_t count, struct forged *out)
{
    (void)count;
    buf_addf(&out->text, "insert\tpay\t%zu\t(touchpoint\tx%zu\tname=N%zu\t)", i + 1, i, i);
}

static void insert_in_front(size_t i, size_t count, struct forged *out)
{
    (void)count;
    buf_addf(&out->text, "insert\tpay\t0\t(touchpoint\tx%zu\tname=N%zu\t)", i, i);
}

static void insert_in_middle(size_t i, size_t count, struct forged *out)
{
    (void)count;
    buf_addf(&out->text, "insert\tpay\t%zu\t(touchpoint\tx%zu\tname=N%zu\t)", i / 2, i, i);
}

static void insert_of_one_name(size_t i, size_t count, struct forged *out)
{
    (void)count;
    buf_addf(&out->text, "insert\tpay\t%zu\t(touchpoint\tx\tname=N\t)", i);
}

static void insert_of_an_author_each(size_t i, size_t count, struct forged *out)
{
    insert_at_end(i, count, out);
    snprintf(out->author, sizeof out->author, "e%zu.1-1", i);
}

static void add_set(struct buf *out, size_t before, size_t after)
{
    char text[24] = "-";
    if (before)
        snprintf(text, sizeof text, "=%zu", before % 5 + 1);
    buf_addf(out, "set\ttill\timportance\t%s\t=%zu\tTill\ttouchpoint", text, after % 5 + 1);
}

static void set_of_an_author_each(size_t i, size_t count, struct forged *out)
{
    (void)count;
    add_set(&out->text, i, i + 1);
    snprintf(out->author, sizeof out->author, "e%zu.1-1", i);
}

static void name_of_an_author_each(size_t i, size_t count, struct forged *out)
{
    (void)count;
    buf_addf(&out->text, "name\tN%zu", i);
    snprintf(out->author, sizeof out->author, "e%zu.1-1", i);
}

/* A fifth are changes of one field; they are undone, and done again, each with its effect. */
static void undo_each(size_t i, size_t count, struct forged *out)
{
    size_t made = count / 5, k = i < made ? i : (i - made) / 2 % made, undo = i < 3 * made;
    if (i < made) {
        add_set(&out->text, i, i + 1);
        return;
    }
    size_t number = undo ? made - k : k + 1;
    snprintf(out->author, sizeof out->author, "ben.2-1");
    out->action = made + (i - made) / 2 + 1;
    if ((i - made) % 2 == 0)
        buf_addf(&out->text, "%s\te.1-1\t%zu", undo ? "undo" : "redo", number);
    else
        add_set(&out->text, undo ? number : number - 1, undo ? number - 1 : number);
}

/* The same of touchpoints that were added. */
static void undo_each_insert(size_t i, size_t count, struct forged *out)
{
    size_t made = count / 5, k = i < made ? i : (i - made) / 2 % made, undo = i < 3 * made;
    if (i < made) {
        insert_at_end(i, count, out);
        return;
    }
    size_t number = undo ? made - 1 - k : k;
    snprintf(out->author, sizeof out->author, "ben.2-1");
    out->action = made + (i - made) / 2 + 1;
    if ((i - made) % 2 == 0)
        buf_addf(&out->text, "%s\te.1-1\t%zu", undo ? "undo" : "redo", number + 1);
    else if (undo)
        buf_addf(&out->text, "remove\tx%zu\tN%zu\ttouchpoint", number, number);
    else
        insert_at_end(number, count, out);
}

static void toggle_one(size_t i, size_t count, struct forged *out)
{
    if (i < count / 2) {
        out->action = 1;
        add_set(&out->text, i, i + 1);
    } else {
        snprintf(out->author, sizeof out->author, "ben.2-1");
        buf_addf(&out->text, "%s\te.1-1\t1", (i - count / 2) % 2 ? "redo" : "undo");
    }
}

/* Each of the two is half of a half of the records. */
static void toggle_two(size_t i, size_t count, struct forged *out)
{
    if (i < count / 2) {
        out->action = i < count / 4 ? 1 : 2;
        add_set(&out->text, i, i + 1);
    } else {
        snprintf(out->author, sizeof out->author, "ben.2-1");
        buf_addf(&out->text, "%s\te.1-1\t%d", i / 2 % 2 ? "redo" : "undo", (int)(i % 2 + 1));
    }
}

/* The same, but each toggle of the second one is seen. */
static void toggle_two_seen(size_t i, size_t count, struct forged *out)
{
    size_t half = count / 2, at = i - half;
    if (i < half) {
        toggle_two(i, count, out);
        return;
    }
    snprintf(out->author, sizeof out->author, "ben.2-1");
    out->action = half + at / 3 + 1;
    bool redo = at / 3 % 2;
    if (at % 3 == 0)
        buf_addf(&out->text, "%s\te.1-1\t1", redo ? "redo" : "undo");
    else if (at % 3 == 1)
        buf_addf(&out->text, "%s\te.1-1\t2", redo ? "redo" : "undo");
    else
        add_set(&out->text, redo ? 0 : half, redo ? half : 0);
}

/* --- commands --- */

/* Seconds that the program computes; it ends with 0 or 1. */
static double seconds_of_program(char *const arguments[])
{
    struct rusage usage;
    int status;
    pid_t pid = fork();
    if (pid == 0) {
        int null = open("/dev/null", O_RDWR);
        for (int fd = 0; fd < 3; fd++)
            dup2(null, fd);
        execv(PROGRAM, arguments);
        _exit(127);
    }
    if (pid < 0 || wait4(pid, &status, 0, &usage) != pid || !WIFEXITED(status) ||
        WEXITSTATUS(status) > 1) {
        fprintf(stderr, "bench: %s: ended badly\n", arguments[1]);
        return NAN;
    }
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

/* `words` are options and names of files in the folder, with blanks between. */
static double run(const char *command, const char *files)
{
    char program[] = PROGRAM, words[2][100], paths[FILES][600];
    char *arguments[12] = { program }, *rest = NULL;
    int count = 1, path = 0;
    snprintf(words[0], sizeof words[0], "%s", command);
    snprintf(words[1], sizeof words[1], "%s", files);
    for (char *word = strtok_r(words[0], " ", &rest); word; word = strtok_r(NULL, " ", &rest))
        arguments[count++] = word;
    for (char *word = strtok_r(words[1], " ", &rest); word; word = strtok_r(NULL, " ", &rest)) {
        snprintf(paths[path], sizeof paths[path], "%s", path_of(word));
        arguments[count++] = paths[path++];
    }
    return seconds_of_program(arguments);
}

/* --- texts of maps --- */

typedef void item(size_t i, size_t count, struct buf *out);

static void write_list(const char *name, const char *head, item *add, size_t count)
{
    struct buf text = BUF_INIT;
    buf_addf(&text, HEAD "%s", head);
    for (size_t i = 0; i < count; i++)
        add(i, count, &text);
    write_file(name, &text);
    buf_release(&text);
}

#define STAGES "stages:\n"
#define TOUCHPOINTS "stages:\n  - name: S\n    touchpoints:\n"
#define PAINED "paths: [a]\n" TOUCHPOINTS

static void add_stage(size_t i, size_t count, struct buf *out)
{
    (void)count;
    buf_addf(out, "  - name: S%zu\n    touchpoints: [A]\n", i);
}

static void add_empty_stage(size_t i, size_t count, struct buf *out)
{
    (void)count;
    buf_addf(out, "  - S%zu\n", i);
}

/* As many paths as touchpoints. */
static void add_path(size_t i, size_t count, struct buf *out)
{
    size_t half = count / 2;
    if (i < half)
        buf_addf(out, "  - p%zu\n", i);
    else
        buf_addf(out, "%s      - {name: T%zu, paths: [p%zu]}\n", i == half ? TOUCHPOINTS : "", i,
            i - half);
}

/* None of the paths is there. */
static void add_wrong_path(size_t i, size_t count, struct buf *out)
{
    size_t half = count / 2;
    if (i < half)
        buf_addf(out, "  - p%zu\n", i);
    else
        buf_addf(out, "%s      - {name: T%zu, paths: [q]}\n", i == half ? TOUCHPOINTS : "", i);
}

static void add_website(size_t i, size_t count, struct buf *out)
{
    (void)i;
    (void)count;
    buf_adds(out, "      - Website\n");
}

static void add_website_and_others(size_t i, size_t count, struct buf *out)
{
    (void)count;
    if (i % 2)
        buf_addf(out, "      - Website %zu\n", i / 2 + 2);
    else
        buf_adds(out, "      - Website\n");
}

static void add_website_by_emotion(size_t i, size_t count, struct buf *out)
{
    (void)count;
    buf_addf(out, "      - {name: Website, emotion: %d}\n", (int)(i % 5) - 2);
}

static void add_pained(size_t i, size_t count, struct buf *out)
{
    (void)count;
    buf_addf(out, "      - {name: N%zu, emotion: %d, pains: [P], quotes: [Q], paths: [a]}\n", i,
        (int)(i % 5) - 2);
}

/* All in the name of one touchpoint. */
static void add_full_width(size_t i, size_t count, struct buf *out)
{
    buf_adds(out, i ? "；" : "      - {emotion: 1, name: '");
    buf_adds(out, i + 1 == count ? "'}\n" : "");
}

static void add_note(size_t i, size_t count, struct buf *out)
{
    (void)count;
    buf_addf(out, "  - n%zu\n", i);
}

static void add_other_note(size_t i, size_t count, struct buf *out)
{
    (void)count;
    buf_addf(out, "  - b%zu\n", i);
}

static void add_touchpoint_of(size_t i, const char *whose, struct buf *out)
{
    buf_addf(out, "      - name: N%zu\n        doing: %s %zu\n", i, whose, i);
}

static void add_done_before(size_t i, size_t count, struct buf *out)
{
    (void)count;
    add_touchpoint_of(i, "before", out);
}

static void add_done_by_us(size_t i, size_t count, struct buf *out)
{
    (void)count;
    add_touchpoint_of(i, "ours", out);
}

static void add_done_by_them(size_t i, size_t count, struct buf *out)
{
    (void)count;
    add_touchpoint_of(i, "theirs", out);
}

/* Each number once, in an order that says nothing. */
static size_t shuffled(size_t i, size_t count, size_t key)
{
    size_t size = 1;
    while (size < count)
        size *= 2;
    do {
        for (int round = 0; round < 3; round++) {
            i = (i * (key * 8 + 5) + key) & (size - 1);
            i ^= i >> 7;
        }
    } while (i >= count);
    return i;
}

static void add_shuffled_note(size_t i, size_t count, struct buf *out)
{
    add_note(shuffled(i, count, 1), count, out);
}

static void add_note_shuffled_otherwise(size_t i, size_t count, struct buf *out)
{
    add_note(shuffled(i, count, 2), count, out);
}

/* --- what is measured --- */

static double of_journal(size_t count, const void *make)
{
    write_journal(count, *(forge *const *)make);
    return run("export -f yaml", "j.yaml");
}

/* What the log shows of it. */
static double of_history(size_t count, const void *make)
{
    struct forged forged = { .text = BUF_INIT };
    struct history history;
    double began = cpu_seconds();
    history_begin(&history, NULL);
    for (size_t i = 0; i < count; i++) {
        forge_one(*(forge *const *)make, i, count, &forged);
        history_add(&history, &(struct history_record){ .seq = i + 1,
                                  .action = forged.action,
                                  .author = slice_of(forged.author),
                                  .text = buf_slice(&forged.text) });
    }
    history_release(&history);
    buf_release(&forged.text);
    return cpu_seconds() - began;
}

struct command {
    const char *words, *files, *head;
    item *items[FILES]; /* of a.yaml, b.yaml, c.yaml; NULL: not needed */
};

static double of_command(size_t count, const void *context)
{
    static const char *const names[FILES] = { "a.yaml", "b.yaml", "c.yaml" };
    const struct command *command = context;
    for (size_t i = 0; i < FILES && command->items[i]; i++)
        write_list(names[i], command->head, command->items[i], count);
    return run(command->words, command->files);
}

struct reading {
    const char *head;
    item *add;
};

/* Of a text, right or wrong. */
static double of_reading(size_t count, const void *context)
{
    const struct reading *reading = context;
    struct buf text = BUF_INIT;
    struct diags diags = DIAGS_INIT;
    struct map map;
    buf_addf(&text, HEAD "%s", reading->head);
    for (size_t i = 0; i < count; i++)
        reading->add(i, count, &text);
    double began = cpu_seconds();
    map_begin(&map);
    store_read_text(&map, "a.yaml", buf_slice(&text), &diags);
    map_release(&map);
    double seconds = cpu_seconds() - began;
    diags_release(&diags);
    buf_release(&text);
    return seconds;
}

typedef void edit(struct undo *undo, size_t i, size_t count);

static void set_goal(struct undo *undo, size_t i, size_t count)
{
    (void)count;
    edit_set_int(undo, undo->map->root, MAP_GOAL, (int)i);
}

/* The place of the last one is looked up each time, as a view does. */
static void park_at(struct undo *undo, size_t i, size_t index)
{
    char text[24];
    struct node *note = node_new(undo->map, KIND_NOTE), *root = undo->map->root;
    snprintf(text, sizeof text, "n%zu", i);
    node_put(undo->map, note, NOTE_TEXT, slice_of(text));
    edit_insert(undo, root, note, index);
    if (node_index(node_child(root, MAP_PARKING, i)) != i)
        abort();
}

static void park_at_end(struct undo *undo, size_t i, size_t count)
{
    (void)count;
    park_at(undo, i, i);
}

static void park_in_front(struct undo *undo, size_t i, size_t count)
{
    (void)count;
    park_at(undo, i, 0);
}

static void park_in_middle(struct undo *undo, size_t i, size_t count)
{
    (void)count;
    park_at(undo, i, i / 2);
}

static void park_anywhere(struct undo *undo, size_t i, size_t count)
{
    park_at(undo, i, shuffled(i, count, 3) % (i + 1));
}

/* Each is undone, then all are done again. */
static double of_undo(size_t count, const void *make)
{
    struct map map;
    struct undo undo;
    double began = cpu_seconds();
    map_begin(&map);
    undo_init(&undo, &map);
    for (size_t i = 0; i < count; i++)
        (*(edit *const *)make)(&undo, i, count);
    while (undo_undo(&undo))
        ;
    while (undo_redo(&undo))
        ;
    undo_release(&undo);
    map_release(&map);
    return cpu_seconds() - began;
}

/* --- the table --- */

struct row {
    const char *what;
    double (*seconds)(size_t count, const void *context);
    const void *context;
};

static const struct row rows[] = {
    { "journal: inserts at the end", of_journal, &(forge *const){ insert_at_end } },
    { "journal: inserts in front", of_journal, &(forge *const){ insert_in_front } },
    { "journal: inserts in the middle", of_journal, &(forge *const){ insert_in_middle } },
    { "journal: inserts of one name", of_journal, &(forge *const){ insert_of_one_name } },
    { "journal: inserts, an author each", of_journal, &(forge *const){ insert_of_an_author_each } },
    { "journal: changes, an author each", of_journal, &(forge *const){ set_of_an_author_each } },
    { "journal: names, an author each", of_journal, &(forge *const){ name_of_an_author_each } },
    { "journal: changes undone and redone", of_journal, &(forge *const){ undo_each } },
    { "journal: inserts undone and redone", of_journal, &(forge *const){ undo_each_insert } },
    { "journal: an action toggled", of_journal, &(forge *const){ toggle_one } },
    { "journal: two actions toggled in turn", of_journal, &(forge *const){ toggle_two } },
    { "journal: the same, with what is seen", of_journal, &(forge *const){ toggle_two_seen } },
    { "log: inserts in front", of_history, &(forge *const){ insert_in_front } },
    { "log: changes, an author each", of_history, &(forge *const){ set_of_an_author_each } },
    { "log: inserts undone and redone", of_history, &(forge *const){ undo_each_insert } },
    { "log: two actions toggled in turn", of_history, &(forge *const){ toggle_two } },
    { "changes of one field, undone, redone", of_undo, &(edit *const){ set_goal } },
    { "inserts at the end, undone, redone", of_undo, &(edit *const){ park_at_end } },
    { "inserts in front, undone, redone", of_undo, &(edit *const){ park_in_front } },
    { "inserts in the middle, undone, redone", of_undo, &(edit *const){ park_in_middle } },
    { "inserts anywhere, undone, redone", of_undo, &(edit *const){ park_anywhere } },
    { "diff of equal names", of_command,
        &(const struct command){
            "diff", "a.yaml b.yaml", TOUCHPOINTS, { add_website, add_website_and_others } } },
    { "diff of one name, a half more", of_command,
        &(const struct command){
            "diff", "a.yaml b.yaml", TOUCHPOINTS, { add_website, add_website_by_emotion } } },
    { "diff of other names", of_command,
        &(const struct command){
            "diff", "a.yaml b.yaml", "parking:\n", { add_note, add_other_note } } },
    { "diff of other links", of_command,
        &(const struct command){
            "diff", "a.yaml b.yaml", "links:\n", { add_note, add_other_note } } },
    { "diff of a shuffled list", of_command,
        &(const struct command){
            "diff", "a.yaml b.yaml", "parking:\n", { add_note, add_shuffled_note } } },
    { "merge of shuffled lists", of_command,
        &(const struct command){ "merge -o -", "a.yaml b.yaml c.yaml", "parking:\n",
            { add_note, add_shuffled_note, add_note_shuffled_otherwise } } },
    { "merge of lists that one side shuffled", of_command,
        &(const struct command){ "merge -o -", "a.yaml b.yaml c.yaml", "parking:\n",
            { add_note, add_note, add_shuffled_note } } },
    { "merge of lists that share nothing", of_command,
        &(const struct command){ "merge -o -", "a.yaml b.yaml c.yaml", "parking:\n",
            { add_note, add_other_note, add_shuffled_note } } },
    { "merge of which all is in conflict", of_command,
        &(const struct command){ "merge -o -", "a.yaml b.yaml c.yaml", TOUCHPOINTS,
            { add_done_before, add_done_by_us, add_done_by_them } } },
    { "export of one stage, csv", of_command,
        &(const struct command){ "export -o - -f csv", "a.yaml", PAINED, { add_pained } } },
    { "export of one stage, json", of_command,
        &(const struct command){ "export -o - -f json", "a.yaml", PAINED, { add_pained } } },
    { "export of one stage, mermaid", of_command,
        &(const struct command){ "export -o - -f mermaid", "a.yaml", PAINED, { add_pained } } },
    { "export of one stage, markdown", of_command,
        &(const struct command){ "export -o - -f markdown", "a.yaml", PAINED, { add_pained } } },
    { "export of one stage, mediawiki", of_command,
        &(const struct command){ "export -o - -f mediawiki", "a.yaml", PAINED, { add_pained } } },
    { "export of one stage, dokuwiki", of_command,
        &(const struct command){ "export -o - -f dokuwiki", "a.yaml", PAINED, { add_pained } } },
    { "export of one stage, confluence", of_command,
        &(const struct command){ "export -o - -f confluence", "a.yaml", PAINED, { add_pained } } },
    { "export of one stage, canvas", of_command,
        &(const struct command){ "export -o - -f canvas", "a.yaml", PAINED, { add_pained } } },
    { "export of one stage, jira", of_command,
        &(const struct command){ "export -o - -f jira", "a.yaml", PAINED, { add_pained } } },
    { "export of one stage, yaml", of_command,
        &(const struct command){ "export -o - -f yaml", "a.yaml", PAINED, { add_pained } } },
    { "export of one stage, html", of_command,
        &(const struct command){ "export -o - -f html", "a.yaml", PAINED, { add_pained } } },
    { "export of one stage, svg", of_command,
        &(const struct command){
            "export --page=1 -o - -f svg", "a.yaml", PAINED, { add_pained } } },
    { "export of one stage, slides", of_command,
        &(const struct command){
            "export --page=1 -o - -f slides", "a.yaml", PAINED, { add_pained } } },
    { "export of full-width signs, mermaid", of_command,
        &(const struct command){
            "export -o - -f mermaid", "a.yaml", TOUCHPOINTS, { add_full_width } } },
    { "show of stages", of_command,
        &(const struct command){ "show", "a.yaml", STAGES, { add_stage } } },
    { "show of empty stages", of_command,
        &(const struct command){ "show", "a.yaml", STAGES, { add_empty_stage } } },
    { "reading of many paths", of_reading, &(const struct reading){ "paths:\n", add_path } },
    { "reading of paths that are not there", of_reading,
        &(const struct reading){ "paths:\n", add_wrong_path } },
};

static void report_growth(const struct row *row)
{
    double seconds[STEPS];
    for (size_t step = 0; step < STEPS; step++) {
        seconds[step] = INFINITY;
        for (int i = 0; i < TRIES && (!i || seconds[step] < 1); i++)
            seconds[step] = fmin(seconds[step], row->seconds((size_t)LEAST << step, row->context));
    }
    report(row->what, "", log2(seconds[STEPS - 1] / seconds[0]) / (STEPS - 1), MOST_EXPONENT, "",
        "%.3f, %.3f, %.3f s for %d, %d, %d", seconds[0], seconds[1], seconds[2], LEAST, LEAST * 2,
        LEAST * 4);
}

void growth_figures(const char *path, const char *only)
{
    folder = path;
    if (mkdir(path, 0700) != 0) {
        perror(path);
        exit(EXIT_FAILURE);
    }
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (!only || strstr(rows[i].what, only))
            report_growth(&rows[i]);
}
