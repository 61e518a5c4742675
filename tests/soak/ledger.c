/* What writers said, held against the map and its journal. */
#include <inttypes.h>
#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "session/share.h"
#include "soak/soak.h"
#include "store/store.h"

/* A note: what it was said to be at the furthest place in the journal. */
struct note {
    char id[ID_MAX], text[TEXT_MAX];
    uint64_t seq;
    uint64_t touched; /* by the journal, the last time */
};

struct ledger {
    struct note **notes;
    size_t count, cap;
    void *by_id;                 /* tsearch() */
    unsigned char *acknowledged; /* by place in the journal */
    uint64_t places;
    size_t edits;
};

static int compare_notes(const void *a, const void *b)
{
    return strcmp(((const struct note *)a)->id, ((const struct note *)b)->id);
}

struct ledger *ledger_new(void)
{
    return mem_zalloc(sizeof(struct ledger));
}

void ledger_free(struct ledger *ledger)
{
    for (size_t i = 0; i < ledger->count; i++) {
        tdelete(ledger->notes[i], &ledger->by_id, compare_notes);
        free(ledger->notes[i]);
    }
    free(ledger->notes);
    free(ledger->acknowledged);
    free(ledger);
}

size_t ledger_count(const struct ledger *ledger)
{
    return ledger->edits;
}

/* NULL: nobody said anything of it. */
static struct note *find_note(struct ledger *ledger, struct slice id)
{
    struct note key = { 0 };
    snprintf(key.id, sizeof key.id, "%.*s", SLICE_ARG(id));
    void *found = tfind(&key, &ledger->by_id, compare_notes);
    return found ? *(struct note **)found : NULL;
}

static struct note *note_of(struct ledger *ledger, const char *id)
{
    struct note *note = find_note(ledger, slice_of(id));
    if (note)
        return note;
    note = mem_zalloc(sizeof *note);
    snprintf(note->id, sizeof note->id, "%s", id);
    MEM_GROW(ledger->notes, ledger->count + 1, ledger->cap);
    ledger->notes[ledger->count++] = note;
    tsearch(note, &ledger->by_id, compare_notes);
    return note;
}

static void take_note(struct ledger *ledger, uint64_t seq, char *words)
{
    char *text = strchr(words, ' ');
    if (!text)
        return;
    *text++ = '\0';
    struct note *note = note_of(ledger, words);
    if (seq < note->seq)
        return;
    note->seq = seq;
    snprintf(note->text, sizeof note->text, "%s", text);
}

static void acknowledge(struct ledger *ledger, uint64_t seq)
{
    if (seq >= ledger->places) {
        uint64_t places = seq * 2 + 1024;
        ledger->acknowledged = realloc(ledger->acknowledged, places);
        if (!ledger->acknowledged)
            abort();
        memset(ledger->acknowledged + ledger->places, 0, places - ledger->places);
        ledger->places = places;
    }
    ledger->acknowledged[seq] = 1;
    ledger->edits++;
}

void ledger_take(struct ledger *ledger, char *line)
{
    char *words;
    uint64_t seq = line[0] ? strtoull(line + 1, &words, 10) : 0;
    if (line[0] == 'A')
        acknowledge(ledger, seq);
    else if (line[0] == 'L' && *words == ' ')
        take_note(ledger, seq, words + 1);
}

/* --- checking --- */

/* Counts places that the journal has no longer, and finds who touched a note. */
struct finding {
    struct ledger *ledger;
    unsigned char *there;
};

static void find(void *context, const struct journal_record *record)
{
    struct finding *finding = context;
    struct ledger *ledger = finding->ledger;
    if (record->seq < ledger->places)
        finding->there[record->seq] = 1;
    struct slice rest = record->text;
    const char *found;
    while (rest.len && (found = memmem(rest.data, rest.len, "soak-", 5))) {
        rest = slice_from(rest, (size_t)(found - rest.data));
        const char *end = memchr(rest.data, '\t', rest.len);
        struct slice id = { found, end ? (size_t)(end - found) : rest.len };
        struct note *note = id.len < ID_MAX ? find_note(ledger, id) : NULL;
        if (note)
            note->touched = record->seq;
        rest = slice_from(rest, id.len);
    }
}

static size_t check_places(const struct ledger *ledger, const unsigned char *there)
{
    size_t lost = 0;
    for (uint64_t seq = 0; seq < ledger->places; seq++)
        if (ledger->acknowledged[seq] && !there[seq]) {
            fprintf(stderr, "lost: the record %" PRIu64 "\n", seq);
            lost++;
        }
    return lost;
}

static size_t check_notes(struct ledger *ledger, const struct map *map, size_t *excused)
{
    size_t lost = 0;
    for (size_t i = 0; i < ledger->count; i++) {
        struct note *note = ledger->notes[i];
        struct node *node = map_find(map, slice_of(note->id));
        const char *text = node ? node_get(node, NOTE_TEXT).data : "-";
        if (strcmp(text, note->text) == 0)
            continue;
        if (note->touched > note->seq) {
            ++*excused;
            continue;
        }
        fprintf(stderr,
            "lost: at %" PRIu64 " %s was \"%s\", it is \"%s\" (touched at %" PRIu64 ")\n",
            note->seq, note->id, note->text, text, note->touched);
        lost++;
    }
    return lost;
}

size_t ledger_check(struct ledger *ledger, const char *path, size_t *excused)
{
    struct session session;
    struct diags diags = DIAGS_INIT;
    if (session_open(&session,
            &(struct session_options){
                .path = path, .max_size = STORE_MAX_SIZE, .use = SESSION_READ },
            &diags) ||
        !session.share) {
        fprintf(stderr, "lost: the map can't be opened: %s\n",
            diags.count ? diags.items[0].text : "no journal");
        diags_release(&diags);
        return 1;
    }
    struct finding finding = { ledger, mem_zalloc(ledger->places + 1) };
    bool read = journal_history(session.share->journal, find, &finding);
    size_t lost = !read + check_places(ledger, finding.there);
    lost += check_notes(ledger, &session.map, excused);
    free(finding.there);
    session_close(&session);
    diags_release(&diags);
    return lost;
}
