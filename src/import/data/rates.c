/* Figures of web analytics and of e-mail campaigns. */
#include "base/i18n.h"
#include "base/text.h"
#include "import/data/data.h"

/* --- web analytics --- */

#define STEPS "step;steps;page;screen;funnel step;schritt;βήμα;paso;étape;passo;步骤;ステップ;단계"
#define PEOPLE                                                                                    \
    "users;active users;total users;sessions;visitors;events;event count;unique visitors;nutzer;" \
    "aktive nutzer;sitzungen;χρήστες;usuarios;utilisateurs;utenti;用户数;ユーザー;사용자"

static bool looks_like_steps(const struct data *data)
{
    struct data copy = *data;
    return data_find_header(&copy, STEPS ";" PEOPLE) &&
           data_column_of(&copy, STEPS, false) != NO_COLUMN &&
           data_column_of(&copy, PEOPLE, false) != NO_COLUMN;
}

static void put_rate(struct data *data, struct node *node, const char *name, double share, size_t n,
    const char *date)
{
    figure_put(data, node,
        &(struct figure){ .name = name,
            .kind = "rate",
            .value = 100 * share,
            .digits = 2,
            .unit = "%",
            .n = n,
            .date = date });
}

static const char *date_given(const struct data *data)
{
    const char *date = data->draft->options->date;
    return date && field_accepts(METRIC_DATE, slice_of(date), NULL) ? date : "";
}

static enum status take_steps(struct data *data)
{
    struct unplaced unplaced = { 0 };
    size_t placed = 0;
    if (!data_find_header(data, STEPS ";" PEOPLE)) {
        draft_doubt(
            data->draft, 0, "%s", _("no row of it names steps and users, sessions or events"));
        return STATUS_BAD;
    }
    size_t step = data_column_of(data, STEPS, false), people = data_column_of(data, PEOPLE, false);
    struct slice label = table_at(&data->table, data->header, people);
    const char *name = draft_short(data->draft, label), *date = date_given(data);
    double before = 0;
    data_use(data, step, "touchpoint");
    data_use(data, people, "metrics");
    for (size_t row = data->header + 1; row < data->table.row_count; row++) {
        size_t line = data->table.rows[row].line;
        struct slice text = table_at(&data->table, row, step);
        double count;
        if (!text.len) {
            draft_notice(data->draft, line, "%s", _("a row without a step is left out"));
            continue;
        }
        struct node *node = places_find(data, text);
        bool counted = number_read_count(table_at(&data->table, row, people), &count);
        if (!counted) {
            draft_doubt(data->draft, line, _("\"%s\" has no number; it is left out"),
                draft_short(data->draft, text));
            before = 0;
            continue;
        }
        if (!node)
            unplaced_add(&unplaced, text);
        if (node) {
            figure_put(data, node,
                &(struct figure){ .name = name, .kind = "count", .value = count, .date = date });
            if (before > 0) {
                put_rate(
                    data, node, _("Rate to the step before"), count / before, (size_t)before, date);
                put_rate(data, node, _("Drop-off"), 1 - count / before, (size_t)before, date);
            }
            placed++;
        }
        before = count;
    }
    unplaced_tell(&unplaced, data);
    return placed ? STATUS_OK : STATUS_BAD;
}

const struct data_kind data_analytics = { "analytics", looks_like_steps, take_steps };

/* --- e-mail --- */

enum { SENT, DELIVERED, OPENED, CLICKED, CONVERTED, UNSUBSCRIBED, NUMBERS };

static const char *const columns[NUMBERS] = {
    "sent;emails sent;versendet;gesendet;απεσταλμένα;enviados;envoyés;inviati",
    "delivered;emails delivered;successful deliveries;zugestellt;παραδοθέντα;entregados;délivrés;"
    "consegnati;entregues",
    "opened;opens;unique opens;geöffnet;ανοιγμένα;abiertos;ouverts;aperti;abertos",
    "clicked;clicks;unique clicks;geklickt;κλικ;clics;cliqués;clic;cliques",
    "converted;conversions;umgewandelt;bestellt;μετατροπές;conversiones;convertis;conversioni;"
    "conversões",
    "unsubscribed;unsubscribes;abgemeldet;διαγραφές;bajas;désabonnés;disiscritti",
};

static const struct {
    const char *name; /* marked for translation */
    int above, below;
} rates[] = {
    { N_("Reach"), DELIVERED, SENT },
    { N_("Open rate"), OPENED, DELIVERED },
    { N_("Click rate"), CLICKED, DELIVERED },
    { N_("Conversion rate"), CONVERTED, CLICKED },
    { N_("Unsubscribe rate"), UNSUBSCRIBED, DELIVERED },
};

static bool find_mail(struct data *data, size_t found[NUMBERS])
{
    size_t count = 0;
    struct buf words = BUF_INIT;
    for (int i = 0; i < NUMBERS; i++)
        buf_addf(&words, "%s%s", i ? ";" : "", columns[i]);
    bool good = data_find_header(data, words.data);
    buf_release(&words);
    for (int i = 0; i < NUMBERS && good; i++) {
        found[i] = data_column_of(data, columns[i], false);
        count += found[i] != NO_COLUMN;
    }
    return good && count > 1;
}

static bool looks_like_mail(const struct data *data)
{
    struct data copy = *data;
    size_t found[NUMBERS];
    return find_mail(&copy, found);
}

/* How many rates could be told of. */
static size_t put_mail(struct data *data, struct node *node, const double numbers[NUMBERS],
    const bool known[NUMBERS], size_t line)
{
    size_t told = 0;
    for (size_t i = 0; i < sizeof rates / sizeof *rates; i++) {
        int above = rates[i].above, below = rates[i].below;
        if (!known[above] || !known[below])
            continue;
        told++;
        if (numbers[below] > 0)
            put_rate(data, node, _(rates[i].name), numbers[above] / numbers[below],
                (size_t)numbers[below], date_given(data));
        else
            draft_notice(data->draft, line,
                _("\"%s\" has no value, since it would be divided by 0"), _(rates[i].name));
    }
    return told;
}

static bool read_number(struct data *data, size_t row, size_t column, double *out)
{
    struct slice text = table_at(&data->table, row, column);
    if (number_read_count(text, out))
        return true;
    if (text_trim(text).len)
        draft_doubt(data->draft, data->table.rows[row].line,
            _("\"%s\" has no number; it is left out"),
            draft_short(data->draft, table_at(&data->table, data->header, column)));
    return false;
}

static enum status take_mail(struct data *data)
{
    size_t found[NUMBERS], placed = 0;
    struct unplaced unplaced = { 0 };
    const struct import_options *options = data->draft->options;
    double sums[NUMBERS] = { 0 };
    bool known[NUMBERS] = { false };
    if (!find_mail(data, found)) {
        draft_doubt(
            data->draft, 0, "%s", _("no row of it names sent, delivered, opened or clicked"));
        return STATUS_BAD;
    }
    struct node *at = places_at(data);
    data_use(data, 0, options->at ? NULL : "touchpoint");
    for (int i = 0; i < NUMBERS; i++)
        data_use(data, found[i], "metrics");
    for (size_t row = data->header + 1; at && row < data->table.row_count; row++) {
        double numbers[NUMBERS] = { 0 };
        bool here[NUMBERS];
        struct slice name = table_at(&data->table, row, 0);
        for (int i = 0; i < NUMBERS; i++) {
            here[i] = found[i] != NO_COLUMN && read_number(data, row, found[i], &numbers[i]);
            sums[i] += here[i] ? numbers[i] : 0;
            known[i] = known[i] || here[i];
        }
        struct node *node = options->at ? NULL : places_find(data, name);
        if (node)
            placed += put_mail(data, node, numbers, here, data->table.rows[row].line);
        else if (!options->at)
            unplaced_add(&unplaced, name);
    }
    unplaced_tell(&unplaced, data);
    if (at && options->at)
        placed += put_mail(data, at, sums, known, data->table.rows[data->header].line + 1);
    if (!placed && at)
        draft_doubt(data->draft, 0, "%s", _("no rate can be made of these numbers"));
    return placed ? STATUS_OK : STATUS_BAD;
}

const struct data_kind data_mail = { "e-mail", looks_like_mail, take_mail };
