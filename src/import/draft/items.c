#include "import/draft/items.h"

#include "base/text.h"

struct slice items_without_bullet(struct slice line)
{
    static const char *const bullets[] = { "• ", "•", "- ", "* ", "+ ", "· ", "– ", "◦ ", "▪ ",
        "・", "‣ " };
    line = text_trim(line);
    for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++)
        if (slice_begins_fold(line, slice_of(bullets[i])))
            return text_trim(slice_from(line, strlen(bullets[i])));
    return line;
}

bool items_next(struct slice *rest, struct slice *item)
{
    struct slice line;
    while (slice_next_line(rest, &line)) {
        *item = items_without_bullet(line);
        if (item->len)
            return true;
    }
    return false;
}

size_t items_count(struct slice text)
{
    struct slice item;
    size_t count = 0;
    while (items_next(&text, &item))
        count++;
    return count;
}

bool items_are_bullets(struct slice text)
{
    struct slice line;
    size_t count = 0;
    while (slice_next_line(&text, &line)) {
        line = text_trim(line);
        if (line.len && items_without_bullet(line).len == line.len)
            return false;
        count += line.len > 0;
    }
    return count > 1;
}
