#include "session/state_list.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/diag.h"
#include "store/file/replace.h"

enum { FILE_MAX = 64 * 1024 };

/* $XDG_STATE_HOME/cjm-tui/LIST, else under ~/.local/state; false where there is no home. */
static bool list_path(const char *list, struct buf *out, bool make_folders)
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
    buf_addf(out, "/%s", list);
    return true;
}

void state_list_read(const char *list, struct buf *out)
{
    struct buf path = BUF_INIT;
    struct stat st;
    bool there = list_path(list, &path, false);
    int fd = there ? open(path.data, O_RDONLY | O_NONBLOCK | O_CLOEXEC) : -1;
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

static bool is_called(const char *line, const char *name)
{
    size_t len = strlen(name);
    return strncmp(line, name, len) == 0 && (!line[len] || line[len] == '\t');
}

bool state_list_put(const char *list, const char *line, const char *name, int most)
{
    struct buf old = BUF_INIT, text = BUF_INIT, file = BUF_INIT;
    struct diags ignored = DIAGS_INIT;
    int count = line != NULL;
    state_list_read(list, &old);
    if (line)
        buf_addf(&text, "%s\n", line);
    for (char *at = old.data, *end; at && (end = strchr(at, '\n')) && count < most; at = end + 1) {
        *end = '\0';
        if (*at && !is_called(at, name)) {
            buf_addf(&text, "%s\n", at);
            count++;
        }
    }
    bool good = list_path(list, &file, true) &&
                file_replace(file.data, buf_slice(&text), &ignored) == STATUS_OK;
    diags_release(&ignored);
    buf_release(&old);
    buf_release(&text);
    buf_release(&file);
    return good;
}
