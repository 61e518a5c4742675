#include "base/nearest.h"

enum { NEAREST_MOST = 3, FARTHEST = 8 };

static int least(int a, int b)
{
    return a < b ? a : b;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

/* The last three rows of the table are kept: a change of places looks two rows back. */
static int distance(struct slice typed, const char *name)
{
    int rows[3][NEAREST_LONGEST + 1];
    int len = least((int)strlen(name), NEAREST_LONGEST);
    for (int i = 0; i <= len; i++)
        rows[0][i] = i;
    for (int t = 1; t <= (int)typed.len; t++) {
        const int *above = rows[(t - 1) % 3], *over = rows[(t + 1) % 3];
        int *row = rows[t % 3];
        row[0] = t;
        for (int i = 1; i <= len; i++) {
            const char *at = typed.data + t - 1, *to = name + i - 1;
            int changed = lower(*at) != *to;
            row[i] = least(above[i - 1] + changed, least(row[i - 1], above[i]) + 1);
            if (t > 1 && i > 1 && lower(at[-1]) == *to && lower(*at) == to[-1])
                row[i] = least(row[i], over[i - 2] + 1);
        }
    }
    return rows[typed.len % 3][len];
}

static bool is_part(struct slice typed, const char *name)
{
    for (; typed.len > 1 && *name; name++) /* a single letter is part of too many */
        if (slice_begins_fold(slice_of(name), typed))
            return true;
    return false;
}

bool nearest_add(struct slice typed, const char *const *names, size_t count, struct buf *out)
{
    int found = 0;
    typed.len = typed.len < NEAREST_LONGEST ? typed.len : NEAREST_LONGEST;
    int limit = least((int)typed.len / 2, FARTHEST);
    for (int far = 0; far <= limit; far++) {
        for (size_t i = 0; i < count && found < NEAREST_MOST; i++)
            if ((is_part(typed, names[i]) ? 0 : distance(typed, names[i])) == far)
                buf_addf(out, "%s%s", found++ ? ", " : "", names[i]);
        if (found) /* a name that is much farther than another is not meant */
            limit = least(limit, far + 1);
    }
    return found > 0;
}
