#include "import/draft/words.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"

void words_add(struct words *words, struct slice word, int meaning)
{
    struct buf folded = BUF_INIT;
    text_add_folded(word, &folded);
    if (names_find(&words->names, buf_slice(&folded)) == SIZE_MAX) {
        size_t number = names_add(&words->names, buf_slice(&folded));
        MEM_GROW(words->meanings, number + 1, words->cap);
        words->meanings[number] = meaning;
    }
    buf_release(&folded);
}

void words_add_rows(struct words *words, const struct words_row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (const char *word = rows[i].words; word;) {
            const char *end = strchr(word, ';');
            words_add(words, (struct slice){ word, end ? (size_t)(end - word) : strlen(word) },
                rows[i].meaning);
            word = end ? end + 1 : NULL;
        }
}

bool words_find(const struct words *words, struct slice text, int *meaning)
{
    enum { LONGEST = 200 };
    struct buf folded = BUF_INIT;
    size_t number = SIZE_MAX;
    if (text.len && text.len <= LONGEST && words->names.count) {
        text_add_folded(text, &folded);
        number = names_find(&words->names, buf_slice(&folded));
        buf_release(&folded);
    }
    if (number != SIZE_MAX)
        *meaning = words->meanings[number];
    return number != SIZE_MAX;
}

void words_release(struct words *words)
{
    names_release(&words->names);
    free(words->meanings);
    *words = (struct words){ .meanings = NULL };
}
