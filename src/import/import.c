#include "import/import.h"

#include "base/i18n.h"
#include "base/text.h"
#include "import/data/data.h"
#include "import/own/own.h"
#include "import/read/csv.h"
#include "import/read/decode.h"
#include "import/read/json.h"
#include "import/read/markdown.h"
#include "import/read/mermaid.h"
#include "store/read/load.h"

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
    if (markdown_is_own(buf_slice(text))) {
        markdown_read_own(draft, buf_slice(text));
        return STATUS_OK;
    }
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

void import_add_formats(struct buf *out)
{
    for (size_t i = 0; import_formats[i]; i++)
        text_add_item(out, slice_of(import_formats[i]->name));
    for (size_t i = 0; data_kinds[i]; i++)
        text_add_item(out, slice_of(data_kinds[i]->name));
}

static void refuse_format(struct draft *draft)
{
    struct buf names = BUF_INIT;
    import_add_formats(&names);
    diags_add(draft->diags, draft->file, 0, 0, _("there is no format \"%1$s\"; formats: %2$s"),
        draft->options->format, names.data);
    buf_release(&names);
}

static const struct import_format *choose(struct draft *draft, struct slice text)
{
    const char *name = draft->options->format;
    const struct import_format *const *format;
    for (format = import_formats; *format; format++)
        if (name ? strcmp((*format)->name, name) == 0 : has_ending(draft->file, (*format)->endings))
            return *format;
    if (name) {
        refuse_format(draft);
        return NULL;
    }
    if (text_is_map(text)) {
        diags_add(draft->diags, draft->file, 0, 0,
            _("is a map already; open it with \"cjm-tui %s\""), draft->file);
        return NULL;
    }
    for (format = import_formats; !(*format)->looks_so(text);)
        format++;
    return *format;
}

enum status import_read(struct draft *draft, struct slice bytes)
{
    struct buf text = BUF_INIT;
    draft->encoding = draft->options->encoding;
    enum status status = decode(
        bytes, &draft->encoding, draft->file, &text, &draft->doubt, draft->diags);
    const struct import_format *format = NULL;
    if (status == STATUS_OK && !(format = choose(draft, buf_slice(&text))))
        status = STATUS_BAD;
    if (status == STATUS_OK) {
        draft->format = format->name;
        status = format->read(draft, &text);
    }
    if (status == STATUS_OK && !draft->own.data && !draft->stages && !draft->personas) {
        draft_doubt(draft, 0, "%s", _("neither a stage nor a persona is in it"));
        status = STATUS_BAD;
    }
    if (status == STATUS_OK && draft->options->nth > 0 &&
        (size_t)draft->options->nth > draft->journeys) {
        draft_ask_journey(draft, draft->journeys);
        status = STATUS_BAD;
    }
    if (status == STATUS_OK && draft_is_full(draft)) {
        diags_cut(draft->diags, 0);
        draft_doubt(draft, 0,
            _("more than %d stages and touchpoints are in it; this is no journey"),
            DRAFT_PLACES_MAX);
        status = STATUS_BAD;
    }
    buf_release(&text);
    return status;
}

bool import_is_data(const char *format)
{
    for (size_t i = 0; format && data_kinds[i]; i++)
        if (strcmp(format, data_kinds[i]->name) == 0)
            return true;
    return false;
}

static bool is_format(const char *name)
{
    bool found = import_is_data(name);
    for (size_t i = 0; import_formats[i]; i++)
        found = found || strcmp(name, import_formats[i]->name) == 0;
    return found;
}

enum status import_data(struct draft *draft, struct undo *undo, struct slice bytes)
{
    struct buf text = BUF_INIT;
    const char *format = draft->options->format;
    if (format && !is_format(format)) {
        refuse_format(draft);
        return STATUS_BAD;
    }
    draft->encoding = draft->options->encoding;
    enum status status = decode(
        bytes, &draft->encoding, draft->file, &text, &draft->doubt, draft->diags);
    bool is_map = !format &&
                  (looks_like_mermaid(buf_slice(&text)) || json_looks_so(buf_slice(&text)) ||
                      text_is_map(buf_slice(&text)) || has_ending(draft->file, markdown.endings));
    is_map = is_map || (format && !import_is_data(format) && strcmp(format, "csv") != 0);
    if (status == STATUS_OK && is_map) {
        draft_doubt(draft, 0, "%s",
            _("a map is not added to a map that is there; import it to another file, and merge: "
              "cjm-tui merge"));
        status = STATUS_BAD;
    }
    if (status == STATUS_OK)
        status = data_take(draft, undo, &text);
    buf_release(&text);
    return status;
}
