/* The map as one HTML page: no script, nothing from elsewhere; a table that is read as one. */
#ifndef CJM_EXPORT_HTML_HTML_H
#define CJM_EXPORT_HTML_HTML_H

#include "export/poster/layout.h"

/* Appends the page of a poster that was gathered (poster_gathered()), also the parking lot or not.
 */
void html_add_page(struct poster *poster, bool parking, struct buf *out);

/* --- its parts --- */

/* On paper the page is as wide as so many columns need. */
void html_add_style(size_t columns, struct buf *out);
/* What is above the journey: the title, facts, personas. */
void html_add_header(struct poster *poster, struct buf *out);
void html_add_journey(struct poster *poster, struct buf *out);
/* The curve as a picture in the text. */
void html_add_curve(struct poster *poster, struct buf *out);
/* The tags and the text between them, escaped; nothing where it is empty. */
void html_add(struct buf *out, const char *before, struct slice text, const char *behind);
/* A long text: its line breaks are kept. */
void html_add_long(struct buf *out, struct slice text);
/* As boxes, with words for who hears them. */
void html_add_severity(const struct node *pain, struct buf *out);
/* A date, or what else the text is. */
void html_add_date(struct buf *out, struct slice date);
/* A value of a field of the schema as people read it. */
void html_add_value(struct poster *poster, enum field field, struct slice value, struct buf *out);

#endif
