#ifdef HAVE_CONFIG_H
#include <config.h>
#endif

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

void user_name(struct buf *out)
{
    const struct passwd *entry = getpwuid(geteuid());
    const char *name = entry ? entry->pw_name : NULL;
    if (!name || !is_clean(name))
        name = getenv("LOGNAME");
    if (name && is_clean(name))
        buf_adds(out, name);
    else
        buf_addf(out, "uid%ld", (long)geteuid());
}
