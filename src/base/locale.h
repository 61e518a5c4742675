/* The user's locale: which language, and whether the terminal takes UTF-8. */
#ifndef CJM_BASE_LOCALE_H
#define CJM_BASE_LOCALE_H

#include <stdbool.h>

/*
 * Sets the locale from the environment; once, before anything else. Returns whether UTF-8 may be
 * written. Where it may not, characters are still classified as UTF-8 inside (LC_CTYPE becomes a
 * UTF-8 one), so that texts keep their widths: who writes makes them ASCII by codepoint_ascii().
 * Only characters and messages follow the locale. Numbers and dates are data, the same in every
 * language; and each category costs a file at the start.
 */
bool locale_setup(void);
/* From now on texts are in that language ("el", "zh-CN"), as far as there is a translation, else
 * in English. False: it is no name of a language. Not while another thread runs. */
bool locale_use_language(const char *language);

#endif
