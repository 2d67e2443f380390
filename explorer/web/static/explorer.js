// Makes quicker what works without it: the field that adds a method becomes a combobox.

const pause = 120; // milliseconds after the last key

// the language that was chosen last is the one that / leads to
for (const link of document.querySelectorAll(".tongue a")) {
  link.addEventListener("click", () => {
    document.cookie = `language=${link.hreflang}; path=/; max-age=31536000; samesite=lax`;
  });
}

for (const combo of document.querySelectorAll(".combo[data-source]")) enhance(combo);

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

  let timer, asked = 0, at = -1;

  function close() {
    asked += 1; // an answer still on its way comes too late
    list.hidden = true;
    at = -1;
    input.ariaExpanded = "false";
    input.removeAttribute("aria-activedescendant");
  }

  function choose(option) {
    input.value = option.dataset.id;
    form.requestSubmit();
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
    let found;
    try {
      const answer = await fetch(`${combo.dataset.source}?limit=20&q=${encodeURIComponent(words)}`);
      found = answer.ok ? (await answer.json()).methods : [];
    } catch {
      found = []; // the form still works
    }
    if (turn !== asked) return;
    const chosen = new Set(new FormData(form).getAll("method"));
    const options = found.filter((method) => !chosen.has(method.id)).slice(0, 8).map(option);
    list.replaceChildren(...options);
    at = -1;
    list.hidden = !options.length;
    input.ariaExpanded = String(options.length > 0);
  }

  function option(method, place) {
    const item = document.createElement("li");
    item.id = `${list.id}-${place}`;
    item.role = "option";
    item.dataset.id = method.id;
    item.setAttribute("aria-selected", "false");
    item.textContent = method.label;
    const aside = document.createElement("small");
    aside.textContent = [method.family?.label, method.introduced].filter(Boolean).join(", ");
    item.append(aside);
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
