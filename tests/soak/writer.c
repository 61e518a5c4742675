/* A writer: opens the map, edits at random, and says what is done. */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "session/share.h"
#include "soak/soak.h"
#include "store/store.h"
#include "unit/random_edits.h"
#include "unit/store_support.h"

enum { NOTES_MOST = 12, NODES_MOST = 150, NOTES_KNOWN = 512 };

/* A note of the ledger as it was last said to be. */
struct known_note {
    char id[ID_MAX], text[TEXT_MAX];
};

struct writer {
    const struct writer_task *task;
    uint64_t random;
    struct session session;
    unsigned made;
    struct known_note notes[NOTES_KNOWN];
    size_t note_count;
    struct buf said; /* not yet written */
};

bool is_ledger_note(const struct node *node)
{
    return node->kind == KIND_NOTE && node->id && strncmp(node->id, "soak", 4) == 0;
}

/* --- what is said --- */

/* Nothing is said of what is only in memory. */
static void tell(struct writer *writer)
{
    if (session_at_risk(&writer->session))
        return;
    if (writer->said.len &&
        write(writer->task->tell, writer->said.data, writer->said.len) != (ssize_t)writer->said.len)
        _exit(0); /* nobody hears it any more */
    buf_clear(&writer->said);
}

static struct known_note *find_note(struct writer *writer, const char *id)
{
    for (size_t i = 0; i < writer->note_count; i++)
        if (strcmp(writer->notes[i].id, id) == 0)
            return &writer->notes[i];
    if (writer->note_count == NOTES_KNOWN)
        writer->note_count = 0;
    struct known_note *note = &writer->notes[writer->note_count++];
    *note = (struct known_note){ .text = "?" };
    snprintf(note->id, sizeof note->id, "%s", id);
    return note;
}

static void say_note(struct writer *writer, struct known_note *note, const char *text)
{
    if (strcmp(note->text, text) == 0)
        return;
    snprintf(note->text, sizeof note->text, "%s", text);
    buf_addf(&writer->said, "L %" PRIu64 " %s %s\n", writer->session.share->edited, note->id,
        text[0] ? text : "-");
}

/* All notes of the ledger that differ from what was last said. */
static void say_ledger(struct writer *writer)
{
    struct node_list list = node_children(writer->session.map.root, MAP_PARKING);
    for (size_t i = 0; i < list.count; i++)
        if (is_ledger_note(list.items[i]))
            say_note(writer, find_note(writer, list.items[i]->id),
                node_get(list.items[i], NOTE_TEXT).data);
    for (size_t i = 0; i < writer->note_count; i++)
        if (!map_find(&writer->session.map, slice_of(writer->notes[i].id)))
            say_note(writer, &writer->notes[i], "");
}

/* --- edits --- */

/* One of its own, by number; NULL: there is none. */
static struct node *own_note(struct writer *writer, unsigned *count)
{
    struct node_list list = node_children(writer->session.map.root, MAP_PARKING);
    char prefix[32];
    struct node *found = NULL;
    int len = snprintf(prefix, sizeof prefix, "soak-%d-", writer->task->number);
    *count = 0;
    for (size_t i = 0; i < list.count; i++)
        if (strncmp(list.items[i]->id, prefix, (size_t)len) == 0 &&
            random_below(&writer->random, ++*count) == 0)
            found = list.items[i];
    return found;
}

static void ledger_edit(struct writer *writer)
{
    struct undo *undo = &writer->session.undo;
    unsigned count, what = random_below(&writer->random, 4);
    struct node *note = own_note(writer, &count);
    char text[TEXT_MAX];
    snprintf(text, sizeof text, "soak %d %d %u", writer->task->number, writer->task->run,
        writer->made++);
    if (note && (count >= NOTES_MOST || what == 0)) {
        edit_remove(undo, note);
    } else if (note && what < 3) {
        edit_set(undo, note, NOTE_TEXT, slice_of(text));
    } else {
        note = node_new(undo->map, KIND_NOTE);
        node_put(undo->map, note, NOTE_TEXT, slice_of(text));
        edit_insert(undo, undo->map->root, note, random_below(&writer->random, 9));
    }
}

static void make_small(struct writer *writer)
{
    struct undo *undo = &writer->session.undo;
    struct node *root = undo->map->root;
    size_t count = 0;
    for (struct node *node = root; node; node = node_next(node, root))
        count++;
    struct node *stage = node_child(root, MAP_STAGES, 0), *note;
    if (count < NODES_MOST)
        return;
    if (stage)
        edit_remove(undo, stage);
    for (size_t i = 0; (note = node_child(root, MAP_PARKING, i)); i++)
        if (!is_ledger_note(note))
            edit_remove(undo, note);
}

static void group(struct writer *writer)
{
    struct undo *undo = &writer->session.undo;
    undo_begin(undo);
    for (unsigned n = 1 + random_below(&writer->random, 4); n; n--)
        random_edit(&writer->random, undo);
    make_small(writer);
    undo_end(undo);
}

/* As a key does it, or as the program at rest. */
static void save(struct writer *writer)
{
    struct diags diags = DIAGS_INIT;
    if (random_below(&writer->random, 2))
        session_save(&writer->session, false, &diags);
    else
        session_save_beside(&writer->session, &diags);
    diags_release(&diags);
}

static void act(struct writer *writer)
{
    struct undo *undo = &writer->session.undo;
    uint64_t before = writer->session.share->edited;
    unsigned what = random_below(&writer->random, 24);
    if (what < 8)
        ledger_edit(writer);
    else if (what < 12)
        random_edit(&writer->random, undo);
    else if (what < 15)
        group(writer);
    else if (what < 19)
        undo_undo(undo);
    else if (what < 21)
        undo_redo(undo);
    else if (what < 22)
        save(writer);
    else
        random_unknown_edit(&writer->random, undo);
    session_update(&writer->session);
    say_ledger(writer);
    if (writer->session.share->edited > before)
        buf_addf(&writer->said, "A %" PRIu64 "\n", writer->session.share->edited);
    tell(writer);
}

/* --- being told --- */

/* Until nothing waits any more. */
static void settle(struct writer *writer)
{
    do
        session_update(&writer->session);
    while (session_at_risk(&writer->session) && usleep(1000) == 0);
    say_ledger(writer);
    tell(writer);
}

static void show_map(struct writer *writer)
{
    struct buf text = BUF_INIT, path = BUF_INIT;
    session_update(&writer->session);
    store_canonical(&writer->session.map, &text);
    buf_addf(&path, "%s.%d", writer->task->path, writer->task->number);
    int fd = open(path.data, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (fd < 0 || write(fd, text.data, text.len) != (ssize_t)text.len)
        _exit(5);
    close(fd);
    buf_release(&text);
    buf_release(&path);
}

static void leave(struct writer *writer)
{
    save(writer);
    session_close(&writer->session);
    buf_release(&writer->said);
    _exit(0);
}

/* Does what it is told; with `wait`, until it may go on. */
static void listen(struct writer *writer, bool wait)
{
    char word;
    struct pollfd told = { .fd = writer->task->told, .events = POLLIN };
    while (wait || poll(&told, 1, 0) > 0) {
        if (read(writer->task->told, &word, 1) != 1)
            _exit(0);
        switch (word) {
        case 'p':
            settle(writer);
            wait = true;
            break;
        case 'c':
            show_map(writer);
            break;
        case 'g':
            wait = false;
            continue;
        default:
            leave(writer);
        }
        if (write(writer->task->tell, "D\n", 2) != 2)
            _exit(0);
    }
}

void writer_run(const struct writer_task *task)
{
    static struct writer writer;
    struct diags diags = DIAGS_INIT;
    writer = (struct writer){ .task = task, .random = task->random, .said = BUF_INIT };
    random_edit_spare(is_ledger_note);
    if (task->deadly)
        deadly_arm(&writer.random);
    enum status status = session_open(&writer.session,
        &(struct session_options){
            .path = task->path, .max_size = STORE_MAX_SIZE, .system = &deadly_system },
        &diags);
    if (status != STATUS_OK || !writer.session.share) {
        fprintf(stderr, "writer %d can't open the map: %s%s\n", task->number,
            diags.count ? diags.items[0].text : "", writer.session.notice.data);
        _exit(4);
    }
    unsigned made = 0;
    for (;;) {
        bool all_done = task->edits && made >= task->edits;
        listen(&writer, all_done);
        if (all_done)
            continue;
        act(&writer);
        made++;
        if (task->gap_us)
            usleep(task->gap_us);
    }
}
