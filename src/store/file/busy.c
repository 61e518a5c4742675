#include "store/file/busy.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#ifdef F_SETLEASE

/* A lease is refused while the file is open for writing. It is held for no longer than it takes to
 * give it back; who opens the file in that time waits so long, and the signal that would tell of
 * it is one that nobody takes for anything. */
bool file_is_being_written(const char *path)
{
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (fd < 0)
        return false;
    bool can = fcntl(fd, F_SETSIG, SIGURG) == 0;
    bool refused = can && fcntl(fd, F_SETLEASE, F_RDLCK) != 0 && errno == EAGAIN;
    close(fd);
    return refused;
}

#else

bool file_is_being_written(const char *path)
{
    (void)path;
    return false;
}

#endif
