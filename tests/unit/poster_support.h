/* Posters whose texts are looked at: none over another, none out of its place, none missing. */
#ifndef CJM_TESTS_POSTER_SUPPORT_H
#define CJM_TESTS_POSTER_SUPPORT_H

#include "export/poster/poster.h"

/* Knows a font. */
struct judge {
    /* What the line covers, from where it begins on its baseline, and how wide it is. */
    void (*look)(void *context, const struct mark *mark, size_t line, struct box *ink, int *width);
    void *context;
};

/* How many pages the map has. Without a judge (NULL) texts are as wide as the layout takes them. */
size_t check_poster(
    const struct map *map, const char *size, const struct judge *judge, const char *what);
/* All that the pattern of names finds, but the guide. */
void check_poster_files(const char *pattern, const char *size, const struct judge *judge);
/* Maps that are hard: of many touchpoints, long texts, five personas, other scripts. The name of
 * one of them; NULL: there are not so many. */
const char *make_poster_map(size_t number, struct map *map);
/* All of them. */
void check_made_posters(const char *size, const struct judge *judge);

#endif
