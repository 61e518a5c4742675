#include "generate.h"

#define WORD(words, n) (words)[(size_t)(n) % (sizeof(words) / sizeof *(words))]

static const char *const names[] = { "TV ad", "Search", "Reviews", "Shop visit", "Compare models",
    "Checkout", "3-D Secure", "Order mail", "Delivery", "Set-up call", "Invoice", "Help page" };
static const char *const channels[] = { "web", "phone", "shop", "mail", "app", "chat" };
static const char *const actions[] = { "Reads what others say about it",
    "Waits for the code, looks at the phone, and waits again", "Calls, and is asked to hold",
    "Compares three offers by price, date and who carries it up" };
static const char *const thoughts[] = { "Is my money gone?", "This is easier than last time",
    "Why do they ask for my address \"again\"?", "I would rather talk to somebody" };
static const char *const pains[] = { "The code never arrives", "Nobody knows the delivery date",
    "The price differs from the one in the ad" };
static const char *const evidence[] = { "assumption", "partial", "research" };

static void add_pain(struct buf *out, int n)
{
    buf_addf(out,
        "        pains:\n"
        "          - text: %s\n"
        "            severity: %d\n"
        "            frequency: %d\n",
        WORD(pains, n), n % 5, n % 4 + 1);
}

static void add_quote(struct buf *out, int n)
{
    buf_addf(out,
        "        quotes:\n"
        "          - text: It took %d minutes until somebody answered.\n"
        "            by: Interview %d\n",
        n % 40 + 2, n % 12 + 1);
}

static void add_touchpoint(struct buf *out, int n)
{
    buf_addf(out, "      - name: %s %d\n", WORD(names, n), n);
    buf_addf(out, "        channel: %s\n", WORD(channels, n));
    buf_addf(out, "        doing: %s\n", WORD(actions, n / 3));
    if (n % 2)
        buf_addf(out, "        thinking: %s\n", WORD(thoughts, n / 2));
    buf_addf(out, "        emotion: %d\n", n * 7 % 5 - 2);
    buf_addf(out, "        importance: %d\n", n % 5 + 1);
    buf_addf(out, "        impact: %d\n", n / 5 % 5 + 1);
    if (n % 11 == 0)
        buf_adds(out, "        moment: true\n");
    buf_addf(out, "        evidence: %s\n", WORD(evidence, n));
    if (n % 7 == 0)
        add_quote(out, n);
    if (n % 3 == 0)
        add_pain(out, n);
}

void generate_map(struct buf *out, int stages, int touchpoints)
{
    buf_addf(out,
        "cjm: 1\n"
        "title: " GENERATED_TITLE " of %d touchpoints\n"
        "kind: current\n"
        "personas:\n"
        "  - name: Anna\n"
        "    role: Owner of a small café\n"
        "stages:\n",
        touchpoints);
    int n = 0;
    for (int stage = 0; stage < stages; stage++) {
        int end = (int)((long long)touchpoints * (stage + 1) / stages);
        buf_addf(out, "  - name: Stage %d\n    touchpoints:\n", stage + 1);
        for (; n < end; n++)
            add_touchpoint(out, n);
    }
}

void generate_personas(struct buf *out, int personas)
{
    enum { STAGES = 5, ROWS = 20 };
    buf_adds(out, "cjm: 1\ntitle: " GENERATED_TITLE " of personas\npersonas:\n");
    for (int i = 0; i < personas; i++)
        buf_addf(out, "  - {id: p%02d, name: Persona %d}\n", i, i);
    buf_adds(out, "stages:\n");
    for (int n = 0; n < STAGES * ROWS; n++) {
        if (n % ROWS == 0)
            buf_addf(out, "  - name: Stage %d\n    touchpoints:\n", n / ROWS + 1);
        buf_addf(out, "      - name: %s %d\n        emotion: {", WORD(names, n), n);
        for (int i = 0; i < personas; i++)
            buf_addf(out, "%sp%02d: %d", i ? ", " : "", i, (n * 7 + i) % 5 - 2);
        buf_adds(out, "}\n");
    }
}

void generate_shared_map(struct buf *out, int stages, int rows)
{
    buf_adds(out, "cjm: 1\ntitle: " GENERATED_TITLE " of sharing\nstages:\n");
    for (int stage = 0; stage < stages; stage++) {
        buf_addf(out, "  - name: Stage %d\n    touchpoints:\n", stage + 1);
        for (int row = 0; row < rows; row++)
            buf_addf(out, "      - name: T%02d\n        emotion: 0\n", stage * rows + row);
    }
}
