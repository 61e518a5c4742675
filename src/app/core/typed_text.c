#include "app/core/typed_text.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "base/text.h"

bool key_is_character(uint32_t code)
{
    return code >= ' ' && code < K_SPECIAL && code != K_BACKSPACE;
}

bool word_has_letter(struct slice word, uint32_t code)
{
    struct buf letter = BUF_INIT;
    struct slice rest = word;
    bool begins = false;
    if (word.len) {
        utf8_next(&rest);
        buf_add_codepoint(&letter, code);
        begins = text_equal_fold(
            (struct slice){ word.data, (size_t)(rest.data - word.data) }, buf_slice(&letter));
    }
    buf_release(&letter);
    return begins;
}

void text_refuse(struct app *app)
{
    app->typed.dropped_at = clock_ms();
    app->typed.drops_for = TEXT_GAP_MS;
    app_say(app, SAY_ERROR, _("That was text; nothing was changed"));
}
