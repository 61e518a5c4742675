/*
 * The room of what is the user's own: settings, keys, the configuration file. It uses core and what
 * is below.
 */
#ifndef CJM_APP_OWN_OWN_H
#define CJM_APP_OWN_OWN_H

#include "app/core/state.h"
#include "app/own/config.h"
#include "app/own/keys.h"
#include "app/own/settings.h"

struct own {
    int settings[SETTING_COUNT]; /* places of their words; that of the theme is in app->styles */
    struct own_keys keys;
    struct buf left_out; /* what was wrong in the configuration file, a line each */
};

#endif
