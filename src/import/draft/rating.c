#include "import/draft/rating.h"

#include "base/text.h"

enum { LOW = 1, MEDIUM, HIGH, CRITICAL, PRIORITY = 100 };

static const struct words_row severities[] = {
    { LOW, "low;minor;niedrig;gering;leicht;χαμηλή;χαμηλό;低;轻微;faible;baja;bajo;bassa;basso;"
           "baixa;baixo;낮음" },
    { MEDIUM, "medium;moderate;mittel;μέτρια;μέτριο;μεσαία;中;中等;moyenne;moyen;media;medio;"
              "média;médio;보통;중간" },
    { HIGH, "high;major;hoch;υψηλή;υψηλό;高;严重;嚴重;élevée;élevé;haute;alta;alto;높음" },
    { CRITICAL, "critical;severe;blocker;catastrophic;kritisch;sehr hoch;κρίσιμη;κρίσιμο;致命;"
                "极高;重大;critique;crítica;crítico;critica;critico;심각;치명적" },
    { PRIORITY + 0, "p0" },
    { PRIORITY + 1, "p1" },
    { PRIORITY + 2, "p2" },
    { PRIORITY + 3, "p3" },
};

static const struct words_row frequencies[] = {
    { 1, "rare;rarely;selten;σπάνια;罕见;rarement;raramente;まれ;드물게" },
    { 2, "sometimes;occasionally;manchmal;μερικές φορές;有时;有時;parfois;a veces;a volte;às "
         "vezes;時々;가끔" },
    { 3, "often;frequent;frequently;häufig;oft;συχνά;经常;經常;souvent;a menudo;spesso;"
         "frequentemente;よく;자주" },
    { 4, "always;constant;every time;immer;πάντα;总是;總是;toujours;siempre;sempre;いつも;항상" },
};

enum { ASSUMED, PARTIAL, RESEARCHED };

static const struct words_row evidences[] = {
    { ASSUMED, "1;low;assumption;assumed;hypothesis;guess;niedrig;gering;annahme;hypothese;"
               "χαμηλή;υπόθεση;低;假设;假設;faible;hypothèse;baja;hipótesis;suposición;bassa;"
               "ipotesi;baixa;hipótese;suposição;仮説;가설;가정;낮음" },
    { PARTIAL, "2;medium;partial;mittel;teilweise;μέτρια;μερική;中;部分;moyenne;partielle;media;"
               "parcial;parziale;média;一部;보통;부분" },
    { RESEARCHED, "3;high;research;researched;data;verified;hoch;forschung;daten;υψηλή;έρευνα;"
                  "高;研究;调研;élevée;recherche;données;alta;investigación;datos;ricerca;dati;"
                  "pesquisa;dados;調査;연구;조사;높음" },
};

void severity_words(struct words *words)
{
    words_add_rows(words, severities, sizeof severities / sizeof *severities);
}

void frequency_words(struct words *words)
{
    words_add_rows(words, frequencies, sizeof frequencies / sizeof *frequencies);
}

void evidence_words(struct words *words)
{
    words_add_rows(words, evidences, sizeof evidences / sizeof *evidences);
}

/* "8/10" or "4/5" */
static bool read_of_best(struct slice text, double *number, double *best)
{
    struct slice rest = text;
    if (!number_take(&rest, number))
        return false;
    rest = text_trim(rest);
    if (!rest.len || *rest.data != '/')
        return false;
    rest = slice_from(rest, 1);
    return number_take(&rest, best) && !rest.len && *best > 1;
}

void severity_see(const struct words *words, struct slice text, struct severities *all)
{
    double number;
    int word;
    text = text_trim(text);
    if (words_find(words, text, &word))
        all->has_critical = all->has_critical || word == CRITICAL;
    else if (number_read(text, &number))
        seen_add(&all->seen, number);
}

/* On a scale that ends there: ten, five from 1 on, or our own. */
static double place(double number, double low, double high)
{
    if (low == 1 && high == 5)
        return number - 1;
    return high > 5 ? (number - low) * 4 / (high - low) : number;
}

bool severity_read(
    const struct words *words, const struct severities *all, struct slice text, int *out)
{
    double number, best;
    int word;
    text = text_trim(text);
    if (words_find(words, text, &word)) {
        *out = word >= PRIORITY ? 4 - (word - PRIORITY) : word + (!all->has_critical);
        return true;
    }
    if (read_of_best(text, &number, &best))
        number = best == 5 ? number - 1 : number * 4 / best;
    else if (!number_read(text, &number))
        return false;
    else if (scale_is_known(all->header))
        number = place(number, all->header.low, all->header.high);
    else
        number = place(number, all->seen.low >= 1 && all->seen.high == 5,
            all->seen.high > 5 ? 10 : all->seen.high);
    number = round_half_even(number);
    if (number < 0 || number > 4)
        return false;
    *out = (int)number;
    return true;
}

bool frequency_read(const struct words *words, struct slice text, int *out)
{
    double number;
    if (words_find(words, text_trim(text), out))
        return true;
    if (!number_read(text, &number) || number < 1 || number > 4 || number != (int)number)
        return false;
    *out = (int)number;
    return true;
}

const char *evidence_read(const struct words *words, struct slice text)
{
    static const char *const names[] = { "assumption", "partial", "research" };
    int word;
    return words_find(words, text_trim(text), &word) ? names[word] : NULL;
}
