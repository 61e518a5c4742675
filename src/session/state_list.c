#include "session/state_list.h"

#include <string.h>
#include <sys/stat.h>

#include "base/diag.h"
#include "base/user.h"
#include "store/file/file_calls.h"
#include "store/file/replace.h"

enum { FILE_MAX = 64 * 1024 };

/* $XDG_STATE_HOME/cjm-tui/LIST, else under ~/.local/state; false where there is no home. */
static bool list_path(const char *list, struct buf *out, bool make_folders)
{
    if (!user_folder("XDG_STATE_HOME", ".local/state", out))
        return false;
    buf_adds(out, "/");
    for (char *slash = strchr(out->data + 1, '/'); make_folders && slash;
         slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(out->data, 0700);
        *slash = '/';
    }
    buf_adds(out, list);
    return true;
}

void state_list_read(const char *list, struct buf *out)
{
    struct buf path = BUF_INIT;
    size_t before = out->len;
    if (!list_path(list, &path, false) || !file_read(path.data, FILE_MAX, out))
        buf_cut(out, before);
    buf_release(&path);
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
