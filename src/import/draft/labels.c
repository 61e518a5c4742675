#include "import/draft/labels.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"

/* clang-format off */
static const struct {
    struct label label;
    const char *words;
} rows[] = {
    { { HOW_STAGE, "stage" },
      "stage;stages;phase;phases;step;steps;journey stage;journey phase;journey step;section;Etappe;Etappen;Stufe;Phasen;"
      "Abschnitt;阶段;階段;步骤;フェーズ;ステージ;段階;단계;étape;étapes;fase;fases;fasi;etapa;etapas;στάδιο;στάδια;φάση;φάσεις" },
    { { HOW_TOUCHPOINT, "touchpoint" },
      "touchpoint;touchpoints;touch point;touch points;contact point;contact points;Kontaktpunkt;Kontaktpunkte;Berührungspunkt;"
      "Berührungspunkte;触点;觸點;接触点;接觸點;接点;タッチポイント;접점;터치포인트;point de contact;points de contact;"
      "punto de contacto;puntos de contacto;punto di contatto;punti di contatto;ponto de contato;pontos de contato;ponto de contacto;"
      "σημείο επαφής;σημεία επαφής" },
    { { HOW_FIELD, "channel" },
      "channel;channels;medium;media;Kanal;Kanäle;Medien;canal;canaux;canales;canais;canale;canali;渠道;通道;媒介;チャネル;"
      "チャンネル;媒体;채널;κανάλι;κανάλια;μέσο" },
    { { HOW_FIELD, "doing" },
      "doing;action;actions;user action;user actions;customer action;customer actions;activity;activities;what happens;"
      "what they do;what the customer does;what the user does;behaviour;behavior;task;description;Handlung;Handlungen;Aktion;"
      "Aktionen;Aktivität;Aktivitäten;Was passiert;Tätigkeit;Beschreibung;行动;行動;行为;行為;用户行为;活动;アクション;活動;행동;"
      "활동;ενέργεια;ενέργειες;τι κάνει;τι κάνουν;δραστηριότητα;acción;acciones;acción del usuario;acciones del usuario;acción del "
      "cliente;acciones del cliente;actividad;qué hace;ce que fait le client;actions du client;action du client;activité;activités;"
      "azione;azioni;azioni del cliente;attività;ação;ações;ações do cliente;ação do usuário;ações do usuário;atividade" },
    { { HOW_FIELD, "thinking" },
      "thinking;thought;thoughts;thought/quote;thought / quote;thoughts / quotes;mindset;question;questions;what they think;"
      "Gedanke;Gedanken;Frage;Fragen;想法;思考;疑问;疑問;思考・疑問;생각;질문;σκέψη;σκέψεις;τι σκέφτεται;τι σκέφτονται;ερώτηση;"
      "ερωτήσεις;pensamiento;pensamientos;qué piensa;pregunta;preguntas;pensée;pensées;ce que pense le client;question;pensiero;"
      "pensieri;domanda;domande;pensamento;pensamentos;pergunta;perguntas" },
    { { HOW_EMOTION, "emotion" },
      "emotion;emotions;feeling;feelings;experience;mood;sentiment;emotional state;emotional journey;score;satisfaction;rating;"
      "Gefühl;Gefühle;Emotionen;Stimmung;Erlebnis;Zufriedenheit;Bewertung;情绪;情緒;感受;心情;满意度;滿意度;感情;気持ち;満足度;"
      "감정;기분;만족도;συναίσθημα;συναισθήματα;διάθεση;ικανοποίηση;εμπειρία;βαθμολογία;émotion;émotions;ressenti;ressentis;humeur;"
      "expérience;note;emoción;emociones;sentimiento;sentimientos;satisfacción;experiencia;puntuación;emozione;emozioni;umore;"
      "soddisfazione;esperienza;punteggio;emoção;emoções;sentimento;sentimentos;satisfação;experiência;pontuação" },
    { { HOW_PAIN, "pains" },
      "pain;pains;pain point;pain points;friction;frictions;friction point;friction points;problem;problems;issue;issues;barrier;"
      "barriers;drop-off risk;frustration;frustrations;Schmerzpunkt;Schmerzpunkte;Problem;Probleme;Hürde;Hürden;Barriere;Barrieren;"
      "痛点;痛點;问题点;問題点;阻碍;ペインポイント;課題;不満;페인 포인트;페인포인트;문제점;불편;σημείο πόνου;σημεία πόνου;πρόβλημα;"
      "προβλήματα;εμπόδιο;εμπόδια;irritant;irritants;point de douleur;points de douleur;problème;problèmes;frein;freins;punto de "
      "dolor;puntos de dolor;problema;problemas;barrera;barreras;fricción;fricciones;problemi;punto critico;punti critici;"
      "ostacolo;ostacoli;dor;dores;ponto de dor;pontos de dor;barreira;barreiras" },
    { { HOW_IDEA, "ideas" },
      "idea;ideas;opportunity;opportunities;solution;solutions;improvement;improvements;implication;implications;recommendation;"
      "recommendations;Idee;Ideen;Optimierung;Optimierungen;Chance;Chancen;Verbesserung;Verbesserungen;Lösung;Lösungen;机会;機会;"
      "機會;改进;改善;解决方案;机会点;機会点;アイデア;기회;아이디어;개선;개선점;ευκαιρία;ευκαιρίες;ιδέα;ιδέες;βελτίωση;"
      "βελτιώσεις;λύση;opportunité;opportunités;idée;idées;amélioration;améliorations;oportunidad;oportunidades;mejora;mejoras;"
      "opportunità;idee;miglioramento;miglioramenti;soluzione;oportunidade;ideia;ideias;melhoria;melhorias" },
    { { HOW_QUOTE, "quotes" },
      "quote;quotes;customer quote;customer quotes;verbatim;verbatims;Zitat;Zitate;引用;原话;发言;인용;απόφθεγμα;λόγια;citation;"
      "citations;cita;citas;citazione;citazioni;citação;citações" },
    { { HOW_EVIDENCE, "evidence" },
      "evidence;confidence;confidence level;certainty;Beleg;Belege;Evidenz;Sicherheit;证据;信心;置信度;根拠;確信度;근거;확신;"
      "τεκμήριο;τεκμηρίωση;βεβαιότητα;preuve;confiance;evidencia;confianza;prova;fiducia;evidência;confiança" },
    { { HOW_FIELD, "source" },
      "source;sources;data source;data sources;Quelle;Quellen;来源;來源;出典;출처;πηγή;πηγές;fuente;fuentes;fonte;fonti;fontes" },
    { { HOW_SEVERITY, "severity" },
      "severity;impact severity;Schwere;Schweregrad;严重程度;嚴重程度;严重性;深刻度;심각도;σοβαρότητα;gravité;sévérité;gravedad;"
      "severidad;gravità;gravidade;severidade" },
    { { HOW_FREQUENCY, "frequency" },
      "frequency;how often;Häufigkeit;频率;頻率;頻度;빈도;συχνότητα;fréquence;frecuencia;frequenza;frequência" },
    { { HOW_FIELD, "owner" },
      "owner;owners;team;teams;responsible;responsibility;department;Verantwortlich;Verantwortliche;Zuständig;负责人;負責人;团队;"
      "担当;担当者;담당;담당자;υπεύθυνος;υπεύθυνη;υπεύθυνοι;ομάδα;responsable;équipe;équipes;equipo;equipos;responsabile;squadra;"
      "responsável;equipe;equipa" },
    { { HOW_METRIC, "metrics" },
      "metric;metrics;KPI;KPIs;success metric;success metrics;measure;measures;Kennzahl;Kennzahlen;Messgröße;Metrik;Metriken;指标;"
      "指標;지표;δείκτης;δείκτες;μέτρηση;indicateur;indicateurs;métrica;métricas;indicador;indicadores;metrica;metriche;"
      "indicatore;indicatori" },
    { { HOW_FIELD, "goal" },
      "goal;goals;objective;customer goal;customer goals;user goal;user goals;Ziel;Ziele;目标;目標;목표;στόχος;στόχοι;objectif;"
      "objectifs;objetivo;objetivos;obiettivo;obiettivi;meta;metas" },
    { { HOW_FIELD, "duration" },
      "duration;time;time spent;Dauer;Zeit;时长;持续时间;所要時間;期間;시간;소요 시간;διάρκεια;durée;duración;durata;duração" },
    { { HOW_FIELD, "front_stage" },
      "front stage;frontstage;onstage;front-stage;onstage actions;frontstage actions;Vordergrund;Frontstage;前台;フロントステージ;"
      "프런트스테이지;προσκήνιο;en scène;primer plano" },
    { { HOW_FIELD, "back_stage" },
      "back stage;backstage;back-stage;behind the scenes;backstage actions;Hintergrund;hinter den Kulissen;后台;後台;"
      "バックステージ;백스테이지;παρασκήνιο;en coulisses;coulisses;entre bastidores;dietro le quinte;bastidores" },
    { { HOW_FIELD, "support" },
      "support;support process;support processes;supporting process;supporting processes;Unterstützung;Unterstützungsprozesse;支持;"
      "支持流程;サポート;支援プロセス;지원;지원 프로세스;υποστήριξη;processus de support;soporte;supporto;suporte" },
    { { HOW_MACHINE, "technology" },
      "technology;system;systems;tool;tools;Technik;Technologie;Systeme;技术;系统;システム;技術;기술;시스템;τεχνολογία;συστήματα;"
      "technologie;système;systèmes;tecnología;sistema;sistemas;tecnologia;sistemi" },
    { { HOW_FIELD, "props" },
      "physical evidence;tangibles;props;artefacts;artifacts;有形展示;物的証拠;물리적 증거" },
    { { HOW_PERSONA, "personas" },
      "persona;personas;takes part;actor;actors;who;customer;user;Akteur;Akteure;Person;角色;用户画像;人物;ペルソナ;アクター;페르소나;행위자;"
      "περσόνα;πρόσωπα;acteur;acteurs;actores;attore;attori;ator;atores" },
    { { HOW_FIELD, "moment" },
      "moment of truth;is moment of truth;MoT;Moment der Wahrheit;关键时刻;真実の瞬間;στιγμή της αλήθειας;moment de vérité;momento "
      "de la verdad;momento della verità;momento da verdade" },
    { { HOW_FIELD, "notes" },
      "note;notes;remark;remarks;comment;comments;Notiz;Notizen;Anmerkung;Anmerkungen;备注;備註;メモ;備考;메모;비고;σημείωση;"
      "σημειώσεις;remarque;remarques;nota;notas" },
    { { HOW_FIELD, "buying_role" }, "buying role;role in the purchase;Rolle im Kauf" },
};
/* clang-format on */

static void add(struct labels *labels, struct label label)
{
    MEM_GROW(labels->rows, labels->count + 1, labels->cap);
    labels->rows[labels->count++] = label;
}

/* What the schema has besides: by key, "moment of", and by label. */
static void add_schema(struct labels *labels)
{
    for (enum field field = 0; field < FIELD_COUNT; field++) {
        const struct field_def *def = field_def(field);
        enum node_kind kind = def->kind;
        if (!def->label || def->type == FIELD_NODES || kind < KIND_PERSONA || kind > KIND_IDEA ||
            field == kind_def(kind)->headline || field == TOUCHPOINT_TAKES_PART)
            continue;
        struct buf spaced = BUF_INIT;
        buf_adds(&spaced, def->key);
        for (size_t i = 0; i < spaced.len; i++)
            spaced.data[i] = spaced.data[i] == '_' ? ' ' : spaced.data[i];
        words_add(&labels->words, buf_slice(&spaced), (int)labels->count);
        words_add(&labels->words, slice_of(def->key), (int)labels->count);
        words_add(&labels->words, slice_of(def->label), (int)labels->count);
        add(labels, (struct label){ HOW_FIELD, def->key });
        buf_release(&spaced);
    }
}

void labels_init(struct labels *labels)
{
    *labels = (struct labels){ .rows = NULL };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        words_add_rows(&labels->words, &(struct words_row){ (int)i, rows[i].words }, 1);
        add(labels, rows[i].label);
    }
    add_schema(labels);
}

void labels_release(struct labels *labels)
{
    words_release(&labels->words);
    free(labels->rows);
}

/* --- looking up --- */

static bool is_around(uint32_t point)
{
    return point <= ' ' || point == ':' || point == '#' || point == '*' || point == '_' ||
           point == '`' || point == 0xFF1A || point == 0xA0 || point == 0x3000;
}

struct slice label_trim(struct slice text)
{
    for (struct slice rest = text; rest.len && is_around(utf8_next(&rest));)
        text = rest;
    while (text.len) {
        size_t start = text.len - 1;
        while (start && ((unsigned char)text.data[start] & 0xC0) == 0x80)
            start--;
        struct slice last = slice_from(text, start);
        if (!is_around(utf8_next(&last)))
            break;
        text.len = start;
    }
    return text;
}

void label_add_bare(struct slice text, struct buf *out)
{
    size_t start = out->len;
    int depth = 0;
    while (text.len) {
        uint32_t point = utf8_next(&text);
        bool opens = point == '(' || point == '[' || point == 0xFF08;
        bool closes = point == ')' || point == ']' || point == 0xFF09;
        depth += opens;
        if (!depth && !closes && (point > ' ' || out->len > start))
            buf_add_codepoint(out, point == '\n' || point == '\t' ? ' ' : point);
        depth -= closes && depth;
    }
    while (out->len > start && out->data[out->len - 1] == ' ')
        buf_cut(out, out->len - 1);
}

/* Without an "s" at its end, or a word that says whose it is at its begin. */
static bool find_part(const struct words *words, struct slice text, int *row)
{
    static const char *const owners[] = { "user ", "customer ", "client ", "user's ", "customer's ",
        "key ", "our " };
    if (words_find(words, text, row))
        return true;
    if (text.len > 2 && text.data[text.len - 1] == 's' &&
        words_find(words, (struct slice){ text.data, text.len - 1 }, row))
        return true;
    for (size_t i = 0; i < sizeof owners / sizeof *owners; i++)
        if (slice_begins_fold(text, slice_of(owners[i])))
            return words_find(words, slice_from(text, strlen(owners[i])), row);
    return false;
}

/* The first of "Pains / Barriers", or "Feelings & thoughts", that is known. */
static bool find_first(const struct words *words, struct slice text, int *row)
{
    enum { PARTS_MAX = 6 };
    if (find_part(words, text, row))
        return true;
    for (int i = 0; i < PARTS_MAX && text.len; i++) {
        size_t end = 0;
        while (end < text.len && !strchr("/&,|", text.data[end]))
            end++;
        if (end < text.len || i)
            if (find_part(words, text_trim((struct slice){ text.data, end }), row))
                return true;
        text = slice_from(text, end < text.len ? end + 1 : end);
    }
    return false;
}

struct label label_of(const struct labels *labels, struct slice text)
{
    enum { LONGEST = 120 };
    struct buf bare = BUF_INIT;
    int row;
    text = label_trim(text);
    if (!text.len || text.len > LONGEST)
        return (struct label){ HOW_NOTE, NULL };
    label_add_bare(text, &bare);
    bool found = find_first(&labels->words, label_trim(buf_slice(&bare)), &row);
    buf_release(&bare);
    return found ? labels->rows[row] : (struct label){ HOW_NOTE, NULL };
}
