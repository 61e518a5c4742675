#include "base/diag.h"

#include <stdarg.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"

void diags_cut(struct diags *diags, size_t count)
{
    for (; diags->count > count; diags->count--) {
        free(diags->items[diags->count - 1].file);
        free(diags->items[diags->count - 1].text);
    }
    diags->left_off = 0;
}

void diags_release(struct diags *diags)
{
    diags_cut(diags, 0);
    free(diags->items);
    *diags = (struct diags)DIAGS_INIT;
}

void diags_add(
    struct diags *diags, const char *file, size_t line, size_t column, const char *format, ...)
{
    if (diags->count == DIAGS_MAX) {
        diags->left_off++;
        return;
    }
    struct buf text = BUF_INIT;
    va_list args;
    va_start(args, format);
    buf_addvf(&text, format, args);
    va_end(args);
    MEM_GROW(diags->items, diags->count + 1, diags->cap);
    diags->items[diags->count++] = (struct diag){
        .file = file ? mem_copy_string(file) : NULL,
        .line = line,
        .column = column,
        .text = mem_copy_string(text.data),
    };
    buf_release(&text);
}

void diags_name_file(struct diags *diags, const char *file)
{
    for (size_t i = 0; i < diags->count; i++)
        if (!diags->items[i].file && diags->items[i].line)
            diags->items[i].file = mem_copy_string(file);
}

void diag_format(const struct diag *diag, struct buf *out)
{
    if (diag->file)
        text_add_visible(out, slice_of(diag->file));
    else if (diag->line)
        buf_addf(out, _("line %zu"), diag->line);
    if (diag->file && diag->line)
        buf_addf(out, ":%zu", diag->line);
    if (diag->file && diag->line && diag->column)
        buf_addf(out, ":%zu", diag->column);
    if (diag->file || diag->line)
        buf_adds(out, diag->file ? ": " : text_colon());
    text_add_visible(out, slice_of(diag->text));
}
