#include "unit/power_disk.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "support.h"
#include "unit/power_notes.h"

static struct power_counts counts;

static const struct note *note_at(size_t call)
{
    return &power_notes()->items[call];
}

size_t power_count(void)
{
    return power_notes()->count;
}

int64_t power_time(size_t call)
{
    return note_at(call)->time;
}

/* --- the crash --- */

struct image {
    struct buf content[FILES_MOST];
    struct named names[NAMES_MOST];
    size_t name_count;
};

static unsigned next_random(unsigned *seed)
{
    *seed = *seed * 1103515245u + 12345u;
    return *seed >> 16;
}

static bool is_name(const struct note *entry)
{
    return entry->what >= DID_NAME && entry->what <= DID_MKDIR;
}

static const char *folder_of(const char *name, char out[700])
{
    snprintf(out, 700, "%s", name);
    char *slash = strrchr(out, '/');
    *(slash ? slash : out) = '\0';
    return out;
}

static bool syncs(const struct note *sync, const struct note *entry)
{
    char folder[700];
    return is_name(entry) ? sync->what == DID_SYNC_NAMES &&
                                strcmp(sync->name, folder_of(entry->name, folder)) == 0
                          : sync->what == DID_SYNC && sync->file == entry->file;
}

static bool is_sync(const struct note *entry)
{
    return entry->what == DID_SYNC || entry->what == DID_SYNC_NAMES;
}

void power_trust(bool (*trusted)(size_t call))
{
    struct power_notes *notes = power_notes();
    counts = (struct power_counts){ 0 };
    for (size_t i = 0; i < notes->count; i++) {
        const struct note *sync = &notes->items[i];
        notes->items[i].synced = SIZE_MAX;
        for (size_t at = i; is_sync(sync) && (!trusted || trusted(i)) && at-- > 0;)
            if (notes->items[at].synced == SIZE_MAX && syncs(sync, &notes->items[at]))
                notes->items[at].synced = i;
    }
}

static bool is_synced(const struct note *entry, size_t calls)
{
    return entry->synced < calls;
}

const char *power_synced(size_t call)
{
    return is_sync(note_at(call)) ? note_at(call)->name : NULL;
}

bool power_renames_to(size_t call, const char *name)
{
    return note_at(call)->what == DID_RENAME && strcmp(note_at(call)->to, name) == 0;
}

/* Which file had the name then; -1: none. */
static int file_then(size_t call, const char *name)
{
    static struct named names[NAMES_MOST];
    size_t count = 0;
    for (size_t i = 0; i < call; i++)
        if (note_at(i)->what == DID_NAME)
            named_set(names, &count, note_at(i)->name, note_at(i)->file);
        else if (note_at(i)->what == DID_RENAME)
            named_move(names, &count, note_at(i)->name, note_at(i)->to);
        else if (note_at(i)->what == DID_UNLINK)
            named_remove(names, count, note_at(i)->name);
    int at = named_find(names, count, name);
    return at < 0 ? -1 : names[at].file;
}

bool power_writes_to(size_t call, const char *name)
{
    return note_at(call)->what == DID_WRITE && note_at(call)->file == file_then(call, name);
}

bool power_unsynced(size_t call, const char *name)
{
    int file = file_then(call, name);
    for (size_t i = 0; i < call; i++)
        if (note_at(i)->what == DID_WRITE && note_at(i)->file == file &&
            !is_synced(note_at(i), call))
            return true;
    return false;
}

static void write_into(struct buf *content, const struct note *entry, size_t len)
{
    size_t end = (size_t)entry->at + len;
    while (content->len < end)
        buf_add_char(content, '\0'); /* a hole */
    memcpy(content->data + entry->at, entry->data, len);
}

static void apply(struct image *image, const struct note *entry, size_t len)
{
    struct buf *content = &image->content[entry->file < 0 ? 0 : entry->file];
    if (entry->what == DID_WRITE)
        write_into(content, entry, len);
    else if (entry->what == DID_CUT && (off_t)content->len > entry->at)
        buf_cut(content, (size_t)entry->at);
    else if (entry->what == DID_NAME)
        named_set(image->names, &image->name_count, entry->name, entry->file);
    else if (entry->what == DID_RENAME)
        named_move(image->names, &image->name_count, entry->name, entry->to);
    else if (entry->what == DID_UNLINK)
        named_remove(image->names, image->name_count, entry->name);
}

/* What became of a call that nothing synced. Where a write is torn all is lost from that moment on,
 * in its order, as journaling file systems keep names; with LOSS_MIXED nothing has an order. */
static bool survives(const struct note *entry, size_t at, size_t cut, enum power_loss loss,
    unsigned *seed, bool *torn)
{
    *torn = false;
    switch (loss) {
    case LOSS_NONE:
        return true;
    case LOSS_ALL:
        return false;
    case LOSS_NAMES:
        return is_name(entry);
    case LOSS_TORN:
        *torn = at == cut;
        return at <= cut;
    default:
        return next_random(seed) & 1;
    }
}

/* With the times of long ago: nobody is writing these. */
static void store(const struct image *image, const char *into)
{
    char path[1400];
    for (size_t i = 0; i < image->name_count; i++) {
        if (!image->names[i].name)
            continue;
        snprintf(path, sizeof path, "%s/%s", into, image->names[i].name);
        char *slash = strrchr(path + strlen(into) + 1, '/');
        if (slash) {
            *slash = '\0';
            mkdir(path, 0755);
            *slash = '/';
        }
        const struct buf *content = &image->content[image->names[i].file];
        test_write(path, (struct slice){ content->len ? content->data : "", content->len });
        utimensat(AT_FDCWD, path, (struct timespec[2]){ { 1, 0 }, { 1, 0 } }, 0);
    }
}

/* What one crash did. */
struct damage {
    bool dropped, torn, bare, unlinked, undone;
    bool lacks[FILES_MOST]; /* a part of what was written to that file */
};

static void count_write(struct damage *damage, const struct note *entry, size_t kept)
{
    damage->dropped = damage->dropped || !kept;
    damage->torn = damage->torn || (kept && kept < entry->len);
    damage->lacks[entry->file] = damage->lacks[entry->file] || kept < entry->len;
}

/* With the names as they are before it. */
static void count_name(
    struct damage *damage, const struct image *image, const struct note *entry, bool survives)
{
    int at = entry->what == DID_RENAME && survives
                 ? named_find(image->names, image->name_count, entry->name)
                 : -1;
    damage->bare = damage->bare || (at >= 0 && damage->lacks[image->names[at].file]);
    damage->unlinked = damage->unlinked || (entry->what == DID_UNLINK && survives);
    damage->undone = damage->undone || (entry->what == DID_UNLINK && !survives);
}

static void add_damage(const struct damage *damage)
{
    counts.dropped += damage->dropped;
    counts.torn += damage->torn;
    counts.renamed_bare += damage->bare;
    counts.unlinks_kept += damage->unlinked;
    counts.unlinks_undone += damage->undone;
}

const struct power_counts *power_counted(void)
{
    return &counts;
}

/* Where it is cut. Of a whole text not between two lines: there it could be somebody's wish. */
static size_t torn_at(const struct note *entry, unsigned *seed)
{
    size_t len = entry->len ? next_random(seed) % entry->len : 0;
    while (entry->at == 0 && len && (entry->data[len - 1] == '\n' || entry->data[len] == '\n'))
        len--;
    return len;
}

/* The last call that is kept: a write, to be torn. */
static size_t last_kept(size_t calls, unsigned *seed)
{
    size_t first = calls > 40 ? calls - 40 : 0;
    size_t cut = first + next_random(seed) % (calls - first);
    for (size_t at = cut; at-- > first;)
        if (note_at(at)->what == DID_WRITE && !is_synced(note_at(at), calls))
            return at;
    return cut;
}

static void play_again(struct image *image, size_t calls, enum power_loss loss, unsigned seed)
{
    static struct damage damage;
    size_t cut = last_kept(calls, &seed);
    damage = (struct damage){ 0 };
    for (size_t i = 0; i < calls; i++) {
        const struct note *entry = note_at(i);
        bool torn = false, synced = is_synced(entry, calls);
        bool kept = synced || survives(entry, i, cut, loss, &seed, &torn);
        size_t len = !kept ? 0 : torn ? torn_at(entry, &seed) : entry->len;
        if (entry->what == DID_WRITE && !synced)
            count_write(&damage, entry, len);
        else if (is_name(entry) && !synced)
            count_name(&damage, image, entry, kept);
        if (kept)
            apply(image, entry, len);
    }
    add_damage(&damage);
}

void power_crash(size_t calls, enum power_loss loss, unsigned seed, const char *into)
{
    static struct image image;
    image.name_count = 0;
    for (int i = 0; i < power_notes()->files; i++)
        buf_init(&image.content[i]);
    play_again(&image, calls, loss, seed);
    store(&image, into);
    for (int i = 0; i < power_notes()->files; i++)
        buf_release(&image.content[i]);
}
