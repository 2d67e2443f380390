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
    else { input.value = option.dataset.id; form.requestSubmit(); }
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
    item.textContent = hit.label;
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
    if (event.key === "Escape") return close();
    if (list.hidden) return;
    if (event.key === "ArrowDown") { event.preventDefault(); move(at + 1); }
    else if (event.key === "ArrowUp") { event.preventDefault(); move(at - 1); }
    else if (event.key === "Enter" && at >= 0) { event.preventDefault(); choose(list.children[at]); }
  });
}

// Takes parts of a page that the server sends anew, and leaves the reader where they were.
async function renew(answer, parts) {
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const held = document.activeElement?.id;
  for (const part of parts) {
    const fresh = page.querySelector(part);
    if (fresh) document.querySelector(part)?.replaceWith(fresh);
  }
  if (held && document.activeElement?.id !== held) document.getElementById(held)?.focus();
}

function hand(form, changes = {}) {
  const body = new URLSearchParams(new FormData(form));
  for (const [name, value] of Object.entries(changes)) body.set(name, value);
  return fetch(form.action, { method: "POST", body });
}

// the tray changes in place
document.addEventListener("submit", async (event) => {
  const form = event.target.closest(".choose");
  const button = event.submitter;
  if (!form || !button?.name) return;
  event.preventDefault();
  try {
    const answer = await hand(form, { [button.name]: button.value });
    const swapped = form.closest("#tray") ? ["#tray"] : ["#tray", `.choose:has([value="${button.value}"]):not(#tray *)`];
    await renew(answer, swapped);
    document.querySelector(swapped[1] ? `${swapped[1]} button` : "#tray button, #content a")?.focus({ preventScroll: true });
  } catch {
    form.submit();
  }
});

// the list follows its filters and keeps its ticks as they are set
const choosing = document.getElementById("choosing");
choosing?.addEventListener("change", async (event) => {
  if (event.target.name === "q") return;
  const ticked = event.target.name === "add";
  const results = document.getElementById("results");
  if (!ticked) results.setAttribute("aria-busy", "true");
  try {
    const answer = await hand(choosing);
    await renew(answer, ticked ? ["#tray"] : ["#tray", "#told", "#facets", "#results"]);
    if (!ticked) history.replaceState(null, "", answer.url);
  } catch {
    results.removeAttribute("aria-busy"); // the buttons still work
  }
});
