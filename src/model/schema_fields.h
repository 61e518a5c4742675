/*
 * Every field of every kind of node, in the order in which new ones are written: one row each.
 * YAML, forms, checks, help and the manual follow from here. Keys are promises: once released
 * they stay.
 *
 * F(KIND, NAME, key, type, low, high, words, label, question, help)
 *   words  CHOICE, BOOLEAN: the only values; TEXT, LONG_TEXT, LIST: suggestions; else NULL
 *   label  NULL: the guide's own; forms and exports leave it out
 * N(KIND, NAME, key, child, label, question, help)   a list of nodes of kind `child`
 */

F(MAP, CJM, "cjm", FIELD_INTEGER, 1, 1, NULL, N_("Format"), NULL, N_("version of the file format"))
F(MAP, TITLE, "title", FIELD_TEXT, 0, 0, NULL, N_("Title"), N_("What is this journey called?"),
    N_("the name of the map"))
F(MAP, ABOUT, "about", FIELD_LONG_TEXT, 0, 0, NULL, N_("About"),
    N_("What does this map show, in a sentence?"), N_("what the map shows, in a sentence"))
F(MAP, KIND, "kind", FIELD_CHOICE, 0, 0, words_map_kind, N_("Kind"), N_("Which kind of map is it?"),
    N_("what the map shows: today, the future, a day, or a service blueprint"))
F(MAP, MARKET, "market", FIELD_CHOICE, 0, 0, words_market, N_("Market"), N_("B2C or B2B?"),
    N_("b2c: one person decides; b2b: several, each with a role"))
F(MAP, GOAL, "goal", FIELD_LONG_TEXT, 0, 0, NULL, N_("Business goal"),
    N_("Which business goal does this map serve?"), N_("the goal that the map serves"))
F(MAP, AUDIENCE, "audience", FIELD_TEXT, 0, 0, NULL, N_("Audience"), N_("Who will use this map?"),
    N_("who will use the map"))
F(MAP, SHARED, "shared", FIELD_TEXT, 0, 0, NULL, N_("Shared"), N_("How will it be shared?"),
    N_("how and where the map is shared"))
F(MAP, SCENARIO, "scenario", FIELD_LONG_TEXT, 0, 0, NULL, N_("Scenario"),
    N_("Which one situation does the journey follow?"), N_("the one situation that is mapped"))
F(MAP, TRIGGER, "trigger", FIELD_LONG_TEXT, 0, 0, NULL, N_("Trigger"), N_("What triggers it?"),
    N_("what makes the customer start"))
F(MAP, EXPECTS, "expects", FIELD_LONG_TEXT, 0, 0, NULL, N_("Expectation"),
    N_("What do they expect?"), N_("what the customer expects"))
F(MAP, BEGINS, "begins", FIELD_TEXT, 0, 0, NULL, N_("Starts"), N_("Where does it really begin?"),
    N_("where the journey really begins"))
F(MAP, ENDS, "ends", FIELD_TEXT, 0, 0, NULL, N_("Finishes"), N_("Where does it really end?"),
    N_("where the journey really ends"))
F(MAP, OWNER, "owner", FIELD_TEXT, 0, 0, NULL, N_("Owner"), N_("Who owns this map?"),
    N_("who is responsible for the map"))
F(MAP, REVIEWED, "reviewed", FIELD_DATE, 0, 0, NULL, N_("Reviewed"),
    N_("When was it last reviewed?"), N_("date of the last review"))
F(MAP, REVIEW_EVERY, "review_every", FIELD_DURATION, 0, 0, NULL, N_("Review every"),
    N_("How often is it reviewed? A quarter is usual."), N_("interval between reviews"))
F(MAP, LINKS, "links", FIELD_LIST, 0, 0, NULL, N_("Links"), N_("Which documents belong to it?"),
    N_("documents that belong to the map"))
F(MAP, BASED_ON, "based_on", FIELD_PATH, 0, 0, NULL, N_("Based on"),
    N_("Which map is it based on?"), N_("the map that a future map was made from"))
F(MAP, LANG, "lang", FIELD_TEXT, 0, 0, NULL, N_("Language"), N_("In which language is it?"),
    N_("language of the content and of exports: en, el, zh-CN"))
F(MAP, CURRENCY, "currency", FIELD_TEXT, 0, 0, NULL, N_("Currency"),
    N_("In which currency are costs?"), N_("currency of all costs: EUR"))
F(MAP, PATHS, "paths", FIELD_LIST, 0, 0, NULL, N_("Paths"),
    N_("Which ways lead through the journey?"),
    N_("names of the ways through the journey; touchpoints name those they belong to"))
F(MAP, SHOW, "show", FIELD_LIST, 0, 0, NULL, N_("Lanes shown"), N_("Which lanes are shown?"),
    N_("the lanes that the lanes view shows, in order; without it, those of the map's kind"))
F(MAP, UNCHECKED, "unchecked", FIELD_LIST, 0, 0, NULL, N_("Unchecked"),
    N_("Which checks does this map do without?"), N_("names of checks to leave out"))
F(MAP, NOTES, "notes", FIELD_LONG_TEXT, 0, 0, NULL, N_("Notes"),
    N_("What else should readers know?"), N_("anything else"))
F(MAP, PRESET, "preset", FIELD_CHOICE, 0, 0, words_preset, NULL, NULL,
    N_("how long the workshop is: quick capture, 90 minutes, half a day, a full day"))
F(MAP, ASKED, "asked", FIELD_TEXT, 0, 0, NULL, NULL, NULL, N_("the question that the guide is at"))
F(MAP, ROUND, "round", FIELD_TEXT, 0, 0, NULL, NULL, NULL,
    N_("the silent round or vote that is running: for what, and how many votes each person has"))
N(MAP, LANES, "lanes", KIND_LANE, NULL, NULL,
    N_("lanes of your own: further fields of stages, touchpoints or personas"))
N(MAP, METRICS, "metrics", KIND_METRIC, N_("Metrics"), N_("Which metrics show that it works?"),
    N_("metrics of the whole journey"))
N(MAP, PERSONAS, "personas", KIND_PERSONA, N_("Personas"), N_("Whose journey is it?"),
    N_("whose journey it is"))
N(MAP, STAGES, "stages", KIND_STAGE, N_("Stages"), N_("Which stages do they go through?"),
    N_("the stages, in order"))
N(MAP, PARKING, "parking", KIND_NOTE, N_("Parking lot"),
    N_("What is off topic, but must not be lost?"), N_("what is off topic, but must not be lost"))
N(MAP, COMMENTS, "comments", KIND_COMMENT, N_("Comments"), N_("What is there to say about it?"),
    N_("remarks of the team"))
N(MAP, GUIDE, "guide", KIND_STEP, NULL, NULL,
    N_("the guide's steps: your own questions, and what the guide remembers of the workshop"))

F(PERSONA, NAME, "name", FIELD_TEXT, 0, 0, NULL, N_("Name"), N_("What is the persona's name?"),
    N_("the persona's name"))
F(PERSONA, ROLE, "role", FIELD_TEXT, 0, 0, NULL, N_("Role"), N_("Who are they, in a few words?"),
    N_("who they are, in a few words"))
F(PERSONA, BUYING_ROLE, "buying_role", FIELD_CHOICE, 0, 0, words_buying_role, N_("Buying role"),
    N_("What is their role in the purchase?"), N_("the role in a B2B purchase"))
F(PERSONA, INFLUENCE, "influence", FIELD_INTEGER, 1, 5, NULL, N_("Influence"),
    N_("How much do they influence the purchase?"), N_("influence on a B2B purchase"))
F(PERSONA, QUOTE, "quote", FIELD_LONG_TEXT, 0, 0, NULL, N_("In their words"),
    N_("Which sentence would they say?"), N_("a sentence in their words"))
F(PERSONA, AGE, "age", FIELD_TEXT, 0, 0, NULL, N_("Age"), N_("How old are they, if it matters?"),
    N_("age, where it predicts behaviour"))
F(PERSONA, GENDER, "gender", FIELD_TEXT, 0, 0, NULL, N_("Gender"),
    N_("What is their gender, if it matters?"), N_("gender, where it predicts behaviour"))
F(PERSONA, EDUCATION, "education", FIELD_TEXT, 0, 0, NULL, N_("Education"),
    N_("What is their education, if it matters?"), N_("education, where it predicts behaviour"))
F(PERSONA, INCOME, "income", FIELD_TEXT, 0, 0, NULL, N_("Income"),
    N_("What is their income, if it matters?"), N_("income, where it predicts behaviour"))
F(PERSONA, PLACE, "place", FIELD_TEXT, 0, 0, NULL, N_("Place"),
    N_("Where do they live, if it matters?"), N_("place, where it predicts behaviour"))
F(PERSONA, POSITION, "position", FIELD_TEXT, 0, 0, NULL, N_("Position"),
    N_("What is their position?"), N_("position at work"))
F(PERSONA, DUTIES, "duties", FIELD_LIST, 0, 0, NULL, N_("Duties"), N_("Which duties do they have?"),
    N_("duties at work"))
F(PERSONA, TASKS, "tasks", FIELD_LIST, 0, 0, NULL, N_("Tasks"),
    N_("Which tasks must they get done?"), N_("tasks to get done"))
F(PERSONA, GOALS, "goals", FIELD_LIST, 0, 0, NULL, N_("Goals"), N_("What do they want to achieve?"),
    N_("what they want to achieve"))
F(PERSONA, NEEDS, "needs", FIELD_LIST, 0, 0, NULL, N_("Needs"), N_("What do they need?"),
    N_("what they need"))
F(PERSONA, MOTIVES, "motives", FIELD_LIST, 0, 0, NULL, N_("Motives"), N_("What drives them?"),
    N_("what drives them"))
F(PERSONA, FRUSTRATIONS, "frustrations", FIELD_LIST, 0, 0, NULL, N_("Frustrations"),
    N_("What frustrates them?"), N_("what frustrates them"))
F(PERSONA, JOYS, "joys", FIELD_LIST, 0, 0, NULL, N_("Joys"), N_("What delights them?"),
    N_("what delights them"))
F(PERSONA, CHANNELS, "channels", FIELD_LIST, 0, 0, words_channel, N_("Channels"),
    N_("Which channels do they prefer?"), N_("preferred channels"))
F(PERSONA, FEELINGS, "feelings", FIELD_LONG_TEXT, 0, 0, NULL, N_("Feelings"),
    N_("How do they feel about products like ours?"), N_("how they feel about products like ours"))
F(PERSONA, GROUP, "group", FIELD_TEXT, 0, 0, NULL, N_("Social group"),
    N_("Which social group are they part of?"), N_("social group, whose opinion counts for them"))
F(PERSONA, VALUES, "values", FIELD_LIST, 0, 0, NULL, N_("Values"), N_("What do they value?"),
    N_("what they value"))
F(PERSONA, ASSUMED, "assumed", FIELD_LIST, 0, 0, NULL, N_("Assumed"),
    N_("Which of this is assumed?"), N_("which of these facts are assumed"))
F(PERSONA, EVIDENCE, "evidence", FIELD_CHOICE, 0, 0, words_evidence, N_("Evidence"),
    N_("What is the evidence for this persona?"), N_("the evidence for the persona"))
F(PERSONA, SOURCE, "source", FIELD_TEXT, 0, 0, NULL, N_("Source"), N_("How do we know this?"),
    N_("the source: interviews, a study, statistics"))
F(PERSONA, NOTES, "notes", FIELD_LONG_TEXT, 0, 0, NULL, N_("Notes"), N_("What else matters?"),
    N_("anything else"))
F(PERSONA, PHOTO, "photo", FIELD_PATH, 1, 1, NULL, N_("Photo"), N_("Where is their photo?"),
    N_("path from the map's file on, or web address, of a photo"))
F(PERSONA, PORTRAIT, "portrait", FIELD_LONG_TEXT, 20, 10, words_portrait, N_("Portrait"),
    N_("Which drawing shows them?"),
    N_("a drawing of text, up to 20 columns and 10 rows, or the name of a built-in one"))
N(PERSONA, COMMENTS, "comments", KIND_COMMENT, N_("Comments"), N_("What is there to say about it?"),
    N_("remarks of the team"))

F(STAGE, NAME, "name", FIELD_TEXT, 0, 0, NULL, N_("Name"),
    N_("What would customers call this stage?"), N_("the stage, in the customer's words"))
F(STAGE, GOAL, "goal", FIELD_LONG_TEXT, 0, 0, NULL, N_("Customer's goal"),
    N_("What do they want to achieve in this stage?"), N_("what the customer wants here"))
F(STAGE, PHASE, "phase", FIELD_TEXT, 0, 0, NULL, N_("Phase"), N_("Which phase does it belong to?"),
    N_("neighbouring stages of the same phase stand under one heading"))
F(STAGE, EXPECTS, "expects", FIELD_LONG_TEXT, 0, 0, NULL, N_("Expectation"),
    N_("What do they expect of this stage?"), N_("what the customer expects here"))
F(STAGE, NEEDS, "needs", FIELD_LIST, 0, 0, NULL, N_("Needs"), N_("What do they need here?"),
    N_("what the customer needs here"))
F(STAGE, DOING, "doing", FIELD_LONG_TEXT, 0, 0, NULL, N_("Doing"), N_("What do they do?"),
    N_("what the customer does in the stage"))
F(STAGE, THINKING, "thinking", FIELD_LONG_TEXT, 0, 0, NULL, N_("Thinking"),
    N_("Which questions do they have?"), N_("what the customer asks or thinks in the stage"))
F(STAGE, FEELING, "feeling", FIELD_LONG_TEXT, 0, 0, NULL, N_("Feeling"),
    N_("Why do they feel that way?"), N_("the reason for the stage's emotion"))
F(STAGE, EMOTION, "emotion", FIELD_PER_PERSONA, -2, 2, NULL, N_("Emotion"),
    N_("How do they feel in this stage, from -2 to +2?"),
    N_("the curve uses it where no touchpoint of the stage is scored"))
F(STAGE, STRATEGY, "strategy", FIELD_LONG_TEXT, 0, 0, NULL, N_("Our strategy"),
    N_("What is our strategy in this stage?"), N_("what we want to do in this stage"))
F(STAGE, ASK, "ask", FIELD_LIST, 0, 0, NULL, N_("Questions"),
    N_("What should the guide ask in this stage?"), N_("questions that the guide asks here"))
F(STAGE, DURATION, "duration", FIELD_LENGTH, 0, 0, NULL, N_("Duration"),
    N_("How long does it take?"), N_("how long the stage takes"))
F(STAGE, MEASURED, "measured", FIELD_RECORD, 0, 0, words_measured, N_("Measured"),
    N_("Which emotion do data show, from -2 to +2?"),
    N_("emotion from data: its value, with decimals, number of answers, date and source"))
F(STAGE, MAP, "map", FIELD_PATH, 0, 0, NULL, N_("Linked map"), N_("Which map tells more of it?"),
    N_("another map of it: a path from this file on, FILE or FILE#ID"))
F(STAGE, OWNER, "owner", FIELD_TEXT, 0, 0, NULL, N_("Owner"), N_("Who owns this stage?"),
    N_("who is responsible for the stage"))
F(STAGE, NOTES, "notes", FIELD_LONG_TEXT, 0, 0, NULL, N_("Notes"), N_("What else matters?"),
    N_("anything else"))
N(STAGE, METRICS, "metrics", KIND_METRIC, N_("Metrics"), N_("Which metrics belong to this stage?"),
    N_("metrics of the stage"))
N(STAGE, QUOTES, "quotes", KIND_QUOTE, N_("Quotes"), N_("What did customers say?"),
    N_("what customers said about the stage"))
N(STAGE, PAINS, "pains", KIND_PAIN, N_("Pains"), N_("What fails, confuses, delays or blocks?"),
    N_("what fails, confuses, delays or blocks in the whole stage"))
N(STAGE, IDEAS, "ideas", KIND_IDEA, N_("Ideas"), N_("How might we make it better?"),
    N_("what would make the whole stage better"))
N(STAGE, TOUCHPOINTS, "touchpoints", KIND_TOUCHPOINT, N_("Touchpoints"),
    N_("What do they do here, and where do they meet us?"), N_("the stage's touchpoints, in order"))
N(STAGE, COMMENTS, "comments", KIND_COMMENT, N_("Comments"), N_("What is there to say about it?"),
    N_("remarks of the team"))

F(TOUCHPOINT, NAME, "name", FIELD_TEXT, 0, 0, NULL, N_("Name"),
    N_("What is this touchpoint called?"), N_("the touchpoint's name"))
F(TOUCHPOINT, CHANNEL, "channel", FIELD_TEXTS, 0, 0, words_channel, N_("Channel"),
    N_("Which channel?"), N_("where it happens: usual words or your own, the main one first"))
F(TOUCHPOINT, ONLINE, "online", FIELD_BOOLEAN, 0, 0, words_boolean, N_("Online"),
    N_("Online or offline?"), N_("whether it happens online"))
F(TOUCHPOINT, WHEN, "when", FIELD_CHOICE, 0, 0, words_when, N_("When"),
    N_("Before, during or after the purchase?"), N_("before, during or after the purchase"))
F(TOUCHPOINT, STARTED_BY, "started_by", FIELD_CHOICE, 0, 0, words_started_by, N_("Started by"),
    N_("Who starts it?"), N_("who starts the contact"))
F(TOUCHPOINT, TAKES_PART, "takes_part", FIELD_LIST, 0, 0, NULL, N_("Takes part"),
    N_("Which personas take part?"),
    N_("ids of the personas who are there; without any, all of them"))
F(TOUCHPOINT, PATHS, "paths", FIELD_LIST, 0, 0, NULL, N_("Paths"),
    N_("Which paths does it belong to?"),
    N_("names of the map's paths that it belongs to; without any, all of them"))
F(TOUCHPOINT, TIME, "time", FIELD_TEXT, 0, 0, NULL, N_("Time of day"), N_("At what time of day?"),
    N_("time of day, in a day map"))
F(TOUCHPOINT, PLACE, "place", FIELD_TEXT, 0, 0, NULL, N_("Place"), N_("Where are they?"),
    N_("place, in a day map"))
F(TOUCHPOINT, DURATION, "duration", FIELD_LENGTH, 0, 0, NULL, N_("Duration"),
    N_("How long does it take?"), N_("how long it takes"))
F(TOUCHPOINT, SWITCH_TO, "switch_to", FIELD_TEXT, 0, 0, words_channel, N_("Switch to"),
    N_("Do they switch channel? To which?"), N_("the channel they switch to"))
F(TOUCHPOINT, DOING, "doing", FIELD_LONG_TEXT, 0, 0, NULL, N_("Doing"), N_("What do they do?"),
    N_("what the customer does"))
F(TOUCHPOINT, DECIDES, "decides", FIELD_LONG_TEXT, 0, 0, NULL, N_("Decides"),
    N_("What do they decide?"), N_("what the customer decides"))
F(TOUCHPOINT, THINKING, "thinking", FIELD_LONG_TEXT, 0, 0, NULL, N_("Thinking"),
    N_("Which questions do they have?"), N_("what the customer asks or thinks"))
F(TOUCHPOINT, FEELING, "feeling", FIELD_LONG_TEXT, 0, 0, NULL, N_("Feeling"),
    N_("Why do they feel that way?"), N_("the reason for the emotion"))
F(TOUCHPOINT, EMOTION, "emotion", FIELD_PER_PERSONA, -2, 2, NULL, N_("Emotion"),
    N_("How do they feel, from -2 to +2?"),
    N_("-2 very bad to +2 very good; or one value for each persona"))
F(TOUCHPOINT, MEASURED, "measured", FIELD_RECORD, 0, 0, words_measured, N_("Measured"),
    N_("Which emotion do data show, from -2 to +2?"),
    N_("emotion from data: its value, with decimals, number of answers, date and source"))
F(TOUCHPOINT, IMPORTANCE, "importance", FIELD_INTEGER, 1, 5, NULL, N_("Importance"),
    N_("How much does it matter to them?"), N_("how much it matters to the customer"))
F(TOUCHPOINT, IMPACT, "impact", FIELD_INTEGER, 1, 5, NULL, N_("Impact"),
    N_("How much does it change the outcome?"), N_("how much it changes the outcome"))
F(TOUCHPOINT, SATISFACTION, "satisfaction", FIELD_INTEGER, 0, 10, NULL, N_("Satisfaction"),
    N_("How satisfied are they, from 0 to 10?"), N_("for the opportunity score"))
F(TOUCHPOINT, MOMENT, "moment", FIELD_BOOLEAN, 0, 0, words_boolean, N_("Moment of truth"),
    N_("Does it decide whether the customer stays?"), N_("whether it is a moment of truth"))
F(TOUCHPOINT, MOMENT_OF, "moment_of", FIELD_CHOICE, 0, 0, words_moment_of, N_("Kind of moment"),
    N_("Which kind of moment is it?"), N_("which moment of truth it is"))
F(TOUCHPOINT, EVIDENCE, "evidence", FIELD_CHOICE, 0, 0, words_evidence, N_("Evidence"),
    N_("Research, partial or assumption?"), N_("the evidence for it"))
F(TOUCHPOINT, SOURCE, "source", FIELD_TEXT, 0, 0, NULL, N_("Source"), N_("How do we know this?"),
    N_("the source of the evidence"))
F(TOUCHPOINT, PROPS, "props", FIELD_LONG_TEXT, 0, 0, NULL, N_("Seen and touched"),
    N_("What do customers see, touch, receive?"),
    N_("what customers see, touch and receive (blueprint)"))
F(TOUCHPOINT, FRONT_STAGE, "front_stage", FIELD_LONG_TEXT, 0, 0, NULL, N_("Front stage"),
    N_("What do visible staff or systems do?"), N_("what the customer sees of us (blueprint)"))
F(TOUCHPOINT, BACK_STAGE, "back_stage", FIELD_LONG_TEXT, 0, 0, NULL, N_("Back stage"),
    N_("What do hidden staff do?"), N_("what the customer does not see (blueprint)"))
F(TOUCHPOINT, SUPPORT, "support", FIELD_LONG_TEXT, 0, 0, NULL, N_("Support processes"),
    N_("Which processes support it?"), N_("supporting processes (blueprint)"))
F(TOUCHPOINT, PEOPLE, "people", FIELD_LIST, 0, 0, NULL, N_("People"), N_("Who is involved?"),
    N_("people involved (blueprint)"))
F(TOUCHPOINT, POLICIES, "policies", FIELD_LIST, 0, 0, NULL, N_("Policies"),
    N_("Which rules apply?"), N_("rules that apply (blueprint)"))
F(TOUCHPOINT, TECHNOLOGY, "technology", FIELD_LIST, 0, 0, NULL, N_("Technology"),
    N_("Which systems?"), N_("systems involved (blueprint)"))
F(TOUCHPOINT, CHANGE, "change", FIELD_LONG_TEXT, 0, 0, NULL, N_("What changes"),
    N_("What will change here?"), N_("what changes (future map)"))
F(TOUCHPOINT, OWNER, "owner", FIELD_TEXT, 0, 0, NULL, N_("Owner"), N_("Who owns it?"),
    N_("who is responsible for it"))
F(TOUCHPOINT, DUE, "due", FIELD_DATE, 0, 0, NULL, N_("Due"), N_("By when?"), N_("due date"))
F(TOUCHPOINT, LINKS, "links", FIELD_LIST, 0, 0, NULL, N_("Links"),
    N_("Which documents belong to it?"), N_("documents that belong to it"))
F(TOUCHPOINT, MAP, "map", FIELD_PATH, 0, 0, NULL, N_("Linked map"),
    N_("Which map tells more of it?"),
    N_("another map of it: a path from this file on, FILE or FILE#ID"))
F(TOUCHPOINT, NOTES, "notes", FIELD_LONG_TEXT, 0, 0, NULL, N_("Notes"), N_("What else matters?"),
    N_("anything else"))
N(TOUCHPOINT, METRICS, "metrics", KIND_METRIC, N_("Metrics"), N_("Which metrics belong to it?"),
    N_("metrics of the touchpoint"))
N(TOUCHPOINT, QUOTES, "quotes", KIND_QUOTE, N_("Quotes"), N_("What did customers say?"),
    N_("what customers said"))
N(TOUCHPOINT, PAINS, "pains", KIND_PAIN, N_("Pains"), N_("What fails, confuses, delays or blocks?"),
    N_("what fails, confuses, delays or blocks"))
N(TOUCHPOINT, IDEAS, "ideas", KIND_IDEA, N_("Ideas"), N_("How might we make it better?"),
    N_("what would remove a pain or add a joy"))
N(TOUCHPOINT, VISITS, "visits", KIND_VISIT, N_("Visits"), N_("What happened to you there?"),
    N_("what people met who walked the journey"))
N(TOUCHPOINT, COMMENTS, "comments", KIND_COMMENT, N_("Comments"),
    N_("What is there to say about it?"), N_("remarks of the team"))

F(PAIN, TEXT, "text", FIELD_LONG_TEXT, 0, 0, NULL, N_("Pain"),
    N_("What fails, confuses, delays or blocks?"), N_("what hurts, in a sentence"))
F(PAIN, SEVERITY, "severity", FIELD_INTEGER, 0, 4, NULL, N_("Severity"), N_("How severe is it?"),
    N_("0 none, 1 cosmetic, 2 minor, 3 major, 4 catastrophic"))
F(PAIN, FREQUENCY, "frequency", FIELD_INTEGER, 1, 4, NULL, N_("Frequency"), N_("How often?"),
    N_("1 rare, 2 sometimes, 3 often, 4 always"))
F(PAIN, STATUS, "status", FIELD_CHOICE, 0, 0, words_status, N_("Status"), N_("What is the status?"),
    N_("how far the pain is solved"))
F(PAIN, WORKAROUND, "workaround", FIELD_LONG_TEXT, 0, 0, NULL, N_("Workaround"),
    N_("What is the workaround?"), N_("what customers do instead"))
F(PAIN, COST, "cost", FIELD_NUMBER, 0, 0, NULL, N_("Cost"), N_("What does it cost a month?"),
    N_("what it costs a month, in the map's currency"))
F(PAIN, PERSONAS, "personas", FIELD_LIST, 0, 0, NULL, N_("Affected personas"),
    N_("Which personas does it affect?"),
    N_("ids of the personas that it affects; without any, all of them"))
F(PAIN, EVIDENCE, "evidence", FIELD_CHOICE, 0, 0, words_evidence, N_("Evidence"),
    N_("Research, partial or assumption?"), N_("the evidence for it"))
F(PAIN, SOURCE, "source", FIELD_TEXT, 0, 0, NULL, N_("Source"), N_("How do we know this?"),
    N_("the source of the evidence"))
F(PAIN, CHOSEN, "chosen", FIELD_BOOLEAN, 0, 0, words_boolean, N_("Chosen"), N_("Do we work on it?"),
    N_("whether the team chose to work on it"))
F(PAIN, VOTES, "votes", FIELD_INTEGER, -9999, 9999, NULL, N_("Votes"), N_("How many votes?"),
    N_("dot votes, minus the votes against"))
F(PAIN, OWNER, "owner", FIELD_TEXT, 0, 0, NULL, N_("Owner"), N_("Who solves it?"),
    N_("who solves it"))
F(PAIN, DUE, "due", FIELD_DATE, 0, 0, NULL, N_("Due"), N_("By when?"), N_("due date"))
F(PAIN, LINK, "link", FIELD_TEXT, 0, 0, NULL, N_("Link"), N_("Where is it tracked?"),
    N_("where it is tracked"))
F(PAIN, FIXED_ON, "fixed_on", FIELD_DATE, 0, 0, NULL, N_("Fixed on"), N_("When was it fixed?"),
    N_("when it was fixed"))
F(PAIN, BEFORE, "before", FIELD_FIGURE, 0, 0, NULL, N_("Before"), N_("What was it before?"),
    N_("the emotion or metric before it was fixed"))
F(PAIN, VERIFIED_ON, "verified_on", FIELD_DATE, 0, 0, NULL, N_("Verified on"),
    N_("When was it verified?"), N_("when somebody saw that it helped"))
F(PAIN, VERIFIED_BY, "verified_by", FIELD_TEXT, 0, 0, NULL, N_("Verified by"),
    N_("Who verified it?"), N_("who saw that it helped"))
F(PAIN, AFTER, "after", FIELD_FIGURE, 0, 0, NULL, N_("After"), N_("What is it now?"),
    N_("the emotion or metric after it was fixed"))
N(PAIN, COMMENTS, "comments", KIND_COMMENT, N_("Comments"), N_("What is there to say about it?"),
    N_("remarks of the team"))

F(IDEA, TEXT, "text", FIELD_LONG_TEXT, 0, 0, NULL, N_("Idea"), N_("How might we ...?"),
    N_("what would help, in a sentence"))
F(IDEA, PAIN, "pain", FIELD_TEXT, 0, 0, NULL, N_("Pain"), N_("Which pain does it remove?"),
    N_("id of the pain that it removes"))
F(IDEA, IMPACT, "impact", FIELD_INTEGER, 1, 5, NULL, N_("Impact"), N_("How much would it help?"),
    N_("how much it would help"))
F(IDEA, EFFORT, "effort", FIELD_INTEGER, 1, 5, NULL, N_("Effort"), N_("How much work is it?"),
    N_("how much work it is"))
F(IDEA, REACH, "reach", FIELD_NUMBER, 0, 0, NULL, N_("Reach"),
    N_("How many customers does it reach?"), N_("customers reached in a period, for RICE"))
F(IDEA, CONFIDENCE, "confidence", FIELD_NUMBER, 0, 1, NULL, N_("Confidence"),
    N_("How sure are we?"), N_("1 high, 0.8 medium, 0.5 low, for RICE"))
F(IDEA, STATUS, "status", FIELD_CHOICE, 0, 0, words_status, N_("Status"), N_("What is the status?"),
    N_("how far the idea is done"))
F(IDEA, CHOSEN, "chosen", FIELD_BOOLEAN, 0, 0, words_boolean, N_("Chosen"), N_("Do we do it?"),
    N_("whether the team chose to do it"))
F(IDEA, VOTES, "votes", FIELD_INTEGER, -9999, 9999, NULL, N_("Votes"), N_("How many votes?"),
    N_("dot votes, minus the votes against"))
F(IDEA, OWNER, "owner", FIELD_TEXT, 0, 0, NULL, N_("Owner"), N_("Who does it?"), N_("who does it"))
F(IDEA, DUE, "due", FIELD_DATE, 0, 0, NULL, N_("Due"), N_("By when?"), N_("due date"))
F(IDEA, METRIC, "metric", FIELD_TEXT, 0, 0, NULL, N_("Metric"),
    N_("Which metric will show that it worked?"), N_("the metric that will show that it worked"))
F(IDEA, TARGET, "target", FIELD_TEXT, 0, 0, NULL, N_("Target"), N_("What is the target value?"),
    N_("the target value"))
F(IDEA, LINK, "link", FIELD_TEXT, 0, 0, NULL, N_("Link"), N_("Where is it tracked?"),
    N_("where it is tracked"))
F(IDEA, FIXED_ON, "fixed_on", FIELD_DATE, 0, 0, NULL, N_("Fixed on"), N_("When was it fixed?"),
    N_("when it was fixed"))
F(IDEA, BEFORE, "before", FIELD_FIGURE, 0, 0, NULL, N_("Before"), N_("What was it before?"),
    N_("the emotion or metric before it was fixed"))
F(IDEA, VERIFIED_ON, "verified_on", FIELD_DATE, 0, 0, NULL, N_("Verified on"),
    N_("When was it verified?"), N_("when somebody saw that it helped"))
F(IDEA, VERIFIED_BY, "verified_by", FIELD_TEXT, 0, 0, NULL, N_("Verified by"),
    N_("Who verified it?"), N_("who saw that it helped"))
F(IDEA, AFTER, "after", FIELD_FIGURE, 0, 0, NULL, N_("After"), N_("What is it now?"),
    N_("the emotion or metric after it was fixed"))
N(IDEA, COMMENTS, "comments", KIND_COMMENT, N_("Comments"), N_("What is there to say about it?"),
    N_("remarks of the team"))

F(QUOTE, TEXT, "text", FIELD_LONG_TEXT, 0, 0, NULL, N_("Quote"),
    N_("What did they say, word for word?"), N_("what was said, word for word"))
F(QUOTE, BY, "by", FIELD_TEXT, 0, 0, NULL, N_("By"), N_("Who said it?"), N_("who said it"))
F(QUOTE, PERSONA, "persona", FIELD_TEXT, 0, 0, NULL, N_("Persona"),
    N_("Which persona does it belong to?"), N_("id of the persona it belongs to"))
F(QUOTE, DATE, "date", FIELD_DATE, 0, 0, NULL, N_("Date"), N_("When?"), N_("when it was said"))
N(QUOTE, COMMENTS, "comments", KIND_COMMENT, N_("Comments"), N_("What is there to say about it?"),
    N_("remarks of the team"))

F(METRIC, NAME, "name", FIELD_TEXT, 0, 0, NULL, N_("Name"), N_("What is measured?"),
    N_("what is measured"))
F(METRIC, KIND, "kind", FIELD_CHOICE, 0, 0, words_metric_kind, N_("Kind"),
    N_("Which kind of metric is it?"), N_("which kind of metric it is"))
F(METRIC, VALUE, "value", FIELD_FIGURE, 0, 0, NULL, N_("Value"), N_("What is it today?"),
    N_("today's value"))
F(METRIC, TARGET, "target", FIELD_FIGURE, 0, 0, NULL, N_("Target"), N_("What is the target value?"),
    N_("the target value"))
F(METRIC, UNIT, "unit", FIELD_TEXT, 0, 0, NULL, N_("Unit"), N_("In which unit?"),
    N_("unit of both values"))
F(METRIC, BETTER, "better", FIELD_CHOICE, 0, 0, words_better, N_("Better"),
    N_("Is a higher or a lower value better?"), N_("whether a higher or a lower value is better"))
F(METRIC, N, "n", FIELD_INTEGER, 0, 999999999, NULL, N_("Answers"),
    N_("How many answers are there?"), N_("how many answers the value is of"))
F(METRIC, FORMULA, "formula", FIELD_TEXT, 0, 0, NULL, N_("Formula"), N_("How is it computed?"),
    N_("of a rate: A / B, the names of two other metrics"))
F(METRIC, DATE, "date", FIELD_DATE, 0, 0, NULL, N_("Date"), N_("When was it measured?"),
    N_("when it was measured"))
F(METRIC, SOURCE, "source", FIELD_TEXT, 0, 0, NULL, N_("Source"), N_("Where does it come from?"),
    N_("where it comes from"))
N(METRIC, WAS, "was", KIND_READING, N_("Earlier values"), N_("What was it earlier?"),
    N_("what the value was earlier"))
N(METRIC, COMMENTS, "comments", KIND_COMMENT, N_("Comments"), N_("What is there to say about it?"),
    N_("remarks of the team"))

F(NOTE, TEXT, "text", FIELD_LONG_TEXT, 0, 0, NULL, N_("Note"), N_("What is it?"), N_("what it is"))
F(NOTE, BY, "by", FIELD_TEXT, 0, 0, NULL, N_("By"), N_("Who brought it up?"),
    N_("who brought it up"))
F(NOTE, DATE, "date", FIELD_DATE, 0, 0, NULL, N_("Date"), N_("When?"), N_("when it was parked"))
N(NOTE, COMMENTS, "comments", KIND_COMMENT, N_("Comments"), N_("What is there to say about it?"),
    N_("remarks of the team"))

F(VISIT, NOTE, "note", FIELD_LONG_TEXT, 0, 0, NULL, N_("Visit"), N_("What happened?"),
    N_("what happened, in a sentence"))
F(VISIT, BY, "by", FIELD_TEXT, 0, 0, NULL, N_("By"), N_("Who was there?"), N_("who was there"))
F(VISIT, DATE, "date", FIELD_DATE, 0, 0, NULL, N_("Date"), N_("When?"), N_("when it was"))
F(VISIT, EMOTION, "emotion", FIELD_INTEGER, -2, 2, NULL, N_("Emotion"), N_("How did it feel?"),
    N_("the emotion that was met, -2 very bad to +2 very good"))
F(VISIT, MINUTES, "minutes", FIELD_NUMBER, 0, 0, NULL, N_("Minutes"),
    N_("How many minutes did it take?"), N_("minutes that it took"))

F(READING, VALUE, "value", FIELD_FIGURE, 0, 0, NULL, N_("Value"), N_("What was it?"),
    N_("what the value was"))
F(READING, DATE, "date", FIELD_DATE, 0, 0, NULL, N_("Date"), N_("When?"),
    N_("when it was measured"))

F(COMMENT, TEXT, "text", FIELD_LONG_TEXT, 0, 0, NULL, N_("Comment"), N_("What is there to say?"),
    N_("what there is to say"))
F(COMMENT, BY, "by", FIELD_TEXT, 0, 0, NULL, N_("By"), N_("Who says so?"), N_("who says so"))
F(COMMENT, DATE, "date", FIELD_DATE, 0, 0, NULL, N_("Date"), N_("When?"), N_("when it was said"))
F(COMMENT, FOR, "for", FIELD_TEXT, 0, 0, NULL, N_("For"), N_("For whom is it?"),
    N_("for whom it is"))
F(COMMENT, DONE, "done", FIELD_BOOLEAN, 0, 0, words_boolean, N_("Done"), N_("Is it settled?"),
    N_("whether it is settled"))

F(LANE, KEY, "key", FIELD_TEXT, 0, 0, NULL, NULL, NULL,
    N_("the key under which its values stand: lower case letters, digits and _"))
F(LANE, LABEL, "label", FIELD_TEXT, 0, 0, NULL, NULL, NULL, N_("the name that people see"))
F(LANE, OF, "of", FIELD_CHOICE, 0, 0, words_lane_of, NULL, NULL,
    N_("which items have it; without it, touchpoints"))
F(LANE, TYPE, "type", FIELD_CHOICE, 0, 0, words_lane_type, NULL, NULL,
    N_("what its values are; without it, text"))
F(LANE, WORDS, "words", FIELD_LIST, 0, 0, NULL, NULL, NULL,
    N_("the words of a choice, or suggestions"))
F(LANE, LOW, "low", FIELD_INTEGER, -999999999, 999999999, NULL, NULL, NULL, N_("the lowest number"))
F(LANE, HIGH, "high", FIELD_INTEGER, -999999999, 999999999, NULL, NULL, NULL,
    N_("the highest number"))
F(LANE, QUESTION, "question", FIELD_TEXT, 0, 0, NULL, NULL, NULL,
    N_("what the guide asks for it; without it, the guide does not ask"))

F(STEP, STEP, "step", FIELD_TEXT, 0, 0, words_step, NULL, NULL,
    N_("which of the guide's steps it is, or a word of your own for a new step"))
F(STEP, NAME, "name", FIELD_TEXT, 0, 0, NULL, NULL, NULL, N_("the step's name as people see it"))
F(STEP, PURPOSE, "purpose", FIELD_LONG_TEXT, 0, 0, NULL, NULL, NULL,
    N_("what the step is for, in a sentence"))
F(STEP, EXPLAIN, "explain", FIELD_LONG_TEXT, 0, 0, NULL, NULL, NULL,
    N_("how the step is done, with an example"))
F(STEP, DONE, "done", FIELD_TEXT, 0, 0, NULL, NULL, NULL, N_("what counts as done, in a sentence"))
F(STEP, ONLY, "only", FIELD_LIST, 0, 0, words_only, NULL, NULL,
    N_("only in maps of one of these kinds or markets, or with one of these presets"))
F(STEP, MINUTES, "minutes", FIELD_INTEGER, 0, 600, NULL, NULL, NULL,
    N_("its time box in a workshop of 90 minutes"))
F(STEP, QUICK, "quick", FIELD_INTEGER, 0, 600, NULL, NULL, NULL,
    N_("its time box in a quick capture, in minutes; without it, a quick capture has no such step"))
F(STEP, HALF, "half", FIELD_INTEGER, 0, 600, NULL, NULL, NULL,
    N_("its time box in half a day, in minutes; by default twice the usual"))
F(STEP, FULL, "full", FIELD_INTEGER, 0, 600, NULL, NULL, NULL,
    N_("its time box in a full day, in minutes; by default four times the usual"))
F(STEP, USED, "used", FIELD_INTEGER, 0, 9999999, NULL, NULL, NULL, N_("seconds used so far"))
F(STEP, EXTRA, "extra", FIELD_INTEGER, 0, 9999, NULL, NULL, NULL,
    N_("minutes added to its time box"))
F(STEP, PAUSED, "paused", FIELD_BOOLEAN, 0, 0, words_boolean, NULL, NULL,
    N_("whether its clock is paused"))
F(STEP, PASSED, "passed", FIELD_BOOLEAN, 0, 0, words_boolean, NULL, NULL,
    N_("whether the team went on although questions were open"))
F(STEP, SKIPPED, "skipped", FIELD_LIST, 0, 0, NULL, NULL, NULL, N_("questions that were skipped"))
N(STEP, QUESTIONS, "questions", KIND_QUESTION, NULL, NULL,
    N_("the step's questions, in place of the usual ones"))

F(QUESTION, TEXT, "text", FIELD_LONG_TEXT, 0, 0, NULL, NULL, NULL,
    N_("the question as it is asked"))
F(QUESTION, FOR, "for", FIELD_CHOICE, 0, 0, words_target, NULL, NULL,
    N_("the field that the answer fills in, as KIND.KEY: touchpoint.channel"))
F(QUESTION, HINT, "hint", FIELD_LONG_TEXT, 0, 0, NULL, NULL, NULL,
    N_("what an answer looks like, or an example"))
F(QUESTION, ONLY, "only", FIELD_LIST, 0, 0, words_only, NULL, NULL,
    N_("only in maps of one of these kinds or markets, or with one of these presets"))
F(QUESTION, NEEDED, "needed", FIELD_BOOLEAN, 0, 0, words_boolean, NULL, NULL,
    N_("whether the step needs an answer to it"))
F(QUESTION, BESIDE, "beside", FIELD_BOOLEAN, 0, 0, words_boolean, NULL, NULL,
    N_("whether each item is asked it together with the question before it, by a key more"))
F(QUESTION, OF, "of", FIELD_CHOICE, 0, 0, words_of, NULL, NULL,
    N_("only of chosen pains and ideas, or of moments of truth"))
F(QUESTION, PICK, "pick", FIELD_INTEGER, 1, 20, NULL, NULL, NULL,
    N_("ask once, and let the team pick at most this many; the field must be yes or no"))
