#include "export/export.h"

#include <string.h>
#include <strings.h>

#include "base/i18n.h"

const struct export_format *const export_formats[] = {
#define FORMAT(name) &export_##name,
#include "export/table.h"
#undef FORMAT
    NULL
};

static bool is_among(const char *const *words, const char *word)
{
    while (words && *words && strcasecmp(*words, word) != 0)
        words++;
    return words && *words;
}

bool export_takes(const struct export_format *format, const char *option)
{
    return is_among(format->takes, option);
}

const struct export_format *export_format_into(
    const struct export_format *format, const char *path, struct export_options *options)
{
    const struct export_format *into = format->size ? export_format_of_path(path) : NULL;
    if (!into || !export_takes(into, "slides"))
        return format;
    options->size = format->size;
    return into;
}

enum status export_write(const struct export_format *format, const struct map *map,
    const struct export_options *options, struct buf *out, struct diags *diags)
{
    struct export_options own = *options;
    own.size = format->size ? format->size : own.size;
    if (!own.lang && node_get(map->root, MAP_LANG).len)
        own.lang = node_get(map->root, MAP_LANG).data;
    if (!own.lang)
        return format->write(map, &own, out, diags);
    i18n_begin_here(i18n_find(own.lang));
    enum status status = format->write(map, &own, out, diags);
    i18n_end_here();
    return status;
}

struct slice export_page(const struct export_pages *pages, const struct buf *text, size_t page)
{
    size_t begin = page ? pages->ends[page - 1] : 0;
    size_t end = page < pages->count ? pages->ends[page] : text->len;
    return (struct slice){ text->data + begin, end - begin };
}

/* "map.svg" of the first file, "map-2.svg" of the next. */
static void add_page_name(const char *output, size_t page, struct buf *out)
{
    const char *slash = strrchr(output, '/'), *dot = strrchr(slash ? slash : output, '.');
    size_t stem = dot ? (size_t)(dot - output) : strlen(output);
    buf_add(out, output, stem);
    if (page)
        buf_addf(out, "-%zu", page + 1);
    buf_adds(out, output + stem);
}

enum status export_files_take(void *context, struct slice page)
{
    struct export_files *files = context;
    struct buf name = BUF_INIT;
    if (!files->batch)
        files->batch = file_batch_begin(&file_calls_system, files->diags);
    add_page_name(files->output, files->count++, &name);
    enum status status = file_batch_add(files->batch, name.data, page);
    buf_release(&name);
    return status;
}

enum status export_files_end(struct export_files *files, struct slice last)
{
    if (!files->batch)
        return file_replace(files->output, last, files->diags);
    export_files_take(files, last);
    return file_batch_end(files->batch, true);
}

void export_files_drop(struct export_files *files)
{
    if (files->batch)
        file_batch_end(files->batch, false);
}

enum status export_write_files(const struct export_pages *pages, const struct buf *text,
    const char *output, struct diags *diags)
{
    struct export_files files = { .output = output, .diags = diags };
    for (size_t i = 0; i < pages->count; i++)
        export_files_take(&files, export_page(pages, text, i));
    return export_files_end(&files, export_page(pages, text, pages->count));
}

const struct export_format *export_format_named(const char *name)
{
    const struct export_format *const *format = export_formats;
    while (*format && strcasecmp((*format)->name, name) != 0 && !is_among((*format)->endings, name))
        format++;
    return *format;
}

const struct export_format *export_format_of_path(const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    for (const char *dot = strchr(name, '.'); dot; name = dot + 1, dot = strchr(name, '.'))
        for (const struct export_format *const *format = export_formats; *format; format++)
            if (is_among((*format)->endings, name) || is_among((*format)->endings, dot + 1))
                return *format;
    return NULL;
}
