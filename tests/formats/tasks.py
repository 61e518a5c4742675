"""Calendars by icalendar (python3-icalendar) and the rules of RFC 5545; todo.txt by its grammar."""
import re

from maps import bare, require, require_texts

try:
    import icalendar
except ImportError:
    icalendar = None

TASK = {"UID", "DTSTAMP", "SUMMARY", "DESCRIPTION", "DUE", "CONTACT", "STATUS", "COMPLETED"}


def content_lines(text):
    require(text.endswith("\r\n") and "\n" not in text.replace("\r\n", ""), "a line does not end in CRLF")
    lines = text.split("\r\n")[:-1]
    require(all(len(line.encode()) <= 75 for line in lines), "a line is longer than 75 bytes")
    return text.replace("\r\n ", "").split("\r\n")[:-1]


def unescaped(value):
    return re.sub(r"\\(.)", lambda match: {"n": "\n", "N": "\n"}.get(match[1], match[1]), value)


def judge_ics(map_, text):
    depth, tasks, summaries = [], 0, []
    for line in content_lines(text):
        match = re.fullmatch(r'([A-Z-]+)((?:;[A-Z-]+=[^:;,"]*)*):(.*)', line)
        require(match, "no content line:", repr(line))
        name, _, value = match.groups()
        if name == "BEGIN":
            depth.append(value)
            tasks += value == "VTODO"
            require(depth in (["VCALENDAR"], ["VCALENDAR", "VTODO"]), "begins:", depth)
        elif name == "END":
            require(depth.pop() == value, "ends:", value)
        elif depth == ["VCALENDAR", "VTODO"]:
            require(name in TASK, "a task has", name)
        else:
            require(name in ("VERSION", "PRODID", "X-WR-CALNAME"), "the calendar has", name)
        if name in ("SUMMARY", "DESCRIPTION", "CONTACT", "X-WR-CALNAME"):
            require(re.fullmatch(r"([^\\;,]|\\[\\;,nN])*", value), "not escaped:", repr(value))
        if name == "SUMMARY":
            summaries.append(unescaped(value))
    require(not depth, "it does not end")
    actions = map_.actions()
    require(tasks == len(actions) == len(summaries), tasks, "tasks for", len(actions), "actions")
    require_texts([action.get("text", "") for action in actions], "\0".join(summaries))
    if icalendar:
        read = icalendar.Calendar.from_ical(text).walk("VTODO")
        require(len({str(task["UID"]) for task in read}) == len(actions), "a UID is not its own")


NARROW = {0xFEE0 + ord(sign): sign for sign in "+@:"}
DATE = r"\d{4}-\d\d-\d\d"


def judge_todotxt(map_, text):
    lines = text.split("\n")[:-1]
    actions = map_.actions()
    require(text.endswith("\n") and len(lines) == len(actions), len(lines), "lines for", len(actions), "actions")
    for line in lines:
        match = re.fullmatch(rf"(?:x (?:{DATE} )?|\([A-E]\) )?(\+\S+)( .*)? id:(\S+)", line)
        require(match, "no task:", repr(line))
        words = (match[2] or "").split()
        keys = []
        while words and re.match("(owner|due):", words[-1]):
            keys.insert(0, words.pop().split(":", 1))
        require([key for key, _ in keys] in ([], ["owner"], ["due"], ["owner", "due"]), "keys:", keys)
        require(all(re.fullmatch(DATE, value) for key, value in keys if key == "due"), "due:", keys)
        if words and words[-1].startswith("@"):
            words.pop()
        for word in words:
            require(not re.match(r"[+@]\S", word) and not re.match(r"[^\s:]+:[^\s:]", word),
                    "a text has a mark:", word)
    require_texts([action.get("text", "") for action in actions], text,
                  lambda text: bare(text).translate(NARROW))
