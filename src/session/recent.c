#include "session/recent.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "session/state_list.h"

static const char list_name[] = "recent";

void recent_read(struct buf *out)
{
    state_list_read(list_name, out);
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
        state_list_put(list_name, absolute, absolute, RECENT_MAX);
}

bool recent_drop(const char *path)
{
    return state_list_put(list_name, NULL, path, RECENT_MAX);
}
