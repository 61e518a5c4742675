/* Copies beside a map. */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "session/session.h"

enum { COPIES_MOST = 100 }; /* of one map in one second */

/* No more may read it than read the map: its group may be another one, and is nobody special. */
static mode_t rescue_mode(const struct session *session)
{
    struct stat map;
    bool known = session->path && stat(session->path, &map) == 0 && S_ISREG(map.st_mode);
    mode_t others = known ? map.st_mode & 0006 : 0;
    return S_IRUSR | S_IWUSR | others << 3 | others;
}

bool session_new_copy(
    const struct session *session, const char *name, const char *what, struct buf *path)
{
    int fd = -1;
    errno = EEXIST;
    for (int i = 1; fd < 0 && errno == EEXIST && i <= COPIES_MOST; i++) {
        buf_clear(path);
        buf_addf(path, "%s.%s-%ld", name, what, (long)clock_now(session->clock));
        if (i > 1)
            buf_addf(path, "-%d", i);
        buf_adds(path, ".yaml");
        fd = open(path->data, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, rescue_mode(session));
    }
    if (fd >= 0)
        close(fd);
    return fd >= 0;
}
