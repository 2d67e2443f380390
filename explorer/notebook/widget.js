// A neighbourhood or paths in a notebook: a picture to point at, and the same as a list.

const NAMED = 8; // relations of the chosen method that have their words in the picture; more do when pointed at

function made(tag, attributes = {}, ...children) {
  const element = Object.assign(document.createElement(tag), attributes);
  element.append(...children);
  return element;
}

// Whether what is behind an element is dark: notebooks have themes of their own.
function dark(element) {
  for (let one = element; one; one = one.parentElement ?? one.getRootNode().host) {
    // no colour is known before the element is attached; it is painted anew when drawn
    const [red, green, blue, alpha = 1] = (getComputedStyle(one).backgroundColor.match(/[\d.]+/g) ?? [0, 0, 0, 0]).map(Number);
    if (alpha > 0.5) return 0.3 * red + 0.6 * green + 0.1 * blue < 128;
  }
  return matchMedia("(prefers-color-scheme: dark)").matches;
}

// The relations of a method as it sees them, each with its reason.
function relations(id, { nodes, edges, words }) {
  const names = new Map(nodes.map((one) => [one.id, one]));
  const own = edges.filter((edge) => edge.source === id || edge.target === id);
  return own.map((edge) => {
    const out = edge.source === id, other = names.get(out ? edge.target : edge.source);
    const line = made("li", {}, `${out ? edge.said : edge.heard} `, made("b", { textContent: other.name }));
    if (edge.inferred) line.append(` (${words.inferred})`);
    if (edge.reason) line.append(made("span", { textContent: edge.reason, lang: edge.language }));
    return line;
  });
}

function render({ model, el }) {
  const data = model.get("graph"), { nodes, edges, families, colours, words, language } = data;
  const stage = made("div", { className: nodes.length > 8 ? "stage" : "small stage", tabIndex: 0 });
  stage.setAttribute("role", "application");
  stage.setAttribute("aria-label", `${words.picture}: ${data.title}`);
  const hint = made("p", { className: "hint", hidden: true });
  const told = made("div", { className: "told", tabIndex: 0 });
  told.setAttribute("role", "region");
  told.setAttribute("aria-label", words.relations);
  told.setAttribute("aria-live", "polite");
  const buttons = nodes.map((node) => made("button", { type: "button", textContent: node.name, lang: node.language }));
  const items = nodes.map((node, place) => made("li", {}, buttons[place], made("ul", {}, ...relations(node.id, data))));
  const list = made("details", {}, made("summary", { textContent: words.list }), made("ul", { className: "list" }, ...items));
  const zooms = [["＋", words.closer, 1.3], ["－", words.farther, 1 / 1.3], ["⤢", words.fit, 0]];
  const bar = made("div", { className: "bar" }, ...zooms.map(([sign, title, step]) => {
    const button = made("button", { type: "button", textContent: sign, title, ariaLabel: title });
    button.addEventListener("click", () => (step ? zoom(step) : fit()));
    return button;
  }));
  const frame = made("div", { className: "frame" }, stage, hint, bar);
  const root = made("div", { className: "method-explorer-graph", lang: language }, made("p", { className: "title", textContent: data.title }), frame, told, list);
  el.replaceChildren(root);

  let cy;
  const zoom = (step) => cy?.zoom({ level: cy.zoom() * step, renderedPosition: { x: stage.clientWidth / 2, y: stage.clientHeight / 2 } });

  function fit() {
    cy.fit(undefined, 30);
    if (cy.zoom() > 1.2) cy.zoom(1.2).center(); // a few methods need not be giants
  }

  function paint() {
    const place = Number(dark(el.parentElement ?? el));
    root.style.colorScheme = place ? "dark" : "light";
    const ink = Object.fromEntries(Object.entries(colours).map(([name, both]) => [name, both[place]]));
    for (const [name, value] of Object.entries(ink)) root.style.setProperty(`--${name}`, value);
    const held = new Map(Object.keys(families).map((name) => [name, ink[name]]));
    cy?.style(look({ ...ink, families: held }, getComputedStyle(root).fontFamily));
  }

  function mark() {
    const id = model.get("selected");
    const node = nodes.find((one) => one.id === id);
    for (const [place, button] of buttons.entries()) button.ariaPressed = String(nodes[place].id === id);
    const family = node && families[node.family];
    told.replaceChildren(...(node ? [
      made("p", {}, made("b", { textContent: node.name, lang: node.language }), ...(family ? [made("span", { className: "family", textContent: family })] : [])),
      made("ul", {}, ...relations(id, data)),
    ] : []));
    if (!cy) return;
    cy.elements().removeClass("chosen lit said");
    const lit = cy.getElementById(id).addClass("chosen").connectedEdges().addClass("lit");
    if (lit.length <= NAMED) lit.addClass("said");
  }

  function choose(id) {
    model.set("selected", id);
    model.save_changes();
    mark();
  }

  function arrange() {
    const placed = nodes.every((node) => node.place);
    const chance = Math.random;
    Math.random = seeded(); // the same methods always come to the same places
    cy.layout(placed
      ? { name: "preset", positions: (node) => node.data("place"), fit: false }
      : { name: "fcose", quality: "proof", animate: false, fit: false, nodeDimensionsIncludeLabels: true, idealEdgeLength: 85, nodeRepulsion: 6000 }).run();
    Math.random = chance;
    fit();
  }

  function draw() {
    cy = drawing({ container: stage, minZoom: 0.25, maxZoom: 2.5, boxSelectionEnabled: false, autounselectify: true });
    cy.userZoomingEnabled(false); // the wheel moves the page until the picture is taken in hand
    cy.add([
      ...nodes.map((node, place) => ({ group: "nodes", data: node, position: { x: 25 * Math.sqrt(place) * Math.cos(2.4 * place), y: 25 * Math.sqrt(place) * Math.sin(2.4 * place) } })),
      ...edges.map((edge) => ({ group: "edges", data: edge })),
    ]);
    paint();
    arrange();
    cy.on("tap", () => cy.userZoomingEnabled(true));
    cy.on("tap", "node", ({ target }) => choose(target.id()));
    cy.on("mouseover tap", "edge", ({ target, renderedPosition: { x, y } }) => {
      target.addClass("said");
      const { source, said, target: end, reason, inferred } = target.data();
      const name = (id) => cy.getElementById(id).data("name");
      hint.replaceChildren(made("b", { textContent: `${name(source)} ${said} ${name(end)}` }), reason ? ` ${reason}` : "", inferred ? ` (${words.inferred})` : "");
      hint.hidden = false;
      hint.style.left = `${Math.max(0, Math.min(x + 12, stage.clientWidth - hint.offsetWidth - 8))}px`;
      hint.style.top = `${Math.max(0, Math.min(y + 12, stage.clientHeight - hint.offsetHeight - 8))}px`;
    });
    cy.on("mouseout", "edge", () => { hint.hidden = true; mark(); });
    mark();
    stage.dataset.ready = "";
  }

  stage.addEventListener("pointerleave", () => cy?.userZoomingEnabled(false));
  stage.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (event.key === "+") zoom(1.3);
    if (event.key === "-") zoom(1 / 1.3);
    if (!step) return;
    event.preventDefault();
    event.stopPropagation(); // the notebook itself moves by arrows, too
    const at = nodes.findIndex((one) => one.id === model.get("selected"));
    choose(nodes[(at + step + nodes.length) % nodes.length].id);
  });
  for (const [place, button] of buttons.entries()) button.addEventListener("click", () => choose(nodes[place].id));
  model.on("change:selected", mark);

  // drawn as soon as there is room: notebooks attach what is rendered later
  const sized = new ResizeObserver(() => {
    if (!stage.clientWidth) return;
    if (cy) return cy.resize();
    draw();
  });
  const themed = new MutationObserver(paint);
  sized.observe(stage);
  for (const one of [document.documentElement, document.body]) themed.observe(one, { attributes: true });
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  scheme.addEventListener("change", paint);
  paint();
  mark();
  return () => {
    sized.disconnect();
    themed.disconnect();
    scheme.removeEventListener("change", paint);
    model.off("change:selected", mark);
    cy?.destroy();
  };
}

export default { render };
