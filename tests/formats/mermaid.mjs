// usage: node mermaid.mjs FOLDER <NAMES
//
// What Mermaid reads in each file, a line of JSON each; FOLDER has node_modules/mermaid and jsdom.
import fs from "fs";
import { createRequire } from "module";
import { pathToFileURL } from "url";

const require = createRequire(process.argv[2] + "/package.json");
const { JSDOM } = require("jsdom");
const dom = new JSDOM("<!doctype html><body></body>");
globalThis.window = dom.window;
globalThis.document = dom.window.document;
const entry = process.argv[2] + "/node_modules/mermaid/dist/mermaid.core.mjs";
const { default: mermaid } = await import(pathToFileURL(entry));
mermaid.initialize({ startOnLoad: false });
// Its signs for the entities that it decodes when it draws.
const plain = text => text.replace(/ﬂ°°(\d+)¶ß/g, "\ue000$1\ue001").replace(/ﬂ°(\w+)¶ß/g, "\ue000$1\ue001");
for (const name of fs.readFileSync(0, "utf8").split("\n")) {
    let answer;
    try {
        const diagram = await mermaid.mermaidAPI.getDiagramFromText(fs.readFileSync(name, "utf8"));
        if (diagram.type !== "journey")
            throw new Error("a diagram of type " + diagram.type);
        answer = { title: plain(diagram.db.getDiagramTitle() || ""),
            tasks: diagram.db.getTasks().map(task => [plain(task.section), plain(task.task),
                task.score, task.people.map(plain)]) };
    } catch (error) {
        answer = { error: String(error.message || error) };
    }
    fs.writeSync(1, JSON.stringify(answer) + "\n");
}
process.exit(0);
