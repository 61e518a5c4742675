/* Answers of a survey: scores become a metric and the measured curve, texts become quotes. */
#include <stdint.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "import/data/data.h"
#include "import/draft/feeling.h"

/* --- which kind --- */

struct survey_kind {
    const char *name, *label, *metric; /* the option's, of the metric, its kind; NULL: no metric */
    struct scale scale;
    const char *words; /* of its question */
};

static const struct survey_kind kinds[] = {
    { "nps", "NPS", "nps", { 0, 10 },
        "recommend;weiterempfehl;empfehlen;συστήσ;recomend;consigli;推荐;推薦;おすすめ;추천;nps" },
    { "enps", "eNPS", "nps", { 0, 10 }, "enps;as a place to work" },
    { "csat", "CSAT", "csat", { 1, 5 },
        "satisf;zufrieden;ικανοποι;soddisf;满意;滿意;満足;만족;csat" },
    { "csat7", "CSAT", "csat", { 1, 7 }, "csat7" },
    { "ces", "CES", "ces", { 1, 7 },
        "how easy;effort;wie einfach;wie leicht;εύκολο;facile;fácil;ces" },
    { "emotion", NULL, NULL, { 0, 0 }, "feel;fühl;αισθ;sentir;ressenti;sent" },
};
enum { KINDS = sizeof kinds / sizeof *kinds };

struct survey {
    struct data *data;
    const struct survey_kind *kind;
    struct scale scale;
    size_t score, quotes, stage, touchpoint, persona, date; /* columns */
    size_t status, finished, progress;
    size_t first; /* row of answers */
    struct date_order order;
    struct place_score *places;
    size_t place_count, place_cap;
    struct names ids; /* of the places */
    struct unplaced unplaced;
    struct answer *answers; /* with a text */
    size_t answer_count, answer_cap;
    char from[DATE_SIZE], to[DATE_SIZE];
    size_t left_out;
};

struct place_score {
    struct node *node;
    double sum;
    size_t n, low, high; /* of NPS: detractors and promoters; of CSAT: the satisfied are high */
    size_t quotes;
};

struct answer {
    size_t place, row;
    double score; /* larger than any where there is none */
    struct slice text;
};

/* That of --kind; false with a message: there is none of that name. */
static bool take_kind(struct survey *survey)
{
    const char *wanted = survey->data->draft->options->kind;
    struct buf names = BUF_INIT;
    for (size_t i = 0; i < KINDS; i++) {
        if (wanted && strcmp(kinds[i].name, wanted) == 0)
            survey->kind = &kinds[i];
        text_add_item(&names, slice_of(kinds[i].name));
    }
    bool good = !wanted || survey->kind;
    if (!good)
        draft_doubt(survey->data->draft, 0, _("--kind: there is no \"%1$s\"; there are: %2$s"),
            wanted, names.data);
    buf_release(&names);
    return good;
}

static bool choose_kind(struct survey *survey, struct slice question)
{
    for (size_t i = 0; i < KINDS && !survey->kind; i++)
        for (const char *word = kinds[i].words; word && !survey->kind;) {
            const char *end = strchr(word, ';');
            struct slice part = { word, end ? (size_t)(end - word) : strlen(word) };
            if (text_find(question, part) != (size_t)-1)
                survey->kind = &kinds[i];
            word = end ? end + 1 : NULL;
        }
    if (!survey->kind)
        draft_doubt(survey->data->draft, 0,
            _("what \"%s\" measures is not known; say it with --kind"),
            draft_short(survey->data->draft, question));
    return survey->kind != NULL;
}

/* --- the layouts of vendors --- */

static bool begins(const struct table *table, size_t row, const char *text)
{
    return slice_begins_fold(table_at(table, row, 0), slice_of(text));
}

static void find_layout(struct survey *survey)
{
    struct data *data = survey->data;
    const struct table *table = &data->table;
    data->header = 0;
    survey->first = 1;
    if (table->row_count > 2 && begins(table, 2, "{\"ImportId\"")) {
        data->header = 1; /* the questions; the codes above them count, too */
        survey->first = 3;
    } else if (begins(table, 0, "Respondent ID") && table->row_count > 1 &&
               !table_at(table, 1, 0).len) {
        survey->first = 2;
    }
    survey->status = data_column_of(data, "status;response type", false);
    survey->finished = data_column_of(data, "finished", false);
    survey->progress = data_column_of(data, "progress", false);
}

/* Previews and answers that were broken off do not count. */
static bool counts(const struct survey *survey, size_t row)
{
    const struct table *table = &survey->data->table;
    if (survey->first != 3)
        return true;
    struct slice status = table_at(table, row, survey->status);
    struct slice finished = table_at(table, row, survey->finished);
    struct slice progress = table_at(table, row, survey->progress);
    return (survey->status == NO_COLUMN || slice_is(status, "0") ||
               slice_equal_fold(status, SLICE("IP Address"))) &&
           (survey->finished == NO_COLUMN || slice_equal_fold(finished, SLICE("true")) ||
               slice_is(finished, "1")) &&
           (survey->progress == NO_COLUMN || slice_is(progress, "100"));
}

/* Without --column: the first question that says what it measures. */
static bool find_score(struct survey *survey)
{
    struct data *data = survey->data;
    const struct import_options *options = data->draft->options;
    if (!data_column_given(data, "column", options->column, &survey->score))
        return false;
    for (size_t i = 0; i < KINDS && survey->score == NO_COLUMN; i++)
        if (!options->kind || strcmp(kinds[i].name, options->kind) == 0)
            survey->score = data_column_of(data, kinds[i].words, true);
    if (survey->score == NO_COLUMN) {
        draft_doubt(data->draft, 0, "%s",
            _("which column has the scores is not known; name it with "
              "--column"));
        return false;
    }
    if (!options->column)
        draft_notice(data->draft, data->table.rows[data->header].line,
            _("the scores are in \"%s\""),
            draft_short(data->draft, table_at(&data->table, data->header, survey->score)));
    return true;
}

/* What Google Forms begins with. */
#define TIMESTAMPS                                                                                \
    "timestamp;zeitstempel;χρονική σήμανση;horodateur;marca temporal;时间戳记;" \
    "タイムスタンプ;타임스탬프"

static bool find_columns(struct survey *survey)
{
    static const char dates[] = TIMESTAMPS
        ";recorded date;recordeddate;submit date (utc);submit date;end date;enddate;date;datum";
    struct data *data = survey->data;
    const struct import_options *options = data->draft->options;
    const char *date = options->date;
    if (date && field_accepts(METRIC_DATE, slice_of(date), NULL)) {
        memcpy(survey->to, date, DATE_SIZE);
        memcpy(survey->from, date, DATE_SIZE);
        date = NULL;
        survey->date = NO_COLUMN;
    } else {
        if (!data_column_given(data, "date", date, &survey->date))
            return false;
        for (const char *word = dates; !date && word && survey->date == NO_COLUMN;) {
            const char *end = strchr(word, ';');
            struct slice part = { word, end ? (size_t)(end - word) : strlen(word) };
            survey->date = data_column(data, part);
            word = end ? end + 1 : NULL;
        }
    }
    return find_score(survey) &&
           data_column_given(data, "quotes", options->quotes, &survey->quotes) &&
           data_column_given(data, "stage", options->stage, &survey->stage) &&
           data_column_given(data, "touchpoint", options->touchpoint, &survey->touchpoint) &&
           data_column_given(data, "persona", options->persona, &survey->persona);
}

/* --- answers --- */

/* The place that a row is about: that of --at, or by its columns. */
static struct node *place_of_row(struct survey *survey, size_t row, struct node *at)
{
    const struct table *table = &survey->data->table;
    if (survey->stage == NO_COLUMN && survey->touchpoint == NO_COLUMN)
        return at;
    struct buf name = BUF_INIT;
    struct node *node = places_find_in(survey->data, table_at(table, row, survey->stage),
        table_at(table, row, survey->touchpoint), &name);
    if (!node && name.len)
        unplaced_add(&survey->unplaced, buf_slice(&name));
    buf_release(&name);
    return node;
}

static size_t place_number(struct survey *survey, struct node *node)
{
    struct slice id = node->id ? slice_of(node->id) : SLICE("");
    size_t before = survey->ids.count, number = names_add(&survey->ids, id);
    if (number == before) {
        MEM_GROW(survey->places, number + 1, survey->place_cap);
        survey->places[number] = (struct place_score){ .node = node };
        survey->place_count++;
    }
    return number;
}

/* The number at its begin, "4 - Satisfied"; of feelings a word or a face, too. */
static bool read_score(const struct survey *survey, struct slice text, double *out)
{
    struct feeling feeling;
    feeling_read(&survey->data->draft->lexicon->feelings, text, &feeling);
    if (feeling.kind == FEELING_NUMBER) {
        *out = feeling.number;
        return true;
    }
    if (feeling.kind != FEELING_SCORE || survey->kind->metric)
        return number_take(&text, out);
    double share = (feeling.emotion + 2) / 4.0;
    *out = survey->scale.low + share * (survey->scale.high - survey->scale.low);
    return true;
}

static bool take_score(struct survey *survey, size_t row, size_t place, double *score)
{
    struct draft *draft = survey->data->draft;
    size_t line = survey->data->table.rows[row].line;
    struct slice text = table_at(&survey->data->table, row, survey->score);
    if (!text.len)
        return false;
    if (!read_score(survey, text, score) || *score < survey->scale.low ||
        *score > survey->scale.high) {
        struct buf scale = BUF_INIT;
        scale_add(survey->scale, &scale);
        draft_doubt(draft, line, _("\"%1$s\" is no score of %2$s; it is left out"),
            draft_short(draft, text), scale.data);
        buf_release(&scale);
        survey->left_out++;
        return false;
    }
    struct place_score *at = &survey->places[place];
    double top = survey->scale.high;
    bool nps = survey->kind->scale.high == 10;
    at->sum += *score;
    at->n++;
    at->high += nps ? *score >= 9 : *score >= (top > 5 ? 5 : 4);
    at->low += nps && *score <= 6;
    return true;
}

static void take_date(struct survey *survey, size_t row)
{
    char date[DATE_SIZE];
    struct slice text = table_at(&survey->data->table, row, survey->date);
    if (survey->date == NO_COLUMN || !date_read(text, &survey->order, date))
        return;
    if (!*survey->from || strcmp(date, survey->from) < 0)
        memcpy(survey->from, date, DATE_SIZE);
    if (strcmp(date, survey->to) > 0)
        memcpy(survey->to, date, DATE_SIZE);
}

static void take_row(struct survey *survey, size_t row, struct node *at)
{
    const double none = 1e9;
    double score = none;
    struct node *node = place_of_row(survey, row, at);
    if (!node)
        return;
    size_t place = place_number(survey, node);
    struct slice text = table_at(&survey->data->table, row, survey->quotes);
    if (!take_score(survey, row, place, &score))
        score = none;
    if (score < none)
        take_date(survey, row);
    if (survey->quotes == NO_COLUMN || !text.len ||
        says_nothing(&survey->data->draft->lexicon->feelings, text))
        return;
    MEM_GROW(survey->answers, survey->answer_count + 1, survey->answer_cap);
    survey->answers[survey->answer_count++] = (struct answer){ place, row, score, text };
}

/* Scores that name no scale tell it together. */
static bool settle_scale(struct survey *survey)
{
    struct data *data = survey->data;
    struct seen seen = { 0 };
    bool doubt = false;
    survey->scale = survey->kind->scale;
    if (scale_is_known(survey->scale))
        return true;
    survey->scale = data->draft->options->scale;
    struct slice header = table_at(&data->table, data->header, survey->score);
    if (scale_is_known(survey->scale) || scale_of_header(header, &survey->scale))
        return true;
    for (size_t row = survey->first; row < data->table.row_count; row++) {
        double number;
        struct slice text = table_at(&data->table, row, survey->score);
        if (counts(survey, row) && number_take(&text, &number))
            seen_add(&seen, number);
    }
    survey->scale = scale_of_numbers(&seen, &doubt);
    struct buf text = BUF_INIT;
    scale_add(survey->scale, &text);
    draft_notice(data->draft, 0,
        _("the scores are taken to be on a scale of %s; --scale names another"), text.data);
    data->draft->doubt = data->draft->doubt || doubt;
    buf_release(&text);
    return true;
}

/* --- into the map --- */

static void put_figures(struct survey *survey)
{
    for (size_t i = 0; i < survey->place_count; i++) {
        const struct place_score *at = &survey->places[i];
        double n = (double)at->n, value = 0;
        if (!at->n)
            continue;
        bool nps = survey->kind->scale.high == 10, ces = strcmp(survey->kind->name, "ces") == 0;
        value = ces ? at->sum / n : 100 * ((double)at->high - (nps ? (double)at->low : 0)) / n;
        if (survey->kind->metric)
            figure_put(survey->data, at->node,
                &(struct figure){ .name = survey->kind->label,
                    .kind = survey->kind->metric,
                    .value = value,
                    .digits = ces ? 2 : 1,
                    .unit = nps || ces ? NULL : "%",
                    .n = at->n,
                    .date = survey->to });
        double mean = at->sum / n;
        figure_put_measured(survey->data, at->node,
            -2 + 4 * (mean - survey->scale.low) / (survey->scale.high - survey->scale.low), at->n,
            survey->to);
    }
}

static int by_score(const void *a, const void *b)
{
    const struct answer *one = a, *other = b;
    if (one->score < other->score || one->score > other->score)
        return one->score < other->score ? -1 : 1;
    return one->row < other->row ? -1 : one->row > other->row;
}

static void put_quotes(struct survey *survey)
{
    struct data *data = survey->data;
    size_t most = (size_t)data->draft->options->most, again = 0, more = 0;
    if (survey->answer_count)
        qsort(survey->answers, survey->answer_count, sizeof *survey->answers, by_score);
    for (size_t i = 0; i < survey->answer_count; i++) {
        const struct answer *answer = &survey->answers[i];
        struct place_score *at = &survey->places[answer->place];
        char date[DATE_SIZE] = "";
        if (at->quotes == most) {
            more++;
            continue;
        }
        if (survey->date != NO_COLUMN &&
            !date_read(table_at(&data->table, answer->row, survey->date), &survey->order, date))
            *date = '\0';
        bool is_new = quote_put(data, at->node,
            &(struct said){ .text = answer->text,
                .date = slice_of(date),
                .persona = data_persona(
                    data, table_at(&data->table, answer->row, survey->persona)) });
        at->quotes += is_new;
        again += !is_new;
    }
    if (again)
        draft_notice(data->draft, 0,
            _n("%zu quote is there already; it is left out",
                "%zu quotes are there already; they are left out", again),
            again);
    if (more)
        draft_notice(data->draft, 0,
            _n("%zu more quote is left out; --most takes more",
                "%zu more quotes are left out; --most takes more", more),
            more);
}

static void use_columns(const struct survey *survey)
{
    struct data *data = survey->data;
    struct buf role = BUF_INIT;
    buf_addf(&role, "%s, ", survey->kind->name);
    scale_add(survey->scale, &role);
    data_use(data, survey->date, "date");
    data_use(data, survey->quotes, "quotes");
    data_use(data, survey->stage, "stage");
    data_use(data, survey->touchpoint, "touchpoint");
    data_use(data, survey->persona, "persona");
    data_use(data, survey->score, draft_copy(data->draft, buf_slice(&role)).data);
    buf_release(&role);
}

static enum status take_answers(struct survey *survey)
{
    struct data *data = survey->data;
    use_columns(survey);
    struct node *at = places_at(data);
    if (!at)
        return STATUS_BAD;
    if (!survey->kind->metric && at == data->map->root && survey->stage == NO_COLUMN &&
        survey->touchpoint == NO_COLUMN) {
        draft_doubt(data->draft, 0, "%s",
            _("feelings belong to a stage or touchpoint; name it with --at, or the column that "
              "does with --stage or --touchpoint"));
        return STATUS_BAD;
    }
    date_see_all(data, survey->date, survey->first, &survey->order);
    for (size_t row = survey->first; row < data->table.row_count; row++)
        if (counts(survey, row))
            take_row(survey, row, at);
    unplaced_tell(&survey->unplaced, data);
    if (!survey->place_count) {
        draft_doubt(data->draft, 0, "%s", _("no answer in it has a place on the map"));
        return STATUS_BAD;
    }
    put_figures(survey);
    put_quotes(survey);
    return STATUS_OK;
}

static enum status take(struct data *data)
{
    struct survey survey = { .data = data };
    enum status status = STATUS_BAD;
    if (!data->table.row_count) {
        draft_doubt(data->draft, 0, "%s", _("there are no rows in it"));
        return STATUS_BAD;
    }
    find_layout(&survey);
    if (take_kind(&survey) && find_columns(&survey) &&
        choose_kind(&survey, table_at(&data->table, data->header, survey.score)) &&
        settle_scale(&survey))
        status = take_answers(&survey);
    free(survey.places);
    free(survey.answers);
    names_release(&survey.ids);
    names_release(&survey.unplaced.names);
    return status;
}

static bool looks_so(const struct data *data)
{
    const struct table *table = &data->table;
    const struct import_options *options = data->draft->options;
    return options->kind || options->column ||
           (table->row_count &&
               (data_column_of(data, TIMESTAMPS, false) == 0 || begins(table, 0, "Respondent ID") ||
                   begins(table, 0, "StartDate") || slice_is(table_at(table, 0, 0), "#")));
}

const struct data_kind data_survey = { "survey", looks_so, take };
