/*
 * Templates: maps to begin with. They are built into the program (examples/templates; some of them
 * in other languages, too, for whoever has texts in these), and files
 * in $XDG_DATA_HOME/cjm-tui/templates override them by name or add to them. A template's name is
 * that of its file without ".yaml": lower case letters, digits, hyphens.
 */
#ifndef CJM_STORE_TEMPLATE_H
#define CJM_STORE_TEMPLATE_H

#include "base/buf.h"
#include "base/diag.h"
#include "model/map.h"

struct template_entry {
    char *name;
    char *path; /* NULL: built in */
};

struct template_list {
    struct template_entry *entries; /* by name; the default one, "five-stages", first */
    size_t count, cap;
};

#define TEMPLATE_DEFAULT "five-stages"
/* The one of the guide's steps and questions. */
#define TEMPLATE_GUIDE "guide"

/* All there are. Files in the user's folder that can't be templates by their name are left out,
 * with a message each (`diags` NULL: none). */
void templates_find(struct template_list *list, struct diags *diags);
void templates_release(struct template_list *list);
/* Appends the path of the user's own file of that name; false where there is none. */
bool template_own_path(struct slice name, struct buf *out);
/*
 * Reads a template into an empty map. STATUS_BAD with messages where there is none of that name
 * (they name the nearest) or its file is broken (file and line; a built-in one that the file
 * overrides is not used in its place); STATUS_SYSTEM where the file can't be read. The map may
 * only be released then.
 */
enum status template_read(struct map *map, struct slice name, struct diags *diags);
/* The same of the built-in one alone. */
enum status template_read_built_in(struct map *map, struct slice name, struct diags *diags);

/*
 * Makes of a map that was read from a template one to work on: without samples only kind, market,
 * stages with their goals and questions, and the guide's steps remain; with samples all does, and
 * every touchpoint and persona without evidence is marked as an assumption. What a guide remembered
 * of a workshop never stays. `title` replaces the template's. The map is as if it was never read
 * from a file; nodes that were taken from it before are no longer valid.
 */
void template_apply(struct map *map, struct slice title, bool keep_samples);
/* The title of a new map that nobody gave one: its file's name without folder and ending, a part of
 * `path`; a usual word for "-". */
struct slice title_of_file(const char *path);

#endif
