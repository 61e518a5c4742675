/*
 * What others may write into the files beside a map, a line each: "P" one who is here, "N" a line
 * of private notes, both without their checksums; "R" bytes of a slot as they are; "!" a line of
 * private notes as it is. What is taken of it can be shown and is bounded; written again it is the
 * same.
 */
#include "fuzz.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "store/journal/crc_line.h"
#include "store/journal/participant.h"
#include "store/journal/private_notes.h"

enum { PEOPLE_MAX = 64 };

struct here {
    struct participant people[PEOPLE_MAX];
    size_t count;
    struct buf notes;
};

/* --- who is here --- */

static void check_shown(const char *text)
{
    struct slice rest = slice_of(text);
    if (utf8_valid_length(rest) != rest.len || text_width(rest) > PARTICIPANT_COLUMNS)
        fuzz_fail("can't be shown: %s", text);
    while (rest.len) {
        uint32_t point = utf8_next(&rest);
        if (point < ' ' || (point >= 0x7F && point < 0xA0))
            fuzz_fail("a control character in %s", text);
    }
}

static void check_same(struct participant *who)
{
    char slot[PARTICIPANT_SIZE], again[PARTICIPANT_SIZE];
    struct participant back;
    participant_to_slot(who, slot);
    if (!participant_from_slot(slot, &back))
        fuzz_fail("%s is not read back", who->name);
    participant_to_slot(&back, again);
    if (memcmp(slot, again, PARTICIPANT_SIZE) != 0)
        fuzz_fail("%s is written as another", who->name);
}

static void take_slot(struct here *here, struct slice text)
{
    char slot[PARTICIPANT_SIZE] = { 0 };
    struct participant who;
    memcpy(slot, text.data, text.len < sizeof slot ? text.len : sizeof slot);
    if (!participant_from_slot(slot, &who) || here->count == PEOPLE_MAX)
        return;
    check_shown(who.name);
    check_shown(who.clock);
    check_same(&who);
    who.slot = (int)here->count;
    here->people[here->count++] = who;
}

static void label(struct here *here)
{
    participants_label(here->people, here->count);
    for (size_t i = 0; i < here->count; i++) {
        check_shown(here->people[i].initials);
        for (size_t k = 0; k < i; k++)
            if (strcmp(here->people[i].initials, here->people[k].initials) == 0)
                fuzz_fail("two are %s", here->people[i].initials);
    }
}

/* --- private notes --- */

static void take_notes(void *context, const struct private_notes *notes)
{
    size_t *count = context;
    *count += notes->note_count + notes->vote_count + notes->aim_count;
    for (size_t i = 0; i < notes->note_count; i++) {
        struct buf clean = BUF_INIT;
        private_notes_clean(slice_of(notes->notes[i].text), &clean);
        if (!slice_is(buf_slice(&clean), notes->notes[i].text))
            fuzz_fail("not clean: %s", notes->notes[i].text);
        private_notes_count(notes, notes->notes[i].round);
        buf_release(&clean);
    }
    for (size_t i = 0; i < notes->vote_count; i++)
        if (notes->votes[i].count > PRIVATE_VOTES_MAX || notes->votes[i].count < -PRIVATE_VOTES_MAX)
            fuzz_fail("%d votes", notes->votes[i].count);
}

static void take_hidden(void *context, struct slice name, unsigned count)
{
    (void)context;
    (void)count;
    if (utf8_valid_length(name) != name.len)
        fuzz_fail("hidden by %.*s", SLICE_ARG(name));
}

/* Goes on with the file as its owner. */
static void write_own(struct own_file *own, const struct map_folder *folder)
{
    size_t count = 0;
    if (!own_open(own, folder, SLICE("ann"), true))
        return;
    own_aim(own, "r1", SLICE("parking"));
    own_note(own, "r1", SLICE("Mine"));
    own_votes(own, "r1", "web", 2);
    own_tell(own, "r1", 1, SLICE("Ann"));
    if (own_votes_for(own, "r1", "web") != 2 && own->size < PRIVATE_SIZE_MAX / 2)
        fuzz_fail("a vote is lost");
    own_hand_in(own);
    private_notes_read_all(own, folder, take_notes, &count);
    private_notes_hidden(own, folder, "r1", take_hidden, NULL);
    private_notes_clear_all(own, folder);
    own_close(own);
}

static void read_notes(struct slice text)
{
    struct own_file own = OWN_FILE_NONE;
    struct map_folder folder;
    struct diags diags = DIAGS_INIT;
    struct buf map = BUF_INIT;
    size_t count = 0;
    fuzz_write("map.yaml", SLICE("cjm: 1\ntitle: T\n"));
    buf_addf(&map, "%s/map.yaml", fuzz_folder());
    if (map_folder_open(&folder, map.data, true, &file_calls_system, &diags) != STATUS_OK)
        fuzz_fail("%s", diags.count ? diags.items[0].text : "no folder");
    fuzz_write(".map.yaml.cjm/own-ann", text);
    fuzz_write(".map.yaml.cjm/own-ben", text);
    fuzz_write(".map.yaml.cjm/told-cy", text);
    private_notes_read_all(&own, &folder, take_notes, &count);
    private_notes_hidden(&own, &folder, "r1", take_hidden, NULL);
    write_own(&own, &folder);
    map_folder_close(&folder);
    buf_release(&map);
    diags_release(&diags);
}

/* --- the lines --- */

static void take_line(struct here *here, struct slice line)
{
    struct buf text = BUF_INIT;
    char kind = line.len ? line.data[0] : '\0';
    struct slice rest = slice_from(line, line.len > 0);
    bool checked = kind == 'P' || kind == 'N';
    size_t start = checked ? crc_line_begin(&text) : 0;
    buf_add_slice(&text, rest);
    if (kind == 'P')
        buf_add_char(&text, '\n');
    if (checked)
        crc_line_end(&text, start);
    if (kind == 'N' || kind == '!') {
        buf_add_slice(&here->notes, buf_slice(&text));
        buf_add_char(&here->notes, '\n');
    } else {
        take_slot(here, buf_slice(&text));
    }
    buf_release(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct here here = { .notes = BUF_INIT };
    struct private_notes notes = { 0 };
    struct slice text = { (const char *)data, size }, line;
    size_t count = 0;
    while (slice_next_line(&text, &line))
        take_line(&here, line);
    label(&here);
    private_notes_parse(buf_slice(&here.notes), &notes);
    take_notes(&count, &notes);
    if (count > 3 * PRIVATE_ENTRIES_MAX)
        fuzz_fail("%zu entries", count);
    if (here.notes.len)
        read_notes(buf_slice(&here.notes));
    private_notes_release(&notes);
    buf_release(&here.notes);
    return 0;
}
