#include "store/store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "store/file/replace.h"
#include "store/line_diff.h"
#include "store/read/build.h"
#include "store/read/load.h"
#include "store/read/source.h"
#include "store/write/render.h"

/* --- reading --- */

/* YAML ends a line there, and nobody's editor shows it: what is written by lines must not meet it.
 */
static bool has_lone_return(struct source *source)
{
    struct slice rest = source->text;
    const char *at;
    while (rest.len && (at = memchr(rest.data, '\r', rest.len))) {
        size_t offset = (size_t)(at - source->text.data);
        if (offset + 1 == source->text.len || at[1] != '\n') {
            source_error(source, offset, "%s",
                _("a carriage return alone ends a line here; save the file with LF or CR LF at the "
                  "end of lines"));
            return true;
        }
        rest = slice_from(source->text, offset + 1);
    }
    return false;
}

/* The text becomes the map's. */
static enum status read_owned(
    struct map *map, const char *name, char *text, size_t len, struct diags *diags)
{
    struct source source;
    map->source = text;
    map->source_len = len;
    map->source_revision = map->revision;
    if (len >= UINT32_MAX) {
        diags_add(diags, name, 0, 0, _("is larger than 4 GiB; split the map"));
        return STATUS_BAD;
    }
    size_t messages = diags->count;
    source_init(&source, name, (struct slice){ text, len }, diags);
    source.terminated = true;
    if (has_lone_return(&source))
        return STATUS_BAD;
    if (build_map(map, &source))
        return STATUS_OK;
    size_t mark = line_diff_find_mark((struct slice){ text, len });
    if (mark) {
        diags_cut(diags, messages);
        diags_add(diags, name, mark, 0,
            _("a merge conflict is not resolved; keep one side of <<<<<<< and delete the marks"));
    }
    return STATUS_BAD;
}

enum status store_read_text(
    struct map *map, const char *name, struct slice text, struct diags *diags)
{
    return read_owned(map, name, mem_copy_slice(text), text.len, diags);
}

enum status store_read(struct map *map, const char *path, size_t max_size, struct diags *diags)
{
    struct buf text = BUF_INIT;
    enum status status = file_load(path, max_size, &text, diags);
    const char *name = strcmp(path, "-") == 0 ? _("standard input") : path;
    return status ? status : read_owned(map, name, text.data, text.len, diags);
}

/* --- writing --- */

static bool is_unchanged(const struct map *map)
{
    return map->source && map->root->revision <= map->source_revision;
}

static void report_defect(const char *path, const struct node *node, struct diags *diags)
{
    struct buf name = BUF_INIT;
    text_clip(&name, node ? node_headline(node) : SLICE(""), 60, "…");
    /* TRANSLATORS: 1: a kind, such as pain, 2: its name. */
    diags_add(diags, path, 0, 0,
        _("nothing was written: %1$s '%2$s' cannot be read back from the file as it is in the map; "
          "change its texts, or export the map, and report this defect"),
        node ? _(kind_def(node->kind)->name) : "", name.data);
    buf_release(&name);
}

/* Appends what `render` makes of the map. */
static enum status add_rendering(const struct map *map,
    bool (*render)(const struct map *map, struct rendering *r), struct buf *out,
    struct diags *diags)
{
    struct rendering rendering = RENDERING_INIT;
    bool done = render(map, &rendering);
    if (done)
        buf_add_slice(out, buf_slice(&rendering.text));
    else
        report_defect(NULL, rendering.differs, diags);
    rendering_release(&rendering);
    return done ? STATUS_OK : STATUS_BAD;
}

enum status store_text(const struct map *map, struct buf *out, struct diags *diags)
{
    if (!is_unchanged(map))
        return add_rendering(map, render_map, out, diags);
    buf_add(out, map->source, map->source_len);
    return STATUS_OK;
}

enum status store_standard(const struct map *map, struct buf *out, struct diags *diags)
{
    return add_rendering(map, render_read_back, out, diags);
}

void store_canonical(const struct map *map, struct buf *out)
{
    render_canonical(map, out);
}

/* Looks no further than to where it differs. */
static bool reads_as(int fd, struct slice text)
{
    char part[64 * 1024];
    for (size_t at = 0; at < text.len;) {
        ssize_t count = file_pread(&file_calls_system, fd, part, sizeof part, (off_t)at);
        if (count <= 0 || (size_t)count > text.len - at ||
            memcmp(part, text.data + at, (size_t)count) != 0)
            return false;
        at += (size_t)count;
    }
    return true;
}

static bool has_text(const char *path, struct slice text, struct stat *st)
{
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (fd < 0)
        return false;
    bool same = fstat(fd, st) == 0 && S_ISREG(st->st_mode) && (uintmax_t)st->st_size == text.len &&
                reads_as(fd, text);
    close(fd);
    return same;
}

enum status store_render(
    struct map *map, const char *path, const struct store_rendering *how, struct diags *diags)
{
    struct rendering rendering = RENDERING_INIT;
    if (is_unchanged(map)) {
        struct store_change none = { map_source(map), map->source_len, 0 };
        how->ready(how->context, &none);
        return STATUS_OK;
    }
    rendering_use_spare(map, &rendering);
    bool good = render_map(map, &rendering);
    if (good) {
        struct store_change change = { buf_slice(&rendering.text), rendering.same_begin,
            rendering.same_end };
        how->ready(how->context, &change);
        rendering_keep(map, &rendering);
    } else {
        report_defect(path, rendering.differs, diags);
    }
    rendering_release(&rendering);
    return good ? STATUS_OK : STATUS_BAD;
}

enum status store_put(const struct file_calls *calls, const struct map_text *map,
    struct stat *written, struct diags *diags)
{
    if (has_text(map->path, map->text, written))
        return STATUS_OK;
    return file_replace_map(calls, map, written, diags);
}

static enum status put_text(
    const struct file_calls *calls, const char *path, struct slice text, struct diags *diags)
{
    return file_replace_map(calls, &(struct map_text){ .path = path, .text = text }, NULL, diags);
}

enum status store_write_as(struct map *map, const char *path, struct diags *diags)
{
    struct rendering rendering = RENDERING_INIT;
    enum status status = STATUS_BAD;
    if (is_unchanged(map))
        return put_text(&file_calls_system, path, map_source(map), diags);
    if (!render_map(map, &rendering))
        report_defect(path, rendering.differs, diags);
    else
        status = put_text(&file_calls_system, path, buf_slice(&rendering.text), diags);
    if (status == STATUS_OK)
        rendering_keep(map, &rendering);
    rendering_release(&rendering);
    return status;
}

enum status store_write(struct map *map, const char *path, struct diags *diags)
{
    if (is_unchanged(map) && strcmp(path, "-") != 0 && access(path, F_OK) == 0)
        return STATUS_OK;
    return store_write_as(map, path, diags);
}

/* As renameat(), but a file that is there stays; not so on file systems without hard links. */
static int put_new(int folder, const char *from, const char *to)
{
    if (linkat(folder, from, folder, to, 0) != 0)
        return errno == EEXIST ? -1 : renameat(folder, from, folder, to);
    unlinkat(folder, from, 0);
    return 0;
}

enum status store_write_new(const struct map *map, const char *path, struct diags *diags)
{
    struct file_calls calls = file_calls_system;
    struct buf text = BUF_INIT;
    calls.renameat = put_new;
    enum status status = store_text(map, &text, diags);
    if (status == STATUS_OK)
        status = put_text(&calls, path, buf_slice(&text), diags);
    buf_release(&text);
    return status;
}
