"""CSV by Python's reader, JSON by Python's reader and python3-jsonschema, YAML by PyYAML."""
import csv
import io
import json
import re

import yaml

from maps import Fault, Map, as_node, bare, require, require_texts

try:
    import jsonschema
except ImportError:
    jsonschema = None

# A full-width sign is a formula, too, for a spreadsheet in Japanese.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def rows_of(text, delimiter=","):
    require("\n" not in text.replace("\r\n", "") or '"' in text, "a line ends in LF alone")
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise Fault(f"csv: {error}") from None
    require(rows and len(set(map(len, rows))) == 1, "rows have different lengths")
    for cell in (cell for row in rows for cell in row):
        number = re.fullmatch(r"-?\d+(\.\d+)?", cell)
        require(number or not cell.startswith(FORMULA), "a formula:", repr(cell))
    return rows


def unguarded(cell):
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(FORMULA + ("'",)) else cell


def judge_csv(map_, text):
    rows = rows_of(text)
    head = [cell.lower() for cell in rows[0]]
    require(all(head) and len(set(head)) == len(head), "a column's name is empty or not its own:", rows[0])
    require(head[:2] == ["stage", "touchpoint"], "it begins with", rows[0][:2])
    body = [row for row in rows[1:] if row[1]]
    require(len(body) == len(map_.touchpoints), len(body), "rows for", len(map_.touchpoints), "touchpoints")
    for row, (stage, touchpoint) in zip(body, map_.touchpoints):
        cells = [unguarded(cell) for cell in row]
        require(bare(cells[0]) == bare(stage.get("name", "")) or not bare(stage.get("name", "")),
                "stage:", repr(cells[0]))
        texts = [touchpoint.get(key, "") for key in ("name", "doing", "thinking", "feeling")]
        for key in ("pains", "ideas"):
            texts += [node.get("text", "") for node in Map.nodes(touchpoint, key, "text")]
        require_texts(texts, "\0".join(cells))


def judge_jira(map_, text):
    rows = rows_of(text)
    require(rows[0] == ["Summary", "Description", "Priority", "Labels", "Due date"], "head:", rows[0])
    pains = [node for place in map_.places() for node in Map.nodes(place, "pains", "text")]
    require(len(rows) - 1 >= len(pains), len(rows) - 1, "issues for", len(pains), "pains")
    require_texts([pain.get("text", "") for pain in pains], "\0".join(row[0] for row in rows))
    for summary, description, priority, labels, due in rows[1:]:
        require(summary and "\n" not in summary, "summary:", repr(summary))
        require(priority in ("Lowest", "Low", "Medium", "High", "Highest"), "priority:", priority)
        require(re.fullmatch(r"(pain|idea) [^\s,]+", labels), "labels:", repr(labels))
        require(re.fullmatch(r"|\d{4}-\d\d-\d\d", due), "due:", due)
        live = re.search(r"[{}()\[\]!|*_^~\\+?@-]", description)
        require(not live, "markup in a description:", live and description[live.start():][:60])
        link = re.search(r"(?i)\b(https?|ftp|file|mailto|javascript):(?=\S)", description)
        require(not link, "a link in a description:", link and description[link.start():][:60])


def judge_csv_excel(map_, text):
    require(text.startswith("\ufeff"), "no byte order mark")
    rows_of(text[1:], ";")


def no_doubles(pairs):
    require(len(dict(pairs)) == len(pairs), "a key is there twice")
    return dict(pairs)


def read_json(text):
    try:
        return json.loads(text, object_pairs_hook=no_doubles, parse_constant=float.fromhex)
    except ValueError as error:
        raise Fault(f"JSON: {error}") from None


def same(written, read, where=""):
    """Is the JSON what the map's YAML says? A node that YAML names by a text has more there."""
    if isinstance(written, dict):
        require(isinstance(read, dict), where, "is no object")
        for key, value in written.items():
            require(key in read, f"{where}.{key}", "is lost")
            same(value, read[key], f"{where}.{key}")
        require(set(read) - set(written) <= {"id", "stages"}, where, "has more:", set(read) - set(written))
    elif isinstance(written, list):
        require(isinstance(read, list) and len(read) == len(written), where, "is another list")
        for number, pair in enumerate(zip(written, read)):
            same(*pair, f"{where}[{number}]")
    elif isinstance(read, dict):
        require(written in read.values(), where, "is lost:", repr(written))
    elif isinstance(read, str):
        require(read == written, where, repr(read), "for", repr(written))
    elif read is None or isinstance(read, bool):
        require(written.lower() in (str(read).lower(), "", "null", "~"), where, read, "for", written)
    else:
        require(float(written) == float(read), where, read, "for", written)


def judge_json(map_, text, schema=None):
    read = read_json(text)
    same(map_.doc, read)
    if schema and jsonschema:
        error = jsonschema.exceptions.best_match(schema.iter_errors(read))
        require(not error, "schema:", error and error.message)


def schema_of(text):
    """The judge of that JSON Schema, which is judged itself; None without python3-jsonschema."""
    schema = read_json(text)
    if not jsonschema:
        return None
    judge = jsonschema.validators.validator_for(schema)
    judge.check_schema(schema)
    return judge(schema)


def judge_yaml(map_, text):
    read = yaml.load(text, Loader=yaml.CBaseLoader)
    require(read == map_.doc, "it is another map")


def judge_canvas(map_, text, card=lambda text: None):
    """JSON Canvas 1.0. `card` judges the Markdown of a card."""
    canvas = read_json(text)
    require(set(canvas) == {"nodes", "edges"}, "keys:", set(canvas))
    ids = [thing["id"] for thing in canvas["nodes"] + canvas["edges"]]
    require(len(ids) == len(set(ids)), "an id is not its own")
    for node in canvas["nodes"]:
        kinds = {"text": {"text"}, "group": {"label"}}
        require(node["type"] in kinds, "type:", node["type"])
        need = {"id", "type", "x", "y", "width", "height"} | kinds[node["type"]]
        require(need <= set(node) <= need | {"color"}, "keys:", set(node))
        require(all(isinstance(node[key], int) for key in ("x", "y", "width", "height")), "place")
        require(node.get("color", "1") in "123456", "color:", node.get("color"))
        require(re.search(r"\S", node.get("text", node.get("label"))), "nothing on", node["id"])
        card(node.get("text", ""))
    for edge in canvas["edges"]:
        require({edge["fromNode"], edge["toNode"]} <= set(ids), "an edge to nothing")
    groups = [node["label"] for node in canvas["nodes"] if node["type"] == "group"]
    require(len(groups) == len(map_.stages), len(groups), "groups for", len(map_.stages), "stages")
    require_texts([stage.get("name", "") for stage in map_.stages], "\0".join(groups))
