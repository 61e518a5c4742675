"""usage: judge.py PROGRAM <NAMES

Exports each map of these names in each format and has other programs judge it; run makes the maps. MERMAID: a
folder with npm's mermaid and jsdom, which judge the diagrams, too. FORMATS: only these.
"""
import concurrent.futures
import filecmp
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

import diagram
import pages
import tables
import tasks
from maps import Fault, Map, require, require_harmless

# Options, and whose word is taken; several judges: each of them.
FORMATS = {
    "markdown": [((), pages.judge_markdown), (("--layout", "list"), pages.judge_markdown_list)],
    "persona": [((), pages.judge_some_markdown)],
    "protocol": [((), pages.judge_some_markdown)],
    "csv": [((), tables.judge_csv), (("--excel-semicolon",), tables.judge_csv_excel)] + [
        (("--what", what), lambda map_, text: tables.rows_of(text))
        for what in ("pains", "ideas", "quotes", "metrics", "personas", "actions")],
    "json": [((), tables.judge_json)],
    "svg": [((), pages.judge_svg)],
    "slides": [((), pages.judge_svg)],
    "html": [((), pages.judge_html)],
    "mermaid": [((), diagram.judge_mermaid)],
    "todotxt": [((), tasks.judge_todotxt)],
    "ics": [((), tasks.judge_ics)],
    "jira": [((), tables.judge_jira)],
    "mediawiki": [((), pages.judge_mediawiki)],
    "dokuwiki": [((), pages.judge_dokuwiki)],
    "confluence": [((), pages.judge_confluence)],
    "canvas": [((), lambda map_, text: tables.judge_canvas(map_, text, pages.judge_card))],
    "yaml": [((), tables.judge_yaml)],
}
BINARY = {"pdf", "png"}
KEEP_ORDER = {"csv", "yaml"}  # where marks of direction are data
ACTIONS = {"todotxt", "ics"}  # which have no form for a map without actions
READ = {"markdown", "csv", "json", "mermaid"}  # by import, too


class Judge:
    def __init__(self, program):
        self.program = program
        self.folder = tempfile.mkdtemp(prefix="cjm-formats-")
        self.faults, self.judged = [], 0
        self.diagrams = []
        self.schema = tables.schema_of(self.run("export", "--schema").stdout.decode())

    def run(self, *arguments):
        return subprocess.run([self.program, *arguments], capture_output=True, check=False,
                              env={"HOME": self.folder, "LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"]})

    def offered(self):
        """The formats that the program says it has."""
        said = self.run("export", "-f", "none", "-").stderr.decode()
        return re.search(r"there are (.*)", said)[1].split(", ")

    def complain(self, format_, path, fault):
        self.faults.append(f"{format_}: {path}: {fault}")

    def export(self, map_, format_, options, number):
        """The texts of its files; none where the program says why not."""
        stem = f"{self.folder}/{os.getpid()}-{id(map_)}-{number}"
        run = self.run("export", "-f", format_, *options, "-o", f"{stem}.{format_}", map_.path)
        said = run.stderr.decode("utf-8", "replace")
        if run.returncode:
            without_actions = format_ in ACTIONS and not map_.actions()
            refused = run.returncode == 2 and said and (format_ in ("persona", "protocol") or without_actions)
            if not refused:
                raise Fault(f"exit {run.returncode}: {said}")
            return []
        if format_ in READ and "--what" not in options:
            self.require_back(map_, format_, options, stem)
        texts = []
        for name in sorted(glob.glob(f"{glob.escape(stem)}*.{format_}")):
            with open(name, "rb") as file:
                texts.append(file.read().decode())
            if format_ == "mermaid":
                self.diagrams.append((map_, name))
            elif format_ in ("svg", "slides") and shutil.which("xmllint"):
                pages.output_of("", "xmllint", "--noout", "--nonet", name)
            if format_ != "mermaid":
                os.remove(name)
        return texts

    def require_back(self, map_, format_, options, stem):
        """What was exported is imported; a map as people write it, and all that JSON has, comes back."""
        back, again = (f"{stem}.{format_}.{name}" for name in ("back.yaml", "again"))
        run = self.run("import", f"{stem}.{format_}", "-o", back)
        said = run.stderr.decode("utf-8", "replace")
        if run.returncode == 2 and "neither a stage nor" in said or "no stage is in it" in said:
            return
        require(run.returncode in (0, 1), "import:", said)
        if map_.is_hostile and format_ != "json":
            self.run("show", back).check_returncode()
        else:
            self.run("export", "-f", format_, *options, "-o", again, back).check_returncode()
            require(filecmp.cmp(f"{stem}.{format_}", again, False), "it comes back otherwise:", said)
            os.remove(again)
        os.remove(back)

    def judge(self, map_, format_):
        for number, (options, judge) in enumerate(FORMATS[format_]):
            try:
                for text in self.export(map_, format_, options, number):
                    require_harmless(text, format_ in KEEP_ORDER)
                    if format_ == "json":
                        judge(map_, text, self.schema)
                    else:
                        judge(map_, text)
                    self.judged += 1
            except (Fault, ValueError, KeyError, subprocess.CalledProcessError) as fault:
                self.complain(" ".join([format_, *options]), map_.path, fault)


def main(program, paths):
    judge = Judge(program)
    offered = judge.offered()
    wanted = os.environ.get("FORMATS", "").split() or [name for name in offered if name not in BINARY]
    for name in set(offered) - BINARY - set(FORMATS):
        judge.complain(name, "", "nobody judges this format")
    maps = [Map(path) for path in paths]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(lambda pair: judge.judge(*pair), [(map_, name) for name in wanted for map_ in maps]))
    if os.environ.get("MERMAID") and judge.diagrams:
        diagram.judge_all(os.environ["MERMAID"], judge.diagrams, judge.complain)
    shutil.rmtree(judge.folder)
    return report(judge, len(maps))


def report(judge, maps):
    shown = {}
    for fault in sorted(judge.faults):
        kind = fault.partition(":")[0]
        shown[kind] = shown.get(kind, 0) + 1
        if shown[kind] <= 5:
            print("bad:", fault)
    print(f"{maps} maps, {judge.judged} exports judged: {len(judge.faults)} bad"
          + "".join(f", {count} of {kind}" for kind, count in shown.items()))
    return 1 if judge.faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.stdin.read().splitlines()))
