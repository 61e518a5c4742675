#include "store/template.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/nearest.h"
#include "base/user.h"
#include "store/built_in.h"
#include "store/store.h"

enum {
    NAME_LONGEST = 64,
    FILE_LARGEST = 1024 * 1024, /* bytes */
    LIST_LONGEST = 1000         /* files in the folder that are looked at */
};

#define ENDING ".yaml"

/* --- names and files --- */

static bool is_name(struct slice name)
{
    for (size_t i = 0; i < name.len; i++)
        if (!strchr("abcdefghijklmnopqrstuvwxyz0123456789-", name.data[i]) || !name.data[i])
            return false;
    return name.len && name.len <= NAME_LONGEST;
}

/* In the language of texts; where it has none of that name, in English. */
static const struct built_in *find_built_in(struct slice name)
{
    const struct built_in *found = NULL;
    for (const struct built_in *at = built_in_templates; at->name; at++)
        if (slice_is(name, at->name) &&
            (!*at->language || strcmp(at->language, i18n_language()) == 0))
            found = at;
    return found;
}

/* Appends the user's folder. False where there is none. */
static bool add_folder(struct buf *out)
{
    bool found = user_folder("XDG_DATA_HOME", ".local/share", out);
    buf_adds(out, found ? "/templates" : "");
    return found;
}

bool template_own_path(struct slice name, struct buf *out)
{
    struct stat info;
    if (!add_folder(out))
        return false;
    buf_addf(out, "/%.*s" ENDING, SLICE_ARG(name));
    return lstat(out->data, &info) == 0;
}

/* --- finding --- */

static void add_entry(struct template_list *list, struct slice name, const char *path)
{
    MEM_GROW(list->entries, list->count + 1, list->cap);
    list->entries[list->count++] = (struct template_entry){
        .name = mem_copy_slice(name),
        .path = path ? mem_copy_string(path) : NULL,
    };
}

static void add_own(struct template_list *list, struct slice name, const char *path)
{
    for (size_t i = 0; i < list->count; i++)
        if (slice_is(name, list->entries[i].name)) {
            free(list->entries[i].path);
            list->entries[i].path = mem_copy_string(path);
            return;
        }
    add_entry(list, name, path);
}

static bool ends_in(struct slice text, const char *ending)
{
    size_t len = strlen(ending);
    return text.len >= len && memcmp(text.data + text.len - len, ending, len) == 0;
}

/* Files that are hidden, or of another kind, are nobody's mistake. */
static void add_file(
    struct template_list *list, const char *folder, const char *file, struct diags *diags)
{
    struct slice name = slice_of(file);
    bool yaml = ends_in(name, ENDING);
    if (file[0] == '.' || (!yaml && !ends_in(name, ".yml")))
        return;
    struct buf path = BUF_INIT;
    buf_addf(&path, "%s/%s", folder, file);
    if (yaml)
        name.len -= strlen(ENDING);
    if (yaml && is_name(name))
        add_own(list, name, path.data);
    else if (diags)
        diags_add(diags, path.data, 0, 0,
            _("is ignored; the name of a template's file has at most %d lower case letters, digits "
              "and hyphens, and ends in .yaml"),
            NAME_LONGEST);
    buf_release(&path);
}

static void add_files(struct template_list *list, const char *folder, struct diags *diags)
{
    DIR *dir = opendir(folder);
    const struct dirent *entry;
    int left = LIST_LONGEST;
    if (!dir && errno != ENOENT && diags)
        diags_add(diags, folder, 0, 0, _("cannot be read: %s"), strerror(errno));
    while (dir && left && (entry = readdir(dir))) {
        add_file(list, folder, entry->d_name, diags);
        left--;
    }
    if (dir)
        closedir(dir);
    if (!left && diags)
        diags_add(diags, folder, 0, 0, _("has too many files; only %d were read"), LIST_LONGEST);
}

static int compare_entries(const void *a, const void *b)
{
    const struct template_entry *x = a, *y = b;
    bool first = strcmp(x->name, TEMPLATE_DEFAULT) == 0;
    bool second = strcmp(y->name, TEMPLATE_DEFAULT) == 0;
    return first != second ? second - first : strcmp(x->name, y->name);
}

void templates_find(struct template_list *list, struct diags *diags)
{
    struct buf folder = BUF_INIT;
    *list = (struct template_list){ 0 };
    for (const struct built_in *at = built_in_templates; at->name; at++)
        if (!*at->language)
            add_entry(list, slice_of(at->name), NULL);
    if (add_folder(&folder))
        add_files(list, folder.data, diags);
    buf_release(&folder);
    qsort(list->entries, list->count, sizeof *list->entries, compare_entries);
}

void templates_release(struct template_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        free(list->entries[i].name);
        free(list->entries[i].path);
    }
    free(list->entries);
    *list = (struct template_list){ 0 };
}

static enum status fail_unknown(struct slice name, struct diags *diags)
{
    struct template_list list;
    struct buf nearest = BUF_INIT;
    struct slice typed = { name.data, name.len < NAME_LONGEST ? name.len : NAME_LONGEST };
    templates_find(&list, NULL);
    const char **names = mem_alloc(list.count * sizeof *names);
    for (size_t i = 0; i < list.count; i++)
        names[i] = list.entries[i].name;
    bool near = nearest_add(typed, names, list.count, &nearest);
    struct buf asked = BUF_INIT;
    buf_add_slice(&asked, typed);
    if (near) /* TRANSLATORS: 1: what was typed, 2: names that are nearly the same. */
        diags_add(diags, NULL, 0, 0,
            _("there is no template '%1$s'; nearest: %2$s; \"cjm-tui templates\" lists all"),
            asked.data, nearest.data);
    else
        diags_add(diags, NULL, 0, 0,
            _("there is no template '%s'; \"cjm-tui templates\" lists all"), asked.data);
    buf_release(&asked);
    free(names);
    templates_release(&list);
    buf_release(&nearest);
    return STATUS_BAD;
}

/* --- reading --- */

static enum status check_own(const char *path, struct diags *diags)
{
    struct stat info;
    if (stat(path, &info) != 0) {
        diags_add(diags, path, 0, 0, _("cannot be read: %s"), strerror(errno));
        return STATUS_SYSTEM;
    }
    if (!S_ISREG(info.st_mode)) {
        diags_add(diags, path, 0, 0, "%s", _("is not a regular file; a template is a YAML file"));
        return STATUS_BAD;
    }
    if ((uintmax_t)info.st_size > FILE_LARGEST) {
        diags_add(diags, path, 0, 0, _("is larger than %d KiB, the limit for a template"),
            FILE_LARGEST / 1024);
        return STATUS_BAD;
    }
    return STATUS_OK;
}

static enum status read_built_in(
    struct map *map, const struct built_in *template, struct diags *diags)
{
    struct buf name = BUF_INIT;
    buf_addf(&name, "%s" ENDING, template->name);
    struct slice text = { (const char *)template->text, template->len };
    enum status status = store_read_text(map, name.data, text, diags);
    buf_release(&name);
    return status;
}

enum status template_read_built_in(struct map *map, struct slice name, struct diags *diags)
{
    const struct built_in *template = find_built_in(name);
    return template ? read_built_in(map, template, diags) : fail_unknown(name, diags);
}

enum status template_read(struct map *map, struct slice name, struct diags *diags)
{
    struct buf path = BUF_INIT;
    enum status status;
    if (!is_name(name)) {
        status = fail_unknown(name, diags);
    } else if (!template_own_path(name, &path)) {
        status = template_read_built_in(map, name, diags);
    } else {
        status = check_own(path.data, diags);
        if (status == STATUS_OK)
            status = store_read(map, path.data, FILE_LARGEST, diags);
    }
    buf_release(&path);
    return status;
}

struct slice title_of_file(const char *path)
{
    const char *slash = strrchr(path, '/');
    if (strcmp(path, "-") == 0)
        return slice_of(_("Journey"));
    struct slice title = slice_of(slash ? slash + 1 : path);
    const char *dot = strrchr(title.data, '.');
    if (dot && dot > title.data)
        title.len = (size_t)(dot - title.data);
    return title;
}
