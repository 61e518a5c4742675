#include "insight/letters.h"

#include "base/text.h"

static char choose_letter(const char *taken, const struct node *persona)
{
    struct slice name = text_trim(node_headline(persona));
    const char *ascii = name.len ? codepoint_ascii(utf8_next(&name)) : "";
    char letter = *ascii >= 'a' && *ascii <= 'z' ? (char)(*ascii - 'a' + 'A') : *ascii;
    if (letter >= 'A' && letter <= 'Z' && !strchr(taken, letter))
        return letter;
    for (letter = 'A'; strchr(taken, letter);)
        letter++;
    return letter;
}

void persona_letters(const struct map *map, char letters[LETTERS_MAX + 1])
{
    struct node_list personas = node_children(map->root, MAP_PERSONAS);
    memset(letters, 0, LETTERS_MAX + 1);
    for (size_t i = 0; i < personas.count && i < LETTERS_MAX; i++)
        letters[i] = choose_letter(letters, personas.items[i]);
}
