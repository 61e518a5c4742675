#include "export/picture/painter.h"

#include <spawn.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/mem.h"

extern char **environ;

static const char *painter(void)
{
    const char *own = getenv("CJM_TUI_PAINT");
    return own ? own : LIBEXECDIR "/cjm-tui-paint";
}

static pid_t spawn(char *const *argv, const int files[3])
{
    posix_spawn_file_actions_t actions;
    pid_t child;
    posix_spawn_file_actions_init(&actions);
    for (int i = 0; i < 3; i++)
        posix_spawn_file_actions_adddup2(&actions, files[i], i);
    int error = posix_spawn(&child, argv[0], &actions, NULL, argv, environ);
    posix_spawn_file_actions_destroy(&actions);
    return error ? 0 : child;
}

pid_t painter_start(const char *const *words, size_t count, const int files[3])
{
    char **argv = mem_zalloc((count + 2) * sizeof *argv);
    argv[0] = mem_copy_string(painter());
    for (size_t i = 0; i < count; i++)
        argv[i + 1] = mem_copy_string(words[i] ? words[i] : "");
    pid_t child = access(argv[0], X_OK) == 0 ? spawn(argv, files) : 0;
    for (size_t i = 0; i <= count; i++)
        free(argv[i]);
    free(argv);
    return child;
}
