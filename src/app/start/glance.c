#include "app/start/glance.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/i18n.h"
#include "insight/review.h"
#include "store/file/file_calls.h"
#include "store/store.h"
#include "store/template.h"

/* --- reading --- */

static void begin(struct glance *glance)
{
    glance_release(glance);
    map_begin(&glance->map);
    glance->read = true;
    buf_init(&glance->why);
}

void glance_release(struct glance *glance)
{
    if (!glance->read && !glance->why.data)
        return;
    map_release(&glance->map);
    buf_release(&glance->why);
    *glance = (struct glance){ .read = false };
}

/* Why the map can't be read; of a part that may be what is missing. */
static void refuse(struct glance *glance, struct diags *diags)
{
    glance->read = false;
    if (diags->count && !glance->part) {
        struct diag first = diags->items[0];
        first.file = NULL;
        diag_format(&first, &glance->why);
    }
    diags_release(diags);
}

/* Up to the last line that begins a key of the map: what is above it is whole. */
static struct slice whole_keys(struct slice text)
{
    size_t end = 0;
    for (size_t i = 1; i < text.len; i++)
        if (text.data[i - 1] == '\n' && !strchr(" #-\r\n\t", text.data[i]))
            end = i;
    return (struct slice){ text.data, end };
}

static void read_text(struct glance *glance, const char *path, size_t most, struct buf *text)
{
    struct stat st;
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    errno = fd < 0 ? errno : 0;
    if (fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode)) {
        glance->changed = st.st_mtime;
        glance->part = st.st_size > (off_t)most;
        size_t size = glance->part ? most : (size_t)st.st_size;
        buf_reserve(text, size);
        ssize_t got = file_pread(&file_calls_system, fd, text->data, size, 0);
        text->len = got > 0 ? (size_t)got : 0;
        text->data[text->len] = '\0';
        errno = got < 0 ? errno : 0;
    } else if (fd >= 0 && !errno) {
        buf_adds(&glance->why, _("not a file"));
    }
    if (errno == ENOENT)
        buf_adds(&glance->why, _("no such file"));
    else if (errno)
        buf_adds(&glance->why, strerror(errno));
    if (fd >= 0)
        close(fd);
}

void glance_file(struct glance *glance, const char *path, size_t most)
{
    struct buf text = BUF_INIT;
    struct diags diags = DIAGS_INIT;
    begin(glance);
    read_text(glance, path, most, &text);
    struct slice map = glance->part ? whole_keys(buf_slice(&text)) : buf_slice(&text);
    if (glance->why.len || store_read_text(&glance->map, path, map, &diags) != STATUS_OK)
        refuse(glance, &diags);
    buf_release(&text);
}

void glance_template(struct glance *glance, const char *name)
{
    struct diags diags = DIAGS_INIT;
    begin(glance);
    if (template_read(&glance->map, slice_of(name), &diags) == STATUS_OK)
        return;
    glance->read = false;
    if (diags.count)
        diag_format(&diags.items[0], &glance->why);
    diags_release(&diags);
}

/* --- ages --- */

int glance_overdue(const struct glance *glance, time_t now)
{
    char due[DATE_SIZE], today[DATE_SIZE];
    date_of(now, today);
    return glance->read && review_next(&glance->map, due) && strcmp(due, today) < 0
               ? date_days(slice_of(due), slice_of(today))
               : 0;
}

enum { HOUR = 3600, DAY = 24 * HOUR, WEEK = 7 * DAY, MONTH = 30 * DAY, YEAR = 365 * DAY };

static void add_days_ago(unsigned long ago, struct buf *out)
{
    if (ago < 2 * DAY)
        buf_adds(out, _("yesterday"));
    else if (ago < 2 * WEEK)
        buf_addf(out, _n("%lu day ago", "%lu days ago", ago / DAY), ago / DAY);
    else if (ago < 2 * MONTH)
        buf_addf(out, _n("%lu week ago", "%lu weeks ago", ago / WEEK), ago / WEEK);
    else if (ago < 2 * YEAR)
        buf_addf(out, _n("%lu month ago", "%lu months ago", ago / MONTH), ago / MONTH);
    else
        buf_addf(out, _n("%lu year ago", "%lu years ago", ago / YEAR), ago / YEAR);
}

static void add_ago(unsigned long ago, struct buf *out)
{
    if (ago < 60)
        buf_adds(out, _("just now"));
    else if (ago < HOUR)
        buf_addf(out, _n("%lu minute ago", "%lu minutes ago", ago / 60), ago / 60);
    else if (ago < DAY)
        buf_addf(out, _n("%lu hour ago", "%lu hours ago", ago / HOUR), ago / HOUR);
    else
        add_days_ago(ago, out);
}

void glance_add_age(const struct glance *glance, time_t now, struct buf *out)
{
    int late = glance_overdue(glance, now);
    if (late)
        buf_addf(
            out, _n("review overdue %d day", "review overdue %d days", (unsigned long)late), late);
    else if (glance->changed)
        add_ago(now > glance->changed ? (unsigned long)(now - glance->changed) : 0, out);
}
