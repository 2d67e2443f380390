// Makes quicker what works without it: suggestions as one types, choices that take effect at once.

document.documentElement.classList.add("scripted");

const pause = 120; // milliseconds after the last key

// the language that was chosen last is the one that / leads to
for (const link of document.querySelectorAll(".tongue a")) {
  link.addEventListener("click", () => {
    document.cookie = `language=${link.hreflang}; path=/; max-age=31536000; samesite=lax`;
  });
}

// an open menu closes where one turns to something else
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll(".menu[open]")) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = event.target.closest?.(".menu[open]");
  if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
});

for (const combo of document.querySelectorAll(".combo[data-source]")) enhance(combo);

// a field with suggestions; one with data-leads goes to what is chosen, others hand in their form
function enhance(combo) {
  const input = combo.querySelector("input");
  const form = combo.closest("form");
  const list = document.createElement("ul");
  list.id = `${input.id}-list`;
  list.role = "listbox";
  list.setAttribute("aria-label", combo.querySelector("label").textContent);
  list.hidden = true;
  combo.append(list);
  Object.assign(input, { role: "combobox", ariaExpanded: "false", ariaAutoComplete: "list" });
  input.setAttribute("aria-controls", list.id);

  const types = JSON.parse(combo.dataset.types ?? "{}"); // what hits that are no methods are
  let timer, asked = 0, at = -1;

  function close() {
    asked += 1; // an answer still on its way comes too late
    clearTimeout(timer);
    list.hidden = true;
    at = -1;
    input.ariaExpanded = "false";
    input.removeAttribute("aria-activedescendant");
  }

  function choose(option) {
    if ("leads" in combo.dataset) location.assign(option.dataset.address);
    else {
      input.value = "fills" in combo.dataset ? option.firstChild.textContent : option.dataset.id;
      // a form of several fields is handed in when all of them are filled
      const blank = [...form.querySelectorAll(".combo input")].find((field) => !field.value);
      if ("fills" in combo.dataset && blank) { close(); blank.focus(); }
      else form.requestSubmit();
    }
  }

  function move(to) {
    const options = [...list.children];
    if (!options.length) return;
    at = (to + options.length) % options.length;
    options.forEach((option, place) => option.setAttribute("aria-selected", String(place === at)));
    input.setAttribute("aria-activedescendant", options[at].id);
    options[at].scrollIntoView({ block: "nearest" });
  }

  async function suggest() {
    const words = input.value.trim();
    const turn = ++asked;
    if (!words) return close();
    const source = new URL(combo.dataset.source, location);
    source.searchParams.set("q", words);
    source.searchParams.set("limit", "leads" in combo.dataset ? "5" : "20");
    let found;
    try {
      const answer = await fetch(source);
      found = answer.ok ? (await answer.json()).hits : [];
    } catch {
      found = []; // the form still works
    }
    if (turn !== asked) return;
    const chosen = new Set(new FormData(form).getAll("method"));
    const options = found.filter((hit) => !chosen.has(hit.id)).slice(0, 9).map(option);
    list.replaceChildren(...options);
    at = -1;
    list.hidden = !options.length;
    input.ariaExpanded = String(options.length > 0);
  }

  function option(hit, place) {
    const item = document.createElement("li");
    item.id = `${list.id}-${place}`;
    item.role = "option";
    item.dataset.id = hit.id;
    item.dataset.address = combo.dataset.source.replace(/search\.json.*/, `${hit.type}/${hit.id}`);
    item.setAttribute("aria-selected", "false");
    const name = document.createElement("span");
    name.textContent = hit.label;
    if (hit.lang) name.lang = hit.lang;
    item.append(name);
    const aside = document.createElement("small");
    const called = hit.matched !== hit.label && hit.matched.length < 80 ? hit.matched : "";
    aside.textContent = [types[hit.type], called].filter(Boolean).join(" · ");
    if (aside.textContent) item.append(aside);
    item.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      event.preventDefault();
      choose(item);
    });
    return item;
  }

  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(suggest, pause); });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) { event.preventDefault(); return close(); }
    if (list.hidden) return;
    if (event.key === "ArrowDown") { event.preventDefault(); move(at + 1); }
    else if (event.key === "ArrowUp") { event.preventDefault(); move(at - 1); }
    else if (event.key === "Enter" && at >= 0) { event.preventDefault(); choose(list.children[at]); }
  });
}

// Takes parts of a page that the server sends anew, and leaves the reader where they were.
export async function renew(answer, parts) {
  if (!answer.ok) throw new Error(answer.status);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const held = document.activeElement?.id;
  for (const part of parts) {
    const here = document.querySelector(part), fresh = page.querySelector(part);
    // the element itself stays: what reads the page aloud listens to it
    if (here && fresh) here.replaceChildren(...fresh.childNodes);
  }
  document.title = page.title;
  if (held && document.activeElement?.id !== held) document.getElementById(held)?.focus();
  // the boxes of a list say what the tray holds
  const kept = new Set([...document.querySelectorAll("#tray [name=drop]")].map((button) => button.value));
  for (const box of document.querySelectorAll("#results [name=add]")) box.checked = kept.has(box.value);
}

// one request after the other: each takes the choice as the one before has left it
let turn = Promise.resolve();
function hand(form, changes = {}) {
  const send = () => {
    const body = new URLSearchParams(new FormData(form));
    for (const [name, value] of Object.entries(changes)) body.set(name, value);
    return fetch(form.action, { method: "POST", body });
  };
  turn = turn.then(send, send);
  return turn;
}

const TRAY = ["#tally", "#tray"];

// the tray changes in place
document.addEventListener("submit", async (event) => {
  const form = event.target.closest(".choose");
  const button = event.submitter;
  if (!form || !button?.name) return;
  event.preventDefault();
  const mine = form.closest("#tray") ? [] : ["#content .choose"];
  const changes = { [button.name]: button.value };
  try {
    await renew(await hand(form, changes), [...TRAY, ...mine]);
    const next = mine.length ? "#content .choose button" : "#tray button";
    document.querySelector(next)?.focus({ preventScroll: true });
  } catch {
    for (const [name, value] of Object.entries(changes)) {
      form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    }
    form.submit();
  }
});

// the list follows its filters and keeps its ticks as they are set
const choosing = document.getElementById("choosing");
const LIST = ["#told", "#chips", "#title", "#facets", "#results", ".tongue > div", "#foot"];
let ticking = 0; // boxes that wait for their answer
choosing?.addEventListener("change", async (event) => {
  if (event.target.name === "q") return;
  const ticked = event.target.name === "add";
  const results = document.getElementById("results");
  if (ticked) ticking += 1;
  else results.setAttribute("aria-busy", "true");
  try {
    const answer = await hand(choosing);
    if (!ticked) await renew(answer, [...TRAY, ...LIST]);
    else if (!(ticking -= 1)) await renew(answer, TRAY);
    if (!ticked) history.pushState(null, "", answer.url);
  } catch {
    choosing.requestSubmit(); // as it is without script
  } finally {
    results.removeAttribute("aria-busy");
  }
});
if (choosing) window.addEventListener("popstate", () => location.reload());

// what is hidden in a comparison stays hidden where its links lead
document.getElementById("hide-equal")?.addEventListener("change", (event) => {
  const kept = (address) => {
    const url = new URL(address, location);
    if (event.target.checked) url.searchParams.set("hide", "1");
    else url.searchParams.delete("hide");
    return url;
  };
  history.replaceState(null, "", kept(location));
  const links = document.querySelectorAll(".compared .heads a, .compared .chips a, .tools > a, .tongue a");
  for (const link of links) link.href = kept(link.href);
});

// after a column is moved or taken away, the keyboard is where it was
const MOVES = ".compared .heads a";
const columnOf = (link) => link.closest("th").querySelector(".name").getAttribute("href");
for (const link of document.querySelectorAll(MOVES)) {
  link.addEventListener("click", () => {
    sessionStorage.setItem("moved", JSON.stringify([link.getAttribute("aria-label"), columnOf(link)]));
  });
}
const moved = JSON.parse(sessionStorage.getItem("moved") ?? "null");
sessionStorage.removeItem("moved");
if (moved && document.querySelector(".compared")) {
  const links = [...document.querySelectorAll(MOVES)];
  const [label, column] = moved;
  const same = links.find((link) => link.getAttribute("aria-label") === label);
  (same ?? links.find((link) => columnOf(link) === column) ?? links[0])?.focus();
}
