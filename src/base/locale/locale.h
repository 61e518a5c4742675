/* The user's locale: which language, and whether the terminal takes UTF-8. */
#ifndef CJM_BASE_LOCALE_LOCALE_H
#define CJM_BASE_LOCALE_LOCALE_H

#include <stdbool.h>

/*
 * Sets the locale from the environment; once, before anything else. Returns whether UTF-8 may be
 * written. Where it may not, characters are still classified as UTF-8 inside (LC_CTYPE becomes a
 * UTF-8 one), so that texts keep their widths: who writes makes them ASCII by codepoint_ascii().
 * Only characters and messages follow the locale. Numbers and dates are data, the same in every
 * language; and each category costs a file at the start.
 */
bool locale_setup(void);
/* Texts are in the language that the environment asks for, if the system has that locale or not; in
 * the locale "C" in English. */
void locale_use_language(void);
/* "en", "en_GB" ...: there is no catalogue of it, and none is needed. */
bool locale_is_english(const char *language);

#endif
