#include "session/recent.h"

#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/diag.h"
#include "store/file/replace.h"

enum { FILE_MAX = 64 * 1024 };

/* $XDG_STATE_HOME/cjm-tui/recent, else under ~/.local/state; false where there is no home. */
static bool recent_path(struct buf *out, bool make_folders)
{
    const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
    if (state && *state == '/')
        buf_adds(out, state);
    else if (home && *home == '/')
        buf_addf(out, "%s/.local/state", home);
    else
        return false;
    buf_adds(out, "/cjm-tui");
    for (char *slash = strchr(out->data + 1, '/'); make_folders && slash;
         slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(out->data, 0700);
        *slash = '/';
    }
    if (make_folders)
        mkdir(out->data, 0700);
    buf_adds(out, "/recent");
    return true;
}

void recent_read(struct buf *out)
{
    struct buf path = BUF_INIT;
    struct stat st;
    int fd = recent_path(&path, false) ? open(path.data, O_RDONLY | O_NONBLOCK | O_CLOEXEC) : -1;
    buf_release(&path);
    if (fd < 0)
        return;
    if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size <= FILE_MAX) {
        buf_reserve(out, (size_t)st.st_size);
        ssize_t got = read(fd, out->data + out->len, (size_t)st.st_size);
        out->len += got > 0 ? (size_t)got : 0;
        out->data[out->len] = '\0';
    }
    close(fd);
}

/* Writes the list: `first` (NULL: nothing), then what it had but `without`. */
static bool write_list(const char *first, const char *without)
{
    struct buf old = BUF_INIT, text = BUF_INIT, file = BUF_INIT;
    struct diags ignored = DIAGS_INIT;
    int count = first != NULL;
    recent_read(&old);
    if (first)
        buf_addf(&text, "%s\n", first);
    for (char *line = old.data, *end; line && (end = strchr(line, '\n')) && count < RECENT_MAX;
         line = end + 1) {
        *end = '\0';
        if (*line && strcmp(line, without) != 0) {
            buf_addf(&text, "%s\n", line);
            count++;
        }
    }
    bool good = recent_path(&file, true) &&
                file_replace(file.data, buf_slice(&text), &ignored) == STATUS_OK;
    diags_release(&ignored);
    buf_release(&old);
    buf_release(&text);
    buf_release(&file);
    return good;
}

static bool is_first(const char *path)
{
    struct buf list = BUF_INIT;
    size_t len = strlen(path);
    recent_read(&list);
    bool first = list.len > len && strncmp(list.data, path, len) == 0 && list.data[len] == '\n';
    buf_release(&list);
    return first;
}

void recent_add(const char *path)
{
    char absolute[PATH_MAX];
    if (strcmp(path, "-") != 0 && realpath(path, absolute) && !strchr(absolute, '\n') &&
        !is_first(absolute))
        write_list(absolute, absolute);
}

bool recent_drop(const char *path)
{
    return write_list(NULL, path);
}
