#include "base/i18n.h"

#include <dirent.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"

enum { HEAD_SIZE = 20, ENTRY_SIZE = 8 };

struct catalogue {
    struct catalogue *next;
    char *name; /* of the language, such as zh_CN */
    const char *data;
    size_t size;
    size_t count, originals, translations; /* entries, and where their tables are */
    bool swapped;                          /* of the other byte order */
    const char *plural;                    /* the formula; NULL: as in English */
};

/* As in gettext, one a process: what is read, and what texts are of. */
static struct catalogue *loaded; /* only added to, in front */
static pthread_mutex_t loading = PTHREAD_MUTEX_INITIALIZER;
static const struct catalogue *_Atomic used; /* a thread may say something meanwhile */
/* In place of it in this thread: an export beside the screen leaves the screen's language alone. */
static _Thread_local struct {
    bool set;
    const struct catalogue *texts;
} here;
static char *texts_folder;

static const struct catalogue *in_use(void)
{
    return here.set ? here.texts : used;
}

/* --- the file --- */

static size_t number_at(const struct catalogue *catalogue, size_t at)
{
    uint32_t number;
    memcpy(&number, catalogue->data + at, sizeof number);
    if (catalogue->swapped)
        number = number >> 24 | (number >> 8 & 0xFF00) | (number & 0xFF00) << 8 | number << 24;
    return number;
}

/* Entry `i` of a table; empty where the file is damaged. */
static struct slice entry_at(const struct catalogue *catalogue, size_t table, size_t i)
{
    size_t len = number_at(catalogue, table + i * ENTRY_SIZE);
    size_t at = number_at(catalogue, table + i * ENTRY_SIZE + 4);
    bool whole = at < catalogue->size && len < catalogue->size - at && !catalogue->data[at + len];
    return whole ? (struct slice){ catalogue->data + at, len } : SLICE("");
}

/* Texts are sorted. The translation is empty where there is none. */
static struct slice look_up(const struct catalogue *catalogue, const char *text)
{
    size_t low = 0, high = catalogue->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(text, entry_at(catalogue, catalogue->originals, middle).data);
        if (order == 0)
            return entry_at(catalogue, catalogue->translations, middle);
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return SLICE("");
}

static bool has_room(const struct catalogue *catalogue, size_t table)
{
    return table <= catalogue->size && catalogue->count <= (catalogue->size - table) / ENTRY_SIZE;
}

static bool read_head(struct catalogue *catalogue)
{
    static const uint32_t magic = 0x950412DE;
    if (catalogue->size < HEAD_SIZE)
        return false;
    catalogue->swapped = memcmp(catalogue->data, &magic, sizeof magic) != 0;
    if (number_at(catalogue, 0) != magic)
        return false;
    catalogue->count = number_at(catalogue, 8);
    catalogue->originals = number_at(catalogue, 12);
    catalogue->translations = number_at(catalogue, 16);
    if (!has_room(catalogue, catalogue->originals) || !has_room(catalogue, catalogue->translations))
        return false;
    const char *plural = strstr(look_up(catalogue, "").data, "plural=");
    catalogue->plural = plural ? plural + strlen("plural=") : NULL;
    return true;
}

static bool map_file(struct catalogue *catalogue, const char *path)
{
    struct stat st;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    void *data = MAP_FAILED;
    if (file < 0)
        return false;
    if (fstat(file, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0)
        data = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, file, 0);
    close(file);
    if (data == MAP_FAILED)
        return false;
    catalogue->data = data;
    catalogue->size = (size_t)st.st_size;
    return true;
}

/* --- forms for numbers --- */

enum { DEPTH_MAX = 50 };

struct formula {
    const char *at;
    unsigned long n;
    int depth;
    bool bad;
};

static unsigned long choice(struct formula *formula);

static void skip_blanks(struct formula *formula)
{
    formula->at += strspn(formula->at, " \t\\");
}

static bool take(struct formula *formula, const char *sign)
{
    skip_blanks(formula);
    if (strncmp(formula->at, sign, strlen(sign)) != 0)
        return false;
    formula->at += strlen(sign);
    return true;
}

static unsigned long number(struct formula *formula)
{
    unsigned long value = 0;
    while (*formula->at >= '0' && *formula->at <= '9')
        value = value * 10 + (unsigned long)(*formula->at++ - '0');
    return value;
}

static unsigned long operand(struct formula *formula)
{
    unsigned long value = 0;
    if (++formula->depth > DEPTH_MAX) {
        formula->bad = true;
    } else if (take(formula, "!")) {
        value = !operand(formula);
    } else if (take(formula, "(")) {
        value = choice(formula);
        formula->bad = !take(formula, ")") || formula->bad;
    } else if (take(formula, "n")) {
        value = formula->n;
    } else if (*formula->at >= '0' && *formula->at <= '9') {
        value = number(formula);
    } else {
        formula->bad = true;
    }
    formula->depth--;
    return value;
}

/* From what binds least; each after those that it is the beginning of. */
static const struct {
    const char *sign;
    int level;
} operators[] = { { "||", 0 }, { "&&", 1 }, { "==", 2 }, { "!=", 2 }, { "<=", 3 }, { ">=", 3 },
    { "<", 3 }, { ">", 3 }, { "+", 4 }, { "-", 4 }, { "*", 5 }, { "/", 5 }, { "%", 5 } };
enum { LEVELS = 6, OPERATORS = sizeof operators / sizeof *operators };

static unsigned long apply(struct formula *formula, size_t i, unsigned long a, unsigned long b)
{
    formula->bad = formula->bad || (i > 10 && b == 0);
    if (formula->bad)
        return 0;
    switch (i) {
    case 0:
        return a || b;
    case 1:
        return a && b;
    case 2:
        return a == b;
    case 3:
        return a != b;
    case 4:
        return a <= b;
    case 5:
        return a >= b;
    case 6:
        return a < b;
    case 7:
        return a > b;
    case 8:
        return a + b;
    case 9:
        return a - b;
    case 10:
        return a * b;
    case 11:
        return a / b;
    default:
        return a % b;
    }
}

static unsigned long level(struct formula *formula, int of)
{
    if (of == LEVELS)
        return operand(formula);
    unsigned long value = level(formula, of + 1);
    for (size_t i = 0; i < OPERATORS && !formula->bad; i++)
        if (operators[i].level == of && take(formula, operators[i].sign)) {
            value = apply(formula, i, value, level(formula, of + 1));
            i = (size_t)-1; /* once more: a - b - c */
        }
    return value;
}

static unsigned long choice(struct formula *formula)
{
    unsigned long value = level(formula, 0);
    if (!take(formula, "?"))
        return value;
    unsigned long yes = choice(formula);
    formula->bad = !take(formula, ":") || formula->bad;
    unsigned long no = choice(formula);
    return value ? yes : no;
}

/* The value of a formula of C in `n`, such as "(n != 1)" or "n%10==1 ? 0 : 1;"; 0 where it is none.
 */
static unsigned long plural_form(const char *text, unsigned long n)
{
    struct formula formula = { .at = text, .n = n };
    unsigned long form = choice(&formula);
    return formula.bad ? 0 : form;
}

/* --- languages --- */

/* The catalogue of exactly that name, read once; NULL: there is none. By one thread at a time. */
static const struct catalogue *catalogue_named(struct slice name)
{
    struct buf path = BUF_INIT;
    struct catalogue read = { .next = loaded };
    for (const struct catalogue *known = loaded; known; known = known->next)
        if (slice_is(name, known->name))
            return known;
    buf_addf(&path, "%s/%.*s/LC_MESSAGES/" PACKAGE ".mo", texts_folder, SLICE_ARG(name));
    bool good = map_file(&read, path.data) && read_head(&read);
    buf_release(&path);
    if (!good) {
        if (read.data)
            munmap((void *)(uintptr_t)read.data, read.size);
        return NULL;
    }
    loaded = mem_alloc(sizeof *loaded);
    *loaded = read;
    loaded->name = mem_copy_slice(name);
    return loaded;
}

/* "zh-cn.UTF-8@x" as "zh_CN"; empty: it is no name of a language. */
static void add_language(const char *language, struct buf *out)
{
    enum { NAME_MAX_LENGTH = 30 };
    size_t len = strcspn(language, ".@");
    for (size_t i = 0; len <= NAME_MAX_LENGTH && i < len; i++) {
        char c = language[i];
        bool letter = is_ascii_letter(c), territory = memchr(out->data, '_', out->len) != NULL;
        if (!letter && !(i && (c == '_' || c == '-' || is_digit(c)))) {
            buf_clear(out);
            return;
        }
        if (letter)
            c = (char)(territory ? c & ~0x20 : c | 0x20);
        buf_add_char(out, c == '-' ? '_' : c);
    }
}

static const struct catalogue *find(const char *language)
{
    static const char *const also[][2] = { { "zh", "zh_CN" }, { "zh_HANS", "zh_CN" },
        { "zh_SG", "zh_CN" }, { "zh_HANS_CN", "zh_CN" } };
    const struct catalogue *found = NULL;
    struct buf name = BUF_INIT;
    add_language(language, &name);
    if (texts_folder && name.len) {
        for (size_t i = 0; i < sizeof also / sizeof *also; i++)
            if (strcmp(name.data, also[i][0]) == 0)
                found = catalogue_named(slice_of(also[i][1]));
        if (!found)
            found = catalogue_named(buf_slice(&name));
        if (!found)
            found = catalogue_named((struct slice){ name.data, strcspn(name.data, "_") });
    }
    buf_release(&name);
    return found;
}

const struct catalogue *i18n_find(const char *language)
{
    pthread_mutex_lock(&loading);
    const struct catalogue *found = find(language);
    pthread_mutex_unlock(&loading);
    return found;
}

void i18n_set_folder(const char *folder)
{
    free(texts_folder);
    texts_folder = mem_copy_string(folder);
}

const struct catalogue *i18n_next(const struct catalogue *catalogue)
{
    if (catalogue)
        return catalogue->next;
    DIR *folder = texts_folder ? opendir(texts_folder) : NULL;
    const struct dirent *entry;
    pthread_mutex_lock(&loading);
    while (folder && (entry = readdir(folder)))
        catalogue_named(slice_of(entry->d_name));
    const struct catalogue *first = loaded;
    pthread_mutex_unlock(&loading);
    if (folder)
        closedir(folder);
    return first;
}

const char *i18n_folder(void)
{
    return texts_folder ? texts_folder : "";
}

bool i18n_is_language(const char *name)
{
    struct buf language = BUF_INIT;
    add_language(name, &language);
    bool is_one = language.len && !strpbrk(name, ".@");
    buf_release(&language);
    return is_one;
}

const char *i18n_language(void)
{
    const struct catalogue *catalogue = in_use();
    return catalogue ? catalogue->name : "";
}

const struct catalogue *i18n_use(const struct catalogue *catalogue)
{
    const struct catalogue *before = used;
    used = catalogue;
    return before;
}

void i18n_begin_here(const struct catalogue *catalogue)
{
    here.set = true;
    here.texts = catalogue;
}

void i18n_end_here(void)
{
    here.set = false;
}

/* --- texts --- */

const char *i18n_text_in(const struct catalogue *catalogue, const char *text)
{
    struct slice found = catalogue && *text ? look_up(catalogue, text) : SLICE("");
    return found.len ? found.data : text;
}

const char *i18n_text(const char *text)
{
    return i18n_text_in(in_use(), text);
}

const char *i18n_users(const char *text)
{
    return i18n_text_in(used, text);
}

static const char *count_in(
    const struct catalogue *catalogue, const char *one, const char *many, unsigned long n)
{
    struct slice found = catalogue ? look_up(catalogue, one) : SLICE("");
    unsigned long form = found.len && catalogue->plural ? plural_form(catalogue->plural, n)
                                                        : n != 1;
    const char *text = found.data, *end = found.data + found.len;
    while (form-- && text < end)
        text += strlen(text) + 1;
    return found.len && text < end ? text : n == 1 ? one : many;
}

const char *i18n_count(const char *one, const char *many, unsigned long n)
{
    return count_in(in_use(), one, many, n);
}

const char *i18n_users_count(const char *one, const char *many, unsigned long n)
{
    return count_in(used, one, many, n);
}

void i18n_add_number(struct slice number, struct buf *out)
{
    /* TRANSLATORS: The sign before the decimals of a number; one character. */
    const char *sign = _c("decimal sign", ".");
    for (size_t i = 0; i < number.len; i++)
        if (number.data[i] == '.')
            buf_adds(out, sign);
        else
            buf_add_char(out, number.data[i]);
}
