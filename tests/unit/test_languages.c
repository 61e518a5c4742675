/* Exports and words in the languages that there are texts in, whatever locale the system has. */
#include <criterion/criterion.h>
#include <glob.h>
#include <pthread.h>

#include "app/core/ask.h"
#include "base/i18n.h"
#include "base/length.h"
#include "base/text.h"
#include "export/export.h"
#include "insight/filter/filter.h"
#include "insight/review.h"
#include "model/value_list.h"
#include "model/value_word.h"
#include "store/store.h"
#include "store/template.h"
#include "support.h"
#include "unit/import_support.h"
#include "unit/store_support.h"

static const char *const languages[] = { "el", "zh_CN" };
enum { LANGUAGES = sizeof languages / sizeof *languages };

/* False: the program was built without translations. */
static bool find_texts(void)
{
    i18n_set_folder(TEST_BUILT("po/catalogues"));
    return i18n_find(languages[0]) != NULL;
}

static void read_example(struct map *map, const char *path)
{
    struct diags diags = DIAGS_INIT;
    map_begin(map);
    cr_assert_eq(store_read(map, path, STORE_MAX_SIZE, &diags), STATUS_OK);
    diags_release(&diags);
}

static void write_as(const struct map *map, const char *format,
    const struct export_options *options, struct buf *out)
{
    struct diags diags = DIAGS_INIT;
    cr_assert_eq(export_write(export_format_named(format), map, options, out, &diags), STATUS_OK,
        "%s", format);
    diags_release(&diags);
}

/* --- exports --- */

/* What each has in each language; what programs read has the same in all. */
static const struct {
    const char *format, *texts[1 + LANGUAGES];
} formats[] = {
    { "markdown", { "## Pain points", "## Σημεία πόνου", "## 痛点" } },
    { "persona", { "### Goals and needs", "### Στόχοι και ανάγκες", "### 目标和需求" } },
    { "html", { ">The journey<", ">Το ταξίδι<", ">旅程<" } },
    { "svg", { "Customer journey map", "Χάρτης ταξιδιού πελάτη", "客户旅程地图" } },
    { "slides", { "Customer journey map", "Χάρτης ταξιδιού πελάτη", "客户旅程地图" } },
    { "mediawiki", { "Business goal", "Επιχειρηματικός στόχος", "业务目标" } },
    { "dokuwiki", { "Business goal", "Επιχειρηματικός στόχος", "业务目标" } },
    { "confluence", { "Business goal", "Επιχειρηματικός στόχος", "业务目标" } },
    { "jira", { "\"Where: ", "\"Πού: ", "\"位置: " } },
    { "csv", { "Stage,Touchpoint,", "Stage,Touchpoint,", "Stage,Touchpoint," } },
    { "json", { "\"evidence\": \"research\"", "\"evidence\": \"research\"",
                  "\"evidence\": \"research\"" } },
};

static void expect_headings(const struct map *map, size_t row, size_t language)
{
    struct buf text = BUF_INIT, again = BUF_INIT;
    const struct export_options options = { .lang = language ? languages[language - 1] : "en" };
    write_as(map, formats[row].format, &options, &text);
    write_as(map, formats[row].format, &options, &again);
    cr_expect(strstr(text.data, formats[row].texts[language]), "%s has no %s", formats[row].format,
        formats[row].texts[language]);
    cr_expect_str_eq(text.data, again.data);
    cr_expect_str_eq(_("Stages"), "Stages");
    buf_release(&text);
    buf_release(&again);
}

Test(languages, headings_of_exports)
{
    struct map map;
    if (!find_texts())
        return;
    read_example(&map, TEST_PATH("examples/retail.yaml"));
    for (size_t row = 0; row < sizeof formats / sizeof *formats; row++)
        for (size_t language = 0; language <= LANGUAGES; language++)
            expect_headings(&map, row, language);
    map_release(&map);
}

static void expect_title(const char *lang, const char *asked, const char *users, const char *title)
{
    struct map map;
    struct buf text = BUF_INIT, yaml = BUF_INIT;
    buf_addf(
        &yaml, "cjm: 1\ntitle: A\naudience: B\n%s%s\n", lang ? "lang: " : "", lang ? lang : "");
    read_map(&map, buf_slice(&yaml));
    i18n_use(i18n_find(users));
    write_as(&map, "markdown", &(struct export_options){ .lang = asked }, &text);
    cr_expect(strstr(text.data, title), "%s: %s", title, text.data);
    i18n_use(NULL);
    map_release(&map);
    buf_release(&text);
    buf_release(&yaml);
}

/* The map's language, what is asked for, or else the user's. */
Test(languages, which_one)
{
    static const char greek[] = "**Κοινό:**", english[] = "**Audience:**",
                      chinese[] = "**使用者:**";
    if (!find_texts())
        return;
    expect_title(NULL, NULL, "en", english);
    expect_title(NULL, NULL, "el", greek);
    expect_title("el", NULL, "en", greek);
    expect_title("el-GR", NULL, "zh_CN", greek);
    expect_title("zh", NULL, "en", chinese);
    expect_title("zh-Hans", NULL, "en", chinese);
    expect_title("zh-TW", NULL, "en", english);
    expect_title("el", "zh-CN", "en", chinese);
    expect_title("el", "en", "el", english);
    expect_title("xx", NULL, "el", english);
}

Test(languages, words_behind_a_filter_s_sign)
{
    static const char *const expressions[] = { "channel=τηλέφωνο", "moment=ναι", "status=εκκρ",
        "channel=phone", "moment=yes", "status=open" };
    struct map map;
    if (!find_texts())
        return;
    read_map(
        &map, SLICE("cjm: 1\ntitle: A\nstages:\n  - name: S\n    touchpoints:\n      - name: T\n"
                    "        channel: [phone, web]\n        moment: true\n"
                    "        pains: [{text: x, status: open}]\n"));
    i18n_use(i18n_find("el"));
    for (size_t i = 0; i < sizeof expressions / sizeof *expressions; i++) {
        struct filter filter;
        struct buf why = BUF_INIT;
        bool good = filter_parse(&filter, &map, slice_of(expressions[i]), 0, NULL, &why);
        cr_expect(good && filter_matches(&filter, map_find(&map, SLICE("t")), NULL), "%s: %s",
            expressions[i], why.data);
        if (good)
            filter_release(&filter);
        buf_release(&why);
    }
    i18n_use(NULL);
    map_release(&map);
}

/* --- reading back --- */

static void read_back(
    const struct map *map, enum layout layout, const char *lang, struct buf *back, struct buf *said)
{
    struct buf text = BUF_INIT;
    write_as(map, "markdown", &(struct export_options){ .layout = layout, .lang = lang }, &text);
    cr_expect_eq(import_text("a.md", buf_slice(&text), NULL, back, said), STATUS_OK);
    buf_release(&text);
}

/* Whoever imports it, and with words of the file for those of the language. */
Test(languages, markdown_comes_back)
{
    static const char *const names[] = { "b2b-purchase", "banking", "retail", "travel" };
    for (size_t i = 0; find_texts() && i < sizeof names / sizeof *names; i++)
        for (enum layout layout = LAYOUT_TABLE; layout <= LAYOUT_LIST; layout++)
            for (size_t language = 0; language < LANGUAGES; language++) {
                struct map map;
                struct buf path = BUF_INIT, english = BUF_INIT, said = BUF_INIT, back = BUF_INIT;
                buf_addf(&path, "%s/%s.yaml", TEST_PATH("examples"), names[i]);
                read_example(&map, path.data);
                read_back(&map, layout, "en", &english, &said);
                read_back(&map, layout, languages[language], &back, &said);
                cr_expect_str_eq(said.data, "");
                cr_expect_str_eq(
                    back.data, english.data, "%s in %s", names[i], languages[language]);
                map_release(&map);
                buf_release(&path);
                buf_release(&english);
                buf_release(&said);
                buf_release(&back);
            }
}

/* Or else a label read back would be another field. */
Test(languages, labels_differ)
{
    for (size_t language = 0; find_texts() && language < LANGUAGES; language++) {
        const struct catalogue *texts = i18n_find(languages[language]);
        for (enum field a = 0; a < FIELD_COUNT; a++)
            for (enum field b = a + 1; b < FIELD_COUNT && field_def(b)->kind == field_def(a)->kind;
                 b++) {
                const char *one = field_def(a)->label, *other = field_def(b)->label;
                cr_expect(!one || !other || strcmp(one, other) == 0 ||
                              strcmp(i18n_text_in(texts, one), i18n_text_in(texts, other)) != 0,
                    "%s: %s, %s", languages[language], one, other);
            }
    }
}

/* What is one word in English only: each has a context, and a translation of its own. */
Test(languages, words_of_two_senses_are_told_apart)
{
    static const char *const senses[][2] = {
        { NC_("word", "open"), NC_("action", "open") },
        { NC_("time", "%s left"), NC_("person", "%s left") },
        { NC_("conflict", "another"), "another" },
        { NC_("column", "often"), "often" },
        { NC_("session", "People"), "People" },
    };
    for (size_t language = 0; find_texts() && language < LANGUAGES; language++) {
        const struct catalogue *texts = i18n_find(languages[language]);
        for (size_t i = 0; i < sizeof senses / sizeof *senses; i++)
            cr_expect_str_neq(i18n_text_in(texts, senses[i][0]), i18n_text_in(texts, senses[i][1]),
                "%s: %s", languages[language], i18n_source(senses[i][0]));
    }
}

/* Two words of a field that are called the same could not be typed. */
Test(languages, words_of_a_field_differ)
{
    for (size_t language = 0; find_texts() && language < LANGUAGES; language++) {
        i18n_use(i18n_find(languages[language]));
        for (enum field field = 0; field < FIELD_COUNT; field++)
            for (const char *const *one = field_has_words(field) ? field_def(field)->words : NULL;
                 one && *one; one++)
                for (const char *const *other = one + 1; *other; other++)
                    cr_expect_not(text_equal_fold(word_of_field(field, slice_of(*one)),
                                      word_of_field(field, slice_of(*other))),
                        "%s: %s, %s", languages[language], *one, *other);
        i18n_use(NULL);
    }
}

/* --- templates --- */

static void expect_same(const struct node *a, const struct node *b, const char *what)
{
    const struct kind_def *kind = kind_def((enum node_kind)a->kind);
    cr_assert_eq(a->kind, b->kind, "%s", what);
    for (enum field field = kind->first; field < kind->end; field++) {
        enum field_type type = field_def(field)->type;
        bool text = field_is_text(field) || type == FIELD_LIST || type == FIELD_TEXTS ||
                    field_names(field) != KIND_COUNT;
        bool data = field == STEP_STEP || field == STEP_ONLY || field == QUESTION_FOR ||
                    field == QUESTION_ONLY || field == TOUCHPOINT_CHANNEL;
        cr_expect_eq(node_has(a, field), node_has(b, field), "%s: %s.%s of %s", what, kind->name,
            field_def(field)->key, node_headline(b).data);
        cr_expect((text && !data) || slice_equal(node_get(a, field), node_get(b, field)),
            "%s: %s.%s of %s", what, kind->name, field_def(field)->key, node_headline(b).data);
    }
}

/* But for their words they are what they are in English. */
Test(languages, templates)
{
    glob_t found;
    cr_assert_eq(glob(TEST_PATH("examples/templates/*/*.yaml"), 0, NULL, &found), 0);
    for (size_t i = 0; find_texts() && i < found.gl_pathc; i++) {
        struct map english, map;
        struct diags diags = DIAGS_INIT;
        const char *name = strrchr(found.gl_pathv[i], '/') + 1;
        struct slice stem = { name, strlen(name) - strlen(".yaml") };
        struct buf language = BUF_INIT;
        for (const char *c = name - 2; *c != '/'; c--)
            buf_splice(&language, 0, 0, (struct slice){ c, 1 });
        map_begin(&english);
        cr_assert_eq(template_read(&english, stem, &diags), STATUS_OK);
        i18n_use(i18n_find(language.data));
        map_begin(&map);
        cr_assert_eq(template_read(&map, stem, &diags), STATUS_OK);
        i18n_use(NULL);
        cr_expect_not(slice_equal(node_headline(english.root), node_headline(map.root)), "%s",
            found.gl_pathv[i]);
        const struct node *a = english.root, *b = map.root;
        for (; a && b; a = node_next(a, english.root), b = node_next(b, map.root))
            expect_same(a, b, found.gl_pathv[i]);
        cr_expect(!a && !b, "%s", found.gl_pathv[i]);
        map_release(&english);
        map_release(&map);
        diags_release(&diags);
        buf_release(&language);
    }
    globfree(&found);
}

/* --- words --- */

Test(languages, words_shown_and_typed)
{
    static const struct {
        const char *lang;
        enum field field;
        const char *typed, *value, *shown;
    } cases[] = {
        { "el", TOUCHPOINT_WHEN, "Μετα", "after", "μετά" },
        { "el", TOUCHPOINT_WHEN, "after", "after", "μετά" },
        { "el", TOUCHPOINT_EVIDENCE, "υπ", "assumption", "υπόθεση" },
        { "el", TOUCHPOINT_MOMENT, "ναι", "true", NULL },
        { "el", TOUCHPOINT_CHANNEL, "Κατάστημα", "shop", "κατάστημα" },
        { "el", TOUCHPOINT_CHANNEL, "περίπτερο", "περίπτερο", "περίπτερο" },
        { "zh_CN", PAIN_STATUS, "进行中", "doing", "进行中" },
        { "zh_CN", TOUCHPOINT_MOMENT, "否", "false", NULL },
        { "en", TOUCHPOINT_CHANNEL, "Shop", "Shop", "Shop" },
    };
    for (size_t i = 0; find_texts() && i < sizeof cases / sizeof *cases; i++) {
        struct buf value = BUF_INIT, why = BUF_INIT;
        i18n_use(i18n_find(cases[i].lang));
        cr_expect(
            field_parse(cases[i].field, slice_of(cases[i].typed), 0, &value, &why), "%s", why.data);
        cr_expect_str_eq(value.data, cases[i].value);
        if (cases[i].shown)
            cr_expect_str_eq(word_of_field(cases[i].field, buf_slice(&value)).data, cases[i].shown);
        i18n_use(NULL);
        buf_release(&value);
        buf_release(&why);
    }
}

Test(languages, beginnings_of_words)
{
    struct buf word = BUF_INIT, why = BUF_INIT;
    if (!find_texts())
        return;
    i18n_use(i18n_find("el"));
    cr_expect(expand_word(TOUCHPOINT_CHANNEL, SLICE("κατ"), &word, &why));
    cr_expect_str_eq(word.data, "shop");
    buf_clear(&word);
    cr_expect(expand_word(TOUCHPOINT_CHANNEL, SLICE("sho"), &word, &why));
    cr_expect_str_eq(word.data, "shop");
    i18n_use(NULL);
    buf_release(&word);
    buf_release(&why);
}

/* Items and dates as people type them; the file has the same in every language. */
Test(languages, lists_and_dates_as_they_are_typed)
{
    static const struct {
        const char *lang;
        enum field field;
        const char *typed, *value;
    } cases[] = {
        { "en", TOUCHPOINT_CHANNEL, "web; shop；app", "web|shop|app|" },
        { "el", TOUCHPOINT_CHANNEL, "κατάστημα | web｜ιστός;", "shop|web|ιστός;|" },
        { "el", TOUCHPOINT_CHANNEL, "α\\|β", "α|β" },
        { "zh_CN", TOUCHPOINT_CHANNEL, "门店；web; a|b", "shop|web|a|b|" },
        { "el", MAP_REVIEWED, "σήμερα", "2027-03-31" },
        { "el", MAP_REVIEWED, "ΣΗΜ", "2027-03-31" },
        { "el", MAP_REVIEWED, "today", "2027-03-31" },
        { "el", MAP_REVIEWED, "+2 εβδομάδες", "2027-04-14" },
        { "el", MAP_REVIEWED, "+2 εβδ.", "2027-04-14" },
        { "el", MAP_REVIEWED, "+1 έτος", "2028-03-31" },
        { "el", MAP_REVIEWED, "+3d", "2027-04-03" },
        { "el", MAP_REVIEWED, "+1m", "2027-05-01" },
        { "zh_CN", MAP_REVIEWED, "今天", "2027-03-31" },
        { "zh_CN", MAP_REVIEWED, "＋３天", "2027-04-03" },
        { "zh_CN", MAP_REVIEWED, "+2周", "2027-04-14" },
        { "zh_CN", MAP_REVIEWED, "２０２７－０４－０１", "2027-04-01" },
        { "en", MAP_REVIEWED, "+2 min", NULL },
        { "en", MAP_REVIEWED, "+ weeks", NULL },
        { "en", MAP_REVIEWED, "+1234d", NULL },
        { "zh_CN", MAP_REVIEW_EVERY, "３个月", "3 months" },
        { "zh_CN", PAIN_SEVERITY, "４", "4" },
        { "el", TOUCHPOINT_MEASURED, "0.4; n 120", "value|0.4|n|120|" },
    };
    struct tm day = { .tm_year = 127, .tm_mon = 2, .tm_mday = 31, .tm_hour = 12, .tm_isdst = -1 };
    for (size_t i = 0; find_texts() && i < sizeof cases / sizeof *cases; i++) {
        struct buf value = BUF_INIT, why = BUF_INIT;
        i18n_use(i18n_find(cases[i].lang));
        bool good = field_parse(
            cases[i].field, slice_of(cases[i].typed), mktime(&day), &value, &why);
        for (size_t c = 0; c < value.len; c++)
            value.data[c] = value.data[c] ? value.data[c] : '|';
        cr_expect_eq(good, cases[i].value != NULL, "%s: %s", cases[i].typed, why.data);
        cr_expect(!good || slice_is(buf_slice(&value), cases[i].value), "%s: %s", cases[i].typed,
            value.data);
        i18n_use(NULL);
        buf_release(&value);
        buf_release(&why);
    }
}

/* Each text that tells of the sign between items tells of the one that the language has. */
Test(languages, texts_name_the_sign_between_items)
{
    static const char *const telling[] = { "several, with ; between them",
        "one, or several with ; between them", "several with ; between",
        "add stages to the right, with ; between", "separate several answers with \";\"",
        "Checkout page @web -1 !payment fails !!4; next one", "payment fails !!4; next one",
        "an actor that is no person; several with ; between them",
        "Type one a line, or several with \";\" between them. An empty line ends the list." };
    for (size_t language = 0; find_texts() && language < LANGUAGES; language++) {
        const struct catalogue *texts = i18n_find(languages[language]);
        i18n_use(texts);
        char sign[] = { value_sign(), '\0' };
        i18n_use(NULL);
        cr_expect(sign[0] > ' ' && sign[0] < 0x7F && !is_ascii_letter(sign[0]));
        for (size_t i = 0; i < sizeof telling / sizeof *telling; i++) {
            const char *text = i18n_text_in(texts, telling[i]);
            cr_expect_neq(text, telling[i], "%s", telling[i]);
            cr_expect(strstr(text, sign), "%s: %s", languages[language], text);
        }
    }
}

static time_t midsummer(void *context)
{
    (void)context;
    return 1782000000; /* 2026-06-21 */
}

/* Lengths and dates of the file, as people read them. */
Test(languages, lengths_and_days_are_shown_in_the_language)
{
    static const struct {
        const char *lang, *length, *shown;
    } cases[] = { { "en", "3 months", "3 months" }, { "el", "1 day", "1 ημέρα" },
        { "el", "3-6 weeks", "3-6 εβδομάδες" }, { "zh_CN", "20 min", "20 分钟" },
        { "zh_CN", "1 month", "1 个月" }, { "el", "1 h 5 min", "1 h 5 min" },
        { "el", "1.5 hours", "1,5 ώρες" }, { "zh_CN", "0.5-1.5 hours", "0.5-1.5 小时" },
        { "el", "a while", "a while" } };
    static const struct {
        const char *lang, *date, *shown;
    } days[] = { { "en", "2026-06-03", "3 Jun" }, { "el", "2026-06-03", "3 Ιουν" },
        { "zh_CN", "2026-11-30", "11月30日" }, { "en", "2030-01-02", "Jan 2030" },
        { "el", "2030-01-02", "Ιαν 2030" }, { "zh_CN", "2030-01-02", "2030-1" } };
    struct buf text = BUF_INIT, back = BUF_INIT;
    for (size_t i = 0; find_texts() && i < sizeof cases / sizeof *cases; i++) {
        i18n_use(i18n_find(cases[i].lang));
        buf_clear(&text), buf_clear(&back);
        length_add_shown(slice_of(cases[i].length), &text);
        length_add_plain(buf_slice(&text), &back);
        cr_expect_str_eq(text.data, cases[i].shown);
        cr_expect_str_eq(back.data, cases[i].length, "it is read back");
    }
    for (size_t i = 0; find_texts() && i < sizeof days / sizeof *days; i++) {
        i18n_use(i18n_find(days[i].lang));
        buf_clear(&text);
        date_add_short(&(struct clock){ .now = midsummer }, slice_of(days[i].date), &text);
        cr_expect_str_eq(text.data, days[i].shown);
    }
    i18n_use(NULL);
    buf_release(&text);
    buf_release(&back);
}

/* Words that the file has in English are in the language where they are edited. */
Test(languages, words_are_edited_in_the_language)
{
    struct buf line = BUF_INIT, value = BUF_INIT, why = BUF_INIT;
    if (!find_texts())
        return;
    i18n_use(i18n_find("el"));
    field_to_line(TOUCHPOINT_CHANNEL, (struct slice){ "shop\0πάγκος\0", 18 }, &line);
    cr_expect_str_eq(line.data, "κατάστημα | πάγκος");
    cr_expect(field_from_line(NULL, TOUCHPOINT_CHANNEL, buf_slice(&line), &value, &why));
    cr_expect(slice_equal(buf_slice(&value), (struct slice){ "shop\0πάγκος\0", 18 }));
    buf_clear(&value);
    cr_expect(field_parse(TOUCHPOINT_SWITCH_TO, SLICE("κατάστημα"), 0, &value, &why));
    cr_expect_str_eq(value.data, "shop");
    i18n_use(NULL);
    buf_release(&line);
    buf_release(&value);
    buf_release(&why);
}

/* What a prompt shows of a list is what it takes. */
Test(languages, a_list_that_is_edited_is_as_it_is_typed)
{
    struct buf line = BUF_INIT;
    if (!find_texts())
        return;
    i18n_use(i18n_find("el"));
    field_to_line(TOUCHPOINT_CHANNEL, (struct slice){ "α;\0β|\0", 8 }, &line);
    i18n_use(NULL);
    cr_expect_str_eq(line.data, "α; | β\\|");
    buf_release(&line);
}

/* The file is in its language; what is said of it is in that of who exports. */
Test(languages, notices_of_an_export_are_in_the_language_of_the_user)
{
    struct map map;
    struct buf text = BUF_INIT, said = BUF_INIT;
    struct diags diags = DIAGS_INIT;
    if (!find_texts())
        return;
    read_map(&map, SLICE("cjm: 1\ntitle: A\npersonas: [B]\nstages:\n  - {name: C, touchpoints: "
                         "[{name: D, duration: 1 day}]}\n"));
    cr_expect_eq(export_write(export_format_named("csv"), &map,
                     &(struct export_options){ .lang = "el" }, &text, &diags),
        STATUS_OK);
    for (size_t i = 0; i < diags.count; i++)
        diag_format(&diags.items[i], &said);
    cr_expect(strstr(said.data, "left out: Personas"), "%s", said.data);
    cr_expect(strstr(text.data, ",1 day"), "a program reads this: %s", text.data);
    map_release(&map);
    diags_release(&diags);
    buf_release(&text);
    buf_release(&said);
}

static void *text_of_another_thread(void *text)
{
    *(const char **)text = i18n_text("Personas");
    return NULL;
}

static void *find_in_another_thread(void *found)
{
    for (size_t i = 0; i < LANGUAGES; i++)
        ((const struct catalogue **)found)[i] = i18n_find(languages[i]);
    return NULL;
}

/* An export beside the screen may be the first that needs a language. */
Test(languages, are_read_once_whoever_asks_first)
{
    enum { THREADS = 8 };
    pthread_t threads[THREADS];
    const struct catalogue *found[THREADS][LANGUAGES];
    i18n_set_folder(TEST_BUILT("po/catalogues"));
    for (int i = 0; i < THREADS; i++)
        cr_assert_eq(pthread_create(&threads[i], NULL, find_in_another_thread, found[i]), 0);
    for (int i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    for (int i = 1; i < THREADS; i++)
        for (size_t l = 0; l < LANGUAGES; l++)
            cr_expect_eq(found[i][l], found[0][l], "read twice");
}

/* The screen stays in the language of who uses it while an export is made in another one. */
Test(languages, of_an_export_are_its_own_alone)
{
    const char *there = NULL;
    pthread_t thread;
    if (!find_texts())
        return;
    i18n_begin_here(i18n_find("el"));
    cr_expect_str_eq(i18n_text("Personas"), "Περσόνες");
    cr_assert_eq(pthread_create(&thread, NULL, text_of_another_thread, &there), 0);
    pthread_join(thread, NULL);
    i18n_end_here();
    cr_expect_str_eq(there, "Personas");
    cr_expect_str_eq(i18n_text("Personas"), "Personas");
}
