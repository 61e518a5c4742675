"""A map as PyYAML reads it, and how texts are compared."""
import re
import unicodedata

import yaml

CONTROL_SIGNS = set(map(chr, range(0x2400, 0x2422))) | {"\ufffd", "\ufffe", "\uffff"}


class Fault(Exception):
    """An export is wrong; the rest of it is not looked at."""


def bare(text):
    """What is left to compare of a text that was wrapped, trimmed and made harmless."""
    return "".join(c for c in unicodedata.normalize("NFC", str(text))
                   if not c.isspace() and unicodedata.category(c) not in ("Cc", "Cf")
                   and c not in CONTROL_SIGNS)


def require(good, *words):
    if not good:
        raise Fault(" ".join(str(word)[:300] for word in words))


def require_texts(texts, shown, bare=bare):
    hay = bare(shown)
    for text in texts:
        require(bare(text) in hay, "lost:", repr(text))


def as_node(value, key):
    """A node may be written as the text that names it."""
    return value if isinstance(value, dict) else {key: value}


def as_list(value):
    if value is None or value == "":
        return []
    return value if isinstance(value, list) else [value]


class Map:
    def __init__(self, path):
        self.path = path
        self.is_hostile = "/examples/" not in path
        with open(path, encoding="utf-8") as file:
            self.doc = yaml.load(file, Loader=yaml.CBaseLoader)
        self.title = self.doc["title"]
        self.personas = self.nodes(self.doc, "personas", "name")
        self.stages = self.nodes(self.doc, "stages", "name")
        self.touchpoints = [(stage, touchpoint) for stage in self.stages
                            for touchpoint in self.nodes(stage, "touchpoints", "name")]

    @staticmethod
    def nodes(node, key, headline):
        return [as_node(child, headline) for child in as_list(node.get(key))]

    def places(self):
        """All that pains and ideas hang on."""
        return self.stages + [touchpoint for _, touchpoint in self.touchpoints]

    def actions(self):
        """Chosen ideas, and pains and ideas that somebody has, in any order."""
        return [node for place in self.places() for key in ("pains", "ideas")
                for node in self.nodes(place, key, "text")
                if node.get("chosen") == "true" or node.get("owner") or node.get("due")
                or node.get("status", "open") != "open"]

    def emotions(self, touchpoint):
        """Names of personas (or None) with their scores."""
        value = touchpoint.get("emotion")
        if value in (None, ""):
            return []
        if not isinstance(value, dict):
            return [(None, int(value))]
        return [(key, int(score)) for key, score in value.items()]

    def names(self):
        return [self.title] + [node.get("name", "") for node in
                               self.personas + self.stages + [t for _, t in self.touchpoints]]

    def told(self):
        """What a page of the map has."""
        texts = self.names()
        for place in self.places():
            texts += [place.get(key, "") for key in ("doing", "thinking", "feeling")]
            for key in ("pains", "ideas", "quotes"):
                texts += [node.get("text", "") for node in self.nodes(place, key, "text")]
        return texts


def require_harmless(text, bidi=False):
    """No control character, and nothing that turns the order of what stands around it."""
    found = re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]", text.replace("\r\n", "\n"))
    require(not found, "control character", found and hex(ord(found[0])))
    require(bidi or not re.search("[\u202a-\u202e\u2066-\u2069]", text), "turns the order of text")
