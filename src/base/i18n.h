/*
 * Texts for people: _() translates where it stands, N_() marks a text of a table. _c() and NC_()
 * give a context that tells two senses of a word apart; what NC_() marks is translated by
 * i18n_marked().
 */
#ifndef CJM_BASE_I18N_H
#define CJM_BASE_I18N_H

#include <string.h>

#if defined(ENABLE_NLS) && ENABLE_NLS
#include <libintl.h>
#define _(text) gettext(text)
#define _n(one, many, n) ngettext(one, many, n)
#else
#define _(text) (text)
#define _n(one, many, n) ((n) == 1 ? (one) : (many))
#endif
#define N_(text) text
#define NC_(context, text) context "\004" text
#define _c(context, text) i18n_marked(NC_(context, text))

/* A catalogue has the context in front of the text. */
__attribute__((format_arg(1))) static inline const char *i18n_marked(const char *marked)
{
    const char *translated = _(marked);
    return translated == marked ? strchr(marked, '\004') + 1 : translated;
}

#endif
