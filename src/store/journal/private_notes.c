#include "store/journal/private_notes.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/text.h"
#include "store/journal/crc_line.h"

enum { NAMES_MOST = 50, NAME_BYTES = 60 };

#define PREFIX "own-"
#define TOLD_PREFIX "told-"

/* --- content --- */

static void drop_note(struct private_notes *private, size_t at)
{
    free(private->notes[at].text);
    private->note_count--;
    memmove(&private->notes[at], &private->notes[at + 1],
        (private->note_count - at) * sizeof *private->notes);
}

void private_notes_release(struct private_notes *private)
{
    for (size_t i = 0; i < private->note_count; i++)
        free(private->notes[i].text);
    for (size_t i = 0; i < private->vote_count; i++)
        free(private->votes[i].id);
    for (size_t i = 0; i < private->aim_count; i++)
        free(private->aims[i].value);
    free(private->aims);
    free(private->notes);
    free(private->votes);
    *private = (struct private_notes){ 0 };
}

void private_notes_clean(struct slice text, struct buf *out)
{
    text_add_line(text, PRIVATE_TEXT_MAX - 4, out);
}

size_t private_notes_count(const struct private_notes *private, const char *round)
{
    size_t count = 0;
    for (size_t i = 0; i < private->note_count; i++)
        count += strcmp(private->notes[i].round, round) == 0;
    return count;
}

/* --- lines --- */

static void add_note(
    struct private_notes *out, struct slice round, uint32_t number, struct slice text)
{
    struct buf clean = BUF_INIT;
    private_notes_clean(text, &clean);
    if (clean.len && out->note_count < PRIVATE_ENTRIES_MAX) {
        MEM_GROW(out->notes, out->note_count + 1, out->note_cap);
        struct private_note *note = &out->notes[out->note_count++];
        *note = (struct private_note){ .number = number,
            .text = mem_copy_slice(buf_slice(&clean)) };
        memcpy(note->round, round.data, round.len);
    }
    buf_release(&clean);
}

static void take_back(struct private_notes *out, struct slice round, uint32_t number)
{
    for (size_t i = 0; i < out->note_count; i++)
        if (out->notes[i].number == number && slice_is(round, out->notes[i].round)) {
            drop_note(out, i);
            return;
        }
}

static void set_votes(struct private_notes *out, struct slice round, struct slice id, int count)
{
    for (size_t i = 0; i < out->vote_count; i++)
        if (slice_is(round, out->votes[i].round) && slice_is(id, out->votes[i].id)) {
            out->votes[i].count = count;
            return;
        }
    if (!id.len || out->vote_count >= PRIVATE_ENTRIES_MAX || memchr(id.data, '\0', id.len))
        return;
    MEM_GROW(out->votes, out->vote_count + 1, out->vote_cap);
    struct private_votes *votes = &out->votes[out->vote_count++];
    *votes = (struct private_votes){ .count = count, .id = mem_copy_slice(id) };
    memcpy(votes->round, round.data, round.len);
}

static void set_aim(struct private_notes *out, struct slice round, struct slice value)
{
    if (out->aim_count >= PRIVATE_ENTRIES_MAX)
        return;
    MEM_GROW(out->aims, out->aim_count + 1, out->aim_cap);
    struct private_aim *aim = &out->aims[out->aim_count++];
    *aim = (struct private_aim){ .value = mem_copy_slice(value) };
    memcpy(aim->round, round.data, round.len);
}

static void parse_line(struct slice line, struct private_notes *out)
{
    uint64_t number;
    if (!crc_line_check(&line) || memchr(line.data, '\0', line.len))
        return;
    struct slice round = slice_next_word(&line), what = slice_next_word(&line);
    if (slice_is(what, "aim") && round.len && round.len < ROUND_ID_MAX) {
        set_aim(out, round, line);
        return;
    }
    bool minus = slice_is(what, "dots") && take_char(&line, '-');
    if (!round.len || round.len >= ROUND_ID_MAX || !take_number(&line, &number) ||
        (line.len && !take_char(&line, ' ')))
        return;
    if (slice_is(what, "dots") && number <= PRIVATE_VOTES_MAX)
        set_votes(out, round, line, minus ? -(int)number : (int)number);
    else if (slice_is(what, "note") && number <= UINT32_MAX)
        add_note(out, round, (uint32_t)number, line);
    else if (slice_is(what, "drop") && number <= UINT32_MAX)
        take_back(out, round, (uint32_t)number);
}

void private_notes_parse(struct slice text, struct private_notes *out)
{
    while (text.len) {
        const char *end = memchr(text.data, '\n', text.len);
        size_t len = end ? (size_t)(end - text.data) : text.len;
        if (end)
            parse_line((struct slice){ text.data, len }, out);
        text = slice_from(text, len + (end != NULL));
    }
}

/* --- the own file --- */

/* "own-Anna%20K", "own-Anna%20K-2" */
static void name_file(struct slice name, int number, char out[PRIVATE_NAME_MAX])
{
    struct buf text = BUF_INIT;
    buf_adds(&text, PREFIX);
    for (size_t i = 0; i < name.len; i++) {
        unsigned char c = (unsigned char)name.data[i];
        buf_addf(&text, c < 0x80 && (isalnum(c) || c == '_') ? "%c" : "%%%02x", c);
    }
    if (text.len > NAME_BYTES) {
        buf_cut(&text, NAME_BYTES);
        buf_addf(&text, "%%%08" PRIx32, crc_of(name));
    }
    if (number > 1)
        buf_addf(&text, "-%d", number);
    snprintf(out, PRIVATE_NAME_MAX, "%s", text.data);
    buf_release(&text);
}

/* Another program has it. Where there are no locks all that is lost is telling them apart. */
static bool is_taken(const struct map_folder *folder, int fd)
{
    struct flock range = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
    return folder->calls->lock(fd, F_SETLK, &range) != 0 && (errno == EACCES || errno == EAGAIN);
}

/* Nobody else reads it. False with errno: it is not ours. */
static bool hide(struct own_file *own)
{
    const struct file_calls *calls = own->folder->calls;
    struct stat file;
    if (calls->fstat(own->fd, &file) != 0)
        return false;
    errno = EACCES;
    if (file.st_uid != geteuid())
        return false;
    own->handed_in = false;
    /* Some file systems have no permissions. */
    return !(file.st_mode & (S_IRWXG | S_IRWXO)) ||
           calls->fchmod(own->fd, S_IRUSR | S_IWUSR) == 0 || errno == ENOTSUP || errno == ENOSYS ||
           errno == EPERM;
}

bool own_hand_in(struct own_file *own)
{
    own->handed_in = own->fd >= 0 && map_folder_share(own->folder, own->fd);
    return own->handed_in;
}

bool own_read(struct own_file *own)
{
    struct buf text = BUF_INIT;
    private_notes_release(&own->content);
    bool good = file_read_all(own->folder->calls, own->fd, PRIVATE_SIZE_MAX, &text);
    if (good)
        private_notes_parse(buf_slice(&text), &own->content);
    own->size = text.len;
    own->torn = text.len && text.data[text.len - 1] != '\n';
    buf_release(&text);
    return good;
}

bool own_open(struct own_file *own, const struct map_folder *folder, struct slice name, bool make)
{
    *own = OWN_FILE_NONE;
    own->folder = folder;
    for (int number = 1; number <= NAMES_MOST && own->fd < 0; number++) {
        name_file(name, number, own->name);
        own->fd = map_folder_private_file(
            folder, own->name, O_RDWR | O_APPEND | (make ? O_CREAT : 0));
        if (own->fd < 0 && (errno == EINVAL || errno == EACCES))
            continue; /* somebody's trap, or somebody of the same name */
        if (own->fd < 0)
            return false;
        if (!hide(own) || is_taken(folder, own->fd)) {
            folder->calls->close(own->fd);
            own->fd = -1;
            errno = EAGAIN;
        }
    }
    if (own->fd >= 0 && own_read(own)) {
        if (make)
            map_folder_sync(folder);
        return true;
    }
    int error = errno;
    own_close(own);
    errno = error;
    return false;
}

void own_close(struct own_file *own)
{
    if (own->fd >= 0)
        own->folder->calls->close(own->fd);
    private_notes_release(&own->content);
    *own = OWN_FILE_NONE;
}

/* `line` is all behind the checksum. */
static bool append(struct own_file *own, struct slice line)
{
    struct buf text = BUF_INIT;
    size_t written = 0;
    buf_adds(&text, own->torn ? "\n" : "");
    size_t start = crc_line_begin(&text);
    buf_add_slice(&text, line);
    crc_line_end(&text, start);
    buf_add_char(&text, '\n');
    if (own->handed_in && !hide(own)) {
        buf_release(&text);
        return false;
    }
    errno = EFBIG;
    bool done = own->size + text.len <= PRIVATE_SIZE_MAX &&
                file_write_all(own->folder->calls, own->fd, buf_slice(&text), &written);
    int error = errno;
    own->size += written;
    if (done)
        own->torn = false;
    else if (written)
        own->torn = true;
    if (done && !file_sync_data(own->folder->calls, own->fd)) {
        done = false;
        error = errno;
    }
    if (done)
        private_notes_parse(buf_slice(&text), &own->content);
    buf_release(&text);
    errno = error;
    return done;
}

static bool appendf(struct own_file *own, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static bool appendf(struct own_file *own, const char *format, ...)
{
    struct buf line = BUF_INIT;
    va_list args;
    va_start(args, format);
    buf_addvf(&line, format, args);
    va_end(args);
    bool done = append(own, buf_slice(&line));
    buf_release(&line);
    return done;
}

struct slice own_aim_of(const struct own_file *own, const char *round)
{
    for (size_t i = 0; i < own->content.aim_count; i++)
        if (strcmp(own->content.aims[i].round, round) == 0)
            return slice_of(own->content.aims[i].value);
    return SLICE_NONE;
}

bool own_aim(struct own_file *own, const char *round, struct slice value)
{
    return own_aim_of(own, round).len || appendf(own, "%s aim %.*s", round, SLICE_ARG(value));
}

bool own_note(struct own_file *own, const char *round, struct slice text)
{
    struct buf clean = BUF_INIT;
    uint32_t number = 1;
    for (size_t i = 0; i < own->content.note_count; i++)
        if (own->content.notes[i].number >= number)
            number = own->content.notes[i].number + 1;
    private_notes_clean(text, &clean);
    bool done = own->content.note_count < PRIVATE_ENTRIES_MAX &&
                appendf(own, "%s note %" PRIu32 " %s", round, number, clean.data);
    if (own->content.note_count >= PRIVATE_ENTRIES_MAX && !done)
        errno = EFBIG;
    buf_release(&clean);
    return done;
}

bool own_drop(struct own_file *own, const char *round, uint32_t number)
{
    return appendf(own, "%s drop %" PRIu32, round, number);
}

bool own_votes(struct own_file *own, const char *round, const char *id, int count)
{
    return appendf(own, "%s dots %d %s", round, count, id);
}

int own_votes_for(const struct own_file *own, const char *round, const char *id)
{
    for (size_t i = 0; i < own->content.vote_count; i++) {
        const struct private_votes *votes = &own->content.votes[i];
        if (strcmp(votes->round, round) == 0 && strcmp(votes->id, id) == 0)
            return votes->count;
    }
    return 0;
}

bool own_clear(struct own_file *own)
{
    if (own->fd >= 0 && own->folder->calls->ftruncate(own->fd, 0) != 0)
        return false;
    private_notes_release(&own->content);
    own->torn = false;
    own->size = 0;
    return own->fd < 0 || file_sync_data(own->folder->calls, own->fd);
}

/* --- all of them --- */

/* To close another descriptor of the own file would drop its lock, so that one is skipped. */
static size_t list_others(
    const struct own_file *own, const struct map_folder *folder, char (**out)[PRIVATE_NAME_MAX])
{
    size_t count = 0, cap = 0;
    DIR *dir = opendir(folder->path);
    *out = NULL;
    for (struct dirent *entry; dir && count < PRIVATE_FILES_MAX && (entry = readdir(dir));) {
        size_t len = strlen(entry->d_name);
        if (strncmp(entry->d_name, PREFIX, strlen(PREFIX)) != 0 || len >= PRIVATE_NAME_MAX ||
            (own->fd >= 0 && strcmp(entry->d_name, own->name) == 0))
            continue;
        MEM_GROW(*out, count + 1, cap);
        memcpy((*out)[count++], entry->d_name, len + 1);
    }
    if (dir)
        closedir(dir);
    return count;
}

void private_notes_read_all(struct own_file *own, const struct map_folder *folder,
    void (*take)(void *context, const struct private_notes *private), void *context)
{
    char(*names)[PRIVATE_NAME_MAX];
    size_t count = list_others(own, folder, &names);
    for (size_t i = 0; i < count; i++) {
        struct buf text = BUF_INIT;
        struct private_notes private = { 0 };
        if (map_folder_read(folder, names[i], PRIVATE_SIZE_MAX, &text))
            private_notes_parse(buf_slice(&text), &private);
        take(context, &private);
        private_notes_release(&private);
        buf_release(&text);
    }
    free(names);
    if (own->fd >= 0)
        take(context, &own->content);
}

/* --- what is told of them --- */

/* Beside "own-Anna" lies "told-Anna". */
static void name_told(const char *own_name, char out[PRIVATE_NAME_MAX + 1])
{
    snprintf(out, PRIVATE_NAME_MAX + 1, TOLD_PREFIX "%s", own_name + strlen(PREFIX));
}

static bool empty_file(const struct map_folder *folder, const char *name)
{
    int fd = map_folder_file(folder, name, O_WRONLY);
    if (fd < 0)
        return false;
    bool done = folder->calls->ftruncate(fd, 0) == 0;
    folder->calls->close(fd);
    return done;
}

void own_tell(const struct own_file *own, const char *round, unsigned count, struct slice name)
{
    char file[PRIVATE_NAME_MAX + 1];
    struct buf line = BUF_INIT;
    if (own->fd < 0)
        return;
    name_told(own->name, file);
    int fd = map_folder_file(own->folder, file, O_WRONLY | O_CREAT);
    if (fd < 0)
        return;
    size_t start = crc_line_begin(&line);
    buf_addf(&line, "%s %u %.*s", round, count, SLICE_ARG(name));
    crc_line_end(&line, start);
    buf_add_char(&line, '\n');
    if (own->folder->calls->ftruncate(fd, 0) == 0)
        file_write_all(own->folder->calls, fd, buf_slice(&line), NULL);
    own->folder->calls->close(fd);
    buf_release(&line);
}

/* The file is there, and is not for our eyes. */
static bool is_hidden(const struct map_folder *folder, const char *name)
{
    int fd = map_folder_file(folder, name, O_RDONLY);
    if (fd < 0)
        return errno == EACCES || errno == EPERM;
    folder->calls->close(fd);
    return false;
}

void private_notes_hidden(const struct own_file *own, const struct map_folder *folder,
    const char *round, void (*take)(void *context, struct slice name, unsigned count),
    void *context)
{
    char(*names)[PRIVATE_NAME_MAX];
    size_t files = list_others(own, folder, &names);
    for (size_t i = 0; i < files; i++) {
        char told[PRIVATE_NAME_MAX + 1];
        struct buf text = BUF_INIT;
        uint64_t count;
        name_told(names[i], told);
        if (is_hidden(folder, names[i]) && map_folder_read(folder, told, PRIVATE_SIZE_MAX, &text)) {
            struct slice line = text_trim(buf_slice(&text));
            if (crc_line_check(&line) && slice_is(slice_next_word(&line), round) &&
                take_number(&line, &count) && count && count <= PRIVATE_ENTRIES_MAX &&
                take_char(&line, ' '))
                take(context, line, (unsigned)count);
        }
        buf_release(&text);
    }
    free(names);
}

static bool clear_one(const struct map_folder *folder, const char *name)
{
    char told[PRIVATE_NAME_MAX + 1];
    bool done = empty_file(folder, name);
    name_told(name, told);
    if (done)
        empty_file(folder, told);
    return done;
}

bool private_notes_clear_all(struct own_file *own, const struct map_folder *folder)
{
    char(*names)[PRIVATE_NAME_MAX];
    size_t count = list_others(own, folder, &names);
    bool done = true;
    for (size_t i = 0; i < count; i++)
        done = clear_one(folder, names[i]) && done;
    free(names);
    return own_clear(own) && done;
}
