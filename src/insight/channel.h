/* What follows from the channel of a touchpoint. */
#ifndef CJM_INSIGHT_CHANNEL_H
#define CJM_INSIGHT_CHANNEL_H

#include "model/map.h"

enum channel_class { CHANNEL_UNSAID, CHANNEL_ONLINE, CHANNEL_OFFLINE };

/* Whether that word tells that it is online: "web" does, "phone" and own words don't. */
enum channel_class channel_class(struct slice channel);
/* Whether a touchpoint is online: it says so, or its main channel does. */
enum channel_class touchpoint_online(const struct node *touchpoint);

#endif
