/*
 * Texts for people: _() translates where it stands, N_() marks a text of a table. _c() and NC_()
 * give a context that tells two senses of a word apart; what NC_() marks is translated by
 * i18n_marked(). _u() and _un() are for what is said of an export to its user, in the language of
 * the screen. Catalogues are gettext's .mo files, one a language, read by ourselves: a text can
 * then be in the language of a map, whatever locales the system has. The C libraries' gettext()
 * can't do that in the locale C, some of them not in C.UTF-8, and some don't know LANGUAGE.
 */
#ifndef CJM_BASE_I18N_H
#define CJM_BASE_I18N_H

#include <stdbool.h>
#include <string.h>

#include "base/buf.h"

#define _(text) i18n_text(text)
#define _n(one, many, n) i18n_count(one, many, n)
#define N_(text) text
#define _u(text) i18n_users(text)
#define _un(one, many, n) i18n_users_count(one, many, n)
#define NC_(context, text) context "\004" text
#define _c(context, text) i18n_marked(NC_(context, text))

/* The texts of a language; lives as long as the program. NULL stands for English. */
struct catalogue;

/* The catalogues are FOLDER/LANGUAGE/LC_MESSAGES/cjm-tui.mo. */
void i18n_set_folder(const char *folder);
/* That of "el", "zh-CN", "el_GR.UTF-8", "zh" ...; NULL: English, or there is none. */
const struct catalogue *i18n_find(const char *language);
/* "" where none was set. */
const char *i18n_folder(void);
/* Can it be the name of a language, such as el or zh-CN? */
bool i18n_is_language(const char *name);
/* The next of all that there are; of NULL the first; NULL: no more. */
const struct catalogue *i18n_next(const struct catalogue *catalogue);
/* Of the texts in use, as the folder is called: "el", "zh_CN"; "" of English. */
const char *i18n_language(void);
/* From now on texts are of this one; returns the one before. */
const struct catalogue *i18n_use(const struct catalogue *catalogue);
/* The same in this thread alone, up to the end of it. */
void i18n_begin_here(const struct catalogue *catalogue);
void i18n_end_here(void);

/* The text in the language in use, else itself: valid as long as the program. */
__attribute__((format_arg(1))) const char *i18n_text(const char *text);
/* In that language, whichever is in use. */
__attribute__((format_arg(2))) const char *i18n_text_in(
    const struct catalogue *catalogue, const char *text);
/* In the one in use, in the form for that number. */
__attribute__((format_arg(1), format_arg(2))) const char *i18n_count(
    const char *one, const char *many, unsigned long n);
/* The same whatever i18n_begin_here() set. */
__attribute__((format_arg(1))) const char *i18n_users(const char *text);
__attribute__((format_arg(1), format_arg(2))) const char *i18n_users_count(
    const char *one, const char *many, unsigned long n);

/* Appends a number as the language in use writes it: "0.4" is "0,4" in Greek. */
void i18n_add_number(struct slice number, struct buf *out);

/* What N_() or NC_() marked, in English. */
static inline const char *i18n_source(const char *marked)
{
    const char *context = strchr(marked, '\004');
    return context ? context + 1 : marked;
}

/* What N_() or NC_() marked: a catalogue has the context in front of the text. */
__attribute__((format_arg(1))) static inline const char *i18n_marked(const char *marked)
{
    const char *translated = _(marked);
    return translated == marked ? i18n_source(marked) : translated;
}

#endif
