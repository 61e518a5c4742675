#include "import/draft/feeling.h"

#include "base/text.h"

enum { NOTHING = 99 };

static const struct words_row rows[] = {
    { -2, "very negative;very bad;terrible;sehr negativ;sehr schlecht;πολύ αρνητικό;πολύ "
          "αρνητική;πολύ κακό;非常消极;很消极;非常负面;非常消極;非常負面;très négatif;très "
          "négative;très mauvais;muy negativo;muy negativa;muy malo;molto negativo;molto "
          "negativa;muito negativo;muito negativa;muito "
          "ruim;非常に否定的;とても否定的;非常にネガティブ;とてもネガティブ;매우 부정적;아주 "
          "부정적;매우 나쁨;--;−−;－－" },
    { -1, "negative;bad;negativ;schlecht;αρνητικό;αρνητική;κακό;消极;负面;消極;負面;négatif;"
          "négative;mauvais;negativo;negativa;malo;ruim;否定的;ネガティブ;부정적;나쁨;-;−" },
    { 0, "neutral;neutrale;ουδέτερο;ουδέτερη;中性;中立;一般;neutre;neutro;neutra;neutrale;"
         "中立的;ニュートラル;普通;중립;중립적;보통" },
    { 1, "positive;good;positiv;gut;θετικό;θετική;καλό;积极;正面;積極;positif;bon;positivo;"
         "positiva;bueno;bom;肯定的;ポジティブ;긍정적;좋음;+" },
    { 2, "very positive;very good;excellent;sehr positiv;sehr gut;πολύ θετικό;πολύ θετική;πολύ "
         "καλό;非常积极;很积极;非常正面;非常積極;très positif;très positive;très bon;muy "
         "positivo;muy positiva;muy bueno;molto positivo;molto positiva;muito positivo;muito "
         "positiva;muito bom;非常に肯定的;とても肯定的;非常にポジティブ;とてもポジティブ;매우 "
         "긍정적;아주 긍정적;매우 좋음;++" },
    { NOTHING, "n/a;na;n. a.;none;nan;tbd;k.a.;k. a.;?;??;???;—;–;…;...;null;x" },
};

void feeling_words(struct words *words)
{
    words_add_rows(words, rows, sizeof rows / sizeof *rows);
}

bool says_nothing(const struct words *words, struct slice text)
{
    int meaning;
    return words_find(words, text_trim(text), &meaning) && meaning == NOTHING;
}

/* --- signs --- */

static const struct {
    const char *signs;
    int emotion;
} faces[] = {
    { "😡🤬😭", -2 },
    { "😠😤😟😰😕☹🙁😞😢😩😖😣😨👎", -1 },
    { "😐🤔😶😑", 0 },
    { "🙂😊😌😃😄👍", 1 },
    { "😀😍🤩🎉🥳", 2 },
};

static bool face_emotion(uint32_t point, int *out)
{
    for (size_t i = 0; i < sizeof faces / sizeof *faces; i++)
        for (struct slice rest = slice_of(faces[i].signs); rest.len;)
            if (utf8_next(&rest) == point) {
                *out = faces[i].emotion;
                return true;
            }
    return false;
}

static bool is_star(uint32_t point)
{
    return point == 0x2B50 || point == 0x2605 || point == 0x1F31F;
}

/* A selector of how a sign looks, a tone of skin, or an empty star. */
static bool is_beside_sign(uint32_t point)
{
    return point == 0xFE0F || point == 0xFE0E || point == 0x2606 || point == 0x200D ||
           (point >= 0x1F3FB && point <= 0x1F3FF);
}

struct signs {
    int emotion;
    size_t stars, faces;
    bool more; /* what is no sign */
};

static struct signs find_signs(struct slice text)
{
    struct signs signs = { 0 };
    while (text.len) {
        uint32_t point = utf8_next(&text);
        if (point >= 0x2000 && face_emotion(point, &signs.emotion))
            signs.faces++;
        else if (is_star(point))
            signs.stars++;
        else if (!is_beside_sign(point) && point > ' ')
            signs.more = true;
    }
    return signs;
}

/* --- the whole --- */

/* Behind the last arrow, or "then"; the whole where there is none. */
static struct slice last_part(struct slice text)
{
    static const char *const arrows[] = { "→", "⇒", "➡", "➔", "->", "=>", " then ", ", then" };
    size_t start = 0;
    for (size_t i = 0; i + 1 < text.len; i++)
        for (size_t a = 0; a < sizeof arrows / sizeof *arrows; a++) {
            struct slice arrow = slice_of(arrows[a]), here = slice_from(text, i);
            if (slice_begins_fold(here, arrow) && here.len > arrow.len)
                start = i + arrow.len > start ? i + arrow.len : start;
        }
    return text_trim(slice_from(text, start));
}

/* "4", "4/5", "4 - satisfied", "4 (angry)" */
static bool read_number(struct slice text, struct feeling *out)
{
    struct slice rest = text;
    if (!number_take(&rest, &out->number))
        return false;
    struct slice behind = text_trim(rest);
    if (behind.len && *behind.data == '/') {
        double best;
        behind = text_trim(slice_from(behind, 1));
        if (!number_take(&behind, &best) || best < 2)
            return false;
        out->own = (struct scale){ best >= 10 ? 0 : 1, best };
        behind = text_trim(behind);
    }
    out->more = behind.len > 0;
    return !behind.len || strchr("(:=;", *behind.data) ||
           (rest.len > 1 && rest.data[0] == ' ' &&
               (slice_begins_fold(behind, SLICE("- ")) || slice_begins_fold(behind, SLICE("– "))));
}

static bool read_signs(const struct words *words, struct slice text, struct feeling *out)
{
    struct slice part = last_part(text);
    int meaning;
    if (part.len < text.len && words_find(words, part, &meaning) && meaning != NOTHING) {
        *out = (struct feeling){ .kind = FEELING_SCORE, .emotion = meaning, .more = true };
        return true;
    }
    struct signs signs = find_signs(part);
    if (!signs.faces && part.len < text.len)
        signs = find_signs(text);
    if (signs.stars && !signs.more && !signs.faces) {
        *out = (struct feeling){
            .kind = FEELING_NUMBER, .number = (double)signs.stars, .own = { 1, 5 }
        };
        return signs.stars <= 5;
    }
    *out = (struct feeling){
        .kind = FEELING_SCORE, .emotion = signs.emotion, .more = signs.more || part.len < text.len
    };
    return signs.faces > 0;
}

void feeling_read(const struct words *words, struct slice text, struct feeling *out)
{
    enum { LONGEST = 2000 }; /* no number or word, and what has a face is shorter */
    struct buf narrow = BUF_INIT;
    int meaning;
    text = text_trim(text);
    *out = (struct feeling){ .kind = FEELING_WORDS, .more = true };
    if (text.len > LONGEST)
        return;
    if (text.len == 1 && *text.data >= '1' && *text.data <= '9') { /* most are; 0 is a word, too */
        *out = (struct feeling){ .kind = FEELING_NUMBER, .number = *text.data - '0' };
        return;
    }
    text_add_narrow(text, &narrow);
    if (words_find(words, buf_slice(&narrow), &meaning)) {
        bool nothing = meaning == NOTHING;
        *out = (struct feeling){ .kind = nothing ? FEELING_NONE : FEELING_SCORE,
            .emotion = nothing ? 0 : meaning };
    } else {
        struct feeling number = { .kind = FEELING_NUMBER };
        struct feeling sign;
        if (read_number(buf_slice(&narrow), &number))
            *out = number;
        else if (read_signs(words, text, &sign))
            *out = sign;
    }
    buf_release(&narrow);
}
