#include "pane_support.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "support.h"

const char shop[] = "cjm: 1\n"
                    "title: Buying a TV\n"
                    "kind: current\n"
                    "personas: [Anna]\n"
                    "stages:\n"
                    "  - name: Awareness\n"
                    "    touchpoints: [TV ad, Search]\n"
                    "  - name: Purchase\n"
                    "    ask: [Which way to buy is easiest?]\n"
                    "    touchpoints: [Checkout, Order mail]\n";

struct guide *engine_of(const struct fixture *f)
{
    return f->app->guide->engine;
}

bool asked(const struct fixture *f, struct guide_question *out)
{
    return guide_question(engine_of(f), out);
}

/* The key that chooses what a line would say: its own, or that of the option it names. */
static char key_for(const struct fixture *f, const char *text)
{
    const struct guide_option *options;
    size_t count = guide_options(engine_of(f), &options);
    for (size_t i = 0; i < count; i++)
        if (strcmp(options[i].key, text) == 0 || slice_is(options[i].label, text))
            return options[i].key[0];
    cr_assert_fail("no option \"%s\"", text);
    return 0;
}

size_t answer(struct fixture *f, const char *text)
{
    struct guide_question question;
    char keys[4] = { 0 };
    bool open = asked(f, &question);
    cr_assert(open, "nothing is asked, at \"%s\"", text);
    if (question.form != ANSWER_KEY || text[0] == '.') {
        type(f, text);
        type(f, "\r");
        return strlen(text) + 1;
    }
    if (!*text)
        keys[0] = '\r';
    else if (question.field == TOUCHPOINT_EMOTION)
        snprintf(keys, sizeof keys, "%s%s", strchr("+-0", text[0]) ? "" : "+", text);
    else
        snprintf(keys, sizeof keys, "%c%s", key_for(f, text),
            strchr("yn", key_for(f, text)) ? "\r" : "");
    type(f, keys);
    return strlen(keys);
}

void begin(struct fixture *f, const char *map, const char *step)
{
    open_map(f, map);
    type(f, "i");
    if (!step)
        return;
    struct buf why = BUF_INIT;
    cr_assert(guide_go(engine_of(f), slice_of(step), &why), "%s", why.data);
    guide_pane_settle(f->app, false);
    draw(f, 80, 24);
    buf_release(&why);
}

void expect(const struct fixture *f, const char *text)
{
    struct buf out = BUF_INIT;
    picture(f, &out);
    cr_expect(shows(f, text), "no \"%s\" in\n%s", text, out.data);
    buf_release(&out);
}

void expect_not(const struct fixture *f, const char *text)
{
    struct buf out = BUF_INIT;
    picture(f, &out);
    cr_expect(!shows(f, text), "\"%s\" in\n%s", text, out.data);
    buf_release(&out);
}

void expect_typed(const struct fixture *f, const char *text)
{
    const struct prompt *prompt = app_prompt(f->app);
    cr_expect(prompt && strcmp(prompt->text.data, text) == 0, "in the line: \"%s\", not \"%s\"",
        prompt ? prompt->text.data : "(none)", text);
}

void expect_in_file(const struct fixture *f, const char *text)
{
    struct buf file = BUF_INIT;
    test_read(f->path.data, &file);
    cr_expect(strstr(file.data, text), "no \"%s\" in\n%s", text, file.data);
    buf_release(&file);
}
