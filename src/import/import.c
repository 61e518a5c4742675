#include "import/import.h"

#include "base/i18n.h"
#include "base/text.h"
#include "import/read/csv.h"
#include "import/read/decode.h"
#include "import/read/json.h"
#include "import/read/markdown.h"
#include "import/read/mermaid.h"

static bool looks_like_mermaid(struct slice text)
{
    return mermaid_is_journey(text) || mermaid_is_fenced(text);
}

static enum status read_mermaid(struct draft *draft, struct buf *text)
{
    return mermaid_read(draft, buf_slice(text));
}

static bool looks_like_anything(struct slice text)
{
    (void)text;
    return true;
}

static const struct import_format mermaid = { "mermaid", " mmd mermaid ", looks_like_mermaid,
    read_mermaid };
static enum status read_markdown(struct draft *draft, struct buf *text)
{
    bool diagrams = mermaid_is_fenced(buf_slice(text));
    return diagrams ? mermaid_read(draft, buf_slice(text)) : markdown_read(draft, buf_slice(text));
}

static const struct import_format markdown = { "markdown", " md markdown ", markdown_looks_so,
    read_markdown };
static enum status read_json(struct draft *draft, struct buf *text)
{
    return json_read(draft, buf_slice(text));
}

static const struct import_format json = { "json", " json ojf ", json_looks_so, read_json };
static const struct import_format csv = { "csv", " csv tsv tab ", looks_like_anything, csv_read };

const struct import_format *const import_formats[] = { &mermaid, &json, &markdown, &csv, NULL };

static bool has_ending(const char *file, const char *endings)
{
    const char *dot = strrchr(file, '.');
    struct buf wanted = BUF_INIT;
    if (!dot || strchr(dot, '/'))
        return false;
    buf_addf(&wanted, " %s ", dot + 1);
    bool has = text_find(slice_of(endings), buf_slice(&wanted)) != (size_t)-1;
    buf_release(&wanted);
    return has;
}

static const struct import_format *choose(struct draft *draft, struct slice text)
{
    const char *name = draft->options->format;
    const struct import_format *const *format;
    for (format = import_formats; *format; format++)
        if (name ? strcmp((*format)->name, name) == 0 : has_ending(draft->file, (*format)->endings))
            return *format;
    if (name) {
        struct buf names = BUF_INIT;
        for (format = import_formats; *format; format++)
            text_add_item(&names, slice_of((*format)->name));
        diags_add(draft->diags, NULL, 0, 0, _("there is no format \"%1$s\"; formats: %2$s"), name,
            names.data);
        buf_release(&names);
        return NULL;
    }
    for (format = import_formats; !(*format)->looks_so(text);)
        format++;
    return *format;
}

enum status import_read(struct draft *draft, struct slice bytes)
{
    struct buf text = BUF_INIT;
    enum status status = decode(
        bytes, draft->options->encoding, draft->file, &text, &draft->doubt, draft->diags);
    const struct import_format *format = NULL;
    if (status == STATUS_OK && !(format = choose(draft, buf_slice(&text))))
        status = STATUS_BAD;
    if (status == STATUS_OK)
        status = format->read(draft, &text);
    if (status == STATUS_OK && !draft->own.data && !draft->stages && !draft->personas) {
        draft_doubt(draft, 0, "%s", _("neither a stage nor a persona is in it"));
        status = STATUS_BAD;
    }
    buf_release(&text);
    return status;
}
