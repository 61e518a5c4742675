/*
 * Texts as Markdown that shows them as they are: no markup, no HTML, no link, no mention, whatever
 * they hold. Words that GitHub, GitLab or Redmine would turn into a link or a mention (addresses,
 * @name, #12, [[page]], {{macro}}) become code: their parsers look for these behind the escapes,
 * but never in code.
 */
#ifndef CJM_EXPORT_MARKDOWN_ESCAPE_H
#define CJM_EXPORT_MARKDOWN_ESCAPE_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/slice.h"

/*
 * Appends the text; white space is collapsed, empty lines are left out, and `line_break` stands
 * between lines ("<br>", or "  \n" and what the next line begins with). `starts_line`: nothing
 * but Markdown's own marks stands before the text in its line. Control characters become visible.
 */
void markdown_escape(struct buf *out, struct slice text, const char *line_break, bool starts_line);

#endif
