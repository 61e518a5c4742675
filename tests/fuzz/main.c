/* usage: fuzz_NAME FILE... (tests/run does; libFuzzer has a main() of its own)
 *
 * Gives the target each file once. */
#include <stdio.h>
#include <stdlib.h>

#include "fuzz.h"
#include "support.h"

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        struct buf text = BUF_INIT;
        test_read(argv[i], &text);
        /* Of exactly that size, so that reading behind it is noticed. */
        uint8_t *bytes = malloc(text.len ? text.len : 1);
        if (!bytes)
            return EXIT_FAILURE;
        memcpy(bytes, text.data, text.len);
        LLVMFuzzerTestOneInput(bytes, text.len);
        free(bytes);
        buf_release(&text);
    }
    printf("%s: %d inputs\n", argv[0], argc - 1);
    return argc > 1 ? EXIT_SUCCESS : EXIT_FAILURE;
}
