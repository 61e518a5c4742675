"""Wikis by pandoc, Markdown by cmark-gfm, XML by xmllint and Python's expat, HTML by html5lib."""
import html.entities
import json
import re
import shutil
import subprocess
import xml.etree.ElementTree as tree

from maps import Fault, require, require_texts

try:
    import html5lib
except ImportError:
    html5lib = None


def output_of(text, *command):
    run = subprocess.run(command, input=text.encode(), capture_output=True, check=False)
    require(run.returncode == 0, command[0], run.stderr.decode("utf-8", "replace").strip())
    return run.stdout.decode()


def read_xml(text, entities=""):
    try:
        return tree.fromstring(entities + text)
    except tree.ParseError as error:
        raise Fault(f"XML: {error}") from None


# What pandoc makes of our pages; whatever else is there was made of a text.
PLAIN = {"Str", "Space", "SoftBreak", "LineBreak", "Para", "Plain", "Header", "Table", "CodeBlock", "Strong"}


def walk(node, found):
    if isinstance(node, list):
        for child in node:
            walk(child, found)
    elif isinstance(node, dict):
        if "t" in node:
            found.append((node["t"], node.get("c")))
        walk(node.get("c"), found) if "t" in node else walk(list(node.values()), found)


def judge_wiki(map_, text, syntax, literal):
    """`literal`: what pandoc reads in another way than the wiki."""
    if not shutil.which("pandoc"):
        return
    found, shown = [], []
    document = json.loads(output_of(literal(text), "pandoc", "-f", syntax, "-t", "json"))
    walk(document["blocks"], found)
    for kind, value in found:
        known = kind in PLAIN or kind.startswith(("Align", "ColWidth"))
        require(known, "pandoc finds", kind, json.dumps(value))
        shown.append({"Str": value, "CodeBlock": (value or [""])[-1] if kind == "CodeBlock" else ""}.get(kind) or "")
    require(sum(kind == "CodeBlock" for kind, _ in found) <= 1, "two blocks of code")
    require_texts(map_.told(), "".join(map(str, shown)).replace("\ue000", "<"))


def judge_mediawiki(map_, text):
    pages = re.split(r"<pre>.*?</pre>", text, flags=re.S)
    page = "".join(pages)
    require(len(pages) <= 2, "two blocks of code")
    for pattern in (r"\{\{", r"\[\[|\]\]", r"<(?!br>)", r"''(?!')(?<!''')", r"__[A-Z]+__", r"~~~",
                    r"\b(?:https?|ftp|mailto|news|irc|gopher|telnet|ssh|git|svn):(?=\S)", r"^[*#:;]",
                    r"^----", r"\b(?:RFC|PMID|ISBN) +\d"):
        live = re.search(pattern, page, re.M | re.I)
        require(not live, "live:", live and page[live.start():][:60])
    # "!!" is text in a row of data; pandoc begins a cell there.
    judge_wiki(map_, text, "mediawiki", lambda text: re.sub(
        r"(?m)^\|.*$", lambda row: row[0].replace("!!", "&#33;&#33;"), text))


def judge_dokuwiki(map_, text):
    page = re.sub(r"<nowiki>.*?</nowiki>|%%.*?%%|<code>.*?</code>", "", text, flags=re.S)
    for pattern in (r"<", r"\{\{", r"\[\[", r"~~", r"\(\(", r"//", r"__", r"''", r"FIXME", r"^ {2,}",
                    r"https?:", r"\w@\w"):
        live = re.search(pattern, page, re.M)
        require(not live, "live:", live and page[live.start():][:60])
    # pandoc reads <nowiki> within %%, and the other way round; DokuWiki does not.
    def literal(text):
        parts = re.split(r"(<nowiki>.*?</nowiki>|%%.*?%%|<code>.*?</code>)", text, flags=re.S)
        return "".join("%%" + part[2:-2].replace("<", "\ue000") + "%%" if part.startswith("%%") else part
                       for part in parts)
    if "<nowiki>" not in text:
        judge_wiki(map_, text, "dokuwiki", literal)
    shown = re.sub(r"<nowiki>(.*?)</nowiki>|%%(.*?)%%|\\\\(?=\s)|[|^]",
                   lambda match: match[1] or match[2] or "", text, flags=re.S)
    require_texts(map_.told(), shown)


ENTITIES = "<!DOCTYPE page [%s]>" % "".join(
    f'<!ENTITY {name} "&#{code};">' for name, code in html.entities.name2codepoint.items()
    if name not in ("lt", "gt", "amp", "quot"))
STORED = {"page", "h1", "h2", "p", "strong", "br", "table", "tbody", "tr", "th", "td",
          "{urn:ac}structured-macro", "{urn:ac}plain-text-body"}


def judge_confluence(map_, text):
    root = read_xml(f'<page xmlns:ac="urn:ac" xmlns:ri="urn:ri">{text}</page>', ENTITIES)
    macros = 0
    for element in root.iter():
        require(element.tag in STORED, "an element", element.tag)
        macro = element.tag.endswith("structured-macro")
        macros += macro
        require(element.attrib == ({"{urn:ac}name": "code"} if macro else {}), "attributes", element.attrib)
        if element.tag == "table":
            require(len({len(row) for row in element.iter("tr")}) == 1, "rows of different lengths")
    require(macros <= 1, macros, "macros")
    require_texts(map_.told(), "".join(root.itertext()))


MARKDOWN = {"document", "heading", "paragraph", "text", "strong", "code", "code_block", "list", "item",
            "block_quote", "softbreak", "linebreak", "html_inline", "table", "table_header", "table_row",
            "table_cell"}


def markdown_tree(text, html_too=True):
    """What is in it, by its names; nothing but what we write."""
    if not shutil.which("cmark-gfm"):
        return None
    root = read_xml(output_of(text, "cmark-gfm", "--unsafe", "-e", "table", "-e", "strikethrough", "-e",
                              "autolink", "-e", "tasklist", "-e", "footnotes", "-t", "xml"))
    for element in root.iter():
        name = element.tag.rpartition("}")[2]
        require(name in MARKDOWN, "Markdown has", name, "".join(element.itertext()))
        require(name != "html_inline" or (html_too and element.text == "<br>"), "HTML:", element.text)
    return root


def judge_markdown(map_, text, tables=True):
    root = markdown_tree(text, tables)
    if root is not None:
        require_texts(map_.told(), "".join(root.itertext()))


def judge_markdown_list(map_, text):
    judge_markdown(map_, text, False)


def judge_some_markdown(map_, text):
    markdown_tree(text)


def judge_card(text):
    """The Markdown of a card: a heading, lines and bullets, read as Obsidian and GitHub read it."""
    root = markdown_tree(text.replace("- [x] ", "- ").replace("- [ ] ", "- "), False)
    for element in root.iter() if root is not None else []:
        name = element.tag.rpartition("}")[2]
        require(name not in ("code_block", "strong", "block_quote"), "a card has", name)
    plain = re.sub(r"\\[!-/:-@\[-`{-~]|`[^`]*`|&#96;", "x", text)
    live = re.search(r"\[\[|==|%%|\$|(?<!\S)#\w|\^\w", plain)
    require(not live, "a card has", live and plain[live.start():][:60])


LIVE = {"script", "iframe", "object", "embed", "form", "input", "img", "image", "use", "link", "base",
        "foreignobject", "animate", "set", "video", "audio", "a"}


def require_dead(element, name):
    """Nothing that runs, and nothing from elsewhere; a link leads to a place of the page."""
    link = dict((key.rpartition("}")[2], value) for key, value in element.attrib.items())
    inside = link.get("href", link.get("src", "")).startswith(("#", "data:image/png;", "data:image/jpeg;"))
    require(name not in LIVE or (name in ("a", "img", "image", "use") and inside), "an element", name, link)
    for key, value in link.items():
        require(not key.lower().startswith("on"), "an attribute", key)
        require(key not in ("href", "src", "srcset", "action") or inside, key, value)
        require(key != "style" or not re.search(r"url\(|expression|@import", value), "style:", value)
    require(name != "style" or not re.search(r"url\(|@import", element.text or ""), "a style loads something")


def judge_svg(map_, text):
    require("<!" not in text, "it has a declaration")
    for element in read_xml(text).iter():
        require(element.tag.startswith("{http://www.w3.org/2000/svg}"), "an element", element.tag)
        require_dead(element, element.tag.rpartition("}")[2].lower())


def judge_html(map_, text):
    require(text.startswith("<!DOCTYPE html>"), "no doctype")
    if not html5lib:
        return
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root = parser.parse(text)
    require(not parser.errors, "html5lib:", [(place, code) for place, code, _ in parser.errors[:3]])
    for element in root.iter():
        if isinstance(element.tag, str):
            require_dead(element, element.tag.rpartition("}")[2].lower())
    require_texts(map_.names(), "".join(root.itertext()))
