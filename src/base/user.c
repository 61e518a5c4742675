#include "base/user.h"

#include <pwd.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/text.h"

enum { NAME_WIDTH_MAX = 32 };

/* Is it shown as it is, in one word? */
static bool is_clean(const char *name)
{
    struct slice text = slice_of(name);
    struct buf shown = BUF_INIT;
    text_add_visible(&shown, text);
    bool clean = text.len && slice_equal(text, buf_slice(&shown)) &&
                 text_width(text) <= NAME_WIDTH_MAX && !strchr(name, ' ');
    buf_release(&shown);
    return clean;
}

void user_name_from(const char *login, const char *logname, long number, struct buf *out)
{
    if (login && is_clean(login))
        buf_adds(out, login);
    else if (logname && is_clean(logname))
        buf_adds(out, logname);
    else
        buf_addf(out, "uid%ld", number);
}

void user_name(struct buf *out)
{
    const struct passwd *entry = getpwuid(geteuid());
    user_name_from(entry ? entry->pw_name : NULL, getenv("LOGNAME"), (long)geteuid(), out);
}

bool user_folder(const char *variable, const char *usual, struct buf *out)
{
    const char *folder = getenv(variable), *home = getenv("HOME");
    if (folder && *folder == '/')
        buf_adds(out, folder);
    else if (home && *home == '/')
        buf_addf(out, "%s/%s", home, usual);
    else
        return false;
    buf_adds(out, "/cjm-tui");
    return true;
}
