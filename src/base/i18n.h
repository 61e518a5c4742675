/* Texts for people: _() translates where it stands, N_() marks a text of a table. */
#ifndef CJM_BASE_I18N_H
#define CJM_BASE_I18N_H

#if defined(ENABLE_NLS) && ENABLE_NLS
#include <libintl.h>
#define _(text) gettext(text)
#define _n(one, many, n) ngettext(one, many, n)
#else
#define _(text) (text)
#define _n(one, many, n) ((n) == 1 ? (one) : (many))
#endif
#define N_(text) text

#endif
