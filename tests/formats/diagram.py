"""Mermaid's journeys, by its grammar, or by Mermaid itself (mermaid.mjs)."""
import html
import json
import os
import re
import subprocess

from maps import Fault, bare, require

# The lexer of Mermaid's journeyDiagram, which takes the first rule that fits, in any case of letters.
RULES = [(name, re.compile(pattern, re.I)) for name, pattern in [
    ("", r"%%(?!\{)[^\n]*|[^}]%%[^\n]*"),
    ("line", r"\n+"),
    ("", r"\s+"),
    ("", r"#[^\n]*"),
    ("journey", r"journey"),
    ("title", r"title\s[^#\n;]+"),
    ("acc", r"accTitle\s*:\s*|accDescr\s*:\s*|accDescr\s*\{\s*"),
    ("section", r"section\s[^#:\n;]+"),
    ("task", r"[^#:\n;]+"),
    ("data", r":[^#\n;]+"),
]]


def tokens(text):
    at = 0
    while at < len(text):
        for name, pattern in RULES:
            match = pattern.match(text, at)
            if match:
                break
        require(match, "Mermaid's grammar does not have", repr(text[at:at + 40]))
        at = match.end()
        if name not in ("", "line"):
            yield name, match[0]


def decoded(text):
    text = re.sub(r"\ue000(\d+)\ue001", r"&#\1;", text)
    return html.unescape(re.sub(r"\ue000(\w+)\ue001", r"&\1;", text)).strip()


def parsed(text):
    """The title and the tasks: section, name, score and people."""
    require(not re.match(r"\s*(---|%%\{)", text), "it has settings")
    title, section, tasks, name = "", "", [], None
    words = tokens(re.sub(r"#(\w+);", "\ue000\\1\ue001", text))
    require(next(words, ("", ""))[0] == "journey", "it does not begin with journey")
    for kind, word in words:
        require((kind == "data") == (name is not None), kind, repr(word), "stands in a wrong place")
        if kind == "title":
            title = word[6:]
        elif kind == "section":
            section = word[8:]
        elif kind == "task":
            name = word
        elif kind == "data":
            score, _, people = word[1:].partition(":")
            tasks.append([section, name, int(score), people.split(",") if people else []])
            name = None
        else:
            raise Fault(f"it has {kind}")
    return {"title": decoded(title), "tasks": [
        [decoded(section), decoded(name), score, [decoded(person) for person in people]]
        for section, name, score, people in tasks]}


def judge(map_, read):
    require("error" not in read, "Mermaid:", read.get("error"))
    require(bare(read["title"]) == bare(map_.title) or not bare(map_.title), "title:", read["title"])
    wanted = []
    ids = {persona.get("id"): persona.get("name", "") for persona in map_.personas}
    for stage, touchpoint in map_.touchpoints:
        scores = {score for _, score in map_.emotions(touchpoint)}
        wanted += [[stage.get("name", ""), touchpoint.get("name", ""), score + 3]
                   for score in sorted(scores)]
    require(len(wanted) == len(read["tasks"]), len(read["tasks"]), "tasks for", len(wanted))
    people = [bare(persona.get("name", "")) for persona in map_.personas] + [bare(id_) for id_ in ids if id_]
    for (section, name, score, persons), want in zip(read["tasks"], wanted):
        require(score == want[2], name, "has", score)
        for got, text in ((section, want[0]), (name, want[1])):
            require(bare(got) == bare(text) or not bare(text), repr(got), "for", repr(text))
        for person in persons:
            require(not person or "" in people or bare(person) in people, "nobody is called", person)


def judge_mermaid(map_, text):
    judge(map_, parsed(text))


def judge_all(folder, maps_and_files, complain):
    """By the real one, in a folder with npm's mermaid and jsdom."""
    script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "mermaid.mjs")
    run = subprocess.run(["node", script, folder], input="\n".join(file for _, file in maps_and_files),
                         capture_output=True, text=True, check=False)
    answers = run.stdout.splitlines()
    if len(answers) != len(maps_and_files):
        complain("mermaid", "mermaid.mjs", run.stderr.strip()[-300:])
        return
    for (map_, _), answer in zip(maps_and_files, answers):
        try:
            read = json.loads(answer)
            for task in read.get("tasks", []):
                task[:2] = map(decoded, task[:2])
                task[3] = [decoded(person) for person in task[3]]
            read["title"] = decoded(read.get("title", ""))
            judge(map_, read)
        except Fault as fault:
            complain("mermaid (itself)", map_.path, fault)
