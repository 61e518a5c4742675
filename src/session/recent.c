#include "session/recent.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "session/state_list.h"

static const char list_name[] = "recent", looks_name[] = "looks";

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

/* The path as the lists have it; false: they can't. */
static bool listed_path(const char *path, char absolute[PATH_MAX])
{
    return strcmp(path, "-") != 0 && realpath(path, absolute) && !strpbrk(absolute, "\n\t");
}

void recent_add(const char *path)
{
    char absolute[PATH_MAX];
    if (listed_path(path, absolute) && !is_first(absolute))
        state_list_put(list_name, absolute, absolute, RECENT_MAX);
}

bool recent_drop(const char *path)
{
    return state_list_put(list_name, NULL, path, RECENT_MAX);
}

void look_note(const char *path, const char *word)
{
    char absolute[PATH_MAX];
    struct buf line = BUF_INIT;
    if (listed_path(path, absolute)) {
        buf_addf(&line, "%s\t%s", absolute, word);
        state_list_put(looks_name, *word ? line.data : NULL, absolute, LOOKS_MAX);
    }
    buf_release(&line);
}

void look_read(const char *path, struct buf *word)
{
    char absolute[PATH_MAX];
    struct buf text = BUF_INIT;
    bool known = listed_path(path, absolute);
    size_t len = known ? strlen(absolute) : 0;
    if (known)
        state_list_read(looks_name, &text);
    for (char *line = text.data, *end; line && (end = strchr(line, '\n')); line = end + 1) {
        *end = '\0';
        if (strncmp(line, absolute, len) != 0 || line[len] != '\t')
            continue;
        buf_adds(word, line + len + 1);
        break;
    }
    buf_release(&text);
}
