// The query page: an editor over the text field, and tables that sort. All of it works without.

const form = document.getElementById("console");
if (form) edit(form).catch((error) => console.warn("The plain text field stays.", error));
for (const table of document.querySelectorAll("table.answers")) sortable(table);
if (navigator.clipboard) for (const button of document.querySelectorAll("[data-do='copy']")) copies(button);

// the prefixes of the site as [name, "name: <iri>"]
function prefixes() {
  const lines = document.getElementById("prefixes").textContent.trim().split("\n");
  return lines.map((line) => line.replace(/^PREFIX /, "")).map((line) => [line.split(":")[0], line]);
}

// what is no word of a query: IRIs, texts and comments
const APART = /<[^<>"{}|^`\\\s]*>|("""|''')(?:[^\\]|\\[^])*?\1|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|#.*/g;

// what a query uses and does not declare; where it uses none, those that most queries need
function missing(text) {
  const bare = text.replace(APART, " ");
  const used = new Set([...bare.matchAll(/(?<![\w?$])([A-Za-z][\w.-]*):/g)].map((found) => found[1]));
  const declared = new Set([...bare.matchAll(/(?<![\w?$:-])PREFIX\s+([\w.-]*):/gi)].map((found) => found[1]));
  const wanted = [...used].some((name) => !declared.has(name)) ? used : used.size ? [] : ["mx", "method", "skos"];
  const names = new Set(wanted);
  return prefixes().filter(([name]) => names.has(name) && !declared.has(name)).map(([, line]) => `PREFIX ${line}\n`);
}

// what the list of a query has in its first column, asked for once and when it is needed
function listed(name) {
  let found;
  return async (yasqe, token) => {
    found ??= fetch(new URL(`../query/${name}.csv`, location)).then((answer) => (answer.ok ? answer.text() : ""));
    const start = token.autocompletionString ?? token.string;
    const iris = (await found).trim().split(/\r?\n/).slice(1).map((line) => line.replace(/,\d+$/, ""));
    return iris.filter((iri) => iri.startsWith(start));
  };
}

async function edit(form) {
  const field = form.elements.query;
  let text = { get: () => field.value, set: (value) => { field.value = value; field.focus(); } };
  const insert = form.querySelector("[data-do='prefixes']");
  insert.hidden = false;
  insert.addEventListener("click", () => text.set(missing(text.get()).join("") + text.get()));
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });

  const { Yasqe } = await import("./vendor/yasqe.js");
  Yasqe.forkAutocompleter("prefixes", {
    name: "local", persistenceId: null, get: () => Promise.resolve(prefixes().map(([, line]) => line)),
  }, false);
  for (const [name, query] of [["property", "property_counts"], ["class", "graph_counts"]]) {
    Yasqe.forkAutocompleter(name, { name: `local ${name}`, get: listed(query) }, false);
  }
  const place = document.createElement("div");
  field.before(place);
  const label = form.querySelector("label[for='query']");
  const run = () => form.requestSubmit();
  const yasqe = new Yasqe(place, {
    value: field.value,
    autocompleters: ["local", "variables", "local property", "local class"],
    persistenceId: null,
    consumeShareLink: null,
    createShareableLink: () => location.href,
    showQueryButton: false,
    resizeable: false,
    editorHeight: "auto",
    viewportMargin: Infinity,
    screenReaderLabel: label.textContent,
    // Tab leaves the field, as everywhere; what asks the endpoint is the form
    extraKeys: { Tab: false, "Shift-Tab": false, "Ctrl-Enter": run, "Cmd-Enter": run, "Ctrl-S": false },
  });
  yasqe.showNotification = () => {}; // the page says it, in its language
  const input = yasqe.getInputField();
  input.id = "typing";
  label.htmlFor = input.id;
  for (const name of ["aria-describedby", "aria-invalid", "lang"]) {
    if (field.hasAttribute(name)) input.setAttribute(name, field.getAttribute(name));
  }
  // the drawing of the lines is for the eye; the field has the text
  place.querySelector(".yasqe_buttons")?.remove();
  field.hidden = true;
  form.querySelector("[data-keys]").hidden = false;
  yasqe.on("change", () => { field.value = yasqe.getValue(); });
  text = { get: () => yasqe.getValue(), set: (value) => { yasqe.setValue(value); yasqe.focus(); } };
  // the frame scrolls, which Tab can reach, and not the editor in it
  yasqe.on("cursorActivity", (editor) => {
    const frame = yasqe.rootEl, { top, bottom } = editor.cursorCoords(true, "local");
    frame.scrollTop = Math.max(Math.min(frame.scrollTop, top), bottom + 16 - frame.clientHeight);
  });
  const line = Number(field.dataset.line ?? 0) - 1;
  if (line >= 0) {
    const letters = [...(yasqe.getDoc().getLine(line) ?? "")]; // an emoji is one, and two to the editor
    const column = letters.slice(0, Number(field.dataset.column) - 1).join("").length;
    const end = Math.max(column + 1, letters.join("").length);
    yasqe.getDoc().markText({ line, ch: column }, { line, ch: end }, { className: "wrong" });
    yasqe.getDoc().addLineClass(line, "background", "wrong-line");
    yasqe.getDoc().setCursor({ line, ch: column });
  }
}

// a heading sorts by its column, and then the other way round
function sortable(table) {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, place) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const turn = down ? -1 : 1, words = new Intl.Collator(document.documentElement.lang, { numeric: true });
      const rows = [...table.tBodies[0].rows].map((row) => [row, value(row.cells[place])]);
      const order = (one, other) => one.rank - other.rank || one.number - other.number || words.compare(one.text, other.text);
      rows.sort(([, one], [, other]) => one.none - other.none || turn * order(one, other));
      table.tBodies[0].append(...rows.map(([row]) => row));
    });
  });
}

// numbers stand before words, and what is empty stands last either way
function value(cell) {
  const text = cell.textContent, number = cell.classList.contains("number") ? Number(text) : NaN;
  const none = cell.querySelector(".none") !== null;
  return Number.isNaN(number) ? { none, rank: 1, number: 0, text } : { none, rank: 0, number, text };
}

// what stands before a button, text or link, is copied by it
function copies(button) {
  const what = button.previousElementSibling;
  button.hidden = false;
  const word = button.textContent, status = document.getElementById("copied");
  let back;
  button.addEventListener("click", async () => {
    let done = true;
    try {
      await navigator.clipboard.writeText(what.href ?? what.textContent);
    } catch {
      done = false; // the browser does not let it
    }
    button.textContent = status.textContent = done ? button.dataset.done : button.dataset.failed;
    clearTimeout(back);
    back = setTimeout(() => { button.textContent = word; status.textContent = ""; }, 2000);
  });
}
